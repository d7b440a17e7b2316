"""How long work tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far the work is; costs nothing when nobody looks."""

    def __call__(self, done: int, total: int | None, words: str = "") -> None:
        """`done` of `total` (None: unknown), with a few words about the thing in hand."""


def silent(done: int, total: int | None, words: str = "") -> None:
    """The progress that shows nothing."""
