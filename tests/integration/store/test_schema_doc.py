"""The data dictionary as a document."""

from __future__ import annotations

import pytest

from newsarchive.errors import UsageError
from newsarchive.store.schema import metadata
from newsarchive.store.schema_doc import described, schema_markdown, schema_text
from newsarchive.store.view_definitions import VIEWS


def test_every_table_view_and_column_is_in_it() -> None:
    told = schema_markdown()
    for table in metadata.tables.values():
        assert f"### `{table.name}`" in told
        for column in table.columns:
            assert f"| `{column.name}` |" in told
    for view in VIEWS:
        assert f"### `{view.name}`" in told


def test_kinds_are_words_that_analysts_know() -> None:
    (articles,) = described("articles")
    kinds = {column.name: column.kind for column in articles.columns}
    assert kinds["published_at"] == "time (UTC)"
    assert kinds["published_on"] == "day"
    assert kinds["headline"] == "text"
    assert kinds["word_count"] == "number"
    (revisions,) = described("revisions")
    assert {c.name: c.kind for c in revisions.columns}["is_trivial"] == "yes/no"


def test_one_table_in_plain_text() -> None:
    assert schema_text("warc_files").startswith("warc_files (table): WARC files")


def test_a_table_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="articles_read"):
        schema_text("artcles")
