"""What a declared site layout says about a page: its selectors override single fields."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsarchive.parse.authors import cleaned
from newsarchive.parse.body import Body
from newsarchive.parse.page import Page
from newsarchive.parse.text import plain
from newsarchive.parse.tree import BadSelectorError, Element
from newsarchive.parse.walk import Node
from newsarchive.records import ParseIssue, SiteLayout


@dataclass(slots=True)
class Selected:
    """The values that a layout's selectors found."""

    headline: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    tags: tuple[str, ...] = ()
    body: Body | None = None
    removed: frozenset[int] = frozenset()
    """`Element.ident` of elements that are never part of the text."""
    subheads: frozenset[int] = frozenset()
    issues: list[ParseIssue] = field(default_factory=list)


def select(page: Page, layout: SiteLayout | None) -> Selected:
    """Apply a layout. A selector that matches nothing raises the issue `profile-broken`."""
    found = Selected()
    if layout is None or page.root is None:
        return found
    found.headline = next(iter(_texts(page, layout, "headline", found)), None)
    found.summary = next(iter(_texts(page, layout, "summary", found)), None)
    found.authors = cleaned(_texts(page, layout, "authors", found), frozenset())
    found.section = next(iter(_texts(page, layout, "section", found)), None)
    found.tags = tuple(dict.fromkeys(_texts(page, layout, "tags", found)))
    bodies = _elements(page, layout, "body", found)
    if bodies:
        node = _holding(page, bodies)
        if node is not None:
            found.body = Body(node, "layout", None, frozenset((node,)))
    # Subheads and removals may be missing on any one page: that breaks nothing.
    found.subheads = frozenset(el.ident for el in _css(page, layout.subheads, found, "subheads"))
    found.removed = frozenset(el.ident for css in layout.remove for el in _css(page, css, found, "remove"))
    return found


def _texts(page: Page, layout: SiteLayout, name: str, found: Selected) -> list[str]:
    texts = [plain(el.get("content") or el.text) for el in _elements(page, layout, name, found)]
    return [text for text in texts if text]


def _elements(page: Page, layout: SiteLayout, name: str, found: Selected) -> list[Element]:
    css = getattr(layout, name)
    before = len(found.issues)
    elements = _css(page, css, found, name)
    if css and not elements and not any(css in issue.detail for issue in found.issues[before:]):
        found.issues.append(ParseIssue("profile-broken", f"{layout.name}: {name} {css!r} matches nothing"))
    return elements


def _css(page: Page, css: str | None, found: Selected, name: str) -> list[Element]:
    if not css or page.root is None:
        return []
    try:
        return page.root.select(css)
    except BadSelectorError as error:
        found.issues.append(ParseIssue("profile-broken", f"{name} {css!r}: {error}"))
        return []


def _holding(page: Page, elements: list[Element]) -> Node | None:
    """The smallest walked element that holds all of the given ones."""
    wanted = {el.ident for el in elements}
    inside = [node for node in page.nodes if node.ident in wanted]
    if not inside:
        return None
    first, last = min(node.first for node in inside), max(node.last for node in inside)
    if len(inside) == 1:
        return inside[0]
    holding = [node for node in page.nodes if node.first <= first and node.last >= last]
    return min(holding, key=lambda node: node.last - node.first, default=None)
