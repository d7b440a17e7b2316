"""After a change of one rule: the dry run says exactly what the real run then does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from benchmarks.corpus_archive import make_archive
from sqlalchemy import text

from newsarchive.pipeline import Archive
from newsarchive.pipeline.reparse import ReparseOptions, reparse
from newsarchive.records import Capture, SiteLayout, SiteProfile
from newsarchive.settings import load_settings

PAGES = 30
VISITS = 2
WORDS = " ".join(f"The ministry of Valdora raised the duty again on day {n}." for n in range(60))


def pages() -> Iterator[Capture]:
    """Every page twice, the second time with other furniture; only every third has an h2 of its own."""
    for visit in range(VISITS):
        for number in range(PAGES):
            own = f"<h2 class='kicker'>Duty file {number}</h2>" if number % 3 == 0 else ""
            body = (
                "<html><head><meta property='og:type' content='article'></head><body><article>"
                f"<h1>Valdora changes duty {number}</h1>{own}<p>Part {number}. {WORDS}</p></article>"
                f"<footer>{'x' * 4000}{visit}</footer></body></html>"
            ).encode()
            url = f"https://paper.example/story/{number}"
            at = datetime(2026, 1, 5 + visit, tzinfo=UTC) + timedelta(seconds=number)
            yield Capture(url, url, at, 200, "OK", (("Content-Type", "text/html"),), body)


@pytest.mark.parametrize("batch", [200, 7])
def test_exactly_the_rows_that_the_rule_changed(
    tmp_path: Path, database_url: str, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ("BATCH", "TRANSACTION"):
        monkeypatch.setattr(sys.modules["newsarchive.pipeline.reparse_work"], size, batch)
    make_archive(tmp_path / "archive", pages(), url=database_url)
    headlines = text("SELECT url, headline FROM articles ORDER BY url")
    with Archive.open(load_settings(tmp_path / "archive", {})) as archive:
        reparse(archive, ReparseOptions())
        with archive.store.read() as session:
            before = {row[0]: row[1] for row in session.execute(headlines)}
        layout = SiteLayout(name="kicker", headline="h2.kicker")
        archive.profiles = (SiteProfile(("paper.example",), (layout,)),)
        dry = reparse(archive, ReparseOptions(everything=True, dry_run=True))
        with archive.store.read() as session:
            assert {row[0]: row[1] for row in session.execute(headlines)} == before
        real = reparse(archive, ReparseOptions(everything=True))
        with archive.store.read() as session:
            after = {row[0]: row[1] for row in session.execute(headlines)}
            causes = set(session.scalars(text("SELECT cause FROM revisions WHERE number > 1")))
    changed = {url for url in before if before[url] != after[url]}
    assert changed == {f"https://paper.example/story/{n}" for n in range(0, PAGES, 3)}
    assert dry.fields["headline"] == real.fields["headline"] == len(changed)
    real.summary.counts.pop("copies", None)  # only a real run compares articles for copies
    assert (dry.summary.counts, dry.fields, dry.classes) == (real.summary.counts, real.fields, real.classes)
    assert dry.samples == real.samples
    assert causes == {"reparse"}


def dated(source: str, number: int) -> Capture:
    body = (
        "<html><head><meta property='og:type' content='article'></head><body><article>"
        f"<h1>Valdora changes duty {number}</h1><p class='date'>Published 5 January 2026 14:30</p>"
        f"<p>Part {number}. {WORDS}</p></article></body></html>"
    ).encode()
    url = f"https://{source}/story/{number}"
    at = datetime(2026, 1, 6, tzinfo=UTC) + timedelta(seconds=number)
    return Capture(url, url, at, 200, "OK", (("Content-Type", "text/html"),), body)


def test_a_changed_zone_re_does_the_pages_of_its_source_alone(tmp_path: Path, database_url: str) -> None:
    folder = tmp_path / "archive"
    sources = ["paper.example"] * 3 + ["gazette.example"] * 2
    make_archive(folder, (dated(*one) for one in zip(sources, range(5), strict=True)), url=database_url)
    plain = (folder / "newsarchive.toml").read_text()
    printed = text("SELECT DISTINCT published_at FROM articles WHERE url LIKE '%paper%'")

    def again(zone: str | None) -> tuple[dict[str, int], list[str]]:
        declared = (
            f'[[sources]]\nname = "paper.example"\nhome = "https://paper.example/"\ntimezone = "{zone}"\n'
        )
        (folder / "newsarchive.toml").write_text(plain + (declared if zone else ""))
        with Archive.open(load_settings(folder, {})) as archive:
            counts = dict(+reparse(archive, ReparseOptions()).summary.counts)
            counts.pop("copies", None)
            with archive.store.read() as session:
                return counts, [str(at)[:16].replace("T", " ") for at in session.scalars(printed)]

    assert again(None) == ({"new_article": 5}, ["2026-01-05 14:30"])
    assert again("Asia/Dhaka") == ({"reparse_revision": 3}, ["2026-01-05 08:30"])
    assert again("Asia/Dhaka") == ({}, ["2026-01-05 08:30"])
    assert again("Europe/Vienna") == ({"reparse_revision": 3}, ["2026-01-05 13:30"])
    assert again(None) == ({"reparse_revision": 3}, ["2026-01-05 14:30"])
