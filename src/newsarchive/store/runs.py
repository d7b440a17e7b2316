"""Runs and attempts: what was tried, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from newsarchive.store.clean import clean, clean_or_none
from newsarchive.store.schema import Fetch, Run, RunCount, Source

RunKind = Literal["ingest", "reparse", "import", "fetch", "repair"]
RunOutcome = Literal["done", "failed", "stopped"]
FetchKind = Literal["page", "feed", "sitemap", "home", "robots"]


def start_run(
    session: Session, kind: RunKind, now: datetime, *, program_version: str, parser_version: str | None = None
) -> int:
    """Note that a run began (`now`: aware UTC). Returns its number."""
    run = Run(kind=kind, started_at=now, program_version=program_version, parser_version=parser_version)
    session.add(run)
    session.flush()
    return run.id


def finish_run(
    session: Session,
    run_id: int,
    now: datetime,
    outcome: RunOutcome,
    counts: Mapping[str, int],
    detail: str | None = None,
) -> None:
    """Note how a run ended, with its summary (name -> count)."""
    session.execute(
        update(Run)
        .where(Run.id == run_id)
        .values(finished_at=now, outcome=outcome, detail=clean_or_none(detail))
    )
    if counts:
        session.execute(
            insert(RunCount), [{"run_id": run_id, "name": n, "value": v} for n, v in counts.items()]
        )


def record_fetch(
    session: Session,
    run_id: int,
    *,
    kind: FetchKind,
    url: str,
    started_at: datetime,
    outcome: str,
    source_id: int | None = None,
    page_id: int | None = None,
    final_url: str | None = None,
    status: int | None = None,
    detail: str | None = None,
    bytes: int | None = None,
    elapsed: float | None = None,
    attempts: int = 1,
    capture_id: int | None = None,
) -> int:
    """Note one attempt to fetch something. `elapsed` in seconds. Returns the attempt's number."""
    fetch = Fetch(
        run_id=run_id,
        kind=kind,
        url=clean(url),
        started_at=started_at,
        outcome=outcome,
        source_id=source_id,
        page_id=page_id,
        final_url=clean_or_none(final_url),
        status=status,
        detail=clean_or_none(detail),
        bytes=bytes,
        elapsed=elapsed,
        attempts=attempts,
        capture_id=capture_id,
    )
    session.add(fetch)
    session.flush()
    return fetch.id


def upsert_source(
    session: Session,
    name: str,
    now: datetime,
    *,
    home_url: str | None = None,
    timezone: str | None = None,
    language: str | None = None,
) -> int:
    """The number of the source of that name, made if new; what is given replaces what was declared before."""
    source = session.scalar(select(Source).where(Source.name == name))
    if source is None:
        source = Source(name=name, added_at=now)
        session.add(source)
    source.home_url = home_url or source.home_url
    source.timezone = timezone or source.timezone
    source.language = language or source.language
    session.flush()
    return source.id
