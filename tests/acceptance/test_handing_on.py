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

from newsarchive import captures
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


ITS_OWN = ("id", "source", "last_seen", "copy_group")
"""What the WARC files can't tell: numbers are given anew, a source's name stands in settings, and
a page that was seen unchanged leaves no record."""


def _exported(run: Run) -> dict[str, dict[str, object]]:
    code, out, err = run("export", "--format", "jsonl")
    assert code == 0, err
    articles = [json.loads(line) for line in out.splitlines()]
    return {
        one["url"]: {name: value for name, value in one.items() if name not in ITS_OWN} for one in articles
    }


def test_the_database_is_made_again_from_the_warc_files_alone(
    filled: Path, run: Run, database_url: str
) -> None:
    before = _exported(run)
    _delete_database(filled, database_url)
    code, out, err = run("verify", "--repair", "--deep")
    assert (code, out) == (0, ""), err
    assert before
    assert _exported(run) == before


def _delete_database(folder: Path, database_url: str) -> None:
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
