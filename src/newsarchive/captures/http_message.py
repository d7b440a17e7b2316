"""HTTP messages inside request and response records: a head and a body, as bytes.

Transfer codings. A `Capture` holds the body with the chunked coding taken off, so a head that
still says `Transfer-Encoding: chunked` would make strict readers look for chunk sizes in a page.
ISO 28500 does not say what to do; the custom of other makers that store decoded bodies (pywb,
browser archives) is to keep the field under the name `X-Archive-Orig-Transfer-Encoding`. So do
we, and the reader turns it back. A server that itself sends that name gets one more prefix, so
the way there and back is exact. Content-Encoding and Content-Length stay as received.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsarchive.records import Capture, Headers

_HIDDEN = re.compile(r"(X-Archive-Orig-)*Transfer-Encoding", re.IGNORECASE)
_PREFIX = "X-Archive-Orig-"
_LINE_END = re.compile(r"\r\n(?![ \t])|(?<!\r)\n|\r(?!\n)")


def response_head(capture: Capture) -> bytes:
    """Status line and header fields, ending with the empty line."""
    return _head(f"{capture.http_version} {capture.status} {capture.reason}", capture.headers, hide=True)


def request_message(capture: Capture) -> bytes:
    """The request as it was sent. Request target: the origin form of the URL (RFC 9112, 3.2.1)."""
    _, _, rest = capture.url.partition("://")
    path = re.sub(r"^[^/?#]*", "", rest).partition("#")[0]
    target = path if path.startswith("/") else "/" + path
    return _head(f"{capture.method} {target} HTTP/1.1", capture.request_headers, hide=False)


def _head(first_line: str, headers: Headers, *, hide: bool) -> bytes:
    lines = [_LINE_END.sub(" ", first_line)]
    for name, value in headers:
        shown = _PREFIX + name if hide and _HIDDEN.fullmatch(name) else name
        lines.append(f"{_LINE_END.sub(' ', shown)}: {_LINE_END.sub(' ', value)}")
    return b"\r\n".join(map(_to_bytes, lines)) + b"\r\n\r\n"


def _to_bytes(line: str) -> bytes:
    try:
        return line.encode("latin-1")
    except UnicodeEncodeError:
        return line.encode("utf-8", "replace")


def split_message(block: bytes) -> tuple[bytes, bytes]:
    """Head (without the empty line) and body. A block with no empty line is all head."""
    head, _, body = block.partition(b"\r\n\r\n")
    return head, body


def parse_head(head: bytes) -> tuple[str, Headers]:
    """First line and header fields of a head. Folded lines stay part of their value."""
    first, *lines = head.decode("latin-1").split("\r\n")
    return first, parse_fields(lines)


def parse_fields(lines: Iterable[str]) -> Headers:
    """Header fields from lines, values stripped, folded lines joined to theirs with their line end."""
    fields: list[tuple[str, str]] = []
    for line in lines:
        if line[:1] in (" ", "\t") and fields:
            name, value = fields[-1]
            fields[-1] = (name, f"{value}\r\n{line}")
        elif line:
            name, _, value = line.partition(":")
            fields.append((name.strip(" \t"), value.strip(" \t")))
    return tuple(fields)


def restore_transfer_encoding(headers: Headers) -> Headers:
    """Turn `X-Archive-Orig-Transfer-Encoding` back into the name that the server sent."""
    return tuple(
        (name[len(_PREFIX) :], value) if len(name) > 17 and _HIDDEN.fullmatch(name) else (name, value)
        for name, value in headers
    )


def parse_status_line(line: str) -> tuple[str, int, str]:
    """HTTP version, status and reason. A line that is no status line gives status 0."""
    version, _, rest = line.partition(" ")
    code, _, reason = rest.partition(" ")
    if not code.isascii() or not code.isdigit():
        return version or "HTTP/1.1", 0, rest
    return version, int(code), reason
