"""Captures: the raw bytes of pages in WARC files (ISO 28500:2017), written, read back and proven."""

from newsarchive.captures.citation import CitationPack, write_citation_pack
from newsarchive.captures.files import ClosedFile
from newsarchive.captures.importing import ForeignCapture, ForeignProblem, iter_foreign
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

__all__ = [
    "CaptureWriter",
    "CitationPack",
    "ClosedFile",
    "Finding",
    "ForeignCapture",
    "ForeignProblem",
    "LocalStorage",
    "Original",
    "RemoteStorage",
    "Repair",
    "Slice",
    "Storage",
    "close_left_open",
    "describe_file",
    "export_slice",
    "iter_captures",
    "iter_foreign",
    "iter_refs",
    "kept_open",
    "left_open",
    "payload_digest",
    "read_capture",
    "read_payload",
    "read_record_bytes",
    "repair_torn_tails",
    "storage_for",
    "surt",
    "verify",
    "write_citation_pack",
]
