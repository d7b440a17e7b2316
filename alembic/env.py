"""Alembic's entry: runs the migrations on the connection that newsarchive hands over.

From the command line (`alembic check`, `alembic revision --autogenerate`) the URL is taken from
`-x url=…`, or from `sqlalchemy.url` in alembic.ini.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection

from newsarchive.store import views
from newsarchive.store.engine import make_engine, parse_url
from newsarchive.store.migrate import SEARCH_PREFIX
from newsarchive.store.schema import metadata


def include_object(_object: Any, name: str | None, kind: str, reflected: bool, _compare_to: Any) -> bool:
    """Leave the full-text index out of comparisons: no model knows it."""
    return not (kind == "table" and reflected and (name or "").startswith(SEARCH_PREFIX))


def run_migrations(connection: Connection) -> None:
    """Drop the views, run the steps, make the views anew: one transaction."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=include_object,
        compare_type=True,
        compare_server_default=True,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    looking_only = context.get_x_argument(as_dictionary=True).get("views") == "keep"
    with context.begin_transaction():
        if not looking_only:
            views.drop_all(connection)
        context.run_migrations()
        if not looking_only:
            views.create_all(connection)


handed_over = context.config.attributes.get("connection")
if handed_over is not None:
    run_migrations(handed_over)
else:
    url = context.get_x_argument(as_dictionary=True).get("url") or context.config.get_main_option(
        "sqlalchemy.url"
    )
    assert url is not None
    with make_engine(parse_url(url)).connect() as own_connection:
        run_migrations(own_connection)
        own_connection.commit()
