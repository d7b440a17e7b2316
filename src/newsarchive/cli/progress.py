"""Progress of long work: a bar on a terminal, nothing in a pipe or a log."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Told how far the work is; costs nothing when nobody looks."""

    def __call__(self, done: int, total: int | None, words: str = "") -> None:
        """Set the bar to `done` of `total` (None: unknown), with a few words beside it."""


def silent(done: int, total: int | None, words: str = "") -> None:
    """The progress that shows nothing."""


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Progress]:
    """A bar on standard error while the `with` block runs; silent where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield silent
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.TextColumn("{task.description}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeRemainingColumn(),
        progress.TextColumn("{task.fields[words]}", markup=False),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(title, total=None, words="")

        def show(done: int, total: int | None, words: str = "") -> None:
            bars.update(task, completed=done, total=total, words=words[:40])

        yield show
