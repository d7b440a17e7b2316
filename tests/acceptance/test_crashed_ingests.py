"""Runs that are killed, started many times at once, out of room, or told to stop: real processes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.power_loss_ingest import cut_often
from sqlalchemy.engine import make_url
from tests.support.killed_ingest import ROOT, check_archive, kill_ingests, start_ingest
from tests.support.witness import Witness

from newsarchive.pipeline import Archive
from newsarchive.settings import load_settings


@pytest.mark.timeout(300)
def test_kills_lose_nothing_and_double_nothing(tmp_path: Path, new_database_url: str) -> None:
    """A short share of `make kills-ingest`."""
    given = None if make_url(new_database_url).get_backend_name() == "sqlite" else new_database_url
    counts = kill_ingests(tmp_path, 3, database=lambda folder: given, pages=250, seed=3)
    assert counts.kills == 3
    assert counts.archives == 1
    assert counts.completed > 0


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace, which records what a process syncs")
@pytest.mark.timeout(300)
def test_a_power_loss_takes_nothing_that_was_promised(tmp_path: Path) -> None:
    """A short share of `make power-loss`."""
    events, promised = cut_often(tmp_path, 6, 8)
    assert events > 100
    assert promised > 0


def test_of_twenty_starts_at_one_moment_one_runs(tmp_path: Path) -> None:
    with Witness(12) as witness:
        folder = witness.make_archive(tmp_path / "a", delay=1.0)
        subprocess.run(
            [sys.executable, "-m", "newsarchive", "init", str(folder)], check=True, capture_output=True
        )
        children = [start_ingest(folder) for _ in range(20)]
        said = [(child.communicate(timeout=100)[1].decode(), child.returncode) for child in children]
        with Archive.open(load_settings(folder, {})) as archive:
            assert check_archive(archive, witness) == set(witness.bodies)
    codes = sorted(code for _, code in said)
    refused = [words.strip() for words, code in said if code == 3]
    assert codes == [0] + [3] * 19, said
    assert all(words.startswith("newsarchive: ") and "is working on" in words for words in refused), refused
    assert all(len(words.splitlines()) == 1 for words in refused)


FULL = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
room = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
from newsarchive.cli.app import run
run()
"""


@pytest.mark.parametrize("room", [260_000, 420_000, 700_000])
def test_a_full_disk_ends_the_run_and_the_next_one_goes_on(tmp_path: Path, room: int) -> None:
    """A real write that stops in the middle of a record: the system's limit for the size of a file."""
    with Witness(60) as witness:
        folder = witness.make_archive(tmp_path / "a")
        command = ["--archive", str(folder), "ingest"]
        subprocess.run(
            [sys.executable, "-m", "newsarchive", "init", str(folder)], check=True, capture_output=True
        )
        full = subprocess.run(
            [sys.executable, "-c", FULL, str(room), *command],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )
        assert full.returncode == 1, full.stderr
        assert "Traceback" not in full.stderr
        last = full.stderr.strip().splitlines()[-1]
        assert last.startswith("newsarchive: "), full.stderr
        assert any(word in last for word in ("can't be written", "disk")), last
        after = start_ingest(folder)
        words = after.communicate(timeout=100)[1].decode()
        assert after.returncode == 0, words
        with Archive.open(load_settings(folder, {})) as archive:
            assert check_archive(archive, witness) == set(witness.bodies)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["sigterm", "ctrl-c"])
@pytest.mark.parametrize("quiet", [False, True], ids=["aloud", "quiet"])
def test_a_run_that_is_told_to_stop_saves_and_says_what_is_left(
    tmp_path: Path, number: signal.Signals, quiet: bool
) -> None:
    with Witness(40) as witness:
        folder = witness.make_archive(tmp_path / "a", delay=0.3)
        child = start_ingest(folder, *(["--quiet"] if quiet else []))
        while child.poll() is None and len(witness.completed) < 6:
            time.sleep(0.005)
        child.send_signal(number)
        words = child.communicate(timeout=100)[1].decode()
        assert child.returncode == 0, words
        assert "stopping after the page in hand" in words
        assert ("left for the next run" in words) and "(stopped early)" in words
        with Archive.open(load_settings(folder, {})) as archive:
            archived = check_archive(archive, witness)
        assert archived == {url for url, _ in witness.completed}
        assert archived < set(witness.bodies)
