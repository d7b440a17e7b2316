"""What all tables share: naming convention, key types, helpers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import CheckConstraint, ForeignKey, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from newsarchive.store.types import Identifier, UtcDateTime

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, the same on both databases, so that a migration can find it."""

Key = Annotated[int, mapped_column(Identifier, primary_key=True)]
Instant = Annotated[datetime, mapped_column(UtcDateTime())]
"""A time of our own clock, to the microsecond."""
PrintedInstant = Annotated[datetime, mapped_column(UtcDateTime(fraction=False))]
"""A time printed on a page, to the second."""


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {str: Text(), int: Identifier}  # noqa: RUF012 - SQLAlchemy's own declaration


def one_of(column: str, *values: str) -> CheckConstraint:
    """A check that a column holds one of a few words (or nothing, where it may)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def commented(comment: str, *, foreign: ForeignKey | None = None, **options: Any) -> Any:
    """A column with its comment; the comment is the column's line in the data dictionary."""
    return mapped_column(*([foreign] if foreign is not None else []), comment=comment, **options)
