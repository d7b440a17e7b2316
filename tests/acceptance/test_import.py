"""`import`: other makers' files become captures, pages and articles, once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from tests.acceptance.conftest import Run
from tests.unit.captures import makers

from newsarchive.pipeline import Archive

WORDS = " ".join(
    f"The ministry of Valdora raised the rapeseed duty again, it said on day {n}." for n in range(40)
)
STORY = (
    "<html lang='{language}'><head><title>{title}</title><meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2017-10-16T09:00:00Z'></head>"
    "<body><article><h1>{title}</h1><p>" + WORDS + "</p><p>" + WORDS[::-1] + "</p></article></body></html>"
)


def story(number: int, language: str = "en") -> bytes:
    return STORY.format(title=f"Valdora raises rapeseed duty, part {number}", language=language).encode()


def warc(*numbers: int) -> bytes:
    return makers.members(*[makers.record(n, body=story(n)) for n in numbers])


def rows(archive: Archive, sql: str) -> list[tuple[object, ...]]:
    with archive.store.read() as session:
        return [tuple(row) for row in session.execute(text(sql))]


def test_a_warc_file_becomes_articles_and_only_once(archive: Archive, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(warc(1, 2, 3))
    code, _, err = run("import", path)
    assert (code, err.splitlines()[-1].startswith("import: 3 imported")) == (0, True), err
    assert rows(archive, "SELECT count(*) FROM articles") == [(3,)]
    assert rows(archive, "SELECT DISTINCT cause FROM revisions") == [("import",)]
    assert rows(archive, "SELECT kind, outcome FROM runs") == [("import", "done")]
    assert "3 known already" in run("import", path)[2]
    assert rows(archive, "SELECT count(*) FROM captures") == [(3,)]
    assert run("verify", "--deep")[0] == 0


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--host", "paper.example"), 3),
        (("--host", "example"), 3),
        (("--host", "per.example"), 0),
        (("--language", "en"), 3),
        (("--language", "fr"), 0),
        (("--from", "2017-10-17", "--to", "2017-10-17"), 3),
        (("--from", "2017-10-18"), 0),
        (("--to", "2017-10-16"), 0),
    ],
)
def test_filters(archive: Archive, run: Run, tmp_path: Path, options: tuple[str, ...], expected: int) -> None:
    path = tmp_path / "other.warc.gz"
    path.write_bytes(warc(1, 2, 3))
    assert run("import", path, *options)[0] == 0
    assert rows(archive, "SELECT count(*) FROM captures") == [(expected,)]


def test_a_torn_file_gives_what_it_holds_and_a_line(archive: Archive, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(warc(1, 2, 3)[:-60])
    code, _, err = run("import", path)
    assert code == 1
    assert "torn.warc.gz at byte" in err
    assert rows(archive, "SELECT count(*) FROM captures") == [(2,)]


def test_what_is_no_archive_and_what_is_not_there(archive: Archive, run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear archivist,")
    (tmp_path / "good.warc.gz").write_bytes(warc(1))
    code, _, err = run("import", tmp_path / "letter.txt", tmp_path / "none.warc", tmp_path / "good.warc.gz")
    assert code == 1
    assert "no WARC" in err and "none.warc can't be read" in err
    assert "1 imported" in err and "2 unreadable" in err


def test_other_formats(archive: Archive, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages" / "paper.example").mkdir(parents=True)
    (tmp_path / "pages" / "paper.example" / "saved.html").write_bytes(story(7))
    (tmp_path / "browser.wacz").write_bytes(makers.wacz(warc(8)))
    (tmp_path / "old.arc.gz").write_bytes(makers.arc_gzip())
    code, _, err = run("import", tmp_path / "pages", tmp_path / "browser.wacz", tmp_path / "old.arc.gz")
    assert code == 0, err
    assert "5 imported" in err
    assert run("verify", "--deep")[0] == 0


def test_a_repeated_payload_of_a_page_is_a_revisit(archive: Archive, run: Run, tmp_path: Path) -> None:
    again = makers.record(1, body=story(1), WARC_Date="2017-10-18T06:00:00Z")
    (tmp_path / "a.warc.gz").write_bytes(makers.members(makers.record(1, body=story(1)), again))
    assert run("import", tmp_path / "a.warc.gz")[0] == 0
    assert rows(archive, "SELECT record_type FROM captures ORDER BY id") == [("response",), ("revisit",)]
    assert rows(archive, "SELECT count(*) FROM revisions") == [(1,)]
