"""ARC files, the format before WARC (Internet Archive, versions 1 and 2): a URL line, then the answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from newsarchive.captures.importing.found import ForeignCapture, ForeignProblem, Found
from newsarchive.captures.importing.raw_records import MAX_BLOCK_BYTES, skip_blank_lines
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.importing.warc import capture_from_block, parse_digits_date

_LINE = re.compile(
    r"([A-Za-z][A-Za-z0-9+.-]*:.*?) (\d{1,3}(?:\.\d{1,3}){3}|-) (\d{8,14}) (\S+)(?: .*)? (\d+)"
)
"""URL (some hold spaces), address, date, type, for version 2 more fields, length."""


def iter_arc(raw: BinaryIO, source: str, *, start: int = 0) -> Iterator[Found]:
    """Captures and problems of an ARC file, plain or packed, from the record at `start` on."""
    stream = DecodedStream(raw, start=start)
    while True:
        skip_blank_lines(stream)
        if stream.at_end():
            if stream.break_reason is None:
                return
            yield ForeignProblem(source, stream.offset(), stream.break_reason)
            if not stream.resume():
                return
            continue
        offset, alone = stream.offset(), stream.starts_member()
        line = stream.readline().decode("utf-8", "replace").rstrip("\r\n")
        match = _LINE.fullmatch(line)
        if match is None:
            passed = _skip_to_line(stream)
            yield ForeignProblem(source, offset, f"no ARC record begins here; {passed} bytes passed over")
            continue
        found = _read(stream, match, source, offset)
        if isinstance(found, ForeignCapture) and alone:
            skip_blank_lines(stream)
            found = replace(found, length=stream.length_from(offset))
        if found is not None:
            yield found


def _read(stream: DecodedStream, match: re.Match[str], source: str, offset: int) -> Found | None:
    url, address, date, content_type, length = match.groups()
    size = int(length)
    if size > MAX_BLOCK_BYTES:
        stream.skip(size)
        return ForeignProblem(source, offset, f"a record of {size} bytes is passed over")
    block = stream.read(size)
    if not url.lower().startswith(("http://", "https://")):
        return None  # filedesc:, dns:
    if len(block) < size:
        return ForeignProblem(source, offset, f"{url} is cut: {len(block)} of {size} bytes")
    captured_at = parse_digits_date(date)
    if captured_at is None:
        return ForeignProblem(source, offset, f"{url}: {date} is not a date")
    notes: tuple[str, ...] = ()
    ahead = stream.peek(1)
    if ahead and ahead not in (b"\r", b"\n") and not _LINE.match(_line_ahead(stream)):
        rest = _rest_of_record(stream)
        notes = (f"the length says {size} bytes, the record has {size + len(rest)}",)
        block += rest
    typed = "" if content_type in ("no-type", "-") else content_type
    capture, odd, has_answer = capture_from_block(url, captured_at, block, typed, http=True)
    address_known = address not in ("-", "0.0.0.0")  # noqa: S104 - "unknown" in these files, nothing is bound
    capture = replace(capture, ip_address=address if address_known else None)
    return ForeignCapture(capture, source, offset, None, odd + notes, http=has_answer)


def _line_ahead(stream: DecodedStream) -> str:
    return stream.peek(2048).partition(b"\n")[0].decode("utf-8", "replace").rstrip("\r")


def _rest_of_record(stream: DecodedStream) -> bytes:
    rest = bytearray()
    while not stream.at_end() and len(rest) < MAX_BLOCK_BYTES:
        if _LINE.fullmatch(_line_ahead(stream)):
            break
        rest += stream.readline()
    return re.sub(rb"\r?\n\Z", b"", bytes(rest))


def _skip_to_line(stream: DecodedStream) -> int:
    start = stream.position
    while not stream.at_end() and not _LINE.fullmatch(_line_ahead(stream)):
        stream.readline()
    return stream.position - start
