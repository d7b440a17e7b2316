"""Bodies that stand only in data: JSON-LD `articleBody`, or the state that a script application ships."""

from __future__ import annotations

import re
from typing import Any

from newsarchive.parse.body import metadata_body
from newsarchive.parse.jsonld import read_json
from newsarchive.parse.page import Page
from newsarchive.parse.text import plain, squash
from newsarchive.records import Block

ENOUGH = 500
"""Characters of text in the tree above which no data is looked at."""
_BREAK = re.compile(r"\s*(?:\r?\n){1,}\s*|<br\s*/?>\s*<br\s*/?>|</?p\b[^<>]*>|</(?:div|li|h[1-6])>", re.I)
_HTML_HEADING = re.compile(r"<(h[2-6])\b[^<>]*>(.*?)</\1>", re.I | re.S)
_BODY_KEYS = frozenset(
    "articlebody body content text html bodytext bodyhtml articletext contenthtml maintext fulltext storybody paragraphs blocks elements".split()
)
MAX_VALUES = 50_000


def embedded_blocks(page: Page, found: int, headline: str | None) -> tuple[str, list[Block]] | None:
    """(rule, blocks) from the page's data, where its tree holds hardly any text; else None."""
    if found >= ENOUGH:
        return None
    body = metadata_body(page)
    if len(body) > max(2 * found, found + 200):
        return "json-ld-body", _blocks(body)
    for script in page.walked.data_scripts[:20]:
        if not script.text or len(script.text) < 1000:
            continue
        for value in read_json(script.text):
            best = _longest_body(value)
            if len(best) > max(3 * found, found + 400):
                return "embedded-state", _blocks(best)
    return None


def _longest_body(value: Any) -> str:
    """The longest text under a key that names a body, looked for breadth first."""
    best = ""
    queue = [(value, "")]
    for seen, (item, name) in enumerate(queue):
        if seen > MAX_VALUES:
            break
        if isinstance(item, dict):
            queue.extend((child, str(key).lower()) for key, child in list(item.items())[:500])
        elif isinstance(item, list):
            texts = [text for child in item[:2000] if (text := _paragraph(child))]
            if name in _BODY_KEYS and sum(map(len, texts)) > len(best):
                best = "\n\n".join(texts)
            queue.extend((child, name) for child in item[:500] if isinstance(child, dict | list))
        elif isinstance(item, str) and name in _BODY_KEYS and len(item) > len(best) and " " in item:
            best = item
    return best


def _paragraph(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        kind = str(value.get("type") or value.get("__typename") or value.get("kind") or "").lower()
        if any(word in kind for word in ("image", "video", "embed", "ad", "related", "newsletter")):
            return ""
        for name in ("text", "html", "content", "value"):
            if isinstance(value.get(name), str):
                return str(value[name])
    return ""


def _blocks(body: str) -> list[Block]:
    if "&lt;" in body:
        body = body.replace("&lt;", "<").replace("&gt;", ">")
    blocks = []
    for part in _BREAK.split(_HTML_HEADING.sub(lambda match: f"\n\x01{match[2]}\n", body)):
        is_heading = part.startswith("\x01")
        text = squash(plain(part))
        if text:
            blocks.append(Block("subhead", text, 2) if is_heading else Block("paragraph", text))
    return blocks
