"""`verify` and `verify --repair` on an archive of the sample site, on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.acceptance.conftest import Run, ingest

from newsarchive import captures
from newsarchive.demo.server import SampleSite
from newsarchive.pipeline import Archive
from newsarchive.records import Capture, utc_now
from newsarchive.store import known_record_ids


@pytest.fixture
def warc(archive: Archive, folder: Path) -> Path:
    """The one WARC file of an archive that was ingested once."""
    ingest(archive)
    (path,) = (folder / "warc").glob("*.warc.gz")
    return path


def _known(archive: Archive, name: str) -> set[str]:
    with archive.store.read() as session:
        return known_record_ids(session, name)


def _forget_one(archive: Archive) -> None:
    """Take one capture out of the database; its record stays."""
    with archive.store.write() as session:
        one = session.execute(
            text(
                "SELECT max(id) FROM captures WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE capture_id = captures.id)"
            )
        ).scalar()
        assert one is not None
        for table in ("fetches", "parse_evidence", "parse_findings", "parse_issues", "parse_results"):
            session.execute(text(f"DELETE FROM {table} WHERE capture_id = :one"), {"one": one})
        session.execute(text("DELETE FROM captures WHERE id = :one"), {"one": one})


def test_a_good_archive(warc: Path, run: Run) -> None:
    for depth in ((), ("--deep",)):
        code, out, err = run("verify", *depth)
        assert (code, out) == (0, ""), out
        assert "all is as it should be" in err


def test_a_flipped_byte_is_named_by_file_offset_and_page(warc: Path, archive: Archive, run: Run) -> None:
    ref = next(iter(captures.iter_refs(archive.warc, warc.name)))
    data = bytearray(warc.read_bytes())
    data[ref.offset + ref.length // 2] ^= 1
    warc.write_bytes(data)
    code, out, _ = run("verify", "--deep", "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert {one["kind"] for one in found} >= {"file-changed", "record-missing"}
    missing = next(one for one in found if one["kind"] == "record-missing")
    assert (missing["file"], missing["offset"]) == (warc.name, ref.offset)
    assert missing["url"].startswith("http://")


def test_a_file_cut_between_two_records(warc: Path, archive: Archive, run: Run) -> None:
    last = list(captures.iter_refs(archive.warc, warc.name))[-1]
    warc.write_bytes(warc.read_bytes()[: last.offset])
    code, out, _ = run("verify")
    assert code == 1
    assert "file-changed" in out
    assert f"{warc.name} at byte {last.offset}: record-missing" in out


def test_a_torn_tail_is_cut_and_its_good_records_get_rows(
    warc: Path, archive: Archive, folder: Path, site: SampleSite, run: Run
) -> None:
    torn = _a_killed_run(archive, site)
    code, out, _ = run("verify")
    assert code == 1
    assert "torn-tail" in out and "orphan" in out
    code, out, err = run("verify", "--repair", "--deep")
    assert (code, out) == (0, ""), out
    assert "torn tail of" in err and "2 recovered" in err
    assert len(_known(archive, torn)) == 2
    assert list((folder / "warc").glob("*.torn-*"))


def test_a_forgotten_row_in_a_closed_file_comes_back(warc: Path, archive: Archive, run: Run) -> None:
    before = _known(archive, warc.name)
    _forget_one(archive)
    assert len(_known(archive, warc.name)) == len(before) - 1
    assert "orphan" in run("verify")[1]
    assert run("verify", "--repair")[0] == 0
    assert _known(archive, warc.name) == before


def _a_killed_run(archive: Archive, site: SampleSite) -> str:
    """An open file as a kill leaves it: two whole captures (one a revisit), then half of a record."""
    writer = archive.writer("ingest-29990101T000000000000Z")
    page = Capture(
        f"{site.url}/late",
        f"{site.url}/late",
        utc_now(),
        200,
        "OK",
        (("Content-Type", "text/html"),),
        b"<p>late",
    )
    ref = writer.append(page)
    writer.append(page, revisit_of=captures.Original(ref, page.url, page.captured_at))
    assert writer._file is not None
    writer._file.write(b"\x1f\x8b\x08\x00half a record", records=1)
    writer._file.abandon()
    return ref.file
