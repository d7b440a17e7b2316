"""Content codings (RFC 9110, section 8.4): from the bytes on the wire to the bytes of the page."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import brotli
import zstandard

MAX_DECODED_BYTES = 64 * 1024 * 1024
"""Default ceiling for a decoded page, in bytes. A page of text is never near it; a bomb is past it."""

ACCEPT_ENCODING = "gzip, deflate, br, zstd"
"""The codings that `decode` understands, as a request header value."""

_STEP = 256 * 1024
_STEP_IN = 1024
_GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Decoded bytes, and what was wrong on the way (None when the coding ended as it should)."""

    body: bytes
    problem: str | None = None


def decode(body: bytes, content_encoding: str | None, *, limit: int = MAX_DECODED_BYTES) -> Decoded:
    """Take off the content codings named in a Content-Encoding field, last one first.

    Never raises and never returns more than `limit` bytes: a stream that is cut, damaged or too
    large gives what could be had, with `problem` saying so in a few words.
    """
    codings = [c.strip().lower() for c in (content_encoding or "").split(",")]
    problem: str | None = None
    for coding in reversed([c for c in codings if c not in ("", "identity")]):
        body, problem_here = _decode_one(body, coding, limit)
        problem = problem or problem_here
    if len(body) > limit:
        return Decoded(body[:limit], problem or f"more than {limit} bytes decoded")
    return Decoded(body, problem)


def _decode_one(body: bytes, coding: str, limit: int) -> tuple[bytes, str | None]:
    if coding in ("gzip", "x-gzip"):
        return _inflate(body, wbits=31, limit=limit)
    if coding == "deflate":
        # "deflate" means zlib (RFC 9110, 8.4.1.2), but many servers send it raw.
        zlib_header = len(body) >= 2 and body[0] & 0x0F == 8 and (body[0] << 8 | body[1]) % 31 == 0
        return _inflate(body, wbits=15 if zlib_header else -15, limit=limit)
    if coding == "br":
        return _unbrotli(body, limit)
    if coding == "zstd":
        return _unzstd(body, limit)
    return body, f"unknown content coding {coding[:40]!r}"


def _inflate(body: bytes, *, wbits: int, limit: int) -> tuple[bytes, str | None]:
    """Inflate in small steps: what a bomb or a cut stream costs is what it yielded so far."""
    out = bytearray()
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
                out += fresh
                if len(out) > limit:
                    return bytes(out[:limit]), f"more than {limit} bytes decoded"
                if not piece and not fresh and not stream.eof:
                    return bytes(out), "compressed stream is cut"
        except zlib.error as error:
            if out or _looks_deflated(body, wbits):
                return bytes(out), f"broken stream: {error}"
            return body, f"not compressed: {error}"  # plain bytes under a wrong label: hand them on
        position -= len(stream.unused_data)
        if wbits != 31 or body[position : position + 2] != _GZIP_MAGIC:
            break  # padding after the last member: RFC 1952 leaves it to the reader
    return bytes(out), None


def _looks_deflated(body: bytes, wbits: int) -> bool:
    """Whether the first bytes promise a stream of this kind; raw deflate promises nothing."""
    return body.startswith(_GZIP_MAGIC) if wbits == 31 else wbits > 0


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, str | None]:
    stream = brotli.Decompressor()
    out = bytearray()
    chunk = body
    try:
        while True:
            out += stream.process(chunk, output_buffer_limit=_STEP)
            if len(out) > limit:
                return bytes(out[:limit]), f"more than {limit} bytes decoded"
            if stream.is_finished():
                return bytes(out), None
            if stream.can_accept_more_data():
                return bytes(out), "compressed stream is cut"
            chunk = b""
    except brotli.error as error:
        return bytes(out), f"broken br stream: {error}"


def _unzstd(body: bytes, limit: int) -> tuple[bytes, str | None]:
    out = bytearray()
    rest = body
    try:
        while rest:
            stream = zstandard.ZstdDecompressor(max_window_size=2**27).decompressobj()
            for start in range(0, len(rest), 4096):
                out += stream.decompress(rest[start : start + 4096])
                if len(out) > limit:
                    return bytes(out[:limit]), f"more than {limit} bytes decoded"
                if stream.eof:
                    rest = stream.unused_data + rest[start + 4096 :]
                    break
            else:
                return bytes(out), "compressed stream is cut"
    except zstandard.ZstdError as error:
        return bytes(out), f"broken zstd stream: {error}"
    return bytes(out), None
