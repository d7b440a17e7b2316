"""Where a search hit: pieces of the original text, with the found words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsarchive.store.search_language import Term
from newsarchive.store.search_tokens import Token, tokens

_LENGTH = 220
"""About how many characters a snippet has."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text and the places in it that were searched for."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Start and end of each, as character offsets."""

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The text with something before and after each mark."""
        parts, done = [], 0
        for start, end in self.marks:
            parts += [self.text[done:start], before, self.text[start:end], after]
            done = end
        return "".join([*parts, self.text[done:]])


def whole(text: str, terms: Sequence[Term]) -> Snippet:
    """All of a (short) text, with its marks."""
    return Snippet(text, _merged(_found(text, terms)))


def best(text: str, terms: Sequence[Term], length: int = _LENGTH) -> Snippet:
    """The piece of a text that shows most different terms, cut at spaces, line breaks made spaces."""
    found = _found(text, terms)
    if not found:
        cut = text[:length].replace("\n", " ")
        return Snippet(cut.rsplit(" ", 1)[0] + " …" if len(text) > length else cut)
    start, _, _ = max(
        found,
        key=lambda hit: (len({t for s, e, t in found if hit[0] <= s and e <= hit[0] + length}), -hit[0]),
    )
    first = max(0, start - length // 4)
    last = min(len(text), first + length)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        inside = max((e for s, e, _ in found if s < last), default=last)
        space = text.rfind(" ", min(inside, last), last)
        last = space if space > start else max(last, min(inside, last + length))
    head, tail = ("… " if first else ""), (" …" if last < len(text) else "")
    piece = text[first:last].replace("\n", " ")
    shift = len(head) - first
    marks = _merged([(s + shift, e + shift, t) for s, e, t in found if first <= s and e <= last])
    return Snippet(head + piece + tail, marks)


def _found(text: str, terms: Sequence[Term]) -> list[tuple[int, int, int]]:
    """Start, end and number of the term for every place where a term stands."""
    all_tokens = list(tokens(text))
    found = []
    for number, term in enumerate(terms):
        size = len(term.tokens)
        for at in range(len(all_tokens) - size + 1):
            if _stands(all_tokens, at, term):
                last = all_tokens[at + size - 1]
                end = min(last.end, last.start + len(term.tokens[-1])) if _single(term) else last.end
                found.append((all_tokens[at].start, end, number))
    return sorted(found)


def _single(term: Term) -> bool:
    """Whether the term is one character of a script without spaces: mark no more than it."""
    return term.prefix and len(term.tokens[-1]) == 1 and not term.tokens[-1].isascii()


def _stands(all_tokens: list[Token], at: int, term: Term) -> bool:
    last = len(term.tokens) - 1
    for index, wanted in enumerate(term.tokens):
        have = all_tokens[at + index].text
        if have != wanted and not (index == last and term.prefix and have.startswith(wanted)):
            return False
    return True


def _merged(found: list[tuple[int, int, int]]) -> tuple[tuple[int, int], ...]:
    """Marks in order, those that touch or overlap made one."""
    marks: list[tuple[int, int]] = []
    for start, end, _ in sorted(found):
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    return tuple(marks)
