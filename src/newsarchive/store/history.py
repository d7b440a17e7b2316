"""The story of one article: its revisions, its captures, and where the bytes lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsarchive.store.capturing import StoredCapture, stored_capture
from newsarchive.store.comparing import revision_blocks
from newsarchive.store.schema import (
    ArticleAuthor,
    ArticleRow,
    Author,
    CaptureRow,
    Page,
    ParseResult,
    Revision,
    Source,
)


@dataclass(frozen=True, slots=True)
class RevisionText:
    """One revision with its text."""

    number: int
    cause: str
    is_trivial: bool
    made_at: datetime
    captured_at: datetime
    capture_id: int
    parser_version: str
    headline: str | None
    blocks: tuple[tuple[str, str], ...]
    """(kind, text) in reading order."""

    @property
    def text(self) -> str:
        """Headline and blocks, a line each: what two revisions are compared by."""
        return "\n".join([self.headline or "", *(text for _, text in self.blocks)])


@dataclass(frozen=True, slots=True)
class History:
    """Everything that is kept about one article."""

    article: ArticleRow
    source: str
    authors: tuple[str, ...]
    pages: tuple[str, ...]
    """The URLs that lead to it."""
    revisions: tuple[RevisionText, ...]
    captures: tuple[StoredCapture, ...]
    """Oldest first."""


def article_history(session: Session, article_id: int) -> History | None:
    """The story of an article, or None when there is none of that number."""
    article = session.get(ArticleRow, article_id)
    if article is None:
        return None
    names = (
        select(Author.name)
        .join(ArticleAuthor, ArticleAuthor.author_id == Author.id)
        .where(ArticleAuthor.article_id == article_id)
        .order_by(ArticleAuthor.position)
    )
    revisions = (
        select(Revision, CaptureRow.captured_at)
        .join(CaptureRow, Revision.capture_id == CaptureRow.id)
        .where(Revision.article_id == article_id)
        .order_by(Revision.number)
    )
    captures = (
        select(CaptureRow.id)
        .join(ParseResult, ParseResult.capture_id == CaptureRow.id)
        .where(ParseResult.article_id == article_id)
        .order_by(CaptureRow.captured_at, CaptureRow.id)
    )
    return History(
        article=article,
        source=session.scalars(select(Source.name).where(Source.id == article.source_id)).one(),
        authors=tuple(session.scalars(names)),
        pages=tuple(session.scalars(select(Page.url).where(Page.article_id == article_id).order_by(Page.id))),
        revisions=tuple(
            RevisionText(
                one.number,
                one.cause,
                one.is_trivial,
                one.made_at,
                captured_at,
                one.capture_id,
                one.parser_version,
                one.headline,
                tuple(revision_blocks(session, one.id)),
            )
            for one, captured_at in session.execute(revisions)
        ),
        captures=tuple(
            found for one in session.scalars(captures) if (found := stored_capture(session, one)) is not None
        ),
    )
