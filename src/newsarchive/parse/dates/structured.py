"""Dates that the page states for machines: JSON-LD, meta tags, microdata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsarchive.parse.dates.sources import Field, Sources, Statement, Statements
from newsarchive.parse.jsonld import Node
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


def _from_nodes(nodes: Iterable[Node], field: Field, names: tuple[str, ...]) -> Statements:
    for node in nodes:
        for name in names:
            if name in node and (text := _stated(node, name)):
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


def _ranked(names: tuple[str, ...]) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(names)}


_META_PUBLISHED = _ranked(
    (
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
        "firstpublishedtime",
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
        "weibo: article:create_at",
        "article:published:time",
        "date.available",
        "swiftype:published_at",
        "apub:time",
        "iso-8601-publish-date",
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
        "article:published_date",
        "article:publish_date",
        "og:publish_date",
        "og:article:published",
        "article:first_published",
        "first_published",
        "first-published",
        "firstpublisheddate",
        "published_at",
        "published-at",
        "publishedat",
        "published_date",
        "publisheddate",
        "date-published",
        "datepublication",
        "prism.publicationdate",
        "bepress_citation_date",
    )
)
_META_CREATED = _ranked(
    (
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
        "datetime",
        "news_date",
        "post_date",
        "post-date",
        "postdate",
        "cre_date",
        "prism.creationdate",
        "article.created",
        "createdat",
        "dcterms.datesubmitted",
    )
)
_META_UPDATED = _ranked(
    (
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
        "last_modified",
        "updated",
        "date.modified",
        "rnews:datemodified",
        "utime",
        "lastmoddate",
        "pub_update_date",
        "article_date_updated",
        "weibo:article:update_at",
        "weibo: article:update_at",
        "modified-date",
        "bt:moddate",
        "article.updated",
        "dateupdate",
        "updated_at",
        "modified_at",
        "modifieddate",
        "modified_date",
        "last_updated",
        "last-updated",
        "lastupdate",
        "prism.modificationdate",
    )
)


_LISTED = 4
"""Different contents of one name from which on they are of several things."""


def _from_metas(sources: Sources, field: Field, names: dict[str, int]) -> Statements:
    """What meta tags of these names state; where one is there many times, they are of what the page lists."""
    meta = sources.page.meta
    return [
        Statement(field, content, machine=True)
        for name in sorted(names.keys() & sources.meta_names, key=names.__getitem__)
        if len(set(contents := meta.get(name))) < _LISTED
        for content in contents
        if content
    ]


def meta_published(sources: Sources) -> Statements:
    """A meta tag that names the publication."""
    return _from_metas(sources, "published", _META_PUBLISHED)


def meta_created(sources: Sources) -> Statements:
    """A meta tag that names the making, or just the date."""
    return _from_metas(sources, "published", _META_CREATED)


def meta_updated(sources: Sources) -> Statements:
    """A meta tag that names the last change."""
    return _from_metas(sources, "updated", _META_UPDATED)


def _from_microdata(sources: Sources, field: Field, name: str) -> Statements:
    page = sources.page
    found: list[Statement] = []
    for props, element, index in sources.microdata:
        if name not in props:
            continue
        if index < len(page.runs) and sources.visible.place(page.runs[index].node) == "others":
            continue
        stated = element.get("datetime") or element.get("content")
        text = stated or element.get("title") or squash(element.text)
        if text:
            found.append(Statement(field, text.strip()[:200], machine=stated is not None))
    return found


def microdata_published(sources: Sources) -> Statements:
    """`itemprop="datePublished"` outside of comments."""
    return _from_microdata(sources, "published", "datepublished")


def microdata_created(sources: Sources) -> Statements:
    """`itemprop="dateCreated"` outside of comments."""
    return _from_microdata(sources, "published", "datecreated")


def microdata_updated(sources: Sources) -> Statements:
    """`itemprop="dateModified"` outside of comments."""
    return _from_microdata(sources, "updated", "datemodified")


_DESCRIPTIONS = ("description", "og:description", "og:title", "twitter:description")


def description(sources: Sources) -> Statements:
    """A full date in the page's title or description."""
    for name in _DESCRIPTIONS:
        for content in sources.page.meta.get(name, ()):
            if len(content) < 300:
                yield Statement(None, content)
