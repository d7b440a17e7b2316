"""Captures that lie in files of others: named by the file's whole path, read leniently, never written.

What reads other makers' files is loaded when there is one to read: most archives have none.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from newsarchive.captures.files import ClosedFile, stream_digest
from newsarchive.captures.record import sha256
from newsarchive.captures.storage import LocalStorage, Storage, mapped_errors
from newsarchive.errors import CaptureDamaged, CaptureError, CaptureMissing, InputError
from newsarchive.records import CaptureRef

if TYPE_CHECKING:
    from newsarchive.captures.importing import ForeignCapture, ForeignRevisit

_HEAD_BYTES = 8 * 1024


def is_foreign(name: str) -> bool:
    """Whether a WARC file's name is the whole path of a file of others. Our own have no slash."""
    return name.startswith("/")


class WithForeignFiles:
    """An archive's own storage, and beside it the files of others that its captures point into."""

    def __init__(self, own: Storage) -> None:
        self._own = own

    def _place(self, name: str) -> tuple[Storage, str]:
        if not is_foreign(name):
            return self._own, name
        path = Path(name)
        return LocalStorage(path.parent), path.name

    @property
    def work_folder(self) -> Path:
        """See `Storage`."""
        return self._own.work_folder

    def names(self) -> list[str]:
        """See `Storage`: the archive's own files."""
        return self._own.names()

    def is_open(self, name: str) -> bool:
        """See `Storage`. Files of others are never open."""
        return not is_foreign(name) and self._own.is_open(name)

    def size(self, name: str) -> int:
        """See `Storage`."""
        storage, name = self._place(name)
        return storage.size(name)

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See `Storage`."""
        storage, name = self._place(name)
        return storage.read(name, offset, length)

    def open(self, name: str) -> BinaryIO:
        """See `Storage`."""
        storage, name = self._place(name)
        return storage.open(name)

    def publish(self, name: str) -> None:
        """See `Storage`: of the archive's own files."""
        self._own.publish(name)


def describe_foreign(path: Path) -> ClosedFile:
    """Whole path, digest and size of a file of others; its records are not counted. Raises `InputError`."""
    path = path.resolve()
    try:
        with path.open("rb") as stream:
            return ClosedFile(str(path), stream_digest(stream), stream.tell(), 0)
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror or error}") from error


def ref_to(
    found: ForeignCapture, file: ClosedFile, *, original: CaptureRef | None = None
) -> CaptureRef | None:
    """The reference to a capture in the file of others where it lies; None when it can't be read by itself.

    `original` is the record that holds a revisit's payload. A record without an id gets one, made from
    the file's digest and its offset: the same for ever, wherever the file lies.
    """
    if found.length is None:
        return None
    kind: Literal["response", "revisit", "resource"] = "response" if found.http else "resource"
    return CaptureRef(
        file=file.name,
        offset=found.offset,
        length=found.length,
        record_id=found.record_id or made_up_id(file, found.offset),
        payload_digest=sha256(found.capture.body),
        record_type="revisit" if original else kind,
        refers_to=original.record_id if original else None,
    )


def made_up_id(file: ClosedFile, offset: int) -> str:
    """An id for a record that has none, or one that others have too: `urn:uuid:…`, name-based."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{file.sha256}#{offset}')}"


def found_at(storage: Storage, ref: CaptureRef) -> ForeignCapture | ForeignRevisit:
    """What lies in a file of others at a reference. Raises `CaptureMissing`, `CaptureDamaged`."""
    from newsarchive.captures.importing import ForeignProblem, ForeignRevisit, iter_web_archive

    data = storage.read(ref.file, ref.offset, ref.length)
    if len(data) < ref.length:
        raise CaptureMissing(f"{ref.file} ends before the record at byte {ref.offset} does")
    try:
        found = next(iter_web_archive(io.BytesIO(data), Path(ref.file).name), None)
    except InputError:
        found = None
    if found is None or isinstance(found, ForeignProblem):
        why = f": {found.detail}" if found else ""
        raise CaptureDamaged(f"{ref.file} has no capture at byte {ref.offset}{why}")
    if isinstance(found, ForeignRevisit):
        return replace(found, found=replace(found.found, offset=ref.offset))
    return replace(found, offset=ref.offset)


Wrong = tuple[
    Literal["file-missing", "file-changed", "record-missing", "record-wrong"], str, CaptureRef | None
]
"""What is wrong, in a word and in a line, and with which reference."""


def check_foreign(
    storage: Storage, name: str, refs: list[CaptureRef], known: ClosedFile | None, *, deep: bool
) -> Iterator[Wrong]:
    """Whether a file of others still is what was imported by reference.

    The quick way looks at its size and where records begin; the deep way at every byte, and at the
    digest of every payload (those of revisits lie in other records).
    """
    from newsarchive.captures.importing import begins_record

    try:
        size = storage.size(name)
    except CaptureError:
        yield (
            "file-missing",
            f"imported by reference, and {len(refs)} captures lie in it: put it back, or import it "
            "by reference from its new place",
            None,
        )
        return
    if known is not None and size != known.size:
        yield "file-changed", f"{size} bytes, {known.size} when it was imported by reference", None
    elif known is not None and deep:
        with mapped_errors("read", name), storage.open(name) as stream:
            digest = stream_digest(stream)
        if digest != known.sha256:
            yield "file-changed", f"digest {digest}, {known.sha256} when it was imported by reference", None
    for ref in refs:
        if ref.offset + ref.length > size:
            yield "record-missing", "the file ends before it", ref
        elif not begins_record(storage.read(name, ref.offset, min(ref.length, _HEAD_BYTES))):
            yield "record-missing", "no record begins there", ref
        elif deep:
            yield from _check_deep(storage, ref)


def _check_deep(storage: Storage, ref: CaptureRef) -> Iterator[Wrong]:
    from newsarchive.captures.importing import ForeignCapture

    try:
        found = found_at(storage, ref)
    except CaptureError as error:
        yield "record-missing", str(error), ref
        return
    if isinstance(found, ForeignCapture) and sha256(found.capture.body) != ref.payload_digest:
        yield "record-wrong", "its payload is not what the row says", ref
