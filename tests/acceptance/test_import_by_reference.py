"""Captures that stay in the files of others: everything that is done with a capture works on them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.acceptance.conftest import Run, ingest
from tests.acceptance.test_handing_on import delete_database
from tests.acceptance.test_import import rows, story
from tests.acceptance.test_import_copies import check_pack
from tests.unit.captures import makers
from warcio.archiveiterator import ArchiveIterator

from newsarchive.demo.server import SampleSite
from newsarchive.pipeline import Archive

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


def arc() -> bytes:
    body = makers.HEAD + story(1)
    line = f"{makers.url(1)} 192.0.2.1 19970310120000 text/html {len(body)}\n".encode()
    return makers.members(makers.arc_head(), line + body + b"\n")


MAKERS: dict[str, Callable[[], bytes]] = {
    "gzip.warc.gz": lambda: makers.members(makers.warcinfo("software: x"), makers.record(1, body=story(1))),
    "plain.warc": lambda: makers.record(1, body=story(1)) + makers.record(2, kind="metadata"),
    "line-feeds.warc": lambda: makers.record(1, body=story(1), line_end=b"\n"),
    "no-id.warc.gz": lambda: makers.members(makers.record(1, body=story(1), WARC_Record_ID="")),
    "chunks.warc.gz": lambda: makers.members(makers.record(1, head=CHUNKED, body=makers.chunked(story(1)))),
    "short.warc.gz": lambda: makers.members(makers.record(1, body=story(1), length=99)),
    "resource.warc.gz": lambda: makers.members(
        makers.record(1, kind="resource", head=b"", body=story(1), Content_Type="text/html")
    ),
    "zeros.warc.gz": lambda: makers.members(makers.record(1, body=story(1))) + bytes(512),
    "old.arc.gz": arc,
}


@pytest.mark.parametrize("name", MAKERS)
def test_everything_works_on_a_capture_that_stays_in_its_file(
    archive: Archive, run: Run, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(MAKERS[name]())
    before = path.read_bytes()
    code, _, err = run("import", "--by-reference", path)
    assert code == 0, err
    assert "1 imported" in err and "copied" not in err
    assert rows(archive, "SELECT count(*) FROM articles") == [(1,)]
    assert archive.warc.names() == []
    assert rows(archive, "SELECT name, bytes FROM warc_files") == [(str(path), len(before))]
    assert run("verify") == (0, "", "verify: all is as it should be\n")
    assert run("verify", "--deep")[0] == 0
    code, out, _ = run("show", "1", "--raw")
    assert (code, out.encode()) == (0, story(1))
    assert f"{path}, bytes " in run("show", "1")[1]
    assert "1 unchanged" in run("reparse", "--all", "--workers", "1")[2]
    assert run("export", "--format", "warc", "-o", tmp_path / "slice.warc.gz")[0] == 0
    assert replayed(tmp_path) == [(makers.url(1), story(1))]
    assert run("cite", "1", "-o", tmp_path / "pack")[0] == 0
    assert f"the record lies in {path}, from byte " in (tmp_path / "pack" / "README.txt").read_text()
    check_pack(tmp_path / "pack", story(1))
    assert "1 known already" in run("import", "--by-reference", path)[2]
    assert path.read_bytes() == before


def replayed(folder: Path) -> list[tuple[str, bytes]]:
    """What another tool finds in a slice by its index: each page at the offset that the index says."""
    found = []
    for line in (folder / "slice.cdxj").read_text().splitlines():
        entry = json.loads(line.split(" ", 2)[2])
        with (folder / entry["filename"]).open("rb") as stream:
            stream.seek(int(entry["offset"]))
            record = next(iter(ArchiveIterator(stream)))
            found.append((record.rec_headers["WARC-Target-URI"], record.content_stream().read()))
            assert record.rec_headers["WARC-Type"] in ("response", "resource")
    return found


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("all.warc.gz", makers.one_member_for_all),
        ("any.warc.gz", makers.members_cut_anywhere),
        ("browser.wacz", makers.wacz),
        ("page.html", lambda: b"<link rel=canonical href=https://paper.example/x>"),
    ],
)
def test_what_can_only_be_copied_is_told(
    archive: Archive, run: Run, tmp_path: Path, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    code, _, err = run("import", "--by-reference", tmp_path / name)
    assert code == 1
    assert "can't be imported by reference" in err and "without --by-reference" in err
    assert rows(archive, "SELECT count(*) FROM captures") == [(0,)]


@pytest.fixture
def other(archive: Archive, run: Run, tmp_path: Path) -> Path:
    """A file of two pages that was imported by reference."""
    path = tmp_path / "other.warc.gz"
    path.write_bytes(makers.members(*[makers.record(n, body=story(n)) for n in (1, 2)]))
    assert run("import", "--by-reference", path)[0] == 0
    return path


def test_a_missing_file_is_named(other: Path, run: Run, tmp_path: Path) -> None:
    other.unlink()
    code, out, _ = run("verify")
    assert code == 1
    assert out.startswith(f"{other}: file-missing: imported by reference, and 2 captures lie in it")
    code, _, err = run("show", "1", "--raw")
    assert code == 1 and "other.warc.gz is not in" in err
    code, _, err = run("reparse", "--all", "--workers", "1")
    assert code == 1 and "other.warc.gz is not in" in err


def test_a_changed_file_is_named(other: Path, run: Run) -> None:
    data = bytearray(other.read_bytes())
    data[-40] ^= 1
    other.write_bytes(data)
    code, out, _ = run("verify", "--deep")
    assert code == 1
    assert "other.warc.gz: file-changed: digest sha256:" in out
    assert "other.warc.gz at byte" in out and makers.url(2) in out
    other.write_bytes(data[:-10])
    code, out, _ = run("verify")
    assert code == 1 and "file-changed" in out and "record-missing: the file ends before it" in out
    code, _, err = run("import", "--by-reference", other)
    assert code == 1 and "is not the file that was imported by reference" in err


def test_a_file_that_moved_is_found_again(archive: Archive, other: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    moved = other.rename(tmp_path / "elsewhere" / "renamed.warc.gz")
    code, _, err = run("import", "--by-reference", moved)
    assert code == 0 and "2 known already" in err
    assert rows(archive, "SELECT name FROM warc_files") == [(str(moved),)]
    assert run("verify", "--deep")[0] == 0


def test_what_a_night_keeps_never_leans_on_files_of_others(
    archive: Archive, run: Run, site: SampleSite, tmp_path: Path
) -> None:
    """The same bytes of a page that is there by reference are stored all the same."""
    url = f"{site.url}/old-ledger/n2219.htm"
    path = tmp_path / "earlier.warc.gz"
    path.write_bytes(makers.members(makers.record(1, body=urlopen(url).read(), target=url)))
    assert "1 imported" in run("import", "--by-reference", path)[2]
    ingest(archive)
    kept = rows(archive, f"SELECT payload_digest, record_type FROM captures WHERE url = '{url}'")
    assert len(kept) == 2 and len(set(kept)) == 1
    assert kept[0][1] == "response"
    assert run("verify", "--deep")[0] == 0


def test_a_database_made_again_needs_them_imported_again(
    archive: Archive, folder: Path, database_url: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "copied.warc.gz").write_bytes(makers.members(makers.record(1, body=story(1))))
    (tmp_path / "left.warc.gz").write_bytes(makers.members(makers.record(2, body=story(2))))
    assert run("import", tmp_path / "copied.warc.gz")[0] == 0
    assert run("import", "--by-reference", tmp_path / "left.warc.gz")[0] == 0
    before = run("export", "--format", "jsonl")[1]
    archive.close()
    delete_database(folder, database_url)
    assert run("verify", "--repair", "--deep")[0] == 0
    assert run("export", "--format", "jsonl")[1].count("\n") == 1
    assert run("import", "--by-reference", tmp_path / "left.warc.gz")[0] == 0
    assert run("export", "--format", "jsonl")[1] == before


def test_filters_of_two_imports_of_one_file(archive: Archive, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "two.warc.gz"
    there = makers.record(2, body=story(2), target="http://other.example/story")
    path.write_bytes(makers.members(makers.record(1, body=story(1)), there))
    assert "1 imported" in run("import", "--by-reference", path, "--host", "paper.example")[2]
    assert "1 imported" in run("import", "--by-reference", path, "--language", "en")[2]
    assert run("verify", "--deep")[0] == 0


def test_one_record_id_for_two_records(archive: Archive, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "same-id.warc.gz"
    twin = makers.record(1, body=story(2), target=makers.url(2))
    path.write_bytes(makers.members(makers.record(1, body=story(1)), twin))
    assert "2 imported" in run("import", "--by-reference", path)[2]
    assert run("verify", "--deep")[0] == 0
    assert rows(archive, "SELECT count(DISTINCT record_id) FROM captures") == [(2,)]
