"""The boxes that the text stands in: what follows the last of them, in boxes of another kind, is something else."""

from __future__ import annotations

from functools import cached_property

from newsarchive.parse.blocks.pieces import LINE_TAGS, Piece
from newsarchive.parse.body import Body
from newsarchive.parse.text import ends_sentence
from newsarchive.parse.walk import INLINE, Node, Run

_INSIDE_BOXES = (
    LINE_TAGS
    | INLINE
    | {"ul", "ol", "dl", "menu", "table", "tbody", "thead", "tfoot", "tr", "td", "pre", "figure", "center"}
)
"""Elements that are paragraphs, lists and tables, or parts of them."""
MIN_TELLING = 60
"""Characters of a piece from which on it tells which boxes are those of the text."""


Kind = tuple[str, str]
"""Tag and class names of a box."""


class Boxes:
    """The boxes that pieces stand in, and their kinds: remembered, because neighbours share them."""

    def __init__(self) -> None:
        self._known: dict[Node, tuple[Node, Kind]] = {}

    def of(self, piece: Piece) -> tuple[Node, Kind]:
        """The box of a piece: the element that parts of the page's layout are made of; and its tag and class names."""
        node = piece.runs[0].node
        if node.parent is not None and (node.tag in _INSIDE_BOXES or node.last - node.first == 1):
            node = node.parent  # an element of one piece serves as paragraph
        found = self._known.get(node)
        if found is None:
            path = [node]
            while node.tag in _INSIDE_BOXES and node.parent is not None and node not in self._known:
                node = node.parent
                path.append(node)
            found = self._known.get(node) or (node, (node.tag, _names(node.attrs.get("class") or "")))
            self._known.update(dict.fromkeys(path, found))
        return found


def sizes_of_kinds(pieces: list[Piece], kinds: list[Kind]) -> dict[Kind, int]:
    """How much of the telling text stands in boxes of each kind; `kinds` are those of the pieces."""
    sizes: dict[Kind, int] = {}
    for piece, kind in zip(pieces, kinds, strict=True):
        if len(piece.text) >= MIN_TELLING and piece.kind != "subhead":
            sizes[kind] = sizes.get(kind, 0) + piece.size
    return sizes


class OwnBoxes:
    """The kind of boxes that most of a text stands in, looked for when it is first asked for."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._known = Boxes()

    @cached_property
    def _kind(self) -> Kind:
        kept = [piece for piece in self._pieces if not piece.dropped]
        sizes = sizes_of_kinds(kept, [self._known.of(piece)[1] for piece in kept])
        return max(sizes, key=sizes.__getitem__, default=("", ""))

    def hold(self, pieces: list[Piece]) -> bool:
        """Whether any of these that tells stands in such a box, and the box has a name."""
        return any(
            self._kind[1] and self._known.of(piece)[1] == self._kind
            for piece in pieces
            if len(piece.text) >= MIN_TELLING and not piece.dropped
        )


def _names(classes: str) -> str:
    """The class names of an element without those that number it or repeat a title: what is left is its kind."""
    return " ".join(
        name
        for name in classes.split()
        if name.count("-") < TITLE_PARTS and not any(char.isdigit() for char in name)
    )


TITLE_PARTS = 5


def drop_other_boxes(pieces: list[Piece], body: Body, runs: list[Run]) -> None:
    """Drop boxes of links among the text, and what stands behind the last box of the text's own kind.

    Boxes of a kind have tag and class names in common; the text's own kind is the one that most of it
    stands in, and kinds that stand between such boxes belong to it too. Teasers, words about the
    publisher and other articles have boxes of their own. What is behind the text and much longer than
    they are is dropped only if something else stands between, and never if one piece of it is a good
    part of all text or it is one ended paragraph without links. `runs` are those of the page.
    """
    kept = [piece for piece in pieces if not piece.dropped]
    known = Boxes()
    found = [known.of(piece) for piece in kept]
    kinds = [kind for _, kind in found]
    if len(set(kinds)) < 2:
        return
    sizes = sizes_of_kinds(kept, kinds)
    main = max(sizes, key=sizes.__getitem__, default=None)
    total = sum([piece.size for piece in kept])
    if main is None or sizes[main] * MIN_SHARE < total:
        return
    first, final = kinds.index(main), len(kinds) - 1 - kinds[::-1].index(main)
    begin, last = kept[first].runs[0].index, kept[final]
    among = set(kinds[first:final])
    end = max([box.last for box, kind in found if kind == main])
    most = sizes[main] * MOST > total * (MOST - 1)
    behind: list[Piece] = []
    for piece, (box, kind) in zip(kept, found, strict=True):
        around = box.first <= begin  # the text's own boxes stand in it
        if kind == main or (around and not most):
            continue
        if not around and piece.kind != "quote" and _is_of_links(box, runs):
            piece.dropped = "in a box of links"
        elif (
            piece.runs[0].index >= end
            and kind not in among
            and (body.stated is None or not body.stated.says(piece.text))
        ):
            behind.append(piece)
    sizes_behind = [piece.size for piece in behind]
    if not behind or max(sizes_behind) * LARGE > total or _is_last_paragraph(behind):
        return
    if sum(sizes_behind) * SHORT <= total or _is_parted(pieces, last, behind[0]):
        for piece in behind:
            piece.dropped = "in another box behind the text"


MIN_SHARE = 5
LARGE = 3
SHORT = 5
"""Of the whole text, the part (one in so many) that its own kind of boxes holds at least, that a dropped
piece holds at most, and that all dropped pieces hold at most where nothing parts them from the text."""
MOST = 4
"""All but one part in so many: a text that has so much of itself in its own boxes does not go on around them."""
MAX_BOX = 20
"""Runs in a box of links."""


def _is_last_paragraph(behind: list[Piece]) -> bool:
    """Whether all that stands behind is one ended paragraph without links: losing a text's end is the worse error."""
    alone = behind[0]
    return (
        len(behind) == 1
        and alone.kind != "subhead"
        and len(alone.text) >= MIN_TELLING
        and ends_sentence(alone.text)
        and not any(run.links for run in alone.runs)
    )


def _is_of_links(box: Node, runs: list[Run]) -> bool:
    """Whether most of a small box's text is links."""
    if box.last - box.first >= MAX_BOX:
        return False
    inside = runs[box.first : box.last]
    return sum([run.links for run in inside]) * 2 > sum([run.size for run in inside])


def _is_parted(pieces: list[Piece], last: Piece, first: Piece) -> bool:
    """Whether something that is no text stands between two pieces."""
    return any(
        piece.dropped and last.runs[0].index < piece.runs[0].index < first.runs[0].index for piece in pieces
    )
