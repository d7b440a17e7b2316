#!/usr/bin/env python3
"""Write docs/commands.md anew from the commands' own help. A test says when that is due."""

from __future__ import annotations

from pathlib import Path

from newsarchive.cli.reference import render_reference

if __name__ == "__main__":
    path = Path(__file__).parents[1] / "docs" / "commands.md"
    path.write_text(render_reference(), encoding="utf-8")
    print(path)
