"""A slice of the archive as a WARC file of its own, with a CDXJ index, for replay elsewhere."""

from __future__ import annotations

import heapq
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from typing import BinaryIO

from newsarchive.captures.by_reference import is_foreign
from newsarchive.captures.files import SUFFIX, stream_digest, sync_file, sync_folder
from newsarchive.captures.members import Member, compress_member, decode_member, iter_members
from newsarchive.captures.reader import Lookup, capture_of, payload_of, read_foreign, read_record_bytes
from newsarchive.captures.record import Record, parse_record, sha256
from newsarchive.captures.storage import Storage, buffered, storage_for
from newsarchive.captures.surt import surt
from newsarchive.captures.writer import copied_record, warcinfo_record
from newsarchive.errors import CaptureDamaged, CaptureError, CaptureMissing
from newsarchive.records import CaptureRef

_LINES_IN_MEMORY = 100_000
_BEHIND = 16 * 1024
_LONGEST_BEHIND = 1 << 20


@dataclass(frozen=True, slots=True)
class Slice:
    """What `export_slice` wrote."""

    warc: Path
    index: Path
    captures: int
    """Responses and revisits, originals of revisits included."""
    size: int
    """Length of the WARC file in bytes."""
    sha256: str


def export_slice(
    place: Path | str | Storage,
    refs: Iterable[CaptureRef],
    out: Path,
    *,
    lookup: Lookup | None = None,
    software: str = "newsarchive",
) -> Slice:
    """Copy records, byte for byte, into `out` (which must end in `.warc.gz`), and index them in `….cdxj`.

    With each capture go its request and, for a revisit, the original, found with `lookup`; with the
    first capture of a file goes that file's warcinfo. No capture is written twice. Both files
    appear under their names only when they are whole. Raises `CaptureMissing`, `CaptureDamaged`,
    and `CaptureError` where `out` can't be written.
    """
    if not out.name.endswith(SUFFIX):
        raise CaptureError(f"a slice must be named ….warc.gz, not {out.name}")
    storage = storage_for(place)
    index = out.with_name(out.name.removesuffix(SUFFIX) + ".cdxj")
    unfinished, unfinished_index = (path.with_name(path.name + ".part") for path in (out, index))
    try:
        with ExitStack() as stack:
            target = stack.enter_context(unfinished.open("wb"))
            lines = stack.enter_context(_SortedLines())
            captures = _copy(storage, refs, target, lines, out.name, lookup, software)
            target.flush()
            sync_file(target.fileno())
            with unfinished_index.open("wb") as index_file:
                index_file.writelines(lines.sorted())
        with unfinished.open("rb") as stream:
            digest, size = stream_digest(stream), stream.tell()
        unfinished.rename(out)
        unfinished_index.rename(index)
        sync_folder(out.parent)
    except OSError as error:
        raise CaptureError(f"{out} can't be written: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
        unfinished_index.unlink(missing_ok=True)
    return Slice(out, index, captures, size, digest)


def _copy(
    storage: Storage,
    refs: Iterable[CaptureRef],
    target: BinaryIO,
    lines: _SortedLines,
    name: str,
    lookup: Lookup | None,
    software: str,
) -> int:
    target.write(compress_member(warcinfo_record(name, run="slice", software=software)[1]))
    written: set[str] = set()
    files: set[str] = set()
    for ref in _with_originals(refs, lookup):
        if ref.record_id in written:
            continue
        written.add(ref.record_id)
        if ref.file not in files:
            files.add(ref.file)
            target.write(_warcinfo_of(storage, ref.file))
        if is_foreign(ref.file):
            raw, record = _of_others(storage, ref, lookup)
        else:
            raw = read_record_bytes(storage, ref)
            record = parse_record(decode_member(raw, offset=ref.offset), offset=ref.offset)
            if record.record_id != ref.record_id:
                raise CaptureDamaged(
                    f"{ref.file} has another record at byte {ref.offset} than {ref.record_id}"
                )
        lines.add(cdxj_line(record, ref, offset=target.tell(), length=len(raw), file=name))
        target.write(raw)
        target.write(_request_behind(storage, ref))
    return len(written)


def _of_others(storage: Storage, ref: CaptureRef, lookup: Lookup | None) -> tuple[bytes, Record]:
    """A record from a file of others as a gzip member: its own bytes where they are by the book.

    Else (wrong length, chunk sizes left in, an ARC record, …) a copy as an import makes it, which says so.
    """
    data = read_record_bytes(storage, ref)
    raw = data if data.startswith(b"\x1f\x8b") else compress_member(data)
    try:
        record = parse_record(decode_member(raw))
        if record.record_id == ref.record_id and (
            record.type == "revisit" or sha256(payload_of(record)) == ref.payload_digest
        ):
            return raw, record
    except CaptureDamaged:
        pass
    copied = copied_record(read_foreign(storage, ref, lookup))
    return compress_member(copied), parse_record(copied)


def _with_originals(refs: Iterable[CaptureRef], lookup: Lookup | None) -> Iterator[CaptureRef]:
    for ref in refs:
        if ref.refers_to:
            original = lookup(ref.refers_to) if lookup else None
            if original is None:
                raise CaptureMissing(
                    f"the payload of {ref.record_id} lies in {ref.refers_to}, which is unknown"
                )
            yield original
        yield ref


def _warcinfo_of(storage: Storage, file: str) -> bytes:
    return _member_if(storage, file, 0, lambda record: record.type == "warcinfo")


def _request_behind(storage: Storage, ref: CaptureRef) -> bytes:
    def belongs(record: Record) -> bool:
        return record.type == "request" and ref.record_id in record.fields.get("warc-concurrent-to", "")

    return _member_if(storage, ref.file, ref.offset + ref.length, belongs)


def _member_if(storage: Storage, file: str, offset: int, wanted: Callable[[Record], bool]) -> bytes:
    """The raw member at an offset when its record is the wanted one, else nothing."""
    size = _BEHIND
    while True:
        data = storage.read(file, offset, size)
        try:
            member: Member | None = next(iter_members(buffered(data), offset=offset), None)
            if member is None or not wanted(parse_record(member.data, offset=offset)):
                return b""
            return data[: member.length]
        except CaptureDamaged:
            if len(data) < size or size > _LONGEST_BEHIND:
                return b""
            size *= 16


def cdxj_line(record: Record, ref: CaptureRef, *, offset: int, length: int, file: str) -> bytes:
    """One line of a CDXJ index: SURT key, 14-digit time, JSON."""
    capture = capture_of(record)
    content_type = (capture.content_type or "unknown").partition(";")[0].strip().lower()
    entry = {
        "url": capture.url,
        "mime": "warc/revisit" if record.type == "revisit" else content_type,
        "status": str(capture.status),
        "digest": ref.payload_digest,
        "length": str(length),
        "offset": str(offset),
        "filename": file,
    }
    stamp = capture.captured_at.astimezone(UTC).strftime("%Y%m%d%H%M%S")
    return f"{surt(capture.url)} {stamp} {json.dumps(entry, ensure_ascii=False)}\n".encode()


class _SortedLines:
    """Lines sorted by their bytes, with flat memory: runs on disk, merged."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._runs: list[BinaryIO] = []
        self._stack = ExitStack()

    def __enter__(self) -> _SortedLines:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, line: bytes) -> None:
        self._lines.append(line)
        if len(self._lines) >= _LINES_IN_MEMORY:
            run = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
            run.writelines(sorted(self._lines))
            run.seek(0)
            self._runs.append(run)
            self._lines = []

    def sorted(self) -> Iterator[bytes]:
        return heapq.merge(*self._runs, sorted(self._lines))
