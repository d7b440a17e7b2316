"""`newsarchive reparse`: parse the stored bytes again."""

from __future__ import annotations

import os

import click

from newsarchive.cli.common import clean, open_archive, put, say
from newsarchive.cli.ingest import stop_on_signals
from newsarchive.cli.progress import progress_bar


@click.command()
@click.option("--source", help="Only captures of this source.")
@click.option("--all", "everything", is_flag=True, help="Also what this parser version has parsed already.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change.")
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=256),
    default=lambda: os.cpu_count() or 1,
    show_default="all cores",
    help="Processes that parse.",
)
@click.option(
    "--dask", metavar="URL", help="Let the workers of this Dask scheduler parse, instead of processes."
)
@click.pass_context
def reparse(
    context: click.Context,
    source: str | None,
    everything: bool,
    dry_run: bool,
    workers: int,
    dask: str | None,
) -> int:
    """Parse the stored pages again, without asking anyone for them.

    What differs becomes a re-parse revision, never to be mistaken for a change by the publisher.
    Captures that this parser version has parsed are skipped, so a stopped run goes on. Ctrl-C
    saves what is parsed and says how much is left; a worker that is killed has its share done by another.

    \b
    Examples:
      newsarchive reparse --dry-run --all
      newsarchive reparse
      newsarchive reparse --source dhaka-courier --workers 2
      newsarchive reparse --dask tcp://10.0.0.5:8786
    """
    from newsarchive.pipeline import only_run
    from newsarchive.pipeline.reparse import ReparseOptions, reparse, samples_of

    options = ReparseOptions(
        source=source, everything=everything, dry_run=dry_run, workers=workers, dask=dask
    )
    with (
        open_archive(context) as archive,
        only_run(archive.settings.folder, "reparse"),
        stop_on_signals() as stop,
        progress_bar("reparse") as bar,
    ):
        report = reparse(archive, options, progress=bar, stop=stop)
    for line in report.summary.problems:
        say(clean(line))
    for line in samples_of(report):
        put(clean(line))
    if report.left:
        say(f"{report.left} captures are left: start it again to go on.")
    say(("dry run, nothing written: " if dry_run else "") + report.summary.line())
    return 1 if report.summary.counts["damaged"] else 0
