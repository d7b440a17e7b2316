"""The full-text index: written in the transaction that writes the articles.

On SQLite an FTS5 table, on PostgreSQL a table with a `tsvector`; both hold the tokens of
`search_tokens` and the number of the revision they were made from, by which anyone can see
whether the index is in step (`stale_articles`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import bindparam, column, delete, table, text
from sqlalchemy.orm import Session

from newsarchive.store.bulk import Rows, among, insert_raw
from newsarchive.store.search_compile import WEIGHTS
from newsarchive.store.search_language import FARTHEST_NEAR, FIELDS
from newsarchive.store.search_tokens import token_line
from newsarchive.store.types import Identifier

MOST_TOKENS = 15_000
"""Tokens of a field that are indexed. PostgreSQL counts positions up to 16,383 only."""

_BREAK = "¶"
"""Stands between paragraphs, so that no phrase reaches across. Not a token: nobody can search for it."""
_CHUNK = 400
_FIELD_GAP = FARTHEST_NEAR + 10


class Fields(NamedTuple):
    """The tokens of one article, field by field: spaces between them, `_BREAK` between paragraphs."""

    headline: str
    subheads: str
    body: str


class Document(NamedTuple):
    """An article's current revision, as far as it is searched."""

    article_id: int
    revision: int
    fields: Fields


def fields_of(headline: str | None, summary: str | None, blocks: Iterable[tuple[str, str]]) -> Fields:
    """The fields of an article from its headline, its summary and its blocks (kind, text)."""
    return fields_of_lines(headline, summary, [(kind, token_line(content)) for kind, content in blocks])


def fields_of_lines(headline: str | None, summary: str | None, blocks: Iterable[tuple[str, str]]) -> Fields:
    """`fields_of` where the blocks are token lines already."""
    subheads: list[str] = []
    body: list[str] = []
    for kind, line in blocks:
        if line and not line.isspace():
            (subheads if kind == "subhead" else body).append(line)
    if summary:
        opening = token_line(summary)
        # Where the page prints it, it is there already.
        if not opening.isspace() and not (body and _begins_with(body[0], opening.split())):
            body.insert(0, opening)
    return Fields(token_line(headline or ""), _joined(subheads), _joined(body))


def _begins_with(line: str, tokens: list[str]) -> bool:
    return line.split(maxsplit=len(tokens))[: len(tokens)] == tokens


def _joined(paragraphs: list[str]) -> str:
    line = f" {_BREAK} ".join(paragraphs)
    if len(line) < 2 * MOST_TOKENS:  # a token and its space are two characters at least
        return line
    return " ".join(line.split()[:MOST_TOKENS])


def index_articles(session: Session, article_ids: Sequence[int]) -> None:
    """Bring the index of these articles in step with their current revisions, as the tables say.

    Call it in the transaction that changed them, after its rows are written. Numbers of articles
    that are gone are taken out of the index.
    """
    session.flush()
    for start in range(0, len(article_ids), _CHUNK):
        ids = list(dict.fromkeys(article_ids[start : start + _CHUNK]))
        forget_articles(session, ids)
        add_documents(session, _documents(session, ids))


def forget_articles(session: Session, article_ids: Sequence[int]) -> None:
    """Take articles out of the index."""
    if article_ids:
        key = column("rowid" if _is_sqlite(session) else "article_id", Identifier)
        session.execute(delete(table("search_index")).where(among(session, key, article_ids)))


def add_documents(session: Session, documents: Iterable[Document]) -> None:
    """Index articles that are not in the index."""
    connection = session.connection()
    rows: Rows
    if _is_sqlite(session):
        rows = [(d.article_id, *d.fields, d.revision) for d in documents]
        insert_raw(connection, "search_index", ("rowid", *FIELDS, "revision"), rows)
        return
    rows = [(d.article_id, d.revision, to_tsvector(d.fields)) for d in documents]
    # The driver sends text of no type, which the database reads as the column's: tsvector.
    insert_raw(connection, "search_index", ("article_id", "revision", "tokens"), rows)


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


def _documents(session: Session, ids: list[int]) -> list[Document]:
    articles = session.execute(_ARTICLES, {"ids": ids}).all()
    blocks: dict[int, list[tuple[str, str]]] = {row[4]: [] for row in articles}
    for revision_id, kind, content in session.execute(_BLOCKS, {"ids": list(blocks)}):
        blocks[revision_id].append((kind, content))
    return [
        Document(article_id, number, fields_of(headline, summary, blocks[revision_id]))
        for article_id, number, headline, summary, revision_id in articles
    ]


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


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
