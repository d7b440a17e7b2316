"""Who wrote it: people or desks, cut apart, without "By", titles, addresses and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from newsarchive.parse import marks as m
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain
from newsarchive.parse.walk import Run

MAX_AUTHORS = 30
_BY = r"(?:(?:written|reported|edited|posted|published|words|story|text|interview|analysis|opinion|photos?)\s+)?by|von|vom|par|por|di|av|af|door|przez|od|автор(?:ы)?|text|texte|texto|testo|tekst|foto|aufgezeichnet\s+von|ein\s+(?:kommentar|interview|gastbeitrag|beitrag)\s+von|interview|autor(?:en|in|es)?|author(?:s)?|quelle|source|fuente|propos\s+recueillis\s+par|oleh|bởi|ni|yazan|كتبت?|بقلم|نوشته"
_LEADING = re.compile(rf"^\s*(?:{_BY})(?:\s*:\s*|\s+)", re.I)
_CUT = re.compile(
    r"\s*(?:;|\||/|•|·|\n|、|，|\s&\s|\s\+\s|,\s*(?:and|und|et|y|e|og|och|en|i|и)\s|,|\s(?:and|und|et|y|og|och|ve|και|и|та)\s)\s*",
    re.I,
)
_NOISE = re.compile(
    r"""\S+@\S+|https?://\S+|\(@?\w+\)|@\w+|\b\d{1,2}[:.]\d{2}\b.*|\b(?:updated|published|aktualisiert|on)\b.*\d.*|\(.*?\)""",
    re.I | re.X,
)
_TITLES = re.compile(
    r"""[,\-–—|]\s*(?:[\w.&' -]*\b(?:editor|correspondent|reporter|writer|journalist|columnist|staff|chief|bureau|redakteur(?:in)?|
    korrespondent(?:in)?|journalistin|rédacteur|journaliste|periodista|redactora?|news|agency|producer|contributor|analyst)\b.*)$""",
    re.I | re.X,
)
_REFUSED = re.compile(
    r"""^(?:admin(?:istrator)?|author|authors|editor|redaktion|redaction|rédaction|staff|news|user|guest|null|none|undefined|unknown|anonymous|
    autor|autorin|by|von|default|webmaster|system|root|n/a|\d+|team|この記事を書いた人|home|advertisement|follow|about\s+the\s+author|more|contact|facebook|twitter|email|
    related|updated|published|image|photo|view\s+(?:bio|profile|all).*|all\s+(?:posts|articles).*|mehr|share|comments?)$""",
    re.I | re.X,
)
_FROM_DIGIT = re.compile(r"\s+\d.*$")
"""A date printed behind the name: no word of a name begins with a digit."""
_DEGREE = re.compile(r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Dott|Dra|Ing|Mag|Drs)\.?\s+)+(?=[A-ZÀ-Þ])")
_PLACE = re.compile(r"\s+(?:in|aus|à|en|da|from)\s+[A-ZÀ-Þ]\S+(?:\s[A-ZÀ-Þ]\S+)?$")
"""Where a correspondent writes from: "in Sfax", "aus Brüssel"."""
_POST = re.compile(
    r"^(?:(?:chief|senior|deputy|political|economics?|trade|foreign|staff|associate|managing)\s+)*"
    r"(?:economist|editor|correspondent|reporter|writer|columnist|analyst|producer|bureau\s+chief)$",
    re.I,
)
_HAS_LETTER = re.compile(r"[^\W\d_]")
_BYLINE_TEXT = re.compile(
    r"^\s*(?i:by|von|par|por|di|av|af|door|di|oleh|text:|автор:?|autor(?:in|en)?:?|texte\s*:|interview:)\s+(?=[^\W\d_a-z])"
)


_LABELLED = re.compile(
    r"(?:作者|记者|記者|撰文|文|기자명)\s*[:：/∕]?\s*"
    r"(?P<a>[\u4e00-\u9fff·]{2,5}|[\uac00-\ud7a3]{2,5})(?=[\s　∕/，,、;；）)]|$)"
    r"|(?P<b>[\uac00-\ud7a3]{2,5})\s+(?:기자|특파원)(?=\s|$)"
    r"|[（(][^（）()]{1,12}(?:部|班|記者|支局)[・･](?P<c>[\u3040-\u30ff\u4e00-\u9fff]{2,8})[）)]\s*$"
)
"""Names of scripts without spaces stand behind (or before) a word for the writer."""
_AFTER_BAR = re.compile(
    r"(?:^|[|·•]\s*)(?:by|von|par|por|di|door|av|af)\s+(?P<name>[A-ZÀ-Þ][^|·•\d]{3,60})$", re.I
)


def author_offers(
    page: Page, headline: Run | None, site_names: frozenset[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each rule takes for the authors, in the order of trust."""
    desks: tuple[str, ...] = ()
    finders: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("json-ld", lambda: _json_ld(page)),
        ("meta", lambda: _meta(page)),
        ("microdata", lambda: _microdata(page)),
        ("byline-element", lambda: _bylines(page, headline)),
        ("byline-text", lambda: _byline_text(page, headline)),
        ("labelled", lambda: _labelled(page, headline)),
    )
    for rule, find in finders:
        names = cleaned(find(), site_names)
        people = tuple(name for name in names if _squeezed(name) not in site_names)
        desks = desks or names
        yield rule, people
    yield "site-as-author", desks


def _squeezed(name: str) -> str:
    return "".join(char for char in key(name).removeprefix("the ") if char.isalnum())


def _json_ld(page: Page) -> list[str]:
    found: list[str] = []
    by_id = {
        node["@id"]: node for node in page.ld_nodes if isinstance(node.get("@id"), str) and "name" in node
    }
    for article in page.ld_articles[:1]:
        for field in ("author", "creator"):
            _names(article.get(field), by_id, found)
            if found:
                break
    return found


def _names(value: Any, by_id: dict[str, Any], found: list[str], depth: int = 0) -> None:
    if depth > 3 or len(found) > MAX_AUTHORS:
        return
    if isinstance(value, list):
        for item in value[:MAX_AUTHORS]:
            _names(item, by_id, found, depth + 1)
    elif isinstance(value, dict):
        name = value.get("name")
        if name is None and isinstance(value.get("@id"), str):
            name = by_id.get(value["@id"], {}).get("name")
        if isinstance(name, list):
            _names(name, by_id, found, depth + 1)
        elif text := plain(name):
            found.append(text)
    elif text := plain(value):
        found.append(text)


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
    "article:author_name",
    "mediator_author",
    "twitter:data1",
)


def _meta(page: Page) -> list[str]:
    for name in _META_NAMES:
        if name == "twitter:data1":
            label = page.first_meta("twitter:label1") or ""
            if not re.search(r"written|author|von|auteur|autor|verfasst|skrev|écrit|escrito", label, re.I):
                continue
        values = [
            value
            for value in page.meta.get(name, ())
            if value and not value.startswith(("http", "/", "www."))
        ]
        if values:
            return values
    return []


def _microdata(page: Page) -> list[str]:
    found = []
    for prop, el, _ in page.walked.itemprops:
        if prop not in ("author", "creator"):
            continue
        names = [child for child in el.inner() if child.get("itemprop") == "name"]
        for name in names or [el]:
            text = name.get("content") or name.text
            if len(text) < 200:
                found.append(plain(text))
    return found


def _near(page: Page, headline: Run | None) -> list[Run]:
    at = headline.index if headline is not None else 0
    return page.runs[max(0, at - 6) : at + 30]


def _bylines(page: Page, headline: Run | None) -> list[str]:
    """Texts of elements near the headline that call themselves byline or author."""
    linked: list[str] = []
    whole: list[str] = []
    for run in _near(page, headline):
        if len(run.text) > 160:
            continue
        node = run.node
        marks = marks_of(node)
        parent = node.parent
        for _, inner in run.inner:
            if marks_of(inner) & m.BYLINE:
                linked.append(plain(inner.text))
        for _ in range(2):
            if parent is not None:
                marks |= marks_of(parent)
                parent = parent.parent
        if marks & m.BYLINE:
            whole.append(run.text)
    rel = []
    if page.root is not None and not whole and not linked:
        rel = [run.text for run in _near(page, headline) if run.node.get("rel") == "author"]
    return linked or whole[:3] or rel


def _byline_text(page: Page, headline: Run | None) -> list[str]:
    """A short line near the headline that begins with "By"."""
    for run in _near(page, headline):
        if len(run.text) < 90 and _BYLINE_TEXT.match(run.text):
            return [run.text]
    return []


def _labelled(page: Page, headline: Run | None) -> list[str]:
    """A name behind a word for the writer, in a short line near the headline or at the end of the text."""
    for run in [*_near(page, headline), *page.runs[-40:]]:
        if len(run.text) > 120:
            continue
        if found := _LABELLED.search(run.text):
            return [next(name for name in found.groups() if name)]
        if found := _AFTER_BAR.search(run.text):
            return [found["name"]]
    return []


def cleaned(raw: list[str], site_names: frozenset[str]) -> tuple[str, ...]:
    """Names out of author texts: cut apart, stripped, each once."""
    found: dict[str, str] = {}
    for text in raw[:MAX_AUTHORS]:
        for name in cut_names(text):
            folded = key(name)
            if folded and folded not in found:
                found[folded] = name
    names = list(found.values())
    if len(names) > 1:
        people = [name for name in names if _squeezed(name) not in site_names]
        names = people or names
    return tuple(names[:MAX_AUTHORS])


def cut_names(text: str) -> list[str]:
    """One author text as names."""
    if len(text) > 400:
        return []
    text = _TITLES.sub("", text)
    text = _NOISE.sub(" ", text)
    names = []
    for part in _CUT.split(text):
        name = part.strip(" \t,.;:|-–—·•*\"'")
        for _ in range(2):
            name = _LEADING.sub("", name).strip(" ,.;:|-–—")
        name = _FROM_DIGIT.sub("", name)
        name = _PLACE.sub("", _DEGREE.sub("", name)).strip(" ,.;:|-–—")
        if (
            not name
            or len(name) > 60
            or not _HAS_LETTER.search(name)
            or _REFUSED.match(name)
            or _POST.match(name)
        ):
            continue
        if len(name.split()) > 6:
            continue
        names.append(" ".join(name.split()))
    return names
