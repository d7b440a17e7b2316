"""Offsets and zone abbreviations that stand behind a time of day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

# The eight American abbreviations are those of RFC 5322, section 4.3. The others name one zone
# only. Those that name several (IST, BST, CST in China, AST, GST, …) are left out: see `_BY_SITE`.
_HOURS = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1,
    "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
    "akst": -9, "akdt": -8, "hst": -10, "nst": -3.5, "ndt": -2.5, "brt": -3, "art": -3, "clt": -4,
    "cet": 1, "cest": 2, "mez": 1, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "мск": 3, "trt": 3,
    "wat": 1, "cat": 2, "sast": 2, "eat": 3, "irst": 3.5, "pkt": 5, "npt": 5.75, "nptt": 5.75,
    "ict": 7, "wib": 7, "wita": 8, "wit": 9, "sgt": 8, "hkt": 8, "myt": 8, "pht": 8, "awst": 8,
    "cot": -5, "pet": -5, "bot": -4, "uyt": -3, "clst": -3, "mmt": 6.5, "tsi": 3, "tsi\u0307": 3,
    "по мск": 3, "北京时间": 8, "北京時間": 8, "بتوقيت غرينتش": 0, "بتوقيت جرينتش": 0,
    "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13,
}  # fmt: skip
_ABBREVIATIONS: dict[str, tzinfo] = {
    name: timezone(timedelta(hours=hours)) if hours else UTC for name, hours in _HOURS.items()
}
_REGIONS: dict[str, tzinfo] = {
    "et": ZoneInfo("America/New_York"),
    "ct": ZoneInfo("America/Chicago"),
    "mt": ZoneInfo("America/Denver"),
    "pt": ZoneInfo("America/Los_Angeles"),
    "вет": ZoneInfo("Europe/Sofia"),
}

_SIGNED = re.compile(r"([+-])\s?(\d{1,2})(?::?(\d{2}))?$")
# What may stand behind a time of day as its zone; read with the page folded and any case.
ZONE = (
    r"(?:(?:utc|gmt)\s?[+-]\s?\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}(?!\d)|[+-]\d{1,2}:\d{2}(?!\d)|[+-]\d{2}(?![\d:/.-])"
    r"|z(?![a-z])|[a-z]{2,5}(?![a-z])|(?:по\s)?мск(?!\w)|北京[时時][间間]|بتوقيت\s[غج]رينتش)"
)


@lru_cache(maxsize=1024)
def zone_of(text: str) -> tzinfo | None:
    """The zone that an offset or an unambiguous abbreviation names, or None."""
    name = text.strip().lower()
    match = _SIGNED.search(name)
    if match is None:
        return _ABBREVIATIONS.get(name) or _REGIONS.get(name)
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset >= timedelta(hours=15):
        return None
    return timezone(-offset if sign == "-" else offset) if offset else UTC


def zone_like(text: str) -> bool:
    """Whether a word is the abbreviation that a zone of some other place uses as well (BST, IST)."""
    return text.strip().lower() in _AMBIGUOUS


_AMBIGUOUS = frozenset({"ist", "bst", "ast", "gst", "sst", "amt", "bdt"})


def ambiguous_zone(
    name: str, local: datetime, site: ZoneInfo | None, language: str | None = None
) -> tzinfo | None:
    """The site's zone, where it goes by the printed abbreviation at that time.

    Without a site, the zone that readers of the page's language (or of its country) mean by it.
    """
    printed = name.strip().lower()
    if site is None:
        tag = (language or "").lower()
        spoken = _BY_LANGUAGE.get((printed, tag)) or _BY_LANGUAGE.get((printed, tag.partition("-")[0]))
        return ZoneInfo(spoken) if spoken else None
    known = (printed, site.key) in _SITE_NAMES or local.replace(tzinfo=site).tzname() == printed.upper()
    return site if known else None


_INDIAN = ("hi", "mr", "gu", "pa", "te", "kn", "ml", "or", "as", "ta", "bn-in", "ur-in", "en-in")
_BY_LANGUAGE = {
    **{("ist", language): "Asia/Kolkata" for language in _INDIAN},
    ("ist", "he"): "Asia/Jerusalem",
    ("ist", "ga"): "Europe/Dublin",
    ("ist", "en-ie"): "Europe/Dublin",
    ("ist", "en-il"): "Asia/Jerusalem",
    ("bst", "en-gb"): "Europe/London",
    ("bst", "cy"): "Europe/London",
    ("bst", "bn"): "Asia/Dhaka",
    ("cst", "zh"): "Asia/Shanghai",
    ("bst", "en-bd"): "Asia/Dhaka",
    # Standard times that have America's letters, too.
    ("est", "en-au"): "Australia/Sydney",
    ("edt", "en-au"): "Australia/Sydney",
    ("pst", "en-ph"): "Asia/Manila",
    ("pst", "fil"): "Asia/Manila",
    ("pst", "en-pk"): "Asia/Karachi",
    ("pst", "ur"): "Asia/Karachi",
    ("mst", "en-my"): "Asia/Kuala_Lumpur",
    ("mst", "ms"): "Asia/Kuala_Lumpur",
}
# Zones that the time zone database writes as a number, or with other letters than the local press.
_SITE_NAMES = frozenset(
    {
        ("bst", "Asia/Dhaka"),
        ("bdt", "Asia/Dhaka"),
        ("gst", "Asia/Dubai"),
        ("pst", "Asia/Karachi"),
        ("mst", "Asia/Kuala_Lumpur"),
        *[
            (name, f"Australia/{city}")
            for name in ("est", "edt")
            for city in ("Sydney", "Melbourne", "Brisbane", "Canberra", "Hobart")
        ],
        *[(name, f"Australia/{city}") for name in ("cst", "cdt") for city in ("Adelaide", "Darwin")],
        ("wst", "Australia/Perth"),
    }
)
