"""Text that both databases can keep."""

from __future__ import annotations

import re
from dataclasses import replace

from newsarchive.records import Article, FoundDate

# PostgreSQL keeps no NUL, and UTF-8 has no lone surrogates (RFC 3629, section 3): pages have both.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text, with what no database can keep replaced by U+FFFD."""
    return _UNSTORABLE.sub("\ufffd", text)


def clean_or_none(text: str | None) -> str | None:
    """`clean`, or None."""
    return None if text is None else clean(text)


def clean_article(article: Article) -> Article:
    """The article with every text cleaned; the same object when nothing had to be."""
    if _is_storable("".join(_texts(article))):
        return article
    return replace(
        article,
        url=clean(article.url),
        headline=clean_or_none(article.headline),
        summary=clean_or_none(article.summary),
        authors=tuple(map(clean, article.authors)),
        published=_clean_date(article.published),
        updated=_clean_date(article.updated),
        section=clean_or_none(article.section),
        tags=tuple(map(clean, article.tags)),
        language=clean_or_none(article.language),
        canonical_url=clean_or_none(article.canonical_url),
        site_name=clean_or_none(article.site_name),
        lead_image=clean_or_none(article.lead_image),
        blocks=tuple(replace(block, text=clean(block.text)) for block in article.blocks),
        page_class_evidence=tuple(map(clean, article.page_class_evidence)),
        found_by={clean(name): clean(rule) for name, rule in article.found_by.items()},
        issues=tuple(
            replace(issue, code=clean(issue.code), detail=clean(issue.detail)) for issue in article.issues
        ),
    )


def _is_storable(text: str) -> bool:
    # Ten times as fast as searching with the pattern.
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _clean_date(found: FoundDate | None) -> FoundDate | None:
    return None if found is None else replace(found, text=clean(found.text))


def _texts(article: Article) -> list[str]:
    a = article
    one = (a.url, a.headline, a.summary, a.section, a.language, a.canonical_url, a.site_name, a.lead_image)
    dates = (date.text for date in (a.published, a.updated) if date is not None)
    return [
        *(text for text in one if text),
        *a.authors,
        *dates,
        *a.tags,
        *(block.text for block in a.blocks),
        *a.page_class_evidence,
        *a.found_by.keys(),
        *a.found_by.values(),
        *(text for issue in a.issues for text in (issue.code, issue.detail)),
    ]
