"""Before the first byte: names, connections, certificates."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from tests.fetch.conftest import PATIENT, QUICK, MakeClient, server_context, to_loopback
from tests.support.fault_server import (
    FaultServer,
    answer,
    drip,
    page,
    redirect,
    then_close,
    then_hold,
    then_reset,
)

from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard

YESTERDAY = datetime.now(UTC) - timedelta(days=1)


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def client_with(resolver: object, *ports: int, **more: object) -> Client:
    guard = AddressGuard(allow_private={"127.0.0.1"}, allow_ports=ports, resolver=resolver)  # type: ignore[arg-type]
    settings: dict[str, object] = {
        "user_agent": "test/1",
        "guard": guard,
        "limits": PATIENT,
        "sleep": lambda _: None,
    }
    return Client(**(settings | more))  # type: ignore[arg-type]


# --- names and connections -------------------------------------------------------------------


def test_refused_connection() -> None:
    port = closed_port()
    with client_with(to_loopback, port) as client:
        result = client.get(f"http://news.test:{port}/")

    assert (result.outcome, result.attempts, result.capture) == ("connect_failed", 3, None)
    assert f"news.test port {port}" in result.detail


def test_connection_that_nobody_takes_up() -> None:
    """A listener whose queue is full lets new connections hang."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        crowd = [socket.socket() for _ in range(8)]
        for one in crowd:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        try:
            with client_with(to_loopback, port, limits=QUICK) as client:
                assert client.get(f"http://news.test:{port}/").outcome == "timeout"
        finally:
            for one in crowd:
                one.close()


def test_second_address_is_tried(server: FaultServer) -> None:
    """::1 has no listener on this port (or there is no IPv6 at all): 127.0.0.1 answers."""
    server.on("/", page())
    guard = AddressGuard(
        allow_private={"news.test"},
        allow_ports={server.port},
        resolver=lambda host, port: ["::1", "127.0.0.1"],
    )
    with client_with(to_loopback, guard=guard) as client:
        result = client.get(server.url("/", "news.test"))

    assert result.outcome == "fetched"
    assert result.capture is not None
    assert result.capture.ip_address == "127.0.0.1"


def test_name_without_an_address() -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with client_with(resolver) as client:
        result = client.get("http://nobody.test/")
    assert (result.outcome, result.attempts) == ("dns_failed", 1)
    assert "nobody.test" in result.detail


def test_name_server_that_hiccups(server: FaultServer) -> None:
    looks: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        looks.append(host)
        if len(looks) == 1:
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return ["127.0.0.1"]

    server.on("/", page())
    with client_with(resolver, server.port) as client:
        result = client.get(server.url("/", "news.test"))
    assert (result.outcome, result.attempts) == ("fetched", 2)


def test_name_server_that_hangs() -> None:
    released = threading.Event()

    def resolver(host: str, port: int) -> list[str]:
        released.wait(20)
        return ["127.0.0.1"]

    with client_with(resolver, limits=QUICK) as client:
        result = client.get("http://slow.test/")
    released.set()
    assert (result.outcome, result.attempts) == ("timeout", 1)


@pytest.mark.parametrize("found", [[], ["nonsense"], ["127.0.0.1", ""]])
def test_resolver_without_sense(found: list[str]) -> None:
    with client_with(lambda host, port: found) as client:
        assert client.get("http://news.test/").outcome == "dns_failed"


# --- TLS -------------------------------------------------------------------------------------


@pytest.fixture
def serve_tls() -> Iterator[object]:
    running: list[FaultServer] = []

    def serve(context: ssl.SSLContext) -> FaultServer:
        running.append(FaultServer(tls=context).__enter__())
        running[-1].on("/", page())
        return running[-1]

    yield serve
    for one in running:
        one.__exit__()


def test_good_certificate(serve_tls, authority: trustme.CA, ca_file: str, make_client: MakeClient) -> None:  # type: ignore[no-untyped-def]
    """Verified for the name of the URL, although the connection went to a checked address."""
    server = serve_tls(server_context(authority, "news.test"))
    client = make_client(server, ca_file=ca_file)
    results = [client.get(server.url("/", "news.test")) for _ in range(3)]

    assert [one.outcome for one in results] == ["fetched"] * 3
    assert server.accepted == 1  # kept open and used again
    assert results[0].capture is not None
    assert results[0].capture.ip_address == "127.0.0.1"


def test_international_name(serve_tls, authority: trustme.CA, ca_file: str, make_client: MakeClient) -> None:  # type: ignore[no-untyped-def]
    server = serve_tls(server_context(authority, "zölle.test"))
    result = make_client(server, ca_file=ca_file).get(server.url("/", "ZÖLLE.test"))

    assert (result.outcome, result.final_url) == ("fetched", server.url("/", "xn--zlle-5qa.test"))
    assert server.requests[0].get("Host") == f"xn--zlle-5qa.test:{server.port}"


BAD_CERTIFICATES = {
    "expired": ("expired", lambda ca: server_context(ca, "news.test", not_after=YESTERDAY)),
    "other-host": ("mismatch", lambda ca: server_context(ca, "other.test")),
    "address-instead-of-name": ("mismatch", lambda ca: server_context(ca, "127.0.0.1")),
    "wildcard-too-wide": ("mismatch", lambda ca: server_context(ca, "*.news.test")),
    "unknown-authority": ("certificate", lambda ca: server_context(trustme.CA(), "news.test")),
}


@pytest.mark.parametrize("name", BAD_CERTIFICATES)
def test_bad_certificate(  # type: ignore[no-untyped-def]
    name: str, serve_tls, authority: trustme.CA, ca_file: str, make_client: MakeClient
) -> None:
    says, make = BAD_CERTIFICATES[name]
    server = serve_tls(make(authority))
    result = make_client(server, ca_file=ca_file).get(
        server.url("/", "news.test"), headers={"X-Api-Key": "s3cret"}
    )

    assert (result.outcome, result.attempts, result.capture) == ("tls_failed", 1, None)
    assert says in result.detail
    assert server.requests == []  # not a byte of the request went out


def test_public_authorities_are_the_default(
    serve_tls, authority: trustme.CA, make_client: MakeClient
) -> None:  # type: ignore[no-untyped-def]
    server = serve_tls(server_context(authority, "news.test"))
    assert make_client(server).get(server.url("/", "news.test")).outcome == "tls_failed"


def test_old_tls_only(serve_tls, authority: trustme.CA, ca_file: str, make_client: MakeClient) -> None:  # type: ignore[no-untyped-def]
    context = server_context(authority, "news.test")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    server = serve_tls(context)
    assert make_client(server, ca_file=ca_file).get(server.url("/", "news.test")).outcome == "tls_failed"


def test_redirect_to_a_bad_certificate(  # type: ignore[no-untyped-def]
    serve_tls, authority: trustme.CA, ca_file: str, server: FaultServer, make_client: MakeClient
) -> None:
    bad = serve_tls(server_context(authority, "other.test"))
    result = make_client(server, bad, ca_file=ca_file).get(
        server.on("/", redirect(bad.url("/", "news.test")))
    )

    assert (result.outcome, len(result.hops)) == ("tls_failed", 1)
    assert result.final_url == bad.url("/", "news.test")


def test_plain_http_where_tls_should_be(server: FaultServer, make_client: MakeClient) -> None:
    url = server.url("/", "news.test").replace("http:", "https:")
    assert make_client(server, limits=QUICK).get(url).outcome in ("tls_failed", "disconnected", "timeout")
    assert server.requests == []


@pytest.mark.parametrize(
    "first_words", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x16\x03\x01\x00\x05hello", b"\0" * 99]
)
def test_nonsense_instead_of_a_handshake(first_words: bytes, make_client: MakeClient) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]

        def serve() -> None:
            for _ in range(3):
                try:
                    sock, _ = listener.accept()
                except OSError:
                    return
                sock.sendall(first_words)
                time.sleep(0.02)
                sock.close()

        threading.Thread(target=serve, daemon=True).start()
        with client_with(to_loopback, port) as client:
            assert client.get(f"https://news.test:{port}/").outcome in ("tls_failed", "disconnected")


def test_handshake_that_never_ends() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with client_with(to_loopback, port, limits=QUICK) as client:
            assert client.get(f"https://news.test:{port}/").outcome == "timeout"


TEXT = b"<p>" + b"Quotas. " * 500
OVER_TLS = {
    "drips": (drip(answer(length=999), b"x" * 900, pause=0.05), "timeout", "time"),
    "stops": (then_hold(answer(b"<p>", length=999)), "timeout", "time"),
    "says-nothing": (then_hold(), "timeout", None),
    "closes": (then_close(answer(TEXT, length=99999)), "truncated", "disconnect"),
    "resets": (then_reset(answer(TEXT, length=99999)), "truncated", "disconnect"),
    "closes-at-once": (then_close(b""), "disconnected", None),
}


@pytest.mark.parametrize("name", OVER_TLS)
def test_deadlines_and_cuts_hold_over_tls(  # type: ignore[no-untyped-def]
    name: str, serve_tls, authority: trustme.CA, ca_file: str, make_client: MakeClient
) -> None:
    script, outcome, truncated = OVER_TLS[name]
    server = serve_tls(server_context(authority, "news.test"))
    server.on("/fault", script)
    client = make_client(server, ca_file=ca_file)
    limits = QUICK if outcome == "timeout" else PATIENT
    result = client.get(server.url("/fault", "news.test"), limits=limits)

    assert result.outcome == outcome, result
    assert (result.capture and result.capture.truncated) == truncated
    assert client.get(server.url("/", "news.test")).outcome == "fetched"
