"""Engines, and how SQLite is set so that readers read while one writer writes.

**Journal mode.** SQLite 3.7.0 to 3.51.2 (but 3.44.6 and 3.50.7 on their branches) can lose
committed transactions in WAL mode when one connection runs a checkpoint in the very moment in which
another one writes (https://sqlite.org/wal.html, "The WAL-Reset Bug"). A rollback journal has no such
bug, but shuts readers out while a transaction is committed, and a slow reader shuts out the writer.

So WAL it is, on every version, and on the versions with the bug nothing ever checkpoints by itself
(`wal_autocheckpoint=0` on each connection of ours). Checkpoints are made by `Store.checkpoint` alone,
in TRUNCATE mode, which holds SQLite's write lock while it runs, and behind the same lock file that each
of our write transactions takes (`FILE.writer`): nothing can write at that moment, and the race cannot
be run. SQLite's own checkpoint when the last connection
closes is made while it holds the file exclusively. Whoever opens the file with another program should open it
read-only; `docs/operations.md` says so. Where WAL cannot be had (network file systems), SQLite answers
with another mode and that one is kept.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from newsarchive.errors import SettingsError, UsageError

BUSY_TIMEOUT_MS = 30_000
"""How long a SQLite connection waits for another one's lock, in milliseconds."""

CACHE_KIB = 64 * 1024
"""Page cache of a SQLite connection, in KiB."""

PAGE_BYTES = 8192
"""Size of the pages of a SQLite file that is new. An article's row takes six kilobytes and more: with pages
of four, saving takes a twentieth longer; with pages of sixteen, as long."""

_BEGIN = "newsarchive_begin"


def wal_reset_bug(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite has the WAL-reset bug (see the module's docstring)."""
    if version[:2] == (3, 44):
        return version[2] < 6
    if version[:2] == (3, 50):
        return version[2] < 7
    return (3, 7, 0) <= version <= (3, 51, 2)


def parse_url(url: str) -> URL:
    """A database URL with its driver filled in: `sqlite:///file` or `postgresql://…` (psycopg 3).

    Raises `UsageError` for anything else.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(
            "the database URL can't be read; expected sqlite:///FILE or postgresql://…"
        ) from None
    kind = parsed.get_backend_name()
    if kind == "sqlite":
        if not parsed.database or parsed.database == ":memory:":
            raise UsageError("an archive needs a database file: sqlite:///FILE")
        return parsed.set(drivername="sqlite+pysqlite")
    if kind in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise SettingsError(f"unknown kind of database {kind!r}; expected sqlite:///FILE or postgresql://…")


def make_engine(url: URL) -> Engine:
    """An engine set up as this module says. Connects to nothing yet."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
        )
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        url,
        pool_pre_ping=True,
        connect_args={"application_name": "newsarchive", "connect_timeout": 10, "options": "-c timezone=UTC"},
    )
    return engine


def writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take SQLite's write lock at their start.

    A transaction that reads first and writes later fails at once when another one wrote in between
    (SQLITE_BUSY_SNAPSHOT); one that starts with the lock waits for its turn instead.
    """
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # We say BEGIN ourselves: the driver would not do so before DDL, and migrations must be atomic.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    cursor.execute(f"PRAGMA page_size={PAGE_BYTES}")  # of no effect once the file is written
    cursor.execute("PRAGMA foreign_keys=ON")
    # FULL syncs the WAL at each commit: what is committed survives a loss of power.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    # Some systems build SQLite to overwrite what is deleted; the index's merges delete all the time.
    cursor.execute("PRAGMA secure_delete=FAST")
    if wal_reset_bug(sqlite3.sqlite_version_info):
        cursor.execute("PRAGMA wal_autocheckpoint=0")
    cursor.close()


def switch_to_wal(engine: Engine) -> str:
    """Put a SQLite database of ours into WAL mode, where it stays. Returns the mode it is in then.

    Done when an archive is made or upgraded, not at each opening: a database that turns out to be
    somebody else's must stay as it was.
    """
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        return str(raw.execute("PRAGMA journal_mode=WAL").fetchone()[0])


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
