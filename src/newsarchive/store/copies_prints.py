"""Fingerprints kept from one piece of work to the next, within a bound."""

from __future__ import annotations

from collections import OrderedDict

from newsarchive.store.copies_compare import Fingerprint, Told

_MOST_SHINGLES = 3_000_000
"""Kept at a time."""
_MOST_UNPACKED = 150_000
"""Kept at a time as sets: 12 MB."""


class Prints:
    """Fingerprints by article and number of its revision; those longest unasked are forgotten."""

    def __init__(self, most: int = _MOST_SHINGLES) -> None:
        self._most = most
        self._held = 0
        self._kept: OrderedDict[tuple[int, int], Fingerprint] = OrderedDict()
        self._told: OrderedDict[tuple[int, int], Told] = OrderedDict()
        self._unpacked = 0

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

    def told(self, article: int, revision: int, one: Fingerprint) -> Told:
        """A fingerprint of this article for comparing: an article is mostly compared some times in a row."""
        key = (article, revision)
        found = self._told.get(key)
        if found is None:
            self._told[key] = found = one.unpacked()
            self._unpacked += len(found.shingles)
            while self._unpacked > _MOST_UNPACKED and len(self._told) > 1:
                _, forgotten = self._told.popitem(last=False)
                self._unpacked -= len(forgotten.shingles)
        else:
            self._told.move_to_end(key)
        return found
