"""Does the archive hold what its database says, and does the database know all that the archive holds?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from threading import Event

from newsarchive import __version__, captures
from newsarchive.captures import ClosedFile, Finding
from newsarchive.errors import CaptureError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.parsing import parse_left_over
from newsarchive.pipeline.recovery import adopt_orphans
from newsarchive.records import CaptureRef, utc_now
from newsarchive.store import (
    RunOutcome,
    StoredCapture,
    all_captures,
    closed_file_facts,
    finish_run,
    mark_seen_again,
    ref_of_record,
    start_run,
    url_of_record,
)


def verify_archive(archive: Archive, *, deep: bool = False) -> Iterator[Finding]:
    """Everything that is not as it should be, with the page's URL where the database knows it.

    Nothing is changed. To be called with the archive's lock held: a run that is writing has
    records without rows for a moment. Raises `ArchiveError` when the database fails.
    """
    with archive.store.read() as session, archive.store.read() as asking:
        closed = [ClosedFile(*facts) for facts in closed_file_facts(asking)]

        def lookup(record_id: str) -> CaptureRef | None:
            return ref_of_record(asking, record_id)

        expected = (stored.ref for stored in all_captures(session))
        for finding in captures.verify(archive.warc, expected, closed, deep=deep, lookup=lookup):
            if finding.url is None and finding.record_id is not None:
                yield replace(finding, url=url_of_record(asking, finding.record_id))
            else:
                yield finding


def repair_archive(archive: Archive) -> RunSummary:
    """Cut torn tails off open files (kept in side files), close them, adopt and parse orphaned records.

    No good byte is deleted, and no closed file is touched. To be called with the archive's lock held.
    The database may be empty: then all of it is made again from the WARC files.
    """
    summary = RunSummary("repair")
    with archive.store.write() as session:
        run_id = start_run(
            session, "repair", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
        )

    def damaged(stored: StoredCapture, error: CaptureError) -> None:
        summary.counts["damaged"] += 1
        summary.problem(f"{stored.url}: {error}")

    done = False
    try:
        for cut in captures.repair_torn_tails(archive.warc):
            summary.counts["cut"] += 1
            summary.problem(f"{cut.name}: torn tail of {cut.cut_bytes} bytes cut off at byte {cut.cut_at}")
        summary.counts["recovered"] += adopt_orphans(archive, run_id, everything=True)
        for batch in parse_left_over(archive, on_damage=damaged):
            summary.counts.update(one.outcome for one in batch)
        with archive.store.write() as session:
            mark_seen_again(session)
        group_new_articles(archive, summary, stop=Event())
        done = True
    finally:
        with archive.store.write() as session:
            outcome: RunOutcome = "done" if done else "failed"
            finish_run(session, run_id, utc_now(), outcome, dict(+summary.counts))
        archive.store.checkpoint()
    return summary


def finding_line(finding: Finding) -> str:
    """A finding in one line: file, offset, kind, what is wrong, page."""
    place = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
    page = f" [{finding.url}]" if finding.url else ""
    return f"{place}: {finding.kind}: {finding.detail}{page}"
