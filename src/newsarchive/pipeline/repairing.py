"""Mending what a crash left: torn tails are cut off, records without a row get one and are parsed."""

from __future__ import annotations

from threading import Event

from newsarchive import __version__, captures
from newsarchive.errors import CaptureError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.parsing import parse_left_over
from newsarchive.pipeline.recovery import adopt_orphans
from newsarchive.records import utc_now
from newsarchive.store import RunOutcome, StoredCapture, finish_run, mark_seen_again, start_run


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
