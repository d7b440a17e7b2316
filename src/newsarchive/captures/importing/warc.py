"""WARC files of any version and maker, read leniently.

Own code and not a library's, because the libraries say nothing where a file is cut and give up
where one length is wrong; here both cost one record, with a word about it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO, Literal, cast

from newsarchive.captures.importing.found import ForeignCapture, ForeignProblem, Found
from newsarchive.captures.importing.payload import parse_response
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.record import parse_warc_date, strip_brackets
from newsarchive.captures.writer import REQUESTED_URI
from newsarchive.errors import CaptureDamaged
from newsarchive.records import Capture

MAX_BLOCK_BYTES = 64 * 1024 * 1024
"""Blocks longer than this are passed over: no news page is, but films in the same file are."""

_VERSION = re.compile(rb"WARC/\d")
_BURIED = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d+\r?\n)")
_RECORD_END = re.compile(rb"(\r?\n){2}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as found: fields in lower case, block as long as it really was."""

    offset: int
    alone: bool
    """Whether the record starts where its gzip member (or plain file position) does."""
    fields: dict[str, str]
    block: bytes
    notes: tuple[str, ...]


def iter_warc(raw: BinaryIO, source: str, *, start: int = 0) -> Iterator[Found]:
    """Captures and problems of a WARC file, plain or gzip, from the record at `start` on."""
    originals: dict[str, int] = {}
    for found in iter_records(DecodedStream(raw, start=start), source):
        if isinstance(found, ForeignProblem):
            yield found
            continue
        kind = found.fields.get("warc-type", "").lower()
        digest = found.fields.get("warc-payload-digest", "")
        if kind == "response" and found.alone and digest:
            originals.setdefault(digest.lower(), found.offset)
        if kind == "revisit" and found.fields.get("warc-profile", "").endswith("server-not-modified"):
            check = _capture(found, "response", source)  # a 304 repeats nothing: it has no payload at all
            if check is not None:
                yield check
        elif kind == "revisit":
            at = raw.tell()
            yield _revisit(raw, found, originals.get(digest.lower()), source)
            raw.seek(at)
        elif kind in ("response", "resource"):
            capture = _capture(found, kind, source)
            if capture is not None:
                yield capture


def iter_records(stream: DecodedStream, source: str) -> Iterator[RawRecord | ForeignProblem]:
    """All records of a WARC file, whatever their type, and what stands in the way of others."""
    told = False
    while True:
        _skip_blank_lines(stream)
        if stream.at_end():
            if stream.break_reason is None:
                return
            if not told:
                yield ForeignProblem(source, stream.offset(), stream.break_reason)
            told = False
            if not stream.resume():
                return
            continue
        offset = stream.offset()
        if not _VERSION.match(stream.peek(6)):
            passed = _skip_to_record(stream)
            yield ForeignProblem(source, offset, f"no record begins here; {passed} bytes passed over")
            continue
        found = _read_record(stream, source, offset, alone=stream.starts_member())
        told = isinstance(found, ForeignProblem) and stream.break_reason is not None
        yield found


def _read_record(
    stream: DecodedStream, source: str, offset: int, *, alone: bool
) -> RawRecord | ForeignProblem:
    fields = _read_fields(stream)
    if fields is None:
        return ForeignProblem(source, offset, stream.break_reason or "the file ends inside a record's header")
    length_text = fields.get("content-length", "")
    if not length_text.isascii() or not length_text.isdigit():
        passed = _skip_to_record(stream)
        return ForeignProblem(
            source, offset, f"a record without a usable Content-Length; {passed} bytes passed over"
        )
    length = int(length_text)
    if length > MAX_BLOCK_BYTES:
        passed = stream.skip(length)
        word = "passed over" if passed == length else "passed over; the file ends inside it"
        return ForeignProblem(source, offset, f"a record of {length} bytes is {word}")
    block = stream.read(length)
    if len(block) < length:
        return _cut_or_overlong(stream, source, offset, alone, fields, block, length)
    if _aligned(stream):
        return RawRecord(offset, alone, fields, block, ())
    return _with_true_length(stream, offset, alone, fields, block)


def _cut_or_overlong(
    stream: DecodedStream,
    source: str,
    offset: int,
    alone: bool,
    fields: dict[str, str],
    block: bytes,
    length: int,
) -> RawRecord | ForeignProblem:
    """The block ends too early: another record is buried in it, or the file is cut."""
    if _BURIED.search(block):
        return _with_true_length(stream, offset, alone, fields, block)
    whole = stream.is_gzip or length - len(block) <= 4  # a gzip member that ended well was not cut
    if whole and stream.break_reason is None and block.endswith((b"\r\n\r\n", b"\n\n")):
        return _told(offset, alone, fields, re.sub(rb"(\r?\n){2}\Z", b"", block), length)
    reason = stream.break_reason or "the file ends inside a record"
    page = strip_brackets(fields.get("warc-target-uri", "")) or "of no page"
    return ForeignProblem(source, offset, f"{reason}: {len(block)} of {length} bytes of {page}")


def _with_true_length(
    stream: DecodedStream, offset: int, alone: bool, fields: dict[str, str], block: bytes
) -> RawRecord:
    """The next record does not begin where Content-Length says: look for it, before or behind."""
    said = int(fields["content-length"])
    buried = _BURIED.search(block)
    if buried:
        stream.push_back(block[buried.end() :])
        return _told(offset, alone, fields, block[: buried.start()], said)
    rest = bytearray()
    while len(rest) < MAX_BLOCK_BYTES and not stream.at_end():
        line = stream.readline()
        rest += line
        if _VERSION.match(stream.peek(6)):
            break
    return _told(offset, alone, fields, block + re.sub(rb"(\r?\n){1,2}\Z", b"", bytes(rest)), said)


def _told(offset: int, alone: bool, fields: dict[str, str], block: bytes, said: int) -> RawRecord:
    note = f"Content-Length says {said} bytes, the record has {len(block)}"
    return RawRecord(offset, alone, fields, block, (note,))


def _aligned(stream: DecodedStream) -> bool:
    ahead = stream.peek(64)
    if _RECORD_END.match(ahead):
        return True  # what follows may be junk, but this record ends as it should
    ahead = ahead.lstrip(b"\r\n")
    return b"WARC/".startswith(ahead[:5]) and (len(ahead) < 6 or bool(_VERSION.match(ahead)))


def _read_fields(stream: DecodedStream) -> dict[str, str] | None:
    stream.readline()  # the version
    fields: dict[str, str] = {}
    last = ""
    while True:
        line = stream.readline()
        if not line.endswith(b"\n"):
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if not text:
            return fields
        if text[0] in " \t" and last:
            fields[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        fields[last] = value.strip()


def _skip_blank_lines(stream: DecodedStream) -> None:
    while stream.peek(1) in (b"\r", b"\n"):
        stream.read(1)


def _skip_to_record(stream: DecodedStream) -> int:
    start = stream.position
    while not stream.at_end():
        stream.readline()
        if _VERSION.match(stream.peek(6)):
            break
    return stream.position - start


def _capture(record: RawRecord, kind: str, source: str) -> Found | None:
    """The capture in a response or resource; None for what is no web page (dns:, urn:, …)."""
    url = strip_brackets(record.fields.get("warc-target-uri", ""))
    if not url.lower().startswith(_WEB):
        return None
    if record.fields.get("warc-segment-number", "1") != "1" or "warc-segment-total-length" in record.fields:
        return ForeignProblem(source, record.offset, f"{url} is stored in segments, which is not supported")
    if _CONTROL.search(url):
        return ForeignProblem(source, record.offset, f"{url!r} has control characters in it")
    date = record.fields.get("warc-date", "")
    try:
        captured_at = parse_digits_date(date) or parse_warc_date(date)
    except CaptureDamaged as error:
        return ForeignProblem(source, record.offset, f"{url}: {error}")
    capture, notes = capture_from_block(
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
    notes += record.notes + _digest_note(record, capture)
    return ForeignCapture(
        capture, source, record.offset, strip_brackets(record.fields.get("warc-record-id", "")) or None, notes
    )


def parse_digits_date(text: str) -> datetime | None:
    """A date of 14 digits (12 or 8 in early files) as an aware instant; None when it is none."""
    formats = {14: "%Y%m%d%H%M%S", 12: "%Y%m%d%H%M", 8: "%Y%m%d"}
    try:
        return datetime.strptime(text, formats[len(text)]).replace(tzinfo=UTC)
    except (KeyError, ValueError):
        return None


def capture_from_block(
    url: str, captured_at: datetime, block: bytes, content_type: str, *, http: bool
) -> tuple[Capture, tuple[str, ...]]:
    """A capture from a stored block: an HTTP response, or the bare bytes of a resource."""
    message = parse_response(block) if http else None
    if message is None:
        headers = (("Content-Type", content_type),) if content_type else ()
        notes = ("no HTTP header is stored with it",) if http else ()
        return Capture(url, url, captured_at, 200, "OK", headers, block), notes
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
    return capture, message.notes


def _revisit(raw: BinaryIO, record: RawRecord, original: int | None, source: str) -> Found:
    url = strip_brackets(record.fields.get("warc-target-uri", ""))
    if original is None:
        return ForeignProblem(
            source, record.offset, f"{url} repeats a payload that is stored in another file"
        )
    first = next(iter_records(DecodedStream(raw, start=original), source))
    found = _capture(first, "response", source) if isinstance(first, RawRecord) else first
    again = _capture(record, "response", source)
    if not isinstance(found, ForeignCapture) or not isinstance(again, ForeignCapture):
        return (
            again
            if isinstance(again, ForeignProblem)
            else ForeignProblem(source, record.offset, f"{url}: no page")
        )
    head = again.capture if again.capture.headers else found.capture
    capture = replace(
        head, url=url, requested_url=url, captured_at=again.capture.captured_at, body=found.capture.body
    )
    return ForeignCapture(capture, source, record.offset, again.record_id, ("payload of an earlier record",))


def _digest_note(record: RawRecord, capture: Capture) -> tuple[str, ...]:
    algorithm, _, value = record.fields.get("warc-payload-digest", "").partition(":")
    if algorithm.lower() not in ("sha1", "sha256", "md5") or not value or record.fields.get("warc-truncated"):
        return ()
    # The digest is of the payload as that maker stored it: with chunk sizes, where they were left in.
    stored = re.split(rb"\r?\n\r?\n", record.block, maxsplit=1)[-1]
    for body in (capture.body, stored):
        digest = hashlib.new(algorithm.lower(), body, usedforsecurity=False)
        if value.lower() == digest.hexdigest() or value.upper() == base64.b32encode(digest.digest()).decode():
            return ()
    return ("the payload is not what its WARC-Payload-Digest promises",)
