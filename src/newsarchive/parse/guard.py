"""What must be looked at in the bytes, because the C parser would not come back from it in time.

lexbor checks every attribute of a tag against all earlier ones, and for every element looks up the
stack of open ones (HTML standard, 13.2.4.2: "has an element in scope"): 300,000 attributes in one
tag, or a hundred thousand boxes in each other, take minutes inside one C call that no timeout reaches.
So do marks of type that are never closed (see `unclosed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsarchive.parse.unclosed import many_unclosed, without_marks
from newsarchive.records import ParseIssue

MAX_ATTRIBUTES = 2_000
"""Attributes that one tag may have; real pages stay below 100."""
MAX_BYTES = 32 * 1024 * 1024
"""Bytes of a page that are parsed at all."""
MAX_DEPTH = 3_000
"""Elements that may be open at once; real pages stay below 100."""
MAX_TAGS = 1_000_000
"""Tags of a page that are read at all; real pages stay below 50,000. An element costs about 500 bytes."""
MANY_TAGS = 40_000
"""Up to this number of tags, nesting takes two seconds at most."""
WINDOW = 32 * 1024
THOROUGH = 512 * 1024
"""Bytes from which on every tag is looked at. Below, quoted signs of a tag's end may cost twenty seconds."""

# Possessive quantifiers: each byte is looked at once, so the work is linear in the page. A quote opens
# a value only behind an equals sign, as in the HTML standard's tokenizer.
_NO_TAGS = rb"script|style|title|textarea|xmp|iframe|noembed|noframes"
"""Elements that hold no tags."""
_DRAWN = rb"svg|math"
"""Elements in which those hold tags as well."""
_TAG = re.compile(
    rb"""<(?:(!--)|(?:(%b)\b|(%b)\b|[a-z])""" % (_NO_TAGS, _DRAWN)
    + rb"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>?)""",
    re.I,
)
"""An opening tag. The groups: a comment begins, an element that holds no tags, one in which such elements do."""
_SHORT_TAGS = re.compile(
    rb"""(?:[^<]*+<(?:(?![a-z!])|!(?!--)|(?!(?:%b|%b)\b)[a-z]""" % (_NO_TAGS, _DRAWN)
    + rb"""[^>=]{0,200}+(?:=\s?+(?:"[^"]{0,250}+"|'[^']{0,250}+')?+[^>=]{0,60}+){0,12}+>))++""",
    re.I,
)
"""Text and tags in a row, each tag shorter than two bytes for each of `MAX_ATTRIBUTES`: in one step what a look at
every tag would pass over one by one."""
_ENDS = {
    name: re.compile(rb"</" + name + rb"(?=[\s/>])", re.I)
    for name in (*_NO_TAGS.split(b"|"), *_DRAWN.split(b"|"))
}
_LONG = (b"script", b"style")
_END_OF_COMMENT = re.compile(rb"--!?>")
_NAME = re.compile(rb"<[a-zA-Z][\w:-]{0,60}")
_ATTRIBUTE = re.compile(rb"""[^\s=>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?""")

_OPEN_OR_CLOSE = re.compile(
    rb"<(/?)(?!(?:p|br|li|d[dt]|t[dhr]|tbody|h[1-6]|img|meta|link|input|hr|source|wbr|area|col|param|track|embed)\b)([a-zA-Z][a-zA-Z0-9-]{0,20})"
)
"""Tags of elements that stay open until they are closed."""
_NESTED = re.compile(
    rb"</?(?!/?(?:p|br|h[1-6]|title|meta|link|script|style|head|body|html|time|a)\b)[a-z][^<>]{0,300}>", re.I
)


def defused(data: bytes) -> tuple[bytes, list[ParseIssue]]:
    """A page that the parser reads in linear time, and what was done to make it so."""
    issues = []
    data, giants = without_giant_tags(data)
    if giants:
        issues.append(ParseIssue("giant-tag", f"attributes of {giants} tags left out"))
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    tags = _tags_if_many(data)
    if tags > MAX_TAGS:
        cut = next(islice(re.finditer(b"<", data), MAX_TAGS, None)).start()
        issues.append(ParseIssue("too-large", f"{tags} tags, the first {MAX_TAGS} were read"))
        data = data[:cut]
    if tags > MANY_TAGS and too_deep(data):
        # Boxes only nest; without them the text is flat.
        issues.append(ParseIssue("tree-cut", "nested too deeply; boxes were flattened"))
        data = _NESTED.sub(b"<br><br>", data)
    if many_unclosed(data, thorough=tags > MANY_TAGS):
        issues.append(ParseIssue("tree-cut", "marks of type are never closed; they were left out"))
        data = without_marks(data)
    return data, issues


def _tags_if_many(data: bytes) -> int:
    """The number of signs that open a tag, 0 where there are no more than `MANY_TAGS` tags of boxes.

    Such a tag has four bytes at least (`<ul>`): the first part of a page can't hold more than three quarters
    of so many, and need not be looked at where the rest holds few.
    """
    passed = MANY_TAGS * 3 // 4
    if len(data) <= 4 * MANY_TAGS or data.count(b"<", 4 * passed) <= MANY_TAGS - passed:
        return 0
    return data.count(b"<")


def too_deep(data: bytes) -> bool:
    """Whether more than `MAX_DEPTH` elements are opened before they are closed."""
    still_open: dict[bytes, int] = {}
    depth = 0
    for match in _OPEN_OR_CLOSE.finditer(data):
        close, name = match[1], match[2].lower()
        if not close:
            still_open[name] = still_open.get(name, 0) + 1
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif still_open.get(name):
            still_open[name] -= 1
            depth -= 1
    return False


def needs_look(data: bytes) -> bool:
    """Whether a tag of more than `MAX_ATTRIBUTES` attributes is possible at all.

    Small pages can't be slow. A page of middle size is suspect when 32 KB outside of scripts and styles go
    by without a `>`; a large one is always read through, since quoted values may hold a `>`.
    """
    if len(data) < WINDOW:
        return False
    if len(data) > THOROUGH:
        return True
    at, end = 0, len(data)
    while at + WINDOW < end:
        close = data.rfind(b">", at, at + WINDOW)
        if close >= 0:
            at = close + 1
        elif any(data.rfind(b"<" + name, 0, at) > data.rfind(b"</" + name, 0, at) for name in _LONG):
            at += WINDOW
        else:
            return True
    return False


def without_giant_tags(data: bytes) -> tuple[bytes, int]:
    """The page with the attributes of giant tags taken out, and how many tags that were."""
    if not needs_look(data):
        return data, 0
    pieces: list[bytes] = []
    done = found = 0
    for match in _tags(data):
        start, end = match.span()
        if end - start < 2 * MAX_ATTRIBUTES or not _too_many(tag := match[0]):
            continue
        name = _NAME.match(tag)
        pieces += [data[done:start], name[0] if name else b"<p", b">"]
        done = end
        found += 1
    if not found:
        return data, 0
    pieces.append(data[done:])
    return b"".join(pieces), found


def _tags(data: bytes) -> Iterator[re.Match[bytes]]:
    """The opening tags of a page that are not short; what holds no tags (scripts, comments and the like) is passed over."""
    at = drawn = 0
    while True:
        if short := _SHORT_TAGS.match(data, at):
            at = short.end()
        at = data.find(b"<", at)
        if at < 0:
            return
        match = _TAG.match(data, at)
        if match is None:
            at += 1
            continue
        last = match.lastindex
        if last == 1:
            end = _END_OF_COMMENT.search(data, at + 2)
            at = end.end() if end else len(data)
            continue
        yield match
        inside = at < drawn
        at = match.end()
        if last is None or inside:
            continue
        end = _ENDS[match[last].lower()].search(data, at)
        if last == 3:
            drawn = end.start() if end else len(data)
        else:
            at = end.end() if end else len(data)


def _too_many(tag: bytes) -> bool:
    return sum(1 for _ in islice(_ATTRIBUTE.finditer(tag), MAX_ATTRIBUTES + 1)) > MAX_ATTRIBUTES
