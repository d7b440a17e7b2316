"""What of a page the date rules look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml.etree import _Element

Field = Literal["published", "updated"]


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Statement:
    """A place on the page that states a date."""

    field: Field
    text: str
    machine: bool = False
    """Written for machines: an exact midnight there is a date without a time."""


Statements = Iterator[Statement]
