"""Any capture comes back; any bytes are read without a surprise."""

from __future__ import annotations

import gzip
import io
import tempfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.captures.makers import chunked
from tests.unit.captures.samples import capture

from newsarchive.captures import CaptureWriter, iter_captures, read_capture
from newsarchive.captures.http_message import request_message, response_head
from newsarchive.captures.importing.payload import dechunk
from newsarchive.captures.importing.stream import DecodedStream
from newsarchive.captures.members import (
    GZIP_LEVEL,
    MEMBER_HEADER,
    MemberDamaged,
    compress_member,
    decode_member,
    iter_members,
)
from newsarchive.captures.record import build_record, format_warc_date, parse_record, parse_warc_date
from newsarchive.captures.scan import Damage, Good, scan
from newsarchive.errors import CaptureDamaged, CaptureError
from newsarchive.records import Capture

NAMES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-0123456789_", min_size=1, max_size=20)
VALUES = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=40).map(
    lambda v: v.strip(" \t")
)
HEADERS = st.lists(st.tuples(NAMES, VALUES), max_size=6).map(tuple)
URLS = st.text("abc/?&=%20äß中", max_size=30).map(lambda path: "https://paper.example/" + path)
CAPTURES = st.builds(
    Capture,
    url=URLS,
    requested_url=URLS,
    captured_at=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(tzinfo=UTC)),
    status=st.integers(100, 999),
    reason=VALUES,
    headers=HEADERS,
    body=st.binary(max_size=3000),
    method=st.sampled_from(["GET", "POST", "HEAD"]),
    request_headers=HEADERS,
    http_version=st.sampled_from(["HTTP/1.1", "HTTP/1.0", "HTTP/2"]),
    ip_address=st.none() | st.ip_addresses().map(str),
    truncated=st.sampled_from([None, "length", "time", "disconnect", "unspecified"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CAPTURES, min_size=1, max_size=3))
def test_any_capture_comes_back(captures: list[Capture]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with CaptureWriter(folder, run="any") as writer:
            refs = [writer.append(each) for each in captures]
        assert [read_capture(folder, ref) for ref in refs] == captures
        again = list(iter_captures(folder, refs[0].file, with_request=True))
        assert again == list(zip(refs, captures, strict=True))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.binary(max_size=400), max_size=6), st.integers(0, 3))
def test_decoded_streams_give_what_was_packed(parts: list[bytes], padding: int) -> None:
    packed = b"".join(gzip.compress(part) + bytes(padding) for part in parts)
    stream = DecodedStream(io.BytesIO(packed))
    whole = b"".join(parts)
    assert stream.peek(50) == whole[:50]
    first = stream.read(30)
    stream.push_back(first)
    lines = []
    while line := stream.readline(64):
        lines.append(line)
    assert b"".join(lines) == whole
    assert stream.break_reason is None
    assert all(line.endswith(b"\n") or len(line) == 64 for line in lines[:-1])


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_can_be_scanned(data: bytes) -> None:
    found = list(scan(io.BytesIO(data)))
    assert sum(f.length if isinstance(f, Damage) else f.member.length for f in found) == len(data)


def test_scan_places_what_is_good_and_what_is_not() -> None:
    records = [compress_member(build_record([("WARC-Type", "x")], bytes([n]) * 50)) for n in range(4)]
    one, two, three, four = records
    data = one + b"junk" + two + three[:-3] + four + b"\x1f\x8b\x08 torn"
    found = list(scan(io.BytesIO(data)))
    assert [type(f) for f in found] == [Good, Damage, Good, Damage, Good, Damage]
    assert [f.at_end for f in found if isinstance(f, Damage)] == [False, False, True]
    assert [f.record.block[:1] for f in found if isinstance(f, Good)] == [b"\0", b"\1", b"\3"]


@given(st.binary(max_size=2000), st.integers(1, 300))
def test_chunks_come_off(body: bytes, size: int) -> None:
    assert dechunk(chunked(body, size)) == (body, True)


def test_members_are_gzip_and_the_same_for_the_same_data() -> None:
    data = b"quota " * 5000
    packed = compress_member(data)
    assert packed == compress_member(data)
    assert packed.startswith(MEMBER_HEADER)
    assert gzip.decompress(packed) == decode_member(packed) == data
    assert len(packed) <= len(zlib.compress(data, GZIP_LEVEL)) + 12


def test_a_member_is_decoded_when_zlib_says_that_it_is_one_whole_member() -> None:
    packed = compress_member(b"quota for the port of Chattogram")
    bits = [(at, 1 << bit) for at in range(len(packed)) for bit in range(8)]
    flipped = [packed[:at] + bytes([packed[at] ^ bit]) + packed[at + 1 :] for at, bit in bits]
    cut = [packed[:size] for size in range(len(packed))]
    for data in (*flipped, *cut, packed + b"\0", packed + packed, packed + packed[-8:]):
        assert _decoded(data) == _decoded_by_zlib(data)


def _decoded(data: bytes) -> bytes | None:
    try:
        return decode_member(data)
    except MemberDamaged:
        return None


def _decoded_by_zlib(data: bytes) -> bytes | None:
    inflater = zlib.decompressobj(31)
    try:
        decoded = inflater.decompress(data)
    except zlib.error:
        return None
    return decoded if inflater.eof and not inflater.unused_data else None


def test_a_bomb_is_not_unpacked() -> None:
    bomb = compress_member(bytes(10_000_000))
    with pytest.raises(MemberDamaged, match="more than"):
        decode_member(bomb, limit=1_000_000)
    with pytest.raises(MemberDamaged, match="more than"):
        list(iter_members(io.BytesIO(bomb), limit=1_000_000))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"WARC/1.1\r\n",
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: many\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: -4\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 5\r\n\r\nfour\r\n\r\n",
        b"WARC/1.1\r\nContent-Length: 4\r\n\r\nfour\r\n",
        b"WARC/1.1\r\nContent-Length: 4\r\n\r\nfour\n\n\n\n",
        b"WARC/1.1\r\nContent-Length: 4\r\n\r\nfour\r\n\r\nmore",
    ],
)
def test_records_that_are_not_as_they_must_be(data: bytes) -> None:
    with pytest.raises(CaptureDamaged):
        parse_record(data)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-04T05:06:07.123456Z", datetime(2026, 3, 4, 5, 6, 7, 123456, UTC)),
        ("2026-03-04T05:06:07Z", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
        ("2026-03-04T05:06:07.123456789Z", datetime(2026, 3, 4, 5, 6, 7, 123456, UTC)),
        ("2026-03-04T05:06Z", datetime(2026, 3, 4, 5, 6, tzinfo=UTC)),
        ("2026-03-04", datetime(2026, 3, 4, tzinfo=UTC)),
        ("2026-03-04T07:06:07+02:00", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
    ],
)
def test_warc_dates(text: str, instant: datetime) -> None:
    assert parse_warc_date(text) == instant
    assert parse_warc_date(format_warc_date(instant)) == instant


def test_a_naive_capture_time_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="aware"):
        format_warc_date(datetime(2026, 3, 4))


def test_a_line_end_can_not_smuggle_a_field_in(tmp_path: Path) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        with pytest.raises(CaptureError, match="line end"):
            writer.append(capture(url="https://a.example/\r\nWARC-Type: request"))
        ref = writer.append(capture(headers=(("X-A", "1\r\nX-B: 2"), ("X-C\n", "3\n4"))))
    assert read_capture(tmp_path, ref).headers == (("X-A", "1 X-B: 2"), ("X-C", "3 4"))


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://paper.example/a/b?c=d#part", b"/a/b?c=d"),
        ("https://paper.example", b"/"),
        ("https://paper.example?c", b"/?c"),
    ],
)
def test_the_request_names_its_target_in_origin_form(url: str, target: bytes) -> None:
    assert request_message(capture(url=url)).startswith(b"GET " + target + b" HTTP/1.1\r\n")


def test_a_chunked_answer_is_stored_under_another_name() -> None:
    head = response_head(capture(headers=(("Transfer-Encoding", "chunked"), ("Content-Encoding", "br"))))
    assert b"\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Encoding: br\r\n" in head
