"""Which heading is the headline, where a page prints more than one; on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import PARAGRAPHS, body, page

from newsarchive.parse import explain_article, parse_article

SHORT = "Steel pipe duties: what changes in March"
PRINTED = "After nine years, cheaper pipes for everyone"
LINK = '<a href="/t">Trade</a>'
OG = f'<meta property="og:title" content="{PRINTED}">'
BELOW = f"<h2>{PRINTED}</h2>"


@pytest.mark.parametrize(
    ("inner", "head", "expected", "rule"),
    [
        # The trail's name says what it is.
        (f'<div class="breadcrumbs">{LINK}<h1>{SHORT}</h1></div>{BELOW}', OG, PRINTED, "below-breadcrumb"),
        # The name is on the heading itself.
        (f'<h1 class="breadcrumb__headline">{SHORT}</h1>{BELOW}', OG, PRINTED, "below-breadcrumb"),
        # Nothing but the form says it: links in a list, then the h1.
        (f"<ul><li>{LINK}</li><li><h1>{SHORT}</h1></li></ul>{BELOW}", OG, PRINTED, "below-breadcrumb"),
        # A kicker link above the headline and a standfirst below it.
        (f"<header>{LINK}<h1>{SHORT}</h1></header>{BELOW}", "", SHORT, "h1-agrees"),
        # No trail: the h1 is the headline, whatever the share title says.
        (f"<div><p>Monday</p><h1>{SHORT}</h1></div>{BELOW}", OG, SHORT, "h1-agrees"),
        # The heading in the metadata stands far below, such as in a list of other articles.
        (f'<h1 class="breadcrumb">{SHORT}</h1>{body()}{body()}{BELOW}', OG, SHORT, "h1-agrees"),
    ],
)
def test_headline_below_a_trail(inner: str, head: str, expected: str, rule: str) -> None:
    article = parse_article(page(inner + body(), head=head, title=SHORT))
    assert (article.headline, article.found_by["headline"]) == (expected, rule)


LD_NAME = "Steel talks: news and background"


@pytest.mark.parametrize(
    ("inner", "title", "expected", "rule"),
    [
        # Large letters in an old table; the title has the paper's name in front.
        (f"<font size=5><b>{PRINTED}</b></font><br>", f"The Old Pipe: {PRINTED}", PRINTED, "line-agrees"),
        # No blanks around the hyphen in a script without spaces.
        ("<font size=5><b>钢管关税九年后下调</b></font><br>", "钢管关税九年后下调-通商日报", "钢管关税九年后下调", "line-agrees"),
        # A classed span, and a title that is the paper's name only.
        (f"<span class=hl>{PRINTED}</span><br>", "HERALD ONLINE", PRINTED, "large-type"),
        # A line classed as headline, and a title that all pages of the site share.
        (f'<p><span class="headline entry-title">{PRINTED}</span></p>', "News from The Pipe Press", PRINTED, "large-type"),
        # A class that says little more than title.
        ('<p><span class="box-title">Rate our pipes!</span></p>', PRINTED, PRINTED, "title"),
        # Twice in one element, for two screens.
        (f"<h1><span>{PRINTED}</span> <span>{PRINTED}</span></h1>", f"{PRINTED} {PRINTED} | Herald", PRINTED, "h1-agrees"),
        # The name of the site's host as an h1 of its own.
        (f"<h1>PipeObserver.com</h1><h1>{PRINTED}</h1>", f"OSLO: {PRINTED} | Pipes and mills | PipeObserver.com", PRINTED, "h1-agrees"),
        # The line is a link to another page: nothing is printed, the title has to do.
        (f"<p><a href=/x>{PRINTED}</a></p>", PRINTED, PRINTED, "title"),
        # The h1's own apostrophe, not the title's.
        ("<h1>Pipes: the mill’s answer to all</h1>", "Pipes: the mill's answer to all", "Pipes: the mill’s answer to all", "h1-agrees"),
        # The kicker and the headline have elements of their own, and the title repeats both.
        (f"<h1><span class=dachzeile>Trade</span> <span class=headline>{PRINTED}</span></h1>", f"Trade: {PRINTED}", PRINTED, "h1-agrees"),
        # Words that are quoted before a colon are no kicker.
        (f'<h1>"At last": {PRINTED}</h1>', PRINTED, f'"At last": {PRINTED}', "h1-agrees"),
        # One h1 with kicker, headline and a line below it.
        (f"<h1><div>Trade</div><div>{PRINTED}</div><div>It is so</div></h1>", PRINTED, PRINTED, "h1-agrees"),
    ],
)  # fmt: skip
def test_headlines_of_odd_layouts(inner: str, title: str, expected: str, rule: str) -> None:
    article = parse_article(page(inner + body(), title=title), url="https://herald.example/x")
    assert (article.headline, article.found_by["headline"]) == (expected, rule)


LONG = "Ministers of both countries meet to speak about cheaper pipes and about wire rod for all their buyers"
LINE = "Cheaper pipes for everyone"
PAPER = "The Old Pipe Online"


@pytest.mark.parametrize(
    ("above", "title", "expected"),
    [
        # Type set by a font element, alone or with others, and by a style.
        (f"<font size=5>{LINE}</font><br><font size=2>By Ada Brown</font>", PAPER, LINE),
        (f"<font size=+2><b>{LINE}</b></font><br>", "Untitled Document", LINE),
        (f"<big><big>{LINE}</big></big><p>Monday", "News", LINE),
        (f"<span style='font-size: 24px'>{LINE}</span><br>", PAPER, LINE),
        (f"<b>{LINE}</b><br><small>27.03.2002 14:40</small>", PAPER, LINE),
        # A heading of any level; a table comes between it and the text.
        (f"<h4>{LINE}</h4><table><tr><td>1</td><td>2</td></tr></table>", PAPER, LINE),
        # A long one reads like text.
        (f"<h3>{LONG}</h3>", "News", LONG),
        # The title has words of it.
        (f"<font size=5>{LINE}</font><br>", "The Old Pipe Online, Monday: pipes cheaper for everyone", LINE),
        # A bold date, a byline and a kicker are smaller or none.
        (f"<b>Trade and industry news</b><br><font size=6>{LINE}</font><br><b>By Ada Brown</b>", PAPER, LINE),
        # The paper's name is the title, and set as large.
        (f"<font size=5>{PAPER}</font><br><font size=5>{LINE}</font><br>", PAPER, LINE),
        # The title is printed as the headline, and a line in bold below it sums it up.
        (f"<font size=5>{LINE}</font><br><b>Makers of tubes fear for their prices</b><br>", LINE, LINE),
        # Names of papers and offices above it, and what stands beside, are far away.
        (f"<font size=7>The Old Pipe</font><p>A</p><p>B</p><p>C</p><p>D</p><font size=5>{LINE}</font><br>", "News", LINE),
        (f"<h3>Commission for Trade<br>Press Release</h3>For release<p>Monday<p>Tel. 555</p><p><b>{LINE}</b></p>", PAPER, LINE),
        # A class says that it is the headline, whatever the title is.
        (f"<div class=newstitle>{LINE}</div>", "News from the Associated Old Pipe Press", LINE),
        (f"<div class=ttl>{LINE}</div>", PAPER, LINE),
        (f"<div class=detail-heading>{LINE}</div>", PAPER, LINE),
        (f"<div class=noticia_titular>{LINE}</div>", PAPER, LINE),
        (f"<div itemprop=headline>{LINE}</div>", PAPER, LINE),
        (f"<div><span id=lblArticleTitle>{LINE}</span></div>", PAPER, LINE),
        # A long title that says something else: the headline is a picture.
        (f"<font size=5>{LINE}</font><br>", "After nine years the duties on steel come down", "After nine years the duties on steel come down"),
        # The line is a link, or set like the text.
        (f"<font size=5><a href=/x>{LINE}</a></font><br>", PAPER, PAPER),
        (f"{LINE}<br>", PAPER, PAPER),
    ],
)  # fmt: skip
def test_a_line_in_large_type(above: str, title: str, expected: str) -> None:
    text = "".join(f"{line}<br><br>" for line in PARAGRAPHS)
    html = page(f"<table><tr><td>{above}<br>{text}</td></tr></table>", title=title)
    assert parse_article(html, url="https://herald.example/x").headline == expected


MINISTRY = "Ministry of Trade and Industry"


@pytest.mark.parametrize(
    ("h1", "title"),
    [
        (f"<h1 class=logo>{MINISTRY}</h1>", MINISTRY),
        (f'<h1 id="site-title">{MINISTRY}</h1>', f"{MINISTRY} | Press Releases"),
        (f"<h1><a href=/>{MINISTRY}</a></h1>", f"Press | {MINISTRY}"),
        # The section is what is left of the title, and a heading.
        (f"<h1><a href=/>{MINISTRY}</a></h1><h2>Press Releases</h2>", f"Press Releases | {MINISTRY}"),
        ("<h1>Press Releases</h1>", "Press Releases"),
    ],
)
def test_a_logo_is_no_headline(h1: str, title: str) -> None:
    html = page(f"{h1}<h2>News</h2><h4>{LINE}</h4>{body()}", title=title)
    assert parse_article(html, url="https://herald.example/en/press/7").headline == LINE


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("/", LINE),
        ("https://herald.example/en/index.do", LINE),
        # The headline as a link to the page itself, and to the section above it.
        ("/en/press/7", MINISTRY),
        ("/en/press", MINISTRY),
    ],
)
def test_a_name_that_leads_to_the_front_page_is_no_headline(href: str, expected: str) -> None:
    html = page(f"<h1><a href={href}>{MINISTRY}</a></h1><h3>News</h3><h4>{LINE}</h4>{body()}", title=MINISTRY)
    assert parse_article(html, url="https://herald.example/en/press/7").headline == expected


@pytest.mark.parametrize(
    ("h1", "kind", "expected", "rule"),
    [
        ("Minister leaves the room +++ Mills close", "NewsArticle", LD_NAME, "running-report"),
        ("Minister leaves the room", "LiveBlogPosting", LD_NAME, "running-report"),
        # Any other article: what readers saw.
        ("Minister leaves the room", "NewsArticle", "Minister leaves the room", "h1"),
    ],
)
def test_a_running_report_goes_by_its_own_name(h1: str, kind: str, expected: str, rule: str) -> None:
    html = page(f"<h1>{h1}</h1>{body()}", title=LD_NAME, ld={"@type": kind, "headline": LD_NAME})
    article = parse_article(html)
    assert (article.headline, article.found_by["headline"]) == (expected, rule)


ENTRY = "Crane falls on the pier at night"


@pytest.mark.parametrize(
    ("h1", "entry", "rule"),
    [
        (f"Port ticker: {ENTRY}", f"11.13 am: {ENTRY}", "running-report"),
        (f"Port-Ticker: {ENTRY}", f"23:05 Uhr | {ENTRY}", "running-report"),
        # The h1 is no entry of the report: it stays what readers saw.
        (f"Port ticker: {ENTRY}", "11.13 am: Mills close for good", "h1-agrees"),
        # An article of which a heading happens to be repeated.
        (ENTRY, f"11.13 am: {ENTRY}", "h1-agrees"),
        (f"Port ticker: {ENTRY}", ENTRY, "h1-agrees"),
    ],
)
def test_a_running_report_is_not_named_after_an_entry(h1: str, entry: str, rule: str) -> None:
    """Share title and title follow the h1; only the article's data hold the report's own name."""
    head = f'<meta property="og:title" content="{h1}">'
    ld = {"@type": "NewsArticle", "headline": LD_NAME}
    article = parse_article(
        page(f"<h1>{h1}</h1>{body()}<h2>{entry}</h2>{body()}", head=head, title=h1, ld=ld)
    )
    assert article.found_by["headline"] == rule
    assert article.headline == (LD_NAME if rule == "running-report" else h1)


BLOG = "Notes of a steel trader"


@pytest.mark.parametrize(
    ("inner", "title", "expected"),
    [
        # The blog's own name as the h1, leading to its front page.
        (f'<h1><a href="https://blogs.example/ada">{BLOG}</a></h1><h3>{PRINTED}</h3>', f"{PRINTED} - {BLOG}", PRINTED),
        # An h1 that leads to the page itself is its headline.
        (f'<h1><a href="https://blogs.example/ada/e/1">{PRINTED}</a></h1><h3>{BLOG}</h3>', f"{BLOG} - {PRINTED}", PRINTED),
        # The headline is one part of a long title, and boxes of other things have h1s as well.
        (f"<h1>Rate our pipes!</h1><h2>{PRINTED}</h2>", f"Friends of old pipes » News » {PRINTED}", PRINTED),
        # A part that is a section.
        ("<h1>After nine years</h1><h2>Markets</h2>", "Friends of old pipes » Markets", "After nine years"),
    ],
)  # fmt: skip
def test_names_of_blogs_and_parts_of_titles(inner: str, title: str, expected: str) -> None:
    html = page(inner + body(), title=title)
    assert parse_article(html, url="https://blogs.example/ada/e/1").headline == expected


FEED = '<link rel=alternate type=application/rss+xml title="{}" href="{}">'


@pytest.mark.parametrize(
    ("feed", "title", "expected"),
    [
        (FEED.format(f"{BLOG} RSS Feed", "/feed"), f"{PRINTED} « {BLOG}", PRINTED),
        (FEED.format(f"{BLOG} » Feed", "/feed"), f"{PRINTED} « {BLOG}", PRINTED),
        (FEED.format(f"{BLOG} - Atom 1.0", "/feed"), f"{PRINTED} « {BLOG}", PRINTED),
        (FEED.format(BLOG, "/feed"), f"{PRINTED} « {BLOG}", PRINTED),
        # What is said of comments, and of a title that does not end so.
        (FEED.format(f"{BLOG} Comments Feed", "/feed"), f"Markets « {BLOG}", BLOG),
        (FEED.format(BLOG, "/comments/feed"), f"Markets « {BLOG}", BLOG),
        (FEED.format(BLOG, "/feed"), f"{BLOG} « Markets", BLOG),
        (FEED.format(BLOG, "/feed"), BLOG, BLOG),
        # The feed of the page itself, and one where nothing else heads the page.
        (FEED.format(BLOG, "/ada/e/1/feed"), f"{PRINTED} « {BLOG}", BLOG),
        (FEED.format(BLOG, "/feed"), f"Example « {BLOG}", BLOG),
        ("", f"Markets « {BLOG}", BLOG),
    ],
)
def test_a_name_that_the_feed_has_as_well_is_no_headline(feed: str, title: str, expected: str) -> None:
    html = page(
        f"<h1>{BLOG.replace('steel', '<a href=/steel>steel</a>')}.</h1><h3>{PRINTED}</h3>{body()}",
        head=feed,
        title=title,
    )
    assert (parse_article(html, url="https://blogs.example/ada/e/1").headline or "").rstrip(".") == expected


NAMED = "Is the mill a ghost? Night shifts in the old hall"
TOPIC = f"Quiet ports: {PRINTED}"
MORE = f"{PRINTED} and every mill in the north"


@pytest.mark.parametrize(
    ("h1", "data", "card", "step", "expected", "rule"),
    [
        # Two statements that agree, the heading says something else, and the address is no judge.
        (SHORT, NAMED, NAMED, "item-100", NAMED, "stated-alike"),
        # Two that differ are variants of what is printed.
        (SHORT, NAMED, LD_NAME, "item-100", SHORT, "h1"),
        # The address was made of the printed heading: the stated one is for searches.
        (SHORT, NAMED, NAMED, "steel-pipe-duties-what-changes", SHORT, "h1"),
        # One statement is what is printed.
        (SHORT, NAMED, SHORT, "mill-ghost-night-shifts", SHORT, "h1-agrees"),
        # A topic that belongs to the headline wherever the publisher writes it, and a section that does not.
        (PRINTED, TOPIC, TOPIC, "quiet-ports-after-nine-years", TOPIC, "stated-alike"),
        (PRINTED, f"Trade: {PRINTED}", f"Trade: {PRINTED}", "after-nine-years", PRINTED, "h1-agrees"),
        # Both are cut off.
        (SHORT, "Is the mill a ghost? Night…", "Is the mill a ghost? Night…", "item-100", SHORT, "h1"),
        # Both are the heading's first part, and the address has its last words too.
        (MORE, PRINTED, PRINTED, "cheaper-pipes-every-mill-north", MORE, "h1-agrees"),
        # An address without accents.
        ("Neue Zölle", "Häfen am Fluss prüfen Stahl für Öl", "Häfen am Fluss prüfen Stahl für Öl", "zoelle-fuer-rohre", "Häfen am Fluss prüfen Stahl für Öl", "stated-alike"),
        ("Neue Zölle für Rohre", "Häfen am Fluss prüfen Stahl für Öl", "Häfen am Fluss prüfen Stahl für Öl", "zoelle-fuer-rohre", "Neue Zölle für Rohre", "h1"),
    ],
)  # fmt: skip
def test_a_name_stated_alike_that_nothing_prints(
    h1: str, data: str, card: str, step: str, expected: str, rule: str
) -> None:
    head = f'<meta property="og:title" content="{card}">'
    html = page(f"<h1>{h1}</h1>{body()}", head=head, ld={"@type": "NewsArticle", "headline": data})
    article = parse_article(html, url=f"https://herald.example/trade/{step}")
    assert (article.headline, article.found_by["headline"]) == (expected, rule)


@pytest.mark.parametrize(
    ("inner", "title", "expected", "rule"),
    [
        # The h1 of a window that opens over the page, and a section's name.
        ("<h1>Loading</h1>", PRINTED, PRINTED, "title"),
        (f"<h1>World Sports</h1><div>{PRINTED}</div>", PRINTED, PRINTED, "line-agrees"),
        # Scripts without spaces have no one-word headings.
        ("<h1>鋼管關稅三月起調降</h1>", "本報今日頭條新聞總覽", "鋼管關稅三月起調降", "h1"),
        # A line that is one part of a title whose other parts are unknown names.
        (f"<table><tr><td>{PRINTED}</td></tr></table>", f"{PRINTED} - Ada - Cities", PRINTED, "line-agrees"),
        # A heading that ends with the blog's name behind a bar; a dash may belong to the headline.
        (f"<h1>{PRINTED} | PIPES.NET</h1>", PRINTED, PRINTED, "h1-agrees"),
        (f"<h1>{PRINTED} - again</h1>", PRINTED, f"{PRINTED} - again", "h1-agrees"),
    ],
)
def test_labels_and_names_beside_a_headline(inner: str, title: str, expected: str, rule: str) -> None:
    article = parse_article(page(inner + body(), title=title), url="https://herald.example/x")
    assert (article.headline, article.found_by["headline"]) == (expected, rule)


def test_an_explanation_has_what_a_sure_headline_spared_the_parser() -> None:
    html = page(f"<h1>{PRINTED}</h1><h2>{MORE}</h2>{body()}", head=OG, title=PRINTED)
    considered = explain_article(html).fields["headline"]
    assert [(entry.rule, entry.value) for entry in considered if not entry.rule.endswith("title")] == [
        ("h1-agrees", PRINTED),
        ("h2-agrees", MORE),
    ]
    assert considered[0].won


@pytest.mark.parametrize(
    ("inner", "expected", "rule"),
    [
        # The h1 is stated word for word twice; nothing else can be the headline.
        (f"<h1>{SHORT}</h1><h2>{PRINTED}</h2>", SHORT, "h1-agrees"),
        # It is, but it ends a trail of links: the heading below it is.
        (f'<h1 class="breadcrumb">{SHORT}</h1><h2>{PRINTED}</h2>', PRINTED, "below-breadcrumb"),
        # It is, but in a frame of the page.
        (f"<footer><h1>{SHORT}</h1></footer><h2 class=headline>{PRINTED}</h2>", PRINTED, "h2-agrees"),
    ],
)
def test_when_an_h1_is_beyond_doubt(inner: str, expected: str, rule: str) -> None:
    html = page(inner + body(), head=OG, title=SHORT)
    article = parse_article(html)
    assert (article.headline, article.found_by["headline"]) == (expected, rule)
    assert explain_article(html).article == article


@pytest.mark.parametrize("href", ["https://blogs.example/", "/"])
def test_a_blog_that_prints_its_name_first_in_the_title(href: str) -> None:
    inner = f'<h1><a href="{href}">{BLOG}</a></h1><h3>{PRINTED}</h3>{body()}'
    html = page(inner, head=OG, title=f"{BLOG}: {PRINTED}")
    assert parse_article(html, url="https://blogs.example/2026/10/pipes.html").headline == PRINTED


@pytest.mark.parametrize(
    ("h1", "og", "expected"),
    [
        # The stated title is the end of the sentence that is printed.
        ("Minister of transport says the bridge cannot be saved", "the bridge cannot be saved", "Minister of transport says the bridge cannot be saved"),
        ("နိုင်ငံတော်အကြည်ညိုပျက်စေမှု သတင်းသမား သုံးဦး အာမခံရ", "သတင်းသမား သုံးဦး အာမခံရ", "နိုင်ငံတော်အကြည်ညိုပျက်စေမှု သတင်းသမား သုံးဦး အာမခံရ"),
        # A kicker ends in a sign, or the headline begins with a capital.
        ("Harbours and ports: the bridge cannot be saved", "the bridge cannot be saved", "the bridge cannot be saved"),
        ("Harbours and ports The bridge cannot be saved", "The bridge cannot be saved", "The bridge cannot be saved"),
    ],
)  # fmt: skip
def test_a_stated_title_that_is_the_end_of_a_heading(h1: str, og: str, expected: str) -> None:
    html = page(f"<h1>{h1}</h1>{body()}", head=f'<meta property="og:title" content="{og}">', title=h1)
    assert parse_article(html).headline == expected


SITE = '<meta property="og:site_name" content="Herald">'
MENU_BELOW = "".join(f"<p><a href=/{n}>Section {n} of the paper</a></p>" for n in range(30))


@pytest.mark.parametrize(
    "above",
    [
        f'<div style="display:none"><h1>{PRINTED}</h1></div>{MENU_BELOW}<h1 class=big>{PRINTED}</h1>',
        f"<h1 class=visually-hidden>{PRINTED}</h1>{MENU_BELOW}<h1>{PRINTED}</h1>",
        f'<header><div class=logo><h1><span>{PRINTED}</span><a href="/">Herald</a></h1></div></header>{MENU_BELOW}<h3>{PRINTED}</h3>',
    ],
)
def test_a_heading_that_is_hidden_or_in_the_logo_is_no_place_for_dates_and_names(above: str) -> None:
    line = '<p class="autor">Ada Brown | 08/11/2017</p>'
    article = parse_article(
        page(f"{above}{line}<div>{body()}</div>", head=f"{OG}{SITE}", title=f"{PRINTED} | Herald")
    )
    assert (article.headline, article.authors) == (PRINTED, ("Ada Brown",))
    assert article.published is not None


@pytest.mark.parametrize("sign", ["›", "»", "|"])
def test_signs_between_the_parts_of_a_title(sign: str) -> None:
    html = page(
        f"<h2 class=entry-title>{PRINTED}</h2>{body()}", title=f"{PRINTED} {sign} Friends of old pipes"
    )
    assert parse_article(html).headline == PRINTED
