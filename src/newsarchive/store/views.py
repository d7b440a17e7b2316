"""The views of an archive (made anew after every upgrade)."""

from __future__ import annotations

from sqlalchemy import Connection


def drop_all(connection: Connection) -> None:
    """Drop every view."""


def create_all(connection: Connection) -> None:
    """Make every view."""
