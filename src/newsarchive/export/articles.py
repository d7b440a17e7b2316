"""The archive's articles, written whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from newsarchive.export.options import Format, WriteOptions
from newsarchive.export.write import write_rows
from newsarchive.records import CaptureRef
from newsarchive.store.query import Column, ColumnType, QueryLimits, QueryResult, run_query
from newsarchive.store.search import matching_condition

_NO_LIMIT = QueryLimits(seconds=7 * 24 * 3600)

_LISTS = ("authors", "tags")
_COLUMNS: dict[str, tuple[str, str, str]] = {
    "id": ("integer", "a.id", "Number of the article in this archive."),
    "source": ("text", "s.name", "Short name of the publication."),
    "url": ("text", "a.url", "The address at which it was first found."),
    "headline": ("text", "a.headline", "The headline."),
    "summary": ("text", "a.summary", "The standfirst or the publisher's summary."),
    "authors": ("list", "r.authors", "Names in the byline, in their order."),
    "published_at": ("timestamp", "a.published_at", "When it was published (UTC)."),
    "published_on": ("date", "a.published_on", "The calendar day of publication as printed."),
    "published_text": ("text", "a.published_text", "The date of publication, letter for letter as printed."),
    "published_zone_basis": ("text", "a.published_zone_basis", "Where its zone is from."),
    "published_precision": ("text", "a.published_precision", "How exact the printed date is."),
    "updated_at": ("timestamp", "a.updated_at", "When it was last changed, as the page says (UTC)."),
    "section": ("text", "a.section", "The section it was filed under."),
    "tags": ("list", "r.tags", "Keywords of the publisher."),
    "language": ("text", "a.language", "Language as a BCP 47 tag in lower case."),
    "page_class": ("text", "a.page_class", "article, or teaser (only the beginning is public)."),
    "word_count": ("integer", "a.word_count", "Number of words in the text."),
    "text": ("text", "a.text", "The text: paragraphs, subheads and list items, a line each."),
    "canonical_url": ("text", "a.canonical_url", "The address that the page calls its own."),
    "lead_image": ("text", "a.lead_image", "Address of the lead image."),
    "first_seen": ("timestamp", "a.first_seen", "When its first capture was made (UTC)."),
    "last_seen": ("timestamp", "a.last_seen", "When it was last seen on the site (UTC)."),
    "revision_count": ("integer", "a.revision_count", "How many revisions there are."),
    "copy_group": ("integer", "a.copy_group", "The earliest article with the same story."),
    "record_id": ("text", "c.record_id", "WARC-Record-ID of the capture that proves it."),
    "payload_digest": ("text", "c.payload_digest", "Digest of the bytes as received."),
}  # fmt: skip
"""Column -> its type, where it comes from, and what it means."""

_FROM = """
FROM articles a
JOIN sources s ON s.id = a.source_id
JOIN revisions r ON r.article_id = a.id AND r.number = a.current_revision
JOIN captures c ON c.id = r.capture_id
"""


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """Which articles."""

    source: str | None = None
    since: date | None = None
    """First day of publication (the day as printed; where none is, the day it was first seen)."""
    until: date | None = None
    """Last day of publication, inclusive."""
    section: str | None = None
    language: str | None = None
    search: str | None = None
    """Only articles that this search finds (see `store.search_language`)."""
    without_copies: bool = False
    """Of each group of copies only the earliest."""

    def where(self, url: str) -> tuple[str, dict[str, Any]]:
        """The condition in the SQL of the database at a URL, and its parameters.

        Raises `UsageError` for a search that can't be read.
        """
        day = "COALESCE(CAST(a.published_on AS TEXT), SUBSTR(CAST(a.first_seen AS TEXT), 1, 10))"
        conditions: dict[str, tuple[Any, str]] = {
            "source": (self.source, "s.name = :source"),
            "since": (self.since and self.since.isoformat(), f"{day} >= :since"),
            "until": (self.until and self.until.isoformat(), f"{day} <= :until"),
            "section": (self.section, "a.section = :section"),
            "language": (self.language, "a.language = :language"),
        }
        used = {name: value for name, (value, _) in conditions.items() if value is not None}
        parts = [conditions[name][1] for name in used]
        if self.search is not None:
            condition, words = matching_condition(self.search, sqlite=url.startswith("sqlite"))
            parts.append(condition)
            used |= words
        if self.without_copies:
            parts.append("(a.copy_group IS NULL OR a.copy_group = a.id)")
        return ("WHERE " + " AND ".join(parts) if parts else ""), used


def count_articles(url: str, filters: ArticleFilter | None = None) -> int:
    """How many articles an export with these filters will write."""
    where, params = (filters or ArticleFilter()).where(url)
    with run_query(url, f"SELECT count(*) {_FROM} {where}", params, limits=_NO_LIMIT) as result:
        (row,) = result
    return int(row[0])  # type: ignore[arg-type]


def export_articles(
    url: str,
    out: BinaryIO,
    format: Format = "jsonl",
    filters: ArticleFilter | None = None,
    progress: Callable[[int], None] | None = None,
    options: WriteOptions | None = None,
) -> int:
    """Write the articles as they stand, by number, one row each, all in one read transaction.

    Args:
        url: SQLAlchemy URL of the archive's database.
        out: a binary stream; not closed.
        format: `csv`, `json`, `jsonl`, `markdown`, `parquet` or `table`.
        filters: which articles (default: all).
        progress: called with the number of articles written so far.
        options: see `WriteOptions`.

    Returns:
        The number of articles written.
    """
    where, params = (filters or ArticleFilter()).where(url)
    columns = ", ".join(f"{expression} AS {name}" for name, (_, expression, _) in _COLUMNS.items())
    sql = f"SELECT {columns} {_FROM} {where} ORDER BY a.id"
    with run_query(url, sql, params, limits=_NO_LIMIT) as result:
        return write_rows(_typed(result, progress), out, format, options)


def _typed(result: QueryResult, progress: Callable[[int], None] | None) -> QueryResult:
    """The result with the columns' types and meanings, the same from both databases."""
    columns = tuple(
        replace(column, type=cast(ColumnType, _COLUMNS[column.name][0]), description=_COLUMNS[column.name][2])
        for column in result.columns
    )
    return QueryResult(columns, _typed_rows(result, columns, progress))


def _typed_rows(
    result: QueryResult, columns: tuple[Column, ...], progress: Callable[[int], None] | None
) -> Iterator[Any]:
    convert = [_CONVERT.get(column.type) for column in columns]
    for number, row in enumerate(result, 1):
        yield tuple(value if make is None else make(value) for value, make in zip(row, convert, strict=True))
        if progress is not None:
            progress(number)


def _timestamp(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _lines(value: Any) -> tuple[str, ...]:
    return tuple(value.splitlines()) if value else ()


_CONVERT: dict[str, Callable[[Any], Any]] = {"timestamp": _timestamp, "date": _day, "list": _lines}


def captures_of_articles(url: str, filters: ArticleFilter | None = None) -> Iterator[CaptureRef]:
    """The references of all captures of the articles that pass the filters, in the order of the files."""
    where, params = (filters or ArticleFilter()).where(url)
    sql = f"""
        SELECT f.name, c.warc_offset, c.warc_length, c.record_id, c.payload_digest, c.record_type, c.refers_to
        FROM articles a
        JOIN sources s ON s.id = a.source_id
        JOIN parse_results p ON p.article_id = a.id
        JOIN captures c ON c.id = p.capture_id
        JOIN warc_files f ON f.id = c.warc_file_id
        {where}
        ORDER BY f.name, c.warc_offset
    """  # noqa: S608 - conditions of our own, values as parameters
    with run_query(url, sql, params, limits=_NO_LIMIT) as result:
        for row in result:
            yield CaptureRef(*cast("Any", row))
