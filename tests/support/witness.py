"""News sites on loopback that remember what they sent: the witness of runs that are killed.

An answer is *completed* when the site has handed its last byte to the system; what the other side had
read of it by then, the site can't know.
"""

from __future__ import annotations

import base64
import random
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self

from newsarchive.folder import SETTINGS_FILE, make_folder

_WORDS = "tariff quota steel rice port duty levy treaty ministry export import customs ruling appeal".split()


def page_body(host: int, number: int) -> bytes:
    """The article of one address: always the same bytes, and no two alike. Every tenth is large."""
    source = random.Random(host * 100_000 + number)
    said = [" ".join(source.choices(_WORDS, k=40)).capitalize() + "." for _ in range(5)]
    text = "".join(f"<p>{one}</p>" for one in said)
    ballast = base64.b64encode(source.randbytes(200_000)).decode() if number % 10 == 9 else ""
    title = f"Duty notice {host}-{number + 1000}: {' '.join(source.choices(_WORDS, k=4))}"
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article>"
        f"<!-- {ballast} --></body></html>"
    ).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed resets its connections: nothing to tell."""


class Witness:
    """Some sites, each on a port of its own, with `pages` articles between them. A context manager."""

    def __init__(self, pages: int, hosts: int = 4) -> None:
        self.asked: list[str] = []
        """URLs of pages, at the start of each answer."""
        self.completed: list[tuple[str, str]] = []
        """URL and `sha256:` digest of the body of each page that was sent to its end."""
        self._lock = threading.Lock()
        self._servers: list[_Server] = []
        self.bodies: dict[str, bytes] = {}
        for host in range(hosts):
            server = _Server(("127.0.0.1", 0), _handler(self, host))
            self._servers.append(server)
            for number in range(host, pages, hosts):
                self.bodies[f"{self.url(host)}/news/{number + 1000}"] = page_body(host, number)

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def url(self, host: int) -> str:
        """Address of one of the sites."""
        return f"http://127.0.0.1:{self._servers[host].server_address[1]}"

    def sitemap(self, host: int) -> bytes:
        """The sitemap of one of the sites."""
        mine = (url for url in self.bodies if url.startswith(self.url(host) + "/"))
        listed = "".join(f"<url><loc>{url}</loc></url>" for url in mine)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'.encode()

    def make_archive(self, folder: Path, database: str | None = None, *, delay: float = 0) -> Path:
        """A folder whose settings follow these sites; nothing is ingested yet."""
        make_folder(folder)
        lines = [
            "[archive]",
            f'database = "{database}"' if database else "",
            "[fetch]",
            f"delay_seconds = {delay}",
        ]
        for host in range(len(self._servers)):
            url = self.url(host)
            lines += [
                "[[sources]]",
                f'name = "site{host}"',
                f'home = "{url}/"',
                f'sitemaps = ["{url}/sitemap.xml"]',
                'allow_private = ["127.0.0.1"]',
                f"allow_ports = [{url.rpartition(':')[2]}]",
            ]
        (folder / SETTINGS_FILE).write_text("\n".join(lines) + "\n")
        return folder

    def note_asked(self, url: str) -> None:
        """An answer begins."""
        with self._lock:
            self.asked.append(url)

    def note_completed(self, url: str, body: bytes) -> None:
        """An answer was sent to its end."""
        with self._lock:
            self.completed.append((url, "sha256:" + sha256(body).hexdigest()))


def _handler(witness: Witness, host: int) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            url = witness.url(host) + self.path
            page = witness.bodies.get(url)
            kind = "text/html; charset=utf-8"
            if page is not None:
                status, body = 200, page
                witness.note_asked(url)
            elif self.path == "/sitemap.xml":
                status, body, kind = 200, witness.sitemap(host), "application/xml"
            else:
                status, body = 404, b"nothing here"
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
                self.wfile.flush()
            except OSError:
                self.close_connection = True  # the other side was killed
                return
            if page is not None:
                witness.note_completed(url, body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
