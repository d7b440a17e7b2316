"""Captures in files of others: what is read by reference is what an import would have copied."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.captures import makers
from tests.unit.captures.samples import capture
from tests.unit.captures.test_importing import DAMAGED, GOOD, found_in

from newsarchive.captures import (
    CaptureWriter,
    ForeignCapture,
    LocalStorage,
    WithForeignFiles,
    describe_foreign,
    export_slice,
    iter_captures,
    iter_foreign,
    read_capture,
    ref_to,
    verify,
)
from newsarchive.errors import CaptureDamaged, CaptureError, InputError
from newsarchive.records import CaptureRef

WHOLE = {
    "one-member.warc.gz",
    "any-members.warc.gz",
    "browser.wacz",
    "cut.wacz",
    "promise.wacz",
    "one-frame.warc.zst",
    "dictionary.warc.zst",
    "packed-dictionary.warc.zst",
}
"""Files whose records can't be read one by one."""


@pytest.fixture
def storage(tmp_path: Path) -> WithForeignFiles:
    return WithForeignFiles(LocalStorage(tmp_path / "warc"))


def refs_into(path: Path) -> list[tuple[CaptureRef | None, ForeignCapture]]:
    file = describe_foreign(path)
    return [(ref_to(one, file), one) for one in found_in(path)[0]]


@pytest.mark.parametrize(
    ("name", "make"), [row[:2] for row in GOOD + DAMAGED], ids=[r[0] for r in GOOD + DAMAGED]
)
def test_a_record_read_by_itself(
    tmp_path: Path, storage: WithForeignFiles, name: str, make: Callable[[], bytes]
) -> None:
    (tmp_path / name).write_bytes(make())
    pairs = refs_into(tmp_path / name)
    assert all((ref is None) == (name in WHOLE) for ref, _ in pairs)
    refs = [ref for ref, _ in pairs if ref]
    if name in ("long.warc",):  # only the record behind it shows how long this one is
        with pytest.raises(CaptureDamaged):
            read_capture(storage, refs[1])
        return
    assert [read_capture(storage, ref) for ref in refs] == [one.capture for ref, one in pairs if ref]
    assert list(verify(storage, refs, [describe_foreign(tmp_path / name)], deep=True)) == []
    assert list(verify(storage, refs, [describe_foreign(tmp_path / name)])) == []
    if refs:
        out = tmp_path / "slice.warc.gz"
        assert export_slice(storage, refs, out).captures == len(refs)
        assert [c.body for _, c in iter_captures(tmp_path, out.name)] == [
            one.capture.body for _, one in pairs
        ]
        again = [one for one in iter_foreign(out) if isinstance(one, ForeignCapture)]
        assert [(one.capture.captured_at, one.capture.url) for one in again] == [
            (one.capture.captured_at, one.capture.url) for _, one in pairs
        ]


def test_a_record_by_the_book_leaves_byte_for_byte(tmp_path: Path, storage: WithForeignFiles) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(makers.heritrix())
    refs = [ref for ref, _ in refs_into(path) if ref]
    out = export_slice(storage, refs, tmp_path / "slice.warc.gz").warc.read_bytes()
    for ref in refs:
        assert path.read_bytes()[ref.offset : ref.offset + ref.length] in out
    assert b"Newsarchive-Imported" not in out


def test_every_flip_in_a_file_of_others_is_found(tmp_path: Path, storage: WithForeignFiles) -> None:
    path = tmp_path / "x.warc.gz"
    data = makers.members(makers.record(1), makers.record(2))
    path.write_bytes(data)
    known = describe_foreign(path)
    refs = [ref for ref, _ in refs_into(path) if ref]
    for offset in range(len(data)):
        bad = bytearray(data)
        bad[offset] ^= 0x10
        path.write_bytes(bad)
        assert any(one.kind == "file-changed" for one in verify(storage, refs, [known], deep=True))
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert any(one.kind == "file-changed" for one in verify(storage, refs, [known])), length


def test_own_and_other_files_side_by_side(tmp_path: Path, storage: WithForeignFiles) -> None:
    path = tmp_path / "x.warc.gz"
    path.write_bytes(makers.heritrix())
    with CaptureWriter(storage, run="night") as writer:
        own = writer.append(capture())
    theirs = [ref for ref, _ in refs_into(path) if ref]
    assert storage.names() == [own.file]
    travelled = pickle.loads(pickle.dumps(storage))
    assert read_capture(travelled, own) == capture()
    assert read_capture(travelled, theirs[0]).url == makers.url(1)
    assert list(verify(storage, [*theirs, own], [describe_foreign(path), *writer.closed], deep=True)) == []


def test_what_is_not_there(tmp_path: Path, storage: WithForeignFiles) -> None:
    with pytest.raises(InputError, match="can't be read"):
        describe_foreign(tmp_path / "none.warc")
    ref = CaptureRef(str(tmp_path / "none.warc"), 0, 10, "x", "y")
    with pytest.raises(CaptureError, match=r"none\.warc is not in"):
        read_capture(storage, ref)
    (tmp_path / "none.warc").write_bytes(b"a shopping list")
    with pytest.raises(CaptureDamaged, match="has no capture at byte 0"):
        read_capture(storage, ref)
