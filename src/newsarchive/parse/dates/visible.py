"""Dates that the page prints for its readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from .labels import NOT_THIS_PAGE, PUBLISHED, UPDATED, WRONG_PLACE
from .sources import Sources, Statement, Statements

_CLASSED = etree.XPath(
    "//*["
    "contains(@class,'date') or contains(@class,'Date') or contains(@class,'time') or contains(@class,'Time')"
    " or contains(@class,'publi') or contains(@class,'Publi') or contains(@class,'posted') or contains(@class,'datum') or contains(@class,'fecha')"
    " or contains(@class,'byline') or contains(@class,'meta') or contains(@class,'Meta') or contains(@class,'info')"
    " or contains(@id,'date') or contains(@id,'Date') or contains(@id,'time') or contains(@id,'publi')"
    "]"
)
_YEARED = etree.XPath("//h1 | //text()[contains(.,'20') or contains(.,'19')]")
_OTHER_DIGITS = etree.XPath(
    "//h1 | //text()[translate(., '0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹০১২৩৪৫৬৭৮৯०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙', '') != .]"
)
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "option", "textarea", "title", "select", "head"}
)
_DIGIT = re.compile(r"\d")


def _words(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.tag if isinstance(element.tag, str) else ''}"


def misplaced(element: Any) -> bool:
    """Whether an element stands where other pages' dates stand: comments, teasers, footers, side bars."""
    for index, ancestor in enumerate((element, *element.iterancestors())):
        if index > 9 or ancestor.tag in ("body", "html"):
            return False
        if WRONG_PLACE.search(_words(ancestor)):
            return True
    return False


def context(element: Any) -> str:
    """The text of the closest enclosing element that says a little more than the element itself."""
    own = "".join(element.itertext())
    for ancestor in element.iterancestors():
        if ancestor.tag in ("body", "article", "main"):
            break
        text = "".join(ancestor.itertext())
        if len(text) > len(own) + 160:
            break
        if len(text.split()) > len(own.split()):
            return text
    return own


def before(element: Any, date_text: str) -> str:
    """The words that stand before an element's text, as its label."""
    around = " ".join(context(element).split())
    printed = " ".join(date_text.split())[:24]
    place = around.find(printed) if printed else -1
    return around[max(0, place - 60) : place] if place >= 0 else ""


def _field(label: str) -> str | None:
    """What the last label word says that the following date is."""
    best: tuple[int, str] | None = None
    for name, pattern in (("published", PUBLISHED), ("updated", UPDATED), ("other", NOT_THIS_PAGE)):
        for match in pattern.finditer(label):
            if best is None or match.end() >= best[0]:
                best = (match.end(), name)
    return best[1] if best else None


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed date: its text, its label and its place."""

    text: str
    label: str
    kind: str | None
    """published, updated, other, or None where no label stands before it."""
    element: Any


def time_elements(sources: Sources) -> Iterator[Printed]:
    """`<time>` elements (and `<abbr class=published title=…>`) outside of wrong places."""
    for element in sources.tree.iter("time"):
        text = element.get("datetime") or element.text_content()
        if not text or not _DIGIT.search(text) or len(text) > 200 or misplaced(element):
            continue
        own = _words(element)
        label = f"{before(element, element.text_content())} {element.text_content()[:30]}"
        kind = _field(own.replace("-", " ").replace("_", " ")) or _field(label)
        yield Printed(text.strip(), label, kind, element)


def _statement(item: Printed, machine: bool = False) -> Statement | None:
    if item.kind == "other":
        return None
    return Statement("updated" if item.kind == "updated" else "published", item.text, machine)


def time_labelled(sources: Sources) -> Statements:
    """A `<time>` that its label or class calls the publication (or the update)."""
    for item in time_elements(sources):
        statement = _statement(item, machine=True)
        if item.kind is not None and statement is not None:
            yield statement


def time_any(sources: Sources) -> Statements:
    """Any `<time>` outside of comments, teasers and footers."""
    for item in time_elements(sources):
        if item.kind is None:
            yield Statement("published", item.text, machine=True)


def classed(sources: Sources) -> Statements:
    """A short element whose class says date, time, published, byline."""
    for element in _CLASSED(sources.tree):
        if element.tag in ("body", "html", "script", "input", "form", "time") or misplaced(element):
            continue
        text = " ".join((element.get("title") or "").split()) if element.tag == "abbr" else ""
        text = text or " ".join(element.text_content().split())
        if not 4 < len(text) < 200 or not _DIGIT.search(text):
            continue
        own = _words(element).replace("-", " ").replace("_", " ")
        label = f"{before(element, text)} {text[:40]}"
        kind = _field(label) or _field(own)
        statement = _statement(Printed(text, label, kind, element))
        if statement is not None:
            yield statement


def printed_lines(sources: Sources) -> Iterator[tuple[Any, str, bool]]:
    """Text nodes with a year in them: parent element, text, and whether the headline came before."""
    behind = False
    for item in _YEARED(sources.tree):
        if not isinstance(item, str):
            behind = True
            continue
        parent = item.getparent()
        if parent is None or parent.tag in _SILENT or not isinstance(parent.tag, str):
            continue
        if item.is_tail:
            parent = parent.getparent()
            if parent is None or parent.tag in _SILENT:
                continue
        yield parent, " ".join(item.split()), behind


def labelled_text(sources: Sources) -> Statements:
    """Any text in which a word such as "Published" stands right before a date."""
    for parent, text, _ in printed_lines(sources):
        if len(text) > 300 or misplaced(parent):
            continue
        label = f"{before(parent, text)} {text}"
        kind = _field(label[:120])
        if kind in ("published", "updated"):
            yield Statement("updated" if kind == "updated" else "published", text)


def near_headline(sources: Sources) -> Statements:
    """The first short text with a date behind the headline."""
    for parent, text, behind in printed_lines(sources):
        if behind and len(text) < 100 and not misplaced(parent) and not NOT_THIS_PAGE.search(text):
            yield Statement("published", text)


def any_text(sources: Sources) -> Statements:
    """Any short text with a date, anywhere that is not another page's place."""
    for parent, text, _ in printed_lines(sources):
        if len(text) < 160 and not misplaced(parent) and not NOT_THIS_PAGE.search(text):
            yield Statement("published", text)


_COMMENTS = etree.XPath("//comment()[contains(.,'20')]")


def html_comment(sources: Sources) -> Statements:
    """A date in an HTML comment."""
    for comment in _COMMENTS(sources.tree)[:50]:
        if comment.text and len(comment.text) < 300:
            yield Statement("published", comment.text)
