"""Pieces that are decided by what stands in their box: cards and teasers, labels, invitations."""

from __future__ import annotations

import re
from itertools import pairwise

from newsarchive.parse.blocks.boxes import OwnBoxes
from newsarchive.parse.blocks.lists import MAX_LABEL, OF_LINKS
from newsarchive.parse.blocks.pieces import LINE_TAGS, Piece, label_of_link
from newsarchive.parse.blocks.small_boxes import Contents, small_box
from newsarchive.parse.furniture import is_call, offers_letter, says_machine_made
from newsarchive.parse.text import CUT, ends_sentence, weight
from newsarchive.parse.walk import Node


def drop_cards(pieces: list[Piece]) -> None:
    """Three or more alike boxes in a row, each a linked title with a text, are teasers of other articles."""
    row: list[Piece] = []
    for piece in [*pieces, None]:
        if (
            piece is not None
            and piece.links * 4 >= piece.size
            and (piece.dropped or not label_of_link(piece))
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


def drop_teasers(pieces: list[Piece]) -> None:
    """Three or more small boxes of one kind, each a linked title and the beginning of a text, are of other articles."""
    found: dict[tuple[str, str], list[Piece]] = {}
    for title, text in pairwise(pieces):
        if title.dropped != "only a link" or text.dropped or text.kind != "paragraph":
            continue
        if len(text.text) > MAX_BEGINNING and not text.text.endswith(CUT):
            continue
        box: Node | None = title.runs[0].node
        while box is not None and box.last <= text.runs[0].index:
            box = box.parent
        if box is not None and box.last - box.first <= MAX_TEASER and box.tag != "figure":
            found.setdefault((box.tag, _NUMBERS.sub("", box.sig)), []).append(text)
    total = sum([weight(piece.text) for piece in pieces if not piece.dropped]) if found else 0
    for texts in found.values():
        if len(texts) >= CARDS and total - sum([weight(text.text) for text in texts]) >= MIN_ARTICLE:
            for text in texts:
                text.dropped = "teasers"


MAX_BEGINNING = 400
"""Characters of the text of a teaser that is not cut."""
MAX_TEASER = 5
"""Runs in the box of a teaser."""
MIN_ARTICLE = 300
"""The weight of what a page says beside its teasers, if it is more than a list of them."""
_NUMBERS = re.compile(r"\d+")


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


MAX_LINKS = 16


def drop_invitations(pieces: list[Piece]) -> None:
    """A small box that ends with a button to subscribe, order or try is an advertisement of the publisher.

    So is one that begins with the offer of a newsletter: browsers show its button, the walk passes over it.
    In a box of the kind that the text is made of, a button belongs to what the text tells.
    """
    contents, own = Contents(pieces), OwnBoxes(pieces)
    for piece in pieces:
        if not piece.dropped:
            continue
        run = piece.runs[0]
        if is_call(piece.text):
            box = small_box(run, MAX_INVITATION)
            if box is not None and run.index >= box.last - 2 and not own.hold(contents.inside(box)):
                contents.drop(box, "box with a button", MAX_INVITING)
        elif (piece.dropped == "invitation" and piece.kind != "list_item" and offers_letter(piece.text)) or (
            piece.dropped == "label" and piece.kind == "subhead"
        ):
            box = small_box(run, MAX_OFFER)
            if box is not None and run.index == box.first:
                contents.drop(box, OFFERS[piece.dropped], MAX_LINE)


MAX_INVITING = 250
"""Characters of the longest text in such a box."""
OFFERS = {"invitation": "box that begins with an invitation", "label": "box that begins with a label"}
MAX_OFFER = 4
"""Runs in the box of an offer."""
MAX_LINE = 160
"""Characters that no line of an offer has: a longer one is text."""
MAX_INVITATION = 8
"""Runs in such a box."""


def drop_machine_summaries(pieces: list[Piece]) -> None:
    """A small box of points in which a note says that a machine made them is not the writer's text."""
    points = [piece for piece in pieces if piece.kind == "list_item" and not piece.dropped]
    if not points:
        return
    contents = Contents(pieces)
    for box in dict.fromkeys(small_box(piece.runs[0], MAX_SUMMARY) for piece in points):
        if box is not None and any(
            says_machine_made(piece.text) for piece in contents.inside(box) if piece.kind != "list_item"
        ):
            contents.drop(box, "summary made by a machine")


MAX_SUMMARY = 12
"""Runs in such a box."""
