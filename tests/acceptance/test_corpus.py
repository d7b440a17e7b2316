"""Real pages, all the way: served over loopback, archived byte for byte, parsed, and parsed again.

The pages are not part of this repository; the test runs where they lie.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import text

from newsarchive.folder import make_folder
from newsarchive.pipeline import Archive, Ingest, IngestOptions
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.settings import load_settings
from newsarchive.store import all_captures

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "articles"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real pages is not here"),
]


@pytest.fixture(scope="module")
def pages() -> dict[str, bytes]:
    """Path on the server -> the page's bytes."""
    return {
        f"/{path.name.removesuffix('.html.gz')}": gzip.decompress(path.read_bytes())
        for path in sorted(CORPUS.glob("*.html.gz"))
    }


@pytest.fixture(scope="module")
def server(pages: dict[str, bytes]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_every_page(tmp_path: Path, server: str, pages: dict[str, bytes], database_url: str) -> None:
    folder = tmp_path / "archive"
    make_folder(folder)
    (folder / "newsarchive.toml").write_text(
        f'[archive]\ndatabase = "{database_url}"\n[fetch]\ndelay_seconds = 0\n'
    )
    addresses = tuple(f"{server}{path}" for path in pages)
    options = IngestOptions(urls=addresses, only_urls=True, allow_private=True)
    with Archive.open(load_settings(folder, {}), create=True) as archive:
        first = Ingest(archive, (), options).run()
        assert first.counts["captures"] == len(pages) == 106
        assert not first.problems
        with archive.store.read() as session:
            stored = list(all_captures(session))
            assert session.scalar(text("SELECT count(*) FROM pages")) == len(pages)
            revisions = session.scalar(text("SELECT count(*) FROM revisions"))
        for one in stored:
            assert archive.read_stored(one.ref).body == pages[one.url.removeprefix(server)]

        Ingest(archive, (), options).run()
        with archive.store.read() as session:
            assert session.scalar(text("SELECT count(*) FROM revisions")) == revisions

        report = reparse(archive, ReparseOptions(everything=True))
        assert report.summary.counts["reparse_revision"] == 0
        assert not report.fields
        assert not report.classes
