"""newsarchive: fetches trade news, keeps the raw bytes as proof, and answers questions in SQL."""

from __future__ import annotations

from newsarchive.parse import parse_article

__version__ = "0.1.0"

__all__ = ["__version__", "parse_article"]
