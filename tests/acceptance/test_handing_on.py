"""What goes out of the archive as proof: slices, citation packs, and the archive made again from its files."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.acceptance.conftest import Run
from tests.unit.captures import makers

from newsarchive import captures
from newsarchive.demo.server import SampleSite
from newsarchive.pipeline import Archive
from newsarchive.settings import load_settings


@pytest.fixture
def filled(folder: Path, run: Run) -> Path:
    assert run("ingest")[0] == 0
    return folder


def test_a_slice_is_a_warc_file_with_its_index(filled: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "slice.warc.gz"
    code, _, err = run("export", "--format", "warc", "--language", "en", "-o", out)
    assert code == 0, err
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", str(out)], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr
    articles = int(
        run("query", "SELECT count(*) FROM articles WHERE language = 'en'", "-f", "csv")[1].split()[1]
    )
    held = list(captures.iter_refs(tmp_path, out.name))
    assert len(held) >= articles > 0
    lines = (tmp_path / "slice.cdxj").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line.split(" ", 2)[2])["digest"] for line in lines} == {
        one.payload_digest for one in held
    }
    everything = tmp_path / "all.warc.gz"
    assert run("export", "--format", "warc", "-o", everything)[0] == 0
    assert len(list(captures.iter_refs(tmp_path, everything.name))) > len(held)


def test_a_slice_of_what_a_search_finds(filled: Path, run: Run, tmp_path: Path) -> None:
    url = json.loads(run("search", "relationship", "-f", "jsonl")[1].splitlines()[0])["url"]
    out = tmp_path / "slice.warc.gz"
    code, _, err = run("export", "--format", "warc", "--search", "relationship", "-o", out)
    assert code == 0, err
    assert url in {one.url for _, one in captures.iter_captures(tmp_path, out.name)}
    lost = tmp_path / "nothing.warc.gz"
    assert run("export", "--format", "warc", "--search", "zzz", "-o", lost)[0] == 0
    assert not list(captures.iter_refs(tmp_path, lost.name))
    code, _, err = run("export", "--search", "rice AND", "-o", tmp_path / "x.jsonl")
    assert code == 2
    assert "rice" in err or "AND" in err


def test_a_slice_needs_a_name(filled: Path, run: Run) -> None:
    code, _, err = run("export", "--format", "warc")
    assert code == 2
    assert "warc.gz" in err


def test_a_citation_pack_checks_with_standard_tools(filled: Path, run: Run, tmp_path: Path) -> None:
    url = run("query", "SELECT url FROM articles ORDER BY id LIMIT 1", "-f", "csv")[1].split()[1]
    out = tmp_path / "pack.zip"
    code, _, err = run("cite", url, "-o", out)
    assert code == 0, err
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path)
    check = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path / "pack", capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout
    told = json.loads((tmp_path / "pack" / "article.json").read_text(encoding="utf-8"))
    words = (tmp_path / "pack" / "article.txt").read_text(encoding="utf-8")
    assert words.startswith(told["headline"])
    assert words.strip().endswith(told["text"].strip())
    assert run("cite", url, "-o", out)[0] == 1, "a pack is never overwritten"
    assert run("cite", "999999", "-o", tmp_path / "none.zip")[0] == 2


def _exported(run: Run) -> str:
    code, out, err = run("export", "--format", "jsonl")
    assert code == 0, err
    return out


def test_the_database_is_made_again_from_the_warc_files_alone(
    archive: Archive, folder: Path, run: Run, site: SampleSite, database_url: str, tmp_path: Path
) -> None:
    """Byte for byte the same export: also after 304s, changes, an import between two nights, and a dry run."""
    assert run("ingest")[0] == 0
    (tmp_path / "other.warc.gz").write_bytes(makers.members(makers.record(1, body=news_page(1))))
    assert run("import", tmp_path / "other.warc.gz")[0] == 0
    assert run("reparse", "--all", "--dry-run", "--workers", 1)[0] == 0
    site.publish_edit()
    code, _, err = run("ingest", "--recheck")
    assert code == 0 and "not modified" in err and "changed" in err, err
    (tmp_path / "more.warc.gz").write_bytes(makers.members(makers.record(2, body=news_page(2))))
    assert run("import", tmp_path / "more.warc.gz")[0] == 0
    before = _exported(run)
    assert before.count("\n") > 20
    archive.close()
    delete_database(folder, database_url)
    code, out, err = run("verify", "--repair", "--deep")
    assert (code, out) == (0, ""), err
    assert _exported(run) == before


def news_page(number: int) -> bytes:
    words = " ".join(
        f"Part {number}: the ministry of Valdora spoke of rapeseed on day {n}." for n in range(40)
    )
    title = f"Valdora weighs its rapeseed duty, part {number}"
    return (
        f"<html lang=en><head><title>{title}</title><meta property='og:type' content='article'></head>"
        f"<body><article><h1>{title}</h1><p>{words}</p></article></body></html>"
    ).encode()


def delete_database(folder: Path, database_url: str) -> None:
    """Away with it, whichever it is; the WARC files stay."""
    url = load_settings(folder, {}).database_url
    if url.startswith("sqlite"):
        for path in Path(database_url.removeprefix("sqlite:///")).parent.glob("newsarchive.db*"):
            path.unlink()
        return
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
