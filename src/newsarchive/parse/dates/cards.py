"""Lists of other articles: boxes of one kind, side by side, each with a link and a date."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from newsarchive.parse.walk import Node, Run

LIST = 3
"""So many boxes of one kind, or dates in them, are a list of other articles."""
_TITLE = 15
"""Characters of a link that can be the headline of another article."""
_TAGS = frozenset({"article", "section", "div", "li", "a"})
_UP = 6
"""Levels above a date that are looked at."""


def in_lists(runs: list[Run], dated: Iterable[int], around: frozenset[Node]) -> frozenset[int]:
    """Which of the runs that hold dates stand in a list; the boxes `around` the headline make none."""
    dated = {index for index in dated if index < len(runs)}
    if len(dated) < LIST:
        return frozenset()
    titles = [run.index for run in runs if run.links > _TITLE]
    boxes = {index: _boxes(runs, index, around, titles) for index in dated}
    side_by_side = Counter(
        (box.parent, box.tag, box.sig) for box in {b for row in boxes.values() for b in row}
    )
    return frozenset(
        index
        for index, row in boxes.items()
        if any(side_by_side[box.parent, box.tag, box.sig] >= LIST for box in row)
    )


def _boxes(runs: list[Run], index: int, around: frozenset[Node], titles: list[int]) -> list[Node]:
    """The boxes around a run that could each be one of a list: those with one of the `titles` in them."""
    found = []
    node: Node | None = runs[index].node
    for _ in range(_UP):
        if node is None or node in around:
            break
        if node.tag in _TAGS:
            at = bisect_left(titles, node.first)
            if at < len(titles) and titles[at] < node.last:
                found.append(node)
        node = node.parent
    return found
