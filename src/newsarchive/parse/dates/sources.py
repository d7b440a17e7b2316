"""What the date rules take and give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from newsarchive.parse.page import Page

if TYPE_CHECKING:
    from newsarchive.parse.dates.printed import Visible

Field = Literal["published", "updated"]


@dataclass(frozen=True)
class Sources:
    """The page that the rules look at."""

    page: Page
    headline: str | None = None
    """The headline, where it is known already."""
    published_selector: str | None = None
    updated_selector: str | None = None
    """CSS selectors of the site's layout."""

    @cached_property
    def visible(self) -> Visible:
        """What the page prints, collected when it is first asked for."""
        from newsarchive.parse.dates.printed import Visible

        return Visible(self.page, self.headline)


@dataclass(frozen=True, slots=True)
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


Statements = Iterator[Statement]
