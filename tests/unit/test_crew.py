"""Who does tasks, in which order results come, and what one transaction takes of them."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import time
from collections.abc import Callable, Iterator
from itertools import takewhile
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from newsarchive.errors import ArchiveError
from newsarchive.pipeline.crew import crew_for
from newsarchive.pipeline.processes import Processes
from newsarchive.pipeline.reparse_work import Done, Same, together


def square(number: int) -> tuple[int, int]:
    time.sleep(0.01)
    return number * number, os.getpid()


def fails_at_three(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def dies_once(told: tuple[int, int, str]) -> int:
    """The number; the first process beside the caller dies."""
    number, caller, mark = told
    time.sleep(0.01)
    if os.getpid() != caller and not Path(mark).exists():
        Path(mark).touch()
        os._exit(9)
    return number


def numbers_taken(taken: list[int], count: int) -> Iterator[int]:
    for number in range(count):
        taken.append(number)
        yield number


def numbers_until(is_enough: Callable[[], bool]) -> Iterator[int]:
    """Numbers as long as somebody is waited for: the other processes take seconds to start."""
    yield from takewhile(lambda number: number < 10 or not is_enough(), range(6000))


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(workers: int) -> None:
    with crew_for(workers, None) as crew:
        results = list(crew.results(square, range(60)))
    assert [number for number, _ in results] == [n * n for n in range(60)]
    assert 1 <= len({process for _, process in results}) <= workers


def test_the_caller_works_while_the_others_start() -> None:
    seen: list[int] = []
    with crew_for(2, None) as crew:
        for _, process in crew.results(square, numbers_until(lambda: len(set(seen)) == 2)):
            seen.append(process)
    assert os.getpid() in seen
    assert len(set(seen)) == 2


def test_a_single_task_is_done_by_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.pipeline.crew.Processes", None)  # none is started
    with crew_for(2, None) as crew:
        assert list(crew.results(square, range(1))) == [(0, os.getpid())]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_comes_in_its_turn(workers: int) -> None:
    found = []
    with crew_for(workers, None) as crew, pytest.raises(ValueError, match="three"):
        for number in crew.results(fails_at_three, range(9)):
            found.append(number)
    assert found == [0, 1, 2]


def test_few_tasks_are_under_way() -> None:
    """Memory must not grow with the number of tasks, whoever is slow."""
    taken: list[int] = []
    with crew_for(2, None) as crew:
        for done, _ in enumerate(crew.results(square, numbers_taken(taken, 100)), start=1):
            assert len(taken) - done <= 9
    assert len(taken) == 100


def dies_while_it_answers(told: tuple[int, int, str]) -> int:
    """The number; the first process beside the caller dies with half of its answer sent."""
    number, caller, mark = told
    time.sleep(0.01)
    if os.getpid() != caller and not Path(mark).exists():

        def send_half(self: Connection, data: memoryview) -> None:
            Path(mark).touch()
            os.write(self.fileno(), bytes(data)[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = send_half  # type: ignore[method-assign,assignment]
    return number


@pytest.mark.parametrize(("work", "workers"), [(dies_once, 2), (dies_while_it_answers, 3)])
def test_a_lost_process_is_replaced(
    work: Callable[[tuple[int, int, str]], int], workers: int, tmp_path: Path
) -> None:
    mark = tmp_path / "died"
    with crew_for(workers, None) as crew:
        given = ((number, os.getpid(), str(mark)) for number in numbers_until(mark.exists))
        results = list(crew.results(work, given))
    assert results == list(range(len(results)))
    assert mark.exists()


def dies_of_three(told: tuple[int, int]) -> int:
    number, caller = told
    if os.getpid() != caller and number >= 3:
        os._exit(9)
    return number


def test_a_task_that_processes_die_of_is_named_in_the_end() -> None:
    with crew_for(2, None) as crew, pytest.raises(ArchiveError, match="die again and again"):
        given = ((number, os.getpid()) for number in itertools.count())
        for _ in crew.results(dies_of_three, given):
            time.sleep(0.01)


class Unsendable:
    def __reduce__(self) -> str:
        raise TypeError("no words for it")


def gives_unsendable(told: tuple[int, int]) -> Unsendable | int:
    number, caller = told
    time.sleep(0.01)
    return number if os.getpid() == caller else Unsendable()


def fails_strangely(told: tuple[int, int]) -> int:
    class Strange(Exception):
        pass

    number, caller = told
    time.sleep(0.01)
    if os.getpid() != caller:
        raise Strange("none can make it again")
    return number


def leaves(told: tuple[int, int]) -> int:
    number, caller = told
    time.sleep(0.01)
    if os.getpid() != caller:
        raise SystemExit(3)
    return number


@pytest.mark.parametrize(
    ("work", "error", "words"),
    [
        (leaves, ArchiveError, "SystemExit"),
        (gives_unsendable, TypeError, "no words"),
        (fails_strangely, ArchiveError, "Strange: none can"),
    ],
)
def test_what_can_not_be_sent_fails_its_task(
    work: Callable[[tuple[int, int]], object], error: type[Exception], words: str
) -> None:
    with crew_for(2, None) as crew, pytest.raises(error, match=words):
        for _ in crew.results(work, ((number, os.getpid()) for number in itertools.count())):
            pass


def test_a_task_that_can_not_be_sent_fails() -> None:
    with crew_for(2, None) as crew, pytest.raises(TypeError, match="no words"):
        for _ in crew.results(type, (Unsendable() for _ in itertools.count())):
            time.sleep(0.01)


def sleeps_long(mark: str) -> None:
    Path(mark).touch()
    time.sleep(600)  # longer than a test may take


def test_whoever_has_enough_waits_for_nobody(tmp_path: Path) -> None:
    mark = tmp_path / "asleep"
    with Processes(2, sleeps_long) as others:
        results = [others.give(str(mark)) for _ in range(6)]
        while not mark.exists():
            time.sleep(0.01)
    assert not any(result.done() for result in results)


def test_an_end_at_any_moment() -> None:
    """The mark of the end must reach each thread, also where one looks for a second task just then."""
    for number in range(40):
        with Processes(3, abs) as others:
            results = [others.give(-1) for _ in range(number)]
            others.are_there.wait()
            if number % 2:
                assert all(result.result() == 1 for result in results)


def slowly(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def test_a_process_has_a_second_task_only_where_no_other_has_none() -> None:
    with Processes(4, slowly) as others:
        while len({result.result() for result in [others.give(0.01) for _ in range(50)]}) < 4:
            pass  # not all are there
        assert len({result.result() for result in [others.give(0.5) for _ in range(4)]}) == 4


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_machine_that_has_no_room_for_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: ForkServerProcess) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(ForkServerProcess, "start", refuse)
    with crew_for(2, None) as crew, pytest.raises(BlockingIOError):
        list(crew.results(square, range(60)))


def done(numbers: range, *, imported: bool = False) -> Done:
    return Done(imported, same=[Same(n, "1", True) for n in numbers])


@pytest.mark.parametrize(
    ("given", "sizes"),
    [
        ([], []),
        ([done(range(20))], [20]),
        ([done(range(n, n + 20)) for n in range(0, 240, 20)], [100, 100, 40]),
        ([done(range(300)), done(range(300, 301))], [300, 1]),
        ([done(range(20)), done(range(20, 40), imported=True), done(range(40, 60), imported=True)], [20, 40]),
        ([Done(), done(range(5)), Done(imported=True)], [5]),
    ],
)
def test_results_of_one_kind_are_saved_at_a_time(
    monkeypatch: pytest.MonkeyPatch, given: list[Done], sizes: list[int]
) -> None:
    monkeypatch.setattr("newsarchive.pipeline.reparse_work.BATCH", 100)
    numbers = [same.capture_id for one in given for same in one.same]
    joined = list(together(given))
    assert [one.size for one in joined] == sizes
    assert [same.capture_id for one in joined for same in one.same] == numbers
