"""The small fields: address, site name, lead picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsarchive.parse.jsonld import types
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain
from newsarchive.parse.titles import letters_of
from newsarchive.parse.walk import Run

Offers = Iterator[tuple[str, Any]]


def first_prop(page: Page, name: str) -> str:
    """The value of the first element with this itemprop (HTML, 5.2.4: address, content or text)."""
    for prop, el, _ in page.walked.itemprops:
        if prop.lower() == name:
            value = el.get("content") or el.get("src") or el.get("href")
            return plain(value or (el.text if name != "image" else ""))
    return ""


def canonical_offers(page: Page) -> Offers:
    """The page's own address as it states it, absolute."""
    for rel, el in page.walked.links:
        if "canonical" in rel.split():
            yield "link-canonical", absolute(page.url, el.get("href"))
    yield "og-url", absolute(page.url, page.first_meta("og:url"))


_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+/[^?#;\s]*(?:\?[^#\s]+)?")
"""An absolute address that joining and taking apart leaves as it is."""


def absolute(base: str, href: Any) -> str | None:
    """An http or https address, resolved against the page's; None for anything else."""
    if not isinstance(href, str) or not (href := href.strip()) or len(href) > 4096:
        return None
    if _WHOLE.fullmatch(href):
        return href
    try:
        whole = urljoin(base, href)
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


_SITE_TYPES = ("website", "newsmediaorganization", "organization")
_SITE_ENDS = ("website", "organization")
"""How these types end, for a first look."""


def site_name_offers(page: Page) -> Offers:
    """The name of the site or publisher."""
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
    names = {plain(value) for _, value in islice(site_name_offers(page), _MOST_NAMES) if value}
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
    """What the page's feeds are called, letters and digits only: by the site's name. Those of comments do not count."""
    names = set()
    for rel, el in page.walked.links:
        if "alternate" not in rel or (el.get("type") or "").strip().lower() not in _FEED_TYPES:
            continue
        title = (el.get("title") or "")[:_LONGEST_NAME]
        if "comment" not in title.lower() and "comment" not in (el.get("href") or "").lower():
            names.add(letters_of(key(_FEED_WORDS.sub("", plain(title)))))
    return frozenset(names)


_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
_FEED_WORDS = re.compile(
    r"\W*(?<!\w)(?:(?:rss|atom|xml)\W*)?(?:[0-2]\.\d+\W*)?(?:feed|rss|atom)(?:\W*[0-2]\.\d+)?\W*$", re.I
)
"""What stands behind the name: "» Feed", "RSS 2.0", "(Atom feed)"."""
_LONGEST_NAME = 200
"""Characters of the name of a feed."""

_NO_PICTURE_WORDS = frozenset(
    """logo icon icons favicon avatar gravatar sprite pixel spacer blank placeholder badge banner button share
    ad ads profile emoji rss comment comments header""".split()
)
"""Words in the address of what is no picture of an article."""
_LETTERS = re.compile("[a-z]+")
_NO_PHOTO = re.compile(r"\.(?:svg|gif)(?:$|\?)")
_SMALL_NUMBER = re.compile(r"\d{1,6}")
_SMALLEST = 200
"""Pixels of width below which a picture is an icon or a portrait."""
_PICTURE_REACH = 12
"""So many runs of text behind the headline its picture stands."""


def image_offers(page: Page, headline: Run | None) -> Offers:
    """The address of the picture that stands for the article; the site's logo is none."""
    for rule, address in _stated_images(page):
        yield rule, absolute(page.url, address) if not _is_logo(address) else None
    yield "first-picture", _first_picture(page, headline)


def _stated_images(page: Page) -> Offers:
    yield "og-image", page.first_meta("og:image", "og:image:url", "og:image:secure_url")
    for node in page.ld_articles[:1]:
        yield "json-ld", _image(node.get("image"))
    yield "microdata", _picture(first_prop(page, "image"))
    yield "twitter-image", page.first_meta("twitter:image", "twitter:image:src")


def _is_logo(address: Any) -> bool:
    return isinstance(address, str) and _is_no_picture(address.rpartition("/")[2])


def _is_no_picture(address: str) -> bool:
    """Whether the words or the end of an address say that it is an icon, a portrait or no file."""
    folded = address.lower()
    return (
        not _NO_PICTURE_WORDS.isdisjoint(_LETTERS.findall(folded))
        or folded.startswith("data:")
        or _NO_PHOTO.search(folded) is not None
    )


def _first_picture(page: Page, headline: Run | None) -> str | None:
    """The first large picture at the headline or soon behind it."""
    if headline is None:
        return None
    for el, index in page.walked.images:
        if not headline.index - 1 <= index <= headline.index + _PICTURE_REACH:
            continue
        address = el.get("data-src") or el.get("data-lazy-src") or el.get("src")
        width = el.get("width") or ""
        if _SMALL_NUMBER.fullmatch(width) and int(width) < _SMALLEST:
            continue
        if found := absolute(page.url, _picture(address)):
            return found
    return None


def _picture(address: str | None) -> str | None:
    """The address of a picture on the page; None where a word in it says that it is an icon or a portrait."""
    return None if not address or _is_no_picture(address) else address


def _image(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
