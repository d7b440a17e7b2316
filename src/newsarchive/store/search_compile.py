"""A search, written for FTS5 and for PostgreSQL's tsquery."""

from __future__ import annotations

from newsarchive.store.search_language import And, Field, Near, Or, Query, Term

WEIGHTS: dict[Field, str] = {"headline": "A", "subheads": "B", "body": "D"}
"""PostgreSQL marks a position's field by its weight."""


def to_fts5(query: Query) -> str:
    """The search as an FTS5 expression (https://sqlite.org/fts5.html, section 3)."""
    match query:
        case Term():
            return f"({_fts5_field(query.field)}{_fts5_term(query)})"
        case Near(left, right, distance):
            return f"({_fts5_field(left.field)}NEAR({_fts5_term(left)} {_fts5_term(right)}, {distance}))"
        case Or(parts):
            return "(" + " OR ".join(to_fts5(part) for part in parts) + ")"
        case And(found, excluded):
            text = "(" + " AND ".join(to_fts5(part) for part in found) + ")"
            return f"({text} NOT ({' OR '.join(to_fts5(part) for part in excluded)}))" if excluded else text


def _fts5_field(field: Field | None) -> str:
    return f"{{{field}}} : " if field else ""


def _fts5_term(term: Term) -> str:
    return '"' + " ".join(term.tokens) + '"' + (" *" if term.prefix else "")


def to_tsquery(query: Query) -> str:
    """The search in the text form of PostgreSQL's `tsquery` (manual, section 8.11.2)."""
    match query:
        case Term():
            return _tsquery_term(query)
        case Near(left, right, distance):
            return _tsquery_near(left, right, distance)
        case Or(parts):
            return "(" + " | ".join(to_tsquery(part) for part in parts) + ")"
        case And(found, excluded):
            text = "(" + " & ".join(to_tsquery(part) for part in found) + ")"
            return f"({text} & !({' | '.join(to_tsquery(part) for part in excluded)}))" if excluded else text


def words_query(query: Query) -> str:
    """A `tsquery` for all that have the words of a search, wherever they stand: no less than it finds."""
    match query:
        case Term():
            return _words(query)
        case Near(left, right, _):
            return f"({_words(left)} & {_words(right)})"
        case Or(parts):
            return "(" + " | ".join(words_query(part) for part in parts) + ")"
        case And(found, _):
            return "(" + " & ".join(words_query(part) for part in found) + ")"


def _words(term: Term) -> str:
    whole = term.tokens[:-1] if term.prefix else term.tokens
    parts = [f"'{token}'" for token in dict.fromkeys(whole)]
    if term.prefix:
        parts.append(f"'{term.tokens[-1]}':*")
    return "(" + " & ".join(parts) + ")"


def _tsquery_term(term: Term) -> str:
    weight = WEIGHTS[term.field] if term.field else ""
    parts = [f"'{token}'" + (f":{weight}" if weight else "") for token in term.tokens]
    if term.prefix:
        parts[-1] = f"'{term.tokens[-1]}':*{weight}"
    return "(" + " <-> ".join(parts) + ")"


def _tsquery_near(left: Term, right: Term, distance: int) -> str:
    """Every distance in either order. FTS5 also counts one word that fills both places: `<0>`."""
    one, other = _tsquery_term(left), _tsquery_term(right)
    parts = [f"{one} <{step}> {other} | {other} <{step}> {one}" for step in range(1, distance + 2)]
    if len(left.tokens) == len(right.tokens) == 1 and (left.prefix or right.prefix):
        parts.insert(0, f"{one} <0> {other}")
    return "(" + " | ".join(parts) + ")"
