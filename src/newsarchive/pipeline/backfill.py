"""Looking back: the pages of past days that sitemaps and an index of old captures name, asked for today.

Everything after the list of pages is the nightly run's own way, so a backfill obeys the same rules, is
counted in the same tables and can be stopped or killed like it. Going on is calling it again: the lists
are read anew, and pages that were ever asked for are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from threading import Event
from urllib.parse import urlsplit

from newsarchive import urls
from newsarchive.errors import UsageError
from newsarchive.fetch.accept import ANYTHING, SITEMAPS, Accept
from newsarchive.fetch.backfill import between, cdx_query_url, parse_cdx, sitemaps_between
from newsarchive.fetch.crawl import FetchJob, polite_get
from newsarchive.fetch.discover import SitemapLink, parse_sitemap
from newsarchive.fetch.discover.walk import url_filter
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.outcomes import FetchResult
from newsarchive.fetch.politeness import Stopped
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.asking import Asking
from newsarchive.pipeline.ingest import Ingest, IngestOptions, of_result
from newsarchive.pipeline.journal import Note, no_journal
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.records import Candidate, SourceSpec, utc_now
from newsarchive.store import PageToCheck, asked_urls, pages_by_id, record_fetch, see_candidates
from newsarchive.store.runs import RunKind

MAX_SITEMAPS = 1000
"""Sitemap files asked in one backfill."""

MAX_CDX_PIECES = 1000
"""Pieces of an index asked in one backfill."""


@dataclass(frozen=True, slots=True)
class BackfillOptions:
    """What to look back at."""

    first: date
    last: date
    """Both days are included (UTC)."""
    cdx: str | None = None
    """Address of a CDX server, asked as well as the sitemaps; None: sitemaps alone."""
    limit: int | None = None
    """At most this many pages in this run; the next one goes on behind them."""


class Backfill(Ingest):
    """One backfill of one source. Call `run` once; `stop` may be set from a signal handler.

    Raises `UsageError` for days that are the wrong way round or a CDX server that is no web address.
    """

    run_kind: RunKind = "fetch"  # so that the nights' report does not take it for one

    def __init__(
        self,
        archive: Archive,
        source: SourceSpec,
        options: BackfillOptions,
        *,
        progress: Progress = silent,
        stop: Event | None = None,
        journal: Note = no_journal,
    ) -> None:
        if options.first > options.last:
            raise UsageError(f"{options.first} is after {options.last}: give the earlier day first")
        if options.cdx is not None and not urls.is_web_url(options.cdx):
            raise UsageError(f"{options.cdx!r} is no address of a CDX server")
        super().__init__(archive, [source], IngestOptions(), progress=progress, stop=stop, journal=journal)
        self.source = source
        self.back = options
        self.summary.kind = "backfill"
        self._wanted: Callable[[str], bool] = url_filter(source)

    def _pages(self, asking: Asking) -> list[tuple[PageToCheck, SourceSpec]]:
        for url in (self.source.home, *self.source.sitemaps):
            if self.source.delay is not None:
                asking.politeness.set_delay(url, self.source.delay)
        found: dict[str, Candidate] = {}
        for candidate in self._candidates(asking):
            url = urls.canonical_url(at_home(candidate.url, self.source.home))
            if self._wanted(url) and urls.page_key(url) != urls.page_key(self.source.home):
                found.setdefault(urls.page_key(url), replace(candidate, url=url))
        self.summary.counts["candidates"] += len(found)
        return [(page, self.source) for page in self._not_asked_yet(list(found.values()))]

    def _not_asked_yet(self, candidates: Sequence[Candidate]) -> list[PageToCheck]:
        """The pages to ask for now. What is beyond the limit is not noted, or the night would take it on."""
        with self.archive.store.read() as session:
            asked = asked_urls(session, [one.url for one in candidates])
        left = [one for one in candidates if one.url not in asked]
        now = left[: self.back.limit]
        self.summary.counts["known"] += len(asked)
        self.summary.counts["not_tried"] += len(left) - len(now)
        source_id = self._source_id(self.source)
        with self.archive.store.write() as session:
            seen = see_candidates(session, source_id, now, utc_now())
            return pages_by_id(session, (*seen.new, *seen.known), utc_now())

    def _candidates(self, asking: Asking) -> Iterator[Candidate]:
        yield from self._of_sitemaps(asking)
        if self.back.cdx is not None:
            yield from self._of_index(asking, self.back.cdx)

    # --- sitemaps -----------------------------------------------------------------------------

    def _of_sitemaps(self, asking: Asking) -> Iterator[Candidate]:
        first, last = self.back.first, self.back.last
        guard = asking.guard_of(self.source)
        waiting = [SitemapLink(url) for url in self._sitemaps(asking, guard)]
        seen: set[str] = set()
        while waiting:
            link = waiting.pop(0)
            if link.url in seen:
                continue
            if len(seen) >= MAX_SITEMAPS:
                self.summary.problem(f"{self.source.name}: only the first {MAX_SITEMAPS} sitemaps were read")
                return
            seen.add(link.url)
            result = self._get(asking, link.url, SITEMAPS, guard)
            if result is None:
                return
            if not result.ok:
                continue
            contents = parse_sitemap(result.page_bytes(), result.final_url)
            if contents.problem:
                self.summary.problem(f"{self.source.name}: sitemap {link.url}: {contents.problem}")
            self.progress(len(seen), None, "sitemaps")
            yield from between(contents.candidates, first, last)
            waiting += sitemaps_between(contents.sitemaps, first, last)

    def _sitemaps(self, asking: Asking, guard: AddressGuard) -> Iterable[str]:
        """Those of the settings, else those that robots.txt names, else the usual place."""
        if self.source.sitemaps:
            return self.source.sitemaps
        home = self.source.home
        try:
            named = [one for url in asking.robots.sitemaps(home, guard) if (one := urls.join(home, url))]
        except Stopped:
            return ()
        return named or [one for one in (urls.join(home, "/sitemap.xml"),) if one]

    # --- an index of old captures -------------------------------------------------------------

    def _of_index(self, asking: Asking, server: str) -> Iterator[Candidate]:
        guard = _guard_of_server(server)
        key: str | None = None
        for piece in range(1, MAX_CDX_PIECES + 1):
            query = cdx_query_url(
                self.source.home, self.back.first, self.back.last, resume_key=key, server=server
            )
            result = self._get(asking, query, ANYTHING, guard)
            if result is None or not result.ok:
                return
            answer = parse_cdx(result.page_bytes(), query)
            if answer.problem:
                self.summary.problem(f"{self.source.name}: index {query}: {answer.problem}")
            self.progress(piece, None, "index")
            for page in answer.pages:
                # The index is somebody else's: it names pages of this site, or nothing.
                if urls.same_site(page.candidate.url, self.source.home):
                    yield page.candidate
            if answer.resume_key is None or answer.resume_key == key:
                return
            key = answer.resume_key
        self.summary.problem(
            f"{self.source.name}: only the first {MAX_CDX_PIECES} pieces of the index were read"
        )

    def _get(self, asking: Asking, url: str, accept: Accept, guard: AddressGuard) -> FetchResult | None:
        """Ask politely, and note it in the books. None when the run was told to stop."""
        started = utc_now()
        try:
            result = polite_get(
                asking.client, asking.robots, asking.politeness, FetchJob(url, accept=accept, guard=guard)
            )
        except Stopped:
            return None
        columns = of_result(result)
        with self.archive.store.write() as session:
            record_fetch(
                session,
                self.run_id,
                source_id=self._source_id(self.source),
                kind="sitemap",
                url=url,
                started_at=started,
                **columns,
            )
        self.journal("fetch", source=self.source.name, kind="sitemap", url=url, **columns)
        if not result.ok:
            self.summary.counts["failed"] += 1
            self.summary.problem(f"{self.source.name}: {url}: {result.detail or result.outcome}")
        return result


def at_home(url: str, home: str) -> str:
    """An old address as the site spells itself today: sites moved to https and in and out of `www.`.

    Only for the host of `home` at a usual port; all other addresses come back as they are.
    """
    host, own = urls.host_of(url), urls.host_of(home)
    if host is None or own is None or host.removeprefix("www.") != own.removeprefix("www."):
        return url
    origin, here = urls.origin_of(url), urls.origin_of(home)
    if origin is None or here is None or urlsplit(origin).port is not None:
        return url
    parts = urlsplit(url)
    return f"{here}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def _guard_of_server(server: str) -> AddressGuard:
    """The user named this server, so it may be asked wherever it is; nothing else inside may."""
    port = (urls.origin_of(server) or "").rpartition(":")[2]
    return AddressGuard((urls.host_of(server) or "",), (int(port),) if port.isdigit() else ())
