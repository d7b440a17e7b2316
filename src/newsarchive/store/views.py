"""The views of an archive: the same names and columns on SQLite and on PostgreSQL.

Views hold no data, so they are not versioned: each upgrade drops them all before its first step and makes
them anew from here after its last one, together with `data_dictionary`.
"""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect

from newsarchive.store.schema import metadata
from newsarchive.store.view_definitions import VIEWS, View


def drop_all(connection: Connection) -> None:
    """Drop every view of ours that is there, also those that only an older version knew."""
    for name in reversed(_present(connection)):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {_quoted(connection, name)}")


def create_all(connection: Connection) -> None:
    """Make every view, and fill `data_dictionary`, as far as the tables they need are there.

    At an older version of the schema (an upgrade or downgrade that stops there) nothing is made: the views
    are those of the newest version.
    """
    tables = inspect(connection).get_table_names()
    if not set(metadata.tables) <= set(tables):
        return
    for view in VIEWS:
        connection.exec_driver_sql(f"CREATE VIEW {view.name} AS\n{view.sql(connection.dialect.name)}")
        if connection.dialect.name == "postgresql":
            _comment(connection, view)
    fill_dictionary(connection)


def dictionary_rows() -> list[dict[str, str | int]]:
    """The data dictionary: a row for each table, view and column, from the comments of the models."""
    rows: list[dict[str, str | int]] = []

    def add(kind: str, name: str, comment: str, columns: list[tuple[str, str]]) -> None:
        told: dict[str, str | int] = {"kind": kind, "name": name}
        rows.append(told | {"position": 0, "column_name": "", "comment": comment})
        for position, (column, says) in enumerate(columns, start=1):
            rows.append(told | {"position": position, "column_name": column, "comment": says})

    for table in metadata.sorted_tables:
        add("table", table.name, table.comment or "", [(c.name, c.comment or "") for c in table.columns])
    for view in VIEWS:
        add("view", view.name, view.comment, list(view.columns.items()))
    return rows


def fill_dictionary(connection: Connection) -> None:
    """Write the data dictionary anew."""
    table = metadata.tables["data_dictionary"]
    connection.execute(table.delete())
    connection.execute(insert(table), dictionary_rows())


def _comment(connection: Connection, view: View) -> None:
    connection.exec_driver_sql(f"COMMENT ON VIEW {view.name} IS {_literal(view.comment)}")
    for column, comment in view.columns.items():
        connection.exec_driver_sql(f"COMMENT ON COLUMN {view.name}.{column} IS {_literal(comment)}")


def _present(connection: Connection) -> list[str]:
    """Views that are there, those that others are made from first."""
    there = inspect(connection).get_view_names()
    known = [view.name for view in VIEWS if view.name in there]
    if connection.dialect.name == "sqlite":
        return [name for name in there if name not in known] + known
    return known


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)
