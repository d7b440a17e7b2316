"""What a parsed article means for the database: its digests and the columns that say what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsarchive.records import Article, FoundDate
from newsarchive.store.article_words import words_of
from newsarchive.store.changes import Said
from newsarchive.store.clean import clean_article
from newsarchive.store.copies_compare import Fingerprint, fingerprint_of_line
from newsarchive.store.digests import content_digest, record_digest, text_digest
from newsarchive.store.identity import telling_canonical
from newsarchive.store.search_index import Fields, fields_of_lines

SAID_COLUMNS = (
    "page_class",
    "headline",
    "summary",
    "section",
    "language",
    "site_name",
    "lead_image",
    "canonical_url",
    "word_count",
    "text_digest",
    *(
        f"{date}_{part}"
        for date in ("published", "updated")
        for part in ("at", "on", "text", "zone_basis", "precision")
    ),
)
"""The columns that `articles` and `revisions` have in common."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An `Article`, with all that is computed from it once."""

    article: Article
    said: Said
    columns: tuple[Any, ...]
    """The values of `SAID_COLUMNS`."""
    word_count: int
    text_digest: str
    content_digest: str
    record_digest: str
    canonical: str | None
    """The canonical URL, where it tells something (see `identity`)."""
    search: Fields
    """What the full-text index gets."""
    fingerprint: Fingerprint
    """What copies of it are found by."""


def digest_of(article: Article) -> str:
    """The digest of everything the parser found, as `facts_of` computes it."""
    return record_digest(clean_article(article))


def facts_of(article: Article) -> Facts:
    """Compute everything about an article that saving it needs: work that no database has a part in."""
    article = clean_article(article)
    text = article.text
    words = words_of(text, [block.text for block in article.blocks])
    digest, content = text_digest(words.spoken), content_digest(article)
    published = _date_values(article.published)
    at, day, _text, _basis, precision = published
    lines = zip([block.kind for block in article.blocks], words.lines, strict=True)
    return Facts(
        article=article,
        said=Said(
            page_class=article.page_class,
            headline=article.headline,
            summary=article.summary,
            authors=article.authors,
            published=published_key(at, day, precision),
            text=text,
            spoken=words.spoken,
        ),
        columns=(
            article.page_class,
            article.headline,
            article.summary,
            article.section,
            article.language,
            article.site_name,
            article.lead_image,
            article.canonical_url,
            words.count,
            digest,
            *published,
            *_date_values(article.updated),
        ),
        word_count=words.count,
        text_digest=digest,
        content_digest=content,
        record_digest=record_digest(article, content),
        canonical=telling_canonical(article.canonical_url),
        search=fields_of_lines(article.headline, article.summary, lines),
        fingerprint=fingerprint_of_line(words.line, words.tokens),
    )


def _date_values(found: FoundDate | None) -> tuple[Any, ...]:
    """The five columns of a date. No time of day is stored that the page does not print."""
    if found is None:
        return (None,) * 5
    # A day is known only where one is printed: "October 2017" has none, and none is invented.
    has_day = found.precision not in ("month", "year")
    return (
        found.exact_instant,
        found.day if has_day else None,
        found.text,
        found.zone_basis,
        found.precision,
    )


def published_key(published_at: Any, published_on: Any, published_precision: Any) -> tuple[Any, ...]:
    """What of a publication date counts when two states are compared (to the second, as stored)."""
    at = published_at.replace(microsecond=0) if published_at is not None else None
    return (at, published_on, published_precision)
