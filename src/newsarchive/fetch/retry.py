"""When to come back: Retry-After as servers write it, and our own pauses between tries."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from newsarchive.fetch.limits import FetchLimits

MAX_RETRY_AFTER = 7 * 24 * 3600.0
"""A host may ask for a week of peace; what asks for more (ten digits, a date in 2099) gets a week."""

PASSING_STATUS = frozenset({502, 503, 504})
"""Statuses that a second try in the same minute may cure."""


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait as a Retry-After field says (RFC 9110, section 10.2.3), else None.

    Seconds or an HTTP-date against `now` (aware UTC). Never negative, never above a week; a date
    in the past means now; what is neither is None.
    """
    text = (value or "").strip()
    if re.fullmatch(r"[0-9]+", text, re.ASCII):
        return MAX_RETRY_AFTER if len(text) > 9 else min(float(text), MAX_RETRY_AFTER)
    if not re.match(r"[A-Za-z]{3,9},? ", text):
        return None
    try:
        when = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if when.tzinfo is None:  # "-0000": an HTTP-date is always GMT
        when = when.replace(tzinfo=UTC)
    return min(max((when - now).total_seconds(), 0.0), MAX_RETRY_AFTER)


def pause_before(retry: int, limits: FetchLimits, random: Callable[[], float]) -> float:
    """Seconds before the n-th retry (from 1): doubling, less up to a half at random."""
    return limits.backoff_seconds * 2.0 ** (retry - 1) * (1 - random() / 2)
