"""Inserting and updating many rows with few statements, past SQLAlchemy's work per row.

A re-parse writes some forty rows for each article. Binding each of them through the ORM's types takes
longer than SQLite needs to write them, so the values are converted column by column here, and go to the
driver as tuples, some dozen rows in one statement: SQLite prepares its checks once per statement.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Connection, Date, Table, func, literal, select
from sqlalchemy.orm import Session

from newsarchive.store.types import UtcDateTime, utc_text

Rows = list[tuple[Any, ...]]
Convert = Callable[[Any], Any]

PARAMETERS = 900
"""Values in one statement at most (SQLite before 3.32 takes 999)."""


def among(session: Session, column: Any, values: Iterable[Any]) -> ColumnElement[bool]:
    """Whether a column has one of many values: numbers or text, all of them in one parameter.

    SQLAlchemy spells out an `IN` anew for each number of values, which takes longer than the query.
    """
    if session.get_bind().dialect.name == "sqlite":
        each = func.json_each(json.dumps(list(values))).table_valued("value")
        found: ColumnElement[bool] = column.in_(select(each.c.value))
    else:
        found = column == func.any(literal(list(values), ARRAY(column.type)))
    return found


def execute_among(session: Session, statement: str, values: Iterable[int]) -> Any:
    """What a statement of ours gives whose `IN :ids` means these numbers: one parameter, as in `among`."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        spelled = statement.replace("IN :ids", "IN (SELECT value FROM json_each(?))")
        return connection.exec_driver_sql(spelled, (json.dumps(list(values)),))
    return connection.exec_driver_sql(statement.replace("IN :ids", "= ANY(%s)"), (list(values),))


def insert_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
    """Insert rows with the values of these columns. Values are checked by the database alone."""
    insert_raw(connection, table.name, columns, _converted(connection, table, columns, rows))


def insert_raw(connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
    """`insert_rows` for values that the driver takes as they are."""
    if not rows:
        return
    at_once = max(1, min(PARAMETERS // len(columns), len(rows)))
    even = len(rows) - len(rows) % at_once
    for size, some in ((at_once, rows[:even]), (1, rows[even:])):
        if some:
            statement = _insert(table, tuple(columns), _mark(connection), size)
            connection.exec_driver_sql(statement, some if size == 1 else _side_by_side(some, size))


def update_rows(connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> None:
    """Update rows by their `id`, which is the last of the columns."""
    if not rows:
        return
    mark = _mark(connection)
    listed = ", ".join(f"{name} = {mark}" for name in columns[:-1])
    statement = f"UPDATE {table.name} SET {listed} WHERE {columns[-1]} = {mark}"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, _converted(connection, table, columns, rows))


@lru_cache(maxsize=256)
def _insert(table: str, columns: tuple[str, ...], mark: str, rows: int) -> str:
    values = ", ".join([f"({', '.join([mark] * len(columns))})"] * rows)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - our own names


def _side_by_side(rows: Rows, size: int) -> Rows:
    return [tuple(chain.from_iterable(rows[at : at + size])) for at in range(0, len(rows), size)]


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def _converted(connection: Connection, table: Table, columns: Sequence[str], rows: Rows) -> Rows:
    converts = _converts(table, tuple(columns), connection.dialect.name)
    if not converts or not rows:
        return rows
    listed: list[Sequence[Any]] = list(zip(*rows, strict=True))
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
