"""Which articles may be copies of one another: those whose sketches share numbers."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from newsarchive.store.copies_articles import in_chunks
from newsarchive.store.copies_compare import SLOTS

_SHARED = 4
"""Numbers of the sketch that two articles must share before their texts are compared: half a story cut
from the other's sketch keeps about ten."""
_STORY = SLOTS * 3 // 4
"""Who shares so much of a sketch has the story itself; who shares less may have no more than the site's
furniture, or a template."""
_LOOKED_AT = 100
"""Articles in which furniture is looked for, those first that share most: with 60 they may all be of two or
three stories, and whether they are is the luck of the hash."""
_CROWD = 200
"""Of the articles that share a shingle only so many, the newest, are looked at: more have it where it is
furniture, and then copies lie near one another."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Numbers of the articles that share some of one's sketch."""

    near: list[int]
    """Those that may be copies, the likeliest first, of these the newest: its fingerprint is still known."""
    strangers: list[int]
    """Those in which furniture may be found."""


def find_alike(session: Session, sketches: Mapping[int, tuple[int, ...]]) -> dict[int, Alike]:
    """For each article those that share any of its sketch; all of them are in `search_copy_keys`."""
    owners = _owners(session, sorted({key for sketch in sketches.values() for key in sketch}))
    found = {}
    for number, sketch in sketches.items():
        shared = Counter(chain.from_iterable([owners.get(key, ()) for key in sketch]))
        del shared[number]
        near = sorted((-count, -other) for other, count in shared.items() if count >= _SHARED)
        strangers = heapq.nsmallest(
            _LOOKED_AT, ((-count, -other) for other, count in shared.items() if count < _STORY)
        )
        found[number] = Alike([-other for _, other in near], [-other for _, other in strangers])
    return found


def _owners(session: Session, keys: list[int]) -> dict[int, list[int]]:
    """The newest articles that have each of the keys in their sketch."""
    newest = "SELECT article_id FROM search_copy_keys WHERE key = {} ORDER BY article_id DESC LIMIT {}"
    connection = session.connection()
    owners: dict[int, list[int]] = {}
    if connection.dialect.name == "sqlite":
        one = newest.format("?", _CROWD)
        driver: Any = connection.connection.driver_connection
        ask = driver.cursor().execute  # one cursor for all: there are 32 questions to an article
        for key in keys:
            owners[key] = list(chain.from_iterable(ask(one, (key,))))
        return owners
    lateral = newest.format("wanted.key", _CROWD)
    query = text(
        "SELECT wanted.key, owner.article_id FROM unnest(CAST(:keys AS bigint[])) AS wanted (key)"  # noqa: S608
        f" CROSS JOIN LATERAL ({lateral}) AS owner"
    )
    for some in in_chunks(keys, 10_000):
        for key, number in session.execute(query, {"keys": some}):
            owners.setdefault(key, []).append(number)
    return owners
