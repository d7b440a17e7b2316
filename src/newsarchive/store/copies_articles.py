"""What the grouping of copies reads of articles: days, groups, fingerprints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy.orm import Session

from newsarchive.store.bulk import execute_among
from newsarchive.store.copies_compare import Fingerprint, Told, fingerprint
from newsarchive.store.copies_prints import Prints

T = TypeVar("T")


def in_chunks(values: Sequence[T], size: int = 500) -> list[Sequence[T]]:
    """The values in pieces that a statement or the memory takes."""
    return [values[start : start + size] for start in range(0, len(values), size)]


class _Row(NamedTuple):
    number: int
    published_on: Any
    published_at: Any
    first_seen: Any
    revision: int
    copy_group: int | None


_ROWS = (
    "SELECT id, published_on, published_at, first_seen, current_revision, copy_group"
    " FROM articles WHERE id IN :ids"
)
_TEXTS = "SELECT id, text FROM articles WHERE id IN :ids"


class CopyArticles:
    """The articles that a batch is concerned with. Their texts stay in the database."""

    def __init__(self, session: Session, prints: Prints) -> None:
        self._session = session
        self._prints = prints
        self.rows: dict[int, _Row] = {}

    def load(self, numbers: Iterable[int]) -> None:
        """Read those that are not there yet."""
        for some in in_chunks(sorted({*numbers} - self.rows.keys())):
            for row in map(_Row._make, execute_among(self._session, _ROWS, some).all()):
                self.rows[row.number] = row

    def prints_of(self, numbers: Sequence[int]) -> dict[int, Fingerprint]:
        """Fingerprints of the current texts of loaded articles, in this order. Others are left out."""
        there = [self.rows[number] for number in numbers if number in self.rows]
        found = {row.number: self._prints.get(row.number, row.revision) for row in there}
        missing = [number for number, one in found.items() if one is None]
        if missing:
            for number, told in execute_among(self._session, _TEXTS, missing):
                found[number] = one = fingerprint(told)
                self._prints.add(number, self.rows[number].revision, one)
        return {number: one for number, one in found.items() if one is not None}

    def told_by(self, numbers: Sequence[int]) -> dict[int, Told]:
        """The same for comparing them with others."""
        told = self._prints.told
        return {n: told(n, self.rows[n].revision, one) for n, one in self.prints_of(numbers).items()}

    def day(self, number: int) -> date:
        """The day of publication, or else the day on which the article was first seen."""
        row = self.rows[number]
        value = row.published_on or row.first_seen
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
        return value.date() if isinstance(value, datetime) else value

    def age(self, number: int) -> tuple[date, bool, str, str, int]:
        """Sorts the earliest article of a group first; on one day a printed time goes before none."""
        row = self.rows[number]
        return (
            self.day(number),
            row.published_at is None,
            str(row.published_at),
            str(row.first_seen),
            number,
        )
