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
    if lines is None or len(lines) != len(blocks):
        lines = [token_line(block) for block in blocks]
        whole = " ".join(lines)
        return Words(lines, whole, whole.split(), spoken(text), word_count(text, plain))
    whole = " ".join(lines)
    tokens = whole.split()
    # In ASCII a word and a token are the same.
    told = " ".join(tokens) if plain.isascii() else spoken_latin(plain)
    return Words(lines, whole, tokens, told or "", word_count(text, plain))
