"""Revisits of others whose payload lies in another record: in the archive already, or in any file given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from newsarchive import urls
from newsarchive.captures import ForeignCapture, ForeignRevisit, promise_kept
from newsarchive.captures.importing import Found
from newsarchive.errors import CaptureError
from newsarchive.pipeline.archive import Archive
from newsarchive.records import CaptureRef
from newsarchive.store import captures_of_page, page_of_url, ref_of_record, ref_with_payload


def original_in_archive(archive: Archive, revisit: ForeignRevisit) -> ForeignCapture | None:
    """The revisit with the payload of a capture that the archive has, or None.

    It is found by its id, by its SHA-256, or among the captures of its page; another digest that the revisit
    promises (SHA-1, mostly) is compared with their bytes.
    """
    with archive.store.read() as session:
        candidates = list(_candidates(session, revisit))
    promise = revisit.found.digest
    for ref in candidates:
        if ref.record_type == "revisit":
            continue
        try:
            original = archive.read_stored(ref)
        except CaptureError:
            continue  # `verify` tells of it
        if promise is None or promise_kept(promise, original.body):
            http = ref.record_type != "resource"
            return revisit.with_payload(original, f"{ref.record_id} in this archive", http=http)
    return None


def _candidates(session: Session, revisit: ForeignRevisit) -> Iterator[CaptureRef]:
    digest = (revisit.found.digest or "").lower()
    for ref in (
        ref_of_record(session, revisit.refers_to) if revisit.refers_to else None,
        ref_with_payload(session, digest) if digest.startswith("sha256:") else None,
    ):
        if ref is not None:
            yield ref
    url = urls.canonical_url(revisit.refers_to_url or revisit.found.capture.url)
    page_id = page_of_url(session, url)
    place = (revisit.refers_to_url, revisit.refers_to_date)
    for stored in captures_of_page(session, page_id) if page_id is not None else []:
        if stored.status == 200 and (digest or (stored.url, stored.captured_at) == place):
            yield stored.ref


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
