"""Whether two texts are the same wire story: pure comparing, no database.

A text becomes its shingles (runs of three words) as 64-bit numbers. A sketch of at most 32 of them
(MinHash by one permutation: Li, Owen and Zhang, 2012) finds candidates; whether a candidate is a copy
is then decided on all shingles, so that the sketch costs recall only, never precision.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from newsarchive.store.search_tokens import token_texts

SLOTS = 32
_SHINGLE = 3
_SHINGLE_UNSPACED = 6
_MASK = (1 << 64) - 1
_MIN_SHINGLES = 25
"""Shorter texts are never called copies: notices of a line or two are alike by nature."""
_CONTAINED = 0.5
"""Share of the shorter text's shingles that must stand in the other: cuts take whole sentences away,
and an edited word takes three shingles."""
_FIGURES = 0.6
"""Share of the shorter text's figures that must stand in the other: templates differ there."""

_STRANGERS = 3
"""So many other stories must have a piece of text for it to be furniture."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is compared of a text."""

    shingles: frozenset[int]
    figures: frozenset[str]
    sketch: tuple[int, ...]
    """The smallest shingle of each slot, as signed 64-bit numbers."""


@lru_cache(maxsize=100_000)
def _word(token: str) -> int:
    data = token.encode()
    return crc32(data) << 32 | crc32(data, 0x9E3779B9)


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of an article's text (headline and byline left out: copies change them)."""
    return fingerprint_of_tokens(token_texts(text))


def fingerprint_of_tokens(tokens: Sequence[str]) -> Fingerprint:
    """`fingerprint` of a text whose tokens are at hand."""
    unspaced = False
    if not "".join(tokens).isascii():
        unspaced = sum(1 for token in tokens if not token.isascii() and len(token) <= 2) * 2 > len(tokens)
    runs = [_word(token) for token in tokens]
    width = _SHINGLE_UNSPACED if unspaced else _SHINGLE
    shingles = frozenset(_mixed(runs, width)) if len(runs) >= width else frozenset()
    # Written in falling order, so that the smallest of each slot stays.
    least = {shingle & (SLOTS - 1): shingle for shingle in sorted(shingles, reverse=True)}
    sketch = tuple(value - (1 << 64) if value >> 63 else value for value in least.values())
    return Fingerprint(shingles, frozenset([token for token in set(tokens) if token.isdecimal()]), sketch)


def _mixed(words: list[int], width: int) -> Sequence[int]:
    """For each run of so many words one number, in which every bit of the words moves every bit.

    The runs are computed side by side, each in 128 bits of one long number: a product of two 64-bit
    numbers fits, so none touches its neighbour, and the loop over them is the interpreter's own.
    """
    count = len(words) - width + 1
    low = int.from_bytes((b"\xff" * 8 + b"\0" * 8) * count, "little")
    lanes = [0] * (2 * len(words))
    lanes[::2] = words
    word = int.from_bytes(struct.pack(f"<{len(lanes)}Q", *lanes), "little")
    runs = word & low
    for more in range(1, width):
        runs = (runs * 0x100000001B3 + (word >> 128 * more & low)) & low
    # SplitMix64's finisher.
    runs = (runs ^ (runs >> 30 & low)) * 0xBF58476D1CE4E5B9 & low
    runs = (runs ^ (runs >> 27 & low)) * 0x94D049BB133111EB & low
    runs ^= runs >> 31 & low
    return struct.unpack(f"<{2 * count}Q", runs.to_bytes(16 * count, "little"))[::2]


def are_copies(one: Fingerprint, other: Fingerprint, furniture: frozenset[int] = frozenset()) -> bool:
    """Whether the shorter text is, edits apart, in the longer one. `furniture`: shingles that don't count."""
    least = min(len(one.shingles), len(other.shingles))
    if least < _MIN_SHINGLES:
        return False
    shared = one.shingles & other.shingles
    if len(shared) < _CONTAINED * least:
        return False
    if furniture and not shared.isdisjoint(furniture):
        least = min(len(one.shingles - furniture), len(other.shingles - furniture))
        if least < _MIN_SHINGLES or len(shared - furniture) < _CONTAINED * least:
            return False
    figures = min(len(one.figures), len(other.figures))
    return figures < 3 or len(one.figures & other.figures) >= _FIGURES * figures


def furniture(texts: Sequence[Fingerprint], others: Sequence[Fingerprint]) -> frozenset[int]:
    """Shingles of some texts that strangers have too: stories (of `others`) that are no copies of them.

    What so many other stories say is the site's or the agency's standing matter, not this story.
    """
    found: set[int] = set()
    for one in texts:
        times: Counter[int] = Counter()
        for other in others:
            if not are_copies(one, other):
                times.update(one.shingles & other.shingles)
        found.update(shingle for shingle, count in times.items() if count >= _STRANGERS)
    return frozenset(found)
