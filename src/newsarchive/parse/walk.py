"""One walk over the tree that collects everything the rules need, so that no rule walks again.

The visible text comes out as `Run`s: the unbroken stretches of inline content between two block
boundaries (or line breaks), in reading order. Every run knows the chain of elements (`Node`) it
stands in, and every node knows which runs lie inside it (`first <= index < last`), so that the
text statistics of any container are a matter of two look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsarchive.parse.text import ends_sentence, squash
from newsarchive.parse.tree import TEXT, Element, RawNode

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
SPECIAL = frozenset(("meta", "link", "title", "script", "img"))
"""Elements without running text that rules ask for."""

# What the walk does at a node, told by its tag alone.
_AS_TEXT, _AS_INLINE, _AS_BLOCK, _AS_CUSTOM, _AS_SPECIAL, _AS_SKIPPED, _AS_BREAK, _AS_RULE = range(8)
_WAYS = (
    {TEXT: _AS_TEXT, "br": _AS_BREAK, "hr": _AS_RULE, "-comment": _AS_SKIPPED}
    | dict.fromkeys(INLINE, _AS_INLINE)
    | dict.fromkeys(SPECIAL, _AS_SPECIAL)
    | dict.fromkeys(SKIPPED, _AS_SKIPPED)
)
_TAGS: dict[int, tuple[str, int]] = {}
"""Number of a tag -> name and way. Numbers are read much faster than names, of which each call makes a new one."""
_KNOWN_TAGS = 4_096
"""Numbers below are those of the standard's elements; above are addresses of other names in one tree's memory."""


def _tag_of(raw: RawNode) -> tuple[str, int]:
    """Name and way of a node whose number is not known yet."""
    name = raw.tag
    if name is None:  # a processing instruction
        return "", _AS_SKIPPED
    way = _WAYS.get(name)
    if way is None:
        # Elements that the standard does not know are links and marks inside a paragraph; elsewhere they are boxes.
        unknown = "-" in name or raw.tag_id >= _KNOWN_TAGS
        way = _AS_INLINE if ":" in name else _AS_CUSTOM if unknown else _AS_BLOCK
    found = name, way
    if raw.tag_id < _KNOWN_TAGS:
        _TAGS[raw.tag_id] = found
    return found


_BLOCK = -1
"""In place of a number of line breaks: a block boundary, whatever line breaks follow it."""
_NONE: Mapping[str, str | None] = {}


_LONGEST_SIG = 2_000
"""Characters of class and id that are looked at: what rules remember of them must stay small."""


class Node(Element):
    """An element that can hold text, with the range of runs inside it."""

    __slots__ = ("first", "last", "marks", "parent", "sig")

    parent: Node | None
    sig: str
    """Class and id as written."""
    first: int
    last: int
    marks: int | None
    """What the words in class, id and role say about it; filled by the rule that asks first."""


_new = object.__new__


def _node(parent: Node | None, tag: str, raw: RawNode, attrs: Mapping[str, str | None], first: int) -> Node:
    """An element with no run in it yet. A function: calling the class with an `__init__` takes twice as long."""
    node = _new(Node)
    node.parent = parent
    node.tag = tag
    node.raw = raw
    node.attrs = attrs
    node.first = node.last = first
    node.marks = None
    sig = ""
    if attrs:
        if "class" in attrs:
            sig = attrs["class"] or ""
        if "id" in attrs:
            sig = f"{sig} {attrs['id']}"
        if len(sig) > _LONGEST_SIG:
            sig = sig[:_LONGEST_SIG]
    node.sig = sig
    return node


class Run:
    """An unbroken stretch of visible text."""

    __slots__ = ("bold", "breaks", "index", "inner", "links", "node", "size", "text")

    def __init__(
        self,
        index: int,
        text: str,
        node: Node,
        size: int,
        links: int = 0,
        bold: int = 0,
        breaks: int = 0,
        inner: Sequence[tuple[int, Node]] = (),
    ) -> None:
        self.index = index
        self.text = text
        """White space folded, except in preformatted text."""
        self.node = node
        """The innermost element that the whole text stands in."""
        self.size = size
        """Characters as written."""
        self.links = links
        """Of these, characters inside links."""
        self.bold = bold
        """Of these, characters inside bold elements."""
        self.breaks = breaks
        """Line breaks directly before it: 0 where a block boundary is."""
        self.inner = inner
        """Inline elements inside it that carry a class or an id, or say what is short for what: (characters, node), innermost first."""


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
        self.rels: list[tuple[str, Element, int]] = []
        """(rel in lower case, element, index of the run it stands in) of links with a `rel`."""
        self.ld_scripts: list[Element] = []
        self.data_scripts: list[Element] = []
        """Scripts of type application/json, such as `__NEXT_DATA__`."""
        self.scripts: list[Element] = []
        """Scripts that would run."""
        self.menus: list[int] = []
        """For each menu that was passed over, the index of the run before which it stands."""
        self.scriptless: list[Element] = []
        """What stands there for browsers without scripts, and was passed over."""
        self.images: list[tuple[Element, int]] = []
        """(element, index of the run before which it stands)."""


_MENU = 12
"""Links from which on a nav element is a menu; fewer may be the trail, the tags or the neighbours of an article."""


def _is_menu(raw: RawNode, few: set[int]) -> bool:
    """Whether a nav element has many links. `few` remembers those that stand in one with few: they have no more."""
    if raw.mem_id in few:
        return False
    links = 0
    for inside in raw.traverse():
        tag = inside.tag
        if tag == "a":
            links += 1
            if links == _MENU:
                return True
        elif tag == "nav":
            few.add(inside.mem_id)
    return False


_BOLD_NAMES = frozenset("bold strong fw-bold font-bold font-weight-bold text-bold font-semibold".split())
_BOLD_HUMP = re.compile(r"(?<!\S)[bB]old(?:[A-Z]\w*)?(?!\S)")
"""Beside other words in one name: "BoldGrey"."""
_BOLD_STYLE = re.compile(r"\bfont(?:-weight)?\s*:[^;]{0,60}\b(?:bold|bolder|[6-9]00)\b", re.I)


def _sets_bold(attrs: Mapping[str, str | None]) -> bool:
    """Whether a span does what a `b` element does: by its style (CSS Fonts 3, section 3.2) or a usual class."""
    names = attrs.get("class")
    if (
        names
        and ("bold" in names or "strong" in names or "Bold" in names)
        and (
            not _BOLD_NAMES.isdisjoint((cut := names[:_LONGEST_SIG]).split())
            or _BOLD_HUMP.search(cut) is not None
        )
    ):
        return True
    style = attrs.get("style")
    return bool(style and _BOLD_STYLE.search(style[:_LONGEST_SIG]))


_LONG_TEXT = 400
"""Characters of a text without any element in it that may be several paragraphs."""
_PARAGRAPH = 2
"""Line breaks that part paragraphs."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n\s*+")


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that a style sheet shows with its blank lines (CSS Text 3, `white-space: pre-line`).

    Empty where it is not written so: hardly any part of it may end within a sentence.
    """
    if "\n" not in text:
        return []
    parts = [part for piece in _BLANK_LINE.split(text) if (part := squash(piece))]
    if len(parts) < _SEVERAL:
        return []
    whole = sum(ends_sentence(part, True) or len(part) <= _HEADING for part in parts[:-1])
    return parts if whole * 4 >= (len(parts) - 1) * 3 else []


_SEVERAL = 3
"""Paragraphs from which on blank lines between them are no accident."""
_HEADING = 60
"""Characters of a part without a stop that may head the next."""
_INDENTS = ("\u3000", "\xa0\xa0")
"""How the first line of a paragraph is set in where nothing but a line break parts it from the last one."""


def walk(root: Element, menus: bool = False, scriptless: bool = False) -> Walked:  # noqa: PLR0915  one loop on purpose: calls per element would cost as much as parsing
    """All visible runs of a tree, with its metadata elements. Linear in the size of the tree.

    Menus (`nav` elements of many links) are passed over unless `menus` is true, and what stands there for
    browsers without scripts (`noscript`) unless `scriptless` is.

    The tree library leaves out text nodes of white space alone: two of three text nodes are such, and they
    count only inside a run. There `_space_before` and `_space_at_end` look for them.
    """
    out = Walked()
    nodes, runs, times, itemprops, rels = out.nodes, out.runs, out.times, out.itemprops, out.rels
    # The run that is being gathered: its parts, its characters, and of these the linked and the bold ones.
    parts: list[str] = []
    size = links = bold = breaks = 0
    inner: list[tuple[int, Node]] = []
    total = 0
    """Characters of the whole page so far."""
    link_from = bold_from = -1
    """The value of `total` from which on text is in an open link (bold) and not yet counted."""
    in_links = in_bold = 0
    """Links (bold elements) that are open: text in two of them counts once, until the outer one is closed."""
    few: set[int] = set()

    def flush(node: Node, preformatted: bool) -> None:
        """Make a run of what was gathered, if there is any text in it."""
        nonlocal size, links, bold, breaks, inner, link_from, bold_from
        if size:
            if link_from >= 0:
                links += min(total - link_from, size)
                link_from = total
            if bold_from >= 0:
                bold += min(total - bold_from, size)
                bold_from = total
            joined = "".join(parts) if len(parts) > 1 else parts[0]
            text = joined.strip("\r\n").expandtabs() if preformatted else squash(joined)
            if (
                size >= _LONG_TEXT
                and not (links or bold or inner or preformatted or node.tag in HEADINGS)
                and (cut := _paragraphs(joined))
            ):
                text = cut.pop()
                for paragraph in cut:
                    runs.append(Run(len(runs), paragraph, node, len(paragraph), 0, 0, max(breaks, 0)))
                    breaks = _PARAGRAPH
                size = len(text)
            if text:
                if breaks == 1 and joined.lstrip("\r\n\t ")[:2].startswith(_INDENTS):
                    breaks = 2
                runs.append(Run(len(runs), text, node, size, links, bold, max(breaks, 0), inner or ()))
                breaks = 0
            else:
                # Nothing that a reader sees: what counted on a run here holds none.
                for _, inside in inner:
                    inside.last = len(runs)
            size = links = bold = 0
            if inner:
                inner = []
        parts.clear()

    node = _node(None, root.tag, root.raw, root.attrs, 0)
    nodes.append(node)
    # A frame for each open element: where to go on when its children are done. `start` is the
    # value of `total` where an inline element began, -1 for a block.
    stack: list[tuple[Iterator[RawNode], RawNode, Node, bool, str, int]] = []
    own, tag, start, pre = True, root.tag, -1, 0
    raw = root.raw
    children = raw.iter(True, True)
    tags = _TAGS
    while True:
        for child in children:
            try:
                name, way = tags[child.tag_id]
            except KeyError:
                name, way = _tag_of(child)
            if way == _AS_TEXT:
                text = child.text_content
                if not text.isspace():
                    if size and not pre and _space_before(child):
                        parts.append(" ")
                    parts.append(text)
                    length = len(text)
                    size += length
                    total += length
                elif size:
                    parts.append(text)
                continue
            if way > _AS_CUSTOM:
                if way == _AS_BREAK:
                    if size:
                        if pre:
                            parts.append("\n")
                        else:
                            flush(node, False)
                    if breaks >= 0:
                        breaks += 1
                    continue
                if way == _AS_RULE:
                    flush(node, pre > 0)
                    breaks = _BLOCK
                    continue
                if way == _AS_SPECIAL:
                    _special(out, name, child)
                if name == "button" and tag in HEADINGS:
                    way = _AS_INLINE  # the heading of a section that opens and closes
                elif name == "noscript" and scriptless:
                    way = _AS_BLOCK
                else:
                    if name == "noscript":
                        out.scriptless.append(Element(name, child, _NONE))
                    if size and not pre and _space_before(child):
                        parts.append(" ")
                    continue
            attrs = child.attributes or _NONE
            if "itemprop" in attrs:
                itemprops.append((attrs["itemprop"] or "", Element(name, child, attrs), len(runs)))
            below = child.first_child
            if way == _AS_INLINE or (way == _AS_CUSTOM and tag == "p"):
                if name == "span" and attrs and _sets_bold(attrs):
                    name = "b"  # whatever is done at one is done at it
                if name == "time":
                    times.append((Element(name, child, attrs), len(runs)))
                elif "rel" in attrs:
                    rels.append(((attrs["rel"] or "").lower(), Element(name, child, attrs), len(runs)))
                if size and not pre and _space_before(child):
                    parts.append(" ")
                if below is None:
                    continue
                if below.next is None and (text := below.text_content) is not None:
                    if not text.isspace():
                        parts.append(text)
                        length = len(text)
                        size += length
                        total += length
                        # With a name and no address it is a place to link to.
                        if name == "a" and ("name" not in attrs or "href" in attrs):
                            if link_from < 0:
                                links += length
                        elif name in BOLD and bold_from < 0:
                            bold += length
                        if "class" in attrs or "id" in attrs or (attrs and name == "abbr"):
                            leaf = _node(node, name, child, attrs, len(runs))
                            leaf.last = len(runs) + 1
                            inner.append((length, leaf))
                    elif size:
                        parts.append(text)
                    continue
                stack.append((children, raw, node, own, tag, start))
                own = "class" in attrs or "id" in attrs
                if own:
                    node = _node(node, name, child, attrs, len(runs))
                    nodes.append(node)
                start = total
                if name == "a" and ("name" not in attrs or "href" in attrs):
                    in_links += 1
                    if in_links == 1:
                        link_from = start
                elif name in BOLD:
                    in_bold += 1
                    if in_bold == 1:
                        bold_from = start
                tag, raw = name, child
                children = child.iter(True, not pre)
                break
            if parts:
                flush(node, pre > 0)
            breaks = _BLOCK
            if below is None:
                continue
            if name == "nav" and not menus and _is_menu(child, few):
                out.menus.append(len(runs))
                continue
            if below.next is None and (text := below.text_content) is not None:
                if not text.isspace():
                    leaf = _node(node, name, child, attrs, len(runs))
                    nodes.append(leaf)
                    length = len(text)
                    if pre or name == "pre" or link_from >= 0 or bold_from >= 0:
                        parts.append(text)
                        size += length
                        total += length
                        flush(leaf, pre > 0 or name == "pre")
                    elif length >= _LONG_TEXT and name not in HEADINGS and (cut := _paragraphs(text)):
                        total += length
                        for paragraph in cut:
                            behind = _PARAGRAPH if paragraph is not cut[0] else 0
                            runs.append(Run(len(runs), paragraph, leaf, len(paragraph), breaks=behind))
                    elif shown := squash(text):
                        total += length
                        runs.append(Run(len(runs), shown, leaf, length))
                    leaf.last = len(runs)
                continue
            stack.append((children, raw, node, own, tag, start))
            node = _node(node, name, child, attrs, len(runs))
            nodes.append(node)
            if name == "pre":
                pre += 1
            own, tag, start, raw = True, name, -1, child
            children = child.iter(True, not pre)
            break
        else:
            # The element `tag` is done: close it, then take what stands behind it.
            if start < 0:
                if parts:
                    flush(node, pre > 0)
                breaks = _BLOCK
                node.last = len(runs)
                if tag == "pre":
                    pre -= 1
            else:
                if tag == "a":
                    if in_links:
                        in_links -= 1
                        if not in_links:
                            links += min(total - link_from, size)
                            link_from = -1
                elif tag in BOLD:
                    in_bold -= 1
                    if not in_bold:
                        bold += min(total - bold_from, size)
                        bold_from = -1
                if own:
                    length = min(total - start, size)
                    node.last = len(runs) + (1 if length else 0)
                    if length:
                        inner.append((length, node))
                if size and not pre and _is_space(raw.last_child):
                    parts.append(" ")
            if not stack:
                return out
            children, raw, node, own, tag, start = stack.pop()


def _is_space(raw: RawNode | None) -> bool:
    return raw is not None and (text := raw.text_content) is not None and text.isspace()


def _space_before(raw: RawNode) -> bool:
    """Whether a text node of white space, which the walk is not given, stands right before a node."""
    return _is_space(raw.prev)


def _special(out: Walked, name: str, raw: RawNode) -> None:
    """File away an element that holds no running text."""
    attrs = raw.attributes
    if name == "meta":
        if content := attrs.get("content"):
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if attribute in attrs and (key := attrs[attribute]):
                    out.meta.append((key.strip().lower(), content))
    elif name == "img":
        el = Element(name, raw, attrs)
        out.images.append((el, len(out.runs)))
        if prop := attrs.get("itemprop"):
            out.itemprops.append((prop, el, len(out.runs)))
    elif name == "script":
        kind = attrs.get("type")
        if not kind:
            out.scripts.append(Element(name, raw, attrs))
            return
        kind = kind.strip().lower()
        if "ld+json" in kind:
            out.ld_scripts.append(Element(name, raw, attrs))
        elif kind.startswith("application/json"):
            out.data_scripts.append(Element(name, raw, attrs))
        elif not kind or "javascript" in kind or kind == "module":
            out.scripts.append(Element(name, raw, attrs))
    elif name == "link":
        if rel := attrs.get("rel"):
            out.links.append((rel.strip().lower(), Element(name, raw, attrs)))
        elif prop := attrs.get("itemprop"):
            out.itemprops.append((prop, Element(name, raw, attrs), len(out.runs)))
    elif name == "title":
        out.titles.append(Element(name, raw, attrs))
