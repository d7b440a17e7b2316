"""What the chosen date takes over from others: order of day and month, year, time, zone, wall clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from newsarchive.parse.dates.clock import to_minute
from newsarchive.parse.dates.judge import Seen
from newsarchive.records import FoundDate

_MAY_COMPLETE = frozenset(
    {
        "layout",
        "json-ld",
        "meta",
        "microdata",
        "labelled",
        "labelled-elsewhere",
        "near-headline",
        "behind-headline",
        "time-element",
        "marked",
    }
)
"""Rules whose time of day belongs to the publication: not the upload of a video, nor the making of a file."""
_PRINTED = frozenset({"labelled", "labelled-elsewhere", "near-headline", "behind-headline", "marked"})
"""Rules for printed days. Where machines are told a day, they would have been told the time as well."""


_FARTHEST = timedelta(hours=14, minutes=1)


def only_utc(value: FoundDate) -> bool:
    """Whether the time is told in UTC, which says little about the day on the reader's calendar."""
    local, instant = value.local, value.instant
    return value.zone_basis == "explicit" and local.hour == instant.hour and local.minute == instant.minute


def completed(
    chosen: Seen,
    others: Sequence[Seen],
    everything: Sequence[Seen],
    fetched_at: datetime | None,
    site: ZoneInfo | None = None,
) -> FoundDate:
    """The chosen date with what others know better."""
    value = chosen.value
    if chosen.other is not None or chosen.weak:
        days = [seen.value.day for seen in others if seen.other is None and not seen.weak]
    if chosen.other is not None and value.day not in days and chosen.other in days:
        value = _moved(value, chosen.other)
    if chosen.weak and value.precision != "hour":
        same = next((day for day in days if (day.month, day.day) == (value.day.month, value.day.day)), None)
        value = _moved(value, same) if same else value
    if value.exact_instant is None:
        value = next(
            (seen.value for seen in others if _completes(seen, value, chosen.rule, fetched_at)), value
        )
    if value.exact_instant is None:
        return value
    if value.zone_basis == "unknown":
        zoned = _same_moment(value, others) or _same_clock(value, everything)
        if zoned is not None:
            value = replace(value, instant=_with_seconds(value, zoned), zone_basis="explicit")
            # Half a day apart are the two clocks of one dial: "01:21" is what was stated of 1:21 p.m.
            is_half = abs(_apart(value, zoned) or _SAME) == _HALF_A_DAY and not only_utc(zoned)
            return _on_clock_of(zoned, value) if is_half else value
    if only_utc(value):
        if printed := _denies_utc(value, others):
            return _on_clock_of(printed, replace(value, instant=_with_seconds(value, printed)))
        here = value.instant.astimezone(site).replace(tzinfo=None) if site else None
        local = here or _printed_clock(value, others, everything)
        value = replace(value, local=local) if local else value
    return value


_SAME = timedelta(0)
_HALF_A_DAY, _ABOUT_A_DAY = timedelta(hours=12), timedelta(hours=26)


def _on_clock_of(other: FoundDate, value: FoundDate) -> FoundDate:
    """A date with the wall clock of another's zone."""
    try:
        return replace(value, local=value.instant.replace(tzinfo=None) + _offset(other))
    except OverflowError:
        return value  # at the end of the calendar


def is_clock_of(other: FoundDate, value: FoundDate) -> bool:
    """Whether another date may be on the clock of those who read of a moment told in UTC, or deny that it was in UTC.

    It shows the same minute of an hour, or a moment of about the same day; others are those of events.
    """
    apart = _apart(other, value)
    return (apart is not None and _is_offset(apart)) or abs(other.instant - value.instant) <= _ABOUT_A_DAY


def _denies_utc(value: FoundDate, others: Sequence[Seen]) -> FoundDate | None:
    """The printed date with its zone that shows that a time was not in UTC, as machines are told it was.

    Systems write a Z behind the clock of their own place. It shows where readers are given that very clock
    with another zone; or where a third place knows the moment that readers are given.
    """
    for seen in others:
        printed = seen.value
        if seen.rule not in _PRINTED or not is_of_readers(printed) or not _NAMED_ZONE.search(printed.text):
            continue
        apart = _apart(value, printed)
        if apart == _SAME:
            return printed
        if apart is None or not _is_offset(apart) or abs(value.instant - printed.instant) <= _SUMMER_TIME:
            continue
        if any(_knows(third, printed) for third in others if third.rule not in _PRINTED):
            return printed
    return None


_NAMED_ZONE = re.compile(r"[^\W\d_]{2}\W*$")
"""The name of a zone at the end, as people write it: an offset is written by machines, which may be set up wrong."""
_SUMMER_TIME = timedelta(hours=1)
"""So much a printed time is wrong where the zone is named without regard to the season."""


def _knows(third: Seen, printed: FoundDate) -> bool:
    """Whether a time stated without a zone is the printed moment in UTC, or on the printed clock."""
    known = third.value
    if known.exact_instant is None or known.zone_basis != "unknown":
        return False
    clock = to_minute(known.local)
    utc, local = printed.instant.replace(tzinfo=None), printed.local
    return clock in (to_minute(utc), to_minute(local))


def is_of_readers(value: FoundDate) -> bool:
    """Whether a time is told on the clock of a zone that is named, and not in UTC."""
    return value.zone_basis == "explicit" and value.exact_instant is not None and not only_utc(value)


def _offset(value: FoundDate) -> timedelta:
    return value.local.replace(tzinfo=UTC) - value.instant


def _same_moment(value: FoundDate, others: Sequence[Seen]) -> FoundDate | None:
    """The first of the others that tells the same moment with its zone, on whatever clock."""
    for seen in others:
        if seen.value.zone_basis == "explicit" and seen.value.exact_instant:
            apart = _apart(value, seen.value)
            if apart is not None and _is_offset(apart):
                return seen.value
    return None


def _same_clock(value: FoundDate, everything: Sequence[Seen]) -> FoundDate | None:
    """The first printed date of whatever field that shows the same minute of the same day, and names a zone."""
    for seen in everything:
        other = seen.value
        if is_of_readers(other) and seen.rule in _PRINTED and _apart(value, other) == _SAME:
            return other
    return None


def in_zone_of(value: FoundDate, rule: str, other_rule: str, other: FoundDate) -> FoundDate:
    """A time in an unknown zone, where another one of the same source is known to be in this zone."""
    if value.zone_basis != "unknown" or value.exact_instant is None or _source(rule) != _source(other_rule):
        return value
    try:
        instant = value.local.replace(tzinfo=UTC) - _offset(other)
    except OverflowError:
        return value  # at the end of the calendar
    return replace(value, instant=instant, zone_basis="explicit")


def _source(rule: str) -> str:
    return rule.removesuffix("-modified").removesuffix("-updated")


def _completes(seen: Seen, value: FoundDate, rule: str, fetched_at: datetime | None) -> bool:
    """Whether a time of day fits to a day. One in an unknown zone must not end up behind the fetch."""
    other = seen.value
    may = seen.rule in _MAY_COMPLETE or (seen.rule == "meta-created" and rule in _PRINTED)
    if not may or other.exact_instant is None or other.day != value.day:
        return False
    return other.zone_basis != "unknown" or fetched_at is None or other.instant <= fetched_at


def _moved(value: FoundDate, day: date) -> FoundDate:
    shift = timedelta(days=(day - value.day).days)
    return replace(value, local=value.local + shift, instant=value.instant + shift)


def _apart(value: FoundDate, other: FoundDate) -> timedelta | None:
    """The offset by which two wall clocks show the same moment, or None where they can't."""
    if abs(value.local - other.local) > _FARTHEST:
        return None
    fine = value.precision == other.precision == "second"
    first, second = (
        item.local.replace(microsecond=0) if fine else to_minute(item.local) for item in (value, other)
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


def _printed_clock(value: FoundDate, others: Sequence[Seen], everything: Sequence[Seen]) -> datetime | None:
    """The wall clock that readers of the page saw, for a time that is told in UTC.

    Taken from the same moment as printed elsewhere, else from the offset of another time on the page.
    """
    for seen in others:
        other = seen.value
        if other.exact_instant and not only_utc(other):
            if other.zone_basis == "explicit" and abs(other.instant - value.instant) > _SUMMER_TIME:
                continue  # another moment
            apart = _apart(other, value)
            if apart and _is_offset(apart) and apart != -_HALF_A_DAY:  # nobody lives there
                return value.local + apart
    for seen in everything:
        if is_of_readers(seen.value):
            return value.local + _offset(seen.value)
    utc_day = value.day
    for seen in others:
        day = seen.value.day
        if seen.value.exact_instant is None and day != utc_day and (shift := _to_day(value.local, day)):
            return value.local + shift
    return None


def _is_offset(apart: timedelta) -> bool:
    """Whether a clock anywhere on earth is so far from UTC."""
    return apart % timedelta(hours=1) == timedelta(0) or apart in _BROKEN_OFFSETS


_BROKEN_OFFSETS = frozenset(
    timedelta(hours=hours)
    for hours in (-9.5, -3.5, -2.5, 3.5, 4.5, 5.5, 5.75, 6.5, 8.75, 9.5, 10.5, 12.75, 13.75)
)


def _to_day(utc: datetime, day: date) -> timedelta | None:
    """The smallest offset in whole hours that puts a time in UTC on a printed day, where there is one."""
    if day == utc.date() + timedelta(days=1) and utc.hour >= 10:
        return timedelta(hours=24 - utc.hour)
    if day == utc.date() - timedelta(days=1) and utc.hour < 12:
        return timedelta(hours=-utc.hour - 1)
    return None
