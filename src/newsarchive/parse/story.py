"""The record of a page in the making: which value each field got, by which rule, and what else was considered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from newsarchive.parse.embedded import Embedded
from newsarchive.parse.page import Page
from newsarchive.records import Article, ParseIssue


@dataclass(frozen=True, slots=True)
class Considered:
    """A value that a rule offered for a field."""

    rule: str
    value: Any
    won: bool
    reason: str
    """Why it won or lost."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article, and for each field what was considered, in order."""

    article: Article
    fields: MappingProxyType[str, tuple[Considered, ...]]


@dataclass(slots=True)
class Story:
    """The record in the making."""

    page: Page
    explain: bool
    values: dict[str, Any] = field(default_factory=dict)
    found_by: dict[str, str] = field(default_factory=dict)
    issues: list[ParseIssue] = field(default_factory=list)
    considered: dict[str, list[Considered]] = field(default_factory=dict)
    embedded: Embedded | None = None
    """The article in the page's data, where its tree has none."""

    def choose(self, name: str, offers: Iterable[tuple[str, Any]]) -> Any:
        """Take the first offer that holds anything; look at the others only when asked to explain."""
        winner = None
        for rule, value in offers:
            if value and winner is None:
                winner = value
                self.found_by[name] = rule
                if not self.explain:
                    break
                self.note(name, rule, value, True, "first rule that found something")
            elif self.explain:
                self.note(
                    name,
                    rule,
                    value,
                    False,
                    f"{self.found_by[name]} came first" if value else "found nothing",
                )
        self.values[name] = winner
        return winner

    def drop(self, *names: str, reason: str) -> None:
        """Take back what was chosen for fields that a page of this kind cannot have; `reason` says why it lost."""
        for name in names:
            self.values.pop(name, None)
            self.found_by.pop(name, None)
            if name in self.considered:
                self.considered[name] = [
                    replace(one, won=False, reason=reason) if one.won else one
                    for one in self.considered[name]
                ]

    def note(self, name: str, rule: str, value: Any, won: bool, reason: str) -> None:
        """Remember for the explanation that a value was considered."""
        self.considered.setdefault(name, []).append(Considered(rule, value, won, reason))
