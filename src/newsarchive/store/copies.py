"""Articles that are the same wire story, grouped: `articles.copy_group` is the earliest one's number.

Made after the articles are saved, some hundred at a time, each in one transaction: what a crash
leaves undone, the next call does. An article whose text changed is looked at again, and so is the
group that it was in. What is furniture of a site or an agency is judged by the articles that are there
at the moment: for two texts that share much of it, it counts what came before them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event

from sqlalchemy import text
from sqlalchemy.orm import Session

from newsarchive.store.bulk import execute_among, insert_raw
from newsarchive.store.copies_alike import Alike, find_alike
from newsarchive.store.copies_articles import CopyArticles, in_chunks
from newsarchive.store.copies_compare import STRANGERS, Shared, Told, are_copies
from newsarchive.store.copies_groups import CopyGroups
from newsarchive.store.copies_prints import Prints
from newsarchive.store.database import Store

WINDOW = timedelta(days=14)
"""Copies are published at most so far apart."""
_CHUNK = 300
_ALIKE = 250
"""Articles whose candidates are in memory at a time."""
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
    groups = CopyGroups(session, articles)
    for some in in_chunks(todo, _ALIKE):
        alike = find_alike(session, {number: sketches[number] for number in some})
        articles.load({n for found in alike.values() if found.near for n in found.near + found.strangers})
        for number in some:
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
        (members, *first)
        for members in by_group.values()
        if (first := _first_copy(own, members, articles)) is not None
    ]
    if not found:
        return
    copies = [copy for _, copy, _ in found[:_LOOKED_AT]]
    common = _furniture(own, copies, alike.strangers, articles, groups)
    for members, copy, shared in found:
        if common and not are_copies(own, articles.prints_of([copy])[copy], shared, common):
            # Those before the first copy are none, whatever is left out.
            later = _first_copy(own, members[members.index(copy) + 1 :], articles, common)
            if later is not None:
                groups.join(one, later[0])
        else:
            groups.join(one, copy)


def _first_copy(
    own: Told,
    numbers: Sequence[int],
    articles: CopyArticles,
    common: frozenset[int] = frozenset(),
) -> tuple[int, frozenset[int]] | None:
    """The first of the articles that is a copy of a text, and the shingles that they share."""
    for some in [numbers[:1], *in_chunks(numbers[1:], _COMPARED)]:
        for number, other in articles.prints_of(some).items():
            shared = own.shared_with(other)
            if are_copies(own, other, shared, common):
                return number, shared
    return None


def _furniture(
    own: Told, found: Sequence[int], strangers: Sequence[int], articles: CopyArticles, groups: CopyGroups
) -> frozenset[int]:
    """Shingles of a text, and of those that look like its copies, that other stories have too.

    Those that look like its copies are of different groups, so each may be a stranger to the others: half
    a text of furniture makes it look like a copy of all that have the furniture.
    """
    stories = _few_of_each_group(strangers, articles, groups)
    if sum(map(len, stories)) + len(found) <= STRANGERS:
        return frozenset()
    # A short text is all but contained in whatever has the same furniture; longer ones know better.
    shared = Shared([own, *articles.told_by(found).values()])
    if len(found) > 1:
        shared.look(articles.prints_of(found))
    shared.look(articles.prints_of([story[0] for story in stories]))
    shared.look(articles.prints_of([n for story in stories if shared.is_much(story[0]) for n in story[1:]]))
    return shared.furniture()


def _few_of_each_group(numbers: Sequence[int], articles: CopyArticles, groups: CopyGroups) -> list[list[int]]:
    """Of articles as many of each group as it takes to tell furniture by: the others say the same."""
    few: dict[int, list[int]] = {}
    for number in numbers:
        if number in articles.rows and len(story := few.setdefault(groups.root(number), [])) < STRANGERS:
            story.append(number)
    return [*few.values()]


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
