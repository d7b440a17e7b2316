"""Looking back: index answers, days of sitemaps, and going on where it was interrupted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fetch.conftest import MakeClient
from tests.support.fault_server import FaultServer, answer

from newsarchive.fetch.accept import ANYTHING
from newsarchive.fetch.backfill import (
    after,
    between,
    cdx_query_url,
    cdx_time,
    parse_cdx,
    sitemaps_between,
)
from newsarchive.fetch.discover import SitemapLink
from newsarchive.records import Candidate

FIRST, LAST = date(2017, 3, 1), date(2017, 3, 31)

LINES = b"""example,news)/steel 20170302101500 http://www.news.example:80/steel text/html 200 AAAA 5123
example,news)/grain 20170305000000 https://news.example/grain?utm_source=x text/html 200 - 99

example%2Cnews%29%2Fgrain+20170305000000
"""


def test_lines() -> None:
    found = parse_cdx(LINES, "query")
    assert [page.candidate.url for page in found.pages] == [
        "http://www.news.example/steel",
        "https://news.example/grain",
    ]
    steel, grain = found.pages
    assert steel.captured_at == datetime(2017, 3, 2, 10, 15, tzinfo=UTC)
    assert (
        steel.replay_url == "https://web.archive.org/web/20170302101500id_/http://www.news.example:80/steel"
    )
    assert (steel.digest, grain.digest) == ("AAAA", None)
    assert steel.key == "news.example/steel 20170302101500"
    assert steel.candidate.found_in == "query" and steel.candidate.published_at is None
    assert found.resume_key == "example%2Cnews%29%2Fgrain+20170305000000"
    assert (found.problem, found.lines) == (None, 2)


def test_json_with_columns_in_another_order() -> None:
    table = [["original", "timestamp"], ["http://news.example/a", "20170302101500"], [], ["next"]]
    found = parse_cdx(json.dumps(table).encode(), "query")
    assert [page.timestamp for page in found.pages] == ["20170302101500"]
    assert found.resume_key == "next"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", None),
        (b"[]", None),
        (b"\n", None),
        (b"<html>Too many requests</html>", "HTML"),
        (b"[[", "JSON"),
        (b"[1]", "JSON"),
        (b"org.archive.wayback.exception: Blocked Site\n", "1 of 1 lines make no sense"),
        (b"k 20179902101500 http://news.example/a\n", "no sense"),
        (b"k 20170302101500 ftp://news.example/a\n", "no sense"),
    ],
)
def test_empty_and_broken_answers_differ(body: bytes, problem: str | None) -> None:
    found = parse_cdx(body, "query")
    assert found.pages == ()
    assert (problem is None) == (found.problem is None)
    assert (problem or "") in (found.problem or "")


def test_query() -> None:
    url = cdx_query_url("https://www.news.example/", FIRST, LAST, resume_key="a b")
    query = parse_qs(urlsplit(url).query)
    assert query["url"] == ["news.example"] and query["matchType"] == ["domain"]
    assert (query["from"], query["to"]) == (["20170301"], ["20170331"])
    assert query["filter"] == ["statuscode:200", "mimetype:text/html"]
    assert query["resumeKey"] == ["a b"]
    section = parse_qs(urlsplit(cdx_query_url("https://news.example/trade/", FIRST, LAST)).query)
    assert section["url"] == ["news.example/trade"] and section["matchType"] == ["prefix"]


@pytest.mark.parametrize(
    ("site", "first", "last"), [("nonsense", FIRST, LAST), ("https://news.example/", LAST, FIRST)]
)
def test_a_query_for_nothing_is_refused(site: str, first: date, last: date) -> None:
    with pytest.raises(ValueError, match="nothing to look back at"):
        cdx_query_url(site, first, last)


def test_an_answer_recorded_and_served_on_loopback(server: FaultServer, make_client: MakeClient) -> None:
    """Two pieces: the second is asked for by the key that the first gave."""
    first, second = LINES, LINES.split(b"\n\n")[0] + b"\n"
    server.on("/cdx", [answer(body, content_type="text/plain") for body in (first, second)])
    client = make_client(server)
    keys: list[str] = []
    resume_key, pieces = None, 0
    while pieces == 0 or resume_key:
        query = cdx_query_url(
            "https://news.example/", FIRST, LAST, resume_key=resume_key, server=server.url("/cdx")
        )
        found = parse_cdx(client.get(query, accept=ANYTHING).page_bytes(), query)
        keys += [page.key for page in found.pages]
        resume_key, pieces = found.resume_key, pieces + 1
    assert pieces == 2 and len(keys) == 4
    assert "resumeKey=example%252Cnews" in server.paths[1]


def test_an_interrupted_backfill_goes_on() -> None:
    pages = parse_cdx(LINES, "query").pages
    assert list(after(pages, pages[0].key)) == [pages[1]]
    assert list(after(pages, pages[1].key)) == []
    assert list(after(pages, None)) == list(pages)
    assert list(after(pages, "gone 2016")) == list(pages)


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


@pytest.mark.parametrize(
    ("published", "modified", "kept"),
    [
        ("2017-03-01", None, True),
        ("2017-03-31T23:59:59", None, True),
        ("2017-04-01", None, False),
        ("2017-02-28", "2017-03-05", False),
        (None, "2017-03-05", True),
        (None, "2017-02-05", False),
        (None, "2019-01-01", True),
        (None, None, True),
    ],
)
def test_days_of_a_sitemap(published: str | None, modified: str | None, kept: bool) -> None:
    candidate = Candidate("http://x.example/", "map", None, instant(published), instant(modified))
    assert list(between([candidate], FIRST, LAST)) == ([candidate] if kept else [])


@pytest.mark.parametrize(
    ("name", "modified", "kept"),
    [
        ("post-2017-03.xml", None, True),
        ("post-2017-04.xml", "2019-01-01", False),
        ("post-201703.xml", None, True),
        ("2017/03/map.xml", None, True),
        ("post-2017.xml", None, True),
        ("post-2016.xml", None, False),
        ("sitemap-4711.xml", None, True),
        ("sitemap-1.xml", "2017-02-01", False),
        ("sitemap-2.xml", "2017-03-02", True),
        ("map-20170315.xml", None, True),
    ],
)
def test_days_of_an_index(name: str, modified: str | None, kept: bool) -> None:
    link = SitemapLink(f"https://news.example/{name}", instant(modified))
    assert list(sitemaps_between([link], FIRST, LAST)) == ([link] if kept else [])


@pytest.mark.parametrize(
    ("digits", "wanted"),
    [
        ("20170302101500", datetime(2017, 3, 2, 10, 15, tzinfo=UTC)),
        ("20170302", datetime(2017, 3, 2, tzinfo=UTC)),
        ("2017", datetime(2017, 1, 1, tzinfo=UTC)),
        ("201703021", None),
        ("20171302101500", None),
        ("", None),
        ("２０１７", None),
    ],
)
def test_cdx_time(digits: str, wanted: datetime | None) -> None:
    assert cdx_time(digits) == wanted


@given(body=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_survived(body: bytes) -> None:
    for page in parse_cdx(body, "query").pages:
        assert page.captured_at.tzinfo is UTC
