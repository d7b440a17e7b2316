"""Running the Alembic migrations, from a checkout or from the installed wheel.

An upgrade is one transaction on both databases, views and data dictionary included: SQLite's DDL is
transactional as long as BEGIN is really said (`engine` sees to it), so that a kill at any statement
leaves the old schema whole. Views are dropped before the first step and made anew from
`views` after the last one, so a step may change any table without knowing what looks at it.
"""

from __future__ import annotations

import os
import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, text

from newsarchive.errors import StoreError

if TYPE_CHECKING:
    from alembic.config import Config  # loaded where it is needed: a tenth of the start of every command

SEARCH_PREFIX = "search_"
"""Tables whose names begin so are the full-text index: made by hand in migrations, unknown to the models."""


def script_folder() -> Path:
    """The folder of the migrations: inside the installed package, else at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_alembic", package.parent.parent / "alembic"):
        if (folder / "env.py").is_file():
            return folder
    raise StoreError("the migrations are missing from this installation; install newsarchive again")


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without any file; the migrations run on `connection`."""
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(script_folder()).replace("%", "%%"))
    made.attributes["connection"] = connection
    return made


@cache
def versions() -> tuple[str, ...]:
    """All versions of the schema that are known, oldest first."""
    from alembic.script import ScriptDirectory

    script = ScriptDirectory.from_config(config())
    return tuple(step.revision for step in reversed(list(script.walk_revisions())))


def resolve(version: str) -> str:
    """The version that `head`, or a version's own number, stands for. Raises `StoreError`."""
    if version == "head":
        return versions()[-1]
    if version not in versions():
        raise StoreError(f"no schema version {version!r}; there are {', '.join(versions())}")
    return version


def run(engine: Engine, to: str, *, down: bool = False) -> None:
    """Run the migrations up (or down) to a version, as one transaction. Raises SQLAlchemy's errors."""
    from alembic import command

    resolve(to)
    with engine.connect().execution_options(newsarchive_begin="BEGIN EXCLUSIVE") as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw: Any = connection.connection.driver_connection
        if sqlite:
            # Only possible outside a transaction, and needed: dropping the old copy of a table that was
            # altered by copying would delete the rows that point at it.
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(7237711)"))
                step = command.downgrade if down else command.upgrade
                step(config(connection), to)
                if sqlite:
                    _check_foreign_keys(connection)
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(1)
    if broken:
        raise StoreError(f"the upgrade would break a reference of table {broken[0][0]}; nothing was changed")


def back_up(path: Path, version: str) -> Path:
    """Copy a SQLite database with SQLite's own backup call, while others may read and write it.

    The copy appears under its name only when it is whole and on disk. Returns its path. An older copy of the
    same version is replaced.
    """
    target = path.with_name(f"{path.name}.backup-{version}")
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.unlink(missing_ok=True)
        source = sqlite3.connect(path)
        copy = sqlite3.connect(unfinished)
        try:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
            source.close()
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"no backup could be made, so nothing was upgraded: {error}") from error
    return target
