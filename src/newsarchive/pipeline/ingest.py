"""The nightly run: discover → fetch → archive → parse → store, for all sources or for some URLs.

One thread (the caller's) writes; the crawl's threads only fetch. Every page is committed twice: its
capture before it is parsed, its revision after. A run that is killed loses at most the page in hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from threading import Event
from typing import Any

from sqlalchemy.orm import Session

from newsarchive import __version__, urls
from newsarchive.captures import CaptureWriter, Original, payload_digest
from newsarchive.errors import CaptureError, StoreError
from newsarchive.fetch.crawl import CrawlResult, FetchJob
from newsarchive.fetch.discover import DiscoveryReport
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive, new_run_name
from newsarchive.pipeline.asking import Asking, Found
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.journal import Note, no_journal
from newsarchive.pipeline.parsing import parse_and_save, parse_left_over
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.pipeline.recovery import adopt_orphans, note_closed, source_name_for
from newsarchive.pipeline.robots_shelf import RobotsFolder
from newsarchive.records import Candidate, Capture, SourceSpec, utc_now
from newsarchive.store import (
    FetchKind,
    PageToCheck,
    RunOutcome,
    Saved,
    StoredCapture,
    answering_urls,
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
    validated_original,
)
from newsarchive.store.report import NAMES_NOTHING
from newsarchive.store.runs import RunKind

DISCOVERIES_AT_ONCE = 16
"""Sources whose feeds are asked at the same time; one host is still asked one thing at a time."""

CHECKPOINT_EVERY = 500
"""Pages between two moves of SQLite's write-ahead log into the database."""

PAGES = (Outcome.FETCHED, Outcome.EMPTY, Outcome.TRUNCATED)
"""Answers that are parsed: pages, also without content or cut short; the rules of `store` judge them."""

ARCHIVED = (*PAGES, Outcome.NOT_FOUND, Outcome.GONE)
"""Answers whose bytes are kept: pages, and the proof that a page was taken down."""

FAILURES = frozenset(Outcome) - {
    Outcome.FETCHED,
    Outcome.NOT_MODIFIED,
    Outcome.NOT_FOUND,
    Outcome.GONE,
    Outcome.ROBOTS_DENIED,
    Outcome.NOT_TRIED,
}


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What one run is told beside its sources."""

    urls: tuple[str, ...] = ()
    """Pages to get now, whatever the schedule says."""
    only_urls: bool = False
    """Ask for `urls` alone, not for the sources."""
    recheck: bool = False
    """Look again at every page that is still followed, due or not."""
    limit: int | None = None
    """At most this many pages in this run."""
    since: date | None = None
    """Leave out candidates that their feed or sitemap dates before this day."""
    allow_private: bool = False
    """Let URLs of the command line lead to inner addresses and unusual ports of their own hosts."""


class Ingest:
    """One run. Call `run` once; `stop` may be set from a signal handler."""

    run_kind: RunKind = "ingest"

    def __init__(
        self,
        archive: Archive,
        sources: Sequence[SourceSpec],
        options: IngestOptions,
        *,
        progress: Progress = silent,
        stop: Event | None = None,
        journal: Note = no_journal,
    ) -> None:
        self.archive = archive
        self.sources = list(sources)
        self.options = options
        self.progress = progress
        self.stop = stop or Event()
        self.journal = journal
        self.summary = RunSummary("ingest")
        self.run_id = 0
        self._source_ids: dict[str, int] = {}
        self._since_checkpoint = 0

    def run(self) -> RunSummary:
        """Do all of it. Raises `ArchiveError` when the archive itself fails; the rest is in the summary."""
        with self.archive.store.write() as session:
            self.run_id = start_run(
                session, self.run_kind, utc_now(), program_version=__version__, parser_version=PARSER_VERSION
            )
        self.journal(
            "run_started", run=self.run_id, kind=self.run_kind, sources=[one.name for one in self.sources]
        )
        try:
            self._recover()
            shelf = RobotsFolder(self.archive.settings.folder)
            shelf.clear_old()
            with (
                Asking(self.archive.settings.fetch, stop=self.stop, shelf=shelf) as asking,
                self.archive.writer(new_run_name("ingest")) as writer,
            ):
                self._fetch(asking, writer, self._pages(asking))
            for closed in writer.closed:
                note_closed(self.archive, closed)
            group_new_articles(self.archive, self.summary, stop=self.stop, progress=self.progress)
        except BaseException as error:
            with suppress(StoreError):  # books that can't be written either: what came first is told
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

    def _pages(self, asking: Asking) -> list[tuple[PageToCheck, SourceSpec]]:
        """The pages to ask now, each with its source."""
        pages = self._named_pages()
        if not self.options.only_urls:
            with ThreadPoolExecutor(DISCOVERIES_AT_ONCE, thread_name_prefix="discover") as pool:
                for number, found in enumerate(pool.map(asking.discover, self.sources), 1):
                    self.progress(number, len(self.sources), f"looked at {found.source.name}")
                    pages += self._due(found)
            self._note_robots(asking)
        seen: dict[int, tuple[PageToCheck, SourceSpec]] = {}
        for page, source in pages:
            seen.setdefault(page.id, (page, source))
        return list(seen.values())[: self.options.limit]

    def _due(self, found: Found) -> list[tuple[PageToCheck, SourceSpec]]:
        """Note what a discovery brought; the pages of its source that are due now."""
        source_id = self._source_id(found.source)
        candidates = [
            Candidate(urls.canonical_url(one.url), one.found_in, one.title, one.published_at, one.modified_at)
            for one in found.discovery.candidates
            if self._is_wanted(one)
        ]
        self.summary.counts["candidates"] += len(candidates)
        with self.archive.store.write() as session:
            self._note_discovery(session, found, source_id)
            see_candidates(session, source_id, candidates, utc_now())
        with self.archive.store.read() as session:
            pages = due_pages(
                session,
                utc_now(),
                source_id=source_id,
                limit=self.options.limit,
                **({"slack": timedelta(days=36500)} if self.options.recheck else {}),
            )
        return [(page, found.source) for page in pages]

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
        inner: tuple[str, ...] = ()
        ports: tuple[int, ...] = ()
        if self.options.allow_private:
            inner = (urls.host_of(url) or "",)
            port = (urls.origin_of(url) or "").rpartition(":")[2]
            ports = (int(port),) if port.isdigit() else ()
        return SourceSpec(name, urls.origin_of(url) or url, allow_private=inner, allow_ports=ports)

    def _is_wanted(self, candidate: Candidate) -> bool:
        when = candidate.modified_at or candidate.published_at
        return self.options.since is None or when is None or when.date() >= self.options.since

    def _note_discovery(self, session: Session, found: Found, source_id: int) -> None:
        reports = {report.url: report for report in found.discovery.reports}
        for one in found.asked:
            report = reports.get(one.url)
            kind = _BOOKED_AS.get(report.kind if report else "home", "home")
            columns = of_result(one.result) | (_of_report(report) if report else {})
            record_fetch(
                session,
                self.run_id,
                source_id=source_id,
                kind=kind,
                url=one.url,
                started_at=one.started_at,
                **columns,
            )
            self.journal("fetch", source=found.source.name, kind=kind, url=one.url, **columns)
        for report in found.discovery.reports:
            if report.failed and report.outcome is not Outcome.NOT_TRIED:
                self.summary.counts["failed"] += 1
                self.summary.problem(
                    f"{found.source.name}: {report.kind} {report.url}: {report.problem or report.outcome}"
                )

    def _note_robots(self, asking: Asking) -> None:
        """Put the requests for robots.txt into the books; the source is the one declared on that site."""
        asked = list(asking.robots_asked())
        if not asked:
            return
        with self.archive.store.write() as session:
            for one in asked:
                source = self._source_on(one.url)
                columns = of_result(one.result)
                record_fetch(
                    session,
                    self.run_id,
                    source_id=self._source_ids.get(source),
                    kind="robots",
                    url=one.url,
                    started_at=one.started_at,
                    **columns,
                )
                self.journal("fetch", source=source, kind="robots", url=one.url, **columns)

    def _source_on(self, url: str) -> str:
        """The source that has a page, feed or sitemap on the very server of a URL, else the site's."""
        origin = urls.origin_of(url)
        for one in self.sources:
            if origin in map(urls.origin_of, (one.home, *one.feeds, *one.sitemaps)):
                return one.name
        return source_name_for(self.archive, url)

    # --- getting them -------------------------------------------------------------------------

    def _fetch(
        self, asking: Asking, writer: CaptureWriter, pages: list[tuple[PageToCheck, SourceSpec]]
    ) -> None:
        by_url = {page.url: (page, source) for page, source in pages}
        with self.archive.store.read() as session:
            answered = answering_urls(session, [page.id for page, _ in pages])
        jobs = [
            FetchJob(
                url=page.url,
                source=source.name,
                validators=page.validators,
                validators_from=answered.get(page.id),
                guard=asking.guard_of(source),
            )
            for page, source in pages
        ]
        for done, one in enumerate(asking.crawl(jobs), 1):
            page, source = by_url[one.job.url]
            self.progress(done, len(jobs), source.name)
            self._note_robots(asking)
            self._take(one, page, source, writer)
            self._checkpoint()
        self._note_robots(asking)

    def _take(self, one: CrawlResult, page: PageToCheck, source: SourceSpec, writer: CaptureWriter) -> None:
        """Keep what came for one page: bytes first, then the books, then the article."""
        result, outcome = one.result, one.result.outcome
        if outcome is Outcome.NOT_TRIED:
            self.summary.counts["not_tried"] += 1
            return
        self.summary.counts["asked"] += 1
        capture_id = None
        if result.capture is not None and outcome in ARCHIVED:
            capture_id = self._archive(result.capture, page, source, writer)
        elif result.capture is not None and outcome is Outcome.NOT_MODIFIED:
            capture_id = self._archive_not_modified(result.capture, page, source, writer)
        with self.archive.store.write() as session:
            record_fetch(
                session,
                self.run_id,
                source_id=page.source_id,
                page_id=page.id,
                kind="page",
                url=page.url,
                started_at=utc_now() - timedelta(seconds=result.elapsed),
                capture_id=capture_id,
                **of_result(result),
            )
            self._mark(session, result, page, archived=capture_id is not None)
        self.journal("fetch", source=source.name, kind="page", url=page.url, **of_result(result))
        if outcome in FAILURES:
            self.summary.counts["failed"] += 1
            self.summary.problem(f"{source.name}: {page.url}: {result.detail or outcome}")
        if capture_id is not None and outcome in PAGES:
            self._parse(page, capture_id)

    def _mark(self, session: Session, result: FetchResult, page: PageToCheck, *, archived: bool) -> None:
        now, outcome = utc_now(), result.outcome
        if outcome is Outcome.FETCHED:
            return  # saving the capture has marked the page
        if outcome is Outcome.NOT_MODIFIED:
            if not archived:
                mark_not_modified(session, page.id, now)
            self.summary.counts["not_modified"] += 1
        elif outcome in (Outcome.NOT_FOUND, Outcome.GONE):
            mark_gone(session, page.id, now, result.status or 404)
            self.summary.counts["gone"] += 1
        else:
            rest = None if result.retry_after is None else timedelta(seconds=min(result.retry_after, 1e8))
            mark_failed(session, page.id, now, str(outcome), status=result.status, retry_after=rest)
            if outcome is Outcome.ROBOTS_DENIED:
                self.summary.counts["robots_denied"] += 1

    def _archive(self, capture: Capture, page: PageToCheck, source: SourceSpec, writer: CaptureWriter) -> int:
        with self.archive.store.read() as session:
            known = original_with_payload(session, page.id, payload_digest(capture.body))
        capture_id = self._keep(
            capture, page, source, writer, Original(*known) if known and capture.body else None
        )
        self.summary.counts["captures"] += 1
        return capture_id

    def _archive_not_modified(
        self, capture: Capture, page: PageToCheck, source: SourceSpec, writer: CaptureWriter
    ) -> int | None:
        """Keep a 304: the proof that the page stood unchanged, and what `last_seen` is made again from."""
        with self.archive.store.read() as session:
            known = validated_original(session, page.id)
        return None if known is None else self._keep(capture, page, source, writer, Original(*known))

    def _keep(
        self,
        capture: Capture,
        page: PageToCheck,
        source: SourceSpec,
        writer: CaptureWriter,
        revisit_of: Original | None,
    ) -> int:
        ref = writer.append(replace(capture, source=source.name), revisit_of=revisit_of)
        with self.archive.store.write() as session:
            capture_id = save_capture(session, page.id, capture, ref, run_id=self.run_id)
        self.journal(
            "capture",
            source=source.name,
            url=page.url,
            capture=capture_id,
            file=ref.file,
            offset=ref.offset,
        )
        return capture_id

    def _parse(self, page: PageToCheck, capture_id: int) -> None:
        with self.archive.store.read() as session:
            stored = stored_capture(session, capture_id)
        if stored is not None:
            saved = parse_and_save(self.archive, [stored], on_damage=self._damaged)
            self._count(saved, source=stored.source_name, url=stored.page_url)

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

    def _count(self, saved: Sequence[Saved], *, source: str | None = None, url: str | None = None) -> None:
        for one in saved:
            self.summary.counts[one.outcome] += 1
            self.journal(
                "article",
                source=source,
                url=url,
                outcome=one.outcome,
                article=one.article_id,
                revision=one.revision,
                capture=one.capture_id,
            )

    def _damaged(self, stored: StoredCapture, error: CaptureError) -> None:
        self.summary.counts["damaged"] += 1
        self.summary.problem(f"{stored.url}: {error}")

    def _checkpoint(self) -> None:
        self._since_checkpoint += 1
        if self._since_checkpoint >= CHECKPOINT_EVERY:
            self._since_checkpoint = 0
            self.archive.store.checkpoint()

    def _finish(self, outcome: RunOutcome, detail: str | None = None) -> None:
        summary = self.summary
        summary.stopped = outcome == "stopped"
        worked = summary.counts["captures"] + summary.counts["not_modified"] + summary.counts["gone"]
        summary.nothing_worked = bool(summary.counts["failed"]) and not worked
        with self.archive.store.write() as session:
            finish_run(session, self.run_id, utc_now(), outcome, dict(summary.counts), detail)
        self.journal(
            "run_ended", run=self.run_id, outcome=outcome, detail=detail, counts=dict(summary.counts)
        )
        self.archive.store.checkpoint()


_BOOKED_AS: dict[str, FetchKind] = {"feed": "feed", "sitemap": "sitemap"}
"""Kind of a discovery's request -> kind in `fetches`; home pages and section fronts are `home`."""


def _of_report(report: DiscoveryReport) -> dict[str, Any]:
    """What reading a feed, sitemap or page adds to the columns of `fetches`."""
    if report.outcome is not Outcome.FETCHED:
        return {}
    if report.failed:
        return {"outcome": str(Outcome.WRONG_TYPE), "detail": report.problem}
    if not report.found and report.kind in _BOOKED_AS:
        return {"detail": report.problem or NAMES_NOTHING}
    return {"detail": report.problem}


def of_result(result: FetchResult) -> dict[str, Any]:
    """The columns of `fetches` that every kind of request fills."""
    return {
        "outcome": str(result.outcome),
        "final_url": result.final_url if result.final_url != result.requested_url else None,
        "status": result.status,
        "detail": result.detail or None,
        "bytes": len(result.capture.body) if result.capture else None,
        "elapsed": result.elapsed,
        "attempts": result.attempts,
    }
