"""Other processes of this machine, which do tasks: each has its own pipe, and a thread here that tends it.

Not `concurrent.futures.ProcessPoolExecutor`: its processes send their results through one pipe and one lock.
A process that is killed while it sends (for want of memory, say) leaves half a result and a lock that nobody
opens, and the caller waits for ever. A pipe that only one process writes to ends with that process.
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.reduction import ForkingPickler
from queue import Empty, SimpleQueue
from signal import SIG_IGN, SIGINT, signal
from threading import Event, Lock, Thread, get_ident
from time import sleep
from types import TracebackType
from typing import Any, Generic, TypeVar

from newsarchive.errors import ArchiveError
from newsarchive.garbage import look_seldom

T = TypeVar("T")
R = TypeVar("R")

MAX_LOSSES = 3
"""So often a task may lose its process before it is taken for the cause."""
_IN_HAND = 2
"""Tasks that a process has: the one that it does, and the next, so that it never waits for the caller."""
_PRELOADED = ["newsarchive.pipeline.reparse_work", "newsarchive.pipeline.import_keeping"]
"""What processes need, loaded once for all of them: half a second of processor time."""
_starting = Lock()
"""Held while a process is started, and where those that run are looked at."""


@dataclass(slots=True, eq=False)
class _Given(Generic[T, R]):
    """A task, and what will come of it."""

    task: T
    result: Future[R]
    losses: int = 0


class Processes(Generic[T, R]):
    """Some processes that do one kind of work. What a lost one had in hand, its successor does.

    A context manager; at the end of its block the processes are gone, whatever they were at.
    """

    def __init__(self, count: int, work: Callable[[T], R]) -> None:
        self._work = work
        self._waiting: SimpleQueue[_Given[T, R] | None] = SimpleQueue()
        self._running: set[ForkServerProcess] = set()
        self._failure: BaseException | None = None
        self._is_over = False
        self._idle: set[int] = set()
        """The threads that wait for a task."""
        self.are_there = Event()
        """Set when the first of them runs, or none can: before that it takes seconds until a task is done."""
        self._threads = [Thread(target=self._tend_safely, daemon=True) for _ in range(count)]

    def __enter__(self) -> Processes[T, R]:
        try:
            for thread in self._threads:
                thread.start()
        except BaseException:  # no room for another thread, or Ctrl-C
            self._end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        self._is_over = True
        self._waiting.put(None)
        with _starting:
            for process in self._running:
                process.kill()
        for thread in self._threads:
            if thread.ident is not None:
                thread.join()

    def give(self, task: T) -> Future[R]:
        """Have a task done. The future raises what `work` does; `ArchiveError` where processes die of it."""
        given: _Given[T, R] = _Given(task, Future())
        self._waiting.put(given)
        if self._failure is not None:
            self._refuse()
        return given.result

    def _tend_safely(self) -> None:
        in_hand: deque[_Given[T, R]] = deque()
        try:
            self._tend(in_hand)
        except BaseException as error:  # noqa: BLE001 - no process can be started: whoever waits must hear of it
            self._failure = error
            for given in in_hand:
                given.result.set_exception(error)
            self._refuse()
        finally:
            self.are_there.set()

    def _refuse(self) -> None:
        """Fail the tasks that nobody will do."""
        with suppress(Empty):
            while (given := self._waiting.get_nowait()) is not None:
                given.result.set_exception(self._failure)
            self._waiting.put(None)

    def _tend(self, in_hand: deque[_Given[T, R]]) -> None:
        """Keep a process at work until the end."""
        while not self._is_over:
            started = self._started()
            if started is None:
                return
            pipe, process = started
            self.are_there.set()
            try:
                # Such an error means that the process is gone, in the middle of a message perhaps.
                with pipe, suppress(EOFError, OSError):
                    self._converse(pipe, in_hand)
                    return
            finally:
                process.kill()
                process.join()
                with _starting:
                    self._running.discard(process)
            self._note_loss(in_hand)

    def _started(self) -> tuple[Connection, ForkServerProcess] | None:
        """The pipe to a new process, and the process; none where the end has come."""
        # Not fork: it would take the database's connections and the threads' locks along.
        context = get_context("forkserver")
        context.set_forkserver_preload(_PRELOADED)
        ours, theirs = context.Pipe()
        with theirs, _starting:
            if self._is_over:
                ours.close()
                return None
            process = _start(context, (theirs, self._work, dict(os.environ)))
            self._running.add(process)
        return ours, process

    def _converse(self, pipe: Connection, in_hand: deque[_Given[T, R]]) -> None:
        """Send tasks and take results. Raises `EOFError` or `OSError` where the process ends."""
        for given in in_hand:
            pipe.send_bytes(ForkingPickler.dumps(given.task))
        while True:
            while len(in_hand) < _IN_HAND and (new := self._next(in_hand)) is not None:
                try:
                    sent = ForkingPickler.dumps(new.task)
                except Exception as error:  # noqa: BLE001 - a task that can't be sent is a failed one
                    new.result.set_exception(error)
                    continue
                in_hand.append(new)
                pipe.send_bytes(sent)
            if not in_hand:
                return
            answer = pipe.recv_bytes()
            _take(answer, in_hand.popleft().result)

    def _next(self, in_hand: deque[_Given[T, R]]) -> _Given[T, R] | None:
        """The next task for a process with these in hand; None at the end, and where it has enough."""
        try:
            if in_hand:
                # A second one only where no other process has none.
                given = None if self._idle else self._waiting.get_nowait()
            else:
                self._idle.add(get_ident())
                given = self._waiting.get()
                self._idle.discard(get_ident())
        except Empty:
            return None
        if self._is_over:
            self._waiting.put(None)  # whoever waits beside this thread must hear of the end, too
            return None
        return given

    def _note_loss(self, in_hand: deque[_Given[T, R]]) -> None:
        """Count a lost process against the tasks that it had, and give those up that lost too many."""
        for given in list(in_hand):
            given.losses += 1
            if given.losses >= MAX_LOSSES:
                in_hand.remove(given)
                given.result.set_exception(
                    ArchiveError(
                        "worker processes die again and again (killed for want of memory?): try --workers 1"
                    )
                )


def _start(context: ForkServerContext, given: tuple[Any, ...]) -> ForkServerProcess:
    """A new process. Where the server that makes them has just died, its successor is asked."""
    for tries in count(1):
        process = context.Process(target=_work_off, args=given, daemon=True)
        try:
            process.start()
        except (EOFError, ConnectionError) as error:
            if tries == _TRIES:
                raise ArchiveError(f"no other process can be started ({error}): try --workers 1") from error
            sleep(_PAUSE * tries)
        else:
            break
    return process


_TRIES = 4
_PAUSE = 0.2
"""Seconds before another process is asked for, longer each time."""


def _take(answer: bytes, result: Future[Any]) -> None:
    try:
        is_done, value = pickle.loads(answer)  # noqa: S301 - from our own process
    except Exception as error:  # noqa: BLE001 - what can't be read is a failure of its task
        is_done, value = False, error
    if is_done:
        result.set_result(value)
    else:
        result.set_exception(value)


def _work_off(pipe: Connection, work: Callable[[Any], Any], environment: dict[str, str]) -> None:
    """The life of such a process."""
    # The server that forks processes keeps the environment of the moment in which it was started.
    os.environ.clear()
    os.environ.update(environment)
    # Ctrl-C goes to the whole group; the caller decides, and ends this process when it has enough.
    signal(SIGINT, SIG_IGN)
    look_seldom()
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_read, args=(pipe, tasks), daemon=True).start()
    while True:
        answer = _answer(work, tasks.get())
        with suppress(OSError):  # the caller is gone, and `_read` ends this process
            pipe.send_bytes(answer)


def _read(pipe: Connection, tasks: SimpleQueue[bytes]) -> None:
    """Take tasks out of the pipe at all times, so that the caller never waits; end with the caller."""
    with suppress(EOFError, OSError):
        while True:
            tasks.put(pipe.recv_bytes())
    os._exit(0)


def _answer(work: Callable[[Any], Any], task: bytes) -> Any:
    try:
        return ForkingPickler.dumps((True, work(pickle.loads(task))))  # noqa: S301 - from our own caller
    except Exception as error:  # noqa: BLE001 - it is told to whoever takes the result
        return _told(error)
    except BaseException as error:  # noqa: BLE001 - SystemExit, say, which would end the caller
        return _told(ArchiveError(f"a task ended its process: {type(error).__name__}"))


def _told(error: Exception) -> Any:
    """An error, with the place where it came from as a note. Some can't be sent, or not be made again."""
    place = "".join(traceback.format_exception(error))
    try:
        error.add_note(place)
        pickle.loads(told := ForkingPickler.dumps((False, error)))  # noqa: S301 - our own
    except Exception:  # noqa: BLE001
        other = ArchiveError(place.strip().rpartition("\n")[2])
        other.add_note(place)
        return ForkingPickler.dumps((False, other))
    return told
