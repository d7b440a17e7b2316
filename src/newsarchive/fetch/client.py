"""The client: asks for one URL, whatever the other side does, and says in one record what came of it."""

from __future__ import annotations

import random as random_module
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import TracebackType

from newsarchive.content import ACCEPT_ENCODING
from newsarchive.errors import AddressRefused, RobotsDenied
from newsarchive.fetch.accept import PAGES, Accept
from newsarchive.fetch.exchange import REDIRECTS, Exchange, exchange
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.judge import is_about_our_copy, judge, new_validators, renewed, sendable
from newsarchive.fetch.lanes import Lanes
from newsarchive.fetch.large import Ticket
from newsarchive.fetch.limits import Deadline, FetchLimits, OutOfTime
from newsarchive.fetch.locations import (
    Origin,
    host_field,
    origin_of,
    prepare_url,
    prepared,
    redirect_target,
    without_fragment,
)
from newsarchive.fetch.outcomes import NO_VALIDATORS, Failure, FetchResult, Hop, Outcome, one_line
from newsarchive.fetch.retry import PASSING_STATUS, parse_retry_after, pause_before
from newsarchive.fetch.transport import tls_context
from newsarchive.records import Capture, Headers, Validators, utc_now

BeforeRequest = Callable[[str], None]
"""Called with each URL right before it is asked (redirect targets and retries too). May wait its turn;
raises `RobotsDenied` or `AddressRefused` to forbid it."""


@dataclass(slots=True)
class _Job:
    """One `get` under way."""

    requested_url: str
    validators: Validators
    validators_from: str
    accept: Accept
    limits: FetchLimits
    guard: AddressGuard
    headers: Mapping[str, str]
    before_request: BeforeRequest | None
    deadline: Deadline
    ticket: Ticket | None
    url: str = ""
    secret_origin: Origin | None = None
    """Scheme, host and port that may see `headers`."""
    unconditional: bool = False
    attempts: int = 0
    hops: list[Hop] = field(default_factory=list)
    last: Capture | None = None
    sent: Validators = NO_VALIDATORS


class Client:
    """Asks for pages over HTTP. Safe to use from several threads; use it as a context manager.

    `user_agent`: the User-Agent field, with an address where a publisher can complain.
    `ca_file`: PEM file of authorities to trust instead of the public ones.
    `before_request`: see `BeforeRequest`; each `get` may bring its own.
    `sleep`, `random`, `clock`, `now`: time and chance, for tests and for stopping early.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits | None = None,
        guard: AddressGuard | None = None,
        ca_file: str | None = None,
        before_request: BeforeRequest | None = None,
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = random_module.random,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        if not re.fullmatch(r"[\x21-\x7e][\x20-\x7e]*", user_agent):
            raise ValueError(f"not a User-Agent: {user_agent!r}")
        self.limits = limits or FetchLimits()
        self.guard = guard or AddressGuard()
        self._user_agent = user_agent
        self._before_request = before_request
        self._sleep, self._random, self._clock, self._now = sleep, random, clock, now
        self._lanes = Lanes(tls_context(ca_file))

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; those in use are closed when their request ends."""
        self._lanes.close()

    def get(
        self,
        url: str,
        validators: Validators | None = None,
        *,
        validators_from: str | None = None,
        accept: Accept = PAGES,
        limits: FetchLimits | None = None,
        guard: AddressGuard | None = None,
        headers: Mapping[str, str] | None = None,
        before_request: BeforeRequest | None = None,
        ticket: Ticket | None = None,
    ) -> FetchResult:
        """Ask for a URL, following redirects, and say what came of it.

        `validators`: what the stored copy came with; they are sent to `validators_from` only, the URL that
        gave them (default: `url`), because a date says nothing about another page. `headers`: further
        request fields, perhaps secret: they go to the scheme, host and port of `url` and nowhere else.
        `ticket`: taken when the body turns out to be large; the caller gives it back.

        Raises nothing for what the other side or the URL does wrong. What `before_request` or `sleep`
        raise, other than `RobotsDenied` and `AddressRefused`, is passed on.
        """
        limits = limits or self.limits
        started = self._clock()
        job = _Job(
            requested_url=url,
            validators=sendable(validators or NO_VALIDATORS),
            validators_from=without_fragment(validators_from or url),
            accept=accept,
            limits=limits,
            guard=guard or self.guard,
            headers=headers or {},
            before_request=before_request or self._before_request,
            deadline=Deadline(limits.total_seconds, self._clock),
            ticket=ticket,
            url=url,
        )
        try:
            result = self._follow(job)
        except Failure as failure:
            result = self._result(job, failure.outcome, failure.detail)
        except AddressRefused as refused:
            result = self._result(job, Outcome.REFUSED_ADDRESS, str(refused))
        except RobotsDenied as denied:
            result = self._result(job, Outcome.ROBOTS_DENIED, str(denied))
        except OutOfTime:
            result = self._result(job, Outcome.TIMEOUT, f"more than {limits.total_seconds:g} seconds in all")
        return replace(result, elapsed=self._clock() - started)

    def _follow(self, job: _Job) -> FetchResult:
        job.url = prepare_url(job.url)
        job.secret_origin = origin_of(job.url)
        seen: set[str] = set()
        while True:
            answer = self._ask_patiently(job)
            capture = job.last = answer.capture
            if capture.status == 304:
                result = self._not_modified(job, answer)
                if result is not None:
                    return result
                continue
            if capture.status not in REDIRECTS:
                return self._judged(job, answer)
            seen.add(job.url)
            target = redirect_target(job.url, capture)
            job.hops.append(Hop(job.url, capture.status, target))
            if target in seen:
                raise Failure(Outcome.TOO_MANY_REDIRECTS, f"a redirect loop: back to {target[:200]}")
            if len(job.hops) > job.limits.max_redirects:
                raise Failure(Outcome.TOO_MANY_REDIRECTS, f"more than {job.limits.max_redirects} redirects")
            job.url, job.last = target, None

    def _judged(self, job: _Job, answer: Exchange) -> FetchResult:
        verdict = judge(answer, job.accept, job.limits)
        job.last = verdict.capture
        good = verdict.outcome in (Outcome.FETCHED, Outcome.WRONG_TYPE)
        validators = new_validators(verdict.capture) if good else NO_VALIDATORS
        return self._result(job, verdict.outcome, verdict.detail, validators)

    def _not_modified(self, job: _Job, answer: Exchange) -> FetchResult | None:
        """The result of a 304; None when it makes no sense and is worth asking again without validators."""
        if job.sent and is_about_our_copy(job.sent, answer.capture):
            return self._result(job, Outcome.NOT_MODIFIED, "", renewed(job.sent, answer.capture))
        if job.unconditional:
            detail = "status 304 although nothing stored was mentioned, twice"
            return self._result(job, Outcome.UNEXPECTED_NOT_MODIFIED, detail)
        job.unconditional = True
        return None

    def _ask_patiently(self, job: _Job) -> Exchange:
        """Ask the job's URL, again where the trouble may pass."""
        for retry in range(job.limits.max_retries + 1):
            final = retry == job.limits.max_retries
            try:
                answer = self._ask(job)
            except Failure as failure:
                if final or not failure.may_pass or not self._pause(job, retry + 1):
                    raise
                continue
            if final or not self._worth_another(answer) or not self._pause(job, retry + 1):
                return answer
        raise AssertionError("the last round returns or raises")

    def _worth_another(self, answer: Exchange) -> bool:
        capture = answer.capture
        if capture.status in PASSING_STATUS:
            return parse_retry_after(capture.header("retry-after"), self._now()) is None
        return answer.may_pass and capture.status in (200, 203)

    def _pause(self, job: _Job, retry: int) -> bool:
        """Wait before a retry; False when the time that is left does not allow one."""
        seconds = pause_before(retry, job.limits, self._random)
        if not job.deadline.allows(seconds):
            return False
        self._sleep(seconds)
        return True

    def _ask(self, job: _Job) -> Exchange:
        job.guard.check_url(job.url)
        if job.before_request is not None:
            before = self._clock()
            job.before_request(job.url)
            job.deadline.extend(self._clock() - before)
        fields = self._fields(job)
        job.attempts += 1
        with self._lanes.lane(job.guard, origin_of(job.url)[1]) as lane:
            lane.wire.start(job.limits, job.deadline, job.ticket)
            return exchange(lane.session, lane.wire, job.url, job.requested_url, fields, self._now)

    def _fields(self, job: _Job) -> Headers:
        fields = {
            "Host": host_field(job.url),
            "User-Agent": self._user_agent,
            "Accept": job.accept.header,
            "Accept-Encoding": ACCEPT_ENCODING,
            "Connection": "keep-alive",
        }
        conditional = not job.unconditional and job.url in (
            job.validators_from,
            prepared(job.validators_from),
        )
        job.sent = job.validators if conditional else NO_VALIDATORS
        if job.sent.etag:
            fields["If-None-Match"] = job.sent.etag
        if job.sent.last_modified:
            fields["If-Modified-Since"] = job.sent.last_modified
        if job.unconditional:
            fields["Cache-Control"] = "no-cache"
        if origin_of(job.url) == job.secret_origin:
            fields.update(job.headers)
        return tuple(fields.items())

    def _result(
        self, job: _Job, outcome: Outcome, detail: str, validators: Validators = NO_VALIDATORS
    ) -> FetchResult:
        capture = job.last
        return FetchResult(
            outcome=outcome,
            requested_url=job.requested_url,
            final_url=job.url,
            capture=capture,
            validators=validators,
            hops=tuple(job.hops),
            status=capture.status if capture else None,
            detail=one_line(detail),
            retry_after=parse_retry_after(capture.header("retry-after"), self._now()) if capture else None,
            attempts=job.attempts,
        )
