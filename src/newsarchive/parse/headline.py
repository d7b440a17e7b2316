"""The headline as printed: which heading, and which part of it, without kicker and site name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsarchive.parse import marks as m
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import key, plain, words
from newsarchive.parse.walk import HEADINGS, Node, Run

_SEPARATOR = re.compile(r"\s+[|–—\-•·»:/]{1,2}\s+|\s*[|｜]\s*|：(?=\S+$)")
_SITE_SUFFIX = 60


@dataclass(frozen=True, slots=True)
class Offer:
    """A value that a rule offers for a field."""

    rule: str
    value: str
    score: float = 0.0
    run: Run | None = None


def headline_offers(page: Page, site_names: frozenset[str]) -> list[Offer]:
    """Everything on the page that may be the headline, the best first.

    A printed heading that agrees with what the metadata says wins over the metadata, because it is
    what readers saw; among headings the agreement decides, then the level, then the order.
    """
    stated = stated_titles(page, site_names)
    offers: list[Offer] = []
    seen_h1 = 0
    known = {word for title in stated for word in title.words}
    for node in page.nodes:
        if node.first >= node.last:
            continue
        tag = node.tag
        if tag not in HEADINGS:
            if tag not in _CLASSED or node.last - node.first != 1 or not marks_of(node) & m.HEADLINE:
                continue
            tag = "classed"
        run = page.runs[node.first]
        if tag == "h1":
            seen_h1 += 1
        elif known and known.isdisjoint(words(run.text)):
            continue
        offer = _printed(page, run, tag, node, stated, seen_h1)
        if offer is not None:
            offers.append(offer)
    offers.extend(_below_trail(page, offers, stated))
    for title in stated:
        offers.append(Offer(title.rule, title.value, _STATED_SCORE.get(title.rule, 0.3)))
    offers.sort(key=lambda offer: -offer.score)
    return offers


_STATED_SCORE = {
    "json-ld": 1.0,
    "og-title": 0.9,
    "twitter-title": 0.8,
    "microdata": 0.7,
    "meta-title": 0.6,
    "title": 0.5,
}


@dataclass(frozen=True, slots=True)
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
        titles.append(Stated(rule, value, folded, _letters(folded), words(value)))
    return titles


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
    squeezed = "".join(char for char in name if char.isalnum())
    return bool(squeezed) and any(
        squeezed == site
        or (len(site) > 3 and len(squeezed) < 40 and (squeezed.startswith(site) or squeezed.endswith(site)))
        for site in site_names
    )


_CLASSED = frozenset(("div", "span", "td", "font", "header", "p"))
"""Elements that can be a headline by their class."""


def _printed(page: Page, run: Run, tag: str, node: Node, stated: list[Stated], order: int) -> Offer | None:
    text = run.text
    runs = page.runs[node.first : node.last]
    texts = [text]
    if len(runs) > 1 and runs[0] is run:
        texts.append(" ".join(part.text for part in runs))
    for size, inner in run.inner:
        if marks_of(inner) & (m.KICKER | m.HIDDEN) and size < run.size:
            kicker = " ".join(inner.text.split())
            for cut in (text.removeprefix(kicker), text.removesuffix(kicker)):
                rest = cut.strip(" :|–-·•")
                if rest and rest != text:
                    texts.insert(0, rest)
    for candidate in tuple(texts):
        text_key = key(candidate)
        letters = _letters(text_key)
        for title in stated:
            # The same letters, or the stated title behind a kicker: the metadata knows where it begins.
            if title.letters == letters or (len(title.key) > 15 and text_key.endswith(title.key)):
                texts.insert(0, title.value)
    best: Offer | None = None
    base = {"h1": 1.3, "h2": 0.6, "classed": 0.5}.get(tag, 0.3) - 0.02 * min(order, 5)
    if marks_of(node) & m.HEADLINE:
        base += 0.2
    bad = False
    at: Node | None = node
    while at is not None:
        if at.tag in ("nav", "footer", "aside"):
            bad = True
        at = at.parent
    distinct = {title.value: title for title in stated}.values()
    for printed in dict.fromkeys(texts):
        own = words(printed)
        agreement = max((similarity(printed, own, title) for title in distinct), default=0.0)
        printed_key = key(printed)
        exact = sum(0.15 for title in stated if title.key == printed_key)
        score = base * (0.3 if bad else 1.0) + 1.6 * agreement + exact
        if stated and agreement < 0.25 and tag != "h1":
            continue
        if best is None or score > best.score:
            best = Offer(f"{tag}-agrees" if agreement > 0.5 else tag, printed, score, run)
    if best is None or not stated or tag == "h1":
        return best
    return best if best.score > 1.6 else None


_TRAIL = re.compile(r"bread[-_]?crumb|brotkr[uü]me", re.I)
_TRAIL_REACH = 4
"""Runs behind a trail in which the printed headline begins: a kicker or a date may come first."""
_TRAIL_RUNS = 12


def _below_trail(page: Page, offers: list[Offer], stated: list[Stated]) -> list[Offer]:
    """The heading below a trail of links whose last step is the h1.

    Search engines read the h1, so some sites write their short title there, at the end of the
    breadcrumbs and in their small print, and set the headline that readers see as an h2 below it.
    Only a heading that the metadata states counts: a standfirst stands in the same place.
    """
    found = []
    for first in offers:
        run = first.run
        if run is None or run.node.tag != "h1" or not ends_trail(page, run.node):
            continue
        for other in offers:
            if other.run is None or not 0 < other.run.index - run.index <= _TRAIL_REACH:
                continue
            letters = _letters(key(other.value))
            if any(title.letters == letters for title in stated):
                score = first.score + other.score / 10
                found.append(Offer("below-breadcrumb", other.value, score, other.run))
    return found


def ends_trail(page: Page, heading: Node) -> bool:
    """Whether a heading is the last step of a trail of links, by its name or by its form.

    A link above a headline is as often its kicker, so this alone says little.
    """
    if _TRAIL.search(heading.sig):
        return True
    parent = heading.parent
    for _ in range(3):
        if parent is None or parent.last != heading.last or parent.last - parent.first > _TRAIL_RUNS:
            return False
        if _TRAIL.search(parent.sig):
            return True
        if before := page.runs[parent.first : heading.first]:
            return all(run.links * 10 >= run.size * 7 for run in before)
        parent = parent.parent
    return False


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


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
