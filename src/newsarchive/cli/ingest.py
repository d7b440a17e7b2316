"""`newsarchive ingest`: the nightly run."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event

import click

from newsarchive.cli.common import clean, day_option, folder_of, open_archive, say
from newsarchive.cli.progress import progress_bar
from newsarchive.errors import UsageError
from newsarchive.folder import SETTINGS_FILE, make_folder
from newsarchive.pipeline.lock import only_run


@click.command()
@click.argument("what", metavar="[SOURCE|URL]...", nargs=-1)
@click.option("--source", "names", multiple=True, help="Only this source (may be repeated).")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many pages in this run.")
@day_option("--since", "since", help="Leave out what its feed dates before this day.")
@click.option("--recheck", is_flag=True, help="Look again at every page still followed, due or not.")
@click.option("--quiet", "-q", is_flag=True, help="Print only what went wrong: for cron.")
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add to this file what is done, one JSON object a line.",
)
@click.option("--allow-private", is_flag=True, help="Let the URLs given lead to inner addresses.")
@click.pass_context
def ingest(
    context: click.Context,
    what: tuple[str, ...],
    names: tuple[str, ...],
    limit: int | None,
    since: datetime | None,
    recheck: bool,
    quiet: bool,
    log: Path | None,
    allow_private: bool,
) -> int:
    """Get new articles, and look again at recent ones: discover, fetch, archive, parse, store.

    Without arguments all sources of newsarchive.toml are asked. A URL gets that page now. Pages are
    asked conditionally and ever less often; running it again at once changes nothing.
    Ctrl-C or SIGTERM finishes the page in hand and saves; the next run goes on from there.

    \b
    Examples:
      newsarchive ingest
      newsarchive ingest dhaka-courier --limit 50
      newsarchive ingest https://news.example.org/tariffs
      newsarchive ingest --log /var/log/newsarchive.jsonl
      15 2 * * *  newsarchive --archive /srv/news ingest --quiet     (a cron line)
    """
    addresses = tuple(one for one in what if one.lower().startswith(("http://", "https://")))
    wanted = (*names, *(one for one in what if one not in addresses))
    make_folder(folder_of(context))
    with ExitStack() as held:
        held.enter_context(only_run(folder_of(context), "ingest"))
        # Loaded behind the lock: a second run is refused at once.
        from newsarchive.pipeline import Ingest, IngestOptions
        from newsarchive.pipeline.journal import Journal, no_journal

        archive = held.enter_context(open_archive(context, create=True))
        sources = [archive.settings.source(name) for name in wanted] or list(archive.settings.sources)
        if not sources and not addresses:
            raise UsageError(
                f"no sources yet: add a [[sources]] table to {archive.settings.folder / SETTINGS_FILE}, "
                "or give a URL"
            )
        options = IngestOptions(
            urls=addresses,
            only_urls=bool(addresses) and not wanted,
            recheck=recheck,
            limit=limit,
            since=since.date() if since else None,
            allow_private=allow_private,
        )
        stop = held.enter_context(stop_on_signals())
        journal = held.enter_context(Journal(log)) if log is not None else None
        bar = held.enter_context(progress_bar("ingest", quiet=quiet))
        note = journal or no_journal
        summary = Ingest(archive, sources, options, progress=bar, stop=stop, journal=note).run()
    if journal is not None and journal.problem:
        summary.problem(journal.problem)
    for line in summary.problems:
        say(clean(line))
    if not quiet or summary.problems or summary.stopped:
        say(summary.line())
    if summary.nothing_worked:
        say("newsarchive: nothing could be fetched; see the lines above.")
    return 1 if summary.nothing_worked else 0


@contextmanager
def stop_on_signals() -> Iterator[Event]:
    """An event that SIGTERM and the first Ctrl-C set; a second Ctrl-C interrupts at once."""
    stop = Event()

    def asked(number: int, _frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        say("newsarchive: stopping after the page in hand (again to stop at once) ...")

    before = {one: signal.signal(one, asked) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
