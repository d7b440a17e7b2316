"""`parse_article`: the parser, told what is known about the site at that time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from newsarchive import sites
from newsarchive.parse import PARSER_VERSION, Explanation
from newsarchive.parse import explain_article as explain_page
from newsarchive.parse import parse_article as parse_page
from newsarchive.records import Article, FoundDate, SiteLayout, SiteProfile, rfc3339


def parse_article(
    html: bytes,
    *,
    url: str = "",
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    timezone: str | None = None,
    profiles: Sequence[SiteProfile] | None = None,
) -> Article:
    """Read an article page. Never raises, whatever the bytes; equal input gives an equal record.

    Args:
        html: the page as bytes, content codings taken off; HTML, or plain text.
        url: where it came from; resolves links and picks the site's layout.
        fetched_at: when it was fetched (aware). Relative dates count from it, later dates are
            not believed, and the layout that the site had on that day is used.
        content_type: the Content-Type header field, for its charset.
        timezone: IANA zone of printed times that name none; a site's layout may say it too.
        profiles: site profiles to use instead of the ones that come with newsarchive.
    """
    return parse_page(
        html,
        url=url,
        fetched_at=fetched_at,
        content_type=content_type,
        timezone=timezone,
        layout=_layout(url, fetched_at, profiles),
    )


def explain_article(
    html: bytes,
    *,
    url: str = "",
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    timezone: str | None = None,
    profiles: Sequence[SiteProfile] | None = None,
) -> Explanation:
    """The same as `parse_article`, with the candidates for each field and why each won or lost."""
    return explain_page(
        html,
        url=url,
        fetched_at=fetched_at,
        content_type=content_type,
        timezone=timezone,
        layout=_layout(url, fetched_at, profiles),
    )


def _layout(
    url: str, fetched_at: datetime | None, profiles: Sequence[SiteProfile] | None
) -> SiteLayout | None:
    return sites.layout_for(url, fetched_at.date() if fetched_at else None, profiles)


def parser_version(
    url: str,
    fetched_at: datetime | None = None,
    profiles: Sequence[SiteProfile] | None = None,
    timezone: str | None = None,
) -> str:
    """The version of what `parse_article` does with such a page: the parser's, its site's layout, its zone.

    A page of a site of which nothing is declared has the parser's version alone, such as `2`; one with a
    layout or with a `timezone` of its source has the beginning of a digest of all that they declare behind
    it, such as `2+1f0c9ab3`. So a changed layout or zone is a new version for the pages that it is for,
    and for no others.
    """
    layout = _layout(url, fetched_at, profiles)
    if timezone is not None:
        layout = replace(layout or SiteLayout(name=""), timezone=timezone)
    return PARSER_VERSION if layout is None else f"{PARSER_VERSION}+{_mark(layout)}"


@lru_cache(maxsize=1024)
def _mark(layout: SiteLayout) -> str:
    # Name and days only say which layout is meant: they change no page that has it before and after.
    declared = replace(layout, name="", valid_from=None, valid_until=None)
    return sha256(repr(astuple(declared)).encode()).hexdigest()[:8]


def article_as_dict(article: Article) -> dict[str, Any]:
    """The record as plain JSON values: instants as RFC 3339 in UTC, days as ISO dates.

    `published_at` is null where the page prints no time of day: `published_on` has the day then.
    """
    return {
        "url": article.url,
        "canonical_url": article.canonical_url,
        "page_class": article.page_class,
        "page_class_evidence": list(article.page_class_evidence),
        "site_name": article.site_name,
        "headline": article.headline,
        "summary": article.summary,
        "authors": list(article.authors),
        **_date_fields("published", article.published),
        **_date_fields("updated", article.updated),
        "section": article.section,
        "tags": list(article.tags),
        "language": article.language,
        "lead_image": article.lead_image,
        "subheads": list(article.subheads),
        "blocks": [
            {"kind": block.kind, "text": block.text}
            | ({"level": block.level} if block.level is not None else {})
            for block in article.blocks
        ],
        "text": article.text,
        "found_by": dict(article.found_by),
        "issues": [{"code": issue.code, "detail": issue.detail} for issue in article.issues],
    }


def _day(found: FoundDate | None) -> date | None:
    return found.day if found and found.precision not in ("month", "year") else None


def _date_fields(name: str, found: FoundDate | None) -> dict[str, Any]:
    day = _day(found)
    return {
        f"{name}_at": rfc3339(found.exact_instant) if found else None,
        f"{name}_on": day.isoformat() if day else None,
        f"{name}_text": found.text if found else None,
        f"{name}_zone_basis": found.zone_basis if found else None,
        f"{name}_precision": found.precision if found else None,
    }
