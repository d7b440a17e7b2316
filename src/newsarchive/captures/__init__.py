"""Captures: the raw bytes of pages in WARC files (ISO 28500:2017), written, read back and proven."""

from newsarchive.captures.files import ClosedFile
from newsarchive.captures.reader import (
    iter_captures,
    iter_refs,
    read_capture,
    read_payload,
    read_record_bytes,
)
from newsarchive.captures.storage import LocalStorage, RemoteStorage, Storage, storage_for
from newsarchive.captures.writer import CaptureWriter, Original

__all__ = [
    "CaptureWriter",
    "ClosedFile",
    "LocalStorage",
    "Original",
    "RemoteStorage",
    "Storage",
    "iter_captures",
    "iter_refs",
    "read_capture",
    "read_payload",
    "read_record_bytes",
    "storage_for",
]
