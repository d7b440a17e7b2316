"""The demo shows what the README promises."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_demo(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "newsarchive", "demo", "--folder", str(tmp_path / "demo")]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    out = done.stdout.decode()
    assert done.returncode == 0, done.stderr.decode()
    for title in ("First ingest", "Second ingest", "Re-parse", "Search", "Ask in SQL", "Done in"):
        assert f"== {title}" in out
    assert "1 changed" in out
    assert "the site answered: 1 × 200, 1 × 301, 25 × 304" in out
    assert "number: " in out
    assert "[Relationship test]" in out
    assert out.count("SELECT") >= 3


def test_demo_refuses_a_folder_that_is_in_use(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear diary")
    command = [sys.executable, "-m", "newsarchive", "demo", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"is not empty" in done.stderr
