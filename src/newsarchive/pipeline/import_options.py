"""What an import is told, and the rules by which a capture is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from newsarchive import urls
from newsarchive.records import Capture

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")
"""Media types of pages; an answer that names none is looked at too."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Which of the captures are wanted (empty: all of them), and how they are imported."""

    hosts: tuple[str, ...] = ()
    """These hosts and the hosts below them."""
    languages: tuple[str, ...] = ()
    """As the parser finds them: `en` takes `en-gb` too."""
    since: date | None = None
    """First day of capture (UTC)."""
    until: date | None = None
    """Last day of capture (UTC), inclusive."""
    base_url: str | None = None
    """Put in front of the paths of HTML files that do not say where they come from."""
    by_reference: bool = False
    """Leave the records in their files and point at them, instead of copying."""
    workers: int = 1
    """Processes that parse, this one among them."""
    dask: str | None = None
    """Address of a Dask scheduler whose workers parse instead."""


def is_page(capture: Capture, options: ImportOptions) -> bool:
    """A whole answer that may be an article: status 200, HTML, an address of the web."""
    media_type = (capture.content_type or "").partition(";")[0].strip().lower()
    return capture.status == 200 and media_type in _PAGE_TYPES and urls.is_web_url(capture.url)


def is_of_host(capture: Capture, options: ImportOptions) -> bool:
    """One of the wanted hosts, or below one."""
    host = urls.host_of(capture.url) or ""
    wanted = [one.lower() for one in options.hosts]
    return not wanted or any(host == one or host.endswith("." + one) for one in wanted)


def is_in_time(capture: Capture, options: ImportOptions) -> bool:
    """Captured on one of the wanted days."""
    day = capture.captured_at.date()
    return (options.since is None or day >= options.since) and (options.until is None or day <= options.until)


RULES = (is_page, is_of_host, is_in_time)
