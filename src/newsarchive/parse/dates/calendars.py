"""Calendars other than the Gregorian that newspapers print, as Gregorian dates."""

from __future__ import annotations

from datetime import date, timedelta

THAI_OFFSET = 543
"""The Thai solar calendar counts from 543 BC and is otherwise Gregorian (since 1941)."""

ERA_STARTS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "中華民國": 1911}
"""Year before the first year of a Japanese era or of the Republic of China."""

_JALALI_CYCLE = 33
# Leap years within a 33-year cycle; exact for 1244 to 1503 (1865 to 2124).
_JALALI_LEAPS = (1, 5, 9, 13, 17, 22, 26, 30)
_JALALI_EPOCH = date(1991, 3, 21)
"""1 Farvardin 1370."""


def _jalali_leap(year: int) -> bool:
    return year % _JALALI_CYCLE in _JALALI_LEAPS


def from_jalali(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Solar Hijri date of the years 1370 to 1450. Raises ValueError.

    Uses the 33-year rule, which agrees with the astronomical calendar in these years.
    """
    if not (1370 <= year <= 1450 and 1 <= month <= 12):
        raise ValueError("outside the range of the calendar")
    length = 31 if month <= 6 else 30 if month <= 11 else 30 if _jalali_leap(year) else 29
    if not 1 <= day <= length:
        raise ValueError("no such day")
    days = sum(366 if _jalali_leap(y) else 365 for y in range(1370, year))
    days += (month - 1) * 31 if month <= 7 else 6 * 31 + (month - 7) * 30
    return _JALALI_EPOCH + timedelta(days=days + day - 1)


def gregorian_year(year: int) -> int:
    """A four-digit year, taken from the Thai count where it can't be Gregorian."""
    return year - THAI_OFFSET if 2430 <= year <= 2643 else year


def minguo_year(year: int) -> int:
    """A year of three digits, of the Republic of China; in print since the web began. Raises ValueError."""
    if not 100 <= year < 150:
        raise ValueError("outside the range of the calendar")
    return year + ERA_STARTS["民國"]
