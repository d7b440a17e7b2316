"""Every error that requests and urllib3 can raise is mapped into one of ours."""

from __future__ import annotations

import builtins
import http.client
import inspect
import socket
import ssl
from types import ModuleType

import pytest
import requests
import urllib3

from newsarchive.errors import FetchError
from newsarchive.fetch.mapping import EXPECTED, failure_from
from newsarchive.fetch.outcomes import Failure, Outcome


def errors_of(module: ModuleType) -> list[type[Exception]]:
    """The exceptions that a module defines itself; its warnings are none."""
    found = [kind for _, kind in inspect.getmembers(module, inspect.isclass) if issubclass(kind, Exception)]
    home = module.__name__.split(".")[0]
    return [kind for kind in found if not issubclass(kind, Warning) and kind.__module__.split(".")[0] == home]


ALL = sorted(
    {
        *errors_of(requests.exceptions),
        *errors_of(urllib3.exceptions),
        *errors_of(http.client),
        *(kind for kind in errors_of(builtins) if issubclass(kind, OSError)),
        *(kind for kind in errors_of(ssl) if issubclass(kind, OSError)),
        socket.gaierror,
        UnicodeEncodeError,
    }
    - {urllib3.exceptions.ProxySchemeUnsupported},  # there are no proxies here
    key=lambda kind: f"{kind.__module__}.{kind.__qualname__}",
)


RESPONSE = urllib3.HTTPResponse(b"")
MADE_WITH: dict[type[Exception], tuple[object, ...]] = {
    UnicodeEncodeError: ("idna", "x", 0, 1, "no"),
    http.client.IncompleteRead: (b"half", 7),
    http.client.UnknownProtocol: ("x",),
    http.client.BadStatusLine: ("x",),
    http.client.LineTooLong: ("header line",),
    urllib3.exceptions.IncompleteRead: (3, 7),
    urllib3.exceptions.InvalidChunkLength: (RESPONSE, b"x"),
}


def make(kind: type[Exception]) -> Exception:
    """An instance, however many arguments it wants."""
    if kind in MADE_WITH:
        return kind(*MADE_WITH[kind])
    try:
        return kind("what happened")
    except TypeError:
        error = kind.__new__(kind)
        Exception.__init__(error, "what happened")
        return error


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
def test_every_library_error_is_caught_and_mapped(kind: type[Exception]) -> None:
    assert issubclass(kind, EXPECTED)
    failure = failure_from(make(kind))
    assert isinstance(failure, FetchError)
    assert failure.outcome in Outcome
    assert failure.detail


def wrapped(inner: Exception) -> Exception:
    """As urllib3 and requests wrap: in the arguments, in `reason`, as the cause."""
    error = requests.exceptions.ConnectionError(
        urllib3.exceptions.ProtocolError("Connection aborted.", inner)
    )
    error.__cause__ = inner
    return error


@pytest.mark.parametrize(
    ("inner", "outcome", "may_pass"),
    [
        (http.client.RemoteDisconnected("bye"), "disconnected", True),
        (ConnectionResetError(104, "Connection reset by peer"), "disconnected", True),
        (BrokenPipeError(32, "Broken pipe"), "disconnected", True),
        (http.client.IncompleteRead(b"half"), "disconnected", True),
        (TimeoutError("timed out"), "timeout", False),
        (ssl.SSLCertVerificationError("expired"), "tls_failed", False),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), "tls_failed", False),
        (http.client.BadStatusLine("x"), "broken_response", False),
        (http.client.LineTooLong("header line"), "broken_response", False),
        (http.client.HTTPException("got more than 100 headers"), "broken_response", False),
    ],
)
def test_the_true_reason_is_found_inside(inner: Exception, outcome: str, may_pass: bool) -> None:
    failure = failure_from(wrapped(inner))
    assert (failure.outcome, failure.may_pass) == (outcome, may_pass)
    assert isinstance(failure, Failure)


def test_an_error_that_holds_itself_does_not_hang() -> None:
    error = requests.exceptions.ConnectionError("x")
    error.__context__ = OSError("y")
    error.__context__.__cause__ = error
    assert failure_from(error).outcome == "disconnected"
