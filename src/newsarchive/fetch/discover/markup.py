"""What feeds, sitemaps and pages share: first looks at bytes, text cleaned, dates of machines."""

from __future__ import annotations

import codecs
import re
import unicodedata
from datetime import UTC, datetime

from dateutil import parser as dateutil_parser

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]{0,2000}(?:\[.*?\][ \t\r\n]{0,100})?>", re.IGNORECASE | re.DOTALL)
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>|<!--.{0,20000}?-->|\s)*+<(?:!doctype\s+html|html|head|body|title|meta|div|p|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_UTF16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAX_TEXT = 500


def plain_bytes(body: bytes) -> bytes:
    """The bytes without byte order mark, UTF-16 turned into UTF-8."""
    for mark, encoding in _UTF16:
        if body.startswith(mark):
            text = body.decode(encoding, "replace")
            text = re.sub(
                r"(<\?xml[^>]{0,200}?)encoding=([\"'])utf-16\2", r"\1", text, count=1, flags=re.IGNORECASE
            )
            return text.encode("utf-8", "replace")
    return body.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\0")


def is_html(body: bytes) -> bool:
    """Whether the bytes begin as an HTML page does."""
    return _HTML_START.match(body[:40_000]) is not None


def without_doctype(body: bytes) -> bytes:
    """The bytes without a document type declaration, and so without any entity it declares.

    Feeds and sitemaps need none; a nest of entities that grows to gigabytes does.
    """
    start = body[:100_000].upper().find(b"<!DOCTYPE")
    if start < 0:
        return body
    whole = _DOCTYPE.match(body, start)
    return body[:start] + (body[whole.end() :] if whole else b"")


def clean_text(text: str | None) -> str | None:
    """One line without tags and control characters, at most 500 characters; None for nothing."""
    if not text:
        return None
    text = re.sub(r"<[^<>]{0,1000}>", " ", text[: 20 * _MAX_TEXT])
    text = "".join(" " if unicodedata.category(char).startswith("C") else char for char in text)
    return " ".join(text.split())[:_MAX_TEXT].rstrip() or None


def machine_date(text: str | None) -> datetime | None:
    """A W3C or RFC 822 date as an aware UTC datetime; without a zone it is taken as UTC; None if unreadable.

    Good enough for what feeds and sitemaps claim, which is a hint and never a date of publication.
    """
    text = (text or "").strip()
    if not re.match(r"(?:\w{3,9},? )?\d", text) or len(text) > 60:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = dateutil_parser.parse(text, default=datetime(2000, 1, 1))  # noqa: DTZ001  (zone set below)
        except (ValueError, OverflowError, TypeError):
            return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
