"""robots.txt is asked once a day, however many runs there are; every request for it is in the books."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.archives import feed, make_archive, night, rows, source_table
from tests.support.fault_server import FaultServer, answer, page

from newsarchive.pipeline import Archive
from newsarchive.pipeline.report import make_report
from newsarchive.pipeline.robots_shelf import ROBOTS_FOLDER

FORBIDS = answer(b"User-agent: *\nDisallow: /private/\n", content_type="text/plain")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.on("/robots.txt", FORBIDS)
        names = [running.url("/news/1"), running.url("/private/2")]
        running.on("/feed", answer(feed(*names), content_type="application/rss+xml"))
        running.on("/news/1", page("<h1>Duty falls</h1><p>" + "The duty on tin falls. " * 60 + "</p>"))
        yield running


@pytest.fixture
def archive(server: FaultServer, database_url: str, tmp_path: Path) -> Iterator[Archive]:
    table = source_table("post", server, f'feeds = ["{server.url("/feed")}"]')
    with make_archive(tmp_path / "archive", table, database_url=database_url) as opened:
        yield opened


def asked(server: FaultServer) -> int:
    return server.paths.count("/robots.txt")


def test_once_a_day_and_forbidden_paths_stay_forbidden(archive: Archive, server: FaultServer) -> None:
    for _ in range(3):
        assert night(archive, recheck=True).counts["robots_denied"] == 1
    assert asked(server) == 1
    assert "/private/2" not in server.paths


def test_after_a_day_it_is_asked_again(archive: Archive, server: FaultServer) -> None:
    night(archive)
    (kept,) = (archive.settings.folder / ROBOTS_FOLDER).iterdir()
    values = json.loads(kept.read_text())
    kept.write_text(json.dumps(values | {"asked_at": "2026-01-01T00:00:00+00:00"}))
    night(archive, recheck=True)
    night(archive, recheck=True)
    assert asked(server) == 2


@pytest.mark.parametrize("damage", ["", "{}", "[1]", "{", '{"origin": 1, "asked_at": "x", "body": null}'])
def test_a_damaged_file_costs_one_request(archive: Archive, server: FaultServer, damage: str) -> None:
    night(archive)
    (kept,) = (archive.settings.folder / ROBOTS_FOLDER).iterdir()
    kept.write_text(damage)
    night(archive, recheck=True)
    assert asked(server) == 2
    assert json.loads(kept.read_text())["reason"] == "robots.txt allows it"


def test_old_files_are_cleared_away(archive: Archive, server: FaultServer) -> None:
    night(archive)
    left = archive.settings.folder / ROBOTS_FOLDER / "left.json"
    left.write_text("{}")
    os.utime(left, (1, 1))
    night(archive)
    assert not left.exists() and asked(server) == 1


def test_a_host_out_of_reach_is_asked_again_by_the_next_run(archive: Archive, server: FaultServer) -> None:
    server.on("/robots.txt", [answer(status="500 Oops"), FORBIDS])
    first = night(archive)
    assert first.counts["asked"] == 0 and "/news/1" not in server.paths
    assert night(archive).counts["new_article"] == 1
    assert asked(server) == 2


def test_the_requests_are_in_the_books_and_are_no_night(archive: Archive, server: FaultServer) -> None:
    night(archive, urls=(server.url("/news/1"),), only_urls=True)
    books = rows(archive, "SELECT kind, outcome, status, url FROM fetches WHERE kind = 'robots'")
    assert books == [("robots", "fetched", 200, server.url("/robots.txt"))]
    night(archive)
    (source,) = make_report(archive.store).sources
    assert source.counts["blocked"] == 1 and not source.usual
