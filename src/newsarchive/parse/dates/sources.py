"""What of a page the date rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from lxml.etree import _Element

if TYPE_CHECKING:
    from .visible import Visible

Field = Literal["published", "updated"]


@dataclass(frozen=True)
class Sources:
    """The parts of a page that state dates, computed once."""

    tree: _Element
    url: str
    metas: Sequence[tuple[str, str]]
    """Name (or property, itemprop, http-equiv) in lower case, and content, in page order."""
    nodes: Sequence[Mapping[str, Any]]
    """Objects of the page's JSON-LD that have a type, outermost first."""
    source: str
    """The decoded page."""
    headline: str | None = None

    @cached_property
    def visible(self) -> Visible:
        """What the page prints, collected when it is first asked for."""
        from .visible import Visible

        return Visible(self)


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
