"""Start a worker for one statement and pass on its rows."""

from __future__ import annotations

import io
import marshal
import select
import struct
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from newsarchive.errors import NewsArchiveError, QueryLimit, QueryRefused, StoreError
from newsarchive.store.query.failures import failure, needed_too_much, took_too_long
from newsarchive.store.query.lexer import called_names, to_psycopg
from newsarchive.store.query.model import Column, ColumnType, QueryLimits, QueryResult, Row
from newsarchive.store.query.reader_role import READER_ROLE

_WORKERS = Path(__file__).parent / "workers"
_GRACE = 1.0
"""Seconds beyond the time limit until a worker that has not stopped by itself is killed."""


def run_query(
    url: str,
    sql: str,
    params: Mapping[str, Any] | None = None,
    *,
    limits: QueryLimits | None = None,
) -> QueryResult:
    """Run one reading statement and stream its rows.

    Args:
        url: SQLAlchemy URL of the archive's database (SQLite or PostgreSQL).
        sql: one SELECT (or WITH … SELECT, VALUES); parameters as `:name`.
        params: values for the parameters: text, numbers, dates or None.
        limits: how much it may use (default: 30 seconds).

    Returns:
        The columns and an iterator over the rows. Text times of SQLite stay text; PostgreSQL's
        `timestamptz` are aware `datetime`s in UTC.

    Raises:
        QueryRefused: the statement is no SQL, is more than one statement, or would not only read.
        QueryLimit: it passed a limit; may also be raised while rows are read.
        StoreError: the database could not be reached or read.
    """
    limits = limits or QueryLimits()
    target = _url(url)
    sql = sql.strip().rstrip(";").rstrip()
    if not sql:
        raise QueryRefused("the query is empty")
    if "\0" in sql:
        raise QueryRefused("the query holds a NUL character")
    values = {name: _parameter(value) for name, value in (params or {}).items()}
    if target.get_backend_name() == "sqlite":
        worker, request = "sqlite_worker.py", _sqlite_request(target, sql, values)
    else:
        worker, request = "postgres_worker.py", _postgres_request(target, sql, values)
    request |= {"seconds": limits.seconds, "memory": limits.memory}
    return _Session(worker, request, limits).result()


def _url(url: str) -> URL:
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"not a database URL: {error}") from error
    if target.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"newsarchive keeps archives in SQLite or PostgreSQL, not {target.get_backend_name()}"
        )
    return target


def _parameter(value: Any) -> Any:
    """A parameter as both databases take it."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise QueryRefused("a time given as parameter needs a zone")
        value = value.astimezone(UTC).replace(tzinfo=None)
        return value.isoformat(timespec="microseconds" if value.microsecond else "seconds") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value


def _sqlite_request(url: URL, sql: str, params: dict[str, Any]) -> dict[str, Any]:
    if not url.database or not Path(url.database).is_file():
        raise StoreError(f"there is no database at {url.database or 'an empty path'}")
    return {"path": f"{Path(url.database).resolve().as_uri()}?mode=ro", "sql": sql, "params": params}


def _postgres_request(url: URL, sql: str, params: dict[str, Any]) -> dict[str, Any]:
    statement, wanted = to_psycopg(sql)
    missing = wanted - params.keys()
    if missing:
        raise QueryRefused(f"the query needs a value for :{min(missing)}")
    keys: dict[str, Any] = {str(key): value for key, value in url.query.items()}
    given = {
        "host": url.host,
        "port": url.port,
        "user": url.username,
        "password": url.password,
        "dbname": url.database,
    }
    keys |= {key: value for key, value in given.items() if value is not None}
    return {
        "connect": keys,
        "sql": statement,
        "params": {name: params[name] for name in wanted},
        "names": list(called_names(sql)),
        "role": READER_ROLE,
    }


class _Session:
    """A running worker."""

    def __init__(self, worker: str, request: dict[str, Any], limits: QueryLimits) -> None:
        self.limits = limits
        self.time_left = limits.seconds + _GRACE
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-E", str(_WORKERS / worker)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        try:
            assert self.process.stdin is not None
            with self.process.stdin as pipe:
                pipe.write(marshal.dumps(request))
        except (BrokenPipeError, ValueError) as error:
            self.stop()
            raise QueryRefused(f"a value of the query can't be passed on: {error}") from error

    def result(self) -> QueryResult:
        """Wait for the columns; the rows follow as they are asked for."""
        try:
            frame = self.frame()
            if frame[0] != "columns":
                raise self.failed(frame)
        except BaseException:
            self.stop()
            raise
        columns = tuple(Column(name, cast(ColumnType, kind)) for name, kind in frame[1])
        result = QueryResult(columns, iter(()))
        result.rows = self.rows(result)
        return result

    def rows(self, result: QueryResult) -> Iterator[Row]:
        """All rows up to the limits, with values of the columns' types."""
        count = size = 0
        converters = [_CONVERTERS.get(column.type) for column in result.columns]
        convert = any(converters)
        try:
            while True:
                frame = self.frame()
                if frame[0] == "done":
                    return
                if frame[0] != "rows":
                    raise self.failed(frame)
                for raw in frame[1]:
                    if self.limits.rows is not None and count >= self.limits.rows:
                        result.cut = True
                        return
                    count += 1
                    if self.limits.bytes is not None:
                        size += sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in raw)
                        if size > self.limits.bytes:
                            raise QueryLimit(
                                f"the result is larger than {self.limits.bytes:,} bytes: ask for less"
                            )
                    yield _converted(raw, converters) if convert else raw
        finally:
            self.stop()

    def frame(self) -> tuple[Any, ...]:
        """The next frame, within what is left of the time."""
        head = self.read(4)
        frame: tuple[Any, ...] = marshal.loads(self.read(struct.unpack(">I", head)[0]))  # noqa: S302 - our own worker wrote it
        return frame

    def read(self, length: int) -> bytes:
        """Exactly so many bytes from the worker."""
        pipe = cast(io.FileIO, self.process.stdout)
        data = bytearray()
        while len(data) < length:
            started = time.monotonic()
            ready, _, _ = select.select([pipe], [], [], max(0.0, self.time_left))
            self.time_left -= time.monotonic() - started
            if not ready:
                self.stop()
                raise took_too_long(self.limits)
            piece = pipe.read(min(length - len(data), 1 << 20))
            if not piece:
                raise self.died()
            data += piece
        return bytes(data)

    def died(self) -> NewsArchiveError:
        """The worker ended without a word: it ran into a limit of its process."""
        self.process.kill()
        status = self.process.wait()
        if status in (-24, 152):  # SIGXCPU
            return took_too_long(self.limits)
        return needed_too_much()

    def failed(self, frame: tuple[Any, ...]) -> NewsArchiveError:
        """The error that an error frame tells of."""
        return failure(str(frame[1]), str(frame[2]), self.limits)

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


def _timestamp(value: Any) -> datetime:
    return datetime.fromisoformat(value)


_CONVERTERS: dict[str, Any] = {"timestamp": _timestamp, "date": date.fromisoformat, "numeric": Decimal}


def _converted(raw: Row, converters: list[Any]) -> Row:
    return tuple(
        value if value is None or convert is None else convert(value)
        for value, convert in zip(raw, converters, strict=True)
    )
