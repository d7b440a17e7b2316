"""What changed between two states of an article, and whether it matters."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.store.digests import words

MAX_TYPOS = 3
"""More corrected words than this are an edit, not typing errors."""
MIN_TYPO_LENGTH = 4
"""In shorter words a changed letter makes another word: `not`/`now`, `May`/`may`."""
TYPO_LIKENESS = 0.8
"""How alike (0 to 1) two words must be for one to be a typing error of the other."""

_FIGURE = re.compile(r"[-−+]?\d+(?:[.,]\d+)*\s?[%‰]?")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Said:
    """The part of an article that its readers read."""

    page_class: str
    headline: str | None
    summary: str | None
    authors: tuple[str, ...]
    published: tuple[object, ...]
    """Instant, day and precision: a date moved is never trivial."""
    text: str
    spoken: str
    """The words of the text, as `digests.spoken` gives them."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a state of an article differs from the one before."""

    is_trivial: bool
    words_added: int
    words_removed: int


def compare(old: Said, new: Said) -> Change:
    """How `new` differs from `old`."""
    old_words, new_words = old.spoken.split(), new.spoken.split()
    added = removed = 0
    if old_words != new_words:
        start, end = _common_ends(old_words, new_words)
        before = Counter(old_words[start : len(old_words) - end])
        after = Counter(new_words[start : len(new_words) - end])
        added, removed = (after - before).total(), (before - after).total()
    trivial = (
        old.page_class == new.page_class
        and [words(name) for name in old.authors] == [words(name) for name in new.authors]
        and old.published == new.published
        and added <= MAX_TYPOS
        and removed <= MAX_TYPOS
        and _same_but_typos(old.headline or "", new.headline or "")
        and _same_but_typos(old.summary or "", new.summary or "")
        and only_typos(old_words, new_words)
        and _same_figures(old.text, new.text)
        and _same_names(old.text, new.text)
    )
    return Change(trivial, added, removed)


def only_typos(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether two texts differ in nothing but typing errors: word for word, alike, and without a digit.

    A number changed, a word added, left out or moved is never one.
    """
    if len(old) != len(new):
        return False
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    return len(changed) <= MAX_TYPOS and all(_is_typo(a, b) for a, b in changed)


def _same_but_typos(old: str, new: str) -> bool:
    if old == new:
        return True
    return only_typos(words(old), words(new)) and _same_figures(old, new) and _same_names(old, new)


def _same_figures(old: str, new: str) -> bool:
    """Whether all numbers are the same, with sign, separators and unit: 1.5 is not 1,5, and -3 % not 3."""
    return old == new or _FIGURE.findall(old) == _FIGURE.findall(new)


def _same_names(old: str, new: str) -> bool:
    """Whether no word with a capital letter became another: Austria is no typing error of Australia."""
    if old == new:
        return True
    one, other = _WORD.findall(old), _WORD.findall(new)
    return len(one) != len(other) or all(
        a.casefold().removesuffix("s") == b.casefold().removesuffix("s")
        or not (a[0].isupper() or b[0].isupper())
        for a, b in zip(one, other, strict=True)
    )


def _common_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words two texts share at their start, and how many at their end."""
    shorter = min(len(one), len(other))
    start = 0
    while start < shorter and one[start] == other[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return start, end


def _is_typo(old: str, new: str) -> bool:
    if min(len(old), len(new)) < MIN_TYPO_LENGTH or any(c.isdigit() for c in old + new):
        return False
    if old[0] != new[0]:
        return False  # million and billion, legal and illegal
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() >= TYPO_LIKENESS
