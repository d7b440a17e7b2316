"""What one run asks with: one client, one robots cache, one politeness for all of its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Event
from types import TracebackType
from typing import Self

from newsarchive.fetch.accept import Accept
from newsarchive.fetch.client import Client
from newsarchive.fetch.crawl import CrawlResult, FetchJob, crawl, polite_get
from newsarchive.fetch.discover import Discovery, for_source
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import FetchLimits
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.fetch.politeness import Politeness, PolitenessRules, Stopped
from newsarchive.fetch.robots_cache import RobotsCache, RobotsShelf
from newsarchive.records import SourceSpec, utc_now
from newsarchive.settings import FetchTable


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a discovery, or for a robots.txt, for the books."""

    url: str
    started_at: datetime
    result: FetchResult


@dataclass(frozen=True, slots=True)
class Found:
    """What a source's feeds, sitemaps and pages named, and every request that it took."""

    source: SourceSpec
    discovery: Discovery
    asked: tuple[Asked, ...]


class Asking:
    """The network side of one run. A context manager."""

    def __init__(self, settings: FetchTable, *, stop: Event, shelf: RobotsShelf | None = None) -> None:
        self.client = Client(
            user_agent=settings.user_agent,
            limits=FetchLimits(
                connect_seconds=settings.connect_seconds,
                read_seconds=settings.read_seconds,
                total_seconds=settings.total_seconds,
                max_wire_bytes=settings.max_wire_bytes,
                max_decoded_bytes=settings.max_decoded_bytes,
            ),
        )
        self.politeness = Politeness(PolitenessRules(delay=settings.delay_seconds), stop)
        self._robots_asked: SimpleQueue[Asked] = SimpleQueue()
        self.robots = RobotsCache(
            self.client,
            settings.user_agent,
            self.politeness,
            shelf=shelf,
            on_asked=lambda url, began, result: self._robots_asked.put(Asked(url, began, result)),
        )
        self.workers = settings.hosts_at_once
        self._guards: dict[str, AddressGuard] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def guard_of(self, source: SourceSpec) -> AddressGuard:
        """The address guard with the permissions that a source's settings give."""
        if source.name not in self._guards:
            self._guards[source.name] = AddressGuard(source.allow_private, source.allow_ports)
        return self._guards[source.name]

    def discover(self, source: SourceSpec) -> Found:
        """Walk a source's feeds, sitemaps and pages. Never raises for what the network does."""
        asked: list[Asked] = []
        guard = self.guard_of(source)
        if source.delay is not None:
            for url in (source.home, *source.feeds, *source.sitemaps, *source.sections):
                self.politeness.set_delay(url, source.delay)

        def get(url: str, accept: Accept) -> FetchResult:
            started = utc_now()
            try:
                job = FetchJob(url, accept=accept, guard=guard)
                result = polite_get(self.client, self.robots, self.politeness, job)
            except Stopped:
                return FetchResult(Outcome.NOT_TRIED, url, url, detail="the run was stopped")
            asked.append(Asked(url, started, result))
            return result

        discovery = for_source(source, get, lambda home: self.robots.sitemaps(home, guard))
        return Found(source, discovery, tuple(asked))

    def robots_asked(self) -> Iterator[Asked]:
        """The requests for robots.txt since the last call, each once."""
        with suppress(Empty):
            while True:
                yield self._robots_asked.get_nowait()

    def crawl(self, jobs: Iterable[FetchJob]) -> Iterator[CrawlResult]:
        """Ask for pages, many hosts at once, each of them politely."""
        return crawl(jobs, self.client, self.robots, self.politeness, workers=self.workers)
