"""An open WARC file: locked, synced with every write, its end always the end of a whole record."""

from __future__ import annotations

import errno
import fcntl
import os
from dataclasses import dataclass
from pathlib import Path

from newsarchive.captures.files import (
    OPEN_SUFFIX,
    ClosedFile,
    make_folder,
    stream_digest,
    sync_file,
    sync_folder,
)
from newsarchive.captures.members import compress_member
from newsarchive.captures.scan import Good, scan
from newsarchive.captures.storage import Storage
from newsarchive.errors import CaptureError


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of an open file looks like."""

    good: int
    """Bytes up to the end of the last good record."""
    size: int
    records: int
    warcinfo_id: str | None


def inspect_tail(path: Path) -> Tail:
    """Read an open file from its start and find the end of its last good record.

    Damage in the middle, with good records behind it, is no torn tail and is left where it is.
    """
    good = records = 0
    warcinfo: str | None = None
    with path.open("rb") as stream:
        for found in scan(stream):
            if not isinstance(found, Good):
                continue
            if found.record.type == "warcinfo":
                warcinfo = found.record.record_id
            good = found.member.offset + found.member.length
            records += 1
    return Tail(good, path.stat().st_size, records, warcinfo)


class OpenFile:
    """One file being written, locked against other writers, its end always a whole record.

    `warcinfo` is the id and the bytes of the record to begin a new file with. Opening a file that a
    crash left behind cuts a torn tail off, into a side file, before anything is appended.
    """

    def __init__(self, folder: Path, name: str, warcinfo: tuple[str, bytes]) -> None:
        self.name = name
        self.broken = False
        self._path = folder / (name + OPEN_SUFFIX)
        try:
            make_folder(folder)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise CaptureError(f"WARC file {name} can't be made: {error.strerror}") from error
        try:
            self._lock()
            sync_folder(folder)  # the name must be as durable as the records behind it
            tail = inspect_tail(self._path)
            self.size, self.records = tail.good, tail.records
            if tail.size > tail.good:
                self._cut_back(keep=True)
            self.warcinfo_id = tail.warcinfo_id or warcinfo[0]
            if tail.records == 0:
                self.write(compress_member(warcinfo[1]), records=1)
        except BaseException:
            os.close(self._handle)
            raise

    def _lock(self) -> None:
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise CaptureError(f"another process is writing WARC file {self.name}") from None
        # The one who held the lock may just have closed the file: then this handle is not ours to write.
        if not self._path.exists() or not os.path.samestat(os.fstat(self._handle), self._path.stat()):
            raise CaptureError(f"another process has just closed WARC file {self.name}")

    def write(self, data: bytes, *, records: int) -> int:
        """Append and sync; the offset of the first byte. Cuts back what can't be written whole."""
        if self.broken:
            raise CaptureError(f"WARC file {self.name} can't be trusted after a failed write")
        start = self.size
        try:
            if os.fstat(self._handle).st_size != start:  # an interrupted append left bytes behind
                os.ftruncate(self._handle, start)
            _write_all(self._handle, data, start)
            sync_file(self._handle)
        except OSError as error:
            # After a failed write the file is cut back; after a failed fsync nobody knows what the
            # disk holds, so nothing more is written to this file.
            self.broken = error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            self._cut_back(keep=False)
            raise CaptureError(f"WARC file {self.name} can't be written: {error.strerror}") from error
        except BaseException:
            self._cut_back(keep=False)
            raise
        self.size += len(data)
        self.records += records
        return start

    def _cut_back(self, *, keep: bool) -> None:
        try:
            if keep:
                save_torn_tail(self._path, self.size)
            os.ftruncate(self._handle, self.size)
            sync_file(self._handle)
        except OSError as error:
            self.broken = True
            raise CaptureError(f"WARC file {self.name} can't be cut back: {error.strerror}") from error

    def abandon(self) -> None:
        """Let go of the file as it is, still open by name, for the next run to repair."""
        os.close(self._handle)

    def close(self, storage: Storage) -> ClosedFile:
        """Sync, digest and publish the file; what is to be known about it for ever."""
        try:
            sync_file(self._handle)
            with self._path.open("rb") as stream:
                closed = ClosedFile(self.name, stream_digest(stream), self.size, self.records)
            storage.publish(self.name)
        except OSError as error:
            raise CaptureError(f"WARC file {self.name} can't be closed: {error.strerror}") from error
        finally:
            os.close(self._handle)
        return closed


def save_torn_tail(path: Path, good: int) -> Path:
    """Copy what lies behind the last good record into a side file `…torn-<offset>`: no byte is deleted."""
    side = path.with_name(f"{path.name.removesuffix(OPEN_SUFFIX)}.torn-{good}")
    serial = 1
    while side.exists():
        serial += 1
        side = side.with_name(f"{path.name.removesuffix(OPEN_SUFFIX)}.torn-{good}-{serial}")
    with path.open("rb") as source, side.open("xb") as target:
        source.seek(good)
        while block := source.read(1 << 20):
            target.write(block)
        target.flush()
        sync_file(target.fileno())
    sync_folder(path.parent)
    return side


def _write_all(handle: int, data: bytes, start: int) -> None:
    view = memoryview(data)
    done = 0
    while done < len(view):
        done += os.pwrite(handle, view[done:], start + done)
