"""Whether what came is less than what is known: walls, teasers and notices in the place of an article.

A parser that reads one page can't always tell: a login form between the site's own head and foot looks
like a short article. What the page said before tells more, in every language.
"""

from __future__ import annotations

from newsarchive.store.article_facts import Facts
from newsarchive.store.changes import Said
from newsarchive.store.digests import word_count
from newsarchive.store.identity import MIN_WORDS_TO_MATCH, same_headline, same_story

MIN_SHARE = 0.5
"""Of an article's words. What says fewer is taken for a wall: editors add and correct, and rarely halve."""


def shows_less(new: Facts, kept: Said) -> bool:
    """Whether a page says so much less than the article it showed that it can't be an edit of it."""
    known = word_count(kept.text)
    return known >= MIN_WORDS_TO_MATCH and new.word_count < known * MIN_SHARE


def shows_another(new: Facts, kept: Said, kept_canonical: str | None) -> bool:
    """Whether a page shows another article by now: its address was redirected, or given away."""
    return (
        None not in (new.canonical, kept_canonical)
        and new.canonical != kept_canonical
        and not same_headline(kept.headline, new.said.headline)
        and not same_story(kept.text, new.said.text)
    )
