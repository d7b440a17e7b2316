"""Captures: the raw bytes of pages in WARC files (ISO 28500:2017), written, read back and proven."""

from typing import TYPE_CHECKING

from newsarchive.captures.by_reference import (
    WithForeignFiles,
    describe_foreign,
    is_foreign,
    made_up_id,
    ref_to,
)
from newsarchive.captures.files import ClosedFile
from newsarchive.captures.reader import (
    iter_captures,
    iter_refs,
    read_capture,
    read_payload,
    read_record_bytes,
)
from newsarchive.captures.record import sha256 as payload_digest
from newsarchive.captures.repair import (
    Repair,
    close_left_open,
    describe_file,
    left_open,
    repair_torn_tails,
)
from newsarchive.captures.slices import Slice, export_slice
from newsarchive.captures.storage import LocalStorage, RemoteStorage, Storage, kept_open, storage_for
from newsarchive.captures.surt import surt
from newsarchive.captures.verify import Finding, verify
from newsarchive.captures.writer import CaptureWriter, Original
from newsarchive.lazy import loaded_on_demand

if TYPE_CHECKING:
    from newsarchive.captures.citation import CitationPack, write_citation_pack
    from newsarchive.captures.importing import (
        ForeignCapture,
        ForeignProblem,
        ForeignRevisit,
        iter_foreign,
        promise_kept,
    )

__all__ = [
    "CaptureWriter",
    "CitationPack",
    "ClosedFile",
    "Finding",
    "ForeignCapture",
    "ForeignProblem",
    "ForeignRevisit",
    "LocalStorage",
    "Original",
    "RemoteStorage",
    "Repair",
    "Slice",
    "Storage",
    "WithForeignFiles",
    "close_left_open",
    "describe_file",
    "describe_foreign",
    "export_slice",
    "is_foreign",
    "iter_captures",
    "iter_foreign",
    "iter_refs",
    "kept_open",
    "left_open",
    "made_up_id",
    "payload_digest",
    "promise_kept",
    "read_capture",
    "read_payload",
    "read_record_bytes",
    "ref_to",
    "repair_torn_tails",
    "storage_for",
    "surt",
    "verify",
    "write_citation_pack",
]

# What only a citation or files of others need. (`verify` is no name for this: its module is called the same.)
_HOMES = {
    "CitationPack": "citation",
    "ForeignCapture": "importing",
    "ForeignProblem": "importing",
    "ForeignRevisit": "importing",
    "iter_foreign": "importing",
    "promise_kept": "importing",
    "write_citation_pack": "citation",
}

__getattr__ = loaded_on_demand(__name__, _HOMES)
