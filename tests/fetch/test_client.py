"""The client's own manners: what it sends, what it asks first, what it keeps, and that it never raises."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC

import pytest
from tests.fetch.conftest import NOW, QUICK, MakeClient
from tests.support.fault_server import FaultServer, Visit, answer, chunked, page, redirect

from newsarchive.errors import RobotsDenied
from newsarchive.fetch.accept import ANYTHING, FEEDS, PAGES, SITEMAPS, Accept
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import Deadline, FetchLimits, OutOfTime
from newsarchive.fetch.outcomes import Outcome


def test_capture_holds_the_exchange_as_it_happened(server: FaultServer, make_client: MakeClient) -> None:
    fields = [
        ("X-One", "1"),
        ("set-cookie", "a"),
        ("X-Two", "2"),
        ("Set-Cookie", "b"),
        ("X-Latin", "Z\xf6lle"),
    ]
    result = make_client(server).get(server.on("/page", chunked(b"<p>", b"Tariffs", fields=fields)))

    capture = result.capture
    assert capture is not None
    assert capture.body == b"<p>Tariffs"
    assert capture.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Transfer-Encoding", "chunked"),
        *fields,
    )
    assert (capture.status, capture.reason, capture.http_version) == (200, "OK", "HTTP/1.1")
    assert capture.captured_at == NOW
    assert capture.captured_at.tzinfo is UTC
    assert server.requests[0].fields == capture.request_headers
    assert dict(capture.request_headers) == {
        "Host": f"127.0.0.1:{server.port}",
        "User-Agent": "newsarchive-test/1 (+https://example.org/about)",
        "Accept": PAGES.header,
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Connection": "keep-alive",
    }


def test_connections_are_kept_and_used_again(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    client = make_client(server)
    for number in range(10):
        assert client.get(server.url(f"/{number}")).outcome == "fetched"
    assert (len(server.requests), server.accepted) == (10, 1)


def test_many_threads_one_client(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", lambda visit: visit.send(page(f"<p>{visit.request.path}</p>")))
    client = make_client(server)
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda number: client.get(server.url(f"/{number}")), range(200)))
    assert [one.page_bytes() for one in results] == [f"<p>/{number}</p>".encode() for number in range(200)]
    assert server.accepted <= 8


def test_close_ends_connections_also_those_in_use(server: FaultServer, make_client: MakeClient) -> None:
    asked, go = threading.Event(), threading.Event()

    def slow(visit: Visit) -> None:
        asked.set()
        go.wait(5)
        visit.send(page())

    server.on("/slow", slow)
    client = make_client(server, limits=FetchLimits())
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(client.get, server.url("/slow"))
        asked.wait(5)
        client.close()
        go.set()
        assert under_way.result().outcome == "fetched"
    assert client._lanes._idle == {}


# --- asking first ----------------------------------------------------------------------------


def test_every_request_asks_first(server: FaultServer, make_client: MakeClient) -> None:
    """Redirect targets and retries too: politeness and robots.txt hold for each of them."""
    asked: list[str] = []
    server.on("/b", [answer(status="502 Bad Gateway"), page()])
    url = server.on("/a", redirect("/b"))
    result = make_client(server).get(url, before_request=asked.append)

    assert result.outcome == "fetched"
    assert asked == [server.url("/a"), server.url("/b"), server.url("/b")]
    assert server.paths == ["/a", "/b", "/b"]


def test_a_forbidden_redirect_target_is_not_asked(server: FaultServer, make_client: MakeClient) -> None:
    def robots(url: str) -> None:
        if url.endswith("/private"):
            raise RobotsDenied("robots.txt forbids /private")

    client = make_client(server, before_request=robots)
    result = client.get(server.on("/a", redirect("/private")))

    assert (result.outcome, result.detail) == ("robots_denied", "robots.txt forbids /private")
    assert server.paths == ["/a"]


def test_waiting_for_its_turn_costs_no_time(server: FaultServer, make_client: MakeClient) -> None:
    clock = [0.0]

    def wait(url: str) -> None:
        clock[0] += 3600

    client = make_client(server, clock=lambda: clock[0], before_request=wait)
    assert client.get(server.on("/", page())).outcome == "fetched"


def test_what_stops_the_caller_is_passed_on(server: FaultServer, make_client: MakeClient) -> None:
    def stop(url: str) -> None:
        raise KeyboardInterrupt

    client = make_client(server)
    with pytest.raises(KeyboardInterrupt):
        client.get(server.on("/", page()), before_request=stop)
    assert client.get(server.url("/")).outcome == "fetched"


# --- kinds of content ------------------------------------------------------------------------

TAKEN: list[tuple[Accept, str, bytes, bool]] = [
    (PAGES, "text/html", b"x", True),
    (PAGES, "TEXT/HTML;charset=x", b"x", True),
    (PAGES, "application/xhtml+xml", b"x", True),
    (PAGES, "text/plain", b"x", True),
    (PAGES, "application/rss+xml", b"<rss>", False),
    (PAGES, "application/json", b"{}", False),
    (PAGES, "video/mp4", b"<", False),
    (PAGES, "", b"\xef\xbb\xbf\n <html>", True),
    (PAGES, "", b"GIF89a", False),
    (FEEDS, "application/rss+xml", b"<rss>", True),
    (FEEDS, "application/atom+xml; charset=utf-8", b"<feed>", True),
    (FEEDS, "text/xml", b"<rss>", True),
    (FEEDS, "application/feed+json", b"{}", True),
    (FEEDS, "text/html", b"<rss>", True),
    (FEEDS, "image/svg+xml", b"<svg>", True),
    (FEEDS, "image/png", b"\x89PNG", False),
    (SITEMAPS, "application/x-gzip", b"\x1f\x8b", True),
    (SITEMAPS, "application/pdf", b"%PDF", False),
    (ANYTHING, "application/pdf", b"%PDF", True),
    (ANYTHING, "", b"", True),
]


@pytest.mark.parametrize(("accept", "content_type", "body", "taken"), TAKEN)
def test_kinds_of_content(accept: Accept, content_type: str, body: bytes, taken: bool) -> None:
    assert accept.takes(content_type or None, body) is taken


# --- it never raises -------------------------------------------------------------------------

NO_URLS = [
    "",
    " ",
    "#",
    "http://",
    "https://?q",
    "http:///path",
    "http://[",
    "http://[::1",
    "http://news.test:99999/",
    "http://news.test:port/",
    "http://news.test:-1/",
    "http://\x00/",
    "http://\ud800/",
    "http://news.test/\ud800",
    "http://" + "a." * 200 + "test/",
    "http://" + "ö" * 300 + "/",
    "http://xn--a/",
    "http://xn--/",
    "http://.../",
    "http://%/",
    "http://news.test%00.example/",
    "mailto:a@b",
    "/relative",
    "news.test",
    "about:blank",
    "http://a:b:c/",
    "http://news.test\r\nX-Injected: 1/",
]


def knows_no_name(host: str, port: int) -> list[str]:
    raise OSError("no such name")


@pytest.mark.parametrize("url", NO_URLS, ids=range(len(NO_URLS)))
def test_no_url_raises_and_none_is_asked(url: str) -> None:
    with Client(user_agent="test/1", guard=AddressGuard(resolver=knows_no_name), limits=QUICK) as client:
        result = client.get(url)
        assert result.outcome in ("bad_url", "refused_address", "dns_failed"), result
        assert result.detail
        assert client.get("http://news.test/redirect", before_request=lambda _: None).outcome == "dns_failed"


@pytest.mark.parametrize("url", NO_URLS, ids=range(len(NO_URLS)))
def test_no_location_raises(url: str, server: FaultServer, make_client: MakeClient) -> None:
    location = url.encode("utf-8", "surrogatepass").decode("iso-8859-1").replace("\r\n", "")
    server.on("*", page())
    guard = AddressGuard(allow_private={"127.0.0.1"}, allow_ports={server.port}, resolver=knows_no_name)
    result = make_client(server, guard=guard).get(server.on("/", redirect(location)))

    assert result.outcome in (
        "fetched",
        "bad_redirect",
        "dns_failed",
        "refused_address",
        "too_many_redirects",
    )
    assert {request.get("Host") for request in server.requests} == {f"127.0.0.1:{server.port}"}


def test_nothing_injected_reaches_the_wire(server: FaultServer, make_client: MakeClient) -> None:
    server.on("*", page())
    make_client(server).get(server.url("/a\r\nX-Injected: 1\r\n\r\nGET /b"))
    assert len(server.requests) == 1
    assert server.requests[0].get("X-Injected") is None


@pytest.mark.parametrize("agent", ["", "a\nb", " lead", "Zölle/1"])
def test_user_agent_must_be_a_header_value(agent: str) -> None:
    with pytest.raises(ValueError, match="User-Agent"):
        Client(user_agent=agent)


# --- limits ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["connect_seconds", "total_seconds", "max_wire_bytes", "max_header_bytes"])
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_limits_must_leave_something(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        FetchLimits(**{name: value})  # type: ignore[arg-type]


def test_deadline_counts_down_and_can_be_extended() -> None:
    clock = [100.0]
    deadline = Deadline(10, lambda: clock[0])
    assert (deadline.left(), deadline.left(at_most=3)) == (10, 3)
    clock[0] = 110
    with pytest.raises(OutOfTime):
        deadline.left()
    deadline.extend(5)
    assert deadline.left() == 5


@pytest.mark.parametrize(("size", "outcome"), [(200_000, "fetched"), (200_001, "too_large")])
@pytest.mark.parametrize("how", ["length", "chunked"])
def test_size_limit_is_exact(
    how: str, size: int, outcome: str, server: FaultServer, make_client: MakeClient
) -> None:
    body = b"<" * size
    script = answer(body) if how == "length" else chunked(body[:5], body[5:])
    result = make_client(server).get(server.on("/", script))
    assert result.outcome == outcome
    assert result.capture is not None
    assert len(result.capture.body) == (0 if (how, outcome) == ("length", "too_large") else 200_000)


def test_outcomes_have_stable_names() -> None:
    """They are stored with each attempt: renaming one needs a migration."""
    assert {outcome.value for outcome in Outcome} == {
        "fetched", "not_modified", "empty", "wrong_type", "not_found", "gone", "forbidden", "retry_later",
        "http_error", "unexpected_not_modified", "too_many_redirects", "bad_redirect", "refused_address",
        "robots_denied", "bad_url", "dns_failed", "connect_failed", "tls_failed", "timeout", "disconnected",
        "truncated", "too_large", "broken_response", "host_skipped", "not_tried",
    }  # fmt: skip
