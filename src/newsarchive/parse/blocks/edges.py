"""Where the text begins and where it ends: what stands above and below it in its own container."""

from __future__ import annotations

import re

from newsarchive.parse import marks as m
from newsarchive.parse.blocks.lists import list_of, tables_of_numbers
from newsarchive.parse.blocks.pieces import POINTS, Piece
from newsarchive.parse.blocks.small_boxes import small_box
from newsarchive.parse.body import Body, is_notice, is_text
from newsarchive.parse.endings import tail_line
from newsarchive.parse.furniture import credit_line
from newsarchive.parse.marks import signature_marks
from newsarchive.parse.notices import begins_wall, says_rest_is_missing
from newsarchive.parse.tag_lines import tags_of_links
from newsarchive.parse.text import ends_sentence, key
from newsarchive.parse.walk import INLINE, Node


def drop_before_text(pieces: list[Piece], body: Body) -> None:
    """Short lines above the first running text are date, reading time, place of a picture and the like.

    Lists that are not of links stay (the article in points), tables of numbers, and what stands in a
    paragraph or heading beside the first text.
    """
    first = next(
        (piece for piece in pieces if not piece.dropped and piece.kind != "subhead" and _begins_text(piece)),
        None,
    )
    beside = first.runs[0].node.parent if first is not None and first.runs[0].node.tag == "p" else None
    series = _series(first, pieces)
    above = pieces[: pieces.index(first)] if first is not None else []
    lists: dict[Node, Node | None] = {}
    numbers = tables_of_numbers(above) if any(piece.kind == "table_row" for piece in above) else set()
    for piece in pieces:
        if piece.dropped or piece.runs[0].index in numbers:
            continue
        if piece is first or len(piece.text) > 120:
            return
        if (piece.kind == "list_item" or piece.text[:1] in POINTS) and len(piece.text) >= MIN_POINT:
            continue
        node = piece.runs[0].node
        if (
            first is not None
            and piece.kind == first.kind == "list_item"
            and list_of(piece, lists) is list_of(first, lists)
        ):
            continue
        if piece.kind == "subhead" and (_begins_text(piece) or _kind_of(node) in series):
            continue
        if first is not None and _goes_with(piece, first):
            continue
        bare = node.tag == "p" and piece.bold * 2 < piece.size and _alike(node, first)
        if beside is not None and node.parent is beside and bare and not _is_place_and_date(piece.text):
            continue
        if body.stated is None or not body.stated.says(piece.text):
            piece.dropped = "before the text"


def _goes_with(piece: Piece, first: Piece) -> bool:
    """Whether a line is a term, the name of a section that opens, or a cell, and the first text its description or row."""
    node = piece.runs[0].node
    while node.tag in INLINE and node.parent is not None:
        node = node.parent
    if node.tag not in _NAMES_WHAT_FOLLOWS and not (
        node.tag in ("td", "th") and piece.kind == first.kind == "table_row"
    ):
        return False
    return node.parent is not None and node.parent.first <= first.runs[0].index < node.parent.last


_NAMES_WHAT_FOLLOWS = frozenset(("dt", "summary"))


def _is_place_and_date(text: str) -> bool:
    """Whether a line is a place and a date with a comma, bar or dash between: "Berlin, 15. Oktober 2026"."""
    place, _, date = _PARTING.sub("\n", text, count=1).partition("\n")
    return (
        len(place.split()) <= MAX_PLACE
        and not any(map(str.isdigit, place))
        and credit_line(date) == "date line"
    )


_PARTING = re.compile(r",\s+|\s+[|·•–—-]\s+")
MAX_PLACE = 4
"""Words of the name of a place."""


def _alike(node: Node, first: Piece | None) -> bool:
    """Whether a paragraph has no class, or all those of the first text."""
    names = set(node.sig.split())
    return not names or (
        first is not None and len(own := set(first.runs[0].node.sig.split())) > 0 and own <= names
    )


def _series(first: Piece | None, pieces: list[Piece]) -> set[tuple[Node | None, str, str]]:
    """Box, tag and class of the subheads behind the first text, in its own box: one above it may be of their kind."""
    if first is None:
        return set()
    box, index = first.runs[0].node.parent, first.runs[0].index
    nodes = [
        piece.runs[0].node
        for piece in pieces
        if piece.kind == "subhead" and not piece.dropped and piece.runs[0].index > index
    ]
    return {_kind_of(node) for node in nodes if node.parent is box}


def _kind_of(node: Node) -> tuple[Node | None, str, str]:
    return node.parent, node.tag, _NUMBERS.sub("", node.attrs.get("class") or "")


_NUMBERS = re.compile(r"\d+")


MIN_POINT = 40


def _begins_text(piece: Piece) -> bool:
    run = piece.runs[0]
    linked_sentence = run.node.tag == "p" and run.size >= MIN_POINT and run.links * 10 < run.size * 7
    reads_so = is_text(run) and not (len(run.text) < MAX_CREDIT and credit_line(run.text))
    return reads_so or (linked_sentence and ends_sentence(piece.text))


MAX_CREDIT = 90
"""Characters of a line that may be a date or a byline."""


def drop_notes_on_writers(pieces: list[Piece], authors: frozenset[str]) -> None:
    """Above the text, a line that begins with an author's name and says where she was or what she does is a note.

    A line of names with a place, a date or the paper's name beside them is a byline.
    """
    if not authors:
        return
    kept = [piece for piece in pieces if not piece.dropped][:MIN_NOTES]
    for piece in kept:
        if piece.kind == "paragraph" and len(piece.text) <= MAX_BYLINE and _is_byline(piece.text, authors):
            piece.dropped = "byline"
        elif piece.kind == "paragraph" and len(piece.text) <= MAX_ABOUT and _ABOUT.search(piece.text):
            text = key(piece.text)
            if any(text.startswith(name) and _ABOUT.match(text, len(name)) for name in authors):
                piece.dropped = "about the author"


MIN_NOTES = 3
"""Pieces at the beginning among which such a note may stand."""
_ABOUT = re.compile(r"\s(?:reported\s+from|reports\s+from|covers|writes\s+about|is\s+an?)\s")


def _is_byline(text: str, authors: frozenset[str]) -> bool:
    """Whether a line is authors' full names and a word or two beside them, and no sentence or quote.

    A word in small letters right behind a name is what she does: "Ada Brown met the minister".
    """
    if ends_sentence(text, True) or any(quote in text for quote in QUOTES):
        return False
    names = tuple(name for name in sorted(authors, key=len, reverse=True) if " " in name)
    if any(key(text[: word.start()]).endswith(names) for word in _DOES.finditer(text)):
        return False
    rest = text = key(text)
    for name in names:
        rest = rest.replace(name, "")
    return rest != text and sum(map(str.isalpha, rest)) <= MAX_BESIDE


_DOES = re.compile(r"\s(?!(?:from|with|avec|para|pour|special|staff)\b)[a-zà-ÿа-я]{4}")
MAX_BYLINE = 90
MAX_BESIDE = 24
"""Letters of a place, a date or a paper's name beside the names."""


def drop_below_end(pieces: list[Piece]) -> None:
    """Short lines below the mark that ends a press release: who wrote it, its number, how often it was read."""
    if not any(len(piece.text) <= MAX_END and _END.fullmatch(piece.text) for piece in pieces):
        return  # nearly always
    below: list[Piece] = []
    for piece in reversed(pieces):
        text = piece.text
        if len(text) <= MAX_END and _END.fullmatch(text):
            for line in [piece, *below]:
                line.dropped = line.dropped or "below the end"
            return
        if not piece.dropped:
            if (len(text) > MAX_BELOW or ends_sentence(text)) and not tail_line(text):
                return
            below.append(piece)


MAX_BELOW = 80
MAX_END = 12
_END = re.compile(
    r"[*#＊]{3,9}|\*(?: \*){2,4}|[-–—]+ ?(?:(?:the )?ends?|fin|ende?|fine|selesai|30|o0o) ?[-–—]+|[(\[]ends?[)\]]|/?enditem/?",
    re.I,
)
"""How press releases and reports of agencies end: "***", "###", "- ENDS -", "Enditem"."""


def drop_tail(pieces: list[Piece], authors: frozenset[str], by_people: bool = True) -> None:
    """What follows the text in its own container: about the author, how to write to her, what to subscribe to.

    Looked for from the end, up to the first piece that is none of these.
    """
    wall = len(pieces)
    texts = [piece.text for piece in pieces]
    whole = "\n".join(texts)
    if "%" in whole or not whole.isascii():
        wall = next((at for at, text in enumerate(texts) if says_rest_is_missing(text)), wall)
    if wall == len(pieces):
        wall = _wall(pieces)
    for piece in pieces[wall:]:
        piece.dropped = piece.dropped or "below the wall"
    kept = [piece for piece in pieces if not piece.dropped]
    for at in range(max(MIN_TEXT, len(kept) - MAX_OF_WRITER), len(kept)):
        if (
            len(kept[at].text) <= MAX_END_LABEL
            and _HEADS_WRITER.fullmatch(kept[at].text)
            and _is_life(kept[at + 1 :])
        ):
            for piece in kept[at:]:
                piece.dropped = "about the author"
            del kept[at:]
            break
    for at in range(len(kept) - 1, 0, -1):
        piece = kept[at]
        if piece.kind in _ENTRIES and len(piece.text) <= SHORT_ENTRY:
            return
        why = tail_line(piece.text)
        if at < MIN_TEXT and not why:
            return
        why = (
            why
            or ("notice of rights" if _is_notice(piece) else "")
            or ("about the author" if _names(piece, authors, by_people) else "")
            or ("address" if _in_address(piece.runs[0].node) else "")
            or ("where to follow" if _names_networks(piece) else "")
            or ("tags" if tags_of_links(piece) else "")
        )
        if not why:
            is_label = len(piece.text) <= MAX_END_LABEL and piece.text.endswith((":", "："))
            if piece.kind == "subhead" or is_label or (piece.text[0] == "[" and _NOTE.match(piece.text)):
                continue  # a subhead or label of nothing, if nothing follows it; a note below the text
            return
        piece.dropped = why


_HEADS_WRITER = re.compile(
    r"[^\w?]*(?:about\s+the\s+(?:authors?|writers?)|über\s+(?:den\s+autor|die\s+autor(?:in|en|innen))|zur\s+person\s+des\s+autors"
    r"|à\s+propos\s+(?:de\s+l['’]auteure?|des\s+auteure?s)|sobre\s+(?:el|la|los|las|o|a|os|as)\s+autora?e?s?|sull['’]autore|over\s+de\s+auteurs?"
    r"|об\s+автор(?:е|ах)|про\s+автор(?:а|ів)|o\s+autor(?:ze|ach|ovi|u|ima)|om\s+(?:forfatter(?:en|ne)|författar(?:en|na))|tentang\s+penulis|về\s+tác\s+giả|yazar\s+hakkında)[^\w?]*",
    re.I,
)


def _is_life(below: list[Piece]) -> bool:
    """Whether pieces are a note on a writer: short ones, of which the first says who somebody is."""
    if any(len(piece.text) > MAX_LIFE for piece in below):
        return False
    said = below[0].text.split()[:MAX_NAME] if below else []
    is_named = len(said) > 2 and said[0][:1].isupper() and said[1][:1].isupper()
    return not below or (is_named and not _IS_WHAT.isdisjoint(said[2:]))


_IS_WHAT = frozenset(
    "is are ist sind est sont es è jest är er writes works lives schreibt arbeitet lebt – —".split()
)
MAX_NAME = 7
"""Words in which a note says its writer's name, and that she is something."""
MAX_OF_WRITER = 4
"""Pieces at the end of a text that are a heading about its writer and what stands below."""


def drop_rules_of_comments(pieces: list[Piece]) -> None:
    """What stands in a small box of its own right above the readers' comments, and speaks of them, are their rules."""
    kept = [piece for piece in pieces if not piece.dropped]
    if len(kept) <= MIN_TEXT:
        return
    last = kept[-1].runs[-1]
    box = small_box(last, MAX_RULES)
    own = kept[0].runs[0].node.parent
    if box is None or box is last.node or box is own or box.first <= kept[MIN_TEXT - 1].runs[-1].index:
        return
    rules = [piece for piece in kept if piece.runs[0].index >= box.first]
    if not any(_OF_COMMENTS.search(piece.text) for piece in rules):
        return
    if _comments_follow(box):
        for piece in rules:
            piece.dropped = "rules of comments"


def _comments_follow(box: Node) -> bool:
    """Whether the element right behind a box, or behind the one around it, is called comments.

    Asked of the tree: the walk passes over empty elements, and comments are filled in by programs.
    """
    at = box.raw
    for _ in range(LEVELS):
        sibling = at.next
        for _ in range(MAX_SIBLINGS):
            if sibling is None:
                break
            attrs = sibling.attributes or {}
            if signature_marks(f"{attrs.get('class') or ''} {attrs.get('id') or ''}") & m.DISCUSSION:
                return True
            sibling = sibling.next
        if at.parent is None:
            break
        at = at.parent
    return False


_OF_COMMENTS = re.compile(
    r"\bcomment|kommentar|comentari|comentário|commenti\b|hozzászól|комментари|коментар|komentarz|komentář|kommentt|yorum|reactie|تعليق|النقاش|نظر|评论|評論|コメント|댓글|टिप्पणी|মন্তব্য",
    re.I,
)
MAX_RULES = 4
"""Runs in a box of such rules."""
LEVELS, MAX_SIBLINGS = 2, 6
"""How far behind it the comments begin, in elements: blank text and scripts count as well."""


def _is_notice(piece: Piece) -> bool:
    """Whether the lines of a piece begin with the publisher's notice of rights, or go with one."""
    begins = [is_notice(run.text[:MAX_BEGIN]) for run in piece.runs]
    return any(begins) and not any(
        is_text(run) for run, begin in zip(piece.runs, begins, strict=True) if not begin
    )


MAX_BEGIN = 80
"""Characters of a line in which a notice begins: one at the end of a paragraph is no reason to drop it."""


def _in_address(node: Node) -> bool:
    """Whether a line stands in an `<address>`, which says how to reach whoever wrote or sent it (HTML, 4.3.10)."""
    return node.tag == "address" or (node.parent is not None and node.parent.tag == "address")


def _names_networks(piece: Piece) -> bool:
    """Whether a short piece links to several social networks, in whatever language: where to follow the site."""
    node = piece.runs[0].node
    if not piece.links or len(piece.text) > MAX_ABOUT or ends_sentence(piece.text):
        return False
    if node.last - node.first > len(piece.runs):
        return False  # other lines stand in the same element
    links = node.select("a")[:MAX_SIBLINGS]
    found = {match[1] for link in links if (match := _NETWORK.match(link.get("href") or ""))}
    return len(found) >= SEVERAL_NETWORKS


_NETWORK = re.compile(
    r"(?:https?:)?//(?:www\.|m\.)?(facebook|twitter|x|instagram|youtube|linkedin|tiktok|threads|whatsapp|telegram|t|bsky)"
    r"\.(?:com|net|me|app)/(?:(?:channel|c|user|company|in|groups|pages(?:/[\w.%-]+)?|profile)/)?[\w.@%+-]+/?(?:[?#].*)?$",
    re.I,
)
"""The address of a profile or channel there; posts and films are cited in news."""
SEVERAL_NETWORKS = 2
MAX_END_LABEL = 60
_ENTRIES = ("list_item", "table_row")
SHORT_ENTRY = 6
"""Characters of a number or abbreviation in a list or table: elsewhere such a line signs the text."""
_NOTE = re.compile(r"\[\d{1,3}\]\s")


def _wall(pieces: list[Piece]) -> int:
    """Where the words of a wall begin, behind which no more text stands; the number of pieces if nowhere."""
    at = len(pieces)
    room = MAX_WALL
    sizes: dict[tuple[Node | None, str], int] = {}
    for piece in pieces:
        if not piece.dropped:
            sizes[_place(piece)] = sizes.get(_place(piece), 0) + len(piece.text)
    own = max(sizes, key=lambda place: sizes[place], default=None)
    lengths = sorted([len(piece.text) for piece in pieces if not piece.dropped and _place(piece) == own])
    usual = min(PARAGRAPH, lengths[len(lengths) // 2]) if lengths else PARAGRAPH
    while at and (pieces[at - 1].dropped or len(pieces[at - 1].text) <= MAX_OF_WALL):
        last = pieces[at - 1]
        if not last.dropped and _place(last) == own and is_text(last.runs[0]) and len(last.text) >= usual:
            break  # the text goes on
        at -= 1
        if not pieces[at].dropped:
            room -= len(pieces[at].text)
            if room < 0:
                at += 1
                break
    at = max(at, 1)
    known = {_place(piece) for piece in pieces[:at] if not piece.dropped}
    for i, piece in enumerate(pieces[at:], at):
        if known and piece.dropped in _BY_WORDS and begins_wall(piece.text, _place(piece) not in known):
            return i
        if not piece.dropped:
            known.add(_place(piece))
    return len(pieces)


def _place(piece: Piece) -> tuple[Node | None, str]:
    """What paragraphs of one text have in common: the element that they stand in, and their own kind."""
    node = piece.runs[0].node
    return node.parent, node.tag


_BY_WORDS = ("", "invitation", "label")
"""Why a piece was dropped that was shown as a part of the text."""
MAX_WALL = 600
"""Characters of a wall: more is the rest of a text of short paragraphs."""
PARAGRAPH = 80
"""Characters of a paragraph that stands where those before do: no line of a wall. In a text of short ones, of a usual one."""
MAX_OF_WALL = 160
"""Characters of the lines of a wall: prices, buttons, promises."""
MIN_TEXT = 2
"""Pieces at the beginning that are taken for the tail by their words alone, the first one never."""


def _names(piece: Piece, authors: frozenset[str], by_people: bool) -> bool:
    if not authors or piece.kind == "subhead" or len(piece.text) > MAX_LIFE:
        return False
    text = key(piece.text)
    if by_people and any(_begins_life(text, name) for name in authors) and not _is_said(piece.text, text):
        return True
    if len(piece.text) > MAX_ABOUT:
        return False
    if any(quote in piece.text for quote in QUOTES):
        return False
    return text in authors or any(
        by_people and " " in name and 0 <= text.find(name) <= NAMED_WITHIN and not _COMPANY.search(name)
        for name in authors
    )


def _begins_life(text: str, name: str) -> bool:
    """Whether a text begins with a person's full name and what she is."""
    return (
        " " in name
        and text.startswith(name)
        and _IS_A.match(text, len(name)) is not None
        and not _COMPANY.search(name)
    )


def _is_said(text: str, folded: str) -> bool:
    """Whether a text quotes what somebody said."""
    return any(quote in text for quote in QUOTES) and _SAYS.search(folded) is not None


_COMPANY = re.compile(
    r"\s(?:inc|corp|co|llc|ltd|limited|plc|group|gmbh|ag|kg|se|asa|as|a/s|ab|oyj?|sa|s\.a|sas|spa|s\.p\.a|nv|n\.v|bv|b\.v)\.?$"
    r"|\b(?:ministry|ministerium|ministère|ministerio|authority|agency|association|chamber|commission|council|university)\b"
)
"""Names of companies and offices: what a press release says of its sender is a part of it."""
MAX_ABOUT, MAX_LIFE = 260, 900
"""Characters of a note on the author, and of one that begins with what she is."""
_SAYS = re.compile(r"\b(?:said|says|told|sagte|sagt|dit|dijo|disse)\b")
_IS_A = re.compile(
    r"\s(?:is\s+(?:an?|the|senior|chief|executive|editor|director|professor)|ist\s+(?:ein|freie|redakt|journal|profess)|est\s+une?|es\s+una?|è\s+una?)\b"
)
QUOTES = '"“„«»「'
NAMED_WITHIN = 40
"""Characters from the beginning: words about the author begin with her name."""
