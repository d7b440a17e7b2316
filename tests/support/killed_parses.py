"""Re-parses and imports that are really killed (SIGKILL), again and again, and what must be true after each.

Each round begins with a copy of one archive (or of one empty archive and a foreign WARC file), starts
`newsarchive reparse` or `newsarchive import` with `--workers 2` as a process of its own, kills it when the
database holds so many results and a moment has passed, and looks:

- the database's own check finds nothing, no row points into the void, and what was there is still there;
- no worker process outlives the killed run;
- the next run, undisturbed, finishes the work: the tables are those of a run that nobody killed, every
  record of the WARC files has one row and every row its record.

Now and then the next run is killed too.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import psutil
from benchmarks.corpus_archive import make_archive
from benchmarks.databases import drop_database, make_database
from sqlalchemy import Table, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from newsarchive.captures import ClosedFile, iter_refs, verify
from newsarchive.folder import SETTINGS_FILE
from newsarchive.pipeline import Archive, ImportOptions, import_files, only_run
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.records import Capture
from newsarchive.settings import load_settings
from newsarchive.store import all_captures
from newsarchive.store.copy import tables_in_order
from newsarchive.store.lookups import closed_file_facts

Kind = Literal["reparse", "import"]
PAGES = 72
LATER = 12
"""Pages of the archive that no parser has seen when the re-parse starts."""
ROLL = 1 << 16
"""Some seven pages a file, a task of a re-parse."""
PROGRAM = """
from newsarchive.pipeline import importing, reparse_work
from newsarchive.pipeline.crew import crew_for
importing.BATCH = reparse_work.BATCH = reparse_work.TRANSACTION = 7
importing.SMALL_BYTES = 0
with crew_for(2, None) as crew:
    list(crew.results(abs, range(9)))
from newsarchive.cli.app import main
raise SystemExit(main())
"""
"""The program, with small transactions: a kill must find some of the work done. Import takes a pool at once, and
the server from which a pool's processes come is there already: else the work were done before them."""
AGAIN = 0.2
"""How often the next run is killed too."""
ROOT = Path(__file__).parents[2]
WORDS = "duty quota tariff port vessel ministry export licence grain steel treaty dispute panel levy".split()
PROFILE = 'hosts = ["paper.example"]\n[[layout]]\nname = "kicker"\nheadline = "h2.kicker"\n'
"""The changed rule: every third page has such a headline."""
_OF_THE_RUN = {"made_at", "parsed_at", "added_at"}
_PLACES = {"run_id", "warc_file_id", "warc_offset", "warc_length", "record_id", "refers_to", "found_in"}
"""Columns of an import that name the files of its run."""


@dataclass
class Kills:
    """What came of many kills."""

    kills: int = 0
    rounds: int = 0
    finished_first: int = 0
    in_the_middle: int = 0
    """Kills after which some of the work was done and some was not."""
    by_kind: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        """All of it in a sentence."""
        kinds = ", ".join(f"{count} of {kind}" for kind, count in sorted(self.by_kind.items()))
        return (
            f"{self.kills} kills ({kinds}) in {self.rounds} rounds, {self.in_the_middle} in the middle of the work, "
            f"{self.finished_first} runs were done first; 0 lost, 0 twice, every next run finished with equal tables"
        )


def pages(count: int = PAGES) -> Iterator[Capture]:
    """Articles, some with a headline of their own for the changed rule, some no article, some seen twice."""
    for number in range(count):
        story = number - 1 if number % 9 == 8 else number  # the same page again, with other furniture
        chance = random.Random(story)
        paragraphs = "".join(
            f"<p>{' '.join(chance.choices(WORDS, k=40)).capitalize()} {chance.random()}.</p>"
            for _ in range(12)
        )
        own = f"<h2 class='kicker'>Duty file {story}</h2>" if story % 3 == 0 else ""
        body = (
            f"<html><head><title>Duty {story}</title><meta property='og:type' content='article'></head><body>"
            f"<article><h1>Valdora changes duty {story}</h1>{own}{paragraphs}</article><footer>{number}</footer>"
            f"<!-- {random.Random(-number).randbytes(8000).hex()} --></body></html>"
        )
        if number % 12 == 11:
            body = (
                f"<html><title>Page not found</title><body><h1>404</h1><p>No page {number}.</p></body></html>"
            )
        url = f"https://paper.example/{story}"
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=number)
        yield Capture(url, url, at, 200, "OK", (("Content-Type", "text/html"),), body.encode())


def opened(folder: Path) -> Archive:
    return Archive.open(load_settings(folder, {}))


class Databases:
    """Fresh databases for copies of an archive: files, or PostgreSQL databases made from a template."""

    def __init__(self, server: str | None = None) -> None:
        self.server = server
        self._made = 0

    def fresh(self, template: str | None = None) -> str | None:
        """URL of an empty database, or of a copy of the one at the URL `template`. None: a file of the folder."""
        if self.server is None:
            return None
        self._made += 1
        name = f"killed_{os.getpid()}_{self._made}"
        return make_database(self.server, name, make_url(template).database if template else None)

    def drop(self, url: str | None) -> None:
        """Away with it, whoever is connected."""
        if self.server is not None and url is not None:
            drop_database(self.server, str(make_url(url).database))


@dataclass
class Work:
    """A kind of run, the archive it begins with, and the tables it must end with."""

    kind: Kind
    start: Path
    url: str | None
    command: list[str]
    finish: Callable[[Archive], object]
    progress: str
    """A query that counts what a run has done."""
    goal: int
    wanted: dict[str, list[str]]


def make_work(folder: Path, kind: Kind, databases: Databases) -> Work:
    """The archive that each round begins with, and what an undisturbed run makes of it."""
    start, url = folder / "start", databases.fresh()
    foreign = folder / "foreign" / "warc"
    make_archive(start, pages() if kind == "reparse" else [], url=url, roll=ROLL)
    if kind == "reparse":
        work = Work(kind, start, url, ["reparse", "--workers", "2"], _finish_reparse, _REPARSED, PAGES, {})
        _parse_before(start)
    else:
        make_archive(folder / "foreign", pages(), roll=ROLL * 4)
        files = sorted(foreign.iterdir())
        command = ["import", "--workers", "2", *(str(file) for file in files)]
        work = Work(kind, start, url, command, lambda a: _finish_import(a, files), _IMPORTED, 2 * PAGES, {})
    with _Copy(work, folder / "undisturbed", databases) as archive:
        work.finish(archive)
        work.wanted = tables(archive, kind)
        check(archive)
    return work


_REPARSED = "SELECT count(*) FROM parse_results WHERE parser_version <> '1'"
_IMPORTED = "SELECT (SELECT count(*) FROM captures) + (SELECT count(*) FROM parse_results)"


def _parse_before(folder: Path) -> None:
    """All but the last pages were parsed by an older version, before the site's profile was written."""
    with opened(folder) as archive:
        archive.profiles = ()
        with archive.store.write() as session:
            session.execute(text(f"UPDATE captures SET status = status + 1000 WHERE id > {PAGES - LATER}"))
        reparse(archive, ReparseOptions())
        with archive.store.write() as session:
            session.execute(text("UPDATE captures SET status = status - 1000 WHERE status > 1000"))
            session.execute(text("UPDATE parse_results SET parser_version = '1'"))
            session.execute(text("UPDATE revisions SET parser_version = '1'"))
    (folder / "sites").mkdir(exist_ok=True)
    (folder / "sites" / "paper.toml").write_text(PROFILE)


def _finish_reparse(archive: Archive) -> None:
    summary = reparse(archive, ReparseOptions()).summary
    assert not summary.problems, summary.problems


def _finish_import(archive: Archive, files: list[Path]) -> None:
    summary = import_files(archive, files, ImportOptions())
    assert not summary.problems, summary.problems


class _Copy:
    """A copy of the archive a kind of work begins with, open; gone at the end."""

    def __init__(self, work: Work, folder: Path, databases: Databases) -> None:
        self.folder, self._databases = folder, databases
        self.url = databases.fresh(work.url)
        shutil.copytree(work.start, folder)
        if self.url is not None and work.url is not None:
            settings = folder / SETTINGS_FILE
            settings.write_text(settings.read_text().replace(work.url, self.url))
        self.archive = opened(folder)

    def __enter__(self) -> Archive:
        return self.archive

    def __exit__(self, *_: object) -> None:
        self.archive.close()
        shutil.rmtree(self.folder)
        self._databases.drop(self.url)


def kill_runs(
    work: Work,
    folder: Path,
    kills: int,
    databases: Databases,
    *,
    seed: int = 0,
    until: Callable[[], bool] = lambda: False,
    counts: Kills | None = None,
) -> Kills:
    """Kill so many runs. Raises `AssertionError` at the first thing that is not as it must be."""
    source = random.Random(seed)
    counts = counts or Kills()
    done = 0
    while done < kills and not until():
        copy = _Copy(work, folder / f"round{counts.rounds}", databases)
        with copy as archive:
            before = _kept(archive)
            while True:
                killed = _one_life(work, copy.folder, archive, source, counts)
                done += killed
                _check_after_kill(archive, before)
                if source.random() >= AGAIN:
                    break
            with only_run(copy.folder, work.kind):
                work.finish(archive)
            found = tables(archive, work.kind)
            for name, rows in work.wanted.items():
                assert found[name] == rows, f"{name} differs: {_difference(rows, found[name])}"
            check(archive)
        counts.rounds += 1
    return counts


def _one_life(work: Work, folder: Path, archive: Archive, source: random.Random, counts: Kills) -> bool:
    """Start a run and kill it. False: it was done first."""
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, "--archive", str(folder), *work.command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )
    workers: list[psutil.Process] = []
    if source.random() < 0.1:
        time.sleep(source.uniform(0, 1.5))  # also while the program and its workers start
    else:
        goal = source.randrange(work.goal + 1)  # the last one: while articles are compared
        while child.poll() is None and _count(archive, work.progress) < goal:
            time.sleep(0.002)
        time.sleep(source.uniform(0, 0.04))
    if child.poll() is None:
        workers = psutil.Process(child.pid).children(recursive=True)
    child.send_signal(signal.SIGKILL)
    # The workers hold the same standard error: a read to its end waits for those that did not leave.
    code = child.wait()
    gone, alive = psutil.wait_procs(workers, timeout=20)
    assert not alive, f"{len(alive)} of {len(gone) + len(alive)} processes outlive the killed run"
    assert child.stderr is not None
    words = child.stderr.read().decode()
    child.stderr.close()
    assert code in (0, -signal.SIGKILL), words
    counts.finished_first += code == 0
    counts.kills += code != 0
    counts.by_kind[f"{work.kind} on {'SQLite' if archive.store.is_sqlite else 'PostgreSQL'}"] += code != 0
    counts.in_the_middle += 0 < _count(archive, work.progress) < work.goal
    return code != 0


def _count(archive: Archive, query: str) -> int:
    with archive.store.read() as session:
        return int(session.scalar(text(query)) or 0)


def _kept(archive: Archive) -> dict[str, set[str]]:
    """What no run may take away: captures and revisions."""
    with archive.store.read() as session:
        return {
            "captures": {str(row) for row in session.execute(text("SELECT record_id FROM captures"))},
            "revisions": {
                str(row) for row in session.execute(text("SELECT id, content_digest FROM revisions"))
            },
        }


def _check_after_kill(archive: Archive, before: dict[str, set[str]]) -> None:
    """What must be true right after a kill, before anything is repaired."""
    now = _kept(archive)
    for name, rows in before.items():
        assert rows <= now[name], f"{len(rows - now[name])} {name} are lost"
        before[name] = now[name]  # what a killed run committed must stay as well
    _check_database(archive)


def _check_database(archive: Archive) -> None:
    with archive.store.read() as session:
        if archive.store.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        for what, query in _NEVER.items():
            assert session.scalar(text(query)) == 0, what


_NEVER = {
    "an article twice": "SELECT count(*) FROM (SELECT url FROM articles GROUP BY url HAVING count(*) > 1) AS a",
    "a capture twice": "SELECT count(*) FROM (SELECT url FROM captures"
    " GROUP BY url, captured_at, payload_digest HAVING count(*) > 1) AS a",
    "an article without its current revision": "SELECT count(*) FROM articles a LEFT JOIN revisions r"
    " ON r.article_id = a.id AND r.number = a.current_revision WHERE r.id IS NULL",
    "an article whose text is not that of its revision": "SELECT count(*) FROM articles a JOIN revisions r"
    " ON r.article_id = a.id AND r.number = a.current_revision WHERE r.text_digest <> a.text_digest",
    "a revision without blocks": "SELECT count(*) FROM revisions r"
    " WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.revision_id = r.id)",
    "gaps in the numbers of revisions": "SELECT count(*) FROM (SELECT article_id FROM revisions"
    " GROUP BY article_id HAVING max(number) <> count(*)) AS a",
    "a re-parse that is called the publisher's": "SELECT count(*) FROM revisions"
    " WHERE number > 1 AND cause <> 'reparse'",
}


def check(archive: Archive) -> None:
    """What must be true of an archive at rest, beside its tables being as wanted."""
    _check_database(archive)
    with archive.store.read() as session:
        stored = list(all_captures(session))
        closed = [ClosedFile(*facts) for facts in closed_file_facts(session)]
        key = "rowid" if archive.store.is_sqlite else "article_id"
        stale = (
            f"SELECT count(*) FROM articles a LEFT JOIN search_index i ON i.{key} = a.id"
            " WHERE i.revision IS NULL OR i.revision <> a.current_revision"
        )
        assert session.scalar(text(stale)) == 0
        hanging = f"SELECT count(*) FROM search_index WHERE {key} NOT IN (SELECT id FROM articles)"
        assert session.scalar(text(hanging)) == 0
    names = archive.warc.names()
    assert not [name for name in names if archive.warc.is_open(name)]
    on_disk = Counter(ref.record_id for name in names for ref in iter_refs(archive.warc, name))
    assert on_disk == Counter(one.ref.record_id for one in stored)
    findings = list(verify(archive.warc, [one.ref for one in stored], closed, deep=True))
    assert not findings, findings


def tables(archive: Archive, kind: Kind = "reparse") -> dict[str, list[str]]:
    """All rows that a run can change, without the times of writing (and without the places of an import).

    The numbers that PostgreSQL gave to rows that a kill undid are not given again: counted are those that are there.
    """
    found = {}
    left_out = _OF_THE_RUN if kind == "reparse" else _OF_THE_RUN | _PLACES
    with archive.store.read() as session:
        numbers = {name: _numbers(session, name) for name in ("sources", "pages", "captures")}
        numbers["parse_results"] = numbers["captures"]
        for table in tables_in_order():
            if table.name.startswith(("run", "warc_files")):
                continue
            found[table.name] = _rows_of(session, table, left_out, numbers)
    return found


def _numbers(session: Session, table: str) -> dict[int, int]:
    rows = session.execute(text(f"SELECT id FROM {table} ORDER BY id"))
    return {row[0]: place for place, row in enumerate(rows, start=1)}


def _rows_of(
    session: Session, table: Table, left_out: set[str], numbers: dict[str, dict[int, int]]
) -> list[str]:
    columns = [column for column in table.columns if column.name not in left_out]
    counted = [
        numbers.get(table.name)
        if column.name == "id"
        else next((numbers.get(key.column.table.name) for key in column.foreign_keys), None)
        for column in columns
    ]
    return sorted(
        repr(
            [
                value if known is None or value is None else known[value]
                for value, known in zip(row, counted, strict=True)
            ]
        )
        for row in session.execute(select(*columns))
    )


def _difference(wanted: list[str], found: list[str]) -> str:
    missing, more = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    return f"{sum(missing.values())} rows missing, {sum(more.values())} too many; " + "; ".join(
        [*(f"- {row[:300]}" for row in list(missing)[:3]), *(f"+ {row[:300]}" for row in list(more)[:3])]
    )
