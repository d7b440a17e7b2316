"""Articles of several pages: which links lead to a later part, on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, body, page

from newsarchive.parse import parse_article

URL = "https://herald.example/trade/pipes.html"


def more(markup: str, url: str = URL, head: str = "") -> str | None:
    """The address that the record says the article goes on at."""
    html = page(f"<article><h1>{HEADLINE}</h1><div>{body()}</div>{markup}</article>", head=head)
    issues = {issue.code: issue.detail for issue in parse_article(html, url=url).issues}
    return issues["more-pages"].removeprefix("the article goes on at ") if "more-pages" in issues else None


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (URL, "/trade/pipes-2.html"),
        (URL, "https://herald.example/trade/pipes.html?page=2"),
        (URL, "/trade/pipes_2.html"),
        ("https://herald.example/trade/pipes/", "/trade/pipes/2/"),
        ("https://herald.example/trade/pipes/", "/trade/pipes/page/2"),
        ("https://herald.example/trade/pipes-seite-2", "/trade/pipes-seite-3"),
        ("https://herald.example/a?id=7", "/a?id=7&p=2"),
        ("https://herald.example/trade/pipes/2", "/trade/pipes/3"),
    ],
)
def test_links_to_a_later_part(url: str, href: str) -> None:
    wanted = href if href.startswith("http") else f"https://herald.example{href}"
    assert more(f'<ul class="pagination"><li><a href="{href}">Next page</a></li></ul>', url) == wanted
    assert more("", url, f'<link rel="next" href="{href}">') == wanted


@pytest.mark.parametrize(
    ("url", "href"),
    [
        (URL, "/trade/wire-rod.html"),  # the next article of a blog
        (URL, "/trade/pipes.html?comment-page=2"),
        (URL, "/trade/pipes.html#2"),
        (URL, "/trade/pipes-2019.html"),
        (URL, "/trade/pipes-1.html"),
        (URL, "https://other.example/trade/pipes-2.html"),
        ("https://herald.example/trade/pipes/3", "/trade/pipes/2"),
        ("https://herald.example/a?id=7", "/a?id=8"),
        ("https://herald.example/", "/page/2"),
        (URL, "https://[broken"),
        ("", "/trade/pipes-2.html"),
    ],
)
def test_links_elsewhere(url: str, href: str) -> None:
    assert more("", url, f'<link rel="next" href="{href}">') is None


def test_a_link_outside_of_a_box_of_page_numbers_says_nothing() -> None:
    assert more('<p><a href="/trade/pipes-2.html">The other story</a></p>') is None
