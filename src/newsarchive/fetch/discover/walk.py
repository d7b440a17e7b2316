"""The walk through one source: which feeds, sitemaps and pages to ask, until some name articles."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

from newsarchive.errors import SettingsError
from newsarchive.fetch.accept import FEEDS, PAGES, SITEMAPS, Accept
from newsarchive.fetch.discover.feeds import parse_feed
from newsarchive.fetch.discover.pages import find_feeds, section_links
from newsarchive.fetch.discover.sitemaps import SitemapLink, parse_sitemap
from newsarchive.fetch.outcomes import NO_VALIDATORS, FetchResult, Outcome
from newsarchive.fetch.politeness import Stopped
from newsarchive.records import Candidate, SourceSpec, Validators
from newsarchive.urls import is_web_url, join, page_key

MAX_SITEMAPS = 25
"""Sitemap files asked in one run; the newest of an index come first."""

MAX_FEEDS_FOUND = 8
"""Feeds taken from a home page that names more."""

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

ReportKind = Literal["feed", "sitemap", "home", "section", "list"]


class Get(Protocol):
    """Asks for a URL, politely: robots rules, delay and address guard are its business."""

    def __call__(self, url: str, accept: Accept) -> FetchResult:
        """Never raises for what the other side does."""


SitemapsOf = Callable[[str], Iterable[str]]
"""The `Sitemap:` lines of a site's robots.txt; see `RobotsCache.sitemaps`."""


@dataclass(frozen=True, slots=True)
class DiscoveryReport:
    """What came of asking one feed, sitemap or page."""

    url: str
    kind: ReportKind
    outcome: Outcome
    found: int = 0
    """Addresses named there, before patterns and doubles are taken off."""
    taken: int = 0
    """Of those, the candidates that are new to this walk."""
    problem: str | None = None
    """What was wrong; None only where all went well, so that nothing new and failed never look alike."""
    status: int | None = None
    validators: Validators = NO_VALIDATORS
    """For the next conditional GET."""

    @property
    def failed(self) -> bool:
        """Whether nothing could be learned from it. A home page need not name a feed."""
        return self.outcome not in (Outcome.FETCHED, Outcome.NOT_MODIFIED) or (
            self.found == 0 and self.problem is not None and self.kind != "home"
        )


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a walk found."""

    candidates: tuple[Candidate, ...] = ()
    """Each page once (by `urls.page_key`), as the patterns allow, at most `max_candidates`."""
    reports: tuple[DiscoveryReport, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether nothing that was asked could be read, or none of it named anything it should have."""
        return all(report.failed or (report.kind == "home" and not report.found) for report in self.reports)


@dataclass(slots=True)
class _Walk:
    spec: SourceSpec
    get: Get
    wanted: Callable[[str], bool]
    found: dict[str, Candidate] = field(default_factory=dict)
    reports: list[DiscoveryReport] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    home: FetchResult | None = None

    @property
    def satisfied(self) -> bool:
        """Whether something named articles, or says that it has not changed since the last time."""
        return bool(self.found) or any(
            r.outcome is Outcome.NOT_MODIFIED and r.kind != "home" for r in self.reports
        )


def for_source(spec: SourceSpec, get: Get, sitemaps_of: SitemapsOf | None = None) -> Discovery:
    """Find the article URLs of a source.

    Asked are all feeds and sitemaps that its settings name. Only while nothing has named an article:
    the feeds that its home page names (they are short and newest first), then the sitemaps of its
    robots.txt or `/sitemap.xml`, and last the links of its section fronts. Raises `SettingsError` for a
    pattern that is no regular expression; whatever goes wrong on the network is in the reports.
    """
    walk = _Walk(spec, get, url_filter(spec))
    for url in spec.feeds:
        _ask_feed(walk, url)
    _ask_sitemaps(walk, [SitemapLink(url) for url in spec.sitemaps])
    if not walk.satisfied and (page := _ask_home(walk)):
        for url in find_feeds(*page)[:MAX_FEEDS_FOUND]:
            _ask_feed(walk, url)
    if not walk.satisfied:
        named = _named_by_robots(spec.home, sitemaps_of)
        addresses = [address for url in named if (address := join(spec.home, url))]
        guess = join(spec.home, "/sitemap.xml")
        _ask_sitemaps(walk, [SitemapLink(url) for url in addresses or ([guess] if guess else [])])
    if not walk.satisfied:
        for url in spec.sections or (spec.home,):
            _ask_section(walk, url)
    return Discovery(tuple(walk.found.values())[: spec.max_candidates], tuple(walk.reports))


def _named_by_robots(home: str, sitemaps_of: SitemapsOf | None) -> tuple[str, ...]:
    try:
        return tuple(sitemaps_of(home)) if sitemaps_of else ()
    except Stopped:
        return ()


def url_list(text: str, found_in: str = "command line") -> Iterator[Candidate]:
    """Candidates of a list: one URL a line, `#` begins a comment line; what is no web address is left out."""
    seen: set[str] = set()
    for line in text.splitlines():
        url = line.strip()
        if url and not url.startswith("#") and is_web_url(url) and page_key(url) not in seen:
            seen.add(page_key(url))
            yield Candidate(url=url, found_in=found_in)


def url_filter(spec: SourceSpec) -> Callable[[str], bool]:
    """Whether a URL is one that the source's include and exclude patterns let through."""
    include, exclude = _compiled(spec, spec.include), _compiled(spec, spec.exclude)

    def wanted(url: str) -> bool:
        included = not include or any(pattern.search(url) for pattern in include)
        return included and not any(pattern.search(url) for pattern in exclude)

    return wanted


def _compiled(spec: SourceSpec, patterns: tuple[str, ...]) -> list[re.Pattern[str]]:
    compiled = []
    for pattern in patterns:
        try:
            compiled.append(re.compile(pattern))
        except re.error as error:
            raise SettingsError(
                f"source {spec.name}: {pattern!r} is no regular expression: {error}"
            ) from None
    return compiled


def _take(walk: _Walk, candidates: Iterable[Candidate]) -> int:
    """Keep what is wanted and new; the count of it. A second mention fills in what the first left open."""
    before = len(walk.found)
    for candidate in candidates:
        if not walk.wanted(candidate.url):
            continue
        key = page_key(candidate.url)
        known = walk.found.get(key)
        if known is None and len(walk.found) < walk.spec.max_candidates:
            walk.found[key] = candidate
        elif known is not None:
            walk.found[key] = _merged(known, candidate)
    return len(walk.found) - before


def _merged(first: Candidate, second: Candidate) -> Candidate:
    return Candidate(
        url=first.url,
        found_in=first.found_in,
        title=first.title or second.title,
        published_at=first.published_at or second.published_at,
        modified_at=max((m for m in (first.modified_at, second.modified_at) if m), default=None),
    )


def _ask(walk: _Walk, url: str, accept: Accept) -> FetchResult | None:
    """The answer, or None if this URL was asked before in this walk."""
    key = page_key(url) + accept.header
    if key in walk.asked:
        return None
    walk.asked.add(key)
    return walk.get(url, accept)


def _report(
    walk: _Walk, url: str, kind: ReportKind, result: FetchResult, found: int, taken: int, problem: str | None
) -> None:
    problem = problem or (None if result.outcome is Outcome.NOT_MODIFIED else result.detail or None)
    if result.outcome not in (Outcome.FETCHED, Outcome.NOT_MODIFIED) and problem is None:
        problem = result.outcome.value
    # A body that could not be read is to be asked for again, not to be called unmodified.
    validators = result.validators if found or problem is None else NO_VALIDATORS
    walk.reports.append(
        DiscoveryReport(url, kind, result.outcome, found, taken, problem, result.status, validators)
    )


def _ask_feed(walk: _Walk, url: str) -> None:
    result = _ask(walk, url, FEEDS)
    if result is None:
        return
    if not result.ok:
        return _report(walk, url, "feed", result, 0, 0, None)
    content_type = result.capture.content_type if result.capture else None
    feed = parse_feed(result.page_bytes(), result.final_url, content_type)
    taken = _take(walk, feed.candidates)
    _report(walk, url, "feed", result, len(feed.candidates), taken, feed.problem)


def _ask_sitemaps(walk: _Walk, links: list[SitemapLink]) -> None:
    """Ask sitemaps and those that they name, newest first, each once, at most `MAX_SITEMAPS`."""
    waiting = list(links)
    asked = 0
    while waiting and asked < MAX_SITEMAPS and len(walk.found) < walk.spec.max_candidates:
        link = waiting.pop(0)
        result = _ask(walk, link.url, SITEMAPS)
        if result is None:
            continue
        asked += 1
        if not result.ok:
            _report(walk, link.url, "sitemap", result, 0, 0, None)
            continue
        contents = parse_sitemap(result.page_bytes(), result.final_url)
        newest = sorted(contents.candidates, key=_age, reverse=True)
        taken = _take(walk, newest)
        found = len(contents.candidates) + len(contents.sitemaps)
        _report(walk, link.url, "sitemap", result, found, taken, contents.problem)
        waiting += sorted(contents.sitemaps, key=lambda one: one.modified_at or _LONG_AGO, reverse=True)


def _age(candidate: Candidate) -> datetime:
    return candidate.published_at or candidate.modified_at or _LONG_AGO


def _ask_home(walk: _Walk) -> tuple[bytes, str] | None:
    result = _ask(walk, walk.spec.home, PAGES)
    if result is None:
        return None
    walk.home = result
    page = result.page_bytes() if result.ok else b""
    feeds = find_feeds(page, result.final_url)
    problem = "names no feed" if result.ok and not feeds else None
    _report(walk, walk.spec.home, "home", result, len(feeds), 0, problem)
    return (page, result.final_url) if result.ok else None


def _ask_section(walk: _Walk, url: str) -> None:
    again = walk.home is not None and url == walk.spec.home
    result = walk.home if walk.home is not None and again else walk.get(url, PAGES)
    links = section_links(result.page_bytes(), result.final_url) if result.ok else ()
    taken = _take(walk, links)
    problem = "no link looks like an article" if result.ok and not links else None
    _report(walk, url, "section", result, len(links), taken, problem)
