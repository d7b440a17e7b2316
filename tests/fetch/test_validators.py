"""Conditional GET, and the servers that get it wrong."""

from __future__ import annotations

import pytest
from tests.fetch.conftest import MakeClient
from tests.support.fault_server import FaultServer, Visit, answer, page, then_close

from newsarchive.records import Validators

DATE = "Mon, 02 Mar 2026 10:00:00 GMT"
LATER = "Tue, 03 Mar 2026 10:00:00 GMT"


def not_modified(*fields: tuple[str, str]) -> bytes:
    return answer(status="304 Not Modified", length=None, content_type=None, fields=fields)


@pytest.mark.parametrize(
    "validators",
    [
        Validators(etag='"abc"'),
        Validators(etag='W/"abc"'),
        Validators(etag="unquoted-thing"),
        Validators(etag='"with \xe4 in it"'),
        Validators(last_modified=DATE),
        Validators(last_modified="not even a date"),
        Validators(etag='"abc"', last_modified=DATE),
    ],
)
def test_validators_travel_as_received(
    validators: Validators, server: FaultServer, make_client: MakeClient
) -> None:
    """What came with the page is what the next request carries, letter for letter."""
    fields = [("ETag", validators.etag), ("Last-Modified", validators.last_modified)]
    url = server.on("/", [page(fields=[(name, value) for name, value in fields if value]), not_modified()])
    client = make_client(server)

    first = client.get(url)
    second = client.get(url, first.validators)

    assert (first.outcome, first.validators) == ("fetched", validators)
    assert (second.outcome, second.validators) == ("not_modified", validators)
    asked = server.requests[1]
    assert (asked.get("If-None-Match"), asked.get("If-Modified-Since")) == (
        validators.etag,
        validators.last_modified,
    )


@pytest.mark.parametrize("value", ["", "a\x01b", "x" * 5000, '"tab\there"', "ключ"])
def test_validators_that_cannot_be_sent_are_left_out(
    value: str, server: FaultServer, make_client: MakeClient
) -> None:
    result = make_client(server).get(server.on("/", page()), Validators(etag=value, last_modified=value))

    assert result.outcome == "fetched"
    assert server.requests[0].get("If-None-Match") is None
    assert server.requests[0].get("If-Modified-Since") is None


def test_a_304_may_renew_the_validators(server: FaultServer, make_client: MakeClient) -> None:
    url = server.on("/", not_modified(("ETag", 'W/"abc"'), ("Last-Modified", LATER)))
    result = make_client(server).get(url, Validators(etag='"abc"', last_modified=DATE))

    assert (result.outcome, result.validators) == ("not_modified", Validators('W/"abc"', LATER))
    assert result.capture is not None
    assert result.capture.status == 304


@pytest.mark.parametrize("etag", ['"abc"', 'W/"abc"', '"abc-gzip"', '"abc;br"', 'W/"abc--gzip"'])
def test_a_304_may_spell_our_tag_in_its_own_way(
    etag: str, server: FaultServer, make_client: MakeClient
) -> None:
    url = server.on("/", not_modified(("ETag", etag)))

    assert make_client(server).get(url, Validators(etag='"abc"')).outcome == "not_modified"


def test_a_304_about_another_copy_is_not_believed(server: FaultServer, make_client: MakeClient) -> None:
    url = server.on("/", [not_modified(("ETag", '"xyz"')), page()])
    result = make_client(server).get(url, Validators(etag='"abc"'))

    assert (result.outcome, result.attempts) == ("fetched", 2)
    assert server.requests[1].get("If-None-Match") is None


def test_a_304_to_an_unconditional_request_is_asked_again_past_the_caches(
    server: FaultServer, make_client: MakeClient
) -> None:
    result = make_client(server).get(server.on("/", [not_modified(), page()]))

    assert (result.outcome, result.attempts) == ("fetched", 2)
    assert [request.get("Cache-Control") for request in server.requests] == [None, "no-cache"]


def test_a_server_that_always_says_304(server: FaultServer, make_client: MakeClient) -> None:
    url = server.on("/", not_modified(("ETag", '"stuck"')))
    client = make_client(server)

    assert client.get(url).outcome == "unexpected_not_modified"
    assert client.get(url, Validators(etag='"other"')).outcome == "unexpected_not_modified"
    assert client.get(url, Validators(etag='"stuck"')).outcome == "not_modified"


def test_a_stuck_tag_does_not_hide_a_new_body(server: FaultServer, make_client: MakeClient) -> None:
    """The tag never changes, the page does: asked without validators, the new page comes."""
    url = server.on(
        "/", [page("<p>one</p>", fields=[("ETag", '"1"')]), page("<p>two</p>", fields=[("ETag", '"1"')])]
    )
    client = make_client(server)

    assert [client.get(url).page_bytes(), client.get(url).page_bytes()] == [b"<p>one</p>", b"<p>two</p>"]


@pytest.mark.parametrize(
    "script",
    [
        then_close(answer(b"<p>half", length=99, fields=[("ETag", '"lost"')])),
        answer(b"", fields=[("ETag", '"lost"')]),
        answer(b"<p>no", status="404 Not Found", fields=[("ETag", '"lost"')]),
        answer(b"\x1f\x8b\x08\0", fields=[("ETag", '"lost"'), ("Content-Encoding", "gzip")]),
    ],
    ids=["cut", "empty", "error", "cut-gzip"],
)
def test_no_validators_of_what_was_not_had(
    script: object, server: FaultServer, make_client: MakeClient
) -> None:
    """Kept, they would freeze a page whose body was lost."""
    assert make_client(server).get(server.on("/", script)).validators == Validators()  # type: ignore[arg-type]


def test_a_304_with_a_body_does_not_poison_the_connection(
    server: FaultServer, make_client: MakeClient
) -> None:
    def script(visit: Visit) -> None:
        visit.send(answer(b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged", status="304 Not Modified"))

    url = server.on("/", script)
    server.on("/next", page("<p>true</p>"))
    client = make_client(server)
    client.get(url, Validators(etag='"a"'))

    assert client.get(server.url("/next")).page_bytes() == b"<p>true</p>"


def test_a_body_longer_than_announced_does_not_poison_the_connection(
    server: FaultServer, make_client: MakeClient
) -> None:
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    url = server.on("/", answer(b"<p>x" + forged, length=4))
    server.on("/next", page("<p>true</p>"))
    client = make_client(server)

    assert client.get(url).page_bytes() == b"<p>x"
    assert client.get(server.url("/next")).page_bytes() == b"<p>true</p>"
