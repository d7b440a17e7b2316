"""The reader of a recorded run (`tests/support/traced.py`): strace pads a process number to five places."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.traced import read_trace


def _hex(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


@pytest.mark.parametrize("process", [7, 523, 5239, 52391, 523912])
def test_a_call_that_is_told_in_two_lines_is_one_event(tmp_path: Path, process: int) -> None:
    number = f"{process:<5}"
    path = tmp_path / "robots" / "one"
    log = tmp_path / "log"
    log.write_text(
        f'{number} openat(AT_FDCWD<{_hex("/")}>, "{_hex(str(path))}", O_WRONLY|O_CREAT, 0666 <unfinished ...>\n'
        f'99    rename("{_hex("/elsewhere")}", "{_hex("/there")}") = 0\n'
        f"{number} <... openat resumed>) = 5<{_hex(str(path))}>\n"
        f"{number} fsync(5<{_hex(str(path))}>) = 0\n"
    )
    assert read_trace(log, tmp_path) == [("create", "robots/one"), ("sync", "robots/one")]
