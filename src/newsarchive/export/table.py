"""A result as a table that fits the terminal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any, BinaryIO

from rich.cells import cell_len, set_cell_size

from newsarchive.export.cells import cell_text, plain_number, printable
from newsarchive.store.query import QueryResult, Row

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
    longest = 4 * width
    rows = iter(result)
    right = [True] * len(names)
    sample = []
    for row in islice(rows, _SAMPLE):
        right = [one and (value is None or _is_number(value)) for one, value in zip(right, row, strict=True)]
        sample.append(_cells(row, longest))
    headings = [printable(name) for name in names]
    wanted = [max(cell_len(cells[index]) for cells in (headings, *sample)) for index in range(len(names))]
    lines = chain(sample, (_cells(row, longest) for row in rows))
    widths = fit(wanted, width - 2 * (len(names) - 1))
    if widths is None:
        return _write_records(lines, headings, out, width)
    right = [one and bool(sample) for one in right]
    out.write(_line(headings, widths, right))
    out.write(("  ".join("─" * size for size in widths) + "\n").encode())
    count = 0
    for cells in lines:
        out.write(_line(cells, widths, right))
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


def _cells(row: Row, longest: int) -> list[str]:
    """The values as text, cut to what can be shown: some hundred rows wait in memory for their widths."""
    return [_cell(value, longest) for value in row]


def _cell(value: Any, longest: int) -> str:
    if isinstance(value, Decimal):
        value = plain_number(value)
    if isinstance(value, float):
        return f"{value:.6g}" if abs(value) < 1e15 else str(value)
    text = cell_text(value)
    return printable(text if len(text) <= longest else text[:longest] + "…")


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


def _write_records(lines: Iterable[list[str]], headings: list[str], out: BinaryIO, width: int) -> int:
    """A block for each row, a line for each column."""
    margin = max(map(cell_len, headings), default=0)
    space = max(20, width - margin - 2)
    count = 0
    for count, cells in enumerate(lines, 1):
        out.write(f"── {count} ".ljust(width, "─").encode() + b"\n")
        for heading, cell in zip(headings, cells, strict=True):
            text = set_cell_size(cell, space - 1) + "…" if cell_len(cell) > space else cell
            line = f"{heading}{' ' * (margin - cell_len(heading))}  {text}".rstrip()
            out.write(line.encode("utf-8", "replace") + b"\n")
    return count
