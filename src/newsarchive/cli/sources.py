"""`newsarchive sources`: what this archive follows."""

from __future__ import annotations

import click

from newsarchive.cli.common import open_archive, put, say
from newsarchive.cli.output import opened, write_options

_SQL = """
SELECT s.name AS source, s.home_url AS home, s.timezone AS timezone,
       (SELECT count(*) FROM pages p WHERE p.source_id = s.id) AS pages,
       (SELECT count(*) FROM articles a WHERE a.source_id = s.id) AS articles,
       (SELECT max(f.started_at) FROM fetches f WHERE f.source_id = s.id) AS last_asked
FROM sources s ORDER BY s.name
"""


@click.command()
@click.option(
    "--format", "-f", "format_", type=click.Choice(("table", "csv", "json", "jsonl")), default="table"
)
@click.pass_context
def sources(context: click.Context, format_: str) -> None:
    """List the sources: declared in newsarchive.toml, and known to the database.

    \b
    A source is a table in newsarchive.toml:
      [[sources]]
      name = "example"
      home = "https://news.example.org/"
      feeds = ["https://news.example.org/trade/rss.xml"]
      timezone = "Asia/Dhaka"

    \b
    Examples:
      newsarchive sources
      newsarchive --archive ~/trade-news sources --format csv
    """
    from newsarchive.export import write_rows
    from newsarchive.store.query import run_query

    with open_archive(context) as archive:
        declared = {source.name for source in archive.settings.sources}
        with run_query(archive.settings.database_url, _SQL) as result, opened(None) as out:
            write_rows(result, out, format_, write_options(None))  # type: ignore[arg-type]
        with archive.store.read() as session:
            from newsarchive.store import source_names

            known = set(source_names(session))
    for name in sorted(declared - known):
        say(f"{name} is declared but was not asked yet: newsarchive ingest {name}")
    if not declared and not known:
        put("No sources yet: add a [[sources]] table to newsarchive.toml, or ingest a URL.")
