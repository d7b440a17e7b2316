"""What a page prints that may be its headline: headings, lines classed or stated as one, and which part of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from newsarchive.parse import marks as m
from newsarchive.parse.marks import any_around, marks_of, signature_marks
from newsarchive.parse.page import Page
from newsarchive.parse.subjects import is_trail
from newsarchive.parse.text import key, squash, words
from newsarchive.parse.titles import SECTIONS, Stated, Titles, forms, is_only_site, letters_of, similarity
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


def headings_of(page: Page) -> list[tuple[str, Node]]:
    """The elements that can be the headline, by their tag or (as "classed") by their class, in page order."""
    found = []
    for node in page.nodes:
        tag = node.tag
        if tag in HEADINGS:
            if node.first < node.last:
                found.append((tag, node))
        elif (
            node.last - node.first == 1
            and node.sig
            and tag in _CLASSED
            and signature_marks(node.sig) & m.HEADLINE
        ):
            found.append(("classed", node))
    return found


EXACT = 0.15
"""What each title adds to the score of a text that has it word for word."""
BELOW_H1 = 2.4
"""What an element that is no h1 scores at most, without `EXACT`."""
_PARTS = 5
_PART_OF_TITLE = 0.9
"""How alike a heading is with a title of which it is one whole part: "Herald » News » The headline"."""
_CLASSED = frozenset(("div", "span", "td", "font", "header", "p"))
"""Elements that can be a headline by their class."""


def offer_of(
    page: Page,
    tag: str,
    node: Node,
    titles: Titles,
    order: int,
    frames: dict[Node, bool],
    hidden: dict[Node, bool],
) -> Offer | None:
    """What an element offers for the headline, None where it is too unlike all stated titles.

    `tag` is its tag or "classed", `order` the number of h1s up to it. `frames` remembers which
    elements stand in a frame of the page, `hidden` which nobody sees.
    """
    run, stated = page.runs[node.first], titles.stated
    base = {"h1": 1.3, "h2": 0.6, "classed": 0.5}.get(tag, 0.3) - 0.02 * min(order, 5)
    if marks_of(node) & m.HEADLINE:
        base += 0.2
    bad = any_around(node, frames, _is_column)
    if tag != "classed" and (any_around(node, hidden, _is_hidden) or _is_logo(node)):
        base -= _NOT_SEEN
    best, best_score, best_agreement = None, 0.0, 0.0
    for printed, printed_key, letters in _texts(page, run, node, stated):
        own = words(printed)
        agreement = max([similarity(printed, own, title) for title in titles.distinct], default=0.0)
        if agreement < _PART_OF_TITLE and letters in titles.parts:
            agreement = _PART_OF_TITLE
        if stated and agreement < 0.25 and tag != "h1":
            continue
        score = base * (0.3 if bad else 1.0) + 1.6 * agreement + EXACT * titles.exact(printed_key)
        if stated and not agreement and _is_label(printed):
            score = _LABEL_SCORE
        if best is None or score > best_score:
            best, best_score, best_agreement = printed, score, agreement
    if best is None or (stated and tag != "h1" and best_score <= _LEAST):
        return None
    why = f"printed, {best_agreement:.0%} alike with a stated title" if stated else "printed"
    why += ", but in a frame of the page" if bad else ""
    return Offer(f"{tag}-agrees" if best_agreement > 0.5 else tag, best, best_score, run, why)


_NOT_SEEN = 0.8
"""What speaks against a heading that is hidden, or stands in the site's logo: the same words may stand at the text."""
LOGO = re.compile(r"(?:^|[\s_-])(?:logo|masthead|brand|site[-_]?(?:title|name))(?:$|[\s_-])", re.I)
"""Names of the site's logo."""


def _is_logo(node: Node) -> bool:
    """Whether an element, or the one around it, is called the site's logo."""
    box = node.parent
    return LOGO.search(node.sig) is not None or (box is not None and LOGO.search(box.sig) is not None)


_LEAST = 1.6
"""What an element that is no h1 must score to count, where titles are stated."""


def too_unlike(node: Node, run: Run, titles: Titles) -> bool:
    """Whether a heading that begins with a run cannot count, by its words alone.

    To reach `_LEAST` it would have to be more than half alike with a title, or hold one, or be a part of one.
    """
    own = words(run.text)
    if titles.words.isdisjoint(own):
        return bool(titles.words)
    if node.last - node.first > 1 or run.inner or (len(own) < _FEW_WORDS and not run.text.isascii()):
        return False
    common = sum([word in titles.words for word in own])
    return common < len(own) and common < titles.shortest and 4 * common <= len(own) + titles.shortest


_FEW_WORDS = 3
"""Texts of fewer words are compared by characters in scripts without spaces."""


def _texts(page: Page, run: Run, node: Node, stated: list[Stated]) -> list[tuple[str, str, str]]:
    """What the headline can be in one element, each with its key and letters, the likeliest first."""
    text = _once(run.text)
    texts = [text]
    if 1 < node.last - node.first <= _PARTS and page.runs[node.first] is run:
        # A kicker, a headline and a line below it can share one heading.
        runs = page.runs[node.first : node.last]
        texts.append(" ".join([part.text for part in runs]))
        texts.extend([part.text for part in runs[1:]])
    if (rest := _named_rest(run)) is not None:
        texts = [rest]
    for size, inner in run.inner[:_MOST_INNER] if len(text) <= _LONGEST_CUT else ():
        if marks_of(inner) & (m.KICKER | m.HIDDEN) and size < run.size:
            kicker = " ".join(inner.text.split())
            for cut in (text.removeprefix(kicker), text.removesuffix(kicker)):
                rest = cut.strip(" :|–-·•")
                if rest and rest != text:
                    texts.insert(0, rest)
    found = []
    named: dict[str, tuple[str, str, str]] = {}
    for candidate in texts:
        text_key, letters = forms(candidate)
        found.append((candidate, text_key, letters))
        for title in stated:
            # The same letters, or the stated title behind a kicker: the metadata knows where it begins.
            same = title.letters == letters and (title.key != text_key or candidate.isupper())
            if same or (
                len(title.key) > 15 and title.key in text_key and _inside(title, candidate, text_key)
            ):
                named.pop(title.value, None)
                named[title.value] = (title.value, title.key, title.letters)
    return [*reversed(named.values()), *found]


def _once(text: str) -> str:
    """A text without its second half where that says the first again: one for readers, one for another screen."""
    half = len(text) // 2
    return text[:half] if len(text) % 2 and text[half] == " " and text[:half] == text[half + 1 :] else text


_MOST_INNER = 60
"""Elements in a heading that may be its kicker."""
_LONGEST_CUT = 1_000
"""Characters of a heading from which a kicker is cut: each that is found makes one more text to compare."""


def _named_rest(run: Run) -> str | None:
    """The headline in a heading whose elements say which part is the kicker and which the headline."""
    if len(run.inner) < 2:
        return None
    kickers = [inner for size, inner in run.inner if size < run.size and marks_of(inner) & m.KICKER]
    named = [inner for size, inner in run.inner if size < run.size and marks_of(inner) & m.HEADLINE]
    if len(kickers) != 1 or len(named) != 1 or marks_of(named[0]) & m.KICKER:
        return None
    rest = squash(named[0].text)
    whole = letters_of(key(run.text))
    parts = letters_of(key(kickers[0].text)) + letters_of(key(rest))
    return rest if parts == whole and len(words(rest)) > 1 else None


def _is_hidden(node: Node) -> bool:
    return bool(marks_of(node) & m.HIDDEN)


def _is_column(node: Node) -> bool:
    return node.tag in m.COLUMNS


def _inside(title: Stated, printed: str, heading: str) -> bool:
    """Whether a heading is a stated title behind a kicker (and not behind words that are quoted), or before a bar and a word or two: "Title | Blog"."""
    if heading.endswith(title.key):
        ahead = heading[: -len(title.key)].rstrip()
        return bool(ahead) and not ahead.endswith('":') and not _goes_on(ahead, title, printed)
    return heading.startswith(title.key) and _BAR_AND_NAME.fullmatch(heading, len(title.key)) is not None


def _goes_on(ahead: str, title: Stated, printed: str) -> bool:
    """Whether a stated title is the end of a sentence that is printed: a kicker ends in a sign, or is short.

    In the middle of a sentence the title begins with a small letter; where there are none, the sign decides.
    """
    if len(ahead) <= _LONGEST_KICKER or not (
        ahead[-1].isalnum() or unicodedata.category(ahead[-1]).startswith("M")
    ):
        return False
    first = printed[-len(title.value)] if len(printed) >= len(title.value) else ""
    return first.islower() or first.lower() == first.upper()


_LONGEST_KICKER = 12
"""Characters of a kicker that is known as one without a sign behind it."""


_BAR_AND_NAME = re.compile(r" ?[|»•·] ?\S+(?: \S+)?")


def _is_label(text: str) -> bool:
    """Whether a heading is one or two words, in letters that have capitals: "Sports", "Loading"."""
    return len(words(text)) <= 2 and text.lower() != text.upper()


_LABEL_SCORE = 0.4
"""Less than a title has that says more than the site's name: a label has nothing of it."""


_LINES = 80
"""Runs from the top in which a headline stands that is no heading element."""
_LONGEST = 250
_PREFIXED = 3
"""A headline behind a prefix has more words than these."""


def lines(page: Page, titles: Titles) -> list[Offer]:
    """Lines that are the headline without being a heading: stated word for word.

    A stated title may have the site's name, or a kicker, before a colon that the line has not, and
    the title element may have more names than the site is known by (`Titles.parts`).
    """
    stated = titles.stated
    wanted = titles.parts | {title.letters for title in stated if not is_only_site(title, titles.site_names)}
    for title in stated:
        _, colon, rest = title.value.partition(": ")
        if colon and len(words(rest)) > _PREFIXED:
            wanted |= {forms(rest)[1]}
    wanted -= SECTIONS
    found = []
    for run in page.runs[:_LINES]:
        if not 8 < len(run.text) < _LONGEST or run.links == run.size:
            continue
        if forms(run.text)[1] in wanted:
            found.append(
                Offer("line-agrees", run.text, 2.0 - run.index / 1000, run, "a line that is stated as title")
            )
    return found


_TRAIL_REACH = 4
"""Runs behind a trail in which the printed headline begins: a kicker or a date may come first."""
_TRAIL_RUNS = 12
_TRAILS = 20
"""Trails of a page that are looked at."""


def below_trail(page: Page, offers: list[Offer], stated: list[Stated]) -> list[Offer]:
    """The heading below a trail of links whose last step is the h1.

    Search engines read the h1, so some sites write their short title there, at the end of the
    breadcrumbs and in their small print, and set the headline that readers see as an h2 below it.
    Only a heading that the metadata states counts: a standfirst stands in the same place.
    """
    found = []
    trails = (
        (offer, offer.run)
        for offer in offers
        if offer.run is not None and offer.run.node.tag == "h1" and ends_trail(page, offer.run.node)
    )
    for first, run in islice(trails, _TRAILS):
        for other in offers:
            if other.run is None or not 0 < other.run.index - run.index <= _TRAIL_REACH:
                continue
            letters = forms(other.value)[1]
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
    if is_trail(heading.sig):
        return True
    parent = heading.parent
    for _ in range(3):
        if parent is None or parent.last != heading.last or parent.last - parent.first > _TRAIL_RUNS:
            return False
        if is_trail(parent.sig):
            return True
        if before := page.runs[parent.first : heading.first]:
            return all(run.links * 10 >= run.size * 7 for run in before)
        parent = parent.parent
    return False
