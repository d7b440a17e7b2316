"""The frozen records that travel between the parts: one for each boundary.

Every instant is an aware `datetime` in UTC. A wall-clock time that a page prints is kept beside
it as a naive `datetime` (`FoundDate.local`), with the basis on which its zone was chosen.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any, Literal


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


# Records travel to worker processes, and a read-only view of a dict can't be pickled by itself.
copyreg.pickle(MappingProxyType, lambda view: (_read_only, (dict(view),)))

Headers = tuple[tuple[str, str], ...]
"""HTTP header fields in the order received, names as received, values decoded as ISO-8859-1."""


# --- discovering and fetching -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Candidate:
    """A URL that a feed, sitemap, home page or list says is an article."""

    url: str
    found_in: str
    """URL of the feed, sitemap or page that named it, or `command line`."""
    title: str | None = None
    published_at: datetime | None = None
    """What the feed or sitemap claims (aware UTC). A hint only: the page decides."""
    modified_at: datetime | None = None
    """`lastmod` or `updated` of the feed or sitemap (aware UTC)."""


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """One publication to follow: where it names its articles, and how it wants to be asked."""

    name: str
    """Short and stable, such as `harbour-post`: the key of the source in settings and tables."""
    home: str
    """URL of the front page."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Section fronts whose links are followed when nothing else gives any; empty means `home`."""
    timezone: str | None = None
    """IANA zone of its printed times."""
    language: str | None = None
    include: tuple[str, ...] = ()
    """Regular expressions; a URL must contain a match of one of them (empty: any URL will do)."""
    exclude: tuple[str, ...] = ()
    """Regular expressions; a URL that contains a match of one of them is left out."""
    delay: float | None = None
    """Seconds of rest between two requests to one of its hosts; None for the run's default."""
    allow_private: tuple[str, ...] = ()
    """Inner hosts, addresses or networks that may be asked for this source."""
    allow_ports: tuple[int, ...] = ()
    """Ports beside 80 and 443 that may be asked for this source."""
    max_candidates: int = 1000
    """Article URLs taken in one run, newest first."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional GET needs (RFC 9110, section 13)."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


@dataclass(frozen=True, slots=True)
class Capture:
    """One HTTP exchange as it happened: what was asked and what came back.

    `body` holds the bytes of the message body: transfer codings (chunked) taken off,
    content codings (gzip, br, …) left exactly as received.
    """

    url: str
    """The URL that answered (after redirects)."""
    requested_url: str
    """The URL that was asked first."""
    captured_at: datetime
    """When the request was sent (aware UTC, microseconds)."""
    status: int
    reason: str
    headers: Headers
    body: bytes
    method: str = "GET"
    request_headers: Headers = ()
    http_version: str = "HTTP/1.1"
    ip_address: str | None = None
    truncated: Literal["length", "time", "disconnect", "unspecified"] | None = None
    """WARC-Truncated reason, when the body is not whole (ISO 28500:2017, 5.13)."""
    source: str | None = None
    """Name of the source for which it was asked, where the archive noted it."""

    def header(self, name: str) -> str | None:
        """The first value of a header field, by case-insensitive name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def content_type(self) -> str | None:
        """The Content-Type field as received."""
        return self.header("content-type")


@dataclass(frozen=True, slots=True)
class CaptureRef:
    """Where the response (or revisit) record of a capture lies, and what it must contain."""

    file: str
    """WARC file name, relative to the archive's `warc/` folder."""
    offset: int
    """First byte of the record's gzip member in the file."""
    length: int
    """Length of that gzip member in bytes."""
    record_id: str
    """WARC-Record-ID without the angle brackets: `urn:uuid:…`."""
    payload_digest: str
    """`sha256:` and the hex digest of the payload (the body, content codings left on)."""
    record_type: Literal["response", "revisit", "resource"] = "response"
    refers_to: str | None = None
    """Record id of the response that holds the payload, when this is a revisit."""


# --- parsing ------------------------------------------------------------------------------

BlockKind = Literal["standfirst", "paragraph", "subhead", "list_item", "quote", "table_row", "preformatted"]
PageClass = Literal["article", "teaser", "consent", "not_found", "index", "other"]
ZoneBasis = Literal["explicit", "site", "unknown"]
Precision = Literal["second", "minute", "hour", "day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the article's text, in reading order."""

    kind: BlockKind
    text: str
    level: int | None = None
    """Heading level 1 to 6 of a subhead, nesting depth from 1 of a list item, else None."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that a page states, with everything needed to judge it.

    With a precision coarser than an hour, `instant` is the first moment of that day (month, year)
    in the zone, or in UTC where the zone is unknown: read it together with `precision`. The
    database never stores such a moment as a time of publication.
    """

    instant: datetime
    """Aware UTC."""
    local: datetime
    """Naive: the wall clock as printed."""
    text: str
    """The characters on the page that say so."""
    zone_basis: ZoneBasis
    precision: Precision

    @property
    def day(self) -> date:
        """The calendar day as printed."""
        return self.local.date()

    @property
    def exact_instant(self) -> datetime | None:
        """`instant` where the page prints a time of day, else None: never an invented midnight."""
        return self.instant if self.precision in ("second", "minute", "hour") else None


@dataclass(frozen=True, slots=True)
class ParseIssue:
    """Something about the page that the reader of its record must know."""

    code: str
    """Short and stable, such as `no-date`, `profile-broken`, `tree-cut`."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """All that a page says about itself. Made from bytes alone: equal bytes give an equal record."""

    url: str
    headline: str | None = None
    summary: str | None = None
    """The standfirst; also the first block when the page prints it."""
    authors: tuple[str, ...] = ()
    published: FoundDate | None = None
    updated: FoundDate | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    language: str | None = None
    """BCP 47 tag in lower case, such as `en` or `pt-br`."""
    canonical_url: str | None = None
    site_name: str | None = None
    lead_image: str | None = None
    blocks: tuple[Block, ...] = ()
    page_class: PageClass = "other"
    page_class_evidence: tuple[str, ...] = ()
    found_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Field name -> name of the rule that found it."""
    issues: tuple[ParseIssue, ...] = ()

    @property
    def published_at(self) -> datetime | None:
        """When it was published (aware UTC). See `FoundDate` for coarse dates."""
        return self.published.instant if self.published else None

    @property
    def published_local(self) -> datetime | None:
        """The wall-clock time of publication as printed (naive)."""
        return self.published.local if self.published else None

    @property
    def updated_at(self) -> datetime | None:
        """When it was last changed, as the page says (aware UTC)."""
        return self.updated.instant if self.updated else None

    @property
    def subheads(self) -> tuple[str, ...]:
        """The texts of the subhead blocks."""
        return tuple(block.text for block in self.blocks if block.kind == "subhead")

    @property
    def text(self) -> str:
        """The blocks, joined by newlines. No headline, byline, caption or related link."""
        return "\n".join(block.text for block in self.blocks)


# --- sites --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SiteLayout:
    """What is known about a site's pages while one layout held. Declared data, no code.

    Selectors are CSS. A field left empty is found by the generic rules; a selector that
    matches nothing falls back to them too and raises the issue `profile-broken`.
    """

    name: str
    valid_from: date | None = None
    valid_until: date | None = None
    """Last day on which the layout held (inclusive), by capture date."""
    timezone: str | None = None
    """IANA zone in which the site prints its times."""
    language: str | None = None
    day_first: bool | None = None
    """Whether 4/10/2017 is the fourth of October."""
    headline: str | None = None
    summary: str | None = None
    authors: str | None = None
    published: str | None = None
    updated: str | None = None
    section: str | None = None
    tags: str | None = None
    body: str | None = None
    """The container or containers of the article's text."""
    subheads: str | None = None
    """Elements within the body that are subheads, whatever their tag."""
    remove: tuple[str, ...] = ()
    """Elements that are never part of the text."""


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """A site and its layouts, newest first."""

    hosts: tuple[str, ...]
    layouts: tuple[SiteLayout, ...]


def rfc3339(moment: datetime | None) -> str | None:
    """An aware UTC instant as RFC 3339 writes it, with `Z`."""
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def utc_now() -> datetime:
    """The current instant, aware, in UTC. The only clock that records are stamped with."""
    return datetime.now(UTC)
