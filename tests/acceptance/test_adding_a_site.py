"""`docs/adding-a-site.md` is executed: files are written, code runs, commands exit with 0."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "adding-a-site.md"
FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_walk_through_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = [match.groupdict() for match in FENCE.finditer(GUIDE.read_text(encoding="utf-8"))]
    assert {block["kind"] for block in blocks} == {"html", "toml", "python", "console"}
    variables: dict[str, object] = {}
    for block in blocks:
        if block["kind"] == "python":
            exec(compile(block["text"], str(GUIDE), "exec"), variables)
        elif block["kind"] == "console":
            for line in block["text"].splitlines():
                run_command(line.removeprefix("$ "), tmp_path)
        else:
            file = tmp_path / block["name"]
            file.parent.mkdir(exist_ok=True)
            file.write_text(block["text"], encoding="utf-8")
    assert_golden_page_was_made(tmp_path / "pages" / "anchor.example" / "anchor-duty")


def run_command(command: str, folder: Path) -> None:
    program, script, *arguments = shlex.split(command)
    assert program == "python"
    done = subprocess.run(
        [sys.executable, str(ROOT / script), *arguments, "--into", str(folder / "pages")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def assert_golden_page_was_made(folder: Path) -> None:
    assert (folder / "source.html").read_bytes().startswith(b'<html lang="en">')
    capture = json.loads((folder / "capture.json").read_text(encoding="utf-8"))
    assert capture["url"] == "https://anchor.example/trade/4411"
    draft = json.loads((folder / "expected.draft.json").read_text(encoding="utf-8"))
    assert draft["headline"] == "Anchor duty raised to 6%"
