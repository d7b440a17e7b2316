"""Which URLs a host lets us ask: its robots.txt, asked once a day and remembered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from newsarchive.errors import RobotsDenied
from newsarchive.fetch.accept import ANYTHING
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import FetchLimits
from newsarchive.fetch.outcomes import FetchResult, Outcome
from newsarchive.fetch.politeness import Politeness
from newsarchive.fetch.robots import MAX_ROBOTS_BYTES, RobotsRules
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


@dataclass(slots=True)
class _Entry:
    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: RobotsAnswer | None = None
    until: float = 0.0


class RobotsCache:
    """robots.txt of all hosts of a run. Safe to use from several threads; each file is asked once.

    `agent`: our product token, or the whole User-Agent field. `politeness`: whose turns the requests
    for robots.txt take, and who is told about crawl delays.
    """

    def __init__(
        self,
        client: Client,
        agent: str,
        politeness: Politeness | None = None,
        *,
        limits: FetchLimits = ROBOTS_LIMITS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._agent = agent
        self._politeness = politeness
        self._limits = limits
        self._clock = clock
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
            now = self._clock()
            if entry.answer is None or now >= entry.until:
                entry.answer = self._ask(origin, guard)
                keep = KEEP_SECONDS if entry.answer.reachable else KEEP_FAILURE_SECONDS
                entry.until = self._clock() + keep
                if self._politeness is not None:
                    delay = entry.answer.rules.crawl_delay(self._agent)
                    self._politeness.honour_crawl_delay(origin, delay)
            return entry.answer

    def _ask(self, origin: str, guard: AddressGuard | None) -> RobotsAnswer:
        url = f"{origin}/robots.txt"
        if self._politeness is None:
            return read_answer(self._client.get(url, accept=ANYTHING, limits=self._limits, guard=guard))
        with self._politeness.turn() as turn:
            result = self._client.get(
                url, accept=ANYTHING, limits=self._limits, guard=guard, before_request=turn
            )
        answer = read_answer(result)
        if answer.reachable:  # otherwise nothing of this host is asked, and nobody needs to wait for that
            self._politeness.learn(result)
        return answer


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


def read_answer(result: FetchResult) -> RobotsAnswer:
    """What an answer to the request for robots.txt means (RFC 9309, section 2.3.1)."""
    status = result.status or 0
    whole_enough = (Outcome.FETCHED, Outcome.EMPTY, Outcome.TOO_LARGE, Outcome.WRONG_TYPE)
    if 200 <= status < 300 and result.outcome in whole_enough:
        rules = RobotsRules.parse(result.page_bytes(limit=MAX_ROBOTS_BYTES + 1))
        return RobotsAnswer(rules, True, "robots.txt allows it")
    if result.outcome is Outcome.TOO_MANY_REDIRECTS:
        # "may assume that the robots.txt file is unavailable" (2.3.1.2)
        return RobotsAnswer(RobotsRules(), True, f"no robots.txt ({result.detail})")
    if 400 <= status < 500:
        return RobotsAnswer(RobotsRules(), True, f"no robots.txt (status {status})")
    why = result.detail or result.outcome.value
    return RobotsAnswer(RobotsRules(), False, f"robots.txt can't be had ({why}), so nothing may be fetched")
