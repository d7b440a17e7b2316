"""The two doors of this package: dates of a page, and the date of a text."""

from __future__ import annotations

from datetime import datetime

from newsarchive.parse.dates.choose import FoundDates, choose
from newsarchive.parse.dates.locale import day_first_of, language_of, with_country
from newsarchive.parse.dates.patterns import Hints
from newsarchive.parse.dates.reading import from_reading, latest_day, readings, site_zone, unix_time
from newsarchive.parse.dates.relative import relative_date
from newsarchive.parse.dates.sources import Sources
from newsarchive.parse.page import Page
from newsarchive.parse.walk import Run
from newsarchive.records import FoundDate, SiteLayout


def find_dates(
    page: Page,
    *,
    layout: SiteLayout | None = None,
    timezone: str | None = None,
    fetched_at: datetime | None = None,
    headline: Run | None = None,
) -> FoundDates:
    """When a page says that it was published and last changed.

    `layout` and `timezone` (IANA name; before the layout's) tell the site's zone, language and
    order of day and month. Dates later than `fetched_at` (aware) lose, and "2 hours ago" counts
    from it. `headline` is the run that prints the headline: dates that stand with it count more. Nothing is raised: what is
    doubtful about the result is in its `issues`.
    """
    language = (layout.language if layout else None) or language_of(page)
    day_first = layout.day_first if layout and layout.day_first is not None else day_first_of(page, language)
    zone = timezone or (layout.timezone if layout else None)
    selectors = (layout.published, layout.updated) if layout else (None, None)
    return choose(
        Sources(page, headline, *selectors),
        Hints(day_first, with_country(page, language), latest_day(fetched_at)),
        zone,
        fetched_at,
    )


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
            return from_reading(text, reading, site, language=language)
    return relative_date(text, fetched_at, site)
