"""One reader of `benchmarks/readers.py`: asks in a loop until its standard input is closed, then tells.

    python -m benchmarks.reading KIND FOLDER PATIENCE_MS

Each turn is one read transaction. What must agree in it is compared; a disagreement is counted by its name.
"""

from __future__ import annotations

import json
import random
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from newsarchive.errors import NewsArchiveError, StoreError
from newsarchive.pipeline import Archive
from newsarchive.settings import load_settings
from newsarchive.store.query import run_query
from newsarchive.store.search import search
from newsarchive.store.search_index import stale_articles

PAUSE = 0.005
"""Seconds between two turns: nobody asks without drawing breath."""

AGREE = {
    "as many revisions as the articles say": "(SELECT SUM(revision_count) FROM articles) = (SELECT COUNT(*) FROM revisions)",
    "an index row for each article": "(SELECT COUNT(*) FROM articles) = (SELECT COUNT(*) FROM search_index)",
    "every month adds up": "(SELECT COUNT(*) FROM articles) = (SELECT SUM(articles) FROM articles_per_month)",
    "the parser's newest word has its revision": "NOT EXISTS (SELECT 1 FROM parse_results p JOIN revisions r ON r.id = p.revision_id"
    " WHERE p.parser_version <> r.parser_version AND r.cause = 'reparse')",
}
"""What must be true in every state, in SQL of both databases."""
AGREE_SQL = "SELECT " + ", ".join(AGREE.values())
_TEXT = "SELECT a.text, a.current_revision, a.revision_count, a.headline, r.headline, r.id FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.current_revision WHERE a.id = :id"


def point(session: Session, rng: random.Random, articles: int) -> Iterator[str]:
    """One article: its row, its blocks, its revisions, its row of the index."""
    wanted = {"id": rng.randint(1, articles)}
    told, current, count, headline, revised, revision = session.execute(text(_TEXT), wanted).one()
    blocks = session.scalars(
        text("SELECT text FROM blocks WHERE revision_id = :id ORDER BY position"), {"id": revision}
    )
    if "\n".join(blocks) != told:
        yield "blocks and text of an article differ"
    if headline != revised:
        yield "an article's headline is not that of its current revision"
    revisions = session.scalar(text("SELECT COUNT(*) FROM revisions WHERE article_id = :id"), wanted)
    if revisions != count:
        yield "revision_count is not the number of revisions"
    key = "rowid" if session.get_bind().dialect.name == "sqlite" else "article_id"
    indexed = session.scalar(text(f"SELECT revision FROM search_index WHERE {key} = :id"), wanted)
    if indexed != current:
        yield "the index has another revision than the article"


def searches(session: Session, _rng: random.Random, _articles: int) -> Iterator[str]:
    """Each article has its old headline or its new one, and the index says the same."""
    found = {word: search(session, word, limit=5).total for word in ("draft", "final")}
    for word, total in found.items():
        stored = session.scalar(
            text("SELECT COUNT(*) FROM articles WHERE headline LIKE :start"), {"start": f"{word.title()} %"}
        )
        if stored != total:
            yield f"a search finds {total} with {word}, the table has {stored}"


def views(session: Session, rng: random.Random, articles: int) -> Iterator[str]:
    """Views and the tables below them."""
    wanted = {"id": rng.randint(1, articles)}
    read = session.execute(
        text("SELECT headline, text, revision_count FROM articles_read WHERE article_id = :id"), wanted
    ).one()
    texts = session.execute(
        text("SELECT headline, text FROM revision_texts WHERE article_id = :id ORDER BY revision"), wanted
    ).all()
    if tuple(texts[-1]) != tuple(read[:2]) or len(texts) != read[2]:
        yield "revision_texts and articles_read differ"
    changes = session.scalar(text("SELECT COUNT(*) FROM revision_changes WHERE article_id = :id"), wanted)
    if changes != len(texts) - 1:
        yield "revision_changes misses a revision"
    rows = session.execute(text("SELECT SUM(articles), MAX(all_articles) FROM articles_per_week")).one()
    if rows[0] != session.scalar(text("SELECT SUM(articles) FROM source_activity")):
        yield "the weeks and the sources count other numbers of articles"


def counts(session: Session, _rng: random.Random, _articles: int) -> Iterator[str]:
    """Numbers over whole tables."""
    for name, good in zip(AGREE, session.execute(text(AGREE_SQL)).one(), strict=True):
        if not good:
            yield name
    if stale_articles(session, 1):
        yield "an article is not in step with its index"


LOOKS: dict[str, Callable[[Session, random.Random, int], Iterator[str]]] = {
    "point": point,
    "search": searches,
    "views": views,
    "counts": counts,
}


def by_query(archive: Archive) -> Iterator[str]:
    """The same numbers through `run_query`, in its own process."""
    (row,) = run_query(archive.settings.database_url, AGREE_SQL)
    for name, good in zip(AGREE, row, strict=True):
        if not good:
            yield f"query: {name}"


def by_command(archive: Archive) -> Iterator[str]:
    """`newsarchive query` and `newsarchive search`, as a person runs them."""
    command = [sys.executable, "-m", "newsarchive", "--archive", str(archive.settings.folder)]
    for more in (
        ["query", AGREE_SQL, "-f", "jsonl"],
        ["search", "draft OR final", "--limit", "1", "-f", "json"],
    ):
        done = subprocess.run([*command, *more], capture_output=True, text=True, check=False)
        if done.returncode:
            raise StoreError(done.stderr.strip().split("\n")[-1])
        if more[0] == "query" and not all(json.loads(done.stdout).values()):
            yield f"newsarchive query: {done.stdout}"


PROGRAMS: dict[str, Callable[[Archive], Iterator[str]]] = {"query": by_query, "commands": by_command}
KINDS = (*LOOKS, *PROGRAMS)


def patient(archive: Archive, milliseconds: int) -> None:
    """From now on the connections of this archive wait so long for a lock."""
    setting = (
        f"PRAGMA busy_timeout={milliseconds}"
        if archive.store.is_sqlite
        else f"SET lock_timeout = {milliseconds}"
    )

    def connected(connection: Any, _record: Any) -> None:
        connection.execute(setting).close()
        connection.commit()

    event.listen(archive.store.engine, "connect", connected)
    archive.store.engine.dispose()


class Clock:
    """How long this process and its server neither ran nor stood in the queue for a processor."""

    def __init__(self) -> None:
        self.files = [Path("/proc/self/schedstat")]

    def add_server(self, session: Session) -> None:
        """Also look at the server's process, where it is on this machine."""
        if session.get_bind().dialect.name == "postgresql":
            pid = session.connection().connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
            self.files = [self.files[0], Path(f"/proc/{pid}/schedstat")]

    def busy(self) -> float:
        """Seconds of running and queueing so far."""
        total = 0
        for file in self.files:
            try:
                total += sum(map(int, file.read_text().split()[:2]))
            except (OSError, ValueError):
                continue  # no Linux, or the server is elsewhere: all time counts as waiting
        return total / 1e9


class Reader:
    """The loop and what it measured."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.told: dict[str, Any] = {
            "first_row": [], "whole": [], "waited": [], "locked_out": 0, "wrong": {}, "errors": [],
        }  # fmt: skip
        self.clock = Clock()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Measure a turn; an error in it is counted."""
        began, busy = time.perf_counter(), self.clock.busy()
        try:
            yield
        except NewsArchiveError as error:
            said = str(error.__cause__ or error)
            if "locked" in said or "lock timeout" in said:
                self.told["locked_out"] += 1
            self.told["errors"].append(said)
        else:
            took = time.perf_counter() - began
            self.told["whole"].append(took)
            self.told["waited"].append(max(0.0, took - (self.clock.busy() - busy)))

    def wrong(self, names: Iterator[str]) -> None:
        """Count what did not agree."""
        for name in names:
            self.told["wrong"][name] = self.told["wrong"].get(name, 0) + 1

    def look(self, kind: str, rng: random.Random, articles: int) -> None:
        """One turn in a session of the store."""
        began = time.perf_counter()
        with self.turn(), self.archive.store.read() as session:
            session.execute(text("SELECT version_num FROM alembic_version")).all()
            self.told["first_row"].append(time.perf_counter() - began)
            self.wrong(LOOKS[kind](session, rng, articles))

    def run(self, kind: str, *, patience: int) -> None:
        """Turn after turn, until the other end of standard input is closed."""
        rng = random.Random(kind)
        with self.archive.store.read() as session:
            articles = session.scalar(
                text("SELECT COUNT(*) FROM articles WHERE url LIKE 'https://generated.%'")
            )
        patient(self.archive, patience)
        if kind in LOOKS:
            with self.archive.store.read() as session:
                self.clock.add_server(session)
        print("ready", flush=True)
        while not select.select([sys.stdin], [], [], PAUSE)[0]:
            if kind in LOOKS:
                self.look(kind, rng, articles or 0)
                continue
            with self.turn():
                self.wrong(PROGRAMS[kind](self.archive))


def main() -> None:
    kind, folder, patience = sys.argv[1:]
    with Archive.open(load_settings(Path(folder), {})) as archive:
        reader = Reader(archive)
        reader.run(kind, patience=int(patience))
    print(json.dumps(reader.told))


if __name__ == "__main__":
    main()
