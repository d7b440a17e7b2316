"""From the runs of the body to blocks: what is joined, what is a subhead, what is dropped and why."""

from __future__ import annotations

from newsarchive.parse.blocks.boxes import drop_other_boxes
from newsarchive.parse.blocks.edges import (
    drop_before_text,
    drop_below_end,
    drop_notes_on_writers,
    drop_rules_of_comments,
    drop_tail,
)
from newsarchive.parse.blocks.groups import (
    drop_cards,
    drop_invitations,
    drop_labels_of_links,
    drop_machine_summaries,
    drop_teasers,
)
from newsarchive.parse.blocks.kinds import Surroundings, classify, subheads_from_bold
from newsarchive.parse.blocks.lists import decide_lists, keep_reviews, keep_rows
from newsarchive.parse.blocks.pictures import drop_credited_captions, drop_graphics, drop_picture_lines
from newsarchive.parse.blocks.pieces import Context, Piece, joined
from newsarchive.parse.blocks.whole import (
    drop_cut_copy,
    drop_lonely_labels,
    drop_lonely_subheads,
    drop_repeated,
    drop_subheads_of_boxes,
    drop_unstated,
    text_in_headings,
)
from newsarchive.parse.body import Body
from newsarchive.parse.page import Page
from newsarchive.parse.site_name import host_parts
from newsarchive.parse.walk import Node
from newsarchive.records import Block

__all__ = ["Context", "Piece", "as_blocks", "pieces_of"]


def pieces_of(page: Page, body: Body, context: Context) -> list[Piece]:
    """The runs of the body joined to pieces, each with its kind or the reason why it is left out."""
    pieces = joined(page.runs[body.node.first : body.node.last])
    surroundings = Surroundings(context)
    host = max(host_parts(page)[:-1], key=len, default="")
    for piece in pieces:
        classify(piece, context, surroundings)
    keep_rows(pieces)
    keep_reviews(pieces, host)
    decide_lists(pieces, host)
    drop_cards(pieces)
    drop_teasers(pieces)
    drop_labels_of_links(pieces)
    drop_picture_lines(pieces, page)
    drop_credited_captions(pieces)
    drop_graphics(pieces)
    drop_invitations(pieces)
    drop_machine_summaries(pieces)
    drop_before_text(pieces, body)
    drop_notes_on_writers(pieces, context.authors)
    drop_unstated(pieces, body, context.headline_index)
    drop_other_boxes(pieces, body, page.runs)
    drop_below_end(pieces)
    drop_rules_of_comments(pieces)
    drop_tail(pieces, context.authors, context.by_people)
    subheads_from_bold(pieces)
    drop_repeated(pieces)
    drop_cut_copy(pieces)
    drop_lonely_labels(pieces)
    text_in_headings(pieces)
    drop_subheads_of_boxes(pieces)
    drop_lonely_subheads(pieces)
    return pieces


def as_blocks(pieces: list[Piece]) -> list[Block]:
    """The pieces that stay, cells of one table row joined, as blocks."""
    blocks: list[Block] = []
    row: Node | None = None
    cells: list[str] = []
    for piece in pieces:
        if piece.dropped:
            continue
        if piece.kind == "table_row":
            this = _row(piece.runs[0].node)
            if this is not None and this is row:
                cells.append(piece.text)
                continue
        else:
            this = None
        if len(cells) > 1:
            _close_row(blocks, cells)
        row, cells = this, [piece.text]
        blocks.append(Block(piece.kind, piece.text, piece.level))  # type: ignore[arg-type]
    if len(cells) > 1:
        _close_row(blocks, cells)
    return blocks


def _close_row(blocks: list[Block], cells: list[str]) -> None:
    """Put the cells behind the first one of a row into its block, all at once: a row may have thousands."""
    blocks[-1] = Block("table_row", "\t".join(cells))


def _row(node: Node | None) -> Node | None:
    while node is not None and node.tag != "tr":
        node = node.parent
    return node
