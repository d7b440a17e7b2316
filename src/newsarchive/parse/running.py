"""The name of a running report, whose h1 is its last entry and another one an hour later."""

from __future__ import annotations

import re

from newsarchive.parse.jsonld import types
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, words
from newsarchive.parse.titles import Stated, similarity

_ALIKE = 0.8
_UNLIKE = 0.5
_WORD = 7
_RUNNING = re.compile(r"\+\+\+|\blive\b|[- ]ticker\b|newsblog|en direct|en directo|minuto a minuto", re.I)
_RUNNING_WORDS = ("+++", "live", "ticker", "newsblog", "en direct", "minuto a")
"""One of these is in every such text."""
_CLOCK = re.compile(r"^\W*(?:[01]?\d|2[0-3])[.:h][0-5]\d\b(?:\s*(?:uhr|h|[ap]\.?m\.?))?[\s:|–—-]*", re.I)
"""The time of day that opens an entry of a running report."""


def running_report(page: Page, stated: list[Stated], printed: list[str]) -> Stated | None:
    """The title that the article's data and another place state alike, where no heading has its words.

    Running reports print their last entries as the h1, and name themselves in the metadata only.
    """
    running = any(map(_is_running, printed)) or any(
        "liveblogposting" in types(node) for node in page.ld_articles[:1]
    )
    first = named_in_data(stated, printed) if running else None
    if first is None:
        return None
    others = [title for title in stated if title is not first]
    alike = any(similarity(title.value, title.words, first) >= _ALIKE for title in others)
    return first if alike else None


def last_entry(stated: list[Stated], printed: list[str]) -> Stated | None:
    """The running report's own name in its data, where all else is named after its last entry.

    The h1 of such a page, "Port ticker: Crane falls", repeats the heading of an entry,
    "11.13 am: Crane falls".
    """
    running = [key(text) for text in printed if _is_running(text)]
    if not running:
        return None
    entries = [entry for text in printed if (entry := _CLOCK.sub("", text)) != text and len(entry) > _WORD]
    ends = tuple(map(key, entries))
    if not any(name.endswith(ends) for name in running):
        return None
    return named_in_data(stated, printed)


def _is_running(text: str) -> bool:
    folded = text.lower()
    return any(word in folded for word in _RUNNING_WORDS) and _RUNNING.search(text) is not None


def named_in_data(stated: list[Stated], printed: list[str]) -> Stated | None:
    """The title in the article's JSON-LD, where nothing printed has half of its words."""
    first = next((title for title in stated if title.rule == "json-ld"), None)
    if first is None or any(similarity(text, words(text), first) >= _UNLIKE for text in printed):
        return None
    return first
