"""Ad-hoc SQL that can only read: limits of time, rows and bytes, on both databases.

`run_query` is the one way in. The statement runs in a process of its own, with a memory limit
and a deadline after which it is killed, because neither database can be trusted to stop every
statement by itself.
"""

from __future__ import annotations

from newsarchive.store.query.model import Column, ColumnType, QueryLimits, QueryResult, Row, Value
from newsarchive.store.query.named import NamedQuery, Parameter, list_queries, load_query
from newsarchive.store.query.reader_role import READER_ROLE, grant_reader
from newsarchive.store.query.run import run_query

__all__ = [
    "READER_ROLE",
    "Column",
    "ColumnType",
    "NamedQuery",
    "Parameter",
    "QueryLimits",
    "QueryResult",
    "Row",
    "Value",
    "grant_reader",
    "list_queries",
    "load_query",
    "run_query",
]
