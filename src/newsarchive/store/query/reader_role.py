"""The PostgreSQL role under which queries run."""

from __future__ import annotations

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from newsarchive.errors import StoreError, UsageError

READER_ROLE = "newsarchive_reader"
"""May connect to nothing and write nothing: reads the tables and views of the archive."""

_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{READER_ROLE}') THEN
        CREATE ROLE {READER_ROLE} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION;
    END IF;
    EXECUTE format('GRANT {READER_ROLE} TO %%I', current_user);
END $$
"""
_RIGHTS = """
DO $$ BEGIN
    EXECUTE format('GRANT USAGE ON SCHEMA %%I TO {role}', current_schema());
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %%I TO {role}', current_schema());
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES IN SCHEMA %%I GRANT SELECT ON TABLES TO {role}', current_schema());
END $$
""".replace("{role}", READER_ROLE)


def grant_reader(url: str) -> None:
    """Make the reading role, if need be, and give it the right to read this archive.

    Call it as the owner of the archive's tables, with the right to create roles. It can be
    called again at any time.

    Raises:
        UsageError: the archive is not in PostgreSQL.
        StoreError: this user may not create roles, or the server can't be reached.
    """
    if make_url(url).get_backend_name() != "postgresql":
        raise UsageError("only PostgreSQL has roles; an SQLite archive needs none")
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(_ROLE)
            connection.exec_driver_sql(_RIGHTS)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().split("\n", 1)[0]
        raise StoreError(f"the role {READER_ROLE} could not be made: {reason}") from error
    finally:
        engine.dispose()
