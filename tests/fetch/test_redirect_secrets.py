"""A secret request header belongs to one scheme, host and port, and goes nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from tests.fetch.conftest import MakeClient, server_context
from tests.support.fault_server import FaultServer, page, redirect

from newsarchive.records import Validators

STATUSES = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
]
CHANGES = ["host", "port", "scheme up", "scheme down", "host and port", "all, and back through a third"]
SECRETS = {"X-Api-Key": "s3cret", "Authorization": "Bearer s3cret", "Cookie": "session=s3cret"}


@pytest.fixture
def tls_server(authority: trustme.CA) -> Iterator[FaultServer]:
    with FaultServer(tls=server_context(authority, "news.test", "other.test")) as running:
        yield running


@pytest.fixture
def other_server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def lay_trail(change: str, status: str, plain: FaultServer, other: FaultServer, tls: FaultServer) -> str:
    """Set up the redirects for a change; returns the URL that they start from."""
    for one in (plain, other, tls):
        one.on("/end", page())
    start, end = {
        "host": (plain.url("/start", "news.test"), plain.url("/end", "other.test")),
        "port": (plain.url("/start", "news.test"), other.url("/end", "news.test")),
        "scheme up": (plain.url("/start", "news.test"), tls.url("/end", "news.test")),
        "scheme down": (tls.url("/start", "news.test"), plain.url("/end", "news.test")),
        "host and port": (plain.url("/start", "news.test"), other.url("/end", "other.test")),
        "all, and back through a third": (plain.url("/start", "news.test"), tls.url("/hop", "other.test")),
    }[change]
    tls.on("/hop", redirect(other.url("/end", "news.test"), status))
    for one in (plain, tls):
        one.on("/start", redirect(end, status))
    return start


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("change", CHANGES)
def test_secret_stays_at_home(
    change: str,
    status: str,
    server: FaultServer,
    other_server: FaultServer,
    tls_server: FaultServer,
    make_client: MakeClient,
    ca_file: str,
) -> None:
    start = lay_trail(change, status, server, other_server, tls_server)
    client = make_client(server, other_server, tls_server, ca_file=ca_file)

    result = client.get(start, headers=SECRETS)

    assert result.outcome == "fetched"
    asked = [request for one in (server, other_server, tls_server) for request in one.requests]
    assert [request.get("X-Api-Key") for request in asked if request.path == "/start"] == ["s3cret"]
    others = [request for request in asked if request.path != "/start"]
    assert others
    assert not any(b"s3cret" in request.raw for request in others)


def test_secret_goes_along_within_one_origin(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/end", page())
    make_client(server).get(server.on("/start", redirect("/end")), headers=SECRETS)

    assert [request.get("X-Api-Key") for request in server.requests] == ["s3cret", "s3cret"]


def test_cookies_are_not_kept(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/end", page(fields=[("Set-Cookie", "a=1; Path=/")]))
    client = make_client(server)
    client.get(server.on("/start", redirect("/end").replace(b"Location", b"Set-Cookie: b=2\r\nLocation")))
    client.get(server.url("/end"))

    assert [request.get("Cookie") for request in server.requests] == [None, None, None]


def test_the_environment_has_no_say(
    server: FaultServer, make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password s3cret\n")
    for name, value in {
        "NETRC": str(netrc),
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
        monkeypatch.setenv(name.lower(), value)

    assert make_client(server).get(server.on("/", page())).outcome == "fetched"
    assert server.requests[0].get("Authorization") is None


def test_validators_stay_with_the_url_that_gave_them(server: FaultServer, make_client: MakeClient) -> None:
    """A date says nothing about another page: a 304 from there would freeze the wrong copy."""
    stored = Validators(etag='"a"', last_modified="Mon, 02 Mar 2026 10:00:00 GMT")
    moved = server.on("/new", page())
    start = server.on("/old", redirect("/new"))
    client = make_client(server)

    client.get(start, stored)
    client.get(start, stored, validators_from=moved)

    sent = [(request.path, request.get("If-None-Match")) for request in server.requests]
    assert sent == [("/old", '"a"'), ("/new", None), ("/old", None), ("/new", '"a"')]


def test_the_chain_is_told(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/c", page())
    server.on("/b", redirect(server.url("/c"), "301 Moved Permanently"))
    result = make_client(server).get(server.on("/a", redirect("b?x=1#part")) + "#top")

    assert [(hop.url, hop.status, hop.location) for hop in result.hops] == [
        (server.url("/a"), 302, server.url("/b?x=1")),
        (server.url("/b?x=1"), 301, server.url("/c")),
    ]
    assert result.requested_url.endswith("/a#top")
    assert result.final_url == result.capture.url == server.url("/c")  # type: ignore[union-attr]
    assert result.attempts == 3


@pytest.mark.parametrize(("redirects", "outcome"), [(5, "fetched"), (6, "too_many_redirects")])
def test_redirects_are_counted(
    redirects: int, outcome: str, server: FaultServer, make_client: MakeClient
) -> None:
    for number in range(redirects):
        server.on(f"/{number}", redirect(f"/{number + 1}"))
    server.on(f"/{redirects}", page())

    assert make_client(server).get(server.url("/0")).outcome == outcome


def test_location_in_raw_utf8(server: FaultServer, make_client: MakeClient) -> None:
    server.on("/Z%C3%B6lle%20neu", page())
    location = "/Zölle neu".encode().decode("iso-8859-1")

    assert make_client(server).get(server.on("/a", redirect(location))).outcome == "fetched"
