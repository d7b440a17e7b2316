"""URLs on their way to the wire: prepared, resolved against a redirect, split into an origin."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import requests

from newsarchive.errors import AddressRefused
from newsarchive.fetch.guard import DEFAULT_PORTS
from newsarchive.fetch.mapping import EXPECTED, failure_from
from newsarchive.fetch.outcomes import Failure, Outcome
from newsarchive.records import Capture

Origin = tuple[str, str, int]


def prepare_url(url: str) -> str:
    """The URL as it goes on the wire: IDNA host, percent-encoded path, no fragment.

    Raises `Failure` when it is none.
    """
    text = re.sub(r"[\t\r\n]", "", url).strip()  # as browsers do (WHATWG URL Standard, 4.4)
    if re.match(r"[a-z][a-z0-9+.-]*:", text, re.IGNORECASE) and not re.match(r"https?:", text, re.IGNORECASE):
        raise AddressRefused(f"only http and https are fetched, not {text.split(':')[0][:40]!r}")
    try:
        ready = requests.Request("GET", without_fragment(text)).prepare().url or ""
        host = urlsplit(ready).hostname
    except (*EXPECTED, ValueError) as error:
        raise failure_from(error) from error
    if not host:
        raise Failure(Outcome.BAD_URL, "a URL without a host")
    return ready


def prepared(url: str) -> str:
    """As `prepare_url`, but what can't be prepared stays as it is."""
    try:
        return prepare_url(url)
    except (Failure, AddressRefused):
        return url


def redirect_target(url: str, capture: Capture) -> str:
    """The absolute URL a redirect leads to, without fragment.

    Raises `Failure` when there is none, `AddressRefused` when it is of another scheme than http.
    """
    location = (capture.header("location") or "").strip()
    if not location:
        raise Failure(Outcome.BAD_REDIRECT, f"status {capture.status} without a Location")
    try:
        text = location.encode("iso-8859-1").decode("utf-8")  # many send raw UTF-8
    except UnicodeError:
        text = location
    try:
        return prepare_url(urljoin(url, text))
    except (Failure, ValueError) as error:
        raise Failure(Outcome.BAD_REDIRECT, f"Location is no URL: {location[:200]!r}") from error


def without_fragment(url: str) -> str:
    """The URL up to its `#`."""
    try:
        return urldefrag(url).url
    except ValueError:
        return url


def origin_of(url: str) -> Origin:
    """Scheme, host and port of a prepared URL (RFC 6454)."""
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", parts.port or DEFAULT_PORTS.get(parts.scheme, 0)


def host_field(url: str) -> str:
    """Value of the Host field for a prepared URL (RFC 9110, section 7.2)."""
    scheme, host, port = origin_of(url)
    name = f"[{host}]" if ":" in host else host
    return name if port == DEFAULT_PORTS.get(scheme) else f"{name}:{port}"
