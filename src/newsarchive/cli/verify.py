"""`newsarchive verify`: proof that the archive holds what it says."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from newsarchive.cli.common import clean, open_archive, put, say


@click.command()
@click.option("--deep", is_flag=True, help="Decode every record, compare every digest, hash whole files.")
@click.option("--repair", is_flag=True, help="First cut torn tails, and give records without a row one.")
@click.option("--json", "as_json", is_flag=True, help="Print each finding as a line of JSON.")
@click.pass_context
def verify(context: click.Context, deep: bool, repair: bool, as_json: bool) -> int:
    """Check the WARC files against the database, and the database against the WARC files.

    Each finding is a line with file, offset and page; the exit code is 1 when there is one.
    --repair deletes no good byte: a torn tail is kept in a side file. With an empty database it makes
    everything again from the WARC files.

    \b
    Examples:
      newsarchive verify
      newsarchive verify --deep
      newsarchive verify --repair
    """
    from newsarchive.pipeline import finding_line, only_run, verify_archive

    found = 0
    with open_archive(context, create=repair) as archive, only_run(archive.settings.folder, "verify"):
        if repair:
            from newsarchive.pipeline import repair_archive

            summary = repair_archive(archive)
            for line in summary.problems:
                say(clean(line))
            say(summary.line())
        for finding in verify_archive(archive, deep=deep):
            found += 1
            put(json.dumps(asdict(finding), ensure_ascii=False) if as_json else clean(finding_line(finding)))
    say(
        f"verify: {found} thing{'' if found == 1 else 's'} wrong"
        if found
        else "verify: all is as it should be"
    )
    return 1 if found else 0
