"""Content codings (RFC 9110, section 8.4): from the bytes on the wire to the bytes of the page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import brotli
import zstandard
from isal import isal_zlib

MAX_DECODED_BYTES = 64 * 1024 * 1024
"""Default ceiling for a decoded page, in bytes. A page of text is never near it; a bomb is past it."""

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
"""The codings that `decode` understands, as a request header value."""

_STEP = 256 * 1024
_STEP_IN = 1024
_ZSTD_STEP_IN = 256
"""A zstd block of 4 bytes can stand for 128 KiB, and all that a piece yields comes at once."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""More is not allowed on the web (RFC 9659)."""
_USUAL = 4 * 1024 * 1024
"""Decoded bytes that may come at once; the largest of 683 real pages has a million and a half."""
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_PLAIN = _GZIP_MAGIC + b"\x08\0"
"""Deflate, and a header without further fields, as servers send it."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded bytes, and what was wrong on the way (None when the coding ended as it should)."""

    body: bytes
    problem: str | None = None


def decode(
    body: bytes,
    content_encoding: str | None,
    *,
    limit: int = MAX_DECODED_BYTES,
    keep: int | None = None,
) -> Decoded:
    """Take off the content codings named in a Content-Encoding field, last one first.

    Never raises and never returns more than `limit` bytes: a stream that is cut, damaged or too
    large gives what could be had, with `problem` saying so in a few words. With `keep` the stream is
    read as far, but only its first `keep` bytes are returned: enough to judge it.
    """
    codings = [c.strip().lower() for c in (content_encoding or "").split(",")]
    left = [c for c in codings if c not in ("", "identity")]
    keep = limit if keep is None else min(keep, limit)
    problem: str | None = None
    while left:
        out = _Out(limit, limit if len(left) > 1 else keep)
        problem_here = _decode_one(body, left.pop(), out)
        body = body if problem_here is not None and problem_here.startswith(_AS_IT_CAME) else bytes(out.kept)
        problem = problem or problem_here
    if len(body) > limit:
        return Decoded(body[:keep], problem or f"more than {limit} bytes decoded")
    return Decoded(body if len(body) <= keep else body[:keep], problem)


_AS_IT_CAME = ("not compressed", "unknown")
"""Beginnings of the problems after which the bytes are handed on as they came."""


class _Out:
    """What a stream has yielded: counted up to the limit, and kept as far as wanted."""

    def __init__(self, limit: int, keep: int) -> None:
        self.limit, self.keep = limit, keep
        self.kept = bytearray()
        self.size = 0

    def add(self, piece: bytes) -> bool:
        """Take a piece; false when there is more than the limit."""
        self.size += len(piece)
        room = self.keep - len(self.kept)
        if room > 0:
            self.kept += piece if len(piece) <= room else piece[:room]
        return self.size <= self.limit

    @property
    def too_much(self) -> str:
        """The problem of a stream that passed the limit."""
        return f"more than {self.limit} bytes decoded"


def _decode_one(body: bytes, coding: str, out: _Out) -> str | None:
    """Take off one coding; the result is what was wrong."""
    if coding in ("gzip", "x-gzip"):
        whole = whole_gzip(body, min(out.limit, _USUAL))
        return None if whole is not None and out.add(whole) else _inflate(body, out, wbits=31)
    if coding == "deflate":
        # "deflate" means zlib (RFC 9110, 8.4.1.2), but many servers send it raw.
        zlib_header = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        return _inflate(body, out, wbits=15 if zlib_header else -15)
    if coding == "br":
        return _unbrotli(body, out)
    if coding == "zstd":
        return _unzstd(body, out)
    return f"unknown content coding {coding[:40]!r}"


def whole_gzip(data: bytes, limit: int) -> bytes | None:
    """What one whole gzip member of at most `limit` decoded bytes holds, in less than half of zlib's time.

    None for all that zlib must be asked about: ISA-L compares check sum and length as zlib does, but knows
    fewer wrong headers, and says less.
    """
    size = int.from_bytes(data[-4:], "little")
    if not data.startswith(_GZIP_PLAIN) or size > limit:
        return None
    stream = isal_zlib.decompressobj(31)
    try:
        whole: bytes = stream.decompress(data, size + 1)
    except isal_zlib.error:
        return None
    return whole if stream.eof and not stream.unused_data and len(whole) == size else None


def _inflate(body: bytes, out: _Out, *, wbits: int) -> str | None:
    """Inflate in small steps: what a bomb or a cut stream costs is what it yielded so far."""
    position = 0
    while position < len(body):
        stream = zlib.decompressobj(wbits)
        try:
            while not stream.eof:
                piece = stream.unconsumed_tail
                if not piece:
                    piece = body[position : position + _STEP_IN]
                    position += len(piece)
                fresh = stream.decompress(piece, _STEP)
                if not out.add(fresh):
                    return out.too_much
                if not piece and not fresh and not stream.eof:
                    return "compressed stream is cut"
        except zlib.error as error:
            if out.size or _looks_deflated(body, wbits):
                return f"broken stream: {error}"
            return f"not compressed: {error}"  # plain bytes under a wrong label
        position -= len(stream.unused_data)
        if wbits != 31 or body[position : position + 2] != _GZIP_MAGIC:
            break  # padding after the last member: RFC 1952 leaves it to the reader
    return None


def _looks_deflated(body: bytes, wbits: int) -> bool:
    """Whether the first bytes promise a stream of this kind; raw deflate promises nothing."""
    return body.startswith(_GZIP_MAGIC) if wbits == 31 else wbits > 0


def _unbrotli(body: bytes, out: _Out) -> str | None:
    stream = brotli.Decompressor()
    chunk = body
    try:
        while True:
            if not out.add(stream.process(chunk, output_buffer_limit=_STEP)):
                return out.too_much
            if stream.is_finished():
                return None
            if stream.can_accept_more_data():
                return "compressed stream is cut"
            chunk = b""
    except brotli.error as error:
        return f"broken br stream: {error}"


def _unzstd(body: bytes, out: _Out) -> str | None:
    rest = body
    try:
        while rest:
            stream = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
            for start in range(0, len(rest), _ZSTD_STEP_IN):
                if not out.add(stream.decompress(rest[start : start + _ZSTD_STEP_IN])):
                    return out.too_much
                if stream.eof:
                    rest = stream.unused_data + rest[start + _ZSTD_STEP_IN :]
                    break
            else:
                return "compressed stream is cut"
    except zstandard.ZstdError as error:
        return f"broken zstd stream: {error}"
    return None
