"""The headline of a page without headings of its own: the line above the text in the largest type."""

from __future__ import annotations

import re
from itertools import islice

from newsarchive.parse import marks as m
from newsarchive.parse.body import find_body, is_text
from newsarchive.parse.furniture import boilerplate, credit_line
from newsarchive.parse.headings import Offer
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, is_lighter, squash, weight, words
from newsarchive.parse.titles import SECTIONS, Titles, forms, is_only_site, similarity
from newsarchive.parse.tree import TEXT, RawNode
from newsarchive.parse.walk import HEADINGS, Node, Run

_ABOVE = 25
"""Runs above the text in which the headline stands; a table may come between."""
_SCORE = 1.15
"""Less than any h1 scores, more than a title."""
_FEW_WORDS = 5
"""Words of a title that says no more than where the page belongs: "Daily Trade News", "Untitled Document"."""
_FEW_SIGNS = 14
"""The same in the signs of a script without spaces, each weighing three."""
_SHORTEST, _LONGEST = 12, 200
_ALIKE = 0.25
_NEAR = 3
"""Runs between a headline and what is set in bold or in larger type below it."""


def line_in_large_type(page: Page, titles: Titles, agreeing: list[Offer]) -> Offer | None:
    """The line above the text in the largest type, where the page's title does not know better.

    Only where no metadata but the title element states a headline, and the title is short, names the
    site, or has words of the line, or the line's class says that it is the headline. Above a line that
    is set large enough, larger ones count only where they are near: the others are names of papers and
    offices, and of what stands beside. `agreeing` are the printed offers that agree with the title: a line
    that is the title word for word is the headline, unless another below it is set as large, as below
    the name of a paper.
    """
    stated = [title for title in titles.stated if not is_only_site(title, titles.site_names)]
    if any(title.rule not in ("title", "meta-title") for title in stated):
        return None
    runs = page.runs
    if not runs or (body := find_body(page)) is None:
        return None
    text = next((run for run in runs[body.node.first : body.node.last] if _is_prose(run)), None)
    if text is None:
        return None
    at = text.index
    least = _size(text) + _LARGER
    floor = max(0, at - _ABOVE)
    for offer in agreeing:
        if offer.run is None or offer.rule != "line-agrees" or offer.run.index >= at:
            return None
        floor, least = max(floor, offer.run.index + 1), max(least, _size(offer.run))
    best: Run | None = None
    for run in reversed(runs[floor:at]):
        if best is not None and best.index - run.index > _NEAR:
            break
        if not _may_be(run, titles):
            continue
        size = _size(run)
        if size >= least:
            best, least = run, size + _LARGER
    if best is None:
        return None
    own = words(best.text)
    if not _is_classed(best, plainly=True) and not all(
        _says_little(title.value) or similarity(best.text, own, title) >= _ALIKE for title in stated
    ):
        return None
    score = max([_SCORE, *(offer.score + 0.01 for offer in agreeing)])
    return Offer("large-type", best.text, score, best, "the line in the largest type above the text")


def _is_prose(run: Run) -> bool:
    """Whether a run is text that a headline stands above: a long headline reads like text, but for its end."""
    return is_text(run) and run.node.tag not in HEADINGS and ends_sentence(run.text, True)


def _may_be(run: Run, titles: Titles) -> bool:
    """Whether the words of a line can be a headline: no name, label, link, sentence, date or byline."""
    text = run.text
    return (
        len(text) <= _LONGEST
        and not is_lighter(text, _SHORTEST)
        and (len(words(text)) > 2 or not text.isascii())
        and run.links * 2 <= run.size
        and not text.endswith((".", "。", ":", "："))
        and not credit_line(text)
        and not boilerplate(text)
        and (letters := forms(text)[1]) not in titles.site_names
        and letters not in SECTIONS
    )


def _says_little(title: str) -> bool:
    return len(words(title)) <= _FEW_WORDS and weight(title) <= 3 * _FEW_SIGNS


_HEADLINE_LINE = re.compile(
    r"^(?:hl|hdl|hed|ttl|headln|schlagzeile|manchete|zagolovok|(?:news|story|art(?:icle|iculo|igo)?|post|page|detail|content|noticia|nota)[-_]?(?:titl|titul|head|hdng|ttl)\w{0,4})\d?$",
    re.I,
)


_PLAINLY = re.compile(r"(?:^|[\s_-])(?:headline|(?:entry|article|story|post|news)[_-]?title)(?:$|\s)", re.I)


def _is_classed(run: Run, plainly: bool = False) -> bool:
    """Whether the class of an element that holds a line, and nothing else, says that it is a headline.

    `plainly`: not just that it is the title of something.
    """
    names = _names_plainly if plainly else _names_headline
    if any(size >= run.size and names(inner) for size, inner in run.inner):
        return True
    return run.node.last - run.node.first == 1 and names(run.node)


def _names_headline(node: Node) -> bool:
    return bool(marks_of(node) & m.HEADLINE) or _names_plainly(node)


def _names_plainly(node: Node) -> bool:
    return _PLAINLY.search(node.sig) is not None or any(map(_HEADLINE_LINE.match, node.sig.split()))


_LARGER = 0.4
"""How much larger a line must be than the text, or than a line nearer to it."""
_NORMAL = 3.0
"""The size of type that is not stated, as the `size` of a font element counts."""
_OF_HEADING = {"h1": 6.0, "h2": 5.0, "h3": 4.5, "h4": 4.0, "h5": 3.5, "h6": 3.5}
_OF_CLASS = 5.0
_BOLDER = 0.5
_NAMED = re.compile(r"\s*([+-]?)(\d)\s*$")
_STYLED = re.compile(r"font-size:\s*(\d{1,3})(?:\.\d+)?(px|pt)")
_LEVELS = 8
"""Elements around a line that are asked for its size."""
_PARTS = 400
"""Nodes in an element in which a line is looked for."""


def _size(run: Run) -> float:
    """The size of type that a line is set in, from 1 to 7, and half a size more where it is bold."""
    bolder = _BOLDER if run.bold * 10 >= run.size * 9 else 0.0
    if _is_classed(run):
        return _OF_CLASS + bolder
    raw = _first_text(run)
    larger = 0.0
    for _ in range(_LEVELS):
        if raw is None:
            break
        tag, attrs = raw.tag, raw.attributes
        if tag in HEADINGS:
            return _OF_HEADING[tag]
        if tag == "big":
            larger += 1.0
        elif tag == "small":
            larger -= 1.0
        elif tag == "font" and (named := _NAMED.match(attrs.get("size") or "")):
            size = float(named[2])
            return larger + bolder + (_NORMAL + float(named[1] + named[2]) if named[1] else size)
        elif styled := _STYLED.search(attrs.get("style") or ""):
            points = float(styled[1]) * (0.75 if styled[2] == "px" else 1.0)
            return larger + bolder + next((size for most, size in _POINTS if points <= most), 7.0)
        raw = raw.parent
    return _NORMAL + larger + bolder


_POINTS = ((8.0, 1.0), (10.0, 2.0), (12.5, 3.0), (15.0, 4.0), (20.0, 5.0), (27.0, 6.0))
"""Points up to which type is of a size (HTML, 15.3.4, in reverse)."""


def _first_text(run: Run) -> RawNode | None:
    """The element around the text node that a line begins with: of those that it may be, the longest."""
    found, length = run.node.raw, 0
    for raw in islice(run.node.raw.traverse(include_text=True), _PARTS):
        if raw.tag != TEXT:
            continue
        text = squash((raw.text_content or "")[:_LONGEST])
        if len(text) > length and run.text.startswith(text):
            found, length = raw.parent, len(text)
            if length * 2 >= min(len(run.text), _LONGEST):
                break
    return found
