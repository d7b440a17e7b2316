"""Articles that go on at another address: a page that says so holds a part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from newsarchive.parse.page import Page

_BOX = re.compile(r"\bpaginat|\bpager?\b|\bpage-?(?:links|nav)|multi-?page|next-?page", re.I)
_BOX_RUNS = 40
_BOXES, _LINKS = 20, 60
"""Boxes of a page, and links in them, that are looked at."""
_ENDING = re.compile(r"(?:\.(?:s?html?|php|aspx?))?/?$")
_NUMBER = re.compile(r"(?:[/_,-](?:page|seite|part|teil|p|s))?[/_,=-](\d{1,3})", re.I)
_KEYS = frozenset(("page", "p", "pg", "pn", "seite", "part", "pagina", "sida", "pagenum", "page_no"))
_OWN_NUMBER = re.compile(r"[/_,-](\d{1,3})$")


def next_part(page: Page) -> str | None:
    """The address at which the article goes on, None where the page names none.

    That is the page's own address with the number of a later part behind it, as `rel="next"` (HTML, 4.6.7.13)
    or a link in a box of page numbers gives it; blogs give the address of another article there.
    """
    if not page.url:
        return None
    return next((url for href in _hrefs(page) if (url := _later(page.url, href))), None)


def _hrefs(page: Page) -> Iterator[str]:
    for rel, el in page.walked.links:
        if "next" in rel.split():
            yield el.get("href") or ""
    for rel, el, _ in page.walked.rels:
        if "next" in rel.split():
            yield el.get("href") or ""
    boxes = (
        node
        for node in page.nodes
        if "pag" in node.sig.lower() and node.last - node.first <= _BOX_RUNS and _BOX.search(node.sig)
    )
    for node in islice(boxes, _BOXES):
        for el in node.select("a")[:_LINKS]:
            yield el.get("href") or ""


def _later(own: str, href: str) -> str | None:
    """An address that a link leads to, where it is that of a later part."""
    try:
        url = urljoin(own, href.strip())
        here, there = urlsplit(own), urlsplit(url)
    except ValueError:
        return None
    if here.netloc != there.netloc:
        return None
    stem, path = _ENDING.sub("", here.path), _ENDING.sub("", there.path)
    if path == stem:
        before, behind = dict(parse_qsl(here.query)), dict(parse_qsl(there.query))
        added = {name: value for name, value in behind.items() if before.get(name) != value}
        is_part = len(added) == 1 and any(
            name.lower() in _KEYS and value.isdecimal() and int(value[:9]) > _first(before.get(name))
            for name, value in added.items()
        )
        return url if is_part else None
    number = _NUMBER.fullmatch(path, len(stem)) if stem and path.startswith(stem) else None
    if number is not None:
        return url if int(number[1]) > 1 else None
    own_number, other = _OWN_NUMBER.search(stem), _OWN_NUMBER.search(path)
    if own_number and other and stem[: own_number.start()] == path[: other.start()]:
        return url if int(other[1]) == int(own_number[1]) + 1 else None
    return None


def _first(value: str | None) -> int:
    """The number of the part that an address without one stands for."""
    return int(value[:9]) if value is not None and value.isdecimal() else 1
