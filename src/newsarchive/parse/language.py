"""The language that a page is written in: as it states it, or as its letters or words tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from newsarchive.parse.language_words import language_of_words
from newsarchive.parse.page import Page
from newsarchive.parse.text import BEYOND_LATIN

_TAG = re.compile(r"^[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8}){0,3}$")
_SAMPLE = 4_000
"""Characters of the page's text whose letters are looked at."""
_RUNS = 200
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")), ("ko", re.compile("[\uac00-\ud7a3]")), ("th", re.compile("[\u0e00-\u0e7f]")),
    ("bn", re.compile("[\u0980-\u09ff]")), ("he", re.compile("[\u0590-\u05ff]")), ("el", re.compile("[\u0370-\u03ff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")), ("hy", re.compile("[\u0530-\u058f]")), ("ta", re.compile("[\u0b80-\u0bff]")),
    ("te", re.compile("[\u0c00-\u0c7f]")), ("gu", re.compile("[\u0a80-\u0aff]")), ("am", re.compile("[\u1200-\u137f]")),
)  # fmt: skip
"""Scripts in which one language is printed. Japanese is before Chinese: it has Chinese characters too."""
_LETTERS = (
    ("be", "ў"), ("uk", "їєґ"), ("mk", "ѓќѕ"), ("sr", "ђћџљњј"), ("ru", "ыэё"), ("bg", "ъ"),
    ("ur", "ٹڈڑے"), ("fa", "پچژگ"),
)  # fmt: skip
"""Letters that only one of the languages of a script has; Bulgarian is told from Russian by what it lacks."""
_SHARED: tuple[tuple[frozenset[str], re.Pattern[str], str | None], ...] = (
    (frozenset(("be", "uk", "mk", "sr", "ru", "bg")), re.compile("[\u0400-\u04ff]"), None),
    (frozenset(("ur", "fa")), re.compile("[\u0600-\u06ff]"), "ar"),
    (frozenset(), re.compile("[\u4e00-\u9fff]"), "zh"),
)
"""(languages that share a script, its letters, the language where no letter tells)."""
_OTHERS = re.compile("[\u0370-\u1fff\u3040-\ud7a3]")
"""Letters of any of these scripts."""
_ENOUGH = 5
"""So many letters of a thousand that only one language has."""


def language_offers(page: Page, text: str) -> Iterator[tuple[str, Any]]:
    """The language that the page says it is written in (BCP 47, lower case), else that of its letters or words.

    `text` is that of the article, where it has any.
    """
    spoken = cache(lambda: language_of_words(text[:_MOST_TEXT].lower().split()))
    if page.root is not None:
        yield "html-lang", _believed(page, _tag(page.root.get("lang") or page.root.get("xml:lang")), spoken)
    for node in page.ld_articles[:1]:
        value = node.get("inLanguage")
        value = value.get("alternateName") if isinstance(value, dict) else value
        yield "json-ld", _believed(page, _tag(value), spoken)
    stated = _tag(page.first_meta("content-language", "og:locale", "language", "dc.language"))
    yield "meta", _believed(page, stated, spoken)
    yield "letters", language_of_letters(_sample(page))
    yield "words", spoken() or language_of_words(page.said)


_MOST_TEXT = 4_000
"""Characters of the text whose words are looked at."""
_LEFT_AS_IT_WAS = ("en", "en-us", "en-gb")
"""What templates say of the language until somebody changes it."""


def _believed(page: Page, stated: str | None, spoken: Callable[[], str | None]) -> str | None:
    """A stated language, but for one that nobody set where the text is in another."""
    if stated in _LEFT_AS_IT_WAS and (_is_in_other_letters(page) or spoken() not in (None, "en")):
        return None
    return stated


_MOST = 2
"""Of the letters one in so many, from which on a page is in them."""


def _is_in_other_letters(page: Page) -> bool:
    """Whether most of a page's text is in letters that no English text is written in."""
    sample = _sample(page)
    if sample.isascii():
        return False
    others = sum([char >= BEYOND_LATIN for char in sample])
    return others * _MOST > sum(map(str.isalpha, sample))


def _tag(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    value = value.strip().split(",")[0].split(".")[0]
    return value.lower().replace("_", "-") if _TAG.match(value) else None


def _sample(page: Page) -> str:
    """The beginning of a page's text."""
    texts = (run.text for run in page.runs[:_RUNS]) if page.runs else page.lines[:_RUNS]
    return " ".join(texts)[:_SAMPLE]


def language_of_letters(text: str) -> str | None:
    """The language that only the letters of a text can mean; None for those that share all their letters."""
    if _OTHERS.search(text) is None:
        return None
    least = len(text) // 10
    for name, pattern in _SCRIPTS:
        if len(pattern.findall(text)) > least:
            return name
    for languages, pattern, otherwise in _SHARED:
        if (size := len(pattern.findall(text))) > least:
            for name, letters in _LETTERS:
                own = sum(text.count(letter) for letter in letters) if name in languages else 0
                if own * 1000 >= size * _ENOUGH:
                    return name
            return otherwise
    return None
