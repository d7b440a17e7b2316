"""The gate fails when quality falls, and when somebody lowers a floor to hide it."""

from benchmarks.halves import half, publisher
from benchmarks.quality_gate import compare, lifted

FLOORS = {"articles": {"body_f1": 0.9, "crashes": 0}}


def test_at_the_floor_is_good() -> None:
    assert compare(FLOORS, FLOORS, FLOORS) == []


def test_below_the_floor() -> None:
    assert compare({"articles": {"body_f1": 0.89, "crashes": 1}}, FLOORS, FLOORS) == [
        "articles body_f1: 0.89, the floor is 0.9",
        "articles crashes: 1, the floor is 0",
    ]


def test_a_measure_that_vanished() -> None:
    assert compare({"articles": {"crashes": 0}}, FLOORS, {}) == ["articles body_f1: None, the floor is 0.9"]


def test_a_lowered_or_dropped_floor() -> None:
    lower = {"articles": {"body_f1": 0.8}}
    assert compare(FLOORS, lower, FLOORS) == [
        "articles body_f1: the floor was lowered from 0.9 to 0.8",
        "articles crashes: the floor was lowered from 0 to None",
    ]


def test_floors_are_only_lifted() -> None:
    assert lifted({"articles": {"body_f1": 0.95, "crashes": 2}}, FLOORS) == {
        "articles": {"body_f1": 0.95, "crashes": 0}
    }
    assert lifted({"articles": {"body_f1": 0.5, "crashes": 0}}, FLOORS) == FLOORS


def test_a_publisher_is_in_one_half_whatever_its_host_is_called() -> None:
    assert (
        publisher("https://www.news.herald.co.uk/a") == publisher("https://herald.co.uk/b") == "herald.co.uk"
    )
    assert half("https://www.herald.example/a") == half("https://herald.example/b")
    assert {half(f"https://paper-{n}.example/") for n in range(20)} == {"seen", "held"}
