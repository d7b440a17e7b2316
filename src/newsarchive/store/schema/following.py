"""What is followed: sources, their pages, and the runs that went to look."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped

from newsarchive.store.schema.base import Base, Instant, Key, commented, one_of

RUN_KINDS = ("ingest", "reparse", "import", "fetch", "repair")
FETCH_KINDS = ("page", "feed", "sitemap", "home", "robots")


class Source(Base):
    """A publication that is followed."""

    __tablename__ = "sources"
    __table_args__ = ({"comment": "Publications that are followed, one row each."},)

    id: Mapped[Key] = commented("Number of the source in this archive.")
    name: Mapped[str] = commented(
        "Short unique name, as in newsarchive.toml or the host of its pages.", unique=True
    )
    home_url: Mapped[str | None] = commented("Address of the home page.")
    timezone: Mapped[str | None] = commented(
        "IANA time zone in which the site prints its times, if declared."
    )
    language: Mapped[str | None] = commented("BCP 47 tag of the main language, if declared.")
    added_at: Mapped[Instant] = commented("When the source was first known here (UTC).")
    is_active: Mapped[bool] = commented(
        "Whether ingest still asks it.", default=True, server_default=text("true")
    )


class Page(Base):
    """A URL that is followed."""

    __tablename__ = "pages"
    __table_args__ = (
        Index(None, "source_id", "first_seen"),
        Index(None, "next_check"),
        Index(None, "article_id"),
        CheckConstraint("checks >= 0", name="checks"),
        {"comment": "Web addresses that are followed, one row per canonical URL."},
    )

    id: Mapped[Key] = commented("Number of the page in this archive.")
    source_id: Mapped[int] = commented(
        "The source that the page belongs to.", foreign=ForeignKey("sources.id")
    )
    url: Mapped[str] = commented("The address, in canonical spelling.", unique=True)
    found_in: Mapped[str | None] = commented(
        "The feed, sitemap or page that named it first, or 'command line'."
    )
    first_seen: Mapped[Instant] = commented("When the address was first named (UTC).")
    last_checked: Mapped[Instant | None] = commented("When the page was last asked for (UTC).")
    next_check: Mapped[Instant | None] = commented("When it is due again (UTC); empty: not any more.")
    checks: Mapped[int] = commented("How often the page was asked for.", default=0, server_default=text("0"))
    failures: Mapped[int] = commented(
        "How many attempts failed in a row, up to now.", default=0, server_default=text("0")
    )
    etag: Mapped[str | None] = commented("ETag of the newest capture, for conditional requests (RFC 9110).")
    last_modified: Mapped[str | None] = commented("Last-Modified of the newest capture, as received.")
    validators_at: Mapped[Instant | None] = commented(
        "When etag and last_modified came with a whole body that is archived (UTC)."
    )
    last_status: Mapped[int | None] = commented("HTTP status of the last answer.")
    last_outcome: Mapped[str | None] = commented(
        "What came of the last attempt, in a word (see fetches.outcome)."
    )
    gone_at: Mapped[Instant | None] = commented(
        "When the publisher was first seen to have taken it down (404, 410)."
    )
    article_id: Mapped[int | None] = commented(
        "The article that the page shows, if it shows one.",
        foreign=ForeignKey("articles.id", ondelete="SET NULL", name="fk_pages_article_id", use_alter=True),
    )


class Run(Base):
    """One run of ingest, reparse, import or repair."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(None, "started_at"),
        one_of("kind", *RUN_KINDS),
        one_of("outcome", "done", "failed", "stopped"),
        {"comment": "Runs of ingest, re-parse, import and repair, with their outcome."},
    )

    id: Mapped[Key] = commented("Number of the run in this archive.")
    kind: Mapped[str] = commented(f"One of: {', '.join(RUN_KINDS)}.")
    started_at: Mapped[Instant] = commented("When it began (UTC).")
    finished_at: Mapped[Instant | None] = commented("When it ended (UTC); empty: running, or it was killed.")
    outcome: Mapped[str | None] = commented("done, failed or stopped; empty: running, or it was killed.")
    detail: Mapped[str | None] = commented("What failed, in one line.")
    program_version: Mapped[str] = commented("Version of newsarchive.")
    parser_version: Mapped[str | None] = commented("Version of the parser it used, if it parsed.")


class RunCount(Base):
    """One line of a run's summary."""

    __tablename__ = "run_counts"
    __table_args__ = ({"comment": "The summary of each run: how many of what."},)

    run_id: Mapped[int] = commented(
        "The run.", foreign=ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True
    )
    name: Mapped[str] = commented("What was counted, such as captures or new_articles.", primary_key=True)
    value: Mapped[int] = commented("How many.")


class Fetch(Base):
    """One attempt to get something from the network."""

    __tablename__ = "fetches"
    __table_args__ = (
        Index(None, "run_id"),
        Index(None, "page_id", "started_at"),
        Index(None, "source_id", "started_at"),
        one_of("kind", *FETCH_KINDS),
        {"comment": "Every attempt to fetch something, with its outcome."},
    )

    id: Mapped[Key] = commented("Number of the attempt.")
    run_id: Mapped[int] = commented("The run that tried.", foreign=ForeignKey("runs.id"))
    source_id: Mapped[int | None] = commented("The source it was for.", foreign=ForeignKey("sources.id"))
    page_id: Mapped[int | None] = commented(
        "The page it was for; empty for feeds and the like.", foreign=ForeignKey("pages.id")
    )
    kind: Mapped[str] = commented(f"What was asked for. One of: {', '.join(FETCH_KINDS)}.")
    url: Mapped[str] = commented("The address asked for.")
    final_url: Mapped[str | None] = commented("The address that answered, after redirects.")
    started_at: Mapped[Instant] = commented("When the attempt began (UTC).")
    outcome: Mapped[str] = commented(
        "What came of it, in a word, such as captured, not_modified, gone, timeout."
    )
    status: Mapped[int | None] = commented("HTTP status, if there was an answer.")
    detail: Mapped[str | None] = commented("More about it, in one line.")
    bytes: Mapped[int | None] = commented("Bytes of the body received.")
    elapsed: Mapped[float | None] = commented("Seconds from the first connection to the end.")
    attempts: Mapped[int] = commented("How many requests it took.", default=1, server_default=text("1"))
    capture_id: Mapped[int | None] = commented(
        "The capture made of it, if any.", foreign=ForeignKey("captures.id")
    )
