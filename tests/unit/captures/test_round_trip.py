"""What is written comes back, by reference and in sequence, and other readers agree."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator
from tests.unit.captures.samples import capture
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from newsarchive.captures import CaptureWriter, Original, iter_captures, read_capture, read_payload
from newsarchive.captures.members import compress_member, decode_member
from newsarchive.errors import CaptureDamaged, CaptureError, CaptureMissing
from newsarchive.records import CaptureRef

KINDS = {
    "plain": capture(),
    "empty body": capture(body=b""),
    "redirected": capture(requested_url="http://news.example/t"),
    "chunked": capture(headers=(("Transfer-Encoding", "chunked"), ("content-type", "text/html"))),
    "server says X-Archive-Orig": capture(headers=(("x-archive-orig-transfer-encoding", "chunked"),)),
    "folded header": capture(headers=(("X-Long", "one\r\n two"), ("X-Next", "3"))),
    "header without value": capture(headers=(("X-Empty", ""),)),
    "Latin-1 header": capture(headers=(("X-Name", "Gemüse"),)),
    "repeated header": capture(headers=(("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))),
    "no reason": capture(reason="", status=404),
    "cut": capture(truncated="disconnect"),
    "post": capture(method="POST"),
    "no address": capture(ip_address=None),
    "IPv6": capture(ip_address="2001:db8::7"),
    "HTTP/1.0": capture(http_version="HTTP/1.0"),
    "body looks like a record": capture(body=b"\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n"),
    "international URL": capture(url="https://bücher.example/ä", requested_url="https://bücher.example/ä"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_capture_comes_back_as_it_was(tmp_path: Path, kind: str) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(KINDS[kind])
        assert read_capture(tmp_path, ref) == KINDS[kind]  # while the file is still open
    assert read_capture(tmp_path, ref) == KINDS[kind]
    assert list(iter_captures(tmp_path, ref.file, with_request=True)) == [(ref, KINDS[kind])]


def test_a_revisit_takes_its_payload_from_the_original(tmp_path: Path) -> None:
    first, again = capture(), capture(captured_at=datetime(2026, 3, 5, tzinfo=UTC), status=203)
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(first)
        revisit = writer.append(again, revisit_of=Original(ref, first.url, first.captured_at))
        third = writer.append(again, revisit_of=Original(revisit, again.url, again.captured_at))
    assert (revisit.record_type, revisit.refers_to) == ("revisit", ref.record_id)
    assert third.refers_to == ref.record_id
    known: dict[str, CaptureRef] = {ref.record_id: ref}
    assert read_capture(tmp_path, revisit, lookup=known.get) == again
    assert read_payload(tmp_path, third, lookup=known.get) == first.body
    with pytest.raises(CaptureMissing):
        read_capture(tmp_path, revisit)


def test_a_304_says_that_the_payload_stands(tmp_path: Path) -> None:
    """ISO 28500:2017, 6.7.3: a revisit of its own profile, with the header of the 304 and no payload."""
    first = capture()
    check = capture(captured_at=datetime(2026, 3, 5, tzinfo=UTC), status=304, body=b"", source="paper")
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(first)
        again = writer.append(check, revisit_of=Original(ref, first.url, first.captured_at))
    assert (again.record_type, again.refers_to) == ("revisit", ref.record_id)
    assert again.payload_digest == ref.payload_digest
    assert read_capture(tmp_path, again) == check  # nothing to look up: a 304 has no body
    with (tmp_path / ref.file).open("rb") as stream:
        (record,) = (r for r in WarcioIterator(stream) if r.rec_type == "revisit")
    assert record.rec_headers.get_header("WARC-Profile").endswith("/revisit/server-not-modified")
    assert record.rec_headers.get_header("WARC-Refers-To") == f"<{ref.record_id}>"
    assert record.http_headers.get_statuscode() == "304"
    warcio = [sys.executable, "-m", "warcio.cli", "check", str(tmp_path / ref.file)]
    assert subprocess.run(warcio, check=False).returncode == 0


def test_a_revisit_of_another_payload_is_refused(tmp_path: Path) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(capture())
        with pytest.raises(CaptureError):
            writer.append(capture(2), revisit_of=Original(ref, "x", datetime.now(UTC)))


def test_files_roll_and_references_stay_true(tmp_path: Path) -> None:
    captures = [capture(n) for n in range(12)]
    with CaptureWriter(tmp_path, run="night", roll_bytes=2000) as writer:
        refs = [writer.append(c) for c in captures]
    assert len({ref.file for ref in refs}) > 2
    assert len(writer.closed) == len({ref.file for ref in refs})
    assert [read_capture(tmp_path, ref) for ref in refs] == captures
    assert sum(closed.records for closed in writer.closed) == 24 + len(writer.closed)


def test_other_readers_agree_byte_for_byte(tmp_path: Path) -> None:
    captures = [c for kind, c in KINDS.items() if kind != "international URL"]
    with CaptureWriter(tmp_path, run="night") as writer:
        refs = [writer.append(c) for c in captures]
    file = tmp_path / refs[0].file
    check = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", str(file)], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout
    with file.open("rb") as stream:
        verified = [
            (record.stream_pos, record.headers["WARC-Target-URI"], record.verify_block_digest())
            for record in ArchiveIterator(stream, parse_http=False)
            if record.headers["WARC-Type"] == "response"
        ]
    assert verified == [(ref.offset, c.url, True) for ref, c in zip(refs, captures, strict=True)]
    with file.open("rb") as stream:
        fast = [r.reader.read() for r in ArchiveIterator(stream) if r.headers["WARC-Type"] == "response"]
    assert fast == [c.body for c in captures]
    with file.open("rb") as stream:
        slow = [r.raw_stream.read() for r in WarcioIterator(stream) if r.rec_type == "response"]
    assert slow == [c.body for c in captures]


def test_a_reference_to_something_else_is_damage(tmp_path: Path) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        one, two = writer.append(capture(1)), writer.append(capture(2))
    swapped = CaptureRef(one.file, two.offset, two.length, one.record_id, one.payload_digest)
    with pytest.raises(CaptureDamaged):
        read_capture(tmp_path, swapped)
    with pytest.raises(CaptureMissing):
        read_capture(tmp_path, CaptureRef("gone.warc.gz", 0, 10, "x", "y"))
    with pytest.raises(CaptureMissing):
        read_capture(tmp_path, CaptureRef("../secret.warc.gz", 0, 10, "x", "y"))


def _forged(folder: Path, ref: CaptureRef) -> CaptureRef:
    """The reference of a record in which a letter was changed, and nothing but its payload's digest tells."""
    path = folder / ref.file
    data = path.read_bytes()
    member = decode_member(data[ref.offset : ref.offset + ref.length])
    changed = compress_member(member.replace(b"rapeseed", b"soybeans"))
    path.chmod(0o644)
    path.write_bytes(data[: ref.offset] + changed + data[ref.offset + ref.length :])
    return replace(ref, length=len(changed))


def test_a_forged_payload_is_told_by_its_digest_which_a_hurried_reader_does_not_compute(
    tmp_path: Path,
) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(capture())
    ref = _forged(tmp_path, ref)
    assert b"soybeans" in read_capture(tmp_path, ref, check_payload=False).body
    with pytest.raises(CaptureDamaged, match="not what its digest promises"):
        read_capture(tmp_path, ref)


def test_a_hurried_reader_compares_the_stated_digest_and_checks_revisits_in_any_case(tmp_path: Path) -> None:
    first, again = capture(), capture(captured_at=datetime(2026, 3, 5, tzinfo=UTC))
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(first)
        revisit = writer.append(again, revisit_of=Original(ref, first.url, first.captured_at))
    other = replace(ref, payload_digest="sha256:" + "0" * 64)
    with pytest.raises(CaptureDamaged):
        read_capture(tmp_path, other, check_payload=False)
    known = {ref.record_id: _forged(tmp_path, ref)}
    with pytest.raises(CaptureDamaged):
        read_capture(tmp_path, revisit, lookup=known.get, check_payload=False)
