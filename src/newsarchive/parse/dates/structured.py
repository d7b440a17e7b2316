"""Dates that the page states for machines: JSON-LD, meta tags, microdata, embedded state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from newsarchive.parse.dates.sources import Field, Sources, Statement, Statements
from newsarchive.parse.jsonld import Node
from newsarchive.parse.page import Page
from newsarchive.parse.text import squash


def _stated(node: Node, name: str) -> str | None:
    value = node.get(name)
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("value")
    return (
        str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else None
    )


def _from_nodes(nodes: list[Node], field: Field, names: tuple[str, ...]) -> Statements:
    for node in nodes:
        for name in names:
            text = _stated(node, name)
            if text:
                yield Statement(field, text, machine=True)


def json_ld_article(sources: Sources) -> Statements:
    """`datePublished` of an article, news article, posting."""
    return _from_nodes(sources.works, "published", ("datePublished",))


def json_ld_page(sources: Sources) -> Statements:
    """`datePublished` of the page itself, or `uploadDate` of its video."""
    return _from_nodes(sources.ld_pages, "published", ("datePublished", "uploadDate"))


def json_ld_created(sources: Sources) -> Statements:
    """`dateCreated` of an article."""
    return _from_nodes(sources.works, "published", ("dateCreated",))


def json_ld_modified(sources: Sources) -> Statements:
    """`dateModified` of an article."""
    return _from_nodes(sources.works, "updated", ("dateModified",))


def json_ld_page_modified(sources: Sources) -> Statements:
    """`dateModified` of the page itself."""
    return _from_nodes(sources.ld_pages, "updated", ("dateModified",))


_META_PUBLISHED = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "rnews:datepublished",
    "published_time",
    "article.published",
    "published-date",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "pubdate",
    "pub_date",
    "date_published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.published",
    "dc.issued",
    "citation_publication_date",
    "citation_date",
    "article_date_original",
    "originalpublicationdate",
    "og:pubdate",
    "bt:pubdate",
    "displaydate",
    "firstpublished",
    "article:publicationdate",
    "article-publication-date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:recs:articlepublisheddate",
    "last-published",
    "mediator_published_time",
    "ptime",
    "release_date",
    "releasedate",
    "vr:published_time",
    "weibo:article:create_at",
    "shareaholic:article_published_time",
    "gsa:publishdate",
    "pdate",
    "timestamp",
    "artdate",
    "date_published_gmt",
    "published",
    "news_published",
    "article_published",
    "sort_date",
)
_META_CREATED = (
    "datecreated",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "dcterms.available",
    "dc:date",
    "dc.created",
    "created",
    "creation_date",
    "date_created",
    "og:article:created",
    "article:created",
    "date",
    "itemdate",
    "articledate",
    "article_date",
    "eprints.date",
    "revision_date",
    "search.date",
    "story.date",
    "content.date",
    "pagedate",
    "docdate",
    "doc_date",
    "issue_date",
    "citation_online_date",
    "pub-date",
    "created_time",
    "creationdate",
)
_META_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "og:article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "lastmodified",
    "modified_time",
    "dcterms.modified",
    "dc.date.modified",
    "dc.modified",
    "updated_time",
    "dateupdated",
    "article:modified",
    "modificationdate",
    "revised",
    "dateupdate",
    "last_modified",
    "updated",
    "date.modified",
    "rnews:datemodified",
    "utime",
    "lastmoddate",
    "pub_update_date",
    "modified-date",
)


def _from_metas(sources: Sources, field: Field, names: tuple[str, ...]) -> Statements:
    meta = sources.page.meta
    for name in names:
        for content in meta.get(name, ()):
            if content:
                yield Statement(field, content, machine=True)


def meta_published(sources: Sources) -> Statements:
    """A meta tag that names the publication."""
    return _from_metas(sources, "published", _META_PUBLISHED)


def meta_created(sources: Sources) -> Statements:
    """A meta tag that names the making, or just the date."""
    return _from_metas(sources, "published", _META_CREATED)


def meta_updated(sources: Sources) -> Statements:
    """A meta tag that names the last change."""
    return _from_metas(sources, "updated", _META_UPDATED)


def _from_microdata(sources: Sources, field: Field, names: tuple[str, ...]) -> Statements:
    page = sources.page
    for prop, element, index in page.walked.itemprops:
        if not any(name in names for name in prop.lower().split()):
            continue
        if index < len(page.runs) and sources.visible.place(page.runs[index].node) == "others":
            continue
        stated = element.get("datetime") or element.get("content")
        text = stated or element.get("title") or squash(element.text)
        if text:
            yield Statement(field, text.strip()[:200], machine=stated is not None)


def microdata_published(sources: Sources) -> Statements:
    """`itemprop="datePublished"` outside of comments."""
    return _from_microdata(sources, "published", ("datepublished",))


def microdata_created(sources: Sources) -> Statements:
    """`itemprop="dateCreated"` outside of comments."""
    return _from_microdata(sources, "published", ("datecreated",))


def microdata_updated(sources: Sources) -> Statements:
    """`itemprop="dateModified"` outside of comments."""
    return _from_microdata(sources, "updated", ("datemodified",))


_STATE_VALUE = re.compile(
    r""":\s{0,4}\\?["']?(\d{4}-\d\d-\d\d(?:[T ][^"'\\,}<]{4,24})?|\d{10}(?:\d{3})?(?=[\s,}"'\\]))"""
)
"""A date, a time or a time stamp as the value of a key. Looked for first, because few values are dates."""


def _state_key(words: str) -> re.Pattern[str]:
    """A key that contains one of the words, at the end of the text before a value."""
    return re.compile(rf"""["'][\w.:-]{{0,24}}(?:{words})[\w.:-]{{0,24}}\\?["']\s{{0,4}}\Z""")


_PUBLISHED_KEY = r"[pP]ublish(?!er)|[pP]ublication|pub_?[dD]ate"
_CREATED_KEY = r"(?<!_)[cC]reat(?:ed|ion)|post_?[dD]ate|display_?[dD]ate|article_?[dD]ate|date_gmt"
_UPDATED_KEY = r"(?<!_)[uU]pdated|[mM]odified"
_STATE_KEY = _state_key(
    f"(?P<published>{_PUBLISHED_KEY})|(?P<updated>{_UPDATED_KEY})|(?P<created>{_CREATED_KEY})"
)


_DESCRIPTIONS = ("description", "og:description", "og:title", "twitter:description")


def description(sources: Sources) -> Statements:
    """A full date in the page's title or description."""
    for name in _DESCRIPTIONS:
        for content in sources.page.meta.get(name, ()):
            if len(content) < 300:
                yield Statement(None, content)


def embedded_published(sources: Sources) -> Statements:
    """A date of publication in a script's data (`__NEXT_DATA__`, data layers), first come first served."""
    return (
        Statement("published", text, machine=True) for key, text in sources.embedded if key == "published"
    )


def embedded_created(sources: Sources) -> Statements:
    """A date of making in a script's data."""
    return (Statement("published", text, machine=True) for key, text in sources.embedded if key == "created")


def embedded_updated(sources: Sources) -> Statements:
    """A date of the last change in a script's data."""
    return (Statement("updated", text, machine=True) for key, text in sources.embedded if key == "updated")


_CALLED = re.compile(r"""\s*[\w.]{1,40}\(\s*["'](?P<date>[^"'()<>]{8,40})["']\s*\)\s*;?\s*""")


def printed_by_script(sources: Sources) -> Statements:
    """A script that does nothing but print a date: `showDate("2020/04/17 01:43:09")`."""
    for script in sources.page.walked.scripts:
        if len(text := script.content) < 120 and (call := _CALLED.fullmatch(text)):
            yield Statement("published", call["date"], machine=True)


_KEY_REACH = 80
"""Characters before a value in which its key stands."""


def in_scripts(page: Page) -> Iterator[tuple[str, str]]:
    """The first dates in the page's scripts: published, updated or created, and the value."""
    for script in (*page.walked.data_scripts, *page.walked.scripts):
        text = script.content
        if not text:
            continue
        left = {"published": 3, "updated": 1, "created": 3}
        for match in _STATE_VALUE.finditer(text):
            named = _STATE_KEY.search(text, max(0, match.start() - _KEY_REACH), match.start())
            if named is None:
                continue
            key = next(name for name in left if named[name])
            if left[key]:
                left[key] -= 1
                yield key, match[1]
            elif not any(left.values()):
                break


_COMMENT = re.compile(rb"<!--([^>]{0,300}?20\d\d[^>]{0,200}?)-->")


def html_comment(sources: Sources) -> Statements:
    """A date in an HTML comment."""
    for match in islice(_COMMENT.finditer(sources.page.decoded.utf8), 30):
        yield Statement(None, match[1].decode("utf-8", "replace"))
