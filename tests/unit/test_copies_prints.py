"""Fingerprints kept between two batches: the same as those put in, and never more than the bound."""

from __future__ import annotations

from array import array

import pytest

from newsarchive.store.copies_compare import Fingerprint, fingerprint
from newsarchive.store.copies_prints import Prints

TEXT = "The ministry cut the duty on 40 tons of steel wire to 5 per cent on 3 May, a notice said. " * 2


def _of_size(count: int, seed: int = 0) -> Fingerprint:
    shingles = array("q", range(seed * 1000, seed * 1000 + count))
    return Fingerprint(shingles, frozenset({"5"}), (seed,))


def test_what_is_kept_comes_back_whole() -> None:
    prints = Prints()
    prints.add(7, 2, fingerprint(TEXT))
    assert prints.get(7, 2) == fingerprint(TEXT)


@pytest.mark.parametrize(("article", "revision"), [(7, 1), (7, 3), (8, 2)])
def test_another_revision_or_article_is_not_known(article: int, revision: int) -> None:
    prints = Prints()
    prints.add(7, 2, fingerprint(TEXT))
    assert prints.get(article, revision) is None


def test_beyond_the_bound_those_longest_unasked_are_forgotten() -> None:
    prints = Prints(most=100)
    for number in (1, 2, 3):
        prints.add(number, 1, _of_size(30, number))
    assert prints.get(1, 1) is not None  # asked for: number 2 is now the oldest
    prints.add(4, 1, _of_size(30, 4))
    assert [number for number in (1, 2, 3, 4) if prints.get(number, 1)] == [1, 3, 4]


def test_adding_the_same_twice_does_not_count_twice() -> None:
    prints = Prints(most=100)
    for _ in range(9):
        prints.add(1, 1, _of_size(30))
    prints.add(2, 1, _of_size(60, 2))
    assert prints.get(1, 1) is not None


def test_a_text_larger_than_the_bound_is_not_kept_and_leaves_room() -> None:
    prints = Prints(most=100)
    prints.add(1, 1, _of_size(101))
    assert prints.get(1, 1) is None
    prints.add(2, 1, _of_size(100, 2))
    assert prints.get(2, 1) == _of_size(100, 2)
