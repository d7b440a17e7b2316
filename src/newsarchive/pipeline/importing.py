"""Captures that others made: copied into WARC files of our own or pointed at in theirs, parsed and saved.

This process reads the files, keeps the captures and writes the rows; a crew (see `crew`) parses, a batch of
pages of one file at a time. Nothing is imported twice: the same bytes of the same address and moment are
known by their row. So an import that was stopped is gone on with by starting it again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from sqlalchemy.orm import Session

from newsarchive import __version__, urls
from newsarchive.article import parser_version
from newsarchive.captures import (
    CaptureWriter,
    ForeignCapture,
    ForeignProblem,
    ForeignRevisit,
    iter_foreign,
)
from newsarchive.captures.importing import Found
from newsarchive.errors import CaptureError, InputError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive, new_run_name
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.crew import crew_for
from newsarchive.pipeline.grouping import group_new_articles
from newsarchive.pipeline.import_keeping import Keeper
from newsarchive.pipeline.import_options import RULES, ImportOptions
from newsarchive.pipeline.import_revisits import original_in_archive, originals_in_files
from newsarchive.pipeline.parsing import (
    VERSIONS,
    parse_capture,
    parse_left_over,
    require_versions,
    save_parsed,
)
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.pipeline.recovery import adopt_orphans, note_closed, source_name_for
from newsarchive.records import Capture, SiteProfile, utc_now
from newsarchive.store import (
    Facts,
    Parsed,
    RunOutcome,
    Saved,
    StoredCapture,
    facts_of,
    finish_run,
    source_of_url,
    start_run,
)

BATCH = 100
"""Pages per task of a worker and per transaction, at most."""
BATCH_BYTES = 8 * 1024 * 1024
"""A batch that holds so many bytes is not made longer."""
SMALL_BYTES = 8 * 1024 * 1024
"""Files of fewer bytes together are parsed in this process: starting others would take longer."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A batch of pages for a worker, picklable: nothing is read and nothing written by whoever parses it."""

    pages: tuple[tuple[Capture, str | None], ...]
    """Each with the time zone of its source."""
    profiles: tuple[SiteProfile, ...]
    max_decoded_bytes: int
    version: tuple[str, str]


_Result = tuple[Facts, str]
"""What was found in a page, and the version that found it."""


def _work(task: _Task) -> list[_Result]:
    """Parse one batch, perhaps in another process, which keeps nothing between two."""
    require_versions(task.version)
    found = []
    for capture, timezone in task.pages:
        article = parse_capture(
            capture, timezone, profiles=task.profiles, max_decoded_bytes=task.max_decoded_bytes
        )
        version = parser_version(capture.url, capture.captured_at, task.profiles, timezone)
        found.append((facts_of(article), version))
    return found


class _Import:
    """One run over some files."""

    def __init__(
        self,
        archive: Archive,
        options: ImportOptions,
        run_id: int,
        summary: RunSummary,
        progress: Progress,
        stop: Event,
    ) -> None:
        self.archive, self.options, self.run_id = archive, options, run_id
        self.summary, self.progress, self.stop = summary, progress, stop
        self.seen = 0
        self.repeats: dict[int, ForeignRevisit] = {}
        """Revisits whose payload was not found yet."""
        self.under_way: deque[tuple[list[int], list[ForeignCapture]]] = deque()
        """Of each batch that is being parsed the numbers of its captures, or what is to be kept of it."""

    def recover(self) -> None:
        """Finish what a killed run left."""
        self.summary.counts["recovered"] += adopt_orphans(self.archive, self.run_id)
        for saved in parse_left_over(self.archive, on_damage=self._damaged):
            self._count(saved)

    def take(self, paths: Sequence[Path], writer: CaptureWriter) -> None:
        """Everything wanted from some files and folders; what can't be read is noted."""
        self.keeper = Keeper(
            self.archive, self.run_id, self.summary, writer, by_reference=self.options.by_reference
        )
        workers = 1 if _are_small(paths) else self.options.workers
        with crew_for(workers, self.options.dask) as crew:
            for results in crew.results(_work, self._tasks(paths)):
                self._save(results)

    def _tasks(self, paths: Sequence[Path]) -> Iterator[_Task]:
        for path in paths:
            yield from self._tasks_of(self._wanted_in(path))
        if self.repeats and not self.stop.is_set():
            yield from self._tasks_of(originals_in_files(self.repeats, self._all_in(paths)))
            for one in self.repeats.values():
                self._problem(f"{one.source} at byte {one.offset}: {one.unresolved}")

    def _tasks_of(self, wanted: Iterable[ForeignCapture]) -> Iterator[_Task]:
        batch: list[ForeignCapture] = []
        size = 0
        for one in wanted:
            batch.append(one)
            size += len(one.capture.body)
            if len(batch) >= BATCH or size >= BATCH_BYTES:
                yield from self._task(batch)
                batch, size = [], 0
        yield from self._task(batch)

    def _task(self, batch: list[ForeignCapture]) -> Iterator[_Task]:
        """A batch as a task, if any of it is new. It is kept before it is parsed.

        Only where the language decides must it be parsed first.
        """
        numbers: list[int] = []
        if self.options.languages:
            fresh = self.keeper.unknown(batch)
        else:
            kept = list(zip(batch, self.keeper.keep(batch), strict=True))
            fresh = [one for one, number in kept if number is not None]
            numbers = [number for _, number in kept if number is not None]
        if fresh:
            self.under_way.append((numbers, fresh if self.options.languages else []))
            with self.archive.store.read() as session:
                pages = tuple((one.capture, self._timezone_of(session, one.capture)) for one in fresh)
            limit = self.archive.settings.fetch.max_decoded_bytes
            yield _Task(pages, self.archive.profiles, limit, VERSIONS)

    def _timezone_of(self, session: Session, capture: Capture) -> str | None:
        url = urls.canonical_url(capture.requested_url)
        name = source_name_for(self.archive, url)
        return self.archive.zone_of(*source_of_url(session, url, name))

    def _save(self, results: list[_Result]) -> None:
        numbers, found = self.under_way.popleft()
        if self.options.languages:
            pairs = [pair for pair in zip(found, results, strict=True) if self._is_in_language(pair[1])]
            self.summary.counts["left_out"] += len(found) - len(pairs)
            kept = zip(self.keeper.keep([one for one, _ in pairs]), pairs, strict=True)
            parsed = [Parsed(number, *result) for number, (_, result) in kept if number is not None]
        else:
            parsed = [Parsed(number, *result) for number, result in zip(numbers, results, strict=True)]
        self._count(save_parsed(self.archive, parsed, on_damage=self._damaged, imported=True))

    def _is_in_language(self, result: _Result) -> bool:
        found = (result[0].article.language or "").lower()
        return any(found == one or found.startswith(one + "-") for one in self.options.languages)

    def _wanted_in(self, path: Path) -> Iterator[ForeignCapture]:
        """What passes the rules, revisits with their payload; of those without it note is taken."""
        if self.stop.is_set():
            return
        try:
            for found in iter_foreign(path, base_url=self.options.base_url):
                self.seen += 1
                self.progress(self.seen, None)
                yield from self._wanted(found)
                if self.stop.is_set():
                    return
        except InputError as error:
            self._problem(str(error))

    def _wanted(self, found: Found) -> Iterator[ForeignCapture]:
        if isinstance(found, ForeignProblem):
            self._problem(f"{found.source} at byte {found.offset}: {found.detail}")
            return
        one = found.found if isinstance(found, ForeignRevisit) else found
        if not all(rule(one.capture, self.options) for rule in RULES):
            self.summary.counts["left_out"] += 1
            return
        if self.options.by_reference:
            self._check_reference(one)
        if isinstance(found, ForeignRevisit):
            whole = original_in_archive(self.archive, found)
            if whole is None:
                self.repeats[len(self.repeats)] = found
                return
            one = whole
        yield one

    def _check_reference(self, found: ForeignCapture) -> None:
        """Raise `InputError` for a file whose records can't be read one by one, or that has changed."""
        if found.length is None or found.path is None:
            raise InputError(
                f"{found.source} can't be imported by reference: its records can't be read one by one "
                "(no WARC or ARC file, a zip, one gzip member for many of them, or zstandard with a "
                "dictionary). Import it without --by-reference"
            )
        self.keeper.know(found.path)

    def _all_in(self, paths: Sequence[Path]) -> Iterator[Found]:
        """All captures of all files once more; their problems are told already."""
        for path in paths:
            try:
                for found in iter_foreign(path, base_url=self.options.base_url):
                    yield found
                    if self.stop.is_set():
                        return
            except InputError:
                continue

    def _count(self, saved: Sequence[Saved]) -> None:
        self.summary.counts.update(one.outcome for one in saved)

    def _damaged(self, stored: StoredCapture, error: CaptureError) -> None:
        self.summary.counts["damaged"] += 1
        self.summary.problem(f"{stored.url}: {error}")

    def _problem(self, line: str) -> None:
        self.summary.counts["unreadable"] += 1
        self.summary.problem(line)


def _are_small(paths: Sequence[Path]) -> bool:
    total = 0
    for path in paths:
        for file in path.rglob("*") if path.is_dir() else [path]:
            try:
                total += file.stat().st_size
            except OSError:
                continue  # what can't be read is told when it is read
            if total > SMALL_BYTES:
                return False
    return True


def import_files(
    archive: Archive,
    paths: Sequence[Path],
    options: ImportOptions | None = None,
    *,
    progress: Progress = silent,
    stop: Event | None = None,
) -> RunSummary:
    """Import WARC, ARC, WACZ, MHTML, HAR and HTML files and folders, and give the summary.

    To be called with the archive's lock held. What can't be read is a problem in the summary;
    raises `ArchiveError` when the archive itself fails.
    """
    stop = stop or Event()
    summary = RunSummary("import")
    with archive.store.write() as session:
        run_id = start_run(
            session, "import", utc_now(), program_version=__version__, parser_version=PARSER_VERSION
        )
    outcome: RunOutcome = "failed"
    run = _Import(archive, options or ImportOptions(), run_id, summary, progress, stop)
    try:
        run.recover()
        with archive.writer(new_run_name("import")) as writer:
            run.take(paths, writer)
        for closed in writer.closed:
            note_closed(archive, closed)
        group_new_articles(archive, summary, stop=stop, progress=progress)
        outcome = "stopped" if stop.is_set() else "done"
    finally:
        summary.stopped = outcome == "stopped"
        with archive.store.write() as session:
            finish_run(session, run_id, utc_now(), outcome, dict(+summary.counts))
        archive.store.checkpoint()
    return summary
