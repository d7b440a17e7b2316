"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

Identifier = BigInteger().with_variant(Integer(), "sqlite")
"""Row numbers: `bigint` on PostgreSQL, the `INTEGER` that is SQLite's own row id there."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant in UTC.

    PostgreSQL keeps it as `timestamptz`. SQLite has no such type: there it is text of one fixed
    width (RFC 3339, `2017-10-17T06:00:00Z`, or with six digits of fraction), so that it sorts and
    compares as text, `LIKE '2017-10%'` works, and SQLite's own date functions understand it.

    `fraction` says whether microseconds are kept. Times printed on pages keep none, so that
    `published_at = '2017-10-17T06:00:00Z'` is true of an article printed at six; times of our own
    clock keep six digits, so that two captures in one second stay in order.
    """

    impl = DateTime
    cache_ok = True

    def __init__(self, *, fraction: bool = True) -> None:
        super().__init__()
        self.fraction = fraction

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """`TEXT` on SQLite, `timestamptz` on PostgreSQL."""
        if dialect.name == "sqlite":
            return Text()
        # Loaded where there is a PostgreSQL: it takes a thirtieth of a command's start.
        from sqlalchemy.dialects.postgresql import TIMESTAMP

        return TIMESTAMP(timezone=True, precision=None if self.fraction else 0)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse naive times; give text to SQLite and an aware UTC time to PostgreSQL."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone can't be stored: {value!r}")
        value = value.astimezone(UTC)
        if not self.fraction:
            value = value.replace(microsecond=0)
        return utc_text(value, fraction=self.fraction) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """An aware `datetime` in UTC, whatever the database keeps."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).astimezone(UTC)
        stored: datetime = value
        return stored.astimezone(UTC)


def utc_text(value: datetime, *, fraction: bool = True) -> str:
    """An aware time as the text that SQLite keeps: UTC, fixed width, ending in `Z`."""
    told = value.astimezone(UTC).isoformat(timespec="microseconds" if fraction else "seconds")
    return told.removesuffix("+00:00") + "Z"
