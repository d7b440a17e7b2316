#!/usr/bin/env python3
"""What can be said of the parser on pages that nobody has answers for.

    python benchmarks/unanswered.py FOLDER [--show 20] [--fetched-at 2024-01-01]

Reads every HTML file of a folder, packed with gzip or not, and prints: how many pages have each field and each
class; blocks that several pages of one host share, which are furniture that leaked; long pieces of running text
that were dropped between two that were kept, each with the reason, which may be text that was lost; the pages
that took longest. No line of it is a fault for certain: all are places to look at.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from newsarchive.parse import explain_article
from newsarchive.parse.page import read_page
from newsarchive.parse.story import Explanation
from newsarchive.parse.text import ends_sentence

FIELDS = ("headline", "published", "authors", "summary", "blocks", "language", "section")
LONG = 110
"""Characters from which on a dropped sentence is worth a look."""
SHARED = 3
"""Pages of one host that share a block which leaked."""


def pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page of a folder, by name."""
    for path in sorted(folder.rglob("*")):
        if path.name.lower().removesuffix(".gz").endswith((".html", ".htm")):
            data = path.read_bytes()
            yield str(path.relative_to(folder)), gzip.decompress(data) if path.suffix == ".gz" else data


def dropped_between(told: Explanation) -> Iterator[tuple[str, str]]:
    """Reason and text of long sentences that were dropped between two pieces that were kept."""
    pieces = told.fields.get("blocks", ())
    kept = [at for at, piece in enumerate(pieces) if piece.won]
    shown = {block.text[:60] for block in told.article.blocks}
    for piece in pieces[kept[0] : kept[-1]] if kept else ():
        text = str(piece.value).partition(": ")[2]
        if not piece.won and len(text) >= LONG and ends_sentence(text) and text[:60] not in shown:
            yield piece.reason, text


def main() -> int:
    """Look at all pages and print what stands out."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--show", type=int, default=20, help="lines of each list (default 20)")
    asked.add_argument(
        "--fetched-at",
        type=datetime.fromisoformat,
        default="2024-01-01",
        help="day of the fetch, ISO 8601 (default 2024-01-01)",
    )
    options = asked.parse_args()
    fetched = options.fetched_at.replace(tzinfo=UTC)
    has: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    lost: list[tuple[str, str, str]] = []
    slow: list[tuple[float, int, str]] = []
    for count, (name, data) in enumerate(pages(options.folder), 1):
        if count % 100 == 0:
            print(f"{count} pages", file=sys.stderr)
        url = read_page(data).canonical or ""
        began = time.process_time()
        told = explain_article(data, url=url, fetched_at=fetched)
        slow.append((time.process_time() - began, len(data), name))
        article = told.article
        has.update(field for field in FIELDS if getattr(article, field))
        classes[article.page_class] += 1
        for block in article.blocks:
            shared[urlsplit(url).hostname or "", block.text].add(name)
        lost += [(name, reason, text) for reason, text in dropped_between(told)]
    if not slow:
        print("no HTML file in this folder", file=sys.stderr)
        return 1
    print("pages with  ", ", ".join(f"{field} {has[field] / len(slow):.0%}" for field in FIELDS))
    print("classes     ", ", ".join(f"{name} {count}" for name, count in classes.most_common()))
    leaks = sorted(
        ((len(names), *key) for key, names in shared.items() if len(names) >= SHARED), reverse=True
    )
    print(f"{len(leaks)} blocks on {SHARED} pages of a host or more")
    for count, host, text in leaks[: options.show]:
        print(f"  {count:4} {host}: {text[:100]}")
    print(f"{len(lost)} long sentences dropped between two that were kept")
    for name, reason, text in lost[: options.show]:
        print(f"  {name}: {reason[:50]}: {text[:80]}")
    print("slowest pages, explained")
    for seconds, size, name in sorted(slow, reverse=True)[:5]:
        print(f"  {seconds * 1000:5.0f} ms {size // 1024:6} kB {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
