"""The tree of a page, built by lexbor (through selectolax) as the HTML standard's section 13.2 says.

lexbor and not lxml: the tree is a browser's, nothing is cut at a depth or a size, and building it
takes about a third of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

RawNode = Any
"""A node of the tree library; only this module and the walk know its names."""
TEXT = "-text"
"""The tag of a text node."""


class BadSelectorError(ValueError):
    """A text that is no CSS selector."""


class Element:
    """An element: its tag and attributes, and where it stands in the tree."""

    __slots__ = ("attrs", "raw", "tag")

    def __init__(self, tag: str, raw: RawNode, attrs: Mapping[str, str | None]) -> None:
        self.tag = tag
        self.raw = raw
        self.attrs = attrs
        """Names in lower case; an attribute without a value has None."""

    def get(self, name: str) -> str | None:
        """The value of an attribute; None also where it has no value."""
        return self.attrs.get(name)

    @property
    def text(self) -> str:
        """All text inside, as written."""
        return cast("str", self.raw.text(deep=True))

    @property
    def content(self) -> str:
        """The raw text of a script or title element."""
        child = self.raw.child
        return (child.text_content or "") if child is not None else ""

    @property
    def ident(self) -> int:
        """A number that only this element of the page has."""
        return cast("int", self.raw.mem_id)

    def holds(self, other: Element) -> bool:
        """Whether another element stands inside this one, at most six levels down."""
        own, at = self.ident, other.raw.parent
        for _ in range(6):
            if at is None or at.mem_id == own:
                return at is not None
            at = at.parent
        return False

    def inner(self) -> Iterator[Element]:
        """The elements inside, in document order."""
        for raw in self.raw.traverse():
            if raw.mem_id != self.raw.mem_id:
                yield Element(raw.tag, raw, raw.attributes)

    def select(self, css: str) -> list[Element]:
        """The elements inside that a CSS selector matches, in document order.

        Raises `BadSelectorError`.
        """
        try:
            found = self.raw.css(css)
        except SelectolaxError as error:
            raise BadSelectorError(str(error)) from error
        return [Element(raw.tag, raw, raw.attributes) for raw in found]


def read_tree(utf8: bytes) -> Element | None:
    """The root element of a page in UTF-8, None where the bytes hold none."""
    root = LexborHTMLParser(utf8).root
    return None if root is None else Element(root.tag or "", root, root.attributes)


def check_selector(css: str) -> None:
    """Raise `BadSelectorError` for a text that is no CSS selector (Selectors Level 4)."""
    root = read_tree(b"<p>")
    assert root is not None
    root.select(css)
