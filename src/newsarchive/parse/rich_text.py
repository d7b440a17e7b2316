"""Rich texts in data: nodes of a kind, a tag or a style, whose words stand in the nodes below them.

So keep Contentful, Portable Text, ProseMirror, Lexical, Slate and hast what others keep as HTML. They differ in
the names of things: a heading is `heading-2`, a `heading` of level 2, a tag or a style `h2`.
"""

from __future__ import annotations

import re
from typing import Any

from newsarchive.parse.text import plain, squash
from newsarchive.records import Block

MOST_NODES, MOST_CHARACTERS = 300_000, 4_000_000
"""Nodes, and characters in them, that are read for one page: where data names a node in many places, it is read in each."""
_WIDEST = 500
"""Children of a node that are read."""
_DEEPEST = 12
"""Boxes in boxes that are read as blocks of their own."""
_LONGEST_KIND, _MOST_KINDS = 200, 10
_NAMES = ("type", "nodeType", "_type", "tagName", "tag", "style")
_CHILDREN = ("children", "content")
_WORDS = ("text", "value", "data")
_HEADING = re.compile(r"h(?:ead(?:ing|er)?[-_ ]?)?([1-6])$")
_LEVELS = frozenset("123456")
_LISTS = frozenset("ul ol list unordered-list ordered-list bulletlist orderedlist bulleted-list".split())
_ITEMS = frozenset("li listitem list-item list_item".split())
_LINKS = frozenset("a link hyperlink entry-hyperlink autolink".split())
_INLINE = frozenset("text span strong em b i u s mark code sub sup small".split()) | _LINKS
_MENU = 3
"""Links and nothing else that are a menu."""
_BLOCKS = frozenset("p paragraph heading section div blockquote quote article main".split()) | _LISTS
_NO_TEXT = frozenset("script style comment img image picture video iframe".split())


def kind_of(value: Any) -> str:
    """The name of a node's type; what is nested in place of one is not looked through for each node."""
    if isinstance(value, list):
        value = " ".join([item for item in value[:_MOST_KINDS] if isinstance(item, str)])
    return value[:_LONGEST_KIND] if isinstance(value, str) else ""


class RichTexts:
    """Reads the rich texts of one page, as long as there is not too much of them."""

    def __init__(self) -> None:
        self._nodes, self._characters = MOST_NODES, MOST_CHARACTERS

    def blocks(self, node: dict[str, Any], kind: str, depth: int = 0) -> list[Block]:
        """The blocks of a node of this kind. None of one without words."""
        names = {kind, *_names(node)}
        if names & _NO_TEXT:
            return []
        children = _children(node)
        if len(children) >= _MENU and all(isinstance(one, dict) and _names(one) & _LINKS for one in children):
            return []
        if names & _LISTS:
            texts = (self._text(child) for child in children)
            return [Block("list_item", text, 1) for text in texts if text]
        if depth < _DEEPEST and not names & _ITEMS and any(_is_block(child) for child in children):
            inner = (self.blocks(child, "", depth + 1) for child in children if isinstance(child, dict))
            found = [block for blocks in inner for block in blocks]
            is_quote = any("quote" in name for name in names)
            return [Block("quote", block.text) for block in found] if is_quote else found
        text = self._text(node)
        if not text:
            return []
        heading = next((match[1] for name in names if (match := _HEADING.match(name))), "")
        if heading or "heading" in names:
            attrs = node.get("attrs")
            level = attrs.get("level") if isinstance(attrs, dict) else None
            stated = str(level) if isinstance(level, int) else level if isinstance(level, str) else ""
            level_name = heading or stated
            return [Block("subhead", text, int(level_name) if level_name in _LEVELS else 2)]
        if any("quote" in name for name in names):
            return [Block("quote", text)]
        if node.get("listItem") or names & _ITEMS:
            return [Block("list_item", text, 1)]
        return [Block("paragraph", text)]

    def _text(self, node: Any) -> str:
        """The words of a node and of those below it. Words apart are those of two boxes, not of a word and a link."""
        words: list[str] = []
        waiting = [node]
        while waiting and self._nodes and self._characters > 0:
            self._nodes -= 1
            at = waiting.pop()
            if isinstance(at, str):
                words.append(at)
                self._characters -= len(at)
            elif isinstance(at, dict):
                names = _names(at)
                if not names.isdisjoint(_NO_TEXT):
                    continue
                own = next((text for name in _WORDS if isinstance(text := at.get(name), str)), None)
                if own is None and names.isdisjoint(_INLINE):
                    waiting += [" ", *reversed(_children(at)), " "]
                else:
                    waiting += reversed(_children(at)) if own is None else [own]
        return squash(plain("".join(words)))


def _names(node: dict[str, Any]) -> frozenset[str]:
    """What a node is called: its type, tag and style."""
    return frozenset([kind_of(value).lower() for name in _NAMES if (value := node.get(name))])


def _is_block(node: Any) -> bool:
    """Whether a node is a paragraph, heading, list or box of such."""
    if not isinstance(node, dict):
        return False
    return any(name in _BLOCKS or _HEADING.match(name) for name in _names(node))


def _children(node: dict[str, Any]) -> list[Any]:
    found = next((value for name in _CHILDREN if isinstance(value := node.get(name), list)), [])
    return found[:_WIDEST]
