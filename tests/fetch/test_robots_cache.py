"""robots.txt over real sockets: what each kind of answer allows (RFC 9309, sections 2.3 to 2.5)."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fetch.conftest import NOW, MakeClient
from tests.support.fault_server import (
    FaultServer,
    Script,
    answer,
    drip,
    endless,
    redirect,
    then_close,
    then_hold,
    then_reset,
)

from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.politeness import Politeness, PolitenessRules
from newsarchive.fetch.robots import MAX_ROBOTS_BYTES
from newsarchive.fetch.robots_cache import ROBOTS_LIMITS, KeptRobots, RobotsCache

AGENT = "newsarchive-test"
SHORT = replace(ROBOTS_LIMITS, connect_seconds=1.5, read_seconds=1.0, total_seconds=1.5)
RULES = b"User-agent: *\nDisallow: /private\nCrawl-delay: 3\nSitemap: /map.xml\n"


def robots(body: bytes = RULES, **more: object) -> bytes:
    return answer(body, content_type="text/plain", **more)  # type: ignore[arg-type]


def cache_of(make_client: MakeClient, server: FaultServer, **more: object) -> RobotsCache:
    return RobotsCache(make_client(server), AGENT, limits=SHORT, **more)  # type: ignore[arg-type]


def test_rules_are_asked_once_for_each_host(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", robots())
    cache = cache_of(make_client, server)
    denied, allowed = cache.check(server.url("/private/1")), cache.check(server.url("/public"))
    assert (denied.allowed, allowed.allowed) == (False, True)
    assert denied.reason == "robots.txt forbids this path"
    assert allowed.crawl_delay == 3
    assert cache.sitemaps(server.url("/")) == ("/map.xml",)
    assert server.paths == ["/robots.txt"]
    cache.check(server.url("/", "other.test"))
    assert server.paths == ["/robots.txt"] * 2


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 405, 406, 410, 418, 422, 429, 451, 499])
def test_4xx_allows_all(server: FaultServer, make_client: MakeClient, status: int) -> None:
    server.on("/robots.txt", robots(b"User-agent: *\nDisallow: /\n", status=f"{status} No"))
    verdict = cache_of(make_client, server).check(server.url("/private"))
    assert verdict.allowed and str(status) in verdict.reason


@pytest.mark.parametrize("status", [500, 501, 502, 503, 504, 505, 511, 520, 599])
def test_5xx_forbids_all(server: FaultServer, make_client: MakeClient, status: int) -> None:
    server.on("/robots.txt", robots(b"User-agent: *\nAllow: /\n", status=f"{status} Broken"))
    verdict = cache_of(make_client, server).check(server.url("/public"))
    assert not verdict.allowed and str(status) in verdict.reason


UNREACHABLE: list[tuple[str, Script | bytes]] = [
    ("times out", then_hold()),
    ("drips", drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"#" * 50, pause=0.1)),
    ("resets", then_reset()),
    ("closes", then_close(b"")),
    ("cuts its body", then_close(b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\nUser-agent: *")),
    ("is not HTTP", then_close(b"SSH-2.0-hello\r\n\r\n")),
    ("redirects to nowhere", redirect("")),
    ("redirects to another scheme", redirect("file:///etc/passwd")),
    ("redirects to an inner address", redirect("http://169.254.169.254/robots.txt")),
    ("has endless headers", endless(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n" * 100)),
]


@pytest.mark.parametrize("script", [pytest.param(script, id=name) for name, script in UNREACHABLE])
def test_what_can_not_be_had_forbids_all(
    server: FaultServer, make_client: MakeClient, script: Script | bytes
) -> None:
    server.on("/robots.txt", script)
    verdict = cache_of(make_client, server).check(server.url("/public"))
    assert not verdict.allowed and "can't be had" in verdict.reason


def test_nobody_listening_forbids_all(make_client: MakeClient) -> None:
    with FaultServer() as gone:
        client = make_client(gone)
        url = gone.url("/")
    assert not RobotsCache(client, AGENT, limits=SHORT).check(url).allowed


@pytest.mark.parametrize("hops", [1, 2, 5, 8])
def test_redirects_are_followed_also_to_other_hosts(
    server: FaultServer, make_client: MakeClient, hops: int
) -> None:
    for number in range(hops):
        target = server.url(f"/hop{number + 1}", f"host{number}.test")
        server.on("/robots.txt" if number == 0 else f"/hop{number}", redirect(target))
    server.on(f"/hop{hops}", robots())
    cache = cache_of(make_client, server)
    assert not cache.check(server.url("/private")).allowed
    assert cache.check(server.url("/public")).allowed


def test_a_redirect_loop_is_no_robots_txt(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", redirect("/robots.txt"))
    assert cache_of(make_client, server).check(server.url("/private")).allowed


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 T", "308 P"])
def test_every_kind_of_redirect(server: FaultServer, make_client: MakeClient, status: str) -> None:
    server.on("/robots.txt", redirect("/robots2.txt", status))
    server.on("/robots2.txt", robots())
    assert not cache_of(make_client, server).check(server.url("/private")).allowed


def test_a_redirect_to_404_allows_all(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", redirect("/nowhere"))
    assert cache_of(make_client, server).check(server.url("/private")).allowed


def test_10_megabytes_are_read_up_to_the_limit(server: FaultServer, make_client: MakeClient) -> None:
    start = b"User-agent: *\nDisallow: /early\n"
    filler = b"# " + b"x" * 98 + b"\n"
    late = b"Disallow: /late\n"
    server.on("/robots.txt", robots(start + filler * 100_000 + late))
    cache = cache_of(make_client, server)
    assert not cache.check(server.url("/early")).allowed
    assert cache.check(server.url("/late")).allowed


def test_an_endless_robots_txt_is_read_up_to_the_limit(server: FaultServer, make_client: MakeClient) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    server.on("/robots.txt", endless(head + RULES, b"# and so on\n" * 1000))
    assert not cache_of(make_client, server).check(server.url("/private")).allowed


def test_500_kib_are_read_whole(server: FaultServer, make_client: MakeClient) -> None:
    end = b"\nDisallow: /late\n"
    start = b"User-agent: *\n"
    server.on("/robots.txt", robots(start + b"#" * (MAX_ROBOTS_BYTES - len(start) - len(end)) + end))
    assert not cache_of(make_client, server).check(server.url("/late")).allowed


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress(RULES), {"fields": [("Content-Encoding", "gzip")]}),
        (b"\xef\xbb\xbf" + RULES.replace(b"\n", b"\r"), {}),
        (RULES, {"fields": [("Content-Type", "text/html")]}),
    ],
    ids=["gzip", "BOM and CR", "called HTML"],
)
def test_codings_and_labels(
    server: FaultServer, make_client: MakeClient, body: bytes, more: dict[str, object]
) -> None:
    server.on("/robots.txt", robots(body, **more))
    cache = cache_of(make_client, server)
    assert not cache.check(server.url("/private")).allowed
    assert cache.check(server.url("/public")).allowed


@pytest.mark.parametrize("body", [b"", b"<!doctype html><h1>Welcome</h1>Disallow: /"])
def test_nothing_and_html_allow_all(server: FaultServer, make_client: MakeClient, body: bytes) -> None:
    server.on("/robots.txt", robots(body))
    assert cache_of(make_client, server).check(server.url("/private")).allowed


def test_rules_are_believed_for_a_day_and_failures_for_an_hour(
    server: FaultServer, make_client: MakeClient
) -> None:
    now = 0.0
    server.on("/robots.txt", [robots(status="500 Broken"), robots(), robots(b"")])
    cache = cache_of(make_client, server, clock=lambda: now)
    url = server.url("/private")
    verdicts = []
    for now in (0.0, 3599.0, 3601.0, 3601.0 + 86_399, 3601.0 + 86_401):  # noqa: B007  (the clock above reads it)
        verdicts.append((cache.check(url).allowed, len(server.requests)))
    assert verdicts == [(False, 1), (False, 1), (False, 2), (False, 2), (True, 3)]


def test_the_crawl_delay_reaches_politeness(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", robots(RULES.replace(b"3", b"9999")))
    politeness = Politeness(PolitenessRules(delay=0.0, max_crawl_delay=20.0))
    cache = RobotsCache(make_client(server), AGENT, politeness, limits=SHORT)
    assert cache.check(server.url("/")).crawl_delay == 9999
    assert politeness.delay_of(server.url("/")) == 20.0


def test_what_is_no_web_address_is_denied(server: FaultServer, make_client: MakeClient) -> None:
    assert not cache_of(make_client, server).check("mailto:desk@news.example").allowed


class Shelf:
    """What runs leave to each other, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, AddressGuard | None], KeptRobots] = {}

    def get(self, origin: str, guard: AddressGuard | None) -> KeptRobots | None:
        return self.kept.get((origin, guard))

    def put(self, origin: str, guard: AddressGuard | None, kept: KeptRobots) -> None:
        self.kept[origin, guard] = kept


@pytest.mark.parametrize(
    ("served", "hours", "allowed", "asked"),
    [
        (robots(), 23.9, False, 1),
        (robots(), 24.1, False, 2),
        (robots(), -0.1, False, 2),  # the clock was set back: nobody knows how old it is
        (robots(status="404 Not Found"), 23.9, True, 1),
        (robots(status="403 Forbidden"), 23.9, True, 1),
        (robots(status="404 Not Found"), 24.1, True, 2),
        (robots(status="503 Unavailable"), 0.01, False, 2),  # out of reach: the next run asks again
        (then_hold(), 0.01, False, 2),
        (then_reset(), 0.01, False, 2),
    ],
)
def test_the_next_run_asks_only_what_it_must(
    server: FaultServer,
    make_client: MakeClient,
    served: Script | bytes,
    hours: float,
    allowed: bool,
    asked: int,
) -> None:
    server.on("/robots.txt", served)
    shelf, once, told = Shelf(), replace(SHORT, max_retries=0), []
    for now in (NOW, NOW + timedelta(hours=hours)):
        cache = RobotsCache(
            make_client(server),
            AGENT,
            limits=once,
            shelf=shelf,
            now=lambda now=now: now,
            on_asked=lambda url, began, result: told.append((url, began)),
        )
        assert cache.check(server.url("/private")).allowed is allowed
    assert len(server.requests) == len(told) == asked
    assert told[0] == (server.url("/robots.txt"), NOW)


def test_a_run_that_lasts_beyond_the_day_asks_again(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", [robots(), robots(b"")])
    shelf, clock = Shelf(), 0.0
    RobotsCache(make_client(server), AGENT, shelf=shelf, now=lambda: NOW).check(server.url("/"))
    later = RobotsCache(
        make_client(server),
        AGENT,
        shelf=shelf,
        now=lambda: NOW + timedelta(hours=20),
        clock=lambda: clock,
    )
    assert not later.check(server.url("/private")).allowed
    clock = 4 * 3600.0 + 1  # four of the twenty-four hours were left
    assert later.check(server.url("/private")).allowed
    assert len(server.requests) == 2


def test_what_was_out_of_reach_today_is_not_taken_from_yesterday(
    server: FaultServer, make_client: MakeClient
) -> None:
    server.on("/robots.txt", [robots(b""), then_close(b"")])
    shelf = Shelf()
    assert (
        RobotsCache(make_client(server), AGENT, shelf=shelf, now=lambda: NOW).check(server.url("/")).allowed
    )
    today = RobotsCache(
        make_client(server), AGENT, limits=SHORT, shelf=shelf, now=lambda: NOW + timedelta(hours=25)
    )
    assert not today.check(server.url("/")).allowed
