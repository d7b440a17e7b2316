"""What the last run left when it was killed: records without a row, files left open.

Records are synced before their rows are committed, so a record may lie in a WARC file that the
database does not know. It gets its row here; parsing it is then the ordinary left-over work.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from newsarchive import captures, urls
from newsarchive.captures import ClosedFile
from newsarchive.pipeline.archive import Archive, is_import_file
from newsarchive.records import Candidate, Capture, CaptureRef, utc_now
from newsarchive.store import (
    close_warc_file,
    closed_warc_files,
    known_record_ids,
    page_of_url,
    save_capture,
    see_candidates,
    upsert_source,
)

REBUILT = "WARC file"


def adopt_orphans(archive: Archive, run_id: int, *, everything: bool = False) -> int:
    """Give a row to every record that has none, and close files that a killed run left open.

    Looks into the files that the database does not know as closed, or into all of them with
    `everything`. Gives the number of captures that were adopted.
    """
    # Rows first: a file is known as closed only when all of its records are known.
    closed_now = {closed.name: closed for closed in captures.close_left_open(archive.warc)}
    on_disk = sorted(archive.warc.names(), key=_by_time)
    with archive.store.read() as session:
        settled = closed_warc_files(session, on_disk)
    adopted = 0
    for name in on_disk:
        if everything or name not in settled:
            adopted += _adopt_file(archive, name, run_id)
        if name not in settled:
            note_closed(archive, closed_now.get(name) or captures.describe_file(archive.warc, name))
    return adopted


def _by_time(name: str) -> tuple[str, str]:
    """The order in which files were begun (`new_run_name`): made again, articles get the same numbers."""
    return name.partition("-")[2], name


def note_closed(archive: Archive, closed: ClosedFile) -> None:
    """Keep size, record count and digest of a file that will never change again."""
    with archive.store.write() as session:
        close_warc_file(
            session, closed.name, utc_now(), bytes=closed.size, records=closed.records, sha256=closed.sha256
        )


def _adopt_file(archive: Archive, name: str, run_id: int) -> int:
    with archive.store.read() as session:
        known = known_record_ids(session, name)
    adopted = 0
    # A revisit needs no payload to get its row; a damaged spot (`verify` names it) hides nothing behind it.
    records = captures.iter_captures(
        archive.warc, name, check_payload=False, resolve=False, on_damage=lambda _error: None
    )
    for ref, capture in records:
        if ref.record_id not in known:
            _adopt(archive, ref, capture, run_id)
            adopted += 1
    return adopted


def _adopt(archive: Archive, ref: CaptureRef, capture: Capture, run_id: int) -> None:
    url = urls.canonical_url(capture.requested_url)
    with archive.store.write() as session:
        page_id = page_of_url(session, url)
        if page_id is None:
            source_id = source_id_of(session, archive, capture.source or source_name_for(archive, url))
            see_candidates(session, source_id, [Candidate(url, REBUILT)], capture.captured_at)
            page_id = page_of_url(session, url)
        assert page_id is not None
        save_capture(session, page_id, capture, ref, run_id=run_id, imported=is_import_file(ref.file))


def source_id_of(session: Session, archive: Archive, name: str) -> int:
    """The number of the source of that name, made if new, with what the settings declare of it."""
    declared = next((one for one in archive.settings.sources if one.name == name), None)
    if declared is None:
        return upsert_source(session, name, utc_now())
    return upsert_source(
        session,
        name,
        utc_now(),
        home_url=declared.home,
        timezone=declared.timezone,
        language=declared.language,
    )


def source_name_for(archive: Archive, url: str) -> str:
    """The source that a URL belongs to: the declared one on that site, else its host."""
    for source in archive.settings.sources:
        places = (source.home, *source.feeds, *source.sitemaps)
        if any(place and urls.same_site(place, url) for place in places):
            return source.name
    return urls.host_of(url) or "unknown"
