"""The last step of ingest, re-parse, import and repair: what they brought is compared with all others."""

from __future__ import annotations

from threading import Event

from newsarchive.pipeline.archive import Archive
from newsarchive.pipeline.counts import RunSummary
from newsarchive.pipeline.progress import Progress, silent
from newsarchive.store.copies import group_copies


def group_new_articles(
    archive: Archive, summary: RunSummary, *, stop: Event, progress: Progress = silent
) -> None:
    """Group the articles that are new or changed with their copies (see `store.copies`).

    What a stopped or killed run leaves waits for the next one.
    """
    counts = group_copies(
        archive.store, stop=stop, progress=lambda done: progress(done, None, "comparing for copies")
    )
    if counts.copies:
        summary.counts["copies"] = counts.copies
