"""What was kept: WARC files, the captures in them, and what the parser made of each."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from newsarchive.store.schema.base import Base, Instant, Key, commented, one_of

PAGE_CLASSES = ("article", "teaser", "consent", "not_found", "index", "other")


class WarcFile(Base):
    """A WARC file of the archive."""

    __tablename__ = "warc_files"
    __table_args__ = (
        {"comment": "WARC files (ISO 28500) that hold the raw bytes; sizes and digests of closed ones."},
    )

    id: Mapped[Key] = commented("Number of the file in this archive.")
    name: Mapped[str] = commented(
        "File name, relative to the archive's warc folder; the whole path of a file imported by reference.",
        unique=True,
    )
    opened_at: Mapped[Instant] = commented("When its first record was written or it was imported (UTC).")
    closed_at: Mapped[Instant | None] = commented(
        "When it was closed for good (UTC); empty: still written to."
    )
    bytes: Mapped[int | None] = commented("Size in bytes when it was closed.")
    records: Mapped[int | None] = commented("Number of records when it was closed.")
    sha256: Mapped[str | None] = commented("SHA-256 of the closed file, in hex.")


class CaptureRow(Base):
    """One archived answer of a server."""

    __tablename__ = "captures"
    __table_args__ = (
        UniqueConstraint("warc_file_id", "warc_offset"),
        Index(None, "page_id", "captured_at"),
        Index(None, "payload_digest"),
        Index(None, "run_id"),
        one_of("record_type", "response", "revisit", "resource"),
        CheckConstraint("warc_offset >= 0 AND warc_length > 0", name="place"),
        {"comment": "Archived answers, one row per WARC record: the proof behind every article."},
    )

    id: Mapped[Key] = commented("Number of the capture in this archive.")
    page_id: Mapped[int] = commented("The page that was asked for.", foreign=ForeignKey("pages.id"))
    run_id: Mapped[int | None] = commented("The run that made or imported it.", foreign=ForeignKey("runs.id"))
    url: Mapped[str] = commented("The address that answered, after redirects.")
    captured_at: Mapped[Instant] = commented("When the request was sent (UTC).")
    status: Mapped[int] = commented("HTTP status of the answer.")
    content_type: Mapped[str | None] = commented("Content-Type as received.")
    warc_file_id: Mapped[int] = commented(
        "The WARC file that holds the record.", foreign=ForeignKey("warc_files.id")
    )
    warc_offset: Mapped[int] = commented("First byte of the record's gzip member in the file.")
    warc_length: Mapped[int] = commented("Length of that gzip member in bytes.")
    record_id: Mapped[str] = commented("WARC-Record-ID, without angle brackets.", unique=True)
    payload_digest: Mapped[str] = commented("sha256: and the hex digest of the body as received.")
    record_type: Mapped[str] = commented(
        "response, revisit (the same bytes are in another record) or resource."
    )
    refers_to: Mapped[str | None] = commented(
        "For a revisit: record id of the response that holds the bytes."
    )
    truncated: Mapped[str | None] = commented(
        "Why the body is not whole (WARC-Truncated); empty: it is whole."
    )


class ParseResult(Base):
    """What the newest parse of a capture said."""

    __tablename__ = "parse_results"
    __table_args__ = (
        Index(None, "article_id"),
        Index(None, "revision_id"),
        one_of("page_class", *PAGE_CLASSES),
        {"comment": "What the newest parse of each capture said, also of pages that are no article."},
    )

    capture_id: Mapped[int] = commented(
        "The capture.",
        foreign=ForeignKey("captures.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
    parser_version: Mapped[str] = commented("Version of the parser that said so.")
    parsed_at: Mapped[Instant] = commented("When it was parsed (UTC).")
    page_class: Mapped[str] = commented(f"What kind of page it is. One of: {', '.join(PAGE_CLASSES)}.")
    article_id: Mapped[int | None] = commented(
        "The article that the capture shows.", foreign=ForeignKey("articles.id")
    )
    revision_id: Mapped[int | None] = commented(
        "The revision that says what the capture shows; empty where a better one was kept.",
        foreign=ForeignKey("revisions.id"),
    )
    content_digest: Mapped[str | None] = commented("Digest of what the publisher says in it (see revisions).")
    record_digest: Mapped[str] = commented("Digest of everything the parser found in it.")


class ParseEvidence(Base):
    """Why a page has its class."""

    __tablename__ = "parse_evidence"
    __table_args__ = ({"comment": "Why the page of a capture was given its class, a line each."},)

    capture_id: Mapped[int] = commented(
        "The capture.", foreign=ForeignKey("parse_results.capture_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = commented("Order, from 1.", primary_key=True)
    evidence: Mapped[str] = commented("What on the page spoke for the class.")


class ParseFinding(Base):
    """Which rule found a field."""

    __tablename__ = "parse_findings"
    __table_args__ = ({"comment": "Which rule of the parser found which field of a capture."},)

    capture_id: Mapped[int] = commented(
        "The capture.", foreign=ForeignKey("parse_results.capture_id", ondelete="CASCADE"), primary_key=True
    )
    field: Mapped[str] = commented("Name of the field, such as headline or published.", primary_key=True)
    rule: Mapped[str] = commented("Name of the rule that found it.")


class ParseIssueRow(Base):
    """Something about a page that the reader of its record must know."""

    __tablename__ = "parse_issues"
    __table_args__ = (
        Index(None, "code"),
        {"comment": "What the parser has to say about a capture that its readers must know."},
    )

    capture_id: Mapped[int] = commented(
        "The capture.", foreign=ForeignKey("parse_results.capture_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = commented("Order, from 1.", primary_key=True)
    code: Mapped[str] = commented("Short stable word, such as no-date or profile-broken.")
    detail: Mapped[str] = commented("More about it, in one line.")
