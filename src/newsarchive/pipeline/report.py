"""The morning's report: the last ingest run against the usual, source by source, what is wrong first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Any, Literal

from newsarchive.store import Store
from newsarchive.store.report import (
    Counts,
    RunFacts,
    counts_of_runs,
    last_night_runs,
    unfinished_run,
)

USUAL_RUNS = 14
"""Runs before the last one whose median is the usual."""

MIN_RUNS = 3
"""Earlier runs that a source must have before anything is called usual: its first one takes the backlog."""

MIN_USUAL = 3
"""Below so many new articles a night, a drop is chance."""

COLUMNS = (
    ("new", "new"),
    ("changed", "changed"),
    ("unchanged", "unchanged"),
    ("not_modified", "not modified"),
    ("failed", "failed"),
    ("blocked", "blocked"),
    ("gone", "gone"),
    ("no_date", "no date"),
    ("profile_broken", "profile broken"),
)
"""Name of the count, and the words above its column."""

Level = Literal["alarm", "remark"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One clear sentence about a source."""

    level: Level
    """alarm: it fell silent, or far below the usual. remark: something else that somebody should look at."""
    code: str
    """Short and stable: `discovery-failed`, `silent`, `dropped`, `profile-broken`, …"""
    sentence: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """One source in the last run."""

    name: str
    counts: Mapping[str, int]
    """Count by name, all of `COLUMNS`."""
    usual: Mapping[str, float] | None
    """Median of each count over the earlier runs; None while there are fewer than `MIN_RUNS`."""
    findings: tuple[Finding, ...] = ()

    @property
    def rank(self) -> int:
        """0 with an alarm, 1 with a remark, else 2."""
        levels = {one.level for one in self.findings}
        return 0 if "alarm" in levels else 1 if levels else 2


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    run: RunFacts | None
    """The last finished run; None: there was none yet."""
    unfinished: RunFacts | None = None
    """A newer run without an end: at work, or killed."""
    compared_with: int = 0
    """Earlier runs that make up the usual."""
    sources: tuple[SourceReport, ...] = ()
    """Those with an alarm first, then those with a remark, then the rest, by name."""
    totals: Mapping[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """One or two sentences above everything else."""
        parts = []
        if self.run is None:
            parts.append("Nothing was ingested yet: `newsarchive ingest` asks the sources.")
        else:
            ended = {"done": "It went through to its end", "stopped": "It was stopped early"}.get(
                self.run.outcome or "", f"It failed{': ' + self.run.detail if self.run.detail else ''}"
            )
            parts.append(f"Last ingest: run {self.run.id} of {_time(self.run.started_at)}. {ended}.")
        if self.unfinished is not None:
            parts.append(
                f"Run {self.unfinished.id} of {_time(self.unfinished.started_at)} has no end: "
                "it is still at work, or was killed."
            )
        return " ".join(parts)

    @property
    def verdict(self) -> str:
        """How many sources need a look."""
        alarms = sum(one.rank == 0 for one in self.sources)
        remarks = sum(one.rank == 1 for one in self.sources)
        if not self.sources:
            return "No source was asked." if self.run else ""
        if not alarms and not remarks:
            return f"All {len(self.sources)} sources are as usual." if len(self.sources) > 1 else "As usual."
        return f"{alarms} of {len(self.sources)} sources need a look now, {remarks} more have a remark."

    def as_json(self) -> dict[str, Any]:
        """The report as plain values; times in ISO 8601 (UTC)."""
        return {
            "run": _run_json(self.run),
            "unfinished_run": _run_json(self.unfinished),
            "compared_with_runs": self.compared_with,
            "summary": self.words,
            "verdict": self.verdict,
            "totals": dict(self.totals),
            "sources": [
                {
                    "source": one.name,
                    "counts": dict(one.counts),
                    "usual": None if one.usual is None else dict(one.usual),
                    "findings": [
                        {"level": f.level, "code": f.code, "sentence": f.sentence} for f in one.findings
                    ],
                }
                for one in self.sources
            ],
        }


def make_report(store: Store) -> Report:
    """Read the books and judge the last finished ingest run. Changes nothing."""
    with store.read() as session:
        runs = last_night_runs(session, USUAL_RUNS + 1)
        unfinished = unfinished_run(session, runs[0].started_at if runs else None)
        counted = counts_of_runs(session, runs)
    if not runs:
        return Report(None, unfinished)
    return judge(runs, counted, unfinished)


def judge(
    runs: Sequence[RunFacts], counted: Mapping[int, Counts], unfinished: RunFacts | None = None
) -> Report:
    """The report from the counts of the runs, newest first. At least one run."""
    last, *earlier = runs
    sources = []
    for name, counts in counted[last.id].items():
        history = [counted[run.id][name] for run in earlier if name in counted[run.id]]
        sources.append(_source(name, counts, history))
    sources.sort(key=lambda one: (one.rank, one.name))
    totals = {name: sum(one.counts[name] for one in sources) for name, _ in COLUMNS}
    return Report(last, unfinished, len(earlier), tuple(sources), totals)


def _source(name: str, counts: Counter[str], history: Sequence[Counter[str]]) -> SourceReport:
    usual = None
    if len(history) >= MIN_RUNS:
        usual = {column: float(median(one[column] for one in history)) for column, _ in COLUMNS}
    night = _Night(name, counts, history, usual)
    found = [finding for rule in RULES if (finding := rule(night)) is not None]
    return SourceReport(name, {column: counts[column] for column, _ in COLUMNS}, usual, tuple(found))


@dataclass(frozen=True, slots=True)
class _Night:
    """What a rule looks at."""

    name: str
    counts: Counter[str]
    history: Sequence[Counter[str]]
    """Earlier runs in which the source was asked, newest first."""
    usual: Mapping[str, float] | None

    @property
    def usually_new(self) -> float:
        return self.usual["new"] if self.usual else 0.0


def _discovery_failed(night: _Night) -> Finding | None:
    looked, failed = night.counts["looked"], night.counts["look_failed"]
    if not looked or failed < looked:
        return None
    return Finding(
        "alarm",
        "discovery-failed",
        f"{night.name}: not one of its feeds, sitemaps and pages could be read ({failed} asked), "
        "so nothing new could be found.",
    )


def _silent(night: _Night) -> Finding | None:
    if night.counts["new"] or not night.usually_new or night.history[0]["new"]:
        return None
    quiet = 1 + next((number for number, one in enumerate(night.history) if one["new"]), len(night.history))
    return Finding(
        "alarm",
        "silent",
        f"{night.name} fell silent: nothing new for {quiet} runs; "
        f"usual are {_number(night.usually_new)} a run.",
    )


def _dropped(night: _Night) -> Finding | None:
    new = night.counts["new"]
    if night.usually_new < MIN_USUAL or new * 3 >= night.usually_new:
        return None
    if _discovery_failed(night) or _silent(night):
        return None
    return Finding(
        "alarm",
        "dropped",
        f"{night.name} dropped below a third: {new or 'no'} new {_articles(new)}; "
        f"usual are {_number(night.usually_new)}.",
    )


def _profile_broken(night: _Night) -> Finding | None:
    number = night.counts["profile_broken"]
    if not number:
        return None
    return Finding(
        "remark",
        "profile-broken",
        f"{night.name}: the declared layout did not fit {number} of {night.counts['came']} pages; "
        "the site may have been redesigned.",
    )


def _worse_pages(night: _Night) -> Finding | None:
    number = night.counts["kept_better"]
    if not number:
        return None
    return Finding(
        "remark",
        "kept-better",
        f"{night.name}: {number} known {'article' if number == 1 else 'articles'} came back as less "
        "(a wall, a teaser, a notice); the good version stays.",
    )


def _blocked(night: _Night) -> Finding | None:
    number, asked = night.counts["blocked"], night.counts["asked"]
    if not number or number <= 2 * (night.usual or {}).get("blocked", 0):
        return None
    return Finding(
        "remark", "blocked", f"{night.name}: robots.txt or the site itself forbade {number} of {asked} pages."
    )


def _failed(night: _Night) -> Finding | None:
    number, asked = night.counts["failed"], night.counts["asked"]
    if not number or number <= 2 * (night.usual or {}).get("failed", 0):
        return None
    return Finding("remark", "failed", f"{night.name}: {number} of {asked} pages could not be had.")


def _look_failed(night: _Night) -> Finding | None:
    looked, failed = night.counts["looked"], night.counts["look_failed"]
    if not failed or failed == looked:
        return None
    return Finding(
        "remark",
        "feed-failed",
        f"{night.name}: {failed} of {looked} feeds, sitemaps and front pages could not be read.",
    )


def _undated(night: _Night) -> Finding | None:
    number, came = night.counts["no_date"], night.counts["came"]
    if not number or number * 2 <= came:
        return None
    return Finding("remark", "no-date", f"{night.name}: no date was found on {number} of {came} pages.")


RULES = (
    _discovery_failed,
    _silent,
    _dropped,
    _look_failed,
    _profile_broken,
    _worse_pages,
    _blocked,
    _failed,
    _undated,
)
"""Every rule, in the order in which its sentence is printed."""


def _articles(number: int) -> str:
    return "article" if number == 1 else "articles"


def _number(value: float) -> str:
    return f"{value:g}"


def _time(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M} UTC"


def _run_json(run: RunFacts | None) -> dict[str, Any] | None:
    if run is None:
        return None
    return {
        "id": run.id,
        "started_at": run.started_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "outcome": run.outcome,
        "detail": run.detail,
    }
