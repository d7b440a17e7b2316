"""Archives on both databases, fed from the sample site over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from newsarchive.cli.app import main
from newsarchive.demo.server import SampleSite
from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive, Ingest, IngestOptions, RunSummary
from newsarchive.settings import load_settings


@pytest.fixture
def site() -> Iterator[SampleSite]:
    with SampleSite() as running:
        yield running


def follow(folder: Path, site: SampleSite, database_url: str) -> None:
    """Make an archive's folder whose settings follow the sample site."""
    make_folder(folder)
    port = site.url.rsplit(":", 1)[1]
    (folder / SETTINGS_FILE).write_text(
        f"""
[archive]
database = "{database_url}"
[fetch]
delay_seconds = 0
[[sources]]
name = "press-hall"
home = "{site.url}/"
feeds = ["{site.url}/feed.xml"]
sitemaps = ["{site.url}/sitemap.xml"]
allow_private = ["127.0.0.1"]
allow_ports = [{port}]
"""
    )


@pytest.fixture
def folder(tmp_path: Path, site: SampleSite, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive's folder whose settings follow the sample site; nothing is ingested yet."""
    folder = tmp_path / "archive"
    follow(folder, site, database_url)
    monkeypatch.setenv("NEWSARCHIVE_HOME", str(folder))
    return folder


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with Archive.open(load_settings(folder, {}), create=True) as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def ingested(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an archive that holds the sample site, for all tests of a module that only read it."""
    with SampleSite() as site, ExitStack() as held:
        folder = tmp_path_factory.mktemp("ingested")
        url = f"sqlite:///{folder / 'newsarchive.db'}"
        if request.param == "postgresql":
            url = held.enter_context(request.getfixturevalue("make_postgres")(None))
        follow(folder, site, url)
        with Archive.open(load_settings(folder, {}), create=True) as archive:
            assert not ingest(archive).problems
        yield folder


@pytest.fixture
def filled(ingested: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """`ingested`, found by every command."""
    monkeypatch.setenv("NEWSARCHIVE_HOME", str(ingested))
    return ingested


def ingest(archive: Archive, **options: object) -> RunSummary:
    options.setdefault("recheck", True)
    return Ingest(archive, archive.settings.sources, IngestOptions(**options)).run()  # type: ignore[arg-type]


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run one command in this process: `run("search", "duty")` -> (exit code, output, words)."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = main([str(one) for one in arguments])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call
