"""HTTP messages as other makers store them: odd line ends, chunked bodies left in, decoded bodies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsarchive.captures.http_message import parse_fields, parse_status_line, restore_transfer_encoding
from newsarchive.content import decode
from newsarchive.records import Headers

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Message:
    """An HTTP response taken apart, its body without transfer codings."""

    version: str
    status: int
    reason: str
    headers: Headers
    body: bytes
    notes: tuple[str, ...]


def parse_response(block: bytes) -> Message | None:
    """Take a stored HTTP response apart; None when it has no status line."""
    if not block.startswith((b"HTTP/", b"ICY ")):
        return None
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    first, *lines = re.split(r"\r?\n", head.decode("latin-1"))
    version, status, reason = parse_status_line(first)
    headers = restore_transfer_encoding(parse_fields(lines))
    notes: list[str] = [] if end else ["the header has no end"]
    body, note = _without_chunks(headers, body)
    notes += note
    headers, note = _without_false_coding(headers, body)
    return Message(version, status, reason, headers, body, (*notes, *note))


def _value(headers: Headers, wanted: str) -> str:
    return ",".join(value for name, value in headers if name.lower() == wanted).lower()


def _without_chunks(headers: Headers, body: bytes) -> tuple[bytes, list[str]]:
    if "chunked" not in _value(headers, "transfer-encoding") or not _CHUNK_SIZE.match(body):
        return body, []  # most makers leave the field and take the coding off
    decoded, whole = dechunk(body)
    if not whole and _looks_like_text_with_number(body):
        return body, []
    return decoded, ["chunked coding taken off" if whole else "chunked coding taken off; it has no end"]


def _looks_like_text_with_number(body: bytes) -> bool:
    """Whether the first line is no chunk size after all: behind its chunk no line end comes."""
    size = _CHUNK_SIZE.match(body)
    assert size
    end = size.end() + int(size[1], 16)
    return end < len(body) and body[end : end + 1] not in (b"\r", b"\n")


def dechunk(body: bytes) -> tuple[bytes, bool]:
    """Take the chunked coding off (RFC 9112, 7.1); False when its last chunk is missing or broken."""
    parts: list[bytes] = []
    at = 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(parts), True
        parts.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts), False


def _without_false_coding(headers: Headers, body: bytes) -> tuple[Headers, list[str]]:
    # Makers that write what a browser hands them store decoded bodies under the old header.
    coding = _value(headers, "content-encoding")
    if not coding or not body[:256].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<", b"{")):
        return headers, []
    if decode(body[:4096], coding).body not in (b"", body[:4096]):
        return headers, []
    renamed = tuple(
        (f"X-Archive-Orig-{name}" if name.lower() == "content-encoding" else name, value)
        for name, value in headers
    )
    return renamed, [f"the body is stored without its content coding {coding!r}"]
