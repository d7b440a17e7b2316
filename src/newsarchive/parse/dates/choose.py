"""Choosing the right date among all that a page states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from ...records import FoundDate, ParseIssue
from . import address, structured, visible
from .patterns import Hints
from .reading import from_reading, latest_day, readings, site_zone, unix_time
from .relative import relative_date
from .sources import Field, Sources, Statement, Statements

Verdict = Literal["won", "lost", "completed", "refused"]


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date that was looked at, and what became of it."""

    field: Field
    rule: str
    text: str
    value: FoundDate | None
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class FoundDates:
    """The dates of a page."""

    published: FoundDate | None = None
    updated: FoundDate | None = None
    published_rule: str = ""
    updated_rule: str = ""
    candidates: tuple[DateCandidate, ...] = ()
    issues: tuple[ParseIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to find dates, and when it is asked."""

    name: str
    find: Callable[[Sources], Statements]
    phase: int
    """1 is always asked; 2 while no day or no time of day is known; 3 while no day is known."""


RULES: tuple[Rule, ...] = (
    Rule("json-ld", structured.json_ld_article, 1),
    Rule("json-ld-modified", structured.json_ld_modified, 1),
    Rule("meta", structured.meta_published, 1),
    Rule("meta-updated", structured.meta_updated, 1),
    Rule("microdata", structured.microdata_published, 1),
    Rule("microdata-updated", structured.microdata_updated, 1),
    Rule("time-labelled", visible.time_labelled, 2),
    Rule("json-ld-page", structured.json_ld_page, 1),
    Rule("json-ld-page-modified", structured.json_ld_page_modified, 1),
    Rule("json-ld-created", structured.json_ld_created, 1),
    Rule("meta-created", structured.meta_created, 1),
    Rule("time", visible.time_any, 2),
    Rule("url", address.url_day, 2),
    Rule("classed", visible.classed, 2),
    Rule("labelled-text", visible.labelled_text, 3),
    Rule("near-headline", visible.near_headline, 3),
    Rule("embedded-state", structured.embedded_state, 3),
    Rule("any-text", visible.any_text, 3),
    Rule("html-comment", visible.html_comment, 3),
)
"""In order of trust: the first that gives a good date wins, later ones may complete it."""

_OLDEST = date(1600, 1, 1)
_NEVER = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1, 1, 1), date(1900, 1, 1), date(1980, 1, 1)})
_PER_RULE = 40
"""Statements of one rule that are looked at."""


class _Judge:
    """Reads statements and refuses what can't be the date of this page."""

    def __init__(self, hints: Hints, site: ZoneInfo | None, fetched_at: datetime | None) -> None:
        self.hints = hints
        self.site = site
        self.fetched_at = fetched_at

    def read(self, statement: Statement) -> tuple[FoundDate | None, str]:
        """The date of a statement, or None and why not."""
        text = statement.text[:2_000]
        found = unix_time(text, self.site) if statement.machine else None
        if found is None:
            for reading in readings(text, self.hints):
                found = from_reading(text, reading, self.site, drop_midnight=statement.machine)
                if found is not None:
                    break
        if found is None:
            found = relative_date(text, self.fetched_at, self.site)
        if found is None:
            return None, "no date in it"
        return found, self.refusal(found)

    def refusal(self, found: FoundDate) -> str:
        """Why a date can't be, or the empty string."""
        if found.day in _NEVER or found.day < _OLDEST:
            return "a placeholder, not a date"
        if self.fetched_at is not None:
            # A page can only print a later time than the fetch in a zone that is not known.
            slack = (
                timedelta(hours=1)
                if found.exact_instant and found.zone_basis != "unknown"
                else timedelta(hours=26)
            )
            if found.instant > self.fetched_at + slack:
                return "later than the fetch"
        return ""


def choose(sources: Sources, hints: Hints, timezone: str | None, fetched_at: datetime | None) -> FoundDates:
    """Ask the rules in order and take the first good date of each field."""
    site = site_zone(timezone)
    judge = _Judge(hints, site, fetched_at)
    good: dict[Field, list[tuple[str, FoundDate]]] = {"published": [], "updated": []}
    candidates: list[DateCandidate] = []
    for phase in (1, 2, 3):
        best = _first(good["published"])
        if phase == 2 and best is not None and best.exact_instant is not None:
            break
        if phase == 3 and best is not None:
            break
        for rule in RULES:
            if rule.phase != phase:
                continue
            for statement in _some(rule.find(sources)):
                value, refused = judge.read(statement)
                if value is None:
                    continue
                if refused:
                    candidates.append(
                        DateCandidate(
                            statement.field, rule.name, statement.text[:200], value, "refused", refused
                        )
                    )
                else:
                    good[statement.field].append((rule.name, value))
    return _result(good, candidates)


def _some(statements: Statements) -> Iterator[Statement]:
    for count, statement in enumerate(statements):
        if count >= _PER_RULE:
            return
        yield statement


_RANK = {rule.name: rank for rank, rule in enumerate(RULES)}


def _first(found: list[tuple[str, FoundDate]]) -> FoundDate | None:
    return min(found, key=lambda item: _RANK[item[0]])[1] if found else None


def _result(good: dict[Field, list[tuple[str, FoundDate]]], candidates: list[DateCandidate]) -> FoundDates:
    chosen: dict[Field, tuple[str, FoundDate]] = {}
    for field, found in good.items():
        found.sort(key=lambda item: _RANK[item[0]])
        if found:
            rule, value = found[0]
            chosen[field] = (rule, _completed(value, [other for _, other in found[1:]]))
            for index, (name, other) in enumerate(found):
                verdict: Verdict = "won" if index == 0 else "lost"
                candidates.append(
                    DateCandidate(
                        field,
                        name,
                        other.text[:200],
                        other,
                        verdict,
                        "" if index == 0 else f"{rule} comes first",
                    )
                )
    issues: tuple[ParseIssue, ...] = ()
    if "published" not in chosen:
        if "updated" in chosen:
            rule, value = chosen["updated"]
            chosen["published"] = (f"{rule} (no other date)", value)
            issues = (ParseIssue("published-from-update", "the page states only when it was last changed"),)
        else:
            issues = (ParseIssue("no-date", "no date of publication on the page"),)
    none: tuple[str, None] = ("", None)
    published_rule, published = chosen.get("published", none)
    updated_rule, updated = chosen.get("updated", none)
    return FoundDates(published, updated, published_rule, updated_rule, tuple(candidates), issues)


def _completed(value: FoundDate, others: list[FoundDate]) -> FoundDate:
    """A day without a time takes the time that the page prints elsewhere for that day; likewise a missing zone."""
    if value.exact_instant is None:
        timed = next((o for o in others if o.exact_instant is not None and o.day == value.day), None)
        if timed is None:
            return value
        value = timed
    if value.zone_basis == "unknown":
        for other in others:
            if (
                other.zone_basis == "explicit"
                and other.exact_instant is not None
                and _same_moment(value, other)
            ):
                return (
                    other
                    if other.precision == "second" or value.precision != "second"
                    else replace(
                        value,
                        instant=value.local.replace(tzinfo=UTC)
                        - (other.local.replace(tzinfo=UTC) - other.instant),
                        zone_basis="explicit",
                    )
                )
    return value


def _same_moment(value: FoundDate, other: FoundDate) -> bool:
    """Whether two times can be the same moment: equal on the wall clock, or a zone's offset apart."""
    apart = value.local.replace(tzinfo=UTC, microsecond=0) - other.local.replace(tzinfo=UTC, microsecond=0)
    if value.precision != "second" or other.precision != "second":
        apart = value.local.replace(tzinfo=UTC, microsecond=0, second=0) - other.local.replace(
            tzinfo=UTC, microsecond=0, second=0
        )
    return abs(apart) <= timedelta(hours=14) and apart % timedelta(minutes=30) == timedelta(0)
