"""`newsarchive query`: SQL that can only read."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsarchive.cli.common import open_store, put, say, settings_of
from newsarchive.cli.output import bom_option, opened, output_option, write_options
from newsarchive.errors import UsageError
from newsarchive.export import FORMATS


@click.command()
@click.argument("sql", metavar="SQL|NAME|-", required=False)
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), default="table", show_default=True)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=VALUE", help="Value for :NAME.")
@click.option("--list", "as_list", is_flag=True, help="List the named queries.")
@click.option("--show-sql", is_flag=True, help="Print the SQL of a named query instead of running it.")
@click.option(
    "--seconds", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Time limit."
)
@click.option("--rows", type=click.IntRange(min=1), help="At most so many rows. Default: all.")
@click.option("--chart", type=click.Path(path_type=Path), help="Draw the result as .svg or .png instead.")
@bom_option
@output_option
@click.pass_context
def query(
    context: click.Context,
    sql: str | None,
    format_: str,
    params: tuple[str, ...],
    as_list: bool,
    show_sql: bool,
    seconds: float,
    rows: int | None,
    chart: Path | None,
    bom: bool,
    output: Path | None,
) -> None:
    """Answer a question in SQL. Nothing can be changed by it, whatever the statement says.

    Give a SELECT, or the name of a ready query (--list), or - to read SQL from standard input.
    Tables, views and their columns: newsarchive db schema

    \b
    Examples:
      newsarchive query "SELECT headline, published_at FROM articles ORDER BY published_at DESC LIMIT 5"
      newsarchive query --list
      newsarchive query volume_per_week --format csv -o weeks.csv
      newsarchive query "SELECT count(*) FROM articles WHERE language = :lang" -p lang=de
      newsarchive query volume_per_week --chart weeks.svg
    """
    from newsarchive.export import draw_chart, write_rows
    from newsarchive.store.query import QueryLimits, list_queries, load_query, run_query

    settings = settings_of(context)
    own = settings.folder / "queries"
    if as_list:
        for one in list_queries(own):
            put(f"{one.name:<34} {one.description}")
        return
    if sql is None:
        raise UsageError("give SQL or the name of a ready query (newsarchive query --list)")
    given = _pairs(params)
    values: dict[str, str | None] = dict(given)
    text = sys.stdin.read() if sql == "-" else sql
    if " " not in text.strip() and "\n" not in text.strip() and text.strip():
        named = load_query(text.strip(), own)
        text = named.sql
        values = dict(named.values(given))
        if show_sql:
            put(text)
            return
    limits = QueryLimits(seconds=seconds, rows=rows)
    with (
        open_store(context),
        run_query(settings.database_url, text, values, limits=limits) as result,
    ):
        if chart is not None:
            with opened(chart) as out:
                draw_chart(
                    result,
                    out,
                    title=sql if sql != text else "",
                    format="png" if chart.suffix.lower() == ".png" else "svg",
                )
            say(f"Drawn: {chart}")
            return
        with opened(output) as out:
            count = write_rows(result, out, format_, write_options(output, bom=bom))  # type: ignore[arg-type]
        if format_ == "table" or output is not None:
            say(f"{count} row{'' if count == 1 else 's'}")
        if result.cut:
            say(f"There are more rows: the result was cut at {rows} (--rows).")


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for one in params:
        name, equals, value = one.partition("=")
        if not equals or not name:
            raise UsageError(f"--param {one!r}: write NAME=VALUE")
        pairs[name] = value
    return pairs
