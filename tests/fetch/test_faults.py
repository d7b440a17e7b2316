"""What the network does to us: one row a fault, each provoked over a real socket.

After every fault the same client asks the same server for a good page, and must get it.
"""

from __future__ import annotations

import gzip
import random
import zlib
from dataclasses import dataclass, replace

import brotli
import pytest
import zstandard
from tests.fetch.conftest import PATIENT, QUICK, MakeClient
from tests.support.fault_server import (
    FaultServer,
    Script,
    answer,
    chunked,
    drip,
    endless,
    page,
    redirect,
    then_close,
    then_hold,
    then_reset,
)

from newsarchive.fetch.limits import FetchLimits

TEXT = b"<html><body><p>" + b"Tariffs on steel rise again. " * 40 + b"</p></body></html>"
GZIPPED = gzip.compress(TEXT)
OK = b"HTTP/1.1 200 OK\r\n"
GZIP = [("Content-Encoding", "gzip")]
BOMB = gzip.compress(b"\0" * 30_000_000)  # about 29 kB: 1,000 to 1


@dataclass(frozen=True)
class Fault:
    name: str
    script: Script | bytes | list[Script | bytes]
    outcome: str
    status: int | None = 200
    truncated: str | None = None
    says: str = ""
    """Part of the line that the result must carry."""
    attempts: int = 1
    body: bytes | None = None
    """The body that must be in the capture."""
    limits: FetchLimits = PATIENT


def fault(name: str, script: Script | bytes | list[Script | bytes], outcome: str, **more: object) -> Fault:
    limits = QUICK if outcome == "timeout" else PATIENT
    return Fault(name, script, outcome, **{"limits": limits, **more})  # type: ignore[arg-type]


NO_ANSWER = {"status": None}

BEFORE_THE_BODY = [
    fault("closes-without-a-word", then_close(b""), "disconnected", **NO_ANSWER, attempts=3),
    fault("resets-before-the-header", then_reset(), "disconnected", **NO_ANSWER, attempts=3, says="reset"),
    fault("resets-in-the-status-line", then_reset(b"HTTP/1.1 20"), "disconnected", **NO_ANSWER, attempts=3),
    fault("resets-in-the-header", then_reset(OK + b"Content-Ty"), "disconnected", **NO_ANSWER, attempts=3),
    fault("closes-in-the-status-line", then_close(b"HTTP/1."), "broken_response", **NO_ANSWER),
    fault(
        "closes-in-the-header",
        then_close(OK + b"Content-Type: text/html\r\nX-"),
        "disconnected",
        **NO_ANSWER,
        attempts=3,
    ),
    fault(
        "closes-between-header-lines",
        then_close(OK + b"Content-Type: text/html\r\n"),
        "disconnected",
        **NO_ANSWER,
        attempts=3,
        says="header",
    ),
    fault("says-nothing", then_hold(), "timeout", **NO_ANSWER),
    fault("stops-in-the-header", then_hold(OK + b"Content-Type: te"), "timeout", **NO_ANSWER),
    fault("drips-the-header", drip(OK, b"X-Slow: " + b"a" * 500, pause=0.02), "timeout", **NO_ANSWER),
    fault("endless-header-fields", endless(OK, b"X-More: and more\r\n"), "broken_response", **NO_ANSWER),
    fault(
        "endless-header-line",
        endless(OK + b"X-Long: ", b"long " * 1000),
        "too_large",
        **NO_ANSWER,
        says="header",
    ),
    fault(
        "large-header",
        then_close(OK + b"".join(b"X-%d: %s\r\n" % (n, b"v" * 900) for n in range(60)) + b"\r\n"),
        "too_large",
        **NO_ANSWER,
        says="32768 bytes of header",
    ),
    fault(
        "endless-interim-answers",
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
        "broken_response",
        **NO_ANSWER,
    ),
    fault("endless-continue", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "too_large", **NO_ANSWER),
    fault(
        "early-hints-then-page",
        b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + answer(TEXT),
        "fetched",
        body=TEXT,
    ),
    fault("not-http", then_close(b"SSH-2.0-OpenSSH_9.2\r\n"), "broken_response", **NO_ANSWER),
    fault("terminal-codes", then_close(b"\x1b]0;owned\x07\x1b[2J\r\n"), "broken_response", **NO_ANSWER),
    fault("http-0.9", then_close(b"<html><body>old</body></html>\r\n"), "broken_response", **NO_ANSWER),
    fault("binary-noise", then_close(bytes(range(256)) * 20), "broken_response", **NO_ANSWER),
    fault("status-line-with-words", then_close(b"HTTP/1.1 OK fine\r\n\r\n"), "broken_response", **NO_ANSWER),
    fault("status-99", then_close(b"HTTP/1.1 99 Low\r\n\r\n"), "broken_response", **NO_ANSWER),
    fault("status-999", answer(TEXT, status="999 Request denied"), "http_error", status=999),
    fault(
        "http-1.0",
        then_close(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + TEXT),
        "fetched",
        body=TEXT,
    ),
    fault("http-9.9", then_close(b"HTTP/9.9 200 OK\r\n\r\nx"), "broken_response", **NO_ANSWER),
    fault(
        "header-line-without-colon",
        then_close(OK + b"Content-Type: text/html\r\nno colon here\r\nContent-Length: 4\r\n\r\n<p>x"),
        "broken_response",
        truncated="unspecified",
        says="without a colon",
    ),
    fault(
        "folded-header",
        OK + b"Content-Type: text/html;\r\n charset=utf-8\r\nContent-Length: 4\r\n\r\n<p>x",
        "fetched",
        body=b"<p>x",
    ),
    fault(
        "upgrade-not-asked-for",
        then_close(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"),
        "http_error",
        status=101,
    ),
]

IN_THE_BODY = [
    fault(
        "resets-in-the-body",
        then_reset(answer(TEXT[:100], length=1000)),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT[:100],
    ),
    fault(
        "closes-in-the-body",
        then_close(answer(TEXT[:100], length=1000)),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT[:100],
    ),
    fault(
        "cut-once-then-whole",
        [then_close(answer(TEXT[:100], length=1000)), answer(TEXT)],
        "fetched",
        attempts=2,
        body=TEXT,
    ),
    fault(
        "stops-in-the-body",
        then_hold(answer(TEXT[:100], length=1000)),
        "timeout",
        truncated="time",
        body=TEXT[:100],
    ),
    fault("drips-the-body", drip(answer(length=1000), b"x" * 999, pause=0.05), "timeout", truncated="time"),
    fault(
        "drips-a-body-without-length",
        drip(answer(length=None), b"x" * 999, pause=0.05),
        "timeout",
        truncated="time",
    ),
    fault(
        "drips-chunks",
        drip(answer(length=None, fields=[("Transfer-Encoding", "chunked")]), b"1\r\nx\r\n" * 99, pause=0.05),
        "timeout",
        truncated="time",
    ),
    fault(
        "endless-body", endless(answer(length=None), b"<p>more</p>" * 500), "too_large", truncated="length"
    ),
    fault(
        "endless-chunks",
        endless(answer(length=None, fields=[("Transfer-Encoding", "chunked")]), b"5\r\nhello\r\n" * 500),
        "too_large",
        truncated="length",
    ),
    fault(
        "announces-too-much",
        then_hold(answer(length=10**12)),
        "too_large",
        truncated="length",
        body=b"",
        says="announced",
    ),
    fault(
        "length-too-long",
        then_close(answer(TEXT, length=len(TEXT) + 1)),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT,
    ),
    fault("length-too-short", answer(TEXT, length=50), "fetched", body=TEXT[:50]),
    fault(
        "length-negative",
        then_close(answer(TEXT, length="-5")),
        "broken_response",
        truncated="unspecified",
        says="Content-Length",
    ),
    fault(
        "length-in-words", then_close(answer(TEXT, length="many")), "broken_response", truncated="unspecified"
    ),
    fault(
        "length-twice-the-same",
        answer(TEXT, fields=[("Content-Length", str(len(TEXT)))]),
        "fetched",
        body=TEXT,
    ),
    fault(
        "length-twice-different",
        then_close(answer(TEXT, fields=[("Content-Length", "7")])),
        "broken_response",
        **NO_ANSWER,
        says="multiple",
    ),
    fault("no-length-and-close", then_close(answer(TEXT, length=None)), "fetched", body=TEXT),
    fault("good-chunks", chunked(TEXT[:50], TEXT[50:]), "fetched", body=TEXT),
    fault(
        "chunk-size-is-no-number",
        then_hold(chunked(b"hello", end=b"zz\r\nhello\r\n0\r\n\r\n")),
        "broken_response",
        truncated="unspecified",
        body=b"hello",
    ),
    fault(
        "chunk-size-negative",
        then_close(chunked(b"hello", end=b"-5\r\nhello\r\n")),
        "truncated",
        truncated="disconnect",
        attempts=3,
    ),
    fault(
        "chunk-size-endless",
        endless(chunked(end=b""), b"0" * 5000),
        "broken_response",
        truncated="unspecified",
    ),
    fault(
        "closes-in-a-chunk",
        then_close(chunked(TEXT[:50], end=b"400\r\nhalf")),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT[:50] + b"half",
    ),
    fault(
        "closes-between-chunks",
        then_close(chunked(TEXT[:50], end=b"")),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT[:50],
    ),
    fault(
        "resets-between-chunks",
        then_reset(chunked(TEXT[:50], end=b"")),
        "truncated",
        truncated="disconnect",
        attempts=3,
        body=TEXT[:50],
    ),
    fault("chunked-and-length", chunked(TEXT, fields=[("Content-Length", "3")]), "fetched", body=TEXT),
    fault(
        "transfer-coding-not-asked-for",
        then_close(answer(GZIPPED, length=None, fields=[("Transfer-Encoding", "gzip")])),
        "broken_response",
        truncated="unspecified",
        says="transfer coding",
    ),
]

IN_THE_CODING = [
    fault("gzip", answer(GZIPPED, fields=GZIP), "fetched", body=GZIPPED),
    fault(
        "gzip-cut-inside",
        answer(GZIPPED[:60], fields=GZIP),
        "truncated",
        truncated="unspecified",
        says="cut",
        body=GZIPPED[:60],
    ),
    fault(
        "gzip-without-its-trailer",
        answer(GZIPPED[:-8], fields=GZIP),
        "truncated",
        truncated="unspecified",
        says="cut",
    ),
    fault(
        "gzip-cut-in-chunks",
        chunked(GZIPPED[:60], fields=GZIP),
        "truncated",
        truncated="unspecified",
        says="cut",
    ),
    fault(
        "gzip-cut-by-close",
        then_close(answer(GZIPPED[:60], length=None, fields=GZIP)),
        "truncated",
        truncated="unspecified",
    ),
    fault(
        "gzip-wrong-checksum",
        answer(GZIPPED[:-8] + b"\0" * 8, fields=GZIP),
        "broken_response",
        truncated="unspecified",
    ),
    fault(
        "gzip-with-a-hole",
        answer(GZIPPED[:30] + b"\xff" * 9 + GZIPPED[39:], fields=GZIP),
        "broken_response",
        truncated="unspecified",
    ),
    fault("gzip-in-name-only", answer(TEXT, fields=GZIP), "fetched", says="not compressed", body=TEXT),
    fault("gzip-of-nothing", answer(b"", fields=GZIP), "empty"),
    fault(
        "deflate-raw", answer(zlib.compress(TEXT)[2:-4], fields=[("Content-Encoding", "deflate")]), "fetched"
    ),
    fault(
        "brotli-cut",
        answer(brotli.compress(TEXT)[:-4], fields=[("Content-Encoding", "br")]),
        "truncated",
        truncated="unspecified",
    ),
    fault(
        "zstd-cut",
        answer(zstandard.compress(TEXT)[:-4], fields=[("Content-Encoding", "zstd")]),
        "truncated",
        truncated="unspecified",
    ),
    fault(
        "unknown-coding",
        answer(TEXT, fields=[("Content-Encoding", "exi")]),
        "broken_response",
        truncated="unspecified",
        says="unknown",
    ),
    fault("bomb", answer(BOMB, fields=GZIP), "too_large", says="decoded"),
    fault(
        "bomb-within-a-bomb",
        answer(gzip.compress(BOMB), fields=[("Content-Encoding", "gzip, gzip")]),
        "too_large",
        says="decoded",
    ),
    fault(
        "brotli-bomb",
        answer(brotli.compress(b"\0" * 5_000_000), fields=[("Content-Encoding", "br")]),
        "too_large",
    ),
    fault(
        "zstd-bomb",
        answer(zstandard.compress(b"\0" * 5_000_000), fields=[("Content-Encoding", "zstd")]),
        "too_large",
    ),
]

IN_THE_MEANING = [
    fault("empty-page", answer(b""), "empty", body=b""),
    fault("no-content", answer(status="204 No Content", length=None, content_type=None), "empty", status=204),
    fault(
        "part-that-was-not-asked-for",
        answer(TEXT, status="206 Partial Content"),
        "truncated",
        status=206,
        truncated="unspecified",
    ),
    fault("not-found", answer(TEXT, status="404 Not Found"), "not_found", status=404, body=TEXT),
    fault("gone", answer(b"", status="410 Gone"), "gone", status=410),
    fault("forbidden", answer(TEXT, status="403 Forbidden"), "forbidden", status=403),
    fault("legal-reasons", answer(TEXT, status="451 Unavailable For Legal Reasons"), "forbidden", status=451),
    fault("too-many-requests", answer(TEXT, status="429 Too Many Requests"), "retry_later", status=429),
    fault("bad-gateway", answer(TEXT, status="502 Bad Gateway"), "http_error", status=502, attempts=3),
    fault(
        "bad-gateway-once", [answer(status="502 Bad Gateway"), answer(TEXT)], "fetched", attempts=2, body=TEXT
    ),
    fault(
        "unavailable", answer(TEXT, status="503 Service Unavailable"), "retry_later", status=503, attempts=3
    ),
    fault(
        "unavailable-once", [answer(status="503 Service Unavailable"), answer(TEXT)], "fetched", attempts=2
    ),
    fault(
        "unavailable-until",
        answer(TEXT, status="503 Service Unavailable", fields=[("Retry-After", "60")]),
        "retry_later",
        status=503,
    ),
    fault("server-error", answer(TEXT, status="500 Internal Server Error"), "http_error", status=500),
    fault(
        "error-page-cut",
        then_close(answer(TEXT, status="500 Oops", length=99999)),
        "http_error",
        status=500,
        truncated="disconnect",
    ),
    fault(
        "error-page-endless",
        endless(answer(status="500 Oops", length=None), b"x" * 5000),
        "http_error",
        status=500,
        truncated="length",
    ),
    fault("accepted-for-later", answer(TEXT, status="202 Accepted"), "http_error", status=202),
    fault("not-found-with-status-200", answer(b"<title>Page not found</title>"), "fetched", says=""),
    fault(
        "wrong-charset",
        answer(b"<p>Z\xf6lle</p>", content_type="text/html; charset=utf-8"),
        "fetched",
        body=b"<p>Z\xf6lle</p>",
    ),
    fault("charset-nobody-knows", answer(TEXT, content_type="text/html; charset=x-klingon"), "fetched"),
    fault(
        "pdf",
        answer(b"%PDF-1.7", content_type="application/pdf"),
        "wrong_type",
        says="application/pdf",
        body=b"%PDF-1.7",
    ),
    fault("image", answer(b"\x89PNG", content_type="image/png"), "wrong_type"),
    fault("no-type-but-a-page", answer(TEXT, content_type=None), "fetched"),
    fault("no-type-and-no-page", answer(b"\x7fELF\x02", content_type=None), "wrong_type"),
    fault("type-is-nonsense", answer(b"%PDF-1.7", content_type="nonsense"), "wrong_type"),
    fault(
        "not-modified-of-nothing",
        answer(status="304 Not Modified", length=None),
        "unexpected_not_modified",
        status=304,
        attempts=2,
    ),
    fault("redirect-without-location", answer(status="302 Found"), "bad_redirect", status=302),
    fault("redirect-to-no-url", redirect("http://[::1"), "bad_redirect", status=302),
    fault(
        "redirect-to-a-file", redirect("file:///etc/passwd"), "refused_address", status=302, says="only http"
    ),
    fault("redirect-to-script", redirect("javascript:alert(1)"), "refused_address", status=302),
    fault("redirect-to-itself", redirect("/fault"), "too_many_redirects", status=302, says="loop"),
    fault(
        "redirect-to-link-local",
        redirect("http://169.254.169.254/latest/meta-data/"),
        "refused_address",
        **NO_ANSWER,
        says="link-local",
    ),
    fault(
        "redirect-to-mapped",
        redirect("http://[::ffff:127.0.0.1]/"),
        "refused_address",
        **NO_ANSWER,
        says="IPv4-mapped",
    ),
    fault(
        "redirect-with-password",
        redirect("http://user:secret@news.test/"),
        "refused_address",
        **NO_ANSWER,
        says="password",
    ),
    fault(
        "redirect-to-a-port",
        redirect("http://news.test:6379/"),
        "refused_address",
        **NO_ANSWER,
        says="port 6379",
    ),
    fault(
        "redirect-with-endless-body",
        [endless(redirect("/good").replace(b"Content-Length: 0\r\n", b""), b"x" * 5000), page()],
        "fetched",
        attempts=2,
    ),
    fault(
        "redirect-with-stuck-body",
        then_hold(redirect("/good").replace(b"Length: 0", b"Length: 9")),
        "fetched",
        attempts=2,
        limits=replace(QUICK, read_seconds=5, total_seconds=5),
    ),
    fault("redirect-with-bomb", redirect("/good", body=BOMB), "fetched", attempts=2),
    fault(
        "refresh-loop-of-two",
        [redirect("/fault?1"), redirect("/fault")],
        "too_many_redirects",
        status=302,
        attempts=2,
    ),
]

FAULTS = BEFORE_THE_BODY + IN_THE_BODY + IN_THE_CODING + IN_THE_MEANING


@pytest.mark.parametrize("one", FAULTS, ids=lambda one: one.name)
def test_fault(one: Fault, server: FaultServer, make_client: MakeClient) -> None:
    server.on("/good", page())
    client = make_client(server)

    result = client.get(server.on("/fault", one.script), limits=one.limits)

    assert (result.outcome.value, result.status, result.attempts) == (
        one.outcome,
        one.status,
        one.attempts,
    ), result
    assert one.says in result.detail
    assert result.detail.isprintable()
    assert bool(result.detail) or one.outcome == "fetched"
    assert (result.capture is None) == (one.status is None)
    if result.capture is not None:
        assert result.capture.truncated == one.truncated
        assert one.body is None or result.capture.body == one.body
        assert result.capture.ip_address == "127.0.0.1"
    if one.outcome != "fetched":
        assert not result.validators
    assert client.get(server.url("/good")).outcome == "fetched"


def test_there_are_enough_faults() -> None:
    assert len({one.name for one in FAULTS}) == len(FAULTS) >= 60


SEEDS = [
    answer(TEXT),
    answer(GZIPPED, fields=GZIP),
    chunked(TEXT[:100], TEXT[100:], fields=[("ETag", '"x"')]),
    chunked(GZIPPED[:90], GZIPPED[90:], fields=GZIP),
    redirect("/good", body=TEXT),
    answer(status="304 Not Modified", length=None),
]


TELLING = [b"\r\n", b"\0", b"\n", b":", b"\xff", b"-1", b"999999", b"\r\n\r\n"]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few of them changed, doubled, swapped for something telling, or cut off."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(min(len(out), chance.choice([40, 200, len(out)])) or 1)
        match chance.randrange(5):
            case 0:
                out[at : at + 1] = b"%c" % chance.randrange(256)
            case 1:
                out[at:at] = out[at : at + chance.randrange(30)]
            case 2:
                out[at : at + 1] = chance.choice(
                    [b"\r\n", b"\0", b"\n", b":", b"\xff", b"-1", b"999999", b"\r\n\r\n"]
                )
            case 3:
                del out[at : at + chance.randrange(1, 20)]
            case 4:
                del out[at + 1 :]
    return bytes(out)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_answers_never_raise(seed: int, server: FaultServer, make_client: MakeClient) -> None:
    """A hundred damaged answers of each kind: what is called fetched is whole, and the next page comes."""
    chance = random.Random(seed)
    server.on("/good", page())
    client = make_client(server)
    outcomes = set()
    for _ in range(100):
        result = client.get(server.on("/fault", then_close(damaged(SEEDS[seed], chance))))
        outcomes.add(result.outcome)
        assert result.detail.isprintable()
        assert result.outcome != "fetched" or (
            result.capture is not None and result.capture.truncated is None
        )
    assert len(outcomes) > 1
    assert client.get(server.url("/good")).outcome == "fetched"
