"""Lists and rows of tables: kept or dropped as a whole."""

from __future__ import annotations

from newsarchive.parse.blocks.pieces import SLACK, Piece, label_of_link
from newsarchive.parse.text import is_lighter
from newsarchive.parse.walk import Node

OF_LINKS = ("only a link", "list of links")
MAX_LABEL = 80
"""Characters of a label of links."""


def keep_rows(pieces: list[Piece]) -> None:
    """In a row of a table with a cell that stays, the words of the others say nothing against them."""
    for cells in _rows(pieces).values():
        if any(not cell.dropped for cell in cells):
            for cell in cells:
                if cell.dropped in _OF_WORDS:
                    cell.dropped = ""


def _rows(pieces: list[Piece]) -> dict[Node, list[Piece]]:
    """The pieces that are cells of tables, by their rows."""
    rows: dict[Node, list[Piece]] = {}
    for piece in pieces:
        if piece.kind == "table_row" and (row := _around(piece.runs[0].node, "tr")) is not None:
            rows.setdefault(row, []).append(piece)
    return rows


def _around(node: Node | None, *tags: str) -> Node | None:
    """The innermost element of some tags that a node is or stands in."""
    while node is not None and node.tag not in tags:
        node = node.parent
    return node


def tables_of_numbers(pieces: list[Piece]) -> set[int]:
    """The indexes of the first runs of cells in tables with a row of heads and numbers below them.

    A table of labels and values (date, department, how often it was read) has no such row, or a
    number in it. Two columns need a row that is marked as heads.
    """
    tables: dict[Node, list[list[Piece]]] = {}
    for row, cells in _rows([piece for piece in pieces if not piece.dropped]).items():
        if (table := _around(row, "table")) is not None:
            tables.setdefault(table, []).append(cells)
    found: set[int] = set()
    for rows in tables.values():
        head, *rest = rows
        width = len(rest[0]) if rest else 0
        if len(rest) < MIN_ROWS or not width - 1 <= len(head) <= width:
            continue
        named = all(_is_head(cell) for cell in head)
        plain = width >= MIN_WIDTH and not any(_has_digit(cell) for cell in head)
        if (named or plain) and all(len(row) == width and _has_digit(row[-1]) for row in rest):
            found.update([cell.runs[0].index for row in rows for cell in row])
    return found


MIN_ROWS = 2
MIN_WIDTH = 3
"""Rows of numbers in such a table; columns from which on the row of heads need not be marked as one."""


def _is_head(piece: Piece) -> bool:
    cell = _around(piece.runs[0].node, "td", "th")
    return cell is not None and cell.tag == "th"


def _has_digit(piece: Piece) -> bool:
    return any(map(str.isdigit, piece.text))


_OF_WORDS = ("label", "only a link", "no letters", "date line", "byline")


def keep_reviews(pieces: list[Piece], host: str) -> None:
    """Paragraphs in a row that each name another paper and link what it wrote are a review of the press."""
    row: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and piece.dropped in _OF_REVIEWS and piece.kind == "paragraph" and _cites(piece):
            row.append(piece)
            continue
        if _is_review(row, host):
            for line in row:
                line.dropped = ""
        row = []


_OF_REVIEWS = ("label and a link", "only a link")


def _cites(line: Piece) -> str:
    """The label before a linked title, which is no link itself; the empty string where a line is something else."""
    if line.links >= line.size - SLACK or is_lighter(line.text, MIN_CITED):
        return ""
    return label_of_link(line)


def _is_review(lines: list[Piece], host: str) -> bool:
    """Whether lines each have a label of their own before a title that is linked and stands on another site.

    Links to the site's own articles have one label, or none, or their kickers as labels.
    """
    if len(lines) < REVIEW:
        return False
    labels = {_cites(line) for line in lines}
    return "" not in labels and len(labels) == len(lines) and all(_leaves(line, host) for line in lines)


def _leaves(line: Piece, host: str) -> bool:
    """Whether the link in a line leads to another site."""
    node = line.runs[0].node
    link = node.raw.css_first("a") if node.last - node.first == 1 else None
    _, scheme, rest = ((link.attributes.get("href") or "") if link is not None else "").partition("//")
    return bool(scheme) and host not in rest.partition("/")[0].lower()


REVIEW = 3
"""Lines of a review of the press."""
MIN_CITED = 30
"""Characters of a paper's name and a title; shorter are the labels of data: "Topic: Trade"."""


def decide_lists(pieces: list[Piece], host: str) -> None:
    """A list is kept or dropped as a whole: made of links it goes, one linked item in it stays.

    `host` is the longest part of the page's host: a publisher may have some in other countries.
    """
    at = 0
    known: dict[Node, Node | None] = {}
    while at < len(pieces):
        top = list_of(pieces[at], known)
        if top is None:
            at += 1
            continue
        before = (
            pieces[at - 1]
            if at and pieces[at - 1].kind == "paragraph" and not pieces[at - 1].dropped
            else None
        )
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
        if of_links and ((before is not None and _goes_on(before)) or _is_review(items, host)):
            of_links = False
        for piece in items:
            piece.dropped = "list of links" if of_links else ""
        if items and not of_links and before is not None and before.text.endswith((":", "：")):
            for piece in group:
                if piece.kind == "list_item" and piece.dropped == "label":
                    piece.dropped = ""  # one of what is listed
        if of_links and before is not None and _leads_in(before):
            before.dropped = "label of links"


def _goes_on(before: Piece) -> bool:
    """Whether a sentence goes on in the list below it: the terms in it are linked, as in a glossary."""
    text = before.text
    return (
        len(text) >= MIN_OPEN
        and not before.links
        and text[-1:].isalpha()
        and not "\u0e00" <= text[-1:] <= "\u0eff"  # Thai and Lao end no sentence with a sign
        and not text.isupper()
    )


def _leads_in(before: Piece) -> bool:
    return len(before.text) <= MAX_LABEL and before.text.endswith(":")


MIN_OPEN = 60
"""Characters of a paragraph whose last sentence goes on in a list."""
TEASERS = 2
"""Linked headings in one list: its items are the beginnings of other articles."""


def _undecided(piece: Piece) -> bool:
    return not piece.dropped or piece.dropped == "only a link"


def list_of(piece: Piece, known: dict[Node, Node | None] | None = None) -> Node | None:
    """The list that a list item stands in; `known` remembers it for the elements around."""
    if piece.kind != "list_item":
        return None
    path: list[Node] = []
    node: Node | None = piece.runs[0].node
    while node is not None and node.tag not in ("ul", "ol", "menu"):
        if known is not None and node in known:
            node = known[node]
            break
        path.append(node)
        node = node.parent
    if known is not None:
        known.update(dict.fromkeys(path, node))
    return node
