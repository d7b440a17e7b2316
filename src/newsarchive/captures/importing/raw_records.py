"""The records of WARC files of any version and maker, read leniently: fields and blocks.

Own code and not a library's, because the libraries say nothing where a file is cut and give up
where one length is wrong; here both cost one record, with a word about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsarchive.captures.importing.found import ForeignProblem
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.record import strip_brackets

MAX_BLOCK_BYTES = 64 * 1024 * 1024
"""Blocks longer than this are passed over: no news page is, but films in the same file are."""

_VERSION = re.compile(rb"WARC/\d")
_BURIED = re.compile(rb"\r?\n\r?\n(?=WARC/\d\.\d+\r?\n)")
_RECORD_END = re.compile(rb"(\r?\n){2}")


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as found: fields in lower case, block as long as it really was."""

    offset: int
    alone: bool
    """Whether the record starts where its member (or plain file position) does."""
    fields: dict[str, str]
    block: bytes
    notes: tuple[str, ...]
    length: int | None = None
    """Bytes in the file up to the next record; None where its member holds more than this record."""

    @property
    def kind(self) -> str:
        """WARC-Type in lower case."""
        return self.fields.get("warc-type", "").lower()

    @property
    def record_id(self) -> str | None:
        """WARC-Record-ID without brackets."""
        return strip_brackets(self.fields.get("warc-record-id", "")) or None


def iter_records(stream: DecodedStream, source: str) -> Iterator[RawRecord | ForeignProblem]:
    """All records of a WARC file, whatever their type, and what stands in the way of others."""
    told = False
    while True:
        skip_blank_lines(stream)
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
        if isinstance(found, RawRecord) and found.alone:
            skip_blank_lines(stream)
            found = replace(found, length=stream.length_from(offset))
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
    whole = stream.is_packed or length - len(block) <= 4  # a member that ended well was not cut
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
        if last == "warc-concurrent-to" and last in fields:  # the one field that may be there more than once
            fields[last] += " " + value.strip()
        else:
            fields[last] = value.strip()


def skip_blank_lines(stream: DecodedStream) -> None:
    """Go to the next byte that is no line end."""
    while stream.peek(1) in (b"\r", b"\n"):
        stream.read(1)


def _skip_to_record(stream: DecodedStream) -> int:
    start = stream.position
    while not stream.at_end():
        stream.readline()
        if _VERSION.match(stream.peek(6)):
            break
    return stream.position - start
