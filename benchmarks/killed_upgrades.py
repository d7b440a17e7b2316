"""Kills upgrades with SIGKILL, each at another statement, and shows that the next upgrade loses nothing.

    python benchmarks/killed_upgrades.py [--kills 100] [--rows 100000] [--from 0001] [--postgres URL]

An archive with `--rows` rows is brought back to an older schema. Then, for each kill: a copy of it is
upgraded in a process that kills itself just before its n-th statement (or its commit); the archive must still be whole
at the old version or whole at the new one; the next upgrade must finish; and every table must have
the same number of rows and the same digest as before.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from benchmarks.bulk_load import START, Writer, batches, save_captures
from benchmarks.databases import add_options, databases, drop_database, make_database
from newsarchive.store import SCHEMA_VERSION, Parsed, Store, facts_of, save_parses, upsert_source
from newsarchive.store.copy import table_digest, tables_in_order
from newsarchive.store.engine import parse_url

Digests = dict[str, tuple[int, str]]


def fill(url: str, rows: int) -> int:
    """Fill an archive until all its tables together hold so many rows. Returns how many there are."""
    writer, per_article = Writer(), 28
    with Store.open(url) as store:
        with store.write() as session:
            sources = [upsert_source(session, f"source{n}", START) for n in range(40)]
        for numbers in batches(max(2, rows // per_article), 500):
            ids = save_captures(store, numbers, sources)
            parsed = [Parsed(i, facts_of(writer.article(n)), "1") for i, n in zip(ids, numbers, strict=True)]
            with store.write() as session:
                save_parses(session, parsed, now=START)
            some = [
                Parsed(p.capture_id, facts_of(replace(p.facts.article, headline="Second wording")), "2")
                for p in parsed[::10]
            ]
            with store.write() as session:
                save_parses(session, some, now=START)
        return sum(count for count, _digest in digests(store).values())


def digests(store: Store) -> Digests:
    """Row count and digest of every table that holds the archive's data."""
    with store.engine.connect() as connection:
        return {table.name: table_digest(connection, table) for table in tables_in_order()}


def prepare(url: str, rows: int, version: str) -> tuple[int, Digests]:
    """An archive with data at an older version. Returns its number of rows and its digests."""
    count = fill(url, rows)
    with Store.open(url) as store:
        store.downgrade(version)
        return count, digests(store)


def die_before(store: Store, at: int) -> Callable[[], int]:
    """From now on kill this process just before statement number `at` (from 1), a commit counting as one.

    The result tells how many statements there were so far.
    """
    count = 0

    def step(*_anything: object, **_more: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(store.engine, "before_cursor_execute", step)
    event.listen(store.engine, "commit", step)
    return lambda: count


def upgrade_and_die(url: str, at: int) -> int:
    """Upgrade; die just before statement number `at` (from 1), a commit counting as one.

    With `at` 0 nothing dies. Returns the number of statements.
    """
    with Store.open(url, check=False) as store:
        steps = die_before(store, at)
        store.upgrade()
    return steps()


def in_child(url: str, at: int) -> subprocess.CompletedProcess[str]:
    """`upgrade_and_die` in a process of its own."""
    code = f"from benchmarks.killed_upgrades import upgrade_and_die; print(upgrade_and_die({url!r}, {at}))"
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


def copies(url: str) -> Iterator[str]:
    """Fresh copies of a database, one at a time: the one before is removed."""
    parsed = parse_url(url)
    if parsed.get_backend_name() == "sqlite":
        original = Path(str(parsed.database))
        folder = original.parent / "copy"
        while True:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            shutil.copy(original, folder / "copy.db")
            yield f"sqlite:///{folder / 'copy.db'}"
    name = f"{parsed.database}_copy"
    server = parsed.set(database="postgres").render_as_string(hide_password=False)
    try:
        while True:
            yield make_database(server, name, parsed.database)
    finally:
        drop_database(server, name)


def kill_many(url: str, kills: int, before: Digests, version: str) -> int:
    """Kill so many upgrades, evenly spread over all statements. Returns how many were really killed."""
    fresh = copies(url)
    try:
        whole = in_child(next(fresh), 0)
        assert whole.returncode == 0, whole.stderr
        statements = int(whole.stdout)
        points = [1 + n * (statements - 1) // max(1, kills - 1) for n in range(kills)]
        killed = 0
        for at in points:
            copy = next(fresh)
            child = in_child(copy, at)
            assert child.returncode == -signal.SIGKILL, (at, child.returncode, child.stderr)
            killed += 1
            with Store.open(copy, check=False) as store:
                assert store.current() in (version, SCHEMA_VERSION), at
                assert digests(store) == before, at
                store.upgrade()
                store.check_schema()
                assert digests(store) == before, at
        return killed
    finally:
        fresh.close()  # type: ignore[attr-defined]


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--kills", type=int, default=100)
    asked.add_argument("--rows", type=int, default=100_000)
    asked.add_argument("--from", dest="version", default="0001")
    add_options(asked)
    options = asked.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        databases(Path(folder), "killed_upgrades", options) as urls,
    ):
        for kind, url in urls.items():
            rows, before = prepare(url, options.rows, options.version)
            killed = kill_many(url, options.kills, before, options.version)
            print(f"{kind}: {killed} upgrades of {rows} rows killed, every next one finished, nothing lost")


if __name__ == "__main__":
    main()
