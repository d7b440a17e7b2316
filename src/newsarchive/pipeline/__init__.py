"""The pipeline: puts fetching, keeping, parsing and storing together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsarchive.lazy import loaded_on_demand

if TYPE_CHECKING:
    from newsarchive.pipeline.archive import Archive
    from newsarchive.pipeline.counts import RunSummary
    from newsarchive.pipeline.import_options import ImportOptions
    from newsarchive.pipeline.importing import import_files
    from newsarchive.pipeline.ingest import Ingest, IngestOptions
    from newsarchive.pipeline.lock import only_run
    from newsarchive.pipeline.repairing import repair_archive
    from newsarchive.pipeline.reparse import ReparseOptions, ReparseReport, samples_of
    from newsarchive.pipeline.verifying import finding_line, verify_archive

__all__ = [
    "Archive",
    "ImportOptions",
    "Ingest",
    "IngestOptions",
    "ReparseOptions",
    "ReparseReport",
    "RunSummary",
    "finding_line",
    "import_files",
    "only_run",
    "repair_archive",
    "samples_of",
    "verify_archive",
]

_HOMES = {
    "Archive": "archive",
    "ImportOptions": "import_options",
    "Ingest": "ingest",
    "IngestOptions": "ingest",
    "ReparseOptions": "reparse",
    "ReparseReport": "reparse",
    "RunSummary": "counts",
    "finding_line": "verifying",
    "import_files": "importing",
    "only_run": "lock",
    "repair_archive": "repairing",
    "samples_of": "reparse",
    "verify_archive": "verifying",
}

__getattr__ = loaded_on_demand(__name__, _HOMES)
