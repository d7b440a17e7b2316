#!/usr/bin/env python3
"""Make a new golden page from a URL or a file, with a draft of the expected answer to check by hand.

    python scripts/new_golden_page.py https://news.example/a --slug tariff-cut --shows "two bylines"
    python scripts/new_golden_page.py saved.html --url https://news.example/a --slug tariff-cut --shows …

Writes `fixtures/pages/HOST/SLUG/` with `source.html`, `capture.json` and `expected.draft.json`. The
draft holds what the parser says today: correct it against the page, field by field, then rename it to
`expected.json`. Pages of real sites are copyrighted: what you commit should be written anew in the
same markup, with other words.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import requests

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.golden import as_expected  # noqa: E402

from newsarchive import parse_article  # noqa: E402

KEPT_HEADERS = ("Content-Type", "Last-Modified")
"""What of the response the parser or a reader of the fixture may want to know."""

MAX_BYTES = 10 * 1024 * 1024


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    options = _options(arguments)
    url = options.url or options.page
    host = urlsplit(url).hostname
    if not host:
        print("a file needs --url with the address of the page", file=sys.stderr)
        return 2
    folder = Path(options.into) / host / options.slug
    if folder.exists():
        print(f"{folder} is already there", file=sys.stderr)
        return 1
    status, headers, body = _from_file(Path(options.page)) if options.url else _from_web(options.page)
    now = datetime.now(UTC).replace(microsecond=0)
    article = parse_article(body, url=url, fetched_at=now, content_type=headers.get("Content-Type"))
    capture = {
        "shows": options.shows,
        "url": url,
        "captured_at": now.isoformat().replace("+00:00", "Z"),
        "status": status,
        "headers": headers,
    }
    folder.mkdir(parents=True)
    (folder / "source.html").write_bytes(body)
    _write_json(folder / "capture.json", capture)
    _write_json(folder / "expected.draft.json", as_expected(article))
    print(f"{folder}: check expected.draft.json against the page, then rename it to expected.json")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("page", metavar="URL|FILE")
    parser.add_argument("--slug", required=True, help="name of the folder: a few words with hyphens")
    parser.add_argument("--shows", required=True, help="why this page is worth keeping, in one line")
    parser.add_argument("--url", help="the page's address, when a FILE is given")
    parser.add_argument("--into", default=str(ROOT / "fixtures" / "pages"), help="default: fixtures/pages")
    return parser.parse_args(arguments)


def _from_file(path: Path) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Type": "text/html"}, path.read_bytes()


def _from_web(url: str) -> tuple[int, dict[str, str], bytes]:
    with requests.get(url, timeout=30, stream=True) as response:
        body = next(response.iter_content(MAX_BYTES), b"")
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        return response.status_code, headers, body


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
