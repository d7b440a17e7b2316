"""Whoever parses what is imported, killed workers or not: the tables are the same."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.acceptance.test_reparse_crews import PAGES, a_pool_worker, pages, tables
from tests.unit.captures import makers

from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive, ImportOptions, import_files
from newsarchive.settings import load_settings

FILES = 6


@pytest.fixture(scope="module")
def crawl(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The WARC files of another maker."""
    everything = list(pages())
    folder = tmp_path_factory.mktemp("crawl")
    made = []
    for number in range(FILES):
        part = everything[number::FILES]
        made.append(folder / f"crawl-{number}.warc.gz")
        made[-1].write_bytes(
            makers.members(
                *[
                    makers.record(
                        number * PAGES + n,
                        body=one.body.replace(b"<html>", b"<html lang=en>"),
                        target=one.url,
                        WARC_Date=f"{one.captured_at:%Y-%m-%dT%H:%M:%SZ}",
                    )
                    for n, one in enumerate(part)
                ],
                level=1,
            )
        )
    return made


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many tasks of few pages: there must be work left when a worker dies."""
    monkeypatch.setattr("newsarchive.pipeline.importing.BATCH", 5)
    monkeypatch.setattr("newsarchive.pipeline.importing.SMALL_BYTES", 0)


def new_archive(folder: Path, url: str | None = None) -> Archive:
    make_folder(folder)
    if url:
        (folder / SETTINGS_FILE).write_text(f'[archive]\ndatabase = "{url}"\n')
    return Archive.open(load_settings(folder, {}), create=True)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, crawl: list[Path]) -> dict[str, list[str]]:
    """The tables that one process makes."""
    with new_archive(tmp_path_factory.mktemp("alone")) as archive:
        summary = import_files(archive, crawl)
        assert (summary.counts["imported"], summary.counts["new_article"]) == (PAGES, PAGES)
        return tables(archive)


def test_a_killed_process_of_the_pool(
    tmp_path: Path, database_url: str, crawl: list[Path], alone: dict[str, list[str]]
) -> None:
    killed: list[int] = []

    def kill_one(done: int, total: int | None, words: str = "") -> None:
        if done > PAGES // 2 and not killed:  # the first pages are read before there is a pool
            killed.append(a_pool_worker())
            os.kill(killed[0], signal.SIGKILL)

    with new_archive(tmp_path / "archive", database_url) as archive:
        # A filter by language is the harder way: pages are parsed before they are kept.
        told = ImportOptions(workers=2, languages=("en",))
        summary = import_files(archive, crawl, told, progress=kill_one)
        assert (summary.counts["imported"], summary.counts["new_article"]) == (PAGES, PAGES)
        assert tables(archive) == alone
    assert killed


def test_a_killed_worker_of_a_dask_cluster(
    tmp_path: Path, crawl: list[Path], alone: dict[str, list[str]]
) -> None:
    from distributed import Client, LocalCluster

    killed: list[int] = []
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster, set_as_default=False) as client,
        new_archive(tmp_path / "archive") as archive,
    ):

        def kill_one(done: int, total: int | None, words: str = "") -> None:
            if done > PAGES // 4 and not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        told = ImportOptions(dask=cluster.scheduler_address, by_reference=True)
        summary = import_files(archive, crawl, told, progress=kill_one)
        assert (summary.counts["imported"], summary.counts["new_article"]) == (PAGES, PAGES)
        assert tables(archive) == alone
    assert killed
