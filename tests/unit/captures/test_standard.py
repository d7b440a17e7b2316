"""The rules of ISO 28500:2017 that no reader checks, and memory that does not grow with the file."""

from __future__ import annotations

import gzip
import random
import re
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.captures.makers import members, record
from tests.unit.captures.samples import capture

from newsarchive.captures import (
    CaptureWriter,
    Original,
    describe_file,
    iter_captures,
    iter_foreign,
    verify,
)
from newsarchive.captures.importing import ForeignCapture
from newsarchive.captures.members import iter_members
from newsarchive.captures.record import IDENTICAL_PAYLOAD, Record, parse_record
from newsarchive.errors import CaptureError


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """All records of a file with a response, a revisit and a response that was cut."""
    folder = tmp_path_factory.mktemp("warc")
    with CaptureWriter(folder, run="night", software="newsarchive/1.0") as writer:
        ref = writer.append(capture(1))
        writer.append(capture(1), revisit_of=Original(ref, capture(1).url, capture(1).captured_at))
        writer.append(capture(2, truncated="length"))
    with (folder / ref.file).open("rb") as stream:
        return [parse_record(member.data) for member in iter_members(stream)]


def test_a_file_begins_with_warcinfo(records: list[Record]) -> None:
    first = records[0]
    assert [r.type for r in records] == [
        "warcinfo",
        "response",
        "request",
        "revisit",
        "request",
        "response",
        "request",
    ]
    assert first.fields["content-type"] == "application/warc-fields"
    assert first.fields["warc-filename"] == "night-00001.warc.gz"
    assert b"software: newsarchive/1.0\r\n" in first.block
    assert b"isPartOf: night\r\n" in first.block
    assert {r.fields["warc-warcinfo-id"] for r in records[1:]} == {f"<{first.record_id}>"}


def test_every_record_has_what_it_must_have(records: list[Record]) -> None:
    assert len({r.record_id for r in records}) == len(records)
    for each in records:
        assert re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", each.fields["warc-record-id"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", each.fields["warc-date"])
        assert re.fullmatch(r"sha256:[0-9a-f]{64}", each.fields["warc-block-digest"])
        if each.type != "warcinfo":
            assert each.target_uri == capture(1).url or each.target_uri == capture(2).url
            assert each.fields["warc-ip-address"] == "192.0.2.7"


def test_answers_and_requests_point_to_each_other(records: list[Record]) -> None:
    for answer, request in zip(records[1::2], records[2::2], strict=True):
        assert request.fields["warc-concurrent-to"] == f"<{answer.record_id}>"
        assert request.fields["warc-date"] == answer.fields["warc-date"]
        assert request.fields["content-type"] == "application/http; msgtype=request"
        assert answer.fields["content-type"] == "application/http; msgtype=response"


def test_a_revisit_says_what_it_repeats(records: list[Record]) -> None:
    first, revisit = records[1], records[3]
    assert revisit.fields["warc-profile"] == IDENTICAL_PAYLOAD
    assert revisit.fields["warc-refers-to"] == f"<{first.record_id}>"
    assert revisit.fields["warc-refers-to-target-uri"] == first.target_uri
    assert revisit.fields["warc-refers-to-date"] == first.fields["warc-date"]
    assert revisit.fields["warc-payload-digest"] == first.fields["warc-payload-digest"]
    assert revisit.block.endswith(b"\r\n\r\n")
    assert first.block.startswith(revisit.block)


def test_a_cut_answer_says_so(records: list[Record]) -> None:
    assert [r.fields.get("warc-truncated") for r in records if r.type == "response"] == [None, "length"]


def test_what_we_write_is_read_as_a_file_of_another_maker(tmp_path: Path) -> None:
    captures = [capture(n) for n in range(5)]
    with CaptureWriter(tmp_path, run="night") as writer:
        refs = [writer.append(each) for each in captures]
    found = list(iter_foreign(tmp_path / refs[0].file))
    assert all(isinstance(f, ForeignCapture) and not f.notes for f in found)
    bare = [capture(n, request_headers=()) for n in range(5)]
    assert [f.capture for f in found if isinstance(f, ForeignCapture)] == bare


def peak_of(work: Callable[[], object]) -> int:
    """Most bytes that Python objects held at once during `work`."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    body = random.Random(1).randbytes(1_000_000)
    with CaptureWriter(tmp_path, run="night") as writer:
        refs = [writer.append(capture(n, body=body)) for n in range(40)]
    file = refs[0].file
    packed = tmp_path / "all-in-one-member"
    packed.write_bytes(gzip.compress(b"".join(record(n, body=body) for n in range(40)), 1))
    works: dict[str, Callable[[], object]] = {
        "iter_captures": lambda: sum(1 for _ in iter_captures(tmp_path, file)),
        "verify": lambda: sum(1 for _ in verify(tmp_path, refs, writer.closed, deep=True)),
        "describe_file": lambda: describe_file(tmp_path, file),
        "iter_foreign": lambda: sum(1 for _ in iter_foreign(tmp_path / file)),
        "iter_foreign, one member": lambda: sum(1 for _ in iter_foreign(packed)),
    }
    peaks = {name: peak_of(work) for name, work in works.items()}
    assert (tmp_path / file).stat().st_size > 40_000_000
    assert {name: peak for name, peak in peaks.items() if peak > 8_000_000} == {}


def test_a_film_among_the_pages_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsarchive.captures.importing.raw_records.MAX_BLOCK_BYTES", 10_000)
    path = tmp_path / "x.warc.gz"
    path.write_bytes(members(record(1), record(2, body=bytes(50_000)), record(3)))
    one, film, three = iter_foreign(path)
    assert isinstance(one, ForeignCapture)
    assert isinstance(three, ForeignCapture)
    assert "is passed over" in film.detail  # type: ignore[union-attr]


def test_a_record_that_could_not_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.captures.writer.MAX_MEMBER_BYTES", 10_000)
    with CaptureWriter(tmp_path, run="night") as writer:
        with pytest.raises(CaptureError, match="more than"):
            writer.append(capture(1, body=bytes(10_000)))
        writer.append(capture(1, body=bytes(5_000)))
    assert writer.closed[0].records == 3
