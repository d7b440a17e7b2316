"""One page, all the way: the sample site ingested, changed, taken down, stopped, killed and gone on with."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text
from tests.acceptance.conftest import ingest

from newsarchive import captures, content
from newsarchive.demo.server import SampleSite
from newsarchive.errors import ArchiveLocked
from newsarchive.pipeline import Archive, Ingest, IngestOptions, only_run
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.store import all_captures, article_of_url
from newsarchive.store.history import article_history
from newsarchive.urls import canonical_url

PAGES_KEPT = "captures WHERE status <> 304"


def _count(archive: Archive, table: str) -> int:
    with archive.store.read() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


def _statuses(site: SampleSite) -> Counter[int]:
    furniture = ("/feed.xml", "/robots.txt", "/sitemap")
    return Counter(one.status for one in site.requests if not one.path.startswith(furniture))


def test_first_ingest_keeps_every_page_and_makes_articles(archive: Archive, site: SampleSite) -> None:
    summary = ingest(archive)
    assert summary.counts["captures"] == summary.counts["candidates"] - summary.counts["robots_denied"]
    assert summary.counts["robots_denied"] == 1
    assert summary.counts["failed"] == summary.counts["damaged"] == 0
    assert summary.counts["new_article"] >= 14
    assert _count(archive, "captures") == summary.counts["captures"]
    assert _count(archive, "parse_results") == summary.counts["captures"]


def test_no_forbidden_page_is_asked(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    assert not [one for one in site.requests if one.path.startswith("/members/")]


def test_payloads_are_the_bytes_that_were_served(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    served = {one.path: one for one in site._state.resources.values()}
    with archive.store.read() as session:
        stored = list(all_captures(session))
    assert stored
    for one in stored:
        kept = archive.read_stored(one.ref)
        path = one.url.removeprefix(site.url)
        assert content.decode(kept.body, kept.header("content-encoding")).body == served[path].body


def test_second_ingest_asks_conditionally_and_finds_the_edit(archive: Archive, site: SampleSite) -> None:
    first = ingest(archive)
    site.forget_requests()
    edited = site.publish_edit()
    second = ingest(archive)
    assert second.counts["not_modified"] == first.counts["captures"] - 1
    assert second.counts["publisher_revision"] == 1
    assert _statuses(site)[200] == 1
    with archive.store.read() as session:
        article_id = article_of_url(session, canonical_url(edited))
        assert article_id is not None
        history = article_history(session, article_id)
    assert history is not None
    assert [one.cause for one in history.revisions] == ["publisher", "publisher"]
    assert history.article.current_revision == 2


def test_a_third_ingest_changes_nothing(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    revisions, kept = _count(archive, "revisions"), _count(archive, PAGES_KEPT)
    third = ingest(archive)
    assert third.counts["captures"] == 0
    assert (_count(archive, "revisions"), _count(archive, PAGES_KEPT)) == (revisions, kept)
    checks = _count(archive, "captures WHERE status = 304 AND record_type = 'revisit'")
    assert checks == third.counts["not_modified"] > 0


def test_pages_that_are_not_due_are_not_asked(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    site.forget_requests()
    ingest(archive, recheck=False)
    assert not _statuses(site)


def test_a_redirect_leads_to_the_article_that_is_known(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    with archive.store.read() as session:
        shared = session.execute(
            text("SELECT article_id, count(*) FROM pages GROUP BY article_id HAVING count(*) > 1")
        ).all()
    assert [row[1] for row in shared if row[0] is not None] == [2]


def test_pages_that_are_no_article_make_none(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    with archive.store.read() as session:
        classes = dict(
            session.execute(text("SELECT page_class, count(*) FROM parse_results GROUP BY 1")).all()
        )
        odd = session.scalar(
            text("SELECT count(*) FROM parse_results WHERE article_id IS NOT NULL "
                 "AND page_class NOT IN ('article', 'teaser')")
        )  # fmt: skip
    assert odd == 0
    assert {"article", "consent", "not_found", "index", "teaser"} <= set(classes)


def test_reparse_changes_nothing_when_the_parser_is_the_same(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    before = _count(archive, "revisions")
    report = reparse(archive, ReparseOptions(everything=True))
    assert report.summary.counts["reparse_revision"] == 0
    assert not report.fields
    assert _count(archive, "revisions") == before


def test_reparse_with_workers_gives_the_same(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    alone = reparse(archive, ReparseOptions(everything=True))
    together = reparse(archive, ReparseOptions(everything=True, workers=2))
    assert alone.summary.counts == together.summary.counts


def test_reparse_skips_what_is_done(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    assert not reparse(archive, ReparseOptions()).summary.counts


def test_one_url(archive: Archive, site: SampleSite) -> None:
    url = site.article_urls[3]
    summary = ingest(archive, urls=(url,), only_urls=True)
    assert summary.counts["captures"] == 1
    assert _count(archive, "pages") == 1


def test_limit(archive: Archive, site: SampleSite) -> None:
    assert ingest(archive, limit=3).counts["asked"] == 3


def test_stop_leaves_the_rest_for_the_next_run(archive: Archive, site: SampleSite) -> None:
    stop = Event()
    seen: list[int] = []

    def progress(done: int, total: int | None, words: str = "") -> None:
        seen.append(done)
        if total and total > 1 and done == 5:
            stop.set()

    options = IngestOptions(recheck=True)
    summary = Ingest(archive, archive.settings.sources, options, progress=progress, stop=stop).run()
    assert summary.stopped
    assert 0 < summary.counts["captures"] < 26
    assert summary.counts["not_tried"] > 0
    rest = ingest(archive)
    assert rest.counts["captures"] + summary.counts["captures"] == _count(archive, PAGES_KEPT)
    assert rest.counts["not_tried"] == 0


def test_a_second_run_is_told_who_holds_the_lock(archive: Archive) -> None:
    folder = archive.settings.folder
    busy = pytest.raises(ArchiveLocked, match=r"newsarchive ingest \(process \d+")
    with only_run(folder, "ingest"), busy, only_run(folder, "ingest"):
        pass
    with only_run(folder, "ingest"):
        pass  # free again


def test_records_without_a_row_are_adopted(archive: Archive, site: SampleSite) -> None:
    """What a kill between writing a record and committing its row leaves."""
    ingest(archive)
    articles, kept = _count(archive, "articles"), _count(archive, "captures")
    with archive.store.write() as session:
        for table in ("article_authors", "article_tags", "search_index", "parse_results", "fetches"):
            session.execute(text(f"DELETE FROM {table}"))
        session.execute(text("UPDATE pages SET article_id = NULL"))
        for table in ("blocks", "revisions", "articles", "captures", "warc_files"):
            session.execute(text(f"DELETE FROM {table}"))
    summary = ingest(archive, recheck=False)
    assert summary.counts["recovered"] == kept
    assert (_count(archive, "captures"), _count(archive, "articles")) == (kept, articles)


def test_a_killed_run_is_finished_by_the_next(folder: Path, site: SampleSite) -> None:
    """SIGKILL in the middle; every page that was answered is there after the next run, none twice."""
    program = [sys.executable, "-m", "newsarchive", "--archive", str(folder), "ingest", "--recheck"]
    child = subprocess.Popen(program, stderr=subprocess.DEVNULL)
    while child.poll() is None and _statuses(site)[200] < 6:
        pass
    child.send_signal(signal.SIGKILL)
    child.wait()
    done = subprocess.run(program, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    from newsarchive.settings import load_settings

    with Archive.open(load_settings(folder, {})) as archive, archive.store.read() as session:
        stored = list(all_captures(session))
        for one in stored:
            archive.read_stored(one.ref)
        answered = {one.page_url for one in stored}
        assert len(answered) == 26
        files = archive.warc.names()
        on_disk = {ref.record_id for name in files for ref in captures.iter_refs(archive.warc, name)}
        assert on_disk == {one.ref.record_id for one in stored}
        unparsed = text(
            "SELECT count(*) FROM captures WHERE status <> 304 AND id NOT IN (SELECT capture_id FROM parse_results)"
        )
        assert session.scalar(unparsed) == 0
