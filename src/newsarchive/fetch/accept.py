"""Which kinds of content are wanted, as a request header and as a check of the answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Accept:
    """What an answer may be."""

    header: str
    """Value of the Accept field."""
    media_types: frozenset[str] | None = None
    """Media types that are taken, in lower case; None takes anything."""
    suffixes: tuple[str, ...] = ()
    """Structured suffixes (`+xml`) that are taken as well."""

    def takes(self, content_type: str | None, body: bytes) -> bool:
        """Whether a body of this Content-Type is of the wanted kind.

        Without a usable Content-Type the body decides (RFC 9110, section 8.3 allows looking): text that
        begins with a `<` may be a page or a feed. `body` is taken with its content codings off.
        """
        if self.media_types is None:
            return True
        media_type = (content_type or "").split(";")[0].strip().lower()
        if "/" not in media_type:
            start = body[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0")
            return start.startswith(b"<")
        return media_type in self.media_types or media_type.endswith(self.suffixes or ("\0",))


_HTML = frozenset({"text/html", "application/xhtml+xml"})
_XML = frozenset({"text/xml", "application/xml"})
_TEXT = frozenset({"text/plain"})

PAGES = Accept("text/html,application/xhtml+xml;q=0.9,text/plain;q=0.3,*/*;q=0.1", _HTML | _TEXT)
FEEDS = Accept(
    "application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,"
    "application/json;q=0.8,text/html;q=0.5,*/*;q=0.1",
    _HTML
    | _XML
    | _TEXT
    | {"application/json", "application/rss", "application/atom", "application/octet-stream"},
    ("+xml", "+json"),
)
SITEMAPS = Accept(
    "application/xml,text/xml;q=0.9,text/plain;q=0.5,application/gzip;q=0.5,*/*;q=0.1",
    _XML
    | _TEXT
    | _HTML
    | {"application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream"},
    ("+xml",),
)
ANYTHING = Accept("*/*")
"""robots.txt is read whatever it calls itself (RFC 9309, section 2.3, says text/plain; many do not)."""
