"""When Python looks for garbage in cycles: not while work that makes many objects, but no cycle, goes on."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager


class _WithoutCycleSearch:
    """Counts who is inside, in all threads: the first turns the search off, the last turns it on again.

    It is turned off by its threshold and not by `gc.disable()`, so that a caller who says that, or
    `gc.enable()`, while some thread is inside is not overruled when the last one leaves.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._before = gc.get_threshold()

    def __enter__(self) -> None:
        with self._lock:
            if not self._inside:
                self._before = gc.get_threshold()
                gc.set_threshold(0)
            self._inside += 1

    def __exit__(self, *error: object) -> None:
        with self._lock:
            if self._inside:
                self._inside -= 1
                if not self._inside:
                    self._restore()

    def _restore(self) -> None:
        if gc.get_threshold()[0] == 0:  # else somebody has set another one meanwhile
            gc.set_threshold(*self._before)

    def forget(self) -> None:
        """A forked child has none of the other threads, which would have left the block."""
        if self._inside:
            self._restore()
        self._lock = threading.Lock()
        self._inside = 0


_block = _WithoutCycleSearch()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_block.forget)


def without_cycle_search() -> AbstractContextManager[None]:
    """Within the block Python looks for no garbage in cycles, in any thread of the process.

    The search is set off by the number of new objects and goes through all of them that are still in use:
    a tenth of the time of work that needs its hundred thousand objects until it is done.
    """
    return _block


NEW_OBJECTS = 50_000
"""So many new objects until Python looks for garbage in cycles among them. By itself it does so after 700,
and the looking took a sixth of a re-parse's time; a page makes some thousand objects and hardly a cycle."""


def look_seldom() -> None:
    """From now on look for garbage in cycles less often, and not in what is there already."""
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def looking_seldom() -> Iterator[None]:
    """`look_seldom`, for the time of a block."""
    was = gc.get_threshold()
    look_seldom()
    try:
        yield
    finally:
        gc.set_threshold(*was)
        gc.unfreeze()
