"""The guard at the door: which URLs may be asked, and which addresses may be connected to.

URLs come from feeds and pages that anyone may write, so each one is checked twice: the URL when it
is about to be asked (also after a redirect), and every address of its name when the connection is
made. The address that was checked is the address that is connected to, so a name that changes its
address between two looks (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from newsarchive.errors import AddressRefused
from newsarchive.fetch.addresses import IPAddress, IPNetwork, is_disguised_ipv4, parse_ip, why_inner

DEFAULT_PORTS = {"http": 80, "https": 443}

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port -> IP addresses as text, best first. Raises `OSError` when there are none."""


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a name, in its order of preference, without doubles."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def _split_allowed(allowed: Collection[str]) -> tuple[frozenset[str], tuple[IPNetwork, ...]]:
    hosts: set[str] = set()
    networks: list[IPNetwork] = []
    for entry in allowed:
        text = entry.strip().lower().removeprefix("[").removesuffix("]")
        try:
            networks.append(ipaddress.ip_network(text, strict=False))
        except ValueError:
            if not text or "/" in text or is_disguised_ipv4(text):
                raise ValueError(f"not a host, address or network: {entry!r}") from None
            hosts.add(text.rstrip("."))
    return frozenset(hosts), tuple(networks)


@dataclass(frozen=True)
class AddressGuard:
    """Says which URLs, ports and addresses may be asked.

    `allow_private`: hosts (`intranet.example`), addresses (`127.0.0.1`) and networks (`10.0.0.0/8`)
    that may be connected to although they are inner ones. A host is allowed whatever it resolves
    to; a network is allowed whichever name leads there. `allow_ports`: ports beside 80 and 443.
    Raises `ValueError` for an entry that is neither host nor network.
    """

    allow_private: Collection[str] = ()
    allow_ports: Collection[int] = ()
    resolver: Resolver = system_resolver
    _hosts: frozenset[str] = field(init=False, repr=False, compare=False)
    _networks: tuple[IPNetwork, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        hosts, networks = _split_allowed(self.allow_private)
        object.__setattr__(self, "allow_private", frozenset(self.allow_private))
        object.__setattr__(self, "allow_ports", frozenset(self.allow_ports))
        object.__setattr__(self, "_hosts", hosts)
        object.__setattr__(self, "_networks", networks)

    def check_url(self, url: str) -> None:
        """Raise `AddressRefused` unless this absolute URL may be asked, as far as its text tells."""
        try:
            parts = parse_url(url)
        except LocationParseError:
            raise AddressRefused(f"not a URL that can be asked for: {_brief(url)}") from None
        if parts.scheme not in DEFAULT_PORTS:
            raise AddressRefused(f"only http and https are fetched, not {_brief(parts.scheme or url)}")
        if parts.auth is not None or "@" in _AUTHORITY.sub(r"\1", url):
            raise AddressRefused("a URL with a user name or password is not fetched")
        if not parts.host:
            raise AddressRefused(f"a URL without a host: {_brief(url)}")
        self.check_host_and_port(parts.host, parts.port or DEFAULT_PORTS[parts.scheme])

    def check_host_and_port(self, host: str, port: int) -> None:
        """Raise `AddressRefused` for a port without permission, or a host that is an inner address."""
        name = _plain(host)
        if port not in DEFAULT_PORTS.values() and port not in self.allow_ports:
            raise AddressRefused(f"port {port} is not allowed (allow_ports) on {_brief(name)}")
        if is_disguised_ipv4(name) or (parse_ip(name) is None and not _HOST_NAME.fullmatch(name)):
            raise AddressRefused(f"not a plain host name or address: {_brief(name)}")
        address = parse_ip(name)
        if address is not None:
            self._check_address(name, address)

    def addresses(self, host: str, port: int, timeout: float) -> list[IPAddress]:
        """Look a host up and return its addresses, every one of them checked.

        Called when a connection is about to be made; connect to what is returned and to nothing
        else. Raises `AddressRefused` when any address is an inner one (an honest name has none),
        `TimeoutError` when the lookup takes longer than `timeout` seconds, `OSError` when the name
        has no address.
        """
        self.check_host_and_port(host, port)
        name = _plain(host)
        literal = parse_ip(name)
        if literal is not None:
            return [literal]
        found = [parse_ip(text) for text in _resolve_within(self.resolver, name, port, timeout)]
        addresses = [address for address in found if address is not None]
        if not addresses or len(addresses) < len(found):
            raise OSError(f"no usable address for {_brief(name)}")
        for address in addresses:
            self._check_address(name, address)
        return addresses

    def _check_address(self, host: str, address: IPAddress) -> None:
        why = why_inner(address)
        if why is None or host in self._hosts:
            return
        if any(address.version == network.version and address in network for network in self._networks):
            return
        if host == str(address):
            raise AddressRefused(f"{address} is not a public address ({why})")
        raise AddressRefused(f"{_brief(host)} leads to {address}, which is not a public address ({why})")


_AUTHORITY = re.compile(r"[^:]*://([^/?#\\]*).*", re.DOTALL)
# Letters, digits, hyphens, and the underscore that some real names have; IDNA comes as `xn--`.
_HOST_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")


def _plain(host: str) -> str:
    return host.lower().removeprefix("[").removesuffix("]").removesuffix(".")


def _brief(text: str) -> str:
    return repr(text[:100])


def _resolve_within(resolver: Resolver, host: str, port: int, timeout: float) -> Sequence[str]:
    """Ask the resolver, but wait no longer than `timeout` seconds: getaddrinfo itself has no limit."""
    answer: list[Sequence[str]] = []
    trouble: list[BaseException] = []

    def ask() -> None:
        try:
            answer.append(resolver(host, port))
        except BaseException as error:  # noqa: BLE001 - handed to the thread that waits, and raised there
            trouble.append(error)

    thread = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(timeout)
    if trouble:
        raise trouble[0]
    if not answer:
        raise TimeoutError(f"looking up {host} took longer than {timeout:.1f} seconds")
    return answer[0]
