"""What must be looked at in the bytes, because the C parser would not come back from it in time.

libxml2 checks every attribute of a tag against all earlier ones: 40,000 attributes in one tag take
seconds, 300,000 minutes, inside one C call that no timeout can reach.
"""

from __future__ import annotations

import re
from itertools import islice

MAX_ATTRIBUTES = 2_000
"""Attributes that one tag may have; real pages stay below 100."""
MAX_BYTES = 64 * 1024 * 1024
"""Bytes of a page that are parsed at all."""
WINDOW = 32 * 1024
THOROUGH = 256 * 1024

# Possessive quantifiers: each byte is looked at once, so the work is linear in the page. A quote opens
# a value only behind an equals sign, as in the HTML standard's tokenizer.
_TAG = re.compile(rb"""<[a-zA-Z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>?""")
_NAME = re.compile(rb"<[a-zA-Z][\w:-]{0,60}")
_ATTRIBUTE = re.compile(rb"""[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?""")


def needs_look(data: bytes) -> bool:
    """Whether a tag of more than `MAX_ATTRIBUTES` attributes is possible at all.

    Small pages can't be slow. A page of middle size is suspect when 32 KB go by without a `>`;
    a large one is always read through, since quoted values may hold a `>`.
    """
    if len(data) < WINDOW:
        return False
    if len(data) > THOROUGH:
        return True
    at, end = 0, len(data)
    while at + WINDOW < end:
        close = data.rfind(b">", at, at + WINDOW)
        if close < 0:
            return True
        at = close + 1
    return False


def without_giant_tags(data: bytes) -> tuple[bytes, int]:
    """The page with the attributes of giant tags taken out, and how many tags that were."""
    if not needs_look(data):
        return data, 0
    pieces: list[bytes] = []
    done = found = 0
    for match in _TAG.finditer(data):
        start, end = match.span()
        if end - start < 2 * MAX_ATTRIBUTES:
            continue
        tag = match[0]
        if not _too_many(tag) or data.rfind(b"<script", 0, start) > data.rfind(b"</script", 0, start):
            continue
        name = _NAME.match(tag)
        pieces += [data[done:start], name[0] if name else b"<p", b">"]
        done = end
        found += 1
    if not found:
        return data, 0
    pieces.append(data[done:])
    return b"".join(pieces), found


def _too_many(tag: bytes) -> bool:
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(tag), MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES
