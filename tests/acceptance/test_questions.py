"""docs/analysts.md tells the truth: its answers, its pandas and its DuckDB example, on both databases."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest

from newsarchive.cli.app import main
from newsarchive.demo.papers import PAPERS, make_demo_archive
from newsarchive.demo.questions import QUESTIONS, questions_markdown
from newsarchive.demo.server import site_folder
from newsarchive.store.copy import copy_database

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "analysts.md"


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "demo-archive"
    make_demo_archive(folder)
    return folder


def writer() -> Any:
    spec = importlib.util.spec_from_file_location("write_docs", ROOT / "scripts" / "write_docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_answers_in_the_docs_are_the_ones_printed(
    demo_folder: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    url = f"sqlite:///{demo_folder}/newsarchive.db"
    if kind == "postgresql":
        target = request.getfixturevalue("new_postgres_url")
        copy_database(url, target)
        url = target
    docs = DOCS.read_text(encoding="utf-8")
    assert docs == writer().with_answers(docs, questions_markdown(url)), "run scripts/write_docs.py"


def test_there_are_twenty_with_an_answer_each() -> None:
    told = DOCS.read_text(encoding="utf-8")
    assert len(QUESTIONS) == 20
    answers = re.findall(r"```text\n(.*?)```", told, re.DOTALL)
    assert len(answers) == 20
    assert all(len(answer.splitlines()) > 2 for answer in answers)


def test_every_paper_of_the_sample_site_is_a_source() -> None:
    folders = {one.name for one in site_folder().joinpath("pages").iterdir()}
    assert set(PAPERS) == folders


def example(title: str) -> str:
    found = re.search(rf"### {title}\n.*?```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_pandas_example(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo_folder.parent)
    names: dict[str, Any] = {}
    exec(example("pandas"), names)
    names["connection"].close()
    assert re.search(r"tariff-wire +3", capsys.readouterr().out)
    assert str(names["articles"]["published_at"].dtype).endswith("UTC]")


def test_the_duckdb_example(
    demo_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo_folder.parent)
    assert main(["--archive", "demo-archive", "export", "--format", "parquet", "-o", "articles.parquet"]) == 0
    exec(example("DuckDB"), {})
    assert "('en', " in capsys.readouterr().out
