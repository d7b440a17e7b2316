"""The views: the same names, columns and answers on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import inspect, text

from newsarchive.records import Article
from newsarchive.store import Store
from newsarchive.store.schema import metadata
from newsarchive.store.view_definitions import VIEWS

from .conftest import Hands, an_article


def ask(store: Store, sql: str) -> list[dict[str, Any]]:
    with store.read() as session:
        return [dict(row) for row in session.execute(text(sql)).mappings()]


def test_every_view_has_the_columns_it_describes(store: Store) -> None:
    look = inspect(store.engine)
    assert sorted(look.get_view_names()) == sorted(view.name for view in VIEWS)
    for view in VIEWS:
        assert [c["name"] for c in look.get_columns(view.name)] == list(view.columns), view.name


def test_every_view_that_counts_articles_counts_stories_too() -> None:
    counting = [view for view in VIEWS if {"articles", "all_articles"} & view.columns.keys()]
    assert len(counting) == 4
    for view in counting:
        for column in view.columns:
            if column.endswith("articles"):
                assert column.replace("articles", "stories") in view.columns, (view.name, column)


def test_every_view_can_be_read_empty_and_filled(store: Store, hands: Hands) -> None:
    for view in VIEWS:
        ask(store, f"SELECT * FROM {view.name}")
    hands.parse(hands.capture(), an_article())
    for view in VIEWS:
        ask(store, f"SELECT * FROM {view.name}")


def test_articles_with_source_and_authors(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    (row,) = ask(store, "SELECT source, authors, tags FROM articles_read")
    assert row == {
        "source": "courier",
        "authors": "Mara Lindqvist, Tomas Oyelaran",
        "tags": "steel, safeguards",
    }


def test_subheads(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    (row,) = ask(store, "SELECT position, level, subhead FROM subheads")
    assert row == {"position": 2, "level": 2, "subhead": "How it is phased out"}


def test_what_a_revision_changed(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    hands.later()
    hands.parse(hands.capture(body=b"2"), an_article(headline="Other", summary=None))
    (row,) = ask(store, "SELECT * FROM revision_changes")
    changed = {name for name, value in row.items() if name.endswith("_changed") and value == 1}
    assert changed == {"headline_changed", "summary_changed"}
    assert (row["headline_before"], row["headline_after"]) == (an_article().headline, "Other")
    assert (row["words_added"], row["words_removed"]) == (0, 0)


def test_the_text_of_every_revision(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    hands.later()
    hands.parse(hands.capture(body=b"2"), an_article(blocks=an_article().blocks[:-1]))
    rows = ask(store, "SELECT revision, text FROM revision_texts ORDER BY revision")
    assert [row["text"] for row in rows] == [
        an_article().text,
        "\n".join(block.text for block in an_article().blocks[:-1]),
    ]


def test_counts_and_shares_per_day_week_and_month(store: Store, hands: Hands) -> None:
    printed = an_article().published
    assert printed is not None
    # 30 December 2024 is in week 1 of 2025, 1 January 2021 in week 53 of 2020.
    for number, day in enumerate((datetime(2024, 12, 30), datetime(2024, 12, 30), datetime(2021, 1, 1))):
        url = f"https://news.example/{number}"
        on = replace(printed, local=day, precision="day")
        hands.parse(
            hands.capture(url, url.encode()), an_article(url, published=on, headline=f"Number {number}")
        )
    weeks = ask(store, "SELECT week, articles, percent_of_week FROM articles_per_week ORDER BY week")
    assert [(w["week"], w["articles"], float(w["percent_of_week"])) for w in weeks] == [
        ("2020-W53", 1, 100.0),
        ("2025-W01", 2, 100.0),
    ]
    months = ask(store, "SELECT month, articles FROM articles_per_month ORDER BY month")
    assert [tuple(m.values()) for m in months] == [("2021-01", 1), ("2024-12", 2)]
    days = ask(store, "SELECT day, articles FROM articles_per_day ORDER BY day")
    assert [(str(d["day"]), d["articles"]) for d in days] == [("2021-01-01", 1), ("2024-12-30", 2)]


def test_iso_weeks_are_those_of_the_calendar(store: Store, hands: Hands) -> None:
    from newsarchive.store.view_definitions import POSTGRESQL, SQLITE

    words = SQLITE if store.is_sqlite else POSTGRESQL
    literal = "'{}'" if store.is_sqlite else "DATE '{}'"
    days = [date(2015, 12, 20) + timedelta(days=n) for n in range(0, 3700, 1) if n % 365 < 16]
    listed = ", ".join(words.week(literal.format(day)) for day in days)
    with store.read() as session:
        told = list(session.execute(text(f"SELECT {listed}".replace(":", "\\:"))).one())
    assert told == [f"{y}-W{w:02}" for y, w, _ in (day.isocalendar() for day in days)]


def test_a_source_that_fell_silent(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    (row,) = ask(store, "SELECT source, articles, days_silent, last_outcome FROM source_activity")
    assert (row["source"], row["articles"], row["last_outcome"]) == ("courier", 1, None)
    assert row["days_silent"] > 365


def test_articles_without_a_date(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article(published=None))
    (row,) = ask(store, "SELECT headline, url FROM undated_articles")
    assert row["url"] == "https://news.example/steel-duty"


def test_the_way_from_an_article_to_its_proof(store: Store, hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    hands.later()
    hands.parse(
        hands.capture(body=b"w"), Article(url="https://news.example/steel-duty", page_class="consent")
    )
    rows = ask(store, "SELECT page_class, revision, warc_file FROM capture_places ORDER BY capture_id")
    assert [(r["page_class"], r["revision"]) for r in rows] == [("article", 1), ("consent", None)]
    assert rows[0]["warc_file"] == "courier-00001.warc.gz"


def test_the_data_dictionary_knows_everything(store: Store) -> None:
    look = inspect(store.engine)
    there = set()
    for name in [*metadata.tables, *look.get_view_names()]:
        there |= {(name, c["name"]) for c in look.get_columns(name)} | {(name, "")}
    rows = ask(store, "SELECT name, column_name, comment FROM data_dictionary")
    assert {(r["name"], r["column_name"]) for r in rows} == there
    assert all(r["comment"] for r in rows)


def test_what_counts_articles_counts_stories_too() -> None:
    for view in VIEWS:
        for name in view.columns:
            if name.endswith("articles"):
                assert name.replace("articles", "stories") in view.columns, view.name


def test_postgresql_carries_every_comment_itself(postgres_url: str) -> None:
    native = """
        SELECT c.relname AS name, coalesce(a.attname, '') AS column_name, d.description AS comment
        FROM pg_class c
        JOIN (SELECT attrelid, attnum, attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
              UNION ALL SELECT oid, 0, NULL FROM pg_class) a ON a.attrelid = c.oid
        LEFT JOIN pg_description d
          ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
    """
    with Store.open(postgres_url) as store:
        told = {(row["name"], row["column_name"]): row["comment"] for row in ask(store, native)}
        dictionary = ask(store, "SELECT name, column_name, comment FROM data_dictionary")
    ours = {
        name: comment for name, comment in told.items() if not name[0].startswith(("search_", "alembic_"))
    }
    assert ours == {(row["name"], row["column_name"]): row["comment"] for row in dictionary}
