"""A copying import writes what the other file says, and nothing that nobody sent."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.acceptance.conftest import Run
from tests.acceptance.test_import import rows, story
from tests.unit.captures import makers

from newsarchive import captures
from newsarchive.captures.members import iter_members
from newsarchive.captures.record import Record, parse_record, sha256
from newsarchive.pipeline import Archive

ASKED = b"GET /story/1 HTTP/1.1\r\nHost: paper.example\r\nUser-Agent: somebody else\r\n\r\n"
ANSWER_ID = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
ASK_ID = "<urn:uuid:00000000-0000-4000-8000-000000000091>"


def ask(**fields: str) -> bytes:
    return makers.record(91, kind="request", head=b"", body=ASKED, target=makers.url(1), **fields)


def answer(**fields: str) -> bytes:
    return makers.record(1, body=story(1), WARC_IP_Address="192.0.2.9", **fields)


def written(archive: Archive) -> list[Record]:
    """All records of the file that the import wrote."""
    (name,) = archive.warc.names()
    with archive.warc.open(name) as stream:
        return [parse_record(member.data) for member in iter_members(stream)]


@pytest.mark.parametrize(
    "make",
    [
        lambda: makers.members(ask(), answer(WARC_Concurrent_To=ASK_ID)),
        lambda: makers.members(answer(), ask(WARC_Concurrent_To=ANSWER_ID)),
        lambda: ask(WARC_Concurrent_To=ANSWER_ID) + answer(),
    ],
    ids=["request first", "request behind", "plain"],
)
def test_the_request_of_the_source_is_copied(
    archive: Archive, run: Run, tmp_path: Path, make: Callable[[], bytes]
) -> None:
    (tmp_path / "other.warc").write_bytes(make())
    assert run("import", tmp_path / "other.warc")[0] == 0
    info, response, request = written(archive)
    assert (info.type, response.type, request.type) == ("warcinfo", "response", "request")
    assert request.block == ASKED
    assert request.fields["warc-concurrent-to"] == f"<{response.record_id}>"


def test_where_no_request_is_stored_none_is_written(archive: Archive, run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.warc.gz").write_bytes(makers.members(ask(), answer()))  # nothing ties them together
    assert run("import", tmp_path / "other.warc.gz")[0] == 0
    assert [record.type for record in written(archive)] == ["warcinfo", "response"]


def test_a_copy_says_when_and_where_it_was_captured_and_where_it_comes_from(
    archive: Archive, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "other.warc.gz").write_bytes(makers.members(makers.record(5), answer()))
    first = len(makers.members(makers.record(5)))
    assert run("import", tmp_path / "other.warc.gz", "--host", "paper.example")[0] == 0
    fields = next(one for one in written(archive) if one.target_uri == makers.url(1)).fields
    assert fields["warc-date"] == "2017-10-17T06:00:00.000000Z"
    assert fields["warc-ip-address"] == "192.0.2.9"
    assert fields["newsarchive-imported-from"] == "other.warc.gz"
    assert fields["newsarchive-imported-offset"] == str(first)
    assert f"<{fields['newsarchive-imported-record-id']}>" == ANSWER_ID
    assert "newsarchive-import-note" not in fields


def test_what_was_odd_stands_beside_the_copy(archive: Archive, run: Run, tmp_path: Path) -> None:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Kept: as it was\r\n\r\n"
    odd = makers.record(1, head=head, body=makers.chunked(story(1)))
    (tmp_path / "other.warc.gz").write_bytes(makers.members(odd))
    assert run("import", tmp_path / "other.warc.gz")[0] == 0
    _, response = written(archive)
    assert response.fields["newsarchive-import-note"] == "chunked coding taken off"
    assert b"X-Kept: as it was\r\n" in response.block
    assert response.fields["warc-payload-digest"] == sha256(story(1))


def test_a_saved_page_gets_no_answer_that_no_server_gave(archive: Archive, run: Run, tmp_path: Path) -> None:
    page = story(3).replace(b"<head>", b"<head><link rel=canonical href=https://paper.example/saved>")
    (tmp_path / "saved\nby me.html").write_bytes(page)
    code, _, err = run("import", tmp_path / "saved\nby me.html")
    assert code == 0, err
    _, resource = written(archive)
    assert (resource.type, resource.block) == ("resource", page)
    assert resource.fields["content-type"] == "text/html"
    assert resource.fields["newsarchive-imported-from"] == "saved by me.html"
    assert rows(archive, "SELECT record_type, status FROM captures") == [("resource", 200)]
    assert run("verify", "--deep")[0] == 0
    code, out, _ = run("show", "1", "--raw")
    assert (code, out.encode()) == (0, page)
    assert run("cite", "1", "-o", tmp_path / "pack")[0] == 0
    assert "not stored, only the page" in (tmp_path / "pack" / "README.txt").read_text()
    check_pack(tmp_path / "pack", page)


def check_pack(pack: Path, page: bytes) -> None:
    """Follow the README of a citation pack word by word; the page that comes out must be this one."""
    text = (pack / "README.txt").read_text(encoding="utf-8")
    commands = [line.strip() for line in text.splitlines() if line.startswith("    ")]
    assert len(commands) == 6
    digest = sha256(page).removeprefix("sha256:")
    for line in commands:
        command = line.replace("| less", "| cat").replace("python3 -c", f"{sys.executable} -c")
        command = command.replace("warcio check", f"{sys.executable} -m warcio.cli check")
        ran = subprocess.run(command, shell=True, cwd=pack, capture_output=True, check=False)
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        if command.endswith("sha256sum") or "hashlib" in command:
            assert ran.stdout.decode().split()[0] == digest
    assert (pack / "page.html").read_bytes() == page
    assert digest in text


def test_a_rebuilt_database_knows_imports_for_what_they_are(
    archive: Archive, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.warc.gz").write_bytes(makers.members(answer()))
    assert run("import", tmp_path / "a.warc.gz")[0] == 0
    (name,) = archive.warc.names()
    ((ref, capture),) = captures.iter_captures(archive.warc, name, with_request=True)
    assert capture.request_headers == ()
    assert ref.record_type == "response"
