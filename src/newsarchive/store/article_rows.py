"""The rows that say what a batch found: for each table its columns, and the values in their order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from newsarchive.store.article_facts import SAID_COLUMNS, Facts
from newsarchive.store.article_states import ArticleState, CaptureState, RevisionState
from newsarchive.store.changes import Change

Row = tuple[Any, ...]

COUNT_COLUMNS = ("first_seen", "last_seen", "revision_count", "publisher_changes")
"""What of an article changes although it says the same."""
CURRENT_COLUMNS = (*COUNT_COLUMNS, "current_revision", "subheads", "text", *SAID_COLUMNS)
"""What of an article changes when it says something else."""
REVISION_COLUMNS = (
    "id",
    "article_id",
    "number",
    "capture_id",
    "made_at",
    "cause",
    "parser_version",
    "previous_id",
    "previous_parser_version",
    "content_digest",
    "record_digest",
    "is_trivial",
    "words_added",
    "words_removed",
    "authors",
    "tags",
    *SAID_COLUMNS,
)
BLOCK_COLUMNS = ("revision_id", "position", "kind", "level", "text")
RESULT_COLUMNS = (
    "capture_id",
    "parser_version",
    "parsed_at",
    "page_class",
    "article_id",
    "revision_id",
    "content_digest",
    "record_digest",
)
EVIDENCE_COLUMNS = ("capture_id", "position", "evidence")
FINDING_COLUMNS = ("capture_id", "field", "rule")
ISSUE_COLUMNS = ("capture_id", "position", "code", "detail")


def count_values(state: ArticleState) -> Row:
    """The values of `COUNT_COLUMNS`."""
    return (state.first_seen, state.last_seen, state.revision_count, state.publisher_changes)


def current_values(state: ArticleState, facts: Facts) -> Row:
    """The values of `CURRENT_COLUMNS`."""
    subheads = "\n".join(facts.article.subheads)
    return (*count_values(state), state.current.number, subheads, facts.said.text, *facts.columns)


def revision_row(
    made: RevisionState, facts: Facts, previous: RevisionState | None, change: Change, now: datetime
) -> Row:
    """The values of `REVISION_COLUMNS`."""
    return (
        made.id,
        made.article_id,
        made.number,
        made.capture_id,
        now,
        made.cause,
        made.parser_version,
        made.previous_id,
        previous.parser_version if previous else None,
        made.content_digest,
        made.record_digest,
        change.is_trivial,
        change.words_added,
        change.words_removed,
        "\n".join(facts.article.authors),
        "\n".join(facts.article.tags),
        *facts.columns,
    )


def block_rows(revision_id: int, facts: Facts) -> list[Row]:
    """The values of `BLOCK_COLUMNS`, block by block."""
    return [
        (revision_id, position, block.kind, block.level, block.text)
        for position, block in enumerate(facts.article.blocks, start=1)
    ]


def result_row(
    capture: CaptureState,
    facts: Facts,
    state: ArticleState | None,
    revision: RevisionState | None,
    parser_version: str,
    now: datetime,
) -> Row:
    """The values of `RESULT_COLUMNS`."""
    return (
        capture.id,
        parser_version,
        now,
        facts.said.page_class,
        state.id if state else None,
        revision.id if revision else None,
        facts.content_digest if revision else None,
        facts.record_digest,
    )


def evidence_rows(capture_id: int, facts: Facts) -> list[Row]:
    """The values of `EVIDENCE_COLUMNS`, line by line."""
    return [(capture_id, n, line) for n, line in enumerate(facts.article.page_class_evidence, start=1)]


def finding_rows(capture_id: int, facts: Facts) -> list[Row]:
    """The values of `FINDING_COLUMNS`, field by field."""
    return [(capture_id, name, rule) for name, rule in facts.article.found_by.items()]


def issue_rows(capture_id: int, facts: Facts) -> list[Row]:
    """The values of `ISSUE_COLUMNS`, issue by issue."""
    return [(capture_id, n, i.code, i.detail) for n, i in enumerate(facts.article.issues, start=1)]
