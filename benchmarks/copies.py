"""How well copies are found: precision and recall on pairs made by realistic edits.

    python benchmarks/copies.py [--pairs 2000] [--seed 1]

Half the pairs are a wire story and what another paper made of it (words changed, cut, shuffled, a new
beginning, local voices added); half are no copies, and meant to be taken for some: follow-ups
with old sentences, next week's report of the same template, other stories of the same world. Through the
archive, with an SQLite database: pairs count as found when both articles are in one group.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from sqlalchemy import text

from benchmarks import wire_texts as wire
from benchmarks.filling import Filler
from newsarchive.store import Store
from newsarchive.store.copies import group_copies

NO_COPIES = (wire.follow_up, wire.same_template, wire.same_topic)


def evaluate(pairs: int, seed: int, url: str) -> tuple[float, float, dict[str, int]]:
    """(precision, recall, wrong ones by kind) over so many pairs."""
    rng = random.Random(seed)
    made: list[tuple[str, str, str]] = []
    for number in range(pairs):
        base = wire.story(rng)
        kind = "copy" if number % 2 == 0 else NO_COPIES[number // 2 % 3].__name__
        other = wire.copied(rng, base) if kind == "copy" else NO_COPIES[number // 2 % 3](rng, base)
        made.append((kind, wire.to_text(base), wire.to_text(other)))
    with Store.open(url) as store:
        filler = Filler(store)
        texts = [piece for _, one, other in made for piece in (one, other)]
        numbers = filler.fill_texts(texts)
        started = time.perf_counter()
        counts = group_copies(store)
        print(f"{counts.examined:,} articles compared in {time.perf_counter() - started:.1f} s")
        with store.read() as session:
            group = dict(session.execute(text("SELECT id, copy_group FROM articles")).all())
    right = wrong = missed = 0
    by_kind: dict[str, int] = {}
    for index, (kind, _, _) in enumerate(made):
        one, other = numbers[2 * index], numbers[2 * index + 1]
        found = group[one] is not None and group[one] == group[other]
        right += found and kind == "copy"
        wrong += found and kind != "copy"
        missed += not found and kind == "copy"
        if found != (kind == "copy"):
            by_kind[kind] = by_kind.get(kind, 0) + 1
    return right / max(1, right + wrong), right / max(1, right + missed), by_kind


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        precision, recall, by_kind = evaluate(options.pairs, options.seed, f"sqlite:///{folder}/copies.db")
    print(f"pairs {options.pairs:,}  precision {precision:.4f} (bar 0.98)  recall {recall:.4f} (bar 0.95)")
    print(f"wrong by kind: {by_kind or 'none'}")
    return 0 if precision >= 0.98 and recall >= 0.95 else 1


if __name__ == "__main__":
    raise SystemExit(main())
