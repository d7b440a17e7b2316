"""The nightly run: discover → fetch → archive → parse → store, for all sources or for some URLs.

One thread (the caller's) writes; the crawl's threads only fetch. Every page is committed twice: its
capture before it is parsed, its revision after. A run that is killed loses at most the page in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Event

from newsarchive import __version__, urls
from newsarchive.captures import CaptureWriter, Original, payload_digest
from newsarchive.errors import CaptureError
from newsarchive.fetch import (
    AddressGuard,
    Client,
    CrawlResult,
    Discovery,
    FetchJob,
    FetchLimits,
    Outcome,
    Politeness,
    RobotsCache,
    crawl,
    discover_source,
)
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive, new_run_name
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.parsing import parse_and_save, parse_left_over
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.pipeline.recovery import adopt_orphans, note_closed, source_name_for
from newsarchive.records import Candidate, SourceSpec, utc_now
from newsarchive.store import (
    PageToCheck,
    Saved,
    StoredCapture,
    captures_to_reparse_first,
    due_pages,
    finish_run,
    mark_failed,
    mark_gone,
    mark_not_modified,
    original_with_payload,
    pages_by_id,
    record_fetch,
    save_capture,
    see_candidates,
    start_run,
    stored_capture,
    upsert_source,
)

CHECKPOINT_EVERY = 500
"""Pages between two moves of SQLite's write-ahead log into the database."""

ARCHIVED = (Outcome.FETCHED, Outcome.TRUNCATED, Outcome.NOT_FOUND, Outcome.GONE)
"""Answers whose bytes are kept: pages, pages cut short, and the proof that a page was taken down."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What one run is told beside its sources."""

    urls: tuple[str, ...] = ()
    """Pages to get now, whatever the schedule says."""
    limit: int | None = None
    """At most this many pages in this run."""
    since: date | None = None
    """Leave out candidates that their feed or sitemap dates before this day."""
    allow_private: bool = False
    """Let URLs of the command line lead to inner addresses."""
    allow_ports: tuple[int, ...] = ()


class Ingest:
    """One run. Call `run` once; `stop` may be set from a signal handler."""

    def __init__(
        self,
        archive: Archive,
        sources: Sequence[SourceSpec],
        options: IngestOptions,
        *,
        progress: Progress = silent,
        stop: Event | None = None,
    ) -> None:
        self.archive = archive
        self.sources = list(sources)
        self.options = options
        self.progress = progress
        self.stop = stop or Event()
        self.summary = RunSummary("ingest")
        self.run_id = 0
        self._source_ids: dict[str, int] = {}
        self._since_checkpoint = 0

    def run(self) -> RunSummary:
        """Do all of it. Raises `ArchiveError` when the archive itself fails; the rest is in the summary."""
        with self.archive.store.write() as session:
            self.run_id = start_run(
                session, "ingest", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
            )
        try:
            self._recover()
            with self._client() as client, self.archive.writer(new_run_name("ingest")) as writer:
                robots = RobotsCache(client)
                pages = self._pages(client, robots)
                self._fetch(client, robots, writer, pages)
            for closed in writer.closed:
                note_closed(self.archive, closed)
        except BaseException as error:
            self._finish("stopped" if isinstance(error, KeyboardInterrupt) else "failed", str(error))
            raise
        self._finish("stopped" if self.stop.is_set() else "done")
        return self.summary

    # --- before: what the last run left -------------------------------------------------------

    def _recover(self) -> None:
        adopted = adopt_orphans(self.archive, self.run_id)
        if adopted:
            self.summary.counts["recovered"] += adopted
        for batch in parse_left_over(self.archive, on_damage=self._damaged):
            self._count(batch)

    # --- which pages --------------------------------------------------------------------------

    def _pages(self, client: Client, robots: RobotsCache) -> list[tuple[PageToCheck, SourceSpec]]:
        """The pages to ask now, with the manners of their source."""
        if self.options.urls:
            return self._limited(self._named_pages())
        found: list[tuple[PageToCheck, SourceSpec]] = []
        for number, source in enumerate(self.sources):
            if self.stop.is_set():
                break
            self.progress(number, len(self.sources), f"looking at {source.name}")
            source_id = self._source_id(source)
            discovery = discover_source(source, client, robots=robots, stop=self.stop)
            self._note_discovery(source, source_id, discovery)
            candidates = [c for c in discovery.candidates if self._is_wanted(c)]
            self.summary.counts["candidates"] += len(candidates)
            with self.archive.store.write() as session:
                see_candidates(session, source_id, candidates, utc_now())
            with self.archive.store.read() as session:
                due = due_pages(session, utc_now(), source_id=source_id, limit=self.options.limit)
            found += [(page, source) for page in due]
        return self._limited(found)

    def _named_pages(self) -> list[tuple[PageToCheck, SourceSpec]]:
        pages: list[tuple[PageToCheck, SourceSpec]] = []
        for url in dict.fromkeys(urls.canonical_url(url) for url in self.options.urls):
            source = self._source_of(url)
            source_id = self._source_id(source)
            with self.archive.store.write() as session:
                seen = see_candidates(session, source_id, [Candidate(url, "command line")], utc_now())
                found = pages_by_id(session, (*seen.new, *seen.known), utc_now())
            pages += [(page, source) for page in found]
        self.summary.counts["candidates"] += len(pages)
        return pages

    def _source_of(self, url: str) -> SourceSpec:
        name = source_name_for(self.archive, url)
        for source in self.sources:
            if source.name == name:
                return source
        return SourceSpec(
            name=name, allow_private=self.options.allow_private, allow_ports=self.options.allow_ports
        )

    def _limited(
        self, pages: list[tuple[PageToCheck, SourceSpec]]
    ) -> list[tuple[PageToCheck, SourceSpec]]:
        return pages if self.options.limit is None else pages[: self.options.limit]

    def _is_wanted(self, candidate: Candidate) -> bool:
        when = candidate.modified_at or candidate.published_at
        return self.options.since is None or when is None or when.date() >= self.options.since

    def _note_discovery(self, source: SourceSpec, source_id: int, discovery: Discovery) -> None:
        with self.archive.store.write() as session:
            for one in discovery.asked:
                record_fetch(
                    session,
                    self.run_id,
                    source_id=source_id,
                    kind=one.kind,
                    url=one.url,
                    started_at=one.started_at,
                    outcome=one.outcome,
                    status=one.status,
                    detail=one.detail or None,
                    attempts=one.attempts,
                    elapsed=one.elapsed,
                )
        for one in discovery.asked:
            if one.failed:
                self.summary.counts["failed"] += 1
                self.summary.problem(f"{source.name}: {one.kind} {one.url}: {one.detail}")

    # --- getting them -------------------------------------------------------------------------

    def _fetch(
        self,
        client: Client,
        robots: RobotsCache,
        writer: CaptureWriter,
        pages: list[tuple[PageToCheck, SourceSpec]],
    ) -> None:
        by_url = {page.url: (page, source) for page, source in pages}
        jobs = [
            FetchJob(url=page.url, source=source, validators=page.validators) for page, source in pages
        ]
        politeness = Politeness(
            delay=self.archive.settings.fetch.delay_seconds,
            hosts_at_once=self.archive.settings.fetch.hosts_at_once,
        )
        done = 0
        for result in crawl(jobs, client, robots=robots, politeness=politeness, stop=self.stop):
            page, source = by_url[result.job.url]
            done += 1
            self.progress(done, len(jobs), source.name)
            self._take(result, page, source, writer)
            self._checkpoint()
        self.summary.counts["asked"] += done - self.summary.counts["not_tried"]

    def _take(
        self, result: CrawlResult, page: PageToCheck, source: SourceSpec, writer: CaptureWriter
    ) -> None:
        outcome = result.outcome
        if outcome == "not_tried":
            self.summary.counts["not_tried"] += 1
            return
        capture_id = None
        if result.capture is not None and outcome in ARCHIVED:
            capture_id = self._archive(result, page, writer)
        with self.archive.store.write() as session:
            self._note_fetch(session, result, page, capture_id)
            if outcome == Outcome.NOT_MODIFIED:
                mark_not_modified(session, page.id, utc_now())
                self.summary.counts["not_modified"] += 1
            elif outcome in (Outcome.NOT_FOUND, Outcome.GONE):
                mark_gone(session, page.id, utc_now(), result.status or 404)
                self.summary.counts["gone"] += 1
            elif outcome != Outcome.FETCHED:
                mark_failed(
                    session,
                    page.id,
                    utc_now(),
                    str(outcome),
                    status=result.status,
                    retry_after=_seconds(result.retry_after),
                )
        if outcome == Outcome.ROBOTS_DENIED:
            self.summary.counts["robots_denied"] += 1
        elif outcome not in (*ARCHIVED, Outcome.NOT_MODIFIED) or outcome == Outcome.TRUNCATED:
            self.summary.counts["failed"] += 1
            self.summary.problem(f"{source.name}: {page.url}: {result.detail or outcome}")
        if capture_id is not None and outcome == Outcome.FETCHED:
            self._parse(page, capture_id)

    def _archive(self, result: CrawlResult, page: PageToCheck, writer: CaptureWriter) -> int:
        capture = result.capture
        assert capture is not None
        with self.archive.store.read() as session:
            original = original_with_payload(session, page.id, payload_digest(capture.body))
        ref = writer.append(capture, revisit_of=Original(*original) if original else None)
        with self.archive.store.write() as session:
            capture_id = save_capture(session, page.id, capture, ref, run_id=self.run_id)
        self.summary.counts["captures"] += 1
        return capture_id

    def _note_fetch(self, session, result: CrawlResult, page: PageToCheck, capture_id: int | None) -> None:
        record_fetch(
            session,
            self.run_id,
            source_id=page.source_id,
            page_id=page.id,
            kind="page",
            url=page.url,
            final_url=result.final_url if result.final_url != page.url else None,
            started_at=result.started_at,
            outcome=str(result.outcome),
            status=result.status,
            detail=result.detail or None,
            bytes=len(result.capture.body) if result.capture else None,
            elapsed=result.elapsed,
            attempts=result.attempts,
            capture_id=capture_id,
        )

    def _parse(self, page: PageToCheck, capture_id: int) -> None:
        # A new capture can only be compared with what this very parser made of the last one.
        with self.archive.store.read() as session:
            first = captures_to_reparse_first(session, [page.id], PARSER_VERSION)
            ids = [capture for _, capture in first] + [capture_id]
            stored = [s for one in ids if (s := stored_capture(session, one)) is not None]
        for one in stored:
            self._count(parse_and_save(self.archive, [one], on_damage=self._damaged))

    # --- the books ----------------------------------------------------------------------------

    def _source_id(self, source: SourceSpec) -> int:
        if source.name not in self._source_ids:
            with self.archive.store.write() as session:
                self._source_ids[source.name] = upsert_source(
                    session,
                    source.name,
                    utc_now(),
                    home_url=source.home,
                    timezone=source.timezone,
                    language=source.language,
                )
        return self._source_ids[source.name]

    def _count(self, saved: Sequence[Saved]) -> None:
        for one in saved:
            self.summary.counts[one.outcome] += 1

    def _damaged(self, stored: StoredCapture, error: CaptureError) -> None:
        self.summary.counts["damaged"] += 1
        self.summary.problem(f"{stored.url}: {error}")

    def _checkpoint(self) -> None:
        self._since_checkpoint += 1
        if self._since_checkpoint >= CHECKPOINT_EVERY:
            self._since_checkpoint = 0
            self.archive.store.checkpoint()

    def _client(self) -> Client:
        fetch = self.archive.settings.fetch
        return Client(
            user_agent=fetch.user_agent,
            limits=replace(
                FetchLimits(),
                connect_seconds=fetch.connect_seconds,
                read_seconds=fetch.read_seconds,
                total_seconds=fetch.total_seconds,
                max_wire_bytes=fetch.max_wire_bytes,
                max_decoded_bytes=fetch.max_decoded_bytes,
            ),
            guard=AddressGuard(),
        )

    def _finish(self, outcome: str, detail: str | None = None) -> None:
        summary = self.summary
        summary.stopped = outcome == "stopped"
        worked = summary.counts["captures"] + summary.counts["not_modified"] + summary.counts["gone"]
        summary.nothing_worked = bool(summary.counts["failed"]) and not worked
        with self.archive.store.write() as session:
            finish_run(session, self.run_id, utc_now(), outcome, dict(summary.counts), detail)
        self.archive.store.checkpoint()


def _seconds(value: float | None) -> timedelta | None:
    return None if value is None else timedelta(seconds=value)
