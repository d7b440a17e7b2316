"""A sample news site over real HTTP on loopback: feed, sitemaps, robots.txt, pages, conditional answers.

    with SampleSite() as site:
        ingest(site.url + "/feed.xml")
        site.publish_edit()
        ingest(site.url + "/feed.xml")   # one page answers 200, all others 304

The files of the site lie in `demo/site/`. They name themselves `http://press.example`; the server
puts its own address in that place when it reads them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from importlib.resources.abc import Traversable
from threading import Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

ORIGIN = "http://press.example"
"""What the site's files call themselves (a name that RFC 2606 keeps from ever being real)."""

EDITED_SUFFIX = ".edited"
"""`source.edited.html` is what `source.html` becomes when the publisher edits the page."""

_TYPES = {
    "xml": "application/xml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "css": "text/css",
    "svg": "image/svg+xml",
}
_EDITED_AT = datetime(2026, 11, 21, 7, 45, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Resource:
    """One thing that the site serves: the answer to GET on its path."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    compress: bool = False
    """Whether a client that accepts gzip gets it so."""

    @property
    def etag(self) -> str | None:
        """Entity tag (RFC 9110, 8.8.3): weak where two codings of the same page are served."""
        if self.status != HTTPStatus.OK:
            return None
        tag = sha256(self.body).hexdigest()[:20]
        return f'W/"{tag}"' if self.compress else f'"{tag}"'


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """One request as the site saw it."""

    method: str
    path: str
    status: int
    headers: Mapping[str, str]
    """Request header fields, names in lower case."""


@dataclass(slots=True)
class _State:
    """What the handler threads share."""

    resources: dict[str, Resource]
    log: list[LoggedRequest] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)


class SampleSite:
    """The sample news site as a context manager: `url` is valid between enter and exit."""

    def __init__(self, *, port: int = 0) -> None:
        """Bind to `127.0.0.1:port`; 0 lets the system choose a free port."""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _Handler, bind_and_activate=True)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._state = _State({r.path: r for r in load_resources(self.url, edited=False)})
        self._server.state = self._state  # type: ignore[attr-defined]

    def __enter__(self) -> SampleSite:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def requests(self) -> tuple[LoggedRequest, ...]:
        """Every request answered so far, in order."""
        with self._state.lock:
            return tuple(self._state.log)

    def forget_requests(self) -> None:
        """Empty the log, so that the next run can be looked at alone."""
        with self._state.lock:
            self._state.log.clear()

    @property
    def article_urls(self) -> tuple[str, ...]:
        """URLs of the pages that answer 200, in order of path: articles, and pages that only look so."""
        with self._state.lock:
            return tuple(
                self.url + r.path
                for r in sorted(self._state.resources.values(), key=lambda r: r.path)
                if r.status == HTTPStatus.OK and r.headers["Content-Type"].startswith("text/html")
            )

    def publish_edit(self) -> str:
        """Let the publisher change one article (and the sitemap that says so); return its URL."""
        edited = {r.path: r for r in load_resources(self.url, edited=True)}
        with self._state.lock:
            before = self._state.resources
            changed = [p for p, r in edited.items() if r.body != before[p].body and not p.endswith(".xml")]
            self._state.resources = edited
        if len(changed) != 1:
            raise RuntimeError(f"expected one page to change, not {changed}: was the edit published twice?")
        return self.url + changed[0]


def site_folder() -> Traversable:
    """The folder with the site's files, also when installed from a wheel."""
    return resources.files("newsarchive.demo").joinpath("site")


def load_resources(url: str, *, edited: bool) -> Iterator[Resource]:
    """Everything the site serves, with `url` in the place of `ORIGIN`."""
    static = site_folder().joinpath("static")
    for entry in static.iterdir():
        if not entry.is_file() or EDITED_SUFFIX in entry.name:
            continue
        body, changed = _read(static, entry.name, edited=edited)
        modified = _EDITED_AT if changed else datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
        headers = {
            "Content-Type": _TYPES[entry.name.rpartition(".")[2]],
            "Last-Modified": format_datetime(modified, usegmt=True),
        }
        path = "/" if entry.name == "index.html" else f"/{entry.name}"
        yield Resource(path, 200, headers, _at(body, url), compress=entry.name.endswith(".xml"))
    for folder in _page_folders(site_folder().joinpath("pages")):
        yield _page(folder, url, edited=edited)


def _page(folder: Traversable, url: str, *, edited: bool) -> Resource:
    capture: dict[str, Any] = json.loads(folder.joinpath("capture.json").read_text(encoding="utf-8"))
    body, changed = _read(folder, "source.html", edited=edited)
    headers = {name: value.replace(ORIGIN, url) for name, value in capture["headers"].items()}
    if changed:
        headers["Last-Modified"] = format_datetime(_EDITED_AT, usegmt=True)
    path = urlsplit(capture["url"]).path
    return Resource(path, capture["status"], headers, _at(body, url), compress=capture.get("gzip", False))


def _page_folders(folder: Traversable) -> Iterator[Traversable]:
    if folder.joinpath("capture.json").is_file():
        yield folder
        return
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _page_folders(entry)


def _read(folder: Traversable, name: str, *, edited: bool) -> tuple[bytes, bool]:
    """Bytes of a file, or of its edited twin; and whether it was the twin."""
    stem, _, ending = name.rpartition(".")
    twin = folder.joinpath(f"{stem}{EDITED_SUFFIX}.{ending}")
    if edited and twin.is_file():
        return twin.read_bytes(), True
    own = folder.joinpath(name)
    return (own.read_bytes() if own.is_file() else b""), False


def _at(body: bytes, url: str) -> bytes:
    # Every encoding used on the site keeps ASCII as it is, so bytes can be replaced as bytes.
    return body.replace(ORIGIN.encode(), url.encode())


class _Handler(BaseHTTPRequestHandler):
    """Answers from the shared state. HTTP/1.1, so that connections stay open."""

    protocol_version = "HTTP/1.1"
    server_version = "SampleSite/1"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        state: _State = self.server.state  # type: ignore[attr-defined]
        path = urlsplit(self.path).path
        with state.lock:
            resource = state.resources.get(path) or _missing(path)
        status, headers, body = resource.status, dict(resource.headers), resource.body
        if resource.etag:
            headers["ETag"] = resource.etag
        if resource.compress:
            headers["Vary"] = "Accept-Encoding"
            if _accepts_gzip(self.headers.get("Accept-Encoding", "")):
                body = gzip.compress(body, mtime=0)
                headers["Content-Encoding"] = "gzip"
        if is_not_modified(
            resource, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        ):
            # RFC 9110, 15.4.5: a 304 carries the validators and no content.
            status, body = 304, b""
            headers = {k: v for k, v in headers.items() if k in ("ETag", "Last-Modified", "Vary")}
        logged = LoggedRequest(
            self.command, self.path, status, {k.lower(): v for k, v in self.headers.items()}
        )
        with state.lock:
            state.log.append(logged)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing on standard error: `SampleSite.requests` is the log."""


def is_not_modified(resource: Resource, if_none_match: str | None, if_modified_since: str | None) -> bool:
    """Whether a conditional request is answered with 304 (RFC 9110, 13.2.2).

    If-None-Match alone decides where it is given (weak comparison); If-Modified-Since only without it.
    """
    if resource.status != HTTPStatus.OK:
        return False
    if if_none_match is not None:
        if if_none_match.strip() == "*":
            return True
        own = (resource.etag or "").removeprefix("W/")
        return own in [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    if if_modified_since and "Last-Modified" in resource.headers:
        try:
            since = parsedate_to_datetime(if_modified_since)
        except ValueError:
            return False  # RFC 9110, 13.1.3: an invalid date is ignored
        if since.tzinfo is None:
            since = since.replace(tzinfo=UTC)
        return parsedate_to_datetime(resource.headers["Last-Modified"]) <= since
    return False


def _accepts_gzip(field_value: str) -> bool:
    for item in field_value.lower().split(","):
        coding, _, weight = item.replace(" ", "").partition(";q=")
        if coding in ("gzip", "*"):
            return weight not in ("0", "0.0", "0.00", "0.000")
    return False


def _missing(path: str) -> Resource:
    body = b"<!doctype html><title>404</title><h1>404 Not Found</h1><p>The page is not on this site.</p>"
    return Resource(path, 404, {"Content-Type": "text/html; charset=utf-8"}, body)
