"""Step 5 of a page's way: stored bytes → article → revision. Ingest, re-parse and import share it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from socket import gethostname

from newsarchive import __version__, content
from newsarchive.article import parse_article, parser_version
from newsarchive.errors import ArchiveError, CaptureError
from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline.archive import Archive, is_import_file
from newsarchive.records import Article, Capture, ParseIssue, SiteProfile, utc_now
from newsarchive.store import (
    Parsed,
    Saved,
    Seen,
    StoredCapture,
    Versions,
    facts_of,
    proofs_of,
    save_parses,
    stored_capture,
    unparsed_captures,
)

BATCH = 200
"""Captures parsed and committed together when there are many."""


VERSIONS = (__version__, PARSER_VERSION)
"""Version of newsarchive and of its parser: a worker elsewhere must have the same."""


def require_versions(wanted: tuple[str, str]) -> None:
    """Raise `ArchiveError` in a worker whose versions are not those of the process that asks."""
    if wanted != VERSIONS:
        raise ArchiveError(
            f"the worker on {gethostname()} has newsarchive {__version__} with parser {PARSER_VERSION}; "
            f"this one is {wanted[0]} with parser {wanted[1]}: install the same"
        )


def versions_of(archive: Archive) -> Versions:
    """Which version of the parser, layouts and zones included, parses which capture."""
    hosts = {host.lower() for profile in archive.profiles for host in profile.hosts}

    def of(seen: Seen) -> str:
        zone = archive.zone_of(seen.source_name, seen.source_timezone)
        return parser_version(seen.url, seen.captured_at, archive.profiles, zone)

    return Versions(PARSER_VERSION, tuple(sorted(hosts)), tuple(archive.zones), of)


def parse_capture(
    capture: Capture,
    timezone: str | None,
    *,
    profiles: Sequence[SiteProfile],
    max_decoded_bytes: int,
) -> Article:
    """Parse a capture as the source's site was laid out on its day; `timezone` is the source's."""
    decoded = content.decode(capture.body, capture.header("content-encoding"), limit=max_decoded_bytes)
    article = parse_article(
        decoded.body,
        url=capture.url,
        fetched_at=capture.captured_at,
        content_type=capture.content_type,
        timezone=timezone,
        profiles=profiles,
    )
    wrong = decoded.problem or (f"WARC-Truncated: {capture.truncated}" if capture.truncated else None)
    if wrong is None:
        return article
    return replace(article, issues=(*article.issues, ParseIssue("body-not-whole", wrong)))


def parse_stored(
    archive: Archive,
    stored: Iterable[StoredCapture],
    *,
    on_damage: Callable[[StoredCapture, CaptureError], None],
) -> Iterator[Parsed]:
    """Read and parse captures one by one; a damaged one is told to `on_damage` and left out."""
    for one in stored:
        try:
            capture = archive.read_stored(one.ref)
        except CaptureError as error:
            on_damage(one, error)
            continue
        zone = archive.zone_of(one.source_name, one.source_timezone)
        article = parse_capture(
            capture,
            zone,
            profiles=archive.profiles,
            max_decoded_bytes=archive.settings.fetch.max_decoded_bytes,
        )
        version = parser_version(one.url, one.captured_at, archive.profiles, zone)
        yield Parsed(one.id, facts_of(article), version)


def parse_and_save(
    archive: Archive,
    stored: Sequence[StoredCapture],
    *,
    on_damage: Callable[[StoredCapture, CaptureError], None],
    imported: bool = False,
) -> list[Saved]:
    """Parse captures and save what was found, in one transaction. See `save_parsed`."""
    parsed = list(parse_stored(archive, stored, on_damage=on_damage))
    return save_parsed(archive, parsed, on_damage=on_damage, imported=imported)


def save_parsed(
    archive: Archive,
    parsed: Sequence[Parsed],
    *,
    on_damage: Callable[[StoredCapture, CaptureError], None],
    imported: bool = False,
) -> list[Saved]:
    """Save new captures that were parsed, in one transaction.

    They can only be compared with what this very version makes of the captures before them: where another
    one made the current revision of an article, its capture is parsed again first, and is in the result too.
    """
    versions = versions_of(archive)
    with archive.store.read() as session:
        proofs = [one for number in proofs_of(session, parsed) if (one := stored_capture(session, number))]
    behind = [one for one in proofs if not versions.is_done(one)]
    again = list(parse_stored(archive, behind, on_damage=on_damage))
    with archive.store.write() as session:
        now = utc_now()
        first = save_parses(session, again, now=now)
        return first + save_parses(session, parsed, now=now, imported=imported)


def parse_left_over(
    archive: Archive, *, on_damage: Callable[[StoredCapture, CaptureError], None]
) -> Iterator[list[Saved]]:
    """Parse the captures that no parser has seen: what a killed run leaves between steps 4 and 5.

    What lies in the files of an import is saved with the cause `import`, whoever finishes it.
    """
    after = 0
    while True:
        with archive.store.read() as session:
            batch = unparsed_captures(session, after=after, limit=BATCH)
        if not batch:
            return
        after = batch[-1].id
        for imported, part in groupby(batch, key=lambda one: is_import_file(one.ref.file)):
            yield parse_and_save(archive, list(part), on_damage=on_damage, imported=imported)
