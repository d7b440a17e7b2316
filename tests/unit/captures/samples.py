"""Captures of an invented news site."""

from __future__ import annotations

from datetime import UTC, datetime

from newsarchive.records import Capture


def capture(number: int = 1, **changes: object) -> Capture:
    values: dict[str, object] = {
        "url": f"https://news.example/tariff/{number}?page=1",
        "requested_url": f"https://news.example/tariff/{number}?page=1",
        "captured_at": datetime(2026, 3, 4, 5, 6, 7, 123456 + number, UTC),
        "status": 200,
        "reason": "OK",
        "headers": (("Content-Type", "text/html; charset=utf-8"), ("ETag", f'"{number}"')),
        "body": f"<p>Quota number {number} for rapeseed – agreed.</p>".encode() * (number + 1),
        "request_headers": (("Host", "news.example"), ("Accept", "*/*")),
        "ip_address": "192.0.2.7",
    }
    return Capture(**{**values, **changes})  # type: ignore[arg-type]
