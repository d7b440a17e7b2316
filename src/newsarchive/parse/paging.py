"""Articles that go on at another address: a page that says so holds a part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import SplitResult, parse_qsl, urlsplit

from newsarchive.parse.labels import absolute
from newsarchive.parse.page import Page

_BOX = re.compile(
    r"\bpaginat|(?<![\w-])pager?(?![\w-])|\bpage-?(?:links|nav|numbers?|bar|list|next|prev)|multi-?page|next-?page",
    re.I,
)
"""Names of boxes of page numbers; `page-header` and the like are parts of each page, and large."""
_BOX_RUNS = 40
_BOXES, _LINKS = 20, 60
"""Boxes of a page, and links in them, that are looked at."""
_ENDING = re.compile(r"(?:\.(?:s?html?|php|aspx?))?/?$")
_NUMBER = re.compile(r"(?:[/_,-](?:page|seite|part|teil|p|s))?[/_,=-](\d{1,3})", re.I)
_KEYS = frozenset(("page", "p", "pg", "pn", "seite", "part", "pagina", "sida", "pagenum", "page_no"))
_DIGIT = re.compile(r"\d")
_OWN_NUMBER = re.compile(r"[/_,-](\d{1,3})$")


def next_part(page: Page) -> str | None:
    """The address at which the article goes on, None where the page names none.

    That is the page's own address with the number of a later part behind it, as `rel="next"` (HTML, 4.6.7.13)
    or a link in a box of page numbers gives it; blogs give the address of another article there.
    """
    try:
        own = urlsplit(page.url)
    except ValueError:
        return None
    for href in _hrefs(page):
        # Joining takes long, and the number of a later part is always in the link itself.
        if _DIGIT.search(href) and (url := absolute(page.url, href)) and _is_later(own, urlsplit(url)):
            return url
    return None


def _hrefs(page: Page) -> Iterator[str]:
    stated = ((rel, el) for rel, el, _ in page.walked.rels)
    for rel, el in chain(page.walked.links, stated):
        if "next" in rel.split():
            yield el.get("href") or ""
    boxes = (
        node
        for node in page.nodes
        if node.sig
        and node.last - node.first <= _BOX_RUNS
        and "pag" in node.sig.lower()
        and _BOX.search(node.sig)
    )
    for node in islice(boxes, _BOXES):
        for el in node.select("a")[:_LINKS]:
            yield el.get("href") or ""


def _is_later(here: SplitResult, there: SplitResult) -> bool:
    """Whether an address is that of a later part than the page's own."""
    if here.netloc != there.netloc:
        return False
    stem, path = _ENDING.sub("", here.path), _ENDING.sub("", there.path)
    if path == stem:
        before, behind = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
        added = {name: value for name, value in behind.items() if before.get(name) != value}
        return len(added) == 1 and any(
            name.lower() in _KEYS and value.isdecimal() and int(value[:9]) > _first(before.get(name))
            for name, value in added.items()
        )
    number = _NUMBER.fullmatch(path, len(stem)) if stem and path.startswith(stem) else None
    if number is not None:
        return int(number[1]) > 1
    own_number, other = _OWN_NUMBER.search(stem), _OWN_NUMBER.search(path)
    if own_number and other and stem[: own_number.start()] == path[: other.start()]:
        return int(other[1]) == int(own_number[1]) + 1
    return False


def _first(value: str | None) -> int:
    """The number of the part that an address without one stands for."""
    return int(value[:9]) if value is not None and value.isdecimal() else 1
