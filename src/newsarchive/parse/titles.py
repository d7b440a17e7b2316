"""The titles that a page's metadata states, without the site's name, and how alike two titles are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from newsarchive.parse.page import Page
from newsarchive.parse.text import CUT_OFF, key, plain, weight, words

_NO_LETTERS = re.compile(r"[\W_]+")
_MARK = re.compile("[|–—\\-•·»›:/｜：]")
"""What may part a title from a name."""
SEPARATOR = re.compile(r"\s+[|–—\-•·»›:/]{1,2}\s+|\s*[|｜]\s*|：(?=\S++$)")


@dataclass(slots=True)
class Stated:
    """A title that the metadata states."""

    rule: str
    value: str
    key: str
    letters: str
    words: list[str]


class Titles:
    """All that the metadata says of the headline; computed when it is asked for, and once."""

    def __init__(self, page: Page, site_names: frozenset[str]) -> None:
        self._page = page
        self.site_names = site_names
        self.stated = stated_titles(page, site_names)
        self.distinct = list({title.value: title for title in self.stated}.values())
        """One of those that are equal."""

    @cached_property
    def parts(self) -> frozenset[str]:
        """The parts of the title element that can each be the headline, as letters."""
        return title_parts(self._page, self.site_names)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of all titles."""
        return frozenset([word for title in self.distinct for word in title.words])

    @cached_property
    def shortest(self) -> int:
        """The number of words in the shortest title."""
        return min([len(title.words) for title in self.distinct], default=0)

    def exact(self, folded: str) -> int:
        """How many titles have this key."""
        return sum([title.key == folded for title in self.stated])


LONGEST_TITLE = 1_000
"""Characters of a title; a longer one was never closed and holds the page."""


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
    titles: list[Stated] = []
    known: dict[str, Stated] = {}
    for rule, text in found:
        if len(text) > LONGEST_TITLE:
            continue
        title = known.get(text)
        if title is None:
            value = without_site(text, site_names)
            title = known[text] = Stated(rule, value, *forms(value), words(value))
        else:
            title = Stated(rule, title.value, title.key, title.letters, title.words)
        titles.append(title)
    return titles


def stated_alike(stated: list[Stated], printed: list[str], url: str) -> Stated | None:
    """The title that the article's data and its card for social media state alike, where nothing printed has it.

    `printed` are the texts that may be the headline, the best first. One statement that differs from
    the heading is a variant for searches or shares; two independent ones say how the publisher names
    the article. Where the page's address was made of the heading's words, the heading is the name; and
    a kicker before the heading's own words is part of it only where the address has it too.
    """
    data = next((title for title in stated if title.rule == "json-ld"), None)
    if data is None or len(data.letters) < _SHORTEST_PART or data.value.endswith(CUT_OFF):
        return None
    if not any(title.rule == "og-title" and title.letters == data.letters for title in stated):
        return None
    own = {title.letters for title in stated}
    if any(forms(text)[1] in own for text in printed):
        return None
    if printed:
        gain = _words_in(url, data.value) - _words_in(url, printed[0])
        if gain < 0 or (gain == 0 and data.letters.endswith(forms(printed[0])[1])):
            return None
    return data


def _words_in(url: str, text: str) -> int:
    """How many words of a text stand in the longest step of an address, with accents left out or spelt out."""
    path = url.partition("://")[2].partition("?")[0].split("/")[1:]
    address = set(latin_words(unquote(max(path, key=len, default=""))))
    return len(address.intersection(latin_words(text)))


def latin_words(text: str) -> list[str]:
    """The words of a text, case-folded, with accents left out or spelt out as in addresses."""
    bare = unicodedata.normalize("NFKD", text.lower().translate(_UMLAUTS))
    return words(_MARKS.sub("", bare))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "oe", "å": "aa"})
_MARKS = re.compile("[\u0300-\u036f]+")
_DENSE_SEPARATOR = re.compile(
    "(?<=[\u3040-\u9fff\uac00-\ud7a3”』」》？！…)）])[-_—]{1,2}(?=[\u3040-\u9fff\uac00-\ud7a3])"
)
"""Between signs of scripts without spaces a hyphen stands without any as well."""
_FEWEST_SIGNS = 8
_SHORTEST_PART = 12
"""Letters of a part of a title that can be a headline; a shorter one is a section."""


def title_parts(page: Page, site_names: frozenset[str]) -> frozenset[str]:
    """The parts of the title element that can each be the headline, as letters."""
    title = page.title or ""
    if len(title) > LONGEST_TITLE:
        return frozenset()
    parts = SEPARATOR.split(title) if _MARK.search(title) else []
    if not title.isascii() and ("-" in title or "_" in title):
        parts += _DENSE_SEPARATOR.split(title)
    letters = [letters_of(key(part)) for part in parts if len(parts) > 1 and not is_site(part, site_names)]
    return frozenset(
        [
            part
            for part in letters
            if len(part) >= _SHORTEST_PART
            or (len(part) >= _FEWEST_SIGNS and weight(part) >= 2 * _SHORTEST_PART)
        ]
    )


def without_site(text: str, site_names: frozenset[str]) -> str:
    """A title without the site's name (and the section) behind or before it."""
    if _MARK.search(text) is None or not (cuts := [match.span() for match in SEPARATOR.finditer(text)]):
        return text
    starts = [0, *[stop for _, stop in cuts]]
    ends = [*[start for start, _ in cuts], len(text)]
    parts = [text[start:stop] for start, stop in zip(starts, ends, strict=True)]
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
    if not squeezed or squeezed in site_names:
        return bool(squeezed)
    if _HOST.fullmatch(name):
        return True
    if len(squeezed) >= _LONGEST_SITE:
        return False
    return any(
        len(site) > 3 and (squeezed.startswith(site) or squeezed.endswith(site)) for site in site_names
    )


_HOST = re.compile(r"(?:[a-z0-9-]{2,}\.)+(?:com|net|org|info|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})")
"""The name of a host: "Example.com"."""
_LONGEST_SITE = 40
"""Letters from which on a text is no name of a site with its section."""


def is_only_site(title: Stated, site_names: frozenset[str]) -> bool:
    """Whether a title is the site's name and at most a short word more, "HERALD ONLINE", or a section's."""
    return title.letters in SECTIONS or any(
        title.letters.startswith(site) and len(title.letters) <= len(site) + WORD
        for site in site_names
        if len(site) > 3 or title.letters == site
    )


SECTIONS = frozenset(
    """news latestnews newsroom pressroom pressrelease pressreleases newsrelease newsreleases mediarelease mediareleases statements speeches
    notices announcements 보도자료 보도설명 공지사항 알림마당 뉴스 新闻 新闻发布 新闻中心 通知公告 新聞 新聞稿 お知らせ ニュース ニュースリリース 報道発表 報道発表資料
    プレスリリース pressemitteilung pressemitteilungen pressemeldungen nachrichten aktuelles actualités communiqués communiquésdepresse noticias
    comunicados comunicadosdeprensa notícias notizie comunicatistampa новости прессрелизы haberler duyurular""".split()
)
"""Sections under which offices and firms print what they tell the press, as letters: no headline says just that."""
LONGEST_SECTION = 30
"""Characters of their names."""
WORD = 7
"""Letters of a short word."""


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
    for word in a[: 2 * LONGEST_TITLE]:
        if word in rest:
            rest.remove(word)
            common += 1
    return 2 * common / (len(a) + len(b))


def forms(text: str) -> tuple[str, str]:
    """The key and the letters of a title or heading, by which it is compared."""
    return _forms(text) if len(text) < _REMEMBERED else (folded := key(text), letters_of(folded))


@lru_cache(maxsize=256)
def _forms(text: str) -> tuple[str, str]:
    """Remembered, because a page states and prints its headline many times."""
    folded = key(text)
    return folded, letters_of(folded)


_REMEMBERED = 500
"""Characters of a text from which on its forms are not kept in memory."""


def letters_of(text: str) -> str:
    """A folded text without all that is neither letter nor digit."""
    return _NO_LETTERS.sub("", text)
