"""Pages, captures and runs: what ingest writes down."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from newsarchive.records import Candidate, Validators
from newsarchive.store import (
    Store,
    Versions,
    captures_to_parse,
    close_warc_file,
    due_pages,
    finish_run,
    mark_failed,
    mark_gone,
    mark_not_modified,
    next_check_after,
    pages_by_id,
    record_fetch,
    see_candidates,
    start_run,
    stored_capture,
    unparsed_captures,
    upsert_source,
)
from newsarchive.store.schema import CaptureRow, Fetch, Run, RunCount, Source, WarcFile

from .conftest import START, Hands, an_article

FEED = "https://news.example/feed"


def test_candidates_are_new_once(store: Store, hands: Hands) -> None:
    candidates = [Candidate(f"https://news.example/{n}", FEED) for n in (1, 2, 1)]
    with store.write() as session:
        first = see_candidates(session, hands.source_id, candidates, START)
    with store.write() as session:
        again = see_candidates(session, hands.source_id, candidates, START)
    assert (len(first.new), first.known) == (2, ())
    assert (again.new, again.known) == ((), first.new)


def test_two_thousand_candidates_at_once(store: Store, hands: Hands) -> None:
    candidates = [Candidate(f"https://news.example/{n}", FEED) for n in range(2000)]
    with store.write() as session:
        seen = see_candidates(session, hands.source_id, candidates, START)
        assert len(set(seen.new)) == 2000
        pages = pages_by_id(session, seen.new, START)
    assert {page.url for page in pages} == {c.url for c in candidates}


def test_a_page_the_feed_says_was_changed_is_due_at_once(store: Store, hands: Hands) -> None:
    hands.capture()
    page = hands.page()
    later = hands.later(days=200)
    with store.write() as session:
        mark_not_modified(session, page, later - timedelta(hours=2))
        assert due_pages(session, later + timedelta(days=900)) == []
        said = Candidate("https://news.example/steel-duty", FEED, modified_at=later - timedelta(hours=1))
        seen = see_candidates(session, hands.source_id, [said], later)
        assert seen.changed == (page,)
        assert [p.id for p in due_pages(session, later)] == [page]


def test_checks_thin_out_and_end() -> None:
    now, looks = START, []
    while (due := next_check_after(START, now)) is not None:
        assert due > now
        looks.append(due - START)
        now = due
    assert looks == [timedelta(hours=h) for h in (3, 12, 24, 72, 168, 720)]


def test_nightly_runs_look_again_although_they_start_some_minutes_early(store: Store, hands: Hands) -> None:
    page = hands.page()
    hands.capture()
    looked = []
    for night in range(1, 40):
        now = START + timedelta(days=night, minutes=-7 * (night % 2))
        with store.write() as session:
            if [p.id for p in due_pages(session, now)] == [page]:
                looked.append(night)
                mark_not_modified(session, page, now)
    assert looked == [1, 3, 7, 30]


def test_validators_come_from_the_newest_whole_capture_and_rest_once_a_week(
    store: Store, hands: Hands
) -> None:
    hands.capture(headers=(("ETag", '"v1"'), ("Last-Modified", "Mon, 04 Mar 2024 00:31:00 GMT")))
    page = hands.page()
    with store.read() as session:
        (found,) = pages_by_id(session, [page], START + timedelta(days=1))
        assert found.validators == Validators('"v1"', "Mon, 04 Mar 2024 00:31:00 GMT")
        (found,) = pages_by_id(session, [page], START + timedelta(days=7))
        assert not found.validators
    hands.capture(body=b"cut", truncated="length", headers=(("ETag", '"v2"'),))
    with store.read() as session:
        assert not pages_by_id(session, [page], START)[0].validators


def test_not_modified_keeps_the_article_in_sight(store: Store, hands: Hands) -> None:
    saved = hands.parse(hands.capture(), an_article())
    now = hands.later()
    with store.write() as session:
        mark_not_modified(session, hands.page(), now)
    assert hands.article(saved.article_id).last_seen == now
    page = hands.the_page(1)
    assert (page.last_status, page.last_outcome, page.checks) == (304, "not_modified", 2)


def test_a_page_taken_down_is_looked_at_once_more(store: Store, hands: Hands) -> None:
    hands.capture()
    page, now = hands.page(), hands.later()
    with store.write() as session:
        mark_gone(session, page, now, 410)
    assert hands.the_page(page).gone_at == now
    with store.write() as session:
        assert [p.id for p in due_pages(session, now + timedelta(days=1))] == [page]
        mark_gone(session, page, now + timedelta(days=1), 404)
    gone = hands.the_page(page)
    assert (gone.gone_at, gone.next_check, gone.last_status) == (now, None, 404)


def test_failures_back_off_and_end(store: Store, hands: Hands) -> None:
    page, now, waits = hands.page(), START, []
    for _ in range(20):
        with store.write() as session:
            mark_failed(session, page, now, "timeout")
        due = hands.the_page(page).next_check
        if due is None:
            break
        waits.append(due - now)
        now = due
    assert waits == sorted(waits) and len(waits) == 7


def test_a_server_that_asks_for_time_gets_it_up_to_a_limit(store: Store, hands: Hands) -> None:
    page = hands.page()
    for asked, given in ((timedelta(days=2), timedelta(days=2)), (timedelta(days=9999), timedelta(days=30))):
        with store.write() as session:
            mark_failed(session, page, START, "busy", status=503, retry_after=asked)
        assert hands.the_page(page).next_check == START + given


def test_the_same_record_saved_twice_is_one_capture(store: Store, hands: Hands) -> None:
    from newsarchive.records import Capture, CaptureRef
    from newsarchive.store import save_capture

    page = hands.page()
    url = "https://news.example/steel-duty"
    capture = Capture(url, url, START, 200, "OK", (), b"x")
    ref = CaptureRef("a.warc.gz", 0, 10, "urn:uuid:1", "sha256:0")
    with store.write() as session:
        one = save_capture(session, page, capture, ref)
        assert save_capture(session, page, capture, ref) == one
    with store.read() as session:
        found = stored_capture(session, one)
    assert found is not None and found.ref == ref and found.captured_at == START
    assert found.source_timezone == "Asia/Dhaka"


def test_captures_are_streamed_in_the_order_of_the_disk(store: Store, hands: Hands) -> None:
    ids = [hands.capture(f"https://news.example/{n}", str(n).encode()) for n in range(7)]
    hands.capture("https://news.example/404", b"no", status=404)
    seen, after = [], None
    while True:
        with store.read() as session:
            some = captures_to_parse(session, Versions("1"), after=after, limit=3)
        if not some:
            break
        seen += [c.id for c in some]
        after = (some[-1].ref.file, some[-1].ref.offset)
    assert seen == ids


def test_captures_that_this_parser_has_seen_are_left_out(store: Store, hands: Hands) -> None:
    one, two = hands.capture(body=b"1"), hands.capture(body=b"2")
    hands.parse(one, an_article(), "1")
    with store.read() as session:
        assert [c.id for c in captures_to_parse(session, Versions("1"))] == [two]
        assert [c.id for c in captures_to_parse(session, Versions("2"))] == [one, two]
        assert [c.id for c in captures_to_parse(session, None)] == [one, two]
        assert [c.id for c in unparsed_captures(session)] == [two]


def test_closed_files_keep_their_size_and_digest(store: Store, hands: Hands) -> None:
    hands.capture()
    with store.write() as session:
        close_warc_file(session, "courier-00001.warc.gz", START, bytes=5, records=2, sha256="ab")
    with store.read() as session:
        row = session.scalars(select(WarcFile)).one()
    assert (row.bytes, row.records, row.sha256, row.closed_at) == (5, 2, "ab", START)


def test_a_run_with_its_attempts_and_counts(store: Store, hands: Hands) -> None:
    with store.write() as session:
        run = start_run(session, "ingest", START, program_version="0.1.0", parser_version="1")
        record_fetch(
            session, run, kind="feed", url=FEED, started_at=START, outcome="failed", detail="no \x00 answer"
        )
        finish_run(session, run, START, "done", {"captures": 3})
    with store.read() as session:
        assert session.get_one(Run, run).outcome == "done"
        assert session.get_one(RunCount, (run, "captures")).value == 3
        assert session.scalars(select(Fetch.detail)).one() == "no \ufffd answer"


def test_a_source_keeps_what_is_not_said_again(store: Store) -> None:
    with store.write() as session:
        one = upsert_source(session, "herald", START, home_url="https://herald.example/", timezone="UTC")
        assert upsert_source(session, "herald", START, timezone="Asia/Dhaka") == one
        source = session.get_one(Source, one)
        assert (source.home_url, source.timezone) == ("https://herald.example/", "Asia/Dhaka")


def test_a_time_without_a_zone_is_refused(store: Store, hands: Hands) -> None:
    from newsarchive.errors import StoreError

    with pytest.raises(StoreError, match="without a zone"):
        hands.capture(captured_at=START.replace(tzinfo=None))


def test_an_instant_comes_back_as_it_went_in(store: Store, hands: Hands) -> None:
    exact = START.replace(microsecond=120_003)
    capture = hands.capture(captured_at=exact)
    with store.read() as session:
        assert session.scalar(select(CaptureRow.captured_at).where(CaptureRow.id == capture)) == exact
        assert session.scalar(select(CaptureRow.captured_at).where(CaptureRow.captured_at >= exact)) == exact


def test_what_no_database_can_keep_is_replaced(store: Store, hands: Hands) -> None:
    saved = hands.parse(hands.capture(), an_article(headline="a\x00b\ud800c", tags=("\udfff",)))
    assert hands.article(saved.article_id).headline == "a\ufffdb\ufffdc"
