"""The words of an article's text, in the spellings that saving it needs, made in one go.

A text is spelled for searching, for its digest and for comparing. Four of five are in Western European
letters, and then all spellings are made of the whole text at once; the others are spelled block by block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.store.digests import spoken, spoken_latin, word_count
from newsarchive.store.search_tokens import plain_marks, token_line, token_lines


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text."""

    lines: Sequence[str]
    """The token line of each block."""
    line: str
    """The tokens of all of them, a space between each two at least."""
    tokens: list[str]
    """The same, cut apart."""
    spoken: str
    """See `digests.spoken`."""
    count: int
    """See `digests.word_count`."""


def words_of(text: str, blocks: Sequence[str]) -> Words:
    """The words of a text, which is these blocks with a line end between each two."""
    plain = plain_marks(text)
    lines = token_lines(plain)
    at_once = lines is not None and len(lines) == len(blocks)
    if lines is None or not at_once:
        lines = [token_line(block) for block in blocks]
    line = " ".join(lines)
    tokens = line.split()
    told: str | None
    if not at_once:
        told = spoken(text)
    elif plain.isascii():  # a word and a token are the same
        told = " ".join(tokens)
    else:
        told = spoken_latin(plain)
    return Words(lines, line, tokens, told or "", word_count(text, plain))
