"""Makes a large archive out of a few hundred real pages, each copy varied so that it is a page of its own.

The pages are read where they lie (`../shared/corpus`), the archive is written to a folder of the caller's
choice. A copy has its own address, its own canonical address, its own headline and its own words in every
paragraph, so that neither the identity of articles nor a compression across pages makes the work lighter.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from newsarchive import urls
from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline import Archive
from newsarchive.pipeline.recovery import note_closed
from newsarchive.records import Candidate, Capture
from newsarchive.settings import load_settings
from newsarchive.store import save_capture, see_candidates, upsert_source

SETS = ("articles", "bodies", "dates")
START = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)
COMMIT = 500
_HEADING = re.compile(rb"</(?:title|h1)>", re.IGNORECASE)
_PARAGRAPH = re.compile(rb"<p(?:\s[^>]*)?>", re.IGNORECASE)
_HEADLINE = re.compile(rb'("headline"\s*:\s*")')


@dataclass(frozen=True, slots=True)
class Original:
    """A real page."""

    url: str
    body: bytes


def originals(corpus: Path) -> list[Original]:
    """The pages of a corpus folder: `articles.json` names the files in `articles/`, and so on."""
    found = []
    for name in SETS:
        for row in json.loads((corpus / f"{name}.json").read_text()):
            data = (corpus / name / row["file"]).read_bytes()
            found.append(Original(row["url"], gzip.decompress(data)))
    return found


def variation(page: Original, number: int) -> tuple[str, bytes]:
    """Address and bytes of copy `number` of a page."""
    parts = urlsplit(page.url)
    host = (parts.hostname or "paper.example").removeprefix("www.")
    url = f"https://{host}/{number}/{parts.path.strip('/').rsplit('/', 1)[-1] or 'story'}"
    mark = f"{number:x}".encode()
    body = page.body.replace(page.url.encode(), url.encode())
    body = _HEADING.sub(lambda found: b" - " + mark + found[0], body)
    body = _HEADLINE.sub(lambda found: found[1] + b"No " + mark + b": ", body)
    return url, _PARAGRAPH.sub(lambda found: found[0] + b"(" + mark + b") ", body)


def captures(corpus: Path, count: int) -> Iterator[Capture]:
    """So many captures, in the order in which a crawl would have made them."""
    pages = originals(corpus)
    headers = (("Content-Type", "text/html; charset=utf-8"), ("Server", "nginx"))
    asked = (("Host", "paper.example"), ("Accept", "text/html"))
    for number in range(count):
        url, body = variation(pages[number % len(pages)], number)
        moment = START + timedelta(seconds=20 * number)
        yield Capture(url, url, moment, 200, "OK", headers, body, request_headers=asked)


def make_archive(
    folder: Path, pages: Iterable[Capture], *, url: str | None = None, roll: int = 1 << 28
) -> None:
    """An archive with these captures, none of them parsed yet."""
    make_folder(folder)
    lines = ["[archive]", f"warc_roll_bytes = {roll}", *([f'database = "{url}"'] if url else [])]
    (folder / SETTINGS_FILE).write_text("\n".join(lines) + "\n")
    with Archive.open(load_settings(folder, {}), create=True) as archive:
        with archive.writer("ingest-20260105T030000000000Z") as writer:
            waiting = []
            for capture in pages:
                waiting.append((capture, writer.append(capture)))
                if len(waiting) == COMMIT:
                    _save(archive, waiting)
                    waiting = []
            _save(archive, waiting)
        for closed in writer.closed:
            note_closed(archive, closed)


def _save(archive: Archive, waiting: list[tuple[Capture, object]]) -> None:
    with archive.store.write() as session:
        for capture, ref in waiting:
            source_id = upsert_source(session, urls.host_of(capture.url) or "unknown", capture.captured_at)
            candidate = Candidate(urls.canonical_url(capture.url), "benchmark")
            seen = see_candidates(session, source_id, [candidate], capture.captured_at)
            page_id = (*seen.new, *seen.known)[0]
            save_capture(session, page_id, capture, ref, imported=True)  # type: ignore[arg-type]
