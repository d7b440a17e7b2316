"""Fingerprints kept from one piece of work to the next, within a bound."""

from __future__ import annotations

from array import array
from collections import OrderedDict

from newsarchive.store.copies_compare import Fingerprint

_MOST_SHINGLES = 3_000_000
"""Kept at a time: packed, one takes eight bytes; as a set it takes ninety."""


class Prints:
    """Fingerprints by article and number of its revision; those longest unasked are forgotten."""

    def __init__(self, most: int = _MOST_SHINGLES) -> None:
        self._most = most
        self._held = 0
        self._packed: OrderedDict[tuple[int, int], tuple[array[int], frozenset[str], tuple[int, ...]]] = (
            OrderedDict()
        )

    def add(self, article: int, revision: int, one: Fingerprint) -> None:
        """Keep a fingerprint."""
        key = (article, revision)
        if key in self._packed:
            return
        self._packed[key] = (array("q", one.shingles), one.figures, one.sketch)
        self._held += len(one.shingles)
        while self._held > self._most:
            _, (shingles, *_) = self._packed.popitem(last=False)
            self._held -= len(shingles)

    def get(self, article: int, revision: int) -> Fingerprint | None:
        """The fingerprint, if it is known."""
        key = (article, revision)
        packed = self._packed.get(key)
        if packed is None:
            return None
        self._packed.move_to_end(key)
        shingles, figures, sketch = packed
        return Fingerprint(frozenset(shingles), figures, sketch)
