"""Who belongs together: the groups of copies that are there, and what a batch joins."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from newsarchive.store.copies_articles import CopyArticles


class CopyGroups:
    """Groups as a forest over the numbers of articles (union-find: Tarjan, 1975)."""

    def __init__(self, session: Session, articles: CopyArticles) -> None:
        self._session = session
        self._articles = articles
        self._parent: dict[int, int] = {}
        self._joined: set[int] = set()

    def root(self, number: int) -> int:
        """The number that stands for an article's group."""
        parent = self._parent
        if number not in parent:
            row = self._articles.rows.get(number)
            group = row.copy_group if row is not None else None
            parent[number] = number if group is None else group
        while parent.setdefault(number, number) != number:
            parent[number] = parent.setdefault(parent[number], parent[number])
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one group of the groups of two articles."""
        self._parent[self.root(other)] = self.root(one)
        self._joined.add(one)

    def among(self, numbers: Sequence[int]) -> int:
        """How many of the articles are in a group that this batch made or made larger."""
        roots = self._roots()
        return sum(self.root(number) in roots for number in numbers)

    def write(self) -> None:
        """Name the earliest of each group; groups that were there and touch are taken in whole."""
        roots = self._roots()
        together: dict[int, list[int]] = {root: [] for root in roots}
        for number in list(self._parent):
            if (root := self.root(number)) in roots:
                together[root].append(number)
        self._articles.load(self._parent)
        rows = self._articles.rows
        alone, renamed = [], []
        for numbers in together.values():
            # Of a group that was there its name is enough: that is its earliest article.
            first = min(numbers, key=self._articles.age)
            alone += [{"id": n, "group": first} for n in numbers if rows[n].copy_group is None]
            was = {rows[n].copy_group for n in numbers} - {None, first}
            renamed += [{"was": group, "group": first} for group in was]
        for condition, values in (("id = :id", alone), ("copy_group = :was", renamed)):
            if values:
                self._session.execute(
                    text(f"UPDATE articles SET copy_group = :group WHERE {condition}"),  # noqa: S608
                    values,
                )

    def _roots(self) -> set[int]:
        return {self.root(number) for number in self._joined}
