"""The journal of a run: one JSON object a line for each thing that happened, appended to a file.

Every line has `time` (ISO 8601, UTC) and `event`; what else is there depends on the event:

    run_started   run, kind, sources
    fetch         source, kind (page, feed, sitemap, home, robots), url, outcome, status, elapsed, …
    capture       source, url, capture, file, offset
    article       source, url, outcome, article, revision, capture
    run_ended     run, outcome, detail, counts

Fields without a value are left out. All beyond ASCII is escaped: no page plays tricks on a terminal.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from newsarchive.errors import InputError
from newsarchive.records import utc_now


class Note(Protocol):
    """Takes down one event."""

    def __call__(self, event: str, **fields: Any) -> None:
        """`fields`: plain values (text, numbers, lists and dicts of them); None is left out."""


def no_journal(event: str, **fields: Any) -> None:
    """The journal that nobody keeps."""


class Journal:
    """A journal in a file. A context manager; call it to take down an event.

    Raises `InputError` when the file can't be opened. When it can't be written to later on (the disk is
    full), the run goes on without it, and `problem` says why.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: str | None = None
        try:
            # Line by line, so that what a killed run did can be read; appended, as logrotate expects.
            self._stream = path.open("a", encoding="ascii", buffering=1)
        except OSError as error:
            raise InputError(f"the log {path} can't be written: {error.strerror}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._stream.close()
        except OSError as failure:
            self._fails(failure)

    def __call__(self, event: str, **fields: Any) -> None:
        """Write one line."""
        if self.problem is not None:
            return
        there = {name: value for name, value in fields.items() if value is not None}
        line = json.dumps({"time": utc_now().isoformat(), "event": event} | there, default=str)
        try:
            self._stream.write(line + "\n")
        except OSError as error:
            self._fails(error)

    def _fails(self, error: OSError) -> None:
        self.problem = self.problem or f"the log {self.path} could not be written: {error.strerror}"
