"""Exports that can't be finished: no half file under the final name, one clear line, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from benchmarks.filling import Filler

from newsarchive.folder import make_folder
from newsarchive.store import Store

FORMATS = ("csv", "json", "jsonl", "markdown", "parquet")
ENDLESS = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n, 'duty' AS word FROM c"
NO_ROOM = ("sh", "-c", 'ulimit -f 64; exec "$@"', "sh")
"""Files can't grow beyond 64 blocks of 512 (or 1,024) bytes: writing fails in the middle, as on a full disk."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose exports are larger than `NO_ROOM` lets them be, in every format."""
    place = tmp_path_factory.mktemp("archive")
    make_folder(place)
    with Store.open(f"sqlite:///{place / 'newsarchive.db'}") as store:
        Filler(store).fill(400)
    return place


def started(folder: Path, *arguments: str, within: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*within, sys.executable, "-m", "newsarchive", "--archive", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
    )


@pytest.mark.parametrize("format_", FORMATS)
def test_no_room_for_the_file(folder: Path, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    process = started(folder, "export", "-f", format_, "-o", str(target), within=NO_ROOM)
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.decode().splitlines()[-1] == f"newsarchive: {target}: File too large"
    assert list(tmp_path.iterdir()) == []


def test_an_older_export_stays_when_a_newer_one_fails(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("yesterday's")
    process = started(folder, "export", "-f", "csv", "-o", str(target), within=NO_ROOM)
    process.communicate()
    assert process.returncode == 1
    assert target.read_text() == "yesterday's"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("format_", FORMATS)
def test_a_full_disk_behind_a_device(folder: Path, format_: str) -> None:
    process = started(folder, "export", "-f", format_, "-o", "/dev/full")
    _, said = process.communicate()
    assert process.returncode == 1
    assert said.decode().splitlines()[-1] == "newsarchive: /dev/full: No space left on device"


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "markdown", "table"])
def test_ctrl_c_in_the_middle(folder: Path, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "out"
    part = tmp_path / "out.part"
    process = started(folder, "query", ENDLESS, "-f", format_, "-o", str(target), "--seconds", "600")
    while process.poll() is None and not (part.exists() and part.stat().st_size):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode not in (0, -signal.SIGINT)
    assert "Traceback" not in said.decode()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", ["csv", "json", "jsonl", "markdown", "table"])
def test_a_reader_that_has_enough(folder: Path, format_: str) -> None:
    """As in `newsarchive query … | head -1`."""
    process = started(folder, "query", ENDLESS, "-f", format_, "--seconds", "600")
    assert process.stdout is not None and process.stderr is not None
    assert process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    process.wait()
    assert said == "newsarchive: the reader of the output closed the pipe; the rest was not written.\n"
