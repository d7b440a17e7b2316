"""Every flip of a bit and every cut of closed WARC files, found or not. Used by a test (short) and a benchmark (all)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from tests.unit.captures.samples import capture

from newsarchive.captures import CaptureWriter, ClosedFile, Finding, Original, verify
from newsarchive.captures.members import iter_members
from newsarchive.records import CaptureRef


class Small(NamedTuple):
    """A small archive: its files, and what a database would know of them."""

    folder: Path
    refs: list[CaptureRef]
    closed: list[ClosedFile]

    def kinds(self, *, deep: bool = True) -> list[str]:
        return [finding.kind for finding in self.findings(deep=deep)]

    def findings(self, *, deep: bool = True) -> list[Finding]:
        known = {ref.record_id: ref for ref in self.refs}
        return list(verify(self.folder, self.refs, self.closed, deep=deep, lookup=known.get))


def make_small(folder: Path) -> Small:
    """Two closed files, four captures, one of them a revisit."""
    with CaptureWriter(folder, run="night", roll_bytes=2500) as writer:
        refs = [writer.append(capture(1)), writer.append(capture(2))]
        original = Original(refs[0], capture(1).url, capture(1).captured_at)
        refs.append(writer.append(capture(1, status=203), revisit_of=original))
        refs.append(writer.append(capture(3)))
    assert len(writer.closed) == 2
    return Small(folder, refs, writer.closed)


def one_bit(offset: int) -> Iterable[int]:
    """One bit of each byte, another one each time."""
    return (offset % 8,)


def all_bits(offset: int) -> Iterable[int]:
    """All bits of each byte."""
    return range(8)


def flip_everywhere(archive: Small, bits: Callable[[int], Iterable[int]]) -> Counter[str]:
    """Flip bits of every byte, one at a time. Raises `AssertionError` at the first that `verify` does not find.

    Counts the flips, and how many were placed: a finding names an offset at or before the bit.
    """
    counts: Counter[str] = Counter()
    for closed in archive.closed:
        path = archive.folder / closed.name
        good = path.read_bytes()
        for offset in range(len(good)):
            for bit in bits(offset):
                bad = bytearray(good)
                bad[offset] ^= 1 << bit
                path.write_bytes(bad)
                findings = archive.findings()
                assert any(finding.kind == "file-changed" for finding in findings), (
                    f"bit {bit} at {offset} of {closed.name} was flipped and not found"
                )
                counts["flips"] += 1
                counts["placed"] += any(f.offset is not None and f.offset <= offset for f in findings)
        path.write_bytes(good)
    return counts


def cut_everywhere(archive: Small) -> Counter[str]:
    """Cut each file at every length. Raises `AssertionError` at the first cut that is not found.

    Counts the cuts, and how many lie exactly between two records, where every record that is left is whole.
    """
    counts: Counter[str] = Counter()
    for closed in archive.closed:
        path = archive.folder / closed.name
        good = path.read_bytes()
        with path.open("rb") as stream:
            borders = {member.offset for member in iter_members(stream)}
        for length in range(len(good)):
            path.write_bytes(good[:length])
            assert archive.kinds(), f"a cut at {length} of {closed.name} was not found"
            assert archive.kinds(deep=False), f"the quick way did not find a cut at {length} of {closed.name}"
            counts["cuts"] += 1
            counts["between records"] += length in borders
        path.write_bytes(good)
    return counts
