"""Revisits of others whose payload lies in another record: in the archive already, or in any file given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsarchive import urls
from newsarchive.captures import ForeignCapture, ForeignRevisit, promise_kept
from newsarchive.captures.importing import Found
from newsarchive.errors import CaptureError
from newsarchive.pipeline.archive import Archive
from newsarchive.store import StoredCapture, captures_of_page, page_of_url


def original_in_archive(archive: Archive, revisit: ForeignRevisit) -> ForeignCapture | None:
    """The revisit with the payload of a capture that the archive has of that page, or None."""
    url = urls.canonical_url(revisit.refers_to_url or revisit.found.capture.url)
    with archive.store.read() as session:
        page_id = page_of_url(session, url)
        candidates = captures_of_page(session, page_id) if page_id is not None else []
    for stored in candidates:
        if stored.status != 200 or stored.ref.record_type == "revisit":
            continue
        named = stored.ref.record_id == revisit.refers_to or (stored.url, stored.captured_at) == (
            revisit.refers_to_url,
            revisit.refers_to_date,
        )
        if revisit.found.digest is None and not named:
            continue
        whole = _with_payload(archive, revisit, stored)
        if whole is not None:
            return whole
    return None


def _with_payload(archive: Archive, revisit: ForeignRevisit, stored: StoredCapture) -> ForeignCapture | None:
    promise = revisit.found.digest
    try:
        original = archive.read_stored(stored.ref)
    except CaptureError:
        return None  # `verify` tells of it
    if promise is not None and not promise_kept(promise, original.body):
        return None
    http = stored.ref.record_type != "resource"
    return revisit.with_payload(original, f"{stored.ref.record_id} in this archive", http=http)


def originals_in_files(
    waiting: dict[int, ForeignRevisit], found: Iterable[Found]
) -> Iterator[ForeignCapture]:
    """Those of `waiting` whose payload is among what is found, with it; they are taken out."""
    by_key: defaultdict[object, list[int]] = defaultdict(list)
    for number, one in waiting.items():
        for key in one.keys:
            by_key[key].append(number)
    for original in found:
        if not waiting:
            return
        if not isinstance(original, ForeignCapture) or original.is_revisit:
            continue
        where = f"the record at byte {original.offset} of {original.source}"
        for number in (one for key in original.keys for one in by_key.get(key, ())):
            revisit = waiting.get(number)
            if revisit is not None and original.has_payload_of(revisit.found.digest):
                del waiting[number]
                yield revisit.with_payload(original.capture, where, http=original.http)
