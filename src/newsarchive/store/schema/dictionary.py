"""The data dictionary: what every table, view and column means, inside the database itself."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from newsarchive.store.schema.base import Base, commented, one_of


class DataDictionary(Base):
    """A line of the data dictionary."""

    __tablename__ = "data_dictionary"
    __table_args__ = (
        one_of("kind", "table", "view"),
        {"comment": "What every table, view and column means; made anew by each upgrade."},
    )

    name: Mapped[str] = commented("Name of the table or view.", primary_key=True)
    position: Mapped[int] = commented(
        "0 for the table or view itself, else the place of the column.", primary_key=True
    )
    column_name: Mapped[str] = commented("Name of the column; empty for the table or view itself.")
    kind: Mapped[str] = commented("table or view.")
    comment: Mapped[str] = commented("What it means.")
