"""Where the WARC files of an archive lie: a folder, or an object store named by an fsspec URL.

Files are always written on a local disk, because only there can a record be synced before its
row is committed. For an object store that disk is the `spool` folder; a file moves to the store
when it is closed, and readers find it in either place.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, Self, cast

from newsarchive.captures.files import OPEN_SUFFIX, SUFFIX, sync_folder
from newsarchive.errors import CaptureError, CaptureMissing, MissingExtra, NewsArchiveError

_REMOTE_BLOCK = 4 * 1024 * 1024


class Storage(Protocol):
    """The few things that reading and writing need from the place where WARC files lie."""

    @property
    def work_folder(self) -> Path:
        """Local folder in which open files are written. Raises `CaptureError` where there is none."""

    def names(self) -> list[str]:
        """Names of all WARC files, sorted, without `.open`."""

    def is_open(self, name: str) -> bool:
        """Whether the file is still being written (or was left so by a crash)."""

    def size(self, name: str) -> int:
        """Length in bytes. Raises `CaptureMissing`."""

    def read(self, name: str, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`. Raises `CaptureMissing`."""

    def open(self, name: str) -> BinaryIO:
        """A stream for reading from the start. Raises `CaptureMissing`."""

    def publish(self, name: str) -> None:
        """Give the open file its final name, durably. Never replaces a file."""


@contextmanager
def mapped_errors(action: str, name: str) -> Iterator[None]:
    """Turn operating system errors into `CaptureMissing` and `CaptureError`."""
    try:
        yield
    except FileNotFoundError:
        raise CaptureMissing(f"WARC file {name} is not there") from None
    except OSError as error:
        raise CaptureError(f"WARC file {name} can't be {action}: {error.strerror or error}") from error


@contextmanager
def mapped_store_errors(action: str, name: str) -> Iterator[None]:
    """The same for an object store, whose client libraries raise their own errors beside `OSError`."""
    with mapped_errors(action, name):
        try:
            yield
        except (OSError, NewsArchiveError, MemoryError):
            raise
        except Exception as error:
            word = str(error).partition("\n")[0] or type(error).__name__
            raise CaptureError(f"WARC file {name} can't be {action}: {word[:200]}") from error


class _MappedStream:
    """A stream whose read errors (a bad sector, a lost connection) are `CaptureError`s."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._name = name

    def read(self, size: int = -1) -> bytes:
        with mapped_store_errors("read", self._name):
            return self._stream.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        with mapped_store_errors("read", self._name):
            return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class LocalStorage:
    """WARC files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def work_folder(self) -> Path:
        """See `Storage`."""
        return self._folder

    def names(self) -> list[str]:
        """See `Storage`."""
        if not self.work_folder.is_dir():
            return []
        found = (path.name.removesuffix(OPEN_SUFFIX) for path in self.work_folder.iterdir())
        return sorted({name for name in found if name.endswith(SUFFIX)})

    def is_open(self, name: str) -> bool:
        """See `Storage`."""
        return not (self.work_folder / name).exists() and (self.work_folder / (name + OPEN_SUFFIX)).exists()

    def path(self, name: str) -> Path:
        """The file's path, under whichever of its two names it has now. Raises `CaptureMissing`."""
        if Path(name).name != name:
            raise CaptureMissing(f"{name!r} is not the name of a WARC file")
        closed = self.work_folder / name
        # A file may be closed between two looks: the final name is looked at last again.
        for path in (closed, self.work_folder / (name + OPEN_SUFFIX), closed):
            if path.exists():
                return path
        raise CaptureMissing(f"WARC file {name} is not in {self.work_folder}")

    def size(self, name: str) -> int:
        """See `Storage`."""
        with mapped_errors("read", name):
            return self.path(name).stat().st_size

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See `Storage`."""
        with mapped_errors("read", name), self.open(name) as stream:
            stream.seek(offset)
            return stream.read(length)

    def open(self, name: str) -> BinaryIO:
        """See `Storage`."""
        with mapped_errors("read", name):
            try:
                stream = self.path(name).open("rb")
            except FileNotFoundError:  # closed between finding and opening
                stream = self.path(name).open("rb")
        return cast(BinaryIO, _MappedStream(stream, name))

    def publish(self, name: str) -> None:
        """See `Storage`. The writer's lock keeps others from making the target between look and rename."""
        source, target = self.work_folder / (name + OPEN_SUFFIX), self.work_folder / name
        with mapped_errors("closed", name):
            if target.exists():
                raise CaptureError(f"WARC file {name} is there already and is never replaced")
            source.rename(target)
            sync_folder(self.work_folder)


class RemoteStorage:
    """WARC files below an fsspec URL (`s3://bucket/warc`, `gs://…`, `sftp://…`), written in a local spool."""

    def __init__(self, url: str, spool: Path | None = None, **options: Any) -> None:
        try:
            import fsspec
        except ImportError:
            raise MissingExtra("captures on an object store need: pip install 'newsarchive[s3]'") from None
        try:
            self._files, root = fsspec.core.url_to_fs(url, **options)
        except ImportError as error:
            raise MissingExtra(
                f"captures at {url.partition('://')[0]}:// need another package: {error}"
            ) from None
        except ValueError as error:
            raise CaptureError(f"{url!r} is no place for captures: {error}") from None
        self._root = root.rstrip("/")
        self._spool = spool

    @property
    def work_folder(self) -> Path:
        """See `Storage`: the spool."""
        if self._spool is None:
            raise CaptureError("writing captures to an object store needs a local spool folder")
        return self._spool

    @property
    def _local(self) -> LocalStorage:
        return LocalStorage(self.work_folder)

    def _key(self, name: str) -> str:
        if Path(name).name != name:
            raise CaptureMissing(f"{name!r} is not the name of a WARC file")
        return f"{self._root}/{name}"

    def _is_local(self, name: str) -> bool:
        if self._spool is None:
            return False
        return any((self._spool / f"{name}{end}").exists() for end in (OPEN_SUFFIX, ""))

    def names(self) -> list[str]:
        """See `Storage`."""
        self._files.invalidate_cache()
        with mapped_store_errors("listed", self._root):
            try:
                keys = self._files.ls(self._root, detail=False)
            except FileNotFoundError:
                keys = []
        remote = {str(key).rsplit("/", 1)[-1] for key in keys}
        waiting = set(self._local.names()) if self._spool else set()
        return sorted({name for name in remote if name.endswith(SUFFIX)} | waiting)

    def is_open(self, name: str) -> bool:
        """See `Storage`. A closed file that could not be uploaded yet counts as open."""
        return self._is_local(name)

    def size(self, name: str) -> int:
        """See `Storage`."""
        if self._is_local(name):
            return self._local.size(name)
        with mapped_store_errors("read", name):
            return int(self._files.size(self._key(name)))

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See `Storage`."""
        if self._is_local(name):
            return self._local.read(name, offset, length)
        with mapped_store_errors("read", name):
            try:
                return bytes(self._files.cat_file(self._key(name), start=offset, end=offset + length))
            except FileNotFoundError:
                raise
            except OSError:  # a range that begins at the end is an error to S3, and nothing to a file
                if offset < int(self._files.size(self._key(name))):
                    raise
                return b""

    def open(self, name: str) -> BinaryIO:
        """See `Storage`."""
        if self._is_local(name):
            return self._local.open(name)
        with mapped_store_errors("read", name):
            stream = self._files.open(self._key(name), "rb", block_size=_REMOTE_BLOCK)
        return cast(BinaryIO, _MappedStream(stream, name))

    def publish(self, name: str) -> None:
        """See `Storage`. The local file goes only when the store has all of its bytes."""
        source = self.work_folder / (name + OPEN_SUFFIX)
        size = source.stat().st_size
        with mapped_store_errors("uploaded", name):
            self._files.invalidate_cache()
            if self._files.exists(self._key(name)) and self._files.size(self._key(name)) != size:
                raise CaptureError(f"WARC file {name} is on the store already with other bytes")
            try:
                self._files.put_file(os.fspath(source), self._key(name))
            except FileNotFoundError:
                raise CaptureError(
                    f"{self._root} is not there (no such bucket?): {name} waits in {self.work_folder}"
                ) from None
            self._files.invalidate_cache()
            if self._files.size(self._key(name)) != size:
                raise CaptureError(f"WARC file {name} did not arrive whole on the store")
            source.unlink()
            sync_folder(self.work_folder)


class KeptOpen:
    """The same storage, whose last file stays open between reads: for reading many records in order."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._name: str | None = None
        self._stream: BinaryIO | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)

    def read(self, name: str, offset: int, length: int) -> bytes:
        """See `Storage`."""
        if self._stream is None or self._name != name:
            self.close()
            self._stream, self._name = self._storage.open(name), name
        self._stream.seek(offset)
        return self._stream.read(length)

    def close(self) -> None:
        """Close the file that was read last."""
        if self._stream is not None:
            self._stream.close()
        self._stream = self._name = None


@contextmanager
def kept_open(storage: Storage) -> Iterator[Storage]:
    """The storage for a `with` block in which many records are read, mostly of one file."""
    kept = KeptOpen(storage)
    try:
        yield cast(Storage, kept)
    finally:
        kept.close()


def storage_for(place: Path | str | Storage, *, spool: Path | None = None, **options: Any) -> Storage:
    """The storage of an archive's WARC files, from a folder or an fsspec URL.

    `spool` is the local folder for files being written; for a URL that is only read, none is needed.
    `options` go to fsspec, such as `client_kwargs` or `key`. A `file://` URL is a folder.
    """
    if isinstance(place, Path):
        return LocalStorage(place)
    if not isinstance(place, str):
        return place
    if place.startswith("file://"):
        return LocalStorage(Path(place.removeprefix("file://")))
    if "://" not in place:
        return LocalStorage(Path(place))
    return RemoteStorage(place, spool, **options)


def buffered(data: bytes) -> BinaryIO:
    """Bytes as a stream."""
    return io.BytesIO(data)
