"""Bringing files that a crash left behind into order, without deleting a good byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsarchive.captures.files import OPEN_SUFFIX, SUFFIX, ClosedFile, stream_digest
from newsarchive.captures.open_file import OpenFile, inspect_tail
from newsarchive.captures.scan import Good, scan
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.captures.writer import warcinfo_record


@dataclass(frozen=True, slots=True)
class Repair:
    """What was done to one open file."""

    name: str
    cut_at: int
    """Where the good records end: the file's new length."""
    cut_bytes: int
    """Length of the torn tail, which is kept in a side file `<name>.torn-<offset>`."""


def left_open(place: Path | str | Storage) -> list[str]:
    """Names of the files that are being written, or that a crash left so."""
    folder = storage_for(place).work_folder
    if not folder.is_dir():
        return []
    return sorted(path.name.removesuffix(OPEN_SUFFIX) for path in folder.glob(f"*{SUFFIX}{OPEN_SUFFIX}"))


def repair_torn_tails(place: Path | str | Storage) -> Iterator[Repair]:
    """Cut the torn last record off every open file, keeping the cut bytes in a side file.

    Raises `CaptureError` for a file that another process is writing.
    """
    storage = storage_for(place)
    for name in left_open(storage):
        tail = inspect_tail(storage.work_folder / (name + OPEN_SUFFIX))
        if tail.size > tail.good:
            _open_again(storage, name).abandon()
            yield Repair(name, tail.good, tail.size - tail.good)


def close_left_open(place: Path | str | Storage) -> Iterator[ClosedFile]:
    """Close every file that a run left open when it died, torn tail cut off first.

    To be called with the archive's lock held, before a new run writes. Captures that were synced
    but have no row yet are found by `verify` as orphans. Raises `CaptureError` for a file that
    another process is writing.
    """
    storage = storage_for(place)
    for name in left_open(storage):
        yield _open_again(storage, name).close(storage)


def describe_file(place: Path | str | Storage, name: str) -> ClosedFile:
    """Digest, size and record count of a closed file whose row is missing, from its bytes."""
    storage = storage_for(place)
    with storage.open(name) as stream:
        records = sum(isinstance(found, Good) for found in scan(stream))
        size = stream.seek(0, 2)
        stream.seek(0)
        return ClosedFile(name, stream_digest(stream), size, records)


def _open_again(storage: Storage, name: str) -> OpenFile:
    run = name.removesuffix(SUFFIX).rpartition("-")[0] or name
    return OpenFile(storage.work_folder, name, warcinfo_record(name, run=run, software="newsarchive"))
