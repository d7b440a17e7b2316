"""`newsarchive export`: the articles as files."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive.cli.common import day_option, open_archive, say
from newsarchive.cli.output import bom_option, opened, output_option, write_options
from newsarchive.cli.progress import progress_bar
from newsarchive.errors import UsageError

if TYPE_CHECKING:
    from newsarchive.export import ArticleFilter


@click.command()
@click.option(
    "--format",
    "-f",
    "format_",
    type=click.Choice(("csv", "jsonl", "json", "parquet", "markdown", "warc")),
    default="jsonl",
    show_default=True,
)
@click.option("--source", help="Only articles of this source.")
@day_option("--from", "since", help="First day of publication.")
@day_option("--to", "until", help="Last day of publication, inclusive.")
@click.option("--section", help="Only articles of this section.")
@click.option("--language", help="Only articles in this language, such as en.")
@click.option(
    "--search", metavar="SEARCH", help="Only articles that this search finds: see newsarchive search."
)
@click.option("--without-copies", is_flag=True, help="Of each group of copies only the earliest.")
@click.option("--formulas", is_flag=True, help="CSV: leave texts that look like formulas as they are.")
@bom_option
@output_option
@click.pass_context
def export(
    context: click.Context,
    format_: str,
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    section: str | None,
    language: str | None,
    search: str | None,
    without_copies: bool,
    formulas: bool,
    bom: bool,
    output: Path | None,
) -> None:
    """Write all articles, complete and in one consistent state.

    \b
    Examples:
      newsarchive export > articles.jsonl
      newsarchive export --format csv --bom -o articles.csv
      newsarchive export --format parquet --from 2026-01-01 --to 2026-06-30 -o half.parquet
      newsarchive export --format warc --source dhaka-courier -o slice.warc.gz
      newsarchive export --format warc --search 'rice AND dut*' -o rice.warc.gz

    With --format warc the captures of the articles are copied byte for byte, with a CDXJ index beside
    them, for replay tools.
    """
    from newsarchive.export import ArticleFilter, count_articles, export_articles

    filters = ArticleFilter(
        source=source,
        since=_day(since),
        until=_day(until),
        section=section,
        language=language,
        search=search,
        without_copies=without_copies,
    )
    if format_ == "warc":
        _export_warc(context, filters, output)
        return
    with open_archive(context) as archive, progress_bar("exporting", quiet=output is None) as bar:
        url = archive.settings.database_url
        total = count_articles(url, filters)
        with opened(output) as out:
            count = export_articles(
                url,
                out,
                format_,  # type: ignore[arg-type]
                filters,
                lambda done: bar(done, total),
                write_options(output, bom=bom, formulas=formulas),
            )
    say(f"{count} article{'' if count == 1 else 's'} exported")


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _export_warc(context: click.Context, filters: ArticleFilter, output: Path | None) -> None:
    from newsarchive.export import captures_of_articles

    if output is None or not output.name.endswith(".warc.gz"):
        raise UsageError("--format warc writes two files: give a name with -o NAME.warc.gz")
    with open_archive(context) as archive:
        refs = captures_of_articles(archive.settings.database_url, filters)
        written = archive.export_slice(refs, output)
    say(
        f"{written.captures} capture{'' if written.captures == 1 else 's'} in {written.warc} "
        f"({written.size} bytes, {written.sha256}), index in {written.index}"
    )
