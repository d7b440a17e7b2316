"""One run at a time on an archive: a file lock that the system frees when its holder dies."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from newsarchive.errors import ArchiveLocked
from newsarchive.records import utc_now

LOCK_FILE = "run.lock"
HOLDER_FILE = "run.json"


@contextmanager
def only_run(folder: Path, command: str) -> Iterator[None]:
    """Hold the archive's lock for the length of a `with` block.

    Raises `ArchiveLocked` at once, naming the holder, when another run has it. The lock is the
    system's (flock), so a killed run frees it; `run.json` beside it only tells who holds it.
    """
    lock = filelock.FileLock(folder / LOCK_FILE, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise ArchiveLocked(f"{_holder(folder)} is working on {folder}; try again when it is done") from None
    try:
        (folder / HOLDER_FILE).write_text(
            json.dumps(
                {
                    "command": command,
                    "pid": os.getpid(),
                    "host": socket.gethostname(),
                    "since": utc_now().isoformat(timespec="seconds"),
                }
            )
        )
        yield
    finally:
        (folder / HOLDER_FILE).unlink(missing_ok=True)
        lock.release()


def _holder(folder: Path) -> str:
    try:
        holder = json.loads((folder / HOLDER_FILE).read_text())
        return (
            f"newsarchive {holder['command']} (process {holder['pid']} on {holder['host']}, "
            f"since {holder['since']})"
        )
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"  # it has the lock but has not yet written, or is just leaving
