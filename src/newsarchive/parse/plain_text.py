"""Pages as plain text: what a text browser or a copy and paste leaves of an article page.

There is no markup to go by, only the order of lines and how they look: furniture first (bullets,
clocks), then the headline, perhaps a second time under the line with the date, then paragraphs with
short lines between blank ones as subheads.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from newsarchive.parse.authors import cleaned
from newsarchive.parse.furniture import boilerplate
from newsarchive.parse.text import key, squash
from newsarchive.records import Block

_BULLET = re.compile(r"^\s*(?:[•*·▪◦‣]|[-–—+]\s)\s*")
_END = re.compile("[.!?…。！？؟।॥:;,][\"'”’»）)\\]」』›“]*$")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|av|door|oleh)\s+[^\W\d_][^.]{2,80}$", re.I)
_DATED = re.compile(
    r"\b(?:published|posted|updated?|last\s+updated?|veröffentlicht|aktualisiert|publié|mis\s+à\s+jour|publicado|actualizado|pubblicato)\b[^.]{0,60}\d"
    r"|^\W*(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[^.]{0,40}\d{4}\W*$"
    r"|^\W*\d{1,2}[:.]\d{2}\s*(?:am|pm)?\W*$|^\W*\w{3,12}\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}\W*.{0,20}$|^\W*\d{1,2}\.?\s+\w{3,12}\.?\s+\d{4}\W*.{0,20}$",
    re.I,
)
LONG = 120


@dataclass(slots=True)
class PlainArticle:
    """What a plain-text page holds."""

    headline: str | None = None
    headline_line: int | None = None
    """Index of the last line that prints the headline."""
    authors: tuple[str, ...] = ()
    blocks: list[Block] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    """(line, why it is not part of the text)."""


def read_plain(lines: tuple[str, ...]) -> PlainArticle:
    """Headline, byline and blocks of a plain-text page."""
    found = PlainArticle()
    paragraphs = _paragraphs(lines)
    body_from = next(
        (i for i, (_, text, bullet) in enumerate(paragraphs) if _running(text) and not bullet), None
    )
    if body_from is None:
        body_from = next(
            (i for i, (_, text, _) in enumerate(paragraphs) if _END.search(text) and len(text) > 40),
            len(paragraphs),
        )
    head = paragraphs[:body_from]
    _headline(head, found)
    for _, text, _ in head:
        if _BY.match(text):
            found.authors = cleaned([text], frozenset())
    headline = key(found.headline or "")
    for at, (_, text, bullet) in enumerate(paragraphs):
        if at < body_from:
            found.dropped.append((text, "before the text"))
        elif key(text) == headline:
            found.dropped.append((text, "headline"))
        elif why := boilerplate(text):
            found.dropped.append((text, why))
        elif _DATED.search(text) and len(text) < 80:
            found.dropped.append((text, "date line"))
        elif bullet:
            found.blocks.append(Block("list_item", text, 1))
        elif _is_subhead(paragraphs, at):
            found.blocks.append(Block("subhead", text, 2))
        else:
            found.blocks.append(Block("paragraph", text))
    _cut_tail(found)
    return found


def _paragraphs(lines: tuple[str, ...]) -> list[tuple[int, str, bool]]:
    """(last line, text, whether bulleted) of every paragraph; hard-wrapped lines are joined."""
    found: list[tuple[int, list[str], bool]] = []
    size = 0
    """Characters of the last paragraph so far."""
    open_paragraph = False
    lines_like = Counter(key(_BULLET.sub("", squash(line))) for line in lines)
    for number, line in enumerate(lines):
        text = squash(line)
        if not text:
            open_paragraph = False
            continue
        bullet = bool(_BULLET.match(text))
        text = _BULLET.sub("", text).strip() if bullet else text
        if not text:
            continue
        last = found[-1] if found else None
        if last is not None and size <= _LONGEST_HEADLINE and lines_like[key(" ".join(last[1]))] > 1:
            open_paragraph = False  # the headline, printed twice: the text begins below it
        if (
            open_paragraph
            and last is not None
            and not bullet
            and 50 <= len(lines[number - 1].strip()) <= LONG
            and not _ended(last[1], size)
        ):
            last[1].append(text)
            found[-1] = (number, last[1], last[2])
            size += 1 + len(text)
        else:
            found.append((number, [text], bullet))
            size = len(text)
        open_paragraph = True
    return [(number, " ".join(parts), bullet) for number, parts, bullet in found]


_LONGEST_HEADLINE = 1_000
"""Characters of a paragraph that can be a headline, of whatever number of lines."""
_SHORT = 55


def _ended(parts: list[str], size: int) -> bool:
    """Whether a paragraph is a short line that ends like a sentence."""
    return size < _SHORT and _END.search(" ".join(parts)) is not None


def _running(text: str) -> bool:
    return len(text) >= LONG or (len(text) >= 60 and bool(_END.search(text)) and not _DATED.search(text))


def _headline(head: list[tuple[int, str, bool]], found: PlainArticle) -> None:
    """A line that stands twice is the headline; else the longest unbulleted line before the text."""
    plain = [
        (number, text)
        for number, text, bullet in head
        if not bullet and not _DATED.search(text) and not _BY.match(text) and not boilerplate(text)
    ]
    if not plain:
        return
    counts: dict[str, int] = {}
    for _, text in plain:
        counts[key(text)] = counts.get(key(text), 0) + 1
    twice = [text for _, text in plain if counts[key(text)] > 1 and len(text.split()) > 2]
    chosen = (
        twice[0] if twice else max((text for _, text in plain), key=lambda text: min(len(text.split()), 15))
    )
    found.headline = chosen
    found.headline_line = max(number for number, text in plain if key(text) == key(chosen))


def _is_subhead(paragraphs: list[tuple[int, str, bool]], at: int) -> bool:
    text = paragraphs[at][1]
    if len(text) > 90 or (_END.search(text) and not text.endswith("?")) or at + 1 >= len(paragraphs):
        return False
    return len(paragraphs[at + 1][1]) > len(text)


def _cut_tail(found: PlainArticle) -> None:
    """Short lines and lists after the last running text are the page's foot."""
    while found.blocks and (
        found.blocks[-1].kind == "subhead"
        or (
            found.blocks[-1].kind == "list_item"
            and not _END.search(found.blocks[-1].text)
            and not _is_led_in(found.blocks)
        )
    ):
        found.dropped.append((found.blocks.pop().text, "after the text"))


def _is_led_in(blocks: list[Block]) -> bool:
    """Whether the list at the end stands below a paragraph that ends with a colon."""
    above = next((block for block in reversed(blocks) if block.kind != "list_item"), None)
    return above is not None and above.text.endswith((":", "："))
