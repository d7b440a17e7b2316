# ruff: noqa: S608 - nothing from outside goes into these texts
"""The SQL of the views, for both databases; `Words` holds what the two spell differently."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Where the two dialects of SQL differ."""

    joined: Callable[[str, str, str], str]
    """(expression, separator literal, `FROM … ORDER BY …`) -> the values as one text, in that order."""
    week: Callable[[str], str]
    """A date's ISO 8601 week, such as 2024-W10."""
    month: Callable[[str], str]
    """A date's month, such as 2024-03."""
    day_of: Callable[[str], str]
    """The calendar day (UTC) of an instant."""
    days_since: Callable[[str], str]
    """Whole days from an instant until now."""
    newline: str


def _sqlite_joined(expression: str, separator: str, rest: str) -> str:
    # group_concat's own ORDER BY needs SQLite 3.44; a subquery in order is gone through in order.
    return f"(SELECT group_concat(piece, {separator}) FROM (SELECT {expression} AS piece {rest}))"


def _postgresql_joined(expression: str, separator: str, rest: str) -> str:
    source, order = rest.rsplit("ORDER BY", 1)
    return f"(SELECT string_agg({expression}, {separator} ORDER BY {order.strip()}) {source.strip()})"


def _sqlite_week(day: str) -> str:
    # The ISO week of a day is that of its Thursday (ISO 8601-1:2019); strftime('%V') needs SQLite 3.46.
    thursday = f"date({day}, '-3 days', 'weekday 4')"
    number = f"((CAST(strftime('%j', {thursday}) AS INTEGER) - 1) / 7 + 1)"
    return f"strftime('%Y', {thursday}) || '-W' || substr('0' || {number}, -2)"


SQLITE = Words(
    joined=_sqlite_joined,
    week=_sqlite_week,
    month=lambda day: f"strftime('%Y-%m', {day})",
    day_of=lambda instant: f"date({instant})",
    days_since=lambda instant: f"CAST(julianday('now') - julianday({instant}) AS INTEGER)",
    newline="char(10)",
)
POSTGRESQL = Words(
    joined=_postgresql_joined,
    week=lambda day: f"to_char({day}, 'IYYY-\"W\"IW')",
    month=lambda day: f"to_char({day}, 'YYYY-MM')",
    day_of=lambda instant: f"({instant} AT TIME ZONE 'UTC')::date",
    days_since=lambda instant: f"floor(extract(epoch FROM now() - {instant}) / 86400)::bigint",
    newline="chr(10)",
)


def articles(w: Words) -> str:
    """Articles, ready to read."""
    authors = w.joined(
        "au.name",
        "', '",
        "FROM article_authors aa JOIN authors au ON au.id = aa.author_id "
        "WHERE aa.article_id = a.id ORDER BY aa.position",
    )
    tags = w.joined(
        "t.name",
        "', '",
        "FROM article_tags ta JOIN tags t ON t.id = ta.tag_id "
        "WHERE ta.article_id = a.id ORDER BY ta.position",
    )
    return f"""
SELECT a.id AS article_id, s.name AS source, a.headline, {authors} AS authors,
  a.published_at, a.published_on, a.updated_at, a.section, {tags} AS tags, a.language,
  a.word_count, a.page_class, a.summary, a.url, a.first_seen, a.last_seen,
  a.revision_count, a.publisher_changes, a.copy_group, a.text
FROM articles a JOIN sources s ON s.id = a.source_id"""


def subheads(w: Words) -> str:
    """Subheads of current revisions."""
    return """
SELECT a.id AS article_id, s.name AS source, a.headline, a.published_on, b.position, b.level,
  b.text AS subhead
FROM articles a
JOIN sources s ON s.id = a.source_id
JOIN revisions r ON r.article_id = a.id AND r.number = a.current_revision
JOIN blocks b ON b.revision_id = r.id AND b.kind = 'subhead'"""


def changes(w: Words) -> str:
    """Revisions, compared with the one before."""

    def differs(column: str) -> str:
        return f"CASE WHEN r.{column} IS DISTINCT FROM p.{column} THEN 1 ELSE 0 END"

    def date_differs(name: str) -> str:
        return (
            f"CASE WHEN r.{name}_at IS DISTINCT FROM p.{name}_at OR r.{name}_on IS DISTINCT FROM p.{name}_on "
            f"OR r.{name}_text IS DISTINCT FROM p.{name}_text THEN 1 ELSE 0 END"
        )

    return f"""
SELECT r.article_id, s.name AS source, r.number AS revision, p.number AS previous_revision, r.cause,
  c.captured_at AS seen_at, r.made_at, r.is_trivial,
  {differs("headline")} AS headline_changed,
  {differs("summary")} AS summary_changed,
  {differs("text_digest")} AS text_changed,
  {differs("authors")} AS authors_changed,
  {date_differs("published")} AS date_changed,
  {differs("section")} AS section_changed,
  {differs("tags")} AS tags_changed,
  r.words_added, r.words_removed, p.headline AS headline_before, r.headline AS headline_after,
  r.parser_version, r.previous_parser_version
FROM revisions r
JOIN revisions p ON p.id = r.previous_id
JOIN articles a ON a.id = r.article_id
JOIN sources s ON s.id = a.source_id
JOIN captures c ON c.id = r.capture_id"""


def revision_texts(w: Words) -> str:
    """Revisions, put together from their blocks."""
    text = w.joined("b.text", w.newline, "FROM blocks b WHERE b.revision_id = r.id ORDER BY b.position")
    return f"""
SELECT r.article_id, r.number AS revision, c.captured_at AS seen_at, r.cause, r.headline, r.summary,
  r.authors, coalesce({text}, '') AS text, r.id AS revision_id
FROM revisions r JOIN captures c ON c.id = r.capture_id"""


def counts(w: Words, by: str, period: Callable[[str], str]) -> str:
    """Articles and stories per period and source, with the share of all articles of the period."""
    counted = f"""
  SELECT {period(_day(w))} AS {by}, a.source_id, count(*) AS articles,
    count(DISTINCT coalesce(a.copy_group, a.id)) AS stories
  FROM articles a"""
    # A story that two sources print is one story of the period: the sources' stories can't be added up.
    return f"""
SELECT c.{by}, s.name AS source, c.articles, c.stories,
  round(100.0 * c.articles / t.articles, 2) AS percent_of_{by},
  t.articles AS all_articles, t.stories AS all_stories
FROM ({counted} GROUP BY 1, 2) c
JOIN ({counted.replace("a.source_id, ", "")} GROUP BY 1) t ON t.{by} = c.{by}
JOIN sources s ON s.id = c.source_id"""


def _day(w: Words) -> str:
    """The day an article counts for: that of publication, else that on which it was first seen."""
    return f"coalesce(a.published_on, {w.day_of('a.first_seen')})"


def silent(w: Words) -> str:
    """Sources with their newest article."""
    return f"""
SELECT s.name AS source, s.is_active, count(a.id) AS articles,
  count(DISTINCT coalesce(a.copy_group, a.id)) AS stories, max(a.published_on) AS newest_published_on,
  max(a.first_seen) AS newest_first_seen,
  {w.days_since("coalesce(max(a.first_seen), s.added_at)")} AS days_silent,
  (SELECT max(f.started_at) FROM fetches f WHERE f.source_id = s.id) AS last_tried,
  (SELECT f.outcome FROM fetches f WHERE f.source_id = s.id
    ORDER BY f.started_at DESC, f.id DESC LIMIT 1) AS last_outcome
FROM sources s LEFT JOIN articles a ON a.source_id = s.id
GROUP BY s.id, s.name, s.is_active, s.added_at"""


def undated(w: Words) -> str:
    """Articles without a day."""
    return """
SELECT a.id AS article_id, s.name AS source, a.headline, a.published_text, a.published_precision,
  a.first_seen, a.url
FROM articles a JOIN sources s ON s.id = a.source_id
WHERE a.published_on IS NULL"""


def captures(w: Words) -> str:
    """Captures with their place."""
    return """
SELECT c.id AS capture_id, s.name AS source, p.url AS page, c.captured_at, c.status, r.page_class,
  r.article_id, v.number AS revision, w.name AS warc_file, c.warc_offset, c.warc_length, c.record_type,
  c.record_id, c.payload_digest, c.truncated, r.parser_version
FROM captures c
JOIN pages p ON p.id = c.page_id
JOIN sources s ON s.id = p.source_id
JOIN warc_files w ON w.id = c.warc_file_id
LEFT JOIN parse_results r ON r.capture_id = c.id
LEFT JOIN revisions v ON v.id = r.revision_id"""
