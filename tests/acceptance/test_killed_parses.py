"""Re-parses and imports that are killed at random moments: a short share of `make kills-reparse`."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.killed_parses import Databases, Kind, kill_runs, make_work


@pytest.mark.timeout(300)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
@pytest.mark.parametrize("kind", ["reparse", "import"])
def test_the_next_run_finishes_what_a_killed_one_left(
    tmp_path: Path, kind: Kind, database: str, request: pytest.FixtureRequest
) -> None:
    server = None if database == "sqlite" else request.getfixturevalue("postgres_server")
    databases = Databases(server)
    work = make_work(tmp_path, kind, databases)
    try:
        counts = kill_runs(work, tmp_path, 1, databases, seed=4)
    finally:
        databases.drop(work.url)
    assert counts.kills >= 1
