"""What the books say about the last ingest runs, source by source: counts, no judgement."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import Session

from newsarchive.store.schema import (
    CaptureRow,
    Fetch,
    Page,
    ParseIssueRow,
    ParseResult,
    Revision,
    Run,
    Source,
)
from newsarchive.store.schema.writing import ArticleRow

BLOCKED = ("robots_denied", "forbidden")
"""Outcomes of `fetches` by which a site says that it does not want to be asked."""

LOOKED = ("feed", "sitemap", "home")
"""Kinds of requests that ask a source what is new."""

NAMES_NOTHING = "names nothing"
"""Detail in `fetches` of a feed or sitemap that is sound and empty."""

NO_FAILURE = ("fetched", "not_modified", "not_found", "gone", "not_tried", *BLOCKED)
"""Outcomes that are no failure; all others are."""


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One run, as it is in `runs`."""

    id: int
    started_at: datetime
    """Aware UTC."""
    finished_at: datetime | None
    """None: it is at work, or was killed."""
    outcome: str | None
    detail: str | None


Counts = dict[str, Counter[str]]
"""Name of the source -> name of the count -> how many. A source that was not asked does not occur."""


def last_night_runs(session: Session, limit: int) -> list[RunFacts]:
    """The newest finished ingest runs that asked sources what is new, newest first.

    Runs for single URLs are no nights: they are left out unless there is nothing else.
    """
    asked = exists().where(and_(Fetch.run_id == Run.id, Fetch.kind.in_(LOOKED)))
    finished = select(Run).where(Run.kind == "ingest", Run.finished_at.is_not(None))
    newest_first = finished.order_by(Run.started_at.desc(), Run.id.desc()).limit(limit)
    nights = [_facts(run) for run in session.scalars(newest_first.where(asked))]
    return nights or [_facts(run) for run in session.scalars(newest_first)]


def unfinished_run(session: Session, after: datetime | None) -> RunFacts | None:
    """The newest ingest run that began later than `after` and has no end: at work, or killed."""
    query = select(Run).where(Run.kind == "ingest", Run.finished_at.is_(None))
    if after is not None:
        query = query.where(Run.started_at > after)
    run = session.scalar(query.order_by(Run.started_at.desc(), Run.id.desc()).limit(1))
    return None if run is None else _facts(run)


def counts_of_runs(session: Session, runs: Sequence[RunFacts]) -> dict[int, Counts]:
    """What each of the runs did, by source. Names of the counts: see `pipeline.report.COLUMNS`."""
    found: dict[int, Counts] = {run.id: defaultdict(Counter) for run in runs}
    ids = list(found)
    if not ids:
        return {}
    for rows in (_fetched(session, ids), _came(session, ids), _issues(session, ids), _written(session, runs)):
        for run_id, source, name, value in rows:
            if value:
                found[run_id][source][name] += value
    # A source belongs to a night only if it was asked in it: a parse left over from another does not count.
    return {
        run_id: {name: counts for name, counts in sources.items() if counts["requests"]}
        for run_id, sources in found.items()
    }


Row = tuple[Any, str, str, int]
"""Run, source, name of the count, value."""


def _facts(run: Run) -> RunFacts:
    return RunFacts(run.id, run.started_at, run.finished_at, run.outcome, run.detail)


def _fetched(session: Session, ids: Sequence[int]) -> Iterable[Row]:
    query = (
        select(
            Fetch.run_id,
            Source.name,
            Fetch.kind,
            Fetch.outcome,
            func.count(),
        )
        .join(Source, Source.id == Fetch.source_id)
        .where(Fetch.run_id.in_(ids), Fetch.kind != "robots")
        .group_by(Fetch.run_id, Source.name, Fetch.kind, Fetch.outcome)
    )
    for run_id, source, kind, outcome, number in session.execute(query):
        yield run_id, source, "requests", number
        if kind != "page":
            yield run_id, source, "looked", number
            if outcome not in ("fetched", "not_modified"):
                yield run_id, source, "look_failed", number
            continue
        yield run_id, source, "asked", number
        if outcome in BLOCKED:
            yield run_id, source, "blocked", number
        elif outcome == "not_modified":
            yield run_id, source, "not_modified", number
        elif outcome in ("not_found", "gone"):
            yield run_id, source, "gone", number
        elif outcome not in NO_FAILURE:
            yield run_id, source, "failed", number


def _came(session: Session, ids: Sequence[int]) -> Iterable[Row]:
    """Pages that came whole and were parsed: which of them said nothing new, or less than is known."""
    worse = and_(Page.article_id.is_not(None), ParseResult.revision_id.is_(None))
    same = and_(Revision.id.is_not(None), Revision.capture_id != CaptureRow.id)
    query = (
        select(
            CaptureRow.run_id,
            Source.name,
            func.count(),
            func.sum(case((same, 1), else_=0)),
            func.sum(case((worse, 1), else_=0)),
        )
        .select_from(CaptureRow)
        .join(Page, Page.id == CaptureRow.page_id)
        .join(Source, Source.id == Page.source_id)
        .join(ParseResult, ParseResult.capture_id == CaptureRow.id)
        .outerjoin(Revision, Revision.id == ParseResult.revision_id)
        .where(CaptureRow.run_id.in_(ids), CaptureRow.status < 400)
        .group_by(CaptureRow.run_id, Source.name)
    )
    for run_id, source, came, unchanged, kept in session.execute(query):
        yield run_id, source, "came", came
        yield run_id, source, "unchanged", int(unchanged or 0)
        yield run_id, source, "kept_better", int(kept or 0)


def _issues(session: Session, ids: Sequence[int]) -> Iterable[Row]:
    query = (
        select(CaptureRow.run_id, Source.name, ParseIssueRow.code, func.count(CaptureRow.id.distinct()))
        .select_from(CaptureRow)
        .join(Page, Page.id == CaptureRow.page_id)
        .join(Source, Source.id == Page.source_id)
        .join(ParseResult, ParseResult.capture_id == CaptureRow.id)
        .join(ParseIssueRow, ParseIssueRow.capture_id == CaptureRow.id)
        .where(
            CaptureRow.run_id.in_(ids),
            ParseIssueRow.code.in_(("no-date", "profile-broken")),
            # A front page or a notice needs no date.
            ParseResult.article_id.is_not(None),
        )
        .group_by(CaptureRow.run_id, Source.name, ParseIssueRow.code)
    )
    for run_id, source, code, number in session.execute(query):
        yield run_id, source, code.replace("-", "_"), number


def _written(session: Session, runs: Sequence[RunFacts]) -> Iterable[Row]:
    """New articles and changes by when they were stored, so that what a killed run left counts as well."""
    for run in runs:
        is_new: Any = case((Revision.number == 1, "new"), else_="changed")
        query = (
            select(Source.name, is_new, func.count())
            .select_from(Revision)
            .join(ArticleRow, ArticleRow.id == Revision.article_id)
            .join(Source, Source.id == ArticleRow.source_id)
            .where(
                Revision.cause == "publisher",
                Revision.made_at >= run.started_at,
                Revision.made_at <= run.finished_at,
            )
            .group_by(Source.name, is_new)
        )
        for source, name, number in session.execute(query):
            yield run.id, source, name, number
