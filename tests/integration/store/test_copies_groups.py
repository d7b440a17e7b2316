"""Groups of copies as they grow: named by the earliest, taken in whole, the same however the work was cut."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from benchmarks import agency_edits as edits
from benchmarks.copies import samples
from benchmarks.filling import Filler
from benchmarks.killed_grouping import forget, groups
from sqlalchemy import text

from newsarchive.store import Store
from newsarchive.store.copies import group_some
from newsarchive.store.copies_articles import CopyArticles
from newsarchive.store.copies_compare import Shared
from newsarchive.store.copies_groups import CopyGroups
from newsarchive.store.copies_prints import Prints

Pair = tuple[int, int]


@pytest.fixture
def earliest_first(store: Store) -> list[int]:
    """Six articles, the earliest first."""
    numbers = Filler(store).fill_texts([f"Text {number}" for number in range(6)])
    with store.read() as session:
        rows = session.execute(text("SELECT id FROM articles ORDER BY published_at, id"))
        found = [row[0] for row in rows]
    assert sorted(found) == sorted(numbers)
    return found


def join(store: Store, pairs: Iterable[Pair]) -> int:
    """One batch that joins these; how many of all articles it found to be copies."""
    with store.write() as session:
        articles = CopyArticles(session, Prints())
        found = CopyGroups(session, articles)
        for one, other in pairs:
            articles.load((one, other))
            found.join(one, other)
        found.write()
        return found.among([number for pair in pairs for number in pair])


@pytest.mark.parametrize(
    "batches",
    [
        [[(0, 1), (2, 3), (1, 2), (5, 4)]],
        [[(1, 0)], [(3, 2)], [(2, 1), (4, 5)]],
        [[(3, 2), (5, 4)], [(2, 1)], [(0, 3)]],
        [[(5, 4)], [(3, 1)], [(0, 2)], [(2, 3)]],
    ],
    ids=["at once", "two groups touch", "an earlier one comes last", "two groups by their later ones"],
)
def test_groups_are_named_by_their_earliest(
    store: Store, earliest_first: list[int], batches: list[list[Pair]]
) -> None:
    first, second, third, fourth, fifth, sixth = earliest_first
    for pairs in batches:
        join(store, [(earliest_first[one], earliest_first[other]) for one, other in pairs])
    assert groups(store) == {
        **dict.fromkeys((first, second, third, fourth), first),
        fifth: fifth,
        sixth: fifth,
    }


def test_articles_that_were_joined_are_counted_and_no_others(store: Store, earliest_first: list[int]) -> None:
    one, two, three, *rest = earliest_first
    assert join(store, [(one, two), (two, three)]) == 4  # the second is named twice
    assert [groups(store)[number] for number in rest] == [None] * 3


@pytest.mark.parametrize("size", [1, 7, 60])
def test_groups_of_texts_without_furniture_are_the_same_however_the_work_is_cut(
    store: Store, size: int
) -> None:
    rng = random.Random(size)
    stories = edits.fixture_stories()
    changes = (edits.cut_from_the_end, edits.lost_paragraph, edits.merged_paragraphs, edits.house_words)
    bodies = ["\n".join(told) for told in stories]
    bodies += ["\n".join(change(rng, told)) for told in stories for change in changes]
    numbers = Filler(store).fill_texts(bodies)
    with store.write() as session:
        group_some(session, numbers)
    at_once = groups(store)
    assert len(set(at_once.values()) - {None}) > len(stories) // 2
    forget(store)
    rng.shuffle(numbers)
    for start in range(0, len(numbers), size):
        with store.write() as session:
            group_some(session, numbers[start : start + size])
    assert groups(store) == at_once


@pytest.mark.parametrize("seed", [1, 2])
def test_groups_are_the_same_when_furniture_is_looked_for_in_every_copy(
    store: Store, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With texts that share boilerplate, templates and tables: there the answer matters.
    numbers = Filler(store).fill_texts([one.body for one in samples(3, seed)])
    asked: list[bool] = []
    real = Shared.is_much

    def noted(self: Shared, number: int) -> bool:
        asked.append(real(self, number))
        return asked[-1]

    found = []
    for is_much in (noted, lambda self, number: True):
        monkeypatch.setattr(Shared, "is_much", is_much)
        forget(store)
        with store.write() as session:
            group_some(session, numbers)
        found.append(groups(store))
    assert found[0] == found[1]
    assert {*asked} == {True, False}
