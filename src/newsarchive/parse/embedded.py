"""Bodies that stand only in data: JSON-LD `articleBody`, or the state that a script application ships."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from newsarchive.parse.authors import cleaned
from newsarchive.parse.jsonld import read_json
from newsarchive.parse.page import Page
from newsarchive.parse.rich_text import RichTexts, kind_of
from newsarchive.parse.stated_text import metadata_body
from newsarchive.parse.states import MIN_STATE, states
from newsarchive.parse.text import key, plain, squash, weight
from newsarchive.parse.titles import letters_of
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
        blocks = _blocks(body)
        # Without its line breaks: the state may hold the same in paragraphs.
        begin = _begin(blocks) if _is_run_together(blocks) else ""
        parted = _in_state(page, _MOST * len(body), begin) if begin else None
        return parted or Embedded("json-ld-body", blocks)
    return _in_state(page, max(3 * found, found + MIN_STATE_TEXT))


def _in_state(page: Page, more_than: float, begin: str = "") -> Embedded | None:
    """The first body in the page's states of more than so many characters; with `begin` of several blocks that do so."""
    search = _Search(frozenset(map(key, filter(None, (page.title, page.first_meta("og:title"))))), begin)
    for value in states(page):
        best, objects = search.body_in(value)
        if sum(len(block.text) for block in best) > more_than and (len(best) > 1 or not begin):
            return Embedded("embedded-state", best, objects)
    return None


def _is_run_together(blocks: list[Block]) -> bool:
    return len(blocks) == 1 and len(blocks[0].text) >= _LONG_BLOCK


def _begin(blocks: list[Block]) -> str:
    return letters_of(key(blocks[0].text[:_BEGIN])) if blocks else ""


_LONG_BLOCK = 1_000
"""Characters that no paragraph has."""
_BEGIN = 60
"""Characters by which two texts are known to be the same."""
_MOST = 0.8
"""The share of a text that is as good as all of it: some leave out headings, others captions."""


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


@dataclass(frozen=True, slots=True)
class _Search:
    """A search for the page's own body: states hold those of other articles as well."""

    titles: frozenset[str]
    """The page's, folded."""
    begin: str
    """The letters that the body begins with, empty where any will do."""
    rich: RichTexts = field(default_factory=RichTexts)

    def body_in(self, value: Any) -> tuple[list[Block], _Objects]:
        """The longest text under a key that names a body, looked for breadth first, and what it stands in.

        One of an object that bears the page's title comes first, where it is not much shorter.
        """
        longest = own = _NOTHING
        queue: list[tuple[Any, str, _Objects]] = [(value, "", ())]
        known: set[int] = set()
        for seen, (item, name, holders) in enumerate(queue):
            if seen > MAX_VALUES:
                break
            if isinstance(item, dict | list):
                if id(item) in known:
                    continue  # it stands in many places
                known.add(id(item))
            blocks: list[Block] = []
            if isinstance(item, dict):
                inside = (item, *holders[: _UP - 1])
                queue.extend((child, _named_so(key, name), inside) for key, child in list(item.items())[:500])
            elif isinstance(item, list):
                if name in _BODY_KEYS:
                    blocks = [block for child in item[:2000] for block in _element_blocks(child, self.rich)]
                queue.extend((child, name, holders) for child in item[:500] if isinstance(child, dict | list))
            elif isinstance(item, str) and (answer := _fetched(item)):
                queue.extend((inner, name, holders) for inner in answer)
            elif isinstance(item, str) and name in _BODY_KEYS and len(item) >= _SHORTEST and " " in item:
                blocks = _blocks(item)
            size = sum(len(block.text) for block in blocks)
            if not size or (self.begin and not self._is_same(_begin(blocks))):
                continue
            if max(weight(block.text) for block in blocks) < _PARAGRAPH:
                continue  # a menu, captions
            if size > longest[0]:
                longest = size, blocks, holders
            if size > own[0] and self._is_titled(holders):
                own = size, blocks, holders
        # A short text below the title is a teaser of the one that is longer.
        _, best, around = own if own[0] * 2 >= longest[0] else longest
        return best, around

    def _is_same(self, begin: str) -> bool:
        """Whether a text begins as the wanted one does, of which a first line may be less than is known."""
        return begin.startswith(self.begin) or (len(begin) >= _SHORTEST and self.begin.startswith(begin))

    def _is_titled(self, holders: _Objects) -> bool:
        """Whether one of the objects around a body bears the page's title, or a title that begins it."""
        given = (holder.get(name) for holder in holders[:_TITLED] for name in _TITLE_KEYS)
        folded = [
            key(text) for text in given if isinstance(text, str) and _SHORTEST <= len(text) <= _LONGEST_TITLE
        ]
        return any(title.startswith(text) for text in folded for title in self.titles)


_Found = tuple[int, list[Block], _Objects]
_NOTHING: _Found = (0, [], ())
_TITLE_KEYS = ("headline", "title")
_TITLED = 2
"""Objects around a body that may bear its title."""
_PARAGRAPH = 60
"""Characters that at least one paragraph of a text has."""
_SHORTEST, _LONGEST_TITLE = 20, 400
"""Characters of a title, or of the begin of a text, that two articles do not share; and of a title at most."""


def _named_so(stated: Any, holder: str) -> str:
    """The name of a value: without what it was asked with ("body({…})" in Apollo's cache); that of its holder in wrappers."""
    name = str(stated).lower().partition("(")[0]
    return holder if name in _WRAPPERS and holder in _BODY_KEYS else name


_WRAPPERS = frozenset(("json", "root", "document", "doc", "children", "raw"))
"""What a rich text is put into under the key of the body."""


def _fetched(text: str) -> list[Any]:
    """The values of an answer that was fetched, as it came; none where a text only begins and ends like one."""
    return read_json(text) if len(text) >= MIN_STATE and text[0] in "{[" and text[-1] in "}]" else []


def _element_blocks(value: Any, rich: RichTexts) -> list[Block]:
    """The blocks of one element of a body that is given as a list: a text, or an object with a type."""
    if isinstance(value, str):
        return _blocks(value)
    if not isinstance(value, dict):
        return []
    stated = kind_of(next(filter(None, map(value.get, _KINDS)), None))
    kind = stated.lower()
    if "head" not in kind and not _NO_TEXT.isdisjoint(map(str.lower, _KIND_WORD.findall(stated))):
        return []
    items = value.get("items")
    if "list" in kind and isinstance(items, list):
        texts = (_plain_text(item) for item in items[:500])
        return [Block("list_item", text, 1) for text in texts if text]
    text = _plain_text(value)
    if not text:
        return rich.blocks(value, kind)
    if "head" in kind or "title" in kind:
        level = value.get("level")
        return [Block("subhead", text, level if isinstance(level, int) and 1 <= level <= 6 else 2)]
    if "quote" in kind:
        return [Block("quote", text)]
    return _blocks(_raw_text(value))


_KINDS = ("type", "__typename", "kind", "nodeType", "_type")
_KIND_WORD = re.compile("[A-Z]?[a-z]+|[A-Z]+")
_NO_TEXT = frozenset(
    "image images picture photo video embed embedded ad ads advert advertisement related newsletter script style comment".split()
)
"""Words in the type of an element that is no text."""


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
