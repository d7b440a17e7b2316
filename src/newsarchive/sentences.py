"""Differences between two texts, sentence by sentence, with the numbers that changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_END = re.compile(r"(?<=[.!?…。！？।])[\"'”’»)\]]*\s+|(?<=[。！？।])|\n+")
_NUMBER = re.compile(
    r"(?<![\w.])[-+]?\d+(?:[.,]\d+)*(?:\s?(?:%|per cent|percent|billion|million|trillion|bn|m)\b|%)?"
)


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that went, came, or was put differently."""

    before: str | None
    """None: the sentence is new."""
    after: str | None
    """None: the sentence was taken out."""
    numbers: tuple[tuple[str, str], ...] = ()
    """The numbers that differ, as (before, after): `("25 per cent", "15 per cent")`."""


def split_sentences(text: str) -> list[str]:
    """The sentences of a text, blocks kept apart. A rule of thumb that errs towards longer ones."""
    return [one.strip() for one in _END.split(text) if one and one.strip()]


def compare_sentences(before: str, after: str) -> Iterator[SentenceChange]:
    """What changed from one text to the other, in reading order. Sentences that only moved are left out."""
    old, new = split_sentences(before), split_sentences(after)
    moved = set(old) & set(new)
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone = [one for one in old[i:j] if one not in moved]
        came = [one for one in new[k:m] if one not in moved]
        for was, now in _pairs(gone, came):
            yield SentenceChange(was, now, _numbers(was, now) if was and now else ())


def _pairs(gone: list[str], came: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Put together what are versions of one sentence; the rest stands alone."""
    if len(gone) == len(came):
        yield from zip(gone, came, strict=True)
        return
    if len(gone) * len(came) > 2500:  # a rewritten article: matching all with all would take seconds
        yield from zip_longest(gone, came)
        return
    left = list(came)
    for was in gone:
        best = max(left, key=lambda now: _alike(was, now), default=None)
        if best is not None and _alike(was, best) >= 0.5:
            yield from ((None, one) for one in left[: left.index(best)])
            del left[: left.index(best) + 1]
            yield was, best
        else:
            yield was, None
    yield from ((None, one) for one in left)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(a=one.split(), b=other.split(), autojunk=False).ratio()


def _numbers(before: str, after: str) -> tuple[tuple[str, str], ...]:
    was, now = _NUMBER.findall(before), _NUMBER.findall(after)
    matcher = SequenceMatcher(a=was, b=now, autojunk=False)
    changed: list[tuple[str, str]] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "replace" and j - i == m - k:
            changed += zip(was[i:j], now[k:m], strict=True)
    return tuple(changed)
