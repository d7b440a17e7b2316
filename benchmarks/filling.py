"""Fills an archive through the store's own doors, without network and WARC files."""

from __future__ import annotations

import hashlib
import random
import time
import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from benchmarks import wire_texts as wire
from newsarchive.records import Article, Block, Candidate, Capture, CaptureRef, FoundDate
from newsarchive.store import (
    Parsed,
    Store,
    facts_of,
    save_capture,
    save_parses,
    see_candidates,
    upsert_source,
)

START = datetime(2020, 1, 1, 6, 0, tzinfo=UTC)
SOURCES = [
    f"{place.lower()}-{kind}" for place in wire.PLACES[:5] for kind in ("courier", "herald", "wire", "post")
]
SECTIONS = ["Trade remedies", "Agriculture", "Customs", "Shipping", "Politics", "Markets"]
TAGS = [
    "tariffs",
    "quotas",
    "safeguards",
    "disputes",
    "anti-dumping",
    "licences",
    "ports",
    "origin",
    "subsidies",
]


class Filler:
    """Generated articles, saved in batches."""

    def __init__(self, store: Store, *, seed: int = 1, batch: int = 500) -> None:
        self.store, self.batch = store, batch
        self.rng = random.Random(seed)
        self.number = 0
        self.seconds = 0.0
        with store.write() as session:
            self.sources = [upsert_source(session, name, START) for name in SOURCES]
        names = random.Random(0)
        self.authors = [
            f"{names.choice('ABCDEFGHIKLMNOPRSTUVW')}. {names.choice(wire.PLACES)}{names.randint(1, 40)}"
            for _ in range(400)
        ]

    def article(self, url: str, at: datetime, body: str) -> Article:
        rng = self.rng
        lines = body.split("\n")
        blocks: list[Block] = []
        for index, line in enumerate(lines):
            if index and index % 4 == 0:
                blocks.append(Block("subhead", f"What it means for {rng.choice(wire.GOODS)}", 2))
            blocks.append(Block("paragraph", line))
        return Article(
            url=url,
            headline=f"{rng.choice(wire.PLACES)} and the {rng.choice(wire.GOODS)}: {line_start(lines[0])}",
            authors=tuple(rng.sample(self.authors, rng.choice((1, 1, 2)))),
            published=FoundDate(at, at.replace(tzinfo=None), f"{at:%d %B %Y %H:%M}", "explicit", "minute"),
            section=rng.choice(SECTIONS),
            tags=tuple(rng.sample(TAGS, 3)),
            language="en",
            canonical_url=url,
            blocks=tuple(blocks),
            page_class="article",
        )

    def fill(self, count: int, *, per_day: int = 120) -> float:
        """So many articles, over as many days as it takes; one in eight is a copy of an earlier one.

        Returns the seconds that saving them took (articles, blocks, authors, tags, full text); inventing
        them and noting their captures is left out.
        """
        self.seconds = 0.0
        for _ in self.batches(self.generated(count), per_day):
            pass
        return self.seconds

    def generated(self, count: int) -> Iterator[str]:
        recent: list[list[str]] = []
        for _ in range(count):
            if recent and self.rng.random() < 0.125:
                yield wire.to_text(wire.copied(self.rng, self.rng.choice(recent)))
                continue
            told = wire.story(self.rng)
            recent = [*recent[-40:], told]
            yield wire.to_text(told)

    def fill_texts(self, texts: Sequence[str]) -> list[int]:
        """Articles with these texts, all within a week; their numbers, in order."""
        return [number for some in self.batches(texts, 10**9) for number in some]

    def batches(self, texts: Iterable[str], per_day: int) -> Iterator[list[int]]:
        some: list[str] = []
        for body in texts:
            some.append(body)
            if len(some) >= self.batch:
                yield self.save(some, per_day)
                some = []
        if some:
            yield self.save(some, per_day)

    def save(self, texts: list[str], per_day: int) -> list[int]:
        """One transaction: pages, captures, articles, blocks, authors, tags, full text."""
        with self.store.write() as session:
            parsed = []
            by_source: dict[int, list[Candidate]] = {}
            places = []
            for body in texts:
                self.number += 1
                source = self.rng.choice(self.sources)
                url = f"https://news{source}.example/{self.number}"
                at = START + timedelta(days=self.number // per_day, minutes=self.rng.randrange(1440))
                by_source.setdefault(source, []).append(Candidate(url, "benchmark"))
                places.append((self.number, url, at, body))
            pages: dict[str, int] = {}
            for source, candidates in by_source.items():
                seen = see_candidates(session, source, candidates, START)
                pages |= dict(zip([c.url for c in candidates], seen.new + seen.known, strict=True))
            for number, url, at, body in places:
                capture_id = save_capture(session, pages[url], capture(url, at), self.ref(number, url))
                parsed.append(Parsed(capture_id, facts_of(self.article(url, at, body)), "1"))
            started = time.perf_counter()
            saved = save_parses(session, parsed, now=START)
            self.seconds += time.perf_counter() - started
        return [one.article_id or 0 for one in saved]

    def ref(self, number: int, url: str) -> CaptureRef:
        digest = "sha256:" + hashlib.sha256(url.encode()).hexdigest()
        record = f"urn:uuid:{uuid.UUID(int=self.rng.getrandbits(128))}"
        return CaptureRef("bench-00001.warc.gz", number * 1000, 999, record, digest)


def capture(url: str, at: datetime) -> Capture:
    return Capture(url, url, at + timedelta(minutes=30), 200, "OK", (("Content-Type", "text/html"),), b"")


def line_start(line: str) -> str:
    return " ".join(line.split()[:7])
