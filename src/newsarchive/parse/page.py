"""A page, decoded and looked through once: tree, runs of text, meta, JSON-LD, microdata.

Everything that a rule may ask for is computed here one time; rules only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from newsarchive.parse import jsonld
from newsarchive.parse.decode import Decoded, decode
from newsarchive.parse.guard import MAX_BYTES, defused
from newsarchive.parse.shadow import opened
from newsarchive.parse.text import plain
from newsarchive.parse.tree import Element, read_tree
from newsarchive.parse.walk import Node, Run, Walked, walk
from newsarchive.records import ParseIssue

_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|link|script|div|p|a|span|article|section|table|h[1-6]|br|ul|li)\b[^<>]{0,500}>",
    re.I,
)
_PLAIN_LOOK = 256 * 1024
_LITTLE = 1_000
"""Characters of text below which the menus are looked through as well (one that was never closed holds the page),
and from which on a `noscript` element may hold the article that a script would fetch."""

_LONG, _SAMPLE, _MOST = 80, 10, 400
"""Characters of a long run of text, how many such are looked at for the language, and characters of each."""


class Meta:
    """The contents of the page's meta elements by name, made plain text when they are asked for."""

    def __init__(self, stated: Iterable[tuple[str, str]]) -> None:
        self._stated: dict[str, list[str]] = {}
        self._plain: dict[str, tuple[str, ...]] = {}
        for name, content in stated:
            self._stated.setdefault(name, []).append(content)

    def get(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The contents of a name, property or itemprop (lower case) in page order."""
        if name not in self._stated:
            return default
        known = self._plain.get(name)
        if known is None:
            known = self._plain[name] = tuple(plain(content) for content in self._stated[name])
        return known


@dataclass(frozen=True)
class Page:
    """A page that was read. `runs` is its visible text in reading order (see `walk`)."""

    url: str
    decoded: Decoded
    root: Element | None
    """The root element; None for plain text and for bytes that hold nothing."""
    walked: Walked
    meta: Meta
    """Meta name, property or itemprop in lower case -> contents in page order, as plain text."""
    ld_nodes: tuple[jsonld.Node, ...]
    """Every typed JSON-LD object of the page, outermost first."""
    lines: tuple[str, ...] = ()
    """The lines of a plain-text page as they stand, without line ends; empty for HTML."""
    is_plain_text: bool = False
    issues: tuple[ParseIssue, ...] = ()

    @property
    def runs(self) -> list[Run]:
        """The visible text in reading order."""
        return self.walked.runs

    @property
    def nodes(self) -> list[Node]:
        """The elements that can hold text, in document order."""
        return self.walked.nodes

    def first_meta(self, *names: str) -> str | None:
        """The first non-empty content of the named meta elements, in the order of the names."""
        for name in names:
            for value in self.meta.get(name):
                if value:
                    return value
        return None

    @cached_property
    def said(self) -> list[str]:
        """The words of the first long runs of text, in lower case: what language they are in shows there."""
        texts = (run.text for run in self.runs) if self.runs else self.lines
        long = islice((text[:_MOST] for text in texts if len(text) >= _LONG), _SAMPLE)
        return " ".join(long).lower().split()

    @cached_property
    def ld_articles(self) -> tuple[jsonld.Node, ...]:
        """JSON-LD objects of an article type, the page's own first.

        The page's own article comes before those in lists of related ones: an object whose address
        is the page's, then by order. Items of a list with other addresses are other articles.
        """
        found = [node for node in self.ld_nodes if jsonld.is_article(node)]
        if not found:
            return ()
        listed = jsonld.items_of_lists(self.ld_nodes)
        if len(found) == 1 and id(found[0]) not in listed:
            return tuple(found)
        own = {address.rstrip("/") for address in (self.url, self.canonical or "") if address}

        def rank(node: jsonld.Node) -> int:
            for name in ("url", "mainEntityOfPage", "@id"):
                value = node.get(name)
                if isinstance(value, dict):
                    value = value.get("@id") or value.get("url")
                if isinstance(value, str) and value.split("#")[0].rstrip("/") in own:
                    return 0
            return 1 if "headline" in node and ("datePublished" in node or "author" in node) else 2

        return tuple(sorted([node for node in found if id(node) not in listed or rank(node) == 0], key=rank))

    @cached_property
    def canonical(self) -> str | None:
        """The address in `<link rel="canonical">`, else `og:url`, as written."""
        for rel, el in self.walked.links:
            if "canonical" in rel.split():
                href = (el.get("href") or "").strip()
                if href:
                    return href
        return self.first_meta("og:url")

    @cached_property
    def title(self) -> str | None:
        """The text of the first title element."""
        for el in self.walked.titles:
            if text := plain(el.content):
                return text
        return None


def read_page(
    data: bytes, *, url: str = "", content_type: str | None = None, is_plain_text: bool | None = None
) -> Page:
    """Read the bytes of a page (content codings off). Never raises; what went wrong is in `issues`.

    `content_type` is the Content-Type field of the answer. `is_plain_text` None means: look.
    """
    issues: list[ParseIssue] = []
    if len(data) > MAX_BYTES:
        issues.append(ParseIssue("too-large", f"{len(data)} bytes, the first {MAX_BYTES} were read"))
        data = data[:MAX_BYTES]
    decoded = decode(data, content_type)
    if decoded.replaced:
        issues.append(
            ParseIssue("encoding", f"{decoded.replaced} characters unreadable as {decoded.encoding}")
        )
    if is_plain_text is None:
        is_plain_text = _looks_plain(decoded.utf8, content_type)
    if is_plain_text:
        lines = tuple(decoded.utf8.decode("utf-8", "replace").splitlines())
        return Page(url, decoded, None, Walked(), Meta([]), (), lines, True, tuple(issues))
    utf8, dangers = defused(opened(decoded.utf8))
    issues.extend(dangers)
    root = read_tree(utf8)
    walked = _walked(root) if root is not None else Walked()
    nodes: list[jsonld.Node] = []
    for script in walked.ld_scripts:
        text = script.content
        values = jsonld.read_json(text) if text else []
        if not values and (shown := text.strip()):
            issues.append(ParseIssue("json-ld-broken", shown[:80]))
        for value in values:
            nodes.extend(jsonld.nodes(value))
    return Page(url, decoded, root, walked, Meta(walked.meta), tuple(nodes), issues=tuple(issues))


def _walked(root: Element) -> Walked:
    """The walk over a page: also through what is passed over elsewhere, where most of the text stands in there."""
    walked = walk(root)
    size = _size(walked)
    hidden = [len(element.text) for element in walked.scriptless]
    scriptless = max(hidden, default=0) >= max(size, _LITTLE)
    if scriptless or (walked.menus and size < _LITTLE):
        return walk(root, menus=size < _LITTLE, scriptless=scriptless)
    return walked


def _size(walked: Walked) -> int:
    """Characters of text outside of links."""
    return sum([run.size - run.links for run in walked.runs])


def _looks_plain(utf8: bytes, content_type: str | None) -> bool:
    """Whether the bytes are text without markup. Servers that say text/plain for HTML are overruled."""
    tags = 0
    for _ in _MARKUP.finditer(utf8[:_PLAIN_LOOK]):
        tags += 1
        if tags == 3:
            return False
    if tags == 0:
        return True
    return bool(content_type and content_type.lower().lstrip().startswith("text/plain"))
