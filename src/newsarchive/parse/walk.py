"""One walk over the tree that collects everything the rules need, so that no rule walks again.

The visible text comes out as `Run`s: the unbroken stretches of inline content between two block
boundaries (or line breaks), in reading order. Every run knows the chain of elements (`Node`) it
stands in, and every node knows which runs lie inside it (`first <= index < last`), so that the
text statistics of any container are a matter of two look-ups.
"""

from __future__ import annotations

from typing import Any

from newsarchive.parse.text import squash

Element = Any
"""An lxml element."""

SKIPPED = frozenset(
    """style noscript svg template iframe object embed select option optgroup datalist textarea canvas audio
    video map math applet noframes frameset frame colgroup progress meter dialog button input param
    source track area base basefont bgsound wbr""".split()
)
"""Elements whose text is not part of the page's running text."""
INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span
    strike strong sub sup time tt u var ruby rb rt rp""".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
BOLD = frozenset(("b", "strong"))
SPECIAL = SKIPPED | {"meta", "link", "title", "script", "img", "hr"}


class Node:
    """An element that can hold text, with the range of runs inside it."""

    __slots__ = ("el", "first", "last", "marks", "parent", "sig", "tag")

    def __init__(self, parent: Node | None, tag: str, el: Element, sig: str, first: int) -> None:
        self.parent = parent
        self.tag = tag
        self.el = el
        self.sig = sig
        """Class and id as written."""
        self.first = first
        self.last = first
        self.marks: int | None = None
        """What the words in class, id and role say about it; filled by the rule that asks first."""


class Run:
    """An unbroken stretch of visible text."""

    __slots__ = ("bold", "breaks", "index", "inner", "links", "node", "size", "text")

    def __init__(self, index: int, text: str, node: Node, buffer: _Buffer) -> None:
        self.index = index
        self.text = text
        """White space folded, except in preformatted text."""
        self.node = node
        """The innermost element that the whole text stands in."""
        self.size = buffer.size
        """Characters as written."""
        self.links = buffer.links
        """Of these, characters inside links."""
        self.bold = buffer.bold
        """Of these, characters inside bold elements."""
        self.breaks = buffer.breaks
        """Line breaks directly before it: 0 where a block boundary is."""
        self.inner = buffer.inner
        """Inline elements inside it that carry a class: (characters, node), innermost first."""


class Walked:
    """What one walk over a page has found."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.nodes: list[Node] = []
        self.meta: list[tuple[str, str]] = []
        """(name in lower case, content) of meta elements, named by `name`, `property` or `itemprop`."""
        self.links: list[tuple[str, Element]] = []
        """(rel in lower case, element) of link elements."""
        self.titles: list[Element] = []
        self.times: list[tuple[Element, int]] = []
        """(element, index of the run it stands in) of time elements."""
        self.itemprops: list[tuple[str, Element, int]] = []
        """(property, element, index of the run it stands in or before): microdata."""
        self.ld_scripts: list[Element] = []
        self.data_scripts: list[Element] = []
        """Scripts of type application/json, such as `__NEXT_DATA__`."""
        self.scripts: list[Element] = []
        """Scripts that would run."""
        self.images: list[tuple[Element, int]] = []
        """(element, index of the run before which it stands)."""


class _Buffer:
    """The run that is being gathered."""

    __slots__ = ("bold", "bold_from", "breaks", "inner", "link_from", "links", "parts", "size", "total")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = self.links = self.bold = self.breaks = 0
        self.total = 0
        """Characters of the whole page so far."""
        self.link_from = self.bold_from = -1
        """The value of `total` from which on text is in an open link (bold) and not yet counted."""
        self.inner: list[tuple[int, Node]] = []

    def add(self, text: str) -> None:
        if text.isspace():
            if self.size:
                self.parts.append(text)
        else:
            self.parts.append(text)
            self.size += len(text)
            self.total += len(text)

    def flush(self, runs: list[Run], node: Node, preformatted: bool) -> None:
        """Make a run of what was gathered, if there is any text in it."""
        if self.size:
            if self.link_from >= 0:
                self.links += min(self.total - self.link_from, self.size)
                self.link_from = self.total
            if self.bold_from >= 0:
                self.bold += min(self.total - self.bold_from, self.size)
                self.bold_from = self.total
            joined = "".join(self.parts)
            text = joined.strip("\r\n").expandtabs() if preformatted else squash(joined)
            if text:
                runs.append(Run(len(runs), text, node, self))
                self.breaks = 0
            self.size = self.links = self.bold = 0
            self.inner = []
        self.parts.clear()


def walk(root: Element) -> Walked:  # noqa: PLR0915  one loop on purpose: calls per element would cost as much as parsing
    """All visible runs of a tree, with its metadata elements. Linear in the size of the tree."""
    out = Walked()
    nodes, runs, times, itemprops = out.nodes, out.runs, out.times, out.itemprops
    buffer = _Buffer()
    add, flush = buffer.add, buffer.flush
    node = Node(None, root.tag, root, "", 0)
    nodes.append(node)
    if root.text:
        add(root.text)
    # A frame for each open element: what to go back to when its children are done. `start` is the
    # value of `buffer.total` where an inline element began, -1 for a block.
    stack: list[tuple[Any, Element, Node, str, int]] = []
    children, el, tag, start, pre = iter(root), root, root.tag, -1, 0
    while True:
        for child in children:
            name = child.tag
            inline = name in INLINE
            if not inline:
                if name == "br":
                    if buffer.size:
                        if pre:
                            buffer.parts.append("\n")
                        else:
                            flush(runs, node, False)
                    buffer.breaks += 1
                    if tail := child.tail:
                        add(tail)
                    continue
                if name in SPECIAL:
                    if name == "hr":
                        flush(runs, node, pre > 0)
                        buffer.breaks = 0
                    else:
                        _special(out, name, child)
                    if tail := child.tail:
                        add(tail)
                    continue
                # Custom elements inside a paragraph are links and marks; elsewhere they are boxes.
                inline = (tag == "p" and "-" in name) or ":" in name
            get = child.get
            sig = get("class") or ""
            if inline:
                if name == "time":
                    times.append((child, len(runs)))
                if prop := get("itemprop"):
                    itemprops.append((prop, child, len(runs)))
                before = buffer.total
                if len(child):
                    stack.append((children, el, node, tag, start))
                    if sig:
                        node = Node(node, name, child, sig, len(runs))
                        nodes.append(node)
                    if name == "a":
                        buffer.link_from = before
                    elif name in BOLD:
                        buffer.bold_from = before
                    children, el, tag, start = iter(child), child, name, before
                    if text := child.text:
                        add(text)
                    break
                if text := child.text:
                    add(text)
                    size = buffer.total - before
                    if size:
                        if name == "a":
                            buffer.links += size
                        elif name in BOLD:
                            buffer.bold += size
                        if sig:
                            leaf = Node(node, name, child, sig, len(runs))
                            leaf.last = len(runs) + 1
                            buffer.inner.append((size, leaf))
                if tail := child.tail:
                    add(tail)
                continue
            if buffer.parts:
                flush(runs, node, pre > 0)
            buffer.breaks = 0
            text = child.text
            if text and text.isspace():
                text = None
            if prop := get("itemprop"):
                itemprops.append((prop, child, len(runs)))
            if not len(child):
                if text:
                    leaf = Node(node, name, child, f"{sig} {get('id') or ''}", len(runs))
                    nodes.append(leaf)
                    add(text)
                    flush(runs, leaf, pre > 0 or name == "pre")
                    leaf.last = len(runs)
                if tail := child.tail:
                    add(tail)
                continue
            if ident := get("id"):
                sig = f"{sig} {ident}"
            stack.append((children, el, node, tag, start))
            node = Node(node, name, child, sig, len(runs))
            nodes.append(node)
            if name == "pre":
                pre += 1
            children, el, tag, start = iter(child), child, name, -1
            if text:
                add(text)
            break
        else:
            # `el` is done: close it, then take what stands behind it.
            if start < 0:
                if buffer.parts:
                    flush(runs, node, pre > 0)
                buffer.breaks = 0
                node.last = len(runs)
                if tag == "pre":
                    pre -= 1
            else:
                if tag == "a":
                    if buffer.link_from >= 0:
                        buffer.links += min(buffer.total - buffer.link_from, buffer.size)
                        buffer.link_from = -1
                elif tag in BOLD and buffer.bold_from >= 0:
                    buffer.bold += min(buffer.total - buffer.bold_from, buffer.size)
                    buffer.bold_from = -1
                if node.el is el:
                    size = min(buffer.total - start, buffer.size)
                    node.last = len(runs) + (1 if size else 0)
                    if size:
                        buffer.inner.append((size, node))
            if not stack:
                return out
            tail = el.tail
            children, el, node, tag, start = stack.pop()
            if tail:
                add(tail)


def _special(out: Walked, name: str, el: Element) -> None:
    """File away an element that holds no running text."""
    if name == "script":
        kind = (el.get("type") or "").strip().lower()
        if "ld+json" in kind:
            out.ld_scripts.append(el)
        elif kind.startswith("application/json"):
            out.data_scripts.append(el)
        elif not kind or "javascript" in kind or kind == "module":
            out.scripts.append(el)
    elif name == "meta":
        content = el.get("content")
        if content:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if key := el.get(attribute):
                    out.meta.append((key.strip().lower(), content))
    elif name == "link":
        if rel := el.get("rel"):
            out.links.append((rel.strip().lower(), el))
        elif prop := el.get("itemprop"):
            out.itemprops.append((prop, el, len(out.runs)))
    elif name == "title":
        out.titles.append(el)
    elif name == "img":
        out.images.append((el, len(out.runs)))
