"""`newsarchive import`: pages that others archived."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from newsarchive.cli.common import clean, day_option, open_archive, say
from newsarchive.cli.ingest import stop_on_signals
from newsarchive.cli.progress import progress_bar


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--host", "hosts", multiple=True, help="Only pages of this host and those below it; repeatable."
)
@click.option(
    "--language", "languages", multiple=True, help="Only pages in this language, such as en; repeatable."
)
@day_option("--from", "since", help="First day of capture (UTC).")
@day_option("--to", "until", help="Last day of capture (UTC), inclusive.")
@click.option(
    "--base-url", metavar="URL", help="Put before the paths of HTML files that do not say their address."
)
@click.option(
    "--by-reference",
    is_flag=True,
    help="Copy nothing: point into the files where they lie. They must stay there, unchanged.",
)
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
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    hosts: tuple[str, ...],
    languages: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    base_url: str | None,
    by_reference: bool,
    workers: int,
    dask: str | None,
) -> int:
    """Import pages from WARC, ARC, WACZ, MHTML, HAR and HTML files, and from folders of them.

    Each HTML page answered with status 200 is copied into WARC files of this archive and parsed.
    Nothing is imported twice, so a stopped import is started again. What can't be read is a line on
    standard error and makes the exit code 1; the rest is imported.

    \b
    Examples:
      newsarchive import CC-NEWS-20171017.warc.gz --host news.example.org --language en
      newsarchive import crawl.wacz saved-pages/ --from 2017-01-01 --to 2017-12-31
      newsarchive import mirror/ --base-url https://news.example.org
      newsarchive import --by-reference /mnt/crawls/*.warc.gz
    """
    from newsarchive.pipeline import ImportOptions, import_files, only_run

    options = ImportOptions(
        hosts=hosts,
        languages=tuple(one.lower() for one in languages),
        since=since.date() if since else None,
        until=until.date() if until else None,
        base_url=base_url,
        by_reference=by_reference,
        workers=workers,
        dask=dask,
    )
    with (
        open_archive(context, create=True) as archive,
        only_run(archive.settings.folder, "import"),
        stop_on_signals() as stop,
        progress_bar("import") as bar,
    ):
        summary = import_files(archive, files, options, progress=bar, stop=stop)
    for line in summary.problems:
        say(clean(line))
    say(summary.line())
    return 1 if summary.counts["unreadable"] or summary.counts["damaged"] else 0
