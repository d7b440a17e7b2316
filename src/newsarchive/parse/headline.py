"""The headline as printed: which heading, and which part of it, without kicker and site name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from urllib.parse import urljoin

from newsarchive.parse.headings import (
    BELOW_H1,
    EXACT,
    LOGO,
    Offer,
    below_trail,
    ends_trail,
    headings_of,
    lines,
    offer_of,
    too_unlike,
)
from newsarchive.parse.large_type import line_in_large_type
from newsarchive.parse.page import Page
from newsarchive.parse.running import last_entry, named_in_data, running_report
from newsarchive.parse.site_name import feed_names
from newsarchive.parse.titles import (
    LONGEST_SECTION,
    LONGEST_TITLE,
    SECTIONS,
    WORD,
    Titles,
    forms,
    is_only_site,
    stated_alike,
)
from newsarchive.parse.walk import Node


class Offers:
    """What may be the headline, the best first. Where the first is beyond doubt, the others wait to be asked for."""

    def __init__(self, first: Offer | None, every: Callable[[], list[Offer]]) -> None:
        self._first = first
        self._every = every

    def __bool__(self) -> bool:
        return self._first is not None or bool(self._every())

    def __getitem__(self, at: int) -> Offer:
        return self._first if at == 0 and self._first is not None else self._every()[at]

    def __iter__(self) -> Iterator[Offer]:
        return iter(self._every())


def headline_offers(page: Page, site_names: frozenset[str]) -> Offers:
    """Everything on the page that may be the headline, the best first.

    A printed heading that agrees with what the metadata says wins over the metadata, because it is
    what readers saw; among headings the agreement decides, then the level, then the order. Where no
    heading agrees word for word, two statements that do are the publisher's own name for the article.
    """
    h1s = [node for node in page.nodes if node.tag == "h1" and node.first < node.last]
    titles = Titles(page, site_names | _banners(page, h1s))
    return Offers(_beyond_doubt(page, h1s, titles), cache(lambda: _every_offer(page, titles)))


def _beyond_doubt(page: Page, h1s: list[Node], titles: Titles) -> Offer | None:
    """The h1 that is a stated title word for word, where nothing else on the page can score more."""
    offers = _offers_of(page, [("h1", node) for node in h1s], titles)
    best = max(offers, key=lambda offer: offer.score, default=None)
    if best is None or not (exact := titles.exact(forms(best.value)[0])):
        return None
    if best.score <= BELOW_H1 + EXACT * (len(titles.stated) - exact):
        return None
    firsts = [page.runs[node.first].node for node in h1s]
    if any(node.tag == "h1" and ends_trail(page, node) for node in firsts):
        return None
    # The data of a running report may have a name that nothing printed has.
    return best if named_in_data(titles.stated, [best.value]) is None else None


def _offers_of(page: Page, headings: list[tuple[str, Node]], titles: Titles) -> list[Offer]:
    offers = []
    order = 0
    frames: dict[Node, bool] = {}
    hidden: dict[Node, bool] = {}
    for tag, node in headings:
        run = page.runs[node.first]
        if tag == "h1":
            order += 1
            if forms(run.text)[1] in titles.site_names:
                continue
        elif too_unlike(node, run, titles):
            continue
        if len(run.text) <= LONGEST_SECTION and forms(run.text)[1] in SECTIONS:
            continue
        offer = offer_of(page, tag, node, titles, order, frames, hidden)
        if offer is not None:
            offers.append(offer)
    return offers


def _every_offer(page: Page, titles: Titles) -> list[Offer]:
    stated = titles.stated
    offers = _offers_of(page, headings_of(page), titles)
    offers.extend(below_trail(page, offers, stated))
    if not any(offer.rule.endswith("-agrees") for offer in offers):
        offers.extend(lines(page, titles))
        agreeing = [offer for offer in offers if offer.rule.endswith("-agrees")]
        if (large := line_in_large_type(page, titles, agreeing)) is not None:
            offers.append(large)
        report, why = running_report(page, stated, [offer.value for offer in offers]), _TWICE
    else:
        report, why = last_entry(stated, [offer.value for offer in offers]), _ENTRY
    if report is not None:
        offers.append(Offer("running-report", report.value, _RUNNING_SCORE, why=why))
    printed = [offer.value for offer in sorted(offers, key=lambda offer: -offer.score)]
    named = stated_alike(stated, printed, page.url)
    if named is not None and not is_only_site(named, titles.site_names):
        offers.append(Offer("stated-alike", named.value, _ALIKE_SCORE, why=_ALIKE))
    for title in stated:
        score = 0.3 if is_only_site(title, titles.site_names) else _STATED_SCORE.get(title.rule, 0.3)
        offers.append(Offer(title.rule, title.value, score, why="stated in the metadata"))
    offers.sort(key=lambda offer: -offer.score)
    return offers


_TWICE = "stated twice, and the h1 is a last entry"
_ENTRY = "stated in the data, and the h1 repeats an entry"
_ALIKE = "stated alike in the data and for social media, and nothing printed is any stated title"
_ALIKE_SCORE = 3.9
_RUNNING_SCORE = 4.0
"""More than a heading can reach that agrees with every stated title."""
_STATED_SCORE = {
    "json-ld": 1.0,
    "og-title": 0.9,
    "twitter-title": 0.8,
    "microdata": 0.7,
    "meta-title": 0.6,
    "title": 0.5,
}


def _banners(page: Page, h1s: list[Node]) -> frozenset[str]:
    """The names in h1s that are the site's own.

    They are classed as its logo, or lead to its front page; or lead to the page above this one and begin or end
    a title that says more: a blog prints its name so. A name that begins the title is one where the rest of it
    is what the page states for social media. Or its feed has their name, and the title is a smaller heading and it.
    """
    found: set[str] = set()
    smaller = cache(lambda: _smaller_headings(page))
    feeds = cache(lambda: feed_names(page))
    title = shared = ""
    for node in h1s:
        if node.last != node.first + 1:
            continue
        run = page.runs[node.first]
        if not title:
            if len(page.title or "") > LONGEST_TITLE:
                break
            title, shared = forms(page.title or "")[1], forms(page.first_meta("og:title") or "")[1]
        name = forms(run.text)[1]
        is_logo = LOGO.search(node.sig) is not None
        if not is_logo and (not run.links or run.links < run.size):
            is_whole = name and name != shared and title.endswith(name) and title[: -len(name)] in smaller()
            if is_whole and name in feeds():
                found.add(name)
            continue
        if not name or not (
            title.endswith(name)
            or (is_logo and name in title)
            or (title.startswith(name) and title[len(name) :] == shared)
        ):
            continue
        if not is_logo:
            link = node.raw.css_first("a")
            above = _above(page.url, (link.attributes.get("href") or "") if link is not None else "")
            if not above or not page.url.startswith(f"{above}/"):
                continue
            if len(name) > len(title) - WORD and not _FRONT.fullmatch(above):
                continue
        found.add(name)
    return frozenset(found)


def _smaller_headings(page: Page) -> frozenset[str]:
    """The letters of the headings below the h1s."""
    nodes = [node for tag, node in headings_of(page) if tag in _SMALLER and node.last == node.first + 1]
    return frozenset([forms(page.runs[node.first].text)[1] for node in nodes])


_SMALLER = ("h2", "h3", "h4")


def _above(url: str, href: str) -> str:
    """The address that a link leads to, without the name of an index page and the slash behind it."""
    try:
        return _INDEX.sub("", urljoin(url, href)).rstrip("/") if href else ""
    except ValueError:
        return ""


_INDEX = re.compile(r"/(?:index|main|home|default)\.\w{2,5}$", re.I)
_FRONT = re.compile(r"https?://[^/]+(?:/[a-z]{2,3})?", re.I)
"""The address of a front page, perhaps that in one language."""
