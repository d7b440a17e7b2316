"""From an answer to an outcome: what the status, the body and its kind mean for the archive."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from newsarchive.content import Decoded, decode
from newsarchive.fetch.accept import Accept
from newsarchive.fetch.exchange import Exchange
from newsarchive.fetch.limits import FetchLimits
from newsarchive.fetch.outcomes import Outcome
from newsarchive.records import Capture, Validators

_BY_STATUS = {
    304: Outcome.UNEXPECTED_NOT_MODIFIED,
    401: Outcome.FORBIDDEN,
    402: Outcome.FORBIDDEN,
    403: Outcome.FORBIDDEN,
    404: Outcome.NOT_FOUND,
    407: Outcome.FORBIDDEN,
    410: Outcome.GONE,
    429: Outcome.RETRY_LATER,
    451: Outcome.FORBIDDEN,
    503: Outcome.RETRY_LATER,
}


class Verdict(NamedTuple):
    """An outcome, a line about it, and the capture (marked as cut where that has come to light)."""

    outcome: Outcome
    detail: str
    capture: Capture


def judge(answer: Exchange, accept: Accept, limits: FetchLimits) -> Verdict:
    """What an answer that is no redirect comes to. 304 is judged by the client, which knows what it asked."""
    capture = answer.capture
    if capture.status not in (200, 203, 204, 205, 206):
        outcome = _BY_STATUS.get(capture.status, Outcome.HTTP_ERROR)
        return Verdict(outcome, f"status {capture.status}", capture)
    if answer.outcome is not None:
        return Verdict(answer.outcome, answer.detail, capture)
    if capture.status == 206:
        cut = replace(capture, truncated="unspecified")
        return Verdict(Outcome.TRUNCATED, "a part of the body, which was not asked for (206)", cut)
    if not capture.body:
        return Verdict(Outcome.EMPTY, f"status {capture.status} without a body", capture)
    return _judge_body(capture, accept, limits)


_START = 4 * 1024
"""Bytes of a page that tell what it is. The rest is decoded and thrown away: a bomb must not fill memory."""


def _judge_body(capture: Capture, accept: Accept, limits: FetchLimits) -> Verdict:
    coding = capture.header("content-encoding")
    decoded = decode(capture.body, coding, limit=limits.max_decoded_bytes, keep=_START)
    if decoded.problem is not None:
        verdict = _judge_coding(capture, decoded)
        if verdict is not None:
            return verdict
    if not accept.takes(capture.content_type, decoded.body):
        return Verdict(
            Outcome.WRONG_TYPE, f"content type {(capture.content_type or 'none')[:100]!r}", capture
        )
    return Verdict(Outcome.FETCHED, decoded.problem or "", capture)


def _judge_coding(capture: Capture, decoded: Decoded) -> Verdict | None:
    problem = decoded.problem or ""
    if problem.startswith("more than"):
        return Verdict(Outcome.TOO_LARGE, problem, capture)
    if problem.startswith("not compressed"):
        return None  # labelled gzip, sent plain: whole, and every browser shows it
    cut = replace(capture, truncated="unspecified")
    outcome = Outcome.TRUNCATED if problem.endswith("is cut") else Outcome.BROKEN_RESPONSE
    return Verdict(outcome, problem, cut)


_SENDABLE = re.compile(r"[\x20-\x7e\x80-\xff]{1,1024}")


def new_validators(capture: Capture) -> Validators:
    """The validators of a whole answer, as received: weak ones stay weak (RFC 9110, section 8.8)."""
    return sendable(Validators(etag=capture.header("etag"), last_modified=capture.header("last-modified")))


def sendable(validators: Validators) -> Validators:
    """Validators without what can't stand in a request header: control characters, other scripts, a novel."""

    def keep(value: str | None) -> str | None:
        text = (value or "").strip()
        return text if _SENDABLE.fullmatch(text) else None

    return Validators(etag=keep(validators.etag), last_modified=keep(validators.last_modified))


def is_about_our_copy(sent: Validators, capture: Capture) -> bool:
    """Whether a 304 speaks of the copy whose validators were sent (RFC 9111, section 4.3.3).

    A server that answers 304 with another entity tag has lost track; asking again without
    validators costs one page, believing it costs every later edit.
    """
    got = capture.header("etag")
    return not sent.etag or not got or _opaque(got) == _opaque(sent.etag)


def _opaque(etag: str) -> str:
    """The tag without its weakness and without what compressing servers add to it."""
    return re.sub(r"[-;]*(?:gzip|br|zstd|deflate)$", "", etag.strip().removeprefix("W/").strip('"'))


def renewed(sent: Validators, capture: Capture) -> Validators:
    """The validators after a 304, which may carry newer ones."""
    fresh = new_validators(capture)
    return Validators(fresh.etag or sent.etag, fresh.last_modified or sent.last_modified)
