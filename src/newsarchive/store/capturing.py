"""Captures: where the bytes of each page lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from newsarchive.records import Capture, CaptureRef
from newsarchive.store.clean import clean, clean_or_none
from newsarchive.store.pages import mark_not_modified, next_check_after
from newsarchive.store.schema import CaptureRow, Page, ParseResult, Source, WarcFile


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """A capture as the database knows it: enough to read it and to parse it."""

    id: int
    page_id: int
    page_url: str
    """The canonical address that was asked for."""
    url: str
    """The address that answered."""
    source_name: str
    source_timezone: str | None
    source_language: str | None
    captured_at: datetime
    status: int
    content_type: str | None
    truncated: str | None
    ref: CaptureRef
    parser_version: str | None
    """The parser that parsed it last; None: not parsed yet."""
    record_digest: str | None = None
    """Digest of what was found in it, where finding the same again would change nothing."""


def save_capture(
    session: Session,
    page_id: int,
    capture: Capture,
    ref: CaptureRef,
    *,
    run_id: int | None = None,
    imported: bool = False,
) -> int:
    """Store where a capture lies; to be committed before anything is parsed. Returns the capture's number.

    The page's validators are replaced when the capture is a whole 200 answer; a 304 says that page and
    article stand as they were. With `imported`
    the page's checks and validators stay: it was not asked today.
    Saving the same record again changes nothing and returns the same number.
    """
    known = session.scalar(select(CaptureRow.id).where(CaptureRow.record_id == ref.record_id))
    if known is not None:
        return known
    row = CaptureRow(
        page_id=page_id,
        run_id=run_id,
        url=clean(capture.url),
        captured_at=capture.captured_at,
        status=capture.status,
        content_type=clean_or_none(capture.content_type),
        warc_file_id=warc_file_id(session, ref.file, capture.captured_at),
        warc_offset=ref.offset,
        warc_length=ref.length,
        record_id=ref.record_id,
        payload_digest=ref.payload_digest,
        record_type=ref.record_type,
        refers_to=ref.refers_to,
        truncated=capture.truncated,
    )
    session.add(row)
    session.flush()
    if not imported:
        _page_captured(session, page_id, capture)
    return row.id


def warc_file_id(session: Session, name: str, opened_at: datetime) -> int:
    """The number of the WARC file of that name, made if new."""
    known = session.scalar(select(WarcFile.id).where(WarcFile.name == name))
    if known is not None:
        return known
    row = WarcFile(name=name, opened_at=opened_at)
    session.add(row)
    session.flush()
    return row.id


def close_warc_file(
    session: Session, name: str, closed_at: datetime, *, bytes: int, records: int | None, sha256: str
) -> None:
    """Note size, record count and digest of a WARC file that will not grow any more.

    A file cut exactly between two records can only be told from these.
    """
    file_id = warc_file_id(session, name, closed_at)
    session.execute(
        update(WarcFile)
        .where(WarcFile.id == file_id)
        .values(closed_at=closed_at, bytes=bytes, records=records, sha256=sha256)
    )


def rename_warc_file(session: Session, name: str, new_name: str) -> None:
    """Note that a WARC file has another name now; its captures go with it."""
    session.execute(update(WarcFile).where(WarcFile.name == name).values(name=new_name))


def stored_capture(session: Session, capture_id: int) -> StoredCapture | None:
    """One capture by its number."""
    row = session.execute(stored_captures().where(CaptureRow.id == capture_id)).one_or_none()
    return None if row is None else as_stored(row)


def captures_of_page(session: Session, page_id: int) -> list[StoredCapture]:
    """All captures of a page, oldest first."""
    query = (
        stored_captures().where(CaptureRow.page_id == page_id).order_by(CaptureRow.captured_at, CaptureRow.id)
    )
    return [as_stored(row) for row in session.execute(query)]


def all_captures(session: Session) -> Iterator[StoredCapture]:
    """Every capture, file by file in the order of offsets, streamed: for `verify`."""
    query = (
        stored_captures().order_by(WarcFile.name, CaptureRow.warc_offset).execution_options(yield_per=1000)
    )
    for row in session.execute(query):
        yield as_stored(row)


def _page_captured(session: Session, page_id: int, capture: Capture) -> None:
    if capture.status == 304:
        mark_not_modified(session, page_id, capture.captured_at)
        return
    page = session.get_one(Page, page_id)
    page.last_status = capture.status
    page.last_outcome = "captured"
    whole = 200 <= capture.status < 300 and capture.truncated is None and bool(capture.body)
    if whole:
        # All else is no success: `mark_failed` or `mark_gone` counts it, or the page stays due.
        page.last_checked = capture.captured_at
        page.checks += 1
        page.failures = 0
        page.gone_at = None
        page.next_check = next_check_after(page.first_seen, capture.captured_at)
    if whole and capture.status == 200:
        page.etag = clean_or_none(capture.header("etag"))
        page.last_modified = clean_or_none(capture.header("last-modified"))
        page.validators_at = capture.captured_at if page.etag or page.last_modified else None
    else:
        # What was asked for conditionally next time must be the body that is whole in the archive.
        page.etag = page.last_modified = page.validators_at = None
    session.flush()


def stored_captures() -> Any:
    """The query of captures as `as_stored` takes their rows."""
    return (
        select(
            CaptureRow.id,
            CaptureRow.page_id,
            Page.url.label("page_url"),
            CaptureRow.url,
            Source.name.label("source_name"),
            Source.timezone,
            Source.language,
            CaptureRow.captured_at,
            CaptureRow.status,
            CaptureRow.content_type,
            CaptureRow.truncated,
            WarcFile.name.label("file"),
            CaptureRow.warc_offset,
            CaptureRow.warc_length,
            CaptureRow.record_id,
            CaptureRow.payload_digest,
            CaptureRow.record_type,
            CaptureRow.refers_to,
            ParseResult.parser_version,
            ParseResult.page_class,
            ParseResult.revision_id,
            ParseResult.record_digest,
        )
        .join(WarcFile, CaptureRow.warc_file_id == WarcFile.id)
        .join(Page, CaptureRow.page_id == Page.id)
        .join(Source, Page.source_id == Source.id)
        .outerjoin(ParseResult, ParseResult.capture_id == CaptureRow.id)
    )


def as_stored(row: Row[Any]) -> StoredCapture:
    """A capture from a row of `stored_captures`."""
    # Without a revision an article was passed over for a better one: what counts as better may have changed.
    settled = row.revision_id is not None or row.page_class not in ("article", "teaser")
    return StoredCapture(
        row.id,
        row.page_id,
        row.page_url,
        row.url,
        row.source_name,
        row.timezone,
        row.language,
        row.captured_at,
        row.status,
        row.content_type,
        row.truncated,
        CaptureRef(
            row.file,
            row.warc_offset,
            row.warc_length,
            row.record_id,
            row.payload_digest,
            row.record_type,
            row.refers_to,
        ),
        row.parser_version,
        row.record_digest if settled else None,
    )
