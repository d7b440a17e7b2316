"""The commands on docs/captures.md are run as they stand there, by a shell, on the demo archive."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

from tests.acceptance.test_import import story, warc
from tests.unit.captures import makers

from newsarchive.demo.papers import make_demo_archive

PAGE = Path(__file__).parents[2] / "docs" / "captures.md"


def test_the_commands_of_the_page(tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert sum(block.count("newsarchive ") for block in blocks) >= 8
    make_demo_archive(tmp_path / "archive")
    (tmp_path / "crawl.warc.gz").write_bytes(warc(1, 2))
    (tmp_path / "large.warc.gz").write_bytes(warc(3, 4))
    (tmp_path / "saved").mkdir()
    saved = story(5).replace(b"<head>", b"<head><link rel=canonical href=http://paper.example/saved>")
    (tmp_path / "saved" / "page.html").write_bytes(saved)
    (tmp_path / "saved" / "more.warc").write_bytes(makers.uncompressed())
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, module in (("newsarchive", "newsarchive"), ("warcio", "warcio.cli")):
        (tools / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {module} "$@"\n')
        (tools / name).chmod(stat.S_IRWXU)
    ran = subprocess.run(
        ["sh", "-e"],
        input="\n".join(blocks),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(one for one in sys.path if one),
            "NEWSARCHIVE_HOME": "archive",
        },
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stderr.count("all is as it should be") == 3
    assert "import: 6 imported" in ran.stderr and "import: 2 imported" in ran.stderr, ran.stderr
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!DOCTYPE html>")
    offsets = {line.split('"offset": "')[1].split('"')[0] for line in (tmp_path / "slice.cdxj").open()}
    indexed = set(re.findall(r'"offset": "(\d+)", "warc-type": "response"', ran.stdout))
    assert offsets == indexed
