"""The headline as printed: which heading, and which part of it, without kicker and site name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsarchive.parse import marks as m
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.running import last_entry, running_report
from newsarchive.parse.text import key, words
from newsarchive.parse.titles import Stated, letters_of, similarity, stated_alike, stated_titles, title_parts
from newsarchive.parse.walk import HEADINGS, Node, Run


@dataclass(slots=True)
class Offer:
    """A value that a rule offers for a field."""

    rule: str
    value: str
    score: float = 0.0
    run: Run | None = None
    why: str = ""
    """What speaks for it, in words."""


def headline_offers(page: Page, site_names: frozenset[str]) -> list[Offer]:
    """Everything on the page that may be the headline, the best first.

    A printed heading that agrees with what the metadata says wins over the metadata, because it is
    what readers saw; among headings the agreement decides, then the level, then the order. Where no
    heading agrees word for word, two statements that do are the publisher's own name for the article.
    """
    site_names |= _banners(page)
    stated = stated_titles(page, site_names)
    parts = title_parts(page, site_names)
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
            if letters_of(key(run.text)) in site_names:
                continue
        elif known and known.isdisjoint(words(run.text)):
            continue
        offer = _printed(page, run, tag, node, stated, parts, seen_h1)
        if offer is not None:
            offers.append(offer)
    offers.extend(_below_trail(page, offers, stated))
    if not any(offer.rule.endswith("-agrees") for offer in offers):
        offers.extend(_lines(page, stated, parts, site_names))
        report, why = running_report(page, stated, [offer.value for offer in offers]), _TWICE
    else:
        report, why = last_entry(stated, [offer.value for offer in offers]), _ENTRY
    if report is not None:
        offers.append(Offer("running-report", report.value, _RUNNING_SCORE, why=why))
    printed = [offer.value for offer in sorted(offers, key=lambda offer: -offer.score)]
    named = stated_alike(stated, printed, page.url)
    if named is not None and not _is_only_site(named, site_names):
        offers.append(Offer("stated-alike", named.value, _ALIKE_SCORE, why=_ALIKE))
    for title in stated:
        score = 0.3 if _is_only_site(title, site_names) else _STATED_SCORE.get(title.rule, 0.3)
        offers.append(Offer(title.rule, title.value, score, why="stated in the metadata"))
    offers.sort(key=lambda offer: -offer.score)
    return offers


def _banners(page: Page) -> frozenset[str]:
    """The names in h1s that lead to the page above this one, and that end its title: a blog prints its own so."""
    if not page.title:
        return frozenset()
    title = letters_of(key(page.title))
    found = set()
    for node in page.nodes:
        if node.tag != "h1" or node.last != node.first + 1:
            continue
        run = page.runs[node.first]
        name = letters_of(key(run.text))
        if run.links < run.size or len(name) > len(title) - _WORD or not title.endswith(name):
            continue
        link = node.raw.css_first("a")
        above = (link.attributes.get("href") or "").rstrip("/") if link is not None else ""
        if above and page.url.startswith(f"{above}/"):
            found.add(name)
    return frozenset(found)


def _is_only_site(title: Stated, site_names: frozenset[str]) -> bool:
    """Whether a title is the site's name and at most a short word more: "HERALD ONLINE"."""
    return any(
        title.letters.startswith(site) and len(title.letters) <= len(site) + _WORD
        for site in site_names
        if len(site) > 3 or title.letters == site
    )


_WORD = 7
_LINES = 80
"""Runs from the top in which a headline stands that is no heading element."""
_LONGEST = 250
_PREFIXED = 3
"""A headline behind a prefix has more words than these."""
_HEADLINE_LINE = re.compile(r"^(?:hl|hdl|hed|headln|schlagzeile|manchete)\d?$", re.I)


def _lines(
    page: Page, stated: list[Stated], parts: frozenset[str], site_names: frozenset[str]
) -> list[Offer]:
    """Lines that are the headline without being a heading: stated word for word, or classed as one.

    A stated title may have the site's name, or a kicker, before a colon that the line has not, and
    the title element may have more names than the site is known by (`parts`).
    """
    wanted = parts | {title.letters for title in stated if not _is_only_site(title, site_names)}
    for title in stated:
        _, colon, rest = title.value.partition(": ")
        if colon and len(words(rest)) > _PREFIXED:
            wanted |= {letters_of(key(rest))}
    found = []
    for run in page.runs[:_LINES]:
        if not 8 < len(run.text) < _LONGEST or run.links == run.size:
            continue
        if letters_of(key(run.text)) in wanted:
            found.append(
                Offer("line-agrees", run.text, 2.0 - run.index / 1000, run, "a line that is stated as title")
            )
        elif any(size >= run.size and _names_headline(inner) for size, inner in run.inner):
            found.append(Offer("classed-line", run.text, 0.4, run, "a line classed as headline"))
    return found


def _names_headline(node: Node) -> bool:
    return bool(marks_of(node) & m.HEADLINE) or any(map(_HEADLINE_LINE.match, node.sig.split()))


_TWICE = "stated twice, and the h1 is a last entry"
_ENTRY = "stated in the data, and the h1 repeats an entry"
_LABEL_SCORE = 0.4
"""Less than a title has that says more than the site's name: a label has nothing of it."""
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


_PARTS = 5
_PART_OF_TITLE = 0.9
"""How alike a heading is with a title of which it is one whole part: "Herald » News » The headline"."""
_CLASSED = frozenset(("div", "span", "td", "font", "header", "p"))
"""Elements that can be a headline by their class."""


def _printed(
    page: Page,
    run: Run,
    tag: str,
    node: Node,
    stated: list[Stated],
    parts: frozenset[str],
    order: int,
) -> Offer | None:
    text = run.text
    runs = page.runs[node.first : node.last]
    texts = [text]
    if 1 < len(runs) <= _PARTS and runs[0] is run:
        # A kicker, a headline and a line below it can share one heading.
        texts.append(" ".join(part.text for part in runs))
        texts.extend(part.text for part in runs[1:])
    for size, inner in run.inner:
        if marks_of(inner) & (m.KICKER | m.HIDDEN) and size < run.size:
            kicker = " ".join(inner.text.split())
            for cut in (text.removeprefix(kicker), text.removesuffix(kicker)):
                rest = cut.strip(" :|–-·•")
                if rest and rest != text:
                    texts.insert(0, rest)
    for candidate in tuple(texts):
        text_key = key(candidate)
        letters = letters_of(text_key)
        for title in stated:
            # The same letters, or the stated title behind a kicker: the metadata knows where it begins.
            same = title.letters == letters and (title.key != text_key or candidate.isupper())
            if same or (len(title.key) > 15 and _inside(title.key, text_key)):
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
        if agreement < _PART_OF_TITLE and letters_of(printed_key) in parts:
            agreement = _PART_OF_TITLE
        exact = sum(0.15 for title in stated if title.key == printed_key)
        score = base * (0.3 if bad else 1.0) + 1.6 * agreement + exact
        if stated and agreement < 0.25 and tag != "h1":
            continue
        if stated and not agreement and _is_label(printed):
            score = _LABEL_SCORE
        if best is None or score > best.score:
            why = f"printed, {agreement:.0%} alike with a stated title" if stated else "printed"
            why += ", but in a frame of the page" if bad else ""
            best = Offer(f"{tag}-agrees" if agreement > 0.5 else tag, printed, score, run, why)
    if best is None or not stated or tag == "h1":
        return best
    return best if best.score > 1.6 else None


def _inside(title: str, heading: str) -> bool:
    """Whether a heading is a stated title behind a kicker, or before a bar and a word or two: "Title | Blog"."""
    if heading.endswith(title):
        return heading != title
    return heading.startswith(title) and _BAR_AND_NAME.fullmatch(heading, len(title)) is not None


_BAR_AND_NAME = re.compile(r" ?[|»•·] ?\S+(?: \S+)?")


def _is_label(text: str) -> bool:
    """Whether a heading is one or two words, in letters that have capitals: "Sports", "Loading"."""
    return len(words(text)) <= 2 and text.lower() != text.upper()


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
            letters = letters_of(key(other.value))
            if any(title.letters == letters for title in stated):
                score = first.score + other.score / 10
                found.append(
                    Offer("below-breadcrumb", other.value, score, other.run, "printed below a trail of links")
                )
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
