"""Reading what others have archived: WARC and ARC files, WACZ, HAR, folders of HTML, MHTML."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from newsarchive.captures.importing.arc import iter_arc
from newsarchive.captures.importing.found import (
    ForeignCapture,
    ForeignProblem,
    ForeignRevisit,
    Found,
    promise_kept,
)
from newsarchive.captures.importing.har import HAR_SUFFIX, read_har
from newsarchive.captures.importing.pages import MHTML_SUFFIXES, is_html_file, read_html, read_mhtml
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.importing.warc import iter_warc
from newsarchive.errors import InputError

__all__ = [
    "ForeignCapture",
    "ForeignProblem",
    "ForeignRevisit",
    "Found",
    "begins_record",
    "iter_foreign",
    "iter_web_archive",
    "promise_kept",
]

_ARC_START = re.compile(rb"filedesc:|[a-z]+:\S* \d{1,3}(\.\d{1,3}){3} \d{8,14} ")
_IS_WEB_ARCHIVE = re.compile(r"\.w?arc(\.gz|\.zst)?$")
_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError)
"""What `zipfile` raises for a damaged zip: changed flag bits look like encryption or odd methods to it."""
_ARCHIVEBOX_PAGES = ("singlefile.html", "dom.html", "output.html")


def iter_foreign(path: Path, *, base_url: str | None = None, start: int = 0) -> Iterator[Found]:
    """Every capture in a file or folder, in the order in which they lie, one in memory at a time.

    A damaged or torn file gives what it holds, with a `ForeignProblem` for each spot that gave
    nothing, and a `ForeignRevisit` for each record whose payload lies elsewhere. `base_url` is put in
    front of the relative path of HTML files that do not say where they come from. `start` is the
    `offset` of a record of a WARC or ARC file to go on from; originals of revisits in front of it are
    not found then. Raises `InputError` for a path that can't be read or that is no archive at all.
    """
    if path.is_dir():
        yield from _iter_folder(path, base_url)
        return
    try:
        with path.open("rb") as raw:
            magic = raw.read(4)
            raw.seek(0)
            if path.suffix.lower() in MHTML_SUFFIXES:
                yield read_mhtml(path, path.name)
            elif path.suffix.lower() == HAR_SUFFIX:
                yield from read_har(path, path.name)
            elif is_html_file(path):
                yield read_html(path, path.name, url=_joined(base_url, path.name))
            elif magic == b"PK\x03\x04":
                for found in _iter_zip(raw, path.name):
                    yield _placed(found, path=path, length=None)  # inside a zip nothing is read by itself
            else:
                for found in iter_web_archive(raw, path.name, start):
                    yield _placed(found, path=path)
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror or error}") from error


def iter_web_archive(raw: BinaryIO, source: str, offset: int = 0) -> Iterator[Found]:
    """Every capture of a WARC or ARC file from the record at `offset` on. Raises `InputError`."""
    stream = DecodedStream(raw)
    start = stream.peek(512).lstrip(b"\r\n\0")
    raw.seek(0)
    if not start and stream.break_reason:  # the first member is damaged, those behind it may be good
        yield from (
            iter_arc(raw, source, start=offset)
            if ".arc" in source.lower()
            else iter_warc(raw, source, start=offset)
        )
    elif not start:
        yield ForeignProblem(source, 0, "the file is empty")
    elif _ARC_START.match(start):
        yield from iter_arc(raw, source, start=offset)
    elif start.startswith(b"WARC/") or b"\nWARC/" in start:
        yield from iter_warc(raw, source, start=offset)
    else:
        raise InputError(f"{source} is no WARC, ARC, WACZ, MHTML, HAR or HTML file")


def begins_record(data: bytes) -> bool:
    """Whether some bytes, plain or packed, begin as a WARC or ARC record does."""
    start = DecodedStream(io.BytesIO(data)).peek(512).lstrip(b"\r\n\0")
    return bool(start.startswith(b"WARC/") or _ARC_START.match(start))


def _iter_zip(raw: BinaryIO, source: str) -> Iterator[Found]:
    """A WACZ (WARC files in a zip, with their digests in `datapackage.json`)."""
    try:
        archive = zipfile.ZipFile(raw)
    except (*_ZIP_ERRORS, ValueError):
        # WARC files lie in a WACZ as they are, so a cut zip still shows its gzip members.
        yield ForeignProblem(source, 0, "the zip has no directory (file cut?): records are searched in it")
        yield from _iter_cut_zip(raw, source)
        return
    names = [name for name in archive.namelist() if _IS_WEB_ARCHIVE.search(name)]
    if not names:
        raise InputError(f"{source} is a zip without a WARC file in it")
    promised = _promised_digests(archive)
    for name in names:
        inner = f"{source}!{name.rsplit('/', 1)[-1]}"
        try:
            with archive.open(name) as stream:
                yield from iter_web_archive(cast(BinaryIO, stream), inner)
            yield from _check_promise(archive, name, inner, promised.get(name))
        except _ZIP_ERRORS as error:
            yield ForeignProblem(inner, 0, f"damaged in the zip: {error}")
        except InputError as error:
            yield ForeignProblem(inner, 0, str(error))


def _iter_cut_zip(raw: BinaryIO, source: str) -> Iterator[Found]:
    raw.seek(0)
    position = 0
    while chunk := raw.read(1 << 20):
        found = chunk.find(b"\x1f\x8b\x08")
        if found >= 0:
            yield from iter_warc(cast(BinaryIO, _From(raw, position + found)), source)
            return
        position += len(chunk) - 2 if len(chunk) > 2 else len(chunk)
        if len(chunk) < 1 << 20:
            return
        raw.seek(position)


class _From:
    """A file seen from an offset on."""

    def __init__(self, raw: BinaryIO, start: int) -> None:
        self._raw, self._start = raw, start

    def read(self, size: int = -1) -> bytes:
        return self._raw.read(size)

    def seek(self, offset: int) -> int:
        return self._raw.seek(self._start + offset) - self._start

    def tell(self) -> int:
        return self._raw.tell() - self._start


def _promised_digests(archive: zipfile.ZipFile) -> dict[str, str]:
    try:
        package = json.loads(archive.read("datapackage.json"))
        return {entry["path"]: entry["hash"] for entry in package["resources"] if "hash" in entry}
    except (KeyError, ValueError, TypeError, *_ZIP_ERRORS):
        return {}


def _check_promise(archive: zipfile.ZipFile, name: str, inner: str, promise: str | None) -> Iterator[Found]:
    if not promise or not promise.startswith("sha256:"):
        return
    digest = hashlib.sha256()
    with archive.open(name) as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    if promise.removeprefix("sha256:").lower() != digest.hexdigest():
        yield ForeignProblem(inner, 0, "the file is not what the digest in datapackage.json promises")


def _iter_folder(folder: Path, base_url: str | None) -> Iterator[Found]:
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        # File names may be no text at all; what goes into records must be.
        name = path.relative_to(folder).as_posix().encode("utf-8", "backslashreplace").decode()
        snapshot = _archivebox(path)
        if snapshot is not None:
            if not _has_better(path):
                url, saved_at = snapshot
                yield read_html(path, name, url=url, saved_at=saved_at)
        elif path.suffix.lower() in MHTML_SUFFIXES:
            yield read_mhtml(path, name)
        elif path.suffix.lower() == HAR_SUFFIX:
            yield from read_har(path, name)
        elif _IS_WEB_ARCHIVE.search(path.name) or path.suffix == ".wacz":
            try:
                for found in iter_foreign(path):
                    yield _renamed(found, name)
            except InputError as error:
                yield ForeignProblem(name, 0, str(error))
        elif is_html_file(path):
            yield read_html(path, name, url=_joined(base_url, name) or _mirror_url(name))


def _placed(found: Found, **changes: Any) -> Found:
    """The same with other fields of its place."""
    if isinstance(found, ForeignRevisit):
        return replace(found, found=replace(found.found, **changes))
    return found if isinstance(found, ForeignProblem) else replace(found, **changes)


def _renamed(found: Found, name: str) -> Found:
    inner = found.source.partition("!")[2]
    source = f"{name}!{inner}" if inner else name
    if isinstance(found, ForeignProblem):
        return replace(found, source=source)
    return _placed(found, source=source)


def _archivebox(path: Path) -> tuple[str, datetime | None] | None:
    """URL and time of an ArchiveBox snapshot, when the page is one of its outputs."""
    index = path.parent / "index.json"
    if path.name not in _ARCHIVEBOX_PAGES or not index.is_file():
        return None
    try:
        entry: dict[str, Any] = json.loads(index.read_bytes())
        url, stamp = str(entry["url"]), float(entry["timestamp"])
        return url, datetime.fromtimestamp(stamp, UTC)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _has_better(path: Path) -> bool:
    """Whether the same ArchiveBox snapshot has a WARC file, or a better copy of the page."""
    better = _ARCHIVEBOX_PAGES[: _ARCHIVEBOX_PAGES.index(path.name)]
    return any((path.parent / name).is_file() for name in better) or any(path.parent.glob("warc/*.warc.gz"))


def _joined(base_url: str | None, name: str) -> str | None:
    return base_url.rstrip("/") + "/" + name if base_url else None


def _mirror_url(name: str) -> str | None:
    """The URL of a page in a folder that Wget or HTTrack mirrored: `host/path`."""
    host, slash, path = name.partition("/")
    if not slash or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?", host):
        return None
    return f"http://{host}/{path}"
