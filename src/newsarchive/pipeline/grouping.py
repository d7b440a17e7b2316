"""The last step of ingest, re-parse, import and repair: what they brought is compared with all others."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Event

from sqlalchemy.orm import Session

from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.store import Parsed, Saved
from newsarchive.store.copies import group_copies, group_some
from newsarchive.store.copies_prints import Prints

AT_ONCE = 200
"""Articles, and up to a batch more, that a re-parse compares at a time, in the transaction that saved most of
them: the numbers of their sketches lie all over an index, and fingerprints of neighbours are still known."""


class Grouping:
    """Groups articles with their copies while a run goes on, with the fingerprints that its workers made.

    What a killed run leaves, the `finish` of the next one does.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._prints = Prints()
        self._waiting: dict[int, None] = {}
        self._copies = 0

    def take(self, session: Session, saved: Sequence[Saved], parsed: Sequence[Parsed]) -> None:
        """Take note of what the session's transaction saved from these parsed captures.

        When it has become much, it is compared with all others.
        """
        prints = {one.capture_id: one.facts.fingerprint for one in parsed}
        for one in saved:
            if one.article_id is not None and one.outcome in _CHANGED:
                self._waiting[one.article_id] = None
                if one.revision is not None and one.capture_id in prints:
                    self._prints.add(one.article_id, one.revision, prints[one.capture_id])
        if len(self._waiting) >= AT_ONCE:
            self._copies += group_some(session, list(self._waiting), self._prints)
            self._waiting.clear()

    def finish(self, summary: RunSummary, *, stop: Event, progress: Progress = silent) -> None:
        """Compare what is left, and tell the summary."""
        counts = group_copies(
            self._archive.store,
            stop=stop,
            progress=lambda done: progress(done, None, "comparing for copies"),
            prints=self._prints,
        )
        if self._copies + counts.copies:
            summary.counts["copies"] = self._copies + counts.copies


_CHANGED = ("new_article", "publisher_revision", "reparse_revision")


def group_new_articles(
    archive: Archive, summary: RunSummary, *, stop: Event, progress: Progress = silent
) -> None:
    """Group the articles that are new or changed with their copies (see `store.copies`).

    What a stopped or killed run leaves waits for the next one.
    """
    Grouping(archive).finish(summary, stop=stop, progress=progress)
