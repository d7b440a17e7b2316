"""The parser's version."""

from __future__ import annotations

PARSER_VERSION = "12"
"""Changes whenever the same bytes may give another record."""
