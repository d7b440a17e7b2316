"""Pieces that are decided together, or by what stands in their box: lists, cards, lines below pictures."""

from __future__ import annotations

from newsarchive.parse.blocks.pieces import LINE_TAGS, Piece
from newsarchive.parse.furniture import is_call, is_picture_credit, says_machine_made
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, key
from newsarchive.parse.tree import Element
from newsarchive.parse.walk import Node, Run


def decide_lists(pieces: list[Piece]) -> None:
    """A list is kept or dropped as a whole: made of links it goes, one linked item in it stays."""
    at = 0
    while at < len(pieces):
        top = _list_of(pieces[at])
        if top is None:
            at += 1
            continue
        group = [pieces[at]]
        at += 1
        while at < len(pieces) and pieces[at].runs[0].index < top.last:
            group.append(pieces[at])
            at += 1
        items = [piece for piece in group if piece.kind == "list_item" and _undecided(piece)]
        heads = [piece for piece in group if piece.kind == "subhead" and piece.dropped == "only a link"]
        if len(heads) >= TEASERS:
            for piece in items:
                piece.dropped = "list of teasers"
            continue
        of_links = sum(piece.links for piece in items) * 2 > sum(piece.size for piece in items)
        for piece in items:
            piece.dropped = "list of links" if of_links else ""


TEASERS = 2
"""Linked headings in one list: its items are the beginnings of other articles."""


def _undecided(piece: Piece) -> bool:
    return not piece.dropped or piece.dropped == "only a link"


def _list_of(piece: Piece) -> Node | None:
    """The list that a list item stands in."""
    if piece.kind != "list_item":
        return None
    node: Node | None = piece.runs[0].node
    while node is not None and node.tag not in ("ul", "ol", "menu"):
        node = node.parent
    return node


def drop_cards(pieces: list[Piece]) -> None:
    """Three or more alike boxes in a row, each a linked title with a text, are teasers of other articles."""
    row: list[Piece] = []
    for piece in [*pieces, None]:
        if (
            piece is not None
            and piece.links * 4 >= piece.size
            and piece.runs[0].node.tag not in LINE_TAGS
            and piece.runs[0].node.sig.strip()
            and (not row or _alike(row[-1].runs[0].node, piece.runs[0].node))
        ):
            row.append(piece)
            continue
        if len(row) >= CARDS:
            for card in row:
                card.dropped = card.dropped or "cards"
        row = []


CARDS = 3


def _alike(node: Node, other: Node) -> bool:
    return node is not other and node.parent is other.parent and node.sig == other.sig


def drop_labels_of_links(pieces: list[Piece]) -> None:
    """A short line in a box in which all else is links is their label."""
    by_run = {run.index: piece for piece in pieces for run in piece.runs}
    for piece in pieces:
        run = piece.runs[0]
        if (
            piece.dropped
            or piece.kind != "paragraph"
            or len(piece.text) > MAX_LABEL
            or ends_sentence(piece.text)
        ):
            continue
        box = run.node.parent
        while box is not None and box.last - box.first == len(piece.runs):
            box = box.parent
        if box is None or box.last - box.first > MAX_LINKS:
            continue
        others = {
            id(one): one for at in range(box.first, box.last) if (one := by_run.get(at)) is not piece and one
        }
        if others and all(one.dropped in OF_LINKS for one in others.values()):
            piece.dropped = "label of links"


MAX_LABEL = 80
MAX_LINKS = 16
OF_LINKS = ("only a link", "list of links")


def drop_picture_lines(pieces: list[Piece], page: Page) -> None:
    """A line alone in a box with a picture, or right below one and no sentence, is its caption."""
    if not page.walked.images:
        return
    images: dict[int, list[Element]] = {}
    for el, index in page.walked.images:
        images.setdefault(index, []).append(el)
    for piece in pieces:
        run = piece.runs[0]
        if piece.dropped or piece.kind != "paragraph" or run.index not in images:
            continue
        if len(piece.text) <= MAX_CAPTION and any(_says_the_same(el, piece.text) for el in images[run.index]):
            piece.dropped = "what the picture above shows"
            continue
        if len(piece.text) > MAX_CAPTION or ends_sentence(piece.text):
            continue
        if _alone(piece) and not ends_sentence(piece.text, half=True) and not piece.text.isupper():
            piece.dropped = "line below a picture"
            continue
        box: Node | None = run.node
        while box is not None and box.last - box.first == len(piece.runs):
            if any(box.holds(el) for el in images[run.index][-2:]):
                piece.dropped = "line below a picture"
                break
            box = box.parent


MAX_CAPTION = 140


def drop_credited_captions(pieces: list[Piece]) -> None:
    """What stands alone with a picture's credit in one small box is its caption, also a sentence."""
    for piece in pieces:
        if piece.dropped and is_picture_credit(piece.text):
            box = _small_box(piece.runs[0], MAX_PICTURE)
            if box is not None:
                _drop_box(box, pieces, "caption at its credit")


MAX_PICTURE = 3
"""Runs in the box of a picture."""


def _alone(piece: Piece) -> bool:
    """Whether a piece, and no bold one, begins its element: the one line of it, or a box of some lines."""
    run = piece.runs[0]
    if run.breaks or piece.bold * 2 >= piece.size:
        return False
    if len(piece.runs) > 1:
        return run.node.tag != "p"
    return run.node.last - run.node.first == 1


def _says_the_same(picture: Element, text: str) -> bool:
    """Whether a text is the picture's alternative text (HTML, 4.8.4.4), which many sites fill with the caption."""
    alt = picture.get("alt")
    return bool(alt) and key(alt or "") == key(text)


def drop_invitations(pieces: list[Piece]) -> None:
    """A small box that ends with a button to subscribe, order or try is an advertisement of the publisher."""
    for piece in pieces:
        if piece.dropped and is_call(piece.text):
            run = piece.runs[0]
            box = _small_box(run, MAX_INVITATION)
            if box is not None and run.index >= box.last - 2:
                _drop_box(box, pieces, "box with a button")


MAX_INVITATION = 8
"""Runs in such a box."""


def drop_machine_summaries(pieces: list[Piece]) -> None:
    """A small box of points in which a note says that a machine made them is not the writer's text."""
    points = [piece for piece in pieces if piece.kind == "list_item" and not piece.dropped]
    for box in dict.fromkeys(_small_box(piece.runs[0], MAX_SUMMARY) for piece in points):
        if box is not None and any(
            says_machine_made(piece.text) for piece in pieces if box.first <= piece.runs[0].index < box.last
        ):
            _drop_box(box, pieces, "summary made by a machine")


MAX_SUMMARY = 12
"""Runs in such a box."""


def _small_box(run: Run, most: int) -> Node | None:
    """The largest element around a run that holds no more than so many runs."""
    box: Node | None = None
    parent: Node | None = run.node
    while parent is not None and parent.last - parent.first <= most:
        box, parent = parent, parent.parent
    return box


def _kept_in(box: Node, pieces: list[Piece]) -> list[Piece]:
    return [one for one in pieces if not one.dropped and box.first <= one.runs[0].index < box.last]


def _drop_box(box: Node, pieces: list[Piece], why: str) -> None:
    """Drop what stands in a box, unless it is a good part of the text."""
    inside = _kept_in(box, pieces)
    total = sum([one.size for one in pieces if not one.dropped])
    if sum([one.size for one in inside]) * 4 <= total:
        for one in inside:
            one.dropped = why
