"""Looking back: dated sitemaps and an index of old captures over real HTTP, interrupted and gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from tests.acceptance.conftest import Run, ingest
from tests.support.fault_server import FaultServer, answer, page

from newsarchive.errors import UsageError
from newsarchive.pipeline import Archive
from newsarchive.pipeline.backfill import Backfill, BackfillOptions, at_home
from newsarchive.pipeline.report import make_report
from newsarchive.records import SourceSpec

FIRST, LAST = date(2017, 3, 1), date(2017, 3, 31)
MARCH = BackfillOptions(FIRST, LAST)


def story(number: int) -> bytes:
    words = " ".join(f"The harbour board set fee {number} for the coming season." for _ in range(12))
    return page(
        f"<html><head><title>Fee {number} rises</title></head><body><article><h1>Fee {number} rises</h1>"
        f"<time datetime='2017-03-0{number}T08:00:00Z'>{number} March 2017</time><p>{words}</p>"
        f"<p>{words}</p></article></body></html>"
    )


def urlset(server: FaultServer, *entries: tuple[str, str]) -> bytes:
    body = "".join(
        f"<url><loc>{server.url(path)}</loc><lastmod>{day}</lastmod></url>" for path, day in entries
    )
    return answer(f"<urlset>{body}</urlset>".encode(), content_type="application/xml")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """A site with nine stories, a sitemap index with one file a month, and no feed."""
    with FaultServer() as running:
        for number in range(1, 10):
            running.on(f"/news/fee-{number}", story(number))
        months = "".join(
            f"<sitemap><loc>{running.url(f'/sitemap-2017-0{month}.xml')}</loc></sitemap>"
            for month in (2, 3, 4)
        )
        running.on(
            "/sitemap.xml",
            answer(f"<sitemapindex>{months}</sitemapindex>".encode(), content_type="application/xml"),
        )
        march = [(f"/news/fee-{number}", f"2017-03-0{number}") for number in range(1, 5)]
        running.on("/sitemap-2017-03.xml", urlset(running, *march, ("/news/fee-9", "2017-02-02")))
        yield running


@pytest.fixture
def source(server: FaultServer) -> SourceSpec:
    return SourceSpec(
        "harbour-post", server.url("/"), allow_private=("127.0.0.1",), allow_ports=(server.port,)
    )


def stories(server: FaultServer) -> list[str]:
    return sorted(path for path in server.paths if path.startswith("/news/"))


def test_the_months_asked_for_and_no_other(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    summary = Backfill(archive, source, MARCH).run()
    assert stories(server) == [f"/news/fee-{number}" for number in range(1, 5)]
    assert "/sitemap-2017-02.xml" not in server.paths and "/sitemap-2017-04.xml" not in server.paths
    assert summary.counts["captures"] == summary.counts["new_article"] == 4
    assert not summary.problems


def test_what_was_asked_is_not_asked_again(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    Backfill(archive, source, MARCH).run()
    server.requests.clear()
    again = Backfill(archive, source, MARCH).run()
    assert not stories(server)
    assert (again.counts["known"], again.counts["asked"]) == (4, 0)


def test_a_limit_leaves_the_rest_for_the_next_time(
    archive: Archive, server: FaultServer, source: SourceSpec
) -> None:
    first = Backfill(archive, source, BackfillOptions(FIRST, LAST, limit=3)).run()
    assert (first.counts["asked"], first.counts["not_tried"]) == (3, 1)
    with archive.store.read() as session:
        assert session.scalar(text("SELECT count(*) FROM pages")) == 3
    Backfill(archive, source, BackfillOptions(FIRST, LAST, limit=3)).run()
    assert stories(server) == [f"/news/fee-{number}" for number in range(1, 5)]


def test_stopped_and_gone_on_with(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    stop = Event()

    def progress(done: int, total: int | None, words: str = "") -> None:
        if total:
            stop.set()

    first = Backfill(archive, source, MARCH, progress=progress, stop=stop).run()
    assert first.stopped and 0 < first.counts["asked"] < 4
    second = Backfill(archive, source, MARCH).run()
    assert first.counts["asked"] + second.counts["asked"] == 4
    assert stories(server) == [f"/news/fee-{number}" for number in range(1, 5)]


def cdx_line(server: FaultServer, number: int) -> str:
    return f"x)/{number} 2017030{number}101500 {server.url(f'/news/fee-{number}')} text/html 200 A{number} 99"


def test_an_index_in_two_pieces(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    with FaultServer() as index:
        pieces = [
            "\n".join(
                [
                    cdx_line(server, 4),
                    cdx_line(server, 5),
                    "x)/ 20170301000000 http://other.example/a - 200 - 9",
                ]
            )
            + "\n\nnext+piece\n",
            "\n".join([cdx_line(server, 6), f"x)/ 20170302000000 {server.url('/')} text/html 200 H 9"])
            + "\n",
        ]
        cdx = index.on("/cdx", [answer(one.encode(), content_type="text/plain") for one in pieces])
        summary = Backfill(archive, source, BackfillOptions(FIRST, LAST, cdx)).run()
        queries = [parse_qs(urlsplit(one).query) for one in index.paths if one.startswith("/cdx")]
    assert [query.get("resumeKey") for query in queries] == [None, ["next+piece"]]
    assert queries[0]["from"] == ["20170301"] and queries[0]["to"] == ["20170331"]
    # Four of the sitemap, two more of the index; neither the front page nor another site.
    assert stories(server) == [f"/news/fee-{number}" for number in range(1, 7)]
    assert "/" not in server.paths
    assert summary.counts["new_article"] == 6
    assert not summary.problems


def test_an_index_that_answers_with_a_page(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    with FaultServer() as index:
        cdx = index.on("/cdx", page("<html><body>Come back later</body></html>"))
        summary = Backfill(archive, source, BackfillOptions(FIRST, LAST, cdx)).run()
    assert any("not an index answer" in one for one in summary.problems)
    assert summary.counts["new_article"] == 4  # the sitemap's pages all the same


def test_an_index_that_is_down(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    with FaultServer() as index:
        cdx = index.on("/cdx", page(status="404 Not Found"))
        summary = Backfill(archive, source, BackfillOptions(FIRST, LAST, cdx)).run()
    assert summary.counts["failed"] == 1 and summary.counts["new_article"] == 4
    with archive.store.read() as session:
        outcomes = session.execute(text("SELECT outcome FROM fetches WHERE url LIKE '%/cdx?%'")).scalars()
        assert list(outcomes) == ["not_found"]


def test_patterns_hold_for_old_pages(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    spec = SourceSpec(
        source.name,
        source.home,
        exclude=("fee-2",),
        allow_private=source.allow_private,
        allow_ports=source.allow_ports,
    )
    Backfill(archive, spec, MARCH).run()
    assert "/news/fee-2" not in stories(server) and len(stories(server)) == 3


def test_a_backfill_is_no_night(archive: Archive, server: FaultServer, source: SourceSpec) -> None:
    ingest(archive)
    before = make_report(archive.store)
    Backfill(archive, source, MARCH).run()
    assert make_report(archive.store) == before


@pytest.mark.parametrize(
    ("old", "home", "today"),
    [
        ("http://www.news.example/a?b=1", "https://news.example/", "https://news.example/a?b=1"),
        ("http://news.example:80/a", "https://www.news.example/", "https://www.news.example/a"),
        ("http://shop.news.example/a", "https://news.example/", "http://shop.news.example/a"),
        ("http://news.example:8080/a", "https://news.example/", "http://news.example:8080/a"),
        ("not a url", "https://news.example/", "not a url"),
    ],
)
def test_old_spellings(old: str, home: str, today: str) -> None:
    assert at_home(old, home) == today


def test_days_the_wrong_way_round(archive: Archive, source: SourceSpec) -> None:
    with pytest.raises(UsageError, match="give the earlier day first"):
        Backfill(archive, source, BackfillOptions(LAST, FIRST))


def test_the_command(archive: Archive, run: Run) -> None:
    days = ("--from", "2000-01-01", "--to", "2030-12-31")
    code, _, words = run("backfill", "press-hall", *days)
    assert code == 0 and words.startswith("backfill: ")
    code, _, words = run("backfill", "press-hall", *days)
    assert code == 0 and "had been asked for before" in words
    assert run("backfill", "press-hall", "--from", "2017-01-01")[0] == 2
    assert run("backfill", "nobody", *days)[0] == 2
    assert run("backfill", "press-hall", *days, "--cdx", "ftp://index.example/")[0] == 2
