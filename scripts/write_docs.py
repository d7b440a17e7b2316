#!/usr/bin/env python3
"""Write docs/commands.md, docs/data-dictionary.md and the answers in docs/analysts.md anew.

Tests say when that is due.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from newsarchive.cli.reference import render_reference
from newsarchive.demo.papers import make_demo_archive
from newsarchive.demo.questions import questions_markdown
from newsarchive.store.schema_doc import schema_markdown

BEGIN, END = "<!-- questions -->\n", "<!-- end of questions -->"
"""Between these lines of docs/analysts.md everything is made here."""


def with_answers(text: str, answers: str) -> str:
    """The text with the questions and answers in their place."""
    head, tail = text.split(BEGIN, maxsplit=1)[0], text.split(END)[1]
    return f"{head}{BEGIN}\n{answers}\n{END}{tail}"


if __name__ == "__main__":
    docs = Path(__file__).parents[1] / "docs"
    (docs / "commands.md").write_text(render_reference(), encoding="utf-8")
    (docs / "data-dictionary.md").write_text(schema_markdown().rstrip() + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        make_demo_archive(Path(folder) / "archive")
        answers = questions_markdown(f"sqlite:///{folder}/archive/newsarchive.db")
    analysts = docs / "analysts.md"
    analysts.write_text(with_answers(analysts.read_text(encoding="utf-8"), answers), encoding="utf-8")
    print("written: docs/commands.md, docs/data-dictionary.md, docs/analysts.md")
