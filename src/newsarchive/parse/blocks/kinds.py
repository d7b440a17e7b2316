"""The kind of each piece, and what its elements, words and links alone say against it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newsarchive.parse import marks as m
from newsarchive.parse.blocks.pieces import (
    MAX_SUBHEAD,
    POINTS,
    SIGNS,
    Context,
    Piece,
    is_signed_subhead,
    label_of_link,
)
from newsarchive.parse.body import ALL_BAD, is_text
from newsarchive.parse.endings import is_contact
from newsarchive.parse.furniture import MAX_BOILERPLATE, boilerplate, credit_line, is_post_address
from newsarchive.parse.marks import marks_of
from newsarchive.parse.text import CUT, ends_sentence, is_lighter, key
from newsarchive.parse.titles import letters_of
from newsarchive.parse.walk import HEADINGS, Node, Run

MAX_CELL = 6
"""Runs in a cell of a table; one with more lays out the page."""


_WHOLE = frozenset(("article", "main", "body"))
_SAYS_KIND = frozenset(("blockquote", "li", "td", "th", "pre"))
_SPEAKING = _SAYS_KIND | HEADINGS | {"ul", "ol", "menu"}


class Around(NamedTuple):
    """What the elements from a node up to the body say together."""

    kind: str
    heading: str = ""
    """Tag of the innermost heading."""
    lists: int = 0
    """Lists, one in another."""
    marks: int = 0
    dropped: str = ""
    """Why none of it is text; empty when it may be."""
    removed: bool = False
    """Whether the layout takes it out."""
    lines: bool = False
    """Whether it is preformatted."""


class Surroundings:
    """What stands around nodes: remembered, because pieces share most of the elements that they stand in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._has_layout = bool(context.removed or context.subheads)
        self._known: dict[str, dict[Node | None, Around]] = {}
        for kind in ("paragraph", "quote", "list_item", "table_row", "preformatted"):
            self._known[kind] = {context.body.node: Around(kind)}

    def of_piece(self, piece: Piece) -> Around:
        """The same for a piece, with the inline elements in it that hold nearly all of its text."""
        kind = "paragraph"
        node = piece.runs[0].node
        if node.marks == 0 and node.tag not in _SPEAKING and not self._has_layout and piece.is_plain:
            outer = self._known[kind].get(node.parent)
            if outer is not None:
                return outer
        inner: list[tuple[Node, str]] = []
        for run in piece.runs:
            if run.inner:
                for size, node in run.inner:
                    if size * 10 >= piece.size * 8:
                        inner.append((node, kind))
                        kind = _kind_in(node, kind)
        found = self._of(piece.runs[0].node, kind)
        for node, kind in reversed(inner):
            found = self._within(node, kind, found)
        return found

    def _of(self, node: Node, kind: str) -> Around:
        known = self._known
        found = known[kind].get(node)
        if found is None and node.tag not in _SAYS_KIND and (outer := known[kind].get(node.parent)):
            found = known[kind][node] = self._within(node, kind, outer)
        path: list[tuple[Node, str]] = []
        at: Node | None = node
        while found is None and at is not None:
            path.append((at, kind))
            if at.tag in _SAYS_KIND:
                kind = _kind_in(at, kind)
            at = at.parent
            found = known[kind].get(at)
        if found is None:  # the body is an inline element, and a run reaches out of it
            found = Around(kind)
        while path:
            node, kind = path.pop()
            found = known[kind][node] = self._within(node, kind, found)
        return found

    def _within(self, node: Node, before: str, around: Around) -> Around:
        """What is around the inside of a node; `before` is the kind of what stands in it by the elements inside."""
        tag = node.tag
        marks = node.marks
        if marks is None:
            marks = marks_of(node)
        if not (marks or self._has_layout or tag in _SPEAKING):
            return around
        context = self._context
        heading, removed = tag if tag in HEADINGS else "", around.removed
        if self._has_layout:
            heading = "h2" if node.ident in context.subheads else heading
            removed = removed or node.ident in context.removed
        if tag in _WHOLE:
            marks &= ~m.BYLINE  # the class of an article names its writer
        dropped = around.dropped
        against = marks & (m.DISCUSSION if node in context.body.immune else ALL_BAD)
        if against and tag in ("figure", "figcaption") and before in _SHOWN:
            against &= ~m.CAPTION  # a quote, a table or a piece of code set apart like a picture
        if tag == "blockquote":
            against &= ~m.FURNITURE  # a post of a social network, quoted
        if against:
            dropped = _reason(tag[:_LONGEST_REASON], node.sig[:_LONGEST_REASON], against)
        return Around(
            around.kind,
            heading or around.heading,
            around.lists + (tag in ("ul", "ol", "menu")),
            around.marks | marks,
            dropped,
            removed,
            around.lines or tag == "pre",
        )


_SHOWN = ("quote", "preformatted", "table_row")
"""What a figure may hold beside pictures (HTML, 4.4.12)."""


def _kind_in(node: Node, kind: str) -> str:
    """The kind of what stands in a node, `kind` being the one by the elements inside of it."""
    tag = node.tag
    if tag == "blockquote":
        return "quote" if kind == "paragraph" else kind
    if tag == "li":
        return "list_item"
    if tag in ("td", "th") and kind == "paragraph" and not _lays_out(node):
        return "table_row"
    return "preformatted" if tag == "pre" else kind


def _lays_out(cell: Node) -> bool:
    """Whether a cell holds text of its own instead of an entry: many lines, or more than one and no other cell beside."""
    lines, row = cell.last - cell.first, cell.parent
    return lines > MAX_CELL or (lines > 1 and row is not None and row.last - row.first == lines)


def classify(piece: Piece, context: Context, surroundings: Surroundings) -> None:
    """Kind of a piece by the elements around it, or why it is dropped."""
    kind, heading, lists, marks, dropped, removed, lines = surroundings.of_piece(piece)
    if lines:
        piece.keep_lines()
    if kind == "table_row" and not is_lighter(piece.text, MAX_TABLE_TEXT + 1):
        kind = "paragraph"  # a table that lays out the page
    if heading and marks & m.QUOTE:
        kind = "quote"  # words of the text, set large
    elif heading:
        kind, piece.level = "subhead", int(heading[1])
    elif kind == "paragraph" and marks & m.QUOTE:
        kind = "quote"
    elif kind == "list_item":
        piece.level = max(lists, 1)
    elif kind == "paragraph" and marks & m.SUBHEAD and len(piece.text) < 160:
        kind, piece.level = "subhead", 2
    piece.kind = kind
    if removed:
        piece.dropped = "layout-remove"
    else:
        piece.dropped = dropped or drop_reason(piece, context, marks)


MAX_TABLE_TEXT = 150


_NAMES = {
    m.FURNITURE: "furniture",
    m.DISCUSSION: "discussion",
    m.CAPTION: "caption",
    m.HIDDEN: "hidden",
    m.DIALOG: "dialog",
}


_LONGEST_REASON = 120


@lru_cache(maxsize=4096)
def _reason(tag: str, sig: str, marks: int) -> str:
    what = next(name for mark, name in _NAMES.items() if marks & mark)
    return f"{what}: {tag} {sig}"[:_LONGEST_REASON].strip()


_MARKUP = re.compile(r"<(?:!--|/?[a-z][\w-]*(?:\s+[\w-]+=|\s*/?>))", re.I)
FAR_FROM_HEADLINE = 15
"""Runs behind the headline from which on a line with its words is one of the text's."""


def drop_reason(piece: Piece, context: Context, marks: int) -> str:
    """Why the piece's own words or links make it no part of the text; empty when nothing does."""
    text, run = piece.text, piece.runs[0]
    length, headline_at = len(text), context.headline_index
    if marks & m.BYLINE and length < 200 and not is_text(run):
        return "byline"
    if run.index < headline_at:
        return "above the headline"
    wanted = context.headline_key
    if length < 300 and len(wanted) <= 2 * length <= 4 * len(wanted) and _may_be(text, wanted):
        far = run.index - headline_at
        if (headline_at < 0 or far < FAR_FROM_HEADLINE or piece.kind == "subhead") and (
            key(text) == wanted or (piece.kind == "subhead" and letters_of(key(text)) == letters_of(wanted))
        ):
            return "headline"
    if (
        piece.kind == "subhead"
        and len(wanted) >= MIN_HEADLINE
        and run.index - headline_at < FAR_FROM_HEADLINE
        and 0 < length - len(wanted) <= MAX_BADGE
        and letters_of(key(text)).endswith(letters_of(wanted))
    ):
        return "headline"  # with a badge: "Exclusive"
    if piece.level == 1 and piece.kind == "subhead" and not 0 <= headline_at < run.index:
        return "headline"
    if not text[:1].isalnum() and not any(char.isalnum() for char in text):
        return "no letters"
    if piece.kind == "preformatted" and text.replace("\n", "").isdigit():
        return "numbers of lines"
    if length <= MAX_BOILERPLATE and (why := boilerplate(text)):
        return "" if piece.kind == "subhead" and text.lower() in _SERVICES else why
    if text.startswith("http") and is_post_address(text):
        return "post"
    if piece.links * 10 >= piece.size * 9:
        if _is_in_post(run):
            return ""  # what somebody said there, shown as a link
        own = context.body.stated
        if own is not None and length > 40 and own.says(text):
            return ""
        if text.startswith(("http://", "https://", "www.")) and " " not in text:
            return ""  # a source that is cited
        return "only a link"
    if piece.links and piece.kind in ("paragraph", "quote") and label_of_link(piece):
        # "Te puede interesar: another article"
        return "label and a link"
    if (
        piece.links
        and ("|" in text or text.count("[") > 1 or text[0] == "【")
        and length < 90
        and piece.links >= sum([char not in _PARTING for char in text])
    ):
        return "only a link"  # some, with bars between them or in brackets
    if length < 90 and piece.kind in ("paragraph", "quote"):
        if why := credit_line(text):
            return why
        if len(piece.runs) > 1 and all(
            credit_line(line.text) or is_contact(line.text) for line in piece.runs
        ):
            return "byline"
    if text.startswith("{{") and text.endswith("}}"):
        return "template that no program has filled in"
    if text[0] == "<" and text.endswith(">") and _MARKUP.match(text):
        return "markup shown as text"
    return ""


MIN_HEADLINE, MAX_BADGE = 12, 12
"""Characters of a headline that a subhead repeats by no chance, and of a word set before it."""


def _is_in_post(run: Run) -> bool:
    """Whether a line stands in a post of Instagram that is shown."""
    at: Node | None = run.node
    for _ in range(_IN_POST):
        if at is None:
            break
        if "instagram-media" in at.sig:
            return "instagram.com/" in (at.get("data-instgrm-permalink") or "instagram.com/")
        at = at.parent
    return False


_IN_POST = 8
"""Levels between a shown post and its lines."""
_PARTING = " |·•/[]【】"
_SERVICES = frozenset(("facebook", "twitter", "whatsapp", "reuters", "afp", "dpa"))
"""Names that are labels of buttons or credits, and in a heading what the section is about."""


def _may_be(text: str, wanted: str) -> bool:
    """Whether the key of a text may be `wanted`: told by the first letter where that is plain."""
    start = text[:2]
    return not (start.isascii() and start.isalnum()) or start[:1].lower() == wanted[:1]


def _is_bold_line(piece: Piece) -> bool:
    return (
        piece.kind == "paragraph"
        and piece.bold * 10 >= piece.size * 9
        and is_lighter(piece.text, MAX_SUBHEAD)
        and not ends_sentence(piece.text, True)
    )


_OPENS = "[(（【"
"""How a credit begins, which is no line of a subhead."""
MAX_LEFT_OPEN = 60
"""Characters of a subhead that ends in three dots."""
_ASKS = ("?", "؟", "？", "?!", "؟!")


def subheads_from_bold(pieces: list[Piece]) -> None:
    """A short line between paragraphs in bold, or behind a sign, is a subhead, whatever element it is written in."""
    kept = [piece for piece in pieces if not piece.dropped]
    for at, piece in enumerate(kept):
        if piece.text[:1] in SIGNS and piece.kind == "paragraph" and is_signed_subhead(piece.text):
            after = kept[at + 1] if at + 1 < len(kept) else None
            if (
                after is not None
                and after.text[:1] not in SIGNS
                and not is_lighter(after.text, MAX_SUBHEAD + 1)
            ):
                piece.kind, piece.level = "subhead", 3
            continue
        if piece.kind != "paragraph" or piece.bold * 10 < piece.size * 9 or len(piece.text) > 110:
            continue
        if piece.text[:1] in POINTS:
            continue
        if piece.text.endswith(":") or (
            ends_sentence(piece.text, True)
            and not piece.text.endswith(_ASKS)
            and not (piece.text.endswith(CUT) and is_lighter(piece.text, MAX_LEFT_OPEN))
        ):
            continue
        after = kept[at + 1] if at + 1 < len(kept) else None
        if after is not None and piece.text[:1] not in _OPENS and _is_bold_line(after) and at + 2 < len(kept):
            after = kept[at + 2]  # a subhead of two lines
        if after is not None and at > 0 and after.kind != "subhead" and after.bold * 2 < after.size:
            piece.kind, piece.level = "subhead", 3
