"""Whether a printed text names a year: a quick look at every run of a page before its dates are read."""

from __future__ import annotations

import re

LONG = 160
"""Characters of a text that can be a date line; a longer one is prose."""
_DIGIT = re.compile(r"\d")
# A year in any of the scripts and calendars read, or a short year at the end of a date in numbers.
# One set of characters stands first, which is looked for quickly; what must stand before is asked behind it.
YEAR = re.compile(
    r"[\d〇零一二’'‘](?:"
    r"(?:(?<=1)[934]|(?<=2)[05]|(?<=১)৯|(?<=१)९|(?<=[২२٢۲૨੨௨౨೨൨၂២໒])[০०٠۰૦੦௦౦೦൦၀០໐]|(?<=۱)[۳۴]|(?<=๒)๕"
    r"|(?<=[〇零一二])[〇零一二])(?<!\d..)[\d〇零一二三四五六七八九]{2}(?!\d)"
    r"|(?<=\d)(?:\s?[年년]|[./-]\d\d?[./-]\d\d(?!\d(?!\d:\d))|\s\|\s\d)"
    r"|(?<=[’'‘])\d\d(?!\d))"
)
_NUMERAL = re.compile(r"[〇零一二]")


def names_year(text: str, below: int) -> bool | None:
    """Whether a text names a year; None where it has no digit, is prose without a year, or too long."""
    if len(text) > LONG:
        return True if len(text) < below and YEAR.search(text) else None
    if len(text) >= below:
        return None
    digit = _DIGIT.search(text)
    # Ahead of the first digit only a year in numerals can begin.
    if _NUMERAL.search(text):
        return YEAR.search(text) is not None or (None if digit is None else False)
    return None if digit is None else YEAR.search(text, max(digit.start() - 1, 0)) is not None
