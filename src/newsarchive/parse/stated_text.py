"""The article's text as the page's metadata gives it, and what of the printed text stands in it."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from newsarchive.parse.page import Page
from newsarchive.parse.text import words


def metadata_body(page: Page) -> str:
    """The article's text as JSON-LD gives it, or the empty string."""
    best = ""
    for node in page.ld_articles[:3]:
        value = node.get("articleBody")
        if isinstance(value, str) and len(value) > len(best):
            best = value
    return best


class StatedText:
    """The article's text as the metadata gives it, to ask what stands in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._known: dict[str, bool] = {}

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(word_pairs(self._text))

    def says(self, text: str) -> bool:
        """Whether most of a text's word pairs stand in it."""
        known = self._known.get(text)
        if known is None:
            if text.count(" ") >= MANY_WORDS and self._holds(text):
                known = True
            else:
                pairs = word_pairs(text)
                held = sum(map(self._pairs.__contains__, pairs))
                known = bool(pairs) and held * 10 >= len(pairs) * 8
            self._known[text] = known
        return known

    def _holds(self, text: str) -> bool:
        """Whether it stands in it as written: looked for first where the last one that did ends."""
        at = self._text.find(text, self._end, self._end + len(text) + 8)
        if at < 0 and len(self._text) <= MAX_LOOKED_THROUGH:
            at = self._text.find(text)
        if at >= 0:
            self._end = at + len(text)
        return at >= 0


MAX_LOOKED_THROUGH = 50_000
"""Characters of a stated text up to which all of it is looked through for a text."""
MANY_WORDS = 16
"""Spaces from which on a text that stands in another can be looked for as it is: words cut at its ends count for nothing."""


def word_pairs(text: str) -> list[tuple[str, ...]]:
    """Neighbouring words (for scripts without spaces: characters), to compare texts by; of a single one, itself."""
    found = words(text)
    if len(found) * 14 < len(text):
        found = [char for char in text if char.isalnum()]
    return list(pairwise(found)) or [(word,) for word in found]
