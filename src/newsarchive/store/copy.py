"""Copying a whole archive from one database into another, with proof that both hold the same.

Tables are copied in the order of their references, in batches, within one transaction of the target:
either everything arrives or nothing does. Rows keep their numbers. Afterwards both sides are read again
and compared: number of rows and SHA-256 over all rows of each table, in an encoding that does
not depend on the kind of database.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from newsarchive.errors import StoreError, UsageError
from newsarchive.store.bulk import insert_rows
from newsarchive.store.database import Store
from newsarchive.store.failures import mapped_errors
from newsarchive.store.schema import metadata
from newsarchive.store.search_index import rebuild_index
from newsarchive.store.types import utc_text

BATCH = 2000

Progress = Callable[[str, int, int], None]
"""Called with a table's name, the rows copied so far, and the rows there are."""


@dataclass(frozen=True, slots=True)
class TableCopy:
    """What was copied of one table; the same on both sides."""

    table: str
    rows: int
    digest: str
    """SHA-256 (hex) over all rows."""


def copy_database(source_url: str, target_url: str, progress: Progress | None = None) -> list[TableCopy]:
    """Copy an archive into an empty database, which is made if it isn't there.

    Both at this version's schema; the full-text index and the data dictionary are made anew on the
    target. Raises `UsageError` when the target holds data, `StoreError` when the two differ in the end.
    """
    with Store.open(source_url, create=False) as source, Store.open(target_url) as target:
        if source.url == target.url:
            raise UsageError("source and target are the same database")
        with mapped_errors(), source.read() as reading, target.write() as writing:
            old, new = reading.connection(), writing.connection()
            _refuse_data(new, target.described)
            for table in tables_in_order():
                _copy_table(old, new, table, progress)
            _fill_circular(old, new)
            _set_sequences(new)
            rebuild_index(writing)
            copied = [TableCopy(t.name, *table_digest(new, t)) for t in tables_in_order()]
            for one, table in zip(copied, tables_in_order(), strict=True):
                if table_digest(old, table) != (one.rows, one.digest):
                    raise StoreError(f"table {one.table} is not the same after copying; nothing was kept")
        return copied


def tables_in_order() -> list[Table]:
    """The tables that hold an archive's data, those that others point at first."""
    # articles and revisions, pages and articles point at each other: articles go first (their reference
    # is checked when the transaction ends), pages without theirs, which is filled in last.
    first = ["sources", "runs", "articles", "pages", "warc_files", "captures", "revisions", "parse_results"]
    rest = [name for name in sorted(metadata.tables) if name not in first and name != "data_dictionary"]
    late = [name for name in rest if name in ("article_authors", "article_tags", "fetches")]
    names = [*first, *(name for name in rest if name not in late), *late]
    return [metadata.tables[name] for name in names]


def table_digest(connection: Connection, table: Table) -> tuple[int, str]:
    """(number of rows, SHA-256 in hex) of a table, the same on SQLite and PostgreSQL for equal rows."""
    digest, count = hashlib.sha256(), 0
    for row in _rows(connection, table):
        digest.update(json.dumps([_plain(v) for v in row], ensure_ascii=True, separators=(",", ":")).encode())
        digest.update(b"\n")
        count += 1
    return count, digest.hexdigest()


def _refuse_data(connection: Connection, described: str) -> None:
    for table in tables_in_order():
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise UsageError(f"{described} holds data already; copy into an empty database")


def _copy_table(old: Connection, new: Connection, table: Table, progress: Progress | None) -> None:
    total = old.execute(select(func.count()).select_from(table)).scalar_one()
    names = table.columns.keys()
    shown = names.index("article_id") if table.name == "pages" else 0
    done = 0
    for batch in _batches(old, table):
        rows = [tuple(row) for row in batch]
        if table.name == "pages":
            rows = [(*row[:shown], None, *row[shown + 1 :]) for row in rows]
        insert_rows(new, table, names, rows)
        done += len(rows)
        if progress is not None:
            progress(table.name, done, total)


def _fill_circular(old: Connection, new: Connection) -> None:
    pages = metadata.tables["pages"]
    shown = select(pages.c.id, pages.c.article_id).where(pages.c.article_id.is_not(None)).order_by(pages.c.id)
    mark = "?" if new.dialect.name == "sqlite" else "%s"
    for some in old.execute(shown.execution_options(stream_results=True)).partitions(BATCH):
        statement = f"UPDATE pages SET article_id = {mark} WHERE id = {mark}"  # noqa: S608 - a mark
        new.exec_driver_sql(statement, [(article_id, page_id) for page_id, article_id in some])


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL's counters go on after the largest number copied."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables_in_order():
        serial = text("SELECT pg_get_serial_sequence(:t, 'id')")
        if "id" not in table.c or connection.execute(serial, {"t": table.name}).scalar() is None:
            continue
        top = connection.execute(select(func.max(table.c.id))).scalar()
        if top is not None:
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:t, 'id'), :top)"), {"t": table.name, "top": top}
            )


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    for batch in _batches(connection, table):
        yield from batch


def _batches(connection: Connection, table: Table) -> Iterator[Any]:
    # Texts sort by each database's own collation, so text keys are compared byte by byte.
    binary = "BINARY" if connection.dialect.name == "sqlite" else "C"
    keys = [
        column.collate(binary) if column.type.python_type is str else column
        for column in table.primary_key.columns
    ]
    query = select(table).order_by(*keys)
    return connection.execute(query.execution_options(stream_results=True)).partitions(BATCH)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
