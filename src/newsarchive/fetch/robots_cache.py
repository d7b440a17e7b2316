"""Which URLs a host lets us ask: its robots.txt, asked once a day and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from newsarchive.errors import RobotsDenied
from newsarchive.fetch.accept import ANYTHING
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import FetchLimits
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.fetch.politeness import Politeness
from newsarchive.fetch.robots import MAX_ROBOTS_BYTES, RobotsRules
from newsarchive.records import utc_now
from newsarchive.urls import origin_of

ROBOTS_LIMITS = FetchLimits(
    total_seconds=30.0,
    max_wire_bytes=MAX_ROBOTS_BYTES + 1,
    max_decoded_bytes=MAX_ROBOTS_BYTES + 1,
    read_start_of_too_large=True,
    max_redirects=10,
    max_retries=1,
)
"""Ceilings for one robots.txt. What is longer than 500 KiB is read so far (RFC 9309, section 2.5)."""

KEEP_SECONDS = 24 * 3600.0
"""How long rules are believed (section 2.4: not more than a day)."""

KEEP_FAILURE_SECONDS = 3600.0
"""How long a robots.txt that could not be had is not asked for again."""


@dataclass(frozen=True, slots=True)
class RobotsVerdict:
    """Whether a URL may be asked, and why."""

    allowed: bool
    reason: str
    crawl_delay: float | None = None
    """Seconds, as robots.txt says; not capped."""


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What one origin's robots.txt came to."""

    rules: RobotsRules
    reachable: bool
    """False: nothing of this origin may be fetched (RFC 9309, section 2.3.1.4)."""
    reason: str


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """A robots.txt that could be had, as it is kept from one run to the next."""

    asked_at: datetime
    """When it was asked for (aware UTC)."""
    reason: str
    body: bytes | None
    """The file, content codings off, at most 500 KiB and a byte; None: there is none, all is allowed."""


class RobotsShelf(Protocol):
    """Where robots.txt files are kept between runs. Called from several threads; raises nothing."""

    def get(self, origin: str, guard: AddressGuard | None) -> KeptRobots | None:
        """What was kept for this origin as this guard reached it, however old."""

    def put(self, origin: str, guard: AddressGuard | None, kept: KeptRobots) -> None:
        """Keep it in the place of what was there."""


OnRobots = Callable[[str, datetime, FetchResult], None]
"""Told of each request for a robots.txt: URL, when it began (aware UTC), what came of it."""


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: RobotsAnswer | None = None
    until: float = 0.0


class RobotsCache:
    """robots.txt of all hosts of a run. Safe to use from several threads; each file is asked once.

    `agent`: our product token, or the whole User-Agent field. `politeness`: whose turns the requests
    for robots.txt take, and who is told about crawl delays. `shelf`: what earlier runs asked; only
    files that could be had are put there, because a host that was out of reach may be back by now.
    `on_asked`: told of each request, in the thread that made it.
    """

    def __init__(
        self,
        client: Client,
        agent: str,
        politeness: Politeness | None = None,
        *,
        limits: FetchLimits = ROBOTS_LIMITS,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        shelf: RobotsShelf | None = None,
        on_asked: OnRobots | None = None,
    ) -> None:
        self._client = client
        self._agent = agent
        self._politeness = politeness
        self._limits = limits
        self._clock, self._now = clock, now
        self._shelf = shelf
        self._on_asked = on_asked
        self._entries: dict[tuple[str, AddressGuard | None], _Entry] = {}
        self._lock = threading.Lock()

    def check(self, url: str, guard: AddressGuard | None = None) -> RobotsVerdict:
        """The verdict on a URL; asks for robots.txt where it is not known yet. Raises nothing but `Stopped`.

        `guard`: the address guard of the URL's source, which holds for robots.txt too.
        """
        origin = origin_of(url)
        if origin is None:
            return RobotsVerdict(False, "no web address")
        answer = self._answer(origin, guard)
        delay = answer.rules.crawl_delay(self._agent)
        if not answer.reachable:
            return RobotsVerdict(False, answer.reason)
        if not answer.rules.allowed(url, self._agent):
            return RobotsVerdict(False, "robots.txt forbids this path", delay)
        return RobotsVerdict(True, answer.reason, delay)

    def sitemaps(self, url: str, guard: AddressGuard | None = None) -> tuple[str, ...]:
        """The `Sitemap:` lines of the URL's origin."""
        origin = origin_of(url)
        return self._answer(origin, guard).rules.sitemaps if origin else ()

    def guarded(self, guard: AddressGuard | None) -> RobotsGate:
        """This cache as a turn wants it: see `Politeness.turn`."""
        return RobotsGate(self, guard)

    def _answer(self, origin: str, guard: AddressGuard | None) -> RobotsAnswer:
        # By guard as well: what one source's permissions reach must not be read through another's.
        with self._lock:
            entry = self._entries.setdefault((origin, guard), _Entry())
        with entry.lock:
            if entry.answer is None or self._clock() >= entry.until:
                # What another run asked is looked up once; after a day this run asks for itself.
                kept = self._kept(origin, guard) if entry.answer is None else None
                entry.answer, seconds = kept or self._asked(origin, guard)
                entry.until = self._clock() + seconds
                if self._politeness is not None:
                    delay = entry.answer.rules.crawl_delay(self._agent)
                    self._politeness.honour_crawl_delay(origin, delay)
            return entry.answer

    def _kept(self, origin: str, guard: AddressGuard | None) -> tuple[RobotsAnswer, float] | None:
        """What an earlier run was told less than a day ago, and for how many seconds it still holds."""
        kept = self._shelf.get(origin, guard) if self._shelf is not None else None
        if kept is None:
            return None
        age = (self._now() - kept.asked_at).total_seconds()
        if not 0 <= age < KEEP_SECONDS:  # the clock may have been set back meanwhile
            return None
        rules = RobotsRules() if kept.body is None else RobotsRules.parse(kept.body)
        return RobotsAnswer(rules, True, kept.reason), KEEP_SECONDS - age

    def _asked(self, origin: str, guard: AddressGuard | None) -> tuple[RobotsAnswer, float]:
        url = f"{origin}/robots.txt"
        began = self._now()
        result = self._get(url, guard)
        if self._on_asked is not None:
            self._on_asked(url, began, result)
        body = robots_body(result)
        answer = read_answer(result, body)
        if self._politeness is not None and answer.reachable:
            # Otherwise nothing of this host is asked, and nobody needs to wait for that.
            self._politeness.learn(result)
        if self._shelf is not None and answer.reachable:
            self._shelf.put(origin, guard, KeptRobots(began, answer.reason, body))
        return answer, KEEP_SECONDS if answer.reachable else KEEP_FAILURE_SECONDS

    def _get(self, url: str, guard: AddressGuard | None) -> FetchResult:
        if self._politeness is None:
            return self._client.get(url, accept=ANYTHING, limits=self._limits, guard=guard)
        with self._politeness.turn() as turn:
            return self._client.get(
                url, accept=ANYTHING, limits=self._limits, guard=guard, before_request=turn
            )


@dataclass(frozen=True, slots=True)
class RobotsGate:
    """A `RobotsCache` and the address guard of one source."""

    cache: RobotsCache
    guard: AddressGuard | None

    def require(self, url: str) -> None:
        """Raises `RobotsDenied` where the URL may not be asked."""
        verdict = self.cache.check(url, self.guard)
        if not verdict.allowed:
            raise RobotsDenied(verdict.reason)


def robots_body(result: FetchResult) -> bytes | None:
    """The file that came, as far as it is read; None when the answer was no file."""
    whole_enough = (Outcome.FETCHED, Outcome.EMPTY, Outcome.TOO_LARGE, Outcome.WRONG_TYPE)
    if 200 <= (result.status or 0) < 300 and result.outcome in whole_enough:
        return result.page_bytes(limit=MAX_ROBOTS_BYTES + 1)
    return None


def read_answer(result: FetchResult, body: bytes | None) -> RobotsAnswer:
    """What an answer to the request for robots.txt means (RFC 9309, section 2.3.1); `body`: `robots_body`."""
    status = result.status or 0
    if body is not None:
        return RobotsAnswer(RobotsRules.parse(body), True, "robots.txt allows it")
    if result.outcome is Outcome.TOO_MANY_REDIRECTS:
        # "may assume that the robots.txt file is unavailable" (2.3.1.2)
        return RobotsAnswer(RobotsRules(), True, f"no robots.txt ({result.detail})")
    if 400 <= status < 500:
        return RobotsAnswer(RobotsRules(), True, f"no robots.txt (status {status})")
    why = result.detail or result.outcome.value
    return RobotsAnswer(RobotsRules(), False, f"robots.txt can't be had ({why}), so nothing may be fetched")
