"""Queries read: whatever they try, the archive and the file system stay byte for byte."""

from __future__ import annotations

import hashlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from newsarchive.errors import QueryLimit, QueryRefused
from newsarchive.store import Store
from newsarchive.store.query import QueryLimits, grant_reader, run_query

from ..store.conftest import Hands, an_article
from .attempts import (
    HANGS_POSTGRES,
    HANGS_SQLITE,
    READS_BOTH,
    WRITES_BOTH,
    WRITES_POSTGRES,
    WRITES_SQLITE,
    filled,
)

SECONDS = 0.5
MEGABYTE = 1024 * 1024


@pytest.fixture(params=["sqlite", "postgresql", "postgresql-reader"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of an archive with an article; on PostgreSQL as superuser, with and without the reading role."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'archive' / 'newsarchive.db'}"
    else:
        url = str(request.getfixturevalue("postgres_url"))
    with Store.open(url) as store:
        hands = Hands(store)
        hands.parse(hands.capture(), an_article())
    if request.param == "postgresql-reader":
        grant_reader(url)
    yield url


def state(url: str, folder: Path) -> dict[str, str]:
    """Everything that a statement could change, as digests."""
    told = {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    if url.startswith("sqlite"):
        return told
    with Store.open(url) as store, store.read() as session:
        tables = session.execute(
            text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        ).all()
        for (name,) in tables:
            rows = session.scalars(text(f"SELECT t::text FROM {name} t ORDER BY 1")).all()
            told[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        for query in (
            "SELECT relname, relkind, relowner, relacl::text, relfilenode FROM pg_class ORDER BY oid",
            "SELECT proname, prosrc FROM pg_proc ORDER BY oid",
            "SELECT rolname, rolsuper, rolcanlogin, rolconfig::text FROM pg_roles ORDER BY oid",
            "SELECT * FROM pg_db_role_setting ORDER BY 1, 2",
            "SELECT oid FROM pg_largeobject_metadata ORDER BY 1",
            "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1",
            "SELECT extname FROM pg_extension ORDER BY 1",
            "SELECT nspname FROM pg_namespace ORDER BY 1",
            "SELECT datname FROM pg_database ORDER BY 1",
            "SELECT slot_name FROM pg_replication_slots",
            "SELECT * FROM pg_prepared_xacts",
            "SELECT name, setting FROM pg_settings WHERE name <> 'transaction_isolation' ORDER BY 1",
            "SELECT classoid, objoid, description FROM pg_description ORDER BY 1, 2, objsubid",
            "SELECT pg_ls_dir('.') ORDER BY 1",
            "SELECT pg_ls_dir('pg_snapshots') ORDER BY 1",
        ):
            told[query] = repr(session.execute(text(query)).all())
    return told


def attempts(url: str, folder: Path) -> list[str]:
    own = WRITES_SQLITE if url.startswith("sqlite") else WRITES_POSTGRES
    return filled(WRITES_BOTH + own, dir=str(folder), db=url.removeprefix("sqlite:///"))


@pytest.mark.timeout(900)  # two hundred processes, one after the other
def test_nothing_writes(archive: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert len(filled(WRITES_BOTH + WRITES_SQLITE + WRITES_POSTGRES)) >= 150
    list(run_query(archive, "SELECT 1 FROM articles"))
    before = state(archive, tmp_path)
    passed = []
    # A reading role has a part of the rights of the owner, who tries all: a share of them, a process of half a second each.
    share = 3 if "reader" in request.node.name else 1
    for statement in attempts(archive, tmp_path)[::share]:
        try:
            rows = list(run_query(archive, statement, limits=QueryLimits(seconds=20)))
        except QueryRefused:
            continue
        passed.append((statement, rows))
    assert state(archive, tmp_path) == before
    assert passed == []


def test_reading_goes_through(archive: str) -> None:
    for statement in READS_BOTH:
        assert list(run_query(archive, statement, limits=QueryLimits(seconds=20))), statement


@pytest.mark.timeout(900)
def test_nothing_hangs_or_swells(archive: str) -> None:
    # In a process of its own: the peak of a child counts what its parent had when it was started.
    program = (
        "import json, sys\n"
        "from tests.integration.query.test_read_only import hang_and_swell\n"
        "print(json.dumps(hang_and_swell(sys.argv[1])))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", program, archive], cwd=root, check=True, capture_output=True, text=True
    )
    slow, peak = json.loads(done.stdout)
    assert slow == []
    assert peak < 256 * MEGABYTE


def hang_and_swell(archive: str) -> tuple[list[tuple[str, float]], int]:
    """Try everything that could hang or swell: (what took too long, peak of the workers in bytes)."""
    sqlite = archive.startswith("sqlite")
    slow = []
    for statement in filled(HANGS_SQLITE if sqlite else HANGS_POSTGRES):
        started = time.monotonic()
        try:
            count = sum(
                1 for _ in run_query(archive, statement, limits=QueryLimits(seconds=SECONDS, rows=2_000_000))
            )
            assert count <= 2_000_000
        except (QueryLimit, QueryRefused):
            pass
        took = time.monotonic() - started
        if took > 10:  # generous for busy machines; the limit and its grace are below two seconds
            slow.append((statement[:100], took))
    unit = 1 if sys.platform == "darwin" else 1024
    return slow, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
