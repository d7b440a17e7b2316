"""The tables of an archive.

Version 0001, the first.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from newsarchive.store.types import Identifier, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema up to this version."""
    op.create_table(
        "authors",
        sa.Column("id", Identifier, nullable=False, comment="Number of the author in this archive."),
        sa.Column("name", sa.Text(), nullable=False, comment="The name as printed."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authors")),
        sa.UniqueConstraint("name", name=op.f("uq_authors_name")),
        comment="Names in bylines, one row per spelling.",
    )
    op.create_table(
        "runs",
        sa.Column("id", Identifier, nullable=False, comment="Number of the run in this archive."),
        sa.Column("kind", sa.Text(), nullable=False, comment="One of: ingest, reparse, import, fetch."),
        sa.Column("started_at", UtcDateTime(), nullable=False, comment="When it began (UTC)."),
        sa.Column(
            "finished_at",
            UtcDateTime(),
            nullable=True,
            comment="When it ended (UTC); empty: running, or it was killed.",
        ),
        sa.Column(
            "outcome",
            sa.Text(),
            nullable=True,
            comment="done, failed or stopped; empty: running, or it was killed.",
        ),
        sa.Column("detail", sa.Text(), nullable=True, comment="What failed, in one line."),
        sa.Column("program_version", sa.Text(), nullable=False, comment="Version of newsarchive."),
        sa.Column(
            "parser_version", sa.Text(), nullable=True, comment="Version of the parser it used, if it parsed."
        ),
        sa.CheckConstraint("kind IN ('ingest', 'reparse', 'import', 'fetch')", name=op.f("ck_runs_kind")),
        sa.CheckConstraint("outcome IN ('done', 'failed', 'stopped')", name=op.f("ck_runs_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
        comment="Runs of ingest, re-parse and import, with their outcome.",
    )
    op.create_index(op.f("ix_runs_started_at"), "runs", ["started_at"], unique=False)
    op.create_table(
        "sources",
        sa.Column("id", Identifier, nullable=False, comment="Number of the source in this archive."),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="Short unique name, as in newsarchive.toml or the host of its pages.",
        ),
        sa.Column("home_url", sa.Text(), nullable=True, comment="Address of the home page."),
        sa.Column(
            "timezone",
            sa.Text(),
            nullable=True,
            comment="IANA time zone in which the site prints its times, if declared.",
        ),
        sa.Column(
            "language", sa.Text(), nullable=True, comment="BCP 47 tag of the main language, if declared."
        ),
        sa.Column(
            "added_at", UtcDateTime(), nullable=False, comment="When the source was first known here (UTC)."
        ),
        sa.Column(
            "is_active",
            sa.Boolean(),
            server_default=sa.text("(true)"),
            nullable=False,
            comment="Whether ingest still asks it.",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("name", name=op.f("uq_sources_name")),
        comment="Publications that are followed, one row each.",
    )
    op.create_table(
        "tags",
        sa.Column("id", Identifier, nullable=False, comment="Number of the tag in this archive."),
        sa.Column("name", sa.Text(), nullable=False, comment="The keyword as printed."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tags")),
        sa.UniqueConstraint("name", name=op.f("uq_tags_name")),
        comment="Keywords that publishers give, one row per spelling.",
    )
    op.create_table(
        "warc_files",
        sa.Column("id", Identifier, nullable=False, comment="Number of the file in this archive."),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="File name, relative to the archive's warc folder."
        ),
        sa.Column(
            "opened_at",
            UtcDateTime(),
            nullable=False,
            comment="When its first record was written or it was imported (UTC).",
        ),
        sa.Column(
            "closed_at",
            UtcDateTime(),
            nullable=True,
            comment="When it was closed for good (UTC); empty: still written to.",
        ),
        sa.Column("bytes", Identifier, nullable=True, comment="Size in bytes when it was closed."),
        sa.Column("records", Identifier, nullable=True, comment="Number of records when it was closed."),
        sa.Column("sha256", sa.Text(), nullable=True, comment="SHA-256 of the closed file, in hex."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warc_files")),
        sa.UniqueConstraint("name", name=op.f("uq_warc_files_name")),
        comment="WARC files (ISO 28500) that hold the raw bytes; sizes and digests of closed ones.",
    )
    op.create_table(
        "articles",
        sa.Column(
            "id",
            Identifier,
            autoincrement=True,
            nullable=False,
            comment="Number of the article in this archive.",
        ),
        sa.Column("source_id", Identifier, nullable=False, comment="The publication."),
        sa.Column("url", sa.Text(), nullable=False, comment="The address at which it was first found."),
        sa.Column(
            "subheads",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="The subheads, a line each.",
        ),
        sa.Column(
            "first_seen", UtcDateTime(), nullable=False, comment="When its first capture was made (UTC)."
        ),
        sa.Column(
            "last_seen",
            UtcDateTime(),
            nullable=False,
            comment="When it was last seen on the site, changed or not (UTC).",
        ),
        sa.Column(
            "current_revision",
            Identifier,
            nullable=False,
            comment="Number of the revision that this row shows (revisions.number).",
        ),
        sa.Column(
            "revision_count",
            Identifier,
            server_default=sa.text("1"),
            nullable=False,
            comment="How many revisions there are.",
        ),
        sa.Column(
            "publisher_changes",
            Identifier,
            server_default=sa.text("0"),
            nullable=False,
            comment="How often the publisher changed it, trivial changes left out.",
        ),
        sa.Column(
            "copy_group",
            Identifier,
            nullable=True,
            comment="Same number, same story (copied or syndicated): the number of the earliest such article.",
        ),
        sa.Column(
            "page_class",
            sa.Text(),
            nullable=False,
            comment="article, or teaser (only the beginning is shown to the public).",
        ),
        sa.Column("headline", sa.Text(), nullable=True, comment="The headline."),
        sa.Column("summary", sa.Text(), nullable=True, comment="The standfirst or the publisher's summary."),
        sa.Column("section", sa.Text(), nullable=True, comment="The section it was filed under."),
        sa.Column("language", sa.Text(), nullable=True, comment="Language as a BCP 47 tag in lower case."),
        sa.Column("site_name", sa.Text(), nullable=True, comment="Name of the site, as the page says."),
        sa.Column("lead_image", sa.Text(), nullable=True, comment="Address of the lead image."),
        sa.Column(
            "canonical_url", sa.Text(), nullable=True, comment="The address that the page calls its own."
        ),
        sa.Column(
            "published_at",
            UtcDateTime(fraction=False),
            nullable=True,
            comment="When it was published (UTC); only where a time of day is printed, never an invented midnight.",
        ),
        sa.Column(
            "published_on",
            sa.Date(),
            nullable=True,
            comment="The calendar day of publication as printed, in the site's zone.",
        ),
        sa.Column(
            "published_text",
            sa.Text(),
            nullable=True,
            comment="The date of publication, letter for letter as printed.",
        ),
        sa.Column(
            "published_zone_basis",
            sa.Text(),
            nullable=True,
            comment="Where the zone of published_at is from: explicit (printed), site (declared), unknown (as UTC).",
        ),
        sa.Column(
            "published_precision",
            sa.Text(),
            nullable=True,
            comment="How exact the printed date is: second, minute, hour, day, month, year.",
        ),
        sa.Column(
            "updated_at",
            UtcDateTime(fraction=False),
            nullable=True,
            comment="When it was last changed, as the page says (UTC); only where a time of day is printed.",
        ),
        sa.Column(
            "updated_on", sa.Date(), nullable=True, comment="The calendar day of the last change as printed."
        ),
        sa.Column(
            "updated_text",
            sa.Text(),
            nullable=True,
            comment="The date of the last change, letter for letter as printed.",
        ),
        sa.Column(
            "updated_zone_basis",
            sa.Text(),
            nullable=True,
            comment="Where the zone of updated_at is from; see published_zone_basis.",
        ),
        sa.Column(
            "updated_precision", sa.Text(), nullable=True, comment="How exact it is; see published_precision."
        ),
        sa.Column("word_count", Identifier, nullable=False, comment="Number of words in the text."),
        sa.Column(
            "text_digest",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the text, letters and digits only, in lower case.",
        ),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="The text: paragraphs, subheads and list items, a line each.",
        ),
        sa.CheckConstraint("page_class IN ('article', 'teaser')", name=op.f("ck_articles_page_class")),
        sa.CheckConstraint(
            "published_at IS NULL OR published_precision IN ('second', 'minute', 'hour')",
            name=op.f("ck_articles_published_at_is_exact"),
        ),
        sa.CheckConstraint(
            "published_precision IN ('second', 'minute', 'hour', 'day', 'month', 'year')",
            name=op.f("ck_articles_published_precision"),
        ),
        sa.CheckConstraint(
            "published_zone_basis IN ('explicit', 'site', 'unknown')",
            name=op.f("ck_articles_published_zone_basis"),
        ),
        sa.CheckConstraint(
            "updated_at IS NULL OR updated_precision IN ('second', 'minute', 'hour')",
            name=op.f("ck_articles_updated_at_is_exact"),
        ),
        sa.CheckConstraint(
            "updated_precision IN ('second', 'minute', 'hour', 'day', 'month', 'year')",
            name=op.f("ck_articles_updated_precision"),
        ),
        sa.CheckConstraint(
            "updated_zone_basis IN ('explicit', 'site', 'unknown')",
            name=op.f("ck_articles_updated_zone_basis"),
        ),
        sa.ForeignKeyConstraint(
            ["id", "current_revision"],
            ["revisions.article_id", "revisions.number"],
            name="fk_articles_current_revision",
            initially="DEFERRED",
            deferrable=True,
            use_alter=True,
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_articles_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        comment="Articles as they stand now, one row each, however many addresses lead to it.",
    )
    op.create_index(op.f("ix_articles_canonical_url"), "articles", ["canonical_url"], unique=False)
    op.create_index(op.f("ix_articles_copy_group"), "articles", ["copy_group"], unique=False)
    op.create_index(op.f("ix_articles_first_seen"), "articles", ["first_seen"], unique=False)
    op.create_index(op.f("ix_articles_published_at"), "articles", ["published_at"], unique=False)
    op.create_index(op.f("ix_articles_published_on"), "articles", ["published_on"], unique=False)
    op.create_index(op.f("ix_articles_section"), "articles", ["section"], unique=False)
    op.create_index(
        op.f("ix_articles_source_id_published_on"), "articles", ["source_id", "published_on"], unique=False
    )
    op.create_index(op.f("ix_articles_text_digest"), "articles", ["text_digest"], unique=False)
    op.create_table(
        "pages",
        sa.Column("id", Identifier, nullable=False, comment="Number of the page in this archive."),
        sa.Column("source_id", Identifier, nullable=False, comment="The source that the page belongs to."),
        sa.Column("url", sa.Text(), nullable=False, comment="The address, in canonical spelling."),
        sa.Column(
            "found_in",
            sa.Text(),
            nullable=True,
            comment="The feed, sitemap or page that named it first, or 'command line'.",
        ),
        sa.Column(
            "first_seen", UtcDateTime(), nullable=False, comment="When the address was first named (UTC)."
        ),
        sa.Column(
            "last_checked", UtcDateTime(), nullable=True, comment="When the page was last asked for (UTC)."
        ),
        sa.Column(
            "next_check",
            UtcDateTime(),
            nullable=True,
            comment="When it is due again (UTC); empty: not any more.",
        ),
        sa.Column(
            "checks",
            Identifier,
            server_default=sa.text("0"),
            nullable=False,
            comment="How often the page was asked for.",
        ),
        sa.Column(
            "failures",
            Identifier,
            server_default=sa.text("0"),
            nullable=False,
            comment="How many attempts failed in a row, up to now.",
        ),
        sa.Column(
            "etag",
            sa.Text(),
            nullable=True,
            comment="ETag of the newest capture, for conditional requests (RFC 9110).",
        ),
        sa.Column(
            "last_modified",
            sa.Text(),
            nullable=True,
            comment="Last-Modified of the newest capture, as received.",
        ),
        sa.Column(
            "validators_at",
            UtcDateTime(),
            nullable=True,
            comment="When etag and last_modified came with a whole body that is archived (UTC).",
        ),
        sa.Column("last_status", Identifier, nullable=True, comment="HTTP status of the last answer."),
        sa.Column(
            "last_outcome",
            sa.Text(),
            nullable=True,
            comment="What came of the last attempt, in a word (see fetches.outcome).",
        ),
        sa.Column(
            "gone_at",
            UtcDateTime(),
            nullable=True,
            comment="When the publisher was first seen to have taken it down (404, 410).",
        ),
        sa.Column(
            "article_id",
            Identifier,
            nullable=True,
            comment="The article that the page shows, if it shows one.",
        ),
        sa.CheckConstraint("checks >= 0", name=op.f("ck_pages_checks")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name="fk_pages_article_id", ondelete="SET NULL", use_alter=True
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_pages_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
        sa.UniqueConstraint("url", name=op.f("uq_pages_url")),
        comment="Web addresses that are followed, one row per canonical URL.",
    )
    op.create_index(op.f("ix_pages_article_id"), "pages", ["article_id"], unique=False)
    op.create_index(op.f("ix_pages_next_check"), "pages", ["next_check"], unique=False)
    op.create_index(op.f("ix_pages_source_id_first_seen"), "pages", ["source_id", "first_seen"], unique=False)
    op.create_table(
        "run_counts",
        sa.Column("run_id", Identifier, nullable=False, comment="The run."),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="What was counted, such as captures or new_articles."
        ),
        sa.Column("value", Identifier, nullable=False, comment="How many."),
        sa.ForeignKeyConstraint(
            ["run_id"], ["runs.id"], name=op.f("fk_run_counts_run_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "name", name=op.f("pk_run_counts")),
        comment="The summary of each run: how many of what.",
    )
    op.create_table(
        "article_authors",
        sa.Column("article_id", Identifier, nullable=False, comment="The article."),
        sa.Column("position", Identifier, nullable=False, comment="Order in the byline, from 1."),
        sa.Column("author_id", Identifier, nullable=False, comment="The author."),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_authors_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["authors.id"], name=op.f("fk_article_authors_author_id")),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_authors")),
        comment="Who wrote which article, in the order of the byline (current revision).",
    )
    op.create_index(op.f("ix_article_authors_author_id"), "article_authors", ["author_id"], unique=False)
    op.create_table(
        "article_tags",
        sa.Column("article_id", Identifier, nullable=False, comment="The article."),
        sa.Column("position", Identifier, nullable=False, comment="Order on the page, from 1."),
        sa.Column("tag_id", Identifier, nullable=False, comment="The keyword."),
        sa.ForeignKeyConstraint(
            ["article_id"], ["articles.id"], name=op.f("fk_article_tags_article_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tags.id"], name=op.f("fk_article_tags_tag_id")),
        sa.PrimaryKeyConstraint("article_id", "position", name=op.f("pk_article_tags")),
        comment="Which article carries which keyword (current revision).",
    )
    op.create_index(op.f("ix_article_tags_tag_id"), "article_tags", ["tag_id"], unique=False)
    op.create_table(
        "captures",
        sa.Column("id", Identifier, nullable=False, comment="Number of the capture in this archive."),
        sa.Column("page_id", Identifier, nullable=False, comment="The page that was asked for."),
        sa.Column("run_id", Identifier, nullable=True, comment="The run that made or imported it."),
        sa.Column("url", sa.Text(), nullable=False, comment="The address that answered, after redirects."),
        sa.Column("captured_at", UtcDateTime(), nullable=False, comment="When the request was sent (UTC)."),
        sa.Column("status", Identifier, nullable=False, comment="HTTP status of the answer."),
        sa.Column("content_type", sa.Text(), nullable=True, comment="Content-Type as received."),
        sa.Column("warc_file_id", Identifier, nullable=False, comment="The WARC file that holds the record."),
        sa.Column(
            "warc_offset",
            Identifier,
            nullable=False,
            comment="First byte of the record's gzip member in the file.",
        ),
        sa.Column("warc_length", Identifier, nullable=False, comment="Length of that gzip member in bytes."),
        sa.Column("record_id", sa.Text(), nullable=False, comment="WARC-Record-ID, without angle brackets."),
        sa.Column(
            "payload_digest",
            sa.Text(),
            nullable=False,
            comment="sha256: and the hex digest of the body as received.",
        ),
        sa.Column(
            "record_type",
            sa.Text(),
            nullable=False,
            comment="response, revisit (the same bytes are in another record) or resource.",
        ),
        sa.Column(
            "refers_to",
            sa.Text(),
            nullable=True,
            comment="For a revisit: record id of the response that holds the bytes.",
        ),
        sa.Column(
            "truncated",
            sa.Text(),
            nullable=True,
            comment="Why the body is not whole (WARC-Truncated); empty: it is whole.",
        ),
        sa.CheckConstraint(
            "record_type IN ('response', 'revisit', 'resource')", name=op.f("ck_captures_record_type")
        ),
        sa.CheckConstraint("warc_offset >= 0 AND warc_length > 0", name=op.f("ck_captures_place")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_captures_page_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_captures_run_id")),
        sa.ForeignKeyConstraint(["warc_file_id"], ["warc_files.id"], name=op.f("fk_captures_warc_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_captures")),
        sa.UniqueConstraint("record_id", name=op.f("uq_captures_record_id")),
        sa.UniqueConstraint("warc_file_id", "warc_offset", name=op.f("uq_captures_warc_file_id_warc_offset")),
        comment="Archived answers, one row per WARC record: the proof behind every article.",
    )
    op.create_index(
        op.f("ix_captures_page_id_captured_at"), "captures", ["page_id", "captured_at"], unique=False
    )
    op.create_index(op.f("ix_captures_payload_digest"), "captures", ["payload_digest"], unique=False)
    op.create_index(op.f("ix_captures_run_id"), "captures", ["run_id"], unique=False)
    op.create_table(
        "fetches",
        sa.Column("id", Identifier, nullable=False, comment="Number of the attempt."),
        sa.Column("run_id", Identifier, nullable=False, comment="The run that tried."),
        sa.Column("source_id", Identifier, nullable=True, comment="The source it was for."),
        sa.Column(
            "page_id", Identifier, nullable=True, comment="The page it was for; empty for feeds and the like."
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="What was asked for. One of: page, feed, sitemap, home, robots.",
        ),
        sa.Column("url", sa.Text(), nullable=False, comment="The address asked for."),
        sa.Column(
            "final_url", sa.Text(), nullable=True, comment="The address that answered, after redirects."
        ),
        sa.Column("started_at", UtcDateTime(), nullable=False, comment="When the attempt began (UTC)."),
        sa.Column(
            "outcome",
            sa.Text(),
            nullable=False,
            comment="What came of it, in a word, such as captured, not_modified, gone, timeout.",
        ),
        sa.Column("status", Identifier, nullable=True, comment="HTTP status, if there was an answer."),
        sa.Column("detail", sa.Text(), nullable=True, comment="More about it, in one line."),
        sa.Column("bytes", Identifier, nullable=True, comment="Bytes of the body received."),
        sa.Column(
            "elapsed", sa.Double(), nullable=True, comment="Seconds from the first connection to the end."
        ),
        sa.Column(
            "attempts",
            Identifier,
            server_default=sa.text("1"),
            nullable=False,
            comment="How many requests it took.",
        ),
        sa.Column("capture_id", Identifier, nullable=True, comment="The capture made of it, if any."),
        sa.CheckConstraint(
            "kind IN ('page', 'feed', 'sitemap', 'home', 'robots')", name=op.f("ck_fetches_kind")
        ),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_fetches_capture_id")),
        sa.ForeignKeyConstraint(["page_id"], ["pages.id"], name=op.f("fk_fetches_page_id")),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name=op.f("fk_fetches_run_id")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_fetches_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fetches")),
        comment="Every attempt to fetch something, with its outcome.",
    )
    op.create_index(op.f("ix_fetches_page_id_started_at"), "fetches", ["page_id", "started_at"], unique=False)
    op.create_index(op.f("ix_fetches_run_id"), "fetches", ["run_id"], unique=False)
    op.create_index(
        op.f("ix_fetches_source_id_started_at"), "fetches", ["source_id", "started_at"], unique=False
    )
    op.create_table(
        "revisions",
        sa.Column("id", Identifier, nullable=False, comment="Number of the revision in this archive."),
        sa.Column("article_id", Identifier, nullable=False, comment="The article."),
        sa.Column(
            "number", Identifier, nullable=False, comment="Number of the revision within its article, from 1."
        ),
        sa.Column("capture_id", Identifier, nullable=False, comment="The capture that proves it."),
        sa.Column(
            "made_at",
            UtcDateTime(),
            nullable=False,
            comment="When the revision was stored (UTC); captures.captured_at tells when it was seen.",
        ),
        sa.Column(
            "cause",
            sa.Text(),
            nullable=False,
            comment="publisher (other bytes, other content), reparse (same bytes, other parser) or import (from a WARC).",
        ),
        sa.Column("parser_version", sa.Text(), nullable=False, comment="Version of the parser that made it."),
        sa.Column("previous_id", Identifier, nullable=True, comment="The revision it was compared with."),
        sa.Column(
            "previous_parser_version",
            sa.Text(),
            nullable=True,
            comment="Version of the parser that made that one.",
        ),
        sa.Column(
            "content_digest",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of what the publisher says: headline, summary, authors, date, section, tags, blocks.",
        ),
        sa.Column(
            "record_digest", sa.Text(), nullable=False, comment="SHA-256 of everything the parser found."
        ),
        sa.Column(
            "is_trivial",
            sa.Boolean(),
            nullable=False,
            comment="Whether only spacing, typing errors, section or tags changed.",
        ),
        sa.Column(
            "words_added",
            Identifier,
            server_default=sa.text("0"),
            nullable=False,
            comment="Words that the previous revision did not have.",
        ),
        sa.Column(
            "words_removed",
            Identifier,
            server_default=sa.text("0"),
            nullable=False,
            comment="Words that only the previous revision had.",
        ),
        sa.Column(
            "authors",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="The authors in this revision, a line each.",
        ),
        sa.Column(
            "tags",
            sa.Text(),
            server_default=sa.text("('')"),
            nullable=False,
            comment="The tags in this revision, a line each.",
        ),
        sa.Column(
            "page_class",
            sa.Text(),
            nullable=False,
            comment="article, or teaser (only the beginning is shown to the public).",
        ),
        sa.Column("headline", sa.Text(), nullable=True, comment="The headline."),
        sa.Column("summary", sa.Text(), nullable=True, comment="The standfirst or the publisher's summary."),
        sa.Column("section", sa.Text(), nullable=True, comment="The section it was filed under."),
        sa.Column("language", sa.Text(), nullable=True, comment="Language as a BCP 47 tag in lower case."),
        sa.Column("site_name", sa.Text(), nullable=True, comment="Name of the site, as the page says."),
        sa.Column("lead_image", sa.Text(), nullable=True, comment="Address of the lead image."),
        sa.Column(
            "canonical_url", sa.Text(), nullable=True, comment="The address that the page calls its own."
        ),
        sa.Column(
            "published_at",
            UtcDateTime(fraction=False),
            nullable=True,
            comment="When it was published (UTC); only where a time of day is printed, never an invented midnight.",
        ),
        sa.Column(
            "published_on",
            sa.Date(),
            nullable=True,
            comment="The calendar day of publication as printed, in the site's zone.",
        ),
        sa.Column(
            "published_text",
            sa.Text(),
            nullable=True,
            comment="The date of publication, letter for letter as printed.",
        ),
        sa.Column(
            "published_zone_basis",
            sa.Text(),
            nullable=True,
            comment="Where the zone of published_at is from: explicit (printed), site (declared), unknown (as UTC).",
        ),
        sa.Column(
            "published_precision",
            sa.Text(),
            nullable=True,
            comment="How exact the printed date is: second, minute, hour, day, month, year.",
        ),
        sa.Column(
            "updated_at",
            UtcDateTime(fraction=False),
            nullable=True,
            comment="When it was last changed, as the page says (UTC); only where a time of day is printed.",
        ),
        sa.Column(
            "updated_on", sa.Date(), nullable=True, comment="The calendar day of the last change as printed."
        ),
        sa.Column(
            "updated_text",
            sa.Text(),
            nullable=True,
            comment="The date of the last change, letter for letter as printed.",
        ),
        sa.Column(
            "updated_zone_basis",
            sa.Text(),
            nullable=True,
            comment="Where the zone of updated_at is from; see published_zone_basis.",
        ),
        sa.Column(
            "updated_precision", sa.Text(), nullable=True, comment="How exact it is; see published_precision."
        ),
        sa.Column("word_count", Identifier, nullable=False, comment="Number of words in the text."),
        sa.Column(
            "text_digest",
            sa.Text(),
            nullable=False,
            comment="SHA-256 of the text, letters and digits only, in lower case.",
        ),
        sa.CheckConstraint("cause IN ('publisher', 'reparse', 'import')", name=op.f("ck_revisions_cause")),
        sa.CheckConstraint("page_class IN ('article', 'teaser')", name=op.f("ck_revisions_page_class")),
        sa.CheckConstraint(
            "published_precision IN ('second', 'minute', 'hour', 'day', 'month', 'year')",
            name=op.f("ck_revisions_published_precision"),
        ),
        sa.CheckConstraint(
            "published_zone_basis IN ('explicit', 'site', 'unknown')",
            name=op.f("ck_revisions_published_zone_basis"),
        ),
        sa.CheckConstraint(
            "updated_precision IN ('second', 'minute', 'hour', 'day', 'month', 'year')",
            name=op.f("ck_revisions_updated_precision"),
        ),
        sa.CheckConstraint(
            "updated_zone_basis IN ('explicit', 'site', 'unknown')",
            name=op.f("ck_revisions_updated_zone_basis"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revisions_number")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_revisions_article_id")),
        sa.ForeignKeyConstraint(["capture_id"], ["captures.id"], name=op.f("fk_revisions_capture_id")),
        sa.ForeignKeyConstraint(["previous_id"], ["revisions.id"], name=op.f("fk_revisions_previous_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("article_id", "number", name=op.f("uq_revisions_article_id_number")),
        comment="Every state of every article, only ever added to; the text of each is in blocks.",
    )
    op.create_index(op.f("ix_revisions_capture_id"), "revisions", ["capture_id"], unique=False)
    op.create_index(op.f("ix_revisions_made_at"), "revisions", ["made_at"], unique=False)
    op.create_index(op.f("ix_revisions_previous_id"), "revisions", ["previous_id"], unique=False)
    op.create_table(
        "blocks",
        sa.Column("revision_id", Identifier, nullable=False, comment="The revision."),
        sa.Column("position", Identifier, nullable=False, comment="Order in the text, from 1."),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="One of: standfirst, paragraph, subhead, list_item, quote, table_row, preformatted.",
        ),
        sa.Column(
            "level",
            Identifier,
            nullable=True,
            comment="Heading level of a subhead (1 to 6), nesting depth of a list item.",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="The text of the piece."),
        sa.CheckConstraint(
            "kind IN ('standfirst', 'paragraph', 'subhead', 'list_item', 'quote', 'table_row', 'preformatted')",
            name=op.f("ck_blocks_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_blocks_revision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision_id", "position", name=op.f("pk_blocks")),
        comment="The text of every revision, piece by piece, in reading order.",
    )
    op.create_table(
        "parse_results",
        sa.Column("capture_id", Identifier, autoincrement=False, nullable=False, comment="The capture."),
        sa.Column("parser_version", sa.Text(), nullable=False, comment="Version of the parser that said so."),
        sa.Column("parsed_at", UtcDateTime(), nullable=False, comment="When it was parsed (UTC)."),
        sa.Column(
            "page_class",
            sa.Text(),
            nullable=False,
            comment="What kind of page it is. One of: article, teaser, consent, not_found, index, other.",
        ),
        sa.Column("article_id", Identifier, nullable=True, comment="The article that the capture shows."),
        sa.Column(
            "revision_id",
            Identifier,
            nullable=True,
            comment="The revision that says what the capture shows; empty where a better one was kept.",
        ),
        sa.Column(
            "content_digest",
            sa.Text(),
            nullable=True,
            comment="Digest of what the publisher says in it (see revisions).",
        ),
        sa.Column(
            "record_digest", sa.Text(), nullable=False, comment="Digest of everything the parser found in it."
        ),
        sa.CheckConstraint(
            "page_class IN ('article', 'teaser', 'consent', 'not_found', 'index', 'other')",
            name=op.f("ck_parse_results_page_class"),
        ),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_parse_results_article_id")),
        sa.ForeignKeyConstraint(
            ["capture_id"], ["captures.id"], name=op.f("fk_parse_results_capture_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["revision_id"], ["revisions.id"], name=op.f("fk_parse_results_revision_id")),
        sa.PrimaryKeyConstraint("capture_id", name=op.f("pk_parse_results")),
        comment="What the newest parse of each capture said, also of pages that are no article.",
    )
    op.create_index(op.f("ix_parse_results_article_id"), "parse_results", ["article_id"], unique=False)
    op.create_index(op.f("ix_parse_results_revision_id"), "parse_results", ["revision_id"], unique=False)
    op.create_table(
        "parse_evidence",
        sa.Column("capture_id", Identifier, nullable=False, comment="The capture."),
        sa.Column("position", Identifier, nullable=False, comment="Order, from 1."),
        sa.Column("evidence", sa.Text(), nullable=False, comment="What on the page spoke for the class."),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["parse_results.capture_id"],
            name=op.f("fk_parse_evidence_capture_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("capture_id", "position", name=op.f("pk_parse_evidence")),
        comment="Why the page of a capture was given its class, a line each.",
    )
    op.create_table(
        "parse_findings",
        sa.Column("capture_id", Identifier, nullable=False, comment="The capture."),
        sa.Column(
            "field", sa.Text(), nullable=False, comment="Name of the field, such as headline or published."
        ),
        sa.Column("rule", sa.Text(), nullable=False, comment="Name of the rule that found it."),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["parse_results.capture_id"],
            name=op.f("fk_parse_findings_capture_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("capture_id", "field", name=op.f("pk_parse_findings")),
        comment="Which rule of the parser found which field of a capture.",
    )
    op.create_table(
        "parse_issues",
        sa.Column("capture_id", Identifier, nullable=False, comment="The capture."),
        sa.Column("position", Identifier, nullable=False, comment="Order, from 1."),
        sa.Column(
            "code", sa.Text(), nullable=False, comment="Short stable word, such as no-date or profile-broken."
        ),
        sa.Column("detail", sa.Text(), nullable=False, comment="More about it, in one line."),
        sa.ForeignKeyConstraint(
            ["capture_id"],
            ["parse_results.capture_id"],
            name=op.f("fk_parse_issues_capture_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("capture_id", "position", name=op.f("pk_parse_issues")),
        comment="What the parser has to say about a capture that its readers must know.",
    )
    op.create_index(op.f("ix_parse_issues_code"), "parse_issues", ["code"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        # Tables that point at each other: SQLite takes the reference when the table is made,
        # PostgreSQL wants both tables first.
        op.create_foreign_key(
            "fk_articles_current_revision",
            "articles",
            "revisions",
            ["id", "current_revision"],
            ["article_id", "number"],
            deferrable=True,
            initially="DEFERRED",
        )
        op.create_foreign_key(
            "fk_pages_article_id", "pages", "articles", ["article_id"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    """Take this version back."""
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("fk_pages_article_id", "pages", type_="foreignkey")
        op.drop_constraint("fk_articles_current_revision", "articles", type_="foreignkey")
    op.drop_index(op.f("ix_parse_issues_code"), table_name="parse_issues")
    op.drop_table("parse_issues")
    op.drop_table("parse_findings")
    op.drop_table("parse_evidence")
    op.drop_index(op.f("ix_parse_results_revision_id"), table_name="parse_results")
    op.drop_index(op.f("ix_parse_results_article_id"), table_name="parse_results")
    op.drop_table("parse_results")
    op.drop_table("blocks")
    op.drop_index(op.f("ix_revisions_previous_id"), table_name="revisions")
    op.drop_index(op.f("ix_revisions_made_at"), table_name="revisions")
    op.drop_index(op.f("ix_revisions_capture_id"), table_name="revisions")
    op.drop_table("revisions")
    op.drop_index(op.f("ix_fetches_source_id_started_at"), table_name="fetches")
    op.drop_index(op.f("ix_fetches_run_id"), table_name="fetches")
    op.drop_index(op.f("ix_fetches_page_id_started_at"), table_name="fetches")
    op.drop_table("fetches")
    op.drop_index(op.f("ix_captures_run_id"), table_name="captures")
    op.drop_index(op.f("ix_captures_payload_digest"), table_name="captures")
    op.drop_index(op.f("ix_captures_page_id_captured_at"), table_name="captures")
    op.drop_table("captures")
    op.drop_index(op.f("ix_article_tags_tag_id"), table_name="article_tags")
    op.drop_table("article_tags")
    op.drop_index(op.f("ix_article_authors_author_id"), table_name="article_authors")
    op.drop_table("article_authors")
    op.drop_table("run_counts")
    op.drop_index(op.f("ix_pages_source_id_first_seen"), table_name="pages")
    op.drop_index(op.f("ix_pages_next_check"), table_name="pages")
    op.drop_index(op.f("ix_pages_article_id"), table_name="pages")
    op.drop_table("pages")
    op.drop_index(op.f("ix_articles_text_digest"), table_name="articles")
    op.drop_index(op.f("ix_articles_source_id_published_on"), table_name="articles")
    op.drop_index(op.f("ix_articles_section"), table_name="articles")
    op.drop_index(op.f("ix_articles_published_on"), table_name="articles")
    op.drop_index(op.f("ix_articles_published_at"), table_name="articles")
    op.drop_index(op.f("ix_articles_first_seen"), table_name="articles")
    op.drop_index(op.f("ix_articles_copy_group"), table_name="articles")
    op.drop_index(op.f("ix_articles_canonical_url"), table_name="articles")
    op.drop_table("articles")
    op.drop_table("warc_files")
    op.drop_table("tags")
    op.drop_table("sources")
    op.drop_index(op.f("ix_runs_started_at"), table_name="runs")
    op.drop_table("runs")
    op.drop_table("authors")
