"""The long run against the parser: mutated pages in one process, hostile pages each in a child of its own.

    python benchmarks/fuzz_parser.py --pages 20000
    python benchmarks/fuzz_parser.py --only hostile

Exit code 1 when a page raised, gave a different record the second time, passed its budget, or did
not say what was wrong with it. A page that fails is named by its number: `--replay 4711` writes it.
"""

from __future__ import annotations

import argparse
import importlib
import multiprocessing
import resource
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.mutations import HOSTILE, Hostile, mutated, pages_of

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
BUDGET = 2.0
"""Seconds of CPU for a mutated page (at most 600 kB)."""
TWICE = 50
"""Every so-and-so-manieth page is parsed twice, to see that the record is the same."""
FETCHED = datetime(2018, 7, 16, 13, 39, tzinfo=UTC)
_MEGABYTE = 1024 * 1024

Parser = Callable[[bytes], Any]


def parser_of(target: str) -> Parser:
    """`module:function`, called like `newsarchive.parse_article`."""
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    return lambda data: function(data, url="https://example.org/2017/10/17/talks", fetched_at=FETCHED)


def fuzz(parse: Parser, pages: tuple[bytes, ...], numbers: range, budget: float = BUDGET) -> list[str]:
    """Parse the mutated pages of these numbers; one line for each that failed."""
    failures = []
    slowest = (0.0, 0)
    for number in numbers:
        data, how = mutated(number, pages)
        start = time.process_time()
        try:
            record = parse(data)
            spent = time.process_time() - start
            if number % TWICE == 0 and parse(data) != record:
                failures.append(f"page {number} ({how}): another record the second time")
        except Exception:  # noqa: BLE001  a fuzzer reports whatever comes
            spent = time.process_time() - start
            failures.append(f"page {number} ({how}): {traceback.format_exc(limit=-3)}")
        if spent > budget:
            failures.append(f"page {number} ({how}): {spent:.1f} s, budget {budget} s")
        slowest = max(slowest, (spent, number))
    worst = f"slowest {slowest[0]:.2f} s (page {slowest[1]})"
    print(f"{len(numbers)} mutated pages, {len(failures)} failures, {worst}")
    return failures


def _child(target: str, case: int, pipe: Any) -> None:
    data = HOSTILE[case].make()
    parse = parser_of(target)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    record = parse(data)
    spent = time.process_time() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, kilobytes on Linux
    pipe.send(
        (
            spent,
            after * unit // _MEGABYTE,
            (after - before) * unit // _MEGABYTE,
            [i.code for i in record.issues],
        )
    )


def attack(target: str, case: int) -> str | None:
    """Parse one hostile page in a child; what went wrong, or None."""
    hostile: Hostile = HOSTILE[case]
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(target, case, there))
    child.start()
    there.close()
    limit = hostile.seconds * 3 + 20
    try:
        spent, peak, more, issues = here.recv() if here.poll(limit) else (limit, 0, 0, None)
    except EOFError:
        return f"{hostile.name}: the child died"
    finally:
        child.kill()
        child.join()
    cost = f"{spent:7.2f} s of {hostile.seconds:<4g} {peak:6d} MB (+{more})"
    print(f"{hostile.name:<36} {cost} {' '.join(issues or ())}")
    if issues is None:
        return f"{hostile.name}: not back after {limit} s"
    if spent > hostile.seconds:
        return f"{hostile.name}: {spent:.1f} s, budget {hostile.seconds} s"
    if peak > hostile.megabytes:
        return f"{hostile.name}: {peak} MB, budget {hostile.megabytes} MB"
    if hostile.issue is not None and hostile.issue not in issues:
        return f"{hostile.name}: the record does not say {hostile.issue}"
    return None


def main() -> int:
    """Run what was asked for; 1 when anything failed."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--parser", default="newsarchive.article:parse_article")
    options.add_argument("--pages", type=int, default=20_000)
    options.add_argument("--first", type=int, default=0, help="number of the first page")
    options.add_argument("--only", choices=["mutated", "hostile"])
    options.add_argument(
        "--replay", type=int, help="write the mutated page of this number to standard output"
    )
    given = options.parse_args()
    pages = pages_of(ROOT / "fixtures" / "pages", CORPUS / "articles", CORPUS / "bodies")
    if given.replay is not None:
        sys.stdout.buffer.write(mutated(given.replay, pages)[0])
        return 0
    failures: list[str] = []
    if given.only != "hostile":
        failures += fuzz(parser_of(given.parser), pages, range(given.first, given.first + given.pages))
    if given.only != "mutated":
        failures += [failure for case in range(len(HOSTILE)) if (failure := attack(given.parser, case))]
    for failure in failures[:40]:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
