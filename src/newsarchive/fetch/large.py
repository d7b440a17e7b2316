"""Large bodies take turns: memory must not grow with the number of hosts that send one at a time."""

from __future__ import annotations

from threading import Semaphore

LARGE_BODY = 1024 * 1024
"""Bytes of a body as received from which on it counts as large; few articles come near."""
AT_ONCE = 2
"""Large bodies in memory at one moment, whatever the number of requests under way."""


class LargeBodies:
    """Says how many large bodies may be in memory at once."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._room = Semaphore(at_once)

    def ticket(self) -> Ticket:
        """For one request, and for its answer until nobody needs it any more."""
        return Ticket(self._room)


class Ticket:
    """The right to hold one large body; nothing is taken while the body is small."""

    def __init__(self, room: Semaphore) -> None:
        self._room = room
        self._taken = False

    def take(self) -> None:
        """Wait for room; at once where this ticket has it already."""
        if not self._taken:
            self._room.acquire()
            self._taken = True

    def give_back(self) -> None:
        """Make room for another."""
        if self._taken:
            self._taken = False
            self._room.release()
