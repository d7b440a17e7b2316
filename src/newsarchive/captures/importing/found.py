"""What reading other makers' files gives: captures, and problems that say what could not be had."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.records import Capture


@dataclass(frozen=True, slots=True)
class ForeignCapture:
    """A page from a file that somebody else made."""

    capture: Capture
    source: str
    """Name of the file; for a file inside a zip `outer.wacz!inner.warc.gz`."""
    offset: int
    """Where the record (or the gzip member around it) begins; 0 for a file that is one page."""
    record_id: str | None = None
    """WARC-Record-ID without brackets, where the maker gave one."""
    notes: tuple[str, ...] = ()
    """What was odd and how it was read: to be kept beside the capture."""


@dataclass(frozen=True, slots=True)
class ForeignProblem:
    """Something in a file that can't be used. Reading goes on behind it where that is possible."""

    source: str
    offset: int
    detail: str


Found = ForeignCapture | ForeignProblem
