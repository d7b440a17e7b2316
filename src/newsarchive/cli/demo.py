"""`newsarchive demo`: the whole product in one go."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from newsarchive.errors import UsageError


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to make the demo archive. Default: a new folder for temporary files.",
)
def demo(folder: Path | None) -> None:
    """See everything work: a sample news site on this machine, ingested, changed, re-parsed, searched.

    Nothing leaves this machine. The articles are invented.

    \b
    Examples:
      newsarchive demo
      newsarchive demo --folder demo-archive
    """
    from newsarchive.demo.tour import run_tour

    if folder is None:
        folder = Path(tempfile.mkdtemp(prefix="newsarchive-demo-")) / "archive"
    elif folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} is not empty: give a new folder")
    run_tour(folder)
