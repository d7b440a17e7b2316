"""Dates of an article: reading them from texts, and choosing the right one on a page."""

from __future__ import annotations

from newsarchive.parse.dates.choose import DateCandidate, FoundDates
from newsarchive.parse.dates.find import find_dates, read_date

__all__ = ["DateCandidate", "FoundDates", "find_dates", "read_date"]
