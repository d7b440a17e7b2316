"""All faults in one night: each has its row in `fetches`, all other pages are there, memory stays small.

The faults are those of the client's own tests, each on a server of its own beside two good pages, and
what feeds, sitemaps and robots.txt can do. The run is the real command in a process of its own.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.fetch.test_faults import FAULTS, Fault
from tests.support.archives import feed, make_archive, rows, source_table
from tests.support.archives import night as one_night
from tests.support.fault_server import (
    FaultServer,
    Script,
    Visit,
    answer,
    drip,
    endless,
    page,
    redirect,
    then_close,
    then_hold,
)

from newsarchive.pipeline import Archive

PEAK_MB = 300
LIMITS = [
    "delay_seconds = 0",
    "connect_seconds = 2",
    "read_seconds = 1.5",
    "total_seconds = 4",
    "max_wire_bytes = 200000",
    "max_decoded_bytes = 400000",
]
DIFFERENT = {"large-header": "empty", "endless-header-line": "broken_response"}
"""Outcomes that differ from the client's own tests, where less room is left for headers."""


def story(number: int) -> bytes:
    words = f"The harbour board set fee {number} for the coming season. " * 20
    return page(f"<title>Fee {number}</title><article><h1>Fee {number} rises</h1><p>{words}</p></article>")


def rss(*urls: str) -> bytes:
    return answer(feed(*urls), content_type="application/rss+xml")


@dataclass(frozen=True)
class Bad:
    """A fault of what names the pages. `feed` and `sitemap` are served at these paths."""

    name: str
    path: str
    script: Script | bytes
    kind: str
    outcome: str
    says: str = ""
    good: bool = True
    """Whether the source's good pages come all the same."""


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"ha" * 500 + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(8))
    + b"]>"
)  # fmt: skip
MAP = "application/xml"

DISCOVERY_FAULTS = [
    Bad("feed-is-html", "/feed", page("<!doctype html><p>We have moved</p>"), "feed", "wrong_type", "HTML"),
    Bad("feed-is-empty-body", "/feed", answer(b""), "feed", "empty", "without a body"),
    Bad("feed-names-nothing", "/feed", rss(), "feed", "fetched", "names nothing"),
    Bad("feed-is-gone", "/feed", answer(status="404 Not Found"), "feed", "not_found", "404"),
    Bad("feed-is-broken", "/feed", answer(b"<rss><chan", content_type="text/xml"), "feed", "wrong_type"),
    Bad("feed-says-nothing", "/feed", then_hold(), "feed", "timeout"),
    Bad("feed-is-cut", "/feed", then_close(answer(feed("http://x.test/1"), length=9999)), "feed", "truncated"),
    Bad(
        "feed-of-cut-gzip",
        "/feed",
        answer(gzip.compress(feed("http://x.test/1"))[:-9], fields=[("Content-Encoding", "gzip")]),
        "feed",
        "truncated",
    ),
    Bad(
        "feed-of-entity-bombs",
        "/feed",
        answer(ENTITIES + b"<rss version='2.0'><channel><title>&i;</title></channel></rss>"),
        "feed",
        "wrong_type",
        "undefined entity",
    ),
    Bad("feed-not-modified-of-nothing", "/feed", answer(status="304 Not Modified", length=None), "feed",
        "unexpected_not_modified", "304"),
    Bad("feed-loops", "/feed", redirect("/feed"), "feed", "too_many_redirects"),
    Bad("feed-leads-inside", "/feed", redirect("http://169.254.169.254/"), "feed", "refused_address"),
    Bad(
        "sitemap-of-entity-bombs",
        "/map",
        answer(ENTITIES + b"<urlset><url><loc>&i;</loc></url></urlset>", content_type=MAP),
        "sitemap",
        "fetched",
        "names nothing",
    ),
    Bad("sitemap-is-html", "/map", page("<!doctype html><p>Oops</p>"), "sitemap", "wrong_type", "HTML"),
    Bad(
        "sitemap-bomb",
        "/map",
        answer(gzip.compress(b"<urlset>" + b" " * 50_000_000), content_type="application/gzip"),
        "sitemap",
        "fetched",
    ),
    Bad("robots-of-10-mb", "/robots.txt", answer(b"#" * 10_000_000), "robots", "too_large"),
    Bad("robots-forbid-all", "/robots.txt", answer(b"User-agent: *\nDisallow: /"), "robots", "fetched",
        good=False),
    Bad("robots-says-nothing", "/robots.txt", then_hold(), "robots", "timeout", good=False),
    Bad(
        "robots-drips",
        "/robots.txt",
        drip(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"#" * 99, pause=0.2),
        "robots",
        "timeout",
        good=False,
    ),
    Bad("robots-status-500", "/robots.txt", answer(status="500 Oops"), "robots", "http_error", good=False),
    Bad("robots-reset", "/robots.txt", then_close(b""), "robots", "disconnected", good=False),
]  # fmt: skip


@dataclass
class Night:
    archive: Archive
    code: int
    words: str
    peak_mb: int
    log: list[dict[str, object]]
    servers: dict[str, FaultServer]


_MEASURED = """
import resource, subprocess, sys
with open(sys.argv[1], "wb") as out:
    code = subprocess.call(sys.argv[2:], stdout=out, stderr=out)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def run_with_peak(command: list[str], words: Path) -> tuple[int, int]:
    """Exit code and the most memory that the process had, in MB.

    A small process in between starts it: on Linux the figure of a child begins with that of its parent.
    """
    program = [sys.executable, "-c", _MEASURED, str(words), *command]
    code, peak = subprocess.run(program, capture_output=True, text=True, check=True).stdout.split()
    return int(code), int(peak) // (1024 * 1024 if sys.platform == "darwin" else 1024)


def of_fault(one: Fault, server: FaultServer) -> str:
    """A source that names a good page, the fault, and another good page."""
    urls = [server.on("/first", story(1)), server.on("/fault", one.script), server.on("/last", story(2))]
    if one.outcome == "retry_later":
        urls = [urls[0], urls[2], urls[1]]  # such a host gets its rest, and the test would wait for it
    server.on("/good", story(3))
    return source_table(one.name, server, f'feeds = ["{server.on("/feed", rss(*urls))}"]')


def of_discovery(one: Bad, server: FaultServer) -> str:
    """A source whose feed or sitemap or robots.txt is bad; the other one names two good pages."""
    urls = [server.on("/first", story(1)), server.on("/last", story(2))]
    bodies = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    server.on("/map", answer(f"<urlset>{bodies}</urlset>".encode(), content_type=MAP))
    server.on("/feed", rss(*urls))
    server.on(one.path, one.script)
    return source_table(
        one.name, server, f'feeds = ["{server.url("/feed")}"]', f'sitemaps = ["{server.url("/map")}"]'
    )


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    folder = tmp_path_factory.mktemp("night") / "archive"
    with ExitStack() as stack:
        servers = {one.name: stack.enter_context(FaultServer()) for one in (*FAULTS, *DISCOVERY_FAULTS)}
        tables = [of_fault(one, servers[one.name]) for one in FAULTS]
        tables += [of_discovery(one, servers[one.name]) for one in DISCOVERY_FAULTS]
        archive = stack.enter_context(make_archive(folder, *tables, fetch=LIMITS))
        log, words = folder / "log.jsonl", folder / "words"
        program = [sys.executable, "-m", "newsarchive", "--archive", str(folder), "ingest"]
        code, peak = run_with_peak([*program, "--quiet", "--log", str(log)], words)
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        yield Night(archive, code, words.read_text(errors="replace"), peak, lines, servers)


def books(night: Night, name: str) -> list[tuple[object, ...]]:
    return rows(
        night.archive,
        "SELECT f.kind, f.url, f.outcome, f.detail FROM fetches f JOIN sources s ON s.id = f.source_id "
        f"WHERE s.name = '{name}' ORDER BY f.id",
    )


def test_the_run_ends_well_and_says_no_more_than_it_must(night: Night) -> None:
    assert night.code == 0, night.words[-2000:]
    assert "Traceback" not in night.words and "internal error" not in night.words
    assert all(line.isprintable() for line in night.words.splitlines())
    assert night.log[-1]["event"] == "run_ended" and night.log[-1]["outcome"] == "done"


def test_memory_stays_small(night: Night) -> None:
    assert 0 < night.peak_mb < PEAK_MB


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.name)
def test_each_fault_has_its_row_and_the_other_pages_are_there(one: Fault, night: Night) -> None:
    server = night.servers[one.name]
    found = {
        str(url): (outcome, detail) for kind, url, outcome, detail in books(night, one.name) if kind == "page"
    }
    outcome, detail = found[server.url("/fault")]
    assert outcome == DIFFERENT.get(one.name, one.outcome)
    if outcome != "fetched":
        assert detail and str(detail).isprintable()
    assert found[server.url("/first")][0] == found[server.url("/last")][0] == "fetched"


@pytest.mark.parametrize("one", DISCOVERY_FAULTS, ids=lambda one: one.name)
def test_each_fault_of_discovery_has_its_row(one: Bad, night: Night) -> None:
    found = books(night, one.name)
    bad = night.servers[one.name].url(one.path)
    (row,) = [(outcome, detail) for kind, url, outcome, detail in found if (kind, url) == (one.kind, bad)]
    assert row[0] == one.outcome and one.says in str(row[1] or "")
    assert row[1] or one.outcome == "fetched"
    pages = [outcome for kind, _, outcome, _ in found if kind == "page"]
    assert pages == (["fetched"] * 2 if one.good else [])


def test_the_books_hold_every_request_and_no_other(night: Night) -> None:
    """The servers are the witness: each of them was asked what `fetches` says, retries and redirects aside."""
    for name, server in night.servers.items():
        booked = {str(url) for _, url, _, _ in books(night, name)}
        asked = {server.url(path) for path in server.paths}
        assert asked - booked <= {server.url("/good"), server.url("/fault?1")}, name


# --- what needs a night of its own ----------------------------------------------------------------------


def details(archive: Archive, kind: str) -> list[tuple[object, ...]]:
    return rows(archive, f"SELECT outcome, detail FROM fetches WHERE kind = '{kind}' ORDER BY id")


def test_a_feed_of_50_000_entries(tmp_path: Path) -> None:
    with FaultServer() as server:
        urls = [server.url(f"/news/{number}") for number in range(50_000)]
        server.on("/feed", rss(*urls))
        server.on("*", story(1))
        server.on("/robots.txt", answer(b""))
        table = source_table("post", server, f'feeds = ["{server.url("/feed")}"]', "max_candidates = 4")
        with make_archive(tmp_path / "a", table) as archive:
            assert one_night(archive).counts["captures"] == 4
            assert details(archive, "feed") == [("fetched", "only the first 1000 items were read")]


def test_a_sitemap_index_that_contains_itself(tmp_path: Path) -> None:
    with FaultServer() as server:
        inside = "".join(
            f"<sitemap><loc>{server.url(path)}</loc></sitemap>"
            for path in ("/map", "/map?", "/map#x", "/real")
        )
        server.on("/map", answer(f"<sitemapindex>{inside}</sitemapindex>".encode(), content_type=MAP))
        server.on("/real", answer(f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>".encode()))
        server.on("/1", story(1))
        table = source_table("post", server, f'sitemaps = ["{server.url("/map")}"]')
        with make_archive(tmp_path / "a", table) as archive:
            assert one_night(archive).counts["new_article"] == 1
        assert [path for path in server.paths if path.startswith("/map")] == ["/map"]


def test_refused_connections_and_bad_certificates(tmp_path: Path) -> None:
    import ssl

    import trustme

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with FaultServer() as server, FaultServer(tls=context) as untrusted:
        with FaultServer() as closed:
            nobody = closed.url("/page")
            ports = closed.port
        server.on("/feed", rss(untrusted.url("/page"), nobody, server.on("/good", story(1))))
        table = source_table(
            "post", server, f'feeds = ["{server.url("/feed")}"]', others=(untrusted,)
        ).replace(f"{untrusted.port}]", f"{untrusted.port}, {ports}]")
        with make_archive(tmp_path / "a", table, fetch=[*LIMITS]) as archive:
            summary = one_night(archive)
            robots = details(archive, "robots")
            pages = details(archive, "page")
        assert summary.counts["new_article"] == 1
        assert {outcome for outcome, _ in robots} == {"not_found", "tls_failed", "connect_failed"}
        said = [detail for outcome, detail in pages if outcome == "robots_denied"]
        assert len(said) == 2 and all("robots.txt can't be had" in str(one) for one in said)


@pytest.mark.parametrize("tag", ['"stuck"', 'W/"stuck"'])
def test_stuck_and_weak_tags_do_not_hide_an_edit_for_ever(tmp_path: Path, tag: str) -> None:
    """A server that answers 304 whatever changed is asked without validators once a week."""

    def stuck(visit: Visit) -> None:
        if visit.request.get("if-none-match"):
            visit.send(answer(status="304 Not Modified", length=None, fields=[("ETag", tag)]))
        else:
            visit.send(story(len([path for path in server.paths if path == "/1"])).replace(
                b"\r\n\r\n", b"\r\nETag: " + tag.encode() + b"\r\n\r\n", 1))  # fmt: skip

    with FaultServer() as server:
        server.on("/feed", rss(server.on("/1", stuck)))
        table = source_table("post", server, f'feeds = ["{server.url("/feed")}"]')
        with make_archive(tmp_path / "a", table) as archive:
            assert one_night(archive).counts["new_article"] == 1
            assert one_night(archive, recheck=True).counts["not_modified"] == 1
            with archive.store.write() as session:
                session.execute(text("UPDATE pages SET validators_at = '2026-01-01 00:00:00.000000'"))
            assert one_night(archive, recheck=True).counts["publisher_revision"] == 1
        asked = [one.get("if-none-match") for one in server.requests if one.path == "/1"]
    assert asked == [None, tag, None]


def test_many_bombs_at_once_at_the_limits_as_they_come(tmp_path: Path) -> None:
    """Sixteen hosts, all with bombs, at the default limits: memory is no matter of how many come together."""
    packed = gzip.compress(bytes(200_000_000), 6)
    plain = endless(answer(length=None), b"x" * 65536)
    with ExitStack() as stack:
        servers = [stack.enter_context(FaultServer()) for _ in range(16)]
        tables = []
        for number, server in enumerate(servers):
            bomb = answer(packed, fields=[("Content-Encoding", "gzip")]) if number % 2 else plain
            urls = [server.on("/bomb", bomb), server.on("/good", story(number))]
            tables.append(source_table(f"s{number}", server, f'feeds = ["{server.on("/feed", rss(*urls))}"]'))
        with make_archive(tmp_path / "a", *tables) as archive:
            program = [sys.executable, "-m", "newsarchive", "--archive", str(tmp_path / "a"), "ingest", "-q"]
            code, peak = run_with_peak(program, tmp_path / "words")
            pages = [outcome for outcome, _ in details(archive, "page")]
    assert code == 0 and sorted(set(pages)) == ["fetched", "too_large"]
    assert pages.count("fetched") == 16
    assert peak < PEAK_MB
