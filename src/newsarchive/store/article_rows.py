"""Collects what a batch changes, and writes it with one statement per table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, func, select, text
from sqlalchemy.orm import DeclarativeBase, Session

from newsarchive.store import schema
from newsarchive.store.article_facts import Facts, said_columns
from newsarchive.store.article_states import ArticleState, CaptureState, RevisionState, chunks
from newsarchive.store.bulk import Rows, insert_rows, update_rows
from newsarchive.store.changes import Change
from newsarchive.store.search_index import index_fields

_WAIT_FOR_OTHERS = text("SELECT pg_advisory_xact_lock(hashtext('newsarchive numbers'))")
"""Until the end of the transaction; one lock for all tables, so that no two writers wait crosswise."""


class Changes:
    """The rows that a batch will write. Nothing reaches the database before `write`."""

    def __init__(self, session: Session, *, chunk: int) -> None:
        self._session = session
        self._article_ids = _Numbers(session, _table(schema.ArticleRow), chunk)
        self._revision_ids = _Numbers(session, _table(schema.Revision), chunk)
        self._revisions: Rows = []
        self._blocks: Rows = []
        self._results: Rows = []
        self._evidence: Rows = []
        self._findings: Rows = []
        self._issues: Rows = []
        self._parsed_before: list[int] = []
        self._touched: dict[int, ArticleState] = {}
        self._page_articles: dict[int, int] = {}

    def next_article_id(self) -> int:
        """A number that no article has."""
        return self._article_ids.next()

    def next_revision_id(self) -> int:
        """A number that no revision has."""
        return self._revision_ids.next()

    def touch(self, state: ArticleState) -> None:
        """Write this article's row."""
        self._touched[state.id] = state

    def page_shows(self, page_id: int, article_id: int) -> None:
        """Note on the page which article it shows."""
        self._page_articles[page_id] = article_id

    def add_revision(
        self,
        made: RevisionState,
        facts: Facts,
        previous: RevisionState | None,
        change: Change,
        now: datetime,
    ) -> None:
        """Write a revision with its blocks."""
        self._revisions.append(
            {
                "id": made.id,
                "article_id": made.article_id,
                "number": made.number,
                "capture_id": made.capture_id,
                "made_at": now,
                "cause": made.cause,
                "parser_version": made.parser_version,
                "previous_id": made.previous_id,
                "previous_parser_version": previous.parser_version if previous else None,
                "content_digest": made.content_digest,
                "record_digest": made.record_digest,
                "is_trivial": change.is_trivial,
                "words_added": change.words_added,
                "words_removed": change.words_removed,
                "authors": "\n".join(facts.article.authors),
                "tags": "\n".join(facts.article.tags),
                **said_columns(facts),
            }
        )
        self._blocks.extend(
            {
                "revision_id": made.id,
                "position": position,
                "kind": block.kind,
                "level": block.level,
                "text": block.text,
            }
            for position, block in enumerate(facts.article.blocks, start=1)
        )

    def add_result(
        self,
        capture: CaptureState,
        facts: Facts,
        state: ArticleState | None,
        revision: RevisionState | None,
        parser_version: str,
        now: datetime,
    ) -> None:
        """Write what the parse of a capture said; it replaces what the last one said."""
        if capture.record_digest is not None:
            self._parsed_before.append(capture.id)
        article = facts.article
        self._results.append(
            {
                "capture_id": capture.id,
                "parser_version": parser_version,
                "parsed_at": now,
                "page_class": article.page_class,
                "article_id": state.id if state else None,
                "revision_id": revision.id if revision else None,
                "content_digest": facts.content_digest if revision else None,
                "record_digest": facts.record_digest,
            }
        )
        self._evidence.extend(
            {"capture_id": capture.id, "position": n, "evidence": line}
            for n, line in enumerate(article.page_class_evidence, start=1)
        )
        self._findings.extend(
            {"capture_id": capture.id, "field": name, "rule": rule} for name, rule in article.found_by.items()
        )
        self._issues.extend(
            {"capture_id": capture.id, "position": n, "code": issue.code, "detail": issue.detail}
            for n, issue in enumerate(article.issues, start=1)
        )

    def write(self) -> None:
        """Write everything, each table with as few statements as can be."""
        states = self._touched.values()
        self._insert(schema.ArticleRow, [_article_row(s, s.facts) for s in states if s.is_new and s.facts])
        self._insert(schema.Revision, self._revisions)
        self._insert(schema.BlockRow, self._blocks)
        changed = [s for s in states if not s.is_new and s.facts is not None]
        self._update(schema.ArticleRow, [_article_row(s, s.facts) for s in changed])
        self._update(schema.ArticleRow, [_counts(s) for s in states if s.facts is None and s.is_dirty])
        self._write_names(states, {s.id for s in changed})
        self._update(schema.Page, [{"id": p, "article_id": a} for p, a in self._page_articles.items()])
        for ids in chunks(self._parsed_before):
            # Evidence, findings and issues go with it.
            self._session.execute(delete(schema.ParseResult).where(schema.ParseResult.capture_id.in_(ids)))
        self._insert(schema.ParseResult, self._results)
        self._insert(schema.ParseEvidence, self._evidence)
        self._insert(schema.ParseFinding, self._findings)
        self._insert(schema.ParseIssueRow, self._issues)
        # What the batch made current is found by a search from the same commit on.
        index_fields(self._session, [(s.id, s.current.number, s.facts.search) for s in states if s.facts])
        self._session.expire_all()

    def _write_names(self, states: Iterable[ArticleState], changed: set[int]) -> None:
        """Authors and tags of the articles whose current revision this batch made."""
        kinds: tuple[tuple[Any, Any, str, Callable[[Facts], tuple[str, ...]]], ...] = (
            (schema.Author, schema.ArticleAuthor, "author_id", lambda facts: facts.article.authors),
            (schema.Tag, schema.ArticleTag, "tag_id", lambda facts: facts.article.tags),
        )
        for named, linked, column, names_of in kinds:
            for ids in chunks(changed):
                self._session.execute(delete(linked).where(linked.article_id.in_(ids)))
            names = {s.id: list(dict.fromkeys(names_of(s.facts))) for s in states if s.facts is not None}
            numbers = self._numbers_of(named, {name for listed in names.values() for name in listed})
            self._insert(
                linked,
                [
                    {"article_id": article_id, "position": position, column: numbers[name]}
                    for article_id, listed in names.items()
                    for position, name in enumerate(listed, start=1)
                ],
            )

    def _numbers_of(self, model: Any, names: set[str]) -> dict[str, int]:
        numbers: dict[str, int] = {}
        for some in chunks(names):
            found = self._session.execute(select(model.name, model.id).where(model.name.in_(some)))
            numbers.update((name, number) for name, number in found)
        new = sorted(names - numbers.keys())
        reserved = _Numbers(self._session, _table(model), len(new))
        rows: Rows = [{"id": reserved.next(), "name": name} for name in new]
        self._insert(model, rows)
        return numbers | {row["name"]: row["id"] for row in rows}

    def _insert(self, model: type[DeclarativeBase], rows: Rows) -> None:
        insert_rows(self._session.connection(), _table(model), rows)

    def _update(self, model: type[DeclarativeBase], rows: Rows) -> None:
        update_rows(self._session.connection(), _table(model), rows)


class _Numbers:
    """Row numbers, taken from the database some at a time.

    Knowing a row's number before it is written lets a whole batch be written table by table. The numbers
    after the largest are free, for SQLite has one writer, and on PostgreSQL writers wait here for each
    other. A sequence would leave gaps, and a database made again would number its articles otherwise.
    """

    def __init__(self, session: Session, table: Table, chunk: int) -> None:
        self._session, self._table, self._chunk = session, table, max(1, chunk)
        self._free: list[int] = []
        self._last = 0

    def next(self) -> int:
        if not self._free:
            self._free = self._reserve()[::-1]
        self._last = self._free.pop()
        return self._last

    def _reserve(self) -> list[int]:
        if self._session.get_bind().dialect.name != "sqlite":
            self._session.execute(_WAIT_FOR_OTHERS)
        top = self._session.scalar(select(func.max(self._table.c.id))) or 0
        first = max(top, self._last) + 1
        return list(range(first, first + self._chunk))


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _counts(state: ArticleState) -> dict[str, Any]:
    return {
        "id": state.id,
        "first_seen": state.first_seen,
        "last_seen": state.last_seen,
        "revision_count": state.revision_count,
        "publisher_changes": state.publisher_changes,
    }


def _article_row(state: ArticleState, facts: Facts | None) -> dict[str, Any]:
    assert facts is not None
    row: dict[str, Any] = {
        **_counts(state),
        **said_columns(facts),
        "current_revision": state.current.number,
        "text": facts.said.text,
        "subheads": "\n".join(facts.article.subheads),
    }
    if state.is_new:
        row |= {"source_id": state.source_id, "url": state.url}
    return row
