"""Small text helpers that every rule shares: folding white space, unescaping, comparing."""

from __future__ import annotations

import html
import re
import unicodedata

INVISIBLE = dict.fromkeys(
    [
        0xAD, 0x200B, 0x200C, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC,
        *range(0x202A, 0x202F), *range(0x2066, 0x206A),
        *range(0x00, 0x09), *range(0x0E, 0x20), 0x7F,
    ]
)  # fmt: skip
"""Soft hyphens, zero-width and direction marks, control characters: nothing that a reader sees.

The zero-width joiner stays: Indic scripts and emoji need it. U+200C goes only outside of those
scripts, see `squash`.
"""

_NEEDS_NON_JOINER = re.compile("[\u0600-\u06ff\u0900-\u0dff]")
_KEEP_NON_JOINER = {key: value for key, value in INVISIBLE.items() if key != 0x200C}
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
    }
)


def squash(text: str) -> str:
    """White space folded to single spaces, ends trimmed, characters that nobody sees taken out."""
    text = " ".join(text.split())
    if text.isprintable():
        return text
    keep = _KEEP_NON_JOINER if _NEEDS_NON_JOINER.search(text) else INVISIBLE
    return " ".join(text.translate(keep).split())


def plain(value: object) -> str:
    """A metadata value as text: entities (also doubled) resolved, tags dropped, white space folded.

    Anything but a string or a number gives the empty string.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return squash(text)


_CLOSING = " \t\"'”’»）)]」』›“*"
_ENDS = frozenset(".!?…。！？؟।॥։")
_HALF_ENDS = frozenset(":;,，、：；")


def ends_sentence(text: str, half: bool = False) -> bool:
    """Whether a text ends like a sentence; with `half`, a colon, semicolon or comma will do."""
    tail = text[-6:].rstrip(_CLOSING)
    return bool(tail) and (tail[-1] in _ENDS or (half and tail[-1] in _HALF_ENDS))


def words(text: str) -> list[str]:
    """The words of a text, case-folded, as `\\w+` cuts them."""
    return _WORD.findall(text.lower())


def key(text: str) -> str:
    """A text as it is compared: NFKC, quotes and dashes unified, case-folded, spaces folded."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split()).lower()
    return squash(unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()
