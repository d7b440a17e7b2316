"""The tour: every part of newsarchive at work on the sample site, in under a minute."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

from newsarchive.demo.papers import demo_settings
from newsarchive.demo.server import SampleSite
from newsarchive.export import WriteOptions, write_rows
from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive, Ingest, IngestOptions, RunSummary
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.records import rfc3339
from newsarchive.sentences import compare_sentences
from newsarchive.settings import load_settings
from newsarchive.store import article_of_url
from newsarchive.store.history import article_history
from newsarchive.store.query import run_query
from newsarchive.store.search import search
from newsarchive.urls import canonical_url

PHRASE = '"relationship test"'

QUESTIONS = (
    (
        "Which articles are about rice, and when were they published?",
        """SELECT published_on, headline FROM articles
WHERE headline LIKE '%rice%' ORDER BY published_on""",
    ),
    (
        "Which subheads do the articles have?",
        """SELECT b.text AS subhead, a.headline FROM blocks b
JOIN revisions r ON r.id = b.revision_id
JOIN articles a ON a.id = r.article_id AND a.current_revision = r.number
WHERE b.kind = 'subhead' ORDER BY a.id, b.position LIMIT 6""",
    ),
    (
        "What did publishers change after publication?",
        """SELECT a.headline, r.number AS revision, r.words_added, r.words_removed
FROM revisions r JOIN articles a ON a.id = r.article_id
WHERE r.cause = 'publisher' AND r.number > 1""",
    ),
)


def run_tour(folder: Path) -> None:
    """Make an archive in `folder` (new or empty) and show all of newsarchive on it.

    Raises `ArchiveError` when the folder can't be used.
    """
    started = time.monotonic()
    make_folder(folder)
    with SampleSite() as site:
        (folder / SETTINGS_FILE).write_text(demo_settings(site.url), encoding="utf-8")
        with Archive.open(load_settings(folder, {}), create=True) as archive:
            _title("A sample news site is up", f"{site.url}: feed, sitemaps, robots.txt, invented articles")

            _title("First ingest", "discover → fetch → archive → parse → store")
            summary = _ingest(archive)
            _say(summary.line())
            _page_classes(archive)

            site.forget_requests()
            edited = site.publish_edit()
            _title("Second ingest", "meanwhile a publisher has changed one article")
            summary = _ingest(archive)
            answers = Counter(one.status for one in site.requests if not _is_furniture(one.path))
            _say(
                f"the site answered: {', '.join(f'{n} × {status}' for status, n in sorted(answers.items()))}"
            )
            _say(summary.line())
            _show_change(archive, edited)

            _title("Re-parse", "from the stored bytes, without asking the site")
            report = reparse(archive, ReparseOptions(everything=True))
            _say(report.summary.line())

            _title("Search", f"newsarchive search '{PHRASE}'")
            _search(archive)

            _title("Ask in SQL", 'newsarchive query "SELECT ..."')
            for question, sql in QUESTIONS:
                _say(f"\n{question}\n")
                _say("  " + sql.replace("\n", "\n  ") + "\n")
                sys.stdout.flush()
                with run_query(archive.settings.database_url, sql) as result:
                    write_rows(result, sys.stdout.buffer, "table", WriteOptions(width=100))
                sys.stdout.buffer.flush()
    _farewell(folder, time.monotonic() - started)


def _ingest(archive: Archive) -> RunSummary:
    return Ingest(archive, archive.settings.sources, IngestOptions(recheck=True)).run()


def _is_furniture(path: str) -> bool:
    return path in ("/", "/feed.xml", "/robots.txt") or path.startswith("/sitemap")


def _page_classes(archive: Archive) -> None:
    sql = "SELECT page_class, count(*) AS pages FROM parse_results GROUP BY page_class ORDER BY 2 DESC"
    with run_query(archive.settings.database_url, sql) as result:
        _say(
            "the pages are: " + ", ".join(f"{row[1]!r} {row[0]}" for row in result if isinstance(row[0], str))
        )


def _show_change(archive: Archive, url: str) -> None:
    with archive.store.read() as session:
        article_id = article_of_url(session, canonical_url(url))
        history = article_history(session, article_id) if article_id else None
    if history is None or len(history.revisions) < 2:
        _say("the changed article has no second revision")
        return
    old, new = history.revisions[-2:]
    _say(f"\n{new.headline}  (article {article_id}, revision {new.number})")
    for change in compare_sentences(old.text, new.text):
        if change.before:
            _say(f"  - {change.before}")
        if change.after:
            _say(f"  + {change.after}")
        for was, now in change.numbers:
            _say(f"    number: {was} → {now}")


def _search(archive: Archive) -> None:
    with archive.store.read() as session:
        result = search(session, PHRASE)
    for hit in result.hits:
        when = rfc3339(hit.published_at) or hit.published_on or "no date"
        _say(f"{when}  {hit.headline.text}")
        _say(f"    {hit.snippet.marked()}")
    _say(f"{result.total} found")


def _farewell(folder: Path, seconds: float) -> None:
    _title(f"Done in {seconds:.0f} seconds", f"the archive lies in {folder}")
    _say(f"""\
  {folder}/warc/             every answer of the site as a WARC record: the proof
  {folder}/newsarchive.db    the tables: open them with any SQLite tool

Try next:
  newsarchive --archive {folder} show 1
  newsarchive --archive {folder} search 'tariff* NOT steel'
  newsarchive --archive {folder} query --list
  newsarchive --archive {folder} export --format csv""")


def _title(words: str, more: str) -> None:
    _say(f"\n== {words} == {more}\n")


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
