"""`parse_article`: the story of one page, from bytes to a record; and the same story, explained."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from newsarchive.garbage import without_cycle_search
from newsarchive.parse import labels, site_name
from newsarchive.parse.authors import author_offers
from newsarchive.parse.blocks import Context, Piece, as_blocks, pieces_of
from newsarchive.parse.body import Body, find_body
from newsarchive.parse.dates.find import find_dates
from newsarchive.parse.embedded import Embedded, embedded_article, state_authors, state_section, state_tags
from newsarchive.parse.headline import headline_offers
from newsarchive.parse.language import language_offers
from newsarchive.parse.layout import Selected, select
from newsarchive.parse.page import read_page
from newsarchive.parse.page_class import Printed, page_class
from newsarchive.parse.paging import next_part
from newsarchive.parse.plain_text import read_plain
from newsarchive.parse.standfirst import find_standfirst, says_of, stated_summaries
from newsarchive.parse.story import Explanation, Story
from newsarchive.parse.subjects import section_offers, tag_offers
from newsarchive.parse.text import key
from newsarchive.parse.walk import Run
from newsarchive.records import Article, Block, ParseIssue, SiteLayout


def parse_article(
    html: bytes,
    *,
    url: str = "",
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    timezone: str | None = None,
    layout: SiteLayout | None = None,
    is_plain_text: bool | None = None,
) -> Article:
    """What a page says about itself. Never raises on any bytes; doubts are in `issues`.

    `html` is the page with its content codings off. `url` is where it came from, `fetched_at`
    (aware) when; `content_type` is the answer's Content-Type field. `timezone` (IANA name) is the
    zone in which the site prints its times. `layout` overrides single fields by CSS selectors.
    `is_plain_text` says that there is no markup; None means: look.
    """
    with without_cycle_search():
        return _tell(html, url, fetched_at, content_type, timezone, layout, is_plain_text, False).article


def explain_article(
    html: bytes,
    *,
    url: str = "",
    fetched_at: datetime | None = None,
    content_type: str | None = None,
    timezone: str | None = None,
    layout: SiteLayout | None = None,
    is_plain_text: bool | None = None,
) -> Explanation:
    """The same as `parse_article`, by the same code, with all that was considered for each field."""
    with without_cycle_search():
        return _tell(html, url, fetched_at, content_type, timezone, layout, is_plain_text, True)


def _tell(
    html: bytes,
    url: str,
    fetched_at: datetime | None,
    content_type: str | None,
    timezone: str | None,
    layout: SiteLayout | None,
    is_plain_text: bool | None,
    explain: bool,
) -> Explanation:
    page = read_page(html, url=url, content_type=content_type, is_plain_text=is_plain_text)
    story = Story(page, explain, issues=list(page.issues))
    selected = select(page, layout)
    story.issues.extend(selected.issues)
    names = site_name.site_names(page)
    body: Body | None = None
    if page.is_plain_text:
        blocks = _plain(story)
        headline = None
    else:
        headline = _headline(story, selected, names)
        body = selected.body or find_body(page, headline)
        story.choose("authors", _with_layout(selected.authors, author_offers(page, headline, body, names)))
        blocks = _text(story, selected, body, headline)
    _dates(story, layout, timezone, fetched_at, headline)
    given = story.embedded or Embedded("", [])
    story.choose("section", _with_layout(selected.section, section_offers(page, names), state_section(given)))
    story.choose(
        "tags", _with_layout(selected.tags, tag_offers(page, story.values.get("headline")), state_tags(given))
    )
    story.choose(
        "language", _with_layout(layout.language if layout else None, language_offers(page, _text_of(blocks)))
    )
    story.choose("canonical_url", labels.canonical_offers(page))
    story.choose("site_name", site_name.name_offers(page, story.values.get("headline")))
    story.choose("lead_image", labels.image_offers(page, headline))
    published = story.values["published"]
    printed = Printed(headline, body.node if body else None, published.text if published else "")
    kind, evidence = page_class(page, story.values.get("headline"), blocks, printed)
    if kind in ("consent", "not_found"):
        # The day of the site's clock, or of what it suggests instead.
        story.drop("published", "updated", reason=f"a page of class {kind} has no date of its own")
    elif kind in ("article", "teaser") and (more := next_part(page)) is not None:
        story.issues.append(ParseIssue("more-pages", f"the article goes on at {more[:200]}"))
    return _finished(story, url, blocks, kind, evidence)


def _text_of(blocks: list[Block]) -> str:
    return " ".join([block.text for block in blocks])


def _with_layout(
    value: Any, offers: Iterable[tuple[str, Any]], in_state: Any = None
) -> Iterable[tuple[str, Any]]:
    """What rules offer, behind the value that the layout gives and before that of the page's data."""
    if value:
        yield "layout", value
    yield from offers
    if in_state:
        yield "embedded-state", in_state


def _headline(story: Story, selected: Selected, names: frozenset[str]) -> Run | None:
    """The headline, and the run that prints it."""
    if selected.headline:
        story.choose("headline", [("layout", selected.headline)])
        wanted = key(selected.headline)
        return next((run for run in story.page.runs if key(run.text) == wanted), None)
    offers = headline_offers(story.page, names)
    if not offers:
        story.values["headline"] = None
        return None
    best = offers[0]
    story.values["headline"] = best.value
    story.found_by["headline"] = best.rule
    if story.explain:
        for at, offer in enumerate(offers):
            story.note("headline", offer.rule, offer.value, at == 0, f"{offer.why}: score {offer.score:.2f}")
    if best.run is not None:
        return best.run
    return next((offer.run for offer in offers if offer.run is not None), None)


def _text(story: Story, selected: Selected, body: Body | None, headline: Run | None) -> list[Block]:
    """Body and standfirst as blocks."""
    page = story.page
    pieces: list[Piece] = []
    if body is not None:
        pieces = pieces_of(page, body, _context(story, selected, body, headline))
        if story.explain:
            for piece in pieces:
                story.note(
                    "blocks",
                    body.rule,
                    f"{piece.kind}: {piece.text[:160]}",
                    not piece.dropped,
                    piece.dropped or "kept",
                )
    kept = [piece for piece in pieces if not piece.dropped]
    blocks = as_blocks(pieces)
    story.embedded = embedded_article(page, sum(len(block.text) for block in blocks))
    if story.embedded is not None:
        blocks = story.embedded.blocks
        story.found_by["blocks"] = story.embedded.rule
        kept = []
        if not story.values.get("authors"):
            story.choose("authors", [("embedded-state", state_authors(story.embedded))])
    elif body is not None and blocks:
        story.found_by["blocks"] = body.rule
    return _standfirst(story, selected, headline, kept, body, blocks)


def _context(story: Story, selected: Selected, body: Body, headline: Run | None) -> Context:
    # A headline printed below the text (or in its last part) is some other article's.
    inside = headline is not None and headline.index < (body.node.first + body.node.last) // 2
    at = headline.index if headline is not None and inside else -1
    return Context(
        body,
        key(story.values.get("headline") or ""),
        at,
        frozenset(key(name) for name in story.values.get("authors") or ()),
        not story.found_by.get("authors", "").endswith(("-desk", "site-as-author")),
        selected.removed,
        selected.subheads,
    )


def _standfirst(
    story: Story,
    selected: Selected,
    headline: Run | None,
    kept: list[Piece],
    body: Body | None,
    blocks: list[Block],
) -> list[Block]:
    page, title = story.page, story.values.get("headline") or ""
    found, rule = find_standfirst(page, title, headline, kept, body.node.first if body else 0)
    if selected.summary:
        story.choose("summary", [("layout", selected.summary)])
        text = selected.summary
        blocks = [block for block in blocks if block.text != text]
        return [Block("standfirst", text), *blocks]
    if found:
        lines = {run.index for run in found}
        inside = [
            piece.text
            for piece in kept
            if piece.runs[0].index in lines and lines.issuperset([run.index for run in piece.runs])
        ]
        texts = inside or [run.text for run in found]
        story.choose("summary", [(rule, "\n".join(texts))])
        if any(found[0] is part for piece in kept for part in piece.runs):
            return [
                replace(block, kind="standfirst", level=None) if block.text in texts else block
                for block in blocks
            ]
        return [Block("standfirst", text) for text in texts] + [
            block for block in blocks if block.text not in texts
        ]
    texts = [title, *(block.text for block in blocks)]
    story.choose(
        "summary", ((rule, text) for rule, text in stated_summaries(page, title) if says_of(text, texts))
    )
    return blocks


def _plain(story: Story) -> list[Block]:
    """A page without markup."""
    found = read_plain(story.page.lines)
    story.choose("headline", [("plain-text", found.headline)])
    story.choose("authors", [("plain-text-byline", found.authors)])
    if found.blocks:
        story.found_by["blocks"] = "plain-text"
    if story.explain:
        for text, why in found.dropped:
            story.note("blocks", "plain-text", text[:160], False, why)
    return found.blocks


def _dates(
    story: Story,
    layout: SiteLayout | None,
    timezone: str | None,
    fetched_at: datetime | None,
    headline: Run | None,
) -> None:
    dates = find_dates(story.page, layout=layout, timezone=timezone, fetched_at=fetched_at, headline=headline)
    for name, value, rule in (
        ("published", dates.published, dates.published_rule),
        ("updated", dates.updated, dates.updated_rule),
    ):
        story.values[name] = value
        if value is not None:
            story.found_by[name] = rule
    story.issues.extend(dates.issues)
    if story.explain:
        for candidate in dates.candidates:
            text = candidate.text
            if (found := candidate.value) is not None:
                text += f" → {found.local.isoformat()} ({found.precision}, zone {found.zone_basis})"
            won = candidate.verdict == "won"
            reason = candidate.reason or "the first good date in the order of trust"
            story.note(candidate.field, candidate.rule, text, won, reason)


def _finished(
    story: Story, url: str, blocks: list[Block], kind: Any, evidence: tuple[str, ...]
) -> Explanation:
    values = story.values
    if not values.get("headline"):
        story.issues.append(ParseIssue("no-headline"))
    if not blocks:
        story.issues.append(ParseIssue("no-text"))
    article = Article(
        url=url,
        headline=values.get("headline"),
        summary=values.get("summary"),
        authors=values.get("authors") or (),
        published=values.get("published"),
        updated=values.get("updated"),
        section=values.get("section"),
        tags=values.get("tags") or (),
        language=values.get("language"),
        canonical_url=values.get("canonical_url"),
        site_name=values.get("site_name"),
        lead_image=values.get("lead_image"),
        blocks=tuple(blocks),
        page_class=kind,
        page_class_evidence=evidence,
        found_by=MappingProxyType(story.found_by),
        issues=tuple(story.issues),
    )
    fields = {name: tuple(entries) for name, entries in story.considered.items()}
    return Explanation(article, MappingProxyType(fields))
