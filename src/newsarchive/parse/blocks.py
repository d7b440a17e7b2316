"""From the runs of the body to blocks: what is dropped and why, what is joined, what is a subhead."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.parse import marks as m
from newsarchive.parse.body import Body, in_metadata, is_text
from newsarchive.parse.furniture import boilerplate, credit_line, tail_line
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, key, squash
from newsarchive.parse.tree import Element
from newsarchive.parse.walk import HEADINGS, Node, Run
from newsarchive.records import Block

LINE_TAGS = frozenset(
    (
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "dd",
        "dt",
        "th",
        "span",
        "a",
        "strong",
        "b",
        "em",
    )
)


@dataclass(slots=True)
class Piece:
    """A block in the making: one or more runs that belong together."""

    runs: list[Run]
    kind: str = "paragraph"
    level: int | None = None
    dropped: str = ""
    """Why it is not part of the text; empty when it is."""

    @property
    def text(self) -> str:
        """The words of all runs."""
        return (" " if self.kind != "preformatted" else "\n").join(seen_text(run) for run in self.runs)

    @property
    def size(self) -> int:
        """Characters that are no spaces, of all runs."""
        return sum(run.size for run in self.runs)

    @property
    def links(self) -> int:
        """Of these, the ones inside links."""
        return sum(run.links for run in self.runs)

    @property
    def bold(self) -> int:
        """Of these, the ones in bold type."""
        return sum(run.bold for run in self.runs)


def seen_text(run: Run) -> str:
    """The text of a run without the words in it that are hidden or said by screen readers only."""
    text = run.text
    for size, node in run.inner:
        if size < run.size and marks_of(node) & m.HIDDEN:
            hidden = squash(node.text)
            before, found, after = text.partition(hidden) if hidden else (text, "", "")
            if found:
                text = squash(f"{before} {after}" if before.endswith(" ") else f"{before}{after}")
    return text


@dataclass(slots=True)
class Context:
    """What the rules about pieces need to know of the page."""

    body: Body
    headline_key: str
    headline_index: int
    """Index of the run that prints the headline, -1 where none does."""
    authors: frozenset[str] = frozenset()
    """Names of the page's authors, folded to compare."""
    removed: frozenset[int] = frozenset()
    subheads: frozenset[int] = frozenset()


def pieces_of(page: Page, body: Body, context: Context) -> list[Piece]:
    """The runs of the body joined to pieces, each with its kind or the reason why it is left out."""
    pieces = joined(page.runs[body.node.first : body.node.last])
    for piece in pieces:
        classify(piece, context)
    decide_lists(pieces)
    drop_cards(pieces)
    drop_picture_lines(pieces, page)
    drop_before_text(pieces, body)
    drop_unstated(pieces, body, context.headline_index)
    drop_tail(pieces, context.authors)
    subheads_from_bold(pieces)
    drop_repeated(pieces)
    drop_lonely_subheads(pieces)
    return pieces


def joined(runs: list[Run]) -> list[Piece]:
    """Runs parted by a single line break within one element become one piece."""
    pieces: list[Piece] = []
    for run in runs:
        last = pieces[-1].runs[-1] if pieces else None
        if (
            last is not None
            and run.breaks == 1
            and (run.node is last.node or _inside(run.node, last.node))
            and not _is_new(last, run)
        ):
            pieces[-1].runs.append(run)
        else:
            pieces.append(Piece([run]))
    return pieces


def _inside(node: Node, other: Node) -> bool:
    return node.parent is other or other.parent is node or node.parent is other.parent


def _is_new(last: Run, run: Run) -> bool:
    """Whether a line break parts two paragraphs (or a subhead from its text) instead of two lines."""
    if last.bold >= last.size * 0.9 and run.bold < run.size * 0.5 and len(last.text) < 120:
        return True
    if last.node.tag in LINE_TAGS and last.node.tag != "span":
        return False
    return len(last.text) > 120 and len(run.text) > 60 and ends_sentence(last.text, True)


MAX_CELL = 6
"""Runs in a cell of a table; one with more lays out the page."""


def classify(piece: Piece, context: Context) -> None:
    """Kind of a piece by the elements around it, or why it is dropped."""
    first = piece.runs[0]
    node: Node | None = first.node
    top = context.body.node
    depth = 0
    heading = ""
    seen_marks = 0
    covering = [n for run in piece.runs for size, n in run.inner if size * 10 >= piece.size * 8]
    chain: list[Node] = list(covering)
    while node is not None and node is not top:
        chain.append(node)
        node = node.parent
    for node in chain:
        tag = node.tag
        marks = marks_of(node)
        seen_marks |= marks
        if context.removed and node.ident in context.removed:
            piece.dropped = "layout-remove"
        if context.subheads and node.ident in context.subheads:
            heading = heading or "h2"
        if tag in HEADINGS:
            heading = heading or tag
        elif tag == "blockquote":
            piece.kind = "quote" if piece.kind == "paragraph" else piece.kind
        elif tag == "li":
            piece.kind = "list_item"
        elif tag in ("ul", "ol", "menu"):
            depth += 1
        elif tag in ("td", "th") and piece.kind == "paragraph" and node.last - node.first <= MAX_CELL:
            piece.kind = "table_row"
        elif tag == "pre":
            piece.kind = "preformatted"
        if tag == "figure" and piece.kind == "quote":
            marks &= ~m.CAPTION  # a quote set apart like a picture
        bad = marks & (
            m.DISCUSSION
            if node in context.body.immune
            else m.FURNITURE | m.DISCUSSION | m.CAPTION | m.HIDDEN | m.DIALOG
        )
        if bad and not piece.dropped:
            piece.dropped = _reason(node, marks)
    if piece.kind == "table_row" and len(piece.text) > 150:
        piece.kind = "paragraph"  # a table that lays out the page
    if piece.kind == "list_item":
        piece.level = max(depth, 1)
    if heading:
        piece.kind, piece.level = "subhead", int(heading[1])
    elif seen_marks & m.SUBHEAD and len(piece.text) < 160 and piece.kind == "paragraph":
        piece.kind, piece.level = "subhead", 2
    if not piece.dropped:
        piece.dropped = drop_reason(piece, context, seen_marks, chain)


def _reason(node: Node, marks: int) -> str:
    names = {
        m.FURNITURE: "furniture",
        m.DISCUSSION: "discussion",
        m.CAPTION: "caption",
        m.HIDDEN: "hidden",
        m.DIALOG: "dialog",
    }
    what = next(name for mark, name in names.items() if marks & mark)
    return f"{what}: {node.tag} {node.sig}"[:120].strip()


def drop_reason(piece: Piece, context: Context, marks: int, chain: list[Node]) -> str:
    """Why the piece's own words or links make it no part of the text; empty when nothing does."""
    text = piece.text
    size = piece.size
    if marks & m.BYLINE and len(text) < 200 and not is_text(piece.runs[0]):
        return "byline"
    if piece.runs[0].index < context.headline_index:
        return "above the headline"
    if len(text) < 300 and key(text) == context.headline_key:
        return "headline"
    if piece.level == 1 and piece.kind == "subhead" and not 0 <= context.headline_index < piece.runs[0].index:
        return "headline"
    if not any(char.isalnum() for char in text):
        return "no letters"
    own = context.body.own_words
    if why := boilerplate(text):
        return why
    if piece.links * 10 >= size * 9:
        if own is not None and in_metadata(own, text) and len(text) > 40:
            return ""
        return "only a link"
    if len(text) < 90 and piece.kind in ("paragraph", "quote") and (why := credit_line(text)):
        return why
    if text.startswith("<") and text.endswith(">"):
        return "markup shown as text"
    return ""


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
        of_links = sum(piece.links for piece in items) * 2 > sum(piece.size for piece in items)
        for piece in items:
            piece.dropped = "list of links" if of_links else ""


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


def drop_picture_lines(pieces: list[Piece], page: Page) -> None:
    """A line alone in a box with a picture is its caption."""
    if not page.walked.images:
        return
    images: dict[int, list[Element]] = {}
    for el, index in page.walked.images:
        images.setdefault(index, []).append(el)
    for piece in pieces:
        run = piece.runs[0]
        if piece.dropped or piece.kind != "paragraph" or run.index not in images:
            continue
        if len(piece.text) > MAX_CAPTION or ends_sentence(piece.text):
            continue
        box: Node | None = run.node
        while box is not None and box.last - box.first == len(piece.runs):
            if any(box.holds(el) for el in images[run.index][-2:]):
                piece.dropped = "line below a picture"
                break
            box = box.parent


MAX_CAPTION = 140


def drop_before_text(pieces: list[Piece], body: Body) -> None:
    """Short lines above the first running text are date, reading time, place of a picture and the like.

    Lists that are not of links stay (the article in points), and what stands in a paragraph or
    heading beside the first text.
    """
    first = next((piece for piece in pieces if not piece.dropped and _begins_text(piece)), None)
    beside = first.runs[0].node.parent if first is not None and first.runs[0].node.tag == "p" else None
    for piece in pieces:
        if piece.dropped:
            continue
        if piece is first or len(piece.text) > 120:
            return
        if piece.kind == "list_item" and len(piece.text) >= MIN_POINT:
            continue
        node = piece.runs[0].node
        bare = node.tag == "p" and not node.sig.strip() and piece.bold * 2 < piece.size
        if beside is not None and node.parent is beside and bare:
            continue
        if body.own_words is None or not in_metadata(body.own_words, piece.text):
            piece.dropped = "before the text"


MIN_POINT = 40


def _begins_text(piece: Piece) -> bool:
    run = piece.runs[0]
    linked_sentence = run.node.tag == "p" and run.size >= MIN_POINT and run.links * 10 < run.size * 7
    return is_text(run) or (linked_sentence and ends_sentence(piece.text))


def drop_tail(pieces: list[Piece], authors: frozenset[str]) -> None:
    """What follows the text in its own container: about the author, how to write to her, what to subscribe to.

    Looked for from the end, up to the first piece that is none of these.
    """
    kept = [piece for piece in pieces if not piece.dropped]
    for piece in reversed(kept[MIN_TEXT:]):
        why = tail_line(piece.text) or ("about the author" if _names(piece, authors) else "")
        if not why:
            if piece.kind == "subhead":
                continue  # if nothing follows it, it is a subhead of nothing
            return
        piece.dropped = why


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


def drop_unstated(pieces: list[Piece], body: Body, headline_index: int) -> None:
    """Where the metadata gives the whole text, a piece that is not in it is furniture.

    Only when most of what was found is in it: some sites give a first paragraph, or an old version.
    A list between the headline and the first stated piece stays: the article in points.
    """
    if body.own_words is None:
        return
    kept = [piece for piece in pieces if not piece.dropped and piece.kind != "subhead"]
    stated = [piece for piece in kept if in_metadata(body.own_words, piece.text)]
    total, known = sum(piece.size for piece in kept), sum(piece.size for piece in stated)
    if known * 10 < total * 7:
        return
    names = {id(piece) for piece in stated}
    begun = headline_index < 0
    for piece in kept:
        begun = begun or id(piece) in names
        if id(piece) not in names and (begun or piece.kind != "list_item" or not is_text(piece.runs[0])):
            piece.dropped = "not in the text that the metadata gives"


def subheads_from_bold(pieces: list[Piece]) -> None:
    """A short bold line between paragraphs is a subhead, whatever element it is written in."""
    kept = [piece for piece in pieces if not piece.dropped]
    for at, piece in enumerate(kept):
        if piece.kind != "paragraph" or piece.bold * 10 < piece.size * 9 or len(piece.text) > 110:
            continue
        if (ends_sentence(piece.text, True) and not piece.text.endswith("?")) or piece.text.endswith(":"):
            continue
        after = kept[at + 1] if at + 1 < len(kept) else None
        if after is not None and at > 0 and after.kind != "subhead" and after.bold * 2 < after.size:
            piece.kind, piece.level = "subhead", 3


def drop_repeated(pieces: list[Piece]) -> None:
    """A text that stands twice (pull quotes, mobile copies) counts once."""
    counts: dict[str, int] = {}
    for piece in pieces:
        counts[piece.text] = counts.get(piece.text, 0) + 1
    quotes = [piece for piece in pieces if piece.kind == "quote" and not piece.dropped]
    if quotes:
        whole = "\n".join(
            _bare(piece.text) for piece in pieces if not piece.dropped and piece.kind != "quote"
        )
        for piece in quotes:
            if len(piece.text) >= MIN_POINT and _bare(piece.text) in whole:
                piece.dropped = "repeated"
    seen: set[str] = set()
    for piece in pieces:
        text = piece.text
        if piece.dropped or piece.kind == "table_row" or counts[text] == 1:
            continue
        if counts[text] > 2 and len(text) < 60:
            piece.dropped = "repeated label"
        elif text in seen and len(text) >= 25:
            piece.dropped = "repeated"
        seen.add(text)


def _bare(text: str) -> str:
    return key(text).strip("\"' .,:;")


def drop_lonely_subheads(pieces: list[Piece]) -> None:
    """A subhead without text below it heads furniture."""
    below = links = False
    for piece in reversed(pieces):
        if piece.dropped:
            if piece.dropped in ("only a link", "list of links"):
                links = True
            continue
        if piece.kind != "subhead":
            below, links = True, False
        elif not below:
            piece.dropped = "subhead of nothing"
        elif links:
            piece.dropped = "subhead of links"


def as_blocks(pieces: list[Piece]) -> list[Block]:
    """The pieces that stay, cells of one table row joined, as blocks."""
    blocks: list[Block] = []
    row: Node | None = None
    for piece in pieces:
        if piece.dropped:
            continue
        if piece.kind == "table_row":
            this = _row(piece.runs[0].node)
            if blocks and this is not None and this is row:
                blocks[-1] = Block("table_row", f"{blocks[-1].text}\t{piece.text}")
                continue
            row = this
        else:
            row = None
        blocks.append(Block(piece.kind, piece.text, piece.level))  # type: ignore[arg-type]
    return blocks


def _row(node: Node | None) -> Node | None:
    while node is not None and node.tag != "tr":
        node = node.parent
    return node
