"""The articles that a page holds beside its own: sites append the next ones so that readers scroll on."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate, pairwise

from newsarchive.parse.text import words
from newsarchive.parse.walk import HEADINGS, Node, Run

_LONG = 400
"""Characters outside of links from which an article element is more than a teaser."""
_AT_TOP = 6
"""Runs in which the heading of an article begins: a kicker, a date or a byline may come first."""


def other_articles(nodes: list[Node], runs: list[Run], headline: Run | None) -> set[Node]:
    """The article elements that tell another story than the one under the headline.

    They stand behind the headline and have an h1 of their own; or they are of one kind with the element
    that holds the headline, stand beside it, and begin with a heading of its level.
    """
    if headline is None:
        return set()
    at = headline.index
    articles = [node for node in nodes if node.tag == "article"]
    behind = [node for node in articles if node.first > at]
    if not behind:
        return set()
    told = list(accumulate([run.size - run.links for run in runs], initial=0))
    behind = [node for node in behind if told[node.last] - told[node.first] >= _LONG]
    if not behind:
        return set()
    own = next((node for node in reversed(articles) if node.first <= at < node.last), None)
    level = _level_of(headline.node)
    kind = own.attrs.get("class") if own is not None else None
    headings = {name: [n.first for n in nodes if n.tag == name and n.first > at] for name in ("h1", level)}
    return {
        node
        for node in behind
        if _has_one(headings["h1"], node.first, node.last)
        or (
            level
            and kind
            and own is not None
            and node.parent is own.parent
            and node.attrs.get("class") == kind
            and _has_one(headings[level], node.first, min(node.last, node.first + _AT_TOP))
        )
    }


def _level_of(node: Node | None) -> str:
    """The tag of the heading that an element is, or stands in."""
    for _ in range(3):
        if node is None:
            break
        if node.tag in HEADINGS:
            return node.tag
        node = node.parent
    return ""


def _has_one(starts: list[int], first: int, last: int) -> bool:
    return bisect_left(starts, first) < bisect_left(starts, last)


def tells_of(headline: str, runs: list[Run]) -> bool:
    """Whether most of the telling words of a headline stand in some runs of text."""
    wanted = {word for word in words(headline) if len(word) >= _TELLING}
    said = {word for run in runs for word in words(run.text)}
    return len(wanted) >= _ENOUGH and len(wanted & said) * 3 >= len(wanted) * 2


_TELLING, _ENOUGH = 4, 3
"""Letters of a word that tells what a headline is about, and how many such words it must have."""


def without(raw: list[int], others: set[Node]) -> list[int]:
    """The characters of running text before each run, where what stands in other articles is none."""
    if not others:
        return raw
    ends: dict[int, int] = {}
    for node in others:
        ends[node.first] = max(ends.get(node.first, 0), node.last)
    rest = [0]
    end = 0
    for at, (before, behind) in enumerate(pairwise(raw)):
        end = max(end, ends.get(at, 0))
        rest.append(rest[-1] + (0 if at < end else behind - before))
    return rest
