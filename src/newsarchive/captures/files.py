"""WARC files of an archive: their names, and what is known about one that is closed.

A file that is being written ends in `.warc.gz.open`; closing it takes `.open` off, and from then
on it never changes. References always carry the name without `.open`, so they stay true.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

SUFFIX = ".warc.gz"
OPEN_SUFFIX = ".open"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ClosedFile:
    """A WARC file that will never change again, and how to know that it did not."""

    name: str
    """File name, relative to the archive's `warc/` folder."""
    sha256: str
    """`sha256:` and the hex digest of the whole file."""
    size: int
    """Length in bytes."""
    records: int
    """Number of records, warcinfo and requests included."""


def file_name(run: str, serial: int) -> str:
    """The name of the `serial`-th file of a run."""
    return f"{run}-{serial:05d}{SUFFIX}"


def check_run_name(run: str) -> str:
    """A run's name as it may stand in a file name, or `ValueError`."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}", run):
        raise ValueError(f"a run's name is letters, digits, '-', '_' and '.', not {run!r}")
    return run


def stream_digest(stream: BinaryIO) -> str:
    """`sha256:` and the hex digest of all that a stream still holds, read in blocks."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return f"sha256:{digest.hexdigest()}"


def sync_file(handle: int) -> None:
    """Make what was written to a file survive a power loss."""
    full = getattr(fcntl, "F_FULLFSYNC", None)  # macOS: fsync alone stops at the drive's cache
    if full is not None:
        with suppress(OSError):  # a file system that does not know it: fsync is all there is
            fcntl.fcntl(handle, full)
    os.fsync(handle)


def sync_folder(folder: Path) -> None:
    """Make new and renamed names in a folder survive a power loss."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder and what is missing above it, so that its name survives a power loss.

    Where it is there already its name is synced all the same: whoever made it may have died before that.
    """
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in made or [folder]:
        with suppress(PermissionError):  # not every folder above may be read
            sync_folder(one.parent)
