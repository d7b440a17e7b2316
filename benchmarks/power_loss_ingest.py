"""Pull the plug at 200 moments of a whole ingest (WARC files, SQLite, names) and check what the next run makes of it.

    python -m benchmarks.power_loss_ingest [--cuts 200] [--pages 40]

Needs strace (Linux). What a disk may hold after a cut: see `tests/support/traced.py`. A capture is promised
when the run's journal has its line, which is written after the commit of its row.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.killed_ingest import ROOT, check_archive
from tests.support.traced import STRACE, read_trace, restore
from tests.support.witness import Witness

from newsarchive.pipeline import Archive, Ingest, IngestOptions
from newsarchive.settings import load_settings
from newsarchive.store import all_captures


def cut_often(place: Path, cuts: int, pages: int, seed: int = 5) -> tuple[int, int]:
    """Trace one ingest and cut it; raises `AssertionError` at the first loss. Events, and promises checked."""
    source = random.Random(seed)
    with Witness(pages) as witness:
        folder = witness.make_archive(place / "archive")
        base = place / "base"
        shutil.copytree(folder, base)
        command = [
            sys.executable,
            "-m",
            "newsarchive",
            "-A",
            str(folder),
            "ingest",
            "--log",
            str(folder / "night.log"),
        ]
        log = place / "trace"
        subprocess.run([*STRACE, "-o", str(log), *command], check=True, capture_output=True, cwd=ROOT)
        events = read_trace(log, folder)
        promised = [
            (number, json.loads(event[3])["url"])
            for number, event in enumerate(events, 1)
            if event[0] == "write" and event[1] == "night.log" and b'"event": "capture"' in event[3]
        ]
        assert len(promised) == pages, len(promised)
        checked = 0
        for number in range(cuts):
            moment = source.randrange(1, len(events) + 1)
            after = place / f"after{number}"
            restore(events, moment, base, after, source)
            settings = load_settings(after, {})
            known = {url for made, url in promised if made <= moment}
            with Archive.open(settings, create=True) as archive:
                with archive.store.read() as session:
                    rows = {one.page_url for one in all_captures(session)}
                assert known <= rows, (number, moment, known - rows)
                summary = Ingest(archive, settings.sources, IngestOptions()).run()
                assert not summary.problems, (number, moment, summary.problems)
                assert check_archive(archive, witness) == set(witness.bodies), (number, moment)
            checked += len(known)
            shutil.rmtree(after)
        return len(events), checked


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cuts", type=int, default=200)
    asked.add_argument("--pages", type=int, default=40)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        events, checked = cut_often(Path(folder).resolve(), options.cuts, options.pages)
    print(f"{options.cuts} cuts in {events} events, {checked} promised captures looked for, 0 lost")


if __name__ == "__main__":
    main()
