"""Choosing the right date among all that a page states."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property, partial
from itertools import islice
from typing import Literal
from zoneinfo import ZoneInfo

from newsarchive.parse.dates import address, attributes, disputes, scripts
from newsarchive.parse.dates.clock import to_minute
from newsarchive.parse.dates.complete import completed, in_zone_of, is_clock_of, is_of_readers, only_utc
from newsarchive.parse.dates.judge import Judge, Seen
from newsarchive.parse.dates.patterns import Hints
from newsarchive.parse.dates.reading import site_zone
from newsarchive.parse.dates.rules import (
    AT_HEADLINE,
    CHANGED,
    EMBEDDED,
    GUESSES,
    IN_PHASE,
    MAKING,
    NAMED,
    PER_RULE,
    RANK,
    URL,
    Rule,
)
from newsarchive.parse.dates.sources import Field, Sources, Statement
from newsarchive.records import FoundDate, ParseIssue

FIELDS: tuple[Field, Field] = ("published", "updated")
Verdict = Literal["won", "lost", "refused"]


@dataclass(slots=True)
class DateCandidate:
    """A date that was looked at, and what became of it."""

    field: Field
    rule: str
    text: str
    value: FoundDate | None
    verdict: Verdict
    reason: str


@dataclass(frozen=True)
class FoundDates:
    """The dates of a page."""

    published: FoundDate | None = None
    updated: FoundDate | None = None
    published_rule: str = ""
    updated_rule: str = ""
    issues: tuple[ParseIssue, ...] = ()
    look_at_all: Callable[[], tuple[DateCandidate, ...]] = field(default=tuple, repr=False, compare=False)
    """Asks the rules again, also those that can change nothing."""

    @cached_property
    def candidates(self) -> tuple[DateCandidate, ...]:
        """All dates that the page states, with what became of them."""
        return self.look_at_all()


def choose(sources: Sources, hints: Hints, timezone: str | None, fetched_at: datetime | None) -> FoundDates:
    """Ask the rules in order and take the first good date of each field."""
    look = partial(_Look, sources, hints, site_zone(timezone), fetched_at)
    return _result(look(everything=False), lambda: _candidates(look(everything=True)))


class _Look:
    """What the rules of a page gave. Unless `everything` is wanted, those that can change nothing are not asked."""

    def __init__(
        self,
        sources: Sources,
        hints: Hints,
        site: ZoneInfo | None,
        fetched_at: datetime | None,
        *,
        everything: bool,
    ) -> None:
        self.sources = sources
        self.judge = Judge(hints, site, fetched_at)
        self.good: list[Seen] = []
        self.refused: list[tuple[Seen, str]] = []
        self._everything = everything
        self._settled: set[Field | None] = set()
        for rule in IN_PHASE[1]:
            if everything or rule.field not in self._settled:
                self._ask(rule)
        self._ask_printed()
        first = _first(self.good, "published")
        self.again = first is not None and self._published_again(first.value)
        if self.again and not any(seen.rule == URL.name for seen in self.good):
            self._ask(URL)
        self.good.sort(key=_order)

    def _ask(self, rule: Rule) -> None:
        """Take what a rule gives, up to what settles its field."""
        for statement in islice(rule.find(self.sources), PER_RULE):
            for seen, refusal in self.judge.read(rule.name, statement):
                if refusal:
                    self.refused.append((seen, refusal))
                    continue
                self.good.append(seen)
                if not self._everything and rule.field is not None and self._is_settled(rule.field):
                    self._settled.add(rule.field)
                    return

    def _is_settled(self, field: Field) -> bool:
        """Whether no later rule can better the date of a field: its moment and its wall clock are known."""
        first = next((seen for seen in self.good if seen.field == field), None)
        if first is None or first.weak or first.other is not None or first.value.exact_instant is None:
            return False
        return first.value.zone_basis != "unknown" and not only_utc(first.value)

    def _ask_printed(self) -> None:
        """Ask for what the page prints, as far as it is needed."""
        good = self.good
        first = _first(good, "published")
        if first is None or first.value.exact_instant is None or first.other:
            printed = True
        elif self.judge.site is None and _day_is_open(first.value, good, self.sources):
            around = (first.value.day - timedelta(days=1), first.value.day + timedelta(days=1))
            printed = address.names_day(self.sources.page.url, *around)
            if not printed:
                self._ask(AT_HEADLINE)
        else:
            self._ask_all_if_disputed(first)
            self._ask_for_change(first)
            self._ask_readers_clock(first)
            return
        if printed:
            for rule in IN_PHASE[2]:
                self._ask(rule)
        if not _known(good):
            for rule in IN_PHASE[3]:
                if not (rule.guess and _known(good)):
                    self._ask(rule)
        elif first is not None and disputes.stands_alone(first, good):
            self._ask(EMBEDDED)

    def _ask_all_if_disputed(self, first: Seen) -> None:
        """Ask for what can outnumber a stated moment, where a meta tag names one of another day."""
        known = first.value.day.isoformat()
        named = [
            seen
            for statement in NAMED.find(self.sources)
            if known not in statement.text
            for seen, refusal in self.judge.read(NAMED.name, statement)
            if not refusal
        ]
        if not disputes.names_another(first, named):
            return
        again = () if self._everything else IN_PHASE[1]
        self._everything = True
        for rule in (*again, *IN_PHASE[2], EMBEDDED):
            self._ask(rule)

    def _ask_readers_clock(self, first: Seen) -> None:
        """Ask for a time with its zone at the headline, where machines are told one in UTC: it may deny that."""
        if not only_utc(first.value) or any(seen.rule == AT_HEADLINE.name for seen in self.good):
            return
        for statement in islice(AT_HEADLINE.find(self.sources), PER_RULE):
            for seen, refusal in self.judge.read(AT_HEADLINE.name, statement):
                is_own = not refusal and seen.field == "published" and is_of_readers(seen.value)
                self.good += [seen] if is_own and is_clock_of(seen.value, first.value) else []

    def _ask_for_change(self, first: Seen) -> None:
        """Ask what is printed at the headline, where a zone is missing or no change is stated to the minute."""
        if first.value.zone_basis == "unknown" and self.judge.site is None:
            self._ask(AT_HEADLINE)
        changed = _first(self.good, "updated")
        if changed is not None and changed.value.zone_basis == "explicit" and not only_utc(changed.value):
            return
        if any(seen.rule == CHANGED.name for seen in self.good):
            return
        for statement in CHANGED.find(self.sources):
            read = self.judge.read(CHANGED.name, statement)
            self.good += [seen for seen, refusal in read if not refusal and seen.field == "updated"]

    def _published_again(self, stated: FoundDate) -> bool:
        """Whether the page was out before the day that it states: an old piece with a new date."""
        addressed = address.day_of(self.sources.page.url)
        if addressed is None or not disputes.far_behind(stated.day, addressed):
            return False
        if not self._everything:
            self._everything = True
            for rule in IN_PHASE[1]:
                if rule.field == "updated":
                    self._ask(rule)
        parts = [
            seen.value.day
            for text in attributes.parts_changed(self.sources)
            for seen, refusal in self.judge.read("part-changed", Statement("updated", text, machine=True))
            if not refusal
        ]
        changes = parts + [seen.value.day for seen in self.good if seen.field == "updated"]
        return disputes.published_before(stated.day, addressed, changes)

    def ordered(self, field: Field) -> list[Seen]:
        """The good dates of a field, the best first."""
        good = self.good
        found = [seen for seen in good if seen.field == field]
        if field == "updated" or not found:
            return found
        changed = _first(good, "updated")
        if changed is not None:
            found.sort(key=lambda seen: seen.rule in MAKING and _too_late(seen.value, changed.value))
        if self.again:
            found.sort(key=lambda seen: seen.rule != URL.name)
        elif day := disputes.outvoted_by(found[0], good) or disputes.outnumbered_by(found[0], good):
            found.sort(key=lambda seen: seen.value.day != day)
        return found


def _candidates(look: _Look) -> tuple[DateCandidate, ...]:
    """All dates of a page, each with the reason why it won or lost."""
    told = [
        DateCandidate(seen.field, seen.rule, seen.value.text[:200], seen.value, "refused", refusal)
        for seen, refusal in look.refused
    ]
    no_change = _result(look, tuple).updated is None
    for name in FIELDS:
        for index, seen in enumerate(found := look.ordered(name)):
            verdict: Verdict = "lost" if index or (name == "updated" and no_change) else "won"
            reason = f"{found[0].rule} comes first" if index else ""
            if verdict == "lost" and not index:
                reason = "no later than the publication"
            told.append(DateCandidate(name, seen.rule, seen.value.text[:200], seen.value, verdict, reason))
    return tuple(told)


def _known(good: list[Seen]) -> bool:
    """Whether a day of publication is known that is no guess."""
    return any(seen.field == "published" and not seen.weak and seen.rule not in GUESSES for seen in good)


def _first(good: list[Seen], field: Field) -> Seen | None:
    found = [seen for seen in good if seen.field == field]
    return min(found, key=_order) if found else None


def _order(seen: Seen) -> tuple[bool, bool, int]:
    return (seen.rule in GUESSES, seen.weak, RANK[seen.rule])


def _day_is_open(value: FoundDate, good: list[Seen], sources: Sources) -> bool:
    """Whether a time is told in UTC only, and neither another time nor the address tells the reader's day."""
    if not only_utc(value):
        return False
    if any(seen.value.zone_basis == "explicit" and not only_utc(seen.value) for seen in good):
        return False
    return not address.names_day(sources.page.url, value.day)


def _in_stated_zone(value: FoundDate, others: list[Seen], sources: Sources) -> FoundDate:
    """A time told in UTC as readers saw it, where the page's scripts name the zone that it is written in.

    Not asked where the page prints the day, or its address names it.
    """
    day = value.day
    if not only_utc(value) or address.names_day(sources.page.url, day):
        return value
    if any(seen.value.day == day and not only_utc(seen.value) for seen in others):
        return value
    zone = scripts.stated_zone(sources.page)
    return (
        value if zone is None else replace(value, local=value.instant.astimezone(zone).replace(tzinfo=None))
    )


def _too_late(published: FoundDate, updated: FoundDate) -> bool:
    """Whether a page says that it was last changed on a day before."""
    return updated.day < published.day


def _tells_no_change(published: FoundDate, updated: FoundDate) -> bool:
    """Whether what is stated as the last change is no later than the publication, as far as can be known."""
    if published.exact_instant is None or updated.exact_instant is None:
        # A time of day says more than the day alone.
        return updated.day < published.day or (updated.day == published.day and updated.exact_instant is None)
    if published.zone_basis == updated.zone_basis:
        return updated.instant <= published.instant
    apart = to_minute(updated.local) - to_minute(published.local)
    return not apart or updated.instant == published.instant


def _result(look: _Look, look_at_all: Callable[[], tuple[DateCandidate, ...]]) -> FoundDates:
    judge = look.judge
    fields: dict[Field, tuple[str, FoundDate]] = {}
    issues: list[ParseIssue] = []
    learned: tuple[str, FoundDate] | None = None
    """A rule whose times got a zone from elsewhere, and the date with it."""
    stated: tuple[str, FoundDate] | None = None
    """The rule that states the publication with the zone that it is told in, and that date."""
    if look.again:
        issues.append(
            ParseIssue("published-again", "the page states a day of publication after its last change")
        )
    for name in FIELDS:
        if found := look.ordered(name):
            value = completed(found[0], found[1:], look.good, judge.fetched_at, judge.site)
            if name == "published" and judge.site is None:
                value = _in_stated_zone(value, found[1:], look.sources)
            fields[name] = (found[0].rule, value)
            if found[0].value.zone_basis == "unknown" and value.zone_basis == "explicit":
                learned = found[0].rule, value
            elif name == "published" and is_of_readers(found[0].value):
                stated = found[0].rule, value
    if learned is not None:
        fields = {name: (rule, in_zone_of(value, rule, *learned)) for name, (rule, value) in fields.items()}
    elif stated is not None and "updated" in fields:
        changed_rule, changed = fields["updated"]
        moved = in_zone_of(changed, changed_rule, *stated)
        if moved.instant >= stated[1].instant + timedelta(minutes=1):  # else it may be told in UTC
            fields["updated"] = changed_rule, moved
    rule, published = fields.get("published", ("", None))
    updated_rule, updated = fields.get("updated", ("", None))
    late = published is not None and updated is not None and rule in MAKING and _too_late(published, updated)
    is_sure = not late and rule not in GUESSES
    if is_sure and published is not None and updated is not None and _tells_no_change(published, updated):
        updated_rule, updated = "", None
    if updated is not None and (published is None or rule in GUESSES or late):
        rule, published = f"{updated_rule} (no other date)", updated
        issues.append(ParseIssue("published-from-update", "the page states only when it was last changed"))
    elif published is None:
        issues.append(ParseIssue("no-date", "no date of publication on the page"))
    elif rule in GUESSES:
        issues.append(ParseIssue("date-guessed", f"the only date on the page was found by {rule}"))
    return FoundDates(published, updated, rule, updated_rule, tuple(issues), look_at_all)
