#!/usr/bin/env python3
"""Write docs/commands.md and docs/data-dictionary.md anew. A test says when that is due."""

from __future__ import annotations

from pathlib import Path

from newsarchive.cli.reference import render_reference
from newsarchive.store.schema_doc import schema_markdown

if __name__ == "__main__":
    docs = Path(__file__).parents[1] / "docs"
    (docs / "commands.md").write_text(render_reference(), encoding="utf-8")
    (docs / "data-dictionary.md").write_text(schema_markdown().rstrip() + "\n", encoding="utf-8")
    print("written: docs/commands.md, docs/data-dictionary.md")
