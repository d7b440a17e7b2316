"""The rules that find the dates of a page, in one visible order of trust."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newsarchive.parse.dates import address, attributes, scripts, structured, visible
from newsarchive.parse.dates.sources import Field, Sources, Statements


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to find dates, and when it is asked."""

    name: str
    find: Callable[[Sources], Statements]
    phase: int
    """1: asked until nothing can better the date of its field. 2: while no day, time of day or local time is known. 3: while no day is known."""
    field: Field | None = None
    """The one that it dates, where it dates only one."""
    guess: bool = False
    """Too weak to stand above a date of last change; the record says that it is a guess."""


RULES: tuple[Rule, ...] = (
    Rule("layout", visible.layout_published, 1, "published"),
    Rule("layout-updated", visible.layout_updated, 1, "updated"),
    Rule("json-ld", structured.json_ld_article, 1, "published"),
    Rule("json-ld-modified", structured.json_ld_modified, 1, "updated"),
    Rule("meta", structured.meta_published, 1, "published"),
    Rule("meta-updated", structured.meta_updated, 1, "updated"),
    Rule("microdata", structured.microdata_published, 1, "published"),
    Rule("microdata-updated", structured.microdata_updated, 1, "updated"),
    Rule("labelled", visible.labelled, 2),
    Rule("json-ld-page", structured.json_ld_page, 1, "published"),
    Rule("json-ld-page-modified", structured.json_ld_page_modified, 1, "updated"),
    Rule("near-headline", visible.near_headline, 2),
    Rule("labelled-elsewhere", visible.labelled_elsewhere, 2),
    Rule("json-ld-created", structured.json_ld_created, 1, "published"),
    Rule("microdata-created", structured.microdata_created, 1, "published"),
    Rule("url", address.url_day, 2),
    Rule("meta-created", structured.meta_created, 2),
    Rule("behind-headline", visible.behind_headline, 2),
    Rule("time-element", visible.time_element, 2),
    Rule("marked", visible.marked, 2),
    Rule("dateline", visible.dateline, 3),
    Rule("printed-by-script", scripts.printed_by_script, 3),
    Rule("data-attribute", attributes.data_attribute, 3),
    Rule("embedded-updated", scripts.embedded_updated, 3),
    Rule("embedded", scripts.embedded_published, 3),
    Rule("embedded-created", scripts.embedded_created, 3),
    Rule("first-post", visible.first_post, 3),
    Rule("description", structured.description, 3),
    Rule("in-footer", visible.in_footer, 3),
    Rule("any-text", visible.any_text, 3, guess=True),
    Rule("copyright", visible.copyright_line, 3, guess=True),
    Rule("html-comment", scripts.html_comment, 3, guess=True),
)
"""In order of trust: the first that gives a good date wins, later ones may complete it."""

AT_HEADLINE = Rule("near-headline", visible.at_headline, 2)
"""Asked alone where a time is told in UTC, and the page may print the reader's day."""

CHANGED = Rule("labelled", visible.labelled_at_headline, 2)
"""Asked alone for a change that is printed at the headline, where only the publication is stated for machines."""

EMBEDDED = next(rule for rule in RULES if rule.name == "embedded")
"""Asked alone where the day stated for machines stands alone, and another one is printed."""
NAMED = next(rule for rule in RULES if rule.name == "meta-created")
"""Asked alone where a moment is stated for machines: one of another day casts doubt on it."""
URL = next(rule for rule in RULES if rule.name == "url")
"""Asked alone where the address names an earlier day."""

IN_PHASE = {phase: tuple(rule for rule in RULES if rule.phase == phase) for phase in (1, 2, 3)}
RANK = {rule.name: rank for rank, rule in enumerate(RULES)}
GUESSES = frozenset(rule.name for rule in RULES if rule.guess)
MAKING = frozenset({"meta-created", "json-ld-created", "microdata-created", "embedded-created"})
"""Rules that date the making of a page, which may be the making of its file: a later day than the
last change is no publication."""
PER_RULE = 60
"""Statements of one rule that are looked at."""
