"""A web server that misbehaves on demand, over real sockets on loopback.

    with FaultServer() as server:
        server.on("/page", page("<p>Tariffs</p>"))                     # a whole, correct answer
        server.on("/slow", drip(b"HTTP/1.1 200 OK\\r\\n\\r\\n", b"x" * 99, pause=0.05))
        server.on("/moody", [then_reset(), page()])       # one script a request, the last repeats
        client.get(server.url("/page"))
        assert server.paths == ["/page"] and server.accepted == 1

A *script* is a function of the `Visit`: it sends what it likes, or nothing, and returns; the
connection then waits for the next request, unless the script closed it. Bytes work as a script,
too: they are sent as they are. `FaultServer(tls=context)` speaks TLS.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    raw: bytes

    def get(self, name: str) -> str | None:
        """The value of a header field, by case-insensitive name."""
        return next((value for key, value in self.fields if key.lower() == name.lower()), None)


class Visit:
    """One request and the socket to answer it on."""

    def __init__(self, sock: socket.socket, request: Seen, stop: threading.Event) -> None:
        self.sock, self.request, self._stop = sock, request, stop
        self.closed = False

    def send(self, data: bytes) -> bool:
        """Send bytes; False when the other side is gone or the server stops."""
        if self.closed or self._stop.is_set():
            return False
        try:
            self.sock.sendall(data)
        except OSError:
            self.closed = True
        return not self.closed

    def wait(self, seconds: float) -> bool:
        """Pause; False when the server stops meanwhile."""
        return not self._stop.wait(seconds)

    def hold(self) -> None:
        """Say nothing until the other side goes away or the server stops."""
        self.sock.settimeout(0.02)
        while not self._stop.is_set():
            try:
                if not self.sock.recv(1024):
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        self.close()

    def close(self) -> None:
        """End the connection in an orderly way (FIN)."""
        self.closed = True
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def reset(self) -> None:
        """End the connection the hard way (RST)."""
        self.closed = True
        linger = struct.pack("ii", 1, 0)
        with contextlib.suppress(OSError):
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        # A TLS socket would say goodbye first; the bare one just drops.
        with contextlib.suppress(OSError):
            socket.socket.close(self.sock)


Script = Callable[[Visit], object]


@dataclass
class _Route:
    scripts: list[Script]
    asked: int = 0


def as_script(what: Script | bytes) -> Script:
    """A script that sends these bytes, or the script itself."""
    if isinstance(what, bytes):
        data = what
        return lambda visit: visit.send(data)
    return what


@dataclass
class FaultServer:
    """See the module's text. `host`: the loopback address to listen on."""

    tls: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    port: int = 0
    """The port to listen on; 0 takes a free one, which is then found here."""
    requests: list[Seen] = field(default_factory=list)
    accepted: int = 0
    """Connections that were accepted, with or without a request."""
    _routes: dict[str, _Route] = field(default_factory=dict)
    _stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> FaultServer:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.socket(family, socket.SOCK_STREAM)
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._listener.bind((self.host, self.port))
        self._listener.listen(64)
        self._listener.settimeout(0.02)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._listener.close()

    # --- for tests ---

    @property
    def scheme(self) -> str:
        """http or https."""
        return "https" if self.tls else "http"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in order."""
        return [request.path for request in self.requests]

    def url(self, path: str = "/", host: str | None = None) -> str:
        """A URL of this server, under another host name if given."""
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{self.scheme}://{name}:{self.port}{path}"

    def on(self, path: str, scripts: Script | bytes | Sequence[Script | bytes]) -> str:
        """Answer a path with a script, or with one script after the other. Returns its URL."""
        many = list(scripts) if isinstance(scripts, (list, tuple)) else [scripts]
        self._routes[path] = _Route([as_script(one) for one in many])  # type: ignore[arg-type]
        return self.url(path)

    # --- inside ---

    def _accept(self) -> None:
        while not self._stop.is_set():
            try:
                sock, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with self._lock:
                self.accepted += 1
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(30)
        try:
            if self.tls is not None:
                sock = self.tls.wrap_socket(sock, server_side=True)
            while not self._stop.is_set():
                request = self._read_request(sock)
                if request is None:
                    break
                visit = Visit(sock, request, self._stop)
                self._script_for(request.path)(visit)
                if visit.closed:
                    return
        except OSError:
            pass  # the client went away, which is its right
        with contextlib.suppress(OSError):
            sock.close()

    def _script_for(self, path: str) -> Script:
        with self._lock:
            route = self._routes.get(path) or self._routes.get(path.split("?")[0]) or self._routes.get("*")
            if route is None:
                return as_script(answer(b"<h1>No such page</h1>", status="404 Not Found"))
            script = route.scripts[min(route.asked, len(route.scripts) - 1)]
            route.asked += 1
            return script

    def _read_request(self, sock: socket.socket) -> Seen | None:
        data = b""
        while b"\r\n\r\n" not in data:
            more = sock.recv(65536)
            if not more:
                return None
            data += more
        first, *lines = data.split(b"\r\n\r\n")[0].decode("iso-8859-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        fields = tuple((name, value.strip()) for name, _, value in (line.partition(":") for line in lines))
        request = Seen(method, path, fields, data)
        with self._lock:
            self.requests.append(request)
        return request


# --- scripts ---------------------------------------------------------------------------------


def answer(
    body: bytes = b"",
    *,
    status: str = "200 OK",
    content_type: str | None = HTML,
    fields: Iterable[tuple[str, str]] = (),
    length: int | str | None = -1,
) -> bytes:
    """The bytes of an answer. `length`: Content-Length to claim; -1 the true one, None leaves it out."""
    lines = [f"HTTP/1.1 {status}"]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    if length is not None:
        lines.append(f"Content-Length: {len(body) if length == -1 else length}")
    lines += [f"{name}: {value}" for name, value in fields]
    return "\r\n".join(lines).encode("iso-8859-1") + b"\r\n\r\n" + body


def page(html: str = "<html><body><p>Tariffs rise.</p></body></html>", **more: object) -> bytes:
    """A good page."""
    return answer(html.encode(), **more)  # type: ignore[arg-type]


def redirect(location: str, status: str = "302 Found", body: bytes = b"") -> bytes:
    """A redirect."""
    return answer(body, status=status, fields=[("Location", location)])


def chunked(*chunks: bytes, fields: Iterable[tuple[str, str]] = (), end: bytes = b"0\r\n\r\n") -> bytes:
    """A chunked answer; `end` is what comes behind the last chunk."""
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    return answer(length=None, fields=[("Transfer-Encoding", "chunked"), *fields]) + body + end


def then_close(data: bytes) -> Script:
    """Send bytes and close."""

    def script(visit: Visit) -> None:
        visit.send(data)
        visit.close()

    return script


def then_reset(data: bytes = b"") -> Script:
    """Send bytes, see that they arrive, and reset the connection."""

    def script(visit: Visit) -> None:
        if data:
            visit.send(data)
            visit.wait(0.05)  # a reset overtakes bytes that the other side has not read yet
        visit.reset()

    return script


def then_hold(data: bytes = b"") -> Script:
    """Send bytes and then nothing more, with the connection open."""

    def script(visit: Visit) -> None:
        visit.send(data)
        visit.hold()

    return script


def drip(start: bytes, rest: bytes, *, pause: float) -> Script:
    """Send `start`, then `rest` byte by byte with pauses, then hold."""

    def script(visit: Visit) -> None:
        visit.send(start)
        for position in range(len(rest)):
            if not (visit.wait(pause) and visit.send(rest[position : position + 1])):
                break
        visit.hold()

    return script


def endless(start: bytes, piece: bytes) -> Script:
    """Send `start`, then `piece` again and again until the other side goes away."""

    def script(visit: Visit) -> None:
        visit.send(start)
        while visit.send(piece):
            pass
        visit.close()

    return script
