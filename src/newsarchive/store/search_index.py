"""The full-text index: written in the transaction that writes the articles.

On SQLite an FTS5 table, on PostgreSQL a table with a `tsvector`; both hold the tokens of
`search_tokens` and the number of the revision they were made from, by which anyone can see
whether the index is in step (`stale_articles`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from newsarchive.store.search_compile import WEIGHTS
from newsarchive.store.search_language import FARTHEST_NEAR, FIELDS
from newsarchive.store.search_tokens import token_texts

MOST_TOKENS = 15_000
"""Tokens of a field that are indexed. PostgreSQL counts positions up to 16,383 only."""

_BREAK = "¶"
"""Stands between paragraphs, so that no phrase reaches across. Not a token: nobody can search for it."""
_FIELD_GAP = FARTHEST_NEAR + 10
_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Fields:
    """The tokens of one article, field by field, a space between them and `_BREAK` between paragraphs."""

    headline: str
    subheads: str
    body: str


def fields_of(headline: str | None, summary: str | None, blocks: Iterable[tuple[str, str]]) -> Fields:
    """The fields of an article from its headline, its summary and its blocks (kind, text)."""
    return fields_of_tokens(headline, summary, [(kind, token_texts(content)) for kind, content in blocks])


def fields_of_tokens(
    headline: str | None, summary: str | None, blocks: Iterable[tuple[str, list[str]]]
) -> Fields:
    """`fields_of` where the tokens of the blocks are at hand."""
    subheads: list[str] = []
    body: list[str] = []
    for kind, tokens in blocks:
        target = subheads if kind == "subhead" else body
        if target:
            target.append(_BREAK)
        target += tokens
    if summary:
        opening = token_texts(summary)
        if opening and body[: len(opening)] != opening:
            body = [*opening, _BREAK, *body]
    return Fields(
        " ".join(token_texts(headline or "")), " ".join(subheads[:MOST_TOKENS]), " ".join(body[:MOST_TOKENS])
    )


def index_fields(session: Session, articles: Sequence[tuple[int, int, Fields]]) -> None:
    """Write (article, number of its current revision, its fields) into the index.

    Call it in the transaction that writes the revisions.
    """
    sqlite = _is_sqlite(session)
    for start in range(0, len(articles), _CHUNK):
        some = articles[start : start + _CHUNK]
        _take_out(session, [article_id for article_id, _, _ in some])
        rows = [
            {"id": article_id, "revision": number}
            | (_fts5_columns(fields) if sqlite else {"tokens": to_tsvector(fields)})
            for article_id, number, fields in some
        ]
        if rows:
            session.execute(_INSERT_FTS5 if sqlite else _INSERT_TSVECTOR, rows)


def index_articles(session: Session, article_ids: Sequence[int]) -> None:
    """Bring the index of these articles in step with their current revisions.

    Call it in the transaction that changed them, after its rows are written. Numbers of articles
    that are gone are taken out of the index.
    """
    session.flush()
    for start in range(0, len(article_ids), _CHUNK):
        _index_chunk(session, list(dict.fromkeys(article_ids[start : start + _CHUNK])))


def stale_articles(session: Session, limit: int = 1000) -> list[int]:
    """Articles whose index is not that of their current revision: none, unless someone wrote past us."""
    key = "rowid" if _is_sqlite(session) else "article_id"
    rows = session.execute(
        text(
            f"SELECT a.id FROM articles a LEFT JOIN search_index i ON i.{key} = a.id"  # noqa: S608 - constants
            " WHERE i.revision IS NULL OR i.revision <> a.current_revision ORDER BY a.id LIMIT :limit"
        ),
        {"limit": limit},
    )
    return [row[0] for row in rows]


def rebuild_index(session: Session) -> int:
    """Index every article that is not in step. Returns how many were."""
    done = 0
    while stale := stale_articles(session):
        index_articles(session, stale)
        done += len(stale)
    return done


_ARTICLES = text(
    "SELECT a.id, a.current_revision, a.headline, a.summary, r.id FROM articles a"
    " JOIN revisions r ON r.article_id = a.id AND r.number = a.current_revision WHERE a.id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_BLOCKS = text(
    "SELECT revision_id, kind, text FROM blocks WHERE revision_id IN :ids ORDER BY revision_id, position"
).bindparams(bindparam("ids", expanding=True))


def _index_chunk(session: Session, ids: list[int]) -> None:
    articles = session.execute(_ARTICLES, {"ids": ids}).all()
    blocks: dict[int, list[tuple[str, str]]] = {row[4]: [] for row in articles}
    for revision_id, kind, content in session.execute(_BLOCKS, {"ids": list(blocks)}):
        blocks[revision_id].append((kind, content))
    _take_out(session, ids)
    index_fields(
        session,
        [
            (article_id, number, fields_of(headline, summary, blocks[revision_id]))
            for article_id, number, headline, summary, revision_id in articles
        ],
    )


def _take_out(session: Session, ids: list[int]) -> None:
    key = "rowid" if _is_sqlite(session) else "article_id"
    delete = text(f"DELETE FROM search_index WHERE {key} IN :ids")  # noqa: S608 - constants
    session.execute(delete.bindparams(bindparam("ids", expanding=True)), {"ids": ids})


_INSERT_FTS5 = text(
    "INSERT INTO search_index (rowid, headline, subheads, body, revision)"
    " VALUES (:id, :headline, :subheads, :body, :revision)"
)
_INSERT_TSVECTOR = text(
    "INSERT INTO search_index (article_id, revision, tokens)"
    " VALUES (:id, :revision, CAST(:tokens AS tsvector))"
)


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _fts5_columns(fields: Fields) -> dict[str, str]:
    return {name: getattr(fields, name) for name in FIELDS}


def to_tsvector(fields: Fields) -> str:
    """The fields in the text form of PostgreSQL's `tsvector` (manual, section 8.11.1).

    Fields lie so far apart that neither a phrase nor NEAR reaches from one into the next.
    """
    places: dict[str, list[str]] = {}
    at = 1
    for name in FIELDS:
        weight = WEIGHTS[name]
        suffix = "" if weight == "D" else weight
        for token in getattr(fields, name).split():
            if token != _BREAK:
                places.setdefault(token, []).append(f"{at}{suffix}")
            at += 1
        at += _FIELD_GAP
    return " ".join(f"'{token}':{','.join(positions)}" for token, positions in places.items())
