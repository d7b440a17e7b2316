"""Parse everything again from the stored bytes: on all cores, in the order of the files, restartable.

A crew (see `crew`) reads and parses; the caller's thread alone writes, on every database and with every
crew, in the order of the files: so the tables are the same whoever worked. What the same parser version has
done is not done again, so a run that was killed goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from itertools import groupby
from socket import gethostname
from threading import Event

from sqlalchemy.orm import Session

from newsarchive import __version__
from newsarchive.captures import Storage, kept_open, read_capture
from newsarchive.errors import ArchiveError, CaptureError, CaptureMissing
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.crew import crew_for
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.parsing import VERSIONS, parse_capture, require_versions
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.records import CaptureRef, SiteProfile, utc_now
from newsarchive.store import (
    FieldChange,
    Parsed,
    RunOutcome,
    StoredCapture,
    captures_to_parse,
    count_captures_to_parse,
    field_changes,
    finish_run,
    page_classes,
    ref_of_record,
    save_parses,
    start_run,
)

BATCH = 200
"""Captures per task of a worker and per transaction."""
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
    """Processes that parse; 1 parses in this process."""
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


@dataclass(frozen=True, slots=True)
class _Task:
    """One batch for a worker: everything it needs, picklable."""

    place: Storage
    profiles: tuple[SiteProfile, ...]
    max_decoded_bytes: int
    batch: tuple[tuple[StoredCapture, CaptureRef | None], ...]
    """Captures of one WARC file, each with the record that holds its payload when it is a revisit."""
    version: tuple[str, str]
    """The versions that a worker must have."""


@dataclass(frozen=True, slots=True)
class _Done:
    parsed: list[Parsed]
    damaged: list[tuple[str, str]]
    unseen: tuple[str, str] | None = None
    """A WARC file that the worker could not find, and the worker's host."""


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
    version = None if options.everything else PARSER_VERSION
    with archive.store.read() as session:
        total = count_captures_to_parse(session, version, source_name=options.source)
    run_id = None
    if not options.dry_run:
        with archive.store.write() as session:
            run_id = start_run(
                session, "reparse", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
            )
    held = ExitStack()
    transactions = _one_undone(archive, held) if options.dry_run else archive.store.write
    done = 0
    outcome: RunOutcome = "failed"
    try:
        for result in _parsed(archive, options, version, stop):
            with transactions() as session:
                _save(session, result, report)
            done += len(result.parsed) + len(result.damaged)
            progress(done, total)
        if not options.dry_run:
            group_new_articles(archive, report.summary, stop=stop, progress=progress)
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


def _save(session: Session, result: _Done, report: ReparseReport) -> None:
    for url, why in result.damaged:
        report.summary.counts["damaged"] += 1
        report.summary.problem(f"{url}: {why}")
    if not result.parsed:
        return
    before = page_classes(session, [one.capture_id for one in result.parsed])
    saved = save_parses(session, result.parsed, parser_version=PARSER_VERSION, now=utc_now())
    session.flush()
    revised = [
        (one.article_id, one.revision)
        for one in saved
        if one.outcome == "reparse_revision" and one.article_id and one.revision
    ]
    for change in field_changes(session, revised):
        report.note(change)
    for one in result.parsed:
        was = before.get(one.capture_id)
        if was is not None and was != one.article.page_class:
            report.classes[was, one.article.page_class] += 1
    for outcome in (one.outcome for one in saved):
        report.summary.counts[outcome] += 1


def _parsed(archive: Archive, options: ReparseOptions, version: str | None, stop: Event) -> Iterator[_Done]:
    with crew_for(options.workers, options.dask) as crew:
        for result in crew.results(_work, _tasks(archive, options, version, stop)):
            if result.unseen is not None:
                _check_seen(archive, *result.unseen)
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


def _tasks(archive: Archive, options: ReparseOptions, version: str | None, stop: Event) -> Iterator[_Task]:
    """One task for each WARC file, or for each part of a large one: a result must fit into memory."""
    after = None
    while not stop.is_set():
        with archive.store.read() as session:
            stored = captures_to_parse(session, version, after=after, limit=BATCH, source_name=options.source)
            batch = [(one, _payload_of(session, one)) for one in stored]
        if not batch:
            return
        after = (stored[-1].ref.file, stored[-1].ref.offset)
        for _, part in groupby(batch, key=lambda pair: pair[0].ref.file):
            yield _Task(
                archive.warc,
                archive.profiles,
                archive.settings.fetch.max_decoded_bytes,
                tuple(part),
                VERSIONS,
            )


def _payload_of(session: Session, stored: StoredCapture) -> CaptureRef | None:
    return None if stored.ref.refers_to is None else ref_of_record(session, stored.ref.refers_to)


def _work(task: _Task) -> _Done:
    """Read and parse one batch. Runs in a worker process, which keeps nothing between two."""
    require_versions(task.version)
    parsed: list[Parsed] = []
    damaged: list[tuple[str, str]] = []
    unseen: tuple[str, str] | None = None
    with kept_open(task.place) as place:
        for stored, original in task.batch:
            try:
                capture = read_capture(place, stored.ref, lookup=_Known(original), with_request=False)
            except CaptureError as error:
                if isinstance(error, CaptureMissing):
                    unseen = (stored.ref.file, gethostname())
                damaged.append((stored.url, str(error)))
                continue
            article = parse_capture(
                capture,
                stored.source_timezone,
                profiles=task.profiles,
                max_decoded_bytes=task.max_decoded_bytes,
            )
            parsed.append(Parsed(stored.id, article))
    return _Done(parsed, damaged, unseen)


@dataclass(frozen=True, slots=True)
class _Known:
    """The look-up of the one record that is needed."""

    ref: CaptureRef | None

    def __call__(self, record_id: str) -> CaptureRef | None:
        return self.ref


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
