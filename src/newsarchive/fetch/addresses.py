"""Which IP addresses are out in the world, and which spellings of them are honest."""

from __future__ import annotations

import ipaddress
import re

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
IPNetwork = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA's registries of special-purpose addresses (RFC 6890 and its updates). Written out rather
# than left to `ipaddress.is_global`, whose tables differ from one Python release to the next.
_INNER_V4: tuple[tuple[ipaddress.IPv4Network, str], ...] = tuple(
    (ipaddress.IPv4Network(network), why)
    for network, why in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

# Global unicast is 2000::/3 and nothing else (RFC 4291, section 2.4), so IPv6 is an allow-list
# with exceptions; the names below only make the message better.
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_INNER_V6: tuple[tuple[ipaddress.IPv6Network, str], ...] = tuple(
    (ipaddress.IPv6Network(network), why)
    for network, why in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"),
        ("::ffff:0:0:0/96", "IPv4-translated"),
        ("::/96", "IPv4-compatible"),
        ("64:ff9b::/96", "NAT64"),
        ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard"),
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
        ("fc00::/7", "unique local"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)


def why_inner(address: IPAddress) -> str | None:
    """Why an address is not one of the public network, in a word or two; None when it is."""
    if isinstance(address, ipaddress.IPv4Address):
        return next((why for network, why in _INNER_V4 if address in network), None)
    if address.scope_id is not None:
        return "link-local"
    why = next((why for network, why in _INNER_V6 if address in network), None)
    if why is None and address not in _GLOBAL_V6:
        why = "reserved"
    if why is None and (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        why = "ISATAP"  # an IPv4 address inside a tunnel (RFC 5214, section 6.1)
    return why


_LAST_LABEL_IS_A_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)$", re.IGNORECASE)


def is_disguised_ipv4(host: str) -> bool:
    """Whether a host name is an IPv4 address in any spelling but the plain one.

    Decimal (`2130706433`), octal (`0177.0.0.1`), hexadecimal (`0x7f.1`) and short (`127.1`)
    spellings are read by the C library as addresses. A host whose last label is a number is an
    address and never a name (WHATWG URL Standard, "ends in a number").
    """
    return bool(_LAST_LABEL_IS_A_NUMBER.search(host)) and parse_ip(host) is None


def parse_ip(host: str) -> IPAddress | None:
    """The address that a host (no brackets) spells plainly, else None."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
