"""Proof that the WARC files hold what the database says, and what is wrong where they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Literal

from newsarchive.captures.by_reference import check_foreign, is_foreign
from newsarchive.captures.files import ClosedFile, stream_digest
from newsarchive.captures.members import MEMBER_HEADER
from newsarchive.captures.reader import CAPTURE_TYPES, Lookup, payload_of, ref_of
from newsarchive.captures.record import sha256
from newsarchive.captures.scan import Damage, Good, head_of_record, scan
from newsarchive.captures.storage import Storage, storage_for
from newsarchive.errors import CaptureDamaged, CaptureError
from newsarchive.records import CaptureRef

_LONGEST_HEAD = 1 << 20

FindingKind = Literal[
    "file-missing",  # the database knows the file, the folder does not
    "file-unregistered",  # closed, but the database has no digest of it
    "file-changed",  # size, digest or record count is not what it was at closing
    "damaged",  # bytes in which no whole record lies
    "torn-tail",  # the last record of an open file is cut: `repair` takes it off
    "record-missing",  # a reference points to no record
    "record-wrong",  # a reference points to another record, or its digest is another
    "orphan",  # a capture without a reference: re-index it with `Finding.ref`
    "payload-unknown",  # a revisit whose original nobody knows
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    file: str
    kind: FindingKind
    detail: str
    offset: int | None = None
    """First byte of the record or damaged stretch, where it can be told."""
    record_id: str | None = None
    url: str | None = None
    ref: CaptureRef | None = None
    """The reference concerned; for an orphan the one that its row is to be made from."""


def verify(
    place: Path | str | Storage,
    expected: Iterable[CaptureRef],
    closed_files: Iterable[ClosedFile],
    *,
    deep: bool = False,
    lookup: Lookup | None = None,
) -> Iterator[Finding]:
    """Compare the WARC files with what the database knows. Nothing is changed.

    `expected` holds every reference, ordered by file (memory stays at one file's references);
    `closed_files` all closed files. With `lookup` the originals of revisits are looked up too.

    The quick way looks at sizes, at the header of every referenced record and at every byte
    between them, so it finds wrong references, missing files, orphans and cuts. The deep way
    also decodes every record, checks all digests, and hashes closed files whole: it finds every
    changed, missing or added byte.

    Raises `ValueError` when `expected` is not ordered by file.
    """
    storage = storage_for(place)
    closed = {file.name: file for file in closed_files}
    names = set(storage.names())
    seen: set[str] = set()
    for name, refs in _by_file(expected, names | set(closed)):
        if name in seen:
            raise ValueError(f"references must come ordered by file; {name} came twice")
        seen.add(name)
        if is_foreign(name):
            for kind, detail, ref in check_foreign(storage, name, refs, closed.get(name), deep=deep):
                offset, record_id = (ref.offset, ref.record_id) if ref else (None, None)
                yield Finding(name, kind, detail, offset, record_id, ref=ref)
            if lookup is not None:
                yield from _unknown_originals(name, refs, lookup)
            continue
        if name not in names:
            yield Finding(name, "file-missing", f"{len(refs)} references point into it")
            continue
        try:
            yield from _verify_file(storage, name, refs, closed.get(name), deep, lookup)
        except CaptureError as error:
            yield Finding(name, "damaged", str(error))


def _by_file(expected: Iterable[CaptureRef], names: set[str]) -> Iterator[tuple[str, list[CaptureRef]]]:
    unreferenced = set(names)
    for name, refs in groupby(expected, key=attrgetter("file")):
        unreferenced.discard(name)
        yield name, list(refs)
    for name in sorted(unreferenced):
        yield name, []


def _verify_file(
    storage: Storage,
    name: str,
    refs: list[CaptureRef],
    closed: ClosedFile | None,
    deep: bool,
    lookup: Lookup | None,
) -> Iterator[Finding]:
    is_open = storage.is_open(name)
    if closed is None and not is_open:
        yield Finding(name, "file-unregistered", "closed, but the database knows no digest of it")
    changed = None
    if closed is not None:
        changed = _changed(storage, closed, deep)
        if changed:
            yield Finding(name, "file-changed", changed)
    with storage.open(name) as stream:
        if deep:
            yield from _deep(stream, name, refs, closed, is_open, header_check=bool(changed))
        else:
            yield from _quick(stream, name, refs, is_open)
    if lookup is not None:
        yield from _unknown_originals(name, refs, lookup)


def _changed(storage: Storage, closed: ClosedFile, deep: bool) -> str | None:
    size = storage.size(closed.name)
    if size != closed.size:
        return f"{size} bytes, {closed.size} when it was closed"
    if deep:
        with storage.open(closed.name) as stream:
            digest = stream_digest(stream)
        if digest != closed.sha256:
            return f"digest {digest}, {closed.sha256} when it was closed"
    return None


def _deep(
    stream: BinaryIO,
    name: str,
    refs: list[CaptureRef],
    closed: ClosedFile | None,
    is_open: bool,
    *,
    header_check: bool,
) -> Iterator[Finding]:
    waiting = {ref.offset: ref for ref in refs}
    yield from _twice(name, refs)
    good: list[tuple[int, str, str | None]] = []
    for found in scan(stream):
        if isinstance(found, Damage):
            inside = [ref for ref in refs if found.offset <= ref.offset < found.offset + found.length]
            yield _damage(name, found, is_open, inside[0] if inside else None)
            for ref in inside:
                waiting.pop(ref.offset, None)
                yield _missing(name, ref, found.reason)
            continue
        yield from _check_good(name, found, waiting.pop(found.member.offset, None))
        good.append((found.member.offset, found.record.record_id, found.record.target_uri or None))
    for ref in waiting.values():
        yield _missing(name, ref, "no record begins there")
    if header_check:
        yield from _changed_member_headers(stream, name, good)
    if closed is not None and len(good) != closed.records:
        yield Finding(name, "file-changed", f"{len(good)} records, {closed.records} when it was closed")


def _check_good(name: str, found: Good, ref: CaptureRef | None) -> Iterator[Finding]:
    record, member = found.record, found.member
    url = record.target_uri or None
    wrong: list[str] = []
    block_digest = record.fields.get("warc-block-digest", "")
    if block_digest.startswith("sha256:") and sha256(record.block) != block_digest:
        wrong.append("the block is not what WARC-Block-Digest promises")
    if record.type not in CAPTURE_TYPES:
        if ref is not None:
            wrong.append(f"a reference points to a {record.type} record")
        if wrong:
            yield Finding(name, "record-wrong", "; ".join(wrong), member.offset, record.record_id, url, ref)
        return
    actual = ref_of(name, member, record)
    if record.type != "revisit":
        digest = sha256(payload_of(record))
        if actual.payload_digest.startswith("sha256:") and digest != actual.payload_digest:
            wrong.append("the payload is not what WARC-Payload-Digest promises")
    if ref is None:
        yield Finding(name, "orphan", "a capture without a row", member.offset, record.record_id, url, actual)
    elif ref != actual:
        wrong.append(f"the row says {_difference(ref, actual)}")
    if wrong:
        detail = "; ".join(wrong)
        yield Finding(name, "record-wrong", detail, member.offset, record.record_id, url, ref or actual)


def _difference(ref: CaptureRef, actual: CaptureRef) -> str:
    fields = ("length", "record_id", "payload_digest", "record_type", "refers_to")
    pairs = ((field, getattr(ref, field), getattr(actual, field)) for field in fields)
    return ", ".join(f"{field} {said}, the file {is_}" for field, said, is_ in pairs if said != is_)


def _changed_member_headers(
    stream: BinaryIO, name: str, records: list[tuple[int, str, str | None]]
) -> Iterator[Finding]:
    # A changed time or system byte of a gzip header decodes as if nothing were. Only looked at when
    # the file is known to be changed, because other makers write other headers.
    for offset, record_id, url in records:
        stream.seek(offset)
        if stream.read(len(MEMBER_HEADER)) != MEMBER_HEADER:
            yield Finding(name, "damaged", "the gzip header is not as it was written", offset, record_id, url)


def _quick(stream: BinaryIO, name: str, refs: list[CaptureRef], is_open: bool) -> Iterator[Finding]:
    yield from _twice(name, refs)
    size = stream.seek(0, 2)
    position = 0
    for ref in sorted({ref.offset: ref for ref in refs}.values(), key=attrgetter("offset")):
        if ref.offset + ref.length > size:
            yield _missing(name, ref, "the file ends before it")
            continue
        yield from _gap(stream, name, position, ref.offset, is_open)
        try:
            record_id, digest = _head_at(stream, ref)
        except CaptureDamaged as error:
            yield _missing(name, ref, str(error))
            position = max(position, ref.offset + ref.length)
            continue
        if (record_id, digest or ref.payload_digest) != (ref.record_id, ref.payload_digest):
            detail = f"the row says {ref.record_id} {ref.payload_digest}, the file {record_id} {digest}"
            yield Finding(name, "record-wrong", detail, ref.offset, ref.record_id, ref=ref)
        position = max(position, ref.offset + ref.length)
    yield from _gap(stream, name, position, size, is_open)


def _head_at(stream: BinaryIO, ref: CaptureRef, *, size: int = 8192) -> tuple[str, str]:
    """Record id and payload digest at a reference. An address can be long: then more is read."""
    stream.seek(ref.offset)
    try:
        return head_of_record(stream.read(min(ref.length, size)), ref.offset)
    except CaptureDamaged:
        if size >= min(ref.length, _LONGEST_HEAD):
            raise
        return _head_at(stream, ref, size=_LONGEST_HEAD)


def _gap(stream: BinaryIO, name: str, start: int, stop: int, is_open: bool) -> Iterator[Finding]:
    if start >= stop:
        return
    for found in scan(stream, start=start, stop=stop):
        if isinstance(found, Damage):
            yield _damage(name, found, is_open, None)
        elif found.record.type in CAPTURE_TYPES:
            ref = ref_of(name, found.member, found.record)
            yield Finding(
                name,
                "orphan",
                "a capture without a row",
                ref.offset,
                ref.record_id,
                found.record.target_uri,
                ref,
            )


def _twice(name: str, refs: list[CaptureRef]) -> Iterator[Finding]:
    seen: set[int] = set()
    for ref in refs:
        if ref.offset in seen:
            yield Finding(name, "record-wrong", "two rows for one record", ref.offset, ref.record_id, ref=ref)
        seen.add(ref.offset)


def _missing(name: str, ref: CaptureRef, reason: str) -> Finding:
    return Finding(name, "record-missing", reason, ref.offset, ref.record_id, ref=ref)


def _damage(name: str, damage: Damage, is_open: bool, ref: CaptureRef | None) -> Finding:
    torn = is_open and damage.at_end
    return Finding(
        name,
        "torn-tail" if torn else "damaged",
        f"{damage.reason} ({damage.length} bytes)",
        damage.offset,
        ref.record_id if ref else None,
    )


def _unknown_originals(name: str, refs: list[CaptureRef], lookup: Lookup) -> Iterator[Finding]:
    for ref in refs:
        if ref.record_type == "revisit" and (not ref.refers_to or lookup(ref.refers_to) is None):
            yield Finding(
                name,
                "payload-unknown",
                f"its payload lies in {ref.refers_to}, which has no row",
                ref.offset,
                ref.record_id,
                ref=ref,
            )
