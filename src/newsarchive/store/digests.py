"""Digests that tell whether two captures say the same."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from newsarchive.records import Article, FoundDate
from newsarchive.store.search_tokens import LATIN_OTHERS, latin_bytes, plain_marks

_WORD = re.compile(r"\w+")
_SPACES = re.compile("  +")
# The same for ASCII, three times as fast: letters in lower case, all that is no part of a word a space.
_ASCII_WORDS = "".join(c.lower() if c.isalnum() or c == "_" else " " for c in map(chr, range(128)))
# The same for the letters of Western Europe, a byte each; what is here beside letters goes the long way.
_LATIN_WORDS = _ASCII_WORDS.encode() + bytes(
    ord(c.lower()) if c.isalpha() and c != "µ" else ord(" ") for c in map(chr, range(128, 256))
)
_SHARP_S = "ß".encode("latin-1")
# Every space a space and the rest the letter x, so that each word begins with the same two bytes (of UTF-8).
_GAPS = bytes(ord(" " if code < 128 and chr(code).isspace() else "x") for code in range(256))
# Scripts written without spaces: each character counts as a word, as word processors count them.
_SPACELESS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# One spelling for equal values: sorted keys, fixed separators, nothing but ASCII.
_JSON = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), check_circular=False)


def content_digest(article: Article) -> str:
    """SHA-256 (hex) of what the publisher says: it changes when readers are told something else.

    Left out is what changes from one visit to the next without anyone having touched the article: the
    time of the last change as some sites print it anew each night, signed image addresses.
    """
    return _sha256(
        [
            article.page_class,
            article.headline,
            article.summary,
            list(article.authors),
            _date(article.published),
            article.section,
            list(article.tags),
            [[block.kind, block.level, block.text] for block in article.blocks],
        ]
    )


def record_digest(article: Article, content: str | None = None) -> str:
    """SHA-256 (hex) of everything the parser found: it changes when the parser finds something else.

    `content` is the article's `content_digest`, where it is known already.
    """
    return _sha256(
        [
            content or content_digest(article),
            article.url,
            _date(article.updated),
            article.language,
            article.canonical_url,
            article.site_name,
            article.lead_image,
            list(article.page_class_evidence),
            sorted(article.found_by.items()),
            [[issue.code, issue.detail] for issue in article.issues],
        ]
    )


def text_digest(spoken_text: str) -> str:
    """SHA-256 (hex) of a text as `spoken`: spacing, case and quotes don't count."""
    return hashlib.sha256(spoken_text.encode("utf-8", "surrogatepass")).hexdigest()


def spoken(text: str) -> str:
    """The words of a text, a space between them: compatibility forms unified, lower case, no punctuation."""
    if text.isascii():
        return _spoken_ascii(text)
    lines = []
    for line in text.split("\n"):
        plain = plain_marks(line)
        if plain.isascii():
            lines.append(_spoken_ascii(plain))
        elif (spoken_line := spoken_latin(plain)) is not None:
            lines.append(spoken_line)
        else:
            lines.append(" ".join(_WORD.findall(unicodedata.normalize("NFKC", plain).casefold())))
    return " ".join(filter(None, lines))


def _spoken_ascii(text: str) -> str:
    return _single_spaced(text.translate(_ASCII_WORDS))


def spoken_latin(text: str) -> str | None:
    """`spoken` of a text of `plain_marks` in Western European letters; None where it has others, or small
    figures."""
    data = latin_bytes(text, LATIN_OTHERS)
    if data is None:
        return None
    return _single_spaced(data.replace(_SHARP_S, b"ss").translate(_LATIN_WORDS).decode("latin-1"))


def _single_spaced(line: str) -> str:
    return _SPACES.sub(" ", line).strip()


def words(text: str) -> list[str]:
    """The words of a text as `spoken`."""
    return spoken(text).split()


def spoken_count(spoken_text: str) -> int:
    """How many words a text as `spoken` has."""
    return spoken_text.count(" ") + 1 if spoken_text else 0


def word_count(text: str, plain: str | None = None) -> int:
    """How many words a text has; in Chinese, Japanese and Thai each character counts as one.

    `plain` is the text's `plain_marks`, where they are known already.
    """
    try:
        (plain_marks(text) if plain is None else plain).encode("latin-1")
    except UnicodeEncodeError:
        spaceless, n = _SPACELESS.subn(" ", text)
        return n + len(spaceless.split())
    text = text.replace("\xa0", " ").replace("\x85", " ")
    return b"".join((b" ", text.encode().translate(_GAPS))).count(b" x")


def _date(found: FoundDate | None) -> list[Any] | None:
    if found is None:
        return None
    return [found.instant.isoformat(), found.local.isoformat(), found.text, found.zone_basis, found.precision]


def _sha256(values: Iterable[Any]) -> str:
    return hashlib.sha256(_JSON.encode(list(values)).encode("ascii")).hexdigest()
