"""The data dictionary as a document: for the docs and for `newsarchive db schema`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Boolean, Column, Date, Float, Text

from newsarchive.errors import UsageError
from newsarchive.store.schema import metadata
from newsarchive.store.types import UtcDateTime
from newsarchive.store.view_definitions import VIEWS


@dataclass(frozen=True, slots=True)
class ColumnDoc:
    """A column: its name, what kind of value it holds, and what that means."""

    name: str
    kind: str
    """`text`, `number`, `yes/no`, `day`, `time (UTC)`; empty for columns of views."""
    comment: str


@dataclass(frozen=True, slots=True)
class TableDoc:
    """A table or view with its columns."""

    name: str
    kind: str
    """`table` or `view`."""
    comment: str
    columns: tuple[ColumnDoc, ...]


def described(name: str | None = None) -> tuple[TableDoc, ...]:
    """Views first (analysts begin there), then tables; or the one of that name. Raises `UsageError`."""
    everything = (*_views(), *_tables())
    if name is None:
        return everything
    found = tuple(one for one in everything if one.name == name)
    if not found:
        raise UsageError(f"no table or view {name!r}; there are {', '.join(one.name for one in everything)}")
    return found


def schema_markdown() -> str:
    """The whole data dictionary in Markdown."""
    parts = ["# Data dictionary\n\nThe same names and columns on SQLite and PostgreSQL. Times are UTC.\n"]
    for kind, title in (("view", "Views"), ("table", "Tables")):
        parts.append(f"\n## {title}\n")
        for one in described():
            if one.kind == kind:
                parts.append(_markdown(one))
    return "".join(parts)


def schema_text(name: str | None = None) -> str:
    """The data dictionary, or one table of it, in plain text for a terminal."""
    parts = []
    for one in described(name):
        width = max(len(column.name) for column in one.columns)
        lines = [f"{one.name} ({one.kind}): {one.comment}"]
        lines += [f"  {column.name:<{width}}  {column.comment}" for column in one.columns]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _markdown(one: TableDoc) -> str:
    rows = [f"\n### `{one.name}`\n\n{one.comment}\n\n"]
    if one.kind == "table":
        rows.append("| column | holds | meaning |\n|---|---|---|\n")
        rows += [f"| `{c.name}` | {c.kind} | {_cell(c.comment)} |\n" for c in one.columns]
    else:
        rows.append("| column | meaning |\n|---|---|\n")
        rows += [f"| `{c.name}` | {_cell(c.comment)} |\n" for c in one.columns]
    return "".join(rows)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _views() -> Iterator[TableDoc]:
    for view in VIEWS:
        columns = tuple(ColumnDoc(name, "", comment) for name, comment in view.columns.items())
        yield TableDoc(view.name, "view", view.comment, columns)


def _tables() -> Iterator[TableDoc]:
    for name in sorted(metadata.tables):
        table = metadata.tables[name]
        columns = tuple(ColumnDoc(c.name, _kind(c), c.comment or "") for c in table.columns)
        yield TableDoc(name, "table", table.comment or "", columns)


def _kind(column: Column[object]) -> str:
    kinds = (
        (UtcDateTime, "time (UTC)"),
        (Text, "text"),
        (Boolean, "yes/no"),
        (Date, "day"),
        (Float, "number"),
    )
    return next((word for kind, word in kinds if isinstance(column.type, kind)), "number")
