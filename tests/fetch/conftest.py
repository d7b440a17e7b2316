"""A misbehaving server, a client with short limits, and a local certificate authority."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from tests.support.fault_server import FaultServer

from newsarchive.fetch.client import Client
from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.limits import FetchLimits

NOW = datetime(2026, 3, 4, 12, 0, 0, tzinfo=UTC)

QUICK = FetchLimits(
    connect_seconds=0.5,
    read_seconds=0.3,
    total_seconds=0.6,
    max_wire_bytes=200_000,
    max_decoded_bytes=400_000,
    max_header_bytes=32_768,
    max_redirect_body_bytes=20_000,
    max_redirects=5,
    backoff_seconds=0.0,
)
"""For tests in which the time runs out."""

PATIENT = replace(QUICK, connect_seconds=10, read_seconds=10, total_seconds=30)
"""For all others: a machine that is busy for half a second changes no result."""


def to_loopback(host: str, port: int) -> list[str]:
    """A resolver for which every name is this machine."""
    return ["127.0.0.1"]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def server_context(authority: trustme.CA, *names: str, **more: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **more).configure_cert(context)
    return context


MakeClient = Callable[..., Client]


@pytest.fixture
def make_client(request: pytest.FixtureRequest) -> Iterator[MakeClient]:
    """Makes clients that may reach the servers of a test, whatever name leads there."""
    made: list[Client] = []

    def make(*servers: FaultServer, **more: Any) -> Client:
        guard = AddressGuard(
            allow_private={"127.0.0.1"}, allow_ports={one.port for one in servers}, resolver=to_loopback
        )
        settings: dict[str, Any] = {
            "user_agent": "newsarchive-test/1 (+https://example.org/about)",
            "limits": PATIENT,
            "guard": guard,
            "sleep": lambda seconds: None,
            "now": lambda: NOW,
        }
        made.append(Client(**(settings | more)))
        return made[-1]

    yield make
    for client in made:
        client.close()
