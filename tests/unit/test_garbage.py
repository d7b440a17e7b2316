"""The search for garbage in cycles is off inside the block, and afterwards as it was."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator

import pytest

from newsarchive import parse_article
from newsarchive.garbage import without_cycle_search


def searches() -> bool:
    """Whether new objects set off a search."""
    before = sum(generation["collections"] for generation in gc.get_stats())
    kept = [[number] for number in range(5_000)]
    assert kept
    return sum(generation["collections"] for generation in gc.get_stats()) > before


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.enable()
    gc.set_threshold(*before)


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_off_inside_and_then_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    before = gc.get_threshold()
    with without_cycle_search():
        assert not searches()
        with without_cycle_search():
            assert not searches()
        assert not searches()
    assert gc.get_threshold() == before
    assert searches() is was_on


def test_an_error_inside_does_not_leave_it_off() -> None:
    with pytest.raises(KeyError), without_cycle_search():
        raise KeyError
    assert searches()


class Other:
    """Another thread, which stays in the block until it is told to leave."""

    def __init__(self) -> None:
        inside = threading.Event()
        self._leave = threading.Event()

        def run() -> None:
            with without_cycle_search():
                inside.set()
                self._leave.wait(10)

        self._thread = threading.Thread(target=run)
        self._thread.start()
        inside.wait(10)

    def leave(self) -> None:
        self._leave.set()
        self._thread.join()


@pytest.mark.parametrize("first_leaves_first", [True, False])
def test_it_is_off_until_the_last_thread_has_left(first_leaves_first: bool) -> None:
    if first_leaves_first:
        other = Other()
        with without_cycle_search():
            other.leave()
            assert not searches()
    else:
        with without_cycle_search():
            other = Other()
        assert not searches()
        other.leave()
    assert searches()


@pytest.mark.parametrize("wanted", [True, False])
def test_what_a_caller_says_inside_holds_afterwards(wanted: bool) -> None:
    (gc.disable if wanted else gc.enable)()
    with without_cycle_search():
        (gc.enable if wanted else gc.disable)()
        assert not searches()
    assert searches() is wanted


def test_a_threshold_that_is_set_inside_stays() -> None:
    with without_cycle_search():
        gc.set_threshold(123)
    assert gc.get_threshold()[0] == 123


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform forks no processes")
def test_a_child_that_is_forked_meanwhile_searches() -> None:
    other = Other()
    child = os.fork()
    if not child:
        os._exit(0 if searches() else 1)
    _, status = os.waitpid(child, 0)
    other.leave()
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_page_leaves_no_garbage_in_cycles() -> None:
    page = b"<html><body><h1>Tariffs rise</h1>" + b"<p>The ministry said so on <b>Monday</b>.</p>" * 50
    parse_article(page)
    gc.collect()
    parse_article(page)
    assert gc.collect() == 0
