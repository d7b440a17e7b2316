"""Many hosts at once, each of them politely: jobs in, results out, in the caller's thread.

Worker threads ask; the caller's thread reads the jobs, gets the results, and is so the only one
that writes to the archive. Nothing is kept but what is under way: a bounded number of waiting jobs,
and a bounded number of results that nobody has taken yet.
"""

from __future__ import annotations

import heapq
import logging
import queue
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from newsarchive.fetch.accept import PAGES, Accept
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.large import LargeBodies, Ticket
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.fetch.politeness import Politeness, Stopped, host_key
from newsarchive.fetch.robots_cache import RobotsCache
from newsarchive.records import Candidate, Validators

MAX_WORKERS = 64
"""Requests under way at once; there is never more than one to a host."""

MAX_WAITING = 10_000
"""Jobs read ahead of the hosts that they wait for."""

MAX_RESULTS = 8
"""Results that wait for the caller. Each may hold a page of many megabytes."""

FULL_EVERY = timedelta(days=7)
"""How often a page is asked for without validators, whatever its server says."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FetchJob:
    """One page to ask for."""

    url: str
    source: str = ""
    """Name of the source; only handed back."""
    validators: Validators | None = None
    """Of the stored copy: see `validators_to_send`."""
    validators_from: str | None = None
    """The URL that answered with them, where that is not `url`."""
    candidate: Candidate | None = None
    accept: Accept = PAGES
    guard: AddressGuard | None = None
    """The source's own address guard; None for the client's."""


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """A job and what came of it. Each job comes back exactly once."""

    job: FetchJob
    result: FetchResult
    """Also `host_skipped` and `not_tried`, made without a request."""
    ticket: Ticket | None = field(default=None, repr=False, compare=False)
    """Held as long as the result is, where its body is large."""

    def forget(self) -> None:
        """Say that nobody needs the result any more."""
        if self.ticket is not None:
            self.ticket.give_back()


def validators_to_send(
    validators: Validators | None, last_full: datetime | None, now: datetime
) -> Validators | None:
    """The validators to ask with, or None to ask for the whole page.

    `last_full`: when the page last came whole (aware UTC). Once a week the page is asked for without
    them: some servers answer 304 for ever, and then no later edit would be seen.
    """
    if not validators or last_full is None or now - last_full >= FULL_EVERY:
        return None
    return validators


def crawl(
    jobs: Iterable[FetchJob],
    client: Client,
    robots: RobotsCache,
    politeness: Politeness,
    *,
    workers: int = MAX_WORKERS,
    max_waiting: int = MAX_WAITING,
) -> Iterator[CrawlResult]:
    """Ask for all jobs and give each back once, as the answers come.

    `jobs` is read in the caller's thread, a bounded number ahead. `politeness.stop` ends it early:
    requests under way are finished, all other jobs come back as `not_tried`. Closing the
    iterator early does the same and drops the rest.
    """
    state = _Crawl(client, robots, politeness)
    source = iter(jobs)
    threads: list[threading.Thread] = []
    handed_in = handed_out = 0
    more = True
    try:
        while True:
            while more and handed_in - handed_out < max_waiting and not politeness.stop.is_set():
                job = next(source, None)
                if job is None:
                    more = False
                    break
                handed_in += 1
                if state.add(job) and len(threads) < workers:
                    threads.append(_start(state, len(threads)))
            if handed_in == handed_out or politeness.stop.is_set():
                break
            result = state.next_result(politeness.stop)
            if result is None:
                break
            handed_out += 1
            try:
                yield result
            finally:
                result.forget()
        politeness.wake()
        for job in state.drain():
            handed_out += 1
            yield CrawlResult(job, _unasked(job, Outcome.NOT_TRIED, "the run was stopped"))
        while handed_out < handed_in:
            result = state.results.get()
            handed_out += 1
            try:
                yield result
            finally:
                result.forget()
        for job in source if more else ():
            yield CrawlResult(job, _unasked(job, Outcome.NOT_TRIED, "the run was stopped"))
    finally:
        state.close()
        for thread in threads:
            while thread.is_alive():
                state.throw_results_away()
                thread.join(0.05)


def _start(state: _Crawl, number: int) -> threading.Thread:
    thread = threading.Thread(target=state.work, name=f"fetch-{number}", daemon=True)
    thread.start()
    return thread


def _unasked(job: FetchJob, outcome: Outcome, detail: str) -> FetchResult:
    return FetchResult(outcome=outcome, requested_url=job.url, final_url=job.url, detail=detail)


@dataclass(slots=True)
class _Crawl:
    """The queues between caller and workers: each host's jobs in order, hosts by when they are ready."""

    client: Client
    robots: RobotsCache
    politeness: Politeness
    results: queue.Queue[CrawlResult] = field(default_factory=lambda: queue.Queue(MAX_RESULTS))
    _waiting: dict[str, deque[FetchJob]] = field(default_factory=dict)
    _ready: list[tuple[float, int, str]] = field(default_factory=list)
    """A heap of hosts that nobody works for: when they may be asked, order of arrival, key."""
    _number: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _idle: threading.Condition = field(init=False)
    """Where workers wait that have nothing to do."""
    _next_ready: threading.Condition = field(init=False)
    """Where one worker waits for the host that is ready next. If all did, each rest that ends would wake
    them all for one page, which costs more than the page."""
    _watched: bool = False
    """Whether one does."""
    _closed: bool = False
    _large: LargeBodies = field(default_factory=LargeBodies)

    def __post_init__(self) -> None:
        self._idle = threading.Condition(self._lock)
        self._next_ready = threading.Condition(self._lock)

    def add(self, job: FetchJob) -> bool:
        """Queue a job; True when its host is new to the queues."""
        key = host_key(job.url)
        with self._lock:
            waiting = self._waiting.get(key)
            if waiting is not None:
                waiting.append(job)
                return False
            self._waiting[key] = deque([job])
            self._push(key)
            return True

    def drain(self) -> list[FetchJob]:
        """Take all jobs that nobody has begun."""
        with self._lock:
            jobs = [job for waiting in self._waiting.values() for job in waiting]
            for waiting in self._waiting.values():
                waiting.clear()
            return jobs

    def close(self) -> None:
        """Send the workers home after the page in hand."""
        self.drain()
        with self._lock:
            self._closed = True
            self._idle.notify_all()
            self._next_ready.notify_all()

    def next_result(self, stop: threading.Event) -> CrawlResult | None:
        """Wait for a result; None when the run is told to stop first, which a signal handler may do."""
        while not stop.is_set():
            try:
                return self.results.get(timeout=0.2)
            except queue.Empty:
                continue
        return None

    def throw_results_away(self) -> None:
        """Make room for workers that wait to hand in what nobody takes any more."""
        try:
            while True:
                self.results.get_nowait().forget()
        except queue.Empty:
            pass

    def work(self) -> None:
        """The life of a worker: take the host that is ready longest, ask one page of it, put it back."""
        while (found := self._next()) is not None:
            key, job = found
            ticket = self._large.ticket()
            result = self._ask(job, ticket)
            # First the result: a host is not asked for its next page while nobody has taken the last one,
            # so a run that is killed has at most one page of each host in hand beside the queue.
            self.results.put(CrawlResult(job, result, ticket))
            self._put_back(key)

    def _push(self, key: str) -> None:
        self._number += 1
        ready_at = self.politeness.clock() + self.politeness.wait_time(key)
        heapq.heappush(self._ready, (ready_at, self._number, key))
        if not self._watched:
            self._idle.notify()
        elif self._ready[0][2] == key:
            self._next_ready.notify()

    def _next(self) -> tuple[str, FetchJob] | None:
        with self._lock:
            while not self._closed:
                if self._watched or not self._ready:
                    self._idle.wait()
                    continue
                left = self._ready[0][0] - self.politeness.clock()
                if left > 0:
                    self._watched = True
                    self._next_ready.wait(left)
                    self._watched = False
                    continue
                _, _, key = heapq.heappop(self._ready)
                if self._ready:
                    self._idle.notify()  # somebody has to watch the next one
                waiting = self._waiting[key]
                if waiting:
                    return key, waiting.popleft()
                del self._waiting[key]
            return None

    def _put_back(self, key: str) -> None:
        with self._lock:
            if self._waiting.get(key):
                self._push(key)
            else:
                self._waiting.pop(key, None)

    def _ask(self, job: FetchJob, ticket: Ticket) -> FetchResult:
        why = self.politeness.skipped(job.url)
        if why is not None:
            return _unasked(job, Outcome.HOST_SKIPPED, why)
        if self.politeness.stop.is_set():
            return _unasked(job, Outcome.NOT_TRIED, "the run was stopped")
        try:
            result = polite_get(self.client, self.robots, self.politeness, job, ticket)
        except Stopped:
            return _unasked(job, Outcome.NOT_TRIED, "the run was stopped")
        except Exception as error:  # noqa: BLE001  (a defect of ours may cost one page, not the night)
            _log.exception("asking for %r failed", job.url)
            detail = f"internal error: {type(error).__name__}"
            return _unasked(job, Outcome.BROKEN_RESPONSE, detail)
        return result


def polite_get(
    client: Client,
    robots: RobotsCache,
    politeness: Politeness,
    job: FetchJob,
    ticket: Ticket | None = None,
) -> FetchResult:
    """One `Client.get` that waits its turn and obeys robots.txt, on each redirect and retry anew.

    Raises `Stopped` when the run is told to stop while it waits.
    """
    with politeness.turn(robots.guarded(job.guard)) as turn:
        result = client.get(
            job.url,
            job.validators,
            validators_from=job.validators_from,
            accept=job.accept,
            guard=job.guard,
            before_request=turn,
            ticket=ticket,
        )
    if turn.left_alone:
        return replace(result, outcome=Outcome.HOST_SKIPPED)
    politeness.learn(result)
    return result
