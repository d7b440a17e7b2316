"""Whoever parses, processes here or a Dask cluster, killed workers or not: the tables are the same."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import psutil
import pytest
from benchmarks.corpus_archive import make_archive
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from newsarchive.cli.app import main
from newsarchive.errors import ArchiveError
from newsarchive.pipeline import Archive
from newsarchive.pipeline.reparse import FEW, ReparseOptions, reparse
from newsarchive.pipeline.reparse_work import Done, Task, work
from newsarchive.records import Capture
from newsarchive.settings import load_settings
from newsarchive.store.copy import tables_in_order

PAGES = 120
ROLL = 1 << 16
"""Some files of all these pages: one file is one task of a Dask worker."""
WORDS = "duty quota tariff port vessel ministry export licence grain steel treaty dispute panel levy".split()
"""With the page's number behind them, so that no two texts are compared as possible copies."""
_OF_THE_RUN = {"added_at", "made_at", "parsed_at"}
"""Columns that say when a row was written."""


def a_pool_worker() -> int:
    """Number of a process of this one's pool, as soon as there is one: they come from a server, the child."""
    me = psutil.Process()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        servers = {one.pid for one in me.children() if "forkserver" in " ".join(one.cmdline())}
        for one in me.children(recursive=True):
            if one.ppid() in servers:
                return one.pid
        time.sleep(0.01)
    raise TimeoutError("the pool has no processes")


def pages() -> Iterator[Capture]:
    for number in range(PAGES):
        chance = random.Random(number)
        text = "".join(
            f"<p>{' '.join(f'{word}{number}' for word in chance.choices(WORDS, k=40)).capitalize()}.</p>"
            for _ in range(12)
        )
        body = (
            f"<html><head><title>Duty {number}</title><meta property='og:type' content='article'></head>"
            f"<body><article><h1>Valdora changes duty number {number}</h1>{text}</article>"
            f"<!-- {chance.randbytes(4000).hex()} --></body></html>"
        ).encode()
        url = f"https://paper.example/{number}"
        at = datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=number)
        yield Capture(url, url, at, 200, "OK", (("Content-Type", "text/html"),), body)


def opened(folder: Path) -> Archive:
    return Archive.open(load_settings(folder, {}))


def tables(archive: Archive) -> dict[str, list[str]]:
    """All rows that a parse can change, without the times of writing."""
    found = {}
    with archive.store.read() as session:
        for table in tables_in_order():
            if not table.name.startswith(("run", "captures", "warc_files")):
                columns = [column for column in table.columns if column.name not in _OF_THE_RUN]
                found[table.name] = sorted(repr(tuple(row)) for row in session.execute(select(*columns)))
    return found


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The tables that one process makes."""
    folder = tmp_path_factory.mktemp("alone")
    make_archive(folder, pages(), roll=ROLL)
    with opened(folder) as archive:
        assert reparse(archive, ReparseOptions()).summary.counts == {"new_article": PAGES}
        assert len(archive.warc.names()) > 4
        return tables(archive)


def test_few_pages_start_no_other_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_archive(tmp_path, islice(pages(), FEW - 1), roll=ROLL)
    monkeypatch.setattr("newsarchive.pipeline.crew.Pool", None)
    with opened(tmp_path) as archive:
        assert reparse(archive, ReparseOptions(workers=2)).summary.counts == {"new_article": FEW - 1}


def test_a_killed_process_of_the_pool(
    tmp_path: Path, database_url: str, alone: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first transaction must come when most of the work is left.
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.BATCH", 10)
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TRANSACTION", 10)
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TASK", 5)
    make_archive(tmp_path / "archive", pages(), url=database_url, roll=ROLL)
    killed: list[int] = []

    def kill_one(done: int, total: int | None, words: str = "") -> None:
        if done and not killed:
            killed.append(a_pool_worker())
            os.kill(killed[0], signal.SIGKILL)

    with opened(tmp_path / "archive") as archive:
        report = reparse(archive, ReparseOptions(workers=2), progress=kill_one)
        assert report.summary.counts == {"new_article": PAGES}
        assert tables(archive) == alone
    assert killed


def test_a_killed_worker_of_a_dask_cluster(tmp_path: Path, alone: dict[str, list[str]]) -> None:
    from distributed import Client, LocalCluster

    make_archive(tmp_path / "archive", pages(), roll=ROLL)
    killed: list[int] = []
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
        opened(tmp_path / "archive") as archive,
    ):

        def kill_one(done: int, total: int | None, words: str = "") -> None:
            if not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        options = ReparseOptions(dask=cluster.scheduler_address)
        report = reparse(archive, options, progress=kill_one)
        assert report.summary.counts == {"new_article": PAGES}
        assert tables(archive) == alone
    assert killed


def test_what_was_parsed_before_an_error_is_saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TASK", 5)
    make_archive(tmp_path, islice(pages(), 30), roll=1 << 28)
    tasks = []

    def failing(task: Task) -> Done:
        tasks.append(task)
        if len(tasks) == 4:
            raise ArchiveError("no more memory")
        return work(task)

    monkeypatch.setattr(sys.modules["newsarchive.pipeline.reparse"], "work", failing)
    with opened(tmp_path) as archive:
        with pytest.raises(ArchiveError, match="no more memory"):
            reparse(archive, ReparseOptions())
        monkeypatch.undo()
        with archive.store.read() as session:
            assert session.scalar(text("SELECT count(*) FROM articles")) == 15
        assert reparse(archive, ReparseOptions()).summary.counts == {"new_article": 15}


@pytest.mark.parametrize(("seconds", "transactions"), [(0.0, 6), (10.0, 1)])
def test_a_transaction_ends_when_it_has_taken_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, transactions: int
) -> None:
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.BATCH", 5)
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TASK", 5)
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TRANSACTION_SECONDS", seconds)
    make_archive(tmp_path, islice(pages(), 30), roll=1 << 28)
    with opened(tmp_path) as archive:
        held = []
        write = archive.store.write

        def counted() -> AbstractContextManager[Session]:
            held.append(1)
            return write()

        monkeypatch.setattr(archive.store, "write", counted)
        assert reparse(archive, ReparseOptions()).summary.counts == {"new_article": 30}
    began_and_ended = 2
    assert len(held) - began_and_ended - 1 == transactions  # one more compares what is left


def test_no_scheduler_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.pipeline.crew.CONNECT_SECONDS", 1.0)
    make_archive(tmp_path / "archive", pages(), roll=ROLL)
    with (
        opened(tmp_path / "archive") as archive,
        pytest.raises(ArchiveError, match="no Dask scheduler answers at"),
    ):
        reparse(archive, ReparseOptions(dask="tcp://127.0.0.1:9"))


def test_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_archive(tmp_path / "archive", pages(), roll=ROLL)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["--archive", str(tmp_path / "archive"), "reparse", "--dask", "tcp://127.0.0.1:9"]) == 1
    assert "pip install 'newsarchive[dask]'" in capsys.readouterr().err


def test_kills_of_the_whole_run(tmp_path: Path, alone: dict[str, list[str]]) -> None:
    """Killed again and again, the runs together make what one undisturbed run makes."""
    make_archive(tmp_path / "archive", pages(), roll=ROLL)
    chance = random.Random(5)
    for _ in range(4):
        kill_reparse(tmp_path / "archive", chance.uniform(0.7, 3.0))
    with opened(tmp_path / "archive") as archive:
        reparse(archive, ReparseOptions())
        assert tables(archive) == alone


def kill_reparse(folder: Path, seconds: float) -> bool:
    """Start a re-parse on one process and kill it after so long. Whether it was still at work."""
    child = subprocess.Popen(
        [sys.executable, "-m", "newsarchive", "--archive", str(folder), "reparse", "--workers", "1"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()
    return child.wait() == -signal.SIGKILL
