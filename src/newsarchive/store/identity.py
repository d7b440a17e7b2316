"""Which article a page shows: the same article under many addresses is one article."""

from __future__ import annotations

from urllib.parse import urlsplit

from newsarchive.store.digests import words

MIN_WORDS_TO_MATCH = 25
"""A shorter text says too little: "This page needs a subscription." is on a thousand pages."""

MIN_OVERLAP = 0.6
"""How much of the shorter text's vocabulary the longer one must share to be taken for the same article."""


def telling_canonical(url: str | None) -> str | None:
    """The canonical URL, unless it names a front page: then it tells nothing (a common mistake of sites)."""
    if not url:
        return None
    parts = urlsplit(url)
    return url if parts.scheme in ("http", "https") and (parts.path.strip("/") or parts.query) else None


def same_headline(one: str | None, other: str | None) -> bool:
    """Whether two headlines are the same but for spacing, case and punctuation."""
    return bool(one and other) and words(one or "") == words(other or "")


def same_story(one: str, other: str) -> bool:
    """Whether two texts can be states of one article: the shorter one's words are mostly in the longer."""
    shorter, longer = sorted((set(words(one)), set(words(other))), key=len)
    return bool(shorter) and len(shorter & longer) / len(shorter) >= MIN_OVERLAP
