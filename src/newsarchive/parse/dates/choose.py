"""Choosing the right date among all that a page states."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from newsarchive.records import FoundDate, ParseIssue
from newsarchive.parse.dates import address, structured, visible
from newsarchive.parse.dates.labels import field_of
from newsarchive.parse.dates.patterns import Hints
from newsarchive.parse.dates.reading import Reading, from_reading, readings, site_zone, unix_time
from newsarchive.parse.dates.relative import relative_date
from newsarchive.parse.dates.sources import Field, Sources, Statement, Statements

Verdict = Literal["won", "lost", "refused"]


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
    """1: always asked. 2: while no day, time of day or local time is known. 3: while no day is known."""
    guess: bool = False
    """Too weak to stand above a date of last change; the record says that it is a guess."""


RULES: tuple[Rule, ...] = (
    Rule("layout", visible.layout_published, 1),
    Rule("layout-updated", visible.layout_updated, 1),
    Rule("json-ld", structured.json_ld_article, 1),
    Rule("json-ld-modified", structured.json_ld_modified, 1),
    Rule("meta", structured.meta_published, 1),
    Rule("meta-updated", structured.meta_updated, 1),
    Rule("microdata", structured.microdata_published, 1),
    Rule("microdata-updated", structured.microdata_updated, 1),
    Rule("labelled", visible.labelled, 2),
    Rule("json-ld-page", structured.json_ld_page, 1),
    Rule("json-ld-page-modified", structured.json_ld_page_modified, 1),
    Rule("near-headline", visible.near_headline, 2),
    Rule("json-ld-created", structured.json_ld_created, 1),
    Rule("url", address.url_day, 2),
    Rule("meta-created", structured.meta_created, 2),
    Rule("time-element", visible.time_element, 2),
    Rule("marked", visible.marked, 2),
    Rule("dateline", visible.dateline, 3),
    Rule("embedded", structured.embedded_published, 3),
    Rule("embedded-created", structured.embedded_created, 3),
    Rule("description", structured.description, 3),
    Rule("any-text", visible.any_text, 3, guess=True),
    Rule("html-comment", structured.html_comment, 3, guess=True),
)
"""In order of trust: the first that gives a good date wins, later ones may complete it."""

_RANK = {rule.name: rank for rank, rule in enumerate(RULES)}
_GUESSES = frozenset(rule.name for rule in RULES if rule.guess)
_MAY_BE_YEARLESS = frozenset({"layout", "labelled", "near-headline", "time-element", "marked"})
_MAY_COMPLETE = frozenset(
    {"layout", "json-ld", "meta", "microdata", "labelled", "near-headline", "time-element", "marked"}
)
"""Rules whose time of day belongs to the publication: not the upload of a video, nor the making of a file."""
_OLDEST = date(1600, 1, 1)
_OLDEST_PRINTED = date(1993, 1, 1)
"""No page of the web printed its own date before; an older day in its text is what it tells about."""
_NEVER = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1980, 1, 1)})
_PER_RULE = 60
"""Statements of one rule that are looked at."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A date that was read, before the choice."""

    field: Field
    rule: str
    value: FoundDate
    other: date | None
    """The other reading of day and month."""
    weak: bool
    """The year is a guess, or the whole date is counted back from the fetch."""


class _Judge:
    """Reads statements, and refuses what can't be the date of this page."""

    def __init__(self, hints: Hints, site: ZoneInfo | None, fetched_at: datetime | None) -> None:
        self.hints = hints
        self.site = site
        self.fetched_at = fetched_at
        self._read: dict[str, list[Reading]] = {}

    def read(self, rule: str, statement: Statement) -> Iterator[tuple[_Seen, str]]:
        """The dates of a statement, each with the reason why it can't be, or the empty string."""
        text = statement.text[:2_000]
        if statement.machine:
            stamp = unix_time(text, self.site)
            if stamp is not None:
                yield self._judged(
                    _Seen(statement.field or "published", rule, stamp, None, weak=False), printed=False
                )
                return
        floor = 0
        found = False
        for reading in self._readings(text):
            if reading.day.yearless and rule not in _MAY_BE_YEARLESS:
                continue
            label = text[floor : reading.start]
            label = label if floor else f"{statement.before} {label}"
            floor = reading.end
            if statement.whole and len(text) - (reading.end - reading.start) > 40:
                return
            field = statement.field or self._field(label, text[reading.end : reading.end + 24], statement)
            value = from_reading(text, reading, self.site, drop_midnight=statement.machine) if field else None
            if value is not None and field is not None:
                found = True
                yield self._judged(
                    _Seen(field, rule, value, reading.day.other, reading.day.yearless),
                    printed=not statement.machine,
                )
            if statement.field is not None:
                break
        if not found and not floor:
            value = relative_date(text, self.fetched_at, self.site)
            field = statement.field or self._field(f"{statement.before} {text}", "", statement)
            if value is not None and field is not None:
                yield self._judged(_Seen(field, rule, value, None, weak=True), printed=True)

    def _readings(self, text: str) -> list[Reading]:
        """Several rules look at the same texts; each is read once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = readings(text, self.hints)
        return known

    def _field(self, label: str, behind: str, statement: Statement) -> Field | None:
        kind = field_of(label[-80:])
        if kind is None and behind:
            kind = (
                "updated"
                if field_of(behind) == "updated"
                else "published"
                if field_of(behind) == "published"
                else None
            )
        if kind == "other" or (kind is None and statement.needs_label):
            return None
        return "updated" if kind == "updated" else "published"

    def _judged(self, seen: _Seen, *, printed: bool) -> tuple[_Seen, str]:
        found = seen.value
        if found.day in _NEVER or found.day < _OLDEST:
            return seen, "a placeholder, not a date"
        if printed and found.day < _OLDEST_PRINTED:
            return seen, "older than the web"
        if self.fetched_at is not None:
            # Where the zone is not known, a true time can look later than the fetch by a zone's offset.
            known = found.exact_instant is not None and found.zone_basis != "unknown"
            if found.instant > self.fetched_at + timedelta(hours=1 if known else 26):
                return seen, "later than the fetch"
        return seen, ""


def choose(sources: Sources, hints: Hints, timezone: str | None, fetched_at: datetime | None) -> FoundDates:
    """Ask the rules in order and take the first good date of each field."""
    judge = _Judge(hints, site_zone(timezone), fetched_at)
    good: list[_Seen] = []
    candidates: list[DateCandidate] = []

    def ask(phase: int) -> None:
        for rule in RULES:
            if rule.phase != phase:
                continue
            for count, statement in enumerate(rule.find(sources)):
                if count >= _PER_RULE:
                    break
                for seen, refusal in judge.read(rule.name, statement):
                    if refusal:
                        candidates.append(
                            DateCandidate(
                                seen.field, rule.name, seen.value.text[:200], seen.value, "refused", refusal
                            )
                        )
                    else:
                        good.append(seen)

    ask(1)
    first = _first(good, "published")
    if first is None or first.value.exact_instant is None or first.other or _only_utc(first.value):
        ask(2)
        if first is None:
            ask(3)
    return _result(good, candidates, fetched_at)


def _first(good: list[_Seen], field: Field) -> _Seen | None:
    found = [seen for seen in good if seen.field == field]
    return min(found, key=_order) if found else None


def _order(seen: _Seen) -> tuple[bool, bool, int]:
    return (seen.rule in _GUESSES, seen.weak, _RANK[seen.rule])


def _only_utc(value: FoundDate) -> bool:
    """Whether the time is told in UTC, which says little about the day on the reader's calendar."""
    return value.zone_basis == "explicit" and value.local == value.instant.replace(tzinfo=None)


def _result(good: list[_Seen], candidates: list[DateCandidate], fetched_at: datetime | None) -> FoundDates:
    good.sort(key=_order)
    fields: dict[Field, tuple[str, FoundDate]] = {}
    issues: list[ParseIssue] = []
    for field in ("published", "updated"):
        found = [seen for seen in good if seen.field == field]
        if found:
            fields[field] = (found[0].rule, _completed(found[0], found[1:], good, fetched_at))
            for index, seen in enumerate(found):
                verdict: Verdict = "lost" if index else "won"
                reason = f"{found[0].rule} comes first" if index else ""
                candidates.append(
                    DateCandidate(field, seen.rule, seen.value.text[:200], seen.value, verdict, reason)
                )
    rule, published = fields.get("published", ("", None))
    updated_rule, updated = fields.get("updated", ("", None))
    if updated is not None and (published is None or rule in _GUESSES):
        rule, published = f"{updated_rule} (no other date)", updated
        issues.append(ParseIssue("published-from-update", "the page states only when it was last changed"))
    elif published is None:
        issues.append(ParseIssue("no-date", "no date of publication on the page"))
    elif rule in _GUESSES:
        issues.append(ParseIssue("date-guessed", f"the only date on the page was found by {rule}"))
    return FoundDates(published, updated, rule, updated_rule, tuple(candidates), tuple(issues))


def _completed(
    chosen: _Seen, others: list[_Seen], everything: list[_Seen], fetched_at: datetime | None
) -> FoundDate:
    """The chosen date with what others know better: order of day and month, year, time of day, zone, wall clock."""
    value = chosen.value
    days = [seen.value.day for seen in others if seen.other is None and not seen.weak]
    if chosen.other is not None and value.day not in days and chosen.other in days:
        value = _moved(value, chosen.other)
    if chosen.weak and value.precision != "hour":
        same = next((day for day in days if (day.month, day.day) == (value.day.month, value.day.day)), None)
        value = _moved(value, same) if same else value
    if value.exact_instant is None:
        value = next((seen.value for seen in others if _completes(seen, value, fetched_at)), value)
    if value.exact_instant is None:
        return value
    if value.zone_basis == "unknown":
        for seen in others:
            if (
                seen.value.zone_basis == "explicit"
                and seen.value.exact_instant
                and _apart(value, seen.value) is not None
            ):
                return replace(value, instant=_with_seconds(value, seen.value), zone_basis="explicit")
    if _only_utc(value):
        local = _printed_clock(value, others, everything)
        value = replace(value, local=local) if local else value
    return value


def _completes(seen: _Seen, value: FoundDate, fetched_at: datetime | None) -> bool:
    """Whether a time of day fits to a day. One in an unknown zone must not end up behind the fetch."""
    other = seen.value
    if seen.rule not in _MAY_COMPLETE or other.exact_instant is None or other.day != value.day:
        return False
    return other.zone_basis != "unknown" or fetched_at is None or other.instant <= fetched_at


def _moved(value: FoundDate, day: date) -> FoundDate:
    shift = timedelta(days=(day - value.day).days)
    return replace(value, local=value.local + shift, instant=value.instant + shift)


def _apart(value: FoundDate, other: FoundDate) -> timedelta | None:
    """The offset by which two wall clocks show the same moment, or None where they can't."""
    fine = value.precision == other.precision == "second"
    first, second = (
        item.local.replace(microsecond=0) if fine else item.local.replace(second=0, microsecond=0)
        for item in (value, other)
    )
    apart = first - second
    return (
        apart if abs(apart) <= timedelta(hours=14) and apart % timedelta(minutes=15) == timedelta(0) else None
    )


def _with_seconds(value: FoundDate, other: FoundDate) -> datetime:
    return (
        other.instant
        if value.precision != "second" or other.precision == "second"
        else other.instant.replace(second=value.local.second)
    )


def _printed_clock(value: FoundDate, others: list[_Seen], everything: list[_Seen]) -> datetime | None:
    """The wall clock that readers of the page saw, for a time that is told in UTC.

    Taken from the same moment as printed elsewhere, else from the offset of another time on the page.
    """
    for seen in others:
        if seen.value.exact_instant and not _only_utc(seen.value):
            apart = _apart(seen.value, value)
            if apart:
                return value.local + apart
    for seen in everything:
        other = seen.value
        if other.zone_basis == "explicit" and other.exact_instant and not _only_utc(other):
            return value.local + (other.local.replace(tzinfo=UTC) - other.instant)
    for seen in others:
        shift = _to_day(value.local, seen.value.day)
        if shift:
            return value.local + shift
    return None


def _to_day(utc: datetime, day: date) -> timedelta | None:
    """The smallest offset of whole hours under which a time in UTC falls on a printed day, where there is one."""
    if day == utc.date() + timedelta(days=1) and utc.hour >= 10:
        return timedelta(hours=24 - utc.hour)
    if day == utc.date() - timedelta(days=1) and utc.hour < 12:
        return timedelta(hours=-utc.hour - 1)
    return None
