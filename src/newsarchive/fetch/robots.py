"""robots.txt rules: what a host asks crawlers to leave alone (RFC 9309). Bytes in, verdicts out; no I/O.

Libraries were tried against the table in `tests/fetch/test_robots_rules.py` first: protego and robotspy
each miss some of its rows, so the rules are read here. Where the RFC and the reference implementation differ
(escapes of unreserved characters, section 2.2.2), the RFC's MUST is followed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

MAX_ROBOTS_BYTES = 500 * 1024
"""What is read of a robots.txt; RFC 9309, section 2.5, asks for at least this much."""

MAX_LINE_BYTES = 16 * 1024
"""A line is cut here, as the reference implementation does (eight times the longest URL it takes)."""

_KEYS = {
    "user-agent": "agent",
    "useragent": "agent",
    "user agent": "agent",
    "disallow": "disallow",
    "dissallow": "disallow",
    "dissalow": "disallow",
    "disalow": "disallow",
    "diasllow": "disallow",
    "disallaw": "disallow",
    "allow": "allow",
    "crawl-delay": "delay",
    "crawldelay": "delay",
    "crawl delay": "delay",
    "sitemap": "sitemap",
    "site-map": "sitemap",
}
"""How a line may begin (the rest of the word is ignored), with the misspellings that are met in the wild."""

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


@dataclass(frozen=True, slots=True)
class _Rule:
    allow: bool
    pieces: tuple[str, ...]
    """The pattern, split at its stars."""
    anchored: bool
    weight: int
    """Length of the pattern in octets: the longest match decides (section 2.2.2)."""

    def matches(self, path: str) -> bool:
        first, *rest = self.pieces
        if not path.startswith(first):
            return False
        if not rest:
            return not self.anchored or len(path) == len(first)
        at = len(first)
        # Taking each piece at its first place is enough: a later place never leaves more room.
        for piece in rest[:-1] if self.anchored else rest:
            at = path.find(piece, at)
            if at < 0:
                return False
            at += len(piece)
        return not self.anchored or (len(path) - at >= len(rest[-1]) and path.endswith(rest[-1]))


@dataclass(frozen=True, slots=True)
class _Group:
    agents: frozenset[str]
    """Product tokens in lower case; `*` for everybody."""
    rules: tuple[_Rule, ...]
    delays: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """What one robots.txt says. `RobotsRules()` says nothing: everything is allowed."""

    groups: tuple[_Group, ...] = ()
    sitemaps: tuple[str, ...] = ()
    """URLs of `Sitemap:` lines as written, wherever they stand (they belong to no group)."""

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """Read the first 500 KiB. Never raises: lines that make no sense are passed over (section 2.2)."""
        groups: list[_Group] = []
        sitemaps: list[str] = []
        agents: set[str] = set()
        rules: list[_Rule] = []
        delays: list[float] = []
        for kind, value in _lines(body):
            if kind == "sitemap":
                if value:
                    sitemaps.append(value)
            elif kind == "agent":
                if rules:  # a group's rules have begun, so this opens the next group (section 2.1)
                    groups.append(_Group(frozenset(agents), tuple(rules), tuple(delays)))
                    agents, rules, delays = set(), [], []
                agents.add(product_token(value))
            elif agents and kind == "delay":
                delays += _delay(value)
            elif agents:  # rules before the first user-agent line belong to nobody
                rules += _rules_of(value, allow=kind == "allow")
        if agents:
            groups.append(_Group(frozenset(agents), tuple(rules), tuple(delays)))
        return cls(tuple(groups), tuple(dict.fromkeys(sitemaps)))

    def allowed(self, url: str, agent: str) -> bool:
        """Whether `agent` (a product token or a whole User-Agent field) may ask for `url`."""
        path = match_path(url)
        if path == "/robots.txt":
            return True  # section 2.2.2: implicitly allowed
        best = max(
            ((rule.weight, rule.allow) for rule in self._rules(agent) if rule.weight and rule.matches(path)),
            default=(0, True),
        )
        return best[1]  # equal weights: True sorts last, so allow wins

    def crawl_delay(self, agent: str) -> float | None:
        """Seconds between two requests that the host asks for, or None. Not capped here.

        `Crawl-delay` is no part of the RFC, but publishers use it. The longest of the agent's lines.
        """
        return max((delay for group in self._groups(agent) for delay in group.delays), default=None)

    def _groups(self, agent: str) -> tuple[_Group, ...]:
        token = product_token(agent)
        own = tuple(group for group in self.groups if token and token in group.agents)
        return own or tuple(group for group in self.groups if "*" in group.agents)

    def _rules(self, agent: str) -> Iterator[_Rule]:
        for group in self._groups(agent):
            yield from group.rules


def product_token(agent: str) -> str:
    """The part of a User-Agent field that robots.txt names, in lower case (section 2.2.1)."""
    agent = agent.strip()
    if agent == "*" or re.match(r"\*\s", agent):
        return "*"
    found = re.match(r"[A-Za-z_-]+", agent)
    return found.group(0).lower() if found else ""


def match_path(url: str) -> str:
    """Path, parameters and query of a URL as rules see them: escapes made alike, fragment off."""
    rest, _, _fragment = url.partition("#")
    try:
        split = urlsplit(rest)
    except ValueError:
        return "/"
    path = split.path if split.path.startswith("/") else f"/{split.path}"
    whole = path + (f"?{split.query}" if "?" in rest else "")
    # Section 2.2.3: a star or dollar that means itself is written as its escape.
    return _alike(whole.encode("utf-8", "replace")).replace("*", "%2A").replace("$", "%24")


def _lines(body: bytes) -> Iterator[tuple[str, str]]:
    whole = len(body) <= MAX_ROBOTS_BYTES
    body = body[:MAX_ROBOTS_BYTES]
    for end in range(3, 0, -1):  # a byte order mark, also one that was cut
        if body.startswith(b"\xef\xbb\xbf"[:end]):
            body = body[end:]
            break
    lines = re.split(rb"\r\n|\r|\n", body)
    if not whole:
        lines.pop()  # half a rule may forbid what the whole one does not: `/` of `/private`
    for line in lines:
        text = (
            line[:MAX_LINE_BYTES].partition(b"#")[0].decode("utf-8", "surrogateescape").strip(" \t\0\x0b\x0c")
        )
        key, colon, value = text.partition(":")
        if not colon:  # `Disallow /x`: the colon forgotten
            words = text.split()
            if len(words) != 2:
                continue
            key, value = words
        kind = _kind(key.strip())
        if kind:
            yield kind, value.strip()


def _kind(key: str) -> str | None:
    key = key.lower()
    return next((kind for name, kind in _KEYS.items() if key.startswith(name)), None)


def _rules_of(value: str, *, allow: bool) -> Iterator[_Rule]:
    pattern = _alike(value.encode("utf-8", "surrogateescape"))
    yield _rule(pattern, allow)
    index = re.search(r"(?<=/)index\.html?$", pattern)
    if allow and index:  # whoever allows the index page means the folder that shows it
        yield _rule(pattern[: index.start()] + "$", allow)


def _rule(pattern: str, allow: bool) -> _Rule:
    anchored = pattern.endswith("$")
    text = pattern.removesuffix("$").replace("$", "%24")
    return _Rule(allow, tuple(re.split(r"\*+", text)), anchored, len(pattern))


def _alike(data: bytes) -> str:
    """One spelling for escapes: unreserved characters plain, what is not printable ASCII escaped."""
    data = re.sub(rb"%([0-9A-Fa-f]{2})", _unescape, data)
    escaped = re.sub(rb"[\x00-\x20\x7f-\xff]", lambda found: b"%%%02X" % found.group(0)[0], data)
    return escaped.decode("ascii")


def _unescape(found: re.Match[bytes]) -> bytes:
    octet = int(found.group(1), 16)
    return bytes([octet]) if octet in _UNRESERVED else b"%" + found.group(1).upper()


def _delay(value: str) -> list[float]:
    try:
        seconds = float(value.split(maxsplit=1)[0].rstrip("s"))
    except (ValueError, IndexError):
        return []
    return [seconds] if math.isfinite(seconds) and seconds >= 0 else []
