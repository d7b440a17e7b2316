"""Kill a WARC writer 500 times and check that nothing promised was lost.

python -m benchmarks.kill_writer [KILLS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from tests.unit.captures.killing import kill_often


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        counts = kill_often(Path(folder), kills, seed=kills)
    print(
        f"{counts['kills']} kills, {counts['promised']} captures promised, 0 lost; "
        f"{counts['torn tails']} torn tails cut, {counts['orphans']} orphans found "
        f"({time.monotonic() - started:.0f} s)"
    )


if __name__ == "__main__":
    main()
