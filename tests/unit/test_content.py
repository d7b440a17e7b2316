"""Content codings: what comes off, what is said about broken ones, and that bombs stay small."""

import gzip
import zlib

import brotli
import pytest
import zstandard

from newsarchive.content import Decoded, decode

PAGE = b"<p>" + b"Quota, tariff, duty. " * 500 + b"</p>"
RAW_DEFLATE = zlib.compressobj(wbits=-15)
RAW = RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush()
ZSTD = zstandard.ZstdCompressor().compress(PAGE)


@pytest.mark.parametrize(
    ("body", "coding"),
    [
        (PAGE, None),
        (PAGE, ""),
        (PAGE, "identity"),
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE), "GZIP"),
        (gzip.compress(PAGE), "x-gzip"),
        (gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]), "gzip"),
        (gzip.compress(PAGE) + b"\0" * 20, "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (RAW, "deflate"),
        (brotli.compress(PAGE), "br"),
        (ZSTD, "zstd"),
        (ZSTD + zstandard.ZstdCompressor().compress(b""), "zstd"),
        (gzip.compress(brotli.compress(PAGE)), "br, gzip"),
    ],
)
def test_decodes(body: bytes, coding: str | None) -> None:
    assert decode(body, coding) == Decoded(PAGE)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_cut_streams_give_what_they_hold_and_say_so(coding: str) -> None:
    whole = {
        "gzip": gzip.compress(PAGE, 1),
        "deflate": zlib.compress(PAGE, 1),
        "br": brotli.compress(PAGE),
        "zstd": ZSTD,
    }[coding]
    found = decode(whole[:-5], coding)
    assert found.problem is not None
    assert PAGE.startswith(found.body)


def test_plain_bytes_labelled_gzip_pass_through_with_a_word() -> None:
    found = decode(PAGE, "gzip")
    assert found.body == PAGE
    assert found.problem is not None


def test_unknown_coding_is_named() -> None:
    assert decode(b"abc", "compress") == Decoded(b"abc", "unknown content coding 'compress'")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_stop_at_the_limit(coding: str) -> None:
    big = b"\0" * (8 << 20)
    body = {
        "gzip": gzip.compress(big),
        "deflate": zlib.compress(big),
        "br": brotli.compress(big, quality=5),
        "zstd": zstandard.ZstdCompressor().compress(big),
    }[coding]
    found = decode(body, coding, limit=100_000)
    assert len(found.body) == 100_000
    assert found.problem is not None
    assert "100000 bytes" in found.problem
