"""What can come of asking for a URL: the names, and the record that carries them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsarchive.content import MAX_DECODED_BYTES, decode
from newsarchive.errors import FetchError
from newsarchive.records import Capture, Validators

NO_VALIDATORS = Validators()


class Outcome(StrEnum):
    """How a `Client.get` ended. The values are stable: they are stored with each attempt."""

    FETCHED = "fetched"
    """A whole answer (200 or 203) of a wanted kind."""
    NOT_MODIFIED = "not_modified"
    """304 to our validators: the stored copy still stands."""
    EMPTY = "empty"
    """A good status and not one byte of body."""
    WRONG_TYPE = "wrong_type"
    """A whole answer, but not of the kind that was asked for: recorded and left."""
    NOT_FOUND = "not_found"
    """404."""
    GONE = "gone"
    """410."""
    FORBIDDEN = "forbidden"
    """401, 402, 403, 407 or 451: the host does not want us to have it."""
    RETRY_LATER = "retry_later"
    """429 or 503: see `retry_after`."""
    HTTP_ERROR = "http_error"
    """Any other status that is no answer."""
    UNEXPECTED_NOT_MODIFIED = "unexpected_not_modified"
    """304 although nothing was stored, twice."""
    TOO_MANY_REDIRECTS = "too_many_redirects"
    """A loop, or a chain beyond the limit."""
    BAD_REDIRECT = "bad_redirect"
    """A redirect to nowhere: no Location, or one that is no URL."""
    REFUSED_ADDRESS = "refused_address"
    """An inner address, a forbidden port, scheme or URL with a password; we did not connect."""
    ROBOTS_DENIED = "robots_denied"
    """The caller's `before_request` said no to this URL or to where it redirects."""
    BAD_URL = "bad_url"
    """Not a URL that can be asked for."""
    DNS_FAILED = "dns_failed"
    """The name has no address."""
    CONNECT_FAILED = "connect_failed"
    """No connection: refused, unreachable."""
    TLS_FAILED = "tls_failed"
    """The certificate or the handshake is not good."""
    TIMEOUT = "timeout"
    """Too slow: connecting, answering, or altogether."""
    DISCONNECTED = "disconnected"
    """The connection ended before the header fields did."""
    TRUNCATED = "truncated"
    """The body is not whole. Never to be parsed as if it were."""
    TOO_LARGE = "too_large"
    """Header fields, body or decoded body beyond the limits."""
    BROKEN_RESPONSE = "broken_response"
    """Not HTTP, or HTTP that contradicts itself."""
    HOST_SKIPPED = "host_skipped"
    """Not asked: its host kept failing, or asked to be left alone for longer than this run waits."""
    NOT_TRIED = "not_tried"
    """Not asked: the run was told to stop first."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer on the way: who was asked, and what status came back."""

    url: str
    status: int
    location: str | None = None
    """The absolute URL that it redirected to."""


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of one `Client.get`. Made whatever the other side did."""

    outcome: Outcome
    requested_url: str
    final_url: str
    """The last URL that was asked, or was about to be."""
    capture: Capture | None = None
    """The last answer, where one came: also of an error status, also when cut (`capture.truncated`)."""
    validators: Validators = NO_VALIDATORS
    """To be stored once the body is durable: of a whole 200, or renewed by a 304. Else empty."""
    hops: tuple[Hop, ...] = ()
    """The redirects that were followed, in order."""
    status: int | None = None
    detail: str = ""
    """One clear line about what was wrong; empty when nothing was."""
    retry_after: float | None = None
    """Seconds for which the host asks to be left alone (never negative)."""
    attempts: int = 0
    """Requests put on the wire, or connections tried: redirects and retries counted."""
    elapsed: float = 0.0
    """Seconds of wall clock."""

    @property
    def ok(self) -> bool:
        """Whether there is a page here to parse."""
        return self.outcome is Outcome.FETCHED

    def page_bytes(self, *, limit: int = MAX_DECODED_BYTES) -> bytes:
        """The body with its content codings off, at most `limit` bytes; empty without a capture."""
        if self.capture is None:
            return b""
        return decode(self.capture.body, self.capture.header("content-encoding"), limit=limit).body


def one_line(text: str) -> str:
    """Text that came from outside, fit for a log or a terminal: one line, without control characters."""
    return "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in " ".join(text.split())
    )


class Failure(FetchError):
    """Inside `fetch` only: an attempt ended without a usable answer. `Client.get` turns it into a result."""

    def __init__(self, outcome: Outcome, detail: str, *, may_pass: bool = False) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = one_line(detail)
        self.may_pass = may_pass
        """Whether asking again in a moment makes sense."""
