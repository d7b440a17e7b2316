"""Authors that a page states for machines: JSON-LD, meta elements, microdata."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from newsarchive.parse import jsonld
from newsarchive.parse import marks as m
from newsarchive.parse.authors.names import MAX_AUTHORS
from newsarchive.parse.marks import any_mark
from newsarchive.parse.page import Page
from newsarchive.parse.text import plain
from newsarchive.parse.tree import Element
from newsarchive.parse.walk import Node, Run

_META_NAMES = (
    "author",
    "article:author",
    "authors",
    "dc.creator",
    "dc.contributor",
    "dcterms.creator",
    "sailthru.author",
    "parsely-author",
    "byl",
    "cxenseparse:author",
    "cxenseparse:recs:author",
    "article:author_name",
    "og:article:author",
    "articleauthor",
    "article_author",
    "mrf:authors",
    "dable:author",
    "vr:author",
    "dcsext.author",
    "citation_author",
    "mediator_author",
    "twitter:data1",
)
_FAMILY_FIRST = re.compile(
    r"^([^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+)?),\s((?:[^\W\d_a-z]\.\s?-?){1,3}|[^\W\d_a-z][\w'’-]+(?:\s(?:de|van|von|der|den|ter|la|del|da))+)$"
)
"""A family name, and initials or what comes before it: "Brown, A. M.", "Jong, Michiel de"."""
_WRITTEN_BY = re.compile(r"written|author|von|auteur|autor|verfasst|skrev|écrit|escrito", re.I)
_COMPANY = re.compile(
    r"\b(?:gmbh|mbh|ag|ltd|llc|inc|corp|s\.?r\.?l|s\.?p\.?a|d\.?o\.?o|e\.?\s?v|s\.?a\.?s?|b\.?v|sp\.\s?z\s?o\.?\s?o|pvt)\.?$",
    re.I,
)
_ADDRESS = re.compile(r"[\w.-]+\.[a-z]{2,}/", re.I)
"""An address without its scheme: facebook.com/herald."""
_LONGEST = 200
_LOOKS = 100
"""Elements of metadata that are looked at."""
_INSIDE = 2_000
"""Elements inside of one author that are looked at."""


def json_ld(page: Page) -> tuple[list[str], bool]:
    """The author texts of the page's article, and whether all of them are said to be organisations."""
    found: list[str] = []
    kinds: list[bool] = []
    by_id = {
        node["@id"]: node for node in page.ld_nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    for article in page.ld_articles[:1]:
        for field in ("author", "creator"):
            _names(article.get(field), by_id, found, kinds)
            if found:
                break
    return found, bool(found) and all(kinds)


def _names(
    value: Any, by_id: dict[str, Any], found: list[str], kinds: list[bool], desk: bool = False, depth: int = 0
) -> None:
    if depth > 3 or len(found) > MAX_AUTHORS:
        return
    if isinstance(value, list):
        for item in value[:MAX_AUTHORS]:
            _names(item, by_id, found, kinds, desk, depth + 1)
    elif isinstance(value, dict):
        if value.get("name") is None and isinstance(value.get("@id"), str):
            value = by_id.get(value["@id"], {})
        name = value.get("name")
        desk = any(kind.endswith("organization") for kind in jsonld.types(value))
        if isinstance(name, list):
            _names(name, by_id, found, kinds, desk, depth + 1)
        elif text := plain(name):
            found.append(text)
            kinds.append(desk)
    elif text := plain(value):
        found.append(text)
        kinds.append(desk)


def meta(page: Page) -> tuple[list[str], bool]:
    """The author texts of the first meta element that names any, and whether all are companies."""
    for name in _META_NAMES:
        if name == "twitter:data1" and not _WRITTEN_BY.search(page.first_meta("twitter:label1") or ""):
            continue
        values = [
            value
            for value in page.meta.get(name, ())[:_LOOKS]
            if value and not value.startswith(("http", "/", "www.")) and not _ADDRESS.match(value)
        ]
        if values:
            values = [_FAMILY_FIRST.sub(r"\2 \1", _as_printed(value, page)) for value in values]
            if not any(map(_is_company, values)):
                return values, False
            # Of a company that is nowhere named on the page, nothing was written: it made the site.
            bare = [(value, _COMPANY.sub("", value).strip(" .,")) for value in values]
            return [value for value, name in bare if any(name in run.text for run in page.runs)], True
    return [], False


def _as_printed(value: str, page: Page) -> str:
    """One name whose family comes first, the other way round where the page prints it so: "Brown, Ada"."""
    family, _, name = value.partition(", ")
    if not name or not family.isalpha() or not name.isalpha():
        return value
    turned = f"{name} {family}"
    return turned if any(turned in run.text and _stands_in(turned, run.text) for run in page.runs) else value


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"\b{name}\b", text) is not None


def _article_of(node: Node | None) -> Node | None:
    """The article element that an element stands in, the outermost."""
    found = None
    while node is not None:
        if node.tag == "article":
            found = node
        node = node.parent
    return found


def _is_company(name: str) -> bool:
    return _COMPANY.search(name) is not None or _COMPANY_WORD.search(name) is not None


_COMPANY_WORD = re.compile(r"\b(?:gmbh|mbh|ltd|llc|inc|d\.o\.o|s\.r\.l)\b", re.I)


def microdata(page: Page, headline: Run | None) -> tuple[list[str], bool]:
    """The texts of `itemprop="author"`, but for those of comments, and of other articles; never companies.

    Where the article of the headline names none, the first article that does is taken for the page's own.
    """
    own = _article_of(headline.node) if headline is not None else None
    authors: list[Element] = []
    others: list[tuple[Node, Element]] = []
    stated = ((el, at) for prop, el, at in page.walked.itemprops if prop in ("author", "creator"))
    for el, at in islice(stated, _LOOKS):
        node = page.runs[at].node if at < len(page.runs) else None
        if node is not None and any_mark(node, m.DISCUSSION | m.CAPTION):
            continue
        article = _article_of(node)
        if own is None or article is None or article is own:
            authors.append(el)
        else:
            others.append((article, el))
    return _texts(authors or [el for article, el in others if article is others[0][0]]), False


def _texts(authors: list[Element]) -> list[str]:
    """The names in elements that name authors."""
    found: list[str] = []
    looks = 0
    for el in authors:
        inside = islice(el.inner(), _INSIDE)
        names = [child for child in inside if child.get("itemprop") == "name"]
        for name in names or [el]:
            looks += 1
            if looks > _LOOKS:
                return found  # names in names: each is as long as all that stand in it
            text = name.get("content") or name.text
            if len(text) < _LONGEST:
                found.append(plain(text))
    return found
