"""Text cut into search tokens: the same on both databases, because it is done here.

A token is a word: letters and digits, in lower case, accents taken off, compatibility forms and
digits of other scripts in their plain spelling (Unicode NFKC, UAX 15). Scripts that put no spaces
between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) become overlapping pairs of
characters, and the last character of a run alone: at each character of the text exactly one token
begins with it, so that a search for any piece of the run is a search for adjacent tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 64
"""Characters of a token that count. PostgreSQL takes at most 2,046 bytes."""

_MARK_BLOCKS = ((0x0300, 0x1E00), (0x20D0, 0x2100), (0x302A, 0x309B), (0xA66F, 0xAC00), (0xFE20, 0xFE30))


def _marks(blocks: Iterable[tuple[int, int]] = _MARK_BLOCKS, kinds: tuple[str, ...] = ("Mn", "Mc")) -> str:
    """Combining marks (Unicode categories Mn and Mc) as a regex class: Python's `\\w` leaves them out."""
    marks = [
        code
        for first, last in blocks
        for code in range(first, last)
        if unicodedata.category(chr(code)) in kinds
    ]
    parts, start = [], marks[0]
    for code, following in zip(marks, [*marks[1:], -1], strict=True):
        if following != code + 1:
            parts.append(f"{chr(start)}-{chr(code)}")
            start = following
    return "".join(parts)


_WORD = re.compile(rf"[^\W_][\w{_marks()}]*(?<!_)|[^\W_]")
_ASCII_WORD = re.compile("[A-Za-z0-9]+")
# What the same does to ASCII, without cutting it: lower case, a space for all that is no letter or digit.
_ASCII_LINE = "".join(c.lower() if c.isalnum() else " " for c in map(chr, range(128)))
# What stands between words in texts that are otherwise ASCII: none of it is part of a token.
_PRINTERS_MARKS = "’“”‘„‚–—…\u00a0•€"

_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


def _plain_latin(code: int) -> int:
    """The letter or digit that a character of ISO 8859-1 is without case and accent, or a space."""
    letter = unicodedata.normalize("NFKD", chr(code).lower().translate(_SPECIAL))[0]
    return ord(letter) if letter.isascii() and letter.isalnum() else ord(" ")


# The same for the letters of Western Europe, a byte each. Figures above the line and such go the long way.
_LATIN_LINE = bytes(map(_plain_latin, range(256)))
# The same with line ends as they are.
_LATIN_LINES = _LATIN_LINE[:10] + b"\n" + _LATIN_LINE[11:]
LATIN_OTHERS = "ªº²³¹¼½¾µ".encode("latin-1")
"""Characters of ISO 8859-1 that are letters and digits in other spellings (Unicode NFKC)."""
_LATIN_LONG = LATIN_OTHERS + b"_"
_LATIN_PAIRS = ((b"\xdf", b"ss"), (b"\xe6", b"ae"), (b"\xc6", b"ae"), (b"\xfe", b"th"), (b"\xde", b"th"))
"""ß, æ, Æ, þ and Þ."""
_UNSPACED = re.compile(
    "[々〆〇\u0e00-\u0e4f\u0e80-\u0ecf\u1000-\u103f\u1050-\u108f\u1780-\u17df"
    "\u3041-\u309f\u30a1-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_ALPHABETS_END = 0x0780
"""Up to here (Latin, Greek, Cyrillic, Hebrew, Arabic) marks on letters are accents and are taken off;
beyond, they are vowels that make the word."""
_ACCENTS = re.compile(f"[{_marks(((0, _ALPHABETS_END),), ('Mn',))}]+")
_OTHER_DIGITS = re.compile(r"[^\D0-9]")


class Token(NamedTuple):
    """A token and where its characters are in the text."""

    text: str
    start: int
    end: int


class Piece(NamedTuple):
    """A word, or a run of a script without spaces, after folding."""

    text: str
    unspaced: bool
    at: int
    """Where it begins in the folded word."""


def fold(text: str) -> str:
    """Text without case, accents and compatibility forms."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text)
    if _is_of_alphabets(text) and not _OTHER_DIGITS.search(text):
        return _ACCENTS.sub("", text).translate(_SPECIAL)
    kept: list[str] = []
    base = ""
    for char in text:
        if unicodedata.category(char) == "Mn":
            if base and ord(base) >= _ALPHABETS_END:
                kept.append(char)
            continue
        base = char
        digit = unicodedata.decimal(char, None)
        kept.append(char if digit is None else str(digit))
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SPECIAL)


def _is_of_alphabets(text: str) -> bool:
    return ord(max(text, default="\0")) < _ALPHABETS_END


@lru_cache(maxsize=65536)
def pieces(word: str) -> tuple[Piece, ...]:
    """What a word of the text comes to: mostly one piece."""
    if word.isascii():
        return tuple(
            Piece(part.group().lower()[:LONGEST], False, part.start())
            for part in re.finditer(r"[^\W_]+", word)
        )
    found: list[Piece] = []
    folded = fold(word)
    if folded.isalnum() and _is_of_alphabets(folded):
        return (Piece(folded[:LONGEST], False, 0),)
    for part in _WORD.finditer(folded):
        text, at = part.group().replace("_", ""), part.start()
        done = 0
        for run in _UNSPACED.finditer(text):
            if run.start() > done:
                found.append(Piece(text[done : run.start()][:LONGEST], False, at + done))
            found.append(Piece(run.group(), True, at + run.start()))
            done = run.end()
        if done < len(text):
            found.append(Piece(text[done:][:LONGEST], False, at + done))
    return tuple(found)


def pairs(run: str) -> list[str]:
    """A run of a script without spaces as overlapping pairs, and its last character."""
    return [run[index : index + 2] for index in range(len(run))]


@lru_cache(maxsize=65536)
def _token_texts(word: str) -> tuple[str, ...]:
    texts: list[str] = []
    for piece in pieces(word):
        texts += pairs(piece.text) if piece.unspaced else [piece.text]
    return tuple(texts)


def words(text: str) -> list[str]:
    """The words of a text as written, before folding."""
    return _WORD.findall(text)


def token_texts(text: str) -> list[str]:
    """All tokens of a text, in order."""
    if text.isascii():
        return [word[:LONGEST] for word in _ASCII_WORD.findall(text.lower())]
    found: list[str] = []
    for word in _WORD.findall(text):
        found += _token_texts(word)
    return found


def plain_marks(text: str) -> str:
    """The text with a space for each quotation mark, dash and the like that is not ASCII: the same words."""
    if not text.isascii():
        for mark in _PRINTERS_MARKS:
            text = text.replace(mark, " ")
    return text


def token_line(text: str) -> str:
    """All tokens of a text, in order, with spaces between them: one or more."""
    text = plain_marks(text)
    if text.isascii():
        line = text.translate(_ASCII_LINE)
        if not _has_long_word(line):
            return line
    elif (latin := _latin_line(text)) is not None:
        return latin
    return " ".join(map(_LINES.__getitem__, text.split()))


def token_lines(text: str) -> list[str] | None:
    """The token line of each line of a text of `plain_marks`, all at once.

    None for a text that has other letters than those of Western Europe, the few that are spelled otherwise,
    or a word that is cut: its lines are to be asked for one by one.
    """
    data = latin_bytes(text, _LATIN_LONG)
    if data is None:
        return None
    if not text.isascii():
        for letter, pair in _LATIN_PAIRS:
            data = data.replace(letter, pair)
    lines = data.translate(_LATIN_LINES).decode("ascii")
    return None if _has_long_word(lines.replace("\n", " ")) else lines.split("\n")


def latin_bytes(text: str, others: bytes) -> bytes | None:
    """A text as bytes in ISO 8859-1; None where it has other letters, or one of `others`."""
    try:
        data = text.encode("latin-1")
    except UnicodeEncodeError:
        return None
    return data if len(data.translate(None, others)) == len(data) else None


def _latin_line(text: str) -> str | None:
    """The token line of a text all of whose words are spelled in Western European letters, or None."""
    data = latin_bytes(text, _LATIN_LONG)
    if data is None:
        return None
    for letter, pair in _LATIN_PAIRS:
        data = data.replace(letter, pair)
    line = data.translate(_LATIN_LINE).decode("ascii")
    return None if _has_long_word(line) else line


class _Lines(dict[str, str]):
    """The token line of each piece of text between two spaces; those met so far are remembered."""

    def __missing__(self, piece: str) -> str:
        line = " ".join(token_texts(piece))
        if len(piece) <= LONGEST:  # in scripts without spaces a piece is a sentence, which comes once
            if len(self) >= _MOST_PIECES:
                self.clear()
            self[piece] = line
        return line


_LINES = _Lines()
_MOST_PIECES = 65_536
"""15 MB."""


def _has_long_word(line: str) -> bool:
    """Whether more than `LONGEST` characters stand without a space: asked by leaping from space to space."""
    start = 0
    while len(line) - start > LONGEST:
        space = line.rfind(" ", start, start + LONGEST + 1)
        if space < 0:
            return True
        start = space + 1
    return False


def tokens(text: str) -> Iterator[Token]:
    """All tokens of a text with their places: character offsets into the text as given."""
    if text.isascii():  # nothing to fold but case
        for found in _ASCII_WORD.finditer(text):
            yield Token(found[0].lower()[:LONGEST], found.start(), min(found.end(), found.start() + LONGEST))
        return
    for word in _WORD.finditer(text):
        start, end = word.span()
        same_length = len(fold(word.group())) == end - start
        for piece in pieces(word.group()):
            if not same_length:
                for part in pairs(piece.text) if piece.unspaced else [piece.text]:
                    yield Token(part, start, end)
            elif piece.unspaced:
                for index, pair in enumerate(pairs(piece.text)):
                    at = start + piece.at + index
                    yield Token(pair, at, at + len(pair))
            else:
                at = start + piece.at
                yield Token(piece.text, at, min(at + len(piece.text), end))
