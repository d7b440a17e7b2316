"""One request and its answer, as it came over the wire."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from typing import Literal

import requests

from newsarchive.fetch.limits import Deadline
from newsarchive.fetch.mapping import EXPECTED, failure_from
from newsarchive.fetch.outcomes import Failure, Outcome
from newsarchive.fetch.transport import Wire
from newsarchive.records import Capture, Headers

_STEP = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_REDIRECT_BODY_SECONDS = 0.5
_BODILESS = frozenset({204, 205, 304})

Cut = Literal["length", "time", "disconnect", "unspecified"]


@dataclass(frozen=True, slots=True)
class Exchange:
    """An answer, and what was wrong with its framing (outcome None when nothing was)."""

    capture: Capture
    outcome: Outcome | None = None
    detail: str = ""
    may_pass: bool = False


@dataclass(frozen=True, slots=True)
class _Body:
    data: bytes
    cut: Cut | None = None
    outcome: Outcome | None = None
    detail: str = ""
    may_pass: bool = False


def exchange(
    session: requests.Session,
    wire: Wire,
    url: str,
    requested_url: str,
    fields: Headers,
    now: Callable[[], datetime],
) -> Exchange:
    """Send one GET and read its answer to the end, or to the limit.

    The wire's limits and deadline hold. Raises `Failure` when no whole header came back, and lets
    `AddressRefused` of the guard through.
    """
    request = requests.Request("GET", url, headers=dict(fields)).prepare()
    began = now()
    try:
        response = session.send(request, stream=True, timeout=wire.wait(), verify=True)
    except EXPECTED as error:
        raise failure_from(error) from error
    try:
        headers = _fields(response)
        body = _read_body(response, wire, headers)
    finally:
        _close(response)
    capture = Capture(
        url=url,
        requested_url=requested_url,
        captured_at=began,
        status=response.status_code,
        reason=response.reason or "",
        headers=headers,
        body=body.data,
        request_headers=fields,
        http_version="HTTP/1.0" if response.raw.version == 10 else "HTTP/1.1",
        ip_address=wire.peer,
        truncated=body.cut,
    )
    return Exchange(capture, body.outcome, body.detail, body.may_pass)


def _close(response: requests.Response) -> None:
    try:
        response.close()
    except EXPECTED:
        pass  # nothing is left to be lost: the body has been read as far as it will be


def _message(response: requests.Response) -> Message:
    """The header as http.client read it; urllib3's own mapping loses order and spelling."""
    original = response.raw._original_response
    assert original is not None
    return original.msg


def _fields(response: requests.Response) -> Headers:
    """Header fields in the order received, folded lines unfolded (RFC 9112, section 5.2)."""
    message = _message(response)
    return tuple(
        (name, re.sub(r"[\r\n]+[ \t]*", " ", str(value)).strip()) for name, value in message.raw_items()
    )


def _read_body(response: requests.Response, wire: Wire, headers: Headers) -> _Body:
    status = response.status_code
    doubt = _framing_problem(response, headers)
    if status in REDIRECTS:
        return _read_redirect(response, wire)
    limit = wire.limits.max_wire_bytes
    announced = _announced_length(headers)
    refuse_unread = not wire.limits.read_start_of_too_large and status not in _BODILESS
    if announced is not None and announced > limit and refuse_unread:
        return _Body(b"", "length", Outcome.TOO_LARGE, f"{announced} bytes announced, {limit} allowed")
    body = _read_up_to(response, wire, limit)
    if doubt and body.outcome is None:
        return _Body(body.data, "unspecified", Outcome.BROKEN_RESPONSE, doubt)
    return body


def _read_redirect(response: requests.Response, wire: Wire) -> _Body:
    """Read only what is small and quick, to use the connection again. What fails does not matter."""
    wire.deadline = Deadline(wire.deadline.left(_REDIRECT_BODY_SECONDS))
    body = _read_up_to(response, wire, wire.limits.max_redirect_body_bytes)
    return _Body(body.data, body.cut)


def _read_up_to(response: requests.Response, wire: Wire, limit: int) -> _Body:
    data = bytearray()
    wire.content(0)
    try:
        # read1 hands over what is there; read would lose it when the connection ends inside a chunk.
        while piece := response.raw.read1(_STEP, decode_content=False):
            data += piece
            wire.content(len(data))
            if len(data) > limit:
                del data[limit:]
                return _Body(bytes(data), "length", Outcome.TOO_LARGE, f"more than {limit} bytes")
    except Failure as failure:
        return _Body(bytes(data), "unspecified", failure.outcome, failure.detail)
    except EXPECTED as error:
        return _cut_body(bytes(data), failure_from(error), wire)
    return _Body(bytes(data))


def _cut_body(data: bytes, failure: Failure, wire: Wire) -> _Body:
    if failure.outcome is Outcome.TIMEOUT:
        return _Body(data, "time", Outcome.TIMEOUT, f"body too slow, {len(data)} bytes came")
    if failure.outcome is Outcome.DISCONNECTED and (wire.ended or "Incomplete" not in failure.detail):
        detail = f"the connection ended inside the body, {len(data)} bytes came"
        return _Body(data, "disconnect", Outcome.TRUNCATED, detail, may_pass=True)
    return _Body(data, "unspecified", Outcome.BROKEN_RESPONSE, f"broken body after {len(data)} bytes")


def _values(headers: Headers, name: str) -> list[str]:
    return [part.strip() for key, value in headers if key.lower() == name for part in value.split(",")]


def _announced_length(headers: Headers) -> int | None:
    values = _values(headers, "content-length")
    return int(values[0]) if values and re.fullmatch(r"[0-9]{1,18}", values[0]) else None


def _framing_problem(response: requests.Response, headers: Headers) -> str:
    """Why the header fields do not say where the body ends (RFC 9112, section 6.3); empty when they do."""
    if _message(response).defects:
        return "a header line without a colon"
    codings = [coding.lower() for coding in _values(headers, "transfer-encoding")]
    if codings:
        return "" if codings == ["chunked"] else f"transfer coding {', '.join(codings)[:60]!r}"
    lengths = set(_values(headers, "content-length"))
    if len(lengths) > 1 or not all(re.fullmatch(r"[0-9]{1,18}", length) for length in lengths):
        return f"Content-Length {', '.join(sorted(lengths))[:60]!r}"
    return ""
