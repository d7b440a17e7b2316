#!/usr/bin/env python3
"""Hold the parser to the quality it once reached, on the corpus of real pages.

    python benchmarks/quality_gate.py ../shared/corpus            # exit 1 when a measure fell below its floor
    python benchmarks/quality_gate.py ../shared/corpus --raise    # lift the floors to what is reached now

The floors are in quality_floors.json. They are only ever lifted: a floor that is lower than the one in
the last commit fails the gate, whatever the parser reaches. Speed is not measured here (see `score.py
--only speed`): a machine at work on other things would fail it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "quality_floors.json"
PARENT = "HEAD~1"

Measures = dict[str, dict[str, float]]


def measure(corpus: Path) -> Measures:
    """The figures of the corpus's own script, for every set of pages."""
    found: Measures = {}
    for kind in ("articles", "bodies", "dates"):
        command = [sys.executable, str(corpus / "score.py"), "--only", kind, "--json"]
        found |= json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def committed_floors(revision: str) -> Measures:
    """The floors as a commit has them; none where it has no such file."""
    command = ["git", "-C", str(HERE), "show", f"{revision}:./{FLOORS.name}"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    return json.loads(done.stdout) if done.returncode == 0 else {}


def compare(reached: Measures, floors: Measures, before: Measures) -> list[str]:
    """What is wrong, one line each: measures below their floor, floors that were lowered or dropped."""
    wrong = []
    for kind, measures in floors.items():
        for name, floor in measures.items():
            value = reached.get(kind, {}).get(name)
            bad = value is None or (value > floor if name == "crashes" else value < floor)
            if bad:
                wrong.append(f"{kind} {name}: {value}, the floor is {floor}")
    for kind, measures in before.items():
        for name, old in measures.items():
            new = floors.get(kind, {}).get(name)
            if new is None or (new > old if name == "crashes" else new < old):
                wrong.append(f"{kind} {name}: the floor was lowered from {old} to {new}")
    return wrong


def lifted(reached: Measures, floors: Measures) -> Measures:
    """The floors, each lifted to what is reached; none lowered."""
    return {
        kind: {
            name: min(value, floors.get(kind, {}).get(name, value))
            if name == "crashes"
            else max(value, floors.get(kind, {}).get(name, value))
            for name, value in measures.items()
        }
        for kind, measures in reached.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to what is reached"
    )
    options = parser.parse_args()
    floors: Measures = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    reached = measure(options.corpus)
    for kind, measures in reached.items():
        for name, value in measures.items():
            print(f"{kind:<9} {name:<20} {value:<8} floor {floors.get(kind, {}).get(name, 'none')}")
    if options.lift:
        FLOORS.write_text(json.dumps(lifted(reached, floors), indent=1, sort_keys=True) + "\n")
        print(f"floors written to {FLOORS.name}")
        return 0
    wrong = compare(reached, floors, committed_floors(PARENT) or committed_floors("HEAD"))
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong or not floors else 0


if __name__ == "__main__":
    sys.exit(main())
