"""Saving what the parser found: new articles, revisions, and pages that are no article.

The rules, in the order in which they are asked:

1. A page that is no article (consent wall, soft 404, listing) keeps its capture and its class, and
   changes no article.
2. A teaser, a body that was cut, a page that says less than half of what it said before, or another
   article in its place, never replaces a full article (see `less`).
3. A capture that was parsed before is being *re-parsed*: the bytes are the same, so every difference
   is the parser's and makes a `reparse` revision, never a `publisher` one.
4. A new capture that says the same as the article's current revision makes no revision.
5. A new capture that says something else makes a `publisher` revision (`import`, when it came from
   elsewhere).
   To keep rule 3 and 5 apart when the parser is newer than the current revision,
   re-parse the revision's capture first: `proofs_of` names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from newsarchive.garbage import without_cycle_search
from newsarchive.records import Article
from newsarchive.store.article_facts import Facts, facts_of
from newsarchive.store.article_loading import ArticleStates, load_captures
from newsarchive.store.article_states import ArticleState, CaptureState, RevisionState
from newsarchive.store.article_writing import Changes
from newsarchive.store.bulk import among
from newsarchive.store.changes import Change, compare
from newsarchive.store.digests import spoken_count
from newsarchive.store.identity import MIN_WORDS_TO_MATCH, same_headline, same_story
from newsarchive.store.less import shows_another, shows_less
from newsarchive.store.schema import ArticleRow, CaptureRow, Page, Revision

SaveOutcome = Literal[
    "new_article", "publisher_revision", "reparse_revision", "unchanged", "not_an_article", "kept_better"
]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A capture with what the parser found in it."""

    capture_id: int
    facts: Facts
    parser_version: str
    """The version that found it, for this page (see `to_parse.Versions`)."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What came of saving one parsed capture."""

    capture_id: int
    outcome: SaveOutcome
    article_id: int | None = None
    """The article that the capture shows, if it shows one."""
    revision: int | None = None
    """Number (within the article) of the revision that says what the capture shows."""
    is_trivial: bool = False


def save_parse(
    session: Session,
    capture_id: int,
    article: Article,
    *,
    parser_version: str,
    now: datetime,
    imported: bool = False,
) -> Saved:
    """Save what the parser found in one capture, in the caller's transaction. See the module for the rules.

    `now` is aware UTC. Raises `KeyError` when there is no such capture.
    """
    parsed = Parsed(capture_id, facts_of(article), parser_version)
    return save_parses(session, [parsed], now=now, imported=imported)[0]


def save_parses(
    session: Session,
    parsed: Sequence[Parsed],
    *,
    now: datetime,
    imported: bool = False,
) -> list[Saved]:
    """Save many at once, with few statements: some hundred a call are best. The same rules, the same outcome.

    Captures are taken in the order given; give those of one page oldest first. Each capture once.
    """
    session.flush()
    with without_cycle_search():
        batch = _Batch(session, parsed, now, imported)
        saved = [batch.save(one) for one in parsed]
        batch.write()
    return saved


def proofs_of(session: Session, parsed: Sequence[Parsed]) -> list[int]:
    """The captures behind the current revisions of the articles that some parsed captures may show.

    A new capture of such an article can't be told apart from the old one by comparing when another version
    parsed that one: the difference may be the publisher's or the parser's. Re-parse it first.
    """
    captures = [one.capture_id for one in parsed]
    urls = {one.facts.canonical for one in parsed if one.facts.canonical is not None}
    current = select(Revision.capture_id).join(
        ArticleRow, (Revision.article_id == ArticleRow.id) & (Revision.number == ArticleRow.current_revision)
    )
    shown = select(Page.article_id).join(CaptureRow, CaptureRow.page_id == Page.id)
    of_page = ArticleRow.id.in_(shown.where(among(session, CaptureRow.id, captures)))
    of_address = among(session, ArticleRow.canonical_url, sorted(urls))
    found = {number for rule in (of_page, of_address) for number in session.scalars(current.where(rule))}
    return sorted(found - set(captures))


class _Batch:
    """The state that a batch of parses works on: loaded at once, decided one by one, written at once."""

    def __init__(self, session: Session, parsed: Sequence[Parsed], now: datetime, imported: bool) -> None:
        self.now = now
        self.imported = imported
        self.facts = {one.capture_id: one.facts for one in parsed}
        self.versions = {one.capture_id: one.parser_version for one in parsed}
        self.captures = load_captures(session, [one.capture_id for one in parsed])
        self.articles = ArticleStates(session, self.captures.values(), self.facts.values())
        self.changes = Changes(session, chunk=len(parsed))

    def save(self, parsed: Parsed) -> Saved:
        capture = self.captures[parsed.capture_id]
        facts = self.facts[parsed.capture_id]
        if facts.article.page_class not in ("article", "teaser"):
            return self._done(capture, facts, "not_an_article", self._article_of(capture), None)
        found = self._find(capture, facts)
        if found is None:
            return self._new_article(capture, facts)
        if capture.revision_id is not None:
            return self._reparsed(capture, facts, found)
        return self._captured(capture, facts, found)

    def _article_of(self, capture: CaptureState) -> ArticleState | None:
        """The article that a capture showed when it was parsed before: it stays, whatever is said now."""
        return self.articles.by_id(capture.article_id) if capture.article_id else None

    def _find(self, capture: CaptureState, facts: Facts) -> ArticleState | None:
        """The article that a capture shows, if it is known."""
        known = capture.article_id or self.articles.page_article(capture.page_id) or None
        if known is not None:
            return self.articles.by_id(known)
        if facts.canonical is not None:
            for state in self.articles.by_canonical(capture.source_id, facts.canonical):
                if same_headline(state.headline, facts.said.headline) or same_story(
                    state.text, facts.said.text
                ):
                    return state
        if facts.word_count >= MIN_WORDS_TO_MATCH:
            for state in self.articles.by_text(capture.source_id, facts.text_digest):
                if same_headline(state.headline, facts.said.headline):
                    return state
        return None

    def _new_article(self, capture: CaptureState, facts: Facts) -> Saved:
        article_id = self.changes.next_article_id()
        first = self._revision(article_id, 1, capture, facts, self._cause(capture), None)
        state = self.articles.add(capture, facts, article_id, first)
        self.articles.add_revision(state, first, facts, is_current=True)
        all_of_it = Change(False, spoken_count(facts.said.spoken), 0)
        self.changes.add_revision(first, facts, None, all_of_it, self.now)
        return self._done(capture, facts, "new_article", state, first)

    def _captured(self, capture: CaptureState, facts: Facts, state: ArticleState) -> Saved:
        """A capture that is parsed for the first time, of an article that is known."""
        state.seen(capture.captured_at)
        current = state.current
        is_newest = capture.captured_at >= current.captured_at
        if current.content_digest == facts.content_digest:
            return self._done(capture, facts, "unchanged", state, current)
        if _is_worse(capture, facts, state):
            return self._done(capture, facts, "kept_better", state, None)
        before: RevisionState | None = current
        if not is_newest:
            # An older state, from an import or a late parse: kept in the history, but not the current one.
            same = self.articles.revision_like(state, facts.content_digest)
            if same is not None:
                return self._done(capture, facts, "unchanged", state, same)
            before = self.articles.revision_at(state, capture.captured_at)
        if before is not None and self._says_less(capture, facts, state, before):
            return self._done(capture, facts, "kept_better", state, None)
        cause = self._cause(capture)
        other_parser = current.parser_version != self.versions[capture.id]
        if capture.payload_digest == current.payload_digest and other_parser:
            cause = "reparse"
        change = compare(self.articles.said(state, current), facts.said)
        made = self._add_revision(state, capture, facts, cause, current, change, is_current=is_newest)
        if cause != "reparse" and not change.is_trivial:
            state.publisher_changes += 1
        outcome: SaveOutcome = "reparse_revision" if cause == "reparse" else "publisher_revision"
        return self._done(capture, facts, outcome, state, made, change.is_trivial)

    def _says_less(
        self, capture: CaptureState, facts: Facts, state: ArticleState, before: RevisionState
    ) -> bool:
        """Whether what stands in the place of the article as it was is no edit of it."""
        if before.page_class != "article" or capture.payload_digest == before.payload_digest:
            return False
        said = self.articles.said(state, before)
        return shows_less(facts, said) or shows_another(facts, said, state.canonical_url)

    def _reparsed(self, capture: CaptureState, facts: Facts, state: ArticleState) -> Saved:
        """A capture that was parsed before: whatever differs now is the parser's doing."""
        assert capture.revision_id is not None
        before = self.articles.revision(capture.revision_id)
        if capture.record_digest == facts.record_digest:
            return self._done(capture, facts, "unchanged", state, before)
        if before.capture_id != capture.id:
            # This capture showed what an earlier one proved. Follow that one's re-parse, if it says the same.
            heir = self.articles.reparse_of(before, facts.content_digest)
            if heir is not None or before.content_digest == facts.content_digest:
                return self._done(capture, facts, "unchanged", state, heir or before)
        if _is_worse(capture, facts, state, before):
            return self._done(capture, facts, "kept_better", state, before)
        change = compare(self.articles.said(state, before), facts.said)
        is_current = before.number == state.current.number or capture.captured_at > state.current.captured_at
        made = self._add_revision(state, capture, facts, "reparse", before, change, is_current=is_current)
        return self._done(capture, facts, "reparse_revision", state, made, change.is_trivial)

    def _cause(self, capture: CaptureState) -> str:
        if capture.record_digest is not None:
            return "reparse"  # an earlier parser saw no article in the same bytes
        return "import" if self.imported else "publisher"

    def _add_revision(
        self,
        state: ArticleState,
        capture: CaptureState,
        facts: Facts,
        cause: str,
        previous: RevisionState,
        change: Change,
        *,
        is_current: bool,
    ) -> RevisionState:
        made = self._revision(state.id, state.revision_count + 1, capture, facts, cause, previous)
        self.articles.add_revision(state, made, facts, is_current=is_current)
        self.changes.add_revision(made, facts, previous, change, self.now)
        return made

    def _revision(
        self,
        article_id: int,
        number: int,
        capture: CaptureState,
        facts: Facts,
        cause: str,
        previous: RevisionState | None,
    ) -> RevisionState:
        return RevisionState(
            id=self.changes.next_revision_id(),
            article_id=article_id,
            number=number,
            capture_id=capture.id,
            captured_at=capture.captured_at,
            payload_digest=capture.payload_digest,
            content_digest=facts.content_digest,
            record_digest=facts.record_digest,
            parser_version=self.versions[capture.id],
            page_class=facts.said.page_class,
            previous_id=previous.id if previous else None,
            cause=cause,
        )

    def _done(
        self,
        capture: CaptureState,
        facts: Facts,
        outcome: SaveOutcome,
        state: ArticleState | None,
        revision: RevisionState | None,
        is_trivial: bool = False,
    ) -> Saved:
        self.changes.add_result(capture, facts, state, revision, self.versions[capture.id], self.now)
        if revision is None and self.articles.page_article(capture.page_id) is not None:
            self.changes.page_came_as_less(capture)
        if state is not None:
            self.changes.touch(state)
            if outcome != "not_an_article":
                if self.articles.page_article(capture.page_id) != state.id:
                    self.changes.page_shows(capture.page_id, state.id)
                self.articles.set_page_article(capture.page_id, state.id)
        number = revision.number if revision else None
        return Saved(capture.id, outcome, state.id if state else None, number, is_trivial)

    def write(self) -> None:
        self.changes.write()


def _is_worse(
    capture: CaptureState, facts: Facts, state: ArticleState, before: RevisionState | None = None
) -> bool:
    """Whether a capture shows less of the article than what is there: a teaser, or a body that was cut."""
    kept = before.page_class if before is not None else state.current.page_class
    if kept != "article":
        return False
    if facts.said.page_class == "teaser":
        # A re-parse that finds that it was a teaser all along may say so while nothing better is known.
        return before is None or before.capture_id != capture.id or state.revision_count > 1
    return capture.truncated is not None and (before is None or before.capture_id != capture.id)


__all__ = ["Parsed", "SaveOutcome", "Saved", "proofs_of", "save_parse", "save_parses"]
