"""Writing captures: synced before they are known, rolled at a size, never changed once closed.

The order that survives a power loss: the new file's name is synced with its folder, each record
is written and the file synced, and only then does `append` return the reference that goes into
the database. Closing syncs the file, renames it and syncs the folder.
"""

from __future__ import annotations

import errno
import fcntl
import os
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from newsarchive.captures.files import (
    OPEN_SUFFIX,
    ClosedFile,
    check_run_name,
    file_digest,
    file_name,
    sync_folder,
)
from newsarchive.captures.http_message import request_message, response_head
from newsarchive.captures.members import compress_member, iter_members
from newsarchive.captures.record import (
    IDENTICAL_PAYLOAD,
    build_record,
    format_warc_date,
    parse_record,
    sha256,
)
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.errors import CaptureDamaged, CaptureError
from newsarchive.records import Capture, CaptureRef, utc_now

DEFAULT_ROLL_BYTES = 1 << 30
REQUESTED_URI = "Newsarchive-Requested-URI"
"""Our own named field: the URL asked first, where redirects led elsewhere. Readers skip fields they
do not know (ISO 28500:2017, 5.1)."""


@dataclass(frozen=True, slots=True)
class Original:
    """The stored response whose payload a new capture repeats."""

    ref: CaptureRef
    url: str
    captured_at: datetime


@dataclass(frozen=True, slots=True)
class Tail:
    """What the end of an open file looks like."""

    good: int
    """Bytes up to the end of the last good record."""
    size: int
    records: int
    warcinfo_id: str | None


def new_record_id() -> str:
    """A fresh `urn:uuid:…`."""
    return f"urn:uuid:{uuid.uuid4()}"


def inspect_tail(path: Path) -> Tail:
    """Read an open file from its start and find the end of its last good record."""
    good = records = 0
    warcinfo: str | None = None
    with path.open("rb") as stream:
        try:
            for member in iter_members(stream):
                record = parse_record(member.data, offset=member.offset)
                if record.type == "warcinfo":
                    warcinfo = record.record_id
                good = member.offset + member.length
                records += 1
        except CaptureDamaged:
            pass
    return Tail(good, path.stat().st_size, records, warcinfo)


class CaptureWriter:
    """Appends captures to the WARC files of one run. A context manager; not for several threads.

    `place` is a folder, an fsspec URL or a `Storage`; `run` names the files; `roll_bytes` is the
    size after which the next file starts; `software` is written into each file's warcinfo record.
    `closed` lists the files closed so far, for the database.
    """

    def __init__(
        self,
        place: Path | str | Storage,
        *,
        run: str,
        roll_bytes: int = DEFAULT_ROLL_BYTES,
        software: str = "newsarchive",
        spool: Path | None = None,
    ) -> None:
        self.storage = storage_for(place, spool=spool)
        self.run = check_run_name(run)
        self.roll_bytes = roll_bytes
        self.software = software
        self.closed: list[ClosedFile] = []
        self._file: _OpenFile | None = None
        self._serial = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, capture: Capture, *, revisit_of: Original | None = None) -> CaptureRef:
        """Write a response (or a revisit of an identical payload) and its request, and sync them.

        When this returns, the records survive a power loss. Raises `CaptureError` when they can't
        be written (disk full, …); the file is then as it was before.
        """
        digest = sha256(capture.body)
        if revisit_of is not None and revisit_of.ref.payload_digest != digest:
            raise CaptureError(f"{capture.url} does not repeat the payload of {revisit_of.ref.record_id}")
        file = self._writable()
        record_id = new_record_id()
        common = _common_fields(capture, file.warcinfo_id)
        response = _response_record(capture, common, record_id, digest, revisit_of)
        request = _request_record(capture, common, record_id)
        members = (compress_member(response), compress_member(request))
        offset = file.write(b"".join(members), records=2)
        return CaptureRef(
            file=file.name,
            offset=offset,
            length=len(members[0]),
            record_id=record_id,
            payload_digest=digest,
            record_type="revisit" if revisit_of else "response",
            refers_to=(revisit_of.ref.refers_to or revisit_of.ref.record_id) if revisit_of else None,
        )

    def close(self) -> ClosedFile | None:
        """Close the current file, if there is one, and tell what is to be known about it for ever."""
        if self._file is None:
            return None
        file, self._file = self._file, None
        closed = file.close(self.storage)
        self.closed.append(closed)
        return closed

    def _writable(self) -> _OpenFile:
        if self._file is not None and (self._file.size >= self.roll_bytes or self._file.broken):
            self.close()
        if self._file is None:
            self._file = self._next_file()
        return self._file

    def _next_file(self) -> _OpenFile:
        folder = self.storage.work_folder
        names = set(self.storage.names())
        while True:
            self._serial += 1
            name = file_name(self.run, self._serial)
            if name not in names or (folder / (name + OPEN_SUFFIX)).exists():
                return _OpenFile(folder, name, self._warcinfo(name))

    def _warcinfo(self, name: str) -> tuple[str, bytes]:
        record_id = new_record_id()
        fields = (
            ("WARC-Type", "warcinfo"),
            ("WARC-Record-ID", f"<{record_id}>"),
            ("WARC-Date", format_warc_date(utc_now())),
            ("WARC-Filename", name),
            ("Content-Type", "application/warc-fields"),
        )
        lines = {
            "software": self.software,
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": self.run,
        }
        block = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode()
        return record_id, build_record((*fields, ("WARC-Block-Digest", sha256(block))), block)


class _OpenFile:
    """One file being written, locked against other writers, its end always a whole record."""

    def __init__(self, folder: Path, name: str, warcinfo: tuple[str, bytes]) -> None:
        self.name = name
        self.broken = False
        self._path = folder / (name + OPEN_SUFFIX)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise CaptureError(f"WARC file {name} can't be made: {error.strerror}") from error
        try:
            self._lock()
            sync_folder(folder)
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

    def write(self, data: bytes, *, records: int) -> int:
        """Append and sync; the offset of the first byte. Cuts back what can't be written whole."""
        if self.broken:
            raise CaptureError(f"WARC file {self.name} can't be trusted after a failed write")
        start = self.size
        try:
            _write_all(self._handle, data, start)
            os.fsync(self._handle)
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
            os.fsync(self._handle)
        except OSError as error:
            self.broken = True
            raise CaptureError(f"WARC file {self.name} can't be cut back: {error.strerror}") from error

    def close(self, storage: Storage) -> ClosedFile:
        try:
            os.fsync(self._handle)
            closed = ClosedFile(self.name, file_digest(self._path), self.size, self.records)
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
        os.fsync(target.fileno())
    sync_folder(path.parent)
    return side


def _write_all(handle: int, data: bytes, start: int) -> None:
    view = memoryview(data)
    done = 0
    while done < len(view):
        done += os.pwrite(handle, view[done:], start + done)


def _common_fields(capture: Capture, warcinfo_id: str) -> list[tuple[str, str]]:
    fields = [
        ("WARC-Target-URI", capture.url),
        ("WARC-Date", format_warc_date(capture.captured_at)),
        ("WARC-Warcinfo-ID", f"<{warcinfo_id}>"),
    ]
    if capture.ip_address:
        fields.append(("WARC-IP-Address", capture.ip_address))
    return fields


def _response_record(
    capture: Capture,
    common: list[tuple[str, str]],
    record_id: str,
    digest: str,
    revisit_of: Original | None,
) -> bytes:
    head = response_head(capture)
    block = head if revisit_of else head + capture.body
    fields = [
        ("WARC-Type", "revisit" if revisit_of else "response"),
        ("WARC-Record-ID", f"<{record_id}>"),
        *common,
        ("Content-Type", "application/http; msgtype=response"),
        ("WARC-Payload-Digest", digest),
        ("WARC-Block-Digest", sha256(block)),
    ]
    if revisit_of:
        original = revisit_of.ref.refers_to or revisit_of.ref.record_id
        fields += [
            ("WARC-Profile", IDENTICAL_PAYLOAD),
            ("WARC-Refers-To", f"<{original}>"),
            ("WARC-Refers-To-Target-URI", revisit_of.url),
            ("WARC-Refers-To-Date", format_warc_date(revisit_of.captured_at)),
        ]
    if capture.truncated:
        fields.append(("WARC-Truncated", capture.truncated))
    if capture.requested_url != capture.url:
        fields.append((REQUESTED_URI, capture.requested_url))
    return build_record(fields, block)


def _request_record(capture: Capture, common: list[tuple[str, str]], response_id: str) -> bytes:
    block = request_message(capture)
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", f"<{new_record_id()}>"),
        *common,
        ("WARC-Concurrent-To", f"<{response_id}>"),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Block-Digest", sha256(block)),
    ]
    return build_record(fields, block)
