"""Retry-After in every form that servers send it. The client reports it and never sleeps for it."""

from __future__ import annotations

import pytest
from tests.fetch.conftest import QUICK, MakeClient
from tests.support.fault_server import FaultServer, answer, page

from newsarchive.fetch.retry import MAX_RETRY_AFTER, pause_before

WEEK = MAX_RETRY_AFTER

# The client's clock says Wed, 04 Mar 2026 12:00:00 GMT.
VALUES = [
    ("0", 0.0),
    ("1", 1.0),
    ("120", 120.0),
    (" 90 ", 90.0),
    ("007", 7.0),
    ("9999999999", WEEK),
    ("9" * 400, WEEK),
    ("-5", None),
    ("1.5", None),
    ("soon", None),
    ("", None),
    ("Wed, 04 Mar 2026 12:05:00 GMT", 300.0),
    ("Wednesday, 04-Mar-26 12:05:00 GMT", 300.0),
    ("Wed Mar  4 12:05:00 2026", 300.0),
    ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0),
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
    ("Fri, 31 Dec 9999 23:59:59 GMT", WEEK),
    ("Wed, 99 Mar 2026 12:05:00 GMT", None),
    ("Wed, 04 Mar 2026 13:05:00 +0100", 300.0),
    ("2026-03-04T12:05:00Z", None),
    ("١٢٠", None),
]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(("value", "seconds"), VALUES)
def test_value(
    value: str, seconds: float | None, status: str, server: FaultServer, make_client: MakeClient
) -> None:
    slept: list[float] = []
    client = make_client(server, sleep=slept.append)
    sent = value.encode().decode("iso-8859-1")

    result = client.get(server.on("/", answer(status=status, fields=[("Retry-After", sent)])))

    assert (result.outcome, result.retry_after) == ("retry_later", seconds)
    asked_to_wait = seconds is not None
    assert slept == ([] if asked_to_wait or status.startswith("429") else [0.0, 0.0])


def test_retry_after_of_a_redirect_or_page_is_told_too(server: FaultServer, make_client: MakeClient) -> None:
    assert make_client(server).get(server.on("/", page(fields=[("Retry-After", "9")]))).retry_after == 9.0


def test_pauses_double_and_are_shortened_at_random() -> None:
    limits = type(QUICK)(backoff_seconds=1.0)
    assert [pause_before(retry, limits, lambda: 0.0) for retry in (1, 2, 3)] == [1.0, 2.0, 4.0]
    assert [pause_before(retry, limits, lambda: 1.0) for retry in (1, 2, 3)] == [0.5, 1.0, 2.0]


def test_no_retry_when_the_time_left_does_not_allow_one(server: FaultServer, make_client: MakeClient) -> None:
    limits = type(QUICK)(total_seconds=5, backoff_seconds=60.0)
    result = make_client(server, limits=limits).get(server.on("/", answer(status="502 Bad Gateway")))

    assert (result.outcome, result.attempts) == ("http_error", 1)
