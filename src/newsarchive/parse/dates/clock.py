"""A time of day in a folded text."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from newsarchive.parse.dates.zones import ZONE, zone_like, zone_of

_AM = r"a\.?\s?m\b\.?|(?<=\d)a\b(?!\.?\w)|vorm\.?|π\.?μ\.?|صباحا|صباحاً|ص(?!\w)|पूर्वाह्न|এএম|এ\sএম|পূর্বাহ্ণ|पू|öö|de\.|sáng|SA\b|pagi|सुबह|सकाळी"
_PM = r"p\.?\s?m\b\.?|(?<=\d)p\b(?!\.?\w)|nachm\.?|μ\.?μ\.?|مساءً|مساء|م(?!\w)|अपराह्न|পিএম|পি\sএম|অপরাহ্ণ|du\.|chiều|tối|CH\b|petang|ptg|tengah\shari|दोपहर|शाम|दुपारी|सायंकाळी"
_BEFORE_AM = r"上午|午前|오전|凌晨|早上|清晨|সকাল|ভোর|सुबह|sáng"
_BEFORE_PM = r"下午|午後|午后|오후|晚上|中午|傍晚|দুপুর|বিকেল|বিকাল|সন্ধ্যা|রাত|दोपहर|शाम|रात|chiều|tối"

_TIME = (
    rf"(?:(?P<am1>{_BEFORE_AM})|(?P<pm1>{_BEFORE_PM}))?\s*"
    r"(?<![\d.,:/])(?P<hour>[01]?\d|2[0-4])"
    r"(?:"
    r"\s?(?P<colon>:|\.|h|u|時|时|点|點|시|ч|και)\s?(?P<minute>[0-5]\d|\d(?=\s?[分분]))(?!\d)"
    r"(?:\s?[:.분分]\s?(?P<second>[0-5]\d)(?!\d)(?:[.,:](?P<fraction>\d{1,9}))?)?\s?(?:分|분|秒|초|min|น\.)?"
    r"|\s?(?P<alone>uhr|h(?![\w:])|時|시|点(?!\d)|點|น\.)"
    r"|(?=\s?(?:a\.?\s?m\b|p\.?\s?m\b))"
    r")"
    rf"(?:\s?(?:(?P<am>{_AM})|(?P<pm>{_PM})))?"
    rf"(?:\s?(?:hrs|uhr|h|น\.|น|tsi|klo)(?!\w))?"
    rf"(?:\s?\(?(?P<zone>{ZONE})(?:\s?\([^)]{{2,40}}\))?)?"
)
_DIGIT = re.compile(r"\d")
_AFTER = re.compile(r"(?:t(?=\d)|[^\d\n<>]{0,28}?)" + _TIME + r"(?![.:/-]\d)(?!\s?%)", re.IGNORECASE)
_BEFORE = re.compile(_TIME + r"(?![.:/-]?\d)[^\d\n]{0,24}$", re.IGNORECASE)


class Clock(NamedTuple):
    """A time of day as printed, and where it stands."""

    hour: int
    minute: int | None
    second: int | None
    microsecond: int
    zone_name: str | None
    """The zone as printed, when it is one."""
    start: int
    end: int


def _clock(match: re.Match[str]) -> Clock | None:
    group = match.groupdict()
    hour = int(group["hour"])
    marked = group["alone"] or group["am"] or group["pm"] or group["am1"] or group["pm1"]
    if group["minute"] is None and not marked and not match.group(0)[-1:].isalpha():
        return None
    if (group["pm"] or group["pm1"]) and hour < 12:
        late = group["pm1"] in ("রাত", "रात", "晚上", "tối") and hour < 5
        hour += 0 if late else 12
    elif (group["am"] or group["am1"]) and hour == 12:
        hour = 0
    if hour == 24:
        return None
    zone = group["zone"]
    known = bool(zone) and (zone_of(zone) is not None or zone_like(zone))
    end = match.end() if known or not zone else match.start("zone")
    start = next(match.start(n) for n in ("am1", "pm1", "hour") if match.start(n) >= 0)
    return Clock(
        hour=hour,
        minute=int(group["minute"]) if group["minute"] else None,
        second=int(group["second"]) if group["second"] else None,
        microsecond=int((group["fraction"] or "0")[:6].ljust(6, "0")),
        zone_name=zone if known else None,
        start=start,
        end=end,
    )


def clock_after(text: str, position: int) -> Clock | None:
    """The time of day that follows a date which ends at `position`, within a few words."""
    if not _DIGIT.search(text, position):
        return None
    match = _AFTER.match(text, position)
    return _clock(match) if match else None


def clock_before(text: str, floor: int, position: int) -> Clock | None:
    """The time of day that stands right before a date which starts at `position`."""
    window = text[max(floor, position - 48) : position]
    if not _DIGIT.search(window):
        return None
    base = position - len(window)
    found: Clock | None = None
    for match in _BEFORE.finditer(window):
        found = _clock(match)
    if found is None:
        return None
    return Clock(
        found.hour, found.minute, found.second, found.microsecond, found.zone_name,
        found.start + base, found.end + base,
    )  # fmt: skip


def to_minute(local: datetime) -> datetime:
    """A time of day as pages print it: without seconds."""
    return local.replace(second=0, microsecond=0)
