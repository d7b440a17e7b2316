"""SQLAlchemy's errors, mapped into our tree: one clear line each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from newsarchive.errors import NotAnArchive, StoreError

_HINTS = (
    ("database is locked", "another program is writing to the database; try again when it is done"),
    (
        "unable to open database file",
        "the database file can't be opened; does its folder exist, and may you write there?",
    ),
    ("attempt to write a readonly database", "the database file is read-only"),
    ("database or disk is full", "the disk is full"),
    ("disk i/o error", "the disk reports an error; is it full?"),
    ("database disk image is malformed", "the database file is damaged; restore the newest backup"),
)


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Within the block errors of SQLAlchemy and of sqlite3 become `StoreError` or `NotAnArchive`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise store_error(error) from error


def store_error(error: SQLAlchemyError | sqlite3.Error) -> StoreError | NotAnArchive:
    """The error of ours that says in one line what SQLAlchemy says in many."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(cause).strip().splitlines() or [type(cause).__name__]
    said = " ".join(lines[0].split())  # what follows repeats the statement
    lowered = said.lower()
    if "file is not a database" in lowered:
        return NotAnArchive("the database file is not a SQLite database")
    for sign, hint in _HINTS:
        if sign in lowered:
            return StoreError(hint)
    if isinstance(error, DBAPIError) and (error.connection_invalidated or "connection" in lowered):
        return StoreError(f"the database can't be reached: {said[:300]}")
    return StoreError(f"the database refused: {said[:300]}")
