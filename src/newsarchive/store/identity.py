"""Which article a page shows: the same article under many addresses is one article."""

from __future__ import annotations

import re

from newsarchive.store.digests import words

MIN_WORDS_TO_MATCH = 25
"""A shorter text says too little: "This page needs a subscription." is on a thousand pages."""

MIN_OVERLAP = 0.6
"""How much of the shorter text's vocabulary the longer one must share to be taken for the same article."""

# Behind the host a path of more than slashes, or a query (RFC 3986, appendix B).
_TELLING = re.compile(r"https?://[^/?#]*(?:/+[^/?#]|/*\?[^#])", re.IGNORECASE)


def telling_canonical(url: str | None) -> str | None:
    """The canonical URL, unless it names a front page: then it tells nothing (a common mistake of sites)."""
    return url if url and _TELLING.match(url) else None


def same_headline(one: str | None, other: str | None) -> bool:
    """Whether two headlines are the same but for spacing, case and punctuation."""
    return bool(one and other) and words(one or "") == words(other or "")


def same_story(one: str, other: str) -> bool:
    """Whether two texts can be states of one article: the shorter one's words are mostly in the longer."""
    shorter, longer = sorted((set(words(one)), set(words(other))), key=len)
    return bool(shorter) and len(shorter & longer) / len(shorter) >= MIN_OVERLAP
