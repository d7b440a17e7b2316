"""A result as a table that fits the terminal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO

from rich.cells import cell_len, set_cell_size

from newsarchive.export.cells import cell_text, printable
from newsarchive.store.query import QueryResult

_SAMPLE = 500
"""Rows that are looked at before the widths are fixed."""
_NARROWEST = 6
_WIDEST_KEPT = 19
"""Columns up to this width (a date and time fits) keep it while wider ones give way."""


def write_table(result: QueryResult, names: list[str], out: BinaryIO, width: int) -> int:
    """Write the rows in columns; where the terminal is too narrow for that, row below row.

    Args:
        result: read to its end.
        names: the headings.
        out: receives UTF-8.
        width: columns of the terminal.

    Returns:
        The number of rows.
    """
    rows = iter(result)
    sample = list(islice(rows, _SAMPLE))
    cells = [[_cell(value) for value in row] for row in sample]
    wanted = [
        max([cell_len(printable(name)), *(cell_len(row[index]) for row in cells)])
        for index, name in enumerate(names)
    ]
    widths = fit(wanted, width - 2 * (len(names) - 1))
    if widths is None:
        return _write_records(chain(sample, rows), names, out, width)
    right = [
        bool(sample) and all(row[index] is None or _is_number(row[index]) for row in sample)
        for index in range(len(names))
    ]
    out.write(_line([printable(name) for name in names], widths, right))
    out.write(("  ".join("─" * size for size in widths) + "\n").encode())
    count = 0
    for row in chain(sample, rows):
        out.write(_line([_cell(value) for value in row], widths, right))
        count += 1
    return count


def fit(wanted: list[int], space: int) -> list[int] | None:
    """Widths of the columns within the space, the widest giving way first; None: no way."""
    widths = list(wanted)
    over = sum(widths) - space
    while over > 0:
        widest = max(widths)
        if widest <= _NARROWEST:
            return None
        if widest <= _WIDEST_KEPT and len(widths) > 6:
            return None
        index = widths.index(widest)
        second = max((size for size in widths if size < widest), default=_NARROWEST)
        give = max(1, min(over, widest - max(second, _NARROWEST)))
        widths[index] -= give
        over -= give
    return widths


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, (bool, date))


def _cell(value: Any) -> str:
    if isinstance(value, Decimal) and value.is_finite():
        # PostgreSQL counts and rounds to decimals, SQLite to integers and floats: both print the same.
        value = int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e15 else str(value)
    return printable(cell_text(value))


def _line(cells: list[str], widths: list[int], right: list[bool]) -> bytes:
    parts = []
    for cell, size, to_right in zip(cells, widths, right, strict=True):
        length = cell_len(cell)
        if length > size:
            text = set_cell_size(cell, size - 1) + "…"
        elif to_right:
            text = " " * (size - length) + cell
        else:
            text = cell + " " * (size - length)
        parts.append(text)
    return ("  ".join(parts).rstrip() + "\n").encode("utf-8", "replace")


def _write_records(rows: Any, names: list[str], out: BinaryIO, width: int) -> int:
    """A block for each row, a line for each column."""
    margin = max((cell_len(printable(name)) for name in names), default=0)
    space = max(20, width - margin - 2)
    count = 0
    for row in rows:
        count += 1
        out.write(f"── {count} ".ljust(width, "─").encode() + b"\n")
        for name, value in zip(names, row, strict=True):
            text = _cell(value)
            if cell_len(text) > space:
                text = set_cell_size(text, space - 1) + "…"
            heading = printable(name)
            out.write(
                f"{heading}{' ' * (margin - cell_len(heading))}  {text}".rstrip().encode("utf-8", "replace")
                + b"\n"
            )
    return count
