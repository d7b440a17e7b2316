"""Whose turn it is: one request at a time per host, and a rest after each.

The rest is counted from the end of an answer to the start of the next request: a host that is slow
because it struggles gets more peace, and what the host sees is never shorter than what was promised.
Two addresses are one host when their names are the same and their ports the usual ones; a server on
a port of its own is a host of its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from newsarchive.errors import RobotsDenied
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.urls import host_of, origin_of

NETWORK_TROUBLE = frozenset(
    {
        Outcome.DNS_FAILED,
        Outcome.CONNECT_FAILED,
        Outcome.TLS_FAILED,
        Outcome.TIMEOUT,
        Outcome.DISCONNECTED,
        Outcome.RETRY_LATER,
        Outcome.BROKEN_RESPONSE,
    }
)
"""Outcomes that speak about a host and not about one page of it."""


class HostLeftAlone(RobotsDenied):
    """Inside `fetch` only: the host of a URL is not asked any more in this run.

    A `RobotsDenied`, so that `Client.get` turns it into a result for whoever does not look closer.
    """


class Stopped(Exception):
    """Inside `fetch` only: the run was told to stop while a request waited for its turn."""


@dataclass(frozen=True, slots=True)
class PolitenessRules:
    """How hosts are treated. All in seconds, but for `max_failures`."""

    delay: float = 1.0
    """Rest after each request to a host."""
    max_crawl_delay: float = 30.0
    """A longer Crawl-delay of robots.txt is cut to this, or one host would hold the night up."""
    max_failures: int = 4
    """After so many failures in a row a host is left alone for the rest of the run."""
    max_park: float = 300.0
    """A host that asks for a longer rest than this (Retry-After) is left alone for the rest of the run."""
    default_park: float = 30.0
    """The rest after a 429 or 503 that names none."""


@dataclass(slots=True)
class _Host:
    delay: float
    busy: bool = False
    ready_at: float = 0.0
    failures: int = 0
    skipped: str | None = None
    """Why this host is left alone for the rest of the run."""


class RobotsCheck(Protocol):
    """What a turn needs to know about robots.txt; see `RobotsCache`."""

    def require(self, url: str) -> None:
        """Raises `RobotsDenied` where the URL may not be asked."""


@dataclass(slots=True)
class Politeness:
    """The state of all hosts of one run. Safe to use from several threads."""

    rules: PolitenessRules = field(default_factory=PolitenessRules)
    stop: threading.Event = field(default_factory=threading.Event)
    """Set it, then call `wake`: whoever waits for a turn gets `Stopped`."""
    clock: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def wake(self) -> None:
        """Let everything that waits look again, after `stop` was set."""
        with self._changed:
            self._changed.notify_all()

    def set_delay(self, url: str, seconds: float) -> None:
        """The rest that a source's settings give its host: the longest that was ever set holds."""
        with self._changed:
            host = self._host(host_key(url))
            host.delay = max(host.delay, seconds) if host.delay != self.rules.delay else seconds

    def honour_crawl_delay(self, url: str, seconds: float | None) -> None:
        """Lengthen a host's rest to its Crawl-delay, cut to `max_crawl_delay`. Never shortens it."""
        if seconds is not None:
            with self._changed:
                host = self._host(host_key(url))
                host.delay = max(host.delay, min(seconds, self.rules.max_crawl_delay))
                # The rest after robots.txt itself began before its wish was known.
                host.ready_at = max(host.ready_at, self.clock() + host.delay)

    def delay_of(self, url: str) -> float:
        """The rest that the host of a URL gets now."""
        with self._changed:
            return self._host(host_key(url)).delay

    def skipped(self, url: str) -> str | None:
        """Why the host of a URL is left alone for the rest of the run; None when it is not."""
        with self._changed:
            return self._host(host_key(url)).skipped

    def wait_time(self, key: str) -> float:
        """Seconds until the host may be asked again, as far as is known; 0 if it never will be."""
        with self._changed:
            host = self._host(key)
            return 0.0 if host.skipped else max(0.0, host.ready_at - self.clock())

    def take(self, key: str) -> None:
        """Wait until the host is free and rested, and hold it. Raises `Stopped`."""
        with self._changed:
            host = self._host(key)
            while True:
                if self.stop.is_set():
                    raise Stopped
                left = host.ready_at - self.clock()
                if not host.busy and left <= 0:
                    host.busy = True
                    return
                self._changed.wait(None if host.busy else left)

    def give_back(self, key: str) -> None:
        """Let go of a host; its rest begins now."""
        with self._changed:
            host = self._host(key)
            host.busy = False
            host.ready_at = max(host.ready_at, self.clock() + host.delay)
            self._changed.notify_all()

    def learn(self, result: FetchResult) -> None:
        """Draw the conclusions of an answer: park its host, or leave it alone for the rest of the run."""
        key = host_key(result.final_url)
        with self._changed:
            host = self._host(key)
            trouble = result.outcome in NETWORK_TROUBLE or (result.status or 0) >= 500
            if not trouble:
                if result.attempts:
                    host.failures = 0
                return
            host.failures += 1
            if host.failures >= self.rules.max_failures:
                why = result.detail or result.outcome.value
                host.skipped = host.skipped or f"{host.failures} failures in a row, the last: {why}"
            if result.outcome is Outcome.RETRY_LATER:
                rest = self.rules.default_park if result.retry_after is None else result.retry_after
                if rest > self.rules.max_park:
                    host.skipped = host.skipped or f"asked to be left alone for {rest:.0f} seconds"
                host.ready_at = max(host.ready_at, self.clock() + rest)
            self._changed.notify_all()

    @contextmanager
    def turn(self, robots: RobotsCheck | None = None) -> Iterator[Turn]:
        """A turn for one `Client.get`: pass it on as `before_request`, and `learn` from the result."""
        turn = Turn(self, robots)
        try:
            yield turn
        finally:
            turn.release()

    def _host(self, key: str) -> _Host:
        host = self._hosts.get(key)
        if host is None:
            host = self._hosts[key] = _Host(self.rules.delay)
        return host


class Turn:
    """The right to ask, won anew for each request of one `get`: retries and redirects wait like all others.

    Called with a URL right before it is asked. Holds one host at most, and none while it waits, so
    that turns can't lock each other out.
    """

    def __init__(self, politeness: Politeness, robots: RobotsCheck | None) -> None:
        self._politeness = politeness
        self._robots = robots
        self._held: str | None = None
        self.left_alone: str | None = None
        """Why a host was not asked any more, when that ended the `get`."""

    def __call__(self, url: str) -> None:
        """Wait for the host of `url`. Raises `RobotsDenied`, `HostLeftAlone` or `Stopped`."""
        self.release()
        if self._robots is not None:
            self._robots.require(url)
        why = self._politeness.skipped(url)
        if why is not None:
            self.left_alone = why
            raise HostLeftAlone(f"host is left alone: {why}")
        key = host_key(url)
        self._politeness.take(key)
        self._held = key

    def release(self) -> None:
        """Let go of the host that is held, if any; its rest begins."""
        if self._held is not None:
            held, self._held = self._held, None
            self._politeness.give_back(held)


def host_key(url: str) -> str:
    """Which host a URL belongs to, as politeness counts: the name, with its port where that is unusual."""
    origin = origin_of(url)
    if origin is None:
        return ""
    name = host_of(url) or ""
    port = origin.rpartition(":")[2]
    return f"{name}:{port}" if port.isdigit() else name
