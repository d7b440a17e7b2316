"""What the date rules take and give."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from newsarchive.parse import jsonld
from newsarchive.parse.page import Page
from newsarchive.parse.tree import Element
from newsarchive.parse.walk import Run

if TYPE_CHECKING:
    from newsarchive.parse.dates.printed import Visible

Field = Literal["published", "updated"]


@dataclass
class Sources:
    """The page that the rules look at."""

    page: Page
    headline: Run | None = None
    """The run that prints the headline."""
    published_selector: str | None = None
    updated_selector: str | None = None
    """CSS selectors of the site's layout."""

    @cached_property
    def visible(self) -> Visible:
        """What the page prints, collected when it is first asked for."""
        from newsarchive.parse.dates.printed import Visible

        return Visible(self.page, self.headline)

    @cached_property
    def meta_names(self) -> frozenset[str]:
        """The names of the page's meta elements."""
        return frozenset([name for name, _ in self.page.walked.meta])

    @cached_property
    def microdata(self) -> list[tuple[list[str], Element, int]]:
        """The microdata whose properties speak of a date: (properties, element, index of its run)."""
        return [
            (prop.lower().split(), element, index)
            for prop, element, index in self.page.walked.itemprops
            if "date" in prop or "Date" in prop or "DATE" in prop
        ]

    @cached_property
    def embedded(self) -> list[tuple[str, str]]:
        """The dates in the page's scripts: published, updated or created, and the value."""
        from newsarchive.parse.dates.scripts import in_scripts

        return list(in_scripts(self.page))

    @property
    def works(self) -> Iterator[jsonld.Node]:
        """The JSON-LD objects of articles and other works that state a date, the page's own first."""
        yield from self.page.ld_articles
        yield from self._other_works

    @cached_property
    def _other_works(self) -> list[jsonld.Node]:
        return [node for node in self._dated if not jsonld.is_article(node) and _kinds(node, _WORK)]

    @cached_property
    def ld_pages(self) -> list[jsonld.Node]:
        """The JSON-LD objects of the page itself and of its media that state a date."""
        return [node for node in self._dated if _kinds(node, _PAGE)]

    @cached_property
    def _dated(self) -> list[jsonld.Node]:
        return [node for node in self.page.ld_nodes if _is_dated(node)]


def _is_dated(node: jsonld.Node) -> bool:
    return "datePublished" in node or "dateModified" in node or "dateCreated" in node or "uploadDate" in node


_WORK = re.compile(
    r"article$|posting$|^(?:report|review|news|recipe|howto|guide|podcastepisode|radioepisode|tvepisode|quiz|course|chapter|essay)$"
)
_PAGE = re.compile(r"page$|^(?:video|audio|media)object$|^product$|^dataset$")


def _kinds(node: jsonld.Node, wanted: re.Pattern[str]) -> bool:
    return any(wanted.search(kind) for kind in jsonld.types(node))


@dataclass(slots=True)
class Statement:
    """A place on the page that states a date."""

    field: Field | None
    """None: the words before the date decide (see `labels`)."""
    text: str
    machine: bool = False
    """Written for machines: an exact midnight there is a date without a time."""
    before: str = ""
    """The words that stand before the text on the page."""
    needs_label: bool = False
    """Without a label, the text states nothing."""
    whole: bool = False
    """The text must be little more than the date."""
    unmarked: bool = False
    """Nothing but its words says that it is a date line: a sentence there tells of another day."""
    no_update: bool = False
    """It stands where a site says when it was last changed as a whole."""
    clock: bool = False
    """It stands where a site shows the day of the visit."""


Statements = Iterable[Statement]
"""What a rule gives: a list, or one at a time where most are never asked for."""
