"""Just enough of PostgreSQL's lexical rules to find parameters and the names of called functions.

Source: PostgreSQL manual, section 4.1 "Lexical Structure", with `standard_conforming_strings = on`
(which the worker sets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from newsarchive.errors import QueryRefused

TokenKind = Literal["space", "name", "quoted_name", "string", "parameter", "other"]


class Token(NamedTuple):
    """A piece of the statement; the pieces joined give the statement again."""

    kind: TokenKind
    text: str


_DOLLAR = re.compile(r"\$(?:[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_\x80-\U0010ffff]*)?\$")
_NAME = re.compile(r"[A-Za-z_\x80-\U0010ffff][A-Za-z0-9_$\x80-\U0010ffff]*")
_NUMBER = re.compile(r"\.?[0-9][0-9A-Za-z_.]*")
_PARAMETER = re.compile(r":[A-Za-z_][A-Za-z0-9_]*")
_SPACE = re.compile(r"(?:[ \t\r\n\f\v]+|--[^\r\n]*)+")
_PLAIN_STRING = re.compile(r"'(?:[^']|'')*'")
_ESCAPE_STRING = re.compile(r"[eE]'(?:[^'\\]|''|\\.)*'", re.DOTALL)
_BIT_STRING = re.compile(r"[bBxXnN]'(?:[^']|'')*'")
_QUOTED_NAME = re.compile(r'"(?:[^"]|"")*"')
_UNICODE = re.compile(r"[uU]&['\"]")


def _block_comment_end(sql: str, start: int) -> int:
    """Where a comment that begins at `start` ends; comments nest in PostgreSQL."""
    depth, at = 1, start + 2
    while depth:
        following = re.compile(r"/\*|\*/").search(sql, at)
        if following is None:
            raise QueryRefused("the statement has a comment /* without its end */")
        depth += 1 if following.group() == "/*" else -1
        at = following.end()
    return at


def tokens(sql: str) -> Iterator[Token]:
    """Cut a statement into tokens.

    Raises:
        QueryRefused: a string, name or comment has no end; a Unicode escape `U&` is used.
    """
    at = 0
    while at < len(sql):
        kind, end = _next(sql, at)
        yield Token(kind, sql[at:end])
        at = end


def _next(sql: str, at: int) -> tuple[TokenKind, int]:
    if sql.startswith("/*", at):
        return "space", _block_comment_end(sql, at)
    if _UNICODE.match(sql, at):
        raise QueryRefused("Unicode escapes (U&) are not taken in queries: write the characters themselves")
    dollar = _DOLLAR.match(sql, at)
    if dollar:
        end = sql.find(dollar.group(), dollar.end())
        if end < 0:
            raise QueryRefused("the statement has a dollar-quoted string without its end")
        return "string", end + len(dollar.group())
    if sql.startswith("::", at):
        return "other", at + 2
    for kind, pattern in _PATTERNS:
        found = pattern.match(sql, at)
        if found:
            return kind, found.end()
    if sql[at] in "'\"":
        raise QueryRefused("the statement has a quote without its end")
    return "other", at + 1


_PATTERNS: tuple[tuple[TokenKind, re.Pattern[str]], ...] = (
    ("space", _SPACE),
    ("string", _ESCAPE_STRING),
    ("string", _BIT_STRING),
    ("string", _PLAIN_STRING),
    ("quoted_name", _QUOTED_NAME),
    ("name", _NAME),
    ("other", _NUMBER),
    ("parameter", _PARAMETER),
)


def called_names(sql: str) -> tuple[str, ...]:
    """Every name that a `(` follows or a `.` precedes, spelled as the catalog spells it.

    More names than functions (CTEs with columns, columns behind an alias): the catalog decides.
    """
    found: list[str] = []
    significant = [token for token in tokens(sql) if token.kind != "space"]
    for index, token in enumerate(significant):
        if token.kind not in ("name", "quoted_name"):
            continue
        follows = significant[index + 1].text if index + 1 < len(significant) else ""
        before = significant[index - 1].text if index else ""
        if follows == "(" or before == ".":
            name = token.text
            found.append(name[1:-1].replace('""', '"') if token.kind == "quoted_name" else _fold(name))
    return tuple(dict.fromkeys(found))


def _fold(name: str) -> str:
    """Lower case for ASCII only, as PostgreSQL folds names in UTF-8."""
    return "".join(char.lower() if char.isascii() else char for char in name)


def to_psycopg(sql: str) -> tuple[str, frozenset[str]]:
    """The statement with `:name` turned into psycopg's `%(name)s`, and the names."""
    parts: list[str] = []
    names: set[str] = set()
    for token in tokens(sql):
        if token.kind == "parameter":
            names.add(token.text[1:])
            parts.append(f"%({token.text[1:]})s")
        else:
            parts.append(token.text.replace("%", "%%"))
    return "".join(parts), frozenset(names)
