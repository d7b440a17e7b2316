"""`newsarchive parse`: what one page says, without an archive."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsarchive.cli.common import clean, put, zone_option
from newsarchive.errors import FetchError, InputError, UsageError
from newsarchive.records import Article

if TYPE_CHECKING:
    from newsarchive.parse import Explanation


@click.command()
@click.argument("page", metavar="FILE|URL|-")
@click.option("--url", help="The page's address, when PAGE is a file or standard input.")
@zone_option
@click.option(
    "--fetched-at", metavar="TIME", help="When it was fetched (ISO 8601); default: the file's time."
)
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as JSON.")
@click.option("--explain", is_flag=True, help="Print the candidates for each field and why each won or lost.")
@click.option("--allow-private", is_flag=True, help="Let URL lead to an inner address, such as localhost.")
def parse(
    page: str,
    url: str | None,
    timezone: str | None,
    fetched_at: str | None,
    as_json: bool,
    explain: bool,
    allow_private: bool,
) -> None:
    """Parse one page: HTML, or the plain text that a copy and paste leaves. Needs no archive.

    \b
    Examples:
      newsarchive parse page.html --url https://news.example.org/tariffs
      newsarchive parse dump.txt --timezone Asia/Dhaka --json
      newsarchive parse https://news.example.org/tariffs --explain
      zcat page.html.gz | newsarchive parse - --json
    """
    from newsarchive.article import article_as_dict, explain_article, parse_article

    body, address, content_type, when = _read(page, url, allow_private)
    if fetched_at:
        when = _time(fetched_at)
    if explain:
        explanation = explain_article(
            body, url=address, fetched_at=when, content_type=content_type, timezone=timezone
        )
        put(clean(_explained(explanation)))
        return
    article = parse_article(body, url=address, fetched_at=when, content_type=content_type, timezone=timezone)
    if as_json:
        put(json.dumps(article_as_dict(article), ensure_ascii=False, indent=2))
    else:
        put(clean(_readable(article)))


def _read(page: str, url: str | None, allow_private: bool) -> tuple[bytes, str, str | None, datetime | None]:
    if page == "-":
        return sys.stdin.buffer.read(), url or "", None, None
    if page.lower().startswith(("http://", "https://")):
        return _fetch(page, allow_private)
    path = Path(page)
    try:
        return path.read_bytes(), url or "", None, datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise InputError(f"{page}: {error.strerror}") from None


def _fetch(url: str, allow_private: bool) -> tuple[bytes, str, str | None, datetime | None]:
    from newsarchive import urls
    from newsarchive.fetch.client import Client
    from newsarchive.fetch.guard import AddressGuard
    from newsarchive.settings import FetchTable

    guard = AddressGuard()
    if allow_private:
        port = (urls.origin_of(url) or "").rpartition(":")[2]
        guard = AddressGuard([urls.host_of(url) or ""], [int(port)] if port.isdigit() else [])
    with Client(user_agent=FetchTable().user_agent, guard=guard) as client:
        result = client.get(url)
    if result.capture is None or not result.ok:
        raise FetchError(f"{url}: {result.detail or result.outcome}")
    return result.page_bytes(), result.capture.url, result.capture.content_type, result.capture.captured_at


def _time(value: str) -> datetime:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise UsageError(
            f"--fetched-at {value!r} is no ISO 8601 time, such as 2026-11-23T06:00:00Z"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _readable(article: Article) -> str:
    lines = [article.headline or "(no headline)", ""]
    for name, value in (
        ("class", article.page_class),
        ("published", _date(article, "published")),
        ("updated", _date(article, "updated")),
        ("authors", ", ".join(article.authors)),
        ("section", article.section),
        ("tags", ", ".join(article.tags)),
        ("language", article.language),
        ("url", article.canonical_url or article.url),
        ("issues", "; ".join(f"{issue.code}: {issue.detail}".rstrip(": ") for issue in article.issues)),
    ):
        if value:
            lines.append(f"{name:<10} {value}")
    lines.append("")
    marks = {"subhead": "## ", "list_item": "- ", "quote": "> "}
    lines += [f"{marks.get(block.kind, '')}{block.text}\n" for block in article.blocks]
    return "\n".join(lines).rstrip()


def _explained(explanation: Explanation) -> str:
    lines = []
    for name, considered in explanation.fields.items():
        lines.append(name)
        for one in considered:
            if one.value:
                value = ", ".join(one.value) if isinstance(one.value, tuple) else str(one.value)
                lines.append(
                    f"  {'won ' if one.won else 'lost'}  {one.rule:<24} {' '.join(value.split())[:100]}"
                )
                lines.append(f"        {'':<24} {one.reason}")
        if empty := dict.fromkeys(one.rule for one in considered if not one.value):
            lines.append(f"  none  {', '.join(empty)}")
    article = explanation.article
    lines.append(f"page class  {article.page_class}: {'; '.join(article.page_class_evidence)}")
    lines += [f"issue  {issue.code}: {issue.detail}" for issue in article.issues]
    return "\n".join(lines)


def _date(article: Article, name: str) -> str | None:
    found = article.published if name == "published" else article.updated
    if found is None:
        return None
    shown = found.exact_instant.strftime("%Y-%m-%d %H:%M UTC") if found.exact_instant else str(found.day)
    return f"{shown} (printed: {found.text}; zone {found.zone_basis})"
