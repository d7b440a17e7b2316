"""The search for garbage in cycles is off inside the block, and afterwards as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from newsarchive import parse_article
from newsarchive.garbage import without_cycle_search


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


@pytest.mark.parametrize("was_on", [True, False])
def test_it_is_off_inside_and_then_as_it_was(was_on: bool) -> None:
    (gc.enable if was_on else gc.disable)()
    with without_cycle_search():
        assert not gc.isenabled()
        with without_cycle_search():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_an_error_inside_does_not_leave_it_off() -> None:
    with pytest.raises(KeyError), without_cycle_search():
        raise KeyError
    assert gc.isenabled()


def test_a_page_leaves_no_garbage_in_cycles() -> None:
    page = b"<html><body><h1>Tariffs rise</h1>" + b"<p>The ministry said so on <b>Monday</b>.</p>" * 50
    parse_article(page)
    gc.collect()
    parse_article(page)
    assert gc.collect() == 0
