"""Collects what a batch changes, and writes it with few statements per table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import DeclarativeBase, Session

from newsarchive.store import article_rows as rows
from newsarchive.store import schema
from newsarchive.store.article_facts import Facts
from newsarchive.store.article_states import ArticleState, CaptureState, RevisionState
from newsarchive.store.bulk import Rows, among, insert_rows, update_rows
from newsarchive.store.changes import Change
from newsarchive.store.pages import forget_validators
from newsarchive.store.row_numbers import RowNumbers
from newsarchive.store.search_index import Document, add_documents, forget_articles


class Changes:
    """The rows that a batch will write. Nothing reaches the database before `write`."""

    def __init__(self, session: Session, *, chunk: int) -> None:
        self._session = session
        self._article_ids = RowNumbers(session, _table(schema.ArticleRow), chunk)
        self._revision_ids = RowNumbers(session, _table(schema.Revision), chunk)
        self._revisions: Rows = []
        self._blocks: Rows = []
        self._results: Rows = []
        self._evidence: Rows = []
        self._findings: Rows = []
        self._issues: Rows = []
        self._parsed_before: list[int] = []
        self._touched: dict[int, ArticleState] = {}
        self._page_articles: dict[int, int] = {}
        self._came_as_less: list[CaptureState] = []

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

    def page_came_as_less(self, capture: CaptureState) -> None:
        """Ask for the whole page next time: a 304 would only say that the wall still stands."""
        self._came_as_less.append(capture)

    def add_revision(
        self,
        made: RevisionState,
        facts: Facts,
        previous: RevisionState | None,
        change: Change,
        now: datetime,
    ) -> None:
        """Write a revision with its blocks."""
        self._revisions.append(rows.revision_row(made, facts, previous, change, now))
        self._blocks += rows.block_rows(made.id, facts)

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
        self._results.append(rows.result_row(capture, facts, state, revision, parser_version, now))
        self._evidence += rows.evidence_rows(capture.id, facts)
        self._findings += rows.finding_rows(capture.id, facts)
        self._issues += rows.issue_rows(capture.id, facts)

    def write(self) -> None:
        """Write everything, each table with as few statements as can be."""
        # What each article says now, where this batch has changed it.
        said = [(state, state.facts) for state in self._touched.values() if state.facts is not None]
        changed = [state.id for state, _ in said if not state.is_new]
        self._write_articles(said)
        self._insert(schema.Revision, rows.REVISION_COLUMNS, self._revisions)
        self._insert(schema.BlockRow, rows.BLOCK_COLUMNS, self._blocks)
        for named, linked, column, names_of in _NAMES:
            self._delete(linked, linked.article_id, changed)
            self._write_names(named, linked, column, [(s.id, names_of(facts)) for s, facts in said])
        self._update(schema.Page, ("article_id", "id"), [(a, p) for p, a in self._page_articles.items()])
        for one in self._came_as_less:
            forget_validators(self._session, one.page_id, one.captured_at)
        # Evidence, findings and issues go with it.
        self._delete(schema.ParseResult, schema.ParseResult.capture_id, self._parsed_before)
        self._insert(schema.ParseResult, rows.RESULT_COLUMNS, self._results)
        self._insert(schema.ParseEvidence, rows.EVIDENCE_COLUMNS, self._evidence)
        self._insert(schema.ParseFinding, rows.FINDING_COLUMNS, self._findings)
        self._insert(schema.ParseIssueRow, rows.ISSUE_COLUMNS, self._issues)
        # What the batch made current is found by a search from the same commit on.
        forget_articles(self._session, changed)
        add_documents(
            self._session, (Document(state.id, state.current.number, facts.search) for state, facts in said)
        )
        self._session.expire_all()

    def _write_articles(self, said: Sequence[tuple[ArticleState, Facts]]) -> None:
        self._insert(
            schema.ArticleRow,
            ("id", "source_id", "url", *rows.CURRENT_COLUMNS),
            [(s.id, s.source_id, s.url, *rows.current_values(s, facts)) for s, facts in said if s.is_new],
        )
        self._update(
            schema.ArticleRow,
            (*rows.CURRENT_COLUMNS, "id"),
            [(*rows.current_values(s, facts), s.id) for s, facts in said if not s.is_new],
        )
        self._update(
            schema.ArticleRow,
            (*rows.COUNT_COLUMNS, "id"),
            [(*rows.count_values(s), s.id) for s in self._touched.values() if s.facts is None and s.is_dirty],
        )

    def _write_names(
        self, named: Any, linked: Any, column: str, names: Sequence[tuple[int, Sequence[str]]]
    ) -> None:
        """Authors or tags of some articles, in their order, each once."""
        numbers = self._numbers_of(named, {name for _, listed in names for name in listed})
        links = [
            (article_id, position, numbers[name])
            for article_id, listed in names
            for position, name in enumerate(dict.fromkeys(listed), start=1)
        ]
        self._insert(linked, ("article_id", "position", column), links)

    def _numbers_of(self, model: Any, names: set[str]) -> dict[str, int]:
        if not names:
            return {}
        known = select(model.name, model.id).where(among(self._session, model.name, names))
        numbers: dict[str, int] = {row.name: row.id for row in self._session.execute(known)}
        new = sorted(names - numbers.keys())
        reserved = RowNumbers(self._session, _table(model), len(new))
        made = {name: reserved.next() for name in new}
        self._insert(model, ("name", "id"), list(made.items()))
        return numbers | made

    def _insert(self, model: type[DeclarativeBase], columns: Sequence[str], values: Rows) -> None:
        insert_rows(self._session.connection(), _table(model), columns, values)

    def _update(self, model: type[DeclarativeBase], columns: Sequence[str], values: Rows) -> None:
        update_rows(self._session.connection(), _table(model), columns, values)

    def _delete(self, model: Any, column: Any, ids: Collection[int]) -> None:
        if ids:
            self._session.execute(delete(model).where(among(self._session, column, ids)))


_NAMES: tuple[tuple[Any, Any, str, Callable[[Facts], tuple[str, ...]]], ...] = (
    (schema.Author, schema.ArticleAuthor, "author_id", lambda facts: facts.article.authors),
    (schema.Tag, schema.ArticleTag, "tag_id", lambda facts: facts.article.tags),
)
"""The tables of names: the names, who has them, and what the facts say."""


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table
