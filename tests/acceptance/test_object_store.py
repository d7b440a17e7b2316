"""An archive whose WARC files lie on an object store: every command, against an S3 server on loopback."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.acceptance.conftest import Run
from tests.acceptance.test_import import story
from tests.acceptance.test_import_copies import check_pack
from tests.unit.captures import makers
from tests.unit.captures.test_storage import s3_endpoint

from newsarchive.folder import SETTINGS_FILE
from newsarchive.pipeline import Archive
from newsarchive.settings import load_settings
from newsarchive.store import all_captures

s3fs = pytest.importorskip("s3fs", reason="the extra newsarchive[s3] is not installed")
__all__ = ["s3_endpoint"]


@pytest.fixture
def bucket(s3_endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty bucket; keys and address of the store are in the environment, as for any S3 tool."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_endpoint)
    s3fs.S3FileSystem.clear_instance_cache()
    name = f"news-{uuid.uuid4().hex[:8]}"
    s3fs.S3FileSystem().mkdir(name)
    yield name
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def archive(folder: Path, bucket: str) -> Iterator[Archive]:
    settings = folder / SETTINGS_FILE
    settings.write_text(settings.read_text().replace("[archive]", f'[archive]\nwarc = "s3://{bucket}/warc"'))
    with Archive.open(load_settings(folder, {}), create=True) as opened:
        yield opened


def test_every_command_works_on_a_store(
    archive: Archive, folder: Path, run: Run, tmp_path: Path, bucket: str
) -> None:
    assert run("ingest")[0] == 0
    (tmp_path / "other.warc.gz").write_bytes(makers.members(makers.record(1, body=story(1))))
    assert run("import", tmp_path / "other.warc.gz")[0] == 0
    (tmp_path / "left.warc.gz").write_bytes(makers.members(makers.record(2, body=story(2))))
    assert run("import", "--by-reference", tmp_path / "left.warc.gz")[0] == 0
    assert len(s3fs.S3FileSystem().ls(f"{bucket}/warc")) == 2
    assert list((folder / "spool").iterdir()) == []
    assert not (folder / "warc").exists()
    for depth in ((), ("--deep",), ("--repair",)):
        assert run("verify", *depth)[0] == 0
    with archive.store.read() as session:
        for stored in all_captures(session):
            assert archive.read_stored(stored.ref).status == stored.status, stored.url
    code, _, err = run("reparse", "--all", "--workers", "2")
    assert code == 0 and "unchanged" in err
    out = tmp_path / "slice.warc.gz"
    assert run("export", "--format", "warc", "-o", out)[0] == 0
    assert len((tmp_path / "slice.cdxj").read_text().splitlines()) > 20
    for number, made in ((1, makers.url(1)), (2, makers.url(2))):
        assert run("cite", made, "-o", tmp_path / f"pack-{number}")[0] == 0
        check_pack(tmp_path / f"pack-{number}", story(number))
        assert run("show", made, "--raw")[1].encode() == story(number)


def test_a_file_that_is_gone_from_the_store_is_named(
    archive: Archive, run: Run, tmp_path: Path, bucket: str
) -> None:
    (tmp_path / "other.warc.gz").write_bytes(makers.members(makers.record(1, body=story(1))))
    assert run("import", tmp_path / "other.warc.gz")[0] == 0
    (key,) = s3fs.S3FileSystem().ls(f"{bucket}/warc", refresh=True)
    s3fs.S3FileSystem().rm(key)
    code, out, _ = run("verify", "--json")
    assert code == 1
    assert json.loads(out)["kind"] == "file-missing"
    code, _, err = run("show", "1", "--raw")
    assert code == 1 and "is not there" in err


def test_what_could_not_be_brought_to_the_store_waits_and_goes_later(
    archive: Archive, folder: Path, run: Run, tmp_path: Path, bucket: str
) -> None:
    (tmp_path / "other.warc.gz").write_bytes(makers.members(makers.record(1, body=story(1))))
    store = s3fs.S3FileSystem()
    store.rmdir(bucket)
    code, _, err = run("import", tmp_path / "other.warc.gz")
    assert code == 1
    assert "no such bucket?" in err and "waits in" in err
    assert len(list((folder / "spool").iterdir())) == 1
    assert run("show", "1", "--raw")[1].encode() == story(1)
    store.mkdir(bucket)
    assert run("verify", "--repair", "--deep")[0] == 0
    assert list((folder / "spool").iterdir()) == []
    assert len(store.ls(f"{bucket}/warc", refresh=True)) == 1
    assert run("show", "1", "--raw")[1].encode() == story(1)
