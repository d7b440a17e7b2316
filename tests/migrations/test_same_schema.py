"""Models and migrations give the same schema, on SQLite and on PostgreSQL."""

from __future__ import annotations

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.schema import MetaData

from newsarchive.store import Store
from newsarchive.store.database import SCHEMA_VERSION
from newsarchive.store.engine import make_engine, parse_url
from newsarchive.store.migrate import SEARCH_PREFIX, versions
from newsarchive.store.schema import metadata


def described(engine: Engine) -> dict[str, Any]:
    """Everything the database says about its tables, in a form that can be compared."""
    look = inspect(engine)
    told: dict[str, Any] = {}
    for table in look.get_table_names():
        if table == "alembic_version" or table.startswith(SEARCH_PREFIX):
            continue
        told[table] = {
            "columns": {
                c["name"]: (str(c["type"]), c["nullable"], str(c["default"]), c.get("comment"))
                for c in look.get_columns(table)
            },
            "order": [c["name"] for c in look.get_columns(table)],
            "key": look.get_pk_constraint(table),
            "foreign": sorted(map(repr, look.get_foreign_keys(table))),
            "unique": sorted(map(repr, look.get_unique_constraints(table))),
            "checks": sorted((c["name"], c["sqltext"]) for c in look.get_check_constraints(table)),
            "indexes": sorted(map(repr, look.get_indexes(table))),
            "comment": None if engine.dialect.name == "sqlite" else look.get_table_comment(table),
        }
    return told


def test_alembic_sees_no_difference(new_database_url: str) -> None:
    with Store.open(new_database_url) as store, store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_object": lambda o, name, kind, reflected, to: not name.startswith(SEARCH_PREFIX),
            },
        )
        assert compare_metadata(context, metadata) == []


def test_the_database_describes_both_alike(new_database_url: str) -> None:
    with Store.open(new_database_url) as store:
        migrated = described(store.engine)
        everything = MetaData()
        everything.reflect(store.engine)
        with store.engine.begin() as connection:
            from newsarchive.store import views

            views.drop_all(connection)
            if not store.is_sqlite:
                connection.exec_driver_sql("DROP SCHEMA public CASCADE")
                connection.exec_driver_sql("CREATE SCHEMA public")
    url = new_database_url
    if url.startswith("sqlite"):
        url = url + ".models"
    engine = make_engine(parse_url(url))
    metadata.create_all(engine)
    modelled = described(engine)
    engine.dispose()
    assert migrated.keys() == modelled.keys()
    for table, told in migrated.items():
        assert told == modelled[table], table


def test_every_table_and_column_has_a_comment() -> None:
    silent = [t.name for t in metadata.tables.values() if not t.comment]
    silent += [f"{t.name}.{c.name}" for t in metadata.tables.values() for c in t.columns if not c.comment]
    assert silent == []


def test_the_program_knows_the_newest_version() -> None:
    assert versions()[-1] == SCHEMA_VERSION
