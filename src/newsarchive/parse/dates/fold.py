"""One-to-one folding of the characters that dates are printed with.

Each character becomes exactly one other, so that positions in the folded text are positions in
the printed text.
"""

from __future__ import annotations

_ZEROS = (
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0,
    0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0xFF10,
)  # fmt: skip
"""Code points of the digit zero: Arabic, Persian, NKo, the scripts of India, Thai, Lao, Burmese, …"""


def _table() -> dict[int, str]:
    table = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    for (
        char
    ) in "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000":
        table[ord(char)] = " "
    for char in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u00ad":
        table[ord(char)] = " "
    table.update({ord(a): b for a, b in zip("：．，、،／－−‐‑–—’‘ʼ؍", ":.,,,/------'''/", strict=True)})
    return table


_FOLDED = _table()


def fold(text: str) -> str:
    """`text` with ASCII digits, plain spaces and plain punctuation; same length."""
    return text if text.isascii() else text.translate(_FOLDED)


def has_digit(text: str) -> bool:
    """Whether a date could stand in the text at all."""
    return any(char.isdigit() for char in text)
