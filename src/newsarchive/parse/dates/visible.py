"""Dates that the page prints for its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import etree

from .labels import DATE_CLASS, FOOTER, OTHER_ARTICLES
from .sources import Sources, Statement, Statements

_HEADINGS = etree.XPath("//h1|//h2|//h3|//h4")
_CLASSED = etree.XPath(
    "//time | //*["
    "contains(@class,'dat') or contains(@class,'Dat') or contains(@class,'time') or contains(@class,'Time')"
    " or contains(@class,'publi') or contains(@class,'Publi') or contains(@class,'post') or contains(@class,'fecha')"
    " or contains(@class,'byline') or contains(@class,'meta') or contains(@class,'Meta') or contains(@class,'info')"
    " or contains(@id,'date') or contains(@id,'Date') or contains(@id,'time') or contains(@id,'publi')"
    "]"
)
_TEXTS = etree.XPath("//body//text()[string-length(.) > 5 and translate(., '0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙', '') != .]")
_SILENT = frozenset({"style", "noscript", "template", "option", "textarea", "title", "select", "head", "button", "label"})
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?<!\d)(?:19|20|13|14|25|১৯|২০|१९|२०|٢٠|۱۳|۱۴|๒๕)\d\d(?!\d)|[年년]|\d[./-]\d\d?[./-]\d\d(?!\d)|[’']\d\d(?!\d)")
_LONGEST = 300
"""Characters of a text that can be a date line; a longer one is prose."""


def _squash(text: str) -> str:
    return " ".join(text.split())


def _names(element: Any) -> str:
    tag = element.tag
    return f"{element.get('class') or ''} {element.get('id') or ''} {tag if isinstance(tag, str) else ''}"


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed text that may hold a date, and where it stands."""

    element: Any
    text: str
    machine: bool
    """The text is that of a `datetime` attribute."""
    place: str
    """`` (the article's own), `footer` or `others` (comments, teasers, side bars)."""


class Visible:
    """The printed dates of one page, collected once."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    @cached_property
    def headline(self) -> Any | None:
        """The element that shows the headline: the heading that the page's title repeats, else the first h1."""
        titles = [content for name, content in self.sources.metas if name in ("og:title", "twitter:title", "headline")]
        title = self.sources.tree.find(".//title")
        if title is not None and title.text:
            titles.append(title.text)
        if self.sources.headline:
            titles.insert(0, self.sources.headline)
        wanted = [_squash(text).casefold() for text in titles if text.strip()]
        first = None
        for element in _HEADINGS(self.sources.tree)[:80]:
            text = _squash("".join(element.itertext())).casefold()
            if len(text) >= 8 and any(text in other or (len(other) >= 8 and other in text) for other in wanted):
                # A site's name stands in every title; the headline is longer than that.
                if element.tag != "h1" or len(text) > 24:
                    return element
                first = element if first is None or first.tag != "h1" else first
            elif first is None and element.tag == "h1" and text:
                first = element
        return first

    @cached_property
    def around_headline(self) -> frozenset[Any]:
        """The elements that hold the headline: nothing in their names speaks against what they hold."""
        return frozenset(self.headline.iterancestors()) if self.headline is not None else frozenset()

    def place(self, element: Any) -> str:
        """Where an element stands: see `Printed.place`."""
        footer = False
        for depth, ancestor in enumerate((element, *element.iterancestors())):
            if depth > 12 or ancestor.tag in ("body", "html") or ancestor in self.around_headline:
                break
            names = _names(ancestor)
            if OTHER_ARTICLES.search(names):
                return "others"
            footer = footer or FOOTER.search(names) is not None
        return "footer" if footer else ""

    @cached_property
    def marked(self) -> list[Printed]:
        """`<time>` elements, and elements whose class or id speaks of a date; in page order."""
        found = []
        for element in _CLASSED(self.sources.tree):
            if element.tag in ("body", "html", "script", "style", "input", "form", "img", "meta", "link", "select", "a", "textarea"):
                if element.tag != "a":
                    continue
            stated = element.get("datetime") or (element.get("title") if element.tag in ("abbr", "time") else None)
            if stated and _DIGIT.search(stated) and len(stated) < 80:
                text, machine = stated.strip(), element.get("datetime") is not None
            else:
                # The text of a large container is not worth joining: a date line is short.
                text, machine = _short_text(element), False
            if 4 < len(text) < 200 and (_DIGIT.search(text) or element.tag == "time"):
                found.append(Printed(element, text, machine, self.place(element)))
            if len(found) >= 200:
                break
        return found

    @cached_property
    def texts(self) -> list[Printed]:
        """Text nodes in which a year stands; in page order."""
        found = []
        for item in _TEXTS(self.sources.tree):
            if not _YEAR.search(item):
                continue
            parent = item.getparent()
            if parent is not None and item.is_tail:
                parent = parent.getparent()
            if parent is None or parent.tag in _SILENT or not isinstance(parent.tag, str):
                continue
            if parent.tag == "script" and len(item) > 120:
                continue
            found.append(Printed(parent, _squash(item), False, self.place(parent)))
            if len(found) >= 400:
                break
        return found

    def behind_headline(self, items: list[Printed]) -> Iterator[Printed]:
        """The items that follow the headline."""
        if self.headline is None:
            return
        order: dict[Any, int] = {}
        for number, element in enumerate(self.sources.tree.iter()):
            order[element] = number
        start = order[self.headline]
        for item in items:
            if order.get(item.element, 0) >= start:
                yield item


def _short_text(element: Any) -> str:
    """The text of an element, or the empty string where it is long."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        length += len(part)
        if length > 1_000:
            return ""
        parts.append(part)
    return _squash(" ".join(parts)) if len(parts) > 1 else _squash(parts[0]) if parts else ""


def label_before(item: Printed) -> str:
    """The words that stand before an item, within the closest element that says a little more."""
    element = item.element
    own = _short_text(element)
    printed = own[:24]
    for depth, ancestor in enumerate(element.iterancestors()):
        if depth > 3 or ancestor.tag in ("body", "article", "main", "html"):
            break
        text = _short_text(ancestor)
        if not text or len(text) > len(own) + 200:
            break
        if len(text) > len(own) + 1:
            place = text.find(printed)
            return text[max(0, place - 60) : place] if place > 0 else ""
    return ""


def _visible(sources: Sources) -> Visible:
    return sources.visible


def labelled(sources: Sources) -> Statements:
    """A marked element or any text in which a word such as "Published" stands right before the date."""
    visible = _visible(sources)
    for item in (*visible.marked, *visible.texts):
        if item.place != "others" and len(item.text) < _LONGEST and item.element.tag != "script":
            yield Statement(None, item.text, item.machine, before=label_before(item), needs_label=True)


def marked_near_headline(sources: Sources) -> Statements:
    """The first element behind the headline that is a `<time>` or speaks of a date."""
    visible = _visible(sources)
    for item in visible.behind_headline(visible.marked):
        if not item.place and DATE_CLASS.search(_names(item.element)):
            yield Statement(None, item.text, item.machine, before=label_before(item))


def text_near_headline(sources: Sources) -> Statements:
    """The first short text behind the headline that is little more than a date."""
    visible = _visible(sources)
    for item in visible.behind_headline(visible.texts):
        if not item.place and len(item.text) < 100:
            yield Statement(None, item.text, before=label_before(item), whole=True)


def time_element(sources: Sources) -> Statements:
    """Any `<time>` outside of comments and teasers."""
    for item in _visible(sources).marked:
        if not item.place and item.element.tag == "time":
            yield Statement(None, item.text, item.machine, before=label_before(item))


def marked(sources: Sources) -> Statements:
    """Any element outside of comments and teasers whose class speaks of a date."""
    for item in _visible(sources).marked:
        if not item.place:
            yield Statement(None, item.text, item.machine, before=label_before(item))


def dateline(sources: Sources) -> Statements:
    """A paragraph that opens with place and date: "Karlsruhe, 12.11.2021. Last night …"."""
    for item in _visible(sources).texts:
        if not item.place and len(item.text) >= 100:
            yield Statement(None, item.text[:48])


def any_text(sources: Sources) -> Statements:
    """Any short text with a date and a year, outside of comments and teasers."""
    for item in _visible(sources).texts:
        if item.place != "others" and len(item.text) < 160:
            yield Statement(None, item.text, before=label_before(item))


_COMMENTS = etree.XPath("//comment()[contains(.,'20')]")


def html_comment(sources: Sources) -> Statements:
    """A date in an HTML comment."""
    for comment in _COMMENTS(sources.tree)[:50]:
        if comment.text and len(comment.text) < 300:
            yield Statement(None, comment.text)
