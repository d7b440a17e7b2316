"""Golden pages: a page as it was captured, and what a careful reader says is on it.

A folder with `source.html`, `capture.json` and `expected.json` is a golden page, wherever below
`fixtures/pages/` or the sample site it lies. `expected.json` is written by hand. A field that it
leaves out is not compared; pages that are no article often leave out all but their class.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsarchive.records import Article, Block, FoundDate

ROOT = Path(__file__).resolve().parent.parent
PAGE_FOLDERS = (ROOT / "fixtures" / "pages", ROOT / "src" / "newsarchive" / "demo" / "site" / "pages")

FIELDS = (
    "page_class",
    "headline",
    "summary",
    "authors",
    "published",
    "updated",
    "section",
    "tags",
    "language",
    "canonical_url",
    "site_name",
    "lead_image",
    "issues",
    "blocks",
)
"""The fields that `expected.json` may hold."""

ALWAYS = ("page_class", "headline", "authors", "published", "updated", "blocks")
"""What the expected answer of an article or teaser may not leave out."""


@dataclass(frozen=True)
class GoldenPage:
    """One folder of a golden page; `edited` means the version after the publisher's edit."""

    folder: Path
    edited: bool = False

    @property
    def name(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}{'.edited' if self.edited else ''}"

    @property
    def capture(self) -> dict[str, Any]:
        return json.loads((self.folder / "capture.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    @property
    def source(self) -> bytes:
        return (self.folder / f"source{self._twin}.html").read_bytes()

    @property
    def expected(self) -> dict[str, Any]:
        text = (self.folder / f"expected{self._twin}.json").read_text(encoding="utf-8")
        return json.loads(text)  # type: ignore[no-any-return]

    @property
    def captured_at(self) -> datetime:
        return datetime.fromisoformat(self.capture["captured_at"].replace("Z", "+00:00")).astimezone(UTC)

    @property
    def content_type(self) -> str | None:
        headers = {name.lower(): value for name, value in self.capture["headers"].items()}
        return headers.get("content-type")

    @property
    def _twin(self) -> str:
        return ".edited" if self.edited else ""


def golden_pages() -> Iterator[GoldenPage]:
    """Every golden page there is, in order of its path."""
    for root in PAGE_FOLDERS:
        for source in sorted(root.rglob("source*.html")):
            yield GoldenPage(source.parent, edited=".edited" in source.name)


def as_expected(article: Article) -> dict[str, Any]:
    """An article in the words of `expected.json`."""
    return {
        "page_class": article.page_class,
        "headline": article.headline,
        "summary": article.summary,
        "authors": list(article.authors),
        "published": _date(article.published),
        "updated": _date(article.updated),
        "section": article.section,
        "tags": list(article.tags),
        "language": article.language,
        "canonical_url": article.canonical_url,
        "site_name": article.site_name,
        "lead_image": article.lead_image,
        "issues": [issue.code for issue in article.issues],
        "blocks": [_block(block) for block in article.blocks],
    }


def differences(expected: dict[str, Any], article: Article) -> dict[str, str]:
    """Field name -> a readable difference, for each field of `expected` that the article misses."""
    got = as_expected(article)
    out: dict[str, str] = {}
    for field in FIELDS:
        if field not in expected:
            continue
        want, have = _comparable(field, expected[field], got[field])
        if want != have:
            out[field] = "\n".join(
                difflib.unified_diff(_lines(want), _lines(have), "expected", "parsed", lineterm="", n=1)
            )
    return out


def _comparable(field: str, want: Any, have: Any) -> tuple[Any, Any]:
    """The two sides, reduced to what `expected` states about dates and levels of subheads."""
    if isinstance(want, dict) and isinstance(have, dict):
        return want, {key: have.get(key) for key in want}
    if field == "blocks":
        levels = [block.get("level") for block in want]
        have = [
            block if n >= len(levels) or levels[n] is not None else {**block, "level": None}
            for n, block in enumerate(have)
        ]
        want = [{**block, "level": block.get("level")} for block in want]
    return want, have


def _date(found: FoundDate | None) -> dict[str, str] | None:
    if found is None:
        return None
    return {
        "instant": found.instant.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "local": found.local.isoformat(),
        "zone_basis": found.zone_basis,
        "precision": found.precision,
        "text": found.text,
    }


def _block(block: Block) -> dict[str, Any]:
    return {"kind": block.kind, "text": block.text, "level": block.level}


def _lines(value: Any) -> list[str]:
    if isinstance(value, list):
        return [_line(item) for item in value]
    if isinstance(value, dict):
        return [f"{key}: {item}" for key, item in value.items()]
    return [repr(value)]


def _line(item: Any) -> str:
    if isinstance(item, dict):
        level = f" {item['level']}" if item.get("level") else ""
        return f"{item['kind']}{level}: {item['text']}"
    return str(item)
