"""An archive moved between SQLite and PostgreSQL is the same archive."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from newsarchive.errors import NotAnArchive, UsageError
from newsarchive.records import Article
from newsarchive.store import Store, finish_run, record_fetch, start_run
from newsarchive.store.copy import copy_database, table_digest, tables_in_order
from newsarchive.store.schema import metadata
from newsarchive.store.search_index import stale_articles

from .conftest import Hands, an_article


def fill(url: str) -> None:
    with Store.open(url) as store:
        hands = Hands(store)
        for n in range(30):
            page = f"https://news.example/{n}"
            capture = hands.capture(page, page.encode())
            hands.parse(
                capture, an_article(page, headline=f"Zölle über {n} % 關稅", authors=(f"Ağa {n % 7}",))
            )
        hands.later()
        hands.parse(hands.capture("https://news.example/3", b"2"), an_article("https://news.example/3"))
        wall = Article(url="https://news.example/4", page_class="consent")
        hands.parse(hands.capture("https://news.example/4", b"2"), wall)
        with store.write() as session:
            run = start_run(session, "ingest", hands.clock, program_version="0.1.0")
            record_fetch(
                session, run, kind="page", url="x", started_at=hands.clock, outcome="ok", elapsed=0.125
            )
            finish_run(session, run, hands.clock, "done", {"b": 1, "B": 2, "a": 3})


def test_every_table_is_copied() -> None:
    assert {t.name for t in tables_in_order()} == set(metadata.tables) - {"data_dictionary"}


@pytest.mark.parametrize("there_and_back", [False, True])
def test_from_one_database_to_the_other(
    database_url: str, new_postgres_url: str, tmp_path: Path, there_and_back: bool
) -> None:
    other = f"sqlite:///{tmp_path / 'copy.db'}" if database_url.startswith("postgres") else new_postgres_url
    fill(database_url)
    told: list[tuple[str, int, int]] = []
    copied = copy_database(database_url, other, lambda *step: told.append(step))
    assert {one.table: one.rows for one in copied}["articles"] == 30
    assert ("articles", 30, 30) in told
    if there_and_back:
        again = copy_database(other, f"sqlite:///{tmp_path / 'again.db'}")
        assert again == copied
    with Store.open(database_url) as old, Store.open(other) as new:
        with old.read() as one, new.read() as two:
            for table in tables_in_order():
                assert table_digest(one.connection(), table) == table_digest(two.connection(), table)
        with new.read() as session:
            assert session.execute(text("SELECT count(*) FROM search_index")).scalar_one() == 30
            assert stale_articles(session) == []
        # The copy goes on where the original stopped.
        hands = Hands(new)
        hands._offset = iter([900_000])
        saved = hands.parse(
            hands.capture("https://news.example/new", b"n"),
            an_article("https://news.example/new", headline="Tea", canonical_url=None),
        )
        assert saved.outcome == "new_article"


def test_a_digest_sees_every_change(database_url: str) -> None:
    fill(database_url)
    table = metadata.tables["articles"]
    with Store.open(database_url) as store, store.write() as session:
        before = table_digest(session.connection(), table)
        session.execute(text("UPDATE articles SET headline = headline || ' ' WHERE id = 5"))
        assert table_digest(session.connection(), table) != before


def test_a_target_with_data_is_refused(database_url: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'full.db'}"
    fill(database_url)
    fill(other)
    with pytest.raises(UsageError, match="holds data already"):
        copy_database(database_url, other)


def test_a_source_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotAnArchive):
        copy_database(f"sqlite:///{tmp_path / 'none.db'}", f"sqlite:///{tmp_path / 'copy.db'}")
    assert not (tmp_path / "none.db").exists()
