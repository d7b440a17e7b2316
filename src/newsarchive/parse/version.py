"""The parser's version."""

from __future__ import annotations

PARSER_VERSION = "13"
"""Changes whenever the same bytes may give another record."""
