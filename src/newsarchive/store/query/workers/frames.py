"""What both workers share: their life, the frames they send, and the limits of their process.

A frame is four bytes of length (big endian) and a marshalled tuple: `("columns", [(name, type)])`,
`("rows", [row, …])`, `("done",)` or `("error", kind, message)`. The parent trusts the format
because the worker's own code writes it; nothing of the statement is ever run as Python.
"""

from __future__ import annotations

import contextlib
import marshal
import math
import os
import resource
import struct
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

FRAME_BYTES = 256 * 1024


class Output:
    """Frames to the parent. Knows how long it waited for the parent to read."""

    def __init__(self) -> None:
        self.pipe = os.fdopen(os.dup(1), "wb", buffering=0)
        self.waited = 0.0
        self.frames = 0

    def send(self, *frame: Any) -> None:
        """Send one frame; blocks while the parent is busy with earlier ones."""
        data = marshal.dumps(frame)
        started = time.monotonic()
        view = memoryview(struct.pack(">I", len(data)) + data)
        while view:
            view = view[self.pipe.write(view) :]
        self.waited += time.monotonic() - started
        self.frames += 1

    def send_rows(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """All rows, in frames of about FRAME_BYTES; the first frame leaves early."""
        batch: list[tuple[Any, ...]] = []
        size = 0
        for row in rows:
            batch.append(row)
            size += size_of(row)
            if size >= FRAME_BYTES or len(batch) >= (4096 if self.frames > 1 else 32):
                self.send("rows", batch)
                batch, size = [], 0
        if batch:
            self.send("rows", batch)


def size_of(row: tuple[Any, ...]) -> int:
    """About how many bytes a row's values take."""
    return sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)


def read_request() -> dict[str, Any]:
    """The request that the parent wrote to standard input."""
    request: dict[str, Any] = marshal.load(sys.stdin.buffer)  # noqa: S302 - written by the parent
    return request


def limit_process(memory: int, seconds: float) -> None:
    """Bound this process's memory, processor time and file size (POSIX setrlimit)."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
        now = int(statm.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
    for limit, amount in (
        (resource.RLIMIT_CPU, math.ceil(seconds) + 2),
        (resource.RLIMIT_FSIZE, 1024**3),  # sorting on disk, in files that have no name
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(limit, (amount, amount))


def serve(
    run: Callable[[dict[str, Any], Output], None], kinds: Mapping[type[Exception], Callable[[Any], str]]
) -> None:
    """The whole life of a worker: read the request, limit this process, run the statement.

    Args:
        run: runs the statement of a request and sends its rows.
        kinds: errors that the database or its driver raises; how the error frame calls each.
    """
    request = read_request()
    output = Output()
    limit_process(request["memory"], request["seconds"])
    try:
        run(request, output)
    except BrokenPipeError:
        pass  # the parent has enough
    except MemoryError:
        output.send("error", "memory", "")
    except tuple(kinds) as error:
        kind = next(named for known, named in kinds.items() if isinstance(error, known))
        output.send("error", kind(error), str(error))
    os._exit(0)  # not waiting for a server: the transaction has nothing to keep
