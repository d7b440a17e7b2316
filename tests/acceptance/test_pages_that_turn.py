"""Good pages that turn into soft 404s, walls, teasers and nothing: the good version stays, the report says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from tests.support.archives import feed, make_archive, night, rows, source_table
from tests.support.fault_server import FaultServer, answer
from tests.support.turning import (
    KINDS,
    TONGUES,
    Pair,
    Tongue,
    consent_page,
    front_page,
    login_page,
    turning_pairs,
)

from newsarchive.pipeline import Archive, ReparseOptions
from newsarchive.pipeline.reparse import reparse
from newsarchive.pipeline.report import Report, make_report

PAIRS = turning_pairs()


@dataclass
class Nights:
    archive: Archive
    servers: dict[str, FaultServer]
    reports: list[Report]
    states: list[dict[str, tuple[object, ...]]]
    """After each night: URL -> article, headline, text, current revision, number of revisions."""
    captures: list[Counter[str]]
    """After each night: URL -> number of its captures with a body or without one, 304s left out."""


def serve(server: FaultServer, tongue: Tongue, *, good: bool) -> list[str]:
    """Put all pages of a language in place; their URLs."""
    base = server.url("").rstrip("/")
    server.on(f"/{tongue.code}/", front_page(tongue, base))
    server.on(f"/{tongue.code}/consent", consent_page(tongue))
    server.on(f"/{tongue.code}/login", login_page(tongue))
    mine = [pair for pair in PAIRS if pair.tongue is tongue]
    return [server.on(pair.path, pair.good(base) if good else pair.bad(base)) for pair in mine]


def states(archive: Archive) -> dict[str, tuple[object, ...]]:
    found = rows(
        archive,
        "SELECT p.url, a.id, a.headline, a.text, a.current_revision, a.revision_count "
        "FROM pages p JOIN articles a ON a.id = p.article_id",
    )
    return {str(url): tuple(rest) for url, *rest in found}


def captures_of(archive: Archive) -> Counter[str]:
    found = rows(
        archive,
        "SELECT p.url, count(*) FROM captures c JOIN pages p ON p.id = c.page_id "
        "WHERE c.status <> 304 GROUP BY p.url",
    )
    return Counter({str(url): int(str(number)) for url, number in found})


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """Three nights of 14 sources: all pages good, then all of them bad, twice."""
    with ExitStack() as stack:
        servers = {tongue.code: stack.enter_context(FaultServer()) for tongue in TONGUES}
        tables = []
        for tongue in TONGUES:
            server = servers[tongue.code]
            urls = serve(server, tongue, good=True)
            server.on("/feed", answer(feed(*urls), content_type="application/rss+xml"))
            tables.append(source_table(f"post-{tongue.code}", server, f'feeds = ["{server.url("/feed")}"]'))
        archive = stack.enter_context(make_archive(tmp_path_factory.mktemp("turn") / "archive", *tables))
        made = Nights(archive, servers, [], [], [])
        for number in range(3):
            if number == 1:
                for tongue in TONGUES:
                    serve(servers[tongue.code], tongue, good=False)
            summary = night(archive, recheck=True)
            assert not summary.nothing_worked
            made.reports.append(make_report(archive.store))
            made.states.append(states(archive))
            made.captures.append(captures_of(archive))
        yield made


def test_there_are_two_hundred_pairs() -> None:
    assert len(PAIRS) == len(TONGUES) * len(KINDS) * 3 >= 200
    assert len({(pair.tongue.code, pair.path) for pair in PAIRS}) == len(PAIRS)


def test_the_good_version_stays(nights: Nights) -> None:
    """All pairs in one test: three nights are not made anew for each tester among whom many tests are shared out."""
    wrong = [pair for pair in PAIRS if not is_kept(pair, nights)]
    assert wrong == []


def is_kept(pair: Pair, nights: Nights) -> bool:
    url = nights.servers[pair.tongue.code].url(pair.path)
    first, second, third = (state.get(url) for state in nights.states)
    if first is None:
        return False
    _, headline, text, current, revisions = first
    is_good = headline == pair.headline and pair.paragraphs[-1] in str(text)
    return is_good and (current, revisions) == (1, 1) and second == third == first


def test_what_came_instead_is_kept(nights: Nights) -> None:
    urls = [nights.servers[pair.tongue.code].url(pair.path) for pair in PAIRS]
    found = {url: [kept[url] for kept in nights.captures] for url in urls}
    assert {url: counts for url, counts in found.items() if counts != [1, 2, 3]} == {}


def test_no_bad_page_makes_an_article_of_its_own(nights: Nights) -> None:
    assert rows(nights.archive, "SELECT count(*) FROM articles") == [(len(PAIRS),)]


def test_the_report_names_every_source(nights: Nights) -> None:
    first, *later = nights.reports
    assert not any(one.findings for one in first.sources)
    for report in later:
        said = {
            one.name: [f.sentence for f in one.findings if f.code == "kept-better"] for one in report.sources
        }
        assert sorted(said) == sorted(f"post-{tongue.code}" for tongue in TONGUES)
        for name, (sentence,) in said.items():
            assert sentence.startswith(f"{name}: 15 known articles came back as less")


def test_a_reparse_leaves_them_as_they_are(nights: Nights) -> None:
    report = reparse(nights.archive, ReparseOptions(everything=True))
    assert report.summary.counts["reparse_revision"] == 0
    assert states(nights.archive) == nights.states[0]
