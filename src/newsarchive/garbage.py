"""When Python looks for garbage in cycles: not while work that makes many objects, but no cycle, goes on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Within the block Python looks for no garbage in cycles, in any thread of the process.

    The search is set off by the number of new objects and goes through all of them that are still in use:
    a tenth of the time of work that needs its hundred thousand objects until it is done.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
