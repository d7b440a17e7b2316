"""Which heading is the headline, where a page prints more than one; on invented pages."""

from __future__ import annotations

import pytest

from newsarchive.parse import parse_article
from tests.unit.parse.pages import body, page

SHORT = "Steel pipe duties: what changes in March"
PRINTED = "After nine years, cheaper pipes for everyone"
OG = f'<meta property="og:title" content="{PRINTED}">'


@pytest.mark.parametrize(
    ("inner", "head", "expected", "rule"),
    [
        # The trail's name says what it is.
        (f'<div class="breadcrumbs"><a href="/">Home</a><h1>{SHORT}</h1></div><h2>{PRINTED}</h2>', OG, PRINTED, "below-breadcrumb"),
        # The name is on the heading itself.
        (f'<h1 class="breadcrumb__headline">{SHORT}</h1><h2>{PRINTED}</h2>', OG, PRINTED, "below-breadcrumb"),
        # Nothing but the form says it: links in a list, then the h1.
        (f'<ul><li><a href="/">Home</a></li><li><a href="/t">Trade</a></li><li><h1>{SHORT}</h1></li></ul><h2>{PRINTED}</h2>', OG, PRINTED, "below-breadcrumb"),
        # A kicker link above the headline and a standfirst below it.
        (f'<header><a href="/t">Trade</a><h1>{SHORT}</h1></header><h2>{PRINTED}</h2>', "", SHORT, "h1-agrees"),
        # No trail: the h1 is the headline, whatever the share title says.
        (f"<div><p>Monday</p><h1>{SHORT}</h1></div><h2>{PRINTED}</h2>", OG, SHORT, "h1-agrees"),
        # The heading in the metadata stands far below, such as in a list of other articles.
        (f'<h1 class="breadcrumb">{SHORT}</h1>{body()}{body()}<h2>{PRINTED}</h2>', OG, SHORT, "h1-agrees"),
    ],
)  # fmt: skip
def test_headline_below_a_trail(inner: str, head: str, expected: str, rule: str) -> None:
    article = parse_article(page(inner + body(), head=head, title=SHORT))
    assert (article.headline, article.found_by["headline"]) == (expected, rule)
