"""`newsarchive init`: make an archive."""

from __future__ import annotations

import os
from pathlib import Path

import click

from newsarchive.cli.common import Globals, put, say
from newsarchive.folder import archive_folder, make_folder


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def init(options: Globals, folder: Path | None) -> None:
    """Make an archive: its folder, its settings file and its database.

    An archive that is there already is left as it is.

    \b
    Examples:
      newsarchive init                    ./archive
      newsarchive init ~/trade-news
      NEWSARCHIVE_DATABASE=postgresql://me@host/news newsarchive init ~/trade-news
    """
    from newsarchive.pipeline import Archive
    from newsarchive.settings import load_settings

    folder = folder or archive_folder(options.archive, os.environ)
    made = make_folder(folder)
    with Archive.open(load_settings(folder, os.environ), create=True) as archive:
        place = archive.store.described
    say(f"{'Made a new archive' if made else 'The archive is ready'}: {folder}, database {place}")
    say(f"Next: name your sources in {folder}/newsarchive.toml, then: newsarchive -A {folder} ingest")
    put(str(folder))
