"""Which heading is the headline, where a page prints more than one; on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import body, page

from newsarchive.parse import parse_article

SHORT = "Steel pipe duties: what changes in March"
PRINTED = "After nine years, cheaper pipes for everyone"
LINK = '<a href="/t">Trade</a>'
OG = f'<meta property="og:title" content="{PRINTED}">'
BELOW = f"<h2>{PRINTED}</h2>"


@pytest.mark.parametrize(
    ("inner", "head", "expected", "rule"),
    [
        # The trail's name says what it is.
        (f'<div class="breadcrumbs">{LINK}<h1>{SHORT}</h1></div>{BELOW}', OG, PRINTED, "below-breadcrumb"),
        # The name is on the heading itself.
        (f'<h1 class="breadcrumb__headline">{SHORT}</h1>{BELOW}', OG, PRINTED, "below-breadcrumb"),
        # Nothing but the form says it: links in a list, then the h1.
        (f"<ul><li>{LINK}</li><li><h1>{SHORT}</h1></li></ul>{BELOW}", OG, PRINTED, "below-breadcrumb"),
        # A kicker link above the headline and a standfirst below it.
        (f"<header>{LINK}<h1>{SHORT}</h1></header>{BELOW}", "", SHORT, "h1-agrees"),
        # No trail: the h1 is the headline, whatever the share title says.
        (f"<div><p>Monday</p><h1>{SHORT}</h1></div>{BELOW}", OG, SHORT, "h1-agrees"),
        # The heading in the metadata stands far below, such as in a list of other articles.
        (f'<h1 class="breadcrumb">{SHORT}</h1>{body()}{body()}{BELOW}', OG, SHORT, "h1-agrees"),
    ],
)
def test_headline_below_a_trail(inner: str, head: str, expected: str, rule: str) -> None:
    article = parse_article(page(inner + body(), head=head, title=SHORT))
    assert (article.headline, article.found_by["headline"]) == (expected, rule)
