"""JSON-LD as pages write it: comments, trailing commas, raw newlines, several values in one script.

Schema.org terms are from https://schema.org/NewsArticle; the container format is W3C JSON-LD 1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from newsarchive.parse.text import unescaped

MAX_SCRIPT = 4 * 1024 * 1024
"""Characters of one script that are read."""
MAX_NODES = 5_000
"""Objects of one page that are looked at."""
MAX_DEPTH = 40
_LONGEST_TYPE = 200
"""Characters of a type that are looked at: what is remembered must stay small."""

Node = dict[str, Any]

ARTICLE_TYPES = frozenset(
    """newsarticle article reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle
    reviewnewsarticle asknewsarticle satiricalarticle scholarlyarticle techarticle report blogposting
    liveblogposting socialmediaposting advertisercontentarticle review webarticle discussionforumposting
    medicalscholarlyarticle""".split()
)

_DECODER = json.JSONDecoder(strict=False)
_NOISE = re.compile(
    r"^\s*+(?:<!--|//\s*+<!\[CDATA\[|/\*\s*+<!\[CDATA\[\s*+\*/|<!\[CDATA\[)"
    r"|(?://\s*+)?(?:-->|\]\]>|/\*\s*+\]\]>\s*+\*/)\s*+;?+\s*+$"
)
_TRAILING_COMMA = re.compile(r",(\s*+[}\]])")
_MISSING_COMMA = re.compile(r'(["}\]])([^\S\n]*+\n\s*+")(?=[\w@]++"\s*+:)')
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')


def read_json(text: str) -> list[Any]:
    """All values of a script, the way a forgiving reader takes them. Never raises."""
    text = text.strip().rstrip(";")
    if not text or len(text) > MAX_SCRIPT:
        return []
    try:
        return [_DECODER.decode(text)]
    except RecursionError:
        return []
    except ValueError:
        pass
    cleaned = _NOISE.sub("", _NOISE.sub("", text)).strip()
    if "&quot;" in cleaned and cleaned.count('"') < cleaned.count("&quot;"):
        cleaned = unescaped(cleaned)
    for repair in (lambda t: t, _repaired):
        values = _several(repair(cleaned))
        if values:
            return values
    return []


def _repaired(text: str) -> str:
    text = _TRAILING_COMMA.sub(r"\1", text)
    text = _MISSING_COMMA.sub(r"\1,\2", text)
    return _BAD_ESCAPE.sub(r"\\\\", text)


def _several(text: str) -> list[Any]:
    """Values that stand one behind the other, up to the first that can't be read."""
    values: list[Any] = []
    at = 0
    while at < len(text) and len(values) < 100:
        while at < len(text) and text[at] in " \t\r\n,;\ufeff":
            at += 1
        if at >= len(text):
            break
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        if not isinstance(value, dict | list):
            break
        values.append(value)
    return values


def nodes(value: Any) -> Iterator[Node]:
    """Every object with a `@type` inside a JSON-LD value, outermost first; bounded, no recursion."""
    queue: list[tuple[Any, int]] = [(value, 0)] if isinstance(value, dict | list) else []
    seen = 0
    for item, depth in queue:  # the list grows while it is read: breadth first
        if seen > MAX_NODES or depth > MAX_DEPTH:
            return
        if isinstance(item, dict):
            seen += 1
            if "@type" in item:
                yield item
            queue.extend((child, depth + 1) for child in item.values() if isinstance(child, dict | list))
        else:
            queue.extend((child, depth + 1) for child in item[:MAX_NODES] if isinstance(child, dict | list))


def types(node: Node) -> frozenset[str]:
    """The types of a node in lower case, without the vocabulary's address."""
    value = node.get("@type")
    if isinstance(value, str):
        return _type_alone(value[-_LONGEST_TYPE:])
    names = value[:20] if isinstance(value, list) else []
    return frozenset().union(*[_type_alone(name[-_LONGEST_TYPE:]) for name in names if isinstance(name, str)])


@lru_cache(maxsize=1024)
def _type_alone(name: str) -> frozenset[str]:
    return frozenset((name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower(),))


_LISTS = {
    "itemlist": ("itemListElement",),
    "collectionpage": ("hasPart",),
    "searchresultspage": ("hasPart",),
    "blog": ("blogPost", "blogPosts"),
}
"""Types that list other pages, and where they do."""


def items_of_lists(found: Iterable[Node]) -> frozenset[int]:
    """The `id()` of each object that is an item of a list, also of a blog: what a page lists, it is not itself."""
    items: set[int] = set()
    for node in found:
        for name in types(node) & _LISTS.keys():
            for place in _LISTS[name]:
                entries = node.get(place)
                # A blog may name but the post that the page shows.
                if isinstance(entries, list) and (len(entries) > 1 or name == "itemlist"):
                    for entry in entries[:MAX_NODES]:
                        if isinstance(entry, dict):
                            items.update((id(entry), id(entry.get("item"))))
    return frozenset(items)


def is_article(node: Node) -> bool:
    """Whether a node says that it is an article of any kind."""
    return not ARTICLE_TYPES.isdisjoint(types(node))
