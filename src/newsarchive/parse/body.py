"""Where the article's text is: the container whose runs weigh most.

Every run gets a weight: running text counts for it, links and furniture against it. The weight of a
container is the sum over its runs, so junk between two halves of a text costs less than losing a
half, and a column of teasers costs more than it brings. Evidence that the page gives about itself
(JSON-LD `articleBody`, microdata, class names) moves the weights.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from newsarchive.parse import marks as m
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence, plain, words
from newsarchive.parse.walk import HEADINGS, Node, Run

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
FURNITURE_TAGS = frozenset(
    ("nav", "footer", "aside", "figcaption", "figure", "form", "address", "caption", "menu")
)


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen container and what spoke for it."""

    node: Node
    rule: str
    stated: StatedText | None
    """The text that the page's metadata gives as its body, None without one."""
    immune: frozenset[Node] = frozenset()
    """Elements too full of text for their class names to make them furniture."""


ALL_BAD = m.DISCUSSION | m.FURNITURE | m.CAPTION | m.HIDDEN | m.DIALOG


MIN_TEXTY = 10
"""Characters below which nothing is a sentence, in any script."""


def is_text(run: Run) -> bool:
    """Whether a run reads like running text: long enough, or ending like a sentence."""
    text = run.text
    size = len(text)
    if size < MIN_TEXTY or run.links * 2 > run.size:
        return False
    if size < 80 and not text.isascii() and len(_CJK.findall(text)) * 3 > size:
        return size >= 25 or ends_sentence(text, True)
    return size >= 80 or (size >= 25 and ends_sentence(text, True))


def texty_before(runs: list[Run]) -> list[int]:
    """The characters of running text before each run, and last those of all."""
    raw = [0]
    total = 0
    known: dict[Node, bool] = {}
    for run in runs:
        if run.links * 2 <= run.size:  # most runs are links or short: told before the call
            size = len(run.text)
            if size >= MIN_TEXTY and is_text(run):
                total += size
            else:
                node = run.node
                if node.last - node.first >= MIN_LINES and node.tag == "p":
                    if node not in known:
                        known[node] = is_of_lines(node, runs)
                    if known[node]:
                        total += size
        raw.append(total)
    return raw


def is_of_lines(node: Node, runs: list[Run]) -> bool:
    """Whether a paragraph consists of lines, parted by line breaks, that are long as a whole: a list of dates, a poem."""
    lines = runs[node.first : node.last]
    return sum([line.size for line in lines]) >= MIN_LINES_SIZE and all(line.node is node for line in lines)


_MENU_WEIGHT = 100
"""What a menu weighs against its container; it counts with the run before it, as menus stand above texts."""
MIN_LINES = 4
MIN_LINES_SIZE = 160


def other_articles(nodes: list[Node], large: list[Node], headline: Run | None) -> set[Node]:
    """The large article elements that have a first heading of their own and do not hold the page's headline.

    Sites append the next article so that readers scroll on.
    """
    if headline is None:
        return set()
    at = headline.index
    articles = [node for node in large if node.tag == "article" and node.first > at]
    if not articles:
        return set()
    tops = [node.first for node in nodes if node.tag == "h1" and node.first > at]
    return {node for node in articles if bisect_left(tops, node.first) < bisect_left(tops, node.last)}


def bad_nodes(nodes: list[Node], immune: frozenset[Node], others: set[Node]) -> set[Node]:
    """The elements that are furniture, by their own marks or by those of an element around them.

    `nodes` are in document order, so that what stands inside of furniture is not looked at. `others`
    are bad whatever their marks say.
    """
    bad = set(others)
    add = bad.add
    for node in nodes:
        if node.first == node.last:
            continue  # nothing in it
        if node.parent in bad:
            add(node)
        else:
            marks = node.marks
            if marks is None:
                marks = marks_of(node)
            if marks & ALL_BAD and (node not in immune or marks & m.DISCUSSION):
                add(node)
    return bad


def metadata_body(page: Page) -> str:
    """The article's text as JSON-LD gives it, or the empty string."""
    best = ""
    for node in page.ld_articles[:3]:
        value = node.get("articleBody")
        if isinstance(value, str) and len(value) > len(best):
            best = value
    return best


class StatedText:
    """The article's text as the metadata gives it, to ask what stands in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._known: dict[str, bool] = {}

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, ...]]:
        return frozenset(word_pairs(self._text))

    def says(self, text: str) -> bool:
        """Whether most of a text's word pairs stand in it."""
        known = self._known.get(text)
        if known is None:
            if text.count(" ") >= MANY_WORDS and self._holds(text):
                known = True
            else:
                pairs = word_pairs(text)
                held = sum(map(self._pairs.__contains__, pairs))
                known = bool(pairs) and held * 10 >= len(pairs) * 8
            self._known[text] = known
        return known

    def _holds(self, text: str) -> bool:
        """Whether it stands in it as written: looked for first where the last one that did ends."""
        at = self._text.find(text, self._end, self._end + len(text) + 8)
        if at < 0 and len(self._text) <= MAX_LOOKED_THROUGH:
            at = self._text.find(text)
        if at >= 0:
            self._end = at + len(text)
        return at >= 0


MAX_LOOKED_THROUGH = 50_000
"""Characters of a stated text up to which all of it is looked through for a text."""
MANY_WORDS = 16
"""Spaces from which on a text that stands in another can be looked for as it is: words cut at its ends count for nothing."""


def word_pairs(text: str) -> list[tuple[str, ...]]:
    """Neighbouring words (for scripts without spaces: characters), to compare texts by; of a single one, itself."""
    found = words(text)
    if len(found) * 14 < len(text):
        found = [char for char in text if char.isalnum()]
    return list(pairwise(found)) or [(word,) for word in found]


def find_body(page: Page, headline: Run | None = None) -> Body | None:
    """The container of the article's text, or None where nothing on the page reads like text.

    `headline` is the run that prints the headline: what stands under another one is another article.
    """
    runs, nodes = page.runs, page.nodes
    raw = texty_before(runs)
    total = raw[-1]
    if not total:
        return None
    large = large_nodes(runs, raw)
    immune = immune_nodes(large, raw)
    bad = bad_nodes(nodes, immune, other_articles(nodes, large, headline))
    given = plain(metadata_body(page))
    stated = StatedText(given) if len(given) > 400 else None
    weights: list[float] = []
    for run, before, behind in zip(runs, raw, raw[1:], strict=False):
        size, node = len(run.text), run.node
        if node in bad:
            weight = -0.35 * (size if size < 300 else 300)
        elif before < behind:
            weight = (size if node.tag == "p" else size * 0.8) - run.links
            if stated is not None:
                weight *= 2.0 if stated.says(run.text) else 0.3
        elif node.tag in HEADINGS:
            weight = -2.0
        else:
            weight = -0.5 * (size if size < 60 else 60) - 5
        weights.append(weight)
    for at in page.walked.menus:
        weights[at - 1] -= _MENU_WEIGHT
    sums = [0.0, *accumulate(weights)]
    props = {el.ident for prop, el, _ in page.walked.itemprops if "articleBody" in prop}
    best, best_score, rule = nodes[0], float("-inf"), "text-weight"
    for node in large:
        if (raw[node.last] - raw[node.first]) * 5 < total or node.tag == "p":
            continue
        score = sums[node.last] - sums[node.first]
        why = "text-weight"
        if score > 0:
            if props and node.ident in props:
                score *= 1.25
                why = "microdata"
            elif m.says_body(node):
                score *= 1.12
                why = "class-name"
            elif node.tag == "article":
                score *= 1.05
                why = "article-element"
            if stated is not None:
                why = "json-ld-alignment"
        if score >= best_score:
            best, best_score, rule = node, score, why
    return Body(best, rule, stated, immune)


def large_nodes(runs: list[Run], raw: list[int]) -> list[Node]:
    """The elements, in document order, that hold a good part of the page's running text.

    `raw` are the characters of running text before each run.
    """
    least = -(-raw[-1] * 8 // 100)
    seen: set[Node | None] = {None}
    large: list[Node] = []
    for run, before, behind in zip(runs, raw, raw[1:], strict=False):
        if before == behind:
            continue
        node: Node | None = run.node
        chain = []
        while node not in seen and node is not None:
            seen.add(node)
            if raw[node.last] - raw[node.first] >= least and node.tag not in FURNITURE_TAGS:
                chain.append(node)
            node = node.parent
        large += reversed(chain)
    return large


def immune_nodes(large: list[Node], raw: list[int]) -> frozenset[Node]:
    """Elements that hold so much of the page's text that their class names can't make them furniture.

    `raw` are the characters of running text before each run.
    """
    total = raw[-1]
    found = []
    for node in large:
        share = (raw[node.last] - raw[node.first]) / total
        if share >= (0.9 if marks_of(node) & m.DIALOG else 0.4) or m.says_body(node):
            found.append(node)
    return frozenset(found)
