"""The pipeline: puts fetching, keeping, parsing and storing together."""

from __future__ import annotations

from newsarchive.pipeline.archive import Archive, make_folder, require_folder
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.import_options import ImportOptions
from newsarchive.pipeline.importing import import_files
from newsarchive.pipeline.ingest import Ingest, IngestOptions
from newsarchive.pipeline.lock import only_run
from newsarchive.pipeline.reparse import ReparseOptions, ReparseReport, reparse, samples_of
from newsarchive.pipeline.verifying import finding_line, repair_archive, verify_archive

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
    "make_folder",
    "only_run",
    "repair_archive",
    "reparse",
    "require_folder",
    "samples_of",
    "verify_archive",
]
