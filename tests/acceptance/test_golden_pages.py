"""Every golden page is parsed as a careful reader would read it, field by field."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.golden import ALWAYS, FIELDS, GoldenPage, differences, golden_pages

from newsarchive.article import parse_article

PAGES = list(golden_pages())

KNOWN_GAPS: dict[str, set[str]] = json.loads(
    (Path(__file__).parents[2] / "fixtures" / "known_gaps.json").read_text(encoding="utf-8")
)
"""Page -> fields that the parser does not yet read as a careful reader does. A field whose gap is
closed must be taken off the list: the test fails as long as it is on it."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_golden_page(page: GoldenPage) -> None:
    article = parse_article(
        page.source, url=page.capture["url"], fetched_at=page.captured_at, content_type=page.content_type
    )
    found = differences(page.expected, article)
    gaps = set(KNOWN_GAPS.get(page.name, ()))
    assert not gaps - set(found), (
        f"no gap any more: take it off fixtures/known_gaps.json: {gaps - set(found)}"
    )
    found = {field: text for field, text in found.items() if field not in gaps}
    assert not found, "\n".join(
        [f"{page.name}: {len(found)} fields differ ({page.capture['shows']})"]
        + [f"--- {field}, found by {article.found_by.get(field)}\n{text}" for field, text in found.items()]
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_expected_answer_is_complete(page: GoldenPage) -> None:
    expected = page.expected
    assert not set(expected) - set(FIELDS), "expected.json holds a field that nobody compares"
    needed = ALWAYS if expected["page_class"] in ("article", "teaser") else ("page_class",)
    assert set(needed) <= set(expected)
    assert page.capture["shows"], "capture.json says in `shows` why the page is here"


def test_there_are_golden_pages() -> None:
    assert len({page.folder for page in PAGES}) >= 40
    classes = {page.expected["page_class"] for page in PAGES}
    assert classes == {"article", "teaser", "consent", "not_found", "index", "other"}
