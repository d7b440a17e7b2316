"""Bytes to text: byte order mark, header, meta declaration, then the bytes themselves.

The order follows the WHATWG encoding sniffing, with one difference that real archives need:
bytes that are valid UTF-8 and hold at least one multi-byte character are UTF-8, whatever
header and page claim. No other encoding produces such bytes by chance.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from newsarchive.parse.code_pages import code_page_by_language

SNIFFED = 64 * 1024
"""Bytes looked at when an encoding has to be guessed or a declaration found."""

_META = re.compile(rb"""<meta\b[^>]{0,400}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w:.-]{2,40})["']""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)

# WHATWG: browsers read these labels as the larger set, so pages are written against it.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "hz": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
    "big5": "big5hkscs",
}
_ALIASES = {
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "x-gbk": "gb18030",
    "x-euc-jp": "euc_jp",
    "ks_c_5601-1987": "cp949",
    "windows-949": "cp949",
    "x-mac-cyrillic": "mac_cyrillic",
    "unicode": "utf-16-le",
    "utf8mb4": "utf-8",
    "x-user-defined": "cp1252",
    "dos-874": "cp874",
    "windows-874": "cp874",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as text in UTF-8 bytes, and how that was found out."""

    utf8: bytes
    encoding: str
    """Python's name of the encoding that was read."""
    rule: str
    """`bom`, `utf-8-valid`, `ascii`, `header`, `meta`, `guess` or `repair`."""
    replaced: int = 0
    """Characters that could not be read and became U+FFFD."""


def decode(data: bytes, content_type: str | None = None) -> Decoded:
    """Page bytes (content codings off) as UTF-8.

    `content_type` is the Content-Type field of the answer, when there was one. Never raises:
    what cannot be read becomes U+FFFD and is counted.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _strict_or_replaced(data[len(mark) :], name, "bom")
    if data.isascii():
        return _ascii(data, content_type)
    utf16 = _unmarked_utf16(data)
    if utf16:
        return _strict_or_replaced(data, utf16, "guess")
    try:
        data.decode("utf-8")
        return Decoded(data, "utf-8", "utf-8-valid")
    except UnicodeDecodeError:
        pass
    named = [(lookup(label), rule) for label, rule in declared(data, content_type)]
    for encoding, rule in named:
        if encoding == "utf-8":
            repaired = _damaged_utf8(data)
            if repaired:
                return repaired
        elif encoding and (found := _if_plausible(data, encoding, rule)):
            return found
    return _damaged_utf8(data) or _guess(data, [name for name, _ in named if name])


def declared(data: bytes, content_type: str | None) -> list[tuple[str, str]]:
    """The encodings that header and page name, as (label, rule), the header's first."""
    found = []
    if content_type and (match := _HEADER.search(content_type)):
        found.append((match[1], "header"))
    head = data[:SNIFFED]
    for pattern in (_META, _XML):
        if hit := pattern.search(head):
            found.append((hit[1].decode("ascii", "replace"), "meta"))
    return found


def lookup(label: str) -> str | None:
    """Python's codec for an encoding label as pages write it, or None."""
    label = label.strip().lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, ValueError):
        return None
    try:
        b"x".decode(name, "ignore")  # an empty value is not even looked up
    except (LookupError, UnicodeError):  # hex, rot13 and the like are codecs, but not of text
        return None
    return (
        None
        if name
        in (
            "idna",
            "punycode",
            "unicode-escape",
            "raw-unicode-escape",
            "unicode_escape",
            "raw_unicode_escape",
            "undefined",
        )
        else _WIDER.get(name, name)
    )


def _ascii(data: bytes, content_type: str | None) -> Decoded:
    """Seven-bit bytes: ISO-2022-JP and UTF-7 hide in them, everything else is itself."""
    if b"\x1b$" in data[: 4 * SNIFFED]:
        return _strict_or_replaced(data, "iso2022_jp_ext", "guess")
    return Decoded(data, "ascii", "ascii")


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:512]
    if head[1::2].count(0) > len(head) // 4 and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4 and head[1::2].count(0) == 0:
        return "utf-16-be"
    return None


def _strict_or_replaced(data: bytes, name: str, rule: str) -> Decoded:
    text = data.decode(name, "replace")
    return Decoded(text.encode("utf-8", "replace"), name, rule, text.count("\ufffd"))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few broken places: cut in the middle, or a legacy snippet pasted in."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    multibyte = len(data) - len(text)
    if broken * 8 > multibyte:
        return None
    return Decoded(text.encode("utf-8"), "utf-8", "repair", broken)


def _if_plausible(data: bytes, name: str, rule: str) -> Decoded | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        if text.count("\ufffd") * 200 > len(text) - text.count(" "):
            return None
    sample = _sample(data)
    if name in _SINGLE_BYTE and _oddness(sample.decode(name, "replace"), name) > 0.35:
        return None
    return Decoded(text.encode("utf-8", "replace"), name, rule, text.count("\ufffd"))


_SINGLE_BYTE = frozenset({"cp1252", "cp1250", "cp1254", "iso8859-15", "iso8859-2", "mac-roman", "cp850"})
_CANDIDATES = (
    "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949",
    "cp1252", "cp1251", "koi8-u", "cp1254", "cp1257", "cp1250", "iso8859-2", "cp1255", "cp1253", "cp1256", "cp874", "iso8859-5",
)  # fmt: skip
_LATIN = {
    "cp1254": "äöüçğışâîûİé",
    "cp1257": "ąčęėįšųūžāēģīķļņõäöü",
    "cp1250": "áéíóúýčďěňřšťůžäöüßôľĺŕőűăâîşţșțąćęłńśźżđ",
    "iso8859-2": "áéíóúýčďěňřšťůžäöüßôľĺŕőűăâîşţșțąćęłńśźżđ",
}
"""Letters of the languages that a code page for Latin letters was made for."""
_LATIN_PAGES = frozenset(("cp1252", *_LATIN))
_WESTERN = "äöüßéèàçñóíáúãõêâîôûëïåøæœìòù"
_OTHERS = re.compile("[’‘“”–—«»…°© ]|[а-яёіїєґў]|[α-ωά-ώ]|[\u05d0-\u05ea]|[\u0621-\u064a]|[\u0e01-\u0e4e]")
"""What is common in texts of any code page: signs, and the letters of other scripts."""
_COMMON_CJK = re.compile("[\u4e00-\u9fff\u3040-\u30ff\uac00-\ud7a3\u3000-\u3002\uff01-\uff5e]")


def _sample(data: bytes) -> bytes:
    """The lines that hold bytes above 127, up to 16 KB: that is where encodings differ.

    Of a line, such as a whole page in one, what stands long before the first of these is left out.
    """
    lines = data[: 16 * SNIFFED].split(b"\n", 20_000)
    high = [line[max(0, found.start() - _BEFORE) :] for line in lines if (found := _HIGH.search(line))]
    return b"\n".join(high)[: SNIFFED // 4]


_HIGH = re.compile(rb"[\x80-\xff]")
_BEFORE = 1_000


def _oddness(text: str, name: str) -> float:
    """Share of the non-ASCII characters that running text in the encoding would hardly hold."""
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    letters = _LATIN.get(name, _WESTERN)
    common = sum(
        [
            char in letters or char.lower() in letters or _OTHERS.match(char.lower()) is not None
            for char in high
        ]
    )
    return 1 - (common - len(_MIXED.findall(text)) - _missing_vowels(text)) / len(high)


# Two scripts in one word: a name in Latin letters with an ending happens, but not in every word.
_MIXED = re.compile(
    "[A-Za-z][Ѐ-ӿΆ-ώ\u0590-\u06ff\u0e01-\u0e5b]|[Ѐ-ӿΆ-ώ\u0590-\u06ff\u0e01-\u0e5b][A-Za-z]"
    "|ς[α-ω]|[a-z][À-Þ]|[а-я][А-Я]|[À-ÿ]{3}"
)


def _missing_vowels(text: str) -> float:
    """How many vowels and small letters a Cyrillic text lacks: read from another table, it has few."""
    letters = len(_CYRILLIC.findall(text))
    capitals = len(_CAPITALS.findall(text))
    return max(0.0, letters * _LEAST_VOWELS - len(_VOWELS.findall(text))) + (
        letters * _SHOUTED if capitals * 2 > letters else 0.0
    )


_CYRILLIC = re.compile("[Ѐ-ӿ]")
_CAPITALS = re.compile("[Ѐ-Я]")
_VOWELS = re.compile("[аеёиоуъыэюяєіїАЕЁИОУЪЫЭЮЯЄІЇ]")
_LEAST_VOWELS = 0.35
_SHOUTED = 0.03


def _guess(data: bytes, hints: list[str]) -> Decoded:
    """The encoding under which the high bytes make the likeliest text."""
    sample = _sample(data)
    best_name, best = "cp1252", 99.0
    for name in dict.fromkeys([*hints, *_CANDIDATES]):
        text = sample.decode(name, "replace")
        high = [char for char in text if char > "\x7f"]
        if not high:
            continue
        bad = text.count("\ufffd") * 4 / len(high)
        if name in ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"):
            odd = 1 - sum(1 for char in high if _COMMON_CJK.match(char)) / len(high)
            odd += _rare_cjk(high, name)
        else:
            odd = _oddness(text, name)
        odd += bad - (0.05 if name in hints else 0.0)
        if odd < best - 1e-9:
            best_name, best = name, odd
    if best_name in _LATIN_PAGES:
        best_name = code_page_by_language(data[:SNIFFED], sample) or best_name
    return _strict_or_replaced(data, best_name, "guess")


def _rare_cjk(high: list[str], name: str) -> float:
    """Bytes read in the wrong East Asian encoding give characters from the far end of the tables."""
    ideographs = [char for char in high if "\u4e00" <= char <= "\u9fff"]
    kana = sum(1 for char in high if "\u3040" <= char <= "\u30ff")
    hangul = sum(1 for char in high if "\uac00" <= char <= "\ud7a3")
    total = len(high)
    if name in ("cp932", "euc_jp"):
        return 0.0 if kana > 0.2 * total else 0.5
    if name == "cp949":
        return 0.0 if hangul > 0.5 * total else 0.5
    frequent = sum(1 for char in ideographs if char in _FREQUENT)
    return 0.3 if frequent < 0.08 * max(1, len(ideographs)) else 0.0


_FREQUENT = frozenset(
    "的一是不在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年这這個們來為國說時會對於學後過"
)
