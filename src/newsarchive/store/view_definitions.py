"""The views with their comments: what analysts see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from newsarchive.store import view_sql
from newsarchive.store.view_sql import POSTGRESQL, SQLITE, Words


@dataclass(frozen=True, slots=True)
class View:
    """A view with its comment and the comment of each of its columns, in their order."""

    name: str
    comment: str
    columns: Mapping[str, str]
    template: Callable[[Words], str]

    def sql(self, dialect: str) -> str:
        """The SELECT, for `sqlite` or `postgresql`."""
        return self.template(SQLITE if dialect == "sqlite" else POSTGRESQL)


_COUNT_COLUMNS = {
    "source": "Name of the source.",
    "articles": "How many articles.",
    "stories": "How many distinct stories: articles that are copies of one another count once.",
}
_ALL_COLUMNS = {
    "all_articles": "How many articles of all sources in the same time.",
    "all_stories": "How many distinct stories of all sources in the same time; what two print counts once.",
}

VIEWS: tuple[View, ...] = (
    View(
        "articles_read",
        "Articles with the name of their source and their authors: the view to begin with.",
        {
            "article_id": "Number of the article.",
            "source": "Name of the source.",
            "headline": "The headline.",
            "authors": "The authors in the order of the byline, with commas.",
            "published_at": "When it was published (UTC); only where a time of day is printed.",
            "published_on": "The calendar day of publication as printed.",
            "updated_at": "When it was last changed, as the page says (UTC).",
            "section": "The section it was filed under.",
            "tags": "The publisher's keywords, with commas.",
            "language": "Language as a BCP 47 tag in lower case.",
            "word_count": "Number of words in the text.",
            "page_class": "article, or teaser (only the beginning is public).",
            "summary": "The standfirst or the publisher's summary.",
            "url": "The address at which it was first found.",
            "first_seen": "When its first capture was made (UTC).",
            "last_seen": "When it was last seen on the site (UTC).",
            "revision_count": "How many revisions there are.",
            "publisher_changes": "How often the publisher changed it, trivial changes left out.",
            "copy_group": "Same number, same story: the number of the earliest such article.",
            "text": "The text, a line for each paragraph, subhead or list item.",
        },
        view_sql.articles,
    ),
    View(
        "subheads",
        "Subheads of the articles as they stand now.",
        {
            "article_id": "Number of the article.",
            "source": "Name of the source.",
            "headline": "Headline of the article.",
            "published_on": "The calendar day of publication as printed.",
            "position": "Position among the blocks of the text.",
            "level": "Heading level, 1 to 6.",
            "subhead": "The subhead.",
        },
        view_sql.subheads,
    ),
    View(
        "revision_changes",
        "Each revision after the first, with what changed in it (1: changed, 0: not).",
        {
            "article_id": "Number of the article.",
            "source": "Name of the source.",
            "revision": "Number of the revision within the article.",
            "previous_revision": "Number of the revision it was compared with.",
            "cause": "publisher, reparse or import.",
            "seen_at": "When its capture was made (UTC).",
            "made_at": "When the revision was stored (UTC).",
            "is_trivial": "Whether only spacing, typing errors, section or tags changed.",
            "headline_changed": "1 when the headline changed.",
            "summary_changed": "1 when the summary changed.",
            "text_changed": "1 when words of the text changed.",
            "authors_changed": "1 when the authors changed.",
            "date_changed": "1 when the date of publication changed.",
            "section_changed": "1 when the section changed.",
            "tags_changed": "1 when the tags changed.",
            "words_added": "Words that the previous revision did not have.",
            "words_removed": "Words that only the previous revision had.",
            "headline_before": "The headline of the previous revision.",
            "headline_after": "The headline of this revision.",
            "parser_version": "Version of the parser that made it.",
            "previous_parser_version": "Version of the parser that made the previous one.",
        },
        view_sql.changes,
    ),
    View(
        "revision_texts",
        "Each revision with its whole text.",
        {
            "article_id": "Number of the article.",
            "revision": "Number of the revision within the article.",
            "seen_at": "When its capture was made (UTC).",
            "cause": "publisher, reparse or import.",
            "headline": "The headline in this revision.",
            "summary": "The summary in this revision.",
            "authors": "The authors in this revision, a line each.",
            "text": "The text in this revision, a line for each block.",
            "revision_id": "Number of the revision in this archive.",
        },
        view_sql.revision_texts,
    ),
    View(
        "articles_per_day",
        "Articles per day (of publication, else of first sight) and source, with their share.",
        {"day": "Calendar day."}
        | _COUNT_COLUMNS
        | {"percent_of_day": "Share of all articles of the day, in percent."}
        | _ALL_COLUMNS,
        lambda w: view_sql.counts(w, "day", lambda day: day),
    ),
    View(
        "articles_per_week",
        "Articles per ISO week and source, with their share of the week.",
        {"week": "ISO 8601 week, such as 2024-W10."}
        | _COUNT_COLUMNS
        | {"percent_of_week": "Share of all articles of the week, in percent."}
        | _ALL_COLUMNS,
        lambda w: view_sql.counts(w, "week", w.week),
    ),
    View(
        "articles_per_month",
        "Articles per month and source, with their share of the month.",
        {"month": "Month, such as 2024-03."}
        | _COUNT_COLUMNS
        | {"percent_of_month": "Share of all articles of the month, in percent."}
        | _ALL_COLUMNS,
        lambda w: view_sql.counts(w, "month", w.month),
    ),
    View(
        "source_activity",
        "Each source with its newest article: a large days_silent is a source that fell silent.",
        {
            "source": "Name of the source.",
            "is_active": "Whether ingest still asks it.",
            "articles": "How many articles.",
            "stories": "How many distinct stories: articles that are copies of one another count once.",
            "newest_published_on": "Day of publication of the newest article.",
            "newest_first_seen": "When a new article was last found (UTC).",
            "days_silent": "Whole days since then (or since the source was added).",
            "last_tried": "When anything of it was last asked for (UTC).",
            "last_outcome": "What came of that, in a word.",
        },
        view_sql.silent,
    ),
    View(
        "undated_articles",
        "Articles on whose page no day of publication was found.",
        {
            "article_id": "Number of the article.",
            "source": "Name of the source.",
            "headline": "The headline.",
            "published_text": "What the page prints instead, such as a month.",
            "published_precision": "How exact that is.",
            "first_seen": "When its first capture was made (UTC).",
            "url": "The address at which it was first found.",
        },
        view_sql.undated,
    ),
    View(
        "capture_places",
        "Captures with the place of their bytes: the way from an article to its proof.",
        {
            "capture_id": "Number of the capture.",
            "source": "Name of the source.",
            "page": "The address that was asked for.",
            "captured_at": "When the request was sent (UTC).",
            "status": "HTTP status of the answer.",
            "page_class": "What kind of page it is; empty: not parsed yet.",
            "article_id": "The article that it shows.",
            "revision": "Number of the revision that says what it shows.",
            "warc_file": "The WARC file that holds the record.",
            "warc_offset": "First byte of the record's gzip member.",
            "warc_length": "Length of that member in bytes.",
            "record_type": "response, revisit or resource.",
            "record_id": "WARC-Record-ID.",
            "payload_digest": "Digest of the body as received.",
            "truncated": "Why the body is not whole; empty: it is whole.",
            "parser_version": "Version of the parser that parsed it last.",
        },
        view_sql.captures,
    ),
)
