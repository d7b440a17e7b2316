"""What a worker's error means to the person who asked."""

from __future__ import annotations

import re

from newsarchive.errors import NewsArchiveError, QueryLimit, QueryRefused, StoreError
from newsarchive.store.query.model import QueryLimits

_WRITES = re.compile(
    r'at or near "(?:insert|update|delete|merge|truncate|create|alter|drop|copy|grant|revoke|set|reset'
    r"|begin|commit|rollback|vacuum|analyze|call|do|lock|listen|notify|prepare|execute|cluster|comment|explain"
    r'|refresh|reindex|;)"',
    re.IGNORECASE,
)
"""Where PostgreSQL stumbles over a statement that would do something else than read."""
_READ_ONLY = "queries can only read: write a single SELECT"
_MEMORY = "the query needed more memory than it may use: ask for less at a time"


def took_too_long(limits: QueryLimits) -> QueryLimit:
    """The word for a statement that was stopped at its time limit."""
    return QueryLimit(f"the query took longer than {limits.seconds:g} s and was stopped")


def needed_too_much() -> QueryLimit:
    """The word for a statement that ran into its memory limit."""
    return QueryLimit(_MEMORY)


def failure(kind: str, message: str, limits: QueryLimits) -> NewsArchiveError:
    """An error of `errors.py` for an error frame.

    Args:
        kind: name of Python's exception class, or PostgreSQL's SQLSTATE (manual, appendix A).
        message: what the database said.
        limits: the limits that held.
    """
    line = _first_line(message)
    if kind == "memory":
        return needed_too_much()
    if kind == "empty":
        return QueryRefused(_READ_ONLY)
    if kind == "harmful":
        return QueryRefused(
            f"the function {line} may not be called in a query: it does more than give a value"
        )
    sqlite = kind in _SQLITE_KINDS
    return _sqlite(line, limits) if sqlite else _postgres(kind, line, limits)


_SQLITE_KINDS = frozenset(
    "OperationalError DatabaseError DataError ProgrammingError InterfaceError IntegrityError InternalError"
    " NotSupportedError Error Warning OverflowError UnicodeDecodeError UnicodeEncodeError ValueError".split()
)


def _sqlite(line: str, limits: QueryLimits) -> NewsArchiveError:
    low = line.lower()
    if "interrupted" in low:
        return took_too_long(limits)
    if "too big" in low or "out of memory" in low or "disk is full" in low or "disk i/o" in low:
        return needed_too_much()
    if any(word in low for word in ("not authorized", "prohibited", "one statement at a time", "readonly")):
        return QueryRefused(f"{_READ_ONLY} ({line})")
    if any(word in low for word in ("unable to open", "not a database", "malformed", "locked")):
        return StoreError(f"the database can't be read: {line}")
    return QueryRefused(f"the database does not take this query: {line}")


def _postgres(state: str, line: str, limits: QueryLimits) -> NewsArchiveError:
    if state in ("57014", "55P03", "25P03", "25P04"):
        return took_too_long(limits)
    if state.startswith(("53", "54")):
        return QueryLimit(f"{_MEMORY} ({line})")
    # A cursor is declared for the statement, so one that does not read is an error of syntax.
    if state in ("25006", "0A000") or (state == "42601" and _WRITES.search(line)):
        return QueryRefused(f"{_READ_ONLY} ({line})")
    if state == "42501":
        return QueryRefused(f"the reading role may not do this ({line})")
    if state.startswith(("42", "22", "2B", "21", "20", "34", "0", "25", "28P")):
        return QueryRefused(f"the database does not take this query: {line}")
    if state == "value":
        return QueryRefused(f"a value of the query can't be used: {line}")
    if "out of memory" in line.lower():
        return needed_too_much()
    return StoreError(f"the database could not answer: {line or state}")


def _first_line(message: str) -> str:
    return message.strip().split("\n", 1)[0]
