"""Which code page a text in Latin letters was written in, where nobody says: the one that its language needs.

Code pages for Latin letters give letters for almost every byte, so that letters alone tell little; which language
it is shows in words without a mark on any letter, and these are the same in all of them.
"""

from __future__ import annotations

import re

from newsarchive.parse.language_words import language_of_words

_WESTERN = ("cp1252",)
_CENTRAL = ("cp1250", "iso8859-2")
_TURKISH = ("cp1254",)
_BALTIC = ("cp1257", "iso8859-13", "iso8859-4")
_PAGES = {
    "en": (_WESTERN, "éèçñöüï£"),
    "de": (_WESTERN, "äöüßé"),
    "fr": (_WESTERN, "àâæçéèêëîïôœùûüÿ"),
    "es": (_WESTERN, "áéíóúñü¡¿ºª"),
    "ca": (_WESTERN, "àçéèíïóòúü"),
    "gl": (_WESTERN, "áéíóúñü"),
    "it": (_WESTERN, "àèéìíòóùú"),
    "pt": (_WESTERN, "áâãàçéêíóôõúüºª"),
    "nl": (_WESTERN, "éèëïóöü"),
    "af": (_WESTERN, "éèêëîïôû"),
    "sv": (_WESTERN, "åäöéü"),
    "da": (_WESTERN, "æøåéü"),
    "no": (_WESTERN, "æøåéòôü"),
    "is": (_WESTERN, "áðéíóúýþæö"),
    "fi": (_WESTERN, "äöåé"),
    "sq": (_WESTERN, "ëç"),
    "et": (("cp1257", "cp1252"), "äõöüšž"),
    "lv": (_BALTIC, "āčēģīķļņšūž"),
    "lt": (_BALTIC, "ąčęėįšųūž"),
    "hu": (_CENTRAL, "áéíóöőúüű"),
    "cs": (_CENTRAL, "áčďéěíňóřšťúůýž"),
    "sk": (_CENTRAL, "áäčďéíĺľňóôŕšťúýž"),
    "pl": (_CENTRAL, "ąćęłńóśźż"),
    "sl": (_CENTRAL, "čćšžđ"),
    "sh": (_CENTRAL, "čćđšž"),
    "ro": (_CENTRAL, "ăâîşţ"),
    "tr": (_TURKISH, "çğıöşüâîû"),
}
"""The code pages that a language is written in, the likeliest first, and its letters beyond ASCII."""
_SIGNS = frozenset("’‘“”„–—«»…•°©®·€§´\u00a0\u00ad")
_MARKUP = re.compile(r"<[^<>]{0,2000}>|&#?\w{1,10};")
_SCRIPT = re.compile(r"<(/?)(?:script|style)\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4_000
_ODD = 0.25
"""Share of its letters beyond ASCII that a language may have from others: names, and what is no text."""


def code_page_by_language(start: bytes, high: bytes) -> str | None:
    """Python's codec for a text in Latin letters; None where the language can't be told, or no code page fits.

    Args:
        start: where the page begins, whose words tell the language.
        high: lines of the page with bytes above 127.
    """
    text = _MARKUP.sub(" ", _without_scripts(start.decode("cp1252", "replace")))
    language = language_of_words([word.lower() for word in _WORD.findall(text)[:_MOST_WORDS]])
    if language not in _PAGES:
        return None
    pages, letters = _PAGES[language]
    odd = {page: _foreign(high, page, letters) for page in pages}
    best = min(odd, key=lambda page: odd[page])  # the first of equal ones
    return best if odd[best] <= _ODD else None


def _without_scripts(text: str) -> str:
    first, *rest = _SCRIPT.split(text)
    # By turns: the slash of an end tag, or nothing, and what stands behind the tag's name.
    return " ".join([first, *[behind for slash, behind in zip(rest[::2], rest[1::2], strict=True) if slash]])


def _foreign(sample: bytes, page: str, letters: str) -> float:
    """Share of the characters beyond ASCII that are none of the language's letters; 1 where there are none."""
    high = [char for char in sample.decode(page, "replace").lower() if char > "\x7f" and char not in _SIGNS]
    return sum(char not in letters for char in high) / len(high) if high else 1.0
