"""`Store`: one open database of an archive, with its sessions and its schema's version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from filelock import FileLock, Timeout
from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import Session

from newsarchive.errors import NotAnArchive, SchemaOutdated, SchemaTooNew, StoreError
from newsarchive.store import migrate
from newsarchive.store.engine import BUSY_TIMEOUT_MS, make_engine, parse_url, switch_to_wal, writing
from newsarchive.store.failures import mapped_errors

SCHEMA_VERSION = "0006"
"""The version of the schema that this version of newsarchive reads and writes."""

WAL_LIMIT = 64 * 1024 * 1024
"""Size of SQLite's write-ahead log, in bytes, past which it is moved into the file after a transaction."""

CHECKPOINT_WAIT_MS = 200
"""How long a checkpoint waits for readers, in milliseconds."""

UPGRADE_COMMAND = "newsarchive db upgrade"


class Store:
    """One open database. Use as a context manager, or call `close()`.

    Not shared between processes; one process may use it from several threads.
    """

    def __init__(self, url: URL) -> None:
        self.url = url
        self.engine: Engine = make_engine(url)
        self._writing_engine = writing(self.engine)
        self._wrote = False
        self._lock = FileLock(f"{self.path}.writer", timeout=BUSY_TIMEOUT_MS / 1000) if self.path else None

    @classmethod
    def open(cls, url: str, *, create: bool = True, check: bool = True) -> Self:
        """Open a database by URL: `sqlite:///FILE` or `postgresql://user@host/name`.

        A SQLite file that does not exist, and a database without a single table, become a new,
        empty archive when `create` is true. With `check` an archive at another schema version is refused.

        Raises `SchemaOutdated`, `SchemaTooNew`, `NotAnArchive` or `StoreError`.
        """
        store = cls(parse_url(url))
        try:
            if create and store.is_empty():
                store.create()
            if check:
                store.check_schema()
        except BaseException:
            store.close()
            raise
        return store

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    def is_empty(self) -> bool:
        """Whether there is nothing yet: no file, or a database without tables."""
        if self.path is not None and not self.path.exists():
            return True
        with mapped_errors(), self.engine.connect() as connection:
            return not inspect(connection).get_table_names()

    def create(self) -> None:
        """Make the newest schema in an empty database, in one transaction.

        Raises `NotAnArchive` when the database holds tables of something else.
        """
        if self.path is not None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{self.path.parent}: {error.strerror}") from error
        self.upgrade(backup=False)

    def upgrade(self, *, to: str = "head", backup: bool = True) -> Path | None:
        """Bring the schema to version `to` in one transaction; the data stays.

        SQLite files are copied first (`FILE.backup-VERSION`), unless `backup` is false or there is
        nothing to do.
        Returns the backup's path, if one was made. A kill at any moment leaves the old schema whole.
        """
        current = None if self.is_empty() else self.current()
        if current == migrate.resolve(to):
            return None
        made = self._back_up(current) if backup and current else None
        with mapped_errors(), self._only_writer():
            if self.is_sqlite:
                switch_to_wal(self.engine)
            migrate.run(self.engine, to)
        return made

    def downgrade(self, to: str) -> None:
        """Bring the schema back to an older version `to`. What only newer versions hold is lost."""
        self.current()
        self._back_up(self.current())
        with mapped_errors(), self._only_writer():
            migrate.run(self.engine, to, down=True)

    def current(self) -> str:
        """The schema's version, such as `0001`. Raises `NotAnArchive` when there is none."""
        if self.path is not None and not self.path.exists():
            raise NotAnArchive(f"{self.path}: there is no such database")
        with mapped_errors(), self.engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            if not {"alembic_version", "captures", "articles"} <= tables:
                raise NotAnArchive(f"{self.described} is not a newsarchive database")
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
        if version is None:
            raise NotAnArchive(f"{self.described} is not a newsarchive database")
        return str(version)

    def check_schema(self) -> None:
        """Pass when the schema is the one this version of newsarchive was made for.

        Raises `SchemaOutdated` (naming the command that upgrades), `SchemaTooNew` or `NotAnArchive`.
        """
        version = self.current()
        if version == SCHEMA_VERSION:
            return
        if version in migrate.versions():
            raise SchemaOutdated(
                f"{self.described} has schema {version}, this newsarchive needs {SCHEMA_VERSION}: "
                f"run `{UPGRADE_COMMAND}`"
            )
        raise SchemaTooNew(
            f"{self.described} has schema {version}, made by a newer newsarchive; "
            f"this one knows {SCHEMA_VERSION}: update newsarchive"
        )

    @property
    def described(self) -> str:
        """The database in words for messages; never a password."""
        return str(self.path) if self.path is not None else self.url.render_as_string(hide_password=True)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session in one transaction: committed at the end of the block, undone when it raises.

        On SQLite it holds the write lock from its start, and the write-ahead log is moved into the
        file when it has grown. Raises `StoreError`.
        """
        self._wrote = True
        with mapped_errors(), self._only_writer():
            with Session(self._writing_engine, expire_on_commit=False) as session, session.begin():
                yield session
            if self._wal_bytes() > WAL_LIMIT:
                self._move_wal()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one consistent state of the database. Raises `StoreError`."""
        with mapped_errors(), Session(self.engine) as session:
            if not self.is_sqlite:
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            try:
                yield session
            finally:
                session.expunge_all()  # what was read stays usable
                session.rollback()

    def checkpoint(self) -> bool:
        """Move what SQLite's write-ahead log holds into the database file (see `engine`).

        Done by itself when the log has grown and when a store that wrote is closed. Never waits long
        for readers; whether all was moved is the answer. Nothing to do on PostgreSQL. Raises `StoreError`.
        """
        if not self.is_sqlite:
            return True
        with mapped_errors(), self._only_writer():
            return self._move_wal()

    def _move_wal(self) -> bool:
        with self.engine.connect() as connection:
            raw: Any = connection.connection.driver_connection
            raw.execute(f"PRAGMA busy_timeout={CHECKPOINT_WAIT_MS}")
            try:
                busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            finally:
                raw.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
        return not busy

    def _wal_bytes(self) -> int:
        if self.path is None:
            return 0
        try:
            return self.path.with_name(self.path.name + "-wal").stat().st_size
        except OSError:
            return 0

    @contextmanager
    def _only_writer(self) -> Iterator[None]:
        """Within the block no other process of ours writes to the SQLite file (see `engine`)."""
        if self._lock is None:
            yield
            return
        try:
            self._lock.acquire()
        except Timeout:
            raise StoreError(f"{self.path}: another run is writing to it; try again later") from None
        except OSError as error:
            raise StoreError(f"{self.path}: the archive can't be written to: {error.strerror}") from error
        try:
            yield
        finally:
            self._lock.release()

    def _back_up(self, version: str) -> Path | None:
        if self.path is None:
            return None
        return migrate.back_up(self.path, version)

    def close(self) -> None:
        """Give back all connections; what was written to SQLite is moved into its one file first."""
        if self._wrote and self._wal_bytes():
            with suppress(StoreError):  # a full disk: what was committed stays in the log, nothing is lost
                self.checkpoint()
        self._wrote = False
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
