"""The titles that a page's metadata states, without the site's name, and how alike two titles are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote

from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain, words

_NO_LETTERS = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"\s+[|–—\-•·»:/]{1,2}\s+|\s*[|｜]\s*|：(?=\S+$)")


@dataclass(slots=True)
class Stated:
    """A title that the metadata states."""

    rule: str
    value: str
    key: str
    letters: str
    words: list[str]


def stated_titles(page: Page, site_names: frozenset[str]) -> list[Stated]:
    """The titles that the metadata states, without the site's name."""
    found: list[tuple[str, str]] = []
    for node in page.ld_articles[:1]:
        for name in ("headline", "name"):
            if stated := plain(node.get(name)):
                found.append(("json-ld", stated))
                break
    if text := page.first_meta("og:title"):
        found.append(("og-title", text))
    if text := page.first_meta("twitter:title"):
        found.append(("twitter-title", text))
    if text := page.first_meta("headline", "title", "dc.title", "sailthru.title", "parsely-title"):
        found.append(("meta-title", text))
    if page.title:
        found.append(("title", page.title))
    titles = []
    for rule, text in found:
        value = without_site(text, site_names)
        folded = key(value)
        titles.append(Stated(rule, value, folded, letters_of(folded), words(value)))
    return titles


def stated_alike(stated: list[Stated], printed: list[str], url: str) -> Stated | None:
    """The title that the article's data and its card for social media state alike, where nothing printed has it.

    `printed` are the texts that may be the headline, the best first. One statement that differs from
    the heading is a variant for searches or shares; two independent ones say how the publisher names
    the article. Where the page's address was made of the heading's words, the heading is the name; and
    a kicker before the heading's own words is part of it only where the address has it too.
    """
    data = next((title for title in stated if title.rule == "json-ld"), None)
    if data is None or len(data.letters) < _SHORTEST_PART or data.value.endswith(_CUT_OFF):
        return None
    if not any(title.rule == "og-title" and title.letters == data.letters for title in stated):
        return None
    own = {title.letters for title in stated}
    if any(letters_of(key(text)) in own for text in printed):
        return None
    if printed:
        gain = _words_in(url, data.value) - _words_in(url, printed[0])
        if gain < 0 or (gain == 0 and data.letters.endswith(letters_of(key(printed[0])))):
            return None
    return data


def _words_in(url: str, text: str) -> int:
    """How many words of a text stand in the longest step of an address, with accents left out or spelt out."""
    path = url.partition("://")[2].partition("?")[0].split("/")[1:]
    address = set(_latin(unquote(max(path, key=len, default=""))))
    return len(address.intersection(_latin(text)))


def _latin(text: str) -> list[str]:
    bare = unicodedata.normalize("NFKD", text.lower().translate(_UMLAUTS))
    return words(_MARKS.sub("", bare))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})
_MARKS = re.compile("[\u0300-\u036f]+")
_CUT_OFF = ("…", "...")
_SHORTEST_PART = 12
"""Letters of a part of a title that can be a headline; a shorter one is a section."""


def title_parts(page: Page, site_names: frozenset[str]) -> frozenset[str]:
    """The parts of the title element that can each be the headline, as letters."""
    parts = _SEPARATOR.split(page.title or "")
    letters = (letters_of(key(part)) for part in parts if len(parts) > 1 and not is_site(part, site_names))
    return frozenset(part for part in letters if len(part) >= _SHORTEST_PART)


def without_site(text: str, site_names: frozenset[str]) -> str:
    """A title without the site's name (and the section) behind or before it."""
    parts = _SEPARATOR.split(text)
    if len(parts) < 2:
        return text
    cuts = [match.span() for match in _SEPARATOR.finditer(text)]
    end = len(text)
    for at in range(len(parts) - 1, 0, -1):
        if not is_site(parts[at], site_names):
            break
        end = cuts[at - 1][0]
    head = text[:end]
    if end == len(text) and is_site(parts[0], site_names):
        head = text[cuts[0][1] :]
    return head.strip() or text


def is_site(part: str, site_names: frozenset[str]) -> bool:
    """Whether a part of a title is the name of the site."""
    name = key(part).removeprefix("the ")
    squeezed = letters_of(name)
    return bool(squeezed) and any(
        squeezed == site
        or (len(site) > 3 and len(squeezed) < 40 and (squeezed.startswith(site) or squeezed.endswith(site)))
        for site in site_names
    )


def similarity(text: str, own: list[str], title: Stated) -> float:
    """Word F1 of a short text, cut into words, and a title (character F1 where words are not parted), 0 to 1."""
    a, b = own, title.words
    if len(a) < 3 and len(text) > 12 and not text.isascii():
        a, b = list(text), list(title.value)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    rest = list(b)
    common = 0
    for word in a:
        if word in rest:
            rest.remove(word)
            common += 1
    return 2 * common / (len(a) + len(b))


def letters_of(text: str) -> str:
    """A folded text without all that is neither letter nor digit."""
    return _NO_LETTERS.sub("", text)
