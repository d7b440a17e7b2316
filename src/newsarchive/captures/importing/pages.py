"""Single saved pages: HTML files and MHTML, with the URL that whoever saved them wrote down."""

from __future__ import annotations

import email
import email.policy
import gzip
import html
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path

from newsarchive.captures.importing.found import ForeignCapture, ForeignProblem, Found
from newsarchive.captures.importing.raw_records import MAX_BLOCK_BYTES
from newsarchive.records import Capture

HTML_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
MHTML_SUFFIXES = (".mhtml", ".mht")
HTML_TYPES = ("text/html", "application/xhtml+xml")
_HEAD_BYTES = 64 * 1024
_LOOKED_AT = 2_048
_STARTS_PAGE = re.compile(
    rb"(?:\s++|<\?xml[^>]{0,200}+>|<!--(?:[^-]++|-(?!->))*+-->)*+<(?:!doctype\s+html|html|head|title|meta|body)\b",
    re.I,
)
_MARKS_OF_ORDER = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)")
_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a saved page says that it comes from, and when it was saved."""

    url: str | None
    saved_at: datetime | None
    found_by: str


def is_html_file(path: Path) -> bool:
    """Whether a file is an HTML page: told by the end of its name, else by how it begins.

    Mirrors name a page after its address: `story`, `story.php`, `index.html?page=2`. A page may be packed
    with gzip (`page.html.gz`).
    """
    name = path.name.lower()
    if name.removesuffix(".gz").endswith(HTML_SUFFIXES):
        return True
    if name.endswith(".orig") and path.with_suffix("").exists():
        return False  # Wget's copy of a page before it changed the links in it
    try:
        with path.open("rb") as raw:
            head = raw.read(_LOOKED_AT)
    except OSError:
        return False
    # Pages in UTF-16 are the same with a zero at each letter.
    return _STARTS_PAGE.match(_MARKS_OF_ORDER.sub(b"", head).replace(b"\0", b"")) is not None


def read_html(path: Path, source: str, *, url: str | None = None, saved_at: datetime | None = None) -> Found:
    """One HTML file. `url` and `saved_at` are used where the file itself says nothing."""
    try:
        size, modified = path.stat().st_size, path.stat().st_mtime
        if size > MAX_BLOCK_BYTES:
            return ForeignProblem(source, 0, f"a page of {size} bytes is passed over")
        body = path.read_bytes()
        if body.startswith(b"\x1f\x8b"):
            with gzip.GzipFile(fileobj=BytesIO(body)) as packed:
                body = packed.read(MAX_BLOCK_BYTES + 1)
            if len(body) > MAX_BLOCK_BYTES:
                return ForeignProblem(
                    source, 0, f"a page of more than {MAX_BLOCK_BYTES} bytes is passed over"
                )
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        return ForeignProblem(source, 0, f"can't be unpacked: {error}")
    except OSError as error:
        return ForeignProblem(source, 0, f"can't be read: {error.strerror}")
    head = body[:_HEAD_BYTES].decode("latin-1")
    origin = next((found for rule in ORIGIN_RULES if (found := rule(head)).url), Origin(None, None, ""))
    if url and origin.found_by in ("", "canonical link"):
        origin = Origin(url, saved_at, "given")
    if origin.url is None:
        return ForeignProblem(source, 0, "the page does not say its URL: give one")
    notes = [f"URL by {origin.found_by}"]
    instant = origin.saved_at or saved_at
    if instant is None:
        instant = datetime.fromtimestamp(modified, UTC)
        notes.append("capture time is the file's time of change")
    capture = Capture(origin.url, origin.url, instant, 200, "OK", (("Content-Type", "text/html"),), body)
    return ForeignCapture(capture, source, 0, None, tuple(notes), http=False)


def by_saved_from(head: str) -> Origin:
    """`<!-- saved from url=(0042)https://… -->` of browsers."""
    match = re.search(r"<!--\s*saved from url=\(\d+\)\s*(https?://\S+)", head)
    return Origin(match and html.unescape(match[1]), None, "saved-from comment")


def by_single_file(head: str) -> Origin:
    """The comment of the SingleFile extension, with `url:` and `saved date:` lines."""
    match = re.search(r"Page saved with SingleFile\s+url:\s*(https?://\S+)", head)
    date = re.search(r"saved date:\s*(\w{3} \w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})", head)
    saved_at = None
    if date:
        try:
            saved_at = datetime.strptime(" ".join(date.groups()), "%a %b %d %Y %H:%M:%S %z").astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    return Origin(match and match[1], saved_at, "SingleFile comment")


def by_httrack(head: str) -> Origin:
    """`<!-- Mirrored from host/path by HTTrack …, Tue, 17 Oct 2017 06:00:00 GMT -->`."""
    match = re.search(
        r"<!-- Mirrored from (\S+) by HTTrack[^>]*?(\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT)?\s*-->", head
    )
    if not match:
        return Origin(None, None, "")
    return Origin(f"http://{match[1]}", _mail_date(match[2]), "HTTrack comment")


def by_canonical_link(head: str) -> Origin:
    """`<link rel="canonical">`, or `og:url`: what the publisher says."""
    for tag in re.findall(r"<(?:link|meta)\b[^>]*>", head, re.IGNORECASE):
        if re.search(r"rel\s*=\s*[\"']?canonical|property\s*=\s*[\"']?og:url", tag, re.IGNORECASE):
            match = _WEB.search(tag)
            if match:
                return Origin(html.unescape(match[0]), None, "canonical link")
    return Origin(None, None, "")


ORIGIN_RULES: tuple[Callable[[str], Origin], ...] = (
    by_saved_from,
    by_single_file,
    by_httrack,
    by_canonical_link,
)
"""How a page tells where it comes from, best first."""


def read_mhtml(path: Path, source: str) -> Found:
    """One `.mhtml` or `.mht` file (RFC 2557): its root page."""
    try:
        if path.stat().st_size > MAX_BLOCK_BYTES:
            return ForeignProblem(source, 0, f"a page of {path.stat().st_size} bytes is passed over")
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    except OSError as error:
        return ForeignProblem(source, 0, f"can't be read: {error.strerror}")
    assert isinstance(message, EmailMessage)
    root = _root_part(message)
    if root is None:
        return ForeignProblem(source, 0, "no HTML part in it: not an MHTML page, or cut in its header")
    places = (
        message.get("Snapshot-Content-Location"),
        root.get("Content-Location"),
        message.get("Content-Location"),
    )
    url = next((str(place) for place in places if place and _WEB.match(str(place))), None)
    if url is None:
        return ForeignProblem(source, 0, "the page does not say its URL (no Content-Location)")
    body = root.get_payload(decode=True)
    assert isinstance(body, bytes)
    notes = [type(defect).__name__ for part in (message, root) for defect in part.defects]
    cut = any("Boundary" in note for note in notes)
    charset = root.get_content_charset()
    content_type = f"text/html; charset={charset}" if charset else "text/html"
    instant = _mail_date(str(message.get("Date", "")))
    if instant is None:
        instant = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        notes.append("capture time is the file's time of change")
    if cut:
        notes.append("the file is cut: its last boundary is missing")
    capture = Capture(
        url,
        url,
        instant,
        200,
        "OK",
        (("Content-Type", content_type),),
        body,
        truncated="unspecified" if cut and _is_last(message, root) else None,
    )
    return ForeignCapture(capture, source, 0, None, tuple(notes), http=False)


def _root_part(message: EmailMessage) -> EmailMessage | None:
    """The part that `start` names (RFC 2387, 3.2), else the first that is HTML."""
    pages = [
        part
        for part in message.walk()
        if isinstance(part, EmailMessage) and part.get_content_type() in HTML_TYPES
    ]
    start = message.get_param("start")
    return next(
        (part for part in pages if start and part.get("Content-ID") == start), next(iter(pages), None)
    )


def _is_last(message: EmailMessage, root: EmailMessage) -> bool:
    return list(message.walk())[-1] is root


def _mail_date(text: str | None) -> datetime | None:
    try:
        instant = parsedate_to_datetime(text or "")
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
