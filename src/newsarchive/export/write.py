"""One result, written in the format asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from newsarchive.errors import UsageError
from newsarchive.export.cells import cell_text, formula_safe, json_value, printable
from newsarchive.export.options import FORMATS, Format, WriteOptions
from newsarchive.export.parquet import write_parquet
from newsarchive.export.table import write_table
from newsarchive.store.query import Column, QueryResult

Writer = Callable[[QueryResult, BinaryIO, WriteOptions], int]


def write_rows(
    result: QueryResult, out: BinaryIO, format: Format, options: WriteOptions | None = None
) -> int:
    """Write all rows of a result.

    Args:
        result: columns and rows; read to its end.
        out: a binary stream; not closed.
        format: one of `FORMATS`.
        options: see `WriteOptions`.

    Returns:
        The number of rows written.

    Raises:
        UsageError: there is no such format.
        MissingExtra: Parquet without pyarrow.
        QueryLimit: while reading the rows.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UsageError(f"there is no format {format!r}: choose one of {', '.join(FORMATS)}")
    return writer(result, out, options or WriteOptions())


def unique_names(columns: tuple[Column, ...]) -> list[str]:
    """Names of the columns, a number added where one comes twice."""
    names: list[str] = []
    for column in columns:
        name, number = column.name or "column", 2
        while name in names:
            name, number = f"{column.name}_{number}", number + 1
        names.append(name)
    return names


def _csv(result: QueryResult, out: BinaryIO, options: WriteOptions) -> int:
    """CSV after RFC 4180: comma, double quotes, CRLF, a header line."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if options.bom:
        out.write(b"\xef\xbb\xbf")

    def cell(value: Any) -> str:
        text = cell_text(value)
        if isinstance(value, (str, tuple, list)) and not options.formulas:
            text = formula_safe(text)
        return printable(text, one_line=False) if options.terminal else text

    writer.writerow([cell(name) for name in unique_names(result.columns)])
    count = 0
    for row in result:
        writer.writerow([cell(value) for value in row])
        count += 1
        if buffer.tell() > 65536:
            _flush(buffer, out)
    _flush(buffer, out)
    return count


def _flush(buffer: io.StringIO, out: BinaryIO) -> None:
    out.write(buffer.getvalue().encode("utf-8", "replace"))
    buffer.seek(0)
    buffer.truncate()


def _objects(result: QueryResult, options: WriteOptions) -> Iterator[str]:
    names = unique_names(result.columns)
    for row in result:
        text = json.dumps(dict(zip(names, map(json_value, row), strict=True)), ensure_ascii=False)
        yield printable(text) if options.terminal else text


def _json(result: QueryResult, out: BinaryIO, options: WriteOptions) -> int:
    count = 0
    out.write(b"[")
    for text in _objects(result, options):
        out.write((",\n " if count else "\n ").encode() + text.encode("utf-8", "replace"))
        count += 1
    out.write(b"\n]\n" if count else b"]\n")
    return count


def _jsonl(result: QueryResult, out: BinaryIO, options: WriteOptions) -> int:
    count = 0
    for text in _objects(result, options):
        out.write(text.encode("utf-8", "replace") + b"\n")
        count += 1
    return count


def _markdown(result: QueryResult, out: BinaryIO, options: WriteOptions) -> int:
    """A table of GitHub Flavored Markdown (section 4.10)."""

    def line(cells: list[str]) -> bytes:
        return ("| " + " | ".join(cells) + " |\n").encode("utf-8", "replace")

    def cell(value: Any) -> str:
        text = cell_text(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
        return printable(text.replace("\r\n", "\n").replace("\n", "<br>"))

    numeric = ("integer", "real", "numeric")
    out.write(line([cell(name) for name in unique_names(result.columns)]))
    out.write(line(["---:" if column.type in numeric else "---" for column in result.columns]))
    count = 0
    for row in result:
        out.write(line([cell(value) for value in row]))
        count += 1
    return count


def _table(result: QueryResult, out: BinaryIO, options: WriteOptions) -> int:
    return write_table(result, unique_names(result.columns), out, options.width)


def _parquet(result: QueryResult, out: BinaryIO, _options: WriteOptions) -> int:
    return write_parquet(result, unique_names(result.columns), out)


_WRITERS: dict[str, Writer] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "jsonl": _jsonl,
    "markdown": _markdown,
    "parquet": _parquet,
}
