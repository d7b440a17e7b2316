"""Ingests that are really killed (SIGKILL), again and again, and what must be true after each.

`Witness` logs each answer that was sent to its end. What a killed process had received but not yet
synced is *in hand*: at most one page at each host's worker, one at the writer, and the results that wait
between them (`MAX_RESULTS`). No promise was made for these; they must still be queued and be asked again.
For all other completed answers, after the next start:

- completed ⊆ WARC or queued, and of those not in a WARC file no more than can be in hand;
- WARC = database: each record has its row and each row its record, with the bytes that were sent;
- nothing twice: one capture and one article for each address;
- every gzip member decodes, no file is left open, and the database's own check finds nothing.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from tests.support.witness import Witness

from newsarchive.captures import ClosedFile, iter_refs, verify
from newsarchive.fetch.crawl import MAX_RESULTS
from newsarchive.pipeline import Archive, Ingest, IngestOptions, only_run
from newsarchive.settings import load_settings
from newsarchive.store import all_captures
from newsarchive.store.lookups import closed_file_facts

HOSTS = 4
IN_HAND = HOSTS + 1 + MAX_RESULTS
"""Most pages that a killed ingest can have received and not yet archived."""

ROOT = Path(__file__).parents[2]


@dataclass
class Kills:
    """What came of many kills."""

    kills: int = 0
    archives: int = 0
    in_hand: int = 0
    """Completed answers that were asked again, all kills together."""
    most_in_hand: int = 0
    recovered: int = 0
    """Records without a row that the next start adopted."""
    torn: int = 0
    slowest: float = 0.0
    """Seconds from opening the archive after a kill to the end of a run that gets one page."""
    completed: int = 0

    def line(self) -> str:
        """All of it in a sentence."""
        return (
            f"{self.kills} kills in {self.archives} archives, {self.completed} answers completed, 0 lost, 0 twice; "
            f"{self.in_hand} in hand and asked again (at most {self.most_in_hand} at a kill), "
            f"{self.recovered} records adopted, {self.torn} torn tails, slowest recovery {self.slowest:.2f} s"
        )


def start_ingest(folder: Path, *more: str) -> subprocess.Popen[bytes]:
    """`newsarchive ingest` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsarchive", "--archive", str(folder), "ingest", *more],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


def kill_ingests(
    folder: Path,
    kills: int,
    *,
    database: Callable[[Path], str | None] = lambda folder: None,
    pages: int = 500,
    seed: int = 0,
    until: Callable[[], bool] = lambda: False,
) -> Kills:
    """Kill ingests of `pages` pages at random moments; a new archive begins when one is complete.

    `database` gives the URL of a fresh database (None: SQLite in the archive's folder). Ends early when
    `until` says so. Raises `AssertionError` at the first thing that is not as it must be.
    """
    source = random.Random(seed)
    counts = Kills()
    while counts.kills < kills and not until():
        place = folder / f"archive{counts.archives}"
        place.mkdir(parents=True)
        with Witness(pages, HOSTS) as witness:
            witness.make_archive(place, database(place))
            while counts.kills < kills and not until():
                before = len(witness.completed)
                if _killed(place, witness, source):
                    counts.kills += 1
                if _recover_and_check(place, witness, counts, before):
                    break
            counts.completed += len(witness.completed)
        counts.archives += 1
        counts.torn += len(list((place / "warc").glob("*.torn-*")))
    return counts


def _killed(folder: Path, witness: Witness, source: random.Random) -> bool:
    """One life: killed after some answers and a moment, or some time after its start. False: it was done first."""
    child = start_ingest(folder, "--quiet")
    if source.random() < 0.15:
        time.sleep(source.uniform(0, 1.5))  # also while the program starts and recovers
    else:
        goal = len(witness.completed) + source.randrange(1, 70)
        while child.poll() is None and len(witness.completed) < goal:
            time.sleep(0.001)
        time.sleep(source.uniform(0, 0.03))
    child.send_signal(signal.SIGKILL)
    assert child.stderr is not None
    words = child.stderr.read().decode()
    child.stderr.close()
    code = child.wait()
    assert code in (0, -signal.SIGKILL), words
    assert words == "", words
    return code != 0


def _recover_and_check(folder: Path, witness: Witness, counts: Kills, life: int) -> bool:
    """The next start, with one page to get; then everything is looked at. Whether all pages are archived.

    `life`: how many answers had been completed when the killed process was started.
    """
    time.sleep(0.02)  # let the servers finish what they were sending
    ever = {url for url, _ in list(witness.completed)}
    completed = {url for url, _ in list(witness.completed)[life:]}
    asked_before = len(witness.asked)
    began = time.monotonic()
    settings = load_settings(folder, {})
    with Archive.open(settings, create=True) as archive:
        with only_run(folder, "ingest"):
            summary = Ingest(archive, settings.sources, IngestOptions(limit=1)).run()
        counts.slowest = max(counts.slowest, time.monotonic() - began)
        counts.recovered += summary.counts["recovered"]
        assert not summary.problems, summary.problems
        new = set(witness.asked[asked_before:])
        assert len(new) <= 1
        archived = check_archive(archive, witness)
        queued = _queued(archive)
        assert ever - archived <= queued, ever - archived - queued
        in_hand = len(completed - archived) + len(
            completed & archived & new
        )  # the latter: asked again already
        assert in_hand <= IN_HAND, in_hand
        counts.in_hand += in_hand
        counts.most_in_hand = max(counts.most_in_hand, in_hand)
        return archived == set(witness.bodies)


def check_archive(archive: Archive, witness: Witness) -> set[str]:
    """Everything that must be true of an archive between two runs. The addresses that are archived."""
    with archive.store.read() as session:
        stored = list(all_captures(session))
        closed = [
            ClosedFile(name, digest, size, records)
            for name, digest, size, records in closed_file_facts(session)
        ]
        unparsed = session.scalar(
            text("SELECT count(*) FROM captures WHERE id NOT IN (SELECT capture_id FROM parse_results)")
        )
        articles = session.scalar(text("SELECT count(*) FROM articles"))
        revisions = session.scalar(text("SELECT count(*) FROM revisions"))
        if archive.store.is_sqlite:
            assert session.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert session.execute(text("PRAGMA foreign_key_check")).all() == []
    names = archive.warc.names()
    assert not [name for name in names if archive.warc.is_open(name)]
    on_disk = [ref for name in names for ref in iter_refs(archive.warc, name)]  # decodes every member
    assert Counter(ref.record_id for ref in on_disk) == Counter(one.ref.record_id for one in stored)
    findings = list(verify(archive.warc, [one.ref for one in stored], closed, deep=True))
    assert not findings, findings
    by_url = Counter(one.page_url for one in stored)
    assert all(count == 1 for count in by_url.values()), by_url.most_common(3)
    for one in stored:
        assert archive.read_stored(one.ref).body == witness.bodies[one.page_url], one.page_url
    assert unparsed == 0
    assert (articles, revisions) == (len(stored), len(stored))
    return set(by_url)


def _queued(archive: Archive) -> set[str]:
    """Addresses that are known and were never answered: the next run asks for them."""
    with archive.store.read() as session:
        rows = session.execute(text("SELECT url FROM pages WHERE checks = 0 AND next_check IS NOT NULL"))
        return set(rows.scalars())
