"""The kind of each piece, and what its elements, words and links alone say against it."""

from __future__ import annotations

import re

from newsarchive.parse import marks as m
from newsarchive.parse.blocks.pieces import Context, Piece
from newsarchive.parse.body import ALL_BAD, is_text
from newsarchive.parse.furniture import boilerplate, credit_line
from newsarchive.parse.marks import marks_of
from newsarchive.parse.text import ends_sentence, key
from newsarchive.parse.walk import HEADINGS, Node

MAX_CELL = 6
"""Runs in a cell of a table; one with more lays out the page."""


def classify(piece: Piece, context: Context) -> None:
    """Kind of a piece by the elements around it, or why it is dropped."""
    first = piece.runs[0]
    node: Node | None = first.node
    top = context.body.node
    depth = 0
    heading = ""
    seen_marks = 0
    covering = [n for run in piece.runs for size, n in run.inner if size * 10 >= piece.size * 8]
    chain: list[Node] = list(covering)
    while node is not None and node is not top:
        chain.append(node)
        node = node.parent
    for node in chain:
        tag = node.tag
        marks = marks_of(node)
        seen_marks |= marks
        if context.removed and node.ident in context.removed:
            piece.dropped = "layout-remove"
        if context.subheads and node.ident in context.subheads:
            heading = heading or "h2"
        if tag in HEADINGS:
            heading = heading or tag
        elif tag == "blockquote":
            piece.kind = "quote" if piece.kind == "paragraph" else piece.kind
        elif tag == "li":
            piece.kind = "list_item"
        elif tag in ("ul", "ol", "menu"):
            depth += 1
        elif tag in ("td", "th") and piece.kind == "paragraph" and node.last - node.first <= MAX_CELL:
            piece.kind = "table_row"
        elif tag == "pre":
            piece.keep_lines()
        if tag == "figure" and piece.kind == "quote":
            marks &= ~m.CAPTION  # a quote set apart like a picture
        if not piece.dropped and marks & (m.DISCUSSION if node in context.body.immune else ALL_BAD):
            piece.dropped = _reason(node, marks)
    if piece.kind == "table_row" and len(piece.text) > 150:
        piece.kind = "paragraph"  # a table that lays out the page
    if piece.kind == "list_item":
        piece.level = max(depth, 1)
    if heading:
        piece.kind, piece.level = "subhead", int(heading[1])
    elif seen_marks & m.SUBHEAD and len(piece.text) < 160 and piece.kind == "paragraph":
        piece.kind, piece.level = "subhead", 2
    if not piece.dropped:
        piece.dropped = drop_reason(piece, context, seen_marks, chain)


_NAMES = {
    m.FURNITURE: "furniture",
    m.DISCUSSION: "discussion",
    m.CAPTION: "caption",
    m.HIDDEN: "hidden",
    m.DIALOG: "dialog",
}


def _reason(node: Node, marks: int) -> str:
    what = next(name for mark, name in _NAMES.items() if marks & mark)
    return f"{what}: {node.tag} {node.sig}"[:120].strip()


_MARKUP = re.compile(r"<(?:!--|/?[a-z][\w-]*(?:\s+[\w-]+=|\s*/?>))", re.I)
FAR_FROM_HEADLINE = 15
"""Runs behind the headline from which on a line with its words is one of the text's."""


def drop_reason(piece: Piece, context: Context, marks: int, chain: list[Node]) -> str:
    """Why the piece's own words or links make it no part of the text; empty when nothing does."""
    text = piece.text
    size = piece.size
    if marks & m.BYLINE and len(text) < 200 and not is_text(piece.runs[0]):
        return "byline"
    if piece.runs[0].index < context.headline_index:
        return "above the headline"
    wanted = context.headline_key
    if len(text) < 300 and len(wanted) <= 2 * len(text) <= 4 * len(wanted) and key(text) == wanted:
        far = piece.runs[0].index - context.headline_index
        if context.headline_index < 0 or far < FAR_FROM_HEADLINE or piece.kind == "subhead":
            return "headline"
    if piece.level == 1 and piece.kind == "subhead" and not 0 <= context.headline_index < piece.runs[0].index:
        return "headline"
    if not text[:1].isalnum() and not any(char.isalnum() for char in text):
        return "no letters"
    own = context.body.stated
    if why := boilerplate(text):
        return why
    if piece.links * 10 >= size * 9:
        if own is not None and own.says(text) and len(text) > 40:
            return ""
        return "only a link"
    if len(text) < 90 and piece.kind in ("paragraph", "quote") and (why := credit_line(text)):
        return why
    if text.startswith("<") and text.endswith(">") and _MARKUP.match(text):
        return "markup shown as text"
    return ""


def subheads_from_bold(pieces: list[Piece]) -> None:
    """A short bold line between paragraphs is a subhead, whatever element it is written in."""
    kept = [piece for piece in pieces if not piece.dropped]
    for at, piece in enumerate(kept):
        if piece.kind != "paragraph" or piece.bold * 10 < piece.size * 9 or len(piece.text) > 110:
            continue
        if (ends_sentence(piece.text, True) and not piece.text.endswith("?")) or piece.text.endswith(":"):
            continue
        after = kept[at + 1] if at + 1 < len(kept) else None
        if after is not None and at > 0 and after.kind != "subhead" and after.bold * 2 < after.size:
            piece.kind, piece.level = "subhead", 3
