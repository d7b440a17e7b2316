"""Whether two texts are the same wire story: pure comparing, no database.

A text becomes its shingles (runs of three words) as 63-bit numbers: each word has three random numbers,
one for each place in a run, and a run is their exclusive or (simple tabulation: Zobrist, 1970; good enough
for MinHash: Pătraşcu and Thorup, 2012). A sketch of at most 32 of them (MinHash by one permutation: Li, Owen
and Zhang, 2012) finds candidates; whether a candidate is a copy is then decided on all shingles, so that
the sketch costs recall only, never precision.

The sketches are stored: who changes what a text's numbers are must empty `search_copy_keys` and
`search_copy_state` in a migration, so that the next run makes them anew.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, compress
from operator import itemgetter
from struct import Struct
from sys import byteorder

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

_MOST_WORDS = 131_072
"""Words whose numbers are kept: 30 MB. Real texts of a dozen languages have 80,000 in 1,400 pages."""
STRANGERS = 3
"""So many other stories must have a piece of text for it to be furniture."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What copies of a text are found by, as it is kept and sent."""

    shingles: array[int]
    """Packed, one takes eight bytes; in a set it takes ninety."""
    different: int
    """How many different ones there are."""
    figures: frozenset[str]
    sketch: tuple[int, ...]
    """The smallest shingle of each slot."""

    def unpacked(self) -> Told:
        """The same for comparing it with others."""
        return Told(frozenset(self.shingles), self.figures)


@dataclass(frozen=True, slots=True)
class Told:
    """A text that is compared with others, which stay packed: making a set takes three times a comparison."""

    shingles: frozenset[int]
    figures: frozenset[str]


class _Numbers(dict[str, bytes]):
    """The numbers of a word in first, second and third place, 63 bits in eight bytes each."""

    def __missing__(self, token: str) -> bytes:
        if len(self) >= _MOST_WORDS:
            self.clear()
        first, second, third = _DIGEST.unpack(blake2b(token.encode(), digest_size=24).digest())
        self[token] = numbers = _PACKED.pack(first >> 1, second >> 1, third >> 1)
        return numbers


_NUMBERS = _Numbers()
_BEYOND = 1 << 63
_FIRST_BYTE = 7 if byteorder == "little" else 0
"""Where in eight bytes the highest one lies."""
_UP_TO = [b"\1" * (most + 1) + bytes(255 - most) for most in range(128)]
"""For each number the table that makes 1 of all bytes up to it, and 0 of the others."""
_DIGEST, _PACKED = Struct(">3Q"), Struct("<3q")


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of an article's text (headline and byline left out: copies change them)."""
    return fingerprint_of_line(token_line(text))


def fingerprint_of_line(line: str) -> Fingerprint:
    """`fingerprint` of a text whose tokens are at hand, with spaces between them."""
    return fingerprint_of_tokens(line.split())


def fingerprint_of_tokens(tokens: Sequence[str]) -> Fingerprint:
    """`fingerprint` of a text whose tokens are at hand."""
    step = 1
    # Asking for all at once is cheap: nearly all texts are ASCII now.
    if not "".join(tokens).isascii() and _are_mostly_pairs(tokens):
        step = _UNSPACED_STEP
    if len(tokens) <= 2 * step:
        return Fingerprint(array("q"), 0, frozenset(), ())
    shingles = _runs(tokens, step)
    figures = frozenset(filter(str.isdecimal, tokens))
    return Fingerprint(shingles, len(frozenset(shingles)), figures, _sketch(shingles))


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


def _runs(tokens: Sequence[str], step: int) -> array[int]:
    """The number of each run of three words, all made at once: one long integer, shifted twice over itself.

    A word takes 24 bytes, so a word `step` places on lies `step` times 192 bits higher.
    """
    numbers = b"".join(itemgetter(*tokens)(_NUMBERS))  # half as long as one look at a time
    whole = int.from_bytes(numbers, "little")
    runs = array("q")
    whole ^= (whole >> (192 * step + 64)) ^ (whole >> (384 * step + 128))
    runs.frombytes(whole.to_bytes(len(numbers), "little"))
    if byteorder == "big":
        runs.byteswap()
    return runs[: -6 * step : 3]


def are_copies(one: Told, other: Fingerprint, furniture: frozenset[int] = frozenset()) -> bool:
    """Whether the shorter text is, edits apart, in the longer one. `furniture`: shingles that don't count."""
    return _are_copies(one, other, one.shingles.intersection(other.shingles), furniture)


def _are_copies(one: Told, other: Fingerprint, shared: frozenset[int], furniture: frozenset[int]) -> bool:
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
        own
        for other, among in shared
        if (own := one.shingles & among) and not _are_copies(one, other, own, frozenset())
    ]
    if len(strange) < STRANGERS:
        return frozenset()
    times = Counter(chain.from_iterable(strange))
    return frozenset(shingle for shingle, count in times.items() if count >= STRANGERS)
