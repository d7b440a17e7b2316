"""Authors as a page prints them within the text: a name in bold above it, a signature below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsarchive.parse import marks as m
from newsarchive.parse.authors.names import cut_names, looks_like_person
from newsarchive.parse.body import Body
from newsarchive.parse.endings import tail_line
from newsarchive.parse.furniture import boilerplate
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, words
from newsarchive.parse.tree import TEXT
from newsarchive.parse.walk import HEADINGS, Node, Run

_NO_SIGNATURE = m.FURNITURE | m.DISCUSSION | m.CAPTION | m.HIDDEN
_SIGNED = re.compile(
    r"^[\s(\[（【]*(?:[-–—]+\s*)?(?:(?i:by|von|par|por|di)\s+)?(?P<name>[^()\[\]（）【】]{3,60}?)[\s)\]）】.]*$"
)
_HAN_SIGNED = re.compile("[(（][\u4e00-\u9fff]{1,4}[ \u3000][\u4e00-\u9fff]{1,4}[)）]")
"""A family name and another, with a blank between, in brackets."""
_SIGN_MARK = re.compile(r"^\s*(?:[-–—(\[（【]|(?:by|von|par|por|di)\s)", re.I)
_DESK = re.compile(r"redak[tc]|redacc|rédaction|redazione|newsroom|news\s?desk|agenc|agentur|\bstaff\b", re.I)
_ALIGNED = re.compile(r"text-align:\s*(?:right|end)|float:\s*right", re.I)
_NO_LINE = HEADINGS | {"li", "td", "th"}
_LAST_RUNS = 8
_NOTES = 1
_LONGEST_LINE = 70
_OPENING_RUNS = 4
_SMALL_WORD = 3
_WORD = re.compile(r"\w+")


def opening_name(page: Page, body: Body | None) -> list[str]:
    """Full names alone in a bold line at the top of the text.

    Papers that post everything under one account of the site print their writers so. A subhead
    stands there too: its words are written small elsewhere on the page, those of a name are not.
    """
    if body is None:
        return []
    for run in page.runs[body.node.first : min(body.node.first + _OPENING_RUNS, body.node.last - 1)]:
        if len(run.text) > _LONGEST_LINE:
            break
        if run.links or run.bold * 10 < run.size * 8 or run.node.tag in HEADINGS:
            continue
        names = cut_names(run.text)
        above_text = len(page.runs[run.index + 1].text) > _LONGEST_LINE
        if names and above_text and all(map(looks_like_person, names)):
            return [] if is_of_common_words(run, page.runs) else names
    return []


def is_of_common_words(run: Run, others: Iterable[Run]) -> bool:
    """Whether a word of a line is written in small letters in others: those of a name are not."""
    own = {word for word in words(run.text) if len(word) > _SMALL_WORD}
    return any(own & set(_WORD.findall(other.text)) for other in others)


def signature(page: Page, body: Body | None) -> list[str]:
    """The name in the last lines of the text: set to the right, behind a dash or in brackets.

    In bold or italics only where it is the last line of all: elsewhere that is a subhead.
    """
    if body is None or not any(map(_may_be_signature, _end(page, body))):
        return []
    for behind, run in enumerate(_last_lines(page, body)):
        if not _may_be_signature(run) or _is_below_quote(page, run):
            continue
        found = _SIGNED.match(run.text)
        if not found:
            continue
        if _HAN_SIGNED.fullmatch(run.text):
            return [found["name"]]
        names = [name for name in cut_names(found["name"]) if looks_like_person(name) or _DESK.search(name)]
        if names and (_is_set_apart(run) or (behind == 0 and _is_emphasised(run))):
            return names
    return []


_REPORTED = re.compile(
    r"\(?\s?(?:additional\s+)?(?:reporting|writing)(?:\s+and\s+writing)?\s+by\s+(?P<names>[^;()]{3,200}?)"
    r"(?=\s*[;)]|[,.]?\s+(?:writing|editing|additional)\b|\.?\s*$)",
    re.I,
)
"""How agencies end a report: "(Reporting by Ada Brown in Oslo; Editing by Per Moe)"."""


def reported_by(page: Page, body: Body | None) -> list[str]:
    """Who reported and wrote it, by a line at the end of the text; not who edited it."""
    if body is None:
        return []
    for run in page.runs[max(body.node.first, body.node.last - _REPORT_LINES) : body.node.last + 3][::-1]:
        if "by " in run.text and len(run.text) <= _LONGEST_REPORT and (first := _REPORTED.match(run.text)):
            texts = [first["names"], *(found["names"] for found in _REPORTED.finditer(run.text, first.end()))]
            names = [name for text in texts for name in cut_names(text) if looks_like_person(name)]
            if names:
                return names
    return []


_REPORT_LINES = 40
_LONGEST_REPORT = 400


def _end(page: Page, body: Body) -> list[Run]:
    """The last lines of the element that holds the text, last first."""
    return page.runs[max(body.node.first, body.node.last - 40) : body.node.last][::-1]


def _may_be_signature(run: Run) -> bool:
    """Whether a line is short, no heading, link or entry of a list, and set like a signature."""
    return (
        len(run.text) <= _LONGEST_LINE
        and not run.links
        and run.node.tag not in _NO_LINE
        and (_is_set_apart(run) or _is_emphasised(run))
    )


def _is_below_quote(page: Page, run: Run) -> bool:
    """Whether a line behind a dash stands right below words that are quoted: it names who said them."""
    if not run.index or run.text[:1] not in "-–—":
        return False
    above = page.runs[run.index - 1]
    node: Node | None = above.node
    for _ in range(_QUOTED):
        if node is None:
            break
        if node.tag == "blockquote":
            return True
        node = node.parent
    return above.text[:1] in '"“„«' and above.text[-1:] in '"”“»'


_QUOTED = 3
"""Levels between a quote and its lines."""


def _last_lines(page: Page, body: Body) -> Iterator[Run]:
    """The last lines of the text, last first; a note of the editors may follow a signature."""
    looked = sentences = 0
    for run in _end(page, body):
        if _in_furniture(run, body) or boilerplate(run.text) or tail_line(run.text):
            continue
        looked += 1
        sentences += ends_sentence(run.text) and len(run.text) > _LONGEST_LINE
        if looked > _LAST_RUNS or sentences > _NOTES:
            return
        yield run


def _in_furniture(run: Run, body: Body) -> bool:
    """Whether anything between a run and the text's own element is furniture."""
    node: Node | None = run.node
    while node is not None and node is not body.node:
        if marks_of(node) & _NO_SIGNATURE and not marks_of(node) & m.BYLINE:
            return True
        node = node.parent
    return False


def _is_emphasised(run: Run) -> bool:
    """Whether all of a line is bold or in italics."""
    child = run.node.raw.child
    while child is not None and child.tag == TEXT and child.text_content.isspace():
        child = child.next
    italic = child is not None and child.tag in ("em", "i") and child.next is None
    return italic or run.bold * 10 >= run.size * 8


def _is_set_apart(run: Run) -> bool:
    node = run.node
    return bool(
        _SIGN_MARK.match(run.text)
        or _DESK.search(run.text)
        or _ALIGNED.search(node.get("style") or "")
        or (node.get("align") or "").lower() == "right"
        or marks_of(node) & m.BYLINE
        or any(marks_of(inner) & m.BYLINE for _, inner in run.inner)
        or "right" in node.sig.lower()
    )
