"""What readers see and how long they wait while a re-parse, an ingest and checkpoints write.

    python -m benchmarks.readers [--articles 3000] [--seconds 15] [--postgres URL]

Fills an archive of generated pages whose articles an older parser stored: all of them get another
headline and a last paragraph from the re-parse. Reader processes then ask in loops, first with nobody
writing, then beside `newsarchive reparse`, beside `newsarchive ingest` of a site on loopback, and beside
checkpoints one after the other. Each turn is one read transaction, in which every two things that must agree are
compared. A reader's patience with a lock is 250 ms (SQLite's busy_timeout, PostgreSQL's lock_timeout):
a longer wait is an error, and counted as locked out. "waited" is the part
of a turn in which neither the reader nor its server ran or stood in the queue for a processor (Linux,
PostgreSQL on this machine; to a millisecond or two): locks, disk, other processes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text
from tests.support.killed_ingest import ROOT, start_ingest
from tests.support.witness import Witness

from benchmarks import wire_texts as wire
from benchmarks.databases import add_options, databases
from benchmarks.reading import KINDS
from newsarchive.pipeline import Archive
from newsarchive.records import Article, Block, Candidate, Capture
from newsarchive.settings import load_settings
from newsarchive.store import Parsed, facts_of, save_capture, save_parses, see_candidates, upsert_source

START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
BATCH = 250
HOSTS = 2
WRITERS = ("nobody writes", "re-parse", "ingest", "checkpoints")


def fill(archive: Archive, articles: int) -> None:
    """Captures of generated pages, and what an older parser had made of them."""
    rng = random.Random(3)
    with archive.store.write() as session:
        source = upsert_source(session, "generated", START)
    with archive.writer("ingest-20260105T030000000000Z") as writer:
        for first in range(0, articles, BATCH):
            pages = [_page(rng, number) for number in range(first, min(first + BATCH, articles))]
            refs = [writer.append(capture) for capture, _ in pages]
            with archive.store.write() as session:
                seen = see_candidates(
                    session, source, [Candidate(c.url, "benchmark") for c, _ in pages], START
                )
                ids = [
                    save_capture(session, page_id, capture, ref)
                    for page_id, (capture, _), ref in zip(seen.new, pages, refs, strict=True)
                ]
                parsed = [
                    Parsed(i, facts_of(article), "0") for i, (_, article) in zip(ids, pages, strict=True)
                ]
                save_parses(session, parsed, now=START)
    archive.store.checkpoint()


def _page(rng: random.Random, number: int) -> tuple[Capture, Article]:
    url = f"https://generated.example/{number}"
    lines = wire.to_text(wire.story(rng)).split("\n")
    title = f"number {number}: {' '.join(lines[0].split()[:8])}"
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = (
        f'<html lang="en"><head><title>Final {title}</title><link rel="canonical" href="{url}"></head>'
        f"<body><article><h1>Final {title}</h1>{body}</article></body></html>"
    )
    moment = START + timedelta(minutes=number)
    capture = Capture(url, url, moment, 200, "OK", (("Content-Type", "text/html"),), page.encode())
    old = Article(
        url=url,
        headline=f"Draft {title}",
        canonical_url=url,
        blocks=tuple(Block("paragraph", line) for line in lines[:-1]),
        page_class="article",
    )
    return capture, old


@dataclass
class Turns:
    """What a reader measured, in seconds; a line of the table."""

    first_row: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    locked_out: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Median, 95th percentile and maximum in milliseconds."""
        told = "  ".join(_spread(values) for values in (self.first_row, self.whole, self.waited))
        return f"{len(self.whole):>6}  {told}  {self.locked_out:>6}  {sum(self.wrong.values()):>5}"


HEAD = f"{'turns':>6}  {'first row ms':>22}  {'whole turn ms':>22}  {'waited ms':>22}  locked  wrong"


def _spread(seconds: list[float]) -> str:
    if not seconds:
        return f"{'-':>22}"
    ordered = sorted(seconds)
    some = (ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1])
    return " ".join(f"{value * 1000:>6.1f}" if value < 100 else f"{value * 1000:>6.0f}" for value in some)


@contextmanager
def readers(folder: Path, kinds: tuple[str, ...], patience: int) -> Iterator[dict[str, Turns]]:
    """A process for each kind reads while the block runs; what they measured is in the result after it."""
    found: dict[str, Turns] = {}
    running = [(kind, _start_reader(folder, kind, patience)) for kind in kinds]
    try:
        for kind, process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n", f"the reader of {kind} did not start"
        yield found
        for kind, process in running:
            out, _ = process.communicate()
            assert process.returncode == 0, (kind, process.returncode)
            told = json.loads(out)
            found[kind] = Turns(**told | {"wrong": Counter(told["wrong"])})
    finally:
        for _, process in running:
            process.kill()
            process.wait()


def _start_reader(folder: Path, kind: str, patience: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.reading", kind, str(folder), str(patience)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=_environment(),
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def write_and_checkpoint(folder: Path, seconds: float) -> int:
    """Touch rows and move the write-ahead log into the file, again and again. Returns how often all was moved."""
    moved = 0
    end = time.monotonic() + seconds
    with Archive.open(load_settings(folder, {})) as archive:
        while time.monotonic() < end:
            with archive.store.write() as session:
                session.execute(text("UPDATE pages SET checks = checks + 1"))
            moved += archive.store.checkpoint()
    return moved


def write(what: str, folder: Path, seconds: float, log: Path | None) -> str:
    """One writer, to its end. Returns what it did, in words."""
    if what == "nobody writes":
        time.sleep(seconds)
        return ""
    if what == "ingest":
        process: subprocess.Popen[Any] = start_ingest(folder, "--quiet")
    else:
        arguments = {
            "re-parse": ["-m", "newsarchive", "--archive", str(folder), "reparse"],
            "checkpoints": [
                "-c",
                f"from benchmarks.readers import *; print(write_and_checkpoint(Path({str(folder)!r}), {seconds}))",
            ],
        }[what]
        process = subprocess.Popen(
            [sys.executable, *arguments],
            stdout=subprocess.PIPE if what == "checkpoints" else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=_environment(),
        )
    began, largest = time.monotonic(), 0
    while process.poll() is None:
        time.sleep(0.02)
        largest = max(largest, log.stat().st_size if log and log.exists() else 0)
    out, said = process.communicate()
    assert process.returncode == 0, said.decode()
    words = f"{time.monotonic() - began:.1f} s"
    if largest:
        words += f", log up to {largest / 2**20:.0f} MiB"
    return f"{words}, {int(out)} checkpoints" if what == "checkpoints" else words


def measure(
    folder: Path,
    database: str,
    *,
    articles: int,
    pages: int,
    seconds: float,
    patience: int = 250,
    writers: tuple[str, ...] = WRITERS,
    kinds: tuple[str, ...] = KINDS,
) -> dict[str, dict[str, Turns]]:
    """The writers after one another, with all readers beside each. Prints as it goes."""
    found: dict[str, dict[str, Turns]] = {}
    with Witness(pages, HOSTS) as site:
        site.make_archive(folder, database)
        with Archive.open(load_settings(folder, {}), create=True) as archive:
            fill(archive, articles)
            log = Path(f"{archive.store.path}-wal") if archive.store.is_sqlite else None
        for what in writers:
            if what == "checkpoints" and log is None:
                continue  # PostgreSQL makes its own
            with readers(folder, kinds, patience) as told:
                did = write(what, folder, seconds, log)
            found[what] = told
            print(f"\n{what}{': ' if did else ''}{did}\n{'':10}{HEAD}")
            for kind, turns in told.items():
                print(f"{kind:<10}{turns.line()}")
                for problem in [*turns.wrong, *turns.errors]:
                    print(f"{'':10}{problem}")
            sys.stdout.flush()
        check_all_parsed(folder, articles)
    return found


def check_all_parsed(folder: Path, articles: int) -> None:
    """The re-parse wrote: nothing of the older parser is left, and its articles have new revisions."""
    with Archive.open(load_settings(folder, {})) as archive, archive.store.read() as session:
        old = session.scalar(text("SELECT count(*) FROM parse_results WHERE parser_version = '0'"))
        new = session.scalar(text("SELECT count(*) FROM revisions WHERE cause = 'reparse'")) or 0
    assert old == 0 and new > 0.95 * articles, (old, new)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--articles", type=int, default=3000)
    asked.add_argument("--pages", type=int, default=300, help="pages of the site that is ingested")
    asked.add_argument(
        "--seconds", type=float, default=15, help="for nobody writing, and for the checkpoints"
    )
    add_options(asked)
    options = asked.parse_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder), "readers", options) as urls:
        for name, url in urls.items():
            print(f"\n== {name}: {options.articles} articles")
            place = Path(folder) / name
            found = measure(
                place, url, articles=options.articles, pages=options.pages, seconds=options.seconds
            )
            for told in found.values():
                bad += sum(t.locked_out + sum(t.wrong.values()) + len(t.errors) for t in told.values())
    print(
        "\nno reader was locked out, none saw anything wrong"
        if not bad
        else f"\n{bad} times something was wrong"
    )
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
