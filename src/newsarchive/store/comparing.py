"""What differs between a revision and the one before it, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from newsarchive.store.bulk import among
from newsarchive.store.schema import BlockRow, ParseResult, Revision

FIELDS = (
    "page_class",
    "headline",
    "summary",
    "authors",
    "published_at",
    "published_on",
    "updated_at",
    "updated_on",
    "section",
    "tags",
    "language",
    "site_name",
    "canonical_url",
    "lead_image",
)
"""The columns that are compared; `text` and `subheads` are compared from the blocks."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a revision has otherwise than the one before."""

    article_id: int
    revision: int
    field: str
    before: str
    after: str


def field_changes(session: Session, revisions: Iterable[tuple[int, int]]) -> Iterator[FieldChange]:
    """The changes that some revisions, given as (article, number), made to their forerunners."""
    before = aliased(Revision)
    for article_id, number in revisions:
        query = (
            select(Revision, before)
            .join(before, Revision.previous_id == before.id)
            .where(Revision.article_id == article_id, Revision.number == number)
        )
        row = session.execute(query).one_or_none()
        if row is None:
            continue
        new, old = row
        for field in FIELDS:
            was, now = getattr(old, field), getattr(new, field)
            if was != now:
                yield FieldChange(article_id, number, field, _shown(was), _shown(now))
        blocks = {one.id: revision_blocks(session, one.id) for one in (old, new)}
        for field, kinds in (("subheads", ("subhead",)), ("text", None)):
            was, now = (
                "\n".join(text for kind, text in blocks[one.id] if kinds is None or kind in kinds)
                for one in (old, new)
            )
            if was != now:
                yield FieldChange(article_id, number, field, was, now)
                break  # the text differs wherever a subhead does


def revision_blocks(session: Session, revision_id: int) -> list[tuple[str, str]]:
    """The blocks of a revision as (kind, text), in reading order."""
    query = select(BlockRow.kind, BlockRow.text).where(BlockRow.revision_id == revision_id)
    return [(kind, text) for kind, text in session.execute(query.order_by(BlockRow.position))]


def page_classes(session: Session, capture_ids: Sequence[int]) -> dict[int, str]:
    """The page class that the newest parse gave to each of some captures."""
    query = select(ParseResult.capture_id, ParseResult.page_class).where(
        among(session, ParseResult.capture_id, capture_ids)
    )
    return {row.capture_id: row.page_class for row in session.execute(query)}


def _shown(value: object) -> str:
    return "" if value is None else str(value)
