"""The sample news site answers as a careful server does."""

from __future__ import annotations

import gzip
import http.client
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from newsarchive.demo.server import ORIGIN, Resource, SampleSite, is_not_modified

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def site() -> Iterator[SampleSite]:
    with SampleSite() as running:
        yield running


def ask(
    site: SampleSite, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=10)
    try:
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def paths(site: SampleSite) -> list[str]:
    return [url.removeprefix(site.url) for url in site.article_urls]


def test_it_has_enough_to_show(site: SampleSite) -> None:
    papers = {path.split("/")[1] for path in paths(site)}
    assert len(paths(site)) >= 20
    assert len(papers) >= 12


def test_it_names_itself_everywhere(site: SampleSite) -> None:
    for path in [*paths(site), "/feed.xml", "/sitemap.xml", "/robots.txt"]:
        status, _, body = ask(site, path)
        assert status == 200
        assert ORIGIN.encode() not in body


@pytest.mark.parametrize("validator", [("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")])
def test_every_page_with_a_validator_answers_304(site: SampleSite, validator: tuple[str, str]) -> None:
    field, condition = validator
    asked = 0
    for path in [*paths(site), "/feed.xml", "/sitemap.xml"]:
        _, headers, _ = ask(site, path)
        if field in headers:
            status, again, body = ask(site, path, {condition: headers[field]})
            assert (status, body) == (304, b"")
            assert "content-length" not in again
            asked += 1
    assert asked > 20


def test_after_the_edit_one_page_and_one_sitemap_are_new(site: SampleSite) -> None:
    everything = [*paths(site), "/feed.xml", "/sitemap.xml", "/sitemap-news.xml", "/sitemap-2017.xml"]
    before = {path: ask(site, path)[1]["etag"] for path in everything}
    edited = site.publish_edit().removeprefix(site.url)
    after = {path: ask(site, path, {"If-None-Match": before[path]})[0] for path in everything}
    assert sorted(path for path, status in after.items() if status == 200) == [
        "/sitemap-news.xml",
        edited,
    ]
    assert set(after.values()) == {200, 304}


def test_an_edit_cannot_be_published_twice(site: SampleSite) -> None:
    url = site.publish_edit()
    assert b"40 per cent" in ask(site, url.removeprefix(site.url))[2]
    with pytest.raises(RuntimeError, match="published twice"):
        site.publish_edit()


def test_gzip_is_sent_to_those_who_accept_it(site: SampleSite) -> None:
    _, plain_headers, plain = ask(site, "/feed.xml")
    _, packed_headers, packed = ask(site, "/feed.xml", {"Accept-Encoding": "br;q=1, gzip"})
    _, refused_headers, _ = ask(site, "/feed.xml", {"Accept-Encoding": "gzip;q=0"})
    assert gzip.decompress(packed) == plain
    assert packed_headers["content-encoding"] == "gzip"
    assert packed_headers["vary"] == "Accept-Encoding"
    assert "content-encoding" not in plain_headers
    assert "content-encoding" not in refused_headers


def test_redirect_missing_page_and_head(site: SampleSite) -> None:
    status, headers, _ = ask(site, "/tariff-wire/story.php")
    assert (status, headers["location"]) == (301, site.url + "/tariff-wire/2026/10/eu-steel-quota-draft")
    assert ask(site, "/nowhere")[0] == 404
    status, headers, body = ask(site, "/feed.xml", method="HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["content-length"]) > 1000


def test_what_feed_and_sitemaps_name_is_there(site: SampleSite) -> None:
    sitemaps = [e.text or "" for e in ElementTree.fromstring(ask(site, "/sitemap.xml")[2]).iter(LOC)]
    named = [
        e.text or ""
        for s in sitemaps
        for e in ElementTree.fromstring(ask(site, s[len(site.url) :])[2]).iter(LOC)
    ]
    named += re.findall(r"<link>(.*?)</link>", ask(site, "/feed.xml")[2].decode())
    assert len(set(named)) >= 20
    for url in named:
        assert url.startswith(site.url)
        assert ask(site, url.removeprefix(site.url))[0] in (200, 301), url


def test_the_log_says_who_asked_what(site: SampleSite) -> None:
    ask(site, "/robots.txt", {"User-Agent": "tester"})
    ask(site, "/members/briefing-0311")
    first, second = site.requests
    assert (first.method, first.path, first.status) == ("GET", "/robots.txt", 200)
    assert first.headers["user-agent"] == "tester"
    assert second.path == "/members/briefing-0311"
    site.forget_requests()
    assert site.requests == ()


PAGE = Resource("/x", 200, {"Last-Modified": "Tue, 10 Nov 2026 05:30:00 GMT"}, b"page", compress=True)


@pytest.mark.parametrize(
    ("none_match", "modified_since", "not_modified"),
    [
        (None, None, False),
        (PAGE.etag, None, True),
        ((PAGE.etag or "").removeprefix("W/"), None, True),
        (f'"other", {PAGE.etag}', None, True),
        ("*", None, True),
        ('"other"', None, False),
        ('"other"', "Tue, 10 Nov 2026 05:30:00 GMT", False),
        (None, "Tue, 10 Nov 2026 05:30:00 GMT", True),
        (None, "Wed, 11 Nov 2026 05:30:00 GMT", True),
        (None, "Tue, 10 Nov 2026 05:29:59 GMT", False),
        (None, "Tue, 10 Nov 2026 05:30:00 -0000", True),
        (None, "yesterday", False),
    ],
)
def test_conditions(none_match: str | None, modified_since: str | None, not_modified: bool) -> None:
    assert is_not_modified(PAGE, none_match, modified_since) is not_modified


def test_only_a_good_answer_is_compared() -> None:
    missing = Resource("/x", 404, {}, b"page")
    assert not is_not_modified(missing, "*", None)
