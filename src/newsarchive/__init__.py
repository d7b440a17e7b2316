"""newsarchive: fetches trade news, keeps the raw bytes as proof, and answers questions in SQL."""

from __future__ import annotations

__version__ = "0.1.0"
