"""What reading other makers' files gives: captures, and problems that say what could not be had."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from newsarchive.records import Capture


@dataclass(frozen=True, slots=True)
class ForeignCapture:
    """A page from a file that somebody else made."""

    capture: Capture
    source: str
    """Name of the file; for a file inside a zip `outer.wacz!inner.warc.gz`."""
    offset: int
    """Where the record (or the member around it) begins; 0 for a file that is one page."""
    record_id: str | None = None
    """WARC-Record-ID without brackets, where the maker gave one."""
    notes: tuple[str, ...] = ()
    """What was odd and how it was read: kept beside a copy of the capture."""
    length: int | None = None
    """Bytes in the file up to the next record. None: not to be read by itself, because its member
    holds other records too or needs the file's dictionary, or it lies in a zip."""
    request: bytes | None = None
    """The request as the file has it (the block of its record)."""
    http: bool = True
    """Whether an HTTP answer is stored; else `capture.status` and `capture.headers` are stand-ins."""
    is_revisit: bool = False
    """Whether the payload was read from another record."""
    digest: str | None = None
    """WARC-Payload-Digest as its maker wrote it."""
    path: Path | None = None
    """The file on disk in which it was found."""

    @property
    def keys(self) -> tuple[object, ...]:
        """What a revisit may know it by: its id, its digest, its address and time."""
        place = (self.capture.url, self.capture.captured_at)
        return tuple(key for key in (self.record_id, self.digest and self.digest.lower(), place) if key)

    def has_payload_of(self, promise: str | None) -> bool:
        """Whether the payload is the one that a WARC-Payload-Digest promises (None: any is)."""
        if promise is None or (self.digest or "").lower() == promise.lower():
            return True
        return promise_kept(promise, self.capture.body)


@dataclass(frozen=True, slots=True)
class ForeignRevisit:
    """A capture whose payload lies in another record, which was not found in front of it."""

    found: ForeignCapture
    """All of it but the payload; no headers where the record has none."""
    refers_to: str | None = None
    """Record id of the original, where the maker gave one."""
    refers_to_url: str | None = None
    refers_to_date: datetime | None = None

    @property
    def source(self) -> str:
        """Name of the file."""
        return self.found.source

    @property
    def offset(self) -> int:
        """Where the record begins."""
        return self.found.offset

    @property
    def keys(self) -> tuple[object, ...]:
        """By any of these its original is known: its id, its digest, its address and time."""
        place = (self.refers_to_url, self.refers_to_date)
        digest = self.found.digest
        return tuple(
            key for key in (self.refers_to, digest and digest.lower(), None not in place and place) if key
        )

    def with_payload(self, original: Capture, where: str, *, http: bool) -> ForeignCapture:
        """The whole capture, with the payload of its original, which lies `where`.

        A revisit without an HTTP header of its own gets the original's; `http` says whether that has one.
        """
        mine = self.found.capture
        if self.found.http:
            head, what = mine, "payload"
        else:
            head, what = (
                replace(original, url=mine.url, requested_url=mine.requested_url),
                "payload and header",
            )
        capture = replace(
            head,
            captured_at=mine.captured_at,
            ip_address=mine.ip_address,
            body=original.body,
            source=None,
            request_headers=(),
        )
        notes = (*self.found.notes, f"{what} of {where}")
        return replace(
            self.found, capture=capture, notes=notes, is_revisit=True, http=self.found.http or http
        )

    @property
    def unresolved(self) -> str:
        """In words that its original is nowhere."""
        parts = [self.refers_to, self.found.digest]
        if self.refers_to_date:
            parts.append(f"captured {self.refers_to_date:%Y-%m-%d %H:%M:%S} UTC")
        known = ", ".join(part for part in parts if part) or "not named"
        return (
            f"{self.found.capture.url} repeats a payload that is neither in the files given nor in the "
            f"archive ({known}): name the file that holds it too"
        )


@dataclass(frozen=True, slots=True)
class ForeignProblem:
    """Something in a file that can't be used. Reading goes on behind it where that is possible."""

    source: str
    offset: int
    detail: str


Found = ForeignCapture | ForeignRevisit | ForeignProblem


def promise_kept(promise: str, *bodies: bytes) -> bool:
    """Whether one of some payloads has the digest that a WARC-Payload-Digest promises.

    `sha1`, `sha256` and `md5`, in base 32 or in hexadecimal; another algorithm is never kept.
    """
    algorithm, _, value = promise.partition(":")
    if algorithm.lower() not in ("sha1", "sha256", "md5"):
        return False
    for body in bodies:
        digest = hashlib.new(algorithm.lower(), body, usedforsecurity=False)
        if value.lower() == digest.hexdigest() or value.upper() == base64.b32encode(digest.digest()).decode():
            return True
    return False
