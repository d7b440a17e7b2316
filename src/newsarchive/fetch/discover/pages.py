"""What a page of HTML says about where articles are: feed links, and links that look like articles. No I/O.

Tags are found by a bounded regular expression and not by a tree: a page of 80,000 attributes in
one tag holds the tree's parser up for five seconds, and links are all that is wanted here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlsplit

from newsarchive.fetch.discover.markup import clean_text
from newsarchive.records import Candidate
from newsarchive.urls import join, page_key, same_site

MAX_PAGE_BYTES = 4 * 1024 * 1024
"""Bytes of a page that are looked at."""

MAX_TAGS = 20_000
"""Tags of interest that are looked at: more than any front page has."""

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>a|base|link|nav|footer|aside|form|h[1-6]|article)(?=[\s/>])"
    r"(?P<attributes>(?>[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}'){0,3000})>",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([\w:-]{1,60})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_UNREAD = re.compile(r"<!--|<(script|style|template|noscript|svg)(?=[\s/>])", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_COMMENT_FEED = re.compile(r"comment|kommentar|comentario|commentaire|/author/|/tag/", re.IGNORECASE)

_NO_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|pdf|docx?|xlsx?|pptx?|zip|gz|mp[34]|m4a|avi|mov|woff2?)$",
    re.IGNORECASE,
)
_NO_ARTICLE = re.compile(
    r"/(?:tags?|topics?|authors?|category|categories|search|login|log-in|signin|sign-in|register|subscribe|"
    r"subscriptions?|newsletters?|account|about(?:-us)?|contact(?:-us)?|privacy(?:-policy)?|terms(?:-of-\w+)?|cookies?|"
    r"advertise|jobs|careers|help|faq|rss|feeds?|page|wp-(?:admin|login|content|json)|cart|checkout|"
    r"share|print|email|comments?)(?:/|\.|$)",
    re.IGNORECASE,
)
_DATE_PATH = re.compile(
    r"/(?:19|20)\d{2}[/_-](?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/_-]|$)|[-_/](?:19|20)\d{6}\b", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{5,}|[-/_.][a-z]?\d{4,}")


def find_feeds(page: bytes, url: str) -> tuple[str, ...]:
    """URLs of the feeds that a page names in its head (RSS autodiscovery), in page order.

    Feeds of comments, authors and tags are left out when there are others.
    """
    text = _without_unread(_text(page))
    base = _base(text, url)
    found: list[str] = []
    for _, name, attributes in _tags(text):
        if name != "link":
            continue
        values = _attributes(attributes)
        kind = values.get("type", "").split(";")[0].strip().lower()
        rels = values.get("rel", "").lower().split()
        if kind not in _FEED_TYPES or not ({"alternate", "feed"} & set(rels)):
            continue
        address = join(base, values.get("href", ""))
        if address and address not in found:
            found.append(address)
    main = [address for address in found if not _COMMENT_FEED.search(address)]
    return tuple(main or found)


def section_links(page: bytes, url: str, limit: int = 200) -> tuple[Candidate, ...]:
    """Links of a section front that look like articles, in page order, each page once.

    Two of these must speak for a link: a long slug, a date or a number in its address, a text as
    long as a headline, a place within a heading or an article. Links to other sites, and within
    `nav`, `footer`, `aside` and forms, are left out.
    """
    text = _without_unread(_text(page))
    base = _base(text, url)
    own = page_key(url)
    found: dict[str, Candidate] = {}
    outside = headings = 0
    tags = list(islice(_TAG.finditer(text), MAX_TAGS))
    for number, tag in enumerate(tags):
        name = tag["name"].lower()
        step = -1 if tag["close"] else 1
        if name in ("nav", "footer", "aside", "form"):
            outside = max(0, outside + step)
        elif name == "article" or name.startswith("h"):
            headings = max(0, headings + step)
        elif name == "a" and step == 1 and not outside:
            address = join(base, _attributes(tag["attributes"]).get("href", ""))
            end = next(
                (t.start() for t in tags[number + 1 : number + 12] if t["name"].lower() == "a"), tag.end()
            )
            label = clean_text(html.unescape(text[tag.end() : end]))
            if (
                address is None
                or not same_site(address, url)
                or not _looks_right(address, label, headings > 0)
            ):
                continue
            key = page_key(address)
            if key == own:
                continue
            known = found.get(key)
            if known is None or (known.title is None and label):  # the picture's link came first
                found[key] = Candidate(url=known.url if known else address, found_in=url, title=label)
            if len(found) == limit:
                break
    return tuple(found.values())


def _looks_right(address: str, label: str | None, prominent: bool) -> bool:
    path = unquote(urlsplit(address).path)
    if len(path) < 4 or _NO_PAGE.search(path) or _NO_ARTICLE.search(path):
        return False
    slug = path.rstrip("/").rpartition("/")[2]
    words = len(re.findall(r"[^\W\d_]{2,}", slug))
    reasons = (
        words >= 4 or (len(slug) > 20 and not slug.isascii()),
        _DATE_PATH.search(path) is not None or _NUMBER.search(path) is not None,
        _is_headline(label),
        prominent,
    )
    return sum(reasons) >= 2


def _is_headline(label: str | None) -> bool:
    """At least four words, or as many characters in a script that does not part its words."""
    return label is not None and (len(label.split()) >= 4 or (len(label) >= 10 and not label.isascii()))


def _text(page: bytes) -> str:
    page = page[:MAX_PAGE_BYTES]
    named = re.search(rb"charset=[\"']?([\w-]{3,20})", page[:4096], re.IGNORECASE)
    for encoding in (named.group(1).decode("ascii") if named else "utf-8", "utf-8"):
        try:
            return page.decode(encoding, "replace")
        except LookupError:
            continue
    return page.decode("latin-1")


def _without_unread(text: str) -> str:
    """The text without comments, scripts and the like. One that never ends is left in."""
    kept: list[str] = []
    at = 0
    endless: set[str] = set()  # looked for once and never again, or a page of openings would cost hours
    lower = text.lower()
    for start in _UNREAD.finditer(text):
        end_mark = f"</{start[1].lower()}" if start[1] else "-->"
        if start.start() < at or end_mark in endless:
            continue
        end = lower.find(end_mark, start.end())
        if end < 0:
            endless.add(end_mark)
            continue
        kept.append(text[at : start.start()])
        at = end + len(end_mark)
    return " ".join([*kept, text[at:]])


def _base(text: str, url: str) -> str:
    for _, name, attributes in _tags(text[:100_000]):
        if name == "base" and (address := join(url, _attributes(attributes).get("href", ""))):
            return address
    return url


def _tags(text: str) -> Iterator[tuple[bool, str, str]]:
    for tag in islice(_TAG.finditer(text), MAX_TAGS):
        yield bool(tag["close"]), tag["name"].lower(), tag["attributes"]


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
