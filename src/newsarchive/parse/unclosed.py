"""Marks of type that are never closed, which the C parser builds again in every paragraph.

What is marked bold or set in a font stays so until it is closed: of the elements b, font and their like that
are open when a box ends, the HTML standard has new ones made in the next (13.2.4.3, "reconstruct the active
formatting elements"). At most three alike are, so that real pages, which forget to close one or the other,
cost nothing. Three thousand paragraphs that each begin with another font are four million elements.
"""

from __future__ import annotations

import re

_NAMES = rb"b|big|code|em|font|i|s|small|strike|strong|tt|u"
"""The formatting elements of the standard but for a and nobr, of which each closes the one before."""
_OPEN_OR_CLOSE = re.compile(rb"<(/?)(?:" + _NAMES + rb")(?=[\s/>])", re.I)
_ATTRIBUTES = rb"""(?:[^>"']++|"[^"]{0,200}+"|'[^']{0,200}+'|["'])*+"""
_TAG = re.compile(rb"<(/?)(?:(" + _NAMES + rb")(?=[\s/>])(" + _ATTRIBUTES + rb")|[a-z])", re.I)
"""A tag. The groups: it closes, the name of a formatting element, its attributes."""
_FORMATTING = re.compile(rb"</?(?:" + _NAMES + rb")(?=[\s/>])" + _ATTRIBUTES + rb">?", re.I)
_WINDOW, _STRIDE = 1_024, 24 * 1_024
"""Bytes that are looked at, and of which they are the share: to count all would take a tenth of the whole parse."""
_MORE = 8
"""So many more open than are closed in all that is looked at: real pages stay below."""
_ALIKE = 3
"""Elements alike that are built again."""
_SOME_AGAIN, _MOST_AGAIN = 200_000, 2_000_000
"""Elements that may be built again in a small page, and in any: a million take half a gigabyte and a second or two."""


def many_unclosed(data: bytes, thorough: bool) -> bool:
    """Whether so many elements would be built again that it shows; looked into on suspicion, or where `thorough`."""
    return (thorough or _is_suspect(data)) and _built_again(data)


def without_marks(data: bytes) -> bytes:
    """A page without the tags that mark its type. No text is lost."""
    return _FORMATTING.sub(b"", data)


def _is_suspect(data: bytes) -> bool:
    """Whether samples of a page open many more formatting elements than they close. Pages of 12 KB can't be slow."""
    opened = closed = 0
    for start in range(_STRIDE // 2, len(data), _STRIDE):
        for sign in _OPEN_OR_CLOSE.findall(data, start, start + _WINDOW):
            if sign:
                closed += 1
            else:
                opened += 1
    return opened - closed > _MORE


def _built_again(data: bytes) -> bool:
    """Whether the open formatting elements, counted once for each other tag, come to more than is borne."""
    most = min(_SOME_AGAIN + len(data), _MOST_AGAIN)
    still_open: dict[bytes, list[bytes]] = {}
    alike: dict[tuple[bytes, bytes], int] = {}
    listed = again = 0
    for match in _TAG.finditer(data):
        close, name, attributes = match.groups()
        if name is None:
            again += listed
            if again > most:
                return True
            continue
        name = name.lower()
        if not close:
            still_open.setdefault(name, []).append(attributes)
            this = name, attributes
            alike[this] = alike.get(this, 0) + 1
            listed += alike[this] <= _ALIKE
        elif opened := still_open.get(name):
            this = name, opened.pop()
            alike[this] -= 1
            listed -= alike[this] < _ALIKE
    return False
