"""Upgrades with data, from every earlier version, also when they are killed."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic import command
from benchmarks import agency_edits as edits
from benchmarks.filling import Filler
from benchmarks.killed_upgrades import digests, kill_many, prepare
from sqlalchemy import text

from newsarchive.errors import StoreError
from newsarchive.store import SCHEMA_VERSION, Store, migrate
from newsarchive.store.copies import group_copies
from newsarchive.store.migrate import versions

EARLIER = versions()[:-1]


@pytest.mark.parametrize("version", EARLIER)
def test_an_upgrade_from_every_earlier_version_keeps_every_row(new_database_url: str, version: str) -> None:
    rows, before = prepare(new_database_url, 1500, version)
    assert rows > 1000
    with Store.open(new_database_url, check=False) as store:
        assert store.current() == version
        store.upgrade()
        assert store.current() == SCHEMA_VERSION
        assert digests(store) == before
        with store.read() as session:
            read = session.execute(text("SELECT count(*) FROM articles_read")).scalar_one()
            assert read == before["articles"][0]


def test_alembic_check_is_clean(new_database_url: str) -> None:
    with Store.open(new_database_url) as store, store.engine.begin() as connection:
        command.check(migrate.config(connection))


def test_down_to_nothing_and_up_again(new_database_url: str) -> None:
    with Store.open(new_database_url) as store:
        migrate.run(store.engine, "0001", down=True)
        store.upgrade(backup=False)
        store.check_schema()


def test_sqlite_is_copied_before_an_upgrade(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    _rows, before = prepare(url, 500, "0001")
    with Store.open(url, check=False) as store:
        backup = store.upgrade()
        assert store.upgrade() is None  # nothing to do, no second copy
    assert backup == tmp_path / "a.db.backup-0001"
    with Store.open(f"sqlite:///{backup}", check=False) as old:
        assert old.current() == "0001"
        assert digests(old) == before


def test_no_upgrade_without_a_backup(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    with Store.open(url) as store:
        store.downgrade("0001")
        (tmp_path / "a.db.backup-0001.part").mkdir()
        with pytest.raises(StoreError, match="no backup could be made"):
            store.upgrade()
        assert store.current() == "0001"


def test_an_upgrade_that_would_break_a_reference_changes_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    _rows, _before = prepare(url, 500, "0001")
    with Store.open(url, check=False) as store:
        with store.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")
            raw.execute("DELETE FROM sources")
            raw.execute("PRAGMA foreign_keys=ON")
        with pytest.raises(StoreError, match="nothing was changed"):
            store.upgrade()
        assert store.current() == "0001"


def test_killed_upgrades_lose_nothing(new_database_url: str) -> None:
    """A short share; `make kills-upgrades` does a hundred on each database with 100,000 rows."""
    _rows, before = prepare(new_database_url, 800, "0001")
    assert kill_many(new_database_url, 6, before, "0001") == 6


def test_repairs_that_were_called_imports_get_their_kind_and_lose_it_again(new_database_url: str) -> None:
    """0004."""
    ask = text("SELECT kind, detail FROM runs ORDER BY id")
    with Store.open(new_database_url, check=True) as store:
        store.downgrade("0003")
        with store.engine.begin() as connection:
            for number, kind, detail in (
                (1, "import", "repair"),
                (2, "import", None),
                (3, "ingest", "disk full"),
            ):
                connection.execute(
                    text(
                        "INSERT INTO runs (id, kind, detail, started_at, program_version) "
                        "VALUES (:number, :kind, :detail, '2026-01-01 00:00:00.000000', '0.1')"
                    ),
                    {"number": number, "kind": kind, "detail": detail},
                )
        store.upgrade(backup=False)
        with store.read() as session:
            assert [tuple(row) for row in session.execute(ask)] == [
                ("repair", None),
                ("import", None),
                ("ingest", "disk full"),
            ]
        store.downgrade("0003")
        with store.read() as session:
            assert [tuple(row) for row in session.execute(ask)] == [
                ("import", "repair"),
                ("import", None),
                ("ingest", "disk full"),
            ]


@pytest.mark.parametrize("before", ["0004", "0005"])
def test_after_another_hash_all_articles_are_compared_anew(new_database_url: str, before: str) -> None:
    """0005 and 0006."""
    waiting = text(
        "SELECT count(*) FROM articles a LEFT JOIN search_copy_state c ON c.article_id = a.id"
        " WHERE c.revision IS NULL"
    )
    keys = text("SELECT count(*) FROM search_copy_keys")
    with Store.open(new_database_url, check=True) as store:
        Filler(store).fill_texts(["\n".join(edits.fixture_stories()[0])] * 2)
        assert group_copies(store).copies == 2
        store.downgrade(before)
        store.upgrade(backup=False)
        with store.read() as session:
            assert session.scalar(waiting) == 2
            assert session.scalar(keys) == 0
        assert group_copies(store).examined == 2
        with store.read() as session:
            assert session.scalar(text("SELECT count(DISTINCT copy_group) FROM articles")) == 1
