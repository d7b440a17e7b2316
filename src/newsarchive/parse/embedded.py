"""Bodies that stand only in data: JSON-LD `articleBody`, or the state that a script application ships."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from newsarchive.parse.authors import cleaned
from newsarchive.parse.jsonld import read_json
from newsarchive.parse.page import Page
from newsarchive.parse.stated_text import metadata_body
from newsarchive.parse.states import MIN_STATE, states
from newsarchive.parse.text import plain, squash
from newsarchive.records import Block

ENOUGH = 500
"""Characters of text in the tree above which no data is looked at."""
_BREAK = re.compile(r"\n\s*+|<br\s*+/?+>\s*+<br\s*+/?+>|</?+p\b[^<>]*+>|</(?:div|li|h[1-6])>", re.I)
_HEADING = re.compile(r"<(h[2-6])\b[^<>]*+>", re.I)
_ENDS_OF_HEADINGS = {f"h{level}": re.compile(f"</h{level}>", re.I) for level in range(2, 7)}
_BODY_KEYS = frozenset(
    "articlebody body content text html bodytext bodyhtml articletext contenthtml htmlcontent maintext fulltext storybody paragraphs blocks elements content_elements contentelements".split()
)
MAX_VALUES = 50_000
_Objects = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Embedded:
    """An article that stands in the page's data."""

    rule: str
    blocks: list[Block]
    objects: _Objects = ()
    """The object that holds the body, and those that it stands in, innermost first."""


def embedded_article(page: Page, found: int) -> Embedded | None:
    """The article in the page's data, where its tree holds hardly any text (`found` characters); else None."""
    if found >= ENOUGH:
        return None
    body = metadata_body(page)
    if len(body) > max(2 * found, found + 200):
        return Embedded("json-ld-body", _blocks(body))
    for value in states(page):
        best, objects = _longest_body(value)
        if sum(len(block.text) for block in best) > max(3 * found, found + MIN_STATE_TEXT):
            return Embedded("embedded-state", best, objects)
    return None


_AUTHOR_KEYS = ("author", "authors", "byline", "bylines", "contributors", "creator", "writers")
_SECTION_KEYS = ("section", "category", "primarysection", "mainsection", "channel", "rubric")
_TAG_KEYS = ("tags", "topics", "keywords", "subjects")
_NAME_KEYS = ("name", "fullname", "displayname", "title", "label")


def state_authors(article: Embedded) -> tuple[str, ...]:
    """The names under the key for authors nearest to the body."""
    return cleaned(_named(article, _AUTHOR_KEYS), frozenset())


def state_section(article: Embedded) -> str:
    """The first name under a key for the section."""
    return next(iter(_named(article, _SECTION_KEYS)), "")


def state_tags(article: Embedded) -> tuple[str, ...]:
    """The names under a key for tags."""
    return tuple(dict.fromkeys(_named(article, _TAG_KEYS)))


def _named(article: Embedded, keys: tuple[str, ...]) -> list[str]:
    for holder in article.objects[:_UP]:
        folded = {str(name).lower().replace("_", ""): value for name, value in holder.items()}
        for name in keys:
            value = folded.get(name)
            items = value if isinstance(value, list) else [value]
            texts = [text for item in items[:60] if (text := _name_of(item))]
            if texts:
                return texts
    return []


def _name_of(item: Any) -> str:
    if not isinstance(item, dict):
        return plain(item) if isinstance(item, str) else ""
    folded = {str(name).lower().replace("_", ""): value for name, value in item.items()}
    return next((text for name in _NAME_KEYS if (text := plain(folded.get(name)))), "")


_UP = 3
"""Objects around a body that can be the article's."""


MIN_STATE_TEXT = 200


def _longest_body(value: Any) -> tuple[list[Block], _Objects]:
    """The longest text under a key that names a body, looked for breadth first, and what it stands in."""
    best: list[Block] = []
    best_size = 0
    around: _Objects = ()
    queue: list[tuple[Any, str, _Objects]] = [(value, "", ())]
    known: set[int] = set()
    for seen, (item, name, holders) in enumerate(queue):
        if seen > MAX_VALUES:
            break
        if isinstance(item, dict | list):
            if id(item) in known:
                continue  # it stands in many places
            known.add(id(item))
        if isinstance(item, dict):
            inside = (item, *holders[: _UP - 1])
            queue.extend((child, str(key).lower(), inside) for key, child in list(item.items())[:500])
        elif isinstance(item, list):
            if name in _BODY_KEYS:
                blocks = [block for child in item[:2000] for block in _element_blocks(child)]
                size = sum(len(block.text) for block in blocks)
                if size > best_size:
                    best, best_size, around = blocks, size, holders
            queue.extend((child, name, holders) for child in item[:500] if isinstance(child, dict | list))
        elif isinstance(item, str) and (answer := _fetched(item)):
            queue.extend((inner, name, holders) for inner in answer)
        elif isinstance(item, str) and name in _BODY_KEYS and len(item) > best_size and " " in item:
            blocks = _blocks(item)
            size = sum(len(block.text) for block in blocks)
            if size > best_size:
                best, best_size, around = blocks, size, holders
    return best, around


def _fetched(text: str) -> list[Any]:
    """The values of an answer that was fetched, as it came; none where a text only begins and ends like one."""
    return read_json(text) if len(text) >= MIN_STATE and text[0] in "{[" and text[-1] in "}]" else []


def _element_blocks(value: Any) -> list[Block]:
    """The blocks of one element of a body that is given as a list: a text, or an object with a type."""
    if isinstance(value, str):
        return _blocks(value)
    if not isinstance(value, dict):
        return []
    stated = _kind_of(value.get("type") or value.get("__typename") or value.get("kind"))[:_LONGEST_KIND]
    kind = stated.lower()
    if "head" not in kind and not _NO_TEXT.isdisjoint(map(str.lower, _KIND_WORD.findall(stated))):
        return []
    items = value.get("items")
    if "list" in kind and isinstance(items, list):
        texts = (_plain_text(item) for item in items[:500])
        return [Block("list_item", text, 1) for text in texts if text]
    text = _plain_text(value)
    if not text:
        return []
    if "head" in kind or "title" in kind:
        level = value.get("level")
        return [Block("subhead", text, level if isinstance(level, int) and 1 <= level <= 6 else 2)]
    if "quote" in kind:
        return [Block("quote", text)]
    return _blocks(_raw_text(value))


_KIND_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_NO_TEXT = frozenset(
    "image images picture photo video embed embedded ad ads advert advertisement related newsletter".split()
)
"""Words in the type of an element that is no text."""
_LONGEST_KIND = 200


def _kind_of(value: Any) -> str:
    """The name of an element's type; what is nested in place of one is not looked through for each element."""
    if isinstance(value, list):
        return " ".join([item for item in value[:_MOST_KINDS] if isinstance(item, str)])
    return value if isinstance(value, str) else ""


_MOST_KINDS = 10


def _raw_text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        for name in ("html", "text", "content", "value"):
            if isinstance(value.get(name), str):
                return str(value[name])
    return ""


def _plain_text(value: Any) -> str:
    return squash(plain(_raw_text(value)))


def _with_headings_marked(body: str) -> str:
    """A body in which each heading stands on a line of its own behind a mark. One without an end is none."""
    pieces = []
    done = 0
    endless: set[str] = set()
    for opening in _HEADING.finditer(body):
        name = opening[1].lower()
        if opening.start() < done or name in endless:
            continue
        end = _ENDS_OF_HEADINGS[name].search(body, opening.end())
        if end is None:
            endless.add(name)  # nor is there one for those that follow
            continue
        pieces += [body[done : opening.start()], "\n\x01", body[opening.end() : end.start()], "\n"]
        done = end.end()
    return "".join([*pieces, body[done:]])


_BRACED = re.compile(r"\{(/?[a-z][a-z0-9-]{0,30})\}")
"""A tag in braces, as some systems keep it where a template is filled in."""


def _blocks(body: str) -> list[Block]:
    if "&lt;" in body:
        body = body.replace("&lt;", "<").replace("&gt;", ">")
    if "{/p}" in body:
        body = _BRACED.sub(r"<\1>", body)
    blocks = []
    for part in _BREAK.split(_with_headings_marked(body)):
        is_heading = part.startswith("\x01")
        text = squash(plain(part))
        if text:
            blocks.append(Block("subhead", text, 2) if is_heading else Block("paragraph", text))
    return blocks
