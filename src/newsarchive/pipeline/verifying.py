"""Does the archive hold what its database says, and does the database know all that the archive holds?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsarchive import captures
from newsarchive.captures import ClosedFile, Finding
from newsarchive.pipeline.archive import Archive
from newsarchive.records import CaptureRef
from newsarchive.store import all_captures, closed_file_facts, ref_of_record, url_of_record


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


def finding_line(finding: Finding) -> str:
    """A finding in one line: file, offset, kind, what is wrong, page."""
    place = finding.file if finding.offset is None else f"{finding.file} at byte {finding.offset}"
    page = f" [{finding.url}]" if finding.url else ""
    return f"{place}: {finding.kind}: {finding.detail}{page}"
