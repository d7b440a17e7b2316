"""Captures on an object store: a real S3 protocol server on loopback, and fsspec's other places."""

from __future__ import annotations

import pickle
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.captures.samples import capture

from newsarchive.captures import (
    CaptureWriter,
    LocalStorage,
    RemoteStorage,
    close_left_open,
    export_slice,
    iter_captures,
    left_open,
    read_capture,
    storage_for,
    verify,
)
from newsarchive.errors import CaptureError, CaptureMissing
from newsarchive.records import CaptureRef

pytest.importorskip("s3fs", reason="the extra newsarchive[s3] is not installed")
moto_server = pytest.importorskip("moto.server", reason="moto is not installed")


@pytest.fixture(scope="module")
def s3_endpoint() -> Iterator[str]:
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_endpoint: str, tmp_path: Path) -> RemoteStorage:
    """An empty bucket and an empty spool."""
    import s3fs

    options = {"key": "test", "secret": "test", "client_kwargs": {"endpoint_url": s3_endpoint}}
    bucket = f"news-{uuid.uuid4().hex[:8]}"
    s3fs.S3FileSystem(**options).mkdir(bucket)
    storage = storage_for(f"s3://{bucket}/warc", spool=tmp_path / "spool", **options)
    assert isinstance(storage, RemoteStorage)
    return storage


def test_captures_are_read_from_the_spool_first_and_from_the_store_later(s3: RemoteStorage) -> None:
    captures = [capture(n) for n in range(6)]
    with CaptureWriter(s3, run="night", roll_bytes=2500) as writer:
        refs = []
        for each in captures:
            refs.append(writer.append(each))
            assert read_capture(s3, refs[-1]) == each  # wherever it lies now
        assert len(writer.closed) > 0
    assert list(s3.work_folder.iterdir()) == []
    assert s3.names() == [closed.name for closed in writer.closed]
    assert [read_capture(s3, ref) for ref in refs] == captures
    again = [pair for closed in writer.closed for pair in iter_captures(s3, closed.name, with_request=True)]
    assert again == list(zip(refs, captures, strict=True))
    assert list(verify(s3, refs, writer.closed, deep=True)) == []
    assert list(verify(s3, refs, writer.closed)) == []
    reader = pickle.loads(pickle.dumps(s3))  # as it travels to another process
    reader._spool = None
    assert [read_capture(reader, ref) for ref in refs] == captures


def test_a_slice_of_a_store(s3: RemoteStorage, tmp_path: Path) -> None:
    with CaptureWriter(s3, run="night") as writer:
        refs = [writer.append(capture(n)) for n in range(3)]
    made = export_slice(s3, refs[1:], tmp_path / "x.warc.gz")
    assert [c for _, c in iter_captures(tmp_path, made.warc.name, with_request=True)] == [
        capture(1),
        capture(2),
    ]


def test_what_a_dead_run_left_in_the_spool_is_brought_to_the_store(s3: RemoteStorage) -> None:
    local = LocalStorage(s3.work_folder)
    with CaptureWriter(local, run="night") as writer:
        ref = writer.append(capture())
    path = s3.work_folder / ref.file
    path.rename(path.with_name(path.name + ".open"))
    with path.with_name(path.name + ".open").open("ab") as stream:
        stream.write(b"\x1f\x8b\x08 torn")
    assert read_capture(s3, ref) == capture()
    (closed,) = close_left_open(s3)
    assert (closed.name, left_open(s3)) == (ref.file, [])
    assert read_capture(s3, ref) == capture()
    assert list(verify(s3, [ref], [closed], deep=True)) == []


def test_an_upload_that_fails_keeps_the_local_file(s3: RemoteStorage) -> None:
    writer = CaptureWriter(s3, run="night")
    ref = writer.append(capture())
    s3._files.pipe_file(s3._key(ref.file), b"somebody else's file")
    with pytest.raises(CaptureError, match="already"):
        writer.close()
    assert left_open(s3) == [ref.file]
    assert read_capture(s3, ref) == capture()
    assert s3._files.cat_file(s3._key(ref.file)) == b"somebody else's file"


def test_what_is_not_there_is_told(s3: RemoteStorage, tmp_path: Path) -> None:
    assert s3.names() == []
    for call in (s3.size, s3.open, lambda name: s3.read(name, 0, 10)):
        with pytest.raises(CaptureMissing):
            call("none.warc.gz")
    with pytest.raises(CaptureMissing):
        read_capture(s3, CaptureRef("../x", 0, 1, "x", "y"))
    with pytest.raises(CaptureError, match="spool"):
        CaptureWriter(f"memory://{uuid.uuid4().hex}", run="night").append(capture())


def test_places(tmp_path: Path) -> None:
    assert isinstance(storage_for(tmp_path), LocalStorage)
    assert isinstance(storage_for(str(tmp_path)), LocalStorage)
    assert storage_for(f"file://{tmp_path}").work_folder == tmp_path
    with CaptureWriter(f"memory://{uuid.uuid4().hex}", run="night", spool=tmp_path) as writer:
        ref = writer.append(capture())
    assert read_capture(writer.storage, ref) == capture()


def test_a_store_that_does_not_answer_is_told_in_our_words(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{unused.getsockname()[1]}"
    options = {"key": "x", "secret": "x", "client_kwargs": {"endpoint_url": endpoint}}
    options["config_kwargs"] = {"connect_timeout": 1, "retries": {"max_attempts": 0}}
    storage = storage_for("s3://bucket/warc", spool=tmp_path, **options)
    ref = CaptureRef("x.warc.gz", 0, 10, "x", "y")
    for call in (storage.names, lambda: storage.size("x.warc.gz"), lambda: read_capture(storage, ref)):
        with pytest.raises(CaptureError):
            call()
    with pytest.raises(CaptureError):
        list(iter_captures(storage, "x.warc.gz"))
    writer = CaptureWriter(LocalStorage(tmp_path), run="night")
    kept = writer.append(capture())
    writer.storage = storage
    with pytest.raises(CaptureError):
        writer.close()
    assert read_capture(storage, kept) == capture()  # nothing is lost: it waits in the spool
