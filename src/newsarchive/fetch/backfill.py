"""Looking back: what the Wayback Machine's index and a site's sitemaps know of past days. No I/O.

The CDX answer is the one of `https://web.archive.org/cdx/search/cdx` (pywb's CDX server gives the same
columns): one capture a line, blank-separated, or JSON with a row of column names first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from newsarchive.records import Candidate
from newsarchive.urls import clean_url, host_of, is_web_url, page_key

if TYPE_CHECKING:
    from newsarchive.fetch.discover.sitemaps import SitemapLink

CDX_SERVER = "https://web.archive.org/cdx/search/cdx"
"""The Wayback Machine's index."""

CDX_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length")
"""The columns asked for, in the order in which the server gives them by default."""

MAX_CDX_LINES = 100_000
"""Lines of one answer that are read; `cdx_query_url` asks for fewer."""

_TIMESTAMP = re.compile(r"\d{4,14}", re.ASCII)


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One capture that an index knows."""

    candidate: Candidate
    """The page's own address; `found_in` is the query. No date of publication: a capture is none."""
    captured_at: datetime
    """When it was captured (aware UTC)."""
    timestamp: str
    """The same, as the index writes it: 14 digits."""
    replay_url: str
    """Where the bytes can be had as they were captured (`id_`: without the Wayback Machine's additions)."""
    digest: str | None = None
    """Base32 SHA-1 of the body, as the index gives it."""
    key: str = ""
    """Resumable: stable from run to run and ordered as the answer is, `page key` + blank + timestamp."""


@dataclass(frozen=True, slots=True)
class CdxAnswer:
    """What an index said."""

    pages: tuple[ArchivedPage, ...] = ()
    resume_key: str | None = None
    """To be passed to `cdx_query_url` for the next piece; None when this was the last."""
    problem: str | None = None
    """Why there is nothing, or less than there might be; None: sound, even if empty."""
    lines: int = 0
    """Captures in the answer, wanted or not."""


def cdx_query_url(
    site: str,
    first: date,
    last: date,
    *,
    resume_key: str | None = None,
    limit: int = 5000,
    server: str = CDX_SERVER,
) -> str:
    """The query for a site's captures from `first` to `last` (both days included, UTC).

    `site`: URL of a home page or section; its host and path and all below are asked for. Only pages of HTML
    that came whole, one capture of each version. Raises `ValueError` if `site` is no web address or the
    days are the wrong way round.
    """
    if not is_web_url(site) or first > last:
        raise ValueError(f"nothing to look back at: {site!r} from {first} to {last}")
    host = (host_of(site) or "").removeprefix("www.")
    path = page_key(site).partition("/")[2]
    query = [
        ("url", f"{host}/{path}" if path else host),
        # A whole domain takes in `www.` and the like; a section is a prefix.
        ("matchType", "prefix" if path else "domain"),
        ("from", f"{first:%Y%m%d}"),
        ("to", f"{last:%Y%m%d}"),
        ("filter", "statuscode:200"),
        ("filter", "mimetype:text/html"),
        ("collapse", "digest"),
        ("fl", ",".join(CDX_FIELDS)),
        ("limit", str(limit)),
        ("showResumeKey", "true"),
    ]
    if resume_key:
        query.append(("resumeKey", resume_key))
    return f"{server}?{urlencode(query)}"


def parse_cdx(body: bytes, found_in: str, *, replay: str = "https://web.archive.org/web") -> CdxAnswer:
    """Read a CDX answer, lines or JSON. Never raises; lines that make no sense are counted as a problem.

    `body`: bytes with content codings off. `found_in`: the query. `replay`: where captures are shown.
    """
    if not body.strip():
        return CdxAnswer()
    if body.lstrip()[:1] == b"<":
        return CdxAnswer(problem="a page of HTML, not an index answer")
    try:
        rows, resume_key = _rows(body)
    except (ValueError, RecursionError):
        return CdxAnswer(problem="JSON that can't be read, not an index answer")
    pages: list[ArchivedPage] = []
    bad = 0
    for row in rows[:MAX_CDX_LINES]:
        page = _page(row, found_in, replay)
        if page is None:
            bad += 1
        else:
            pages.append(page)
    problem = None
    if len(rows) > MAX_CDX_LINES:
        problem = f"only the first {MAX_CDX_LINES} lines were read"
    elif bad:
        problem = f"{bad} of {len(rows)} lines make no sense"
    return CdxAnswer(tuple(pages), resume_key, problem, len(rows))


def between(candidates: Iterable[Candidate], first: date, last: date) -> Iterator[Candidate]:
    """Candidates that a sitemap dates between two days (both included, UTC), by publication or last change.

    Those without any date are kept: leaving a page out is the worse mistake of the two. A change
    after `last` does not rule a page out either, if it was published before it or nobody knows when.
    """
    for candidate in candidates:
        published, modified = candidate.published_at, candidate.modified_at
        if published is not None:
            if first <= published.date() <= last:
                yield candidate
        elif modified is None or modified.date() >= first:
            yield candidate


def sitemaps_between(links: Iterable[SitemapLink], first: date, last: date) -> Iterator[SitemapLink]:
    """The sitemaps of an index that can hold pages of these days, oldest name first.

    A year and month in the file's name decide where there are some (`post-2017-03.xml`); otherwise a sitemap
    last changed before `first` can't hold a page of that time, and all others can.
    """
    for link in sorted(links, key=lambda one: one.url):
        span = _months_in_name(link.url)
        if span is not None:
            low, high = span
            if low <= (last.year, last.month) and high >= (first.year, first.month):
                yield link
        elif link.modified_at is None or link.modified_at.date() >= first:
            yield link


def after(pages: Iterable[ArchivedPage], done: str | None) -> Iterator[ArchivedPage]:
    """The pages behind the one whose `key` was noted last, so that an interrupted backfill goes on.

    All of them where that one does not occur: doing a page twice costs a request, leaving one out a page.
    """
    listed = list(pages)
    start = next((number + 1 for number, page in enumerate(listed) if page.key == done), 0)
    yield from listed[start:]


def _rows(body: bytes) -> tuple[list[dict[str, str]], str | None]:
    if body.lstrip()[:1] == b"[":
        return _json_rows(body)
    rows: list[dict[str, str]] = []
    lines = body.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines):
        if not line.strip():
            # A blank line parts the captures from the resume key.
            rest = [text.strip() for text in lines[number + 1 :] if text.strip()]
            return rows, (rest[0] if len(rest) == 1 else None)
        rows.append(dict(zip(CDX_FIELDS, line.split(" "), strict=False)))
    return rows, None


def _json_rows(body: bytes) -> tuple[list[dict[str, str]], str | None]:
    table = json.loads(body.decode("utf-8", "replace"))
    if not table:
        return [], None
    names, *rest = table
    if not isinstance(names, list):
        raise ValueError("no row of column names")
    resume_key = None
    if len(rest) >= 2 and rest[-2] == [] and isinstance(rest[-1], list) and len(rest[-1]) == 1:
        resume_key = str(rest[-1][0])
        rest = rest[:-2]
    return [
        dict(zip(map(str, names), map(str, row), strict=False)) for row in rest if isinstance(row, list)
    ], resume_key


def _page(row: dict[str, str], found_in: str, replay: str) -> ArchivedPage | None:
    timestamp = row.get("timestamp", "")
    captured_at = cdx_time(timestamp)
    original = row.get("original", "")
    if captured_at is None or not is_web_url(original):
        return None
    return ArchivedPage(
        candidate=Candidate(url=clean_url(original), found_in=found_in),
        captured_at=captured_at,
        timestamp=timestamp,
        replay_url=f"{replay}/{timestamp}id_/{original}",
        digest=row.get("digest") if row.get("digest") not in (None, "-") else None,
        key=f"{page_key(original)} {timestamp}",
    )


def cdx_time(timestamp: str) -> datetime | None:
    """The instant of 4 to 14 digits, year first, what is missing at its beginning: aware UTC, or None."""
    if not _TIMESTAMP.fullmatch(timestamp) or len(timestamp) % 2:
        return None
    whole = timestamp + "00000101000000"[len(timestamp) :]
    try:
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _months_in_name(url: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """First and last month that a sitemap's name speaks of: of `2017-03` that month, of `2017` the year."""
    name = url.rpartition("//")[2].partition("/")[2]
    found = re.search(r"(?<!\d)((?:19|20)\d{2})[-_/]?(0[1-9]|1[0-2])(?!\d{3})", name)
    if found:
        month = (int(found[1]), int(found[2]))
        return month, month
    found = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", name)
    return ((int(found[1]), 1), (int(found[1]), 12)) if found else None
