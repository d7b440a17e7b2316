"""Who does the work that can be done apart: this process, several processes, or a Dask cluster.

Tasks have no side effects: what a worker was doing when it died is simply done again. Results come back in
the order of the tasks, so one writer gives the same tables whoever worked, and only a few tasks are
under way at a time, so memory does not grow with their number.

The caller's process writes what comes back, which takes it a sixth of its time. On one machine it therefore
works as well, from the first moment, while the others still load their modules (some two seconds): so no
core waits.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, Protocol, TypeVar

from newsarchive.errors import ArchiveError, MissingExtra, NewsArchiveError
from newsarchive.garbage import looking_seldom
from newsarchive.pipeline.processes import Processes

T = TypeVar("T")
R = TypeVar("R")

_AHEAD = 3
"""Tasks for each of the other processes, until this one looks again: what it does, and what waits for it."""
_HELD = 4
"""Tasks for each process that are under way, or done and waiting for an older one."""
CONNECT_SECONDS = 15.0
"""How long a Dask scheduler and its first worker are waited for."""


class Crew(Protocol):
    """Does tasks."""

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The result of each task, in order. Raises `ArchiveError` when workers keep dying."""


class Alone:
    """This process."""

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """See `Crew`."""
        return map(work, tasks)


class Pool:
    """Processes on this machine, this one among them: where there is no result to take, it does a task."""

    def __init__(self, size: int) -> None:
        self.others = size - 1
        """Processes beside this one."""

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """See `Crew`."""
        left = iter(tasks)
        first = list(islice(left, 2))
        if len(first) < 2:
            yield from map(work, first)  # nothing for others to do
            return
        left = chain(first, left)
        del first  # tasks can be large: none is held longer than it takes
        yield from self._shared(work, left)

    def _shared(self, work: Callable[[T], R], left: Iterator[T]) -> Iterator[R]:
        """The results of tasks that are done here and by the other processes."""
        given: deque[Future[R]] = deque()
        with Processes(self.others, work) as others:
            while True:
                if others.are_there.is_set():
                    # Enough to do until this process looks again.
                    is_open = sum(not result.done() for result in given)
                    given.extend(map(others.give, islice(left, max(0, self.others * _AHEAD - is_open))))
                is_next_done = bool(given) and given[0].done()
                has_time = not is_next_done and len(given) < (self.others + 1) * _HELD
                mine = list(islice(left, 1)) if has_time else []
                if mine:
                    given.append(_done_here(work, mine[0]))
                elif given:
                    yield given.popleft().result()
                else:
                    return


def _done_here(work: Callable[[T], R], task: T) -> Future[R]:
    """The result of a task done by this process, told in its turn like any other."""
    result: Future[R] = Future()
    try:
        result.set_result(work(task))
    except Exception as error:  # noqa: BLE001 - as another process would
        result.set_exception(error)
    return result


class Dask:
    """The workers of a running Dask cluster; a task whose worker is lost goes to another one."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """See `Crew`."""
        waiting: deque[Any] = deque()
        for task in tasks:
            waiting.append(self._client.submit(work, task, pure=False))
            if len(waiting) > self._width():
                yield self._result(waiting.popleft())
        while waiting:
            yield self._result(waiting.popleft())

    def _width(self) -> int:
        return 1 + sum(int(threads) for threads in self._client.nthreads().values())

    @staticmethod
    def _result(future: Any) -> Any:
        try:
            return future.result()
        except NewsArchiveError:
            raise
        except Exception as error:
            raise ArchiveError(f"the Dask cluster failed: {_line(error)}") from error


@contextmanager
def crew_for(workers: int, dask: str | None) -> Iterator[Crew]:
    """The crew for `--workers` and `--dask`. Raises `MissingExtra`, `ArchiveError`."""
    with looking_seldom():
        if dask is not None:
            with _connected(dask) as crew:
                yield crew
        else:
            yield Alone() if workers <= 1 else Pool(workers)


@contextmanager
def _connected(address: str) -> Iterator[Crew]:
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError:
        raise MissingExtra("--dask needs: pip install 'newsarchive[dask]'") from None
    try:
        resolve_address(address)  # a client that never began can't be ended quietly
        client: Any = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except Exception as error:  # noqa: BLE001 - OSError, TimeoutError, ValueError, its own: all mean this
        raise ArchiveError(f"no Dask scheduler answers at {address}: {_line(error)}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
        except TimeoutError:
            raise ArchiveError(f"the Dask scheduler at {address} has no workers") from None
        yield Dask(client)


def _line(error: BaseException) -> str:
    return (str(error).partition("\n")[0] or type(error).__name__)[:200]
