"""A result as Parquet, with typed columns and what each column means."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from newsarchive.errors import MissingExtra
from newsarchive.export.cells import cell_text, plain_number
from newsarchive.store.query import Column, QueryResult

_GROUP_ROWS = 20_000
_GROUP_BYTES = 8 * 1024 * 1024


def write_parquet(result: QueryResult, names: list[str], out: BinaryIO) -> int:
    """Write the rows in row groups of a bounded size.

    Where the database can't say a column's type beforehand (computed columns of SQLite, decimals of
    PostgreSQL, which sums are too), the rows go through a temporary file first, and the type is the one
    that fits them all. Integers beyond 64 bits, which no type of Parquet holds exactly, become text.

    Returns:
        The number of rows.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingExtra("Parquet needs pyarrow: pip install 'newsarchive[parquet]'") from error

    types = {
        "boolean": pa.bool_(),
        "integer": pa.int64(),
        "real": pa.float64(),
        "text": pa.string(),
        "timestamp": pa.timestamp("us", tz="UTC"),
        "date": pa.date32(),
        "bytes": pa.binary(),
        "list": pa.list_(pa.string()),
    }
    with tempfile.TemporaryFile() as spool:
        rows: Iterable[Any] = result
        kinds: list[str] = [
            "unknown" if column.type == "numeric" else column.type for column in result.columns
        ]
        if "unknown" in kinds:
            kinds = _spool(result, kinds, spool)
            rows = _unspool(spool)
        schema = pa.schema(
            [
                pa.field(name, types[kind], metadata=_metadata(column))
                for name, kind, column in zip(names, kinds, result.columns, strict=True)
            ]
        )
        count = 0
        with pq.ParquetWriter(out, schema, compression="zstd") as writer:
            for group in _groups(rows):
                count += len(group)
                columns = [
                    pa.array([_fitting(row[index], kind) for row in group], type=types[kind])
                    for index, kind in enumerate(kinds)
                ]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        return count


def _metadata(column: Column) -> dict[str, str] | None:
    return {"description": column.description} if column.description else None


def _groups(rows: Iterable[Any]) -> Iterator[list[Any]]:
    group: list[Any] = []
    size = 0
    for row in rows:
        group.append(row)
        size += sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
        if len(group) >= _GROUP_ROWS or size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -(2**63) <= value < 2**63 else "text"
    if isinstance(value, float):
        return "real"
    if isinstance(value, datetime):
        return "timestamp"
    if isinstance(value, date):
        return "date"
    return "bytes" if isinstance(value, bytes) else "text"


def _wider(one: str, other: str) -> str:
    """The narrowest type that holds both."""
    if one in (other, "unknown"):
        return other
    return "real" if {one, other} == {"integer", "real"} else "text"


def _spool(result: QueryResult, kinds: list[str], spool: BinaryIO) -> list[str]:
    """Write the rows to the file; returns the types that fit them."""
    unknown = [index for index, kind in enumerate(kinds) if kind == "unknown"]
    found = list(kinds)
    for values in result:
        row = tuple(plain_number(value) if isinstance(value, Decimal) else value for value in values)
        for index in unknown:
            if row[index] is not None:
                found[index] = _wider(found[index], _kind(row[index]))
        pickle.dump(row, spool)
    return ["text" if kind == "unknown" else kind for kind in found]


def _unspool(spool: BinaryIO) -> Iterator[Any]:
    spool.seek(0)
    with suppress(EOFError):
        while True:
            yield pickle.load(spool)  # noqa: S301 - written above


def _fitting(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "text":
        return value if isinstance(value, str) else cell_text(value)
    if kind == "real":
        return float(value)
    if kind == "list":
        return [cell_text(item) for item in value]
    return value
