"""The walk through a source over real sockets: whom it asks, in which order, and what it says about it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import pytest
from tests.fetch.conftest import PATIENT, QUICK, MakeClient
from tests.fetch.test_addresses import SPELLINGS, resolve_test_names
from tests.fetch.test_robots_cache import AGENT, SHORT
from tests.support.fault_server import FaultServer, Visit, answer, page, redirect, then_hold

from newsarchive.errors import SettingsError
from newsarchive.fetch.accept import Accept
from newsarchive.fetch.client import Client
from newsarchive.fetch.crawl import FetchJob, crawl, polite_get
from newsarchive.fetch.discover import Discovery, for_source
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import FetchLimits
from newsarchive.fetch.outcomes import FetchResult
from newsarchive.fetch.politeness import Politeness, PolitenessRules
from newsarchive.fetch.robots_cache import RobotsCache
from newsarchive.records import SourceSpec, Validators

XML = "application/xml"
WalkOf = Callable[..., Discovery]


def feed(*links: str) -> bytes:
    items = "".join(f"<item><title>t</title><link>{link}</link></item>" for link in links)
    return answer(
        f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), content_type="application/rss+xml"
    )


def urlset(*locations: str, dates: tuple[str, ...] = ()) -> bytes:
    dates = dates or ("2017-01-01",) * len(locations)
    urls = "".join(
        f"<url><loc>{location}</loc><lastmod>{date}</lastmod></url>"
        for location, date in zip(locations, dates, strict=True)
    )
    return answer(f"<urlset>{urls}</urlset>".encode(), content_type=XML)


def index(*locations: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
    return answer(f"<sitemapindex>{maps}</sitemapindex>".encode(), content_type=XML)


def head(feed_url: str) -> bytes:
    return page(
        f'<html><link rel="alternate" type="application/rss+xml" href="{feed_url}"><p>Welcome</p></html>'
    )


@pytest.fixture
def walk(server: FaultServer, make_client: MakeClient) -> WalkOf:
    """Walks through a source at the test's server, with robots.txt and politeness as in a real run."""

    def run(limits: FetchLimits = PATIENT, **spec: object) -> Discovery:
        client = make_client(server, limits=limits)
        politeness = Politeness(PolitenessRules(delay=0.0, default_park=0.0))
        robots = RobotsCache(client, AGENT, politeness, limits=SHORT)

        def get(url: str, accept: Accept) -> FetchResult:
            return polite_get(client, robots, politeness, FetchJob(url, accept=accept))

        source = SourceSpec(name="post", home=server.url("/"), **spec)  # type: ignore[arg-type]
        return for_source(source, get, robots.sitemaps)

    return run


def paths(server: FaultServer) -> list[str]:
    return [path for path in server.paths if path != "/robots.txt"]


def found(discovery: Discovery, server: FaultServer) -> list[str]:
    return [candidate.url.removeprefix(server.url("")) for candidate in discovery.candidates]


def test_declared_feeds_and_sitemaps_are_all_asked_and_doubles_are_one(
    server: FaultServer, walk: WalkOf
) -> None:
    server.on("/a.xml", feed("/1", "/2?utm_source=a"))
    server.on("/b.xml", feed("/2", "/3/"))
    server.on("/map.xml", urlset(server.url("/3"), server.url("/4")))
    discovery = walk(feeds=(server.url("/a.xml"), server.url("/b.xml")), sitemaps=(server.url("/map.xml"),))
    assert found(discovery, server) == ["/1", "/2", "/3/", "/4"]
    assert [(r.kind, r.found, r.taken, r.problem) for r in discovery.reports] == [
        ("feed", 2, 2, None),
        ("feed", 2, 1, None),
        ("sitemap", 2, 1, None),
    ]
    assert discovery.candidates[2].modified_at is not None  # the sitemap adds what the feed left open
    assert paths(server) == ["/a.xml", "/b.xml", "/map.xml"]


def test_include_and_exclude(server: FaultServer, walk: WalkOf) -> None:
    server.on("/a.xml", feed("/news/1", "/news/sport/2", "/shop/3"))
    discovery = walk(feeds=(server.url("/a.xml"),), include=(r"/news/",), exclude=(r"/sport/", r"\?print"))
    assert found(discovery, server) == ["/news/1"]
    assert (discovery.reports[0].found, discovery.reports[0].taken) == (3, 1)


def test_a_pattern_that_is_none_is_the_users_to_mend(walk: WalkOf) -> None:
    with pytest.raises(SettingsError, match="post"):
        walk(include=("(",))


def test_without_settings_the_home_page_names_its_feeds(server: FaultServer, walk: WalkOf) -> None:
    server.on("/", head("/rss"))
    server.on("/rss", feed("/1"))
    discovery = walk()
    assert found(discovery, server) == ["/1"]
    assert [(r.kind, r.found) for r in discovery.reports] == [("home", 1), ("feed", 1)]


def test_then_the_sitemaps_of_robots_txt(server: FaultServer, walk: WalkOf) -> None:
    server.on("/robots.txt", answer(b"Sitemap: /index.xml\n", content_type="text/plain"))
    server.on("/", page())
    server.on("/index.xml", index("/new.xml.gz", "/index.xml"))
    packed = gzip.compress(f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>".encode())
    server.on("/new.xml.gz", answer(packed, content_type="application/x-gzip"))
    discovery = walk()
    assert found(discovery, server) == ["/1"]
    assert paths(server) == ["/", "/index.xml", "/new.xml.gz"]  # the index names itself, and is asked once
    assert discovery.reports[0].problem == "names no feed"


def test_then_the_usual_sitemap(server: FaultServer, walk: WalkOf) -> None:
    server.on("/", page())
    server.on("/sitemap.xml", urlset(server.url("/1")))
    assert found(walk(), server) == ["/1"]


def test_last_the_links_of_section_fronts(server: FaultServer, walk: WalkOf) -> None:
    link = '<h2><a href="/2017/01/02/steel-duties-rise-again">Steel duties rise again</a></h2>'
    server.on("/", page(f"<html>{link}</html>"))
    discovery = walk()
    assert found(discovery, server) == ["/2017/01/02/steel-duties-rise-again"]
    assert paths(server).count("/") == 1
    assert [r.kind for r in discovery.reports] == ["home", "sitemap", "section"]
    server.on("/trade", page(f"<html>{link.replace('steel', 'grain')}</html>"))
    assert found(walk(sections=(server.url("/trade"),)), server) == ["/2017/01/02/grain-duties-rise-again"]


def test_nothing_new_and_failed_never_look_alike(server: FaultServer, walk: WalkOf) -> None:
    server.on("/empty.xml", feed())
    server.on("/html.xml", page("<!doctype html><html><p>We have moved</p></html>"))
    server.on("/503.xml", page(status="503 Later"))
    server.on("/slow.xml", then_hold())
    names = ("/empty.xml", "/html.xml", "/503.xml", "/slow.xml", "/404.xml")
    discovery = walk(limits=QUICK, feeds=tuple(server.url(name) for name in names))
    reports = {r.url.removeprefix(server.url("")): r for r in discovery.reports}
    assert [reports[name].failed for name in names] == [False, True, True, True, True]
    assert reports["/empty.xml"].problem is None
    assert "HTML" in (reports["/html.xml"].problem or "")
    assert reports["/503.xml"].status == 503
    assert all(reports[name].problem for name in names[1:])


def test_all_failed_is_said_of_the_whole(server: FaultServer, walk: WalkOf) -> None:
    server.on("*", page(status="500 Broken"))
    assert walk(feeds=(server.url("/a.xml"),)).failed


def test_an_unchanged_feed_stops_the_search(server: FaultServer, make_client: MakeClient) -> None:
    def script(visit: Visit) -> None:
        unchanged = visit.request.get("if-none-match") == '"1"'
        visit.send(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n' if unchanged else feed("/1"))

    server.on("/a.xml", script)
    client = make_client(server)
    spec = SourceSpec(name="post", home=server.url("/"), feeds=(server.url("/a.xml"),))
    discovery = for_source(spec, lambda url, accept: client.get(url, Validators(etag='"1"'), accept=accept))
    assert [str(r.outcome) for r in discovery.reports] == ["not_modified"]
    assert not discovery.failed and server.paths == ["/a.xml"]
    assert discovery.reports[0].validators.etag == '"1"'


def test_a_feed_that_can_not_be_read_leaves_no_validators(server: FaultServer, walk: WalkOf) -> None:
    """Or the next night would hear 304 and call the broken feed unchanged."""
    server.on("/a.xml", page("<!doctype html><p>x</p>", fields=[("ETag", '"1"')]))
    assert not walk(feeds=(server.url("/a.xml"),)).reports[0].validators


def test_the_newest_of_a_sitemap_are_taken_when_there_are_too_many(server: FaultServer, walk: WalkOf) -> None:
    days = tuple(f"2017-01-{day:02}" for day in range(1, 29))
    server.on("/map.xml", urlset(*(server.url(f"/{day}") for day in days), dates=days))
    discovery = walk(sitemaps=(server.url("/map.xml"),), max_candidates=3)
    assert found(discovery, server) == ["/2017-01-28", "/2017-01-27", "/2017-01-26"]


def test_an_index_without_end_has_one(server: FaultServer, walk: WalkOf) -> None:
    def script(visit: Visit) -> None:
        number = int("".join(char for char in visit.request.path if char.isdigit()) or 0)
        visit.send(index(*(server.url(f"/m{number * 10 + n}.xml") for n in range(1, 9))))

    server.on("*", script)
    server.on("/robots.txt", answer(b"", content_type="text/plain"))
    server.on("/", page())
    assert not walk(sitemaps=(server.url("/m0.xml"),)).candidates
    assert len(paths(server)) < 60


def test_a_feed_of_50_000_entries(server: FaultServer, walk: WalkOf) -> None:
    server.on("/a.xml", feed(*(f"/{number}" for number in range(50_000))))
    client_limit = walk(feeds=(server.url("/a.xml"),)).reports[0]
    assert (
        client_limit.problem is not None
    )  # the test's client takes 200 kB; with room, the item limit speaks
    server.on("/b.xml", feed(*(f"/{number}" for number in range(2_000))))
    report = walk(feeds=(server.url("/b.xml"),)).reports[0]
    assert (report.taken, report.problem) == (1000, "only the first 1000 items were read")


# --- inner addresses ------------------------------------------------------------------------------------


@pytest.fixture
def inner() -> Iterator[FaultServer]:
    """The server that nobody may reach."""
    with FaultServer(host="0.0.0.0") as running:
        running.on("*", page("<p>the inner network</p>"))
        yield running


@pytest.mark.parametrize(
    "way", ["feed item", "sitemap item", "robots redirect", "home page's feed", "index entry"]
)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_inner_addresses_are_not_reached(
    way: str, spelling: str, server: FaultServer, inner: FaultServer
) -> None:
    """Port and name of the source are allowed, so the address alone decides. All that is found is asked."""
    trap = f"http://{spelling}:{inner.port}/trap.xml"
    home = server.url("/", "start.test")
    scripts = {
        "feed item": ("/feed.xml", feed(trap)),
        "sitemap item": ("/map.xml", urlset(trap)),
        "robots redirect": ("/robots.txt", redirect(trap.encode().decode("iso-8859-1"))),
        "home page's feed": ("/", head(trap)),
        "index entry": ("/map.xml", index(trap)),
    }
    server.on(*scripts[way])
    spec = SourceSpec(
        name="post",
        home=home,
        feeds=(server.url("/feed.xml", "start.test"),) if way == "feed item" else (),
        sitemaps=(server.url("/map.xml", "start.test"),) if way in ("sitemap item", "index entry") else (),
    )
    guard = AddressGuard({"start.test"}, {server.port, inner.port}, resolver=resolve_test_names)
    with Client(user_agent="test/1", limits=PATIENT, guard=guard, sleep=lambda seconds: None) as client:
        politeness = Politeness(PolitenessRules(delay=0.0))
        robots = RobotsCache(client, AGENT, politeness, limits=SHORT)
        discovery = for_source(
            spec,
            lambda url, accept: polite_get(client, robots, politeness, FetchJob(url, accept=accept)),
            robots.sitemaps,
        )
        jobs = [FetchJob(candidate.url) for candidate in discovery.candidates]
        results = list(crawl([*jobs, FetchJob(server.url("/p", "start.test"))], client, robots, politeness))
    assert inner.accepted == 0
    assert "fetched" not in {str(one.result.outcome) for one in results}
    assert server.accepted > 0
