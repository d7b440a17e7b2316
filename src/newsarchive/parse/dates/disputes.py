"""Where what a page states about its date disagrees: a date that stands alone, a day after the last change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from newsarchive.parse.dates.clock import to_minute
from newsarchive.parse.dates.judge import Seen
from newsarchive.records import FoundDate

_STATED = frozenset({"json-ld", "meta", "microdata"})
_PRINTED = frozenset({"labelled", "near-headline", "behind-headline", "time-element", "marked"})
_AT_HEADLINE = frozenset({"labelled", "near-headline"})
_CHANGES = frozenset({"json-ld-modified", "meta-updated", "microdata-updated", "json-ld-page-modified"})
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


def names_another(chosen: Seen, named: Sequence[Seen]) -> bool:
    """Whether one of the moments that meta tags name is on another day than the moment stated for machines."""
    moment = chosen.value.exact_instant
    return (
        chosen.rule in _STATED
        and moment is not None
        and any(seen.value.exact_instant and seen.value.day != chosen.value.day for seen in named)
    )


def outnumbered_by(chosen: Seen, good: Sequence[Seen]) -> date | None:
    """The day of the moment that three places name, where the moment stated for machines is named nowhere else.

    A meta tag, the page's scripts and what readers are shown are made by different parts of a content
    system: where they agree, the one that differs tells of something else, often of the making. The
    moment of a stated change is no publication, however often it is named; neither is a bare day, which
    can be that of the printed issue.
    """
    if chosen.rule not in _STATED or chosen.value.exact_instant is None:
        return None
    if any(
        seen.rule != chosen.rule and seen.field == "published" and seen.value.day == chosen.value.day
        for seen in good
    ):
        return None
    changes = [seen for seen in good if seen.rule in _CHANGES]
    for named in good:
        if named.rule != "meta-created" or named.value.day == chosen.value.day:
            continue
        agreed = [seen for seen in good if seen is not named and _same_moment(seen.value, named.value)]
        shown = any(seen.rule in _AT_HEADLINE for seen in agreed)
        scripted = any(seen.rule == "embedded" for seen in agreed)
        if shown and scripted and not any(_same_moment(seen.value, named.value) for seen in changes):
            return named.value.day
    return None


def _same_moment(one: FoundDate, other: FoundDate) -> bool:
    """Whether two moments show the same minute on their wall clocks."""
    if one.exact_instant is None or other.exact_instant is None:
        return False
    return to_minute(one.local) == to_minute(other.local)


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
