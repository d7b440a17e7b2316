"""Walking through a WARC file that may be damaged: every good record, and every stretch that is none."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from newsarchive.captures.members import Member, MemberDamaged, iter_members
from newsarchive.captures.record import Record, parse_named_fields, parse_record, strip_brackets
from newsarchive.errors import CaptureDamaged

_MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Good:
    """A whole record and where it lies."""

    member: Member
    record: Record


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes in which no whole record begins."""

    offset: int
    length: int
    reason: str
    at_end: bool
    """Whether no good record follows: the mark of a crash during the last write."""


def scan(stream: BinaryIO, *, start: int = 0, stop: int | None = None) -> Iterator[Good | Damage]:
    """Every record from `start` (up to `stop`, a record's border), with damaged stretches between them.

    The stream must be seekable. After damage the next gzip member that holds a whole WARC record is
    searched, so that one bad byte costs one record and not the rest of the file.
    """
    offset = start
    while True:
        stream.seek(offset)
        try:
            for member in iter_members(stream, offset=offset):
                if stop is not None and member.offset >= stop:
                    return
                record = parse_record(member.data, offset=member.offset)
                yield Good(member, record)
                offset = member.offset + member.length
                if offset == stop:
                    return
            return
        except CaptureDamaged as error:
            reason = str(error)
        bad = offset
        offset, at_end = _next_record(stream, bad + 1)
        yield Damage(bad, offset - bad, reason, at_end)
        if at_end:
            return


def _next_record(stream: BinaryIO, start: int) -> tuple[int, bool]:
    """Offset of the next whole record from `start`; or the file's length and True."""
    for candidate in _magic_offsets(stream, start):
        stream.seek(candidate)
        try:
            parse_record(next(iter_members(stream, offset=candidate)).data)
        except (CaptureDamaged, StopIteration):
            continue
        return candidate, False
    return stream.seek(0, 2), True


def _magic_offsets(stream: BinaryIO, start: int) -> Iterator[int]:
    position = start
    while True:
        stream.seek(position)
        chunk = stream.read(_CHUNK)
        found = chunk.find(_MAGIC)
        while found >= 0:
            yield position + found
            found = chunk.find(_MAGIC, found + 1)
        if len(chunk) < _CHUNK:
            return
        position += len(chunk) - len(_MAGIC) + 1


def head_of_record(data: bytes, offset: int) -> tuple[str, str]:
    """Record id and payload digest from the first bytes of a member; the rest is not decoded.

    Raises `CaptureDamaged` where no record with a readable header begins.
    """
    try:
        text = zlib.decompressobj(31).decompress(data, 1 << 20)
    except zlib.error as error:
        raise MemberDamaged(
            f"gzip member at byte {offset} is damaged: {error}", offset=offset, torn=False
        ) from None
    head, end, _ = text.partition(b"\r\n\r\n")
    if not end or not head.startswith(b"WARC/1."):
        raise CaptureDamaged(f"no WARC record at byte {offset}")
    fields = parse_named_fields(head)
    return strip_brackets(fields.get("warc-record-id", "")), fields.get("warc-payload-digest", "")
