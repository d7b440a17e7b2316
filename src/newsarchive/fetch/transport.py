"""Sockets that keep to a deadline and connect only to addresses that the guard has checked.

requests and urllib3 do the HTTP; what they leave open is closed here. Their timeout starts anew
with every packet, so each read on these sockets waits no longer than what is left of the whole
request. They look a name up themselves, so the connection is made here, to the checked address,
while TLS still verifies the host name of the URL.
"""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable
from functools import partial
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import certifi
import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from newsarchive.fetch.addresses import IPAddress
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.large import LARGE_BODY, Ticket
from newsarchive.fetch.limits import Deadline, FetchLimits
from newsarchive.fetch.outcomes import Failure, Outcome

_MAX_ADDRESSES = 4
"""Addresses of one name that are tried."""
_MAX_INTERIM = 20
"""Interim (1xx) answers that may come before the real one."""
_FRAMING_ALLOWANCE = 1024 * 1024
"""Bytes of chunk sizes, extensions and trailers beyond the size of the content itself: a chunk of one
byte costs more time than one of a million."""


class Wire:
    """What the sockets of one lane share while one request is under way. Used by one thread at a time."""

    def __init__(self, guard: AddressGuard) -> None:
        self.guard = guard
        self.limits = FetchLimits()
        self.deadline = Deadline(0)
        self.peer: str | None = None
        """IP address at the other end."""
        self.ended = False
        """Whether the other side has closed its end."""
        self._head_bytes: int | None = None
        self._body_bytes: int | None = None
        self._content_bytes = 0
        self._ticket: Ticket | None = None

    def start(self, limits: FetchLimits, deadline: Deadline, ticket: Ticket | None = None) -> None:
        """Get ready for the next request. `ticket` is taken when its body turns out to be large."""
        self.limits, self.deadline, self._ticket = limits, deadline, ticket
        self.peer, self.ended = None, False
        self._head_bytes = self._body_bytes = None

    def wait(self) -> float:
        """Seconds that the next read or write may take. Raises `OutOfTime`."""
        return self.deadline.left(self.limits.read_seconds)

    def received(self, count: int) -> None:
        """Take note of bytes that came. Raises `Failure` for a header or a framing that does not end."""
        if count == 0:
            self.ended = True
        if self._head_bytes is not None:
            if self._head_bytes >= self.limits.max_header_bytes:
                limit = self.limits.max_header_bytes
                raise Failure(Outcome.TOO_LARGE, f"more than {limit} bytes of header fields")
            self._head_bytes += count
        if self._body_bytes is not None:
            self._body_bytes += count
            if self._body_bytes > 2 * self._content_bytes + _FRAMING_ALLOWANCE:
                raise Failure(Outcome.BROKEN_RESPONSE, "more chunk framing than content")

    def head_begins(self) -> None:
        """From now on, what comes is counted as header."""
        self._head_bytes = 0

    def head_ends(self) -> None:
        """The header is complete."""
        self._head_bytes = None

    def content(self, size: int) -> None:
        """So much of the body has come, framing taken off. From the first call on, framing is watched."""
        self._content_bytes = size
        if size > LARGE_BODY and self._ticket is not None:
            with self.deadline.halted():
                self._ticket.take()
        if self._body_bytes is None:
            self._body_bytes = 0

    def connect(self, host: str, port: int) -> DeadlineSocket:
        """A connected socket. Raises `AddressRefused`, or `Failure` with the reason."""
        allowed = Deadline(self.deadline.left(self.limits.connect_seconds))
        try:
            addresses = self.guard.addresses(host, port, allowed.left())[:_MAX_ADDRESSES]
        except TimeoutError as error:
            raise Failure(Outcome.TIMEOUT, str(error)) from error
        except (OSError, UnicodeError) as error:
            again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            raise Failure(Outcome.DNS_FAILED, f"no address for {host}: {error}", may_pass=again) from error
        trouble: OSError | None = None
        for tried, address in enumerate(addresses):
            try:
                return self._connect_to(address, port, allowed.left() / (len(addresses) - tried))
            except OSError as error:
                trouble = error
        if isinstance(trouble, TimeoutError):
            raise Failure(Outcome.TIMEOUT, f"no connection to {host} port {port} in time") from trouble
        why = trouble.strerror if trouble and trouble.strerror else trouble
        detail = f"no connection to {host} port {port}: {why}"
        raise Failure(Outcome.CONNECT_FAILED, detail, may_pass=True) from trouble

    def _connect_to(self, address: IPAddress, port: int, seconds: float) -> DeadlineSocket:
        family = socket.AF_INET6 if address.version == 6 else socket.AF_INET
        sock = DeadlineSocket(family, socket.SOCK_STREAM)
        try:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            sock.settimeout(seconds)
            sock.connect((str(address), port))
            # What a TLS handshake may take; from then on each read and write asks `wait`.
            sock.settimeout(self.deadline.left(self.limits.connect_seconds))
        except BaseException:
            sock.close()
            raise
        sock.wire = self
        return sock


class DeadlineSocket(socket.socket):
    """A socket that waits no longer than its wire allows."""

    wire: Wire | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """As `socket.recv_into`, within the deadline."""
        return _timed_read(self, super().recv_into, args, kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        """As `socket.sendall`, within the deadline."""
        if self.wire is not None:
            self.settimeout(self.wire.wait())
        super().sendall(*args, **kwargs)


class DeadlineSSLSocket(ssl.SSLSocket):
    """The same over TLS. Made by the context, which is why the wire is handed in afterwards."""

    wire: Wire | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        """As `ssl.SSLSocket.recv_into`, within the deadline."""
        return _timed_read(self, super().recv_into, args, kwargs)

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        """As `ssl.SSLSocket.sendall`, within the deadline."""
        if self.wire is not None:
            self.settimeout(self.wire.wait())
        super().sendall(*args, **kwargs)


def _timed_read(
    sock: DeadlineSocket | DeadlineSSLSocket,
    recv_into: Callable[..., int],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> int:
    if sock.wire is None:
        return recv_into(*args, **kwargs)
    sock.settimeout(sock.wire.wait())
    count = recv_into(*args, **kwargs)
    sock.wire.received(count)
    return count


class _PatientResponse(http.client.HTTPResponse):
    """Passes over interim answers such as 103 Early Hints; http.client knows only 100 (RFC 9110, 15.2)."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_MAX_INTERIM):
            version, status, reason = super()._read_status()  # type: ignore[misc]
            if not 101 < status < 200:
                return version, status, reason
            http.client.parse_headers(self.fp)
        raise http.client.HTTPException(f"more than {_MAX_INTERIM} interim answers")


class _GuardedHTTPConnection(HTTPConnection):
    response_class = _PatientResponse

    def __init__(self, *args: Any, wire: Wire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wire = wire
        self.peer: str | None = None

    def _new_conn(self) -> socket.socket:
        sock = self.wire.connect(self.host, self.port)
        self.peer = sock.getpeername()[0]
        return sock

    def getresponse(self) -> Any:
        self.wire.peer = self.peer
        self.wire.head_begins()
        try:
            response = super().getresponse()
        finally:
            self.wire.head_ends()
        if self.wire.ended:
            # http.client takes the end of the connection for the end of the header: a header cut
            # between two lines would pass for an empty page.
            response.close()
            raise Failure(Outcome.DISCONNECTED, "the connection ended inside the header", may_pass=True)
        return response


class _GuardedHTTPSConnection(_GuardedHTTPConnection, HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, DeadlineSSLSocket):
            self.sock.wire = self.wire


class GuardedAdapter(HTTPAdapter):
    """A requests adapter whose every connection goes through one `Wire`."""

    def __init__(self, wire: Wire, tls: ssl.SSLContext) -> None:
        self._wire = wire
        self._tls = tls
        super().__init__(pool_connections=4, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        """Set up pools that make guarded connections."""
        manager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **kwargs)
        manager.pool_classes_by_scheme = {"http": self._http_pool, "https": self._https_pool}  # type: ignore[dict-item]
        self.poolmanager = manager

    def _http_pool(self, host: str, port: int, **kwargs: Any) -> HTTPConnectionPool:
        pool = HTTPConnectionPool(host, port, **kwargs)
        pool.ConnectionCls = partial(_GuardedHTTPConnection, wire=self._wire)  # type: ignore[assignment]
        return pool

    def _https_pool(self, host: str, port: int, **kwargs: Any) -> HTTPSConnectionPool:
        kwargs["ssl_context"] = self._tls
        pool = HTTPSConnectionPool(host, port, **kwargs)
        pool.ConnectionCls = partial(_GuardedHTTPSConnection, wire=self._wire)  # type: ignore[assignment]
        return pool

    def cert_verify(self, conn: Any, url: str, verify: Any, cert: Any) -> None:
        """Leave verification to our TLS context, which always verifies, and holds the authorities."""
        conn.cert_reqs = "CERT_REQUIRED"


class _PlainSession(requests.Session):
    """A session that keeps nothing from one answer to the next and follows nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.clear()
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """None: requests would read the redirect's body without a limit to prepare its next request."""
        return None


def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """A verifying client context whose sockets keep deadlines. `ca_file`: PEM file of authorities."""
    context = ssl.create_default_context(cafile=ca_file or certifi.where())
    context.sslsocket_class = DeadlineSSLSocket
    return context


def guarded_session(wire: Wire, tls: ssl.SSLContext) -> requests.Session:
    """A requests session on one wire: no environment, no cookies, no redirects of its own."""
    session = _PlainSession()
    session.mount("http://", GuardedAdapter(wire, tls))
    session.mount("https://", GuardedAdapter(wire, tls))
    return session
