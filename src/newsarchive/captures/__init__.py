"""Captures: the raw bytes of pages in WARC files (ISO 28500:2017), written, read back and proven."""

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
from newsarchive.captures.storage import LocalStorage, RemoteStorage, Storage, storage_for
from newsarchive.captures.verify import Finding, verify
from newsarchive.captures.writer import CaptureWriter, Original

__all__ = [
    "CaptureWriter",
    "ClosedFile",
    "Finding",
    "LocalStorage",
    "Original",
    "RemoteStorage",
    "Repair",
    "Storage",
    "close_left_open",
    "describe_file",
    "iter_captures",
    "iter_refs",
    "left_open",
    "payload_digest",
    "read_capture",
    "read_payload",
    "read_record_bytes",
    "repair_torn_tails",
    "storage_for",
    "verify",
]
