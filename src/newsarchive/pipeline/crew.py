"""Who does the work that can be done apart: this process, a pool of processes, or a Dask cluster.

Tasks have no side effects: what a worker was doing when it died is simply done again. Results come back in
the order of the tasks, so one writer gives the same tables whoever worked, and only a few tasks are
under way at a time, so memory does not grow with their number.

The caller's process writes what comes back, which takes it a sixth of its time. On one machine it therefore
works as well, from the first moment, while the others still load their modules (some two seconds): so no
core waits.
"""

from __future__ import annotations

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from signal import SIG_IGN, SIGINT, signal
from threading import Event, Thread
from typing import Any, Generic, Protocol, TypeVar

from newsarchive.errors import ArchiveError, MissingExtra, NewsArchiveError

T = TypeVar("T")
R = TypeVar("R")

MAX_LOSSES = 3
"""So often a task may lose its worker before it is taken for the cause."""
_AHEAD = 2
"""Tasks that wait in front of the other processes, beside those that they are at."""
_HELD = 4
"""Tasks for each process that are under way, or done and waiting for an older one."""
CONNECT_SECONDS = 15.0
"""How long a Dask scheduler and its first worker are waited for."""
NEW_OBJECTS = 50_000
"""So many new objects until Python looks for garbage in cycles among them. By itself it does so after 700,
and the looking took a sixth of a re-parse's time; a page makes some thousand objects and hardly a cycle."""
_PRELOADED = ["newsarchive.pipeline.reparse_work", "newsarchive.pipeline.import_keeping"]
"""What workers need, loaded once for all of them: half a second of processor time."""


class Crew(Protocol):
    """Does tasks."""

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """The result of each task, in order. Raises `ArchiveError` when workers keep dying."""


class Alone:
    """This process."""

    def results(self, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
        """See `Crew`."""
        return map(work, tasks)


@dataclass(slots=True)
class _Given(Generic[T, R]):
    """A task, and what will come of it."""

    task: T
    result: Future[R]

    @property
    def is_open(self) -> bool:
        """Whether it is under way, or was lost with its process."""
        return not self.result.done() or isinstance(self.result.exception(), BrokenProcessPool)


class Pool:
    """Processes on this machine, this one among them: while there is no result to take, it does a task too.

    A pool that lost a process is replaced, and what it had not finished is done again.
    """

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
        given: deque[_Given[T, R]] = deque()
        self._pool = self._start()
        is_there = Event()
        Thread(target=_await_first, args=(self._pool, is_there), daemon=True).start()
        try:
            while True:
                if is_there.is_set():
                    self._hand_out(work, left, given)
                is_next_done = bool(given) and given[0].result.done()
                has_time = not is_next_done and len(given) < (self.others + 1) * _HELD
                mine = list(islice(left, 1)) if has_time else []
                if mine:
                    given.append(_Given(mine[0], _done_here(work, mine[0])))
                elif given:
                    yield self._oldest(work, given)
                else:
                    return
        finally:
            # A pool that still starts is waited for: its first process would complain of a caller half gone.
            is_there.wait()
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _hand_out(self, work: Callable[[T], R], left: Iterator[T], given: deque[_Given[T, R]]) -> None:
        """Give the other processes enough to do until this one looks again."""
        is_open = sum(one.is_open for one in given)
        for task in islice(left, max(0, self.others + _AHEAD - is_open)):
            given.append(_Given(task, self._submit(work, task)))

    def _oldest(self, work: Callable[[T], R], given: deque[_Given[T, R]]) -> R:
        """The oldest task's result, through as many pools as that takes."""
        for _ in range(MAX_LOSSES):
            try:
                result = given[0].result.result()
            except BrokenProcessPool:
                self._pool.shutdown(wait=True, cancel_futures=True)
                self._pool = self._start()
                for one in given:
                    if one.is_open:
                        one.result = self._submit(work, one.task)
            else:
                given.popleft()
                return result
        raise ArchiveError(
            "worker processes die again and again (killed for want of memory?): try --workers 1"
        )

    def _start(self) -> ProcessPoolExecutor:
        # Not fork: it would take the database's connections and the threads' locks along.
        context = get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        given = (dict(os.environ),)
        return ProcessPoolExecutor(self.others, mp_context=context, initializer=_begin, initargs=given)

    def _submit(self, work: Callable[[T], R], task: T) -> Future[R]:
        try:
            return self._pool.submit(work, task)
        except BrokenProcessPool as broken:
            lost: Future[R] = Future()
            lost.set_exception(broken)
            return lost


def _await_first(pool: ProcessPoolExecutor, is_there: Event) -> None:
    """Set the event when the pool's first process runs: whoever hands out its first task waits for that."""
    with suppress(Exception):  # whatever is amiss, the next task that is handed out tells of it
        pool.submit(os.getpid)
    is_there.set()


def _done_here(work: Callable[[T], R], task: T) -> Future[R]:
    """The result of a task done by this process, told in its turn like any other."""
    result: Future[R] = Future()
    try:
        result.set_result(work(task))
    except Exception as error:  # noqa: BLE001 - as a process of the pool would
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
    with _garbage_seldom():
        if dask is not None:
            with _connected(dask) as crew:
                yield crew
        else:
            yield Alone() if workers <= 1 else Pool(workers)


@contextmanager
def _garbage_seldom() -> Iterator[None]:
    """Within the block garbage in cycles is looked for less often, and not in what was there before."""
    was = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *was[1:])
    try:
        yield
    finally:
        gc.set_threshold(*was)
        gc.unfreeze()


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


def _begin(environment: dict[str, str]) -> None:
    """The first thing that a worker process does."""
    # The server that forks workers keeps the environment of the moment in which it was started.
    os.environ.clear()
    os.environ.update(environment)
    # Ctrl-C goes to the whole group; the caller decides, and lets tasks under way finish.
    signal(SIGINT, SIG_IGN)
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    Thread(target=_leave_with_the_caller, daemon=True).start()


def _leave_with_the_caller() -> None:
    """End this worker when its caller is gone: a pool's worker would wait for tasks for ever."""
    caller = parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
