"""Articles that are the same wire story, grouped: `articles.copy_group` is the earliest one's number.

Made after the articles are saved, some hundred at a time, each in one transaction: what a crash
leaves undone, the next call does. An article whose text changed is looked at again, and so is the
group that it was in. The groups do not depend on how the work was cut into pieces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Event
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from newsarchive.store.bulk import insert_raw
from newsarchive.store.copies_compare import Fingerprint, are_copies, fingerprint, furniture
from newsarchive.store.database import Store

WINDOW = timedelta(days=14)
"""Copies are published at most so far apart."""
_CHUNK = 300
_SHARED = 4
"""Numbers of the sketch that two articles must share before their texts are compared: half a story cut
from the other's sketch keeps about ten."""
_CROWD = 200
"""Of the articles that share a shingle only so many, the newest, are looked at: more have it where it is
furniture, and then copies lie near one another."""
_LOOKED_AT = 60
"""Articles in which standing matter is looked for."""
_MOST_PRINTS = 2000
"""Kept at a time: one takes 30 to 40 kB."""
_Alike = list[tuple[int, int]]
"""Numbers of articles, each with how much of a sketch it shares, the most first."""
Prints = dict[tuple[int, int], Fingerprint]
"""Fingerprints by article and number of its revision."""


@dataclass(frozen=True, slots=True)
class CopyCounts:
    """What a run of `group_copies` did."""

    examined: int = 0
    """Articles that were compared with the others."""
    copies: int = 0
    """How many of them were found to be the same story as another."""


def group_copies(
    store: Store,
    *,
    progress: Callable[[int], None] | None = None,
    stop: Event | None = None,
    prints: Prints | None = None,
) -> CopyCounts:
    """Compare every article that is new or changed with those of the same days.

    Args:
        store: the archive, open for writing.
        progress: called with the number of articles compared so far.
        stop: when it is set, the articles that are left wait for the next call.
        prints: fingerprints that are known already.
    """
    examined = copies = last = 0
    prints = {} if prints is None else prints
    while stop is None or not stop.is_set():
        # Looked for outside of the write lock: on a large archive that is the longest part of a short call.
        with store.read() as session:
            waiting = waiting_articles(session, _CHUNK, after=last)
        if not waiting:
            break
        with store.write() as session:
            copies += group_some(session, waiting, prints)
        examined, last = examined + len(waiting), waiting[-1]
        if progress is not None:
            progress(examined)
    return CopyCounts(examined, copies)


def waiting_articles(session: Session, limit: int, *, after: int = 0) -> list[int]:
    """Articles behind number `after` whose current revision was not compared yet, lowest number first."""
    rows = session.execute(
        text(
            "SELECT a.id FROM articles a LEFT JOIN search_copy_state c ON c.article_id = a.id"
            " WHERE a.id > :after AND (c.revision IS NULL OR c.revision <> a.current_revision)"
            " ORDER BY a.id LIMIT :limit"
        ),
        {"limit": limit, "after": after},
    )
    return [row[0] for row in rows]


def group_some(session: Session, article_ids: Sequence[int], prints: Prints | None = None) -> int:
    """Compare these articles, in the caller's transaction. Returns how many have a copy.

    `prints` keeps fingerprints from one call to the next.
    """
    session.flush()
    todo = _with_broken_groups(session, list(article_ids))
    articles = _Articles(session, {} if prints is None else prints)
    articles.load(todo)
    keys = {number: articles.print_of(number).sketch for number in todo if number in articles.rows}
    _write_keys(session, todo, keys, articles)
    groups = _Groups(session)
    alike = _alike(session, keys)
    near = {other for others in alike.values() for other, shared in others if shared >= _SHARED}
    articles.load(near - articles.rows.keys())
    copies = 0
    for number in keys:
        found = articles.copies_of(number, alike[number])
        if found:
            copies += 1
            groups.join([number, *found])
    groups.write(articles)
    return copies


def _ids(statement: str) -> Any:
    return text(statement).bindparams(bindparam("ids", expanding=True))


def _in_chunks(ids: Sequence[int], size: int = 500) -> list[list[int]]:
    return [list(ids[start : start + size]) for start in range(0, len(ids), size)]


def _with_broken_groups(session: Session, todo: list[int]) -> list[int]:
    """The articles, and everyone in a group with one of them: those groups are made anew."""
    groups: set[int] = set()
    for some in _in_chunks(todo):
        query = _ids("SELECT DISTINCT copy_group FROM articles WHERE id IN :ids AND copy_group IS NOT NULL")
        groups |= {row[0] for row in session.execute(query, {"ids": some})}
    members: set[int] = set(todo)
    for some in _in_chunks(sorted(groups)):
        members |= {
            row[0]
            for row in session.execute(
                _ids("SELECT id FROM articles WHERE copy_group IN :ids"), {"ids": some}
            )
        }
        session.execute(_ids("UPDATE articles SET copy_group = NULL WHERE copy_group IN :ids"), {"ids": some})
    return sorted(members)


class _Articles:
    """The texts and days of the articles of a batch."""

    def __init__(self, session: Session, prints: Prints) -> None:
        self._session = session
        self._prints = prints
        if len(prints) > _MOST_PRINTS:
            prints.clear()
        self.rows: dict[int, Any] = {}

    def print_of(self, number: int) -> Fingerprint:
        """The fingerprint of an article's current text."""
        row = self.rows[number]
        key = (number, row[5])
        if key not in self._prints:
            self._prints[key] = fingerprint(row[1])
        return self._prints[key]

    def load(self, ids: Sequence[int] | set[int]) -> None:
        query = _ids(
            "SELECT id, text, published_on, published_at, first_seen, current_revision"
            " FROM articles WHERE id IN :ids"
        )
        for some in _in_chunks(sorted(ids)):
            for row in self._session.execute(query, {"ids": some}):
                self.rows[row[0]] = row

    def day(self, number: int) -> date:
        _, _, published_on, _, first_seen, _ = self.rows[number]
        value = published_on or first_seen
        if isinstance(value, str):
            return date.fromisoformat(value[:10])
        return value.date() if isinstance(value, datetime) else value

    def age(self, number: int) -> tuple[date, bool, str, str, int]:
        """Sorts the earliest article of a group first; on one day a printed time goes before none."""
        _, _, _, published_at, first_seen, _ = self.rows[number]
        return (self.day(number), published_at is None, str(published_at), str(first_seen), number)

    def copies_of(self, one: int, alike: _Alike) -> list[int]:
        """Those of the articles alike that tell the same story, standing matter left out."""
        near = [n for n, shared in alike if shared >= _SHARED and n in self.rows and self._is_near(one, n)]
        own = self.print_of(one)
        found = [number for number in near if are_copies(own, self.print_of(number))]
        if not found:
            return []
        # A short text is all but contained in whatever has the same furniture; longer ones know better,
        # and of its sketch they may share a single number.
        looked_at = [number for number, _ in alike[:_LOOKED_AT]]
        self.load(set(looked_at) - self.rows.keys())
        others = [self.print_of(n) for n in looked_at if n in self.rows and self._is_near(one, n)]
        common = furniture([own, *map(self.print_of, found[:_LOOKED_AT])], [own, *others])
        return [number for number in found if are_copies(own, self.print_of(number), common)]

    def _is_near(self, one: int, other: int) -> bool:
        return abs(self.day(one) - self.day(other)) <= WINDOW


def _write_keys(
    session: Session, todo: list[int], keys: dict[int, tuple[int, ...]], articles: _Articles
) -> None:
    for some in _in_chunks(todo):
        for table in ("search_copy_keys", "search_copy_state"):
            session.execute(_ids(f"DELETE FROM {table} WHERE article_id IN :ids"), {"ids": some})  # noqa: S608
    connection = session.connection()
    # In the order of the index, which is where they go.
    rows = sorted((key, number) for number, sketch in keys.items() for key in sketch)
    insert_raw(connection, "search_copy_keys", ("key", "article_id"), rows)
    state = [(number, articles.rows[number][5]) for number in keys]
    insert_raw(connection, "search_copy_state", ("article_id", "revision"), state)


def _alike(session: Session, keys: dict[int, tuple[int, ...]]) -> dict[int, _Alike]:
    """For each article those that share any of its sketch."""
    owners = _owners(session, sorted({key for sketch in keys.values() for key in sketch}))
    found: dict[int, _Alike] = {}
    for number, sketch in keys.items():
        shared: Counter[int] = Counter()
        for key in sketch:
            shared.update(other for other in owners.get(key, ()) if other != number)
        found[number] = shared.most_common()
    return found


def _owners(session: Session, keys: list[int]) -> dict[int, list[int]]:
    """The newest articles that have each of the keys in their sketch."""
    newest = "SELECT article_id FROM search_copy_keys WHERE key = {} ORDER BY article_id DESC LIMIT {}"
    connection = session.connection()
    owners: dict[int, list[int]] = {}
    if connection.dialect.name == "sqlite":
        one = newest.format("?", _CROWD)
        raw: Any = connection.connection.driver_connection
        for key in keys:
            owners[key] = [row[0] for row in raw.execute(one, (key,))]
        return owners
    lateral = newest.format("wanted.key", _CROWD)
    query = text(
        "SELECT wanted.key, owner.article_id FROM unnest(CAST(:keys AS bigint[])) AS wanted (key)"  # noqa: S608
        f" CROSS JOIN LATERAL ({lateral}) AS owner"
    )
    for some in _in_chunks(keys, 10_000):
        for key, number in session.execute(query, {"keys": some}):
            owners.setdefault(key, []).append(number)
    return owners


class _Groups:
    """Who belongs together: the groups that are there, and what this batch joins."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._parent: dict[int, int] = {}

    def _root(self, number: int) -> int:
        while self._parent.setdefault(number, number) != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, numbers: list[int]) -> None:
        for other in numbers[1:]:
            self._parent[self._root(other)] = self._root(numbers[0])

    def write(self, articles: _Articles) -> None:
        """Name the earliest of each group; groups that were there and touch are taken in whole."""
        for some in _in_chunks(sorted(self._parent)):
            query = _ids(
                "SELECT DISTINCT copy_group FROM articles WHERE id IN :ids AND copy_group IS NOT NULL"
            )
            groups = [row[0] for row in self._session.execute(query, {"ids": some})]
            members = self._session.execute(
                _ids("SELECT id, copy_group FROM articles WHERE copy_group IN :ids"), {"ids": groups}
            )
            for number, group in members:
                self.join([group, number])
        articles.load(set(self._parent) - articles.rows.keys())
        together: dict[int, list[int]] = {}
        for number in list(self._parent):
            together.setdefault(self._root(number), []).append(number)
        rows = [
            {"id": number, "group": min(members, key=articles.age)}
            for members in together.values()
            if len(members) > 1
            for number in members
        ]
        if rows:
            self._session.execute(text("UPDATE articles SET copy_group = :group WHERE id = :id"), rows)
