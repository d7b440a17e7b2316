"""Whatever pages a changed rule is for: the re-parse finds exactly these, and takes no publisher's change for its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from benchmarks.corpus_archive import make_archive
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from newsarchive.parse import PARSER_VERSION
from newsarchive.pipeline import Archive, ReparseOptions
from newsarchive.pipeline.parsing import parse_left_over
from newsarchive.pipeline.recovery import note_closed
from newsarchive.pipeline.reparse import reparse
from newsarchive.records import Capture, SiteLayout, SiteProfile
from newsarchive.settings import load_settings
from newsarchive.store import page_of_url, save_capture

PAGES = 12
START = datetime(2026, 1, 5, tzinfo=UTC)
WORDS = " ".join(f"The ministry of Valdora raised the duty again on day {n}." for n in range(40))
some_pages = st.sets(st.integers(0, PAGES - 1))


def page(number: int, days: int = 0) -> Capture:
    """A page; `days` later its publisher has added as many sentences."""
    more = " ".join(f"On day {n} a port was closed." for n in range(days))
    body = (
        "<html><head><meta property='og:type' content='article'></head><body><article>"
        f"<h1>Valdora changes duty {number}</h1><h2 class='kicker'>Duty file {number}</h2>"
        f"<p>Part {number}. {WORDS} {more}</p></article></body></html>"
    ).encode()
    at = START + timedelta(days=days, seconds=number)
    return Capture(url(number), url(number), at, 200, "OK", (("Content-Type", "text/html"),), body)


def url(number: int) -> str:
    return f"https://paper.example/story/{number}"


def opened(folder: Path) -> Archive:
    return Archive.open(load_settings(folder, {}))


@pytest.fixture(scope="module")
def archive_of_old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that an older version of the parser parsed, before there was a layout."""
    folder = tmp_path_factory.mktemp("old") / "archive"
    make_archive(folder, (page(number) for number in range(PAGES)))
    with opened(folder) as archive:
        reparse(archive, ReparseOptions())
        with archive.store.write() as session:
            session.execute(text("UPDATE parse_results SET parser_version = '1'"))
            session.execute(text("UPDATE revisions SET parser_version = '1'"))
    return folder


def copies(folder: Path) -> Iterator[Archive]:
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "archive"
        shutil.copytree(folder, copy)
        with opened(copy) as archive:
            yield archive


def with_rule(archive: Archive, for_pages: set[int]) -> None:
    """From now on the headlines of these pages are somewhere else."""
    layout = SiteLayout(name="kicker", headline="h2.kicker")
    hosts = tuple(f"paper.example/story/{number}" for number in sorted(for_pages))
    archive.profiles = (SiteProfile(hosts, (layout,)),) if hosts else ()


def capture_again(archive: Archive, numbers: set[int], days: int, run: str) -> None:
    """New captures of pages that their publisher changed, not parsed yet."""
    with archive.writer(run) as writer:
        for number in sorted(numbers):
            ref = writer.append(page(number, days))
            with archive.store.write() as session:
                page_id = page_of_url(session, url(number))
                assert page_id is not None
                save_capture(session, page_id, page(number, days), ref)
    for closed in writer.closed:
        note_closed(archive, closed)


Revisions = dict[int, list[tuple[str, str, str | None, bool, bool]]]


def revisions(archive: Archive) -> Revisions:
    """Of each page: cause, version, version before, whether headline and whether text differ from before."""
    query = text(
        "SELECT a.url, r.cause, r.parser_version, r.previous_parser_version, r.headline <> b.headline,"
        " r.text_digest <> b.text_digest FROM revisions r JOIN articles a ON a.id = r.article_id"
        " JOIN revisions b ON b.id = r.previous_id ORDER BY a.id, r.number"
    )
    found: Revisions = {}
    with archive.store.read() as session:
        for address, cause, version, before, headline, words in session.execute(query):
            number = int(address.rsplit("/", 1)[1])
            found.setdefault(number, []).append((cause, version, before, bool(headline), bool(words)))
    return found


def everything(archive: Archive) -> dict[str, list[str]]:
    """All that is in the tables."""
    with archive.store.read() as session:
        names = ["articles", "revisions", "blocks", "captures", "pages", "parse_results", "parse_findings"]
        return {
            name: sorted(str(tuple(row)) for row in session.execute(text(f"SELECT * FROM {name}")))
            for name in names
        }


def rows_of(archive: Archive, numbers: set[int]) -> list[str]:
    with archive.store.read() as session:
        rows = session.execute(text("SELECT * FROM articles ORDER BY id"))
        wanted = {url(number) for number in numbers}
        return [str(tuple(row)) for row in rows if row.url in wanted]


@settings(max_examples=15, deadline=None)
@given(affected=some_pages, published=some_pages, run=st.sampled_from(["a-before", "ingest-20260107"]))
def test_exactly_the_affected_pages(
    archive_of_old: Path, affected: set[int], published: set[int], run: str
) -> None:
    for archive in copies(archive_of_old):
        with_rule(archive, affected)
        capture_again(archive, published, 2, run)
        before, untouched = everything(archive), set(range(PAGES)) - affected - published
        rows = rows_of(archive, untouched)
        dry = reparse(archive, ReparseOptions(dry_run=True))
        assert everything(archive) == before
        real = reparse(archive, ReparseOptions())
        real.summary.counts.pop("copies", None)  # only a real run compares articles for copies
        assert (dry.summary.counts, dry.fields, dry.samples) == (
            real.summary.counts,
            real.fields,
            real.samples,
        )
        assert (real.fields["headline"], set(real.fields) <= {"headline"}) == (len(affected), True)
        assert real.summary.counts["reparse_revision"] == len(affected)
        assert real.summary.counts["publisher_revision"] == len(published)
        _check(revisions(archive), affected, published)
        assert rows_of(archive, untouched) == rows
        assert reparse(archive, ReparseOptions()).summary.counts == {}


@settings(max_examples=10, deadline=None)
@given(affected=some_pages, published=some_pages)
def test_a_new_capture_waits_for_the_old_one_to_be_parsed_again(
    archive_of_old: Path, affected: set[int], published: set[int]
) -> None:
    """What ingest and import do with new captures while the archive is still an older parser's."""
    for archive in copies(archive_of_old):
        with_rule(archive, affected)
        capture_again(archive, published, 2, "ingest-20260107")
        for _ in parse_left_over(archive, on_damage=lambda one, error: pytest.fail(str(error))):
            pass
        _check(revisions(archive), affected & published, published)
        rest = reparse(archive, ReparseOptions())
        assert rest.summary.counts["reparse_revision"] == len(affected - published)
        _check(revisions(archive), affected, published)


def _check(found: Revisions, affected: set[int], published: set[int]) -> None:
    assert set(found) == affected | published
    for number, made in found.items():
        now = [one[1] for one in made]
        assert all(version.startswith(PARSER_VERSION) for version in now)
        assert len(set(now)) == 1 and ("+" in now[0]) == (number in affected)
        expected = []
        if number in affected:
            expected.append(("reparse", now[0], "1", True, False))
        if number in published:
            expected.append(("publisher", now[0], now[0] if number in affected else "1", False, True))
        assert made == expected


@settings(max_examples=10, deadline=None)
@given(first=some_pages, second=some_pages)
def test_a_changed_layout_takes_only_the_pages_of_its_site(
    archive_of_old: Path, first: set[int], second: set[int]
) -> None:
    """No version is raised, and nobody says --all."""
    for archive in copies(archive_of_old):
        with_rule(archive, first)
        reparse(archive, ReparseOptions())
        with_rule(archive, second)
        again = reparse(archive, ReparseOptions()).summary.counts
        again.pop("copies", None)
        assert sum(again.values()) == again["reparse_revision"] == len(first ^ second)
        assert reparse(archive, ReparseOptions()).summary.counts == {}
