"""What becomes of a parsed capture: one test per rule, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from newsarchive.records import Article, Block, FoundDate, ParseIssue
from newsarchive.store import Parsed, Store, facts_of, proofs_of, save_parses
from newsarchive.store.schema import (
    ArticleAuthor,
    ArticleRow,
    Author,
    BlockRow,
    ParseEvidence,
    ParseFinding,
    ParseIssueRow,
    ParseResult,
    Revision,
)

from .conftest import PARAGRAPHS, Hands, an_article


def test_a_new_article_is_stored_whole(hands: Hands) -> None:
    saved = hands.parse(hands.capture(), an_article())
    assert saved.outcome == "new_article"
    row = hands.article(saved.article_id)
    said = an_article()
    assert row.headline == said.headline
    assert row.text == said.text
    assert row.subheads == "How it is phased out"
    assert row.published_at == said.published_at
    assert str(row.published_on) == "2024-03-04"
    assert (row.published_text, row.published_zone_basis) == ("4 March 2024, 6:30 am", "site")
    assert (row.first_seen, row.last_seen) == (hands.clock, hands.clock)
    assert row.current_revision == row.revision_count == 1
    with hands.store.read() as session:
        names = select(Author.name).join(ArticleAuthor).order_by(ArticleAuthor.position)
        assert tuple(session.scalars(names)) == said.authors
        blocks = session.execute(select(BlockRow.kind, BlockRow.level).order_by(BlockRow.position)).all()
        assert [tuple(b) for b in blocks][:2] == [("paragraph", None), ("subhead", 2)]
        assert session.scalars(select(ParseEvidence.evidence)).all() == ["json-ld says NewsArticle"]
        findings = session.execute(select(ParseFinding.field, ParseFinding.rule))
        assert {row.field: row.rule for row in findings} == dict(said.found_by)
        assert session.scalars(select(ParseIssueRow.code)).all() == ["no-updated"]


def test_a_day_without_a_time_is_never_midnight(hands: Hands) -> None:
    printed = an_article().published
    assert printed is not None
    saved = hands.parse(hands.capture(), an_article(published=replace(printed, precision="day")))
    row = hands.article(saved.article_id)
    assert row.published_at is None
    assert str(row.published_on) == "2024-03-04"
    assert row.published_precision == "day"


def test_a_month_is_not_the_first_of_it(hands: Hands) -> None:
    printed = an_article().published
    assert printed is not None
    saved = hands.parse(hands.capture(), an_article(published=replace(printed, precision="month")))
    row = hands.article(saved.article_id)
    assert (row.published_at, row.published_on, row.published_precision) == (None, None, "month")


def test_the_same_again_makes_no_revision(hands: Hands) -> None:
    first = hands.parse(hands.capture(), an_article())
    hands.later()
    again = hands.parse(hands.capture(body=b"<p>one <!-- other advertisement -->"), an_article())
    assert (again.outcome, again.article_id, again.revision) == ("unchanged", first.article_id, 1)
    assert hands.article(first.article_id).last_seen == hands.clock


def test_a_change_by_the_publisher_is_a_second_revision(hands: Hands) -> None:
    first = hands.parse(hands.capture(), an_article())
    hands.later()
    changed = an_article(headline="Valdora postpones steel safeguard duty", authors=("Mara Lindqvist",))
    second = hands.parse(hands.capture(body=b"<p>two"), changed)
    assert (second.outcome, second.article_id, second.revision) == ("publisher_revision", first.article_id, 2)
    one, two = hands.revisions(first.article_id)
    assert (one.headline, two.headline) == (an_article().headline, changed.headline)
    assert (two.cause, two.previous_id, two.is_trivial) == ("publisher", one.id, False)
    assert hands.article(first.article_id).headline == changed.headline
    assert hands.article(first.article_id).publisher_changes == 1
    with hands.store.read() as session:
        assert session.scalar(select(func.count()).select_from(ArticleAuthor)) == 1
        assert session.scalar(select(func.count()).select_from(BlockRow)) == 8


def test_a_reparse_is_never_taken_for_the_publisher(hands: Hands) -> None:
    capture = hands.capture()
    first = hands.parse(capture, an_article(), "1")
    again = hands.parse(capture, an_article(), "2")
    assert (again.outcome, again.revision) == ("unchanged", 1)
    better = hands.parse(capture, an_article(section="Steel"), "3")
    assert (better.outcome, better.revision) == ("reparse_revision", 2)
    _one, two = hands.revisions(first.article_id)
    assert (two.cause, two.parser_version, two.previous_parser_version) == ("reparse", "3", "1")
    assert hands.article(first.article_id).publisher_changes == 0
    with hands.store.read() as session:
        assert session.scalars(select(ParseResult.parser_version)).all() == ["3"]


def test_a_reparse_of_the_same_bytes_with_other_furniture_is_a_revision(hands: Hands) -> None:
    capture = hands.capture()
    hands.parse(capture, an_article(), "1")
    better = hands.parse(capture, an_article(lead_image="https://news.example/coil.jpg"), "2")
    assert better.outcome == "reparse_revision"
    assert better.is_trivial


def test_the_same_bytes_fetched_again_under_a_newer_parser_are_a_reparse(hands: Hands) -> None:
    hands.parse(hands.capture(), an_article(), "1")
    hands.later()
    again = hands.parse(hands.capture(), an_article(section="Steel"), "2")
    assert again.outcome == "reparse_revision"


def test_an_unchanged_capture_follows_the_reparse_of_the_one_it_equals(hands: Hands) -> None:
    first = hands.capture()
    hands.parse(first, an_article(), "1")
    hands.later()
    second = hands.capture(body=b"<p>one, other advertisement")
    hands.parse(second, an_article(), "1")
    better = an_article(section="Steel")
    assert hands.parse(first, better, "2").outcome == "reparse_revision"
    followed = hands.parse(second, better, "2")
    assert (followed.outcome, followed.revision) == ("unchanged", 2)


def test_back_to_the_first_wording_is_a_third_revision(hands: Hands) -> None:
    captures = []
    for body, headline in ((b"1", "One"), (b"2", "Two"), (b"3", "One")):
        captures.append(hands.capture(body=body))
        saved = hands.parse(captures[-1], an_article(headline=headline))
        hands.later()
    assert saved.revision == 3
    again = [
        hands.parse(capture, an_article(headline=headline, section="Steel"), "2")
        for capture, headline in zip(captures, ("One", "Two", "One"), strict=True)
    ]
    assert [one.outcome for one in again] == ["reparse_revision"] * 3
    revisions = hands.revisions(saved.article_id)
    assert [r.cause for r in revisions] == ["publisher"] * 3 + ["reparse"] * 3
    row = hands.article(saved.article_id)
    assert (row.current_revision, row.headline, row.section) == (6, "One", "Steel")


def test_a_reparse_of_an_old_capture_leaves_the_current_revision(hands: Hands) -> None:
    old = hands.capture()
    hands.parse(old, an_article(headline="Before"))
    hands.later()
    saved = hands.parse(hands.capture(body=b"2"), an_article(headline="After"))
    hands.parse(old, an_article(headline="Before", section="Steel"), "2")
    row = hands.article(saved.article_id)
    assert (row.current_revision, row.revision_count, row.headline) == (2, 3, "After")


@pytest.mark.parametrize("page_class", ["consent", "not_found", "index", "other"])
def test_a_page_that_is_no_article_replaces_nothing(hands: Hands, page_class: str) -> None:
    first = hands.parse(hands.capture(), an_article())
    hands.later()
    wall = Article(
        url="https://news.example/steel-duty", headline="We value your privacy", page_class=page_class
    )
    saved = hands.parse(hands.capture(body=b"wall"), wall)
    assert saved.outcome == "not_an_article"
    assert len(hands.revisions(first.article_id)) == 1
    assert hands.article(first.article_id).headline == an_article().headline
    with hands.store.read() as session:
        classes = session.scalars(select(ParseResult.page_class).order_by(ParseResult.capture_id)).all()
        assert classes == ["article", page_class]


def test_a_page_that_never_was_an_article_makes_none(hands: Hands) -> None:
    saved = hands.parse(hands.capture(), Article(url="https://news.example/steel-duty", page_class="index"))
    assert (saved.outcome, saved.article_id) == ("not_an_article", None)
    with hands.store.read() as session:
        assert session.scalars(select(ArticleRow.id)).all() == []


def test_a_capture_seen_as_an_article_only_by_a_better_parser_is_a_reparse(hands: Hands) -> None:
    capture = hands.capture()
    hands.parse(capture, an_article(page_class="other"), "1")
    saved = hands.parse(capture, an_article(), "2")
    assert saved.outcome == "new_article"
    assert [r.cause for r in hands.revisions(saved.article_id)] == ["reparse"]


def test_a_reparse_that_sees_no_article_any_more_keeps_the_old_one(hands: Hands) -> None:
    capture = hands.capture()
    first = hands.parse(capture, an_article(), "1")
    worse = hands.parse(capture, an_article(page_class="other"), "2")
    assert worse.outcome == "not_an_article"
    assert hands.article(first.article_id).headline == an_article().headline
    back = hands.parse(capture, an_article(), "3")
    assert (back.outcome, back.article_id, back.revision) == ("unchanged", first.article_id, 1)


def test_a_teaser_never_replaces_a_full_article(hands: Hands) -> None:
    first = hands.parse(hands.capture(), an_article())
    hands.later()
    teaser = an_article(page_class="teaser", blocks=an_article().blocks[:1])
    saved = hands.parse(hands.capture(body=b"teaser"), teaser)
    assert (saved.outcome, saved.article_id, saved.revision) == ("kept_better", first.article_id, None)
    assert hands.article(first.article_id).text == an_article().text


def test_a_full_article_replaces_a_teaser(hands: Hands) -> None:
    teaser = an_article(page_class="teaser", blocks=an_article().blocks[:1])
    first = hands.parse(hands.capture(body=b"teaser"), teaser)
    assert hands.article(first.article_id).page_class == "teaser"
    hands.later()
    full = hands.parse(hands.capture(), an_article())
    assert (full.outcome, full.article_id) == ("publisher_revision", first.article_id)
    assert hands.article(first.article_id).page_class == "article"


def test_a_cut_body_never_replaces_a_whole_one(hands: Hands) -> None:
    hands.parse(hands.capture(), an_article())
    hands.later()
    cut = hands.capture(body=b"<p>o", truncated="disconnect")
    assert hands.parse(cut, an_article(blocks=an_article().blocks[:2])).outcome == "kept_better"


def test_the_same_article_under_two_addresses_is_one(hands: Hands) -> None:
    first = hands.parse(hands.capture(), an_article())
    mobile = "https://news.example/m/steel-duty"
    second = hands.parse(hands.capture(mobile, b"mobile"), an_article(mobile, canonical_url=an_article().url))
    assert (second.outcome, second.article_id) == ("unchanged", first.article_id)


def test_many_slugs_without_a_canonical_url_are_one_article(hands: Hands) -> None:
    saved = [
        hands.parse(
            hands.capture(f"https://news.example/{slug}", slug.encode()),
            an_article(f"https://news.example/{slug}", canonical_url=None),
        )
        for slug in ("a", "b", "c")
    ]
    assert len({one.article_id for one in saved}) == 1


def test_a_canonical_url_given_to_every_page_does_not_merge_them(hands: Hands) -> None:
    same = "https://news.example/all"
    one = hands.parse(hands.capture("https://news.example/a"), an_article(canonical_url=same))
    other = an_article(
        canonical_url=same,
        headline="Tea auction resumes after strike",
        blocks=(Block("paragraph", "Brokers sold nine lots of leaf before noon."),),
    )
    two = hands.parse(hands.capture("https://news.example/b", b"b"), other)
    assert one.article_id != two.article_id


def test_the_same_story_at_two_publications_stays_two_articles(hands: Hands) -> None:
    from newsarchive.store import upsert_source

    one = hands.parse(hands.capture("https://news.example/a"), an_article(canonical_url=None))
    with hands.store.write() as session:
        hands.source_id = upsert_source(session, "herald", hands.clock)
    two = hands.parse(hands.capture("https://herald.example/a"), an_article(canonical_url=None))
    assert one.article_id != two.article_id


@pytest.mark.parametrize(
    ("old", "new", "trivial"),
    [
        ("falls by two points", "falls  by two points", True),
        ("quota licence from", "quota license from", True),
        ("Customs officers", "Custom officers", True),
        ("18 percent", "28 percent", False),
        ("may use it", "may not use it", False),
        ("on Monday", "on Tuesday", False),
        ("and falls by", "and rises by", False),
    ],
)
def test_which_changes_are_trivial(hands: Hands, old: str, new: str, trivial: bool) -> None:
    hands.parse(hands.capture(), an_article())
    hands.later()
    blocks = tuple(replace(b, text=b.text.replace(old, new)) for b in an_article().blocks)
    assert blocks != an_article().blocks
    saved = hands.parse(hands.capture(body=b"2"), an_article(blocks=blocks))
    assert (saved.outcome, saved.is_trivial) == ("publisher_revision", trivial)
    assert hands.article(saved.article_id).publisher_changes == (0 if trivial else 1)


def test_an_import_of_an_older_state_is_history_not_news(hands: Hands) -> None:
    now = hands.parse(hands.capture(), an_article(headline="After"))
    old = hands.capture(body=b"old", captured_at=hands.clock.replace(year=2023), imported=True)
    saved = hands.parse(old, an_article(headline="Before"), imported=True)
    assert (saved.article_id, saved.revision) == (now.article_id, 2)
    row = hands.article(now.article_id)
    assert (row.headline, row.current_revision, row.first_seen.year) == ("After", 1, 2023)
    assert hands.revisions(now.article_id)[1].cause == "import"


def test_captures_to_reparse_before_a_new_one_is_compared(hands: Hands) -> None:
    capture = hands.capture()
    hands.parse(capture, an_article(), "1")
    again = hands.capture(body=b"new")
    elsewhere = hands.capture("https://news.example/other-address", b"other")
    with hands.store.read() as session:
        for new in (again, elsewhere):
            assert proofs_of(session, [Parsed(new, facts_of(an_article()), "2")]) == [capture]
        stranger = facts_of(an_article(canonical_url="https://news.example/stranger"))
        assert proofs_of(session, [Parsed(elsewhere, stranger, "2")]) == []


def test_a_batch_decides_as_one_by_one(database_url: str, store: Store, hands: Hands) -> None:
    steps = [
        ("https://news.example/a", b"1", an_article("https://news.example/a", headline="One")),
        ("https://news.example/b", b"2", an_article("https://news.example/b", headline="Two")),
        ("https://news.example/a", b"3", an_article("https://news.example/a", headline="Three")),
        ("https://news.example/a", b"4", an_article("https://news.example/a", headline="Three")),
        ("https://news.example/c", b"5", an_article("https://news.example/b", headline="Two")),
        ("https://news.example/d", b"6", Article(url="https://news.example/d", page_class="index")),
        ("https://news.example/b", b"7", an_article("https://news.example/b", page_class="teaser")),
    ]
    parsed = [(hands.capture(url, body), article) for url, body, article in steps if hands.later(hours=1)]
    with store.write() as session:
        batch = save_parses(session, [Parsed(c, facts_of(a), "1") for c, a in parsed], now=hands.clock)
    assert [one.outcome for one in batch] == [
        "new_article",
        "new_article",
        "publisher_revision",
        "unchanged",
        "unchanged",
        "not_an_article",
        "kept_better",
    ]
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(ArticleRow)) == 2
        assert session.scalar(select(func.count()).select_from(Revision)) == 3
    assert hands.article(batch[0].article_id).headline == "Three"


def test_odd_characters_survive(hands: Hands) -> None:
    odd = "Zölle 關稅 ﬁne \u202eright-to-left\u202c 🚢 'quote' %s ; DROP TABLE articles; --"
    saved = hands.parse(hands.capture(), an_article(headline=odd, authors=(odd,), tags=(odd, odd)))
    row = hands.article(saved.article_id)
    assert row.headline == odd


def test_a_date_with_fractions_is_stored_to_the_second(hands: Hands) -> None:
    printed = an_article().published
    assert isinstance(printed, FoundDate)
    exact = replace(
        printed, instant=printed.instant.replace(second=5, microsecond=999_999), precision="second"
    )
    first = hands.parse(hands.capture(), an_article(published=exact))
    assert hands.article(first.article_id).published_at == exact.instant.replace(microsecond=0)


def test_parse_issues_are_replaced_not_added(hands: Hands) -> None:
    capture = hands.capture()
    hands.parse(capture, an_article(), "1")
    hands.parse(capture, an_article(issues=(ParseIssue("tree-cut"),)), "2")
    with hands.store.read() as session:
        assert session.scalars(select(ParseIssueRow.code)).all() == ["tree-cut"]


def test_paragraphs_are_as_given(hands: Hands) -> None:
    saved = hands.parse(hands.capture(), an_article())
    with hands.store.read() as session:
        kinds = select(BlockRow.text).join(Revision).where(Revision.article_id == saved.article_id)
        texts = session.scalars(kinds.where(BlockRow.kind == "paragraph").order_by(BlockRow.position)).all()
    assert tuple(texts) == PARAGRAPHS
