"""Opening, refusing, upgrading and sharing a database."""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from newsarchive.errors import (
    NotAnArchive,
    SchemaOutdated,
    SchemaTooNew,
    SettingsError,
    StoreError,
    UsageError,
)
from newsarchive.store import SCHEMA_VERSION, Store
from newsarchive.store.engine import parse_url, wal_reset_bug

from .conftest import Hands, an_article


def test_a_new_archive_is_made_on_first_use(new_database_url: str) -> None:
    with Store.open(new_database_url) as store:
        assert store.current() == SCHEMA_VERSION
    with Store.open(new_database_url, create=False) as store:
        assert store.current() == SCHEMA_VERSION


def test_an_older_schema_is_refused_with_the_command_that_upgrades_it(new_database_url: str) -> None:
    with Store.open(new_database_url) as store:
        store.downgrade("0001")
    with pytest.raises(SchemaOutdated, match="newsarchive db upgrade"):
        Store.open(new_database_url)
    with Store.open(new_database_url, check=False) as store:
        store.upgrade()
    Store.open(new_database_url).close()


def test_a_newer_schema_is_refused(new_database_url: str) -> None:
    with Store.open(new_database_url) as store, store.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaTooNew, match="update newsarchive"):
        Store.open(new_database_url)


def test_a_foreign_database_is_refused_and_left_as_it_was(new_database_url: str, tmp_path: Path) -> None:
    engine = create_engine(parse_url(new_database_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    engine.dispose()
    file = tmp_path / "newsarchive.db"
    before = file.read_bytes() if file.exists() else b""
    with pytest.raises(NotAnArchive, match="not a newsarchive database"):
        Store.open(new_database_url)
    with Store.open(new_database_url, create=False, check=False) as store, pytest.raises(NotAnArchive):
        store.create()
    assert (file.read_bytes() if file.exists() else b"") == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(NotAnArchive):
        Store.open(f"sqlite:///{file}")


def test_a_missing_archive_is_not_made_when_nobody_asked(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive, match="no such database"):
        Store.open(f"sqlite:///{tmp_path / 'x.db'}", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://"])
def test_other_urls_are_a_wrong_call(url: str) -> None:
    with pytest.raises((SettingsError, UsageError)):
        Store.open(url)


def test_a_server_that_is_not_there_is_one_clear_line() -> None:
    with pytest.raises(StoreError) as caught:
        Store.open("postgresql://nobody:secret@127.0.0.1:1/x")
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)


def test_an_unwritable_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError) as caught:
        Store.open(f"sqlite:///{tmp_path / 'file' / 'x.db'}")
    assert "\n" not in str(caught.value)


def test_a_failed_write_leaves_nothing(store: Store, hands: Hands) -> None:
    with pytest.raises(RuntimeError), store.write() as session:
        session.execute(text("UPDATE sources SET name = 'other'"))
        raise RuntimeError
    with store.read() as session:
        assert session.execute(text("SELECT name FROM sources")).scalar_one() == "courier"


def test_a_refused_statement_is_a_store_error(store: Store) -> None:
    with pytest.raises(StoreError, match="refused"), store.write() as session:
        session.execute(text("INSERT INTO blocks VALUES (999, 1, 'paragraph', NULL, 'x')"))


@pytest.mark.parametrize(
    ("version", "bug"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
    ],
)
def test_which_sqlite_has_the_wal_reset_bug(version: tuple[int, int, int], bug: bool) -> None:
    assert wal_reset_bug(version) is bug


def test_sqlite_is_in_wal_mode_and_checkpoints_only_when_told(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path / 'a.db'}") as store, store.engine.connect() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar() == "wal"
        assert ask("PRAGMA foreign_keys").scalar() == 1
        assert ask("PRAGMA synchronous").scalar() == 2
        if wal_reset_bug(sqlite3.sqlite_version_info):
            assert ask("PRAGMA wal_autocheckpoint").scalar() == 0


def test_after_closing_everything_is_in_the_one_file(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    with Store.open(f"sqlite:///{file}") as store:
        Hands(store)
    alone = tmp_path / "elsewhere" / "a.db"
    alone.parent.mkdir()
    alone.write_bytes(file.read_bytes())
    with Store.open(f"sqlite:///{alone}") as store, store.read() as session:
        assert session.execute(text("SELECT name FROM sources")).scalar_one() == "courier"


def test_readers_see_a_consistent_state_and_never_wait_for_the_writer(database_url: str) -> None:
    """The reader counts articles and revisions: within one view of the data they always match."""
    with Store.open(database_url) as store:
        hands = Hands(store)
        longest, mismatches, stop = 0.0, 0, threading.Event()

        def keep_reading() -> None:
            nonlocal longest, mismatches
            with Store.open(database_url) as reading:
                while not stop.is_set():
                    began = time.monotonic()
                    with reading.read() as session:
                        articles = session.execute(text("SELECT count(*) FROM articles")).scalar_one()
                        revisions = session.execute(text("SELECT count(*) FROM revisions")).scalar_one()
                    mismatches += articles != revisions
                    longest = max(longest, time.monotonic() - began)

        reader = threading.Thread(target=keep_reading)
        reader.start()
        for n in range(30):
            url = f"https://news.example/{n}"
            capture = hands.capture(url, url.encode())
            with store.write() as session:
                from newsarchive.store import save_parse

                article = an_article(url, headline=f"Number {n}")
                save_parse(session, capture, article, parser_version="1", now=hands.clock)
                time.sleep(0.02)
            store.checkpoint()
        stop.set()
        reader.join()
    assert mismatches == 0
    assert longest < 5.0  # never the 30 seconds that a locked-out connection waits
