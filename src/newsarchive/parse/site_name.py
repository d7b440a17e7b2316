"""The name of the site, and all that it goes by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from newsarchive.parse.jsonld import types
from newsarchive.parse.labels import absolute
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain
from newsarchive.parse.titles import LONGEST_TITLE, SECTIONS, SEPARATOR, latin_words, letters_of

Offers = Iterator[tuple[str, str | None]]

_SITE_TYPES = ("website", "newsmediaorganization", "organization")
_SITE_ENDS = ("website", "organization")
"""How these types end, for a first look."""


def _stated_names(page: Page) -> Offers:
    """The names that the page states for the site or its publisher."""
    yield "og-site-name", page.first_meta("og:site_name")
    for node in page.ld_articles[:1]:
        publisher = node.get("publisher")
        if isinstance(publisher, list) and publisher:
            publisher = publisher[0]
        yield (
            "json-ld-publisher",
            plain(publisher.get("name")) if isinstance(publisher, dict) else plain(publisher),
        )
    yield (
        "meta",
        page.first_meta("application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"),
    )
    writers: set[int] | None = None
    for node in page.ld_nodes:
        kind = node["@type"]
        if isinstance(kind, str) and not kind.lower().endswith(_SITE_ENDS):
            continue
        if types(node).isdisjoint(_SITE_TYPES):
            continue
        writers = _writers(page) if writers is None else writers
        if id(node) not in writers:
            yield "json-ld-site", plain(node.get("name"))


def _writers(page: Page) -> set[int]:
    """The identities of the objects that are somebody's authors: an agency there is not the site."""
    found: set[int] = set()
    for article in page.ld_nodes:
        for name in ("author", "creator", "contributor"):
            value = article.get(name)
            found.update(map(id, value if isinstance(value, list) else [value]))
    return found


_PLAIN_HOST = re.compile(r"https?://([A-Za-z0-9.-]+)(?::\d+)?(?:[/?#]|$)")


def _host(url: str) -> str:
    """The host of an address in small letters, empty where it has none."""
    if found := _PLAIN_HOST.match(url):
        return found[1].lower()
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def host_parts(page: Page) -> list[str]:
    """The parts of the page's host between its dots, without "www"; one that is empty where it has none."""
    return _host(page.url or page.canonical or "").removeprefix("www.").split(".")


_MOST_NAMES = 100
"""Statements of a site's name that are looked at: each name is compared with each part of the titles."""


def site_names(page: Page) -> frozenset[str]:
    """All names that the site goes by, letters and digits only, to cut them off titles."""
    names = {plain(value) for _, value in islice(_stated_names(page), _MOST_NAMES) if value}
    parts = host_parts(page)
    if len(parts) > 1:
        names |= {
            ".".join(parts),
            parts[-2] if len(parts[-2]) > 3 or len(parts) == 2 else parts[-3],
            parts[0],
        }
    twitter = page.first_meta("twitter:site")
    if twitter:
        names.add(twitter)
    squeezed = {letters_of(key(name).removeprefix("the ")) for name in names if len(name) < 60}
    return frozenset(
        name for name in squeezed if len(name) > 1 and name not in ("www", "news", "http", "https")
    )


def feed_names(page: Page) -> frozenset[str]:
    """What the site's feeds are called, letters and digits only: by its name. Feeds of comments and of the page do not count."""
    names = set()
    feeds = (
        el
        for rel, el in page.walked.links
        if "alternate" in rel and (el.get("type") or "").strip().lower() in _FEED_TYPES
    )
    for el in islice(feeds, _MOST_FEEDS):
        title, address = (
            plain((el.get("title") or "")[:_LONGEST_NAME]),
            absolute(page.url, el.get("href")) or "",
        )
        if not _OF_COMMENTS.search(f"{title} {address}") and not address.startswith(page.url.rstrip("/")):
            names.add(letters_of(key(" ".join(_without_feed_words(title.split())))))
    return frozenset(names)


def _without_feed_words(words: list[str]) -> list[str]:
    """The words of a feed's name without those that say what it is: "» Feed", "RSS 2.0", "(Atom feed)"."""
    while words and (words[-1].strip("()[]»-–|:").lower() in _FEED_WORDS):
        words = words[:-1]
    return words


_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_FEED_WORDS = frozenset(("", "feed", "feeds", "rss", "rss2", "atom", "xml", "1.0", "2.0", "0.92", "0.3"))
_OF_COMMENTS = re.compile("comment|kommentar|coment|reacties|replies", re.I)
_MOST_FEEDS = 20
_LONGEST_NAME = 200
"""Characters of the name of a feed."""


def name_offers(page: Page, headline: str | None) -> Offers:
    """The name of the site as the page states it, and as it stands beside the headline in the title."""
    for rule, name in _stated_names(page):
        yield rule, None if name and _ADDRESS.match(name) else name
    yield "title", _beside_headline(page, headline or "")


_ADDRESS = re.compile(r"https?://", re.I)


def _beside_headline(page: Page, headline: str) -> str | None:
    """The part of the title element that goes by the name of the host, and is no part of the headline."""
    title = page.title or ""
    if not headline or headline == title or len(title) > LONGEST_TITLE:
        return None
    if title.startswith(headline):
        rest = title[len(headline) :]
    elif title.endswith(headline):
        rest = title[: -len(headline)]
    else:
        rest = title
    parts = [part.strip(_EDGES) for part in SEPARATOR.split(rest.strip(_EDGES))]
    if rest == title and len(parts) == 1:
        return None  # the headline in other words
    own = letters_of(key(headline))
    labels = [label.replace("-", "") for label in host_parts(page)[:-1]]
    labels = [label for label in labels if len(label) > 2 and label not in _COMMON_LABELS]
    return next((part for part in reversed(parts) if _is_named(part, labels, own)), None)


def _is_named(part: str, labels: list[str], headline: str) -> bool:
    """Whether a part of a title has the name of a host, is some words of it, or has its initials."""
    letters = letters_of(key(part))
    if not letters or len(part) > _LONGEST_TITLE_PART or letters in headline or letters in SECTIONS:
        return False
    words = latin_words(part)
    whole, initials = "".join(words), "".join([word[0] for word in words])
    return any(
        label in whole or (len(words) > 2 and initials == label) or (len(words) > 1 and whole in label)
        for label in labels
    )


_EDGES = " |–—-•·»«›‹:/｜：~*()"
_LONGEST_TITLE_PART = 60
_COMMON_LABELS = frozenset(
    """www web archive news blog blogs com org net edu gov gob gouv mobile amp wiki forum shop world magazin blogspot wordpress
    medium substack tumblr""".split()
)
"""Parts of the hosts of many sites."""
