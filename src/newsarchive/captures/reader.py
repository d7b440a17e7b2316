"""Reading captures: one by its reference, or all of a file in the order in which they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from newsarchive.captures.by_reference import found_at, is_foreign
from newsarchive.captures.http_message import (
    parse_head,
    parse_status_line,
    restore_transfer_encoding,
    split_message,
)
from newsarchive.captures.members import Member, decode_member, iter_members
from newsarchive.captures.record import REQUESTED_URI, SOURCE, Record, parse_record, sha256
from newsarchive.captures.scan import Good, scan
from newsarchive.captures.storage import Storage, buffered, storage_for
from newsarchive.errors import CaptureDamaged, CaptureError, CaptureMissing
from newsarchive.records import Capture, CaptureRef, Headers

if TYPE_CHECKING:
    from newsarchive.captures.importing.found import ForeignCapture

Lookup = Callable[[str], CaptureRef | None]
"""Finds the reference of the response with a record id: the database knows it."""

CAPTURE_TYPES = ("response", "revisit", "resource")
"""Record types that are captures."""
_REQUEST_READ = 16 * 1024


def read_record_bytes(place: Path | str | Storage, ref: CaptureRef) -> bytes:
    """The record's gzip member exactly as it lies in the file. Raises `CaptureMissing`."""
    data = storage_for(place).read(ref.file, ref.offset, ref.length)
    if len(data) < ref.length:
        raise CaptureMissing(f"WARC file {ref.file} ends before the record at byte {ref.offset} does")
    return data


def read_record(place: Path | str | Storage, ref: CaptureRef) -> Record:
    """The decoded record that a reference points to.

    Raises `CaptureMissing` where no such file or place is, `CaptureDamaged` where the bytes can't be
    decoded or are another record.
    """
    record = parse_record(decode_member(read_record_bytes(place, ref), offset=ref.offset), offset=ref.offset)
    if record.record_id != ref.record_id:
        raise CaptureDamaged(
            f"{ref.file} has record {record.record_id or '(none)'} at byte {ref.offset}, not {ref.record_id}"
        )
    return record


def read_payload(place: Path | str | Storage, ref: CaptureRef, *, lookup: Lookup | None = None) -> bytes:
    """The body as received (content codings left on), checked against the reference's digest.

    Of a 304 it is empty. A revisit's payload lies in another record, which `lookup` finds. Raises
    `CaptureMissing`, `CaptureDamaged`.
    """
    return read_capture(place, ref, lookup=lookup, with_request=False).body


def read_capture(
    place: Path | str | Storage,
    ref: CaptureRef,
    *,
    lookup: Lookup | None = None,
    with_request: bool = True,
    check_payload: bool = True,
) -> Capture:
    """The capture behind a reference, its payload checked against the reference's digest.

    `with_request` also reads the request record, which lies right behind. Without `check_payload` the digest
    that the record states is compared, and not computed anew: the gzip check sum tells damage, and
    `verify --deep` forgery. Revisits, records in files of others and those that state none are checked
    in any case. Raises `CaptureMissing`, `CaptureDamaged`.
    """
    storage = storage_for(place)
    if is_foreign(ref.file):
        return read_foreign(storage, ref, lookup).capture
    record = read_record(storage, ref)
    is_stated = record.fields.get("warc-payload-digest") == ref.payload_digest and record.type != "revisit"
    check_payload = check_payload or not is_stated
    capture = _whole_capture(storage, ref, record, lookup, resolve=True, check_payload=check_payload)
    if with_request:
        request = _request_behind(storage, ref)
        if request is not None:
            capture = with_request_fields(capture, request)
    return capture


def iter_captures(
    place: Path | str | Storage,
    file: str,
    *,
    start: int = 0,
    lookup: Lookup | None = None,
    with_request: bool = False,
    check_payload: bool = True,
    resolve: bool = True,
    on_damage: Callable[[CaptureError], None] | None = None,
) -> Iterator[tuple[CaptureRef, Capture]]:
    """All captures of one of our files, in offset order, one in memory at a time.

    `start` is the offset of a record to go on from. `lookup` finds the originals of revisits; with
    `resolve` off revisits come with an empty body instead. `check_payload` compares payloads with
    their digests, which costs a fifth of the time; the gzip check sum is always compared.

    Raises `CaptureError` at the first record that can't be read, after all before it were given;
    with `on_damage` that is called instead, and reading goes on at the next good record.
    """
    storage = storage_for(place)
    waiting: tuple[CaptureRef, Capture] | None = None
    with storage.open(file) as stream:
        for member, record in _records(stream, start, on_damage):
            if waiting is not None:
                ref, capture = waiting
                waiting = None
                yield ref, with_request_fields(capture, record) if _is_request_of(record, ref) else capture
            if record.type not in CAPTURE_TYPES:
                continue
            ref = ref_of(file, member, record)
            try:
                capture = _whole_capture(storage, ref, record, lookup, resolve, check_payload)
            except CaptureError as error:
                if on_damage is None:
                    raise
                on_damage(error)
                continue
            if with_request:
                waiting = ref, capture
            else:
                yield ref, capture
    if waiting is not None:
        yield waiting


def _records(
    stream: BinaryIO, start: int, on_damage: Callable[[CaptureError], None] | None
) -> Iterator[tuple[Member, Record]]:
    if on_damage is None:
        stream.seek(start)
        for member in iter_members(stream, offset=start):
            yield member, parse_record(member.data, offset=member.offset)
        return
    for found in scan(stream, start=start):
        if isinstance(found, Good):
            yield found.member, found.record
        else:
            on_damage(CaptureDamaged(f"{found.reason} ({found.length} bytes)"))


def _whole_capture(
    storage: Storage,
    ref: CaptureRef,
    record: Record,
    lookup: Lookup | None,
    resolve: bool,
    check_payload: bool,
) -> Capture:
    capture = capture_of(record)
    if record.is_not_modified:
        return capture
    if ref.record_type == "revisit":
        if not resolve:
            return capture
        capture = replace(capture, body=_original_payload(storage, ref, lookup))
    if check_payload:
        _check_payload(ref, capture.body)
    return capture


def _is_request_of(record: Record, ref: CaptureRef) -> bool:
    return record.type == "request" and f"<{ref.record_id}>" in record.fields.get("warc-concurrent-to", "")


def iter_refs(place: Path | str | Storage, file: str) -> Iterator[CaptureRef]:
    """The references of all captures in one of our files: what rebuilding a database starts from."""
    with storage_for(place).open(file) as stream:
        for member in iter_members(stream):
            record = parse_record(member.data, offset=member.offset)
            if record.type in CAPTURE_TYPES:
                yield ref_of(file, member, record)


def ref_of(file: str, member: Member, record: Record) -> CaptureRef:
    """The reference of a response or revisit record that was just read."""
    digest = record.fields.get("warc-payload-digest") or sha256(payload_of(record))
    refers_to = record.fields.get("warc-refers-to", "").strip("<>") or None
    return CaptureRef(
        file=file,
        offset=member.offset,
        length=member.length,
        record_id=record.record_id,
        payload_digest=digest,
        record_type=cast(Literal["response", "revisit", "resource"], record.type),
        refers_to=refers_to if record.type == "revisit" else None,
    )


def payload_of(record: Record) -> bytes:
    """The payload in a response or resource record (ISO 28500:2017, 6.3 and 6.4); of a revisit none."""
    return record.block if record.type == "resource" else split_message(record.block)[1]


def capture_of(record: Record) -> Capture:
    """The capture in a response, resource or revisit record (a revisit's body is empty).

    A resource is a page of which no HTTP answer is stored: it counts as status 200. Raises `CaptureDamaged`.
    """
    if record.type not in CAPTURE_TYPES:
        raise CaptureDamaged(f"record {record.record_id} is a {record.type or 'nothing'}, not a response")
    if record.type == "resource":
        content_type = record.fields.get("content-type")
        version, status, reason = "HTTP/1.1", 200, "OK"
        headers: Headers = (("Content-Type", content_type),) if content_type else ()
        body = record.block
    else:
        head, body = split_message(record.block)
        status_line, headers = parse_head(head)
        version, status, reason = parse_status_line(status_line)
    truncated = record.fields.get("warc-truncated")
    if truncated not in ("length", "time", "disconnect"):
        truncated = "unspecified" if truncated else None
    return Capture(
        url=record.target_uri,
        requested_url=record.fields.get(REQUESTED_URI.lower(), record.target_uri),
        captured_at=record.date,
        status=status,
        reason=reason,
        headers=restore_transfer_encoding(headers),
        body=body,
        http_version=version,
        ip_address=record.fields.get("warc-ip-address"),
        truncated=cast("Literal['length', 'time', 'disconnect', 'unspecified'] | None", truncated),
        source=record.fields.get(SOURCE.lower()),
    )


def with_request_fields(capture: Capture, request: Record) -> Capture:
    """The capture with method and header fields of its request record."""
    first, headers = parse_head(split_message(request.block)[0])
    return replace(capture, method=first.partition(" ")[0] or "GET", request_headers=headers)


def _request_behind(storage: Storage, ref: CaptureRef) -> Record | None:
    # Nearly every request fits into the first read; one that does not is read by streaming.
    start = ref.offset + ref.length
    data = storage.read(ref.file, start, _REQUEST_READ)
    if not data:
        return None
    try:
        member = next(iter_members(buffered(data), offset=start))
    except CaptureDamaged:
        if len(data) < _REQUEST_READ:
            return None
        with storage.open(ref.file) as stream:
            stream.seek(start)
            try:
                member = next(iter_members(stream, offset=start))
            except CaptureDamaged:
                return None
    try:
        record = parse_record(member.data, offset=start)
    except CaptureDamaged:
        return None
    return record if _is_request_of(record, ref) else None


def read_foreign(storage: Storage, ref: CaptureRef, lookup: Lookup | None) -> ForeignCapture:
    """What a reference into a file of others points to, a revisit with its payload, checked.

    Raises `CaptureMissing`, `CaptureDamaged`.
    """
    from newsarchive.captures.importing.found import ForeignRevisit

    found = found_at(storage, ref)
    if isinstance(found, ForeignRevisit):
        original = _original(storage, ref, lookup)
        found = found.with_payload(original, str(ref.refers_to), http=True)
    _check_payload(ref, found.capture.body)
    return found


def _original_payload(storage: Storage, ref: CaptureRef, lookup: Lookup | None) -> bytes:
    return _original(storage, ref, lookup).body


def _original(storage: Storage, ref: CaptureRef, lookup: Lookup | None) -> Capture:
    """The response or resource that holds the payload of a revisit."""
    original = lookup(ref.refers_to) if lookup and ref.refers_to else None
    if original is None:
        raise CaptureMissing(
            f"the payload of revisit {ref.record_id} lies in {ref.refers_to}, which is unknown"
        )
    if original.record_type == "revisit":
        raise CaptureDamaged(f"revisit {ref.record_id} points to another revisit, {original.record_id}")
    if is_foreign(original.file):
        return read_foreign(storage, original, lookup).capture
    return capture_of(read_record(storage, original))


def _check_payload(ref: CaptureRef, body: bytes) -> None:
    if ref.payload_digest.startswith("sha256:") and sha256(body) != ref.payload_digest:
        raise CaptureDamaged(
            f"{ref.file}: payload of the record at byte {ref.offset} is not what its digest promises"
        )
