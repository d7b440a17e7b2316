"""Copies: the same story in several papers is one group, and the groups survive kills and new texts."""

from __future__ import annotations

import random

import pytest
from benchmarks import agency_edits as edits
from benchmarks import wire_texts as wire
from benchmarks.copies import MIN_PRECISION, MIN_RECALL, evaluate
from benchmarks.filling import Filler
from benchmarks.killed_grouping import grouped, groups, killed
from sqlalchemy import text

from newsarchive.store import Store
from newsarchive.store.copies import CopyCounts, group_copies


def test_copies_of_fixture_articles_are_found(database_url: str) -> None:
    score = evaluate(database_url, copies=6, seed=3)
    assert score.pairs > 900
    assert score.precision >= MIN_PRECISION, score.by_kind
    assert score.recall >= MIN_RECALL, score.by_kind


def test_the_earliest_is_named_and_a_second_call_changes_nothing(store: Store) -> None:
    told = edits.fixture_stories()[0]
    rng = random.Random(4)
    bodies = ["\n".join(told), *("\n".join(edits.copied(rng, told)) for _ in range(3))]
    numbers = Filler(store).fill_texts(bodies)
    assert group_copies(store) == CopyCounts(examined=4, copies=4)
    with store.read() as session:
        earliest = session.scalar(text("SELECT id FROM articles ORDER BY published_at, id LIMIT 1"))
    assert groups(store) == dict.fromkeys(numbers, earliest)
    assert group_copies(store) == CopyCounts()
    assert groups(store) == dict.fromkeys(numbers, earliest)


@pytest.mark.parametrize("seed", range(5, 13))
def test_a_text_that_only_shares_the_furniture_of_its_site_is_no_copy(store: Store, seed: int) -> None:
    """Whatever the luck of the sketches: they may share one number of 32 with the texts that tell."""
    rng = random.Random(seed)
    long = [wire.story(rng) for _ in range(4)]
    Filler(store).fill_texts(
        ["\n".join([*told, edits.BOILERPLATE]) for told in (*long, *edits.SUBJECT_TWINS)]
    )
    assert group_copies(store).copies == 0


def test_candidates_of_many_stories_tell_that_what_they_share_is_furniture(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of a text is furniture, so it looks like a copy of all who have that; none of them is a stranger."""
    monkeypatch.setattr("newsarchive.store.copies_alike._LOOKED_AT", 0)
    rng = random.Random(3)
    fill = Filler(store).fill_texts
    fill(["\n".join([*wire.story(rng), edits.BOILERPLATE]) for _ in range(8)])
    assert group_copies(store).copies == 0
    own = " ".join(" ".join(edits.SUBJECT_TWINS[0]).split()[:50])
    fill([f"{own}\n{edits.BOILERPLATE}"])
    assert group_copies(store) == CopyCounts(examined=1, copies=0)
    fill([f"Nairobi.\n{own}\n{edits.BOILERPLATE}"])
    assert group_copies(store) == CopyCounts(examined=1, copies=1)


def test_a_kill_loses_nothing(database_url: str) -> None:
    """A short share of `make kills-grouping`."""
    wanted = grouped(database_url, copies=8)
    for at in (5, 20, 35):
        assert killed(database_url, at=at, wanted=wanted) == "killed"
