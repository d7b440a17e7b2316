"""Pages: which addresses are followed, and when each is asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from newsarchive.records import Candidate, Validators
from newsarchive.store.schema import ArticleRow, CaptureRow, Page

CHECK_AGES = (
    timedelta(hours=3),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=30),
)
"""How long after it was first seen a page is looked at again. Corrections come within hours, rarely
after a week; after the last look a page rests for good unless a feed or sitemap says that it changed."""

CHECK_SLACK = timedelta(hours=2)
"""A page due this soon is taken along: a nightly run must not miss by minutes what is due after a day."""

VALIDATORS_MAX_AGE = timedelta(days=7)
"""Once a week a page is asked for without validators: some servers answer 304 whatever changed."""

MAX_FAILURES = 8
"""After so many failures in a row a page is given up."""

_CHUNK = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageToCheck:
    """A page that is to be asked for."""

    id: int
    source_id: int
    url: str
    validators: Validators
    """Empty when the whole page is to be sent."""
    first_seen: datetime
    last_checked: datetime | None
    article_id: int | None


@dataclass(frozen=True, slots=True)
class SeenCandidates:
    """What came of a list of candidates."""

    new: tuple[int, ...]
    """Numbers of the pages that are new, in the order given."""
    known: tuple[int, ...]
    """Numbers of the pages that were known, in the order given."""
    changed: tuple[int, ...]
    """Those of `known` that the feed or sitemap says were changed since the last look; they are due now."""


def see_candidates(
    session: Session, source_id: int, candidates: Iterable[Candidate], now: datetime
) -> SeenCandidates:
    """Follow every candidate; URLs must be in canonical spelling. New pages are due at once.

    A known page whose candidate was modified after the page's last check is due at once, too.
    """
    by_url: dict[str, Candidate] = {}
    for candidate in candidates:
        by_url.setdefault(candidate.url, candidate)
    urls = list(by_url)
    known: dict[str, tuple[int, datetime | None]] = {}
    for chunk in _chunks(urls):
        rows = session.execute(select(Page.url, Page.id, Page.last_checked).where(Page.url.in_(chunk)))
        known.update({row.url: (row.id, row.last_checked) for row in rows})
    fresh = [
        {
            "source_id": source_id,
            "url": url,
            "found_in": by_url[url].found_in,
            "first_seen": now,
            "next_check": now,
            "checks": 0,
            "failures": 0,
        }
        for url in urls
        if url not in known
    ]
    new: list[int] = []
    if fresh:
        new.extend(session.scalars(insert(Page).returning(Page.id, sort_by_parameter_order=True), fresh))
    changed = [
        page_id
        for url, (page_id, checked) in known.items()
        if checked is not None and (said := by_url[url].modified_at) is not None and checked < said <= now
    ]
    for chunk_of_ids in _chunks(changed):
        session.execute(update(Page).where(Page.id.in_(chunk_of_ids)).values(next_check=now))
    return SeenCandidates(tuple(new), tuple(known[url][0] for url in urls if url in known), tuple(changed))


def due_pages(
    session: Session,
    now: datetime,
    *,
    source_id: int | None = None,
    limit: int | None = None,
    slack: timedelta = CHECK_SLACK,
) -> list[PageToCheck]:
    """The pages to ask for now: never asked ones first, then those longest due."""
    query = (
        _to_check().where(Page.next_check <= now + slack).order_by(Page.checks > 0, Page.next_check, Page.id)
    )
    if source_id is not None:
        query = query.where(Page.source_id == source_id)
    return _pages(session, query.limit(limit), now)


def pages_by_id(session: Session, page_ids: Sequence[int], now: datetime) -> list[PageToCheck]:
    """These pages, due or not, in the order of their numbers."""
    return [
        page
        for chunk in _chunks(sorted(page_ids))
        for page in _pages(session, _to_check().where(Page.id.in_(chunk)).order_by(Page.id), now)
    ]


def mark_not_modified(session: Session, page_id: int, now: datetime) -> None:
    """The server said 304: the page stands as archived."""
    article_id = _checked(session, page_id, now, status=304, outcome="not_modified")
    if article_id is not None:
        newer = (ArticleRow.id == article_id) & (ArticleRow.last_seen < now)
        session.execute(update(ArticleRow).where(newer).values(last_seen=now))


def mark_seen_again(session: Session) -> None:
    """Give every article the time of the newest 304 of its pages as its last sight, where that is later.

    For a database made again from WARC files, whose 304s got their rows before there were articles.
    """
    newest = (
        select(func.max(CaptureRow.captured_at))
        .join(Page, CaptureRow.page_id == Page.id)
        .where(CaptureRow.status == 304, Page.article_id == ArticleRow.id)
        .scalar_subquery()
    )
    session.execute(update(ArticleRow).where(newest > ArticleRow.last_seen).values(last_seen=newest))


def forget_validators(session: Session, page_id: int, captured_at: datetime) -> None:
    """Ask for the page without validators next time, if it has those of its capture of that moment."""
    session.execute(
        update(Page)
        .where(Page.id == page_id, Page.validators_at == captured_at)
        .values(etag=None, last_modified=None, validators_at=None)
    )


def mark_gone(session: Session, page_id: int, now: datetime, status: int) -> None:
    """The publisher took the page down (404 or 410). It is looked at once more after a day, then never again.

    The article stays, as it was last seen.
    """
    was_gone = session.scalar(select(Page.gone_at).where(Page.id == page_id))
    _checked(session, page_id, now, status=status, outcome="gone")
    session.execute(
        update(Page)
        .where(Page.id == page_id)
        .values(
            gone_at=was_gone or now,
            next_check=None if was_gone else now + timedelta(days=1),
            etag=None,
            last_modified=None,
            validators_at=None,
        )
    )


def mark_failed(
    session: Session,
    page_id: int,
    now: datetime,
    outcome: str,
    *,
    status: int | None = None,
    retry_after: timedelta | None = None,
) -> None:
    """The page could not be had. It is tried again later, each time twice as late, and at last given up.

    `retry_after` is what the server asked for; the later of the two counts.
    """
    failures = (session.scalar(select(Page.failures).where(Page.id == page_id)) or 0) + 1
    pause = min(timedelta(hours=2 ** min(failures, 8)), timedelta(days=7))
    if retry_after is not None:
        pause = max(pause, min(retry_after, timedelta(days=30)))
    session.execute(
        update(Page)
        .where(Page.id == page_id)
        .values(
            last_checked=now,
            checks=Page.checks + 1,
            failures=failures,
            last_status=status,
            last_outcome=outcome,
            next_check=now + pause if failures < MAX_FAILURES else None,
        )
    )


def next_check_after(first_seen: datetime, now: datetime) -> datetime | None:
    """When a page that was just looked at is due again; None: not any more."""
    # A look shortly before the next one is due stands for it.
    ages = (age for age in CHECK_AGES if first_seen + age > now + CHECK_SLACK / 2)
    age = next(ages, None)
    return None if age is None else first_seen + age


def _checked(session: Session, page_id: int, now: datetime, *, status: int, outcome: str) -> int | None:
    page = session.execute(select(Page.first_seen, Page.article_id).where(Page.id == page_id)).one()
    session.execute(
        update(Page)
        .where(Page.id == page_id)
        .values(
            last_checked=now,
            checks=Page.checks + 1,
            failures=0,
            last_status=status,
            last_outcome=outcome,
            next_check=next_check_after(page.first_seen, now),
        )
    )
    article_id: int | None = page.article_id
    return article_id


def _to_check() -> Any:
    return select(Page)


def _pages(session: Session, query: Any, now: datetime) -> list[PageToCheck]:
    return [
        PageToCheck(
            page.id,
            page.source_id,
            page.url,
            _validators(page, now),
            page.first_seen,
            page.last_checked,
            page.article_id,
        )
        for page in session.scalars(query)
    ]


def _validators(page: Page, now: datetime) -> Validators:
    if page.validators_at is None or page.validators_at <= now - VALIDATORS_MAX_AGE:
        return Validators()
    return Validators(page.etag, page.last_modified)


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), _CHUNK):
        yield values[start : start + _CHUNK]
