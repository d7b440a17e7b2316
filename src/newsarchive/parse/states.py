"""The values in which a page may keep what its scripts would show: data scripts, assignments, streams, literals.

What frameworks send along, each in a form of its own: Next's `__NEXT_DATA__` and, in pieces, `__next_f`
(React's flight format), Nuxt's `__NUXT_DATA__` (devalue), Angular's transfer state, SvelteKit's fetched
answers, and whatever a script assigns to a name. None of them has a standard; all were read off pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsarchive.parse.jsonld import read_json
from newsarchive.parse.page import Page
from newsarchive.parse.text import words

MIN_STATE = 400
"""Characters of a script that may hold an article."""
_SCRIPTS, _DATA_SCRIPTS = 60, 20
"""So many scripts of each kind are looked through; those of streams are all read."""


def states(page: Page) -> Iterator[Any]:
    """The values, the likeliest to hold an article first. Never raises."""
    for script in page.walked.data_scripts[:_DATA_SCRIPTS]:
        if len(text := script.content) >= MIN_STATE:
            text = _ESCAPE.sub(lambda match: _ESCAPED[match[0]], text) if "&q;" in text else text
            for value in read_json(text):
                yield value
                if isinstance(value, list) and len(value) > 1 and _is_devalued(value[0]):
                    yield _revived(value)
    scripts = [script.content for script in page.walked.scripts]
    if pushed := [part for text in scripts for part in _pushed(text)]:
        yield _flight("".join(pushed))
    long = [text for text in scripts[:_SCRIPTS] if len(text) >= MIN_STATE]
    for text in long:
        if match := _ASSIGNED.match(text) or _ASSIGNED_LATER.search(text):
            yield from read_json(text[match.end() :])
    telling = _telling_words(page)
    for text in long if len(telling) >= _ENOUGH else ():
        if _HAS_PARAGRAPH.search(text):
            yield [{"html": literal} for literal in _literals(text) if _has_half_of(telling, literal)]


_ESCAPED = {"&q;": '"', "&a;": "&", "&s;": "'", "&l;": "<", "&g;": ">"}
"""How Angular writes signs in the state that it sends along (up to its version 15)."""
_ESCAPE = re.compile("&[qaslg];")
_ASSIGNED = re.compile(
    r"\s*+(?:window\.|self\.|var\s++|const\s++|let\s++)?+(?:\w*+[$.])*+(?=\w*?(?:STATE|DATA|PROPS|state|[dD]ata|Context))\w++\s*+=\s*+(?=\{)"
)
_ASSIGNED_LATER = re.compile(
    r"(?<=[;\s])[\w$.]{0,40}(?:state|data|props|content)\w{0,20}\s{0,2}=\s{0,2}(?=\{\s{0,2}\")", re.I
)
"""The same behind other statements of a script."""


def _revived(value: list[Any]) -> Any:
    """The first value of a list in which numbers stand for its other values (devalue), put together.

    What is put together may stand in many places, also inside itself.
    """
    made: list[Any] = [{} if isinstance(one, dict) else [] if isinstance(one, list) else one for one in value]
    left = [_PLACES] * len(made)

    def placed(at: Any) -> Any:
        if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at < len(made):
            return None
        one = made[at]
        if isinstance(one, dict | list) or (isinstance(one, str) and len(one) >= _LONG):
            left[at] -= 1
        return one if left[at] >= 0 else None

    for one, whole in zip(value, made, strict=True):
        if isinstance(one, dict):
            whole.update((name, placed(at)) for name, at in one.items())
        elif isinstance(one, list):
            whole.extend(map(placed, one))
    return made[0]


_PLACES = 3
"""So often a value is put in where it is named: more would make much of little."""
_LONG = 200
"""Characters of a text from which on that holds for it too."""


def _is_devalued(first: Any) -> bool:
    """Whether a list's first value may point to others: an object of numbers, or a kind and a number."""
    if isinstance(first, dict):
        return bool(first) and all(isinstance(at, int) for at in first.values())
    return (
        isinstance(first, list)
        and len(first) == 2
        and isinstance(first[0], str)
        and isinstance(first[1], int)
    )


_PUSH = re.compile(r"\s*+\(?(?:self|window)\.__next_f\s*=?[^(]{0,60}\(?[^(]{0,60}\)?\.push\(\s*(?=\[)")


def _pushed(text: str) -> Iterator[str]:
    """The piece of a stream that a script of Next's adds: `self.__next_f.push([1, "…"])`."""
    if "__next_f" not in text[:100] or (match := _PUSH.match(text)) is None:
        return
    try:
        value, _ = _DECODER.raw_decode(text, match.end())
    except (ValueError, RecursionError):
        return
    if isinstance(value, list) and len(value) == 2 and isinstance(value[1], str):
        yield value[1]


_DECODER = json.JSONDecoder()
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_NAMED_TEXT = re.compile(r"\$([0-9a-f]{1,8})")
_MOST_VALUES = 200_000


def _flight(stream: str) -> list[Any]:
    """The rows of a stream in React's flight format, long texts put in where they are named.

    A row is a number and a value in JSON, up to the end of the line; or a number, the size of a text in bytes,
    and the text.
    """
    data = stream.encode("utf-8", "surrogatepass")
    texts: dict[str, str] = {}
    rows: list[Any] = []
    at = 0
    while match := _ROW.match(data, at):
        if match[2] is not None:
            end = match.end() + int(match[2], 16)
            texts[match[1].decode()] = data[match.end() : end].decode("utf-8", "replace")
            at = end
            continue
        end = data.find(b"\n", match.end())
        end = len(data) if end < 0 else end
        if data[match.end() : match.end() + 1] in (b"[", b"{"):
            rows += read_json(data[match.end() : end].decode("utf-8", "replace"))
        at = end + 1
    _put_in(rows, texts)
    return rows


def _put_in(rows: list[Any], texts: dict[str, str]) -> None:
    """Put texts in the places of their names, in all objects and lists."""
    left = dict.fromkeys(texts, _PLACES)
    holders: list[Any] = [rows]
    for seen, holder in enumerate(holders):
        if seen > _MOST_VALUES:
            break
        for place, one in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            if isinstance(one, dict | list):
                holders.append(one)
            elif isinstance(one, str) and (named := _NAMED_TEXT.fullmatch(one)) and left.get(named[1]):
                holder[place] = texts[named[1]]
                left[named[1]] -= 1


def _telling_words(page: Page) -> set[str]:
    """The longer words by which the page's metadata describes its article."""
    stated = (page.first_meta("og:title") or page.title, page.first_meta("og:description", "description"))
    return {word for text in stated if text for word in words(text) if len(word) >= _TELLING}


def _has_half_of(telling: set[str], text: str) -> bool:
    return len(telling.intersection(words(text))) * 2 >= len(telling)


_TELLING, _ENOUGH = 5, 4
"""Letters of a word that tells what a text is about, and how many such words it takes."""
_HAS_PARAGRAPH = re.compile(r"(?:<|\\u003c|\\x3c)p\b", re.I)
_SCRIPT_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|(.))", re.DOTALL)


def _json_escape(sign: re.Match[str]) -> str:
    """What JSON writes for a sign that a script's string escapes (ECMA-262, 12.9.4)."""
    if sign[1]:
        return f"\\u00{sign[1]}"
    return sign[0] if sign[2] in '"\\/bfnrtu' else sign[2]


_QUOTE = re.compile(r'\\.|"', re.DOTALL)


def _literals(text: str) -> Iterator[str]:
    """The long strings with paragraphs in a script, whatever it does with them."""
    start = -1
    for sign in _QUOTE.finditer(text):
        if sign[0] != '"':
            continue
        if start < 0:
            start = sign.start()
            continue
        literal, start = text[start : sign.end()], -1
        if len(literal) >= MIN_STATE and _HAS_PARAGRAPH.search(literal):
            try:
                yield str(json.loads(_SCRIPT_ESCAPE.sub(_json_escape, literal), strict=False))
            except ValueError:
                continue
