"""`newsarchive db`: the database's schema."""

from __future__ import annotations

import click

from newsarchive.cli.common import put, say, settings_of
from newsarchive.cli.progress import progress_bar


@click.group()
def db() -> None:
    """The database: its version, its upgrade, its tables, and copying it elsewhere."""


@db.command()
@click.pass_context
def current(context: click.Context) -> None:
    """Print the schema's version.

    \b
    Example:
      newsarchive --archive ~/trade-news db current
    """
    from newsarchive.cli.common import open_store
    from newsarchive.store import SCHEMA_VERSION

    with open_store(context, check=False) as store:
        version = store.current()
    put(version)
    if version != SCHEMA_VERSION:
        say(f"This newsarchive needs {SCHEMA_VERSION}: run `newsarchive db upgrade`.")


@db.command()
@click.pass_context
def upgrade(context: click.Context) -> None:
    """Bring the schema to this version. SQLite is copied to a backup first.

    \b
    Example:
      newsarchive --archive ~/trade-news db upgrade
    """
    from newsarchive.cli.common import open_store
    from newsarchive.pipeline import only_run

    settings = settings_of(context)
    with open_store(context, check=False) as store, only_run(settings.folder, "db upgrade"):
        before = store.current()
        backup = store.upgrade()
        after = store.current()
    if backup is not None:
        say(f"Backup: {backup}")
    say(f"Schema {after}" + (" already: nothing to do." if before == after else f", upgraded from {before}."))


@db.command()
@click.option("--markdown", is_flag=True, help="As Markdown, for documentation.")
def schema(markdown: bool) -> None:
    """Print the data dictionary: every table, view and column with its meaning.

    \b
    Examples:
      newsarchive db schema | less
      newsarchive db schema --markdown > dictionary.md
    """
    from newsarchive.store.schema_doc import schema_markdown, schema_text

    put(schema_markdown() if markdown else schema_text())


@db.command()
@click.argument("target", metavar="URL")
@click.pass_context
def copy(context: click.Context, target: str) -> None:
    """Copy the whole database to another one, SQLite or PostgreSQL, and compare both.

    The target must be empty or not exist. The archive's own database stays as it is.

    \b
    Examples:
      newsarchive db copy postgresql://me@localhost/news
      newsarchive --archive old db copy sqlite:///new/newsarchive.db
    """
    from newsarchive.cli.common import open_store
    from newsarchive.pipeline import only_run
    from newsarchive.settings import database_url
    from newsarchive.store.copy import copy_database

    settings = settings_of(context)
    with open_store(context):
        pass
    with only_run(settings.folder, "db copy"), progress_bar("copying") as bar:
        report = copy_database(
            settings.database_url,
            database_url(target),
            progress=lambda table, done, total: bar(done, total, table),
        )
    for table in report:
        put(f"{table.table:<20} {table.rows:>10} rows  {table.digest[:16]}")
    say("Both databases hold the same rows.")
