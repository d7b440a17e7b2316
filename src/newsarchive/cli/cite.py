"""`newsarchive cite`: a citation pack of one article."""

from __future__ import annotations

import json
from pathlib import Path

import click

from newsarchive import __version__
from newsarchive.cli.common import open_archive, say
from newsarchive.cli.show import history_as_dict, history_of


@click.command()
@click.argument("which", metavar="URL|ID")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    help="The pack: a zip when it ends in .zip, else a folder. It must not be there yet.",
)
@click.pass_context
def cite(context: click.Context, which: str, output: Path) -> None:
    """Write a citation pack of one article: text, JSON, the record as WARC, digests, how to check them.

    The record is the one from which the article's current revision was read.

    \b
    Examples:
      newsarchive cite 12 -o pack.zip
      newsarchive cite https://news.example.org/tariffs -o tariffs-citation
    """
    from newsarchive import captures

    with open_archive(context) as archive:
        history = history_of(archive, which)
        current = history.revisions[history.article.current_revision - 1]
        stored = next(one for one in history.captures if one.id == current.capture_id)
        pack = captures.CitationPack(
            stored.ref,
            current.text,
            json.dumps(history_as_dict(history), ensure_ascii=False, indent=2),
            f"newsarchive {__version__}, parser {current.parser_version}",
        )
        captures.write_citation_pack(archive.warc, pack, output, lookup=archive.ref_of)
    say(
        f"{output}: {stored.url}, captured {stored.captured_at:%Y-%m-%d %H:%M:%S} UTC, "
        f"{stored.ref.payload_digest}"
    )
