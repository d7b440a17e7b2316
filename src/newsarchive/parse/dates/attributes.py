"""Dates in `data-` attributes, which a page's scripts read and readers never see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive.parse.dates.cards import LIST
from newsarchive.parse.dates.sources import Sources, Statement, Statements
from newsarchive.parse.tree import Element

_PUBLISHED = tuple(
    f"data-{name}"
    for name in (
        "published published-at published-on publish-date publication-date pub-date pubdate first-published "
        "posted posted-at datetime date date-time date-iso timestamp time utime unixtime unix epoch"
    ).split()
)
_CHANGED = tuple(
    f"data-{name}"
    for name in (
        "updated updated-at updated-on update-time modified modified-at modified-on last-modified last-updated"
    ).split()
)
_WHOLE = re.compile(r"\s*\d{10}(?:\d{3})?\s*|.{0,24}(?<!\d)(?:1[34]|19|20|25)\d\d.{0,40}", re.DOTALL)
"""A time stamp, or a text with a year."""
_HINT = re.compile(rb"data-(?:pub|post|first|date|time|utime|unix|epoch)")
_MOST = 60
"""Elements that are looked at."""
_ABOVE = 8
"""Boxes around the headline that are looked into."""


def data_date(element: Element) -> str:
    """The date that an element carries in a `data-` attribute, or the empty string."""
    attrs = element.attrs
    for name in _PUBLISHED:
        value = attrs.get(name)
        if value and _WHOLE.fullmatch(value):
            return value.strip()
    return ""


def _carrying(sources: Sources, names: tuple[str, ...]) -> list[Element]:
    root = sources.page.root
    return [] if root is None else root.select(",".join(f"[{name}]" for name in names))[:_MOST]


def data_attribute(sources: Sources) -> Statements:
    """`<i data-date="17 Oct 2017">` in the headline's box; but none of a list of dates."""
    if not _HINT.search(sources.page.decoded.utf8):
        return
    dated = [(element, text) for element in _carrying(sources, _PUBLISHED) if (text := data_date(element))]
    if not dated:
        return
    for box in sources.visible.boxes[:_ABOVE]:
        if box.tag in ("body", "html"):
            return
        held = [text for element, text in dated if box.holds(element)]
        if held:
            if len(set(held)) < LIST:
                yield from (Statement("published", text, machine=True) for text in held)
            return


def parts_changed(sources: Sources) -> Iterator[str]:
    """When the parts of the page were last changed, where its content system writes that on them."""
    for element in _carrying(sources, _CHANGED):
        for name in _CHANGED:
            value = element.get(name)
            if value and _WHOLE.fullmatch(value):
                yield value.strip()
