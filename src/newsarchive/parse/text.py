"""Small text helpers that every rule shares: folding white space, unescaping, comparing."""

from __future__ import annotations

import html
import re
import unicodedata

_UNSEEN_BUT_NON_JOINER = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffc\u202a-\u202e\u2066-\u2069\ud800-\udfff\x00-\x08\x0e-\x1f\x7f]+"
)
"""Soft hyphens, zero-width and direction marks, control characters, halves of UTF-16 pairs: nothing that a reader sees.

The zero-width joiner stays: Indic scripts and emoji need it. U+200C goes only outside of those
scripts, see `squash`.
"""
_UNSEEN = re.compile(_UNSEEN_BUT_NON_JOINER.pattern.replace("]+", "\u200c]+"))
_NEEDS_NON_JOINER = re.compile("[\u0600-\u06ff\u0900-\u0dff]")
_TAG = re.compile(r"</?+[a-zA-Z][^<>]{0,2000}+>")
_LONGEST_COMMENT = 2_000
"""Characters of a comment; what is longer was never one, and is text."""
_WRITTEN_BREAK = re.compile(r"(?:\\r)?\\n(?![a-z])")
"""A line break that was escaped once too often. Before a small letter it may be a path."""
_WORD = re.compile(r"\w+")
_BETWEEN_WORDS = {code: " " for code in range(128) if not _WORD.match(chr(code))}
_ALIKE = (("'", "’‘`´"), ('"', "“”„«»"), ("-", "–—‑"))
"""Quotes and dashes that count as one when texts are compared."""


def squash(text: str) -> str:
    """White space folded to single spaces, ends trimmed, characters that nobody sees taken out."""
    text = text.strip()
    if text.isprintable():  # of white space, only the plain space is
        return text if "  " not in text else " ".join(text.split())
    text = " ".join(text.split())
    if text.isprintable():
        return text
    unseen = _UNSEEN_BUT_NON_JOINER if _NEEDS_NON_JOINER.search(text) else _UNSEEN
    return " ".join(unseen.sub("", text).split())


BEYOND_LATIN = "\u0370"
"""The first letter that no text in Latin letters is written with: a Greek one (Unicode's blocks)."""
CUT_OFF = ("…", "...")
"""How a text ends that was cut."""


def plain(value: object) -> str:
    """A metadata value as text: entities (also doubled) resolved, tags dropped, white space folded.

    Anything but a string or a number gives the empty string.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    if "\\" in text:
        text = _WRITTEN_BREAK.sub(" ", text)
    if "&" in text:
        text = unescaped(text)
        if "&" in text:
            text = unescaped(text)
    if "<" in text:
        # Tags end at the next sign of one, so that none reaches over a comment.
        pieces = _between_comments(text) if "<!--" in text else [text]
        text = " ".join([_TAG.sub(" ", piece) for piece in pieces])
    return squash(text)


def _between_comments(text: str) -> list[str]:
    """The pieces of a text between its comments. The end of each is looked for from the last one found onwards."""
    pieces = []
    done = end = 0
    start = text.find("<!--")
    while start >= 0:
        end = max(end, start + 4)
        if not text.startswith("-->", end):
            end = text.find("-->", end)
        if end < 0:
            break
        if end - start - 4 > _LONGEST_COMMENT:
            start = text.find("<!--", start + 4)
            continue
        pieces.append(text[done:start])
        done = end + 3
        start = text.find("<!--", done)
    pieces.append(text[done:])
    return pieces


def unescaped(text: str) -> str:
    """A text with its character references resolved.

    Python reads no number of more than 4,300 digits; no character has one of more than seven.
    """
    try:
        return html.unescape(text)
    except ValueError:
        return html.unescape(_NO_CHARACTER.sub("\ufffd", text))


_NO_CHARACTER = re.compile(r"&#[0-9]{100,}+;?+")

CUT = ("...", "…")
"""How a text ends that a program has cut."""
_CLOSING = " \t\"'”’»）)]」』›“*"
_ENDS = frozenset(".!?…。！？؟।॥։")
_HALF_ENDS = frozenset(":;,，、：；")


def ends_sentence(text: str, half: bool = False) -> bool:
    """Whether a text ends like a sentence; with `half`, a colon, semicolon or comma will do."""
    tail = text[-6:].rstrip(_CLOSING)
    return bool(tail) and (tail[-1] in _ENDS or (half and tail[-1] in _HALF_ENDS))


_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def weight(text: str) -> int:
    """Length of a text in characters; one of Chinese, Japanese or Korean says as much as three of others."""
    return len(text) if text.isascii() else len(text) + 2 * len(_DENSE.findall(text))


def is_lighter(text: str, size: int) -> bool:
    """Whether a text's weight is below a number. Not weighed where its length tells."""
    return len(text) < size and weight(text) < size


def words(text: str) -> list[str]:
    """The words of a text, case-folded, as `\\w+` cuts them."""
    text = text.lower()
    return text.translate(_BETWEEN_WORDS).split() if text.isascii() else _WORD.findall(text)


def key(text: str) -> str:
    """A text as it is compared: NFKC, quotes and dashes unified, case-folded, spaces folded."""
    if text.isascii():
        return " ".join(text.replace("`", "'").split()).lower()
    text = unicodedata.normalize("NFKC", text)
    for plain_one, others in _ALIKE:
        for other in others:
            text = text.replace(other, plain_one)
    return squash(text).casefold()
