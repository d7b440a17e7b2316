"""Every command as a user types it: help, data, words, exit codes; never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.acceptance.conftest import Run

from newsarchive.cli.reference import every_command, render_reference
from newsarchive.demo.server import SampleSite
from newsarchive.store.schema_doc import schema_markdown


@pytest.mark.parametrize("command", [path for path, _ in every_command()], ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...], run: Run) -> None:
    code, out, _ = run(*command, "--help")
    assert code == 0
    if command != ("db",):
        assert "Example" in out
        assert "newsarchive " in out.split("Example")[1]


def test_the_reference_is_current() -> None:
    """Run scripts/write_docs.py when this fails."""
    docs = Path(__file__).parents[2] / "docs"
    assert (docs / "commands.md").read_text(encoding="utf-8") == render_reference()
    assert (docs / "data-dictionary.md").read_text(encoding="utf-8") == schema_markdown().rstrip() + "\n"


def test_search(filled: Path, run: Run) -> None:
    code, out, err = run("search", '"relationship test"')
    assert code == 0
    assert "[relationship test]" in out.lower()
    assert "found" in err


def test_a_pipe_or_device_is_written_to_and_never_replaced(filled: Path, run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run("query", "SELECT 1 AS one", "-f", "csv", "-o", pipe)[0] == 0
        assert os.read(reader, 100) == b"one\r\n1\r\n"
    finally:
        os.close(reader)
    assert pipe.is_fifo()


def test_search_json(filled: Path, run: Run) -> None:
    code, out, _ = run("search", "tariff*", "--format", "json", "--limit", "2")
    found = json.loads(out)
    assert code == 0
    assert found["total"] >= len(found["hits"]) == 2


@pytest.mark.parametrize("format_", ["table", "csv", "json", "jsonl", "markdown"])
def test_query_formats(filled: Path, run: Run, format_: str) -> None:
    code, out, _ = run("query", "SELECT count(*) AS n FROM articles", "--format", format_)
    assert code == 0
    assert "n" in out


def test_query_parameters_and_limit_of_rows(filled: Path, run: Run) -> None:
    code, out, err = run(
        "query",
        "SELECT id FROM articles WHERE id > :low ORDER BY id",
        "-p",
        "low=2",
        "--rows",
        "1",
        "-f",
        "csv",
    )
    assert (code, out) == (0, "id\r\n3\r\n")
    assert "cut at 1" in err


def test_query_of_a_file_that_is_written_whole(filled: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert run("query", "SELECT 1 AS one", "-f", "csv", "-o", path)[0] == 0
    assert path.read_bytes() == b"one\r\n1\r\n"
    assert run("query", "SELECT nothing FROM nowhere", "-f", "csv", "-o", tmp_path / "none.csv")[0] != 0
    assert not (tmp_path / "none.csv").exists()


def test_export(filled: Path, run: Run) -> None:
    code, out, err = run("export", "--format", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert f"{len(rows)} articles exported" in err
    assert all(row["url"] and row["payload_digest"].startswith("sha256:") for row in rows)


def test_show_and_raw(filled: Path, run: Run) -> None:
    code, out, _ = run("show", "1")
    assert code == 0
    assert "Revisions" in out
    assert "payload sha256:" in out
    url = json.loads(run("show", "1", "--json")[1])["url"]
    assert run("show", url)[0] == 0
    assert "<html" in run("show", "1", "--raw")[1].lower()


def test_sources_and_db(filled: Path, run: Run) -> None:
    assert "press-hall" in run("sources")[1]
    assert run("db", "current")[1].strip().isdigit()
    assert "already" in run("db", "upgrade")[2]
    assert "articles" in run("db", "schema")[1]


ONLY_READING = """
import sys
from newsarchive.cli.app import main
for command in (
    ["search", "duty"], ["show", "1"], ["sources"], ["report"], ["export", "--format", "jsonl"], ["verify"],
    ["query", "SELECT 1"],
):
    assert main(command) == 0, command
    assert "newsarchive.parse.article" not in sys.modules, command
"""


def test_commands_that_only_read_start_without_the_parser(filled: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ONLY_READING], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_parse_a_url(run: Run, site: SampleSite) -> None:
    code, out, _ = run("parse", site.article_urls[0], "--allow-private", "--json")
    assert code == 0
    assert json.loads(out)["headline"]


def test_parse_standard_input() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsarchive", "parse", "-", "--json"],
        input=b"<h1>Rice duty cut</h1><p>The duty on rice falls to five per cent from May, they said.</p>",
        capture_output=True,
        check=True,
    )
    assert json.loads(done.stdout)["headline"] == "Rice duty cut"


WRONG = {
    "unknown command": (2, ["fly"], "No such command"),
    "mistyped command": (2, ["serch", "x"], "Did you mean 'search'?"),
    "unknown option": (2, ["search", "--colour", "x"], "No such option"),
    "unknown source": (2, ["ingest", "nobody"], "no source named 'nobody'"),
    "missing file": (1, ["parse", "no-such-file.html"], "no-such-file.html"),
    "unreachable host": (1, ["ingest", "--allow-private", "http://127.0.0.1:9/"], "127.0.0.1:9"),
    "inner address": (1, ["parse", "http://127.0.0.1/"], "not a public address"),
    "write in SQL": (2, ["query", "DELETE FROM pages"], "only read"),
    "two statements": (2, ["query", "SELECT 1; SELECT 2"], "statement"),
    "no SQL": (2, ["query", "SELEC 1"], "SELEC"),
    "unknown query": (2, ["query", "no-such-query"], "no query named"),
    "bad zone": (2, ["parse", "-", "--timezone", "Asia/Nowhere"], "no IANA time zone"),
    "bad day": (2, ["search", "x", "--from", "yesterday"], "yesterday"),
    "bad search": (2, ["search", '"open'], "quot"),
    "no article": (2, ["show", "999999"], "no article 999999"),
    "neither number nor URL": (2, ["show", "abc"], "neither"),
    "no SQL at all": (2, ["query"], "--list"),
    "bad parameter": (2, ["query", "SELECT 1", "-p", "x"], "NAME=VALUE"),
    "output in no folder": (1, ["export", "-o", "/no/such/folder/x.csv"], "/no/such/folder/x.csv"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_gets_one_clear_line(name: str, folder: Path, run: Run) -> None:
    run("init")
    code, arguments, words = WRONG[name]
    found, out, err = run(*arguments)
    assert (found, out) == (code, "")
    last = err.strip().splitlines()[-1]
    assert words in err
    assert last.startswith("newsarchive: ")
    assert "Traceback" not in err


def test_no_archive_here(tmp_path: Path, run: Run) -> None:
    code, _, err = run("--archive", tmp_path / "none", "search", "x")
    assert code == 1
    assert "newsarchive init" in err


def test_a_database_that_is_no_archive(tmp_path: Path, run: Run) -> None:
    (tmp_path / "newsarchive.db").write_bytes(b"this is a letter, not a database" * 100)
    code, _, err = run("--archive", tmp_path, "db", "current")
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert "not a SQLite database" in err


def test_bad_toml(tmp_path: Path, run: Run) -> None:
    (tmp_path / "newsarchive.toml").write_text("[[sources")
    code, _, err = run("--archive", tmp_path, "ingest")
    assert code == 2
    assert "not valid TOML" in err


def test_a_folder_that_is_a_file(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("x")
    code, _, err = run("init", tmp_path / "file")
    assert code == 1
    assert "not a folder" in err


@pytest.mark.parametrize("command", ["search", "export", "query", "sources", "reparse", "show"])
def test_an_empty_archive(command: str, folder: Path, run: Run) -> None:
    run("init")
    arguments = {"search": ["x"], "query": ["SELECT * FROM articles"], "show": ["1"]}.get(command, [])
    code, _, err = run(command, *arguments)
    assert code == (2 if command == "show" else 0), err


def test_a_closed_pipe(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "newsarchive", "init", tmp_path / "a"], check=True, capture_output=True
    )
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT i FROM n"
    command = [sys.executable, "-m", "newsarchive", "-A", str(tmp_path / "a"), "query", sql, "-f", "csv"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None and child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        words = child.stderr.read().decode()
        assert child.wait() == 1
    assert words.strip() == "newsarchive: the reader of the output closed the pipe; the rest was not written."


def test_sigterm_saves_and_says_what_is_left(folder: Path, site: SampleSite) -> None:
    settings = (folder / "newsarchive.toml").read_text()
    (folder / "newsarchive.toml").write_text(settings.replace("delay_seconds = 0", "delay_seconds = 0.2"))
    command = [sys.executable, "-m", "newsarchive", "-A", str(folder), "ingest"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as child:
        while len(site.requests) < 8:
            pass
        child.send_signal(signal.SIGTERM)
        assert child.stderr is not None
        words = child.stderr.read().decode()
        assert child.wait() == 0
    assert "stopping after the page in hand" in words
    assert "left for the next run" in words
    assert "(stopped early)" in words


def test_the_second_of_two_runs_exits_3(folder: Path, site: SampleSite, run: Run) -> None:
    from newsarchive.pipeline import only_run

    with only_run(folder, "ingest"):
        code, _, err = run("ingest")
    assert code == 3
    assert "newsarchive ingest (process" in err
