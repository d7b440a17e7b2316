"""Sessions to spare: one per host and user at a time, kept open between requests."""

from __future__ import annotations

import ssl
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import requests

from newsarchive.fetch.guard import AddressGuard
from newsarchive.fetch.transport import Wire, guarded_session

_IDLE_HOSTS = 64
"""Hosts whose connections are kept open; the one that was asked longest ago goes first."""


@dataclass(slots=True)
class Lane:
    """A requests session and the wire that its sockets share. For one request at a time."""

    wire: Wire
    session: requests.Session


class Lanes:
    """Lends sessions out. Safe to use from several threads."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._lock = threading.Lock()
        self._idle: OrderedDict[tuple[AddressGuard, str], list[Lane]] = OrderedDict()
        self._closed = False

    def close(self) -> None:
        """Close all that is idle now, and later each one that is still in use when it comes back."""
        with self._lock:
            self._closed = True
            idle = [lane for lanes in self._idle.values() for lane in lanes]
            self._idle.clear()
        _close_all(idle)

    @contextmanager
    def lane(self, guard: AddressGuard, host: str) -> Iterator[Lane]:
        """A session for a host that nobody else uses meanwhile.

        Kept apart by guard as well: a connection that one source may use is no permission for another.
        """
        key = (guard, host)
        with self._lock:
            idle = self._idle.get(key)
            lane = idle.pop() if idle else None
        if lane is None:
            wire = Wire(guard)
            lane = Lane(wire, guarded_session(wire, self._tls))
        try:
            yield lane
        finally:
            self._give_back(key, lane)

    def _give_back(self, key: tuple[AddressGuard, str], lane: Lane) -> None:
        surplus: list[Lane] = []
        with self._lock:
            if self._closed:
                surplus = [lane]
            else:
                self._idle.setdefault(key, []).append(lane)
                self._idle.move_to_end(key)
                if len(self._idle) > _IDLE_HOSTS:
                    surplus = self._idle.popitem(last=False)[1]
        _close_all(surplus)


def _close_all(lanes: list[Lane]) -> None:
    for lane in lanes:
        lane.session.close()
