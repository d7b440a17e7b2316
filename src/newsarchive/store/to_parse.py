"""Which captures are still to be parsed, and the note that one was parsed again with nothing new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, func, not_, or_, select, update
from sqlalchemy.orm import Session

from newsarchive.store.bulk import among
from newsarchive.store.capturing import StoredCapture, as_stored, stored_captures
from newsarchive.store.schema import CaptureRow, Page, ParseResult, Source, WarcFile

Place = tuple[str, int]
"""WARC file name and offset: the order in which captures are streamed."""


class Seen(NamedTuple):
    """What of a capture decides which version parses it."""

    url: str
    """The address that answered."""
    captured_at: datetime
    source_name: str
    source_timezone: str | None
    """As the database has it."""


@dataclass(frozen=True, slots=True)
class Versions:
    """Which version of the parser each capture should have been parsed by."""

    plain: str
    """The version for pages of sites of which nothing is declared."""
    sites: tuple[str, ...] = ()
    """Every address of a page of the other sites has one of these in it, in lower case."""
    zoned: tuple[str, ...] = ()
    """Names of sources of which a time zone is declared, beside those whose zone the database has."""
    of: Callable[[Seen], str] | None = None
    """The version for a capture; None: always `plain`."""

    def is_done(self, one: StoredCapture) -> bool:
        """Whether this capture was parsed by the version that would parse it now."""
        return one.parser_version == self._expected(
            Seen(one.url, one.captured_at, one.source_name, one.source_timezone)
        )

    def _expected(self, seen: Seen) -> str:
        return self.plain if self.of is None else self.of(seen)


def captures_to_parse(
    session: Session,
    versions: Versions | None,
    *,
    parsed: bool | None = None,
    after: Place | None = None,
    limit: int = 500,
    source_name: str | None = None,
) -> list[StoredCapture]:
    """The next captures that these versions of the parser have not parsed, in the order they have on disk.

    Only answers with content (status 200 to 299). Pass the last one's `(ref.file, ref.offset)` as
    `after` to get the following ones. With `versions` None: all captures, whoever parsed them. With
    `parsed` only those that any parser has seen, or (False) that none has.
    """
    found: list[StoredCapture] = []
    files = select(WarcFile.id, WarcFile.name).order_by(WarcFile.name)
    if after is not None:
        files = files.where(WarcFile.name >= after[0])
    for file_id, name in session.execute(files).all():
        # File by file, so that the index of places serves, however many captures there are.
        offset = after[1] if after is not None and after[0] == name else -1
        query = stored_captures().where(
            CaptureRow.warc_file_id == file_id, *_wanted(versions, parsed, source_name)
        )
        while True:
            next_ones = query.where(CaptureRow.warc_offset > offset).order_by(CaptureRow.warc_offset)
            some = [as_stored(row) for row in session.execute(next_ones.limit(limit - len(found)))]
            found += [one for one in some if versions is None or not versions.is_done(one)]
            if len(found) == limit:
                return found
            if not some:
                break
            offset = some[-1].ref.offset
    return found


def count_captures_to_parse(
    session: Session, versions: Versions | None, *, source_name: str | None = None
) -> int:
    """How many captures `captures_to_parse` will give."""
    joined = (
        select(
            CaptureRow.url,
            CaptureRow.captured_at,
            Source.name,
            Source.timezone,
            ParseResult.parser_version,
        )
        .join(Page, CaptureRow.page_id == Page.id)
        .join(Source, Page.source_id == Source.id)
        .outerjoin(ParseResult, ParseResult.capture_id == CaptureRow.id)
        .where(*_wanted(versions, None, source_name))
    )
    sited = false() if versions is None else _declared(versions)
    total = session.scalar(select(func.count()).select_from(joined.where(not_(sited)).subquery())) or 0
    if versions is not None and versions.of is not None:
        rows = session.execute(joined.where(sited).execution_options(yield_per=10_000))
        total += sum(row[-1] != versions.of(Seen(*row[:-1])) for row in rows)
    return total


def unparsed_captures(session: Session, *, after: int = 0, limit: int = 500) -> list[StoredCapture]:
    """The captures that no parser has seen: what a crash between steps 4 and 5 leaves.

    In the order in which they were saved, those with numbers beyond `after`: parsed in that order they
    give the same articles under the same numbers as they would have without the crash.
    """
    query = stored_captures().where(*_wanted(None, False, None), CaptureRow.id > after)
    return [as_stored(row) for row in session.execute(query.order_by(CaptureRow.id).limit(limit))]


def mark_parsed_again(session: Session, captures: Sequence[tuple[int, str]], now: datetime) -> None:
    """Note that these versions found in these captures (number, version) what was found before."""
    for version in {version for _, version in captures}:
        ids = [number for number, of in captures if of == version]
        session.execute(
            update(ParseResult)
            .where(among(session, ParseResult.capture_id, ids))
            .values(parser_version=version, parsed_at=now)
            .execution_options(synchronize_session=False)
        )


def _wanted(
    versions: Versions | None, parsed: bool | None, source_name: str | None
) -> list[ColumnElement[bool]]:
    """Conditions that leave nothing out; captures of which something is declared are looked at one by one."""
    version: Any = ParseResult.parser_version
    found: list[ColumnElement[bool]] = [CaptureRow.status.between(200, 299)]
    if versions is not None:
        found.append(or_(version.is_(None), version != versions.plain, _declared(versions)))
    if parsed is not None:
        found.append(version.is_not(None) if parsed else version.is_(None))
    if source_name is not None:
        found.append(Source.name == source_name)
    return found


def _declared(versions: Versions) -> ColumnElement[bool]:
    if versions.of is None:
        return false()
    return or_(
        Source.timezone.is_not(None),
        Source.name.in_(versions.zoned),
        *(func.lower(CaptureRow.url).contains(site, autoescape=True) for site in versions.sites),
    )
