"""The process in which one PostgreSQL statement runs. Needs psycopg only; started as a script.

The statement becomes the body of `DECLARE … CURSOR FOR`, sent through the extended protocol in a
read-only transaction under a role without rights: the server's own grammar takes nothing but one
SELECT, VALUES or TABLE there. What a SELECT could still do is call a function with side effects:
the names it calls are looked up in the server's catalog, and volatile functions are refused,
except the few that only give a value.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import psycopg
from frames import FRAME_BYTES, Output, serve, size_of
from psycopg import sql

HARMLESS = """
    clock_timestamp gen_random_uuid random random_normal statement_timestamp timeofday uuidv4 uuidv7
    """.split()
"""Volatile functions that only give a value."""

HARMFUL = """
    array_fill cursor_to_xml cursor_to_xmlschema database_to_xml database_to_xml_and_xmlschema
    database_to_xmlschema format lpad pg_current_xact_id query_to_xml query_to_xml_and_xmlschema
    query_to_xmlschema repeat rpad schema_to_xml schema_to_xml_and_xmlschema schema_to_xmlschema
    table_to_xml table_to_xml_and_xmlschema table_to_xmlschema ts_rewrite ts_stat txid_current
    """.split()
"""Functions that run a text as SQL, use up transaction numbers, or swell in the server's memory
in one step, whatever the catalog says about their volatility."""

SERVER_BYTES = 80 * 1024 * 1024
"""What the server's process may take. One step of a growing value can still double it."""

TYPES = {
    16: "boolean", 20: "integer", 21: "integer", 23: "integer", 26: "integer", 700: "real", 701: "real",
    1700: "numeric", 1082: "date", 1114: "timestamp", 1184: "timestamp", 17: "bytes",
}  # fmt: skip
"""Column types by the server's type number (pg_type.oid); all others are text."""


def settings(seconds: float) -> Iterator[str]:
    """What holds for the transaction."""
    milliseconds = max(1, int(seconds * 1000))
    yield "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
    yield f"SET LOCAL statement_timeout = {milliseconds}"
    yield f"SET LOCAL lock_timeout = {milliseconds}"
    yield "SET LOCAL idle_in_transaction_session_timeout = '10min'"
    yield "SET LOCAL standard_conforming_strings = on"
    yield "SET LOCAL work_mem = '16MB'"
    yield "SET LOCAL hash_mem_multiplier = 1"
    yield "SET LOCAL max_parallel_workers_per_gather = 0"
    yield "SET LOCAL jit = off"
    yield "SET LOCAL timezone = 'UTC'"


def give_up_rights(connection: psycopg.Connection[Any], role: str) -> None:
    """Take on the role that may only read, if this user can; a superuser can always."""
    row = connection.execute(
        "SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),"
        " EXISTS (SELECT FROM pg_roles WHERE rolname = %(role)s AND pg_has_role(current_user, oid, 'MEMBER')"
        # Roles belong to the whole server, rights to one database: it may be the reader of another archive.
        " AND has_table_privilege(oid, to_regclass('articles'), 'SELECT'))",
        {"role": role},
    ).fetchone()
    superuser, has_reader = row or (False, False)
    if superuser:
        connection.execute("SET LOCAL temp_file_limit = '512MB'")
    if has_reader:
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
    elif superuser:
        connection.execute("SET LOCAL ROLE pg_read_all_data")


def harmful_call(connection: psycopg.Connection[Any], names: list[str]) -> str | None:
    """The first of the names that is a function with side effects, as the catalog says."""
    row = connection.execute(
        "SELECT proname FROM pg_catalog.pg_proc WHERE proname = ANY(%s::text[]) AND"
        " (proname = ANY(%s::text[]) OR (provolatile = 'v' AND proname <> ALL(%s::text[]))) LIMIT 1",
        (names, HARMFUL, HARMLESS),
    ).fetchone()
    return row[0] if row else None


class ServerWatch:
    """Stops the statement when the server's process for it swells.

    PostgreSQL has no memory limit for one statement (work_mem bounds sorts and hashes, not values
    that grow). Where server and archive share a machine, the kernel tells the size of the server's
    process; where they don't, the server's own administration has to bound it.
    """

    def __init__(self, connection: psycopg.Connection[Any], limit: int) -> None:
        self.connection, self.limit = connection, limit
        self.tripped = False
        self._stop = threading.Event()
        pid = connection.info.backend_pid
        self.status = f"/proc/{pid}/status"
        database = connection.info.dbname
        with (
            contextlib.suppress(OSError),
            open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file,  # noqa: PTH123
        ):
            title = file.read()
            if title.startswith("postgres:") and f" {database} " in title:
                threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while not self._stop.wait(0.01):
            try:
                with open(self.status, encoding="ascii") as file:  # noqa: PTH123
                    used = next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))
            except (OSError, StopIteration):
                return
            if used * 1024 > self.limit:
                self.tripped = True
                with contextlib.suppress(psycopg.Error):
                    self.connection.cancel_safe(timeout=2)
                return

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()


def plain(value: Any) -> Any:
    """A value as the frames can carry it; the parent knows the column's type."""
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    if isinstance(value, (memoryview, bytearray)):
        return bytes(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)


def fetch_all(
    cursor: psycopg.ServerCursor[Any], seconds: float, started: float, output: Output
) -> Iterator[tuple[Any, ...]]:
    """The rows, in portions of about the size of a frame, each within the time that is left."""
    portion = 20
    while True:
        left = seconds - (time.monotonic() - started - output.waited)
        with cursor.connection.cursor() as clock:
            clock.execute(f"SET LOCAL statement_timeout = {max(1, int(left * 1000))}")
        rows = cursor.fetchmany(portion)
        if not rows:
            return
        size = 0
        for row in rows:
            ready = tuple(plain(value) for value in row)
            size += size_of(ready)
            yield ready
        portion = max(1, min(5000, FRAME_BYTES * portion // max(size, 1), portion * 4))


def run(request: dict[str, Any], output: Output) -> None:
    """Run the statement of the request and send its rows."""
    started = time.monotonic()
    with psycopg.connect(
        **request["connect"], connect_timeout=10, application_name="newsarchive query"
    ) as connection:
        for setting in settings(request["seconds"]):
            connection.execute(setting)
        harmful = harmful_call(connection, request["names"])
        if harmful:
            output.send("error", "harmful", harmful)
            return
        give_up_rights(connection, request["role"])
        watch = ServerWatch(connection, SERVER_BYTES)
        try:
            cursor = psycopg.ServerCursor(connection, "newsarchive_query", scrollable=False)
            cursor.execute(request["sql"].encode(), request["params"])
            output.send(
                "columns",
                [(column.name, TYPES.get(column.type_code, "text")) for column in cursor.description or ()],
            )
            output.send_rows(fetch_all(cursor, request["seconds"], started, output))
        except psycopg.Error as error:
            if not watch.tripped:
                raise
            raise MemoryError from error
        finally:
            watch.stop()
        output.send("done")


if __name__ == "__main__":
    serve(
        run,
        {
            psycopg.Error: lambda error: error.sqlstate or type(error).__name__,
            ValueError: lambda _: "value",
            OverflowError: lambda _: "value",
        },
    )
