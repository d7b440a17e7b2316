"""Where what a page states about its date disagrees: a bare day that stands alone, a day after the last change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from newsarchive.parse.dates.judge import Seen

_STATED = frozenset({"json-ld", "meta", "microdata"})
_PRINTED = frozenset({"labelled", "near-headline", "behind-headline", "time-element", "marked"})
_HIDDEN = frozenset({"embedded", "url", "meta-created", "json-ld-created", "microdata-created"})
_AGAIN = timedelta(days=60)
"""So much later than its address a page was not published first: nobody schedules so far ahead."""


def stands_alone(chosen: Seen, good: Sequence[Seen]) -> bool:
    """Whether a bare day is stated once, nothing else names it, and the page prints another day."""
    value = chosen.value
    if chosen.rule not in _STATED or value.exact_instant is not None or chosen.other is not None:
        return False
    others = [seen for seen in good if seen is not chosen]
    return all(seen.value.day != value.day for seen in others) and bool(_days(others, _PRINTED))


def outvoted_by(chosen: Seen, good: Sequence[Seen]) -> date | None:
    """The day that outvotes a day that stands alone: readers are shown it, and machines are told it."""
    if not stands_alone(chosen, good):
        return None
    hidden = _days(good, _HIDDEN)
    return next((day for day in _days(good, _PRINTED) if day in hidden), None)


def far_behind(stated: date, addressed: date) -> bool:
    """Whether a page states a day of publication that is long behind the day that its address names."""
    return stated - addressed >= _AGAIN


def published_before(stated: date, addressed: date, changes: Iterable[date]) -> bool:
    """Whether a page was out on the day that its address names, before the day that it states.

    It was, where a part of it was last changed on the very day of the address, and none on the stated
    day or later.
    """
    days = set(changes)
    return addressed in days and max(days) < stated


def _days(good: Sequence[Seen], rules: frozenset[str]) -> list[date]:
    return [
        seen.value.day
        for seen in good
        if seen.field == "published" and seen.rule in rules and not seen.weak and seen.other is None
    ]
