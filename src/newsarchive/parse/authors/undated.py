"""Texts of bylines without the dates that stand in them."""

from __future__ import annotations

import re

from newsarchive.parse.dates.fold import fold
from newsarchive.parse.dates.months import is_month
from newsarchive.parse.dates.weekdays import WEEKDAYS

_AROUND_DATES = frozenset(
    """on at am pm a.m p.m um uhr vor le à il alle ore el den de del la las prije ago hours hour minutes minute min mins read vom seit h
    updated published posted last first zuletzt aktualisiert veröffentlicht erstellt geändert zuerst publié publiée mis jour modifié
    publicado actualizado pubblicato aggiornato gepubliceerd publisert publicerad oppdatert опубликовано обновлено est edt hst gmt utc bst
    cet cest ist stunden stunde tagen tage minuten heures horas meinungen kommentare et pt pst pdt st nd rd th und · - – | am: • kl clock o'clock stand vom""".split()
)
"""Words that belong to a date when they stand at one."""
_PUNCTUATION = ".,;:()[]"
_BARS = re.compile(r"\s*[|•·]\s*")


def undated(text: str) -> str:
    """A text without those of its parts between bars that tell a date and no name."""
    if not any(map(str.isdigit, text)) or _BARS.search(text) is None:
        return text
    return " | ".join(part for part in _BARS.split(text) if not _tells_date(part)) or text


def _tells_date(part: str) -> bool:
    """Whether a digit stands in a text, and no more than one word ahead of it that can be of a name."""
    digit = next((at for at, char in enumerate(part) if char.isdigit()), None)
    words = part[:digit].split() if digit is not None else ()
    named = [word for word in words if not word[:1].islower() and not is_date_word(word)]
    return digit is not None and len(named) <= 1


_NUMBER = re.compile(r"\d[\d.:,/年月日\-]*[a-zº]{0,2}[\d:.]*")


def without_dates(text: str) -> str:
    """A text with each date, and the words around it that belong to it, as a bar."""
    if not any(map(str.isdigit, text)):
        return text
    words = text.split()
    bare = [fold(word).casefold().strip(_PUNCTUATION) for word in words]
    dated = [_NUMBER.fullmatch(word) is not None for word in bare]
    # A number at the start of a name is no date: "20 Minuten".
    named = len(words) == 2 and words[0].isdigit() and not is_month(bare[1])
    if named or not any(dated):
        return text
    for step in (1, -1):
        order = range(len(words)) if step > 0 else range(len(words) - 1, -1, -1)
        for at in order:
            before = at - step
            if 0 <= before < len(words) and dated[before] and not dated[at]:
                dated[at] = bare[at] in _AROUND_DATES or not bare[at] or is_date_word(bare[at])
    kept: list[str] = []
    for at, word in enumerate(words):
        if not dated[at]:
            kept.append(word)
        elif dated[at - 1 : at] != [True]:
            kept.append("|")
    return " ".join(kept)


def is_date_word(word: str) -> bool:
    """Whether a text is nothing but the name of a month or a day of the week."""
    if " " in word:
        return False
    bare = word.casefold().strip(_PUNCTUATION)
    return bare in WEEKDAYS or is_month(bare)
