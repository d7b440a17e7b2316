"""One spelling for a URL, so that one article is one page however it is linked. No I/O.

Three degrees, each idempotent and none of them ever raising:

- `clean_url`: what is asked. Only what a server never sees or never needs is taken off: white
  space, fragment, default port, dot segments, tracking parameters.
- `canonical_url`: what is shown and stored as the page's address. Also session ids, AMP and mobile twins,
  and the order of parameters.
- `page_key`: what is compared. Also without scheme, `www.` and a closing slash.

What is not a web address (`mailto:`, `javascript:`, broken brackets) comes back trimmed, else as it was.
Sources: RFC 3986 sections 5.2.4 and 6.2, WHATWG URL (tab and line feed taken out), UTS 46 for host names.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import idna


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TRACKING_PREFIXES = tuple(_words("utm_ mtm_ pk_ piwik_ matomo_ hsa_ at_ wt_ wt. xtor _branch_"))
"""Names that begin so say where a reader came from, never which page."""

TRACKING_NAMES = _words(
    """
    fbclid fb_action_ids fb_action_types fb_source fb_ref gclid gclsrc dclid gbraid wbraid msclkid yclid
    ysclid twclid ttclid igshid igsh li_fat_id epik s_kwcid ef_id sc_cid mc_cid mc_eid mkt_tok _ga _gl
    _ke _hsenc _hsmi __hstc __hssc __hsfp hsctatracking trk trkcampaign vero_id vero_conv oly_anon_id
    oly_enc_id rb_clickid wickedid wickedsource cmpid cmp_id ocid ncid smid smtyp soc_src soc_trk
    echobox guccounter guce_referrer guce_referrer_sig ceneo_spo spm scm __twitter_impression __tn__ __s
    ns_mchannel ns_source ns_campaign ns_linkname ns_fee srnd sref syndication_id icid intcid int_source
    int_medium int_campaign
    """
)
"""Whole names that say where a reader came from, never which page."""

CHANNEL_NAMES = _words("ref source src from via cid cmp campaign medium feature feed partner ito output")
CHANNEL_VALUES = re.compile(
    r"(?:rss|atom|xml|feed|rss_?feed|feedburner|news(?:letter|feed)|e?mail|twitter|tw|x|facebook|fb|linkedin|"
    r"whatsapp|telegram|reddit|social(?:flow|share)?|shared?_?(?:button|link)?|home(?:page)?|hp|front(?:page)?|"
    r"top(?:news)?|google(?:news)?|app|mobile|sitemap|push|widget|syndication)(?:[-_.][\w.-]*)?",
    re.IGNORECASE,
)
"""Short names are tracking only with such a value: `ref=rss` is, `ref=48213` may be the article's number."""

SESSION_NAMES = _words("phpsessid jsessionid aspsessionid sessionid session_id sessid cftoken cfid")
TWIN_PARAMETERS = re.compile(
    r"(?:amp(?:=(?:1|true)?)?|outputtype=amp|m=1|mobile=(?:1|true)|view=mobile)", re.IGNORECASE
)
MOBILE_LABELS = ("m", "mobile", "amp", "touch", "wap")
_SECOND_LEVEL = re.compile(r"(?:co|com|org|net|gov|gob|gouv|go|ac|edu|ne|or|mil|nom|press|info)\.[a-z]{2}")

_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH_SAFE = _UNRESERVED | frozenset(b"!$&'()*+,;=:@/")
_QUERY_SAFE = _PATH_SAFE | frozenset(b"?")
_CONTROLS = re.compile(r"[\t\r\n]")
_EDGES = "".join(chr(code) for code in range(0x21)) + "\x7f\u00a0\u200b\ufeff\u2028\u2029"


@dataclass(frozen=True, slots=True)
class _Parts:
    scheme: str
    userinfo: str
    host: str
    port: str
    path: str
    query: str

    def text(self, *, userinfo: bool) -> str:
        user = f"{self.userinfo}@" if userinfo and self.userinfo else ""
        query = f"?{self.query}" if self.query else ""
        return f"{self.scheme}://{user}{self.host}{self.port}{self.path}{query}"


def clean_url(url: str) -> str:
    """The same page under a tidy address: safe to ask instead of `url`.

    Credentials stay (the fetcher must see them to refuse them). Never raises.
    """
    return _settle(url, _clean)


def canonical_url(url: str) -> str:
    """The address under which a page is stored. Idempotent, never raises.

    Parameters are sorted by name (equal names keep their order): feeds and pages of one site print
    them in different orders, and a server that told two articles apart by their order would be a
    curiosity. Credentials are dropped.
    """
    return _settle(url, _canonical)


def page_key(url: str) -> str:
    """What two spellings of one page have in common; not an address to ask.

    Over `canonical_url` it drops scheme, `www.` and a closing slash: sites moved from http to https
    and in and out of `www.` over the years, and answer both.
    """
    return _settle(url, _key)


def is_web_url(url: str) -> bool:
    """Whether `url` is an http or https address with a host."""
    return _split(_trim(url)) is not None


def host_of(url: str) -> str | None:
    """Host of a web address in lower case (IDNA spelling, IPv6 without brackets), or None."""
    parts = _split(_trim(url))
    return parts.host.strip("[]") if parts else None


def origin_of(url: str) -> str | None:
    """`scheme://host[:port]` with default ports left out (RFC 6454), or None."""
    parts = _split(_trim(url))
    return f"{parts.scheme}://{parts.host}{parts.port}" if parts else None


def site_of(host: str) -> str:
    """The part of a host name that one publisher holds: `news.example.co.uk` → `example.co.uk`.

    A rule of thumb without a public suffix list; used to keep links of a section front on its
    own site, never to decide about safety.
    """
    host = host.strip("[].").lower()
    if ":" in host or _is_address(host):
        return host
    labels = host.split(".")
    keep = 3 if _SECOND_LEVEL.fullmatch(".".join(labels[-2:])) else 2
    return ".".join(labels[-keep:])


def same_site(one: str, other: str) -> bool:
    """Whether two web addresses belong to one publisher's domain (see `site_of`)."""
    first, second = host_of(one), host_of(other)
    return first is not None and second is not None and site_of(first) == site_of(second)


def join(base: str, reference: str) -> str | None:
    """Resolve a link against the page that holds it (RFC 3986, 5.2), cleaned; None if not for the web."""
    reference = _trim(reference)
    try:
        joined = urljoin(_trim(base), reference)
    except ValueError:
        return None
    return clean_url(joined) if is_web_url(joined) else None


# --- the steps ------------------------------------------------------------------------------


def _settle(url: str, step: Callable[[str], str]) -> str:
    """Repeat `step` until nothing changes: what one rule uncovers, another may have to take off.

    After the first pass each change shortens the text, so this ends; the bound is a seat belt.
    """
    text = _trim(url)
    for _ in range(20):
        before, text = text, step(text)
        if text == before:
            break
    return text


def _clean(url: str) -> str:
    parts = _split(url)
    if parts is None:
        return url
    return _with_query(parts, _drop(_parameters(parts.query), _is_tracking)).text(userinfo=True)


def _canonical(url: str) -> str:
    parts = _split(_unwrap_amp_cache(url))
    if parts is None:
        return url
    parameters = _drop(_parameters(parts.query), lambda p: _is_tracking(p) or _is_session(p) or _is_twin(p))
    parameters.sort(key=lambda p: p.partition("=")[0])
    parts = _with_query(parts, parameters)
    path = re.sub(r";jsessionid=[^/;]*", "", parts.path, flags=re.IGNORECASE)
    path = re.sub(r"/\((?:[SAF]\([\w-]{16,}\))+\)(?=/)", "", path)  # ASP.NET's session in the path
    return replace(parts, host=_desktop_host(parts.host), path=_without_amp(path)).text(userinfo=False)


def _key(url: str) -> str:
    # A key is given again as `host/path`; `host:81/path` only looks like a scheme.
    bare = (
        _split(f"http://{url}")
        if re.match(r"(?:\[[0-9a-f:.]+\]|[^/:?#@]+)(?::\d+)?(?:[/?]|$)", url)
        else None
    )
    parts = bare or _split(url)
    if parts is None:
        return url
    parts = _split(canonical_url(parts.text(userinfo=False))) or parts
    host = parts.host.removeprefix("www.") if parts.host.count(".") > 1 else parts.host
    path = parts.path.rstrip("/")
    return f"{host}{parts.port}{path or '/'}{'?' + parts.query if parts.query else ''}"


def _trim(url: str) -> str:
    return _CONTROLS.sub("", url).strip(_EDGES)


def _split(url: str) -> _Parts | None:
    """The normalised parts of a web address, or None for anything else."""
    try:
        split = urlsplit(url.replace("\\", "/") if url[:5].lower().startswith("http") else url)
        scheme = split.scheme.lower()
        if scheme not in ("http", "https") or not split.netloc:
            return None
        userinfo, _, _rest = split.netloc.rpartition("@")
        host = _host(split.hostname or "")
        if not host:
            return None
        port = split.port
    except ValueError:
        return None
    default = 443 if scheme == "https" else 80
    return _Parts(
        scheme,
        userinfo,
        host,
        f":{port}" if port not in (None, default) else "",
        _no_dots(_encode(split.path or "/", _PATH_SAFE)),
        _encode(split.query, _QUERY_SAFE),
    )


def _host(host: str) -> str:
    """Lower case, IDNA spelling; what IDNA does not know is left for the connection to refuse."""
    if ":" in host:
        return f"[{host.lower()}]"
    host = host.lower().rstrip(".")
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True, transitional=False).decode("ascii").lower()
        except (idna.IDNAError, UnicodeError):
            return ""
    return "" if re.search(r"[\s<>\"`{}|\\^%\x00-\x20\x7f]", host) else host


def _encode(text: str, safe: frozenset[int]) -> str:
    """Escapes in upper case, unreserved characters plain, all that is not in `safe` escaped."""
    data = text.encode("utf-8", "replace")
    out = bytearray()
    position = 0
    while position < len(data):
        byte = data[position]
        if byte == 0x25:
            pair = data[position + 1 : position + 3]
            try:
                value = int(pair, 16) if len(pair) == 2 and pair.isalnum() else -1
            except ValueError:
                value = -1
            if value < 0:
                out += b"%25"
                position += 1
                continue
            out += bytes([value]) if value in _UNRESERVED else b"%%%02X" % value
            position += 3
            continue
        out += bytes([byte]) if byte in safe else b"%%%02X" % byte
        position += 1
    return out.decode("ascii")


def _no_dots(path: str) -> str:
    """Dot segments removed (RFC 3986, 5.2.4)."""
    if "/." not in path:
        return path
    out: list[str] = []
    segments = path.split("/")[1:]
    for number, segment in enumerate(segments):
        last = number == len(segments) - 1
        if segment == "..":
            if out:
                out.pop()
        elif segment != ".":
            out.append(segment)
            continue
        if last:
            out.append("")
    return "/" + "/".join(out)


def _parameters(query: str) -> list[str]:
    return [p for p in query.split("&") if p]


def _drop(parameters: list[str], unwanted: Callable[[str], bool]) -> list[str]:
    return [p for p in parameters if not unwanted(p)]


def _is_tracking(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = name.lower()
    return (
        name in TRACKING_NAMES
        or name.startswith(TRACKING_PREFIXES)
        or (name in CHANNEL_NAMES and CHANNEL_VALUES.fullmatch(value) is not None)
    )


def _is_session(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = name.lower()
    return (
        name in SESSION_NAMES
        or name.startswith("aspsessionid")
        or (name in ("sid", "s") and re.fullmatch(r"[0-9a-f]{24,}", value, re.IGNORECASE) is not None)
    )


def _is_twin(parameter: str) -> bool:
    return TWIN_PARAMETERS.fullmatch(parameter) is not None


def _desktop_host(host: str) -> str:
    """The host of the desktop page: `m.example.com` → `example.com`."""
    label, _, rest = host.partition(".")
    whole_site = "." in rest and not _SECOND_LEVEL.fullmatch(rest) and not _is_address(host)
    return rest if label in MOBILE_LABELS and whole_site else host


def _without_amp(path: str) -> str:
    """The path of the full page: `/amp/x`, `/x/amp`, `/x.amp`, `/x.amp.html`, `/x-amp.html` → `/x`."""
    path = re.sub(r"^/amp(?=/[^/])", "", path)
    path = re.sub(r"(?<=[^/])/amp(?:/(?:index\.html?)?)?$", "/" if path.endswith("/") else "", path)
    return re.sub(r"(?<=[^/])[.]amp(\.html?)?$", r"\1", path) or "/"


def _unwrap_amp_cache(url: str) -> str:
    """The publisher's address behind an AMP cache (`…cdn.ampproject.org/c/s/…`, `google.…/amp/s/…`)."""
    found = re.match(
        r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[a-z](?:/[a-z])?|(?:www\.)?google\.[a-z.]{2,6}/amp)/(s/)?(?=[\w-]+\.)",
        url,
        re.IGNORECASE,
    )
    if not found:
        return url
    return f"{'https' if found.group(0).endswith('/s/') else 'http'}://{url[found.end() :]}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.replace(".", "").isdigit()
    return True


def _with_query(parts: _Parts, parameters: list[str]) -> _Parts:
    return replace(parts, query="&".join(parameters))
