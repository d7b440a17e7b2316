"""Every changed, missing or added byte is found; nothing good is ever lost by a repair."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from tests.unit.captures.flips import Small, cut_everywhere, flip_everywhere, make_small, one_bit
from tests.unit.captures.samples import capture

from newsarchive.captures import (
    CaptureWriter,
    close_left_open,
    describe_file,
    iter_captures,
    iter_refs,
    left_open,
    read_capture,
    repair_torn_tails,
    verify,
)
from newsarchive.errors import CaptureDamaged, CaptureError, CaptureMissing
from newsarchive.records import CaptureRef


@pytest.fixture
def archive(tmp_path: Path) -> Small:
    return make_small(tmp_path)


@pytest.mark.parametrize("deep", [False, True])
def test_a_good_archive_has_no_findings(archive: Small, deep: bool) -> None:
    assert archive.findings(deep=deep) == []


def test_every_changed_byte_is_found_and_most_are_placed(archive: Small) -> None:
    """A share of `make flips`."""
    counts = flip_everywhere(archive, one_bit)
    assert counts["flips"] == sum(closed.size for closed in archive.closed)
    # The rest are unused bits of the deflate coding: only the digest sees them.
    assert counts["placed"] > 0.97 * counts["flips"]


def test_every_cut_is_found(archive: Small) -> None:
    counts = cut_everywhere(archive)
    assert counts["cuts"] == sum(closed.size for closed in archive.closed)
    assert counts["between records"] > 8


def test_added_bytes_are_found(archive: Small) -> None:
    path = archive.folder / archive.closed[0].name
    path.write_bytes(path.read_bytes() + b"\0")
    assert archive.kinds() == ["file-changed", "damaged"]
    assert archive.kinds(deep=False) == ["file-changed", "damaged"]


def test_damage_is_named_by_file_offset_and_record(archive: Small) -> None:
    ref = archive.refs[1]
    path = archive.folder / ref.file
    data = bytearray(path.read_bytes())
    data[ref.offset + ref.length // 2] ^= 0xFF
    path.write_bytes(data)
    damaged, missing = [f for f in archive.findings() if f.kind in ("damaged", "record-missing")]
    assert (damaged.file, damaged.offset, damaged.record_id) == (ref.file, ref.offset, ref.record_id)
    assert missing.ref == ref
    with pytest.raises(CaptureDamaged):
        read_capture(archive.folder, ref)


def test_reading_on_behind_damage(archive: Small) -> None:
    ref = archive.refs[1]
    path = archive.folder / ref.file
    data = bytearray(path.read_bytes())
    data[ref.offset + ref.length // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(CaptureDamaged):
        list(iter_captures(archive.folder, ref.file, resolve=False))
    told: list[CaptureError] = []
    read = list(iter_captures(archive.folder, ref.file, resolve=False, on_damage=told.append))
    assert [r for r, _ in read] == [r for r in archive.refs if r.file == ref.file and r != ref]
    assert len(told) == 1


@pytest.mark.parametrize("deep", [False, True])
def test_what_database_and_files_say_of_each_other(archive: Small, deep: bool) -> None:
    one, *rest = archive.refs
    without = archive._replace(refs=rest)
    orphans = [f for f in without.findings(deep=deep) if f.kind == "orphan"]
    assert [f.ref for f in orphans] == [one]
    wrong = archive._replace(refs=[replace(one, payload_digest="sha256:" + "0" * 64), *rest])
    assert "record-wrong" in wrong.kinds(deep=deep)
    wrong = archive._replace(refs=[replace(one, record_id="urn:uuid:other"), *rest])
    assert "record-wrong" in wrong.kinds(deep=deep)
    assert "record-missing" in archive._replace(refs=[replace(one, offset=7), *rest]).kinds(deep=deep)
    assert "record-wrong" in archive._replace(refs=[one, one, *rest]).kinds(deep=deep)
    assert "file-unregistered" in archive._replace(closed=archive.closed[:1]).kinds(deep=deep)
    gone = CaptureRef("other.warc.gz", 0, 9, "x", "y")
    assert "file-missing" in archive._replace(refs=[*archive.refs, gone]).kinds(deep=deep)
    (archive.folder / archive.closed[1].name).unlink()
    assert "file-missing" in archive.kinds(deep=deep)


@pytest.mark.parametrize("deep", [False, True])
def test_an_address_longer_than_one_read(tmp_path: Path, deep: bool) -> None:
    url = "https://news.example/?" + random.Random(3).randbytes(40_000).hex()
    page = capture(1, url=url, requested_url=url)
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(page)
    assert list(verify(tmp_path, [ref], writer.closed, deep=deep)) == []
    assert read_capture(tmp_path, ref) == page


def test_a_revisit_without_its_original_is_found(archive: Small) -> None:
    assert "payload-unknown" in archive._replace(refs=archive.refs[1:]).kinds()


def test_references_out_of_order_are_refused(archive: Small) -> None:
    first, *_, last = archive.refs
    with pytest.raises(ValueError, match="ordered by file"):
        list(verify(archive.folder, [first, last, first], archive.closed))


def test_references_and_digests_can_be_rebuilt_from_the_files(archive: Small) -> None:
    names = [closed.name for closed in archive.closed]
    assert [ref for name in names for ref in iter_refs(archive.folder, name)] == archive.refs
    assert [describe_file(archive.folder, name) for name in names] == archive.closed


def open_file(folder: Path, captures: int = 3) -> tuple[Path, list[CaptureRef]]:
    """A file as a killed writer leaves it: whole records, `.open` in its name, no lock held."""
    with CaptureWriter(folder, run="night") as writer:
        refs = [writer.append(capture(n)) for n in range(captures)]
    closed = folder / refs[0].file
    return closed.rename(closed.with_name(closed.name + ".open")), refs


def test_every_torn_tail_is_cut_back_before_anything_is_appended(tmp_path: Path) -> None:
    path, refs = open_file(tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole) - 300, len(whole)):
        for old in tmp_path.iterdir():
            old.unlink()
        path.write_bytes(whole[:length])
        kept = [ref for ref in refs if ref.offset + ref.length <= length]
        with CaptureWriter(tmp_path, run="night") as writer:
            new = writer.append(capture(9))
        for ref in kept:
            read_capture(tmp_path, ref)
        assert read_capture(tmp_path, new) == capture(9)
        assert list(verify(tmp_path, [*kept, new], writer.closed, deep=True)) == []
        torn = b"".join(side.read_bytes() for side in tmp_path.glob("*.torn-*"))
        data = (tmp_path / new.file).read_bytes()
        end = new.offset
        assert data[:end] + torn == whole[:length]  # no byte is deleted


def test_repair_cuts_only_the_torn_tail(tmp_path: Path) -> None:
    path, refs = open_file(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    assert [f.kind for f in verify(tmp_path, refs, [], deep=True)] == ["torn-tail"]
    (repair,) = repair_torn_tails(tmp_path)
    assert repair.cut_at == path.stat().st_size == refs[-1].offset + refs[-1].length
    assert list(verify(tmp_path, refs, [], deep=True)) == []
    assert list(repair_torn_tails(tmp_path)) == []
    (closed,) = close_left_open(tmp_path)
    assert left_open(tmp_path) == []
    assert list(verify(tmp_path, refs, [closed], deep=True)) == []


def test_damage_in_the_middle_of_an_open_file_does_not_cost_the_records_behind_it(tmp_path: Path) -> None:
    path, refs = open_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[refs[1].offset + 100] ^= 0xFF
    path.write_bytes(data)
    with CaptureWriter(tmp_path, run="night") as writer:
        new = writer.append(capture(9))
    for ref in (refs[0], refs[2], new):
        read_capture(tmp_path, ref)
    assert (tmp_path / new.file).read_bytes()[: len(data)] == data


def test_zeros_at_the_end_as_a_power_loss_may_leave_them(tmp_path: Path) -> None:
    path, refs = open_file(tmp_path)
    path.write_bytes(path.read_bytes() + bytes(5000))
    with CaptureWriter(tmp_path, run="night") as writer:
        new = writer.append(capture(9))
    assert list(verify(tmp_path, [*refs, new], writer.closed, deep=True)) == []


def test_a_second_writer_of_the_same_file_is_refused(tmp_path: Path) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        ref = writer.append(capture())
        with (
            pytest.raises(CaptureError, match="another process"),
            CaptureWriter(tmp_path, run="night") as other,
        ):
            other.append(capture(2))
        with pytest.raises(CaptureError, match="another process"):
            list(close_left_open(tmp_path))
        assert read_capture(tmp_path, ref) == capture()


def test_a_closed_file_is_never_touched_again(tmp_path: Path) -> None:
    with CaptureWriter(tmp_path, run="night") as writer:
        writer.append(capture(1))
    before = (tmp_path / writer.closed[0].name).read_bytes()
    with CaptureWriter(tmp_path, run="night") as again:
        ref = again.append(capture(2))
    assert ref.file != writer.closed[0].name
    assert (tmp_path / writer.closed[0].name).read_bytes() == before


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(verify(tmp_path / "none", [], [])) == []
    with pytest.raises(CaptureMissing):
        list(iter_refs(tmp_path / "none", "x.warc.gz"))
