"""Inflating in small steps gives what inflating at once gives, and no more than the limit."""

from __future__ import annotations

import gzip
import random
import zlib

import pytest

from newsarchive.content import decode

STEP = 256 * 1024
SIZES = [1, 1000, STEP - 1, STEP, STEP + 1, 2 * STEP, 1_000_000]


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


PACKERS = {
    "gzip": ("gzip", gzip.compress),
    "gzip in two members, padded": (
        "gzip",
        lambda data: (
            gzip.compress(data[: len(data) // 2]) + gzip.compress(data[len(data) // 2 :]) + b"\0" * 7
        ),
    ),
    "zlib": ("deflate", zlib.compress),
    "raw deflate": ("deflate", lambda data: zlib.compress(data)[2:-4]),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("packer", PACKERS)
@pytest.mark.parametrize("make", [bytes, noise], ids=["zeros", "noise"])
def test_whole_streams(make, packer: str, size: int) -> None:  # type: ignore[no-untyped-def]
    coding, pack = PACKERS[packer]
    data = make(size)
    packed = pack(data)

    assert decode(packed, coding).body == data
    assert decode(packed, coding).problem is None
    cut = decode(packed[: len(packed) // 2], coding)
    assert data.startswith(cut.body)
    assert cut.problem is not None or packer == "gzip in two members, padded"


@pytest.mark.parametrize("limit", [1, 999, STEP, 999_999])
def test_limit_is_exact(limit: int) -> None:
    decoded = decode(gzip.compress(bytes(1_000_000)), "gzip", limit=limit)
    assert (len(decoded.body), decoded.problem) == (limit, f"more than {limit} bytes decoded")
    assert decode(gzip.compress(bytes(limit)), "gzip", limit=limit).problem is None


def test_a_whole_member_is_what_zlib_says_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    packed = gzip.compress(b"Tariffs rise. " * 20)
    bits = [(at, 1 << bit) for at in range(len(packed)) for bit in range(8)]
    streams = [packed[:at] + bytes([packed[at] ^ bit]) + packed[at + 1 :] for at, bit in bits]
    streams += [packed[:size] for size in range(len(packed))]
    streams += [packed + more for more in (b"", b"\0", b"<p>", packed, packed[:9], packed[-8:])]
    found = [decode(stream, "gzip") for stream in streams]
    monkeypatch.setattr("newsarchive.content.whole_gzip", lambda data, limit: None)
    assert found == [decode(stream, "gzip") for stream in streams]


def test_damage_is_not_taken_for_a_wrong_label() -> None:
    packed = gzip.compress(b"Tariffs rise. " * 20)
    assert decode(packed[:-8] + b"\0" * 8, "gzip").problem.startswith("broken stream")  # type: ignore[union-attr]
    assert decode(b"<p>plain", "gzip").body == b"<p>plain"
