"""SURT keys: URLs with the host turned round, so that an index sorts by site.

As the replay tools write them (Sort-friendly URI Reordering Transform, in the canonical form of
the Internet Archive's index): no scheme, `www.`, default port, user, fragment or session id; lower
case; query arguments in order.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443, "ftp": 21}
_WWW = re.compile(r"^www\d*\.")
_SESSION_IN_PATH = re.compile(r";jsessionid=[0-9a-z]{32}$|/\([0-9a-z]{24}\)(?=/)")
_SESSION_IN_QUERY = re.compile(
    r"(?:^|&)(?:jsessionid=[0-9a-z]{32}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}"
    r"|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)(?=&|$)"
)


def surt(url: str) -> str:
    """The key under which replay tools look for a URL: `https://www.a.example/b?y&x` → `example,a)/b?x&y`.

    What is no URL with a host is its own key, in lower case, without spaces.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host:
        return re.sub(r"\s", "%20", url.strip().lower())
    key = _host_key(host)
    if port and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        key += f":{port}"
    path = _SESSION_IN_PATH.sub("", re.sub(r"/{2,}", "/", parts.path.lower())) or "/"
    path = path.rstrip("/") or "/"
    query = _SESSION_IN_QUERY.sub("", parts.query.lower()).lstrip("&")
    query = "&".join(sorted(query.split("&"))) if query else ""
    return re.sub(r"\s", "%20", f"{key}){path}" + (f"?{query}" if query else ""))


def _host_key(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        pass
    host = _WWW.sub("", host.rstrip("."))
    if re.fullmatch(r"[\d.]+", host):
        return host
    return ",".join(reversed(host.split(".")))
