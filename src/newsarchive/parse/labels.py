"""The small fields: address and lead picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsarchive.parse.page import Page
from newsarchive.parse.text import plain
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


_NO_PICTURE_WORDS = frozenset(
    """logo icon icons favicon avatar gravatar sprite pixel spacer blank placeholder badge banner button share
    ad ads profile emoji rss comment comments header""".split()
)
"""Words in the address of what is no picture of an article."""
_LETTERS = re.compile("[a-z]+")
_NO_PHOTO = re.compile(r"\.(?:svg|gif)(?:$|\?)")
_FRONT_PAGE = re.compile(r"https?://[^/?#]*/?")
_SMALL_NUMBER = re.compile(r"\d{1,6}")
_SMALLEST = 200
"""Pixels of width below which a picture is an icon or a portrait."""
_PICTURE_REACH = 12
"""So many runs of text behind the headline its picture stands."""


def image_offers(page: Page, headline: Run | None) -> Offers:
    """The address of the picture that stands for the article; the site's logo is none."""
    for rule, address in _stated_images(page):
        whole = absolute(page.url, address) if not _is_logo(address) else None
        yield rule, whole if whole and not _FRONT_PAGE.fullmatch(whole) else None
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
