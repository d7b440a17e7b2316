"""Readers beside a writer see one consistent state in each read transaction, in step with the full text."""

from __future__ import annotations

from pathlib import Path

from benchmarks.readers import measure

KINDS = ("point", "search", "views", "counts", "query")


def test_readers_beside_a_reparse_and_checkpoints_see_nothing_half_done(
    database_url: str, tmp_path: Path
) -> None:
    """A short share of `make bench-readers`, which also measures how long they wait."""
    found = measure(
        tmp_path / "archive",
        database_url,
        articles=60,
        pages=8,
        seconds=1,
        patience=30_000,
        writers=("re-parse", "checkpoints"),
        kinds=KINDS,
    )
    for what, told in found.items():
        assert tuple(told) == KINDS
        for kind, turns in told.items():
            assert turns.whole, (what, kind)
            assert not turns.wrong, (what, kind)
            assert not turns.errors, (what, kind)
