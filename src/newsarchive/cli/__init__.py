"""The command line: one thin module per command, all words on standard error, all data on standard output."""

from __future__ import annotations

from newsarchive.cli.app import main

__all__ = ["main"]
