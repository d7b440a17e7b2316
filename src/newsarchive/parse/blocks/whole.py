"""What only the whole text tells: repetitions, subheads of nothing, what the metadata does not know."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from functools import cache

from newsarchive.parse.blocks.edges import MIN_POINT
from newsarchive.parse.blocks.lists import OF_LINKS, list_of
from newsarchive.parse.blocks.pieces import Piece
from newsarchive.parse.body import Body, is_text
from newsarchive.parse.text import CUT, ends_sentence, key
from newsarchive.parse.walk import Node


def drop_unstated(pieces: list[Piece], body: Body, headline_index: int) -> None:
    """Where the metadata gives the whole text, a piece that is not in it is furniture.

    Only when most of what was found is in it: some sites give a first paragraph, or an old version.
    A list between the headline and the first stated piece stays: the article in points; and a quote, list or
    table among the stated ones.
    """
    if body.stated is None:
        return
    kept = [piece for piece in pieces if not piece.dropped and piece.kind != "subhead"]
    stated = [piece for piece in kept if body.stated.says(piece.text)]
    total, known = sum(piece.size for piece in kept), sum(piece.size for piece in stated)
    if known * 10 < total * 7:
        return
    names = {id(piece) for piece in stated}
    last = stated[-1].runs[0].index if stated else -1
    begun = headline_index < 0
    for piece in kept:
        begun = begun or id(piece) in names
        if id(piece) in names or (not begun and piece.kind == "list_item" and is_text(piece.runs[0])):
            continue
        if begun and piece.kind in _LEFT_OUT and not piece.links and piece.runs[0].index < last:
            continue
        piece.dropped = "not in the text that the metadata gives"


_LEFT_OUT = ("quote", "list_item", "table_row")
"""Kinds of pieces that some sites leave out of the text that they state."""


def drop_repeated(pieces: list[Piece]) -> None:
    """A text that stands twice (pull quotes, mobile copies) counts once."""
    quotes = [
        piece
        for piece in pieces
        if piece.kind == "quote" and not piece.dropped and len(piece.text) >= MIN_QUOTE
    ]
    keyed = cache(key)  # each quote is compared with all of the text
    for piece in quotes[:MAX_QUOTES]:
        if not piece.dropped:
            _drop_pulled(piece, pieces, keyed)
    texts = [piece.text for piece in pieces]
    if len(set(texts)) == len(texts):
        return
    counts = Counter([piece.text for piece in pieces if not piece.dropped])
    seen: dict[str, str] = {}
    again: list[Piece] = []
    for piece, behind in zip(pieces, [*pieces[1:], None], strict=True):
        text = piece.text
        if piece.dropped or counts[text] == 1 or piece.kind == "table_row":
            continue
        if counts[text] > 2 and len(text) < 60 and piece.kind != "list_item":
            # Who speaks in an interview, and the parts of each of several reviews.
            heads = piece.kind == "subhead" or text.endswith(SAID)
            if not heads or behind is None or behind.dropped or behind.kind == "subhead":
                piece.dropped = "repeated label"
        elif (
            text in seen
            and (len(text) >= 25 or counts[text] > 2)
            # Points above a text may be sentences of it.
            and (seen[text], piece.kind) != ("list_item", "paragraph")
        ):
            again.append(piece)
        seen[text] = piece.kind
    if not again:
        return
    # Most items of a copied list stand above already; one that two lists share is one of each.
    known: dict[Node, Node | None] = {}
    repeated = Counter([list_of(piece, known) for piece in again if piece.kind == "list_item"])
    whole = Counter([list_of(piece, known) for piece in pieces if piece.kind == "list_item"])
    for piece in again:
        top = list_of(piece, known)
        if piece.kind != "list_item" or repeated[top] * 3 >= whole[top] * 2:
            piece.dropped = "repeated"


SAID = (":", "?", "!", ".", "？", "！", "。")
"""How a line ends that says who speaks, or what is said again."""
MIN_QUOTE = 20
"""Characters of a quote that stands elsewhere in the text by no chance."""
MAX_SPEAKER = 80
MAX_QUOTES = 100
"""Quotes that are looked for in the text: each takes a look at all of it."""


def _drop_pulled(quote: Piece, pieces: list[Piece], keyed: Callable[[str], str]) -> None:
    """Drop a quote that stands in the text as well."""
    word = max(quote.text.split(), key=len).strip(_AROUND)
    wanted = _bare(quote.text)
    for piece in pieces:
        if not piece.dropped and piece.kind != "quote" and word in piece.text and wanted in keyed(piece.text):
            quote.dropped = "repeated"
            _drop_speaker(quote, pieces)
            return


def _drop_speaker(quote: Piece, pieces: list[Piece]) -> None:
    """Drop the short line right behind a dropped quote in its own element: who said it."""
    box: Node | None = quote.runs[0].node
    while box is not None and box.tag != "blockquote":
        box = box.parent
    if box is not None:
        end = quote.runs[-1].index + 1
        for piece in pieces:
            if piece.runs[0].index == end < box.last and len(piece.text) <= MAX_SPEAKER:
                piece.dropped = piece.dropped or "repeated"


def drop_cut_copy(pieces: list[Piece]) -> None:
    """Above the text, a beginning of its first pieces that a program has cut is there for lists of articles."""
    first = [piece for piece in pieces if not piece.dropped][:FIRST]
    for at, piece in enumerate(first):
        if piece.text.endswith(CUT):
            begin = piece.text.rstrip(" .…")
            if len(begin) >= MIN_POINT and any(other.text.startswith(begin) for other in first[at + 1 :]):
                piece.dropped = "repeated"


FIRST = 4
_AROUND = "\"' .,:;“”„«»‘’"
"""What stands around a quote, or the words of one."""


def _bare(text: str) -> str:
    return key(text).strip(_AROUND)


def drop_lonely_labels(pieces: list[Piece]) -> None:
    """A short last line in bold or with a colon is the label of what was dropped behind it."""
    behind = False
    for piece in reversed(pieces):
        if piece.dropped:
            behind = True
            continue
        is_bold = piece.bold * 10 >= piece.size * 9 and not piece.links and not _has_stop(piece.text)
        is_label = piece.text.endswith((":", "：")) or is_bold
        if not (behind and is_label and piece.kind == "paragraph" and len(piece.text) <= MAX_LAST_LABEL):
            return
        piece.dropped = "label of what is left out"


MAX_LAST_LABEL = 60


def _has_stop(text: str) -> bool:
    """Whether a text has a full stop, or ends like a sentence: no label does."""
    return "." in text or ends_sentence(text)


def drop_subheads_of_boxes(pieces: list[Piece]) -> None:
    """A subhead alone in a box in which all behind it was dropped heads furniture."""
    kept = [piece.runs[0].index for piece in pieces if not piece.dropped]
    gone = [piece.runs[0].index for piece in pieces if piece.dropped and piece.dropped not in _REPEATED]
    if len(gone) < MANY_DROPPED:
        return
    for piece in pieces:
        if piece.dropped or piece.kind != "subhead":
            continue
        index = piece.runs[0].index
        box = piece.runs[0].node.parent
        while box is not None and _count(kept, box) == 1:
            if bisect_left(gone, box.last) - bisect_left(gone, index) >= MANY_DROPPED:
                piece.dropped = "subhead of a box without text"
                break
            box = box.parent


def _count(indexes: list[int], box: Node) -> int:
    """How many of some indexes of runs, in order, lie in a box."""
    return bisect_left(indexes, box.last) - bisect_left(indexes, box.first)


MANY_DROPPED = 3
_REPEATED = ("repeated", "repeated label")


def text_in_headings(pieces: list[Piece]) -> None:
    """Where a text is set in headings throughout, those that are long sentences are its paragraphs."""
    kept = [piece for piece in pieces if not piece.dropped]
    if any(piece.kind != "subhead" for piece in kept):
        return
    long = [piece for piece in kept if len(piece.text) >= MIN_SENTENCE and ends_sentence(piece.text)]
    if len(long) >= IN_HEADINGS:
        for piece in long:
            piece.kind, piece.level = "paragraph", None


MIN_SENTENCE = 80
IN_HEADINGS = 3
"""Long sentences in headings that are a text."""


def drop_lonely_subheads(pieces: list[Piece]) -> None:
    """A subhead without text below it heads furniture."""
    below = False
    links = 0
    for piece in reversed(pieces):
        if piece.dropped:
            if piece.dropped in OF_LINKS and piece.kind != "quote":
                links += 1
            continue
        if piece.kind != "subhead":
            below, links = True, 0
        elif not below:
            piece.dropped = "subhead of nothing"
        elif links >= MANY_LINKS:
            piece.dropped = "subhead of links"


MANY_LINKS = 2
"""Links below a subhead from which on it heads them; a single one may stand in a section of the text."""
