"""The standfirst: the sentence or two between headline and text that sum the article up."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.parse import marks as m
from newsarchive.parse.blocks import Piece
from newsarchive.parse.blocks.whole import CUT
from newsarchive.parse.furniture import boilerplate
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain
from newsarchive.parse.walk import Node, Run

MAX_LENGTH = 900


def stated_summaries(page: Page) -> Iterator[tuple[str, str]]:
    """The descriptions that the metadata gives."""
    for node in page.ld_articles[:1]:
        yield "json-ld", plain(node.get("description"))
    yield "og-description", page.first_meta("og:description") or ""
    yield "meta-description", page.first_meta("description", "twitter:description") or ""


def find_standfirst(
    page: Page, headline: Run | None, first: Run | None, pieces: list[Piece]
) -> tuple[Run | None, str]:
    """The run on the page that is the standfirst, and the rule that knew it.

    Looked for between the headline and the first run of the text: a run that says what the metadata
    gives as description, or one whose element calls itself standfirst.
    """
    if first is None:
        return None, ""
    begin = (
        headline.index + 1
        if headline is not None and headline.index < first.index
        else max(0, first.index - 25)
    )
    if headline is None or headline.index >= first.index:
        begin = max(0, first.index - 8)
    before = page.runs[begin : first.index]
    stated = [
        key(value)
        for value in dict.fromkeys([value for _, value in stated_summaries(page)])
        if len(value) > 30
    ]
    inside = [
        piece.runs[0] for piece in pieces[:6] if piece.runs[0].index > (headline.index if headline else -1)
    ]
    for rule, runs in (("before-text", before), ("in-text", inside)):
        for run in runs:
            if len(run.text) < MIN_NAMED:
                continue
            marks = _own_marks(run)
            if rule == "before-text" and marks & (m.CAPTION | m.BYLINE | m.HIDDEN):
                continue
            named = bool(marks & m.STANDFIRST)
            if not named and (not stated or (rule == "in-text" and run is not inside[0])):
                continue
            text = key(run.text)
            agrees = any(_agrees(text, value) for value in stated)
            if not (named or agrees) or not _possible(run, marks):
                continue
            if rule == "before-text" and not agrees and run.text.endswith(CUT):
                continue
            if rule == "before-text":
                return run, "described" if agrees else "class-name"
            return run, "class-name" if named else "described"
    return None, ""


MIN_NAMED = 15
"""Characters of a standfirst whose element says that it is one."""


def _possible(run: Run, marks: int) -> bool:
    size = len(run.text)
    if MIN_NAMED <= size < 40 and marks & m.STANDFIRST and run.links * 2 < run.size:
        return not boilerplate(run.text)
    dense = not run.text.isascii() and size >= 15
    return (
        (size >= 40 or dense)
        and size <= MAX_LENGTH
        and run.links * 2 < run.size
        and not boilerplate(run.text)
    )


def _own_marks(run: Run) -> int:
    node: Node | None = run.node
    marks = 0
    for size, inner in run.inner:
        if size * 10 >= run.size * 9:
            marks |= marks_of(inner)
    for _ in range(3):
        if node is None or node.last - node.first > 4 or node.tag in ("article", "main", "body"):
            break
        marks |= marks_of(node)
        node = node.parent
    return marks


def _agrees(text: str, value: str) -> bool:
    """Whether a printed text and a stated description are the same, one of them perhaps cut."""
    cut = value.rstrip(" .…")
    return len(cut) > 30 and (
        text.startswith(cut[:120]) or (len(text) > 40 and value.startswith(text.rstrip(" .…")))
    )
