"""Dates in the address of the page."""

from __future__ import annotations

import re
from datetime import date

from newsarchive.parse.dates.sources import Sources, Statement, Statements

_PATH = re.compile(
    r"(?P<y>19[89]\d|20[0-4]\d)(?<![\d.]\d{4})(?P<s>[/._-]?)(?P<m>0[1-9]|1[0-2]|(?<=[/._-])[1-9])(?P=s)(?P<d>0[1-9]|[12]\d|3[01]|(?<=[/._-])[1-9])(?!\d)"
)
_NAMED = re.compile(r"/(?P<y>20[0-4]\d)/(?P<m>[a-z]{3,9})/(?P<d>\d{1,2})(?=/)")
_PARTED = re.compile(
    r"/(?P<y>20[0-4]\d)/[a-z][a-z-]{1,30}/(?P<m>0[1-9]|1[0-2])/(?P<d>0[1-9]|[12]\d|3[01])(?=/)"
)
_BACKWARD = re.compile(
    r"(?<!\d)(?P<d>0[1-9]|[12]\d|3[01])(?P<s>[/._-])(?P<m>0[1-9]|1[0-2])(?P=s)(?P<y>20[0-4]\d)(?!\d)"
)


def names_day(url: str, *days: date) -> bool:
    """Whether the address names one of these days, in the order year, month, day."""
    for day in days:
        year, month, number = f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"
        if year in url and any(f"{year}{sep}{month}{sep}{number}" in url for sep in ("/", "-", "")):
            return True
    return False


def day_of(url: str) -> date | None:
    """The day that an address names in numbers, year first, or None."""
    match = _PATH.search(_path(url))
    try:
        return date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        return None


def _path(url: str) -> str:
    return "/" + url.partition("://")[2].partition("?")[0].partition("#")[0].partition("/")[2].lower()


def url_day(sources: Sources) -> Statements:
    """`/2017/10/17/`, `/2017/oct/17/`, `/2017/trade/10/17/`, `-20171017`, `17-10-2017` in the path."""
    path = _path(sources.page.url)
    for pattern in (_PATH, _NAMED, _PARTED, _BACKWARD):
        match = pattern.search(path)
        if match:
            day, month, year = match["d"], match["m"], match["y"]
            yield Statement(
                "published", f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}"
            )
