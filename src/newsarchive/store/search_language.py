"""The language of searches: one parser, one meaning on both databases.

    tariff                      a word, in any case, with or without accents
    tariffs safeguard           both (AND may be left out)
    "safeguard duty"            a phrase
    tarif*                      words that begin so
    beef OR mutton              either
    tariff NOT steel, tariff -steel
    (beef OR mutton) AND quota
    beef NEAR quota             at most 10 words between them, in either order; NEAR/3 at most 3
    headline:tariff             only in the headline; also subheads: and body:

Operators are in capitals; NOT binds most, then NEAR, AND, OR. A word with signs in it, such as
`anti-dumping` or `U.S.`, is the phrase of its parts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from newsarchive.errors import UsageError
from newsarchive.store.search_tokens import pairs, pieces, words

Field = Literal["headline", "subheads", "body"]
FIELDS: tuple[Field, ...] = ("headline", "subheads", "body")

DEFAULT_NEAR = 10
FARTHEST_NEAR = 30
_MOST_TERMS = 60
_DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Term:
    """Adjacent tokens; with `prefix` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most `distance` tokens between them, in either order, in one field."""

    left: Term
    right: Term
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    """All of `found`, and none of `excluded`."""

    found: tuple[Query, ...]
    excluded: tuple[Query, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them."""

    any: tuple[Query, ...]


Query = Term | Near | And | Or


@dataclass(frozen=True, slots=True)
class _Not:
    query: Query


_LEXEME = re.compile(
    r"""\s*(?:
      (?P<open>\()|(?P<close>\))
    | (?P<operator>(?:AND|OR|NOT|NEAR(?:/(?P<distance>\d+))?)(?=[\s()"“]|$))
    | (?P<field>(?:headline|subheads|body):(?=\S))
    | (?P<minus>-(?=[\w"“(]))
    | (?P<phrase>["“„](?P<quoted>[^"“”]*)["“”])(?P<phrase_star>\*)?
    | (?P<word>[^\s()"“”]+)
    )""",
    re.VERBOSE,
)


def parse(text: str) -> Query:
    """Read a search.

    Raises:
        UsageError: a quote or parenthesis is open, an operator lacks a side, there is nothing to
            find (only excluded words), or it is too long.
    """
    if text.count('"') % 2:
        raise UsageError("the search has a quote without its end")
    if text.count("(") != text.count(")"):
        raise UsageError("the search has a parenthesis without its other half")
    query = _Parser(text).whole()
    return query


def terms(query: Query) -> tuple[Term, ...]:
    """The terms that a hit may show: those of excluded parts left out."""
    match query:
        case Term():
            return (query,)
        case Near(left, right, _):
            return (left, right)
        case And(found, _):
            return tuple(term for part in found for term in terms(part))
        case Or(parts):
            return tuple(term for part in parts for term in terms(part))


def within(query: Query, field: Field) -> Query:
    """The query with all its terms in one field; terms that name a field keep theirs."""
    match query:
        case Term():
            return query if query.field else replace(query, field=field)
        case Near(left, right, distance):
            if left.field:
                return query
            return Near(replace(left, field=field), replace(right, field=field), distance)
        case And(found, excluded):
            return And(
                tuple(within(part, field) for part in found), tuple(within(part, field) for part in excluded)
            )
        case Or(parts):
            return Or(tuple(within(part, field) for part in parts))


def only_field(query: Query) -> Field | None:
    """The one field that all terms of a query name, None where there is no such field."""
    match query:
        case Term():
            return query.field
        case Near(left, _, _):
            return left.field
        case And(found, excluded):
            named = {only_field(part) for part in (*found, *excluded)}
        case Or(parts):
            named = {only_field(part) for part in parts}
    return named.pop() if len(named) == 1 else None


def term(text: str, *, prefix: bool = False) -> Term | None:
    """The term for a word or a phrase, None if there is no letter or digit in it."""
    runs = [piece for word in words(text) for piece in pieces(word)]
    tokens: list[str] = []
    for index, run in enumerate(runs):
        last = index == len(runs) - 1
        if not run.unspaced:
            tokens.append(run.text)
        elif last and len(run.text) == 1:
            tokens.append(run.text)
            prefix = True  # the character may stand anywhere in a run
        elif last:
            tokens += pairs(run.text)[:-1]
            prefix = False  # whatever follows is found anyway
        else:
            tokens += pairs(run.text)
    return Term(tuple(tokens), prefix) if tokens else None


class _Parser:
    """Recursive descent over the lexemes. Parts without letters or digits fall away."""

    def __init__(self, text: str) -> None:
        self.lexemes = [match for match in _LEXEME.finditer(text) if match.group().strip()]
        self.at = 0
        self.terms = 0
        self.depth = 0

    def whole(self) -> Query:
        query = self.any_of(None)
        if self.at < len(self.lexemes):
            raise UsageError("the search has a parenthesis without its other half")
        if query is None:
            raise UsageError("there is nothing to search for: give at least one word")
        if isinstance(query, _Not):
            raise UsageError("a search needs a word to find, not only words to leave out")
        return query

    def peek(self, kind: str) -> re.Match[str] | None:
        if self.at < len(self.lexemes) and self.lexemes[self.at][kind] is not None:
            return self.lexemes[self.at]
        return None

    def operator(self, *names: str) -> re.Match[str] | None:
        found = self.peek("operator")
        if found and found["operator"].split("/")[0] in names:
            self.at += 1
            return found
        return None

    def any_of(self, field: Field | None) -> Query | _Not | None:
        parts = [self.all_of(field)]
        while self.operator("OR"):
            self.expect_operand("OR")
            parts.append(self.all_of(field))
        kept = [part for part in parts if part is not None]
        if len(kept) <= 1:
            return kept[0] if kept else None
        if any(isinstance(part, _Not) for part in kept):
            raise UsageError("NOT can't stand beside OR by itself: say what to find in each part")
        return Or(tuple(part for part in kept if not isinstance(part, _Not)))

    def all_of(self, field: Field | None) -> Query | _Not | None:
        found: list[Query] = []
        excluded: list[Query] = []
        first = True
        while True:
            if self.operator("AND"):
                if first:
                    raise UsageError("AND needs something on both sides")
                self.expect_operand("AND")
            elif not first and (self.at >= len(self.lexemes) or self.ends()):
                break
            part = self.negated(field)
            first = False
            if isinstance(part, _Not):
                excluded.append(part.query)
            elif part is not None:
                found.append(part)
        if not found:
            return _Not(excluded[0] if len(excluded) == 1 else Or(tuple(excluded))) if excluded else None
        return found[0] if len(found) == 1 and not excluded else And(tuple(found), tuple(excluded))

    def ends(self) -> bool:
        lexeme = self.lexemes[self.at]
        return lexeme["close"] is not None or lexeme["operator"] == "OR"

    def expect_operand(self, operator: str) -> None:
        lexeme = self.lexemes[self.at] if self.at < len(self.lexemes) else None
        good = lexeme is not None and lexeme["close"] is None and lexeme["operator"] in (None, "NOT")
        if not good:
            raise UsageError(f"{operator} needs something on both sides")

    def negated(self, field: Field | None) -> Query | _Not | None:
        minus = self.peek("minus")
        if minus or self.operator("NOT"):
            self.at += 1 if minus else 0
            self.expect_operand("NOT")
            part = self.negated(field)
            if part is None:
                return None
            return part.query if isinstance(part, _Not) else _Not(part)
        return self.near(field)

    def near(self, field: Field | None) -> Query | _Not | None:
        left = self.primary(field)
        operator = self.operator("NEAR")
        if operator is None:
            return left
        self.expect_operand("NEAR")
        right = self.primary(field)
        if left is None or right is None:
            return left or right
        distance = int(operator["distance"] or DEFAULT_NEAR)
        if not isinstance(left, Term) or not isinstance(right, Term) or left.field != right.field:
            raise UsageError("NEAR stands between two words or phrases of one field")
        if distance > FARTHEST_NEAR:
            raise UsageError(f"NEAR reaches at most {FARTHEST_NEAR} words")
        if left == right:
            raise UsageError("NEAR needs two different words")
        if self.peek("operator") and self.lexemes[self.at]["operator"].startswith("NEAR"):
            raise UsageError("NEAR takes two words or phrases: join several with AND")
        return Near(left, right, distance)

    def primary(self, field: Field | None) -> Query | _Not | None:
        if self.at >= len(self.lexemes):
            raise UsageError("the search ends where a word is expected")
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme["open"]:
            return self.group(field)
        if lexeme["field"]:
            named: Field = lexeme["field"][:-1]  # type: ignore[assignment]
            if self.at >= len(self.lexemes):
                raise UsageError(f"{named}: needs a word after it")
            return self.primary(named)
        if lexeme["phrase"] is not None:
            return self.counted(term(lexeme["quoted"], prefix=bool(lexeme["phrase_star"])), field)
        if lexeme["word"] is not None:
            word = lexeme["word"]
            return self.counted(term(word.rstrip("*"), prefix=word.endswith("*")), field)
        raise UsageError(f"{lexeme.group().strip()} needs something on both sides")

    def group(self, field: Field | None) -> Query | _Not | None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise UsageError("the search has too many parentheses in one another")
        if self.peek("close"):
            self.at += 1
            inside = None
        else:
            inside = self.any_of(field)
            if not self.peek("close"):
                raise UsageError("the search has a parenthesis without its other half")
            self.at += 1
        self.depth -= 1
        return inside

    def counted(self, found: Term | None, field: Field | None) -> Term | None:
        if found is None:
            return None
        self.terms += len(found.tokens)
        if self.terms > _MOST_TERMS:
            raise UsageError(f"a search takes at most {_MOST_TERMS} words")
        return replace(found, field=field)
