"""Fills an archive with generated articles through the same door as a re-parse, and prints the speed.

    python benchmarks/bulk_load.py [--articles 20000] [--url sqlite:////tmp/bulk.db] [--batch 500]

Each article has twelve blocks, two authors, three tags, evidence, findings, and full text in step.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from newsarchive.records import Article, Block, Candidate, FoundDate
from newsarchive.store import Parsed, Store, facts_of, save_parses, see_candidates, upsert_source
from newsarchive.store.capturing import warc_file_id
from newsarchive.store.schema import CaptureRow

START = datetime(2016, 1, 1, tzinfo=UTC)
STEMS = [
    "tar",
    "if",
    "quo",
    "ta",
    "du",
    "ty",
    "ex",
    "port",
    "im",
    "mar",
    "ket",
    "steel",
    "beef",
    "sug",
    "ar",
    "tex",
    "tile",
    "trea",
    "ty",
    "safe",
    "guard",
    "rul",
    "ing",
    "lo",
    "gis",
    "tic",
]


class Writer:
    """Writes articles from a fixed seed: the same number gives the same article."""

    def __init__(self) -> None:
        chance = random.Random(7)
        self.words = sorted({"".join(chance.choices(STEMS, k=chance.randint(1, 4))) for _ in range(9000)})
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]
        chance.shuffle(self.words)

    def article(self, number: int) -> Article:
        chance = random.Random(number)
        text = chance.choices(self.words, self.weights, k=420)
        sentences = [" ".join(text[n : n + 35]).capitalize() + "." for n in range(0, 420, 35)]
        blocks = [Block("paragraph", sentence) for sentence in sentences]
        blocks[4] = Block("subhead", " ".join(text[:4]).capitalize(), 2)
        at = START + timedelta(minutes=17 * number)
        url = f"https://source{number % 40}.example/{number}"
        return Article(
            url=url,
            headline=" ".join(text[5:13]).capitalize(),
            summary=" ".join(text[40:60]),
            authors=(f"Author {number % 997}", f"Writer {number % 499}"),
            published=FoundDate(
                at, at.replace(tzinfo=None), at.strftime("%d %B %Y %H:%M"), "explicit", "minute"
            ),
            section=f"Section {number % 12}",
            tags=tuple(dict.fromkeys(chance.choices(self.words[:400], k=3))),
            language="en",
            canonical_url=url,
            site_name=f"Source {number % 40}",
            blocks=tuple(blocks),
            page_class="article",
            page_class_evidence=("json-ld says NewsArticle",),
            found_by={"headline": "json-ld", "published": "json-ld", "authors": "json-ld", "body": "density"},
        )


def batches(total: int, size: int) -> Iterator[range]:
    for first in range(0, total, size):
        yield range(first, min(first + size, total))


def save_captures(store: Store, numbers: range, sources: list[int]) -> list[int]:
    """Pages and captures for some articles, in bulk. Returns the captures' numbers."""
    with store.write() as session:
        file_id = warc_file_id(session, "bulk-00001.warc.gz", START)
        rows = []
        for source, source_id in enumerate(sources):
            mine = [n for n in numbers if n % 40 == source]
            candidates = [Candidate(f"https://source{source}.example/{n}", "benchmark") for n in mine]
            pages = see_candidates(session, source_id, candidates, START)
            for number, page_id in zip(mine, pages.new, strict=True):
                rows.append(
                    {
                        "page_id": page_id,
                        "url": f"https://source{source}.example/{number}",
                        "captured_at": START + timedelta(minutes=17 * number),
                        "status": 200,
                        "warc_file_id": file_id,
                        "warc_offset": number * 5000,
                        "warc_length": 4000,
                        "record_id": f"urn:uuid:{number:036d}",
                        "payload_digest": f"sha256:{number:064x}",
                        "record_type": "response",
                    }
                )
        rows.sort(key=lambda row: row["warc_offset"])
        statement = insert(CaptureRow).returning(CaptureRow.id, sort_by_parameter_order=True)
        return list(session.scalars(statement, rows))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--articles", type=int, default=20_000)
    asked.add_argument("--batch", type=int, default=500)
    asked.add_argument("--url")
    asked.add_argument("--reparse", action="store_true", help="also re-parse everything with other output")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.url or f"sqlite:///{Path(folder) / 'bulk.db'}"
        writer = Writer()
        with Store.open(url) as store:
            with store.write() as session:
                sources = [upsert_source(session, f"source{n}", START) for n in range(40)]
            computed = spent = 0.0
            captures = []
            for numbers in batches(options.articles, options.batch):
                ids = save_captures(store, numbers, sources)
                captures += ids
                articles = [writer.article(n) for n in numbers]
                began = time.perf_counter()
                parsed = [Parsed(i, facts_of(a), "1") for i, a in zip(ids, articles, strict=True)]
                computed += time.perf_counter() - began
                began = time.perf_counter()
                with store.write() as session:
                    save_parses(session, parsed, now=START)
                spent += time.perf_counter() - began
            print(
                f"saved {options.articles} articles in {spent:.1f} s: {options.articles / spent:.0f} a second; "
                f"with what workers compute of them before, all in one process: "
                f"{options.articles / (spent + computed):.0f} a second"
            )
            for version, change in (("2", False), ("3", True)):
                if not options.reparse:
                    break
                spent = 0.0
                for numbers in batches(options.articles, options.batch):
                    parsed = []
                    for n in numbers:
                        article = writer.article(n)
                        if change:
                            blocks = (*article.blocks, Block("paragraph", "Found by the better parser."))
                            article = Article(
                                **{f: getattr(article, f) for f in article.__slots__} | {"blocks": blocks}
                            )
                        parsed.append(Parsed(captures[n], facts_of(article), version))
                    began = time.perf_counter()
                    with store.write() as session:
                        save_parses(session, parsed, now=START)
                    spent += time.perf_counter() - began
                what = "with other output" if change else "without a change"
                print(f"re-parsed {what} in {spent:.1f} s: {options.articles / spent:.0f} a second")


if __name__ == "__main__":
    main()
