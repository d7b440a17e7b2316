"""Parse everything again from the stored bytes: on all cores, in the order of the files, restartable.

A crew (see `crew`, `reparse_work`) reads, parses and computes; the caller's thread alone writes, on every
database and with every crew, in the order of the files: so the tables are the same whoever worked. What the
same parser version has done is not done again, so a run that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from itertools import chain
from threading import Event
from time import monotonic

from sqlalchemy.orm import Session

from newsarchive import __version__
from newsarchive.errors import ArchiveError, CaptureError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.crew import crew_for
from newsarchive.pipeline.grouping import Grouping
from newsarchive.pipeline.parsing import versions_of
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.pipeline.reparse_work import Done, is_enough, tasks, together, work
from newsarchive.records import utc_now
from newsarchive.store import (
    FieldChange,
    RunOutcome,
    Saved,
    Versions,
    count_captures_to_parse,
    field_changes,
    finish_run,
    mark_parsed_again,
    page_classes,
    save_parses,
    start_run,
)

FEW = 100
"""Fewer captures are parsed in this process: others take two seconds to start, in which it does as many."""
SAMPLES = 3
"""Changes shown for each field."""


@dataclass(frozen=True, slots=True)
class ReparseOptions:
    """What one re-parse is told."""

    source: str | None = None
    everything: bool = False
    """Also what this parser version has parsed already."""
    dry_run: bool = False
    """Write nothing; say what would change."""
    workers: int = 1
    """Processes that parse, this one among them."""
    dask: str | None = None
    """Address of a Dask scheduler whose workers parse instead, such as `tcp://10.0.0.5:8786`."""


@dataclass(slots=True)
class ReparseReport:
    """What changed, or would."""

    summary: RunSummary
    fields: Counter[str] = field(default_factory=Counter)
    samples: dict[str, list[FieldChange]] = field(default_factory=dict)
    classes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(page class before, after) -> captures."""
    left: int = 0
    """Captures that were still to be parsed when the run was stopped."""

    def note(self, change: FieldChange) -> None:
        """Count a change, and keep the first of each field as samples."""
        self.fields[change.field] += 1
        kept = self.samples.setdefault(change.field, [])
        if len(kept) < SAMPLES:
            kept.append(change)


def reparse(
    archive: Archive,
    options: ReparseOptions,
    *,
    progress: Progress = silent,
    stop: Event | None = None,
) -> ReparseReport:
    """Parse stored captures again and save what differs as re-parse revisions.

    Raises `ArchiveError` when the archive itself fails; damaged captures are in the summary.
    """
    stop = stop or Event()
    report = ReparseReport(RunSummary("reparse"))
    versions = None if options.everything else versions_of(archive)
    with archive.store.read() as session:
        total = count_captures_to_parse(session, versions, source_name=options.source)
    run_id = None
    if not options.dry_run:
        with archive.store.write() as session:
            run_id = start_run(
                session, "reparse", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
            )
    held = ExitStack()
    transactions = _one_undone(archive, held) if options.dry_run else archive.store.write
    grouping = None if options.dry_run else Grouping(archive)
    done = 0
    outcome: RunOutcome = "failed"
    try:
        failed: list[Exception] = []
        found = _results(archive, options, versions, stop, total)
        results = together(_told_of(_before_failure(found, failed), total, progress))
        for first in results:
            with transactions() as session:
                done += _save_some(session, chain([first], results), report, grouping)
        if failed:
            raise failed[0]
        if grouping is not None:
            grouping.finish(report.summary, stop=stop, progress=progress)
        outcome = "stopped" if stop.is_set() and done < total else "done"
        report.left = max(0, total - done) if outcome == "stopped" else 0
    finally:
        held.close()
        report.summary.stopped = outcome == "stopped"
        if run_id is not None:
            with archive.store.write() as session:
                finish_run(session, run_id, utc_now(), outcome, dict(+report.summary.counts))
            archive.store.checkpoint()
    return report


def _one_undone(archive: Archive, held: ExitStack) -> Callable[[], AbstractContextManager[Session]]:
    """One transaction for a whole dry run, undone at its end: each batch sees what those before it did."""
    session = held.enter_context(archive.store.write())
    held.callback(session.rollback)
    return lambda: nullcontext(session)


def _save_some(
    session: Session, results: Iterator[Done], report: ReparseReport, grouping: Grouping | None
) -> int:
    """Save so many of the results as one transaction takes. Returns how many captures they were."""
    size, began = 0, monotonic()
    for result in results:
        saved = _save(session, result, report)
        if grouping is not None:
            grouping.take(session, saved, result.parsed)
        size += result.size
        if is_enough(size, began):
            break
    return size


def _save(session: Session, result: Done, report: ReparseReport) -> list[Saved]:
    for url, why in result.damaged:
        report.summary.counts["damaged"] += 1
        report.summary.problem(f"{url}: {why}")
    now = utc_now()
    mark_parsed_again(session, [(one.capture_id, one.parser_version) for one in result.same], now)
    for one in result.same:
        report.summary.counts["unchanged" if one.shows_article else "not_an_article"] += 1
    if not result.parsed:
        return []
    before = page_classes(session, [one.capture_id for one in result.parsed])
    saved = save_parses(session, result.parsed, now=now, imported=result.imported)
    session.flush()
    revised = [
        (one.article_id, one.revision)
        for one in saved
        if one.outcome == "reparse_revision" and one.article_id and one.revision
    ]
    for change in field_changes(session, revised):
        report.note(change)
    for parsed in result.parsed:
        was, is_ = before.get(parsed.capture_id), parsed.facts.article.page_class
        if was is not None and was != is_:
            report.classes[was, is_] += 1
    report.summary.counts.update(one.outcome for one in saved)
    return saved


def _results(
    archive: Archive, options: ReparseOptions, versions: Versions | None, stop: Event, total: int
) -> Iterator[Done]:
    workers = 1 if total < FEW else options.workers
    with crew_for(workers, options.dask) as crew:
        for result in crew.results(work, tasks(archive, versions, options.source, stop)):
            if result.unseen is not None:
                _check_seen(archive, *result.unseen)
            yield result


def _before_failure(results: Iterable[Done], failed: list[Exception]) -> Iterator[Done]:
    """The results that come before an error. That is put aside, so that they are saved first."""
    try:
        yield from results
    except Exception as error:  # noqa: BLE001 - whatever it is, it is raised when they are saved
        failed.append(error)


def _told_of(results: Iterable[Done], total: int, progress: Progress) -> Iterator[Done]:
    """The results, with word of how many captures are parsed: they are saved in larger parts."""
    parsed = 0
    for result in results:
        parsed += result.size
        progress(parsed, total)
        yield result


def _check_seen(archive: Archive, file: str, host: str) -> None:
    """Raise `ArchiveError` for a file that is there, but not for the worker."""
    try:
        archive.warc.size(file)
    except CaptureError:
        return  # it is missing here too: the summary names what was in it
    raise ArchiveError(
        f"the worker on {host} can't see {file}: workers on other machines need the WARC files "
        "in a folder that all of them see under the same path, or on an object store"
    )


def samples_of(report: ReparseReport) -> Sequence[str]:
    """The report in lines for a terminal: counts per field, samples, page classes that changed."""
    lines: list[str] = []
    for name, count in report.fields.most_common():
        lines.append(f"{name}: {count} changed")
        for change in report.samples[name]:
            lines += [
                f"  article {change.article_id}",
                f"    before  {_short(change.before)}",
                f"    after   {_short(change.after)}",
            ]
    for (was, now), count in report.classes.most_common():
        lines.append(f"page class {was} → {now}: {count}")
    return lines


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 160 else text[:157] + "...")
