"""Writing captures: synced before they are known, rolled at a size, never changed once closed.

The order that survives a power loss: the new file's name is synced with its folder, each record
is written and the file synced, and only then does `append` return the reference that goes into
the database. Closing syncs the file, renames it and syncs the folder.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from newsarchive.captures.files import OPEN_SUFFIX, ClosedFile, check_run_name, file_name
from newsarchive.captures.http_message import request_message, response_head
from newsarchive.captures.members import MAX_MEMBER_BYTES, compress_member
from newsarchive.captures.open_file import OpenFile
from newsarchive.captures.record import (
    IDENTICAL_PAYLOAD,
    IMPORT_NOTE,
    IMPORTED_FROM,
    IMPORTED_OFFSET,
    IMPORTED_RECORD,
    REQUESTED_URI,
    SERVER_NOT_MODIFIED,
    SOURCE,
    build_record,
    format_warc_date,
    sha256,
)
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.errors import CaptureError
from newsarchive.records import Capture, CaptureRef, utc_now

if TYPE_CHECKING:
    from newsarchive.captures.importing.found import ForeignCapture

DEFAULT_ROLL_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Original:
    """The stored response whose payload a new capture repeats."""

    ref: CaptureRef
    url: str
    captured_at: datetime


def new_record_id() -> str:
    """A fresh `urn:uuid:…`."""
    return f"urn:uuid:{uuid.uuid4()}"


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
        self._file: OpenFile | None = None
        self._serial = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, capture: Capture, *, revisit_of: Original | None = None) -> CaptureRef:
        """Write a response (or a revisit) and its request, and sync them.

        With `revisit_of` the payload is stored already: the same bytes came again, or the server said
        304 (RFC 9110, 15.4.5), which says so without sending them. When this returns, the records survive
        a power loss. Raises `CaptureError` when they can't be written (disk full, …); the file is then as
        it was before.
        """
        if revisit_of is not None and capture.status == 304:
            capture = replace(capture, body=b"")  # a 304 has none; what came all the same is no page
        return self._write(capture, revisit_of, request_message(capture), None)

    def append_copy(self, found: ForeignCapture, *, revisit_of: Original | None = None) -> CaptureRef:
        """Write a capture that somebody else made, with what its file says of it and nothing else.

        The request is the one stored there; where there is none, none is written. A page without an
        HTTP answer is a `resource` (ISO 28500:2017, 6.4). Raises as `append` does.
        """
        return self._write(found.capture, revisit_of if found.http else None, found.request, found)

    def _write(
        self,
        capture: Capture,
        revisit_of: Original | None,
        request: bytes | None,
        origin: ForeignCapture | None,
    ) -> CaptureRef:
        digest = sha256(capture.body)
        if revisit_of is not None and capture.status == 304:
            digest = revisit_of.ref.payload_digest
        elif revisit_of is not None and revisit_of.ref.payload_digest != digest:
            raise CaptureError(f"{capture.url} does not repeat the payload of {revisit_of.ref.record_id}")
        file = self._writable()
        record_id = new_record_id()
        common = _common_fields(capture, file.warcinfo_id)
        answer = _answer_record(capture, common, record_id, digest, revisit_of, origin)
        records = [answer] if request is None else [answer, _request_record(request, common, record_id)]
        if max(map(len, records)) > MAX_MEMBER_BYTES:
            raise CaptureError(f"{capture.url} is more than {MAX_MEMBER_BYTES} bytes long and is not stored")
        members = [compress_member(record) for record in records]
        offset = file.write(b"".join(members), records=len(members))
        return CaptureRef(
            file=file.name,
            offset=offset,
            length=len(members[0]),
            record_id=record_id,
            payload_digest=digest,
            record_type=_record_type(revisit_of, origin),
            refers_to=(revisit_of.ref.refers_to or revisit_of.ref.record_id) if revisit_of else None,
        )

    def close(self) -> ClosedFile | None:
        """Close the current file, if there is one, and tell what is to be known about it for ever."""
        if self._file is None:
            return None
        file, self._file = self._file, None
        if file.broken:
            file.abandon()
            return None
        closed = file.close(self.storage)
        self.closed.append(closed)
        return closed

    def _writable(self) -> OpenFile:
        if self._file is not None and self._file.broken:
            self._file.abandon()
            self._file = None
        if self._file is not None and self._file.size >= self.roll_bytes:
            self.close()
        if self._file is None:
            self._file = self._next_file()
        return self._file

    def _next_file(self) -> OpenFile:
        folder = self.storage.work_folder
        names = set(self.storage.names())
        while True:
            self._serial += 1
            name = file_name(self.run, self._serial)
            if name not in names or (folder / (name + OPEN_SUFFIX)).exists():
                return OpenFile(folder, name, warcinfo_record(name, run=self.run, software=self.software))


def warcinfo_record(name: str, *, run: str, software: str) -> tuple[str, bytes]:
    """Id and bytes of the record that begins a file (ISO 28500:2017, 6.2)."""
    record_id = new_record_id()
    lines = {
        "software": software,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": run,
    }
    block = "".join(f"{key}: {value}\r\n" for key, value in lines.items()).encode()
    fields = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{record_id}>"),
        ("WARC-Date", format_warc_date(utc_now())),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
        ("WARC-Block-Digest", sha256(block)),
    )
    return record_id, build_record(fields, block)


def _common_fields(capture: Capture, warcinfo_id: str | None = None) -> list[tuple[str, str]]:
    fields = [("WARC-Target-URI", capture.url), ("WARC-Date", format_warc_date(capture.captured_at))]
    if warcinfo_id:
        fields.append(("WARC-Warcinfo-ID", f"<{warcinfo_id}>"))
    if capture.ip_address:
        fields.append(("WARC-IP-Address", capture.ip_address))
    return fields


def copied_record(found: ForeignCapture) -> bytes:
    """A record with a capture that somebody else made, as `append_copy` writes it, but in no file yet."""
    capture = found.capture
    return _answer_record(
        capture, _common_fields(capture), new_record_id(), sha256(capture.body), None, found
    )


def _record_type(
    revisit_of: Original | None, origin: ForeignCapture | None
) -> Literal["response", "revisit", "resource"]:
    if revisit_of is not None:
        return "revisit"
    return "response" if origin is None or origin.http else "resource"


def _answer_record(
    capture: Capture,
    common: list[tuple[str, str]],
    record_id: str,
    digest: str,
    revisit_of: Original | None,
    origin: ForeignCapture | None,
) -> bytes:
    kind = _record_type(revisit_of, origin)
    if kind == "resource":
        block, content_type = capture.body, _one_line(capture.content_type or "application/octet-stream")
    else:
        head = response_head(capture)
        block = head if revisit_of else head + capture.body
        content_type = "application/http; msgtype=response"
    fields = [
        ("WARC-Type", kind),
        ("WARC-Record-ID", f"<{record_id}>"),
        *common,
        ("Content-Type", content_type),
        ("WARC-Payload-Digest", digest),
        ("WARC-Block-Digest", sha256(block)),
    ]
    if revisit_of:
        original = revisit_of.ref.refers_to or revisit_of.ref.record_id
        fields += [
            ("WARC-Profile", SERVER_NOT_MODIFIED if capture.status == 304 else IDENTICAL_PAYLOAD),
            ("WARC-Refers-To", f"<{original}>"),
            ("WARC-Refers-To-Target-URI", revisit_of.url),
            ("WARC-Refers-To-Date", format_warc_date(revisit_of.captured_at)),
        ]
    if capture.truncated:
        fields.append(("WARC-Truncated", capture.truncated))
    if capture.requested_url != capture.url:
        fields.append((REQUESTED_URI, capture.requested_url))
    if capture.source:
        fields.append((SOURCE, capture.source))
    if origin:
        fields += _provenance(origin)
    return build_record(fields, block)


def _provenance(origin: ForeignCapture) -> list[tuple[str, str]]:
    """Where a copied record was found, and what was odd about it there."""
    fields = [(IMPORTED_FROM, _one_line(origin.source)), (IMPORTED_OFFSET, str(origin.offset))]
    if origin.record_id:
        fields.append((IMPORTED_RECORD, _one_line(origin.record_id)))
    if origin.notes:
        fields.append((IMPORT_NOTE, _one_line("; ".join(origin.notes))))
    return fields


def _one_line(text: str) -> str:
    """A value as it may stand in a field: file names and others' headers can hold anything."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text.encode("utf-8", "backslashreplace").decode())


def _request_record(block: bytes, common: list[tuple[str, str]], response_id: str) -> bytes:
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", f"<{new_record_id()}>"),
        *common,
        ("WARC-Concurrent-To", f"<{response_id}>"),
        ("Content-Type", "application/http; msgtype=request"),
        ("WARC-Block-Digest", sha256(block)),
    ]
    return build_record(fields, block)
