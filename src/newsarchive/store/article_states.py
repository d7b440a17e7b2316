"""The states that the rules of `articles` work on: a capture, a revision, an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from newsarchive.store.article_facts import Facts
from newsarchive.store.changes import Said


@dataclass(slots=True)
class CaptureState:
    """A capture that is being saved, and what its last parse said."""

    id: int
    page_id: int
    source_id: int
    page_url: str
    captured_at: datetime
    payload_digest: str
    truncated: str | None
    page_article_id: int | None
    article_id: int | None
    revision_id: int | None
    record_digest: str | None
    """None: never parsed before."""


@dataclass(slots=True)
class RevisionState:
    """A revision, as far as rules ask about it."""

    id: int
    article_id: int
    number: int
    capture_id: int
    captured_at: datetime
    payload_digest: str
    content_digest: str
    record_digest: str
    parser_version: str
    page_class: str
    previous_id: int | None
    cause: str
    headline: str | None = None
    summary: str | None = None
    authors: str = ""
    published_at: datetime | None = None
    published_on: date | None = None
    published_precision: str | None = None
    said: Said | None = None
    """Filled in when it is asked for."""


@dataclass(slots=True)
class ArticleState:
    """An article, as far as rules ask about it."""

    id: int
    source_id: int
    url: str
    canonical_url: str | None
    headline: str | None
    text: str
    text_digest: str
    first_seen: datetime
    last_seen: datetime
    revision_count: int
    publisher_changes: int
    current: RevisionState
    is_new: bool = False
    facts: Facts | None = None
    """What the article says now, if this batch changed it."""
    made_here: list[RevisionState] = field(default_factory=list)
    loaded: tuple[object, ...] = ()

    @property
    def is_dirty(self) -> bool:
        """Whether the batch changed anything but what the article says."""
        return self.loaded != self._counted()

    def _counted(self) -> tuple[object, ...]:
        return (self.first_seen, self.last_seen, self.revision_count, self.publisher_changes)

    def __post_init__(self) -> None:
        self.loaded = self._counted()

    def seen(self, at: datetime) -> None:
        """A capture of that time shows the article."""
        self.first_seen = min(self.first_seen, at)
        self.last_seen = max(self.last_seen, at)
