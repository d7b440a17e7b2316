"""Archives for tests: a folder with settings, on the database of a test, that follow servers on loopback."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from sqlalchemy import text
from tests.support.fault_server import FaultServer

from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive, Ingest, IngestOptions, RunSummary
from newsarchive.settings import load_settings


def source_table(name: str, server: FaultServer, *lines: str, others: Iterable[FaultServer] = ()) -> str:
    """A `[[sources]]` table that follows a server; `lines` are settings as they stand in the file."""
    ports = [one.port for one in (server, *others)]
    own = [] if any(line.startswith("home") for line in lines) else [f'home = "{server.url("/")}"']
    head = [f'[[sources]]\nname = "{name}"', *own, 'allow_private = ["127.0.0.1"]', f"allow_ports = {ports}"]
    return "\n".join([*head, *lines, ""])


def make_archive(
    folder: Path, *sources: str, fetch: Sequence[str] = (), database_url: str | None = None
) -> Archive:
    """An open archive with these sources and `[fetch]` settings. SQLite, unless a database is given."""
    make_folder(folder)
    database = "" if database_url is None else f'[archive]\ndatabase = "{database_url}"\n'
    manners = "\n".join(["[fetch]", *(fetch or ["delay_seconds = 0"]), ""])
    (folder / SETTINGS_FILE).write_text("\n".join([database, manners, *sources]), encoding="utf-8")
    return Archive.open(load_settings(folder, {}), create=True)


def night(archive: Archive, **options: object) -> RunSummary:
    """One run over all sources."""
    return Ingest(archive, archive.settings.sources, IngestOptions(**options)).run()  # type: ignore[arg-type]


def rows(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    """The rows of a query."""
    with archive.store.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def feed(*urls: str) -> bytes:
    """The body of an RSS feed that names these pages."""
    items = "".join(f"<item><title>{url[-40:]}</title><link>{url}</link></item>" for url in urls)
    return f"<rss version='2.0'><channel><title>f</title>{items}</channel></rss>".encode()
