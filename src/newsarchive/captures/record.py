"""WARC records as bytes: a version line, named fields, a blank line, a block (ISO 28500:2017, 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from newsarchive.errors import CaptureDamaged, CaptureError

WARC_VERSION = "WARC/1.1"
IDENTICAL_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
"""The revisit profile for a payload that is stored already (ISO 28500:2017, 6.7.2)."""

SERVER_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
"""The revisit profile for a 304: the stored payload still stands (ISO 28500:2017, 6.7.3)."""

REQUESTED_URI = "Newsarchive-Requested-URI"
"""Our own named field: the URL asked first, where redirects led elsewhere. Readers skip fields they
do not know (ISO 28500:2017, 5.1)."""
SOURCE = "Newsarchive-Source"
"""Our own named field: the source for which the page was asked, so that a database can be made again."""
IMPORTED_FROM = "Newsarchive-Imported-From"
"""Our own named field: the file that a copied record comes from."""
IMPORTED_OFFSET = "Newsarchive-Imported-Offset"
"""Our own named field: where in that file the record begins."""
IMPORTED_RECORD = "Newsarchive-Imported-Record-ID"
"""Our own named field: the WARC-Record-ID that the record has there."""
IMPORT_NOTE = "Newsarchive-Import-Note"
"""Our own named field: what was odd about the record there, and how it was read."""

_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record, its block not yet interpreted."""

    fields: Mapping[str, str]
    """Named fields, names in lower case."""
    block: bytes

    @property
    def type(self) -> str:
        """WARC-Type in lower case: response, request, warcinfo, …"""
        return self.fields.get("warc-type", "").lower()

    @property
    def record_id(self) -> str:
        """WARC-Record-ID without the angle brackets."""
        return strip_brackets(self.fields.get("warc-record-id", ""))

    @property
    def target_uri(self) -> str:
        """WARC-Target-URI. Brackets around it (a mistake in the standard's first text) are taken off."""
        return strip_brackets(self.fields.get("warc-target-uri", ""))

    @property
    def is_not_modified(self) -> bool:
        """Whether this is a revisit by which a server said 304: it had no payload of its own."""
        profile = self.fields.get("warc-profile", "").lower()
        return self.type == "revisit" and profile.endswith("revisit/server-not-modified")

    @property
    def date(self) -> datetime:
        """WARC-Date (aware UTC). Raises `CaptureDamaged` where it is no date."""
        return parse_warc_date(self.fields.get("warc-date", ""))


def strip_brackets(text: str) -> str:
    """`<urn:uuid:…>` without its angle brackets."""
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


def sha256(data: bytes) -> str:
    """The digest of some bytes as it stands in records and database: `sha256:` and 64 hex digits."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def format_warc_date(instant: datetime) -> str:
    """An aware instant as WARC-Date with microseconds (W3CDTF; ISO 28500:2017, 5.4)."""
    if instant.tzinfo is None:
        raise ValueError("a capture's instant must be aware")
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_warc_date(text: str) -> datetime:
    """A WARC-Date as an aware instant. Fractions finer than a microsecond are cut off."""
    try:
        instant = datetime.fromisoformat(text.strip())
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError):  # a zone can push a date out of the calendar
        raise CaptureDamaged(f"WARC-Date {text[:40]!r} is not a date") from None


def build_record(fields: Iterable[tuple[str, str]], block: bytes) -> bytes:
    """The bytes of one record; Content-Length is added. Raises `CaptureError` for a field with a line end."""
    lines = [WARC_VERSION]
    for name, value in (*fields, ("Content-Length", str(len(block)))):
        if "\r" in value or "\n" in value:
            raise CaptureError(f"a line end in {name} can't be stored: {value[:80]!r}")
        lines.append(f"{name}: {value}")
    try:
        head = "\r\n".join(lines).encode("utf-8")
    except UnicodeEncodeError:
        raise CaptureError(f"a record's fields are not text: {lines!r}") from None
    return b"".join((head, _END, block, _END))


def parse_record(data: bytes, *, offset: int = 0) -> Record:
    """Parse the bytes of exactly one record, as strictly as we write them.

    Raises `CaptureDamaged` where the version line, the length or the two line ends after the block
    are not as they must be. (Lenient reading of files of others is `importing`'s work.)
    """
    if not data.startswith(b"WARC/1."):
        raise CaptureDamaged(f"no WARC record at byte {offset}")
    end = data.find(_END)
    if end < 0:
        raise CaptureDamaged(f"WARC record at byte {offset} has no end of its header")
    fields = parse_named_fields(data[:end])
    try:
        length = int(fields["content-length"])
    except (KeyError, ValueError):
        raise CaptureDamaged(f"WARC record at byte {offset} has no Content-Length") from None
    start = end + 4
    if length < 0 or len(data) != start + length + 4 or not data.endswith(_END):
        raise CaptureDamaged(f"WARC record at byte {offset} is not as long as its Content-Length says")
    return Record(fields, data[start : start + length])


def parse_named_fields(head: bytes) -> dict[str, str]:
    """Named fields of a record's header (version line first), names in lower case."""
    fields: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, _, value = line.partition(":")
        fields[name.strip(" \t").lower()] = value.strip(" \t")
    return fields
