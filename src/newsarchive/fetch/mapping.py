"""Errors of requests, urllib3, http.client and the system, mapped into one `Failure` each."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator

import requests
import urllib3

from newsarchive.fetch.outcomes import Failure, Outcome

EXPECTED = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    UnicodeError,
)
"""All that requests and what lies below it raise for what the world does wrong."""


def failure_from(error: BaseException) -> Failure:
    """The one failure behind an exception, however deeply the libraries wrapped it."""
    chain = list(_chain(error))
    for kinds, outcome, say, may_pass in _RULES:
        for one in chain:
            if isinstance(one, kinds):
                return Failure(outcome, f"{say}: {_words(one)}", may_pass=may_pass)
    return Failure(Outcome.BROKEN_RESPONSE, f"not an HTTP answer: {_words(chain[-1])}")


_Kinds = tuple[type[BaseException], ...]

# Order matters: the first rule that fits anything in the chain wins.
_RULES: tuple[tuple[_Kinds, Outcome, str, bool], ...] = (
    (
        (
            requests.exceptions.InvalidURL,
            requests.exceptions.MissingSchema,
            requests.exceptions.InvalidSchema,
        ),
        Outcome.BAD_URL,
        "not a URL that can be asked for",
        False,
    ),
    ((urllib3.exceptions.LocationValueError,), Outcome.BAD_URL, "not a URL that can be asked for", False),
    ((TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError), Outcome.TIMEOUT, "too slow", False),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Outcome.DISCONNECTED, "TLS connection closed early", True),
    ((ssl.SSLCertVerificationError,), Outcome.TLS_FAILED, "certificate not accepted", False),
    (
        (ssl.SSLError, urllib3.exceptions.SSLError, requests.exceptions.SSLError),
        Outcome.TLS_FAILED,
        "TLS",
        False,
    ),
    (
        (http.client.RemoteDisconnected, ConnectionError, http.client.IncompleteRead),
        Outcome.DISCONNECTED,
        "the connection ended before the answer did",
        True,
    ),
    (
        (http.client.HTTPException, requests.exceptions.InvalidHeader, urllib3.exceptions.InvalidHeader),
        Outcome.BROKEN_RESPONSE,
        "not an HTTP answer",
        False,
    ),
    ((UnicodeError,), Outcome.BAD_URL, "not a URL that can be asked for", False),
    ((OSError,), Outcome.DISCONNECTED, "the connection failed", True),
)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and all it was made from, outermost first: arguments, causes, contexts."""
    todo, seen = [error], set()
    while todo:
        one = todo.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        # requests' exceptions are OSErrors too; only what they wrap says what happened.
        yield one
        inside = [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
        todo += [each for each in inside if isinstance(each, BaseException)]


def _words(error: BaseException) -> str:
    """What an exception says, on one line, without the object addresses that libraries put in."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return getattr(error, "verify_message", None) or str(error) or "unknown reason"
    if isinstance(error, ssl.SSLError) and getattr(error, "reason", None):
        return error.reason.lower().replace("_", " ")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    text = " ".join(str(error).split())[:200]
    return text or type(error).__name__
