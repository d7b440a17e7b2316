"""Lines at pictures: captions, and what says the same as one."""

from __future__ import annotations

import re
from itertools import pairwise

from newsarchive.parse import marks as m
from newsarchive.parse.blocks.pieces import Piece
from newsarchive.parse.blocks.small_boxes import Contents, small_box
from newsarchive.parse.furniture import ends_in_credit, is_picture_credit, names_source
from newsarchive.parse.furniture_east import names_photographer
from newsarchive.parse.marks import marks_of, names_picture
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, key
from newsarchive.parse.titles import letters_of
from newsarchive.parse.tree import TEXT, Element
from newsarchive.parse.walk import HEADINGS, Node


def drop_picture_lines(pieces: list[Piece], page: Page) -> None:
    """A line alone in a box with a picture, or right below one and no sentence, is its caption."""
    if not page.walked.images:
        return
    images: dict[int, list[Element]] = {}
    for el, index in page.walked.images:
        images.setdefault(index, []).append(el)
    for piece in pieces:
        run = piece.runs[0]
        if piece.dropped or piece.kind != "paragraph":
            continue
        if run.inner and len(piece.text) <= MAX_ALT and _ends_in_credit(piece):
            piece.dropped = "line with a picture's credit"
        if piece.dropped or run.index not in images:
            continue
        if len(piece.text) <= MAX_ALT and any(_says_the_same(el, piece.text) for el in images[run.index]):
            piece.dropped = "what the picture above shows"
            continue
        if _is_caption(piece, images[run.index], page):
            piece.dropped = "line below a picture"


def _is_caption(piece: Piece, pictures: list[Element], page: Page) -> bool:
    """Whether a piece right behind some pictures is the caption of one."""
    run, text = piece.runs[0], piece.text
    one_line = len(piece.runs) == 1
    if (
        one_line
        and len(text) <= MAX_LINE
        and (ends_in_credit(text) or _in_box_of(pictures[-1], run.node, page))
    ):
        return True
    if len(text) > MAX_CAPTION:
        return False
    if text[:1] in _POINTS_UP or names_photographer(text):
        return True
    if ends_sentence(text):
        return False
    if one_line and _has_sentence(text) and not any(_is_in_front(el, run.node) for el in pictures):
        return False
    if _alone(piece) and not ends_sentence(text, half=True) and not text.isupper():
        return True
    box: Node | None = run.node if len(piece.runs) <= MAX_LINES else None
    while box is not None and box.last - box.first == len(piece.runs):
        if any(box.holds(el) for el in pictures[-2:]):
            return True
        box = box.parent
    return False


MAX_CAPTION = 140
MAX_LINE = 250
"""Characters of a caption that its credit or its box gives away."""
MAX_ALT = 400
_POINTS_UP = ("▲", "△", "↑")
"""How a caption says that it is one, also a sentence."""
_STOPS = ("。", "！", "？")


def _has_sentence(text: str) -> bool:
    """Whether a sentence of a script without spaces ends within a text, and no credit in brackets stands behind it."""
    return not text.isascii() and any(stop in _IN_BRACKETS.sub("", text)[:-1] for stop in _STOPS)


def _in_box_of(picture: Element, node: Node, page: Page) -> bool:
    """Whether a line stands in a small box that is called one of a picture, and holds it.

    One with a heading, or of a picture and a text, is a part of the text.
    """
    box: Node | None = node
    while box is not None and box.last - box.first <= MAX_PICTURE:
        if box.sig and names_picture(box.sig) and "text" not in box.sig.lower():
            inside = page.runs[box.first : box.last]
            return box.holds(picture) and not any(other.node.tag in HEADINGS for other in inside)
        box = box.parent
    return False


def _is_in_front(picture: Element, box: Node) -> bool:
    """Whether a box begins with a picture; one behind its words is the icon of a link, not what they are about."""
    for inside in box.raw.traverse(include_text=True):
        if inside.mem_id == picture.ident:
            return True
        if inside.tag == TEXT and not inside.text_content.isspace():
            return False
    return False


_IN_BRACKETS = re.compile(r"[（(][^（）()]*[）)]\W*$")


def drop_credited_captions(pieces: list[Piece]) -> None:
    """What stands alone with a picture's credit in one small box is its caption, also a sentence."""
    contents = Contents(pieces)
    for piece in pieces:
        if piece.dropped and is_picture_credit(piece.text):
            box = small_box(piece.runs[0], MAX_PICTURE)
            if box is not None and sum(not other.dropped for other in contents.inside(box)) == 1:
                contents.drop(box, "caption at its credit", MAX_LONG_CAPTION)


def drop_graphics(pieces: list[Piece]) -> None:
    """A small box of a heading and a line that names a source is a graphic: a script draws the rest of it."""
    for title, source in pairwise([piece for piece in pieces if not piece.dropped]):
        if title.kind != "subhead" or source.kind != "paragraph" or not names_source(source.text):
            continue
        box = small_box(source.runs[0], MAX_GRAPHIC)
        if box is not None and box.first <= title.runs[0].index and source.runs[-1].index == box.last - 1:
            title.dropped = source.dropped = "graphic"


MAX_GRAPHIC = 3
MAX_LONG_CAPTION = 200
MAX_PICTURE = 3
"""Runs in the box of a picture."""


def _alone(piece: Piece) -> bool:
    """Whether a piece, and no bold one, begins its element: the one line of it, or a box of some lines."""
    run = piece.runs[0]
    if run.breaks or piece.bold * 2 >= piece.size:
        return False
    if len(piece.runs) > 1:
        return run.node.tag != "p" and len(piece.runs) <= MAX_LINES
    return run.node.last - run.node.first == 1


def _ends_in_credit(piece: Piece) -> bool:
    """Whether the last words of a line stand in an element that says whose the picture is."""
    last = piece.runs[-1]
    return any(
        size < last.size
        and marks_of(node) & m.CAPTION
        and letters_of(key(last.text)).endswith(letters_of(key(node.text)))
        for size, node in last.inner[-MAX_PARTS:]
    )


MAX_PARTS = 12
MAX_LINES = 3
"""Lines of a caption in a box: what it shows, who made it."""


def _says_the_same(picture: Element, text: str) -> bool:
    """Whether a text is the picture's alternative text (HTML, 4.8.4.4), which many sites fill with the caption."""
    alt = picture.get("alt")
    return bool(alt) and key(alt or "") == key(text)
