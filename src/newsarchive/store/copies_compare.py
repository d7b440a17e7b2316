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

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from operator import xor

from newsarchive.store.search_tokens import token_line

SLOTS = 32
_SORTED = 8 * SLOTS
"""Shingles among which the smallest of each slot are looked for; a slot finds none once in 3,000 times."""
_UNSPACED_STEP = 2
"""Tokens of scripts without spaces are overlapping pairs: every second one makes a run of six characters."""
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
    """The smallest shingle of each slot."""


@lru_cache(maxsize=65_536)
def _numbers(token: str) -> tuple[int, int, int]:
    """The numbers of a word in first, second and third place, 63 bits each."""
    digest = blake2b(token.encode(), digest_size=24).digest()
    first, second, third = (int.from_bytes(digest[at : at + 8], "big") >> 1 for at in (0, 8, 16))
    return first, second, third


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of an article's text (headline and byline left out: copies change them)."""
    return fingerprint_of_line(token_line(text))


def fingerprint_of_line(line: str) -> Fingerprint:
    """`fingerprint` of a text whose tokens are at hand, with spaces between them."""
    tokens = line.split()
    step = 1
    if not line.isascii() and sum([not t.isascii() and len(t) <= 2 for t in tokens]) * 2 > len(tokens):
        step = _UNSPACED_STEP
    if len(tokens) <= 2 * step:
        return Fingerprint(frozenset(), frozenset(), ())
    first, second, third = zip(*map(_numbers, tokens), strict=True)
    shingles = frozenset(map(xor, map(xor, first, second[step:]), third[2 * step :]))
    # In falling order, so that the smallest of each slot stays; the large ones of many are not sorted.
    few: Iterable[int] = shingles
    if len(shingles) > _SORTED:
        limit = (1 << 63) * _SORTED // len(shingles)
        few = [shingle for shingle in shingles if shingle < limit]
    least = {shingle % SLOTS: shingle for shingle in sorted(few, reverse=True)}
    return Fingerprint(shingles, frozenset(filter(str.isdecimal, tokens)), tuple(least.values()))


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


def furniture(one: Fingerprint, others: Sequence[Fingerprint]) -> frozenset[int]:
    """Shingles of a text that strangers have too: stories (of `others`) that are no copies of it.

    What so many other stories say is the site's or the agency's standing matter, not this story.
    """
    times: Counter[int] = Counter()
    for other in others:
        if not are_copies(one, other):
            times.update(one.shingles & other.shingles)
    return frozenset(shingle for shingle, count in times.items() if count >= _STRANGERS)
