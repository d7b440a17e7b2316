"""What the workers of a re-parse are given, what they do, and what they send back.

All that needs no database is done here: reading, parsing, digests, the words for the full-text index and the
fingerprints by which copies are found. Of a page in which nothing new was found only its number goes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby, islice
from socket import gethostname
from threading import Event
from time import monotonic

from sqlalchemy.orm import Session

from newsarchive.article import parser_version
from newsarchive.captures import Storage, kept_open, read_capture
from newsarchive.errors import CaptureError, CaptureMissing
from newsarchive.pipeline.archive import Archive, is_import_file
from newsarchive.pipeline.parsing import VERSIONS, parse_capture, require_versions
from newsarchive.records import Article, CaptureRef, SiteProfile
from newsarchive.store import (
    Parsed,
    StoredCapture,
    Versions,
    captures_to_parse,
    digest_of,
    facts_of,
    ref_of_record,
)

BATCH = 250
"""Captures that are saved at a time, as far as they come."""
TRANSACTION = 1000
"""Captures per transaction: what many of them change in the indexes, and the rows that are changed once more
when their copies are found, is written once."""
TRANSACTION_SECONDS = 10.0
"""A transaction that has taken so long takes no more: what a killed run did in it is done again."""
TASK = 20
"""Captures per task of a worker: few, so that none of the cores waits long for another at the end."""


@dataclass(frozen=True, slots=True)
class Task:
    """One batch for a worker: everything it needs, picklable."""

    place: Storage
    profiles: tuple[SiteProfile, ...]
    max_decoded_bytes: int
    batch: tuple[tuple[StoredCapture, CaptureRef | None], ...]
    """Captures of one WARC file, each with the record that holds its payload when it is a revisit."""
    version: tuple[str, str]
    """The versions that a worker must have."""


@dataclass(frozen=True, slots=True)
class Same:
    """A capture in which the parser found what it had found before."""

    capture_id: int
    parser_version: str
    shows_article: bool


@dataclass(slots=True)
class Done:
    """What a worker made of a task."""

    imported: bool = False
    """Whether the captures lie in a file of an import."""
    parsed: list[Parsed] = field(default_factory=list)
    """Captures that are new, or in which something else was found."""
    same: list[Same] = field(default_factory=list)
    damaged: list[tuple[str, str]] = field(default_factory=list)
    """URL and what is wrong, of captures that can't be read."""
    unseen: tuple[str, str] | None = None
    """A WARC file that the worker could not find, and the worker's host."""

    def add(self, other: Done) -> None:
        """Take in what came of another task on files of the same kind."""
        self.parsed += other.parsed
        self.same += other.same
        self.damaged += other.damaged

    @property
    def size(self) -> int:
        """How many captures the task held."""
        return len(self.parsed) + len(self.same) + len(self.damaged)


def tasks(archive: Archive, versions: Versions | None, source: str | None, stop: Event) -> Iterator[Task]:
    """One task for each WARC file, or for each part of a large one: a result must fit into memory.

    Captures that no parser has seen come last: they are compared with what this parser makes of the others.
    """
    for parsed in (True, False):
        after = None
        while not stop.is_set():
            with archive.store.read() as session:
                stored = captures_to_parse(
                    session, versions, parsed=parsed, after=after, limit=BATCH, source_name=source
                )
                batch = [(_zoned(archive, one), _payload_of(session, one)) for one in stored]
            if not batch:
                break
            after = (stored[-1].ref.file, stored[-1].ref.offset)
            limit = archive.settings.fetch.max_decoded_bytes
            for _, of_file in groupby(batch, key=lambda pair: pair[0].ref.file):
                while part := tuple(islice(of_file, TASK)):
                    yield Task(archive.warc, archive.profiles, limit, part, VERSIONS)


def _zoned(archive: Archive, stored: StoredCapture) -> StoredCapture:
    """The capture with the zone in which its times are read."""
    zone = archive.zone_of(stored.source_name, stored.source_timezone)
    return stored if zone == stored.source_timezone else replace(stored, source_timezone=zone)


def _payload_of(session: Session, stored: StoredCapture) -> CaptureRef | None:
    return None if stored.ref.refers_to is None else ref_of_record(session, stored.ref.refers_to)


def together(results: Iterable[Done]) -> Iterator[Done]:
    """The results of some tasks joined to what is saved at a time."""
    held = Done()
    for result in results:
        if held.size and held.imported != result.imported:
            yield held
            held = Done()
        held.imported = result.imported
        held.add(result)
        if held.size >= BATCH:
            yield held
            held = Done()
    if held.size:
        yield held


def is_enough(size: int, began: float) -> bool:
    """Whether a transaction with so many captures, begun at this moment (`time.monotonic`), is to end."""
    return size >= TRANSACTION or monotonic() - began >= TRANSACTION_SECONDS


def work(task: Task) -> Done:
    """Read and parse one batch, and compute what can be computed. A worker keeps nothing between two."""
    require_versions(task.version)
    done = Done(imported=is_import_file(task.batch[0][0].ref.file))
    # First all are parsed, then all are computed: either has its tables in the processor's cache so.
    for stored, article in list(_parsed(task, done)):
        version = parser_version(stored.url, stored.captured_at, task.profiles, stored.source_timezone)
        if stored.record_digest is not None and digest_of(article) == stored.record_digest:
            shows = article.page_class in ("article", "teaser")
            done.same.append(Same(stored.id, version, shows))
            continue
        done.parsed.append(Parsed(stored.id, facts_of(article), version))
    return done


def _parsed(task: Task, done: Done) -> Iterator[tuple[StoredCapture, Article]]:
    """What the parser finds in the captures of a task; `done` is told of those that can't be read."""
    with kept_open(task.place) as place:
        for stored, original in task.batch:
            try:
                capture = read_capture(
                    place, stored.ref, lookup=_Known(original), with_request=False, check_payload=False
                )
            except CaptureError as error:
                if isinstance(error, CaptureMissing):
                    done.unseen = (stored.ref.file, gethostname())
                done.damaged.append((stored.url, str(error)))
                continue
            yield (
                stored,
                parse_capture(
                    capture,
                    stored.source_timezone,
                    profiles=task.profiles,
                    max_decoded_bytes=task.max_decoded_bytes,
                ),
            )


@dataclass(frozen=True, slots=True)
class _Known:
    """The look-up of the one record that is needed."""

    ref: CaptureRef | None

    def __call__(self, record_id: str) -> CaptureRef | None:
        return self.ref
