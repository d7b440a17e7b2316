"""Speed and memory of the WARC code beside warcio and FastWARC, on pages given by folder.

    python -m benchmarks.captures FOLDER_OF_HTML [RECORDS]

Pages may be gzip files. Times are processor time of this process, the best of three.
"""

from __future__ import annotations

import gzip
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsarchive.captures import CaptureWriter, iter_captures, iter_foreign, read_capture, verify
from newsarchive.records import Capture


def pages(folder: Path) -> list[bytes]:
    found = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes() if path.is_file() else b""
        found.append(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    return [page for page in found if page]


def captures(bodies: list[bytes], count: int) -> Iterator[Capture]:
    start = datetime(2026, 3, 4, tzinfo=UTC)
    for number, body in enumerate(islice(cycle(bodies), count)):
        url = f"https://paper.example/{number}"
        headers = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"))
        asked = (("Host", "paper.example"), ("Accept", "*/*"))
        moment = start + timedelta(seconds=number)
        yield Capture(url, url, moment, 200, "OK", headers, body, request_headers=asked)


def best(count: int, work: Callable[[], object], rounds: int = 3) -> str:
    times = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return f"{min(times) / count * 1000:7.3f} ms a record"


def write_ours(folder: Path, bodies: list[bytes], count: int) -> None:
    with CaptureWriter(folder, run=f"run{time.monotonic_ns()}") as writer:
        for capture in captures(bodies, count):
            writer.append(capture)


def write_warcio(bodies: list[bytes], count: int) -> None:
    writer = WARCWriter(io.BytesIO(), gzip=True, warc_version="1.1")
    for capture in captures(bodies, count):
        head = StatusAndHeaders("200 OK", list(capture.headers), protocol="HTTP/1.1")
        answer = writer.create_warc_record(
            capture.url, "response", payload=io.BytesIO(capture.body), http_headers=head
        )
        asked = StatusAndHeaders("GET / HTTP/1.1", list(capture.request_headers), is_http_request=True)
        request = writer.create_warc_record(capture.url, "request", http_headers=asked)
        writer.write_request_response_pair(request, answer)


def read_fastwarc(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(len(r.reader.read()) for r in FastIterator(stream) if r.headers["WARC-Type"] == "response")


def read_warcio(file: Path) -> int:
    with file.open("rb") as stream:
        return sum(len(r.raw_stream.read()) for r in WarcioIterator(stream) if r.rec_type == "response")


def main() -> None:
    bodies = pages(Path(sys.argv[1]))
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    mean = sum(map(len, bodies)) // len(bodies)
    print(f"{len(bodies)} pages, {mean} bytes on average; {count} records")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("write  newsarchive (synced)", best(count, lambda: write_ours(folder, bodies, count), 1))
        print("write  warcio (in memory)  ", best(count, lambda: write_warcio(bodies, count), 1))
        (file,) = [path for path in folder.iterdir() if path.is_file()]
        pairs = list(iter_captures(folder, file.name, check_payload=False))
        refs = [ref for ref, _ in pairs]
        total = sum(len(capture.body) for _, capture in pairs)
        del pairs
        assert total == read_fastwarc(file) == read_warcio(file)
        print(
            "read   iter_captures       ",
            best(count, lambda: sum(1 for _ in iter_captures(folder, file.name))),
        )
        unchecked = lambda: sum(1 for _ in iter_captures(folder, file.name, check_payload=False))  # noqa: E731
        print("read   …without digests    ", best(count, unchecked))
        print("read   FastWARC            ", best(count, lambda: read_fastwarc(file)))
        print("read   warcio              ", best(count, lambda: read_warcio(file)))
        print("read   by reference        ", best(count, lambda: [read_capture(folder, ref) for ref in refs]))
        print("read   iter_foreign        ", best(count, lambda: sum(1 for _ in iter_foreign(file))))
        closed: list[object] = []
        print("verify quick               ", best(count, lambda: list(verify(folder, refs, closed))))  # type: ignore[arg-type]
        print(
            "verify deep                ", best(count, lambda: list(verify(folder, refs, closed, deep=True)))
        )  # type: ignore[arg-type]
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
