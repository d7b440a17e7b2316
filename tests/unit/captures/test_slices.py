"""What leaves the archive can be read, replayed and checked elsewhere, with standard tools."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from tests.unit.captures.samples import capture

from newsarchive.captures import (
    CaptureWriter,
    CitationPack,
    Original,
    export_slice,
    iter_refs,
    read_capture,
    read_record_bytes,
    surt,
    write_citation_pack,
)
from newsarchive.errors import CaptureError, CaptureMissing
from newsarchive.records import Capture, CaptureRef


@pytest.fixture
def archive(tmp_path: Path) -> tuple[Path, list[CaptureRef], list[Capture]]:
    folder = tmp_path / "warc"
    captures = [capture(n, url=f"https://www.{'cab'[n]}.example/t", requested_url="x") for n in range(3)]
    again = capture(0, captured_at=datetime(2026, 5, 1, tzinfo=UTC))
    with CaptureWriter(folder, run="night", roll_bytes=2000) as writer:
        refs = [writer.append(c) for c in captures]
        refs.append(
            writer.append(again, revisit_of=Original(refs[0], captures[0].url, captures[0].captured_at))
        )
    return folder, refs, [*captures, again]


def by_id(refs: list[CaptureRef]) -> dict[str, CaptureRef]:
    return {ref.record_id: ref for ref in refs}


def test_a_slice_holds_the_records_byte_for_byte(
    archive: tuple[Path, list[CaptureRef], list[Capture]], tmp_path: Path
) -> None:
    folder, refs, captures = archive
    out = tmp_path / "out" / "tariffs.warc.gz"
    out.parent.mkdir()
    made = export_slice(folder, [refs[1], refs[3], refs[1]], out, lookup=by_id(refs).get)
    assert made.captures == 3  # the original of the revisit came along; nothing came twice
    new = list(iter_refs(out.parent, out.name))
    assert [ref.record_id for ref in new] == [refs[1].record_id, refs[0].record_id, refs[3].record_id]
    for ref in new:
        old = by_id(refs)[ref.record_id]
        assert read_record_bytes(out.parent, ref) == read_record_bytes(folder, old)
    assert read_capture(out.parent, new[2], lookup=by_id(new).get) == captures[3]  # its request as well
    check = [sys.executable, "-m", "warcio.cli", "check", str(out)]
    assert subprocess.run(check, check=False).returncode == 0
    assert sorted(path.name for path in out.parent.iterdir()) == ["tariffs.cdxj", "tariffs.warc.gz"]


def test_the_index_leads_other_readers_to_each_record(
    archive: tuple[Path, list[CaptureRef], list[Capture]], tmp_path: Path
) -> None:
    folder, refs, captures = archive
    made = export_slice(folder, refs, tmp_path / "x.warc.gz", lookup=by_id(refs).get)
    lines = made.index.read_bytes().splitlines()
    assert lines == sorted(lines)
    assert len(lines) == 4
    with made.warc.open("rb") as stream:
        for line in lines:
            key, stamp, rest = line.decode().split(" ", 2)
            entry = json.loads(rest)
            stream.seek(int(entry["offset"]))
            record = next(iter(ArchiveIterator(stream)))
            assert record.headers["WARC-Target-URI"] == entry["url"]
            assert key == surt(entry["url"])
            assert stamp.startswith("2026")
            assert entry["filename"] == "x.warc.gz"
            if entry["mime"] != "warc/revisit":
                assert record.reader.read() in [c.body for c in captures]


def test_a_slice_that_fails_leaves_nothing(
    archive: tuple[Path, list[CaptureRef], list[Capture]], tmp_path: Path
) -> None:
    folder, refs, _ = archive
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(CaptureMissing):
        export_slice(folder, refs, out / "x.warc.gz")  # no lookup for the revisit
    assert list(out.iterdir()) == []
    with pytest.raises(CaptureError):
        export_slice(folder, refs[:1], tmp_path / "no" / "folder" / "x.warc.gz")
    with pytest.raises(CaptureError):
        export_slice(folder, refs[:1], out / "x.zip")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.paper.example/", "example,paper)/"),
        ("http://PAPER.example", "example,paper)/"),
        ("http://paper.example:80/A/b/", "example,paper)/a/b"),
        ("http://paper.example:8080/a", "example,paper:8080)/a"),
        ("https://user:word@www2.news.paper.example/a#part", "example,paper,news)/a"),
        ("https://paper.example/a?b=2&a=1", "example,paper)/a?a=1&b=2"),
        ("https://paper.example/a?", "example,paper)/a"),
        ("https://paper.example/a?PHPSESSID=0123456789abcdef0123456789abcdef&x=1", "example,paper)/a?x=1"),
        ("https://192.0.2.1/a", "192.0.2.1)/a"),
        ("https://[2001:db8::1]/a", "[2001:db8::1])/a"),
        ("https://bücher.example/a b", "example,xn--bcher-kva)/a%20b"),
        ("urn:x:Y z", "urn:x:y%20z"),
    ],
)
def test_surt_keys(url: str, key: str) -> None:
    assert surt(url) == key


@pytest.mark.parametrize("number", [1, 3], ids=["response", "revisit"])
@pytest.mark.parametrize("name", ["cited", "cited.zip"])
def test_a_third_person_can_check_a_citation_pack(
    archive: tuple[Path, list[CaptureRef], list[Capture]], tmp_path: Path, name: str, number: int
) -> None:
    """The commands of the README are run as they stand there."""
    folder, refs, captures = archive
    pack = CitationPack(
        refs[number], "Quota agreed\n", '{"headline": "Quota agreed"}', made_with="newsarchive 9"
    )
    out = write_citation_pack(folder, pack, tmp_path / name, lookup=by_id(refs).get)
    if name.endswith(".zip"):
        with zipfile.ZipFile(out) as archive_file:
            archive_file.extractall(tmp_path / "unpacked")
        out = tmp_path / "unpacked" / "cited"
    assert sorted(path.name for path in out.iterdir()) == [
        "README.txt",
        "SHA256SUMS",
        "article.json",
        "article.txt",
        "record.cdxj",
        "record.warc.gz",
    ]
    readme = (out / "README.txt").read_text()
    assert captures[number].url in readme
    assert captures[number].captured_at.strftime("%Y-%m-%dT%H:%M:%S") in readme
    commands = [line.strip() for line in readme.splitlines() if line.startswith("    ")]
    sums, cut_out, by_python, check, _, page = commands
    if not shutil.which("sha256sum"):
        sums, cut_out = (c.replace("sha256sum", "shasum -a 256") for c in (sums, cut_out))
    assert subprocess.run(sums, shell=True, cwd=out, check=False).returncode == 0
    printed = subprocess.run(cut_out, shell=True, cwd=out, check=True, capture_output=True, text=True).stdout
    assert printed.split()[0] == refs[number].payload_digest.removeprefix("sha256:")
    by_python = by_python.replace("python3", sys.executable, 1)
    again = subprocess.run(by_python, shell=True, cwd=out, check=True, capture_output=True, text=True).stdout
    assert again.strip() == printed.split()[0]
    subprocess.run(page, shell=True, cwd=out, check=True)
    assert (out / "page.html").read_bytes() == captures[number].body
    check = check.replace("warcio", f"{sys.executable} -m warcio.cli", 1)
    assert subprocess.run(check, shell=True, cwd=out, check=False).returncode == 0
    with (out / "article.txt").open("a") as stream:
        stream.write("a changed word")
    assert subprocess.run(sums, shell=True, cwd=out, check=False, capture_output=True).returncode != 0


def test_a_pack_never_replaces_anything(
    archive: tuple[Path, list[CaptureRef], list[Capture]], tmp_path: Path
) -> None:
    folder, refs, _ = archive
    (tmp_path / "cited").mkdir()
    with pytest.raises(CaptureError, match="there already"):
        write_citation_pack(folder, CitationPack(refs[0], "", ""), tmp_path / "cited")
