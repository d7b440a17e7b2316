"""What was promised survives a kill, a full disk and a power loss."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.captures.killing import kill_often
from tests.unit.captures.powerloss import DiskLog
from tests.unit.captures.samples import capture

from newsarchive.captures import CaptureWriter, close_left_open, read_capture, verify
from newsarchive.captures.storage import LocalStorage
from newsarchive.records import Capture, CaptureRef


def test_nothing_promised_is_lost_by_kills(tmp_path: Path) -> None:
    counts = kill_often(tmp_path, 12)
    assert counts["kills"] == 12
    assert counts["promised"] > 0


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from newsarchive.captures import CaptureWriter, read_capture, verify
from newsarchive.errors import CaptureError
from tests.unit.captures.samples import capture
import os
folder = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with CaptureWriter(folder, run="night") as writer:
    refs = [writer.append(capture(1))]
    size = (folder / (refs[0].file + ".open")).stat().st_size
    for room in range(0, 700, 7):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
        try:
            writer.append(capture(2, body=os.urandom(5000)))
        except CaptureError as error:
            assert "can't be written" in str(error)
        else:
            raise SystemExit("the limit did not hold")
        assert (folder / (refs[0].file + ".open")).stat().st_size == size
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    refs.append(writer.append(capture(3)))
assert [read_capture(folder, ref) for ref in refs] == [capture(1), capture(3)]
assert list(verify(folder, refs, writer.closed, deep=True)) == []
print("as it should be")
"""


def test_a_record_that_does_not_fit_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """A real write that stops in the middle: the system's limit for the size of a file."""
    child = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert child.stdout == "as it should be\n", child.stderr


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[DiskLog]:
    with DiskLog(tmp_path / "warc") as log:
        yield log


def test_nothing_promised_is_lost_by_a_power_loss(disk: DiskLog, tmp_path: Path) -> None:
    """The plug is pulled at 200 moments; of what was not synced yet any part may be gone."""
    promised: list[tuple[int, CaptureRef, Capture]] = []
    with CaptureWriter(disk.folder, run="night", roll_bytes=12_000) as writer:
        for number in range(14):
            page = capture(number, body=random.Random(number).randbytes(number * 300))
            ref = writer.append(page)
            promised.append((len(disk.events), ref, page))
    source = random.Random(7)
    moments = [source.randrange(1, len(disk.events) + 1) for _ in range(200)]
    assert len(set(moments)) > 40
    kept = 0
    for number, moment in enumerate(moments):
        folder = tmp_path / f"after-{number}"
        disk.restore(folder, moment, source)
        list(close_left_open(folder))
        refs = []
        for made, ref, page in promised:
            if made <= moment:
                assert read_capture(folder, ref) == page
                refs.append(ref)
        kinds = {f.kind for f in verify(folder, refs, [], deep=True)}
        assert kinds <= {"file-unregistered", "orphan"}, kinds
        assert not [name for name in LocalStorage(folder).names() if LocalStorage(folder).is_open(name)]
        kept += len(refs)
    assert kept > 500


def test_the_power_loss_test_sees_a_missing_sync(
    disk: DiskLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The test above can fail: a writer that does not sync loses captures in it."""
    monkeypatch.setattr("os.fsync", lambda handle: None)
    with CaptureWriter(disk.folder, run="night") as writer:
        refs = [writer.append(capture(number)) for number in range(5)]
        moment = len(disk.events)
    source = random.Random(7)
    lost = 0
    for number in range(20):
        disk.restore(tmp_path / f"after-{number}", moment, source)
        data = b"".join(p.read_bytes() for p in (tmp_path / f"after-{number}").iterdir())
        lost += len(data) < refs[-1].offset + refs[-1].length
    assert lost > 0
