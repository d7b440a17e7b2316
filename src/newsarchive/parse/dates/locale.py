"""Where a page is at home, as far as its dates need it: language and order of day and month."""

from __future__ import annotations

import re

from newsarchive.parse.page import Page

# English is written with the month first in the United States (and with them in the Philippines).
_MONTH_FIRST = frozenset({"en-us", "en-ph", "fil", "tl"})
_DAY_FIRST_DOMAINS = frozenset(
    [
        "uk",
        "ie",
        "au",
        "nz",
        "in",
        "bd",
        "pk",
        "lk",
        "za",
        "ng",
        "ke",
        "gh",
        "ug",
        "tz",
        "zm",
        "zw",
        "na",
        "ls",
        "bw",
        "my",
        "sg",
        "hk",
        "mt",
        "jm",
        "tt",
        "eu",
        "de",
        "at",
        "ch",
        "fr",
        "es",
        "it",
        "nl",
        "be",
    ]
)


def language_of(page: Page) -> str | None:
    """The language that the page states as a BCP 47 tag in lower case, or None.

    Not the one that its words are in: dates are printed by the template, as its own language has them.
    """
    root = page.root
    stated = (root.get("lang") or root.get("xml:lang")) if root is not None else None
    stated = stated or page.first_meta(
        "og:locale", "content-language", "language", "dc.language", "inlanguage"
    )
    return stated.strip().lower().replace("_", "-")[:20] or None if stated else None


_COUNTRIES = {"uk": "gb"} | {label: label for label in ("au", "bd", "ie", "il", "in", "my", "ph", "pk")}
"""Last labels of hosts, and the countries whose English-language press has its own names for zones."""
_UNSET = (None, "en", "en-us")
"""Languages that say nothing of the country: systems state the last one where nobody set another."""


def with_country(page: Page, language: str | None) -> str | None:
    """The page's language, with the country of its host where that is English and tells of no other."""
    country = _COUNTRIES.get(_domain(page.url)) if language in _UNSET else None
    return f"en-{country}" if country else language


def day_first_of(page: Page, language: str | None) -> bool | None:
    """Whether 4/10/2017 is the fourth of October here, or None where nothing tells."""
    if language and not language.startswith("en"):
        return language not in _MONTH_FIRST
    if language in _MONTH_FIRST:
        domain = _domain(page.url)
        return domain in _DAY_FIRST_DOMAINS
    if language and "-" in language:
        return True
    if _domain(page.url) in _DAY_FIRST_DOMAINS or (language is None and _is_not_english(page)):
        return True
    return None


_COMMON = frozenset(("the", "of", "and", "to"))
"""Words of which every seventh or eighth of an English text is one."""
_ENOUGH = 50
_RARE = 30
"""The fewest words that tell, and in how many no common one is."""


def _is_not_english(page: Page) -> bool:
    """Whether a page's text has hardly any of the words without which no English text is written."""
    said = page.said
    return len(said) >= _ENOUGH and sum([word in _COMMON for word in said]) * _RARE < len(said)


_HOST_END = re.compile(r"[/?#]")


def _domain(url: str) -> str:
    """The last label of the host."""
    host = _HOST_END.split(url.partition("://")[2], maxsplit=1)[0]
    return host.rpartition("@")[2].partition(":")[0].rpartition(".")[2].lower()
