"""Sitemaps (sitemaps.org protocol 0.9, news extension, text, gzip) from bytes to candidates. No I/O."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

from lxml import etree

from newsarchive.content import decode
from newsarchive.fetch.discover.feeds import parse_feed
from newsarchive.fetch.discover.markup import clean_text, is_html, machine_date, plain_bytes, without_doctype
from newsarchive.records import Candidate
from newsarchive.urls import join

MAX_SITEMAP_BYTES = 52_428_800
"""Decoded bytes that are read: the protocol's own limit."""

MAX_SITEMAP_URLS = 50_000
"""URLs that are read: the protocol's own limit."""


@dataclass(frozen=True, slots=True)
class SitemapLink:
    """Another sitemap, as an index names it."""

    url: str
    modified_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SitemapContents:
    """What a sitemap named, and what was wrong with it."""

    candidates: tuple[Candidate, ...] = ()
    sitemaps: tuple[SitemapLink, ...] = ()
    """Of an index: the sitemaps to ask next. The caller keeps count; an index may name itself."""
    kind: str | None = None
    """`urlset`, `index`, `text` or a feed's kind; None when it is no sitemap."""
    problem: str | None = None
    """Why there is nothing, or less than there might be; None: sound, even if empty."""

    @property
    def failed(self) -> bool:
        """Whether this was no readable sitemap at all, which is something else than an empty one."""
        return self.kind is None


def parse_sitemap(body: bytes, url: str, limit: int = MAX_SITEMAP_URLS) -> SitemapContents:
    """Read at most `limit` URLs of a sitemap or sitemap index found at `url`. Never raises.

    `body`: bytes with content codings off; a gzip file is unpacked here, because a sitemap may be one
    whatever its headers say.
    """
    problem: str | None = None
    if body.startswith(b"\x1f\x8b"):
        unpacked = decode(body, "gzip", limit=MAX_SITEMAP_BYTES)
        if unpacked.body is body or (unpacked.problem and not unpacked.body):
            return SitemapContents(problem=f"broken gzip ({unpacked.problem})")
        body, problem = unpacked.body, unpacked.problem
    elif len(body) > MAX_SITEMAP_BYTES:
        body, problem = body[:MAX_SITEMAP_BYTES], f"only the first {MAX_SITEMAP_BYTES} bytes were read"
    body = plain_bytes(body)
    if not body:
        contents = SitemapContents(problem="an empty answer, not a sitemap")
    elif is_html(body):
        contents = SitemapContents(problem="a page of HTML, not a sitemap")
    elif not body.startswith(b"<"):
        contents = _text_sitemap(body, url, limit)
    else:
        contents = _xml_sitemap(without_doctype(body), url, limit)
    return replace(contents, problem=contents.problem or problem)


def _text_sitemap(body: bytes, url: str, limit: int) -> SitemapContents:
    lines = body.split(b"\n", limit + 1)
    addresses = [
        join(url, line.decode("utf-8", "replace")) for line in lines[:limit] if line.startswith(b"http")
    ]
    found = tuple(Candidate(url=address, found_in=url) for address in addresses if address)
    if not found:
        return SitemapContents(problem="neither XML nor a list of URLs")
    return SitemapContents(found, (), "text", _too_many(len(lines) > limit, limit))


def _xml_sitemap(body: bytes, url: str, limit: int) -> SitemapContents:
    candidates: list[Candidate] = []
    sitemaps: list[SitemapLink] = []
    root = ""
    problem: str | None = None
    try:
        for event, element in _elements(body):
            name = _local(element)
            if event == "start":
                root = root or name
                if root not in ("urlset", "sitemapindex", "url", "sitemap"):
                    return _feed_or_nothing(body, url, root, limit)
            elif name in ("url", "sitemap"):
                fields = _fields(element)
                element.clear()
                parent = element.getparent()
                while parent is not None and (before := element.getprevious()) is not None:
                    parent.remove(before)  # or the tree behind us would grow with the file
                location = fields.get("loc")
                # An empty one would be the address of the sitemap itself.
                if not location or (address := join(url, location)) is None:
                    continue
                if len(candidates) + len(sitemaps) == limit:
                    problem = _too_many(True, limit)
                    break
                modified = machine_date(fields.get("lastmod"))
                if name == "sitemap":
                    sitemaps.append(SitemapLink(address, modified))
                else:
                    published = machine_date(fields.get("publication_date"))
                    title = clean_text(fields.get("title"))
                    candidates.append(Candidate(address, url, title, published, modified))
    except etree.LxmlError as error:
        problem = f"broken XML ({clean_text(str(error))})"
    if not root:
        return SitemapContents(problem=problem or "not XML")
    kind = "index" if sitemaps or root == "sitemapindex" else "urlset"
    return SitemapContents(tuple(candidates), tuple(sitemaps), kind, problem)


def _elements(body: bytes) -> Iterator[tuple[str, etree._Element]]:
    yield from etree.iterparse(
        BytesIO(body),
        events=("start", "end"),
        recover=True,  # an unescaped ampersand in one address must not cost the other 49,999
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _feed_or_nothing(body: bytes, url: str, root: str, limit: int) -> SitemapContents:
    """The protocol allows a feed in a sitemap's place."""
    if root.lower() in ("rss", "feed", "rdf"):
        feed = parse_feed(body, url, limit=min(limit, 1000))
        return SitemapContents(feed.candidates, (), feed.kind, feed.problem)
    return SitemapContents(problem=f"XML, but not a sitemap: <{clean_text(root[:40])}>")


def _fields(element: etree._Element) -> dict[str, str]:
    """Local names of all descendants and their texts; the first of a name wins, `loc` of images aside."""
    found: dict[str, str] = {}
    for child in element.iter():
        name = _local(child)
        parent = child.getparent()
        nested_location = name == "loc" and parent is not None and parent is not element
        if child is not element and name not in found and child.text and not nested_location:
            found[name] = child.text.strip()
    return found


def _local(element: etree._Element) -> str:
    tag = element.tag
    return re.sub(r"^\{[^}]*\}", "", tag).rpartition(":")[2] if isinstance(tag, str) else ""


def _too_many(more: bool, limit: int) -> str | None:
    return f"only the first {limit} URLs were read" if more else None
