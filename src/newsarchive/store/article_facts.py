"""What a parsed article means for the database: its digests and the columns that say what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newsarchive.records import Article, FoundDate
from newsarchive.store.changes import Said
from newsarchive.store.clean import clean_article
from newsarchive.store.copies_compare import Fingerprint, fingerprint_of_tokens
from newsarchive.store.digests import content_digest, digest_of_words, record_digest, word_count, words
from newsarchive.store.identity import telling_canonical
from newsarchive.store.search_index import Fields, fields_of_tokens
from newsarchive.store.search_tokens import token_texts


@dataclass(frozen=True, slots=True)
class Facts:
    """An `Article`, with all that is computed from it once."""

    article: Article
    said: Said
    word_count: int
    compared_words: int
    """How many words `changes.compare` sees: some scripts are written without spaces."""
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
    found = words(text)
    content = content_digest(article)
    tokens = [(block.kind, token_texts(block.text)) for block in article.blocks]
    return Facts(
        article=article,
        said=Said(
            page_class=article.page_class,
            headline=article.headline,
            summary=article.summary,
            authors=article.authors,
            published=published_key(**date_columns("published", article.published)),
            text=text,
        ),
        word_count=word_count(text),
        compared_words=len(found),
        text_digest=digest_of_words(found),
        content_digest=content,
        record_digest=record_digest(article, content),
        canonical=telling_canonical(article.canonical_url),
        search=fields_of_tokens(article.headline, article.summary, tokens),
        fingerprint=fingerprint_of_tokens([token for _, of_block in tokens for token in of_block]),
    )


def said_columns(facts: Facts) -> dict[str, Any]:
    """The columns that `articles` and `revisions` have in common."""
    article = facts.article
    return {
        "page_class": article.page_class,
        "headline": article.headline,
        "summary": article.summary,
        "section": article.section,
        "language": article.language,
        "site_name": article.site_name,
        "lead_image": article.lead_image,
        "canonical_url": article.canonical_url,
        "word_count": facts.word_count,
        "text_digest": facts.text_digest,
        **date_columns("published", article.published),
        **date_columns("updated", article.updated),
    }


def date_columns(name: str, found: FoundDate | None) -> dict[str, Any]:
    """The five columns of a date. No time of day is stored that the page does not print."""
    if found is None:
        return dict.fromkeys(f"{name}_{part}" for part in ("at", "on", "text", "zone_basis", "precision"))
    # A day is known only where one is printed: "October 2017" has none, and none is invented.
    has_day = found.precision not in ("month", "year")
    return {
        f"{name}_at": found.exact_instant,
        f"{name}_on": found.day if has_day else None,
        f"{name}_text": found.text,
        f"{name}_zone_basis": found.zone_basis,
        f"{name}_precision": found.precision,
    }


def published_key(
    *, published_at: Any, published_on: Any, published_precision: Any, **_others: Any
) -> tuple[Any, ...]:
    """What of a publication date counts when two states are compared (to the second, as stored)."""
    at = published_at.replace(microsecond=0) if published_at is not None else None
    return (at, published_on, published_precision)
