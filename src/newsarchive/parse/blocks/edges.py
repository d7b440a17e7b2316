"""Where the text begins and where it ends: what stands above and below it in its own container."""

from __future__ import annotations

import re

from newsarchive.parse.blocks.pieces import POINTS, Piece
from newsarchive.parse.body import Body, is_text
from newsarchive.parse.furniture import says_rest_is_missing, tail_line
from newsarchive.parse.notices import begins_wall
from newsarchive.parse.text import ends_sentence, key
from newsarchive.parse.walk import Node


def drop_before_text(pieces: list[Piece], body: Body) -> None:
    """Short lines above the first running text are date, reading time, place of a picture and the like.

    Lists that are not of links stay (the article in points), and what stands in a paragraph or
    heading beside the first text.
    """
    first = next(
        (piece for piece in pieces if not piece.dropped and piece.kind != "subhead" and _begins_text(piece)),
        None,
    )
    beside = first.runs[0].node.parent if first is not None and first.runs[0].node.tag == "p" else None
    series = _series(first, pieces)
    for piece in pieces:
        if piece.dropped:
            continue
        if piece is first or len(piece.text) > 120:
            return
        if (piece.kind == "list_item" or piece.text[:1] in POINTS) and len(piece.text) >= MIN_POINT:
            continue
        node = piece.runs[0].node
        if piece.kind == "subhead" and (_begins_text(piece) or _kind_of(node) in series):
            continue
        bare = node.tag == "p" and piece.bold * 2 < piece.size and _alike(node, first)
        if beside is not None and node.parent is beside and bare:
            continue
        if body.stated is None or not body.stated.says(piece.text):
            piece.dropped = "before the text"


def _alike(node: Node, first: Piece | None) -> bool:
    """Whether a paragraph has no class, or all those of the first text."""
    names = set(node.sig.split())
    return not names or (
        first is not None and len(own := set(first.runs[0].node.sig.split())) > 0 and own <= names
    )


def _series(first: Piece | None, pieces: list[Piece]) -> set[tuple[Node | None, str, str]]:
    """Box, tag and class of the subheads behind the first text, in its own box: one above it may be of their kind."""
    if first is None:
        return set()
    box, index = first.runs[0].node.parent, first.runs[0].index
    nodes = [
        piece.runs[0].node
        for piece in pieces
        if piece.kind == "subhead" and not piece.dropped and piece.runs[0].index > index
    ]
    return {_kind_of(node) for node in nodes if node.parent is box}


def _kind_of(node: Node) -> tuple[Node | None, str, str]:
    return node.parent, node.tag, _NUMBERS.sub("", node.attrs.get("class") or "")


_NUMBERS = re.compile(r"\d+")


MIN_POINT = 40


def _begins_text(piece: Piece) -> bool:
    run = piece.runs[0]
    linked_sentence = run.node.tag == "p" and run.size >= MIN_POINT and run.links * 10 < run.size * 7
    return is_text(run) or (linked_sentence and ends_sentence(piece.text))


def drop_notes_on_writers(pieces: list[Piece], authors: frozenset[str]) -> None:
    """Above the text, a line that begins with an author's name and says where she was or what she does is a note."""
    if not authors:
        return
    kept = [piece for piece in pieces if not piece.dropped][:MIN_NOTES]
    for piece in kept:
        if piece.kind == "paragraph" and len(piece.text) <= MAX_ABOUT and _ABOUT.search(piece.text):
            text = key(piece.text)
            if any(text.startswith(name) and _ABOUT.match(text, len(name)) for name in authors):
                piece.dropped = "about the author"


MIN_NOTES = 3
"""Pieces at the beginning among which such a note may stand."""
_ABOUT = re.compile(r"\s(?:reported\s+from|reports\s+from|covers|writes\s+about|is\s+an?)\s")


def drop_below_end(pieces: list[Piece]) -> None:
    """Short lines below the mark that ends a press release: who wrote it, its number, how often it was read."""
    below: list[Piece] = []
    for piece in reversed(pieces):
        text = piece.text
        if len(text) <= MAX_END and _END.fullmatch(text):
            for line in [piece, *below]:
                line.dropped = line.dropped or "below the end"
            return
        if not piece.dropped:
            if len(text) > MAX_BELOW or ends_sentence(text):
                return
            below.append(piece)


MAX_BELOW = 80
MAX_END = 12
_END = re.compile(r"[*#＊]{3}|\*(?: \*){2,4}|[-–—]+ ?(?:ends?|fin|30) ?[-–—]+|[(\[]ends?[)\]]", re.I)
"""How press releases end: "***", "###", "- ENDS -"."""


def drop_tail(pieces: list[Piece], authors: frozenset[str]) -> None:
    """What follows the text in its own container: about the author, how to write to her, what to subscribe to.

    Looked for from the end, up to the first piece that is none of these.
    """
    wall = len(pieces)
    texts = [piece.text for piece in pieces]
    whole = "\n".join(texts)
    if "%" in whole or not whole.isascii():
        wall = next((at for at, text in enumerate(texts) if says_rest_is_missing(text)), wall)
    if wall == len(pieces):
        wall = _wall(pieces)
    for piece in pieces[wall:]:
        piece.dropped = piece.dropped or "below the wall"
    kept = [piece for piece in pieces if not piece.dropped]
    for piece in reversed(kept[MIN_TEXT:]):
        if piece.kind in _ENTRIES and len(piece.text) <= SHORT_ENTRY:
            return
        why = tail_line(piece.text) or ("about the author" if _names(piece, authors) else "")
        if not why:
            if piece.kind == "subhead" or (piece.text[0] == "[" and _NOTE.match(piece.text)):
                continue  # a subhead of nothing, if nothing follows it; a note below the text
            return
        piece.dropped = why


_ENTRIES = ("list_item", "table_row")
SHORT_ENTRY = 6
"""Characters of a number or abbreviation in a list or table: elsewhere such a line signs the text."""
_NOTE = re.compile(r"\[\d{1,3}\]\s")


def _wall(pieces: list[Piece]) -> int:
    """Where the words of a wall begin, behind which no more text stands; the number of pieces if nowhere."""
    at = len(pieces)
    room = MAX_WALL
    while at and (pieces[at - 1].dropped or len(pieces[at - 1].text) <= MAX_OF_WALL):
        at -= 1
        if not pieces[at].dropped:
            room -= len(pieces[at].text)
            if room < 0:
                at += 1
                break
    at = max(at, 1)
    known = {_place(piece) for piece in pieces[:at] if not piece.dropped}
    for i, piece in enumerate(pieces[at:], at):
        if known and piece.dropped in _BY_WORDS and begins_wall(piece.text, _place(piece) not in known):
            return i
        if not piece.dropped:
            known.add(_place(piece))
    return len(pieces)


def _place(piece: Piece) -> tuple[Node | None, str]:
    """What paragraphs of one text have in common: the element that they stand in, and their own kind."""
    node = piece.runs[0].node
    return node.parent, node.tag


_BY_WORDS = ("", "invitation", "label")
"""Why a piece was dropped that was shown as a part of the text."""
MAX_WALL = 600
"""Characters of a wall: more is the rest of a text of short paragraphs."""
MAX_OF_WALL = 160
"""Characters of the lines of a wall: prices, buttons, promises."""
MIN_TEXT = 2
"""Pieces at the beginning that are never taken for the tail."""


def _names(piece: Piece, authors: frozenset[str]) -> bool:
    if not authors or piece.kind == "subhead" or len(piece.text) > MAX_ABOUT:
        return False
    text = key(piece.text)
    if any(quote in piece.text for quote in QUOTES):
        return False
    return text in authors or any(" " in name and 0 <= text.find(name) <= NAMED_WITHIN for name in authors)


MAX_ABOUT = 260
QUOTES = '"“„«»「'
NAMED_WITHIN = 40
"""Characters from the beginning: words about the author begin with her name."""
