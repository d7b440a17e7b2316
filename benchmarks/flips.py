"""Flip every bit of a small archive's closed WARC files, cut them at every length: `verify --deep` must find all.

    python -m benchmarks.flips

The first flip or cut that is not found ends it with an error. A test does the same with one bit of each byte.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.unit.captures.flips import all_bits, cut_everywhere, flip_everywhere, make_small


def main() -> None:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        archive = make_small(Path(folder))
        size = sum(closed.size for closed in archive.closed)
        flips = flip_everywhere(archive, all_bits)
        cuts = cut_everywhere(archive)
    print(
        f"{len(archive.closed)} files of {size} bytes together: {flips['flips']} flips found, {flips['placed']} of "
        f"them named by offset; {cuts['cuts']} cuts found, {cuts['between records']} of them exactly between two "
        f"records; 0 unseen ({time.monotonic() - began:.0f} s)"
    )


if __name__ == "__main__":
    main()
