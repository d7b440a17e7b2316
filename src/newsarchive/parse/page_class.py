"""What kind of page it is, with what speaks for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsarchive.parse import marks as m
from newsarchive.parse.jsonld import types
from newsarchive.parse.marks import any_mark
from newsarchive.parse.notices import BARRED, CONSENT, NOT_FOUND, TO_READERS, is_all_notice, wall_notice
from newsarchive.parse.page import Page
from newsarchive.parse.sign_in import asks_to_sign_in
from newsarchive.parse.text import ends_sentence, is_lighter, weight
from newsarchive.parse.walk import Node, Run
from newsarchive.records import Block, PageClass

_OTHER_TYPES = frozenset(
    ("videoobject", "imagegallery", "liveblogposting", "podcastepisode", "audioobject", "videogallery")
)
_LIST_PAGES = frozenset(("collectionpage", "searchresultspage"))
"""What programs that call every page an article to Facebook name the lists among them."""
_INDEX_TYPES = _LIST_PAGES | {"itemlist", "profilepage"}


_LONG_TITLE = 500
"""Characters of a title that are looked through."""
_SOME_TEXT = 140
"""Characters from which on a page has a text at all."""
_CONSENT_APART = 130
"""Characters from one word about consent to the next, on average, where nothing else is spoken of."""
SHORT_TEXT = 160
"""Characters: the teasers of a listing are shorter, an article has at least one paragraph that is longer."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Where the page prints what was found of it."""

    headline: Run | None
    body: Node | None
    published: str
    """The date as printed; empty where none is."""


def page_class(
    page: Page, headline: str | None, blocks: list[Block], printed: Printed
) -> tuple[PageClass, tuple[str, ...]]:
    """The class of a page and the evidence for it, the strongest first."""
    chars = _weight_of([block.text for block in blocks if block.kind != "subhead"])
    evidence: list[str] = [f"text {chars} characters in {len(blocks)} blocks"]
    titles = (page.title or "")[:_LONG_TITLE], (headline or "")[:_LONG_TITLE]
    head = "\n".join(titles)
    og_type = _og_type(page)
    is_article = (
        bool(page.ld_articles)
        or ("article" in og_type and not _kinds(page) & _LIST_PAGES)
        or _has_one_body(page)
    )
    if page.ld_articles:
        evidence.append("json-ld article")
    if "article" in og_type:
        evidence.append(f"og:type {og_type}")
    is_dated = not is_article and _is_dated(page, printed)
    if is_dated:
        evidence.append("date below the headline")
    # What a page says of itself that is missing or closed is short.
    if is_dated and _longest(blocks) >= SHORT_TEXT:
        is_article = True
    if not is_article and chars < 800 and (said := _first(BARRED, head)):
        return "other", (f"title says {said!r}", *evidence)
    # Some programs call every page an article to Facebook, those for signing in too.
    if (
        not page.ld_articles
        and (said := asks_to_sign_in(*titles, page.url, page.decoded.utf8, is_short=chars < 1500))
        and not (_longest(blocks) >= SHORT_TEXT and _is_dated(page, printed))
    ):
        return "other", (said, *evidence)
    if not is_article and chars < 1500 and (said := _first(NOT_FOUND, head)):
        return "not_found", (f"title says {said!r}", *evidence)
    visible = "\n".join([run.text for run in page.runs])[:_LOOKED_THROUGH] if chars < 2500 else ""
    if (
        visible
        and not page.ld_articles
        and not is_dated
        and (said := _asks_for_consent(blocks, chars, visible))
    ):
        return "consent", (said, *evidence)
    if visible and not is_article and chars < 400 and (said := _first(NOT_FOUND, visible[:3000])):
        return "not_found", (f"text says {said!r}", *evidence)
    if visible and (is_article or chars >= _SOME_TEXT):
        free = _says_free(page)
        locked = free is False
        wall = (
            _wall(page, visible, blocks, headline or "", locked)
            if locked or (free is None and chars < 1200)
            else ""
        )
        if wall or (locked and chars < 1200):
            return "teaser", (f"paywall: {wall!r}" if wall else "says it is not free", *evidence)
    if og_type.startswith("product") and not page.ld_articles:
        return "other", (f"og:type {og_type}", *evidence)
    is_article = is_article or is_dated
    if chars < 300 and not page.is_plain_text:
        kinds = _kinds(page)
        if kinds & _OTHER_TYPES or og_type.startswith(("video", "music")):
            return "other", ("video, gallery or live page", *evidence)
        return _without_text(page, kinds, evidence, is_article)
    if not is_article and (sign := _sign_of_listing(page, blocks, chars, printed)):
        return "index", (sign, *evidence)
    if chars < _SOME_TEXT:
        return "other", tuple(evidence)
    return "article", tuple(evidence)


def _has_one_body(page: Page) -> bool:
    """Whether microdata names one element of the page as the text of an article."""
    return sum(prop == "articleBody" for prop, _, _ in page.walked.itemprops) == 1


def _asks_for_consent(blocks: list[Block], chars: int, visible: str) -> str:
    """What shows that a page does nothing but ask for consent; empty when nothing does.

    Articles stand beside such questions, and some are about them: where there is a text, it is what asks.
    """
    text = "\n".join([block.text for block in blocks]) if chars >= _SOME_TEXT else visible
    folded = text.lower()
    hits = len(CONSENT.findall(folded))
    if (
        hits >= (3 if text is not visible else 4)
        and hits * _CONSENT_APART > len(text)
        and TO_READERS.search(folded)
    ):
        return f"{hits} words about consent in {len(text)} characters"
    return ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    """The first match of a pattern of small letters, as it is printed; empty when there is none."""
    match = pattern.search(text.lower())
    return _printed(text, match) if match else ""


def _wall(page: Page, visible: str, blocks: list[Block], headline: str, locked: bool) -> str:
    """The first notice of a wall on a page, as it is printed; empty when there is none.

    The header of every page of a site asks whether one is a subscriber; other articles are named with a word
    that they are for members; a wall that is hidden waits for who has read more, unless the page is `locked`; and
    what is left in the text and the headline is the article's own.
    """
    if not wall_notice(visible.lower()):
        return ""
    title, text = headline.lower(), "\n".join([block.text for block in blocks])
    inside = {block.text for block in blocks[1:-_BEHIND] if ends_sentence(block.text)}
    seen = 0
    for run in page.runs:
        seen += len(run.text)
        if seen > _LOOKED_THROUGH:
            break
        found = wall_notice(run.text[:_LOOKED_THROUGH].lower())
        if (
            found
            and found[0] not in title
            and run.text not in inside
            and not _is_in_prose(found, run.text in text)
            and not _is_of_link(page, run, found)
            and not _is_in_header(run.node)
            and (locked or not any_mark(run.node, m.HIDDEN))
        ):
            return _printed(run.text, found)
    return ""


_BEHIND = 3
"""Blocks of a text behind a sentence from which on it is one of the text's own: nothing goes on behind a wall."""
_LOOKED_THROUGH = 20_000
"""Characters of a page that are looked through for a notice."""


def _is_in_prose(found: re.Match[str], is_kept: bool) -> bool:
    """Whether words of a wall are a part of what a paragraph says; at the end of a long one they close a teaser."""
    size = len(found.string)
    behind = size - found.end()
    if is_all_notice(found) or (size > SHORT_TEXT and behind <= _LAST_WORDS):
        return False
    return is_kept or (size > SHORT_TEXT and found.start() > 0)


_LAST_WORDS = 3


def _is_of_link(page: Page, run: Run, found: re.Match[str]) -> bool:
    """Whether a notice is all that is beside a link in its line, or stands in an entry of a list: of that article."""
    words = found.end() - found.start()
    if (
        run.links > words
        and not is_lighter(run.text, _TITLE + 1)
        and abs(run.size - run.links - words) <= _BESIDE_NOTICE
    ):
        return True
    node: Node | None = run.node
    while node is not None and node.last - node.first <= _LINES_OF_ENTRY:
        if node.tag in ("li", "article"):
            return any(_is_linked_title(one) for one in page.runs[node.first : node.last] if one is not run)
        node = node.parent
    return False


_BESIDE_NOTICE = 8
_LINES_OF_ENTRY = 5


def _is_in_header(node: Node | None) -> bool:
    """Whether an element stands in a header that is none of an article."""
    header = False
    while node is not None:
        if node.tag in ("article", "main"):
            return False
        header = header or node.tag in ("header", "nav")
        node = node.parent
    return header


def _printed(text: str, match: re.Match[str]) -> str:
    """What was matched in the small letters of a text; in those, where some letter has a longer small form."""
    return text[match.start() : match.end()] if len(text) == len(match.string) else match[0]


def _og_type(page: Page) -> str:
    return (page.first_meta("og:type") or "").lower()


def _kinds(page: Page) -> frozenset[str]:
    return frozenset([kind for node in page.ld_nodes[:40] for kind in types(node)])


def _is_dated(page: Page, printed: Printed) -> bool:
    """Whether the page prints its date right below its headline. In a list, the title of an entry comes first."""
    if printed.headline is None or not printed.published:
        return False
    at = printed.headline.index + 1
    runs = page.runs[at : at + _BELOW_HEADLINE]
    for i, run in enumerate(runs):
        if _is_linked_title(run):
            return False
        if printed.published in run.text:
            # An entry of a list may have its date before its title, or in one line with it.
            below = next((one for one in runs[i + 1 : i + 3] if not is_lighter(one.text, _TITLE + 1)), None)
            return run.links * 2 < run.size and (below is None or not _is_linked_title(below))
    return False


_BELOW_HEADLINE = 12
"""Runs: the standfirst, the authors and buttons to share stand between headline and date."""


def _sign_of_listing(page: Page, blocks: list[Block], chars: int, printed: Printed) -> str:
    """What shows that a page without a word about articles lists them; empty when nothing does.

    Titles in the columns beside a text and below it are no sign but on a front page without a date: those that
    the text stands among are.
    """
    body = printed.body
    runs = page.runs[body.first : body.last] if body is not None else page.runs
    linked = sum(map(_is_linked_title, runs))
    if chars < 2500 and linked >= _FEW_TITLES and (share := _link_share(page)) > 0.6:
        return f"link text {share:.0%}"
    if linked >= _MANY_TITLES:
        if _longest(blocks) < SHORT_TEXT:
            return f"{linked} linked titles, no text longer than {SHORT_TEXT} characters"
        if (entries := _entries(runs)) >= _MANY_TITLES:
            return f"{entries} linked titles, each with a text"
    if _is_front(page, chars, printed):
        return "address of a front page"
    if chars >= 1500:
        return ""
    if _og_type(page) == "profile":
        return "og:type profile"
    return "json-ld list" if _kinds(page) & _INDEX_TYPES else ""


def _is_front(page: Page, chars: int, printed: Printed) -> bool:
    """Whether the address is a front page's; with much text, one that has titles of others and no date."""
    if chars >= _LONG_FRONT or _FRONT.fullmatch(page.url) is None:
        return False
    if chars < 1500:
        return True
    is_dated = printed.published or page.first_meta("article:published_time")
    return not is_dated and _linked_titles(page) >= _FEW_TITLES


_FRONT = re.compile(r"https?://[^/?#]+/?(?:(?:index|home|default)\.\w{2,5})?", re.I)
_LONG_FRONT = 5000
"""Characters of the text of a front page at most: some sites are one article, and that stands there."""
_FEW_TITLES = 3
_MANY_TITLES = 5


def _entries(runs: list[Run]) -> int:
    """How many linked titles have a text below them, where these are at least half of the texts."""
    entries = texts = 0
    is_open = False
    for run in runs:
        if _is_linked_title(run):
            is_open = True
        elif run.links * 2 <= run.size and len(run.text) >= _TITLE and weight(run.text) >= _TEASER:
            texts += 1
            entries += is_open
            is_open = False
    return entries if entries * 2 >= texts else 0


_TITLE = 25
_TEASER = 60
"""Characters of a text below a title."""


def _says_free(page: Page) -> bool | None:
    """Whether the metadata says that the article is free to read; None where it says nothing."""
    free = next(
        (node["isAccessibleForFree"] for node in page.ld_articles if "isAccessibleForFree" in node), None
    )
    tier = (page.first_meta("article:content_tier") or "").lower()
    if str(free).lower() in ("false", "0", "no") or tier in ("locked", "metered"):
        return False
    return True if str(free).lower() in ("true", "1", "yes") or tier == "free" else None


def _without_text(
    page: Page, kinds: frozenset[str], evidence: list[str], is_article: bool
) -> tuple[PageClass, tuple[str, ...]]:
    chars = int(evidence[0].split()[1])
    if is_article and chars >= 100:
        return "article", tuple(evidence)
    linked = _linked_titles(page)
    if not is_article and (linked >= 8 or kinds & _INDEX_TYPES):
        return "index", (f"{linked} linked titles", *evidence)
    return "other", tuple(evidence)


def _weight_of(texts: list[str]) -> int:
    """The weight of all texts together, those with other than ASCII letters looked through at once."""
    others = "".join([text for text in texts if not text.isascii()])
    return sum(map(len, texts)) - len(others) + weight(others)


def _longest(blocks: list[Block]) -> int:
    """The weight of the longest block; 0 where there is none."""
    return max([weight(block.text) for block in blocks], default=0)


def _is_linked_title(run: Run) -> bool:
    """Whether a run is the title of another page, and leads there; a date may stand in its line."""
    links, size = run.links, run.size
    return (links * 10 >= size * 8 or (links * 2 >= size and size - links <= _DATE)) and not is_lighter(
        run.text, _TITLE + 1
    )


_DATE = 20
"""Characters of a date beside a title."""


def _linked_titles(page: Page) -> int:
    return sum(map(_is_linked_title, page.runs))


def _link_share(page: Page) -> float:
    total = sum(run.size for run in page.runs)
    return sum(run.links for run in page.runs) / total if total else 0.0
