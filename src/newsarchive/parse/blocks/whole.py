"""What only the whole text tells: repetitions, subheads of nothing, what the metadata does not know."""

from __future__ import annotations

from collections import Counter

from newsarchive.parse.blocks.edges import MIN_POINT
from newsarchive.parse.blocks.groups import OF_LINKS
from newsarchive.parse.blocks.pieces import Piece
from newsarchive.parse.body import Body, is_text
from newsarchive.parse.text import key


def drop_unstated(pieces: list[Piece], body: Body, headline_index: int) -> None:
    """Where the metadata gives the whole text, a piece that is not in it is furniture.

    Only when most of what was found is in it: some sites give a first paragraph, or an old version.
    A list between the headline and the first stated piece stays: the article in points.
    """
    if body.stated is None:
        return
    kept = [piece for piece in pieces if not piece.dropped and piece.kind != "subhead"]
    stated = [piece for piece in kept if body.stated.says(piece.text)]
    total, known = sum(piece.size for piece in kept), sum(piece.size for piece in stated)
    if known * 10 < total * 7:
        return
    names = {id(piece) for piece in stated}
    begun = headline_index < 0
    for piece in kept:
        begun = begun or id(piece) in names
        if id(piece) not in names and (begun or piece.kind != "list_item" or not is_text(piece.runs[0])):
            piece.dropped = "not in the text that the metadata gives"


def drop_repeated(pieces: list[Piece]) -> None:
    """A text that stands twice (pull quotes, mobile copies) counts once."""
    quotes = [
        piece
        for piece in pieces
        if piece.kind == "quote" and not piece.dropped and len(piece.text) >= MIN_POINT
    ]
    for piece in quotes[:MAX_QUOTES]:
        _drop_pulled(piece, pieces)
    texts = [piece.text for piece in pieces]
    if len(set(texts)) == len(texts):
        return
    counts = Counter(texts)
    seen: set[str] = set()
    for piece in pieces:
        text = piece.text
        if counts[text] == 1 or piece.dropped or piece.kind == "table_row":
            continue
        if counts[text] > 2 and len(text) < 60:
            piece.dropped = "repeated label"
        elif text in seen and len(text) >= 25:
            piece.dropped = "repeated"
        seen.add(text)


MAX_QUOTES = 100
"""Quotes that are looked for in the text: each takes a look at all of it."""


def _drop_pulled(quote: Piece, pieces: list[Piece]) -> None:
    """Drop a quote that stands in the text as well."""
    word = max(quote.text.split(), key=len).strip(_AROUND)
    wanted = _bare(quote.text)
    for piece in pieces:
        if not piece.dropped and piece.kind != "quote" and word in piece.text and wanted in key(piece.text):
            quote.dropped = "repeated"
            return


def drop_cut_copy(pieces: list[Piece]) -> None:
    """Above the text, a beginning of its first pieces that a program has cut is there for lists of articles."""
    first = [piece for piece in pieces if not piece.dropped][:FIRST]
    for at, piece in enumerate(first):
        if piece.text.endswith(CUT):
            begin = piece.text.rstrip(" .…")
            if len(begin) >= MIN_POINT and any(other.text.startswith(begin) for other in first[at + 1 :]):
                piece.dropped = "repeated"


FIRST = 4
CUT = ("...", "…")
"""How a text ends that a program has cut."""


_AROUND = "\"' .,:;“”„«»‘’"
"""What stands around a quote, or the words of one."""


def _bare(text: str) -> str:
    return key(text).strip(_AROUND)


def drop_lonely_subheads(pieces: list[Piece]) -> None:
    """A subhead without text below it heads furniture."""
    below = links = False
    for piece in reversed(pieces):
        if piece.dropped:
            if piece.dropped in OF_LINKS:
                links = True
            continue
        if piece.kind != "subhead":
            below, links = True, False
        elif not below:
            piece.dropped = "subhead of nothing"
        elif links:
            piece.dropped = "subhead of links"
