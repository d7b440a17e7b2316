"""What an article is about: the section it stands in, and its tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from newsarchive.parse import marks as m
from newsarchive.parse.jsonld import types
from newsarchive.parse.labels import first_prop
from newsarchive.parse.marks import any_mark
from newsarchive.parse.page import Page
from newsarchive.parse.tag_lines import tags_of_links
from newsarchive.parse.text import BEYOND_LATIN, CUT_OFF, key, plain, words
from newsarchive.parse.titles import is_site, latin_words, letters_of
from newsarchive.parse.walk import Node

MAX_TAGS = 60
_TRAIL = re.compile(r"bread[-_]?crumb|brotkr[uü]me", re.I)
_TAG_BOX = re.compile(
    r"(?<![a-z])(?:tags|taglist|tag-list|hashtags|keywords|schlagworte|etiquetas)(?![a-z])", re.I
)
_ELSEWHERE = re.compile(r"widget|sidebar|cloud|related|teaser|\bcard", re.I)
_LOOKS = 200
"""Links of one kind that are looked at."""
_BOXES = 10
_BOX_RUNS = 40
"""Runs of text in a box with tags at most."""
_HOME = re.compile(
    r"\W*(?:zurück|back|return|retour|volver|indietro|terug|tilbage|tillbaka|назад)\W*|(?:zur?\s+)?(?:home(?:page)?|start(?:seite)?|hauptseite)|front\s?page|accueil|inicio|início|portada|capa|главная|trang chủ|ana\s?sayfa|الرئيسية|首页|首頁|ホーム|トップ|홈",
    re.I,
)

Offers = Iterator[tuple[str, Any]]


def section_offers(page: Page, site_names: frozenset[str]) -> Offers:
    """The section that the page says it belongs to."""
    for node in page.ld_articles[:1]:
        value = node.get("articleSection")
        yield "json-ld", _first(plain(value[0] if isinstance(value, list) and value else value))
    yield "microdata", _first(first_prop(page, "articlesection"))
    yield (
        "meta",
        _first(
            page.first_meta(
                "article:section", "section", "cxenseparse:section", "sailthru.section", "parsely-section"
            )
            or ""
        ),
    )
    for node in page.ld_nodes:
        if "breadcrumblist" in types(node):
            yield "breadcrumb", _second(_steps(node))
    yield "category-link", next(iter(_rel_links(page, "category")), "")
    yield "printed-trail", _printed_trail(page, site_names)
    yield "folder-link", _folder_link(page, site_names)


_SECTIONS = re.compile(r",(?=\S)")
"""What stands between several sections in one text."""
_LONGEST_SECTION = 80
_FEW = 2
"""Commas with a blank that the name of one section has at most: "Food, Drinks, and Travel"."""


def _first(stated: str) -> str:
    """The first of the sections in a text, of an address its last step; empty for what is none, a sentence say."""
    if stated.startswith("/"):
        stated = unquote(stated.rstrip("/").rpartition("/")[2]).replace("_", " ")
    name = _SECTIONS.split(stated)[0]
    if name.count(", ") >= _FEW and not _AND.search(name):
        name = name.partition(", ")[0]
    return name if len(name) <= _LONGEST_SECTION else ""


_AND = re.compile(r"\b(?:and|und|et|y|e|og|och|en)\b|&", re.I)


def _folder_link(page: Page, site_names: frozenset[str]) -> str:
    """What the page calls the folder that its address lies in: the text of a link that leads there, and says so.

    The outermost folder counts.
    """
    found = _FOLDERS.match(page.url)
    if found is None or page.root is None:
        return ""
    path = ""
    for folder in found[2].split("/", _DEPTH)[:_DEPTH]:
        if not _FOLDER.fullmatch(folder):
            break
        path += f"/{folder}"
        own = letters_of(folder.lower())
        if own in _NO_SECTIONS:
            continue
        ends = {path, f"{path}/", f"{found[1]}{path}", f"{found[1]}{path}/"}
        links = page.root.select(f'a[href$="{path}"], a[href$="{path}/"]')[:_LOOKS]
        read = 0
        for link in links:
            if link.get("href") not in ends or read > _MOST_READ:
                continue
            text = link.text
            read += len(text)
            name = plain(text).rstrip(" :") if len(text) <= _MOST_READ else ""
            if _names_folder(name, own) and not _is_front(name, site_names):
                return name
    return ""


def _names_folder(name: str, own: str) -> bool:
    """Whether a link's text is what a folder (as letters) is called, in full or in part; Latin letters can't tell of others."""
    said = letters_of(key(name))
    if not said or len(name) > _LONGEST_LINK:
        return False
    if said.isalpha() and min(said) >= BEYOND_LATIN:
        return " " not in name
    bare = "".join(latin_words(name))
    return own in (said, bare) or (
        min(len(own), len(said)) >= _TELLING and (said.startswith(own) or own.startswith(said))
    )


_FOLDERS = re.compile(r"(https?://[^/?#]+)/([^?#]+)/[^/]")
_FOLDER = re.compile(r"(?![a-z]{2}[_-][a-z]{2}$)[^\W\d_][\w.~%-]{2,40}", re.I)
"""A folder with a name that may be a section's; years and languages are none."""
_NO_SECTIONS = frozenset(
    """article articles artikel story stories post posts author authors amp premium plus tag tags topic topics archive archives
    index content site web english eng deutsch francais espanol arabic russian chinese international edition""".split()
)
"""Folders for all articles of a kind or a language."""
_DEPTH = 2
_LONGEST_LINK = 30
_MOST_READ = 2_000
"""Characters of links that are read."""
_TELLING = 4
"""Letters in which a name and a folder must agree."""


def _is_front(name: str, site_names: frozenset[str]) -> bool:
    """Whether a link leads to the front page, or back: "Home", "Herald", "Herald Home"."""
    return bool(_HOME.fullmatch(name)) or is_site(_BEFORE_HOME.sub("", name), site_names)


_BEFORE_HOME = re.compile(r"(?<=\S)\s+home(?:page)?$", re.I)


def _steps(node: dict[str, Any]) -> list[str]:
    items = node.get("itemListElement")
    names = []
    for item in items[:10] if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            names.append(plain(item.get("name") or (inner.get("name") if isinstance(inner, dict) else "")))
    return names


def _second(names: list[str]) -> str:
    """The step of a trail below the front page, where the last is the article itself."""
    return names[1] if len(names) > 2 else ""


def _printed_trail(page: Page, site_names: frozenset[str]) -> str:
    """The first link behind the front page's in an element that calls itself breadcrumb."""
    for node in page.nodes:
        if node.sig and node.first < node.last and is_trail(node.sig):
            steps = [plain(el.text) for el in node.select("a")[:10]]
            return next((step for step in steps if step and not _is_front(step, site_names)), "")
    return ""


def tag_offers(page: Page, headline: str | None) -> Offers:
    """The subjects that the page names, each once, in page order."""
    for rule, tags in _stated_tags(page):
        yield rule, _subjects(tags, headline or "")
    yield "tag-links", _tags(_rel_links(page, "tag"))
    yield "tag-box", _tags(_box_links(page))
    yield "tag-line", _tags(_printed_tags(page))


def _stated_tags(page: Page) -> Offers:
    for node in page.ld_articles[:1]:
        # What it is, "NewsArticle", is no subject.
        yield "json-ld", tuple([tag for tag in _tags(node.get("keywords")) if tag.lower() not in types(node)])
    yield "meta-tags", _tags(list(page.meta.get("article:tag") or page.meta.get("og:article:tag")))
    yield (
        "meta-keywords",
        _tags(page.first_meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags")),
    )
    subject = page.first_meta("dc.subject", "dcterms.subject")
    yield "meta-subject", _tags(subject if subject != page.title else None)


def _subjects(tags: tuple[str, ...], headline: str) -> tuple[str, ...]:
    """The tags that are subjects; none where a program made them of the words of the headline, or cut a sentence."""
    own = words(headline)
    if any(tag.endswith(CUT_OFF) for tag in tags) and sum(map(len, map(str.split, tags))) > 3 * len(tags):
        return ()
    made = [tag for tag in tags if tag.islower() and tag in own]
    if len(tags) >= _SEVERAL and len(made) * 5 >= len(tags) * 4:
        return ()
    whole = key(headline) if len(own) >= _SEVERAL else ""
    return tuple(
        tag
        for tag in tags
        if tag.count(" ") < _MOST_WORDS
        and not tag.endswith(CUT_OFF)
        and not _OF_MACHINES.fullmatch(tag)
        and key(tag) != whole
    )


_MOST_WORDS = 10
"""Words from which on a tag is a sentence."""
_SEVERAL = 4
_OF_MACHINES = re.compile(
    r"(?:type|ssts|channel|format|template|layerversion|lockedpostsource|\w+(?=:(?:true|false)$)):\w+"
    r"|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.I,
)
"""What programs note for one another: "type:story", and numbers of objects (RFC 9562)."""


def _rel_links(page: Page, wanted: str) -> list[str]:
    """Texts of links with a `rel` for tags (HTML, 4.6.7.14), or categories; none of other articles' boxes."""
    found = []
    links = ((rel.split(), el, index) for rel, el, index in page.walked.rels if wanted in rel)
    for kinds, el, index in islice(links, _LOOKS):
        if wanted not in kinds or (wanted == "tag" and "category" in kinds):
            continue
        if index < len(page.runs) and not _is_elsewhere(page.runs[index].node):
            found.append(plain(el.text))
    return found


def _box_links(page: Page) -> list[str]:
    """The links in the first element that calls itself tags."""
    boxes = (
        node
        for node in page.nodes
        if node.sig and 0 < node.last - node.first <= _BOX_RUNS and _is_tag_box(node.sig)
    )
    for node in islice(boxes, _BOXES):
        if _is_elsewhere(node):
            continue
        if texts := [plain(el.text) for el in node.select("a")[:MAX_TAGS]]:
            return texts
    return []


def _printed_tags(page: Page) -> list[str]:
    """The links in the first line of tags that is links, and no part of the site's frame."""
    lines = (run for run in page.runs if len(run.text) <= _LONGEST_LINE and tags_of_links(run))
    for run in islice(lines, _BOXES):
        if not _is_elsewhere(run.node) and not _is_in_frame(run.node):
            texts = (plain(el.text) for el in run.node.select("a")[:MAX_TAGS])
            return [text for text in texts if not _ALL_TAGS.fullmatch(text)]
    return []


def _is_in_frame(node: Node | None) -> bool:
    """Whether an element stands in the header or footer of the page, or in a form."""
    while node is not None and node.tag not in ("article", "main"):
        if node.tag in _FRAME:
            return True
        node = node.parent
    return False


_FRAME = frozenset(("header", "footer", "form"))
_LONGEST_LINE = 600
_ALL_TAGS = re.compile(
    r"(?:all|more|alle|weitere|mehr|tous les|toutes les|todos los|todas las|todos os|todas as|tutti i|все|wszystkie) \S+"
    r"|tags|topics|themen|schlag(?:worte|wörter)|ট্যাগ",
    re.I,
)


def is_trail(sig: str) -> bool:
    """Whether a class and id text names a breadcrumb."""
    folded = sig.lower()
    return ("bread" in folded or "brotkr" in folded) and _TRAIL.search(sig) is not None


def _is_tag_box(sig: str) -> bool:
    """Whether a class and id text names a box of tags."""
    folded = sig.lower()
    may_be = "tag" in folded or "keywords" in folded or "schlagworte" in folded or "etiquetas" in folded
    return may_be and _TAG_BOX.search(sig) is not None


def _is_elsewhere(node: Node | None) -> bool:
    if any_mark(node, m.DISCUSSION):
        return True
    while node is not None and node.tag != "body":
        if (node.tag in ("aside", "nav") and not _is_tag_box(node.sig)) or _ELSEWHERE.search(node.sig):
            return True
        node = node.parent
    return False


_PARTS = re.compile(r"[,;|、，；]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
"""What stands between tags in one text; between Chinese words a blank does."""


_KIND_OF_TAG = re.compile(r"^\s*(?:category|section|tag|topic|keyword)s?\s*:\s*(?:[^:\s]+:(?=\S))?", re.I)
"""What a system writes before a tag: "Category: Ports", "Section: News:World"."""


def _tags(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    found: dict[str, str] = {}
    for item in items[: MAX_TAGS * 2]:
        text = plain(item.get("name") or item.get("termCode") if isinstance(item, dict) else item)
        for part in _PARTS.split(text) if len(items) == 1 or "," in text else [text]:
            tag = _KIND_OF_TAG.sub("", part).strip(" #\"'")
            if tag and len(tag) < 100:
                found.setdefault(key(tag), tag)
    return tuple(found.values())[:MAX_TAGS]
