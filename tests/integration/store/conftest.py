"""A small archive in each database, and hands to fill it."""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from newsarchive.records import Article, Block, Candidate, Capture, CaptureRef, FoundDate, ParseIssue
from newsarchive.store import (
    Saved,
    Store,
    save_capture,
    save_parse,
    see_candidates,
    upsert_source,
)
from newsarchive.store.schema import ArticleRow, Page, Revision

START = datetime(2024, 3, 4, 2, 0, tzinfo=UTC)

PARAGRAPHS = (  # invented
    "Customs officers in the port of Valdora began to collect a safeguard duty on steel coils on Monday.",
    "The duty starts at 18 percent and falls by two points a year until it ends in 2027.",
    "Importers who hold a quota licence from last year may use it until the end of the quarter.",
)


def an_article(url: str = "https://news.example/steel-duty", **changes: Any) -> Article:
    """A complete article; `changes` replace fields."""
    fields: dict[str, Any] = {
        "url": url,
        "headline": "Valdora begins to collect steel safeguard duty",
        "summary": "The duty starts at 18 percent.",
        "authors": ("Mara Lindqvist", "Tomas Oyelaran"),
        "published": FoundDate(
            datetime(2024, 3, 4, 0, 30, tzinfo=UTC),
            datetime(2024, 3, 4, 6, 30),
            "4 March 2024, 6:30 am",
            "site",
            "minute",
        ),
        "section": "Trade remedies",
        "tags": ("steel", "safeguards"),
        "language": "en",
        "canonical_url": url,
        "site_name": "The Valdora Courier",
        "blocks": (
            Block("paragraph", PARAGRAPHS[0]),
            Block("subhead", "How it is phased out", 2),
            Block("paragraph", PARAGRAPHS[1]),
            Block("paragraph", PARAGRAPHS[2]),
        ),
        "page_class": "article",
        "page_class_evidence": ("json-ld says NewsArticle",),
        "found_by": {"headline": "json-ld", "published": "visible-text"},
        "issues": (ParseIssue("no-updated", "none printed"),),
    }
    return Article(**fields | changes)


class Hands:
    """Does what ingest does, without network and files."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = START
        self._offset = itertools.count(0, 1000)
        with store.write() as session:
            self.source_id = upsert_source(session, "courier", START, timezone="Asia/Dhaka", language="en")

    def later(self, **of: float) -> datetime:
        self.clock += timedelta(**of) if of else timedelta(days=1)
        return self.clock

    def page(self, url: str = "https://news.example/steel-duty") -> int:
        with self.store.write() as session:
            seen = see_candidates(
                session, self.source_id, [Candidate(url, "https://news.example/feed")], self.clock
            )
            return (seen.new + seen.known)[0]

    def capture(
        self, url: str = "https://news.example/steel-duty", body: bytes = b"<p>one", **changes: Any
    ) -> int:
        fields: dict[str, Any] = {
            "url": url,
            "requested_url": url,
            "captured_at": self.clock,
            "status": 200,
            "reason": "OK",
            "headers": (("Content-Type", "text/html"), ("ETag", f'"{hash(body)}"')),
            "body": body,
        }
        imported = changes.pop("imported", False)
        ref = CaptureRef(
            "courier-00001.warc.gz",
            next(self._offset),
            900,
            f"urn:uuid:{uuid.uuid4()}",
            "sha256:" + hashlib.sha256(body).hexdigest(),
        )
        page_id = self.page(url)
        with self.store.write() as session:
            return save_capture(session, page_id, Capture(**fields | changes), ref, imported=imported)

    def parse(self, capture_id: int, article: Article, parser_version: str = "1", **options: Any) -> Saved:
        with self.store.write() as session:
            return save_parse(
                session, capture_id, article, parser_version=parser_version, now=self.clock, **options
            )

    def article(self, article_id: int) -> ArticleRow:
        with self.store.read() as session:
            return session.get_one(ArticleRow, article_id)

    def revisions(self, article_id: int) -> list[Revision]:
        with self.store.read() as session:
            query = select(Revision).where(Revision.article_id == article_id).order_by(Revision.number)
            return list(session.scalars(query))

    def the_page(self, page_id: int) -> Page:
        with self.store.read() as session:
            return session.get_one(Page, page_id)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with Store.open(database_url) as opened:
        yield opened


@pytest.fixture
def hands(store: Store) -> Hands:
    return Hands(store)


def count(session: Session, model: Any) -> int:
    from sqlalchemy import func

    return session.scalar(select(func.count()).select_from(model)) or 0
