"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom (RFC 4287) and JSON Feed, from bytes to candidates. No I/O."""

from __future__ import annotations

import calendar
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from newsarchive.fetch.discover.markup import clean_text, is_html, machine_date, plain_bytes, without_doctype
from newsarchive.records import Candidate
from newsarchive.urls import join

MAX_FEED_BYTES = 16 * 1024 * 1024
"""Bytes of a feed that are read."""

MAX_FEED_ITEMS = 1000
"""Items of a feed that are read: the newest stand first, and feedparser needs 160 µs for each."""

_ITEM_END = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s{0,20}>")
_MAX_UNCLOSED = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class FeedContents:
    """What a feed named, and what was wrong with it."""

    candidates: tuple[Candidate, ...] = ()
    kind: str | None = None
    """`rss20`, `atom10`, `json` and the like; None when it is no feed."""
    problem: str | None = None
    """Why there is nothing, or less than there might be. None: the feed is sound, even if it is empty."""
    items: int = 0
    """Items read, with or without a usable link."""

    @property
    def failed(self) -> bool:
        """Whether this was no readable feed at all, which is something else than an empty one."""
        return self.kind is None


def parse_feed(
    body: bytes, url: str, content_type: str | None = None, limit: int = MAX_FEED_ITEMS
) -> FeedContents:
    """Read the first `limit` items of a feed found at `url`. Never raises, resolves no entities, asks nobody.

    `body`: bytes with content codings off. `content_type`: the field as received, for its charset.
    """
    cut = len(body) > MAX_FEED_BYTES
    body = plain_bytes(body[:MAX_FEED_BYTES])
    if not body:
        return FeedContents(problem="an empty answer, not a feed")
    if body[:1] in (b"{", b"["):
        contents = _json_feed(body, url, limit)
    elif is_html(body):
        return FeedContents(problem="a page of HTML, not a feed")
    else:
        contents = _xml_feed(body, url, content_type, limit)
    if cut and not contents.problem:
        return FeedContents(
            contents.candidates,
            contents.kind,
            f"only the first {MAX_FEED_BYTES} bytes were read",
            contents.items,
        )
    return contents


def _xml_feed(body: bytes, url: str, content_type: str | None, limit: int) -> FeedContents:
    body, more = _first_items(without_doctype(body), limit)
    headers = {"content-location": url, "content-type": content_type or "application/xml"}
    try:
        # In a file object, because feedparser takes plain bytes for a file name first.
        feed = feedparser.parse(
            BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # noqa: BLE001  (whatever a feed does to feedparser, the other feeds go on)
        return FeedContents(problem=f"unreadable: {type(error).__name__}")
    kind = feed.get("version") or None
    entries = feed.entries[:limit]
    if not kind and not entries:
        return FeedContents(problem=f"not a feed{_why(feed)}")
    candidates = tuple(c for c in (_candidate_of(entry, url) for entry in entries) if c is not None)
    problem = None
    if more:
        problem = f"only the first {limit} items were read"
    elif feed.get("bozo") and not candidates:
        problem = f"no items could be read{_why(feed)}"
    elif entries and not candidates:
        problem = f"none of {len(entries)} items has a usable link"
    return FeedContents(candidates, kind or "unknown", problem, len(entries))


def _first_items(body: bytes, limit: int) -> tuple[bytes, bool]:
    """The feed up to the end of its item number `limit`, and whether there was more of it.

    feedparser reads all it is given, 16 seconds for 100,000 items, and does not mind the cut.
    """
    for number, found in enumerate(_ITEM_END.finditer(body), 1):
        if number == limit:
            rest = body[found.end() :]
            return (
                (body[: found.end()], True)
                if re.search(rb"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s>]", rest)
                else (body, False)
            )
    return body[:_MAX_UNCLOSED] if not _ITEM_END.search(body) else body, False


def _why(feed: Mapping[str, Any]) -> str:
    error = feed.get("bozo_exception")
    return f" ({clean_text(str(error))})" if error else ""


def _candidate_of(entry: dict[str, Any], url: str) -> Candidate | None:
    for link in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        address = join(url, link) if isinstance(link, str) and link.strip() else None
        if address:
            return Candidate(
                url=address,
                found_in=url,
                title=clean_text(entry.get("title")),
                published_at=_instant(entry.get("published_parsed")),
                modified_at=_instant(dict.get(entry, "updated_parsed")),  # not feedparser's own guess
            )
    return None


def _instant(parsed: time.struct_time | None) -> datetime | None:
    if not parsed:
        return None
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _json_feed(body: bytes, url: str, limit: int) -> FeedContents:
    """JSON Feed 1 and 1.1 (jsonfeed.org/version/1.1)."""
    try:
        feed = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        return FeedContents(problem=f"not JSON ({clean_text(str(error))})")
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return FeedContents(problem="JSON, but not a JSON Feed: no list of items")
    candidates = tuple(_json_candidates(items[:limit], url))
    problem = None
    if len(items) > limit:
        problem = f"only the first {limit} items were read"
    elif items and not candidates:
        problem = f"none of {len(items)} items has a usable link"
    return FeedContents(candidates, "json", problem, min(len(items), limit))


def _json_candidates(items: list[object], url: str) -> Iterator[Candidate]:
    for item in items:
        if not isinstance(item, dict):
            continue

        def text(name: str, item: dict[str, object] = item) -> str | None:
            value = item.get(name)
            return value if isinstance(value, str) else None

        links = (text("url"), text("external_url"), text("id"))
        address = next((found for link in links if link and (found := join(url, link))), None)
        if address:
            yield Candidate(
                url=address,
                found_in=url,
                title=clean_text(text("title")),
                published_at=machine_date(text("date_published")),
                modified_at=machine_date(text("date_modified")),
            )
