"""Kills the grouping of copies with SIGKILL, each time before another statement; the next call must finish it.

    python -m benchmarks.killed_grouping [--kills 100] [--postgres URL]

Stories and their copies are stored, and grouped once without a kill. Then, for each kill, the groups are
forgotten, a process groups them and kills itself before its n-th statement (a commit counts as one), and the
next call finishes: every article must be in the group in which it was.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from sqlalchemy import text

from benchmarks import agency_edits as edits
from benchmarks.filling import Filler
from benchmarks.killed_upgrades import die_before
from newsarchive.store import Store
from newsarchive.store.copies import group_copies, waiting_articles


def fill(store: Store, copies: int) -> None:
    """Fixture articles with copies of each: more than one transaction of grouping."""
    rng = random.Random(1)
    bodies = []
    for told in edits.fixture_stories():
        bodies += ["\n".join(told), *("\n".join(edits.copied(rng, told)) for _ in range(copies))]
    rng.shuffle(bodies)
    Filler(store).fill_texts(bodies)


def groups(store: Store) -> dict[int, int | None]:
    """The group of every article."""
    with store.read() as session:
        return {row[0]: row[1] for row in session.execute(text("SELECT id, copy_group FROM articles"))}


def forget(store: Store) -> None:
    """As before the first grouping."""
    with store.write() as session:
        session.execute(text("UPDATE articles SET copy_group = NULL"))
        session.execute(text("DELETE FROM search_copy_keys"))
        session.execute(text("DELETE FROM search_copy_state"))


def group_and_die(url: str, at: int) -> None:
    """Group; die before statement number `at` (from 1)."""
    with Store.open(url) as store:
        die_before(store, at)
        group_copies(store)


def in_child(url: str, at: int) -> int:
    """`group_and_die` in a process of its own; its exit code."""
    code = f"from benchmarks.killed_grouping import group_and_die; group_and_die({url!r}, {at})"
    return subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    ).returncode


def grouped(url: str, *, copies: int = 16) -> dict[int, int | None]:
    """Fill the database and group its articles without a kill; their groups."""
    with Store.open(url) as store:
        fill(store, copies)
        group_copies(store)
        return groups(store)


def killed(url: str, *, at: int, wanted: dict[int, int | None]) -> str:
    """One kill, and the call after it. Returns `killed` or `finished`; raises AssertionError on a difference."""
    with Store.open(url) as store:
        forget(store)
    code = in_child(url, at)
    with Store.open(url) as store:
        group_copies(store)
        assert groups(store) == wanted, f"other groups after a kill before statement {at}"
        with store.read() as session:
            assert not waiting_articles(session, 1)
    return "killed" if code == -signal.SIGKILL else "finished"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--postgres", help="URL of an empty PostgreSQL database to use instead of SQLite")
    options = parser.parse_args()
    rng = random.Random(2)
    with tempfile.TemporaryDirectory() as folder:
        url = options.postgres or f"sqlite:///{folder}/killed.db"
        wanted = grouped(url)
        outcomes = [killed(url, at=rng.randint(1, 40), wanted=wanted) for _ in range(options.kills)]
    print(f"{outcomes.count('killed')} kills, {outcomes.count('finished')} finished first: no group differs")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
