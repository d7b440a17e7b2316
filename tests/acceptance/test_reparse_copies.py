"""A re-parse groups the copies of its articles as it goes, and at its end those that are left."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from benchmarks.corpus_archive import make_archive
from benchmarks.killed_grouping import groups
from tests.unit.parse.pages import MORE, PARAGRAPHS, page

from newsarchive.pipeline import Archive
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.records import Capture
from newsarchive.settings import load_settings

STORIES, TOLD = 5, 3
START = datetime(2026, 11, 12, 3, 0, tzinfo=UTC)


def captures() -> list[Capture]:
    """Each story as three papers print it, one after the other."""
    made = []
    for number in range(STORIES * TOLD):
        story = number % STORIES
        words = [" ".join(f"{word}{story}" for word in text.split()) for text in [*PARAGRAPHS, *MORE]]
        body = f"<h1>Pipes {number}</h1>" + "".join(f"<p>{text}.</p>" for text in words)
        html = page(f"<article>{body}</article>", title=f"Pipes {number}", ld={"@type": "NewsArticle"})
        url = f"https://paper.example/{number}"
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        made.append(Capture(url, url, START + timedelta(minutes=number), 200, "OK", headers, html))
    return made


@pytest.mark.parametrize("transaction", [3, 1000])
@pytest.mark.parametrize("at_once", [1, 4, 15, 500])
def test_copies_are_grouped_however_many_are_compared_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, transaction: int
) -> None:
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.BATCH", 3)
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.TRANSACTION", transaction)
    monkeypatch.setattr("newsarchive.pipeline.grouping.AT_ONCE", at_once)
    make_archive(tmp_path / "archive", captures())
    with Archive.open(load_settings(tmp_path / "archive", {})) as archive:
        report = reparse(archive, ReparseOptions(everything=True))
        found = groups(archive.store)
    # The first of a story has no copy yet, unless it is compared together with another.
    assert STORIES * (TOLD - 1) <= report.summary.counts["copies"] <= STORIES * TOLD
    first = sorted(found)[:STORIES]
    assert [found[number] for number in sorted(found)] == first * TOLD
