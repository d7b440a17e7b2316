"""Which of all the dates of a page is its own: one row for each rule, one for each decoy."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsarchive.parse.dates import FoundDates, find_dates
from newsarchive.parse.headline import headline_offers
from newsarchive.parse.page import read_page
from newsarchive.records import SiteLayout

FETCHED = datetime(2018, 7, 16, 13, 39, tzinfo=UTC)
PROSE = "<p>" + "The ministers met again and spoke about quotas for steel and about rice. " * 6 + "</p>"


def find(
    body: str = "",
    head: str = "",
    *,
    url: str = "https://example.org/trade/talks",
    lang: str = "en",
    **options: object,
) -> FoundDates:
    html = (
        f'<html lang="{lang}"><head><title>Quotas for steel stay - The Example</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    options.setdefault("fetched_at", FETCHED)
    read = read_page(html.encode(), url=url)
    headline = next((offer.run for offer in headline_offers(read, frozenset()) if offer.run), None)
    return find_dates(read, headline=headline, **options)  # type: ignore[arg-type]


def json_ld(inner: str) -> str:
    return f'<script type="application/ld+json">{{"@context":"https://schema.org",{inner}}}</script>'


HEADLINE = "<h1>Quotas for steel stay</h1>"
ARTICLE = '"@type":"NewsArticle","headline":"Quotas for steel stay"'

# rule that must win, body, head, local time or day
RULES = [
    ("json-ld", "", json_ld(ARTICLE + ',"datePublished":"2017-10-17T12:00:00+06:00"'), "2017-10-17T12:00"),
    ("json-ld", "", json_ld('"@graph":[{' + ARTICLE + ',"datePublished":"2017-10-17"}]'), "2017-10-17T00:00"),
    ("json-ld", "", json_ld(ARTICLE + ',"datePublished":1508220000'), "2017-10-17T06:00"),
    ("json-ld", "", json_ld('"@type":"Recipe","datePublished":"2017-10-17 12:00"'), "2017-10-17T12:00"),
    ("json-ld-page", "", json_ld('"@type":"WebPage","datePublished":"2017-10-17 12:00"'), "2017-10-17T12:00"),
    ("json-ld-created", "", json_ld(ARTICLE + ',"dateCreated":"2017-10-17 12:00"'), "2017-10-17T12:00"),
    (
        "meta",
        "",
        '<meta property="article:published_time" content="2017-10-17T12:00:00+06:00">',
        "2017-10-17T12:00",
    ),
    ("meta", "", '<meta name="pubdate" content="20171017">', "2017-10-17T00:00"),
    ("meta", "", '<meta name="apub:time" content="2017/10/17 12:00:00">', "2017-10-17T12:00"),
    ("meta", "", '<meta name="weibo: article:create_at" content="2017-10-17 12:00:00">', "2017-10-17T12:00"),
    ("meta-created", "", '<meta name="DC.date" content="2017-10-17">', "2017-10-17T00:00"),
    (
        "microdata",
        '<span itemprop="datePublished" content="2017-10-17T12:00">x</span>',
        "",
        "2017-10-17T12:00",
    ),
    ("microdata", '<p itemprop="datePublished">17 Oct 2017</p>', "", "2017-10-17T00:00"),
    ("labelled", "<div>Published at 12:00 pm October 17th, 2017</div>", "", "2017-10-17T12:00"),
    ("labelled", "<p>Erschienen am: <b>17.10.2017</b></p>", "", "2017-10-17T00:00"),
    ("labelled", "<ul><li>Posted on</li><li>October 17, 2017</li></ul>", "", "2017-10-17T00:00"),
    ("labelled", "<div>প্রকাশ: ১৭ অক্টোবর ২০১৭, ১২:০০</div>", "", "2017-10-17T12:00"),
    ("labelled", "<div>发布时间：2017年10月17日 12:00</div>", "", "2017-10-17T12:00"),
    ("near-headline", HEADLINE + '<span class="article-date">17 Oct 2017</span>', "", "2017-10-17T00:00"),
    ("near-headline", HEADLINE + '<time datetime="2017-10-17T12:00">today</time>', "", "2017-10-17T12:00"),
    ("near-headline", '<div class="datum">17 Oct 2017</div>' + HEADLINE, "", "2017-10-17T00:00"),
    ("near-headline", HEADLINE + "<p>Dhaka, 17 Oct 2017</p>" + PROSE, "", "2017-10-17T00:00"),
    ("near-headline", HEADLINE + '<p class="meta">3 days ago</p>', "", "2018-07-13T00:00"),
    # Words of the headline are no label.
    (
        "near-headline",
        "<h1>More tariffs ahead, minister says</h1><p>17 Oct 2017</p>" + PROSE,
        "",
        "2017-10-17T00:00",
    ),
    ("near-headline", "<h1>List of duties updated</h1><p>17 Oct 2017</p>" + PROSE, "", "2017-10-17T00:00"),
    # Two elements that touch: a name and a date, a year and a time of day.
    (
        "near-headline",
        HEADLINE + "<p><a href=/a>Ada Brown</a><span>October 17, 2017</span></p>",
        "",
        "2017-10-17T00:00",
    ),
    (
        "near-headline",
        HEADLINE + '<p class="date"><span>17 Oct 2017</span><span>12:00</span></p>',
        "",
        "2017-10-17T12:00",
    ),
    (
        "near-headline",
        HEADLINE + '<div class="date"><b>17</b><i>Oct</i><div>2017</div></div>',
        "",
        "2017-10-17T00:00",
    ),
    ("time-element", '<time datetime="2017-10-17T12:00">x</time>', "", "2017-10-17T12:00"),
    ("marked", '<div class="entry-date">17 Oct 2017</div>', "", "2017-10-17T00:00"),
    (
        "labelled",
        '<p>by Ann <abbr class="published" title="2017-10-17T12:00:00-05:00">noon</abbr></p>',
        "",
        "2017-10-17T12:00",
    ),
    ("dateline", "<p>KARLSRUHE (17.10.2017). " + PROSE[3:], "", "2017-10-17T00:00"),
    (
        "description",
        "",
        '<meta name="description" content="News of 17.10.2017 on steel">',
        "2017-10-17T00:00",
    ),
    (
        "embedded",
        "",
        '<script>window.data={"publishedAt":"2017-10-17T12:00:00Z"}</script>',
        "2017-10-17T12:00",
    ),
    (
        "embedded-created",
        "",
        '<script>window.data={"createdAt":"2017-10-17T12:00:00Z"}</script>',
        "2017-10-17T12:00",
    ),
    (
        "printed-by-script",
        '<p><script>showDate("2017/10/17 12:00:00")</script></p>',
        "",
        "2017-10-17T12:00",
    ),
    (
        "embedded-created",
        "",
        '<script>window.piece={"featured":1508220000,"pinned":true}</script>',
        "2017-10-17T06:00",
    ),
    (
        "data-attribute",
        f'<div>{HEADLINE}<a><i data-date="17 Oct 2017"></i></a></div>{PROSE}',
        "",
        "2017-10-17T00:00",
    ),
    (
        "near-headline",
        HEADLINE + '<time data-timestamp="1508220000">a year ago</time>',
        "",
        "2017-10-17T06:00",
    ),
    ("meta", "", '<meta property="article:published_date" content="2017-10-17">', "2017-10-17T00:00"),
    ("meta-created", "", '<meta name="post_date" content="2017-10-17">', "2017-10-17T00:00"),
    ("labelled", "<p>Lisätty: 17.10.2017</p>", "", "2017-10-17T00:00"),
    ("labelled", "<p>Ngày xuất bản: 17/10/2017</p>", "", "2017-10-17T00:00"),
    ("labelled (no other date)", "<p>Zmodyfikowano: 17.10.2017</p>", "", "2017-10-17T00:00"),
    ("copyright", "<footer>Copyright © 17.10.2017 by The Example</footer>", "", "2017-10-17T00:00"),
    ("copyright", "<footer>© 17 October 2017 The Example</footer>", "", "2017-10-17T00:00"),
    ("in-footer (no other date)", "<footer>Updated: 17 Oct 2017</footer>", "", "2017-10-17T00:00"),
    ("any-text", "<p>17 Oct 2017</p>", "", "2017-10-17T00:00"),
    ("html-comment", "<!-- written 2017-10-17 12:00:00 -->", "", "2017-10-17T12:00"),
]


@pytest.mark.parametrize(("rule", "body", "head", "local"), RULES)
def test_rule(rule: str, body: str, head: str, local: str) -> None:
    found = find(body, head)
    assert found.published is not None
    assert (found.published_rule, found.published.local) == (rule, datetime.fromisoformat(local))


@pytest.mark.parametrize(("rule", "body", "head", "local"), RULES)
def test_what_is_told_is_what_was_chosen(rule: str, body: str, head: str, local: str) -> None:
    """Explaining asks rules that are left out otherwise: they must change nothing."""
    meta = '<meta property="article:modified_time" content="2018-07-15T08:00:00Z">'
    found = find(body, head + meta)
    chosen = {(c.field, c.rule, c.value and c.value.day) for c in found.candidates if c.verdict == "won"}
    assert found.updated is not None
    assert ("updated", found.updated_rule, found.updated.day) in chosen
    if found.published_rule and "(no other date)" not in found.published_rule:
        assert found.published is not None
        assert ("published", found.published_rule, found.published.day) in chosen


def test_the_label_of_one_date_is_not_that_of_the_next() -> None:
    found = find(HEADLINE + "<div><p>Updated 18 Oct 2017</p><p class=date>17 Oct 2017 12:00</p></div>")
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.day.day, found.updated.day.day) == (17, 18)


def test_a_date_that_nothing_can_better_ends_the_search() -> None:
    """Its time and zone are known; only an explanation looks at the others."""
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-17T12:00:00+06:00"')
    found = find(HEADLINE, head + '<meta property="article:published_time" content="2017-10-16T12:00:00Z">')
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 6, tzinfo=UTC)
    assert [(c.rule, c.verdict) for c in found.candidates] == [("json-ld", "won"), ("meta", "lost")]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2017/10/17/talks",
        "https://example.org/2017/oct/17/talks",
        "https://example.org/2017/POLITICS/10/17/talks/index.html",
        "https://example.org/talks-20171017.html",
        "https://example.org/news/17-10-2017/talks",
    ],
)
def test_the_address(url: str) -> None:
    found = find(HEADLINE, url=url)
    assert found.published is not None
    assert (found.published_rule, found.published.day.isoformat()) == ("url", "2017-10-17")


POSTS = "".join(
    f'<div class="comment"><a href="/u{n}">A reader of the paper</a><span>{n}.10.17{n}:30</span><p>I agree.</p></div>'
    for n in (17, 18, 19)
)


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("https://example.org/forum/steel-quotas-17.html", "first-post"),
        ("https://example.org/viewtopic.php?t=17", "first-post"),
        # Below an article the same boxes are readers' comments.
        ("https://example.org/trade/steel-quotas.html", ""),
    ],
)
def test_a_thread_begins_with_its_first_post(url: str, rule: str) -> None:
    found = find(HEADLINE + POSTS, url=url)
    assert found.published_rule == rule
    assert found.published is None or found.published.day.isoformat() == "2017-10-17"


CARDS = "".join(
    f'<article class="card"><a href="/{n}">Quotas for wire rod stay in place</a><time>{n} October 2017</time></article>'
    for n in (15, 16, 17)
)


@pytest.mark.parametrize(
    ("cards", "day"),
    [
        (CARDS, None),
        # A list of two steps and days is no list of articles.
        ("<ul><li>Asked: 3 October 2017</li><li>Answered: 17 October 2017</li></ul>", "2017-10-03"),
        # Beside the list stands the article's own date.
        (f'<p class="date">2 October 2017</p><div>{CARDS}</div>', "2017-10-02"),
    ],
)
def test_dates_of_cards_side_by_side_are_of_other_articles(cards: str, day: str | None) -> None:
    found = find(HEADLINE + cards)
    assert (found.published.day.isoformat() if found.published else None) == day


def test_no_date_is_said() -> None:
    found = find(HEADLINE + PROSE)
    assert found.published is None
    assert [issue.code for issue in found.issues] == ["no-date"]


TRUE = "<p>Published: 17 Oct 2017, 12:00</p>"
DECOYS = {
    "clock in the site's header": '<header class="site-header"><span class="date">16 July 2018</span></header>',
    "page clock": '<div class="clock">Monday, Jul 16, 2018</div>',
    "page clock without a class": "<ul><li>Monday, Jul 16, 2018</li><li>Last Update : 07:39 pm</li></ul>",
    "current time": "<p>Current time: 16 Jul 2018, 19:39</p>",
    "comment": '<div class="comments"><p>Published 1 Nov 2017 10:00</p></div>',
    "related article": '<div class="related"><time datetime="2018-01-01T10:00">Posted 1 Jan</time></div>',
    "event": '<div class="event"><p>Posted for 1 May 2018</p></div>',
    "copyright": "<footer>Copyright 1 January 2018 The Example</footer>",
    "deadline": "<p>Deadline: 1 December 2017</p>",
    "future": "<p>Published: 1 August 2018, 10:00</p>",
    "epoch": "<p>Published: 1 January 1970</p>",
    "founding year": "<p>Published since 3 May 1921</p>",
    "site's last update": '<div class="ribbon">Today is 16 July 2018 | Last updated 16.07.2018 01:58</div>',
    "clock by another name": '<span class="time-now">Sunday, 15/07/2018</span>',
    "reviewed, no update": "<footer>Last reviewed: July 10, 2018</footer>",
    "site changed": "<footer>Site last modified: Tue Jul 10 2018</footer>",
    "quoted post": '<blockquote class="twitter-tweet">A reader, posted 2 November 2017</blockquote>',
    "most read": '<div class="most-viewed"><p class="date">Posted 1 Feb 2018</p></div>',
    "update": "<p>Updated: 18 Oct 2017, 09:00</p>",
}


@pytest.mark.parametrize("decoy", DECOYS)
@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
def test_decoy_loses(decoy: str, before: bool) -> None:
    parts = [DECOYS[decoy], HEADLINE + TRUE + PROSE]
    found = find("".join(parts if before else parts[::-1]))
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 12)


@pytest.mark.parametrize("decoy", [name for name in DECOYS if "update" not in name])
def test_decoy_alone_is_no_labelled_date(decoy: str) -> None:
    found = find(DECOYS[decoy])
    assert found.published_rule in ("", "any-text", "near-headline", "time-element")


@pytest.mark.parametrize(
    ("top", "day"),
    [
        (
            '<div class="topbar"><span class="current-date">16.07.2018</span><a href=/in>Log in</a></div>',
            None,
        ),
        ('<header class="site-header"><span class="date">Monday, 16 July 2018</span></header>', None),
        # Another day is none of the visit.
        ('<header class="site-header"><span class="date">2 July 2018</span></header>', "2018-07-02"),
    ],
)
def test_the_day_of_the_visit_alone_dates_nothing(top: str, day: str | None) -> None:
    found = find(top + HEADLINE + PROSE)
    assert (found.published.day.isoformat() if found.published else None) == day


def test_the_address_loses_against_the_page() -> None:
    found = find(HEADLINE + TRUE, url="https://example.org/2017/10/19/talks")
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-10-17"


def test_published_and_updated_in_one_line() -> None:
    found = find(HEADLINE + "<p>Published: 17 Oct 2017, 12:00 | Updated: 18 Oct 2017, 09:00</p>")
    assert found.published is not None
    assert found.updated is not None
    assert found.published.local == datetime(2017, 10, 17, 12)
    assert found.updated.local == datetime(2017, 10, 18, 9)


@pytest.mark.parametrize(
    "line",
    [
        # Each time stands before its date.
        "<p>Posted at 12:00, 17 October 2017 Updated 09:00, 18 October 2017</p>",
        "<p class=date>12:00 17.10.2017 (обновлено: 09:00 18.10.2017)</p>",
        # Nothing names the first one, and the line is little more than two dates.
        "<div>Tue Oct 17, 2017 12:00 PM Last update on: Wed Oct 18, 2017 09:00 AM</div>",
    ],
)
def test_two_dates_in_one_line_each_with_its_time(line: str) -> None:
    found = find(f"{HEADLINE}{line}{PROSE}")
    assert found.published is not None
    assert found.updated is not None
    assert found.published.local == datetime(2017, 10, 17, 12)
    assert found.updated.local == datetime(2017, 10, 18, 9)


@pytest.mark.parametrize(
    ("lang", "first", "second"),
    [
        ("hr", "Objavljeno: 17.10.2017. 12:00", "Zadnja izmjena: 18.10.2017. 09:00"),
        ("is", "Birt 17. október 2017 12:00", "Uppfært 18. október 2017 09:00"),
        ("fa", "۲۵ مهر ۱۳۹۶، ۱۲:۰۰", "آخرین به‌روزرسانی: ۲۶ مهر ۱۳۹۶، ۰۹:۰۰"),
        ("hi", "प्रकाशित: 17 अक्टूबर 2017 12:00", "अपडेटेड: 18 अक्टूबर 2017 09:00"),
        ("ms", "Diterbitkan: 17 Okt 2017 12:00", "Dikemas kini: 18 Okt 2017 09:00"),
        ("ca", "Publicat el 17/10/2017 a les 12:00", "Actualitzat el 18/10/2017 a les 09:00"),
        ("ro", "Data publicării: 17.10.2017 12:00", "Data actualizării: 18.10.2017 09:00"),
        ("sk", "Zverejnené 17.10.2017 12:00", "Aktualizované 18.10.2017 09:00"),
    ],
)
def test_labels_of_a_language(lang: str, first: str, second: str) -> None:
    found = find(f"{HEADLINE}<div><span>{first}</span> <span>{second}</span></div>{PROSE}", lang=lang)
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.local, found.updated.local) == (
        datetime(2017, 10, 17, 12),
        datetime(2017, 10, 18, 9),
    )


@pytest.mark.parametrize("editor", ["Written by: Ada Brown, Edited by: Carl Doe", "編集部"])
def test_who_edits_is_no_label_of_a_change(editor: str) -> None:
    found = find(f"{HEADLINE}<div><p>{editor}</p><p>2017/10/17 12:00</p></div>{PROSE}")
    assert (found.published_rule, found.updated) == ("near-headline", None)


def test_words_between_two_dates_belong_to_the_second() -> None:
    found = find(
        HEADLINE + '<p class="date">17 ottobre 2017 (modifica il 18 ottobre 2017 | 08:10)</p>', lang="it"
    )
    assert found.published is not None
    assert found.updated is not None
    assert found.published.day.isoformat() == "2017-10-17"
    assert found.updated.local == datetime(2017, 10, 18, 8, 10)


def test_the_foot_of_a_page_says_nothing_of_the_article() -> None:
    found = find(HEADLINE + TRUE + PROSE + "<footer>Last reviewed: 1 November 2017</footer>")
    assert found.updated is None


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("2 hours ago", "2018-07-16T11:00"),
        ("för 2 timmar sedan", "2018-07-16T11:00"),
        ("17 окт, 14:05", "2017-10-17T14:05"),
        ("10月17日 14:05", "2017-10-17T14:05"),
        ("Kick-off: 17 Oct, 20:45", None),
        ("Vor 20 Jahren", None),
        ("By Ada Brown | Yesterday at 14:05 | 1,204 views", "2018-07-15T14:05"),
        ("Posted 2 hours ago", "2018-07-16T11:00"),
        ("منذ ساعتين", "2018-07-16T11:00"),
        ("gestern, 14:05 Uhr", "2018-07-15T14:05"),
        ("Yesterday at 14:05", "2018-07-15T14:05"),
        # Prose, and an event.
        ("The shops closed 2 hours ago", None),
        ("Heute um 20:15 im Livestream", None),
        ("Heute in der Tagesschau", None),
    ],
)
def test_a_line_at_the_headline_that_counts_back(line: str, local: str | None) -> None:
    found = find(f"{HEADLINE}<div>{line}</div>{PROSE}")
    assert (found.published.local.isoformat()[:16] if found.published else None) == local


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ("<p>Talks resume in Oslo on 12 May 2018</p><p>17 October 2017</p>", "2017-10-17"),
        ("<p>Ada Brown, our correspondent in Oslo, 17 October 2017</p>", "2017-10-17"),
        ("<p>Von Ada Brown und Carl Doe am 17. Oktober 2017 | 3 min</p><p>3 May 2018</p>", "2017-10-17"),
    ],
)
def test_a_sentence_at_the_headline_comes_behind_a_line_of_a_date(lines: str, day: str) -> None:
    found = find(f"{HEADLINE}<div>{lines}</div>{PROSE}")
    assert found.published is not None
    assert found.published.day.isoformat() == day


@pytest.mark.parametrize(
    "line",
    [
        "Due by 30 May 2018",
        "Einsendeschluss: 12.05.2018",
        "Date limite : 12 mai 2018",
        "Plazo hasta el 12 de mayo de 2018",
        "Срок до 12 мая 2018",
        "Son başvuru: 12 Mayıs 2018",
        "締切:2018年5月12日",
        "截止日期:2018年5月12日",
        "3 Jahre her, 20 Jahre vor uns",
    ],
)
def test_the_last_day_for_something_is_no_date(line: str) -> None:
    assert find(f"{HEADLINE}<div>{line}</div>{PROSE}", lang="und").published is None


@pytest.mark.parametrize(
    "line",
    [
        "vrijdag 12 mei 2017 om 10:00 uur",
        "pátek 12. května 2017 v 10 hodin",
        "péntek 2017. május 12. 10 óra",
        "piątek 12 maja 2017 r. o godz. 10",
        "fredag den 12. maj 2017 kl. 10",
        "venerdì 12 maggio 2017 alle ore 10",
    ],
)
def test_days_of_the_week_and_words_for_hours_are_no_sentence(line: str) -> None:
    found = find(f"{HEADLINE}<div>{line}</div>{PROSE}", lang="und")
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-05-12"


def test_words_of_the_headline_are_no_label() -> None:
    found = find("<div><h1>Quotas for steel stay until May</h1><p>17 October 2017</p></div>" + PROSE)
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-10-17"


def test_the_foot_of_the_article_is_its_own() -> None:
    foot = '<div class="story-foot"><p>Posted 17 Oct 2017, 12:00</p><p>Updated 18 Oct 2017, 09:00</p></div>'
    found = find(f"<article>{HEADLINE}{PROSE}{foot}</article>")
    assert found.updated is not None
    assert found.updated.local == datetime(2017, 10, 18, 9)


def test_drupals_class_for_the_front_page_says_nothing() -> None:
    date = '<div class="field"><time datetime="2017-10-17T10:30:00Z">October 17, 2017</time></div>'
    found = find(HEADLINE + f'<article class="node node--promoted">{date}{PROSE}</article>')
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 10, 30)


@pytest.mark.parametrize(
    ("shown", "precision"), [("October 17, 2017", "day"), ("October 17, 2017 - 12:00", "second")]
)
def test_noon_in_utc_is_a_day_where_no_time_is_printed(shown: str, precision: str) -> None:
    found = find(f'{HEADLINE}<time datetime="2017-10-17T12:00:00Z">{shown}</time>{PROSE}')
    assert found.published is not None
    assert (found.published.day, found.published.precision) == (datetime(2017, 10, 17).date(), precision)


def test_a_date_in_its_own_element_is_read_where_others_touch_it() -> None:
    line = "<span>Ada Brown</span><span class=date>17. Oct. 2017 12:00</span><span>2 min.</span>"
    found = find(f"{HEADLINE}<div>{line}</div>{PROSE}")
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 12)


def test_of_dates_above_the_headline_the_closest_counts() -> None:
    top = '<div class="dates"><span class="date">Sunday, 15/07/2018</span></div>'
    found = find(f'{top}<div><span class="date">17/10/2017, 12:00</span></div>{HEADLINE}{PROSE}')
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 12)


def test_modified_in_json_ld() -> None:
    inner = ARTICLE + ',"datePublished":"2017-10-17T12:00:00Z","dateModified":"2017-10-18T09:00:00Z"'
    found = find("", json_ld(inner))
    assert found.updated is not None
    assert (found.updated_rule, found.updated.day.isoformat()) == ("json-ld-modified", "2017-10-18")


def test_only_an_update_serves_and_is_said() -> None:
    found = find(HEADLINE + "<p>Last updated: 18 Oct 2017</p>")
    assert found.published is not None
    assert found.published_rule == "labelled (no other date)"
    assert [issue.code for issue in found.issues] == ["published-from-update"]


@pytest.mark.parametrize("machine", ["2017-10-17", "2017-10-17T00:00:00Z", "2017-10-17T00:00:00.000Z"])
def test_a_date_without_time_is_completed_by_the_printed_time(machine: str) -> None:
    found = find(HEADLINE + TRUE, json_ld(ARTICLE + f',"datePublished":"{machine}"'), timezone="Asia/Dhaka")
    assert found.published is not None
    assert found.published_rule == "json-ld"
    assert found.published.instant == datetime(2017, 10, 17, 6, tzinfo=UTC)
    assert found.published.precision == "minute"


def test_a_date_without_time_is_not_completed_from_another_day() -> None:
    found = find(HEADLINE + TRUE, json_ld(ARTICLE + ',"datePublished":"2017-10-16"'))
    assert found.published is not None
    assert (found.published.day.isoformat(), found.published.precision) == ("2017-10-16", "day")


def test_a_zone_is_taken_from_the_same_moment_elsewhere() -> None:
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-17T12:00:00"')
    head += '<meta property="article:published_time" content="2017-10-17T12:00:00+06:00">'
    found = find("", head)
    assert found.published is not None
    assert (found.published.zone_basis, found.published.instant.hour) == ("explicit", 6)


def test_the_readers_day_of_a_time_in_utc() -> None:
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-18T02:11:00Z"')
    found = find(HEADLINE + '<time datetime="2017-10-17 21:11:00">October 17, 2017 at 9:11 p.m.</time>', head)
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 18, 2, 11, tzinfo=UTC)
    assert found.published.local == datetime(2017, 10, 17, 21, 11)


def test_an_ambiguous_day_is_settled_by_a_clear_one() -> None:
    found = find(
        "<p>Erstellt am 4. Oktober 2017</p>", '<meta name="date" content="10/04/2017 12:43">', lang="de"
    )
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-10-04"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("<p>" + "Il ministero porterà dal 7,5 al 12 per cento i dazi sull'acciaio, si legge in un avviso. " * 4 + "</p>", "2005-10-03"),
        (PROSE, "2005-03-10"),
        # Too little text to tell.
        ("<p>Il ministero porterà dal 7,5 al 12 per cento i dazi sull'acciaio, si legge in un avviso.</p>", "2005-03-10"),
    ],
)  # fmt: skip
def test_the_words_of_a_text_tell_the_order_where_no_language_is_stated(text: str, day: str) -> None:
    found = find(f"{HEADLINE}<p>03/10/2005</p>{text}", lang="")
    assert found.published is not None
    assert found.published.day.isoformat() == day


def test_a_layout_names_the_place() -> None:
    layout = SiteLayout(name="dhaka", timezone="Asia/Dhaka", published=".when", updated=".changed")
    body = '<i class="when">17 Oct 2017 12:00</i><i class="changed">18 Oct 2017 12:00</i>' + HEADLINE
    found = find(body, json_ld(ARTICLE + ',"datePublished":"2017-10-16"'), layout=layout)
    assert found.published is not None
    assert found.updated is not None
    assert (found.published_rule, found.updated_rule) == ("layout", "layout-updated")
    assert found.published.instant == datetime(2017, 10, 17, 6, tzinfo=UTC)
    assert found.published.zone_basis == "site"


@pytest.mark.parametrize("selector", ["[[", "p:unknown()", "", "nothing"])
def test_a_broken_selector_falls_back(selector: str) -> None:
    found = find(HEADLINE + TRUE, layout=SiteLayout(name="x", published=selector))
    assert found.published_rule == "labelled"


def test_every_candidate_has_its_verdict() -> None:
    found = find(
        HEADLINE + TRUE + "<p>Published: 1 August 2018</p>", '<meta name="date" content="2017-10-17">'
    )
    assert {(c.rule, c.verdict) for c in found.candidates if c.field == "published"} >= {
        ("labelled", "won"),
        ("labelled", "refused"),
        ("meta-created", "lost"),
    }
    assert all(c.reason for c in found.candidates if c.verdict != "won")


def test_a_list_of_dates_behind_the_text_is_of_other_pieces() -> None:
    others = "".join(
        f'<li class="tile"><p class="date">{day} May 2018</p>Other piece {day}</li>' for day in range(1, 9)
    )
    found = find(HEADLINE + PROSE * 30 + f"<ul>{others}</ul>", url="https://example.org/2018/03/09/talks")
    assert found.published is not None
    assert (found.published_rule, found.published.day.isoformat()) == ("url", "2018-03-09")


def test_members_of_a_list_are_told_by_the_class_without_its_number() -> None:
    notes = "".join(
        f'<div class="note note-{day}">{day}. Ministry [{day} May 2014]</div>' for day in range(1, 9)
    )
    found = find(
        HEADLINE + PROSE * 30 + notes, '<meta itemprop="dateModified" content="2016-02-14 10:47:36">'
    )
    assert found.published is not None
    assert (found.published_rule, found.published.day.isoformat()) == (
        "meta-updated (no other date)",
        "2016-02-14",
    )


def test_a_label_near_the_headline_beats_one_far_below() -> None:
    note = "<p>Source: ministry, published 3 March 2016</p>"
    found = find(HEADLINE + "<p>17 Oct 2017</p>" + PROSE * 30 + note)
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-10-17"


def test_a_file_made_after_the_last_change_was_not_published_then() -> None:
    found = find(HEADLINE + "<p>Updated: 17 Oct 2017</p>", '<meta name="date" content="2017-10-19T11:52:23">')
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-10-17"
    assert [issue.code for issue in found.issues] == ["published-from-update"]


def test_the_first_of_january_can_mean_the_year() -> None:
    found = find("", '<meta name="dcterms.created" content="01/01/2004">')
    assert found.published is None
    assert [c.reason for c in found.candidates] == ["a year written as its first day"]


def test_an_update_at_the_moment_of_publication_is_none() -> None:
    inner = ARTICLE + ',"datePublished":"2017-10-17T12:00:00Z","dateModified":"2017-10-17T14:00:00+02:00"'
    found = find("", json_ld(inner))
    assert found.published is not None
    assert (found.updated, found.updated_rule) == (None, "")


@pytest.mark.parametrize(
    ("published", "modified"),
    [
        ("2017-10-17", "2017-10-17"),
        ("2017-10-17T12:00:00+02:00", "2017-10-17"),
        ("2017-10-17T12:00:00+02:00", "2017-10-17T09:00:00Z"),
        ("2017-10-17T12:00:00+02:00", "2017-10-17T12:00:30"),
        ("2017-10-17", "2017-10-16T12:00:00Z"),
    ],
)
def test_a_change_no_later_than_the_publication_is_none(published: str, modified: str) -> None:
    inner = ARTICLE + f',"datePublished":"{published}","dateModified":"{modified}"'
    found = find("", json_ld(inner))
    assert found.published is not None
    assert (found.updated, found.updated_rule) == (None, "")
    told = [c for c in found.candidates if c.field == "updated"]
    assert [(c.verdict, c.reason) for c in told] == [("lost", "no later than the publication")]


def test_a_time_of_change_on_a_day_of_publication_is_kept() -> None:
    found = find("", json_ld(ARTICLE + ',"datePublished":"2017-10-17","dateModified":"2017-10-17T12:00:00Z"'))
    assert found.updated is not None
    assert found.updated.precision == "second"


STATED = '<meta property="article:published_time" content="2017-10-17T12:00:00+06:00">'


def test_a_printed_change_is_found_where_only_the_publication_is_stated() -> None:
    line = "<p>Published: October 17, 2017, 12:00 PM. Updated: October 18, 2017, 3:10 PM</p>"
    found = find(HEADLINE + line + PROSE, STATED)
    assert found.updated is not None
    assert (found.updated_rule, found.updated.local) == ("labelled", datetime(2017, 10, 18, 15, 10))
    assert found.published is not None
    assert (found.published_rule, found.published.instant.hour) == ("meta", 6)


def test_a_change_stated_in_utc_is_told_as_printed() -> None:
    line = "<p>Updated 9:22 PM EDT, Wed October 18, 2017</p>"
    modified = '<meta property="article:modified_time" content="2017-10-19T01:22:00Z">'
    found = find(HEADLINE + line + PROSE, STATED + modified)
    assert found.updated is not None
    assert found.updated.local == datetime(2017, 10, 18, 21, 22)
    assert found.updated.instant == datetime(2017, 10, 19, 1, 22, tzinfo=UTC)


def test_the_zone_of_the_printed_clock_is_that_of_all_times_of_its_source() -> None:
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-17T21:12:05","dateModified":"2017-10-18T08:42:27"')
    found = find(HEADLINE + "<p>8:42 a.m. EDT October 18, 2017</p>" + PROSE, head)
    assert found.published is not None
    assert found.updated is not None
    assert (found.updated.zone_basis, found.updated.instant) == (
        "explicit",
        datetime(2017, 10, 18, 12, 42, 27, tzinfo=UTC),
    )
    assert (found.published.zone_basis, found.published.instant.hour) == ("explicit", 1)


@pytest.mark.parametrize(
    ("box", "utc", "precision"),
    [
        ('<abbr title="2017-10-17T06:00:40Z">1 hr 4 mins ago</abbr>', "2017-10-17T06:00:40", "second"),
        (
            '<abbr class="published updated" title="2017-10-17T12:00:00+06:00">Oct 17, 2017 - 12:00 PM</abbr>',
            "2017-10-17T06:00:00",
            "second",
        ),
        (
            '<span class="published" title="10/17/2017 6:00:07 PM">10/17/2017 12:00 PM</span>',
            "2017-10-17T12:00:00",
            "minute",
        ),
        (
            '<time class="updated" datetime="2017-10-17 12:00:00+0600">on Oct 17</time>',
            "2017-10-17T06:00:00",
            "second",
        ),
        (
            '<time class="entry-date published updated" datetime="2017-10-17T12:00:00+06:00">17 Oct</time>',
            "2017-10-17T06:00:00",
            "second",
        ),
    ],
)
def test_dates_of_the_hatom_microformat(box: str, utc: str, precision: str) -> None:
    found = find(f'{HEADLINE}<div class="post">By Ada Brown {box}</div>{PROSE}')
    assert found.published is not None
    assert (found.published.instant.replace(tzinfo=None).isoformat(), found.published.precision) == (
        utc,
        precision,
    )
    assert found.updated is None


def test_a_pair_of_times_of_the_hatom_microformat() -> None:
    times = (
        '<time class="published" datetime="2017-10-17T12:00:00+06:00">17 Oct</time>'
        '<time class="updated" datetime="2017-10-18T12:00:00+06:00">18 Oct</time>'
    )
    found = find(HEADLINE + f"<p>{times}</p>" + PROSE)
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.day.day, found.updated.day.day) == (17, 18)


def test_a_zone_that_touches_the_next_word() -> None:
    line = (
        '<p class="meta">Tuesday October 17, 2017 @ 6:43pm EDT<span class="post-tags">Tags: Steel</span></p>'
    )
    found = find(HEADLINE + line + PROSE)
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 22, 43, tzinfo=UTC)


@pytest.mark.parametrize(("host", "hour"), [("example.co.uk", 8), ("example.com.bd", 3), ("example.com", 9)])
def test_a_name_of_several_zones_means_that_of_the_hosts_country(host: str, hour: int) -> None:
    line = '<p class="date">9:39AM BST 17 Oct 2017</p>'
    found = find(HEADLINE + line + PROSE, url=f"https://www.{host}/trade/talks")
    assert found.published is not None
    assert found.published.instant.hour == hour


@pytest.mark.parametrize(
    ("lang", "host", "hour"),
    [("en-us", "example.com.au", 22), ("en", "example.com.au", 22), ("en-ca", "example.com.au", 14), ("en-us", "example.com", 14)],
)  # fmt: skip
def test_a_language_that_nobody_set_says_nothing_against_the_hosts_country(
    lang: str, host: str, hour: int
) -> None:
    line = '<p class="date">9:39AM EST 17 Oct 2017</p>'
    found = find(HEADLINE + line + PROSE, url=f"https://www.{host}/trade/talks", lang=lang)
    assert found.published is not None
    assert found.published.instant.hour == hour


def test_a_date_that_a_script_writes_where_it_stands() -> None:
    script = (
        "<script>if(location.hostname.indexOf('edition.')>-1){document.write('October 17, 2017 -- 2308 GMT');}"
        "else{document.write('October 17, 2017 7:08 p.m. EDT');}</script>"
    )
    found = find(HEADLINE + f"<div>{script}</div>" + PROSE)
    assert (found.published_rule, found.published and found.published.day.day) == ("printed-by-script", 17)


def test_a_short_year_stands_first_in_east_asia() -> None:
    found = find(HEADLINE + "<p>发布时间：17-10-08 23:16</p>" + PROSE, lang="zh-cn")
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 8, 23, 16)


def test_the_time_of_a_day_far_behind_the_headline_completes_it() -> None:
    menu = "".join(f'<p><a href="/{n}">Section {n} of the paper</a></p>' for n in range(30))
    body = f'<h1>Quotas for steel stay</h1>{menu}<div class="info">2017-10-17 15:13</div>{PROSE}'
    found = find(body, '<meta name="pubdate" content="2017-10-17">')
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 15, 13)


def test_a_time_in_utc_is_moved_only_to_a_printed_day() -> None:
    state = '<script>var data = {"createdAt": "2017-10-16T22:20:00Z"}</script>'
    found = find(HEADLINE + PROSE + state, json_ld(ARTICLE + ',"datePublished":"2017-10-17T05:51:00Z"'))
    assert found.published is not None
    assert found.published.day.day == 17


def test_a_time_in_an_unknown_zone_completes_only_up_to_the_fetch() -> None:
    """A page of Beijing, fetched minutes later: 21:39 there read as UTC lies in the future."""
    head = json_ld(ARTICLE + ',"datePublished":"2018-07-16"')
    late = find(HEADLINE + "<p>Published: 16 July 2018, 21:30</p>", head)
    assert late.published is not None
    assert (late.published.precision, late.published.day.isoformat()) == ("day", "2018-07-16")
    told = find(HEADLINE + "<p>Published: 16 July 2018, 21:30</p>", head, timezone="Asia/Shanghai")
    assert told.published is not None
    assert told.published.instant == datetime(2018, 7, 16, 13, 30, tzinfo=UTC)


def test_a_plain_text_page() -> None:
    text = (
        "Monday, Jul 16, 2018\nLast Update : 07:39 pm\n\nSteel\n\nPublished at 12:00 pm October 17th, 2017\n"
    )
    found = find_dates(
        read_page(text.encode(), url="https://example.org/x"), timezone="Asia/Dhaka", fetched_at=FETCHED
    )
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 6, tzinfo=UTC)
    assert found.updated is None


def test_the_readers_day_from_an_offset_elsewhere_on_the_page() -> None:
    inner = ARTICLE + ',"datePublished":"2017-10-18T02:11:00Z","dateModified":"2017-10-18T01:00:00-05:00"'
    found = find("", json_ld(inner))
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 21, 11)


def test_the_readers_day_where_the_sites_zone_is_known() -> None:
    found = find("", json_ld(ARTICLE + ',"datePublished":"2017-10-17T20:11:00Z"'), timezone="Asia/Dhaka")
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 20, 11, tzinfo=UTC)
    assert found.published.local == datetime(2017, 10, 18, 2, 11)
    assert found.published.zone_basis == "explicit"


def test_the_readers_day_where_only_the_day_is_printed() -> None:
    found = find(
        HEADLINE + '<p class="date">October 17, 2017</p>',
        json_ld(ARTICLE + ',"datePublished":"2017-10-18T02:11:00Z"'),
    )
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 18, 2, 11, tzinfo=UTC)
    assert found.published.day.isoformat() == "2017-10-17"


@pytest.mark.parametrize(
    "line",
    [
        "Copyright © 16.07.2018 - 13:38 by The Example",  # the day of the fetch: a clock
        "© 2001-2017 The Example",
        "© 1 January 2017 The Example",
    ],
)
def test_a_line_of_copyright_that_dates_nothing(line: str) -> None:
    assert find(HEADLINE + PROSE + f"<footer>{line}</footer>").published is None


def test_a_list_of_dates_in_attributes_is_of_other_pieces() -> None:
    others = "".join(f'<i data-date="{day} May 2018"></i>' for day in range(1, 9))
    assert find(f"<div>{HEADLINE}<div>{others}</div>{PROSE}</div>").published is None


def test_an_attribute_far_from_the_headline_says_nothing() -> None:
    found = find(f'<div>{HEADLINE}{PROSE}</div><div><i data-date="17 May 2018"></i></div>')
    assert found.published is None


ONE_ZONE = '<script>var site={"name":"x","timeZone":"America/New_York"};</script>'


@pytest.mark.parametrize(
    ("scripts", "url", "local"),
    [
        (ONE_ZONE, "https://example.org/talks", "2017-10-17T22:11"),
        (
            '<script>{"timezone":{"short":"ET","long":"America\\/New_York"}}</script>',
            "https://example.org/talks",
            "2017-10-17T22:11",
        ),
        # Two zones: those of the readers, or of several sites.
        (
            ONE_ZONE + '<script>{"timeZone":"Europe/Paris"}</script>',
            "https://example.org/t",
            "2017-10-18T02:11",
        ),
        ('<script>{"airport":"Europe/Paris"}</script>', "https://example.org/t", "2017-10-18T02:11"),
        ('<script>{"timeZone":"Europe/Nowhere"}</script>', "https://example.org/t", "2017-10-18T02:11"),
        # The address says which day readers saw.
        (ONE_ZONE, "https://example.org/2017/10/18/talks", "2017-10-18T02:11"),
    ],
)
def test_the_readers_day_from_the_zone_that_scripts_name(scripts: str, url: str, local: str) -> None:
    found = find(scripts, json_ld(ARTICLE + ',"datePublished":"2017-10-18T02:11:00Z"'), url=url)
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 18, 2, 11, tzinfo=UTC)
    assert found.published.local == datetime.fromisoformat(local)


LONELY = '<meta property="article:published_time" content="2017-10-07">'


@pytest.mark.parametrize(
    ("script", "meta", "day"),
    [
        ('<script>layer.push({"cmsPublishDate":"2017-10-17"})</script>', LONELY, "2017-10-17"),
        ("", LONELY, "2017-10-07"),
        # Stated with its time, or twice.
        (
            '<script>layer.push({"cmsPublishDate":"2017-10-17"})</script>',
            LONELY.replace("-07", "-07T10:00"),
            "2017-10-07",
        ),
        (
            '<script>layer.push({"cmsPublishDate":"2017-10-17"})</script>',
            LONELY + '<meta name="date" content="2017-10-07">',
            "2017-10-07",
        ),
    ],
)
def test_a_bare_day_that_stands_alone_is_outvoted(script: str, meta: str, day: str) -> None:
    found = find(HEADLINE + '<time datetime="2017-10-17">17.10.2017</time>' + PROSE + script, meta)
    assert found.published is not None
    assert found.published.day.isoformat() == day


MADE = json_ld(ARTICLE + ',"datePublished":"2017-10-16T18:19+06:00","dateModified":"2017-10-17T10:14+06:00"')
NAMED = '<meta name="DC.Date" content="2017-10-17T07:30+06:00">'
SHOWN = HEADLINE + "<p>Status: 17.10.2017, 07:30</p>" + PROSE
SCRIPTED = '<script>layer.push({"publication_time":"2017-10-17T07:30+06:00"})</script>'


@pytest.mark.parametrize(
    ("body", "head", "day"),
    [
        (SHOWN + SCRIPTED, MADE + NAMED, "2017-10-17"),
        (SHOWN.replace("Status", "Updated") + SCRIPTED, MADE + NAMED, "2017-10-17"),
        # Two of the three are not enough.
        (SHOWN, MADE + NAMED, "2017-10-16"),
        (HEADLINE + PROSE + SCRIPTED, MADE + NAMED, "2017-10-16"),
        (SHOWN + SCRIPTED, MADE, "2017-10-16"),
        # The day of the printed issue.
        (
            SHOWN.replace(", 07:30", "") + SCRIPTED.replace("T07:30+06:00", ""),
            MADE + NAMED.replace("T07:30+06:00", ""),
            "2017-10-16",
        ),
        # The moment of the last change.
        (SHOWN + SCRIPTED, MADE.replace("10:14", "07:30") + NAMED, "2017-10-16"),
        # What is stated for machines is named elsewhere too.
        (
            SHOWN + SCRIPTED,
            MADE + NAMED + '<meta property="article:published_time" content="2017-10-16">',
            "2017-10-16",
        ),
        (SHOWN + SCRIPTED.replace("-17T", "-16T") + SCRIPTED, MADE + NAMED, "2017-10-16"),
    ],
)
def test_a_moment_that_stands_alone_against_three_is_outnumbered(body: str, head: str, day: str) -> None:
    found = find(body, head)
    assert found.published is not None
    assert found.published.day.isoformat() == day
    won = next(seen for seen in found.candidates if seen.verdict == "won" and seen.field == "published")
    assert won.value is not None
    assert won.value.day == found.published.day


@pytest.mark.parametrize(
    ("changed", "stated", "rule"),
    [
        ("1487332800000", "2017-10-17", "url"),
        ("2017-02-17T12:00:00Z", "2017-10-17", "url"),
        # Changed on another day, again later, or published soon behind.
        ("1487505600000", "2017-10-17", "json-ld"),
        ('1487332800000"></div><div data-updated-on="1508284800000', "2017-10-17", "json-ld"),
        ("1487332800000", "2017-03-17", "json-ld"),
    ],
)
def test_an_old_piece_with_a_new_date(changed: str, stated: str, rule: str) -> None:
    found = find(
        f'{HEADLINE}<div data-updated-on="{changed}">{PROSE}</div>',
        json_ld(ARTICLE + f',"datePublished":"{stated}"'),
        url="https://example.org/blog/2017/2/17/steel",
    )
    assert found.published_rule == rule
    assert ([issue.code for issue in found.issues] == ["published-again"]) == (rule == "url")


def test_without_a_fetch_time_nothing_is_too_late() -> None:
    found = find("<p>Published: 1 August 2018</p>", fetched_at=None)
    assert found.published is not None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("New duties on pipes apply from 17 October 2017", None),
        ("Overview of duties as of 17 October 2017", None),
        ("Neue Zölle gelten ab 17. Oktober 2017", None),
        ("Ce qui change au 17 octobre 2017", None),
        # Lines of a date, with what stands in them beside it.
        ("Ada Brown am 17. Oktober 2017 um 10:30 Uhr", "2017-10-17"),
        ("17 October 2017 | trade, customs, steel and pipes", "2017-10-17"),
        ("posted by ada in trade on 17 October 2017", "2017-10-17"),
        ("17 October 2017, 7 min read", "2017-10-17"),
    ],
)
def test_a_date_in_words_of_prose_below_the_headline_is_another_days(line: str, day: str | None) -> None:
    found = find(f"{HEADLINE}<p>{line}</p>{PROSE}")
    assert (found.published and found.published.day.isoformat()) == day


@pytest.mark.parametrize(
    "opening", ["17.10.17. ", "(17.10.2017) ", "17 October 2017 – ", "Lyon, 17.10.2017. "]
)
def test_a_paragraph_that_opens_with_a_date(opening: str) -> None:
    found = find(HEADLINE + PROSE.replace("<p>", f"<p>{opening}", 1))
    assert found.published is not None
    assert (found.published.day.isoformat(), found.published_rule) == ("2017-10-17", "dateline")


def test_a_paragraph_that_goes_on_behind_a_date_is_not_opened_by_it() -> None:
    assert (
        find(HEADLINE + PROSE.replace("<p>", "<p>17 October 2017 was the day on which ", 1)).published is None
    )


def test_when_a_picture_was_taken_is_not_the_date() -> None:
    credit = (
        '<p>Ships wait at the port of Norland. <span class="credit">(<span class="photographer">Ada Brown</span> / '
        '<span class="dateString">April 28, 2017</span>)</span></p>'
    )
    date = '<p class="date"><span class="dateString">June 5, 2017</span></p>'
    found = find(HEADLINE + credit + date + PROSE)
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-06-05"


def test_meta_tags_of_what_a_page_lists_are_not_its_own() -> None:
    films = "".join(
        f'<div><meta itemprop="datePublished" content="2016-0{at}-03T10:00:00Z">Film {at}</div>'
        for at in range(1, 6)
    )
    found = find(f'{HEADLINE}<p class="date">June 5, 2017</p>{PROSE}{films}')
    assert found.published is not None
    assert found.published.day.isoformat() == "2017-06-05"


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("<small>June 5, 2017 at 08:45 AM | categories: Ports, Duties | View Comments</small>", "2017-06-05T08:45"),
        ("<p>Feb. 23, 2017 -- For nine years the duty on steel had been the same, until Monday.</p>", "2017-02-23T00:00"),
    ],
)  # fmt: skip
def test_a_date_before_a_bar_or_two_hyphens(line: str, local: str) -> None:
    text = PROSE.replace("rice.", "rice after the vote of 3 December 2008.")
    found = find(f"{HEADLINE}{line}{text}")
    assert found.published is not None
    assert found.published.local.isoformat(timespec="minutes") == local


def test_comments_about_the_template_date_nothing() -> None:
    comments = (
        "<!--added for registration bypass2 October 3,2012--><!-- DATE: 2017-06-05 07:34 -->"
        "<!-- Modified - 25 June 2016 - Spanish changes -->"
    )
    found = find(HEADLINE + comments + PROSE)
    assert found.published is not None
    assert found.published.local.isoformat(timespec="minutes") == "2017-06-05T07:34"
    assert found.updated is None


def test_an_element_called_updated_beside_a_printed_date_is_the_change() -> None:
    line = '<p><span class="updated rich-snippet-hidden">2018-07-01T17:27:31+02:00</span><span>October 17th, 2017</span></p>'
    found = find(HEADLINE + line + PROSE)
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.day.isoformat(), found.updated.day.isoformat()) == ("2017-10-17", "2018-07-01")


def test_the_day_of_printing_dates_nothing() -> None:
    assert find(HEADLINE + PROSE + "<p>gedruckt am: Freitag, 6. Oktober 2017</p>").published is None


@pytest.mark.parametrize(
    ("stated", "line", "local", "utc"),
    [
        # A Z behind the clock of the place.
        ("2017-10-17T09:39:20Z", "Oct. 17, 2017, 9:39 AM EDT", "2017-10-17T09:39:20", "2017-10-17T13:39:20"),
        # Another moment in UTC is not denied by one place alone, which may be wrong as well.
        ("2017-10-17T10:39:20Z", "Oct. 17, 2017, 9:39 AM PDT", "2017-10-17T03:39:20", "2017-10-17T10:39:20"),
        # The season may be wrong in the name of a zone.
        ("2017-10-17T13:39:20Z", "Oct. 17, 2017, 9:39 AM EST", "2017-10-17T09:39:20", "2017-10-17T13:39:20"),
        ("2017-10-17T13:39:20Z", "Oct. 17, 2017, 9:39 AM EDT", "2017-10-17T09:39:20", "2017-10-17T13:39:20"),
    ],
)
@pytest.mark.parametrize("url", ["https://example.org/trade/talks", "https://example.org/2017/10/17/talks"])
def test_a_printed_zone_and_a_time_stated_in_utc(
    stated: str, line: str, local: str, utc: str, url: str
) -> None:
    head = json_ld(f'{ARTICLE},"datePublished":"{stated}"')
    found = find(f"{HEADLINE}<p>{line}</p>{PROSE}", head, url=url)
    assert found.published is not None
    shown = found.published.local.isoformat(), found.published.instant.replace(tzinfo=None).isoformat()
    assert shown == (local, utc)
    assert found.published_rule == "json-ld"


def test_two_places_deny_a_time_in_utc() -> None:
    """Machines are told the clock of New York as UTC; readers that of Los Angeles, and a meta tag the moment."""
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-17T13:39:20Z"')
    head += '<meta property="article:published_time" content="2017-10-17T17:39:20">'
    found = find(f"{HEADLINE}<p>October 17, 2017 at 10:39 AM PDT</p>{PROSE}", head)
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 17, 39, 20, tzinfo=UTC)
    assert found.published.local == datetime(2017, 10, 17, 10, 39, 20)


def test_a_clock_of_twelve_hours_without_its_half_of_the_day() -> None:
    head = '<meta name="pubdate" content="2017-10-17 01:21:28">'
    found = find(f"{HEADLINE}<p>October 17, 2017: 1:21 PM ET</p>{PROSE}", head)
    assert found.published is not None
    assert found.published.instant == datetime(2017, 10, 17, 17, 21, 28, tzinfo=UTC)
    assert found.published.local == datetime(2017, 10, 17, 13, 21, 28)


def test_readers_are_shown_another_clock_than_the_attribute_states() -> None:
    times = '<time datetime="2017-10-18T02:12:54.361Z">Oct 17, 2017, 9:12 PM ET</time>'
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-18T02:12:54.361Z"')
    found = find(f"{HEADLINE}<p>{times}</p>{PROSE}", head, url="https://example.org/2017/10/17/talks")
    assert found.published is not None
    assert found.published.local.replace(microsecond=0) == datetime(2017, 10, 17, 22, 12, 54)


@pytest.mark.parametrize(
    ("changed", "basis", "utc"),
    [("2017-10-17 12:08:04", "explicit", 6), ("2017-10-17 07:08:04", "unknown", 7)],
)
def test_a_change_stated_without_the_zone_of_the_publication(changed: str, basis: str, utc: int) -> None:
    inner = f'{ARTICLE},"datePublished":"2017-10-17T12:00:00+06:00","dateModified":"{changed}"'
    found = find("", json_ld(inner))
    assert found.updated is not None
    assert (found.updated.zone_basis, found.updated.instant.hour) == (basis, utc)


@pytest.mark.parametrize(
    ("line", "local"),
    [
        ("October 31, 2017, 2:00 pm EDT: hearing on steel", "2017-10-17T01:00:00"),  # an event
        (
            "October 16, 2017, 8:40 pm EDT",
            "2017-10-16T21:00:00",
        ),  # in the reader's zone, of about the same time
    ],
)
def test_other_moments_at_the_headline(line: str, local: str) -> None:
    head = json_ld(ARTICLE + ',"datePublished":"2017-10-17T01:00:00Z"')
    found = find(
        f'{HEADLINE}<p class="date">{line}</p>{PROSE}', head, url="https://example.org/2017/10/17/talks"
    )
    assert found.published is not None
    assert found.published.local.isoformat() == local


@pytest.mark.parametrize("shown", ["June 1, 2017 8:00 am", ""])
def test_half_a_day_apart_are_also_two_clocks_of_the_earth(shown: str) -> None:
    head = json_ld(ARTICLE + ',"datePublished":"2017-06-01T08:00:00"')
    head += '<meta property="article:published_time" content="2017-05-31T20:00:00Z">'
    found = find(f"{HEADLINE}<p>{shown}</p>{PROSE}", head)
    assert found.published is not None
    assert found.published.local == datetime(2017, 6, 1, 8)
    assert found.published.instant == datetime(2017, 5, 31, 20, tzinfo=UTC)


def test_a_shown_clock_of_twelve_hours_without_its_half_is_no_zone() -> None:
    times = '<time datetime="2017-10-17T13:30:00Z">October 17, 2017 1:30</time>'
    found = find(
        f"{HEADLINE}<p>{times}</p>{PROSE}", json_ld(ARTICLE + ',"datePublished":"2017-10-17T13:30:00Z"')
    )
    assert found.published is not None
    assert found.published.local == datetime(2017, 10, 17, 13, 30)


def test_a_change_at_the_end_of_the_calendar() -> None:
    inner = ARTICLE + ',"datePublished":"2017-06-01T11:59:59-05:00","dateModified":"9999-12-31T23:59:59"'
    assert find("", json_ld(inner), fetched_at=None).published is not None
