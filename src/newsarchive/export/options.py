"""The formats, and how to write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Format = Literal["table", "csv", "json", "jsonl", "markdown", "parquet"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json", "jsonl", "markdown", "parquet")


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write."""

    width: int = 100
    """Columns of the terminal, for `table`."""
    bom: bool = False
    """CSV: begin with a byte order mark, by which spreadsheets know UTF-8."""
    formulas: bool = False
    """CSV: leave texts that look like formulas as they are. Else an apostrophe goes before them."""
    terminal: bool = False
    """The output is a terminal: show control characters instead of sending them."""
