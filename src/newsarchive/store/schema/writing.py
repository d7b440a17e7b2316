"""What was published: articles, their revisions, blocks, authors and tags."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped

from newsarchive.store.schema.base import Base, Instant, Key, PrintedInstant, commented, one_of

BLOCK_KINDS = ("standfirst", "paragraph", "subhead", "list_item", "quote", "table_row", "preformatted")
CAUSES = ("publisher", "reparse", "import")
ZONE_BASES = ("explicit", "site", "unknown")
PRECISIONS = ("second", "minute", "hour", "day", "month", "year")


class _Said:
    """The columns that say what a publication says: the same in `articles` and in `revisions`."""

    page_class: Mapped[str] = commented("article, or teaser (only the beginning is shown to the public).")
    headline: Mapped[str | None] = commented("The headline.")
    summary: Mapped[str | None] = commented("The standfirst or the publisher's summary.")
    section: Mapped[str | None] = commented("The section it was filed under.")
    language: Mapped[str | None] = commented("Language as a BCP 47 tag in lower case.")
    site_name: Mapped[str | None] = commented("Name of the site, as the page says.")
    lead_image: Mapped[str | None] = commented("Address of the lead image.")
    canonical_url: Mapped[str | None] = commented("The address that the page calls its own.")
    published_at: Mapped[PrintedInstant | None] = commented(
        "When it was published (UTC); only where a time of day is printed, never an invented midnight."
    )
    published_on: Mapped[date | None] = commented(
        "The calendar day of publication as printed, in the site's zone."
    )
    published_text: Mapped[str | None] = commented("The date of publication, letter for letter as printed.")
    published_zone_basis: Mapped[str | None] = commented(
        "Where the zone of published_at is from: explicit (printed), site (declared), unknown (as UTC)."
    )
    published_precision: Mapped[str | None] = commented(
        f"How exact the printed date is: {', '.join(PRECISIONS)}."
    )
    updated_at: Mapped[PrintedInstant | None] = commented(
        "When it was last changed, as the page says (UTC); only where a time of day is printed."
    )
    updated_on: Mapped[date | None] = commented("The calendar day of the last change as printed.")
    updated_text: Mapped[str | None] = commented("The date of the last change, letter for letter as printed.")
    updated_zone_basis: Mapped[str | None] = commented(
        "Where the zone of updated_at is from; see published_zone_basis."
    )
    updated_precision: Mapped[str | None] = commented("How exact it is; see published_precision.")
    word_count: Mapped[int] = commented("Number of words in the text.")
    text_digest: Mapped[str] = commented("SHA-256 of the text, letters and digits only, in lower case.")


class ArticleRow(_Said, Base):
    """An article as it stands now."""

    __tablename__ = "articles"
    __table_args__ = (
        ForeignKeyConstraint(
            ["id", "current_revision"],
            ["revisions.article_id", "revisions.number"],
            name="fk_articles_current_revision",
            deferrable=True,
            initially="DEFERRED",
            use_alter=True,
        ),
        Index(None, "published_at"),
        Index(None, "published_on"),
        Index(None, "source_id", "published_on"),
        Index(None, "first_seen"),
        Index(None, "section"),
        Index(None, "canonical_url"),
        Index(None, "text_digest"),
        Index(None, "copy_group"),
        one_of("page_class", "article", "teaser"),
        one_of("published_zone_basis", *ZONE_BASES),
        one_of("published_precision", *PRECISIONS),
        one_of("updated_zone_basis", *ZONE_BASES),
        one_of("updated_precision", *PRECISIONS),
        CheckConstraint(
            "published_at IS NULL OR published_precision IN ('second', 'minute', 'hour')",
            name="published_at_is_exact",
        ),
        CheckConstraint(
            "updated_at IS NULL OR updated_precision IN ('second', 'minute', 'hour')",
            name="updated_at_is_exact",
        ),
        {"comment": "Articles as they stand now, one row each, however many addresses lead to it."},
    )

    id: Mapped[Key] = commented("Number of the article in this archive.", autoincrement=True)
    source_id: Mapped[int] = commented("The publication.", foreign=ForeignKey("sources.id"))
    url: Mapped[str] = commented("The address at which it was first found.")
    subheads: Mapped[str] = commented("The subheads, a line each.", default="", server_default=sql("''"))
    text: Mapped[str] = commented(
        "The text: paragraphs, subheads and list items, a line each.",
        sort_order=1,  # last in the row: SQLite reads past it to reach any column behind it
    )
    first_seen: Mapped[Instant] = commented("When its first capture was made (UTC).")
    last_seen: Mapped[Instant] = commented("When it was last seen on the site, changed or not (UTC).")
    current_revision: Mapped[int] = commented(
        "Number of the revision that this row shows (revisions.number)."
    )
    revision_count: Mapped[int] = commented(
        "How many revisions there are.", default=1, server_default=sql("1")
    )
    publisher_changes: Mapped[int] = commented(
        "How often the publisher changed it, trivial changes left out.", default=0, server_default=sql("0")
    )
    copy_group: Mapped[int | None] = commented(
        "Same number, same story (copied or syndicated): the number of the earliest such article."
    )


class Revision(_Said, Base):
    """One state of an article."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("article_id", "number"),
        Index(None, "capture_id"),
        Index(None, "made_at"),
        Index(None, "previous_id"),
        one_of("cause", *CAUSES),
        one_of("page_class", "article", "teaser"),
        one_of("published_zone_basis", *ZONE_BASES),
        one_of("published_precision", *PRECISIONS),
        one_of("updated_zone_basis", *ZONE_BASES),
        one_of("updated_precision", *PRECISIONS),
        CheckConstraint("number >= 1", name="number"),
        {"comment": "Every state of every article, only ever added to; the text of each is in blocks."},
    )

    id: Mapped[Key] = commented("Number of the revision in this archive.")
    article_id: Mapped[int] = commented("The article.", foreign=ForeignKey("articles.id"))
    number: Mapped[int] = commented("Number of the revision within its article, from 1.")
    capture_id: Mapped[int] = commented("The capture that proves it.", foreign=ForeignKey("captures.id"))
    made_at: Mapped[Instant] = commented(
        "When the revision was stored (UTC); captures.captured_at tells when it was seen."
    )
    cause: Mapped[str] = commented(
        "publisher (other bytes, other content), reparse (same bytes, other parser) or import (from a WARC)."
    )
    parser_version: Mapped[str] = commented("Version of the parser that made it.")
    previous_id: Mapped[int | None] = commented(
        "The revision it was compared with.", foreign=ForeignKey("revisions.id")
    )
    previous_parser_version: Mapped[str | None] = commented("Version of the parser that made that one.")
    content_digest: Mapped[str] = commented(
        "SHA-256 of what the publisher says: headline, summary, authors, date, section, tags, blocks."
    )
    record_digest: Mapped[str] = commented("SHA-256 of everything the parser found.")
    is_trivial: Mapped[bool] = commented("Whether only spacing, typing errors, section or tags changed.")
    words_added: Mapped[int] = commented(
        "Words that the previous revision did not have.", default=0, server_default=sql("0")
    )
    words_removed: Mapped[int] = commented(
        "Words that only the previous revision had.", default=0, server_default=sql("0")
    )
    authors: Mapped[str] = commented(
        "The authors in this revision, a line each.", default="", server_default=sql("''")
    )
    tags: Mapped[str] = commented(
        "The tags in this revision, a line each.", default="", server_default=sql("''")
    )


class BlockRow(Base):
    """One paragraph, subhead or other piece of a revision."""

    __tablename__ = "blocks"
    __table_args__ = (
        one_of("kind", *BLOCK_KINDS),
        {"comment": "The text of every revision, piece by piece, in reading order."},
    )

    revision_id: Mapped[int] = commented(
        "The revision.", foreign=ForeignKey("revisions.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = commented("Order in the text, from 1.", primary_key=True)
    kind: Mapped[str] = commented(f"One of: {', '.join(BLOCK_KINDS)}.")
    level: Mapped[int | None] = commented(
        "Heading level of a subhead (1 to 6), nesting depth of a list item."
    )
    text: Mapped[str] = commented("The text of the piece.")


class Author(Base):
    """A name in a byline."""

    __tablename__ = "authors"
    __table_args__ = ({"comment": "Names in bylines, one row per spelling."},)

    id: Mapped[Key] = commented("Number of the author in this archive.")
    name: Mapped[str] = commented("The name as printed.", unique=True)


class ArticleAuthor(Base):
    """An author of an article."""

    __tablename__ = "article_authors"
    __table_args__ = (
        Index(None, "author_id"),
        {"comment": "Who wrote which article, in the order of the byline (current revision)."},
    )

    article_id: Mapped[int] = commented(
        "The article.", foreign=ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = commented("Order in the byline, from 1.", primary_key=True)
    author_id: Mapped[int] = commented("The author.", foreign=ForeignKey("authors.id"))


class Tag(Base):
    """A keyword."""

    __tablename__ = "tags"
    __table_args__ = ({"comment": "Keywords that publishers give, one row per spelling."},)

    id: Mapped[Key] = commented("Number of the tag in this archive.")
    name: Mapped[str] = commented("The keyword as printed.", unique=True)


class ArticleTag(Base):
    """A keyword of an article."""

    __tablename__ = "article_tags"
    __table_args__ = (
        Index(None, "tag_id"),
        {"comment": "Which article carries which keyword (current revision)."},
    )

    article_id: Mapped[int] = commented(
        "The article.", foreign=ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = commented("Order on the page, from 1.", primary_key=True)
    tag_id: Mapped[int] = commented("The keyword.", foreign=ForeignKey("tags.id"))
