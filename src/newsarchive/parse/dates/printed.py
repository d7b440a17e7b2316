"""The printed dates of a page, with their place and their label; collected once from its runs of text."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from newsarchive.parse import marks as m
from newsarchive.parse.dates.attributes import data_date
from newsarchive.parse.dates.cards import in_lists
from newsarchive.parse.dates.labels import (
    DATE_CLASS,
    FOOT,
    FRAME,
    OTHER_ARTICLES,
    PERHAPS_OTHER,
    field_of,
    has_label,
)
from newsarchive.parse.dates.reading import is_day_and_time
from newsarchive.parse.dates.relative import stands_alone
from newsarchive.parse.dates.years import LONG, YEAR, names_year
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import plain, squash
from newsarchive.parse.walk import HEADINGS, Node, Run

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_COUNTED = 40
"""Characters that a text with nothing but "2 hours ago" does not reach."""
_LONGEST_LINE = 120
"""Characters that a line with such a text and others between bars does not reach."""
_BARS = re.compile(r"\s*[|•·]\s*")
_NOON = "T12:00:00Z"
"""How Drupal writes a day that has no time of day."""
_GLUED = re.compile(
    r"(?<=[a-zà-ÿ])(?=[A-Z][a-z]{2,8}\.? \d)|(?<=\d{4})(?=\d\d:\d\d)|(?<=[\dmM.] [A-Z]{3})(?=[A-Z][a-z]{2})"
)
"""Where two elements touch without a blank: a name and a date, a year and a time of day, a zone and a word."""
_SAID = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\D{1,3}\d\d?:\d\d)?\W*$")
"""A text that ends with a date: the label in it is that date's."""
_MOST = 400
_LINE = 2_000
_NEAR = 12
"""So many runs of text may lie between a headline and its date."""
SOON = 12
"""So many runs behind the headline its date stands, where it stands there at all."""
AHEAD = 5
"""So many runs before the headline its date may stand."""

Place = str
"""`own`, `frame` (header), `footer`, `perhaps` (teaser, navigation, side bar) or `others` (comments)."""


_RANK: dict[Place, int] = {"own": 0, "frame": 1, "footer": 2, "perhaps": 3, "others": 4}
_PATTERNS = (("others", OTHER_ARTICLES), ("perhaps", PERHAPS_OTHER), ("footer", FOOT), ("frame", FRAME))
_WIDE = frozenset({"body", "article", "main", "section"})
_DEEP = 100_000
_LONGEST_TAG = 60
"""Characters of a tag that are looked at: what is remembered must stay small."""
_INNER = 4
"""Levels between a heading and the run that prints it."""
_HEAD_RUNS = 4
"""A heading of more runs than these holds more than a headline."""


@dataclass(slots=True)
class Printed:
    """A printed text that may hold a date, and where it stands."""

    text: str
    index: int
    """Of the run that it starts in."""
    place: Place
    marked: bool
    """A `<time>` element, or a class that speaks of a date."""
    machine: bool = False
    """The text is that of a `datetime` attribute."""
    before: str = ""
    """The words that stand before it."""
    near: bool = False
    """It stands right at the headline, whatever the names of its boxes."""
    above: bool = False
    """It stands above the headline, and not in the headline's own box: where sites show their clocks."""
    box: str = ""
    """The kind of box that it stands in: class and id without numbers, as members of a list are counted."""
    listed: bool = False
    """It stands in one of several boxes of one kind, side by side, each with its date: a list of articles."""


@dataclass(frozen=True, slots=True)
class Head:
    """The headline: its element, and the runs that print it (`first <= index < last`)."""

    node: Node
    first: int
    last: int


class Visible:
    """The printed dates of one page."""

    def __init__(self, page: Page, headline: Run | None) -> None:
        self.page = page
        self.headline = None if headline is None else _head(headline)
        self._places: dict[Node, Place] = {}

    @cached_property
    def boxes(self) -> list[Node]:
        """The elements that hold the headline, innermost first."""
        return _chain(self.headline.node if self.headline else None, _DEEP)

    @cached_property
    def around(self) -> frozenset[Node]:
        """The same: nothing in their names speaks against what they hold."""
        return frozenset(self.boxes)

    def place(self, node: Node | None) -> Place:
        """Where the content of a node stands."""
        places = self._places
        fresh: list[Node] = []
        while (
            node is not None
            and node not in places
            and node not in self.around
            and node.tag not in ("body", "html")
        ):
            fresh.append(node)
            node = node.parent
        place = places.get(node, "own") if node is not None else "own"
        # The foot of the article's own box is no foot of the site.
        of_article = node is not None and node.tag == "article"
        for inner in reversed(fresh):
            own = self._place_of_names(inner.tag[:_LONGEST_TAG], inner.sig)
            own = "own" if own == "footer" and of_article else own
            place = own if _RANK[own] > _RANK[place] else place
            places[inner] = place
        return place

    def _place_of_names(self, tag: str, sig: str) -> Place:
        if tag in ("figure", "figcaption"):
            return "others"
        if not sig and tag in ("div", "p", "span", "li", "ul", "td", "tr", "table", "section"):
            return "own"
        return _place_named(f"{sig} {tag}")

    def _near(self, index: int) -> bool:
        head = self.headline
        return head is not None and (
            head.last <= index < head.last + _NEAR or head.first - AHEAD <= index < head.first
        )

    @cached_property
    def items(self) -> list[Printed]:
        """All texts that may hold a date, in page order."""
        if self.page.is_plain_text:
            return list(self._lines())
        found = self._collected(0, len(self.page.runs), sys.maxsize)
        listed = in_lists(self.page.runs, {item.index for item in found}, self.around)
        for item in found:
            item.listed = item.index in listed
        return found

    @property
    def _at_headline(self) -> tuple[int, int]:
        """The first run right at the headline, and the one behind the last."""
        head = self.headline
        return (0, 0) if head is None else (max(0, head.first - AHEAD), head.last + _NEAR)

    @cached_property
    def at_headline(self) -> list[Printed]:
        """The texts right at the headline that may hold a date, without prose."""
        return self._collected(*self._at_headline, LONG) if self.headline is not None else []

    @property
    def labels_at_headline(self) -> bool:
        """Whether any short text there, or the class of a `<time>`, has a word for a publication or a change."""
        first, last = self._at_headline
        runs = self.page.runs[first:last]
        return any(len(run.text) < LONG and has_label(run.text) for run in runs) or any(
            first <= index < last and has_label(_spoken(el.get("class") or ""))
            for el, index in self.page.walked.times[:200]
        )

    def _collected(self, first: int, last: int, below: int) -> list[Printed]:
        found = list(self._times(first, last))
        taken = {item.index for item in found}
        for run in self.page.runs[first:last]:
            yeared = names_year(run.text, below)
            alone = "" if yeared or len(run.text) >= _LONGEST_LINE else self._counts_back(run)
            if yeared is None and not run.inner and not alone:
                continue
            if len(found) >= _MOST:
                break
            titled = self._titled(run) if run.inner else None
            if titled is not None:
                found.append(titled)
            if yeared is None and not alone:
                continue
            text = alone or run.text
            if len(text) < LONG:
                text = _GLUED.sub(" ", text)
            marked = (not yeared or run.index not in taken) and self._marked(run)
            if not (marked or alone) and (not yeared or run.index in taken):
                continue
            if marked and not yeared and not alone and len(text) < 24:
                text = self._joined(run) or text
            if run.inner:
                text = _unglued(text, run)
            # A text that stands whole in an inline box stands where that box does.
            whole = run.inner and run.inner[-1][0] >= run.size
            place, near = self.place(run.inner[-1][1] if whole else run.node), self._near(run.index)
            before, above = self._before(run), self._above(run)
            box = _NUMBER.sub("", run.node.sig)
            found.append(Printed(text, run.index, place, marked, False, before, near, above, box))
        found.sort(key=lambda item: item.index)
        return found

    def _counts_back(self, run: Run) -> str:
        """What dates a run right at the headline without a year: "2 hours ago", alone or between bars."""
        if not self._near(run.index):
            return ""
        parts = _BARS.split(run.text)
        short = (part for part in parts if len(part) < _COUNTED)
        return next((part for part in short if stands_alone(part) or is_day_and_time(part)), "")

    def _lines(self) -> Iterator[Printed]:
        before = ""
        found = 0
        for index, line in enumerate(self.page.lines):
            text = squash(line[:_LINE])
            if YEAR.search(text) and found < _MOST:
                found += 1
                yield Printed(text, index, "own", False, before=before if len(before) < 60 else "")
            before = text

    def _above(self, run: Run | None) -> bool:
        head = self.headline
        if head is None or run is None or run.index >= head.first:
            return False
        return self._head_box.isdisjoint(_chain(run.node, 8))

    @cached_property
    def _head_box(self) -> frozenset[Node]:
        """The small boxes that hold the headline."""
        return frozenset(node for node in self.boxes[:4] if node.tag not in ("body", "html"))

    def _times(self, first: int, last: int) -> Iterator[Printed]:
        for element, index in self.page.walked.times[:200]:
            if not first <= index < max(last, 1):
                continue
            stated = (element.get("datetime") or "").strip() or data_date(element)
            shown = squash(element.text)
            run = self.page.runs[index] if index < len(self.page.runs) else None
            machine = bool(_DIGIT.search(stated)) and len(stated) < 80
            text = stated if machine else shown
            if machine and stated.endswith(_NOON) and ":" not in shown and any(map(str.isdigit, shown)):
                text = stated.removesuffix(_NOON)
            if not _DIGIT.search(text) or len(text) > _LONGEST_TIME:
                continue
            before, node = "", run.node if run else None
            if run is not None:
                cut = run.text.find(shown[:24]) if shown else -1
                before = run.text[:cut][-60:] if cut > 0 else self._before(run)
            label = f"{before} {_said_by_class(element.get('class') or '', self._is_dated_once)}"
            if machine and field_of(shown[:40]) in ("published", "updated"):
                label = f"{label} {shown[:40]}"
            place, near, above = self.place(node), self._near(index), self._above(run)
            yield Printed(text, index, place, True, machine, label, near, above)
            if (
                machine
                and _IN_UTC.search(stated)
                and len(shown) <= _LONGEST_TIME
                and _SHOWN_CLOCK.search(shown)
            ):
                yield Printed(shown, index, place, True, False, label, near, above)

    @cached_property
    def _is_dated_once(self) -> bool:
        """Whether no `<time>` is of the class by which hAtom names the date of publication."""
        return not any("publi" in (el.get("class") or "") for el, _ in self.page.walked.times[:200])

    def _titled(self, run: Run) -> Printed | None:
        """`<abbr class="published" title="2017-10-17T12:00:00">`, the microformat of old blogs."""
        for _, node in run.inner:
            if node.tag == "abbr" or "publi" in node.sig:
                title = plain(node.get("title"))
                if _DIGIT.search(title) and len(title) < 80 and not _is_shown_better(title, node):
                    label = f"{self._before(run)} {_said_by_class(node.sig)}"
                    return Printed(
                        title, run.index, self.place(run.node), True, True, label, self._near(run.index)
                    )
        return None

    def _marked(self, run: Run) -> bool:
        if len(run.text) > LONG:
            return False
        if run.inner:
            if any(marks_of(node) & m.CAPTION for _, node in run.inner):
                return False  # when a picture was taken
            if any(_names_date(node.sig) for _, node in run.inner):
                return True
        node: Node | None = run.node
        for _ in range(3):
            if node is None or node.last - node.first > 6 or node.tag in _WIDE:
                return False
            if node.sig and _names_date(node.sig):
                return True
            node = node.parent
        return False

    def _joined(self, run: Run) -> str:
        """The text of the small box around a piece of a date that is cut into several boxes."""
        for node in _chain(run.node, 3):
            if node.last - node.first > 5:
                break
            text = " ".join(other.text for other in self.page.runs[node.first : node.last])
            if node.last - node.first > 1 and len(text) < 60 and YEAR.search(text):
                return text
        return ""

    def _before(self, run: Run) -> str:
        """The short text right before a run, within the same small box, as its label.

        Never the headline, nor a link: their words are about the matter, "Deal expected ahead of vote".
        """
        head = self.headline
        if run.index == 0 or (head is not None and head.first < run.index <= head.last):
            return ""
        previous = self.page.runs[run.index - 1]
        if len(previous.text) > 60 or _SAID.search(previous.text) or previous.links >= previous.size:
            return ""
        above = set(_chain(previous.node, 4))
        for node in _chain(run.node, 4):
            if node in above:
                return (
                    previous.text if node.last - node.first <= 12 and node.tag not in ("body", "html") else ""
                )
        return ""


def _unglued(text: str, run: Run) -> str:
    """A text with blanks around a date's own inline element, where its neighbours touch it: "13:42|2 min".

    Beside another date one whose element is called updated gets that for its label.
    """
    for size, node in run.inner:
        if size < run.size and "updated" in node.sig.split():
            before, found, behind = text.partition(squash(node.text))
            if found and YEAR.search(found) and YEAR.search(f"{before} {behind}"):
                text = f"{before} updated {found} posted {behind}"
        if size < run.size and _names_date(node.sig):
            own = squash(node.text)
            before, found, behind = text.partition(own) if own else (text, "", "")
            if found and (before[-1:].isalnum() or behind[:1].isalnum()):
                text = f"{before} {own} {behind}"
    return text


@lru_cache(maxsize=8192)
def _place_named(names: str) -> Place:
    """The place that class, id and tag name. Remembered: the pages of a site repeat few of them."""
    return next((place for place, pattern in _PATTERNS if pattern.search(names)), "own")


@lru_cache(maxsize=8192)
def _names_date(sig: str) -> bool:
    return DATE_CLASS.search(sig) is not None


def _chain(node: Node | None, most: int) -> list[Node]:
    """A node and what it stands in, innermost first."""
    found: list[Node] = []
    while node is not None and len(found) < most:
        found.append(node)
        node = node.parent
    return found


def _head(run: Run) -> Head:
    """The headline that a run prints: all of its heading, or the run alone where it stands in none."""
    for node in _chain(run.node, _INNER):
        if node.tag in HEADINGS and node.last - node.first <= _HEAD_RUNS:
            return Head(node, node.first, node.last)
    return Head(run.node, run.index, run.index + 1)


_IN_UTC = re.compile(r"\d(?:Z|[+-]00:?00)$")
_SHOWN_CLOCK = re.compile(r"\d[:.]\d\d.*\d{4}|\d{4}.*\d[:.]\d\d")
"""Two numbers as a time of day has them, and a year, in either order: what may show readers the moment told in UTC."""
_LONGEST_TIME = 200
_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)\s*$")


def _is_shown_better(title: str, node: Node) -> bool:
    """Whether an element shows its readers a time of day, and its title gives one without a zone: a server's."""
    return ":" in title and not _HAS_ZONE.search(title) and ":" in node.text


def _said_by_class(names: str, alone: bool = False) -> str:
    """What a class says of a date. hAtom calls an entry's date `updated`, with `published` where that is the same.

    Where it is `alone`, and nothing is called `published`, the date is the one that there is.
    """
    classes = names.split()
    if "updated" in classes and ("published" in classes or alone):
        names = " ".join(name for name in classes if name != "updated")
    return _spoken(names)


def _spoken(names: str) -> str:
    """A class as words: `entry-date published` -> `entry date published`."""
    return names.replace("-", " ").replace("_", " ")
