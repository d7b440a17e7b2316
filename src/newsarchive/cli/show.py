"""`newsarchive show`: one article, its history, and the way to its bytes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from newsarchive.cli.common import clean, open_archive, put
from newsarchive.errors import InputError, UsageError
from newsarchive.records import rfc3339
from newsarchive.sentences import compare_sentences

if TYPE_CHECKING:
    from newsarchive.pipeline import Archive
    from newsarchive.store.history import History


@click.command()
@click.argument("which", metavar="URL|ID")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--raw", is_flag=True, help="Print the bytes of the newest capture, as the page was sent.")
@click.option("--capture", type=int, help="With --raw: the bytes of this capture instead.")
@click.option("--text/--no-text", default=True, help="Print the article's text (default).")
@click.pass_context
def show(
    context: click.Context, which: str, as_json: bool, raw: bool, capture: int | None, text: bool
) -> None:
    """Show an article with its revisions, its captures, and where the proof lies.

    \b
    Examples:
      newsarchive show 12
      newsarchive show https://news.example.org/tariffs --no-text
      newsarchive show 12 --raw > page.html
    """
    from newsarchive import content

    with open_archive(context) as archive:
        history = history_of(archive, which)
        if raw:
            stored = next((one for one in reversed(history.captures) if capture in (None, one.id)), None)
            if stored is None:
                raise UsageError(f"article {which} has no capture {capture}")
            kept = archive.read_stored(stored.ref)
            decoded = content.decode(kept.body, kept.header("content-encoding"))
            sys.stdout.buffer.write(decoded.body)
            if decoded.problem:
                raise InputError(f"the bytes are not whole: {decoded.problem}")
            return
        if as_json:
            put(json.dumps(history_as_dict(history), ensure_ascii=False, indent=2))
            return
        for line in _lines(history, archive, with_text=text):
            put(clean(line))


def history_of(archive: Archive, which: str) -> History:
    """The story of the article with this number or URL. Raises `UsageError` when there is none."""
    from newsarchive.store.history import article_history

    with archive.store.read() as session:
        history = article_history(session, _article_id(session, which))
        if history is None:
            raise UsageError(f"there is no article {which} in this archive (newsarchive search finds them)")
        session.expunge_all()
    return history


def _article_id(session: Any, which: str) -> int:
    from newsarchive.store import article_of_url
    from newsarchive.urls import canonical_url

    if which.isascii() and which.isdigit():
        return int(which)
    if which.lower().startswith(("http://", "https://")):
        found = article_of_url(session, canonical_url(which)) or article_of_url(session, which)
        if found is None:
            raise UsageError(f"no article of this archive was found at {which}")
        return found
    raise UsageError(f"{which!r} is neither an article's number nor a URL")


def _lines(history: History, archive: Archive, *, with_text: bool) -> Iterator[str]:
    from newsarchive.captures import is_foreign

    article = history.article
    yield article.headline or "(no headline)"
    yield ""
    printed = f' (printed: "{article.published_text}", zone {article.published_zone_basis})'
    for name, value in (
        ("article", f"{article.id} of {history.source}, {article.page_class}"),
        ("published", (rfc3339(article.published_at) or str(article.published_on or "")) + printed
         if article.published_text else None),
        ("updated", rfc3339(article.updated_at) or article.updated_on),
        ("authors", ", ".join(history.authors)),
        ("section", article.section),
        ("language", article.language),
        ("url", article.url),
        ("copy of", f"article {group}" if (group := article.copy_group) not in (None, article.id) else None),
    ):  # fmt: skip
        if value:
            yield f"{name:<10} {value}"
    for url in history.pages:
        if url != article.url:
            yield f"{'also at':<10} {url}"
    if with_text:
        yield ""
        marks = {"subhead": "## ", "list_item": "- ", "quote": "> "}
        for kind, text in history.revisions[article.current_revision - 1].blocks:
            yield f"{marks.get(kind, '')}{text}\n"
    yield ""
    yield from _revision_lines(history)
    yield ""
    yield "Captures"
    for stored in history.captures:
        ref = stored.ref
        yield f"  {stored.id}  {rfc3339(stored.captured_at)}  status {stored.status}  {ref.record_type}"
        place = ref.file if is_foreign(ref.file) else f"{archive.settings.warc}/{ref.file}"
        yield f"     {place}, bytes {ref.offset} to {ref.offset + ref.length}"
        yield f"     {ref.record_id}  payload {ref.payload_digest}"


def _revision_lines(history: History) -> Iterator[str]:
    yield "Revisions"
    previous = None
    for one in history.revisions:
        trivial = ", trivial" if one.is_trivial else ""
        made_by = "re-parse" if one.cause == "reparse" else one.cause
        now = "  <- current" if one.number == history.article.current_revision else ""
        yield (
            f"  {one.number}  seen {rfc3339(one.captured_at)}, made by {made_by}{trivial}, "
            f"parser {one.parser_version}{now}"
        )
        if previous is not None:
            for change in compare_sentences(previous.text, one.text):
                if change.before:
                    yield f"     - {change.before}"
                if change.after:
                    yield f"     + {change.after}"
                for was, is_now in change.numbers:
                    yield f"       number: {was} → {is_now}"
        previous = one


def history_as_dict(history: History) -> dict[str, Any]:
    """The story as plain JSON values, instants as RFC 3339 in UTC."""
    article = history.article
    return {
        "id": article.id,
        "source": history.source,
        "url": article.url,
        "pages": list(history.pages),
        "headline": article.headline,
        "authors": list(history.authors),
        "published_at": rfc3339(article.published_at),
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "published_text": article.published_text,
        "updated_at": rfc3339(article.updated_at),
        "language": article.language,
        "section": article.section,
        "text": article.text,
        "revisions": [
            {
                "number": one.number,
                "cause": one.cause,
                "is_trivial": one.is_trivial,
                "captured_at": rfc3339(one.captured_at),
                "parser_version": one.parser_version,
                "capture_id": one.capture_id,
                "headline": one.headline,
                "blocks": [{"kind": kind, "text": text} for kind, text in one.blocks],
            }
            for one in history.revisions
        ],
        "captures": [
            {
                "id": one.id,
                "captured_at": rfc3339(one.captured_at),
                "status": one.status,
                "file": one.ref.file,
                "offset": one.ref.offset,
                "length": one.ref.length,
                "record_id": one.ref.record_id,
                "payload_digest": one.ref.payload_digest,
            }
            for one in history.captures
        ],
    }
