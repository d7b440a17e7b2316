"""The morning's report: an empty archive, a first night, usual nights, and all that can be amiss."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.acceptance.conftest import Run, ingest

from newsarchive.demo.server import SampleSite
from newsarchive.pipeline import Archive
from newsarchive.pipeline.report import Report, judge, make_report
from newsarchive.pipeline.report_text import report_html, report_lines
from newsarchive.records import utc_now
from newsarchive.store import start_run
from newsarchive.store.report import RunFacts

LAST = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)


def nights(source: str, *counts: dict[str, int], outcome: str = "done", detail: str | None = None) -> Report:
    """The report on runs of one source, newest first."""
    runs = [
        RunFacts(90 - n, LAST - timedelta(days=n), LAST - timedelta(days=n), outcome, detail)
        for n in range(len(counts))
    ]
    usual = {"looked": 1}
    return judge(
        runs, {run.id: {source: Counter(usual | one)} for run, one in zip(runs, counts, strict=True)}
    )


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.sources[0].findings]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([9, 10, 10, 10], []),
        ([0, 0, 10, 12, 10], ["silent"]),
        ([0, 0, 1, 1, 1], ["silent"]),
        ([0, 10, 10, 10], ["dropped"]),
        ([3, 10, 10, 10], ["dropped"]),
        ([4, 10, 10, 10], []),
        ([0, 2, 2, 2], []),  # below so few, chance
        ([0, 0, 0, 0, 0], []),  # it usually has none
        ([0, 26, 26], []),  # too few earlier runs to call anything usual
    ],
)
def test_silence_and_drops(counts: list[int], expected: list[str]) -> None:
    assert codes(nights("post", *({"new": number} for number in counts))) == expected


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ({"looked": 2, "look_failed": 2}, "discovery-failed"),
        ({"looked": 2, "look_failed": 1}, "feed-failed"),
        ({"came": 9, "profile_broken": 4}, "profile-broken"),
        ({"came": 9, "kept_better": 1}, "kept-better"),
        ({"asked": 9, "blocked": 9}, "blocked"),
        ({"asked": 9, "failed": 2}, "failed"),
        ({"came": 9, "no_date": 5}, "no-date"),
    ],
)
def test_what_else_is_said(last: dict[str, int], code: str) -> None:
    assert codes(nights("post", {"new": 10} | last, *[{"new": 10}] * 3)) == [code]


@pytest.mark.parametrize("name", ["blocked", "failed"])
def test_what_is_usual_is_not_worth_a_word(name: str) -> None:
    assert codes(nights("post", *[{"new": 10, "asked": 20, name: 3}] * 5)) == []


def test_one_failure_is_said_once() -> None:
    report = nights("post", {"looked": 1, "look_failed": 1}, *[{"new": 10}] * 4)
    assert codes(report) == ["discovery-failed"]


def test_alarms_come_before_remarks_before_names() -> None:
    run = [RunFacts(9 - n, LAST - timedelta(days=n), LAST, "done", None) for n in range(4)]
    usual = {name: Counter(new=10, looked=1) for name in ("anchor", "bay", "cape")}
    last = {
        "anchor": Counter(new=10, looked=1),
        "bay": Counter(new=10, looked=1, came=1, profile_broken=1),
        "cape": Counter(looked=1),
    }
    report = judge(run, {9: last, 8: usual, 7: usual, 6: usual})
    assert [one.name for one in report.sources] == ["cape", "bay", "anchor"]
    assert report.verdict == "1 of 3 sources need a look now, 1 more have a remark."
    lines = list(report_lines(report))
    assert lines.index("Needs a look now:") < lines.index("Remarks:")
    assert report.totals["new"] == 20


def test_the_usual_is_the_median() -> None:
    report = nights("post", {"new": 10}, {"new": 9}, {"new": 11}, {"new": 500})
    assert report.sources[0].usual is not None
    assert report.sources[0].usual["new"] == 11


def test_html_is_escaped_and_needs_nothing_else() -> None:
    report = nights("<b>&post", {}, *[{"new": 10}] * 4, outcome="failed", detail="<script>disk")
    page = report_html(report)
    assert "<b>" not in page and "<script" not in page
    assert "&lt;b&gt;&amp;post dropped below a third: no new articles; usual are 10." in page
    assert "src=" not in page and "href=" not in page


def test_an_empty_archive(archive: Archive, run: Run) -> None:
    code, out, _ = run("report")
    assert code == 0
    assert out == "Nothing was ingested yet: `newsarchive ingest` asks the sources.\n"
    code, out, _ = run("report", "--json")
    assert code == 0
    assert json.loads(out)["run"] is None


def test_a_first_night(archive: Archive, site: SampleSite, run: Run) -> None:
    summary = ingest(archive)
    code, out, _ = run("report", "--json")
    assert code == 0
    (source,) = json.loads(out)["sources"]
    assert source["source"] == "press-hall"
    assert source["usual"] is None
    assert source["counts"]["new"] == summary.counts["new_article"]
    assert source["counts"]["blocked"] == summary.counts["robots_denied"] == 1
    assert source["counts"]["failed"] == 0


def test_later_nights(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    site.publish_edit()
    summary = ingest(archive)
    report = make_report(archive.store)
    counts = report.sources[0].counts
    assert report.compared_with == 1
    assert (counts["new"], counts["changed"]) == (0, 1)
    assert counts["not_modified"] == summary.counts["not_modified"]


def test_a_run_for_one_url_is_no_night(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    before = make_report(archive.store)
    ingest(archive, urls=(site.article_urls[0],), only_urls=True)
    assert make_report(archive.store) == before


def test_a_run_without_an_end_is_named(archive: Archive, site: SampleSite) -> None:
    ingest(archive)
    with archive.store.write() as session:
        killed = start_run(session, "ingest", utc_now(), program_version="0")
    words = make_report(archive.store).words
    assert f"Run {killed} of " in words and "was killed" in words


def test_the_site_is_down(
    archive: Archive, site: SampleSite, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsarchive.fetch.client.pause_before", lambda *_: 0.0)
    ingest(archive)
    site._server.shutdown()
    site._server.server_close()
    try:
        ingest(archive)
        code, out, _ = run("report")
    finally:
        site._server = type(site._server)(("127.0.0.1", 0), site._server.RequestHandlerClass)
        site._thread = type(site._thread)(target=site._server.serve_forever, daemon=True)
        site._thread.start()
    assert code == 0
    assert "press-hall: not one of its feeds, sitemaps and pages could be read" in out


def test_html_to_a_file(archive: Archive, site: SampleSite, run: Run, tmp_path: Path) -> None:
    ingest(archive)
    path = tmp_path / "report.html"
    code, out, words = run("report", "--html", path)
    assert (code, out) == (0, "")
    assert str(path) in words
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "press-hall" in page
