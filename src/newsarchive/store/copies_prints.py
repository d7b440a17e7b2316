"""Fingerprints kept from one piece of work to the next, within a bound."""

from __future__ import annotations

from collections import OrderedDict

from newsarchive.store.copies_compare import Fingerprint

_MOST_SHINGLES = 3_000_000
"""Kept at a time."""


class Prints:
    """Fingerprints by article and number of its revision; those longest unasked are forgotten."""

    def __init__(self, most: int = _MOST_SHINGLES) -> None:
        self._most = most
        self._held = 0
        self._kept: OrderedDict[tuple[int, int], Fingerprint] = OrderedDict()

    def add(self, article: int, revision: int, one: Fingerprint) -> None:
        """Keep a fingerprint."""
        key = (article, revision)
        if key in self._kept:
            return
        self._kept[key] = one
        self._held += len(one.shingles)
        while self._held > self._most:
            _, forgotten = self._kept.popitem(last=False)
            self._held -= len(forgotten.shingles)

    def get(self, article: int, revision: int) -> Fingerprint | None:
        """The fingerprint, if it is known."""
        key = (article, revision)
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found
