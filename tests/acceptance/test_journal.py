"""`ingest --log FILE`: every fetch, capture and article of a run, a line each."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.acceptance.conftest import Run

from newsarchive.demo.server import SampleSite
from newsarchive.errors import InputError
from newsarchive.pipeline import Archive
from newsarchive.pipeline.journal import Journal


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def test_a_run_line_by_line(archive: Archive, site: SampleSite, run: Run, tmp_path: Path) -> None:
    log = tmp_path / "night.jsonl"
    assert run("ingest", "--log", log)[0] == 0
    lines = lines_of(log)
    assert [lines[0]["event"], lines[-1]["event"]] == ["run_started", "run_ended"]
    assert lines[0]["sources"] == ["press-hall"]
    counts = lines[-1]["counts"]
    events = Counter(one["event"] for one in lines)
    pages = [one for one in lines if one["event"] == "fetch" and one["kind"] == "page"]
    assert len(pages) == counts["asked"]
    assert events["capture"] == counts["captures"] > 0
    articles = Counter(one["outcome"] for one in lines if one["event"] == "article")
    assert articles["new_article"] == counts["new_article"] > 0
    assert articles["not_an_article"] == counts["not_an_article"]
    kinds = {one["kind"] for one in lines if one["event"] == "fetch"}
    assert kinds == {"robots", "feed", "sitemap", "page"}
    assert all(one["source"] == "press-hall" and one["url"].startswith(site.url) for one in pages)
    assert all(datetime.fromisoformat(one["time"]).utcoffset() == timedelta(0) for one in lines)


def test_the_next_run_adds_to_it(archive: Archive, site: SampleSite, run: Run, tmp_path: Path) -> None:
    log = tmp_path / "night.jsonl"
    run("ingest", "--log", log)
    first = lines_of(log)
    run("ingest", "--recheck", "--log", log)
    both = lines_of(log)
    assert both[: len(first)] == first
    second = both[len(first) :]
    assert second[-1]["outcome"] == "done"
    assert (
        Counter(one.get("outcome") for one in second)["not_modified"] == second[-1]["counts"]["not_modified"]
    )


def test_a_log_that_cannot_be_opened_is_one_line(archive: Archive, run: Run, tmp_path: Path) -> None:
    code, _, words = run("ingest", "--log", tmp_path / "no" / "such" / "folder.jsonl")
    assert code == 1
    assert words.startswith("newsarchive: the log ") and "No such file" in words


def test_pages_play_no_tricks_in_it(tmp_path: Path) -> None:
    with Journal(tmp_path / "log") as journal:
        journal("fetch", url="http://news.example/\x1b[2J\u202e\n", status=None)
    raw = (tmp_path / "log").read_bytes()
    assert raw.count(b"\n") == 1 and b"\x1b" not in raw and raw.isascii()
    assert "status" not in lines_of(tmp_path / "log")[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full (Linux)")
def test_a_full_disk_costs_the_log_and_not_the_run() -> None:
    with Journal(Path("/dev/full")) as journal:
        journal("fetch", url="http://news.example/")
        journal("fetch", url="http://news.example/")
    assert journal.problem == "the log /dev/full could not be written: No space left on device"


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        Journal(tmp_path)
