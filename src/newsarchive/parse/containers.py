"""Elements that hold much of a page's text: which are large, which no class name makes furniture, which go together.

`raw` is, in all of them, the characters of running text before each run, and last those of all.
"""

from __future__ import annotations

from newsarchive.parse import marks as m
from newsarchive.parse.marks import marks_of
from newsarchive.parse.walk import Node, Run

FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "figcaption", "figure", "address", "caption", "menu"))
"""Elements that hold no article, however much of the page's text. A form may: some systems have one around all."""


def with_alike(best: Node, nodes: list[Node], raw: list[int], bad: set[Node]) -> Node:
    """The container, or what holds it where elements of its own kind stand beside it: a text cut by advertisements.

    One that holds little text counts where less stands between: some sites set the first paragraph apart.
    """
    box, sig = best.parent, best.sig
    if box is None or not sig:
        return best
    least = -(-raw[-1] * _LARGE // 100)
    for node in nodes:
        if node.parent is not box or node.sig != sig or node.tag != best.tag or node is best or node in bad:
            continue
        size = raw[node.last] - raw[node.first]
        first, last = (node.last, best.first) if node.first < best.first else (best.last, node.first)
        if size >= least or (size > raw[last] - raw[first] and last - first <= _NEAR):
            return box
    return best


_NEAR = 20
"""Runs between two parts of a text, such as those of a picture."""
_LARGE = 8
"""Of the page's running text, the hundredths that make an element large."""


def large_nodes(runs: list[Run], raw: list[int]) -> list[Node]:
    """The elements, in document order, that hold a good part of the page's running text."""
    least = -(-raw[-1] * _LARGE // 100)
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
    """Elements that hold so much of the page's text that their class names can't make them furniture."""
    total = raw[-1]
    found = []
    for node in large:
        share = (raw[node.last] - raw[node.first]) / total
        if share >= (0.9 if marks_of(node) & m.DIALOG else MOST_TEXT) or m.says_body(node):
            found.append(node)
    return frozenset(found)


MOST_TEXT = 0.4
"""The share of the page's running text that whatever holds it is no furniture."""
_IN_A_ROW = 4
"""Paragraphs from which on they make a text."""


def paragraphs_of_text(runs: list[Run], raw: list[int]) -> list[Node]:
    """The paragraphs in one container that share a class and hold much of the page's running text together.

    Whatever words their class is made of, it is that of the text: `inline-placeholder`. Teasers stand in a card each.
    """
    alike: dict[tuple[Node | None, str], list[Node]] = {}
    for run, before, behind in zip(runs, raw, raw[1:], strict=False):
        node = run.node
        if before < behind and node.tag == "p" and node.sig:
            alike.setdefault((node.parent, node.sig), []).append(node)
    for (box, sig), group in alike.items():
        if len(group) >= _IN_A_ROW and marks_of(group[0]) & m.FURNITURE:
            size = sum([raw[node.last] - raw[node.first] for node in set(group)])
            if size >= MOST_TEXT * raw[-1]:
                # The short ones among them are text as well.
                nodes = (run.node for run in runs)
                return [node for node in nodes if node.parent is box and node.sig == sig and node.tag == "p"]
    return []
