"""The captures in WARC files of any version and maker, each with its request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO, Literal, cast

from newsarchive.captures.importing.found import (
    ForeignCapture,
    ForeignProblem,
    ForeignRevisit,
    Found,
    promise_kept,
)
from newsarchive.captures.importing.payload import parse_response
from newsarchive.captures.importing.raw_records import RawRecord, iter_records
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.record import REQUESTED_URI, parse_warc_date, strip_brackets
from newsarchive.errors import CaptureDamaged
from newsarchive.records import Capture

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WEB = ("http://", "https://")
_CAPTURES = ("response", "revisit", "resource")


def iter_warc(raw: BinaryIO, source: str, *, start: int = 0) -> Iterator[Found]:
    """Captures, revisits and problems of a WARC file, plain or packed, from the record at `start` on."""
    originals: dict[str, int] = {}
    for found in _with_requests(iter_records(DecodedStream(raw, start=start), source), source):
        if isinstance(found, ForeignProblem):
            yield found
            continue
        record, request = found
        digest = record.fields.get("warc-payload-digest", "").lower()
        repeats = record.kind == "revisit" and not record.fields.get("warc-profile", "").endswith(
            "server-not-modified"  # a 304 repeats nothing: it has no payload at all
        )
        if record.kind == "response" and record.alone and digest:
            originals.setdefault(digest, record.offset)
        capture = _capture(record, "resource" if record.kind == "resource" else "response", source)
        if isinstance(capture, ForeignCapture):
            capture = replace(capture, request=request)
            if repeats:
                at = raw.tell()
                yield _revisit(raw, record, capture, originals.get(digest), source)
                raw.seek(at)
                continue
        if capture is not None:
            yield capture


def _with_requests(
    records: Iterator[RawRecord | ForeignProblem], source: str
) -> Iterator[tuple[RawRecord, bytes | None] | ForeignProblem]:
    """Each capture with the block of its request, which some makers write in front of it, some behind."""
    request: RawRecord | None = None
    waiting: RawRecord | None = None
    conversions = 0
    for found in records:
        if isinstance(found, RawRecord) and found.kind == "request":
            if waiting is not None and _belong_together(found, waiting):
                yield waiting, found.block
                waiting = None
            else:
                request = found
            continue
        if isinstance(found, RawRecord) and found.kind not in _CAPTURES:
            conversions += found.kind == "conversion"
            continue
        if waiting is not None:
            yield waiting, None
            waiting = None
        if isinstance(found, ForeignProblem):
            yield found
        elif request is not None and _belong_together(request, found):
            yield found, request.block
            request = None
        else:
            waiting = found
    if waiting is not None:
        yield waiting, None
    if conversions:
        detail = (
            f"{conversions} records are conversions of pages (text alone, say), and not the pages themselves"
        )
        yield ForeignProblem(source, 0, detail)


def _belong_together(request: RawRecord, answer: RawRecord) -> bool:
    """Whether one names the other in WARC-Concurrent-To (ISO 28500:2017, 5.7)."""
    pairs = ((request, answer), (answer, request))
    return any(
        other.record_id is not None and f"<{other.record_id}>" in one.fields.get("warc-concurrent-to", "")
        for one, other in pairs
    )


def _capture(record: RawRecord, kind: str, source: str) -> ForeignCapture | ForeignProblem | None:
    """The capture in a response or resource; None for what is no web page (dns:, urn:, …)."""
    url = strip_brackets(record.fields.get("warc-target-uri", ""))
    if not url.lower().startswith(_WEB):
        return None
    if record.fields.get("warc-segment-number", "1") != "1" or "warc-segment-total-length" in record.fields:
        return ForeignProblem(source, record.offset, f"{url} is stored in segments, which is not supported")
    if _CONTROL.search(url):
        return ForeignProblem(source, record.offset, f"{url!r} has control characters in it")
    try:
        captured_at = _date(record.fields.get("warc-date", ""))
    except CaptureDamaged as error:
        return ForeignProblem(source, record.offset, f"{url}: {error}")
    capture, notes, http = capture_from_block(
        url, captured_at, record.block, record.fields.get("content-type", ""), http=kind == "response"
    )
    truncated = record.fields.get("warc-truncated")
    if truncated:
        reason = truncated if truncated in ("length", "time", "disconnect") else "unspecified"
        capture = replace(capture, truncated=cast(Literal["length", "time", "disconnect"], reason))
    capture = replace(
        capture,
        ip_address=record.fields.get("warc-ip-address"),
        requested_url=record.fields.get(REQUESTED_URI.lower(), url),
    )
    return ForeignCapture(
        capture,
        source,
        record.offset,
        record.record_id,
        notes + record.notes + _digest_note(record, capture),
        length=record.length,
        http=http,
        digest=record.fields.get("warc-payload-digest") or None,
    )


def _date(text: str) -> datetime:
    return parse_digits_date(text) or parse_warc_date(text)


def parse_digits_date(text: str) -> datetime | None:
    """A date of 14 digits (12 or 8 in early files) as an aware instant; None when it is none."""
    formats = {14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M", 8: "%Y%m%d"}
    try:
        return datetime.strptime(text, formats[len(text)]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return None


def capture_from_block(
    url: str, captured_at: datetime, block: bytes, content_type: str, *, http: bool
) -> tuple[Capture, tuple[str, ...], bool]:
    """A capture from a stored block (an HTTP response, or the bare bytes of a resource), and which it was."""
    message = parse_response(block) if http else None
    if message is None:
        bare = content_type if not content_type.startswith("application/http") else ""
        headers = (("Content-Type", bare),) if bare else ()
        notes = ("no HTTP header is stored with it",) if http else ()
        return Capture(url, url, captured_at, 200, "OK", headers, block), notes, False
    capture = Capture(
        url,
        url,
        captured_at,
        message.status,
        message.reason,
        message.headers,
        message.body,
        http_version=message.version,
    )
    return capture, message.notes, True


def _revisit(
    raw: BinaryIO, record: RawRecord, again: ForeignCapture, original: int | None, source: str
) -> ForeignCapture | ForeignRevisit:
    """A revisit with the payload of an original in front of it in the same file, else without."""
    date = record.fields.get("warc-refers-to-date", "")
    try:
        referred: datetime | None = _date(date)
    except CaptureDamaged:
        referred = None
    revisit = ForeignRevisit(
        replace(again, capture=replace(again.capture, body=b""), is_revisit=True),
        strip_brackets(record.fields.get("warc-refers-to", "")) or None,
        strip_brackets(record.fields.get("warc-refers-to-target-uri", "")) or None,
        referred,
    )
    if original is None:
        return revisit
    first = next(iter_records(DecodedStream(raw, start=original), source))
    found = _capture(first, "response", source) if isinstance(first, RawRecord) else None
    if not isinstance(found, ForeignCapture) or not found.has_payload_of(again.digest):
        return revisit
    where = f"the record at byte {original} of the same file"
    return revisit.with_payload(found.capture, where, http=found.http)


def _digest_note(record: RawRecord, capture: Capture) -> tuple[str, ...]:
    promise = record.fields.get("warc-payload-digest", "")
    algorithm, _, value = promise.partition(":")
    if (
        algorithm.lower() not in ("sha1", "sha256", "md5")
        or not value
        or "warc-truncated" in record.fields
        or record.kind == "revisit"
    ):
        return ()
    # The digest is of the payload as that maker stored it: with chunk sizes, where they were left in.
    stored = re.split(rb"\r?\n\r?\n", record.block, maxsplit=1)[-1]
    if promise_kept(promise, capture.body, stored):
        return ()
    return ("the payload is not what its WARC-Payload-Digest promises",)
