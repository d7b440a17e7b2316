"""Dates of an article: reading them from texts, and choosing the right one on a page."""

from __future__ import annotations

from datetime import datetime

from ...records import FoundDate
from .patterns import Hints
from .reading import from_reading, latest_day, readings, site_zone, unix_time
from .relative import relative_date

__all__ = ["read_date"]


def read_date(
    text: str,
    *,
    day_first: bool | None = None,
    language: str | None = None,
    timezone: str | None = None,
    fetched_at: datetime | None = None,
) -> FoundDate | None:
    """The first date in a short text, or None.

    `day_first` says whether 4/10/2017 is the fourth of October (None: by `language`, a BCP 47
    tag). `timezone` is the IANA zone of the site, used where the text names no zone.
    `fetched_at` (aware) is what "2 hours ago" counts from, and dates later than it lose.
    """
    site = site_zone(timezone)
    found = unix_time(text, site)
    if found is not None:
        return found
    hints = Hints(day_first, language, latest_day(fetched_at))
    for reading in readings(text, hints):
        if hints.latest is None or reading.day.date <= hints.latest:
            return from_reading(text, reading, site)
    return relative_date(text, fetched_at, site)
