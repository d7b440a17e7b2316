"""How well copies are found: precision and recall on pairs made from the fixture articles.

    python -m benchmarks.copies [--copies 12] [--seed 1] [--postgres URL]

Every fixture article is stored once, with what other papers made of it (cut from the end, another
dateline, paragraphs put in, run together or lost, spelling, quotes, house words, sign-offs), and with
stories that only look like copies: follow-ups with old sentences, another story of the same subject,
the same boilerplate, next week's report of the same template, tables of the same form, short notices.
Everything goes through the archive and is grouped as a nightly run groups it. A pair counts as found when both
are in one group; besides the pairs meant to mislead, each two fixture articles are a pair that is none.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import text

from benchmarks import agency_edits as edits
from benchmarks.filling import Filler
from newsarchive.store import Store
from newsarchive.store.copies import group_copies

MIN_PRECISION, MIN_RECALL = 0.98, 0.95


@dataclass
class Score:
    """What was found of the pairs."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    pairs: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    """Kind of pair -> how many were judged wrongly."""

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    def note(self, kind: str, found: bool) -> None:
        self.pairs += 1
        is_copy = kind == "copy"
        self.right += found and is_copy
        self.wrong += found and not is_copy
        self.missed += is_copy and not found
        if found != is_copy:
            self.by_kind[kind] += 1


@dataclass(frozen=True)
class Sample:
    """A story, and the fixture article that it was made from."""

    base: int
    kind: str
    """`base`, `copy`, or the name of what makes it none."""
    body: str


def samples(copies: int, seed: int) -> list[Sample]:
    """Everything that is stored, in an order drawn by lot."""
    rng = random.Random(seed)
    made = []
    for base, told in enumerate(edits.fixture_stories()):
        made.append(Sample(base, "base", "\n".join(told)))
        made += [Sample(base, "copy", "\n".join(edits.copied(rng, told))) for _ in range(copies)]
        for kind in edits.NO_COPIES:
            for _ in range(max(1, copies // 6)):
                made.append(Sample(base, kind.__name__, "\n".join(kind(rng, told))))
    rng.shuffle(made)
    return made


def evaluate(url: str, *, copies: int, seed: int) -> Score:
    """Store the samples in an empty archive, group them, and judge every pair."""
    made = samples(copies, seed)
    with Store.open(url) as store:
        numbers = Filler(store, batch=97).fill_texts([one.body for one in made])
        started = time.perf_counter()
        counts = group_copies(store)
        print(
            f"{counts.examined:,} articles compared in {time.perf_counter() - started:.1f} s", file=sys.stderr
        )
        with store.read() as session:
            rows = session.execute(text("SELECT id, copy_group FROM articles"))
            group: dict[int, int | None] = {row[0]: row[1] for row in rows}
    score = Score()
    for kind, one, other in pairs_of(made):
        first, second = group[numbers[one]], group[numbers[other]]
        score.note(kind, first is not None and first == second)
    return score


def pairs_of(made: list[Sample]) -> Iterator[tuple[str, int, int]]:
    """(kind, place, place) of every pair that is judged."""
    bases = {one.base: place for place, one in enumerate(made) if one.kind == "base"}
    for place, one in enumerate(made):
        if one.kind != "base":
            yield one.kind, bases[one.base], place
    for one, other in itertools.combinations(sorted(bases.values()), 2):
        yield "other_article", one, other


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--copies", type=int, default=12, help="copies of each fixture article")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", help="URL of an empty PostgreSQL database to use instead of SQLite")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.postgres or f"sqlite:///{folder}/copies.db"
        score = evaluate(url, copies=options.copies, seed=options.seed)
    print(
        f"{score.pairs:,} pairs, {score.right + score.missed:,} of them copies: "
        f"precision {score.precision:.4f} (bar {MIN_PRECISION}), recall {score.recall:.4f} (bar {MIN_RECALL})"
    )
    print(f"judged wrongly, by kind: {dict(score.by_kind) or 'none'}")
    return 0 if score.precision >= MIN_PRECISION and score.recall >= MIN_RECALL else 1


if __name__ == "__main__":
    raise SystemExit(main())
