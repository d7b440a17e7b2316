"""`newsarchive backfill`: the pages of past days."""

from __future__ import annotations

from datetime import datetime

import click

from newsarchive.cli.common import clean, day_option, open_archive, say
from newsarchive.cli.ingest import stop_on_signals
from newsarchive.cli.progress import progress_bar
from newsarchive.errors import UsageError
from newsarchive.fetch.backfill import CDX_SERVER


@click.command()
@click.argument("source")
@day_option("--from", "first", help="The first day.")
@day_option("--to", "last", help="The last day.")
@click.option(
    "--cdx",
    is_flag=False,
    flag_value=CDX_SERVER,
    metavar="[URL]",
    help=f"Ask an index of old captures as well. Default: {CDX_SERVER}.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pages in this run.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what went wrong.")
@click.pass_context
def backfill(
    context: click.Context,
    source: str,
    first: datetime | None,
    last: datetime | None,
    cdx: str | None,
    limit: int | None,
    quiet: bool,
) -> int:
    """Get the articles of past days, as they stand on the site today.

    The pages are those that the source's sitemaps date between the two days, or do not date; with
    --cdx also those that the Wayback Machine, or another index like it, saw on these days.
    Pages that were asked for before are not asked again: the same command goes on where it stopped.

    \b
    Examples:
      newsarchive backfill dhaka-courier --from 2017-03-01 --to 2017-03-31
      newsarchive backfill dhaka-courier --from 2017-03-01 --to 2017-03-31 --cdx --limit 500
    """
    from newsarchive.pipeline import only_run
    from newsarchive.pipeline.backfill import Backfill, BackfillOptions

    if first is None or last is None:
        raise UsageError("give both days: --from YYYY-MM-DD --to YYYY-MM-DD")
    options = BackfillOptions(first.date(), last.date(), cdx, limit)
    with open_archive(context) as archive:
        spec = archive.settings.source(source)
        with (
            only_run(archive.settings.folder, "backfill"),
            stop_on_signals() as stop,
            progress_bar("backfill", quiet=quiet) as bar,
        ):
            summary = Backfill(archive, spec, options, progress=bar, stop=stop).run()
    for line in summary.problems:
        say(clean(line))
    if not quiet or summary.problems:
        say(summary.line())
        if summary.counts["known"]:
            say(f"{summary.counts['known']} pages had been asked for before.")
    return 1 if summary.nothing_worked else 0
