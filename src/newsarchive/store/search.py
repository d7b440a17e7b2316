"""Full-text search: articles that a search finds, best first, with the places shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from newsarchive.errors import UsageError
from newsarchive.store.search_compile import WEIGHTS, to_fts5, to_tsquery, words_query
from newsarchive.store.search_language import FIELDS, Field, Query, Term, only_field, parse, terms, within
from newsarchive.store.search_snippets import Snippet, best, whole
from newsarchive.store.types import UtcDateTime, utc_text

Order = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which articles a search looks at."""

    source: str | None = None
    """Short name of the publication."""
    since: date | None = None
    """First day of publication as printed; articles without one count by the day they were first seen."""
    until: date | None = None
    """Last day, inclusive."""
    within: Field | None = None
    """Only this field: headline, subheads or body."""
    without_copies: bool = False
    """Of each group of copies only the earliest."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """An article that was found."""

    article_id: int
    score: float
    """Higher is better; only comparable within one search on one database."""
    source: str
    url: str
    headline: Snippet
    snippet: Snippet
    published_at: datetime | None
    published_on: date | None
    copy_group: int | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Some hits of a search, and how many there are in all."""

    hits: tuple[SearchHit, ...]
    total: int


def search(
    session: Session,
    query: str,
    filters: SearchFilter | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
    order: Order = "relevance",
) -> SearchResult:
    """Find articles.

    Args:
        session: a reading session of the archive.
        query: see `search_language`.
        filters: which articles to look at.
        limit: how many hits to give.
        offset: how many to leave out first.
        order: best first, or by day of publication.

    Raises:
        UsageError: the search can't be read, or the field does not exist.
    """
    filters = filters or SearchFilter()
    if filters.within is not None and filters.within not in FIELDS:
        raise UsageError(f"there is no field {filters.within!r}: choose one of {', '.join(FIELDS)}")
    parsed = parse(query)
    if filters.within is not None:
        parsed = within(parsed, filters.within)
    sqlite = session.get_bind().dialect.name == "sqlite"
    where, params = _where(filters, sqlite=sqlite)
    dialect, wanted = _asked(parsed, sqlite=sqlite)
    params |= wanted
    statement = text(dialect.ranked(where, order))
    ranked = session.execute(statement, params | {"limit": limit, "offset": offset}).all()
    if ranked:
        total = ranked[0][2]
    else:
        total = session.execute(text(dialect.count(where)), params).scalar_one() if offset else 0
    return SearchResult(_hits(session, [(row[0], float(row[1])) for row in ranked], terms(parsed)), total)


def matching_articles(session: Session, query: str, filters: SearchFilter | None = None) -> set[int]:
    """The numbers of all articles that a search finds."""
    result = search(session, query, filters, limit=2**31 - 1)
    return {hit.article_id for hit in result.hits}


def matching_condition(query: str, *, sqlite: bool) -> tuple[str, dict[str, str]]:
    """What a statement asks of `a.id` to be left with the articles that a search finds.

    Returns:
        The condition in SQL, and its parameters.

    Raises:
        UsageError: the search can't be read.
    """
    dialect, params = _asked(parse(query), sqlite=sqlite)
    return f"a.id IN ({dialect.matching()})", params


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How one database finds what matches, and ranks it.

    `found` are the numbers and tokens of the articles that a filter leaves among the matches, in a subquery
    that the database runs as it stands; `exact` is what is still to be asked of each.
    """

    found: str
    exact: str
    score: str

    def _found(self, where: str) -> str:
        """The articles that a filter leaves are found by themselves: a join would look up each match.

        The plus keeps SQLite from starting with them and matching each alone.
        """
        among = f" AND +i.article_id IN (SELECT a.id FROM articles a WHERE {where})" if where else ""  # noqa: S608 - constants
        return f"FROM ({self.found.replace('{among}', among)}) i"

    def matching(self) -> str:
        return f"SELECT i.article_id {self._found('')}{self.exact}"

    def count(self, where: str) -> str:
        return f"SELECT count(*) {self._found(where)}{self.exact}"

    def ranked(self, where: str, order: Order) -> str:
        """Number, score and how many there are in all, of some of the hits."""
        day = "COALESCE(CAST(a.published_on AS TEXT), SUBSTR(CAST(a.first_seen AS TEXT), 1, 10))"
        orders = {
            "relevance": "score DESC, i.article_id DESC",
            "newest": f"{day} DESC, i.article_id DESC",
            "oldest": f"{day}, i.article_id",
        }
        join = " JOIN articles a ON a.id = i.article_id" if order != "relevance" else ""
        score = self.score if order == "relevance" else "0.0"
        return (
            f"SELECT i.article_id, {score} AS score, count(*) OVER () {self._found(where)}{join}{self.exact}"
            f" ORDER BY {orders[order]} LIMIT :limit OFFSET :offset"
        )


_SQLITE = _Dialect(
    found="SELECT article_id, score FROM"
    " (SELECT rowid AS article_id, -bm25(search_index, 10.0, 3.0, 1.0) AS score"
    " FROM search_index WHERE search_index MATCH :query LIMIT -1) i WHERE TRUE{among}",
    exact="",
    score="i.score",
)


def _postgres(query: Query) -> _Dialect:
    """That an article has the words is known from an index alone; where they stand is read from the row.

    Reading takes a hundred times as long, so the filter comes between the two (OFFSET 0 keeps the planner
    from mixing them). Headlines and subheads have indexes of their own.
    """
    field = only_field(query)
    tokens = "i.tokens"
    if field in ("headline", "subheads"):
        tokens = f"ts_filter(i.tokens, '{{{WEIGHTS[field].lower()}}}')"
    return _Dialect(
        found=f"SELECT i.article_id, i.tokens FROM search_index i WHERE {tokens} @@ CAST(:words AS tsquery)"  # noqa: S608 - constants
        "{among} OFFSET 0",
        exact=" WHERE i.tokens @@ CAST(:query AS tsquery)",
        score="ts_rank('{0.1, 0.1, 0.3, 1.0}', i.tokens, CAST(:query AS tsquery), 1)",
    )


def _asked(query: Query, *, sqlite: bool) -> tuple[_Dialect, dict[str, str]]:
    """How a database is asked for a query, and the parameters that say what."""
    if sqlite:
        return _SQLITE, {"query": to_fts5(query)}
    return _postgres(query), {"query": to_tsquery(query), "words": words_query(query)}


def _where(filters: SearchFilter, *, sqlite: bool) -> tuple[str, dict[str, Any]]:
    parts: list[str] = []
    params: dict[str, Any] = {}

    def moment(day: date) -> Any:
        at = datetime.combine(day, time(), UTC)
        return utc_text(at) if sqlite else at

    if filters.source is not None:
        parts.append("a.source_id = (SELECT id FROM sources WHERE name = :source)")
        params["source"] = filters.source
    if filters.since is not None:
        parts.append("(a.published_on >= :since OR (a.published_on IS NULL AND a.first_seen >= :since_at))")
        params |= {
            "since": filters.since.isoformat() if sqlite else filters.since,
            "since_at": moment(filters.since),
        }
    if filters.until is not None:
        parts.append("(a.published_on <= :until OR (a.published_on IS NULL AND a.first_seen < :until_at))")
        params |= {
            "until": filters.until.isoformat() if sqlite else filters.until,
            "until_at": moment(filters.until + timedelta(days=1)),
        }
    if filters.without_copies:
        parts.append("(a.copy_group IS NULL OR a.copy_group = a.id)")
    return " AND ".join(parts), params


_ARTICLES = text(
    "SELECT a.id, s.name, a.url, a.headline, a.summary, a.text, a.published_at, a.published_on, a.copy_group"
    " FROM articles a JOIN sources s ON s.id = a.source_id WHERE a.id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_CHUNK = 500


def _hits(
    session: Session, ranked: list[tuple[int, float]], wanted: tuple[Term, ...]
) -> tuple[SearchHit, ...]:
    rows: dict[int, Any] = {}
    for start in range(0, len(ranked), _CHUNK):
        ids = [article_id for article_id, _ in ranked[start : start + _CHUNK]]
        rows |= {row[0]: row for row in session.execute(_ARTICLES, {"ids": ids})}
    return tuple(_hit(rows[article_id], score, wanted) for article_id, score in ranked if article_id in rows)


def _hit(row: Any, score: float, wanted: tuple[Term, ...]) -> SearchHit:
    headline, summary, content = row[3] or "", row[4] or "", row[5] or ""
    shown = content if not summary or content.startswith(summary) else f"{summary}\n{content}"
    in_headline = [term for term in wanted if term.field in (None, "headline")]
    in_text = [term for term in wanted if term.field in (None, "subheads", "body")]
    published = UtcDateTime(fraction=False).process_result_value(row[6], None)  # type: ignore[arg-type]
    day = date.fromisoformat(row[7]) if isinstance(row[7], str) else row[7]
    return SearchHit(
        row[0],
        score,
        row[1],
        row[2],
        whole(headline, in_headline),
        best(shown, in_text),
        published,
        day,
        row[8],
    )
