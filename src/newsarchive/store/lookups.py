"""Small questions that the pipeline asks: what is known already, and under which number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from newsarchive.records import CaptureRef
from newsarchive.store.clean import clean
from newsarchive.store.schema import ArticleRow, CaptureRow, Page, Source, WarcFile


def page_of_url(session: Session, url: str) -> int | None:
    """The number of the page with this canonical URL."""
    return session.scalar(select(Page.id).where(Page.url == url))


def article_of_url(session: Session, url: str) -> int | None:
    """The number of the article that a URL shows: by its page, else by its own addresses."""
    by_page = session.scalar(select(Page.article_id).where(Page.url == url))
    if by_page is not None:
        return by_page
    return session.scalar(
        select(ArticleRow.id).where((ArticleRow.url == url) | (ArticleRow.canonical_url == url)).limit(1)
    )


def source_names(session: Session) -> list[str]:
    """Names of all sources that the database knows."""
    return list(session.scalars(select(Source.name).order_by(Source.name)))


def known_record_ids(session: Session, file: str) -> set[str]:
    """The WARC-Record-IDs of one WARC file that have a row."""
    query = select(CaptureRow.record_id).join(WarcFile).where(WarcFile.name == file)
    return set(session.scalars(query))


def closed_warc_files(session: Session, names: Iterable[str]) -> set[str]:
    """Those of some WARC files that the database knows as closed."""
    query = select(WarcFile.name).where(WarcFile.closed_at.is_not(None))
    return set(session.scalars(query)) & set(names)


def closed_file_facts(session: Session) -> list[tuple[str, str, int, int]]:
    """Name, SHA-256 (`sha256:…`), size in bytes and record count of every closed WARC file."""
    query = select(WarcFile.name, WarcFile.sha256, WarcFile.bytes, WarcFile.records).where(
        WarcFile.closed_at.is_not(None), WarcFile.sha256.is_not(None)
    )
    return [
        (name, digest or "", size or 0, records or 0)
        for name, digest, size, records in session.execute(query)
    ]


def url_of_record(session: Session, record_id: str) -> str | None:
    """The address that answered in the record with this WARC-Record-ID."""
    return session.scalar(select(CaptureRow.url).where(CaptureRow.record_id == record_id))


def has_capture(session: Session, url: str, captured_at: datetime, payload_digest: str) -> bool:
    """Whether the same bytes of the same address and moment are in the archive already."""
    query = select(CaptureRow.id).where(
        CaptureRow.payload_digest == payload_digest,
        CaptureRow.captured_at == captured_at,
        CaptureRow.url == clean(url),
    )
    return session.scalar(query.limit(1)) is not None


def ref_of_record(session: Session, record_id: str) -> CaptureRef | None:
    """Where the record with this WARC-Record-ID lies."""
    query = select(CaptureRow, WarcFile.name).join(WarcFile).where(CaptureRow.record_id == record_id)
    row = session.execute(query).one_or_none()
    return None if row is None else _ref(*row)


def original_with_payload(
    session: Session, page_id: int, payload_digest: str
) -> tuple[CaptureRef, str, datetime] | None:
    """The response record of this page that holds the payload already: (reference, URL, captured at).

    Only one in the archive's own files: what is written there must not lean on files of others.
    """
    query = (
        select(CaptureRow, WarcFile.name)
        .join(WarcFile)
        .where(
            CaptureRow.page_id == page_id,
            CaptureRow.payload_digest == payload_digest,
            CaptureRow.record_type == "response",
            CaptureRow.truncated.is_(None),
            ~WarcFile.name.startswith("/"),
        )
        .order_by(CaptureRow.captured_at)
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else (_ref(*row), row[0].url, row[0].captured_at)


def ref_with_payload(session: Session, payload_digest: str) -> CaptureRef | None:
    """A response or resource of any page that holds the payload, in our own files or in those of others."""
    query = (
        select(CaptureRow, WarcFile.name)
        .join(WarcFile)
        .where(
            CaptureRow.payload_digest == payload_digest,
            CaptureRow.record_type != "revisit",
            CaptureRow.truncated.is_(None),
        )
        .order_by(CaptureRow.id)
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return None if row is None else _ref(*row)


def source_of_url(session: Session, url: str, source_name: str) -> tuple[str, str | None]:
    """Name and zone of the source to which a canonical URL belongs, else of the source of that name."""
    source = select(Source.name, Source.timezone)
    row = session.execute(source.join(Page, Page.source_id == Source.id).where(Page.url == url)).one_or_none()
    if row is not None:
        return row[0], row[1]
    return source_name, session.scalar(select(Source.timezone).where(Source.name == source_name))


def validated_original(session: Session, page_id: int) -> tuple[CaptureRef, str, datetime] | None:
    """The response record whose payload the page's validators stand for: (reference, URL, captured at)."""
    record_id = session.scalar(
        select(func.coalesce(CaptureRow.refers_to, CaptureRow.record_id))
        .join(Page, CaptureRow.page_id == Page.id)
        .where(Page.id == page_id, CaptureRow.captured_at == Page.validators_at, CaptureRow.status == 200)
        .limit(1)
    )
    query = select(CaptureRow, WarcFile.name).join(WarcFile).where(CaptureRow.record_id == record_id)
    row = session.execute(query).one_or_none()
    return None if row is None else (_ref(*row), row[0].url, row[0].captured_at)


def _ref(capture: CaptureRow, file: str) -> CaptureRef:
    return CaptureRef(
        file,
        capture.warc_offset,
        capture.warc_length,
        capture.record_id,
        capture.payload_digest,
        capture.record_type,  # type: ignore[arg-type]
        capture.refers_to,
    )


def answering_urls(session: Session, page_ids: Sequence[int]) -> dict[int, str]:
    """The URL that answered last for each of some pages: redirects may lead away from the page's own."""
    found: dict[int, str] = {}
    for start in range(0, len(page_ids), 500):
        query = (
            select(CaptureRow.page_id, CaptureRow.url)
            .where(CaptureRow.page_id.in_(page_ids[start : start + 500]))
            .order_by(CaptureRow.captured_at)
        )
        found.update({row.page_id: row.url for row in session.execute(query)})
    return found


def asked_urls(session: Session, urls: Sequence[str]) -> set[str]:
    """Those of these canonical URLs whose pages were ever asked for, with whatever came of it."""
    asked: set[str] = set()
    for start in range(0, len(urls), 500):
        chunk = urls[start : start + 500]
        query = select(Page.url).where(Page.url.in_(chunk), Page.last_checked.is_not(None))
        asked.update(session.scalars(query))
    return asked
