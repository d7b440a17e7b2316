"""Inserting and updating many rows with one prepared statement, past SQLAlchemy's work per row.

A re-parse writes some forty rows for each article. Binding each of them through the ORM's types takes
longer than SQLite needs to write them, so the values are converted column by column here, and go to the
driver as tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Date, Table

from newsarchive.store.types import UtcDateTime, utc_text

Rows = list[dict[str, Any]]
Convert = Callable[[Any], Any]


def insert_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert rows that all name the same columns. Values are checked by the database alone."""
    if not rows:
        return
    columns = tuple(rows[0])
    marks = ", ".join([_mark(connection)] * len(columns))
    statement = f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, _tuples(connection, table, columns, rows))


def update_rows(connection: Connection, table: Table, rows: Rows) -> None:
    """Update rows by their `id`; all name the same columns."""
    if not rows:
        return
    columns = (*(name for name in rows[0] if name != "id"), "id")
    mark = _mark(connection)
    listed = ", ".join(f"{name} = {mark}" for name in columns[:-1])
    statement = f"UPDATE {table.name} SET {listed} WHERE id = {mark}"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, _tuples(connection, table, columns, rows))


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def _tuples(
    connection: Connection, table: Table, columns: Sequence[str], rows: Rows
) -> list[tuple[Any, ...]]:
    converts = _converts(table, tuple(columns), connection.dialect.name)
    listed = [[row[name] for row in rows] for name in columns]
    for place, convert in converts:
        listed[place] = [None if value is None else convert(value) for value in listed[place]]
    return list(zip(*listed, strict=True))


@lru_cache(maxsize=256)
def _converts(table: Table, columns: tuple[str, ...], dialect: str) -> tuple[tuple[int, Convert], ...]:
    """Which columns must be converted, and how."""
    found: list[tuple[int, Convert]] = []
    for place, name in enumerate(columns):
        kind = table.c[name].type
        if isinstance(kind, UtcDateTime):
            found.append((place, _instant(kind, dialect)))
        elif isinstance(kind, Date) and dialect == "sqlite":
            found.append((place, date.isoformat))
    return tuple(found)


def _instant(kind: UtcDateTime, dialect: str) -> Convert:
    def convert(value: datetime) -> Any:
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone can't be stored: {value!r}")
        if dialect == "sqlite":
            return utc_text(value, fraction=kind.fraction)
        return value if kind.fraction else value.replace(microsecond=0)

    return convert
