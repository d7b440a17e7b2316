"""The decoded bytes of a file that is packed (one member a record, or one for all) or plain.

A member is one of gzip (RFC 1952), or a frame of zstandard (RFC 8878), here called a member as well. The
usual readers go silent where a file is cut. Here a cut or damaged member is a *break*: reading stops short
at it, `break_reason` says why, and `resume` goes on at the next member.
"""

from __future__ import annotations

import zlib
from typing import BinaryIO, Protocol

from newsarchive.captures.importing.zstd import (
    DICTIONARY,
    FRAME,
    Dictionary,
    Frame,
    FrameError,
    dictionary_of,
)

_CHUNK = 64 * 1024
_STEP = 1 << 20
_GZIP = b"\x1f\x8b\x08"


class _Unpacker(Protocol):
    """What zlib's decompressors are."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, most: int, /) -> bytes: ...


class DecodedStream:
    """A forward reader with look-ahead over a plain, gzip or zstandard file, however it is packed."""

    def __init__(self, raw: BinaryIO, *, start: int = 0) -> None:
        self._raw = raw
        raw.seek(start)
        begin = raw.read(4)
        self._magic = FRAME if begin in (FRAME, DICTIONARY) else _GZIP if begin.startswith(_GZIP) else b""
        """What each member of the file begins with; nothing where it is plain."""
        self._dictionary: Dictionary | None = dictionary_of(raw) if self._magic == FRAME else None
        raw.seek(start)
        self._raw_next = start  # offset in the file of the first byte not yet given to the inflater
        self._packed = b""
        self._inflater: _Unpacker | None = None
        self._member = start
        self._buffer = bytearray()
        self._at = 0  # where reading stands in the buffer
        self._position = 0  # decoded bytes in front of the buffer
        self._marks: list[tuple[int, int]] = []  # (decoded position, file offset) of member starts
        self._plain_start = start
        self._end = False
        self.break_reason: str | None = None

    @property
    def position(self) -> int:
        """Decoded bytes read so far."""
        return self._position + self._at

    def offset(self) -> int:
        """Where in the file the byte read next begins: of a packed file, its member."""
        if not self._magic:
            return self._plain_start + self.position
        self._fill(1)
        while len(self._marks) > 1 and self._marks[1][0] <= self.position:
            self._marks.pop(0)
        return self._marks[0][1] if self._marks else self._member

    def length_from(self, start: int) -> int | None:
        """Bytes from `start`, a record's offset, to what comes next.

        None where they can't be read by themselves: what comes next is in the same member, or the file's
        dictionary is needed.
        """
        if self._dictionary is not None:
            return None
        if not self.at_end():
            return self.offset() - start if self.starts_member() else None
        if self.break_reason is not None:
            return self._member - start or None
        end = self._raw_next - len(self._packed) if self._magic else self.offset()
        return end - start

    def starts_member(self) -> bool:
        """Whether the byte read next is the first of a member (of a plain file: always)."""
        self.offset()
        return not self._magic or (bool(self._marks) and self._marks[0][0] == self.position)

    @property
    def is_packed(self) -> bool:
        """Whether the file is made of members."""
        return bool(self._magic)

    @property
    def _member_name(self) -> str:
        return "gzip member" if self._magic == _GZIP else "zstandard frame"

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end or at a break."""
        self._fill(size)
        data = bytes(self._buffer[self._at : self._at + size])
        self._at += len(data)
        self._trim()
        return data

    def skip(self, size: int) -> int:
        """Pass over up to `size` bytes without holding them; how many were passed."""
        passed = 0
        while passed < size:
            step = len(self.read(min(_STEP, size - passed)))
            if not step:
                break
            passed += step
        return passed

    def readline(self, limit: int = 64 * 1024) -> bytes:
        """One line with its end, at most `limit` bytes of it."""
        wanted = 512
        while True:
            self._fill(wanted)
            end = self._buffer.find(b"\n", self._at, self._at + limit)
            if end >= 0:
                return self.read(end + 1 - self._at)
            if wanted >= limit or len(self._buffer) - self._at < wanted:
                return self.read(limit)
            wanted *= 4

    def peek(self, size: int) -> bytes:
        """What `read` would give next, without reading it."""
        self._fill(size)
        return bytes(self._buffer[self._at : self._at + size])

    def push_back(self, data: bytes) -> None:
        """Give the bytes read last back, to be read again."""
        self._at -= len(data)
        if self._at < 0:
            self._buffer[:0] = data[: -self._at]
            self._position += self._at
            self._at = 0

    def at_end(self) -> bool:
        """Whether nothing more can be read here: the end, or a break."""
        self._fill(1)
        return self._at >= len(self._buffer)

    def resume(self) -> bool:
        """Go on behind a break, at the next member; False when there is none."""
        reason, self.break_reason = self.break_reason, None
        if reason is None or not self._magic:
            return False
        where = self._member + 1
        while True:
            self._raw.seek(where)
            chunk = self._raw.read(_STEP)
            found = chunk.find(self._magic)
            if found >= 0:
                break
            if len(chunk) < _STEP:
                self._end = True
                return False
            where += len(chunk) - len(self._magic) + 1
        self._raw_next = where + found
        self._raw.seek(self._raw_next)
        self._packed, self._inflater, self._end = b"", None, False
        return True

    def _trim(self) -> None:
        if self._at > _STEP:
            del self._buffer[: self._at]
            self._position += self._at
            self._at = 0

    def _fill(self, size: int) -> None:
        while len(self._buffer) - self._at < size and not self._end and self.break_reason is None:
            if self._magic:
                self._inflate_some()
            else:
                chunk = self._raw.read(max(_CHUNK, size - len(self._buffer) + self._at))
                self._end = not chunk
                self._buffer += chunk

    def _inflate_some(self) -> None:
        if not self._packed:
            self._packed = self._raw.read(_CHUNK)
            self._raw_next += len(self._packed)
        if not self._packed:
            self._end = self._inflater is None
            if self._inflater is not None:
                self.break_reason = f"the file ends inside a {self._member_name}"
            return
        if self._inflater is None:
            self._member = self._raw_next - len(self._packed)
            if self._only_padding():
                return
            self._inflater = zlib.decompressobj(31) if self._magic == _GZIP else Frame(self._dictionary)
            self._marks.append((self._position + len(self._buffer), self._member))
        try:
            self._buffer += self._inflater.decompress(self._packed, _STEP)
        except (zlib.error, FrameError) as error:
            reason = str(error).removeprefix("Error -3 while decompressing data: ")
            self.break_reason = f"a {self._member_name} is damaged ({reason})"
            return
        if self._inflater.eof:
            self._packed = self._inflater.unused_data
            self._inflater = None
        else:
            self._packed = self._inflater.unconsumed_tail

    def _only_padding(self) -> bool:
        """Zeros between members (tape blocks, preallocated files) are passed over."""
        rest = self._packed.lstrip(b"\0")
        if len(rest) == len(self._packed):
            return False
        self._packed = rest
        return True
