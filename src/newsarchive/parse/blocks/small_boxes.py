"""Small boxes of the page: what stands in one, and dropping it together."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from newsarchive.parse.blocks.pieces import Piece
from newsarchive.parse.walk import Node, Run


def small_box(run: Run, most: int) -> Node | None:
    """The largest element around a run that holds no more than so many runs."""
    box: Node | None = None
    parent: Node | None = run.node
    while parent is not None and parent.last - parent.first <= most:
        box, parent = parent, parent.parent
    return box


class Contents:
    """The pieces of a text by the boxes that they stand in; a look into a box takes no longer for a longer text."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.runs[0].index for piece in self._pieces]

    @cached_property
    def _total(self) -> int:
        return sum([piece.size for piece in self._pieces if not piece.dropped])

    def inside(self, box: Node) -> list[Piece]:
        """The pieces that begin in a box."""
        return self._pieces[bisect_left(self._starts, box.first) : bisect_left(self._starts, box.last)]

    def drop(self, box: Node, why: str, longest: int | None = None) -> None:
        """Drop what stands in a box, unless it is a good part of the text, or a piece of it is longer than that."""
        kept = [piece for piece in self.inside(box) if not piece.dropped]
        if longest is not None and any(len(piece.text) > longest for piece in kept):
            return
        if sum([piece.size for piece in kept]) * GOOD_PART <= self._total:
            for piece in kept:
                piece.dropped = why


GOOD_PART = 4
"""One part in so many of a text is a good part of it."""
