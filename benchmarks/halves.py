#!/usr/bin/env python3
"""The parser's figures on two parts of the corpus, cut by publisher: rules are written from one of them.

    python benchmarks/halves.py ../shared/corpus

A publisher is the registered part of a page's host; the first bytes of its SHA-256 say which part it is
in: `held` where all three are odd, about an eighth. Pages of `held` are not looked at while rules are
written: its figures are the ones to believe. (Up to parser version 5 two odd bytes were enough, a quarter;
then half of those publishers were opened, because rules learnt nothing more from the others.)
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

KINDS = ("articles", "bodies")
SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go"))
"""Second labels below a country under which names are registered."""


def publisher(url: str) -> str:
    """The registered part of a URL's host, near enough for a cut in halves."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    size = 3 if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def half(url: str) -> str:
    """`seen` or `held`: the part that a page's publisher is in."""
    first_bytes = hashlib.sha256(publisher(url).encode()).digest()[:3]
    return "held" if all(byte % 2 for byte in first_bytes) else "seen"


def measure(corpus: Path, name: str) -> dict[str, dict[str, float]]:
    """The figures of the corpus's own script on one part."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            rows = json.loads((corpus / f"{kind}.json").read_text(encoding="utf-8"))
            kept = [row for row in rows if half(row["url"]) == name]
            (Path(folder) / f"{kind}.json").write_text(json.dumps(kept), encoding="utf-8")
            (Path(folder) / kind).symlink_to((corpus / kind).resolve())
            command = [sys.executable, str(corpus / "score.py"), "--corpus", folder, "--only", kind, "--json"]
            found |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    options = parser.parse_args()
    seen, held = measure(options.corpus, "seen"), measure(options.corpus, "held")
    for kind in KINDS:
        for name, value in seen[kind].items():
            print(f"{kind:<9} {name:<20} seen {value:<8} held {held[kind][name]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
