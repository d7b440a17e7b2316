"""The process in which one SQLite statement runs. Standard library only; started as a script.

Three walls stand between the statement and the archive: the file is opened read-only, an
authorizer lets through nothing but reading, and the process itself has little memory and little
time. Each alone has been got round (`ATTACH` undoes `mode=ro`, a `printf` runs past a progress
handler); together they hold.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import Any

from frames import Output, serve

LONGEST_VALUE = 16 * 1024 * 1024

FUNCTIONS = frozenset(
    """
    abs avg bm25 ceil ceiling char coalesce concat concat_ws cos count cume_dist date datetime degrees
    dense_rank exp first_value floor format glob group_concat hex highlight if ifnull iif instr json
    json_array json_array_length json_extract json_group_array json_group_object json_object json_quote
    json_type json_valid julianday lag last_value lead length like likelihood likely ln log log10 log2
    lower ltrim match max median min mod nth_value ntile nullif octet_length percent_rank percentile
    percentile_cont percentile_disc pi pow power printf quote radians random randomblob rank replace
    round row_number rtrim sign sin snippet soundex sqlite_version sqrt strftime string_agg substr
    substring sum tan time timediff total trim trunc typeof unhex unicode unixepoch unlikely upper
    zeroblob -> ->>
    """.split()
)
"""Functions that give a value and do nothing else (https://sqlite.org/lang_corefunc.html and its kin)."""

READING_PRAGMAS = frozenset(
    "data_version foreign_key_list index_info index_list index_xinfo table_info table_list"
    " table_xinfo".split()
)
"""Pragmas that describe. `data_version` is asked by FTS5 itself."""

LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 200_000),
    (sqlite3.SQLITE_LIMIT_COLUMN, 500),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 500),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)


def authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _trigger: str | None
) -> int:
    """Let through what reads; everything not named here is denied."""
    if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION:
        return sqlite3.SQLITE_OK if str(second).lower() in FUNCTIONS else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if str(first).lower() in READING_PRAGMAS else sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_DENY


def connect(path: str, memory: int) -> sqlite3.Connection:
    """A read-only connection behind the authorizer."""
    connection = sqlite3.connect(path, uri=True, isolation_level=None, timeout=5.0, cached_statements=0)
    for limit, amount in LIMITS:
        connection.setlimit(limit, amount)
    connection.execute(f"PRAGMA hard_heap_limit = {int(memory * 0.75)}")
    connection.execute("PRAGMA query_only = 1")
    connection.execute("PRAGMA trusted_schema = 0")
    connection.execute("PRAGMA cache_size = -32000")
    with contextlib.suppress(sqlite3.OperationalError):
        # Opened for the first time, an FTS5 table declares its columns: to the authorizer that is writing.
        connection.execute("SELECT 0 FROM search_index LIMIT 0")
    connection.set_authorizer(authorize)
    return connection


def run(request: dict[str, Any], output: Output) -> None:
    """Run the statement of the request and send its rows."""
    deadline = time.monotonic() + request["seconds"]
    connection = connect(request["path"], request["memory"])
    connection.set_progress_handler(lambda: time.monotonic() - output.waited > deadline, 2000)
    cursor = connection.execute(request["sql"], request["params"])
    if cursor.description is None:
        output.send("error", "empty", "")
        return
    output.send("columns", [(column[0], "unknown") for column in cursor.description])
    output.send_rows(cursor)
    output.send("done")


def error_kind(error: Exception) -> str:
    """What the error frame says: the name of Python's exception."""
    return type(error).__name__


if __name__ == "__main__":
    serve(
        run,
        dict.fromkeys((sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeError, ValueError), error_kind),
    )
