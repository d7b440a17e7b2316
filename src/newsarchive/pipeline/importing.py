"""Captures that others made: copied into WARC files of our own, given pages, parsed and saved.

Nothing is imported twice: the same bytes of the same address and moment are known by their row. So an
import that was stopped is gone on with by starting it again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Event

from newsarchive import __version__, content, urls
from newsarchive.article import parse_article
from newsarchive.captures import (
    CaptureWriter,
    ForeignCapture,
    ForeignProblem,
    Original,
    iter_foreign,
    payload_digest,
)
from newsarchive.errors import CaptureError, InputError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive, new_run_name
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.parsing import BATCH, parse_and_save, parse_left_over
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.pipeline.recovery import adopt_orphans, note_closed, source_id_of, source_name_for
from newsarchive.records import Candidate, Capture, utc_now
from newsarchive.store import (
    RunOutcome,
    Saved,
    StoredCapture,
    finish_run,
    has_capture,
    original_with_payload,
    page_of_url,
    save_capture,
    see_candidates,
    start_run,
    stored_capture,
)

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")
"""Media types of pages; an answer that names none is looked at too."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Which of the captures are wanted. Empty: all of them."""

    hosts: tuple[str, ...] = ()
    """These hosts and the hosts below them."""
    languages: tuple[str, ...] = ()
    """As the parser finds them: `en` takes `en-gb` too."""
    since: date | None = None
    """First day of capture (UTC)."""
    until: date | None = None
    """Last day of capture (UTC), inclusive."""
    base_url: str | None = None
    """Put in front of the paths of HTML files that do not say where they come from."""


class _Import:
    """One run over some files."""

    def __init__(
        self, archive: Archive, options: ImportOptions, run_id: int, summary: RunSummary, stop: Event
    ) -> None:
        self.archive, self.options, self.run_id = archive, options, run_id
        self.summary, self.stop = summary, stop
        self.waiting: list[int] = []

    def recover(self) -> None:
        """Finish what a killed run left."""
        self.summary.counts["recovered"] += adopt_orphans(self.archive, self.run_id)
        for saved in parse_left_over(self.archive, on_damage=self._damaged):
            self._count(saved)

    def take_file(self, path: Path, writer: CaptureWriter, seen: Callable[[], None]) -> None:
        """Everything wanted from one file or folder; what can't be read is noted."""
        try:
            for found in iter_foreign(path, base_url=self.options.base_url):
                if isinstance(found, ForeignProblem):
                    self._problem(f"{found.source} at byte {found.offset}: {found.detail}")
                elif self._is_wanted(found.capture):
                    self._take(found, writer)
                else:
                    self.summary.counts["left_out"] += 1
                seen()
                if self.stop.is_set():
                    break
        except InputError as error:
            self._problem(str(error))
        self.parse_waiting()

    def parse_waiting(self) -> None:
        """Parse and save the captures that were copied since the last time."""
        with self.archive.store.read() as session:
            stored = [one for number in self.waiting if (one := stored_capture(session, number)) is not None]
        self.waiting.clear()
        if stored:
            self._count(parse_and_save(self.archive, stored, on_damage=self._damaged, imported=True))

    def _is_wanted(self, capture: Capture) -> bool:
        return all(rule(capture, self.options) for rule in RULES) and self._is_in_language(capture)

    def _is_in_language(self, capture: Capture) -> bool:
        if not self.options.languages:
            return True
        limit = self.archive.settings.fetch.max_decoded_bytes
        article = parse_article(
            content.decode(capture.body, capture.header("content-encoding"), limit=limit).body,
            url=capture.url,
            fetched_at=capture.captured_at,
            content_type=capture.content_type,
            profiles=self.archive.profiles,
        )
        found = (article.language or "").lower()
        return any(found == one or found.startswith(one + "-") for one in self.options.languages)

    def _take(self, found: ForeignCapture, writer: CaptureWriter) -> None:
        capture = found.capture
        digest = payload_digest(capture.body)
        with self.archive.store.read() as session:
            if has_capture(session, capture.url, capture.captured_at, digest):
                self.summary.counts["known"] += 1
                return
        page_id = self._page_of(capture, found.source)
        with self.archive.store.read() as session:
            original = original_with_payload(session, page_id, digest)
        revisit_of = Original(*original) if original and capture.body else None
        ref = writer.append(capture, revisit_of=revisit_of)
        with self.archive.store.write() as session:
            number = save_capture(session, page_id, capture, ref, run_id=self.run_id, imported=True)
        self.summary.counts["imported"] += 1
        self.waiting.append(number)
        if len(self.waiting) >= BATCH:
            self.parse_waiting()

    def _page_of(self, capture: Capture, found_in: str) -> int:
        url = urls.canonical_url(capture.requested_url)
        with self.archive.store.write() as session:
            page_id = page_of_url(session, url)
            if page_id is None:
                source_id = source_id_of(session, self.archive, source_name_for(self.archive, url))
                seen = see_candidates(session, source_id, [Candidate(url, found_in)], capture.captured_at)
                page_id = (*seen.new, *seen.known)[0]
        return page_id

    def _count(self, saved: Sequence[Saved]) -> None:
        self.summary.counts.update(one.outcome for one in saved)

    def _damaged(self, stored: StoredCapture, error: CaptureError) -> None:
        self.summary.counts["damaged"] += 1
        self.summary.problem(f"{stored.url}: {error}")

    def _problem(self, line: str) -> None:
        self.summary.counts["unreadable"] += 1
        self.summary.problem(line)


def is_page(capture: Capture, options: ImportOptions) -> bool:
    """A whole answer that may be an article: status 200, HTML, an address of the web."""
    media_type = (capture.content_type or "").partition(";")[0].strip().lower()
    return capture.status == 200 and media_type in _PAGE_TYPES and urls.is_web_url(capture.url)


def is_of_host(capture: Capture, options: ImportOptions) -> bool:
    """One of the wanted hosts, or below one."""
    host = urls.host_of(capture.url) or ""
    wanted = [one.lower() for one in options.hosts]
    return not wanted or any(host == one or host.endswith("." + one) for one in wanted)


def is_in_time(capture: Capture, options: ImportOptions) -> bool:
    """Captured on one of the wanted days."""
    day = capture.captured_at.date()
    return (options.since is None or day >= options.since) and (options.until is None or day <= options.until)


RULES = (is_page, is_of_host, is_in_time)


def import_files(
    archive: Archive,
    paths: Sequence[Path],
    options: ImportOptions | None = None,
    *,
    progress: Progress = silent,
    stop: Event | None = None,
) -> RunSummary:
    """Import WARC, ARC, WACZ, MHTML and HTML files and folders, and give the summary.

    To be called with the archive's lock held. What can't be read is a problem in the summary;
    raises `ArchiveError` when the archive itself fails.
    """
    stop = stop or Event()
    summary = RunSummary("import")
    with archive.store.write() as session:
        run_id = start_run(
            session, "import", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
        )
    outcome: RunOutcome = "failed"
    run = _Import(archive, options or ImportOptions(), run_id, summary, stop)
    seen = 0

    def one_more() -> None:
        nonlocal seen
        seen += 1
        progress(seen, None)

    try:
        run.recover()
        with archive.writer(new_run_name("import")) as writer:
            for path in paths:
                if not stop.is_set():
                    run.take_file(path, writer, one_more)
        for closed in writer.closed:
            note_closed(archive, closed)
        group_new_articles(archive, summary, stop=stop, progress=progress)
        outcome = "stopped" if stop.is_set() else "done"
    finally:
        summary.stopped = outcome == "stopped"
        with archive.store.write() as session:
            finish_run(session, run_id, utc_now(), outcome, dict(+summary.counts))
        archive.store.checkpoint()
    return summary
