"""What the database knows about the articles of a batch, loaded with few statements and kept in step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import Session

from newsarchive.store.article_facts import Facts, published_key
from newsarchive.store.article_states import ArticleState, CaptureState, RevisionState
from newsarchive.store.bulk import among
from newsarchive.store.changes import Said
from newsarchive.store.digests import spoken
from newsarchive.store.schema import ArticleRow, BlockRow, CaptureRow, Page, ParseResult, Revision

MAX_CANDIDATES = 20
"""So many articles with one canonical URL are looked at, in case a site gives all its pages the same."""


def load_captures(session: Session, capture_ids: Sequence[int]) -> dict[int, CaptureState]:
    """The captures of a batch by number. Raises `KeyError` when one of them does not exist."""
    query = (
        select(
            CaptureRow.id,
            CaptureRow.page_id,
            Page.source_id,
            Page.url,
            CaptureRow.captured_at,
            CaptureRow.payload_digest,
            CaptureRow.truncated,
            Page.article_id.label("page_article_id"),
            ParseResult.article_id,
            ParseResult.revision_id,
            ParseResult.record_digest,
        )
        .join(Page, CaptureRow.page_id == Page.id)
        .outerjoin(ParseResult, ParseResult.capture_id == CaptureRow.id)
    )
    wanted = query.where(among(session, CaptureRow.id, capture_ids))
    found = {row.id: CaptureState(*row) for row in session.execute(wanted)}
    missing = [capture_id for capture_id in capture_ids if capture_id not in found]
    if missing:
        raise KeyError(f"no capture {missing[0]}")
    return found


class ArticleStates:
    """The articles that a batch's captures may show, by number, canonical URL and text."""

    def __init__(self, session: Session, captures: Iterable[CaptureState], facts: Iterable[Facts]) -> None:
        self._session = session
        self._by_id: dict[int, ArticleState] = {}
        self._by_canonical: dict[tuple[int, str], list[ArticleState]] = defaultdict(list)
        self._by_text: dict[tuple[int, str], list[ArticleState]] = defaultdict(list)
        self._revisions: dict[int, RevisionState] = {}
        captures = list(captures)
        self._page_article = {c.page_id: c.page_article_id for c in captures}
        self._load(captures, list(facts))

    def by_id(self, article_id: int) -> ArticleState:
        """The article of that number."""
        return self._by_id[article_id]

    def by_canonical(self, source_id: int, url: str) -> list[ArticleState]:
        """The source's articles that call this URL their own, or were found there."""
        return self._by_canonical.get((source_id, url), [])

    def by_text(self, source_id: int, digest: str) -> list[ArticleState]:
        """The source's articles with this text."""
        return self._by_text.get((source_id, digest), [])

    def page_article(self, page_id: int) -> int | None:
        """Number of the article that a page shows."""
        return self._page_article[page_id]

    def set_page_article(self, page_id: int, article_id: int) -> None:
        """From now on the page shows this article."""
        self._page_article[page_id] = article_id

    def revision(self, revision_id: int) -> RevisionState:
        """The revision of that number, which one of the batch's captures showed."""
        return self._revisions[revision_id]

    def add(self, capture: CaptureState, facts: Facts, article_id: int, first: RevisionState) -> ArticleState:
        """Take in a new article with its first revision."""
        state = ArticleState(
            id=article_id,
            source_id=capture.source_id,
            url=capture.page_url,
            canonical_url=facts.canonical,
            headline=facts.said.headline,
            text=facts.said.text,
            text_digest=facts.text_digest,
            first_seen=capture.captured_at,
            last_seen=capture.captured_at,
            revision_count=0,
            publisher_changes=0,
            current=first,
            is_new=True,
        )
        self._register(state)
        return state

    def add_revision(
        self, state: ArticleState, made: RevisionState, facts: Facts, *, is_current: bool
    ) -> None:
        """Take in a new revision."""
        made.said = facts.said
        self._revisions[made.id] = made
        state.made_here.append(made)
        state.revision_count = made.number
        if is_current:
            state.current = made
            state.facts = facts
            state.headline = facts.said.headline
            state.text = facts.said.text
            if (state.text_digest, state.canonical_url) != (facts.text_digest, facts.canonical):
                state.text_digest, state.canonical_url = facts.text_digest, facts.canonical
                self._register(state)

    def revision_like(self, state: ArticleState, content_digest: str) -> RevisionState | None:
        """The article's newest revision with that content."""
        for made in reversed(state.made_here):
            if made.content_digest == content_digest:
                return made
        query = _revisions().where(Revision.article_id == state.id, Revision.content_digest == content_digest)
        return self._first(query)

    def revision_at(self, state: ArticleState, moment: datetime) -> RevisionState | None:
        """What the article said at that moment, as far as captures show it; None: it was not seen yet."""
        made = [one for one in state.made_here if one.captured_at <= moment]
        query = (
            _revisions()
            .where(Revision.article_id == state.id, CaptureRow.captured_at <= moment)
            .order_by(CaptureRow.captured_at.desc())
        )
        stored = self._first(query)
        return max(
            (*made, *([stored] if stored else [])), key=lambda o: (o.captured_at, o.number), default=None
        )

    def reparse_of(self, before: RevisionState, content_digest: str) -> RevisionState | None:
        """The newest re-parse of a revision that has that content."""
        for made in reversed(self._by_id[before.article_id].made_here):
            if made.previous_id == before.id and (made.cause, made.content_digest) == (
                "reparse",
                content_digest,
            ):
                return made
        query = _revisions().where(
            Revision.previous_id == before.id,
            Revision.cause == "reparse",
            Revision.content_digest == content_digest,
        )
        return self._first(query)

    def said(self, state: ArticleState, revision: RevisionState) -> Said:
        """What a revision says, read from the database where it must be."""
        if revision.said is None:
            if revision.id == state.current.id:
                text = state.text
            else:
                pieces = select(BlockRow.text).where(BlockRow.revision_id == revision.id)
                text = "\n".join(self._session.scalars(pieces.order_by(BlockRow.position)))
            revision.said = Said(
                page_class=revision.page_class,
                headline=revision.headline,
                summary=revision.summary,
                authors=tuple(revision.authors.split("\n")) if revision.authors else (),
                published=published_key(
                    revision.published_at, revision.published_on, revision.published_precision
                ),
                text=text,
                spoken=spoken(text),
            )
        return revision.said

    def _first(self, query: Any) -> RevisionState | None:
        row = self._session.execute(query.order_by(Revision.number.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        state = _revision_state(row)
        return self._revisions.setdefault(state.id, state)

    def _load(self, captures: Sequence[CaptureState], facts: Sequence[Facts]) -> None:
        known = {i for c in captures for i in (c.page_article_id, c.article_id) if i is not None}
        if known:
            self._take(among(self._session, ArticleRow.id, known))
        self._take_newest(ArticleRow.canonical_url, {f.canonical for f in facts if f.canonical is not None})
        self._take_newest(ArticleRow.text_digest, {f.text_digest for f in facts if f.word_count})
        wanted = {c.revision_id for c in captures if c.revision_id is not None} - self._revisions.keys()
        if wanted:
            some = _revisions().where(among(self._session, Revision.id, wanted))
            for row in self._session.execute(some):
                state = _revision_state(row)
                self._revisions[state.id] = state

    def _take_newest(self, column: Any, values: set[str]) -> None:
        """The newest articles that have one of the values in the column, for each value some."""
        if not values:
            return
        rank = func.row_number().over(partition_by=column, order_by=ArticleRow.id.desc())
        ranked = select(ArticleRow.id, rank.label("n")).where(among(self._session, column, values)).subquery()
        self._take(ArticleRow.id.in_(select(ranked.c.id).where(ranked.c.n <= MAX_CANDIDATES)))

    def _take(self, condition: ColumnElement[bool]) -> None:
        for row in self._session.execute(_articles().where(condition)):
            if row.article_id in self._by_id:
                continue
            current = _revision_state(row)
            self._revisions[current.id] = current
            self._register(
                ArticleState(
                    id=row.article_id,
                    source_id=row.source_id,
                    url=row.article_url,
                    canonical_url=row.canonical_url,
                    headline=row.headline,
                    text=row.text,
                    text_digest=row.text_digest,
                    first_seen=row.first_seen,
                    last_seen=row.last_seen,
                    revision_count=row.revision_count,
                    publisher_changes=row.publisher_changes,
                    current=current,
                )
            )

    def _register(self, state: ArticleState) -> None:
        self._by_id[state.id] = state
        for url in {state.canonical_url, state.url} - {None}:
            here = self._by_canonical[state.source_id, str(url)]
            if state not in here:
                here.append(state)
        same_text = self._by_text[state.source_id, state.text_digest]
        if state not in same_text:
            same_text.append(state)


_REVISION = (
    Revision.id.label("revision_id"),
    Revision.article_id,
    Revision.number,
    Revision.capture_id,
    CaptureRow.captured_at,
    CaptureRow.payload_digest,
    Revision.content_digest,
    Revision.record_digest,
    Revision.parser_version,
    Revision.page_class,
    Revision.previous_id,
    Revision.cause,
    Revision.headline.label("revision_headline"),
    Revision.summary,
    Revision.authors,
    Revision.published_at,
    Revision.published_on,
    Revision.published_precision,
)


def _revisions() -> Any:
    return select(*_REVISION).join(CaptureRow, Revision.capture_id == CaptureRow.id)


def _articles() -> Any:
    return (
        select(
            *_REVISION,
            ArticleRow.source_id,
            ArticleRow.url.label("article_url"),
            ArticleRow.canonical_url,
            ArticleRow.headline,
            ArticleRow.text,
            ArticleRow.text_digest,
            ArticleRow.first_seen,
            ArticleRow.last_seen,
            ArticleRow.revision_count,
            ArticleRow.publisher_changes,
        )
        .join(
            Revision,
            (Revision.article_id == ArticleRow.id) & (Revision.number == ArticleRow.current_revision),
        )
        .join(CaptureRow, Revision.capture_id == CaptureRow.id)
    )


def _revision_state(row: Row[Any]) -> RevisionState:
    return RevisionState(*row[: len(_REVISION)])
