"""The counts that a run ends with: the same names in the summary line, in `run_counts` and in JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SHOWN = (
    ("candidates", "candidates"),
    ("asked", "asked"),
    ("captures", "captured"),
    ("recovered", "recovered"),
    ("imported", "imported"),
    ("copied_instead", "copied, as they can't be read by reference"),
    ("known", "known already"),
    ("left_out", "left out"),
    ("not_modified", "not modified"),
    ("new_article", "new articles"),
    ("publisher_revision", "changed"),
    ("reparse_revision", "parsed anew"),
    ("unchanged", "unchanged"),
    ("kept_better", "kept the better version"),
    ("not_an_article", "no article"),
    ("copies", "with copies"),
    ("robots_denied", "forbidden by robots.txt"),
    ("gone", "gone"),
    ("unreadable", "unreadable"),
    ("damaged", "damaged"),
    ("failed", "failed"),
    ("not_tried", "left for the next run"),
)
"""Name of the count, and the words for it, in the order of the summary line."""


@dataclass(slots=True)
class RunSummary:
    """What a run did: counts by name, and one line for each thing that went wrong."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    """One line each, with the URL or the file. At most `MAX_PROBLEMS`; the rest is counted."""
    stopped: bool = False
    nothing_worked: bool = False
    """Whether all that was asked failed."""

    def problem(self, line: str) -> None:
        """Note something that went wrong."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(line)
        else:
            self.counts["problems_not_listed"] += 1

    def line(self) -> str:
        """The summary line: `ingest: 20 candidates, 18 asked, …`. Counts of zero are left out."""
        parts = [f"{self.counts[name]} {words}" for name, words in SHOWN if self.counts[name]]
        return (
            f"{self.kind}: {', '.join(parts) or 'nothing to do'}{' (stopped early)' if self.stopped else ''}"
        )


MAX_PROBLEMS = 1000
