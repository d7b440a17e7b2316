"""The shapes in which a calendar day is printed: one pattern and one reader for each.

All patterns run on folded text (`fold.fold`). A reader gets a match and gives the day, or None
when the words or numbers make no day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from newsarchive.parse.dates.calendars import ERA_STARTS, from_jalali, gregorian_year, minguo_year
from newsarchive.parse.dates.months import month_of


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known about the place of the page, for dates that need it."""

    day_first: bool | None = None
    language: str | None = None
    latest: date | None = None
    """No date of the page can be later: the day after the fetch."""


class Day(NamedTuple):
    """A calendar day as read, and how sure its reading is."""

    date: date
    other: datetime.date | None = None
    """The other reading of an ambiguous order of day and month."""
    yearless: bool = False
    """The year is not printed, and was taken from the fetch."""


# A letter of any script, with its vowel signs: what is neither space, digit nor punctuation.
_LETTER = r"[^\s\d.,;:/()\[\]{}<>|\"“”«»•·–—+*=&%$#@!?_،、。，'-]"
# Thai and Lao abbreviate with dots inside; Levantine Arabic and Irish have names of two words.
_MONTH = (
    rf"(?:[\u0e00-\u0eff]{{1,3}}\.\s?[\u0e00-\u0eff]{{1,3}}\.?|{_LETTER}{{2,18}}"
    r"(?:\s(?:الأول|الاول|الثاني|fómhair)(?!\w))?)"
)
# Arabic media give the month in both namings: 28 آب/أغسطس 2013.
_TWIN = r"(?:\s?/\s?[\u0621-\u064a]{2,12}(?:\s(?:الأول|الاول|الثاني)(?!\w))?)?"
# Ahead of a number nothing is gained by giving letters back.
_MONTH_FIRST = rf"(?<!{_LETTER})(?P<m>{_MONTH.replace('{2,18}', '{2,18}+')})"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|re|[ºª°]|\.|-?(?:го|ого|е|га|та|то|ви)(?!\w)|-?(?:a|e|án|én)(?!\w)|日)"
_OF = r"(?:(?:de|of|di|da|del|den|ng|к|gada|an|i|o|na|dhe|से)\s+|d'\s?|ta'\s?|ខែ\s?)"
_OF_YEAR = r"(?:(?:de|del|of|do|della|год|سنة|จ|พ\.ศ\.|ค\.ศ\.|सन्|tahun|năm|ab)\s+|ឆ្នាំ\s?)"
_GAP = r"[\s.,/·|-]"


def _year(text: str, month_word: str = "") -> int:
    year = int(text)
    if len(text) == 2:
        if "\u0e00" <= month_word[:1] <= "\u0e7f":
            return 2500 + year - 543
        return 2000 + year if year < 70 else 1900 + year
    return gregorian_year(year)


def _named(year: str, month_word: str, day: str, hints: Hints) -> Day | None:
    month = month_of(month_word, hints.language)
    if month is None:
        return None
    if month.jalali:
        return Day(from_jalali(int(year), month.number, int(day)))
    if 1370 <= int(year) <= 1410 and len(year) == 4:
        return None
    return Day(date(_year(year, month_word), month.number, int(day)))


def _day_month_year(match: re.Match[str], hints: Hints) -> Day | None:
    return _named(match["y"], match["m"], match["d"], hints)


def _day_month(match: re.Match[str], hints: Hints) -> Day | None:
    month = month_of(match["m"], hints.language)
    if month is None or month.jalali or hints.latest is None or len(match["m"]) < 3:
        return None
    found = date(hints.latest.year, month.number, int(match["d"]))
    return Day(found if found <= hints.latest else found.replace(year=found.year - 1), yearless=True)


def _numbers(match: re.Match[str], hints: Hints) -> Day | None:
    """Year first."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if year < 1000:
        return Day(date(minguo_year(year), month, day)) if (hints.language or "").startswith("zh") else None
    if 1370 <= year <= 1410:
        return Day(from_jalali(year, month, day))
    if month > 12 >= day:
        month, day = day, month
    return Day(date(gregorian_year(year), month, day))


def _short(match: re.Match[str], hints: Hints) -> Day | None:
    """Year last: 17.10.2017, 10/17/2017, 4-10-2017. In East Asia a short year stands first: 17-10-04."""
    first, second, year = int(match["a"]), int(match["b"]), _year(match["y"])
    if len(match["y"]) == len(match["a"]) == _SHORT_YEAR and _is_east_asian(hints.language):
        return Day(date(_year(match["a"]), second, int(match["y"])))
    if 1370 <= year <= 1410:
        return Day(from_jalali(year, second, first))
    if first > 12:
        return Day(date(year, second, first))
    if second > 12:
        return Day(date(year, first, second))
    day_first = hints.day_first if match["sep"] != "." or hints.day_first else True
    if day_first is None:
        day_first = (hints.language or "en").partition("-")[0] not in ("en", "fil", "tl")
    chosen = date(year, second, first) if day_first else date(year, first, second)
    other = date(year, first, second) if day_first else date(year, second, first)
    if hints.latest and chosen > hints.latest >= other:
        chosen, other = other, chosen
    return Day(chosen, other=other if other != chosen else None)


_SHORT_YEAR = 2


def _is_east_asian(language: str | None) -> bool:
    return (language or "").partition("-")[0] in ("zh", "ja", "ko")


_CHINESE = str.maketrans("〇零一二三四五六七八九", "00123456789")


def _chinese_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return int(tens.translate(_CHINESE) or 1) * 10 + int(ones.translate(_CHINESE) or 0)
    return int(text.translate(_CHINESE))


def _east_asian(match: re.Match[str], hints: Hints) -> Day | None:
    month, day = _chinese_number(match["m"]), _chinese_number(match["d"])
    if match["y"] is None:
        if hints.latest is None:
            return None
        found = date(hints.latest.year, month, day)
        return Day(found if found <= hints.latest else found.replace(year=found.year - 1), yearless=True)
    year = 1 if match["y"] == "元" else _chinese_number(match["y"])
    if match["era"]:
        return Day(date(ERA_STARTS[match["era"]] + year, month, day))
    if len(match["y"]) == _MINGUO_DIGITS and match["y"].isdigit():
        return Day(date(minguo_year(year), month, day))
    return Day(date(_year(match["y"]) if len(match["y"]) == 2 and match["y"].isdigit() else year, month, day))


_MINGUO_DIGITS = 3


def _plain(match: re.Match[str], hints: Hints) -> Day | None:
    return Day(date(int(match["y"]), int(match["m"]), int(match["d"])))


_ROMAN = {name: month for month, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), start=1)}


def _roman_month(match: re.Match[str], hints: Hints) -> Day | None:
    return Day(date(int(match["y"]), _ROMAN[match["m"]], int(match["d"])))


Reader = Callable[[re.Match[str], Hints], Day | None]


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_Y4 = r"(?P<y>\d{4})(?!\d)"
# Thai writes short years behind a blank: 17 ต.ค. 69.
_SHORT_THAI = r"(?:(?<=[\u0e00-\u0e7f]\s)|(?<=[\u0e00-\u0e7f]\.\s))\d{2}(?!\.\d)"
_YEAR_END = rf"(?P<y>\d{{4}}|(?<=['/.-])\d{{2}}|{_SHORT_THAI})(?!\d|:\d)"

_ANY = frozenset("0123456789")
_SIGNS = frozenset("./|-")
PATTERNS: tuple[tuple[str, re.Pattern[str], Reader, frozenset[str]], ...] = (
    (
        "year-month-day",
        _compiled(
            r"(?P<y>\d(?<![\d.,/-]\d)(?:\d{3}|\d\d(?=[./-])))\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?!\d)"
        ),
        _numbers,
        _SIGNS,
    ),
    (
        "day-month-year in numbers",
        _compiled(
            r"(?P<a>\d(?<![\d.,/-]\d)\d?)\s?(?P<sep>[./|-])\s?(?P<b>\d{1,2})\s?(?P=sep)\s?"
            # A time of day may stand right behind a short year: 28.09.1912:44.
            r"(?P<y>\d{4}(?!:\d\d)|\d{2}(?!:\d\d))(?:(?![\d])(?![./-]\d)|(?=\d\d:\d\d))"
        ),
        _short,
        _SIGNS,
    ),
    (
        "east asian",
        _compiled(
            r"(?:(?P<era>令和|平成|昭和|中華民國|民國|民国)\s?)?(?:(?P<y>\d{4}|\d{1,3}|元|[〇零一二三四五六七八九]{4})\s?[年년]\s?)?"
            r"(?<!\d)(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월]\s?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日일號号]"
        ),
        _east_asian,
        frozenset("月월"),
    ),
    (
        "roman month",
        _compiled(
            r"(?P<d>\d(?<![\d.,:/]\d)\d?)[\s./-]{1,2}(?P<m>(?-i:[IVX]{1,4}))[\s./-]{1,2}(?P<y>(?:19|20)\d\d)(?!\d)"
        ),
        _roman_month,
        frozenset("IVX"),
    ),
    (
        "vietnamese",
        _compiled(r"(?P<d>\d(?<!\d\d)\d?)\s+(?:tháng|thg|tháng)\s*(?P<m>\d{1,2})(?:\s+năm|,)?\s+" + _Y4),
        _plain,
        frozenset("tT"),
    ),
    (
        "mongolian",
        _compiled(
            r"(?P<y>\d(?<!\d\d)\d{3})\s+оны?\s+(?P<m>\d{1,2})\s?(?:-р|дугаар|дүгээр)?\s?сарын\s+(?P<d>\d{1,2})"
        ),
        _plain,
        frozenset("сС"),
    ),
    (
        "day month-name year",
        _compiled(
            rf"(?P<d>\d(?<![\d.,:/]\d)\d?)\s?{_ORDINAL}?{_GAP}{{0,3}}{_OF}?(?P<m>{_MONTH}){_TWIN}"
            rf"[\s.,/'-]{{0,4}}{_OF_YEAR}?'?{_YEAR_END}"
        ),
        _day_month_year,
        _ANY,
    ),
    (
        "month-name day year",
        _compiled(
            rf"{_MONTH_FIRST}{_GAP}{{0,3}}(?P<d>\d{{1,2}}){_ORDINAL}?(?:[\s.,/-]{{1,4}}){_OF_YEAR}?'?{_YEAR_END}"
        ),
        _day_month_year,
        _ANY,
    ),
    (
        "month-name day year without a gap",
        _compiled(rf"{_MONTH_FIRST}{_GAP}{{0,2}}(?P<d>\d{{1,2}})(?P<y>20\d\d)(?!\d)"),
        _day_month_year,
        _ANY,
    ),
    (
        "month-name day clock year",
        _compiled(
            rf"{_MONTH_FIRST}\s+(?P<d>\d{{1,2}}),?\s+(?:at\s+)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?"
            rf"\s?(?:[a-z]{{2,4}}\s|[+-]\d{{4}}\s)?\s?{_Y4}"
        ),
        _day_month_year,
        frozenset(":"),
    ),
    (
        "year month-name day",
        _compiled(
            rf"(?P<y>\d(?<!\d\d)\d{{3}})(?:[\s.,-]{{0,3}}(?:m|ko|eko|წლის|г)(?!{_LETTER})\.?)?{_GAP}{{0,3}}(?P<m>{_MONTH}){_GAP}{{0,3}}(?P<d>\d{{1,2}})(?![\d:])"
        ),
        _day_month_year,
        _ANY,
    ),
    (
        "year day month-name",
        _compiled(
            rf"(?P<y>\d(?<!\d\d)\d{{3}})\.?\s?(?:gada|жылғы|жылдын|йил)?,?\s?(?P<d>\d{{1,2}})\.?[\s-]{{1,2}}(?P<m>{_MONTH})"
        ),
        _day_month_year,
        _ANY,
    ),
    (
        "eight digits",
        _compiled(
            r"(?P<y>1(?<![\d.,/:-]1)9[89]\d|2(?<![\d.,/:-]2)0[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
        ),
        _plain,
        _ANY,
    ),
    (
        "day month-name",
        _compiled(
            rf"(?P<d>\d(?<![\d.,:/]\d)\d?)\s?{_ORDINAL}?{_GAP}{{0,3}}{_OF}?(?P<m>{_MONTH})(?!{_LETTER})"
        ),
        _day_month,
        _ANY,
    ),
    (
        "month-name day",
        _compiled(rf"{_MONTH_FIRST}\.?\s(?P<d>\d{{1,2}}){_ORDINAL}?(?![\d:%])(?!\.\d)"),
        _day_month,
        _ANY,
    ),
)
"""Name, pattern, reader, and the characters of which a text must have one to be searched at all.

In the order in which they are tried; a later one never takes characters of an earlier one."""


def read_day(reader: Reader, match: re.Match[str], hints: Hints) -> Day | None:
    """The day of a match, or None where its numbers are no day of any calendar."""
    try:
        return reader(match, hints)
    except (ValueError, OverflowError, KeyError):
        return None
