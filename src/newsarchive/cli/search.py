"""`newsarchive search`: full text."""

from __future__ import annotations

import json
import sys
from datetime import datetime

import click

from newsarchive.cli.common import clean, day_option, open_archive, put, say
from newsarchive.records import rfc3339


@click.command()
@click.argument("words", metavar="SEARCH", nargs=-1, required=True)
@click.option("--source", help="Only articles of this source.")
@day_option("--from", "since", help="First day of publication.")
@day_option("--to", "until", help="Last day of publication, inclusive.")
@click.option("--in", "field", type=click.Choice(("headline", "subheads", "body")), help="Only this field.")
@click.option("--without-copies", is_flag=True, help="Of each group of copies only the earliest.")
@click.option(
    "--order", type=click.Choice(("relevance", "newest", "oldest")), default="relevance", show_default=True
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True)
@click.option("--offset", type=click.IntRange(min=0), default=0, help="Leave out so many hits first.")
@click.option(
    "--format", "-f", "format_", type=click.Choice(("text", "json", "jsonl", "urls")), default="text"
)
@click.pass_context
def search(
    context: click.Context,
    words: tuple[str, ...],
    source: str | None,
    since: datetime | None,
    until: datetime | None,
    field: str | None,
    without_copies: bool,
    order: str,
    limit: int,
    offset: int,
    format_: str,
) -> None:
    """Find articles by their words. Best first; the places that match are marked.

    Words are all wanted; "a phrase"; prefix*; AND, OR, NOT, parentheses; a NEAR b. Accents and case
    do not matter. Chinese, Japanese and Thai work without spaces.

    \b
    Examples:
      newsarchive search safeguard beef
      newsarchive search '"relationship test"' --in subheads
      newsarchive search 'tariff* AND (steel OR aluminium) NOT quota' --from 2026-01-01
    """
    from newsarchive.store.search import SearchFilter, search

    filters = SearchFilter(
        source=source,
        since=since.date() if since else None,
        until=until.date() if until else None,
        within=field,  # type: ignore[arg-type]
        without_copies=without_copies,
    )
    with open_archive(context) as archive, archive.store.read() as session:
        result = search(session, _query(words), filters, limit=limit, offset=offset, order=order)  # type: ignore[arg-type]
    marks = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    rows = []
    for hit in result.hits:
        if format_ == "urls":
            put(clean(hit.url))
        elif format_ == "text":
            day = hit.published_on.isoformat() if hit.published_on else "no date   "
            put(f"{day}  {_marked(hit.headline, marks)}")
            put(f"            {clean(hit.source)} · {clean(hit.url)} · article {hit.article_id}")
            put(f"            {_marked(hit.snippet, marks)}\n")
        else:
            rows.append(
                {
                    "article_id": hit.article_id,
                    "score": hit.score,
                    "source": hit.source,
                    "url": hit.url,
                    "headline": hit.headline.text,
                    "snippet": hit.snippet.marked("[", "]"),
                    "published_at": rfc3339(hit.published_at),
                    "published_on": hit.published_on.isoformat() if hit.published_on else None,
                    "copy_group": hit.copy_group,
                }
            )
    if format_ == "json":
        put(json.dumps({"total": result.total, "hits": rows}, ensure_ascii=False, indent=2))
    for row in rows if format_ == "jsonl" else ():
        put(json.dumps(row, ensure_ascii=False))
    shown = len(result.hits)
    more = f", {shown} shown (--limit, --offset)" if shown < result.total else ""
    say(f"{result.total} article{'' if result.total == 1 else 's'} found{more}")


def _query(words: tuple[str, ...]) -> str:
    """The search as typed, in one argument or in several."""
    return " ".join(words)


def _marked(snippet: object, marks: tuple[str, str]) -> str:
    # The page's own text is cleaned before our marks, which are control characters too, go in.
    return clean(snippet.marked("\ue000", "\ue001")).replace("\ue000", marks[0]).replace("\ue001", marks[1])  # type: ignore[attr-defined]
