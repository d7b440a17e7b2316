"""Where an imported capture is kept: copied into WARC files of our own, or left in its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from newsarchive import captures, urls
from newsarchive.captures import CaptureWriter, ClosedFile, ForeignCapture, Original
from newsarchive.errors import CaptureError, InputError
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.recovery import source_id_of, source_name_for
from newsarchive.records import Candidate, Capture, CaptureRef, utc_now
from newsarchive.store import (
    close_warc_file,
    closed_file_facts,
    has_capture,
    original_with_payload,
    page_of_url,
    ref_of_record,
    ref_with_payload,
    rename_warc_file,
    save_capture,
    see_candidates,
)


class Keeper:
    """Gives captures their place and their row."""

    def __init__(
        self, archive: Archive, run_id: int, summary: RunSummary, writer: CaptureWriter, *, by_reference: bool
    ) -> None:
        self.archive, self.run_id, self.summary, self.writer = archive, run_id, summary, writer
        self.by_reference = by_reference
        self._files: dict[Path, ClosedFile] = {}

    def unknown(self, batch: Sequence[ForeignCapture]) -> list[ForeignCapture]:
        """Those captures of which the archive has not the same bytes of the same address and moment."""
        with self.archive.store.read() as session:
            fresh = [one for one in batch if not self._is_known(session, one.capture)]
        self.summary.counts["known"] += len(batch) - len(fresh)
        return fresh

    @staticmethod
    def _is_known(session: Session, capture: Capture) -> bool:
        digest = captures.payload_digest(capture.body)
        return has_capture(session, capture.url, capture.captured_at, digest)

    def keep(self, batch: Sequence[ForeignCapture]) -> list[int | None]:
        """The number of each capture, None for those known already. When this returns they are committed."""
        with self.archive.store.write() as session:
            numbers = [self._keep(session, found) for found in batch]
        self.summary.counts["imported"] += sum(number is not None for number in numbers)
        self.summary.counts["known"] += numbers.count(None)
        return numbers

    def _keep(self, session: Session, found: ForeignCapture) -> int | None:
        capture = found.capture
        if self._is_known(session, capture):
            return None
        page_id = self._page_of(session, capture, found.source)
        ref = self._pointed_at(session, found) if self.by_reference else None
        if ref is None:
            digest = captures.payload_digest(capture.body)
            original = original_with_payload(session, page_id, digest)
            revisit_of = Original(*original) if original and capture.body else None
            ref = self.writer.append_copy(found, revisit_of=revisit_of)
            self.summary.counts["copied_instead"] += self.by_reference
        return save_capture(session, page_id, capture, ref, run_id=self.run_id, imported=True)

    def _page_of(self, session: Session, capture: Capture, found_in: str) -> int:
        url = urls.canonical_url(capture.requested_url)
        page_id = page_of_url(session, url)
        if page_id is None:
            source_id = source_id_of(session, self.archive, source_name_for(self.archive, url))
            seen = see_candidates(session, source_id, [Candidate(url, found_in)], capture.captured_at)
            page_id = (*seen.new, *seen.known)[0]
        return page_id

    def _pointed_at(self, session: Session, found: ForeignCapture) -> CaptureRef | None:
        """A reference that was tried and gives the same bytes; None where only a copy would."""
        assert found.path is not None
        file = self._files[found.path]
        original = None
        if found.is_revisit:
            original = ref_with_payload(session, captures.payload_digest(found.capture.body))
            if original is None:
                return None  # its original is not in the archive: filtered out, or in a file not imported
        ref = captures.ref_to(found, file, original=original)
        if ref is None:
            return None
        if ref_of_record(session, ref.record_id) is not None:  # makers have given one id to two records
            ref = replace(ref, record_id=captures.made_up_id(file, found.offset))
        try:
            captures.read_capture(self.archive.warc, ref, lookup=lambda one: ref_of_record(session, one))
        except CaptureError:
            return None
        return ref

    def know(self, path: Path) -> None:
        """Take down size and digest of a file that captures will point into, before any of them does.

        A file that is known under another path where it is no more has moved: the captures go with it.
        Raises `InputError` for a file that is not as it was when it was first imported.
        """
        if path in self._files:
            return
        file = captures.describe_foreign(path)
        with self.archive.store.write() as session:
            known = {name: digest for name, digest, _, _ in closed_file_facts(session)}
            if known.get(file.name, file.sha256) != file.sha256:
                raise InputError(
                    f"{file.name} is not the file that was imported by reference under this name: captures "
                    "point into that one. Put it back, and give this one another name"
                )
            moved = [
                name
                for name, digest in known.items()
                if digest == file.sha256 and captures.is_foreign(name) and not Path(name).exists()
            ]
            if file.name not in known and moved:
                rename_warc_file(session, moved[0], file.name)
            close_warc_file(session, file.name, utc_now(), bytes=file.size, records=None, sha256=file.sha256)
        self._files[path] = file
