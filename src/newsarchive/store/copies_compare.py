"""Whether two texts are the same wire story: pure comparing, no database.

A text becomes its shingles (runs of three words) as 63-bit numbers: the CRC-32 of each word is multiplied by
an odd number for its place in the run (Dietzfelbinger and others, 1997), and the three are joined by
exclusive or. No table of words is kept: looking a word up in one takes longer, as it is never in the
processor's cache. A sketch of at most 32 of them (MinHash by one permutation: Li, Owen and Zhang, 2012)
finds candidates; whether a candidate is a copy is then decided on all shingles, so that the sketch costs
recall only, never precision.

The sketches are stored: who changes what a text's numbers are must empty `search_copy_keys` and
`search_copy_state` in a migration, so that the next run makes them anew.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from sys import byteorder
from zlib import crc32

from newsarchive.store.search_tokens import token_line

SLOTS = 32
"""A power of two."""
_LOOKED_AT = 8 * SLOTS
"""Shingles among which the smallest of each slot are looked for first: one slot in 3,000 finds none."""
_UNSPACED_STEP = 2
"""Tokens of scripts without spaces are overlapping pairs: every second one makes a run of six characters."""
_MIN_SHINGLES = 25
"""Shorter texts are never called copies: notices of a line or two are alike by nature."""
_CONTAINED = 0.5
"""Share of the shorter text's shingles that must stand in the other: cuts take whole sentences away,
and an edited word takes three shingles."""
_FIGURES = 0.6
"""Share of the shorter text's figures that must stand in the other: templates differ there."""

STRANGERS = 3
"""So many other stories must have a piece of text for it to be furniture."""


@dataclass(slots=True)
class Fingerprint:
    """What copies of a text are found by, as it is kept and sent."""

    shingles: array[int]
    """Packed, one takes eight bytes; in a set it takes ninety."""
    figures: frozenset[str]
    sketch: tuple[int, ...]
    """The smallest shingle of each slot."""
    _different: int | None = field(default=None, compare=False)

    @property
    def different(self) -> int:
        """How many different shingles there are; counted when it is asked: most texts are never compared."""
        if self._different is None:
            self._different = len(frozenset(self.shingles))
        return self._different

    def unpacked(self) -> Told:
        """The same for comparing it with others."""
        shingles = frozenset(self.shingles)
        self._different = len(shingles)
        return Told(shingles, self.figures)


@dataclass(frozen=True, slots=True)
class Told:
    """A text that is compared with others, which stay packed: making a set takes three times a comparison."""

    shingles: frozenset[int]
    figures: frozenset[str]

    def shared_with(self, other: Fingerprint) -> frozenset[int]:
        """The shingles that both have."""
        return self.shingles.intersection(other.shingles)


_BEYOND = 1 << 63
_FIRST_BYTE = 7 if byteorder == "little" else 0
"""Where in eight bytes the highest one lies."""
_UP_TO = [b"\1" * (most + 1) + bytes(255 - most) for most in range(128)]
"""For each number the table that makes 1 of all bytes up to it, and 0 of the others."""
_FACTORS = tuple(int(root**0.5 % 1 * 2**31) | 1 for root in (2, 3, 5))
"""For the first, second and third word: 31 random bits, so that the product of 32 bits with them has 63."""


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of an article's text (headline and byline left out: copies change them)."""
    return fingerprint_of_line(token_line(text))


def fingerprint_of_line(line: str, tokens: Sequence[str] | None = None) -> Fingerprint:
    """`fingerprint` of a text whose tokens are at hand, with spaces between them; cut apart, too, perhaps."""
    tokens = line.split() if tokens is None else tokens
    step = _UNSPACED_STEP if not line.isascii() and _are_mostly_pairs(tokens) else 1
    if len(tokens) <= 2 * step:
        return Fingerprint(array("q"), frozenset(), ())
    shingles = _runs(line.encode().split(), step)
    return Fingerprint(shingles, frozenset(filter(str.isdecimal, tokens)), _sketch(shingles))


def _are_mostly_pairs(tokens: Sequence[str]) -> bool:
    return sum([not t.isascii() and len(t) <= 2 for t in tokens]) * 2 > len(tokens)


def _sketch(shingles: array[int]) -> tuple[int, ...]:
    least: dict[int, int] = {}
    if len(shingles) > _LOOKED_AT:
        # The large ones of many need not be looked at, as long as each slot has a small one: a number is
        # small by its first byte, and that is asked of all numbers at once.
        small = _UP_TO[128 * _LOOKED_AT // len(shingles)]
        least = _smallest(compress(shingles, shingles.tobytes()[_FIRST_BYTE::8].translate(small)))
    if len(least) < SLOTS:
        least = _smallest(shingles)
    return tuple(least.values())


def _smallest(shingles: Iterable[int]) -> dict[int, int]:
    """The smallest of each slot."""
    least: dict[int, int] = {}
    for shingle in shingles:
        slot = shingle & (SLOTS - 1)
        if shingle < least.get(slot, _BEYOND):
            least[slot] = shingle
    return least


def _runs(words: Sequence[bytes], step: int) -> array[int]:
    """The number of each run of three words, all made at once, as lanes of 64 bits of one long integer.

    The word `step` places on lies `step` lanes higher, the first word of the text in the lowest lane. No
    product is longer than its lane.
    """
    lanes = array("Q", map(crc32, words))
    if byteorder == "big":
        lanes.byteswap()
    first = int.from_bytes(lanes.tobytes(), "little")
    one, two, three = _FACTORS
    whole = first * one ^ (first >> 64 * step) * two ^ (first >> 128 * step) * three
    runs = array("q")
    runs.frombytes(whole.to_bytes(8 * len(words), "little"))
    if byteorder == "big":
        runs.byteswap()
    del runs[-2 * step :]
    return runs


def are_copies(
    one: Told, other: Fingerprint, shared: frozenset[int], furniture: frozenset[int] = frozenset()
) -> bool:
    """Whether the shorter text is, edits apart, in the longer one.

    `shared`: the shingles that both have (`Told.shared_with`). `furniture`: those that don't count.
    """
    if len(shared) < _CONTAINED * _MIN_SHINGLES:
        return False
    least = min(len(one.shingles), other.different)
    if least < _MIN_SHINGLES or len(shared) < _CONTAINED * least:
        return False
    if furniture and not shared.isdisjoint(furniture):
        left = other.different - len(furniture.intersection(other.shingles))
        least = min(len(one.shingles - furniture), left)
        if least < _MIN_SHINGLES or len(shared - furniture) < _CONTAINED * least:
            return False
    figures = min(len(one.figures), len(other.figures))
    return figures < 3 or len(one.figures & other.figures) >= _FIGURES * figures


class Shared:
    """What others have in common with some texts, looked for once whatever the number of those texts."""

    def __init__(self, texts: Sequence[Told]) -> None:
        self._texts = texts
        self._whole = frozenset().union(*[one.shingles for one in texts])
        self.found: dict[int, tuple[Fingerprint, frozenset[int]]] = {}
        """By number of the article; only what shares any shingle."""

    def look(self, others: Mapping[int, Fingerprint]) -> None:
        """Look at some more."""
        for number, other in others.items():
            if among := self._whole.intersection(other.shingles):
                self.found[number] = other, among

    def is_much(self, number: int) -> bool:
        """Whether one of them shares so much that its copies, who say the same, are worth a look, too."""
        return number in self.found and len(self.found[number][1]) >= _MIN_SHINGLES

    def furniture(self) -> frozenset[int]:
        """Shingles of the texts that strangers have too: stories among the others that are no copies of them.

        What so many other stories say is the site's or the agency's standing matter, not this story.
        """
        shared = [*self.found.values()]
        return frozenset().union(*[_common(one, shared) for one in self._texts])


def _common(one: Told, shared: Sequence[tuple[Fingerprint, frozenset[int]]]) -> frozenset[int]:
    """The furniture in one text; `shared` are others, and those of their shingles that may be in it."""
    strange = [
        own for other, among in shared if (own := one.shingles & among) and not are_copies(one, other, own)
    ]
    if len(strange) < STRANGERS:
        return frozenset()
    times = Counter(chain.from_iterable(strange))
    return frozenset(shingle for shingle, count in times.items() if count >= STRANGERS)
