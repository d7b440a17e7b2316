"""Bombs and endless answers at the default limits, in a process of their own: below 300 MB each."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib

import brotli
import pytest
import zstandard
from tests.support.fault_server import FaultServer, Script, answer, chunked, endless, redirect

ASK = """
import resource, sys
from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
url = sys.argv[1]
guard = AddressGuard(allow_private={"127.0.0.1"}, allow_ports={int(sys.argv[2])})
with Client(user_agent="test/1", guard=guard) as client:
    result = client.get(url)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.platform == "linux":  # there, ru_maxrss begins with what the process that started us had used
    with open("/proc/self/status") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(result.outcome, peak // (1024 * 1024 if sys.platform == "darwin" else 1024))
"""


def gzip_bomb(megabytes: int) -> bytes:
    """So many million zeros, made without holding them."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def zstd_bomb(megabytes: int) -> bytes:
    packer = zstandard.ZstdCompressor(19).compressobj()
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()


def brotli_bomb(megabytes: int) -> bytes:
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(bytes(1_000_000)) for _ in range(megabytes)) + packer.finish()


def encoded(body: bytes, coding: str) -> bytes:
    return answer(body, fields=[("Content-Encoding", coding)])


BOMBS: dict[str, tuple[Script | bytes, str]] = {
    "gzip": (encoded(gzip_bomb(500), "gzip"), "too_large"),
    "gzip-twice": (encoded(gzip.compress(gzip_bomb(500)), "gzip, gzip"), "too_large"),
    "gzip-members": (encoded(gzip_bomb(1) * 500, "gzip"), "too_large"),
    "zstd": (encoded(zstd_bomb(500), "zstd"), "too_large"),
    "br": (encoded(brotli_bomb(500), "br"), "too_large"),
    "endless-body": (endless(answer(length=None), b"x" * 65536), "too_large"),
    "endless-tiny-chunks": (endless(chunked(end=b""), b"1\r\nx\r\n" * 20_000), "broken_response"),
    "endless-header": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"x" * 65536), "broken_response"),
    "endless-chunk-extension": (
        endless(chunked(end=b""), b"1;" + b"x" * 60_000 + b"\r\nx\r\n"),
        "broken_response",
    ),
    "endless-trailer": (
        endless(chunked(b"<p>", end=b"0\r\n"), b"X-Trailer: x\r\n" * 5000),
        "broken_response",
    ),
    "endless-redirect": (
        endless(redirect("/good").replace(b"Content-Length: 0\r\n", b""), b"x" * 65536),
        "fetched",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_memory_stays_below_300_mb(name: str, server: FaultServer) -> None:
    script, outcome = BOMBS[name]
    server.on("/good", answer(b"<p>good"))
    url = server.on("/bomb", script)
    run = subprocess.run(
        [sys.executable, "-c", ASK, url, str(server.port)],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert run.stderr == ""
    said, megabytes = run.stdout.split()
    assert said == outcome
    assert int(megabytes) < 300
