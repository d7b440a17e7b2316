"""Reading the statements of a page, and refusing what can't be its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.parse.dates.labels import field_of, has_label, is_in_sentence
from newsarchive.parse.dates.patterns import Hints
from newsarchive.parse.dates.reading import Reading, from_reading, readings, unix_time
from newsarchive.parse.dates.relative import relative_date, stands_alone
from newsarchive.parse.dates.sources import Field, Statement
from newsarchive.records import FoundDate

_MAY_BE_YEARLESS = frozenset(
    {"layout", "labelled", "labelled-elsewhere", "near-headline", "behind-headline", "time-element", "marked"}
)
_FILLED_IN = frozenset(
    {"meta-created", "json-ld-created", "microdata-created", "embedded-created", "copyright"}
)
_CLOCKS = frozenset({"copyright"})
"""Rules that may meet a clock of the page, wherever it stands: it shows the day of the fetch."""
_BEHIND = 24
"""Characters behind a date in which its label may stand: "3 May 2024 (updated)"."""
_BAR = re.compile(r"\s[|•·]\s")


def _beside(text: str, read: list[Reading]) -> int:
    """Characters of a line beside its dates; what stands behind a bar does not count where a date stands before it."""
    bar = _BAR.search(text)
    end = bar.start() if bar is not None and read and read[0].end <= bar.start() else len(text)
    return end - sum(one.end - one.start for one in read if one.end <= end)


_ASIDE = 40
"""Characters beside its dates that a text of little more than dates may have."""
_OLDEST = date(1600, 1, 1)
_OLDEST_PRINTED = date(1993, 1, 1)
"""No page of the web printed its own date before; an older day in its text is what it tells about."""
_NEVER = frozenset({date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1980, 1, 1)})


@dataclass(slots=True)
class Seen:
    """A date that was read, before the choice."""

    field: Field
    rule: str
    value: FoundDate
    other: date | None
    """The other reading of day and month."""
    weak: bool
    """The year is a guess, or the whole date is counted back from the fetch."""


class Judge:
    """Reads statements, and refuses what can't be the date of this page."""

    def __init__(self, hints: Hints, site: ZoneInfo | None, fetched_at: datetime | None) -> None:
        self.hints = hints
        self.site = site
        self.fetched_at = fetched_at
        self._read: dict[str, list[Reading]] = {}
        self._made: dict[tuple[str, int, bool], FoundDate | None] = {}
        self._relative: dict[str, FoundDate | None] = {}
        # Where the zone is not known, a true time can look later than the fetch by a zone's offset.
        self._latest = fetched_at + timedelta(hours=1) if fetched_at else None
        self._latest_unzoned = fetched_at + timedelta(hours=26) if fetched_at else None

    def read(self, rule: str, statement: Statement) -> Iterator[tuple[Seen, str]]:
        """The dates of a statement, each with the reason why it can't be, or the empty string."""
        text = statement.text[:2_000]
        if statement.needs_label and not has_label(f"{statement.before} {text}"):
            return
        if statement.machine:
            stamp = unix_time(text, self.site)
            if stamp is not None:
                yield self._judged(
                    Seen(statement.field or "published", rule, stamp, None, weak=False), printed=False
                )
                return
        floor = 0
        found = False
        all_read = self._readings(text)
        for at, reading in enumerate(all_read):
            if reading.day.yearless and rule not in _MAY_BE_YEARLESS:
                continue
            label = text[floor : reading.start]
            label = label if floor else f"{statement.before} {label}"
            floor = reading.end
            if statement.whole and _beside(text, all_read) > _ASIDE:
                return
            if statement.unmarked and is_in_sentence(text, reading.start, reading.end):
                return
            behind = text[reading.end : reading.end + _BEHIND]
            if at + 1 < len(all_read) and all_read[at + 1].start < reading.end + 2 * _BEHIND:
                behind = ""  # what stands between two dates is the second one's label
            field = statement.field or self._field(label, behind, statement)
            value = self._value(text, reading, statement.machine) if field else None
            if value is not None and field is not None:
                found = True
                yield self._judged(
                    Seen(field, rule, value, reading.day.other, reading.day.yearless),
                    printed=not statement.machine,
                    clock=statement.clock,
                )
            if statement.field is not None:
                break
        if not found and not floor and (not statement.whole or stands_alone(text)):
            value = self._counted_back(text)
            field = statement.field or self._field(f"{statement.before} {text}", "", statement)
            if value is not None and field is not None:
                yield self._judged(Seen(field, rule, value, None, weak=True), printed=True)

    def _readings(self, text: str) -> list[Reading]:
        """Several rules look at the same texts; each is read once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = readings(text, self.hints)
        return known

    def _value(self, text: str, reading: Reading, machine: bool) -> FoundDate | None:
        key = (text, reading.start, machine)
        if key not in self._made:
            self._made[key] = from_reading(
                text, reading, self.site, drop_midnight=machine, language=self.hints.language
            )
        return self._made[key]

    def _counted_back(self, text: str) -> FoundDate | None:
        if text not in self._relative:
            self._relative[text] = relative_date(text, self.fetched_at, self.site)
        return self._relative[text]

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
        if kind == "updated" and statement.no_update:
            return None
        if kind == "other" or (kind is None and statement.needs_label):
            return None
        return "updated" if kind == "updated" else "published"

    def _judged(self, seen: Seen, *, printed: bool, clock: bool = False) -> tuple[Seen, str]:
        found = seen.value
        day = found.day
        if day in _NEVER or day < _OLDEST:
            return seen, "a placeholder, not a date"
        if day.day == day.month == 1 and seen.rule in _FILLED_IN and found.exact_instant is None:
            return seen, "a year written as its first day"
        if printed and day < _OLDEST_PRINTED:
            return seen, "older than the web"
        if self.fetched_at is not None:
            if (clock or seen.rule in _CLOCKS) and abs(found.instant - self.fetched_at) < timedelta(days=2):
                return seen, "the day of the fetch, as a page's clock shows it"
            known = found.exact_instant is not None and found.zone_basis != "unknown"
            latest = self._latest if known else self._latest_unzoned
            if latest is not None and found.instant > latest:
                return seen, "later than the fetch"
        return seen, ""
