"""Articles that are the same wire story, grouped: `articles.copy_group` is the earliest one's number.

Made after the articles are saved, some hundred at a time, each in one transaction: what a crash
leaves undone, the next call does. An article whose text changed is looked at again, and so is the
group that it was in. What is furniture of a site or an agency is judged by the articles that are there
at the moment: for two texts that share much of it, it counts what came before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event
from typing import NamedTuple

from sqlalchemy import text
from sqlalchemy.orm import Session

from newsarchive.store.bulk import execute_among, insert_raw
from newsarchive.store.copies_alike import Alike, find_alike
from newsarchive.store.copies_articles import CopyArticles, in_chunks
from newsarchive.store.copies_compare import (
    STRANGERS,
    Fingerprint,
    Told,
    furniture,
    may_outweigh,
    shared_by_copies,
)
from newsarchive.store.copies_groups import CopyGroups
from newsarchive.store.copies_prints import Prints
from newsarchive.store.database import Store

WINDOW = timedelta(days=14)
"""Copies are published at most so far apart."""
_CHUNK = 300
_COMPARED = 32
"""Fingerprints that are in memory at a time."""
_LOOKED_AT = 24
"""Candidates in which furniture is looked for."""


@dataclass(frozen=True, slots=True)
class CopyCounts:
    """What a run of `group_copies` did."""

    examined: int = 0
    """Articles that were compared with the others."""
    copies: int = 0
    """How many of them were found to be the same story as another."""


class _Copy(NamedTuple):
    """An article that is the copy of another."""

    number: int
    text: Fingerprint
    shared: int
    """How many shingles both have."""


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
    prints = Prints() if prints is None else prints
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
    articles = CopyArticles(session, Prints() if prints is None else prints)
    articles.load(todo)
    todo = [number for number in todo if number in articles.rows]
    sketches = {}
    for some in in_chunks(todo, _COMPARED):
        sketches.update({number: one.sketch for number, one in articles.prints_of(some).items()})
    _write_sketches(session, sketches, articles)
    alike = find_alike(session, sketches)
    articles.load({other for found in alike.values() for other in found.near})
    groups = CopyGroups(session, articles)
    for number in todo:
        _join_copies(number, alike[number], articles, groups)
    groups.write()
    return groups.among(todo)


def _join_copies(one: int, alike: Alike, articles: CopyArticles, groups: CopyGroups) -> None:
    """Put an article into the groups of those candidates that tell the same story, standing matter left out.

    One copy in a group is enough: a story that a hundred papers print is not compared a hundred times.
    """
    by_group: dict[int, list[int]] = {}
    for number in alike.near:
        if number in articles.rows and abs(articles.day(one) - articles.day(number)) <= WINDOW:
            by_group.setdefault(groups.root(number), []).append(number)
    by_group.pop(groups.root(one), None)
    if not by_group:
        return
    own = articles.told_by([one])[one]
    found = [
        (members, copy)
        for members in by_group.values()
        if (copy := _first_copy(own, members, articles)) is not None
    ]
    if not found:
        return
    common: frozenset[int] = frozenset()
    if len(found) > 1 or _may_outweigh(one, own, *found[0], alike):
        copies = [copy.number for _, copy in found[:_LOOKED_AT]]
        common = _furniture(own, copies, alike.strangers, articles, groups)
    for members, copy in found:
        # Those before the first copy are none, whatever is left out; without furniture it is one still.
        left = members[members.index(copy.number) :]
        if not common or _first_copy(own, left, articles, common) is not None:
            groups.join(one, copy.number)


def _may_outweigh(one: int, own: Told, members: Sequence[int], copy: _Copy, alike: Alike) -> bool:
    """Whether there may be so much furniture in an article that a copy of it is none."""
    return may_outweigh(alike.seen_elsewhere(one, members), own, copy.text, copy.shared)


def _first_copy(
    own: Told,
    numbers: Sequence[int],
    articles: CopyArticles,
    common: frozenset[int] = frozenset(),
) -> _Copy | None:
    """The first of the articles that is a copy of a text."""
    for some in [numbers[:1], *in_chunks(numbers[1:], _COMPARED)]:
        for number, other in articles.prints_of(some).items():
            if shared := shared_by_copies(own, other, common):
                return _Copy(number, other, shared)
    return None


def _few_of_each_group(numbers: Sequence[int], articles: CopyArticles, groups: CopyGroups) -> list[int]:
    """Of articles as many of each group as it takes to tell furniture by: the others say the same."""
    taken: Counter[int] = Counter()
    few = []
    for number in numbers:
        if number in articles.rows and taken[root := groups.root(number)] < STRANGERS:
            taken[root] += 1
            few.append(number)
    return few


def _furniture(
    own: Told, found: Sequence[int], strangers: Sequence[int], articles: CopyArticles, groups: CopyGroups
) -> frozenset[int]:
    """Shingles of a text, and of those that look like its copies, that other stories have too."""
    articles.load(strangers)
    # A short text is all but contained in whatever has the same furniture; longer ones know better.
    few = _few_of_each_group(strangers, articles, groups)
    if len(few) < STRANGERS:
        return frozenset()
    likes = articles.told_by(found).values()
    return furniture([own, *likes], list(articles.prints_of(few).values()))


def _with_broken_groups(session: Session, todo: list[int]) -> list[int]:
    """The articles, and everyone in a group with one of them: those groups are made anew."""
    groups: set[int] = set()
    for some in in_chunks(todo):
        query = "SELECT DISTINCT copy_group FROM articles WHERE id IN :ids AND copy_group IS NOT NULL"
        groups |= {row[0] for row in execute_among(session, query, some)}
    members: set[int] = set(todo)
    for some in in_chunks(sorted(groups)):
        query = "SELECT id FROM articles WHERE copy_group IN :ids"
        members |= {row[0] for row in execute_among(session, query, some)}
        execute_among(session, "UPDATE articles SET copy_group = NULL WHERE copy_group IN :ids", some)
    return sorted(members)


def _write_sketches(session: Session, sketches: dict[int, tuple[int, ...]], articles: CopyArticles) -> None:
    for some in in_chunks(list(sketches)):
        for table in ("search_copy_keys", "search_copy_state"):
            execute_among(session, f"DELETE FROM {table} WHERE article_id IN :ids", some)  # noqa: S608
    connection = session.connection()
    # In the order of the index, which is where they go.
    rows = sorted((key, number) for number, sketch in sketches.items() for key in sketch)
    insert_raw(connection, "search_copy_keys", ("key", "article_id"), rows)
    state = [(number, articles.rows[number].revision) for number in sketches]
    insert_raw(connection, "search_copy_state", ("article_id", "revision"), state)
