"""What the look at pages without answers prints."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from benchmarks import unanswered
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["unanswered.py", str(folder)])
    return unanswered.main()


def test_it_tells_what_leaks_and_what_is_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    caption = f"<figure><figcaption>{MORE[0]}</figcaption></figure>"
    for at in range(3):
        head = f'<link rel="canonical" href="https://herald.example/{at}">'
        own = [f"On day {at} {line}" for line in PARAGRAPHS]
        leak = "<p>The desk of the Herald thanks all of its readers for nine years of letters and of patience.</p>"
        inner = f"<article><h1>{HEADLINE} {at}</h1>{body(own[:2])}{caption}{body(own[2:])}{leak}</article>"
        (tmp_path / f"{at}.html.gz").write_bytes(gzip.compress(page(inner, head=head)))
    assert run(tmp_path, monkeypatch) == 0
    told = capsys.readouterr().out
    assert "headline 100%" in told
    assert "article 3" in told
    assert "3 herald.example: The desk of the Herald thanks" in told
    assert "3 long sentences dropped" in told
    assert "caption: figcaption" in told


def test_a_folder_without_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(tmp_path, monkeypatch) == 1


def test_a_day_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["unanswered.py", str(tmp_path), "--fetched-at", "yesterday"])
    with pytest.raises(SystemExit, match="2"):
        unanswered.main()
    assert "--fetched-at: invalid" in capsys.readouterr().err
