"""Rules for the dates that a page prints for its readers."""

from __future__ import annotations

import re
from collections import Counter

from newsarchive.parse.dates.cards import LIST
from newsarchive.parse.dates.labels import has_label
from newsarchive.parse.dates.printed import AHEAD, SOON, Printed
from newsarchive.parse.dates.sources import Field, Sources, Statement, Statements
from newsarchive.parse.text import squash
from newsarchive.parse.tree import BadSelectorError

_SHORT = 160


def _stated(
    item: Printed, *, needs_label: bool = False, whole: bool = False, unmarked: bool = False
) -> Statement:
    of_site = item.above or item.place == "footer"
    clock = item.place == "frame" and not needs_label
    return Statement(None, item.text, item.machine, item.before, needs_label, whole, unmarked, of_site, clock)


def layout_published(sources: Sources) -> Statements:
    """The element that the site's layout names as the date of publication."""
    return _selected(sources, sources.published_selector, "published")


def layout_updated(sources: Sources) -> Statements:
    """The element that the site's layout names as the date of the last change."""
    return _selected(sources, sources.updated_selector, "updated")


def _selected(sources: Sources, selector: str | None, field: Field) -> Statements:
    root = sources.page.root
    if not selector or root is None:
        return
    try:
        elements = root.select(selector)
    except BadSelectorError:
        return
    for element in elements[:5]:
        stated = element.get("datetime") or element.get("content")
        yield Statement(field, stated or squash(element.text), machine=stated is not None)


def labelled(sources: Sources) -> Statements:
    """A date around the headline right before which a word such as "Published" stands."""
    visible = sources.visible
    head = visible.headline
    for item in visible.items:
        if head is None or item.index < head.last + SOON:
            yield from _labelled(item)


def labelled_at_headline(sources: Sources) -> Statements:
    """The same right at the headline, looked for there alone, and only where any word there is a label."""
    visible = sources.visible
    if visible.labels_at_headline:
        for item in visible.at_headline:
            yield from _labelled(item)


def labelled_elsewhere(sources: Sources) -> Statements:
    """The same far behind the headline, where other pieces have labels too."""
    visible = sources.visible
    head = visible.headline
    for item in visible.items:
        if head is not None and item.index >= head.last + SOON:
            yield from _labelled(item)


def in_footer(sources: Sources) -> Statements:
    """A labelled date at the foot of the page, where nothing else says when the page was last changed."""
    for item in sources.visible.items:
        if item.place == "footer" and len(item.text) < _SHORT:
            yield Statement(None, item.text, item.machine, item.before, needs_label=True)


def _labelled(item: Printed) -> Statements:
    there = item.place in ("own", "frame", "footer") or (item.near and item.place == "perhaps")
    if there and len(item.text) < _SHORT:
        yield _stated(item, needs_label=True)


def at_headline(sources: Sources) -> Statements:
    """The dates at the headline: in a `<time>`, a box whose class speaks of a date, or on their own lines."""
    return _own_lines(sources.visible.at_headline)


def near_headline(sources: Sources) -> Statements:
    """The first date at or soon behind the headline, likewise; ahead of it the closest: clocks stand on top.

    What stands in the header of the site comes last: more often than not it is the day of the visit.
    """
    visible = sources.visible
    head = visible.headline
    if head is None:
        return iter(())
    ahead = [item for item in visible.items if head.first - AHEAD <= item.index < head.first and item.marked]
    behind = [item for item in visible.items if head.last <= item.index < head.last + SOON]
    listed = Counter(item.box for item in behind if item.box)
    behind = [item for item in behind if listed[item.box] < LIST]
    closest = ahead[::-1]
    of_site = [item for item in closest if item.place == "frame"]
    return _own_lines([item for item in closest if item.place != "frame"] + behind + of_site)


def behind_headline(sources: Sources) -> Statements:
    """The first date anywhere behind the headline, likewise; but none of a list of dates."""
    visible = sources.visible
    head = visible.headline
    if head is None:
        return iter(())
    behind = [item for item in visible.items if item.index >= head.last + SOON]
    listed = Counter(item.box for item in behind)
    return _own_lines([item for item in behind if listed[item.box] < LIST])


def _own_lines(items: list[Printed]) -> Statements:
    for item in sorted(items, key=_is_sentence):
        there = item.place == "own" or (item.near and item.marked and item.place != "others")
        if there and not item.listed and len(item.text) < _SHORT:
            yield _stated(item, whole=not item.marked, unmarked=not item.marked)


_SMALL_WORDS = 3
"""So many words in small letters make a sentence of a line without a class or label."""


def _is_sentence(item: Printed) -> bool:
    """Whether a line tells something that happens on a day: it comes behind the lines of dates."""
    if item.marked:
        return False
    small = sum(word[:1].islower() for word in item.text.split())
    return small >= _SMALL_WORDS and _BARS.search(item.text) is None and not has_label(item.text)


_BARS = re.compile(r"[|•·]")


def time_element(sources: Sources) -> Statements:
    """Any `<time>` outside of comments and teasers."""
    for item in sources.visible.items:
        if item.place == "own" and item.machine and not item.listed:
            yield _stated(item)


def marked(sources: Sources) -> Statements:
    """Any box outside of comments and teasers whose class speaks of a date."""
    for item in sources.visible.items:
        if item.place == "own" and item.marked and not item.listed:
            yield _stated(item)


_THREAD = re.compile(
    r"/(?:forums?|foren|board|threads?|topics?|viewtopic|showthread|discussions?|questions?)(?:[/.?_-]|\b)",
    re.I,
)


def first_post(sources: Sources) -> Statements:
    """The date of the first post of a thread, where the address says that the page is one."""
    visible = sources.visible
    if not _THREAD.search(sources.page.url):
        return
    after = visible.headline.last if visible.headline is not None else 0
    for item in visible.items:
        if item.index >= after and (item.listed or item.place == "others") and len(item.text) < _SHORT:
            yield _stated(item)


_CAPITALS = re.compile(r"^\W*(?:[^\W\d_a-zà-ÿ][\w.'’-]*\W*){1,4}$")


_OPENING = re.compile(
    r"\(?(?P<date>\d{1,2}(?:[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\.?\s[^\W\d]{3,12}\s\d{4})|[^\W\d]{3,9}\.?\s\d{1,2},\s\d{4})\s?(?:[.)–—:|]|--?)\s"
)
"""A day with its year at the beginning of a text, and a sign that parts it from the text."""


_SENTENCE = 60
"""Characters of a text that a day opens."""


def dateline(sources: Sources) -> Statements:
    """A paragraph that opens with place and date, or a date and a sign: "Karlsruhe, 12.11.2021. Last night …"."""
    for item in sources.visible.items:
        if item.place != "own" or len(item.text) < _SENTENCE:
            continue
        if opening := _OPENING.match(item.text):
            yield Statement(None, opening["date"])
        elif len(item.text) >= _SHORT:
            first = re.search(r"\d", item.text[:60])
            if (
                first
                and _CAPITALS.match(item.text[: first.start()])
                and ("," in item.text[:40] or "(" in item.text[:40])
            ):
                yield Statement(None, item.text[:56])


_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s:]*(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{1,2}\.?\s[^\W\d]{3,12}\s\d{4}(?!\d)"
    r"|[^\W\d]{3,12}\s\d{1,2},?\s\d{4}(?!\d))",
    re.IGNORECASE,
)
_COPYRIGHT_LINE = 250


def copyright_line(sources: Sources) -> Statements:
    """A whole day in the line of copyright: "© 17.10.2017 The Example". A year there says nothing."""
    for item in sources.visible.items:
        if len(item.text) < _COPYRIGHT_LINE and (match := _COPYRIGHT.search(item.text)):
            yield Statement("published", match["date"])


def any_text(sources: Sources) -> Statements:
    """The short text with a date and a year that is closest to the headline, not in comments or teasers."""
    visible = sources.visible
    middle = visible.headline.last if visible.headline is not None else 0
    items = [
        item
        for item in visible.items
        if item.place in ("own", "frame", "footer") and not item.listed and len(item.text) < _SHORT
    ]
    for item in sorted(items, key=lambda item: (item.place, abs(item.index - middle))):
        yield _stated(item, unmarked=not item.marked)
