"""`Archive`: one folder with its settings, its database and its WARC files, opened together."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self

from newsarchive import __version__, captures
from newsarchive.captures import CaptureWriter, Slice, Storage
from newsarchive.folder import make_folder, require_folder
from newsarchive.records import Capture, CaptureRef, SiteProfile, utc_now
from newsarchive.settings import Settings
from newsarchive.sites import PROFILES, load_profiles
from newsarchive.store import Store, ref_of_record


class Archive:
    """An open archive. A context manager."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self.profiles: tuple[SiteProfile, ...] = (*load_profiles(settings.sites_folder), *PROFILES)
        self.zones = {one.name: one.timezone for one in settings.sources if one.timezone is not None}
        self.warc: Storage = captures.WithForeignFiles(
            captures.storage_for(settings.warc, spool=settings.folder / "spool")
        )

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False) -> Self:
        """Open the archive that `settings` describe.

        With `create`, a missing folder and an empty database become a new archive. Raises
        `NotAnArchive`, `SchemaOutdated`, `SchemaTooNew` or `StoreError`.
        """
        if create:
            make_folder(settings.folder)
        else:
            require_folder(settings)
        return cls(settings, Store.open(settings.database_url, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back."""
        self.store.close()

    def zone_of(self, source_name: str, stored: str | None) -> str | None:
        """The zone of a source's printed times: as the settings declare it, else as the database has it."""
        return self.zones.get(source_name, stored)

    def writer(self, run_name: str) -> CaptureWriter:
        """A writer of new WARC files for one run."""
        return CaptureWriter(
            self.warc,
            run=run_name,
            roll_bytes=self.settings.archive.warc_roll_bytes,
            software=f"newsarchive/{__version__}",
        )

    def read_stored(self, ref: CaptureRef) -> Capture:
        """The capture behind a reference, a revisit with the payload it refers to.

        Raises `CaptureMissing` or `CaptureDamaged`.
        """
        return captures.read_capture(self.warc, ref, lookup=self.ref_of)

    def ref_of(self, record_id: str) -> CaptureRef | None:
        """Where the record with this WARC-Record-ID lies."""
        with self.store.read() as session:
            return ref_of_record(session, record_id)

    def export_slice(self, refs: Iterable[CaptureRef], out: Path) -> Slice:
        """Copy captures into a WARC file of their own, index beside it. See `captures.export_slice`."""
        return captures.export_slice(
            self.warc, refs, out, lookup=self.ref_of, software=f"newsarchive/{__version__}"
        )


def new_run_name(kind: str) -> str:
    """A name for a run's WARC files that sorts by time: `ingest-20261123T021500123456Z`."""
    return f"{kind}-{utc_now():%Y%m%dT%H%M%S%f}Z"


def is_import_file(name: str) -> bool:
    """Whether a WARC file was imported, as a copy or by reference: its captures were not asked for here."""
    return name.startswith("import-") or captures.is_foreign(name)
