"""The articles of an archive, whole, the same from both databases; pandas and DuckDB read them."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas
import pytest

from newsarchive.errors import UsageError
from newsarchive.export import ArticleFilter, count_articles, export_articles
from newsarchive.store import Store
from newsarchive.store.copies import group_copies

from ..store.conftest import Hands, an_article
from .test_named import fill


def exported(url: str, format: str, filters: ArticleFilter | None = None) -> bytes:
    out = io.BytesIO()
    seen: list[int] = []
    count = export_articles(url, out, format, filters, seen.append)  # type: ignore[arg-type]
    assert seen == list(range(1, count + 1))
    assert count == count_articles(url, filters)
    return out.getvalue()


def test_every_article_is_there(database_url: str) -> None:
    fill(database_url)
    rows = [json.loads(line) for line in exported(database_url, "jsonl").splitlines()]
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert rows[0]["headline"] == "Duty on steel begins"
    assert rows[0]["authors"] == ["Mara Lindqvist", "Tomas Oyelaran"]
    assert rows[0]["published_at"] == "2024-03-04T00:30:00Z"
    assert rows[0]["copy_group"] == rows[1]["copy_group"] == 1
    assert rows[2]["published_on"] is None
    assert rows[0]["payload_digest"].startswith("sha256:")


def test_filters(database_url: str) -> None:
    fill(database_url)

    def ids(**filters: object) -> list[int]:
        data = exported(database_url, "jsonl", ArticleFilter(**filters))  # type: ignore[arg-type]
        return [json.loads(line)["id"] for line in data.splitlines()]

    assert ids(without_copies=True) == [1, 3]
    assert ids(source="courier", language="en") == [1, 2, 3]
    assert ids(search="headline:steel OR nowhere", language="en") == [1, 2]
    assert ids(search='"steel begins"', without_copies=True) == [1]
    with pytest.raises(UsageError):
        ids(search='"steel')
    assert ids(source="x' OR '1'='1") == []
    assert ids(until=date(2024, 3, 3)) == []
    assert 1 in ids(since=date(2024, 3, 4), until=date(2024, 3, 4))


def test_pandas_and_duckdb_read_parquet(database_url: str, tmp_path: Path) -> None:
    fill(database_url)
    path = tmp_path / "articles.parquet"
    path.write_bytes(exported(database_url, "parquet"))
    frame = pandas.read_parquet(path)
    assert frame["published_at"].iloc[0] == datetime(2024, 3, 4, 0, 30, tzinfo=UTC)
    (row,) = duckdb.sql(f"SELECT count(*), sum(word_count) > 0 FROM '{path}'").fetchall()
    assert row == (3, True)


def test_a_group_is_made_anew_when_its_text_changes(database_url: str) -> None:
    fill(database_url)
    with Store.open(database_url) as store:
        hands = Hands(store)
        hands.later(days=2)
        other = "https://news.example/copy"
        # As long as the old one: what says much less would not take its place.
        words = " ".join(
            f"Nothing of the old story is left in hall {n} of this one, which tells of a fair for garden tools."
            for n in range(1, 9)
        )
        from newsarchive.records import Block

        hands._offset = iter(range(900_000, 990_000, 1000))  # type: ignore[assignment]
        hands.parse(
            hands.capture(other, b"new"),
            an_article(other, headline="Fair", blocks=(Block("paragraph", words),)),
        )
        group_copies(store)
        assert hands.article(1).copy_group is None
        assert hands.article(2).copy_group is None
