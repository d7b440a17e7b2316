"""Reading dates from a text: all of them, in order, each with its time of day and zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from newsarchive.parse.dates.clock import Clock, clock_after, clock_before
from newsarchive.parse.dates.fold import fold
from newsarchive.parse.dates.patterns import PATTERNS, Day, Hints, read_day
from newsarchive.parse.dates.zones import ambiguous_zone, zone_of
from newsarchive.records import FoundDate, Precision, ZoneBasis

_LONGEST_TEXT = 20_000
"""Characters of one text that are looked at: no page prints its date behind so much."""

_UNIX = re.compile(r"\s*(\d{10}|\d{13}|\d{16})(?:\.\d+)?\s*")


@dataclass(slots=True)
class Reading:
    """One date in a text."""

    day: Day
    clock: Clock | None
    start: int
    end: int


# RFC 3339 and the everyday form of ISO 8601, as machines write them: no need to look for more.
_ISO = re.compile(
    r"\s*(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[Tt ](?P<h>[01]\d|2[0-3]):(?P<min>[0-5]\d)"
    r"(?::(?P<s>[0-5]?\d)(?:\.(?P<f>\d{1,9}))?)?\s?(?P<z>[Zz]|[+-]\d\d:?\d\d)?)?\s*"
)


def _iso(text: str) -> Reading | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    try:
        found = Day(date(int(year), int(month), int(day)))
    except ValueError:
        return None
    clock = None
    if hour:
        clock = Clock(
            int(hour),
            int(minute),
            int(second) if second else None,
            int(fraction[:6].ljust(6, "0")) if fraction else 0,
            zone,
            match.start("h"),
            match.end(),
        )
    return Reading(found, clock, match.start("y"), match.end())


def readings(text: str, hints: Hints, *, yearless: bool = True) -> list[Reading]:
    """Every date in the text, in order of place."""
    if len(text) < 40 and (known := _iso(text)) is not None:
        return [known]
    folded = fold(text[:_LONGEST_TEXT])
    taken: list[tuple[int, int, Day]] = []
    characters = set(folded)
    for name, pattern, reader, needed in PATTERNS:
        if needed.isdisjoint(characters):
            continue
        if not yearless and name in ("day month-name", "month-name day"):
            continue
        position = 0
        while (match := pattern.search(folded, position)) is not None:
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end, _ in taken):
                position = start + 1
                continue
            day = read_day(reader, match, hints)
            if day is None or (day.yearless and not yearless):
                position = start + 1
                continue
            if name == "month-name day clock year":
                end = match.start("d") + len(match["d"])
            taken.append((start, end, day))
            position = match.end()
    taken.sort(key=lambda item: item[0])
    return _with_clocks(folded, taken)


_TOUCHING = 3
"""Characters between a time of day and the date behind it: "08:40, 18 October"."""


def _with_clocks(folded: str, taken: list[tuple[int, int, Day]]) -> list[Reading]:
    found: list[Reading] = []
    floor = 0
    for index, (start, end, day) in enumerate(taken):
        following = taken[index + 1][0] if index + 1 < len(taken) else len(folded)
        clock = clock_after(folded, end)
        if clock is not None and clock.start >= following:
            clock = None
        if clock is None or (following < len(folded) and following - clock.end <= _TOUCHING):
            # A time that touches the next date is that one's, where this date has one before it.
            clock = clock_before(folded, floor, start) or clock
        first = min(start, clock.start) if clock else start
        last = max(end, clock.end) if clock else end
        found.append(Reading(day, clock, first, last))
        floor = last
    return found


_TIME = re.compile(r"\d\s?[:.h時时시点點]\s?\d\d(?!\d)")
_ANY_YEAR = Hints(latest=date(2000, 12, 31))
_WORD = re.compile(r"\w")


def is_day_and_time(text: str) -> bool:
    """Whether a short text is nothing but a day without a year and a time of day: "17 Oct, 14:05"."""
    if _TIME.search(text) is None:
        return False
    found = readings(text, _ANY_YEAR)
    if len(found) != 1 or not found[0].day.yearless or found[0].clock is None:
        return False
    return _WORD.search(text[: found[0].start] + text[found[0].end :]) is None


def site_zone(timezone: str | None) -> ZoneInfo | None:
    """The zone of an IANA name, or None where there is no such zone."""
    if not timezone:
        return None
    try:
        return ZoneInfo(timezone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None


def found_date(
    text: str,
    day: date,
    clock: Clock | None,
    site: ZoneInfo | None,
    *,
    drop_midnight: bool = False,
    language: str | None = None,
) -> FoundDate | None:
    """The record of a day and time; None where the instant lies outside of the calendar.

    With `drop_midnight` an exact midnight counts as no time of day: machines fill a missing time
    with zeros, and nobody can tell those from a true midnight.
    """
    precision: Precision = "day"
    if clock is None:
        local = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (the wall clock is naive by contract)
    else:
        local = datetime(  # noqa: DTZ001
            day.year, day.month, day.day, clock.hour, clock.minute or 0, clock.second or 0, clock.microsecond
        )
    zone: tzinfo | None = None
    basis: ZoneBasis = "unknown"
    if clock is not None:
        midnight = local.hour == local.minute == local.second == local.microsecond == 0
        if not (drop_midnight and midnight):
            precision = "hour" if clock.minute is None else "minute" if clock.second is None else "second"
        if clock.zone_name:
            # The site's own zone first: CST is that of China there.
            zone = ambiguous_zone(clock.zone_name, local, site, language) or zone_of(clock.zone_name)
    if zone is not None:
        basis = "explicit"
    elif site is not None:
        zone, basis = site, "site"
    try:
        instant = local.replace(tzinfo=zone or UTC)
        instant = instant.astimezone(UTC) if zone else instant
    except (OverflowError, ValueError):
        return None
    return FoundDate(instant, local, text, basis, precision)


def from_reading(
    text: str,
    reading: Reading,
    site: ZoneInfo | None,
    *,
    drop_midnight: bool = False,
    language: str | None = None,
) -> FoundDate | None:
    """The record of a reading of `text`."""
    printed = text[reading.start : reading.end].strip()
    return found_date(
        printed, reading.day.date, reading.clock, site, drop_midnight=drop_midnight, language=language
    )


def unix_time(text: str, site: ZoneInfo | None) -> FoundDate | None:
    """Seconds, milliseconds or microseconds since 1970, of the years 1990 to 2100."""
    match = _UNIX.fullmatch(text)
    if match is None:
        return None
    digits = match[1]
    seconds = int(digits[:10])
    if not 631_152_000 <= seconds < 4_102_444_800:
        return None
    instant = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=int(digits[10:].ljust(6, "0")))
    return FoundDate(instant, instant.replace(tzinfo=None), text.strip(), "explicit", "second")


def latest_day(fetched_at: datetime | None) -> date | None:
    """The last day that a page fetched then can print: tomorrow, for zones east of UTC."""
    return (fetched_at + timedelta(days=1)).date() if fetched_at else None
