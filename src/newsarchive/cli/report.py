"""`newsarchive report`: last night against the usual."""

from __future__ import annotations

import json
from pathlib import Path

import click

from newsarchive.cli.common import clean, open_store, put, say
from newsarchive.cli.output import opened


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--html",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the report to this file, as a page of HTML that can be mailed.",
)
@click.pass_context
def report(context: click.Context, as_json: bool, html: Path | None) -> None:
    """Say what the last ingest run did, against the usual, source by source.

    The usual is the median of the 14 runs before it. Sources that fell silent, could not be looked
    at, or dropped below a third of their usual number come first, each with one sentence.

    \b
    Examples:
      newsarchive report
      newsarchive report --json
      newsarchive report --html report.html
      45 6 * * *  newsarchive --archive /srv/news report     (a cron line)
    """
    from newsarchive.pipeline.report import make_report
    from newsarchive.pipeline.report_text import report_html, report_lines

    with open_store(context) as store:
        found = make_report(store)
    if html is not None:
        with opened(html) as stream:
            stream.write(report_html(found).encode())
        say(f"wrote {html}")
    if as_json:
        put(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    elif html is None:
        for line in report_lines(found):
            put(clean(line))
