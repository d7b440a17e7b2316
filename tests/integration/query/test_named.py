"""The named queries: each runs on both databases and gives the same answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsarchive.errors import InputError, UsageError
from newsarchive.records import Block
from newsarchive.store import Store
from newsarchive.store.copies import group_copies
from newsarchive.store.query import NamedQuery, list_queries, load_query, run_query

from ..store.conftest import PARAGRAPHS, Hands, an_article

VALUES = {"word": "duty", "author": "mara", "keyword": "STEEL", "article": "1", "days": "0"}


def fill(url: str) -> None:
    with Store.open(url) as store:
        hands = Hands(store)
        hands.parse(hands.capture(), an_article())
        hands.later()
        corrected = tuple(
            Block(block.kind, block.text.replace("18 percent", "7.5 percent"), block.level)
            for block in an_article().blocks
        )
        hands.parse(hands.capture(body=b"2"), an_article(headline="Duty on steel begins", blocks=corrected))
        other = "https://news.example/copy"
        lines = (
            *(line.replace("18 percent", "7.5 percent") for line in PARAGRAPHS),
            "Shipments worth 40 million crowns wait at the border of Norvia for a decision.",
        )
        copy = an_article(
            other, headline="Steel: duty from Monday", blocks=tuple(Block("paragraph", t) for t in lines)
        )
        hands.parse(hands.capture(other, b"3"), copy)
        undated = "https://news.example/undated"
        words = "Grain prices moved little while the harvest went on in the valleys of the north this week."
        hands.parse(
            hands.capture(undated, b"4"),
            an_article(undated, headline="Grain", published=None, blocks=(Block("paragraph", words),)),
        )
        group_copies(store)


def answers(url: str, query: NamedQuery) -> tuple[list[str], list[list[str]]]:
    given = {p.name: VALUES[p.name] for p in query.parameters if p.name in VALUES}
    if query.name == "subheads_with":
        given["word"] = "Phased"
    result = run_query(url, query.sql, query.values(given))
    names = [column.name for column in result.columns]
    return names, [[_plain(value) for value in row] for row in result]


def _plain(value: object) -> str:
    """The same spelling from both databases: SQLite has 1 for true, and six digits of fraction always."""
    from newsarchive.export.cells import cell_text

    text = cell_text(value)
    text = {"true": "1", "false": "0"}.get(text, text)
    return text.replace(".000000Z", "Z")


def test_there_are_enough() -> None:
    queries = list_queries()
    assert len(queries) >= 20
    assert all(query.description.endswith((".", ").")) for query in queries)


def test_all_give_the_same_on_both_databases(tmp_path: Path, postgres_url: str) -> None:
    sqlite = f"sqlite:///{tmp_path / 'a.db'}"
    fill(sqlite)
    fill(postgres_url)
    empty = {"silent_sources", "failures"}  # nothing was fetched, and the clock of the test is long ago
    for query in list_queries():
        if query.name == "dictionary":
            continue  # row order follows each database's own collation
        one, other = answers(sqlite, query), answers(postgres_url, query)
        if query.name not in empty:
            assert one[1], query.name
        if query.name == "proof":
            for _, rows in (one, other):  # record ids are drawn by lot
                for row in rows:
                    row[one[0].index("record_id")] = ""
        if query.name != "silent_sources":
            assert one == other, query.name


STORIES_SAY_NOTHING = {
    "copies": "each row is one story",
    "delay": "how fast the archive was, for each article that it found",
}


def test_what_counts_articles_counts_stories_too(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'a.db'}"
    fill(url)
    for query in list_queries():
        names, _ = answers(url, query)
        if "articles" in names and query.name not in STORIES_SAY_NOTHING:
            assert "stories" in names, query.name


def test_a_figure_that_was_corrected(database_url: str) -> None:
    fill(database_url)
    names, ((*_, before, after),) = answers(database_url, load_query("changed_numbers"))
    assert names[-2:] == ["before", "after"]
    assert before.startswith("The duty starts at 18 percent")
    assert after == before.replace("18 percent", "7.5 percent")


def test_a_value_that_is_not_taken() -> None:
    with pytest.raises(UsageError, match="takes: source, rows"):
        load_query("newest").values({"sorce": "x"})


def test_a_value_that_is_needed() -> None:
    with pytest.raises(UsageError, match="needs a value for word"):
        load_query("about").values({})


def test_an_unknown_name() -> None:
    for name in ("nothing", "../newest", "", "a/b"):
        with pytest.raises(UsageError):
            load_query(name)


def test_near_names_are_named() -> None:
    with pytest.raises(UsageError, match="did you mean volume_per_week"):
        load_query("volume_per_weeks")
    with pytest.raises(UsageError, match="--list"):
        load_query("zzzz")


def test_an_archives_own_queries_go_first(tmp_path: Path) -> None:
    (tmp_path / "newest.sql").write_text("-- Ours.\nSELECT 1 AS one\n")
    (tmp_path / "more.sql").write_text("-- More.\n-- :n = 2 -- a number\nSELECT :n AS n\n")
    assert load_query("newest", tmp_path).description == "Ours."
    assert {"newest", "more", "copies"} <= {query.name for query in list_queries(tmp_path)}
    assert load_query("more", tmp_path).values({}) == {"n": "2"}


@pytest.mark.parametrize(
    "body", ["SELECT 1", "-- No parameter line.\nSELECT :a", "-- D.\n-- :b -- x\nSELECT 1"]
)
def test_a_file_without_its_lines(tmp_path: Path, body: str) -> None:
    (tmp_path / "bad.sql").write_text(body)
    with pytest.raises(InputError):
        load_query("bad", tmp_path)
