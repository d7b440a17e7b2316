"""The small fields: section, tags, language, address, site name, lead picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from newsarchive.parse.jsonld import types
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain

MAX_TAGS = 60
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}$")

Offers = Iterator[tuple[str, Any]]


def section_offers(page: Page) -> Offers:
    """The section that the page says it belongs to."""
    for node in page.ld_articles[:1]:
        value = node.get("articleSection")
        yield "json-ld", plain(value[0] if isinstance(value, list) and value else value)
    yield "microdata", _first_prop(page, "articlesection")
    yield (
        "meta",
        page.first_meta(
            "article:section", "section", "cxenseparse:section", "sailthru.section", "parsely-section"
        ),
    )
    for node in page.ld_nodes:
        if "breadcrumblist" in types(node):
            yield "breadcrumb", _breadcrumb(node)


def _first_prop(page: Page, name: str) -> str:
    """The value of the first element with this itemprop (HTML, 5.2.4: address, content or text)."""
    for prop, el, _ in page.walked.itemprops:
        if prop.lower() == name:
            value = el.get("content") or el.get("src") or el.get("href")
            return plain(value or (el.text if name != "image" else ""))
    return ""


def _breadcrumb(node: dict[str, Any]) -> str:
    items = node.get("itemListElement")
    names = []
    for item in items[:10] if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            names.append(plain(item.get("name") or (inner.get("name") if isinstance(inner, dict) else "")))
    return names[1] if len(names) > 2 else ""


def tag_offers(page: Page) -> Offers:
    """The subjects that the page names, each once, in page order."""
    for node in page.ld_articles[:1]:
        yield "json-ld", _tags(node.get("keywords"))
    yield "meta-tags", _tags(list(page.meta.get("article:tag", ())))
    yield (
        "meta-keywords",
        _tags(page.first_meta("news_keywords", "keywords", "parsely-tags", "sailthru.tags")),
    )
    yield "tag-links", _tags([run.text for run in page.runs if run.node.get("rel") == "tag"])


def _tags(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    found: dict[str, str] = {}
    for item in items[: MAX_TAGS * 2]:
        text = plain(item.get("name") or item.get("termCode") if isinstance(item, dict) else item)
        for part in re.split(r"[,;|、]", text) if len(items) == 1 or "," in text else [text]:
            tag = part.strip(" #\"'")
            if tag and len(tag) < 100:
                found.setdefault(key(tag), tag)
    return tuple(found.values())[:MAX_TAGS]


def language_offers(page: Page) -> Offers:
    """The language that the page says it is written in (BCP 47, lower case)."""
    if page.root is not None:
        yield (
            "html-lang",
            _language(page.root.get("lang") or page.root.get("xml:lang")),
        )
    for node in page.ld_articles[:1]:
        value = node.get("inLanguage")
        yield "json-ld", _language(value.get("alternateName") if isinstance(value, dict) else value)
    yield "meta", _language(page.first_meta("content-language", "og:locale", "language", "dc.language"))
    yield "script", _by_script(page)


def _language(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    value = value.strip().split(",")[0].split(".")[0]
    return value.lower().replace("_", "-") if _LANGUAGE.match(value) else None


_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7a3]")), ("th", re.compile("[\u0e00-\u0e7f]")),
    ("bn", re.compile("[\u0980-\u09ff]")), ("he", re.compile("[\u0590-\u05ff]")), ("el", re.compile("[\u0370-\u03ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")), ("hy", re.compile("[\u0530-\u058f]")), ("ta", re.compile("[\u0b80-\u0bff]")),
)  # fmt: skip


def _by_script(page: Page) -> str | None:
    """The language that only one script can mean; none is guessed among those that share one."""
    sample = (
        " ".join(run.text for run in page.runs[:200])[:4000]
        if page.runs
        else " ".join(page.lines[:200])[:4000]
    )
    for name, pattern in _SCRIPTS:
        if len(pattern.findall(sample)) * 10 > len(sample):
            return name
    return None


def canonical_offers(page: Page) -> Offers:
    """The page's own address as it states it, absolute."""
    for rel, el in page.walked.links:
        if "canonical" in rel.split():
            yield "link-canonical", absolute(page.url, el.get("href"))
    yield "og-url", absolute(page.url, page.first_meta("og:url"))


def absolute(base: str, href: Any) -> str | None:
    """An http or https address, resolved against the page's; None for anything else."""
    if not isinstance(href, str) or not href.strip() or len(href) > 4096:
        return None
    try:
        whole = urljoin(base, href.strip())
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc else None


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
    for node in page.ld_nodes:
        if types(node) & {"website", "newsmediaorganization", "organization"}:
            yield "json-ld-site", plain(node.get("name"))


def site_names(page: Page) -> frozenset[str]:
    """All names that the site goes by, letters and digits only, to cut them off titles."""
    names = {plain(value) for _, value in site_name_offers(page) if value}
    try:
        host = urlsplit(page.url or page.canonical or "").hostname or ""
    except ValueError:
        host = ""
    parts = host.removeprefix("www.").split(".")
    if len(parts) > 1:
        names |= {
            host.removeprefix("www."),
            parts[-2] if len(parts[-2]) > 3 or len(parts) == 2 else parts[-3],
            parts[0],
        }
    twitter = page.first_meta("twitter:site")
    if twitter:
        names.add(twitter)
    squeezed = {
        "".join(c for c in key(name).removeprefix("the ") if c.isalnum()) for name in names if len(name) < 60
    }
    return frozenset(
        name for name in squeezed if len(name) > 1 and name not in ("www", "news", "http", "https")
    )


def image_offers(page: Page) -> Offers:
    """The address of the picture that stands for the article."""
    yield "og-image", absolute(page.url, page.first_meta("og:image", "og:image:url", "og:image:secure_url"))
    for node in page.ld_articles[:1]:
        yield "json-ld", absolute(page.url, _image(node.get("image")))
    yield "microdata", absolute(page.url, _first_prop(page, "image"))
    yield "twitter-image", absolute(page.url, page.first_meta("twitter:image", "twitter:image:src"))


def _image(value: Any) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
