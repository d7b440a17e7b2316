"""How a printed word becomes a month number."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from newsarchive.parse.dates.month_names import GREGORIAN, JALALI


class Month(NamedTuple):
    """A month of one calendar."""

    number: int
    jalali: bool = False


_ARABIC_FORMS = str.maketrans("يىكۍ", "ییکی")
# Combining accents, the hamza and madda of Arabic, the nukta of Devanagari and Gurmukhi: spellings
# with and without them mean the same month.
_DROPPED = frozenset([*range(0x300, 0x370), *range(0x64B, 0x660), 0x670, 0x640, 0x93C, 0xA3C, 0x200C, 0x200D])


def key(word: str) -> str:
    """The spelling of a word that all its variants share: no case, no accents, no dots."""
    if word.isascii():
        return word.lower().strip(".'")
    plain = unicodedata.normalize("NFKD", word.casefold()).translate(_ARABIC_FORMS)
    kept = "".join(char for char in plain if ord(char) not in _DROPPED)
    return kept.replace("ı", "i").replace("\u00a0", " ").strip(".'’׳״॰")


def _table() -> dict[str, dict[Month, tuple[str, ...]]]:
    table: dict[str, dict[Month, tuple[str, ...]]] = {}

    def enter(names: str, language: str, jalali: bool) -> None:
        for number, forms in enumerate(names.split(" | "), start=1):
            for form in forms.split():
                months = table.setdefault(key(form.replace("_", " ")), {})
                month = Month(number, jalali)
                months[month] = (*months.get(month, ()), language)

    for language, names in GREGORIAN.items():
        enter(names, language, jalali=False)
    for names in JALALI:
        enter(names, "fa", jalali=True)
    return table


_MONTHS = _table()
_LONGEST = max(map(len, _MONTHS))
_ENDING = 5
"""How many letters of inflection may follow a month name of five letters or more."""


def is_month(word: str) -> bool:
    """Whether a word is the name of a month in any language, letter by letter."""
    return key(word) in _MONTHS


def month_of(word: str, language: str | None = None) -> Month | None:
    """The month that a word names, or None.

    Where two languages disagree (`listopad` is October in Croatian, November in Polish) the
    page's `language` decides, else the reading of more languages.
    """
    wanted = key(word)
    if len(wanted) < 2 or len(wanted) > _LONGEST + _ENDING:
        return None
    found = _MONTHS.get(wanted)
    if found is None:
        for length in range(len(wanted) - 1, max(4, len(wanted) - _ENDING - 1), -1):
            found = _MONTHS.get(wanted[:length])
            if found is not None:
                break
        else:
            return None
    if len(found) == 1:
        return next(iter(found))
    primary = (language or "").lower().partition("-")[0]
    for month, languages in found.items():
        if primary in languages:
            return month
    return max(found, key=lambda month: len(found[month]))
