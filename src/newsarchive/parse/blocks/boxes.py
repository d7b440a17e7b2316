"""The boxes that the text stands in: what follows the last of them, in boxes of another kind, is something else."""

from __future__ import annotations

from newsarchive.parse.blocks.pieces import LINE_TAGS, Piece
from newsarchive.parse.body import Body
from newsarchive.parse.walk import INLINE, Node, Run

_INSIDE_BOXES = (
    LINE_TAGS
    | INLINE
    | {"ul", "ol", "dl", "menu", "table", "tbody", "thead", "tfoot", "tr", "td", "pre", "figure", "center"}
)
"""Elements that are paragraphs, lists and tables, or parts of them."""
MIN_TELLING = 60
"""Characters of a piece from which on it tells which boxes are those of the text."""


def box_of(piece: Piece) -> Node:
    """The box that a piece stands in: the element that parts of the page's layout are made of."""
    node = _out_of_lines(piece.runs[0].node)
    if node is piece.runs[0].node and node.last - node.first == 1 and node.parent is not None:
        node = _out_of_lines(node.parent)  # an element that serves as paragraph
    return node


def _out_of_lines(node: Node) -> Node:
    at: Node | None = node
    while at is not None and at.tag in _INSIDE_BOXES:
        at = at.parent
    return at or node


def drop_other_boxes(pieces: list[Piece], body: Body, runs: list[Run]) -> None:
    """Drop boxes of links among the text, and what stands behind the last box of the text's own kind.

    A kind of boxes is a tag with its class and id; the text's own is the one that most of it stands in.
    Teasers, words about the publisher and other articles have boxes of their own. A piece that is a
    good part of all text is none of these. `runs` are those of the page.
    """
    kept = [piece for piece in pieces if not piece.dropped]
    boxes = [box_of(piece) for piece in kept]
    sizes: dict[tuple[str, str], int] = {}
    for piece, box in zip(kept, boxes, strict=True):
        if len(piece.text) >= MIN_TELLING and piece.kind != "subhead":
            kind = box.tag, box.sig
            sizes[kind] = sizes.get(kind, 0) + piece.size
    if not sizes:
        return
    main = max(sizes, key=sizes.__getitem__)
    total = sum([piece.size for piece in kept])
    if sizes[main] * MIN_SHARE < total:
        return
    own = [box.tag == main[0] and box.sig == main[1] for box in boxes]
    begin = kept[own.index(True)].runs[0].index
    end = max([box.last for box, is_own in zip(boxes, own, strict=True) if is_own])
    behind: list[Piece] = []
    for piece, box, is_own in zip(kept, boxes, own, strict=True):
        if is_own:
            continue
        if box.first > begin and _is_of_links(box, runs):
            piece.dropped = "in a box of links"
        elif piece.runs[0].index >= end and (body.stated is None or not body.stated.says(piece.text)):
            behind.append(piece)
    if not any(piece.size * LARGE > total for piece in behind):
        for piece in behind:
            piece.dropped = "in another box behind the text"


MIN_SHARE = 5
LARGE = 3
"""Of the whole text, the part (one in so many) that the kind of boxes holds at least, and that a dropped piece holds at most."""
MAX_BOX = 20
"""Runs in a box of links."""


def _is_of_links(box: Node, runs: list[Run]) -> bool:
    """Whether a good part of a small box's text is links."""
    if box.last - box.first >= MAX_BOX:
        return False
    inside = runs[box.first : box.last]
    return sum([run.links for run in inside]) * 10 > sum([run.size for run in inside]) * 3
