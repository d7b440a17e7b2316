"""Nobody lures the client into the inner network: spellings, redirects, and names that change their mind."""

from __future__ import annotations

import ipaddress
import random
from collections.abc import Iterator

import pytest
from tests.fetch.conftest import PATIENT
from tests.support.fault_server import FaultServer, page, redirect, then_close

from newsarchive.errors import AddressRefused
from newsarchive.fetch.addresses import is_disguised_ipv4, why_inner
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard

# Each of them reaches this machine, or the inner network of somebody, with one C library or another.
SPELLINGS = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "127.255.255.254",
    "2130706433",
    "0x7f000001",
    "0x7F.0x0.0x0.0x1",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "127.0.0.01",
    "127.0.0.1.",
    "0",
    "0.0.0.0",
    "0x0",
    "4294967295",
    "１２７.０.０.１",
    "127。0。0。1",
    "①②⑦.⓪.⓪.①",
    "%31%32%37.0.0.1",
    "localhost",
    "LOCALHOST.",
    "loopback.test",
    "localhost\\@news.test",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fec0::1]",
    "[fe80::1]",
    "[fe80::1%25lo]",
    "[::1%25lo]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[100::1]",
    "[2001:db8::1]",
    "[2600::5efe:7f00:1]",
]


def resolve_test_names(host: str, port: int) -> list[str]:
    """What the system says, and for `.test` names what these tests say."""
    from newsarchive.fetch.guard import system_resolver

    known = {"start.test": ["127.0.0.1"], "loopback.test": ["127.0.0.1"]}
    return known.get(host) or system_resolver(host, port)


@pytest.fixture
def inner() -> Iterator[FaultServer]:
    """The server that nobody may reach, on every IPv4 address of this machine."""
    with FaultServer(host="0.0.0.0") as running:
        running.on("*", page("<p>the inner network</p>"))
        yield running


@pytest.fixture
def inner6(inner: FaultServer) -> Iterator[FaultServer | None]:
    """The same port on IPv6."""
    try:
        with FaultServer(host="::1", port=inner.port) as running:
            yield running
    except OSError:
        yield None


def test_there_are_enough_spellings() -> None:
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 37


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("way", ["page", "redirect"])
def test_inner_spelling_is_refused(
    way: str, spelling: str, server: FaultServer, inner: FaultServer, inner6: FaultServer | None
) -> None:
    """The port is allowed, so that the address alone decides."""
    guard = AddressGuard(
        allow_private={"start.test"}, allow_ports={server.port, inner.port}, resolver=resolve_test_names
    )
    target = f"http://{spelling}:{inner.port}/"
    server.on("/", redirect(target.encode().decode("iso-8859-1")))
    with Client(user_agent="test/1", guard=guard, limits=PATIENT) as client:
        result = client.get(target if way == "page" else server.url("/", "start.test"))

    assert result.outcome in ("refused_address", "bad_url", "bad_redirect"), result
    assert result.attempts == (0 if way == "page" else 1) or "leads to" in result.detail
    assert inner.accepted == 0
    assert inner6 is None or inner6.accepted == 0


def test_the_inner_server_could_have_been_reached(inner: FaultServer) -> None:
    """The control: with permission the same requests do arrive."""
    guard = AddressGuard(allow_private={"127.0.0.0/8"}, allow_ports={inner.port})
    with Client(user_agent="test/1", guard=guard, limits=PATIENT) as client:
        assert client.get(f"http://127.0.0.1:{inner.port}/").outcome == "fetched"
        assert client.get(f"http://localhost:{inner.port}/").outcome in ("fetched", "refused_address")
    assert inner.accepted >= 1


# --- names that change their mind ------------------------------------------------------------


def test_a_thousand_flips_never_reach_the_second_listener() -> None:
    """A name that is a good address at one look and an inner one at the next.

    127.0.0.1 plays the public address, ::1 (or 127.0.0.2 where there is no IPv6) the inner one.
    Each answer of the resolver is a coin's throw, so every look could be the wrong one.
    """
    chance = random.Random(7)
    looks: list[str] = []

    with FaultServer() as outer:
        try:
            second = FaultServer(host="::1", port=outer.port).__enter__()
        except OSError:
            second = FaultServer(host="127.0.0.2", port=outer.port).__enter__()

        def flip(host: str, port: int) -> list[str]:
            looks.append(chance.choice(["127.0.0.1", second.host]))
            return [looks[-1]]

        outer.on("/", then_close(page(fields=[("Connection", "close")])))
        guard = AddressGuard(allow_private={"127.0.0.1"}, allow_ports={outer.port}, resolver=flip)
        outcomes: list[str] = []
        try:
            with Client(user_agent="test/1", guard=guard, limits=PATIENT) as client:
                outcomes += [client.get(outer.url("/", "flip.test")).outcome for _ in range(1000)]
        finally:
            second.__exit__()

    assert second.accepted == 0
    assert outer.accepted == outcomes.count("fetched") == looks.count("127.0.0.1")
    assert outcomes.count("refused_address") == looks.count(second.host)
    assert len(looks) == 1000  # one look a connection: what was checked is what was connected to
    assert 400 < looks.count("127.0.0.1") < 600


def test_public_first_and_loopback_second(server: FaultServer) -> None:
    """Each new connection is checked like the first, also that of a redirect to the same name."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.1"], ["127.0.0.2"]])
    guard = AddressGuard(
        allow_private={"127.0.0.1"}, allow_ports={server.port}, resolver=lambda host, port: next(answers)
    )
    server.on("/page", then_close(page()))
    server.on("/moved", then_close(redirect("/page")))
    with Client(user_agent="test/1", guard=guard, limits=PATIENT) as client:
        pages = [client.get(server.url("/page", "flip.test")) for _ in range(2)]
        moved = client.get(server.url("/moved", "flip.test"))

    assert [one.outcome for one in pages] == ["fetched", "refused_address"]
    assert (moved.outcome, len(moved.hops)) == ("refused_address", 1)
    assert server.accepted == 2


def test_one_inner_address_among_good_ones_is_enough(server: FaultServer) -> None:
    guard = AddressGuard(
        allow_private={"127.0.0.1"},
        allow_ports={server.port},
        resolver=lambda host, port: ["127.0.0.1", "10.0.0.1"],
    )
    with Client(user_agent="test/1", guard=guard, limits=PATIENT) as client:
        result = client.get(server.url("/", "mixed.test"))

    assert (result.outcome, server.accepted) == ("refused_address", 0)
    assert result.detail == "'mixed.test' leads to 10.0.0.1, which is not a public address (private)"


def test_a_connection_of_one_source_is_no_permission_for_another(server: FaultServer) -> None:
    server.on("/", page())
    allowed = AddressGuard(allow_private={"127.0.0.1"}, allow_ports={server.port})
    with Client(user_agent="test/1", guard=AddressGuard(allow_ports={server.port}), limits=PATIENT) as client:
        assert client.get(server.url("/"), guard=allowed).outcome == "fetched"
        assert client.get(server.url("/")).outcome == "refused_address"
        assert client.get(server.url("/"), guard=allowed).outcome == "fetched"
    assert len(server.requests) == 2
    assert server.accepted == 1


# --- the guard alone -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "ftp://news.test/",
        "file:///etc/passwd",
        "gopher://news.test/",
        "javascript:alert(1)",
        "data:text/html,x",
        "//news.test/",
        "news.test",
        "http://user@news.test/",
        "http://user:pass@news.test/",
        "http://@news.test/",
        "http://:@news.test/",
        "http://news.test:22/",
        "http://news.test:8080/",
        "https://news.test:6443/",
        "http:///path",
        "http://news..test/",
        "http://-news.test/",
        "http://news test/",
        "http://news_test,x/",
        "http://" + "a" * 64 + ".test/",
        "http://[::1/",
        "http://1.2.3/",
        "http://1.2.3.4.5/",
        "http://1.2.3.04/",
        "http://256.1.1.1/",
        "http://news.0x7f/",
    ],
)
def test_url_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        AddressGuard().check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://news.test/",
        "https://news.test:443/",
        "http://news.test:80/",
        "http://news.test:443/",
        "https://xn--zlle-5qa.test./a?b",
        "http://a_b.news.test/",
        "http://8.8.8.8/",
        "http://[2606:4700::1111]/",
        "http://1and1.test/",
        "http://news.test/user@host:22/",
    ],
)
def test_url_is_allowed(url: str) -> None:
    AddressGuard().check_url(url)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.255.255",
        "172.32.0.1",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450::1",
    ],
)
def test_public_address(address: str) -> None:
    assert why_inner(ipaddress.ip_address(address)) is None


REGISTERED = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
    192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
    240.0.0.0/4 ::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16
    3fff::/20 4000::/2 8000::/1 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""


@pytest.mark.parametrize("network", REGISTERED.split())
def test_registered_networks_are_inner_from_edge_to_edge(network: str) -> None:
    """IANA's registries of special-purpose addresses."""
    inside = ipaddress.ip_network(network)
    for address in (inside[0], inside[1], inside[-1], inside[inside.num_addresses // 2]):
        assert why_inner(address) is not None, address


@pytest.mark.parametrize("entry", ["", "10.0.0.0/33", "127.1", "2130706433", "a/b"])
def test_permission_must_be_plain(entry: str) -> None:
    with pytest.raises(ValueError, match="not a host"):
        AddressGuard(allow_private={entry})


def test_permission_for_a_host_holds_for_that_host_alone() -> None:
    guard = AddressGuard(allow_private={"Intranet.Example."}, resolver=lambda host, port: ["10.0.0.9"])
    assert [str(one) for one in guard.addresses("intranet.example", 80, 1.0)] == ["10.0.0.9"]
    with pytest.raises(AddressRefused):
        guard.addresses("www.intranet.example", 80, 1.0)


def test_numbers_are_addresses_and_names_are_names() -> None:
    assert all(is_disguised_ipv4(host) for host in ("1", "127.1", "0x7f", "1.2.3.04", "news.5", "0x"))
    assert not any(is_disguised_ipv4(host) for host in ("127.0.0.1", "1and1.com", "news", "0x7f.com", "::1"))
