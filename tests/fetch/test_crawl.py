"""Politeness as the server sees it, and a crawl that always ends with each job handed back once."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.fetch.conftest import MakeClient
from tests.fetch.test_robots_cache import AGENT, SHORT
from tests.support.fault_server import (
    FaultServer,
    Script,
    Visit,
    answer,
    page,
    redirect,
    then_hold,
    then_reset,
)

from newsarchive.fetch.crawl import CrawlResult, FetchJob, crawl, validators_to_send
from newsarchive.fetch.politeness import Politeness, PolitenessRules, host_key
from newsarchive.fetch.robots_cache import RobotsCache
from newsarchive.records import Validators


class Watch:
    """Notes for each host when a request arrived and when its answer began to leave."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.open: Counter[str] = Counter()
        self.most_at_once = 0
        self.most_hosts_at_once = 0
        self.gaps: dict[str, list[float]] = defaultdict(list)
        self.last_end: dict[str, float] = {}

    def script(self, data: bytes, seconds: float = 0.0) -> Script:
        def run(visit: Visit) -> None:
            host = visit.request.get("host") or ""
            with self.lock:
                self.open[host] += 1
                self.most_at_once = max(self.most_at_once, self.open[host])
                self.most_hosts_at_once = max(
                    self.most_hosts_at_once, sum(1 for n in self.open.values() if n)
                )
                if host in self.last_end:
                    self.gaps[host].append(time.monotonic() - self.last_end[host])
            visit.wait(seconds)
            with self.lock:
                self.open[host] -= 1
                self.last_end[host] = time.monotonic()
            visit.send(data)

        return run


class Run:
    """A client, its robots cache and its politeness, short of temper."""

    def __init__(self, make_client: MakeClient, *servers: FaultServer, **rules: Any) -> None:
        self.politeness = Politeness(PolitenessRules(**({"delay": 0.0} | rules)))
        self.client = make_client(*servers)
        self.robots = RobotsCache(self.client, AGENT, self.politeness, limits=SHORT)

    def __call__(self, jobs: Any, **more: Any) -> Iterator[CrawlResult]:
        return crawl(jobs, self.client, self.robots, self.politeness, **more)


def outcomes(results: Iterator[CrawlResult] | list[CrawlResult]) -> Counter[str]:
    return Counter(str(one.result.outcome) for one in results)


def jobs_of(server: FaultServer, hosts: int, pages: int) -> list[FetchJob]:
    return [
        FetchJob(server.url(f"/p{n}", f"h{h}.test"), source=f"h{h}")
        for n in range(pages)
        for h in range(hosts)
    ]


def test_one_request_at_a_time_per_host_and_the_delay_kept(
    server: FaultServer, make_client: MakeClient
) -> None:
    watch = Watch()
    server.on("*", watch.script(page(), 0.02))
    for number in range(3):  # pages that redirect to the neighbour, who has pages of its own
        server.on(f"/p{number}", watch.script(redirect(server.url("/q", f"h{number + 1}.test")), 0.01))
    jobs = jobs_of(server, hosts=6, pages=8)
    results = list(Run(make_client, server, delay=0.06)(iter(jobs)))
    assert outcomes(results) == {"fetched": 48}
    assert sorted(one.job.url for one in results) == sorted(job.url for job in jobs)
    assert watch.most_at_once == 1
    assert watch.most_hosts_at_once > 1
    assert min(gap for gaps in watch.gaps.values() for gap in gaps) >= 0.06
    assert server.paths.count("/robots.txt") == 6


def test_crawl_delay_is_kept(server: FaultServer, make_client: MakeClient) -> None:
    watch = Watch()
    server.on("*", watch.script(page()))
    server.on(
        "/robots.txt", watch.script(answer(b"User-agent: *\nCrawl-delay: 0.25\n", content_type="text/plain"))
    )
    assert outcomes(Run(make_client, server)(jobs_of(server, 2, 3))) == {"fetched": 6}
    assert min(gap for gaps in watch.gaps.values() for gap in gaps) >= 0.25


def test_a_source_may_set_its_own_delay(server: FaultServer, make_client: MakeClient) -> None:
    watch = Watch()
    server.on("*", watch.script(page()))
    run = Run(make_client, server, delay=5.0)
    run.politeness.set_delay(server.url("/", "h0.test"), 0.15)
    assert outcomes(run(jobs_of(server, 1, 3))) == {"fetched": 3}
    assert 0.15 <= min(watch.gaps[f"h0.test:{server.port}"]) < 5.0


def test_retries_wait_their_turn_too(server: FaultServer, make_client: MakeClient) -> None:
    watch = Watch()
    server.on("*", watch.script(page()))
    server.on("/p1", [watch.script(page(status="502 Bad Gateway")), watch.script(page())])
    assert outcomes(Run(make_client, server, delay=0.1)(jobs_of(server, 1, 3))) == {"fetched": 3}
    assert min(watch.gaps[f"h0.test:{server.port}"]) >= 0.1


def test_no_request_for_a_forbidden_path(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/robots.txt", answer(b"User-agent: *\nDisallow: /private\n", content_type="text/plain"))
    server.on("*", page())
    server.on("/lure", redirect(server.url("/private/2", "h1.test")))
    urls = [server.url(path, "h0.test") for path in ("/private/1", "/lure", "/p")]
    results = {one.job.url: one.result for one in Run(make_client, server)(FetchJob(url) for url in urls)}
    assert [str(results[url].outcome) for url in urls] == ["robots_denied", "robots_denied", "fetched"]
    assert not [path for path in server.paths if path.startswith("/private")]


@pytest.mark.parametrize(
    "robots", [answer(b"", status="503 No"), then_hold(), then_reset()], ids=["503", "timeout", "reset"]
)
def test_no_request_at_all_where_robots_txt_can_not_be_had(
    server: FaultServer, make_client: MakeClient, robots: Script | bytes
) -> None:
    server.on("*", page())
    server.on("/robots.txt", robots)
    results = list(Run(make_client, server)(jobs_of(server, 1, 5)))
    assert set(outcomes(results)) <= {"robots_denied", "host_skipped"}
    assert set(server.paths) == {"/robots.txt"}
    assert all(one.result.detail for one in results)


def test_retry_after_parks_the_host_and_no_other(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    server.on("/p0", page(status="429 Slow down", fields=[("Retry-After", "1")]))
    busy = [FetchJob(server.url(f"/p{n}", "busy.test")) for n in range(2)]
    other = [FetchJob(server.url(f"/q{n}", "calm.test")) for n in range(5)]
    order, times = [], {}
    for one in Run(make_client, server, delay=0.01)([*busy, *other]):
        order.append(one.job.url)
        times[one.job.url] = time.monotonic()
    assert order[-1] == busy[1].url
    assert times[busy[1].url] - times[busy[0].url] >= 0.9


def test_a_host_that_asks_for_a_long_rest_gets_it(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page(status="503 Later", fields=[("Retry-After", "99999")]))
    server.on("/robots.txt", answer(b"", content_type="text/plain"))
    results = list(Run(make_client, server)(jobs_of(server, 1, 6)))
    assert outcomes(results) == {"retry_later": 1, "host_skipped": 5}
    assert "left alone for 99999 seconds" in results[-1].result.detail
    assert len(server.requests) == 2


def test_a_host_that_keeps_failing_is_left_alone(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", then_reset())
    server.on("/robots.txt", answer(b"", content_type="text/plain"))
    with FaultServer() as good:
        good.on("*", page())
        jobs = jobs_of(server, 1, 20) + jobs_of(good, 1, 5)
        run = Run(make_client, server, good, max_failures=3)
        results = list(run(jobs))
    assert outcomes(results) == {"disconnected": 3, "host_skipped": 17, "fetched": 5}
    assert "3 failures in a row" in next(
        one.result.detail for one in results if one.result.outcome == "host_skipped"
    )


def test_a_success_between_failures_starts_the_count_again(
    server: FaultServer, make_client: MakeClient
) -> None:
    for number in range(9):
        server.on(f"/p{number}", page() if number % 3 == 2 else then_reset())
    results = list(Run(make_client, server, max_failures=3)(jobs_of(server, 1, 9)))
    assert outcomes(results) == {"disconnected": 6, "fetched": 3}


def test_missing_pages_do_not_speak_against_a_host(server: FaultServer, make_client: MakeClient) -> None:
    assert outcomes(Run(make_client, server, max_failures=2)(jobs_of(server, 1, 6))) == {"not_found": 6}


def test_stop_finishes_what_is_under_way_and_hands_the_rest_back(
    server: FaultServer, make_client: MakeClient
) -> None:
    watch = Watch()
    server.on("*", watch.script(page(), 0.05))
    run = Run(make_client, server, delay=0.02)
    jobs = jobs_of(server, 3, 30)
    results = []
    for one in run(iter(jobs), max_waiting=20):
        results.append(one)
        if len(results) == 4:
            run.politeness.stop.set()
    assert sorted(one.job.url for one in results) == sorted(job.url for job in jobs)
    counts = outcomes(results)
    assert set(counts) == {"fetched", "not_tried"} and counts["not_tried"] > 60
    asked = [path for path in server.paths if path != "/robots.txt"]
    assert len(asked) == counts["fetched"]


def test_stop_reaches_a_request_that_waits_for_its_turn(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    run = Run(make_client, server, delay=60.0)  # behind robots.txt, the page would wait a minute
    threading.Timer(0.5, run.politeness.stop.set).start()
    assert outcomes(run(jobs_of(server, 2, 3))) == {"not_tried": 6}


def test_an_abandoned_crawl_leaves_no_thread_behind(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    results = Run(make_client, server)(jobs_of(server, 5, 10))
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]


def test_jobs_are_read_a_bounded_number_ahead(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    read = 0

    def endless_jobs() -> Iterator[FetchJob]:
        nonlocal read
        for read in range(1, 10_000):
            yield FetchJob(server.url(f"/p{read}", f"h{read % 4}.test"))

    results = Run(make_client, server)(endless_jobs(), max_waiting=30)
    for taken in range(1, 50):
        next(results)
        assert read <= taken + 30
    results.close()  # type: ignore[attr-defined]


def test_an_error_in_the_list_of_jobs_is_the_callers(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())

    def jobs() -> Iterator[FetchJob]:
        yield FetchJob(server.url("/p"))
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        list(Run(make_client, server)(jobs()))
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]


def test_the_second_night_gets_304_for_all_that_is_unchanged(
    server: FaultServer, make_client: MakeClient
) -> None:
    def script(visit: Visit) -> None:
        if visit.request.path == "/robots.txt":
            visit.send(answer(b"", content_type="text/plain"))
        elif visit.request.get("if-none-match") == f'"{visit.request.path}"':
            visit.send(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            visit.send(page(fields=[("ETag", f'"{visit.request.path}"')]))

    server.on("*", script)
    first = list(Run(make_client, server)(jobs_of(server, 3, 5)))
    again = [FetchJob(one.job.url, validators=one.result.validators) for one in first]
    assert outcomes(first) == {"fetched": 15}
    assert outcomes(Run(make_client, server)(again)) == {"not_modified": 15}


@pytest.mark.parametrize(
    "url", ["nonsense", "mailto:a@b.example", "http://", "http://[::1", "ftp://h/", "http://127.0.0.1:1/"]
)
def test_what_can_not_be_asked_comes_back_as_well(
    server: FaultServer, make_client: MakeClient, url: str
) -> None:
    (one,) = Run(make_client, server)([FetchJob(url)])
    assert one.result.outcome in ("bad_url", "refused_address")


NOW = datetime(2026, 3, 4, tzinfo=UTC)
TAG = Validators(etag='"a"')


@pytest.mark.parametrize(
    ("validators", "last_full", "wanted"),
    [
        (TAG, NOW - timedelta(days=6, hours=23), TAG),
        (TAG, NOW - timedelta(days=7), None),
        (TAG, None, None),
        (None, NOW, None),
        (Validators(), NOW, None),
    ],
)
def test_once_a_week_without_validators(
    validators: Validators | None, last_full: datetime | None, wanted: Validators | None
) -> None:
    assert validators_to_send(validators, last_full, NOW) == wanted


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://News.example/a", "news.example"),
        ("https://news.example:443/b", "news.example"),
        ("http://news.example:8080/", "news.example:8080"),
        ("http://[::1]/", "::1"),
        ("http://[::1]:81/", "::1:81"),
        ("nonsense", ""),
    ],
)
def test_host_key(url: str, key: str) -> None:
    assert host_key(url) == key
