"""Any bytes give a record: a short share of `benchmarks/fuzz_parser.py`, and hypothesis.

The time and memory that hostile pages may cost are measured there, not here.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from benchmarks.mutations import HOSTILE, INVENTED, MUTATIONS, PROSE, Hostile, mutated
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.parse import explain_article, parse_article
from newsarchive.parse.dates import read_date
from newsarchive.records import Article

FETCHED = datetime(2018, 7, 16, 13, 39, tzinfo=UTC)
URL = "https://example.org/2017/10/17/talks"
SHARE = 25
"""Mutated pages in one test case."""
TOO_LARGE_FOR_EVERY_RUN = {"30 MB of paragraphs", "70 MB, more than is read", "200,000 lines of plain text"}
KEPT_BEFORE = {"100,000 deep, div", "1,000,000 attributes in one tag", "8 MB on one line", "200,000 headings"}
"""Pages of which the article stands before the attack."""

any_page = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parse(data: bytes) -> Article:
    return parse_article(data, url=URL, fetched_at=FETCHED)


@pytest.mark.parametrize("first", range(0, 300, SHARE))
def test_mutated_pages_give_a_record(first: int) -> None:
    for number in range(first, first + SHARE):
        data, how = mutated(number, INVENTED)
        try:
            article = parse(data)
        except Exception as error:  # noqa: BLE001  the page's number makes it repeatable
            pytest.fail(f"page {number} ({how}): {error!r}")
        assert article.url == URL


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_mutations_change_pages(mutation: object) -> None:
    name = mutation.__name__  # type: ignore[attr-defined]
    made = [data for data, how in (mutated(number, INVENTED) for number in range(400)) if how == name]
    assert made
    assert any(data not in INVENTED for data in made)


@pytest.mark.parametrize(
    "hostile", [h for h in HOSTILE if h.name not in TOO_LARGE_FOR_EVERY_RUN], ids=lambda h: h.name
)
def test_hostile_page_gives_a_record_that_says_so(hostile: Hostile) -> None:
    article = parse(hostile.make())
    assert article.url == URL
    if hostile.issue is not None:
        assert hostile.issue in [issue.code for issue in article.issues]
    if hostile.name in KEPT_BEFORE:
        assert article.headline == "Quotas for steel stay"
        assert article.published_at == datetime(2017, 10, 17, 6, tzinfo=UTC)


def test_what_stands_before_some_attacks_is_looked_for() -> None:
    assert {hostile.name for hostile in HOSTILE} - TOO_LARGE_FOR_EVERY_RUN >= KEPT_BEFORE


def test_nothing_is_lost_behind_ten_megabytes() -> None:
    """libxml2 stops at 10 MB of text in one node, without a word."""
    data = INVENTED[0].replace(
        b"<h2>", b"<p>" + PROSE.encode() * 120_000 + b"</p><p>The very last sentence stands here.</p><h2>"
    )
    assert len(data) > 11_000_000
    assert "The very last sentence stands here." in parse(data).text


@pytest.mark.parametrize("page", range(len(INVENTED)))
def test_equal_bytes_give_an_equal_record(page: int) -> None:
    assert parse(INVENTED[page]) == parse(INVENTED[page])


@pytest.mark.parametrize("page", range(len(INVENTED)))
def test_explaining_changes_nothing(page: int) -> None:
    explained = explain_article(INVENTED[page], url=URL, fetched_at=FETCHED)
    assert explained.article == parse(INVENTED[page])


@any_page
@given(st.binary(max_size=4_000))
def test_any_bytes(data: bytes) -> None:
    assert isinstance(parse(data), Article)


MARKUP = st.sampled_from(
    (
        "<p> </p> <div> </div> <br> <h1> </h1> <table> <tr> <td> </table> <ul> <li> <a> </a> <time> <b> "
        "<script> </script> <!-- --> <svg> <pre>"
    ).split()
)


@any_page
@given(st.lists(MARKUP | st.text(max_size=30) | st.just("17 Oct 2017") | st.just(PROSE), max_size=60))
def test_any_soup_of_tags(pieces: list[str]) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    assert parse(data) == parse(data)


@any_page
@given(st.binary(max_size=300), st.integers(0, len(INVENTED) - 1), st.floats(0, 1))
def test_any_bytes_inside_a_page(junk: bytes, page: int, where: float) -> None:
    good = INVENTED[page]
    place = int(where * len(good))
    assert isinstance(parse(good[:place] + junk + good[place:]), Article)


@any_page
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=20),
        lambda v: (
            st.lists(v)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "@type",
                        "@graph",
                        "headline",
                        "author",
                        "datePublished",
                        "name",
                        "articleBody",
                        "image",
                        "url",
                    ]
                ),
                v,
            )
        ),
    )
)
def test_any_json_ld(value: object) -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": value, "x": value})
    script = f'<script type="application/ld+json">{stated}</script>'
    assert isinstance(
        parse(f"<html><head>{script}</head><body><p>{PROSE}</p></body></html>".encode()), Article
    )


@any_page
@given(st.text(max_size=200))
def test_any_text_as_a_date(text: str) -> None:
    found = read_date(text, fetched_at=FETCHED, timezone="Asia/Dhaka")
    assert found is None or found.instant.tzinfo is not None


@any_page
@given(
    st.datetimes(datetime(1995, 1, 1), datetime(2018, 7, 14)),
    st.sampled_from(
        [
            "%Y-%m-%dT%H:%M:%SZ",
            "%d %B %Y, %H:%M UTC",
            "%B %d, %Y %I:%M %p UTC",
            "%a, %d %b %Y %H:%M:%S +0000",
            "%d.%m.%Y %H:%M UTC",
            "%Y/%m/%d %H:%M UTC",
        ]
    ),
)
def test_printed_dates_are_read_back(moment: datetime, shape: str) -> None:
    found = read_date(moment.strftime(shape), fetched_at=FETCHED)
    assert found is not None
    assert found.instant.replace(second=0, microsecond=0) == moment.replace(
        second=0, microsecond=0, tzinfo=UTC
    )
