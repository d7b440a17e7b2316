"""Row numbers for rows that are still to be written."""

from __future__ import annotations

from sqlalchemy import Table, func, select, text
from sqlalchemy.orm import Session

_WAIT_FOR_OTHERS = text("SELECT pg_advisory_xact_lock(hashtext('newsarchive numbers'))")
"""Until the end of the transaction; one lock for all tables, so that no two writers wait crosswise."""


class RowNumbers:
    """Row numbers, taken from the database some at a time.

    Knowing a row's number before it is written lets a whole batch be written table by table. The numbers
    after the largest are free, for SQLite has one writer, and on PostgreSQL writers wait here for each
    other. A sequence would leave gaps, and a database made again would number its articles otherwise.
    """

    def __init__(self, session: Session, table: Table, chunk: int) -> None:
        self._session, self._table, self._chunk = session, table, max(1, chunk)
        self._free: list[int] = []
        self._last = 0

    def next(self) -> int:
        """A number that no row of the table has."""
        if not self._free:
            self._free = self._reserve()[::-1]
        self._last = self._free.pop()
        return self._last

    def _reserve(self) -> list[int]:
        if self._session.get_bind().dialect.name != "sqlite":
            self._session.execute(_WAIT_FOR_OTHERS)
        top = self._session.scalar(select(func.max(self._table.c.id))) or 0
        first = max(top, self._last) + 1
        return list(range(first, first + self._chunk))
