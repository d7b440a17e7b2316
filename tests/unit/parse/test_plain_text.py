"""Pages that come as plain text, with the furniture that text browsers leave."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.unit.parse.pages import PARAGRAPHS

from newsarchive.parse import parse_article

LONG_ONE = " ".join(PARAGRAPHS)
LONG_TWO = " ".join(reversed(PARAGRAPHS))
HEADLINE = "Two states, one duty: pipes get cheaper"


def parsed(text: str) -> object:
    return parse_article(text.encode(), timezone="Asia/Dhaka", fetched_at=datetime(2019, 8, 2, tzinfo=UTC))


@pytest.mark.parametrize(
    "head",
    [
        f"• Friday, Aug 2, 2019\n  • Last Update : 08:12 am\n\n{HEADLINE}\n\n  • Published at 11:00 am November 5th, 2018\n{HEADLINE}\n",
        f"{HEADLINE}\n\nPublished at 11:00 am November 5th, 2018\n\n",
        f"* Home\n* Business\n* Opinion\n\n{HEADLINE}\nPublished at 11:00 am November 5th, 2018\n\n",
    ],
)
def test_plain_text_article(head: str) -> None:
    article = parse_article(
        f"{head}{LONG_ONE}\n\nRelief for exporters\n\n{LONG_TWO}".encode(),
        timezone="Asia/Dhaka",
        fetched_at=datetime(2019, 8, 2, tzinfo=UTC),
    )
    assert article.headline == HEADLINE
    assert article.published_at == datetime(2018, 11, 5, 5, 0, tzinfo=UTC)
    assert article.updated_at is None
    assert article.subheads == ("Relief for exporters",)
    assert [block.text for block in article.blocks] == [LONG_ONE, "Relief for exporters", LONG_TWO]
    assert article.page_class == "article"


def test_hard_wrapped_lines_are_joined() -> None:
    import textwrap

    text = f"{HEADLINE}\n\n" + "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    assert [block.text for block in parse_article(text.encode()).blocks] == PARAGRAPHS


@pytest.mark.parametrize("data", [b"", b"\n\n", b"one line", b"\x00\x01", "• •\n•".encode()])
def test_hardly_anything_is_a_record_too(data: bytes) -> None:
    assert parse_article(data).page_class in ("other", "article")
