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

_HAS_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffc]")
_NEEDS_NON_JOINER = re.compile("[\u0600-\u06ff\u0900-\u0dff]")
_KEEP_NON_JOINER = {key: value for key, value in INVISIBLE.items() if key != 0x200C}
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-"})


def squash(text: str) -> str:
    """White space folded to single spaces, ends trimmed, characters that nobody sees taken out."""
    if not text.isascii() and _HAS_INVISIBLE.search(text):
        text = text.translate(_KEEP_NON_JOINER if _NEEDS_NON_JOINER.search(text) else INVISIBLE)
    elif not text.isprintable():
        text = text.translate(INVISIBLE)
    return " ".join(text.split())


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


def words(text: str) -> list[str]:
    """The words of a text, case-folded, as `\\w+` cuts them."""
    return _WORD.findall(text.lower())


def key(text: str) -> str:
    """A text as it is compared: NFKC, quotes and dashes unified, case-folded, spaces folded."""
    return squash(unicodedata.normalize("NFKC", text).translate(_QUOTES)).casefold()
