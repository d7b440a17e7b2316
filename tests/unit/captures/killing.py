"""A writer that is really killed, again and again. Used by a test (few kills) and a benchmark (many)."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from newsarchive.captures import CaptureWriter, close_left_open, iter_refs, read_capture, verify
from newsarchive.captures.storage import LocalStorage
from newsarchive.records import Capture, CaptureRef

ROLL_BYTES = 150_000


def body(seed: int) -> bytes:
    """A body of 0 to 40 kB, now and then of 2 MB, that does not compress: a large write can be torn."""
    source = random.Random(seed)
    return source.randbytes(2_000_000 if seed % 12 == 11 else source.randrange(40_000))


def kill_often(folder: Path, kills: int, *, seed: int = 0) -> Counter[str]:
    """Start and kill writers; check after each that every promised capture is there, whole.

    Raises `AssertionError` at the first loss. Gives counts of what happened.
    """
    source = random.Random(seed)
    promised: list[tuple[CaptureRef, int]] = []
    counts: Counter[str] = Counter()
    for number in range(kills):
        new = _one_life(folder, number, source.uniform(0, 0.2))
        counts["promised"] += len(new)
        for ref, body_seed in new:
            assert read_capture(folder, ref).body == body(body_seed), ref
        promised += new
    counts["torn tails"] = len(list(folder.glob("*.torn-*")))
    list(close_left_open(folder))
    for ref, body_seed in promised:
        assert read_capture(folder, ref).body == body(body_seed), ref
    counts["orphans"] = _check_whole_archive(folder, [ref for ref, _ in promised])
    counts["kills"] = kills
    return counts


def _one_life(folder: Path, number: int, seconds: float) -> list[tuple[CaptureRef, int]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.captures.killing", str(folder), f"run{number}", str(number)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"imported\n"
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    lines = child.stdout.read().split(b"\n")[:-1]
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    promised = (json.loads(line) for line in lines)
    return [(CaptureRef(**entry["ref"]), entry["seed"]) for entry in promised]


def _check_whole_archive(folder: Path, promised: list[CaptureRef]) -> int:
    """Re-index the orphans, as a repair does; after that nothing may be wrong. The number of orphans."""
    names = LocalStorage(folder).names()
    assert all(not LocalStorage(folder).is_open(name) for name in names)
    refs = [ref for name in names for ref in iter_refs(folder, name)]
    assert set(promised) <= set(refs)
    kinds = {finding.kind for finding in verify(folder, refs, [], deep=True)}
    assert kinds <= {"file-unregistered"}, kinds
    return len(refs) - len(promised)


def _write_until_killed(folder: Path, run: str, seed: int) -> None:
    os.write(1, b"imported\n")
    list(close_left_open(folder))
    with CaptureWriter(folder, run=run, roll_bytes=ROLL_BYTES) as writer:
        for number in range(100_000):
            body_seed = seed * 100_000 + number
            ref = writer.append(
                Capture(
                    url=f"https://news.example/{body_seed}",
                    requested_url=f"https://news.example/{body_seed}",
                    captured_at=datetime(2026, 3, 4, tzinfo=UTC),
                    status=200,
                    reason="OK",
                    headers=(("Content-Type", "text/html"),),
                    body=body(body_seed),
                )
            )
            os.write(1, json.dumps({"ref": asdict(ref), "seed": body_seed}).encode() + b"\n")


if __name__ == "__main__":
    _write_until_killed(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
