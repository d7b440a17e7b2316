"""How long, how much and how often: the ceilings of one request, and the clock that holds it to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Ceilings of one `Client.get`, redirects and retries included.

    Raises `ValueError` when a ceiling is negative, or zero where that leaves nothing to ask with.
    """

    connect_seconds: float = 10.0
    """Looking up the name and connecting (each host, all its addresses together), TLS included."""
    read_seconds: float = 20.0
    """The longest silence between two packets of an answer."""
    total_seconds: float = 60.0
    """The whole of it, by the wall clock: a server that drips is cut off here."""
    max_wire_bytes: int = 16 * 1024 * 1024
    """Body of an answer as received, content codings on."""
    max_decoded_bytes: int = 32 * 1024 * 1024
    """Body of an answer with its content codings taken off."""
    max_header_bytes: int = 128 * 1024
    """Status line and header fields, interim (1xx) answers included. Checked in steps of 8 KiB."""
    max_redirect_body_bytes: int = 256 * 1024
    """Body of a redirect, which nobody reads: more than this and the connection is closed instead."""
    read_start_of_too_large: bool = False
    """Whether a body that is announced as too large is read up to the limit all the same (robots.txt)."""
    max_redirects: int = 10
    """RFC 9309 asks for at least 5; browsers stop at 20."""
    max_retries: int = 2
    """Second and third tries after something that may pass."""
    backoff_seconds: float = 1.0
    """Pause before the first retry; doubles each time, and is shortened at random by up to a half."""

    def __post_init__(self) -> None:
        may_be_zero = {
            "max_redirects",
            "max_retries",
            "backoff_seconds",
            "max_redirect_body_bytes",
            "read_start_of_too_large",
        }
        for one in fields(self):
            value = getattr(self, one.name)
            if not value >= 0 or (value == 0 and one.name not in may_be_zero):
                raise ValueError(f"{one.name} must be positive, not {value!r}")


class OutOfTime(TimeoutError):
    """The wall-clock deadline has passed. A `TimeoutError`, so that sockets and urllib3 treat it as one."""


class Deadline:
    """A moment on the monotonic clock after which nothing more is asked or read."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def left(self, at_most: float | None = None) -> float:
        """Seconds that remain, at most `at_most`. Raises `OutOfTime` when there are none."""
        left = self._end - self._clock()
        if left <= 0:
            raise OutOfTime("the time for this request is used up")
        return left if at_most is None else min(left, at_most)

    def allows(self, seconds: float) -> bool:
        """Whether more than `seconds` remain."""
        return self._end - self._clock() > seconds

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Give back the time that the `with` block takes, which is not the other side's."""
        began = self._clock()
        try:
            yield
        finally:
            self.extend(self._clock() - began)

    def extend(self, seconds: float) -> None:
        """Give back time that was not spent on the network, such as a polite pause."""
        self._end += seconds
