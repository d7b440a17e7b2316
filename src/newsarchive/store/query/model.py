"""What a query may use, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Value = None | bool | int | float | Decimal | str | bytes | date | datetime | tuple[str, ...]
Row = tuple[Value, ...]

ColumnType = Literal[
    "boolean", "integer", "real", "numeric", "text", "timestamp", "date", "bytes", "list", "unknown"
]
"""`list`: several texts (exports only). `unknown`: SQLite does not say; the type is that of each value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result."""

    name: str
    type: ColumnType = "unknown"
    description: str | None = None
    """What the data dictionary says about it, where it is known."""


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """How much a query may use before it is stopped."""

    seconds: float = 30.0
    """Time that the database may work on it. Time that the reader of the rows takes is not counted."""
    rows: int | None = None
    """After so many rows the result is cut and says so (`QueryResult.cut`). None: no limit."""
    bytes: int | None = None
    """Size of all values together; passing it raises `QueryLimit`. None: no limit."""
    memory: int = 160 * 1024 * 1024
    """Bytes that the process running the statement may take beyond what it needs to start."""


@dataclass(slots=True)
class QueryResult:
    """The columns of a result, and its rows as they come from the database.

    Iterate once; `close` (or leaving the `with` block) ends the statement early.
    """

    columns: tuple[Column, ...]
    rows: Iterator[Row]
    cut: bool = field(default=False)
    """Known after the last row: whether there were more rows than `QueryLimits.rows`."""

    def __iter__(self) -> Iterator[Row]:
        return self.rows

    def __enter__(self) -> QueryResult:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the statement and its process, if it still runs."""
        close = getattr(self.rows, "close", None)
        if close is not None:
            close()
