"""Kill ingests of 500 pages at 500 random moments and check after each that nothing was lost or doubled.

    python -m benchmarks.kill_ingest [--kills 500] [--pages 500] [--seed 1] [--minutes N]

What must be true after each kill, and what "completed" and "in hand" mean: see
`tests/support/killed_ingest.py`. The first line that is not as it must be ends it with an error.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from tests.support.killed_ingest import kill_ingests

RECOVERY_SECONDS = 5.0


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--pages", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=1e6, help="stop after this time, with what was done")
    options = asked.parse_args()
    end = time.monotonic() + options.minutes * 60
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = kill_ingests(
            Path(folder),
            options.kills,
            pages=options.pages,
            seed=options.seed,
            until=lambda: time.monotonic() > end,
        )
    print(f"{counts.line()} ({time.monotonic() - began:.0f} s)")
    if counts.slowest > RECOVERY_SECONDS:
        raise SystemExit(f"a recovery took longer than {RECOVERY_SECONDS:.0f} s")


if __name__ == "__main__":
    main()
