"""docs/operations.md does what it says: commands, cron lines, units, logs, backup and restore."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import sqlite3
import subprocess
from pathlib import Path

import click
import pytest
from tests.acceptance.conftest import Run

from newsarchive.cli.app import app
from newsarchive.demo.server import SampleSite
from newsarchive.settings import load_settings

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
PLACE = "/srv/trade-news"
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def fenced(language: str) -> list[str]:
    return [text for kind, text in _FENCED.findall(PAGE.read_text(encoding="utf-8")) if kind == language]


def console() -> list[str]:
    return [line[2:] for text in fenced("console") for line in text.splitlines() if line.startswith("$ ")]


def cron_lines() -> list[str]:
    return [line for text in fenced("cron") for line in text.splitlines()]


def our_commands() -> list[str]:
    """Every call of newsarchive on the page."""
    units = [
        line.split("=", 1)[1] for text in fenced("ini") for line in text.splitlines() if "ExecStart=" in line
    ]
    timed = [line.split(None, 5)[5] for line in cron_lines()]
    return [one for one in (*console(), *units, *timed) if Path(shlex.split(one)[0]).name == "newsarchive"]


def test_the_page_has_what_is_checked_here() -> None:
    assert len(our_commands()) >= 7 and len(cron_lines()) == 2 and len(fenced("ini")) == 2


@pytest.mark.parametrize("line", our_commands())
def test_every_command_is_understood(line: str) -> None:
    """Options and arguments are parsed as the command itself does it; nothing is run."""
    words = shlex.split(line)[1:]
    context: click.Context = app.make_context("newsarchive", words)
    command: click.Command = app
    while isinstance(command, click.Group):
        name, found, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        assert name is not None and found is not None
        command, context = found, found.make_context(name, list(rest), parent=context)


@pytest.mark.parametrize("line", cron_lines())
def test_a_cron_line_has_five_fields_and_a_command(line: str) -> None:
    minute, hour, *days, command = line.split(None, 5)
    assert 0 <= int(minute) < 60 and 0 <= int(hour) < 24 and days == ["*"] * 3
    assert command.startswith("newsarchive ")


def test_the_units_are_valid(tmp_path: Path) -> None:
    """By systemd itself where it is there; that sections and keys are read at all, everywhere."""
    service, timer = fenced("ini")
    for text, section in ((service, "Service"), (timer, "Timer")):
        parsed = configparser.ConfigParser(strict=False, interpolation=None)
        parsed.read_string(text)
        assert {"Unit", section, "Install"} <= set(parsed.sections())
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        return
    program = tmp_path / "newsarchive"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    (tmp_path / "newsarchive.service").write_text(
        service.replace("/opt/newsarchive/bin/newsarchive", str(program)).replace(
            "User=newsarchive", "User=root"
        )
    )
    (tmp_path / "newsarchive.timer").write_text(timer)
    units = [str(tmp_path / name) for name in ("newsarchive.service", "newsarchive.timer")]
    checked = subprocess.run(
        [analyze, "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    ours = [line for line in checked.stderr.splitlines() if str(tmp_path) in line]
    assert not ours, checked.stderr


def test_the_log_may_be_moved_away_between_runs(folder: Path, run: Run, tmp_path: Path) -> None:
    log = tmp_path / "newsarchive.jsonl"
    assert run("ingest", "--quiet", "--log", log)[0] == 0
    moved = log.rename(tmp_path / "newsarchive.jsonl.1")
    before = moved.read_bytes()
    assert run("ingest", "--quiet", "--recheck", "--log", log)[0] == 0
    assert log.stat().st_size > 0 and moved.read_bytes() == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_backup_and_restore(folder: Path, site: SampleSite, run: Run, tmp_path: Path) -> None:
    """The steps of the page; what came after the backup of the database is found in the WARC files."""
    database = load_settings(folder, {}).database_file
    assert database is not None
    assert run("ingest", "--limit", "8", "--quiet")[0] == 0
    copy = tmp_path / "nightly.db"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)  # what `.backup` of the sqlite3 program calls
    assert run("ingest", "--quiet")[0] == 0
    _, wanted, _ = run("query", "SELECT canonical_url, headline FROM articles ORDER BY 1", "-f", "csv")
    warc = tmp_path / "warc"
    shutil.copytree(folder / "warc", warc)
    shutil.rmtree(folder / "warc")
    for name in (database, *database.parent.glob(f"{database.name}-*")):
        Path(name).unlink()

    shutil.copytree(warc, folder / "warc")
    shutil.copy(copy, database)
    code, _, words = run("verify", "--repair")
    assert code == 0, words
    assert run("verify", "--deep")[0] == 0
    assert run("query", "SELECT canonical_url, headline FROM articles ORDER BY 1", "-f", "csv")[1] == wanted
