"""Rich texts in data: nodes of a kind, a tag or a style, whose words stand in the nodes below them.

So keep Contentful, Portable Text, ProseMirror, Lexical, Slate and hast what others keep as HTML. They differ in
the names of things: a heading is `heading-2`, a `heading` of level 2, a tag or a style `h2`.
"""

from __future__ import annotations

import re
from typing import Any

from newsarchive.parse.text import plain, squash
from newsarchive.records import Block

MOST_NODES = 100_000
"""Nodes that are read for one page: where data names a node in many places, it is read in each."""
_WIDEST = 500
"""Children of a node that are read."""
_LONGEST_KIND, _MOST_KINDS = 200, 10
_CHILDREN = ("children", "content")
_WORDS = ("text", "value", "data")
_HEADING = re.compile(r"h(?:ead(?:ing|er)?[-_ ]?)?([1-6])$")
_LEVELS = frozenset("123456")
_LISTS = frozenset("ul ol list unordered-list ordered-list bulletlist orderedlist bulleted-list".split())
_ITEMS = frozenset("li listitem list-item list_item".split())
_BREAKS = frozenset("br hard_break hardbreak linebreak".split())


def kind_of(value: Any) -> str:
    """The name of a node's type; what is nested in place of one is not looked through for each node."""
    if isinstance(value, list):
        value = " ".join([item for item in value[:_MOST_KINDS] if isinstance(item, str)])
    return value[:_LONGEST_KIND] if isinstance(value, str) else ""


class RichTexts:
    """Reads the rich texts of one page, as long as there are not too many."""

    def __init__(self) -> None:
        self._left = MOST_NODES

    def blocks(self, node: dict[str, Any], kind: str) -> list[Block]:
        """The blocks of a node of this kind: one, or the items of a list. None of one without words."""
        names = [kind_of(node.get(name)).lower() for name in ("tagName", "tag", "style")]
        names.append(kind)
        if any(name in _LISTS for name in names):
            texts = (self._text(child) for child in _children(node))
            return [Block("list_item", text, 1) for text in texts if text]
        text = self._text(node)
        if not text:
            return []
        heading = next((match[1] for name in names if (match := _HEADING.match(name))), "")
        if heading or kind == "heading":
            attrs = node.get("attrs")
            level = heading or (str(attrs.get("level")) if isinstance(attrs, dict) else "")
            return [Block("subhead", text, int(level) if level in _LEVELS else 2)]
        if any("quote" in name for name in names):
            return [Block("quote", text)]
        if node.get("listItem") or kind in _ITEMS:
            return [Block("list_item", text, 1)]
        return [Block("paragraph", text)]

    def _text(self, node: Any) -> str:
        """The words of a node and of those below it; what a text node says is not parted from the next."""
        words: list[str] = []
        waiting = [node]
        while waiting and self._left:
            self._left -= 1
            at = waiting.pop()
            if isinstance(at, str):
                words.append(at)
            elif isinstance(at, dict):
                own = next((text for name in _WORDS if isinstance(text := at.get(name), str)), None)
                if own is None and kind_of(at.get("type")).lower() in _BREAKS:
                    own = " "
                if own is not None:
                    words.append(own)
                else:
                    waiting += reversed(_children(at))
        return squash(plain("".join(words)))


def _children(node: dict[str, Any]) -> list[Any]:
    found = next((value for name in _CHILDREN if isinstance(value := node.get(name), list)), [])
    return found[:_WIDEST]
