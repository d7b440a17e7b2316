"""Fields of an article, rule by rule, on invented pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.unit.parse.pages import HEADLINE, PARAGRAPHS, body, page

from newsarchive.parse import explain_article, marks, parse_article
from newsarchive.parse.furniture import boilerplate, credit_line
from newsarchive.parse.titles import without_site
from newsarchive.records import SiteLayout

BY_ADA: dict[str, object] = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Brown"}}


def kept(html: bytes) -> list[str]:
    return [block.text for block in parse_article(html).blocks]


# --- headline ---


@pytest.mark.parametrize(
    ("inner", "head", "title", "expected"),
    [
        (f"<h1>{HEADLINE}</h1>", "", f"{HEADLINE} | The Herald", HEADLINE),
        (f"<h1>The Herald</h1><h2>{HEADLINE}</h2>", "", f"{HEADLINE} - The Herald", HEADLINE),
        (f'<h1><span class="kicker">Trade: </span>{HEADLINE}</h1>', "", HEADLINE, HEADLINE),
        (f"<h1>Trade : {HEADLINE}</h1>", f'<meta property="og:title" content="{HEADLINE}">', "", HEADLINE),
        (
            f"<h1><span>Trade</span><span>{HEADLINE}</span></h1>",
            f'<meta property="og:title" content="Trade {HEADLINE}">',
            "",
            f"Trade {HEADLINE}",
        ),
        (
            "",
            f'<meta property="og:site_name" content="The Herald"><meta property="og:title" content="{HEADLINE} | The Herald">',
            "",
            HEADLINE,
        ),
        (f'<div class="headline">{HEADLINE}</div>', "", f"{HEADLINE} | The Herald", HEADLINE),
    ],
)
def test_headline(inner: str, head: str, title: str, expected: str) -> None:
    assert (
        parse_article(
            page(inner + body(), head=head, title=title), url="https://theherald.example/x"
        ).headline
        == expected
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Duties fall | The Herald", "Duties fall"),
        ("The Herald: Duties fall", "The Herald: Duties fall"),
        ("The Herald - Duties fall", "Duties fall"),
        ("Steel - the long dispute", "Steel - the long dispute"),
        ("Duties fall – Economy – Herald", "Duties fall – Economy"),
    ],
)
def test_site_names_are_cut_off_titles(title: str, expected: str) -> None:
    assert without_site(title, frozenset(("herald",))) == expected


# --- text ---


def test_text_is_the_paragraphs_and_nothing_else() -> None:
    html = page(
        f"<nav><a href=/>Home</a></nav><article><h1>{HEADLINE}</h1>{body()}</article><footer><p>© The Herald, all rights reserved here.</p></footer>"
    )
    assert kept(html) == PARAGRAPHS


@pytest.mark.parametrize(
    "junk",
    [
        '<div class="related-articles"><p>Another story about something that happened elsewhere last week, in full.</p></div>',
        "<aside><p>Another story about something that happened elsewhere last week, in full.</p></aside>",
        "<figure><img src=x><figcaption>A worker stands beside pipes in the harbour of the town. Photo: A. Brown</figcaption></figure>",
        '<p class="caption">A worker stands beside pipes in the harbour of the town.</p>',
        "<div class=lightbox__wrapper><p>A worker stands beside pipes in the harbour of the town.</p></div>",
        '<p><a href="/x">Read the full story about the quotas on wire rod here</a></p>',
        "<p>Read more: quotas on wire rod stay in place, says minister</p>",
        "<p>Advertisement</p>",
        "<ul><li><a href=/1>Wire rod quotas stay</a></li><li><a href=/2>Steel makers complain</a></li></ul>",
        '<div style="display:none"><p>You have read all of your free articles for this month, dear reader.</p></div>',
        # Where a machine makes the class names, the names for tests speak.
        '<div class="css-1x2y" data-testid="NewsletterBox"><p>Get the trade briefing in your inbox every morning at six.</p></div>',
        '<div class="newsletter-signup"><p>Get the trade briefing in your inbox every morning at six.</p></div>',
        '<h2>More from The Herald</h2><p><a href="/1">Wire rod quotas stay</a></p>',
        "<p>Published: 4 March 2024, 10:15</p>",
        '<div class="share-bar"><p>Share this article with your friends and colleagues now.</p></div>',
        '<div><img src=x><div class="t">Pipes wait for a ship in the harbour of Oslo</div></div>',
        "<div class=row>"
        + "".join(
            f"<div class=card><a href=/{n}>Wire rod quotas stay in place, year {n}</a><br>The minister spoke of {n} more years on Friday, to applause.</div>"
            for n in (1, 2, 3)
        )
        + "</div>",
        '<p class="live-stamp">21 mins ago 11:48 Ada Brown</p>',
        "<section><div>Recommended from the desk</div><ol><li><div><a href=/1>Wire rod quotas stay</a></div></li>"
        "<li><div><a href=/2>Steel makers complain</a></div></li></ol></section>",
        "<ul>"
        + "".join(
            f"<li><h5><a href=/{n}>Wire rod quotas stay in place, year {n}</a></h5><div>The minister spoke of {n} more years "
            "on Friday, to applause from the producers in the hall.</div></li>"
            for n in (1, 2, 3)
        )
        + "</ul>",
        '<div class="x"><img src=x alt="Pipes wait in the harbour."><br><span>Pipes wait in the harbour.</span><br></div>',
        "<div class=x><div>You read this in the second best way!</div><ul><li>All news in one place</li>"
        "<li>Push notices all day</li></ul><a class=button href=/abo>Jetzt testen</a><p>No, go on here.</p></div>",
        '<p><img src=x></p><p class="t">Pipes wait for a ship, by Ada Brown</p>',
        "<div><img src=x></div><div class=t>Ada Brown, minister<br>In office since May</div>",
        '<p>[button link="http://herald.example/send" type="big"] Send us your picture[/button]</p>',
        "<h3>Related post: <a href=/1>Wire rod quotas stay</a></h3>",
        "<nav>"
        + "".join(f"<li><a href=/{n}>Trade desk number {n}</a>, with all it wrote</li>" for n in range(14))
        + "</nav>",
    ],
)
@pytest.mark.parametrize("at", [1, 4])
def test_furniture_is_no_text(junk: str, at: int) -> None:
    inner = body(PARAGRAPHS[:at]) + junk + body(PARAGRAPHS[at:])
    assert kept(page(f"<main><article><h1>{HEADLINE}</h1>{inner}</article></main>")) == PARAGRAPHS


POINTS = (
    "<ul><li>Duties on steel pipes are lowered from March.</li><li>Talks go on in Oslo, in May.</li></ul>"
)


@pytest.mark.parametrize(
    "note",
    [
        "This summary was generated by AI and checked by our desk.",
        "Zusammenfassung mit Hilfe von KI erstellt",
    ],
)
def test_points_that_a_machine_made_are_no_text(note: str) -> None:
    box = f"<section><h2>In short</h2><p class=note>{note}</p>{POINTS}</section>"
    text = [
        *PARAGRAPHS,
        *(f"On {day}, {line[0].lower()}{line[1:]}" for day, line in zip(DAYS, PARAGRAPHS, strict=True)),
    ]
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{box}{body(text)}</article>")) == text


DAYS = ("Tuesday", "Wednesday", "Thursday", "Friday")


def test_a_text_cut_in_boxes_of_one_kind_is_whole() -> None:
    """The first box alone weighs less than what stands around it and is no text."""
    around = "<div class=auth><a href=/a>Ada Brown, who has a long title</a></div>" * 12
    text = PARAGRAPHS * 2
    boxes = "".join(f"<div class=part>{body(part)}</div>" for part in (PARAGRAPHS[:1], text[1:]))
    assert kept(page(f"<div class=story><h1>{HEADLINE}</h1>{around}{boxes}</div>"))[0] == PARAGRAPHS[0]


def test_points_that_a_writer_made_are_text() -> None:
    about = "<p>The ministry uses AI in its summaries, it says.</p>"
    texts = kept(page(f"<article><h1>{HEADLINE}</h1>{body()}{POINTS}{about}{body(PARAGRAPHS)}</article>"))
    assert "Talks go on in Oslo, in May." in texts


def test_a_sentence_at_a_picture_and_its_credit_is_a_caption() -> None:
    picture = (
        "<div><p>Pipes lie in the harbour of Narvik, as they did in spring.</p><p>Photo: Ada Brown</p></div>"
    )
    inner = body(PARAGRAPHS[:2]) + picture + body(PARAGRAPHS[2:])
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == PARAGRAPHS


def test_a_heading_in_a_quote_set_large_is_no_subhead() -> None:
    quote = "<div class='highlight quote'><h3>We will not wait another year</h3><p class=author>Carl Green</p></div>"
    article = parse_article(
        page(f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{quote}{body(PARAGRAPHS[2:])}</article>")
    )
    assert article.subheads == ()
    assert ("quote", "We will not wait another year") in [
        (block.kind, block.text) for block in article.blocks
    ]


@pytest.mark.parametrize("name", ["site-description", "site-title", "siteTitle"])
def test_names_of_the_site_are_no_headline_and_no_standfirst(name: str) -> None:
    assert not marks.signature_marks(name) & (marks.HEADLINE | marks.STANDFIRST)


@pytest.mark.parametrize(
    "name",
    [
        "article-tools",
        "postActions",
        "entry-utility",
        "compartir",
        "post__continue-reading",
        "noPrint",
        "komentarze",
    ],
)
def test_a_box_in_the_text_is_known_by_its_name(name: str) -> None:
    box = f"<div class={name}><p>Thirty ministers like this so far</p></div>"
    inner = f"{body(PARAGRAPHS[:2])}{box}{body(PARAGRAPHS[2:])}"
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == PARAGRAPHS


@pytest.mark.parametrize("anchor", ["nav_tariffs__0", "related-quotas", "shop-steel-2"])
def test_a_heading_is_not_judged_by_the_anchor_made_of_its_words(anchor: str) -> None:
    inner = f"{body(PARAGRAPHS[:2])}<h3 id={anchor}>Quotas stay in place</h3>{body(PARAGRAPHS[2:])}"
    assert parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")).subheads == (
        "Quotas stay in place",
    )


@pytest.mark.parametrize(
    "tail",
    [
        "<p>For more on steel, sign up for our weekly newsletter.</p>",
        "<p>Write to the desk at desk@herald.example</p>",
        "<p>ada.brown@herald.example</p><p>twitter.com/adabrown</p>",
        "<p>Ada Brown has written about steel since 2009 and lives in Bergen.</p>",
        "<h4>About the author</h4><p>Ada Brown writes about steel.</p>",
        "<p>Additional reporting by Carl Green</p>",
        "<p>Abonnez-vous à partir de 2 euros par mois.</p>",
        "<p>Ihre Meinung ist uns wichtig. Schreiben Sie uns.</p>",
        "<p>（责任编辑：周奕）</p>",
        "<p>Previous item: Wire rod | Next item: Aluminium</p>",
        f"<p>Il vous reste 57.09% de cet article à lire.</p><p>{PARAGRAPHS[0]} Only for two readers at a time.</p>",
        "<p>Filed under: Steel |</p>",
        "<p>Veröffentlicht unter Handel, Stahl | 1 Kommentar</p>",
        "<p>Dieser Beitrag wurde unter Handel abgelegt und mit Stahl verschlagwortet.</p>",
        "<p>Publié dans Commerce</p>",
        "<p>War dieser Artikel hilfreich?</p><p>Ja Nein</p>",
        "<p>Was this article helpful?</p>",
        "<p>Dieser Artikel wurde ausgedruckt unter der Adresse: herald.example/1</p>",
        "<p>Photo source: A. Brown, Herald archive</p>",
        "<p>(Copyright 2024 The Herald. This material may not be rewritten.)</p>",
        "<p>The Herald on paper, every month: click here for a year of it.</p>",
        "<p>Comments are read by a person before they are approved.</p>",
        "<p>(abr)</p>",
        "<p>--(بترا)</p>",
        "<p>==Herald</p>",
        f"<p>この記事は会員限定です。登録すると続きをお読みいただけます。</p><p>{PARAGRAPHS[0]} Only for two readers at a time.</p>",
        f"<p>此文为会员专享内容</p><p>{PARAGRAPHS[0]} Only for two readers at a time.</p>",
        "<p>17302</p>",
        "<p>Schlagwörter: Stahl, Rohre</p>",
        "<p>Categories: steel</p>",
        "<p>Mitarbeit: Carl Green</p>",
        "<p>Der Beitrag wurde am Montag veröffentlicht.</p>",
        "<p>Möchtest du mehr über Rohre wissen? Dann lies weiter.</p>",
        "<p>Folgt uns auf Mastodon.</p>",
        "<p>Die Autorin ist Professorin in Bergen.</p>",
        "<p>Please consider making a donation to support us.</p>",
        "<p>Gesamt: 4.85</p>",
        "<p>(abr/herald)</p>",
        "<p>Translation: Carl Green, editing: Dora White, fact check: Emil Grey</p>",
        "<p>Übersetzung: Carl Green, Redaktion: Dora White, Bildredaktion: Emil Grey und Fay Black</p>",
        "<p>Os comentários são lidos e moderados antes de sair.</p>",
        "<p>SN</p>",
        "<p>Conforme a los criterios de <a href=/t>The Trust Project</a></p>",
        "<p>Appeared in the July 20, 2026, print edition as 'Cheaper Pipes'.</p>",
        "<p>A version of this article appears in print on July 20, 2026, Section B, Page 1.</p>",
        "<p>(Updates with a comment by the ministry in the last paragraph.)</p>",
        "<p>Con información de agencias.</p>",
        "<p>Źródło: The Herald</p>",
        "<p>Riproduzione riservata ©</p>",
        "<p>This publication is intended for general information only and is no legal advice.</p>",
        "<p>Schrijf je in voor de nieuwsbrief van The Herald</p>",
        "<p>Urmărește-ne pe <a href=/g>Google News</a></p>",
        "<p><b>Pressekontakt:</b><br>Carl Green, Tel. 0211 555 0148, presse@herald.example</p>",
        "<p>Media contact</p><p>Phone: +1 202 555-0148</p>",
        # The words of a wall, in the place of what is not shown.
        "<h2>Weiterlesen mit Herald Plus</h2><p>Sie erhalten Zugang zu jedem Artikel.</p><p>4 Wochen für 1 €</p>",
        "<div><h3>This article is for subscribers</h3><p>You may not see the rest of this page.</p></div>",
        "<p>(You can now subscribe to our channel)</p><p>(Catch all the Business News and Latest Updates on The Herald.)</p>",
        "<p>Pilih berita kami di saluran WhatsApp Herald.</p>",
        "<p>선수민 기자 sun@herald.example</p>",
    ],
)
def test_what_follows_the_text_is_no_text(tail: str) -> None:
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{body()}{tail}</article>", ld=BY_ADA)) == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry will subscribe to the new rules, it said, and so will the two largest producers.",
        "Ada Brown, a namesake of this paper's reporter, was among the lawyers who signed the text.",
    ],
)
def test_the_same_words_inside_a_text_are_text(sentence: str) -> None:
    inner = body(PARAGRAPHS[:2]) + f"<p>{sentence}</p>" + body(PARAGRAPHS[2:])
    wanted = [*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]]
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", ld=BY_ADA)) == wanted


def test_a_box_with_a_button_that_holds_much_of_the_text_is_text() -> None:
    inner = f"<div>{body(PARAGRAPHS[:2])}<a href=/abo>Subscribe</a></div>{body(PARAGRAPHS[2:])}"
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == PARAGRAPHS


@pytest.mark.parametrize(
    "lines",
    [
        "<p><img src=x></p><p>1) Wire rod, in coils<br><br>2) Pipes, for gas</p>",
        "<img src=x><p><b>What the ministers say</b></p>",
        "<img src=x><p>What the ministers say:</p>",
        "<img src=x><p>NEVER SAY NEVER AGAIN</p>",
    ],
)
def test_lines_below_a_picture_that_are_text(lines: str) -> None:
    found = kept(
        page(f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{lines}{body(PARAGRAPHS[2:])}</article>")
    )
    assert len(found) > len(PARAGRAPHS)
    assert found[:2] == PARAGRAPHS[:2]


def test_a_title_in_angle_brackets_is_text_and_markup_is_none() -> None:
    inner = (
        body(PARAGRAPHS[:2])
        + "<p>&lt;The Palace: A Tale&gt;</p><p>&lt;div class=ad&gt;</p>"
        + body(PARAGRAPHS[2:])
    )
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == [
        *PARAGRAPHS[:2],
        "<The Palace: A Tale>",
        *PARAGRAPHS[2:],
    ]


def test_a_menu_that_was_never_closed_hides_nothing() -> None:
    links = "".join(f"<a href=/{n}>Trade desk number {n}</a> " for n in range(14))
    assert kept(page(f"<nav>{links}<article><h1>{HEADLINE}</h1>{body()}</article>")) == PARAGRAPHS


def test_the_part_that_is_free_to_read_is_text() -> None:
    inner = f'<div class="piano-inline-content-wrapper">{body(PARAGRAPHS[:1])}</div>{body(PARAGRAPHS[1:])}'
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == PARAGRAPHS


def test_a_window_over_the_page_is_no_text_however_long() -> None:
    words = "".join(
        f"<p>Cookies of group {n} help this website to remember what you have looked at, and for how long.</p>"
        for n in range(12)
    )
    for box in ('<div class="cookie-settings">', '<div role="dialog">', '<div class="x-modal">'):
        html = page(f"<article><h1>{HEADLINE}</h1>{body()}</article>{box}{words}</div>")
        assert kept(html) == PARAGRAPHS


def test_lines_of_one_paragraph_are_text_together() -> None:
    """A calendar, a table of results: short lines, in the paragraph that the page is about."""
    rounds = [f"Round {n}: the {n + 3}th of May, Oslo" for n in range(1, 9)]
    aside = (
        "<aside><p>Another story about something that happened elsewhere last week, told in full.</p></aside>"
    )
    html = page(f"<main><h1>{HEADLINE}</h1><div class=story><p>{'<br>'.join(rounds)}</p></div></main>{aside}")
    assert kept(html) == [" ".join(rounds)]


def test_the_next_article_below_is_another_one() -> None:
    longer = body([f"In other news, number {n}. {text}" for n in range(3) for text in PARAGRAPHS])
    html = page(
        f"<main><article><h1>{HEADLINE}</h1>{body()}</article>"
        f"<div><article><h1>Wool prices rise</h1>{longer}</article></div></main>",
        title=HEADLINE,
    )
    assert kept(html) == PARAGRAPHS


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("slide minister-promoted-new-duties-part-two-of-the-talks", False),
        ("promoted-story", True),
        ("box--related__item-with-long-name", True),
        ("teaser-content", False),
        ("teaser", True),
    ],
)
def test_a_title_turned_into_a_class_name_says_nothing(name: str, says: bool) -> None:
    inner = f'{body(PARAGRAPHS[:2])}<div class="{name}"><p>{PARAGRAPHS[2]}</p></div>{body(PARAGRAPHS[3:])}'
    assert (PARAGRAPHS[2] not in kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))) is says


@pytest.mark.parametrize("address", ["https://herald.example/2024/steel.pdf", "www.herald.example/steel"])
def test_a_cited_address_is_text(address: str) -> None:
    source = f"<p><a href=/x>{address}</a></p>"
    inner = body(PARAGRAPHS[:2]) + source + body(PARAGRAPHS[2:])
    wanted = [*PARAGRAPHS[:2], address, *PARAGRAPHS[2:]]
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")) == wanted


def test_a_list_is_kept_whole_although_one_item_is_a_link() -> None:
    items = "<li>Steel pipes from the first of March</li><li><a href=/x>Wire rod, after a review</a></li><li>Aluminium later, perhaps in May</li>"
    inner = body(PARAGRAPHS[:2]) + f"<ul>{items}</ul>" + body(PARAGRAPHS[2:])
    assert "Wire rod, after a review" in kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))


def test_points_above_the_text_are_text() -> None:
    point = "Duties on steel pipes fall from the first of March onward"
    inner = f"<ul><li>{point}</li><li>Quotas on wire rod stay in place for another year</li></ul>{body()}"
    assert point in kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))


@pytest.mark.parametrize("name", ["sr-only", "visually-hidden", "tooltip", "go-vh"])
def test_words_for_screen_readers_are_cut_out(name: str) -> None:
    inner = f'<p>Officials told <a href=/x>investors<span class="{name}"> (opens in a new window)</span></a> that the new rates would apply at once.</p>'
    assert (
        kept(
            page(
                f"<article><h1>{HEADLINE}</h1>{body()}{inner}{body(['And so on it went until the night, they said.'])}</article>"
            )
        )[-2]
        == "Officials told investors that the new rates would apply at once."
    )


def test_a_quote_in_a_figure_is_a_quote_and_a_pulled_one_is_no_text() -> None:
    own = "One code is fine, but there are still six computers."
    pulled = "The two governments agreed on Monday to lower duties on steel pipes"
    inner = f"{body(PARAGRAPHS[:2])}<figure class=quote><blockquote>{own}</blockquote></figure><blockquote>{pulled}</blockquote>{body(PARAGRAPHS[2:])}"
    found = kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))
    assert own in found
    assert pulled not in found


@pytest.mark.parametrize(
    "quote",
    [
        "<blockquote>The quotas stay, he said.</blockquote>",
        "<blockquote><p>The quotas stay, he said.</p><cite>Carl Green, minister</cite></blockquote>",
    ],
)
def test_a_short_quote_that_is_pulled_goes_with_its_speaker(quote: str) -> None:
    said = "A reporter asked once more about the wire rod: The quotas stay, he said."
    inner = f"{body([*PARAGRAPHS[:2], said])}{quote}{body(PARAGRAPHS[2:])}"
    found = kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))
    assert found == [*PARAGRAPHS[:2], said, *PARAGRAPHS[2:]]


def test_a_table_in_a_figure_is_text_and_its_caption_is_none() -> None:
    table = "<table><tr><th>Width</th><th>Rate</th></tr><tr><td>Narrow</td><td>2%</td></tr></table>"
    figure = f"<figure class=wp-block-table>{table}<figcaption>Rates from March on</figcaption></figure>"
    found = kept(
        page(f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{figure}{body(PARAGRAPHS[2:])}</article>")
    )
    assert found == [*PARAGRAPHS[:2], "Width\tRate", "Narrow\t2%", *PARAGRAPHS[2:]]


@pytest.mark.parametrize(
    "note",
    [
        "Ada Brown reported from Oslo and Bergen, and Carl Green from Narvik.",
        "Ada Brown is a contributing editor at the Herald.",
    ],
)
def test_a_note_on_the_writer_above_the_text_is_no_text(note: str) -> None:
    inner = f"<p>{note}</p><div>{body()}</div>"
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", ld=BY_ADA)) == PARAGRAPHS


def test_notes_below_the_text_stay_and_hide_no_tail() -> None:
    note = "[1] Notification 592 of the two governments, annex B."
    inner = f"{body()}<p>Ada Brown is a fellow at the Harbour Institute.</p><div><p>{note}</p></div>"
    assert kept(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", ld=BY_ADA)) == [*PARAGRAPHS, note]


def test_a_first_level_heading_inside_the_text_is_a_subhead() -> None:
    inner = f"{body(PARAGRAPHS[:2])}<h1>What comes next</h1>{body(PARAGRAPHS[2:])}"
    assert parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")).subheads == (
        "What comes next",
    )


def test_codes_in_the_first_cells_of_a_table_stay() -> None:
    table = "<table><tr><th>0202.30</th><td>Frozen boneless beef</td><td>20%</td></tr></table>"
    inner = body(PARAGRAPHS[:2]) + table + body(PARAGRAPHS[2:])
    assert "0202.30\tFrozen boneless beef\t20%" in kept(
        page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")
    )


def test_comments_are_no_text_however_long() -> None:
    comments = "".join(
        f"<p>I have thought about this for {i} years and I am still not convinced of it at all, sorry.</p>"
        for i in range(40)
    )
    assert (
        kept(page(f'<main><h1>{HEADLINE}</h1>{body()}<div id="comments">{comments}</div></main>'))
        == PARAGRAPHS
    )


@pytest.mark.parametrize(
    "name",
    [
        "article-body with-sidebar",
        "content-with-sidebar-wrp",
        "sidebar-grid__content",
        "paywall",
        "post ads-enabled",
    ],
)
def test_a_container_full_of_text_is_immune_to_its_class_name(name: str) -> None:
    assert kept(page(f'<div><h1>{HEADLINE}</h1><div class="{name}">{body()}</div></div>')) == PARAGRAPHS


@pytest.mark.parametrize(
    "inner",
    [
        "".join(f"<div>{text}</div>" for text in PARAGRAPHS),
        "<br><br>".join(PARAGRAPHS),
        "".join(f"<div><p>{text}</p></div>" for text in PARAGRAPHS),
        f"<div>{body(PARAGRAPHS[:2])}</div><div class=ad>Advertisement</div><div>{body(PARAGRAPHS[2:])}</div>",
        "<table><tr><td>" + "<br><br>".join(PARAGRAPHS) + "</td></tr></table>",
    ],
)
def test_text_comes_out_of_any_markup(inner: str) -> None:
    assert kept(page(f"<div id=x><h1>{HEADLINE}</h1><div>{inner}</div></div>")) == PARAGRAPHS


@pytest.mark.parametrize(
    ("markup", "level"),
    [
        ("<h2>Relief for exporters</h2>", 2),
        ("<h3>Relief for exporters</h3>", 3),
        ("<p><strong>Relief for exporters</strong></p>", 3),
        ('<div class="subhead">Relief for exporters</div>', 2),
    ],
)
def test_subheads(markup: str, level: int) -> None:
    article = parse_article(
        page(f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{markup}{body(PARAGRAPHS[2:])}</article>")
    )
    assert article.subheads == ("Relief for exporters",)
    assert [block.level for block in article.blocks if block.kind == "subhead"] == [level]
    assert len(article.blocks) == 5


def test_kinds_of_blocks() -> None:
    inner = (
        body(PARAGRAPHS[:2])
        + "<ul><li>Pipes: duty falls from nine to four percent.</li><li>Wire rod: the quota stays as it is.</li></ul>"
        + "<blockquote><p>We have waited for this for nine long years, said the head of the association.</p></blockquote>"
        + "<table><tr><td>Pipes</td><td>4 %</td></tr><tr><td>Wire</td><td>9 %</td></tr></table>"
        + body(PARAGRAPHS[2:])
    )
    blocks = parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")).blocks
    kinds = [
        "paragraph",
        "paragraph",
        "list_item",
        "list_item",
        "quote",
        "table_row",
        "table_row",
        "paragraph",
        "paragraph",
    ]
    assert [block.kind for block in blocks] == kinds
    assert [block.text for block in blocks if block.kind == "table_row"] == ["Pipes\t4 %", "Wire\t9 %"]


def test_scripts_without_spaces_are_text() -> None:
    sentences = [
        "鉄鋼の関税について、両国の閣僚は水曜日に協議を続けることで合意した。",
        "これまでの交渉は難航していたが、輸出業者は歓迎している。",
        "次回の協議は五月に開かれる。",
    ]
    assert kept(page(f"<h1>鉄鋼の関税引き下げで合意</h1><div>{body(sentences)}</div>")) == sentences


def test_standfirst_is_summary_and_first_block() -> None:
    summary = "Nine years of dispute end with lower duties on pipes, but not on wire rod."
    for html in (
        page(f'<article><h1>{HEADLINE}</h1><p class="standfirst">{summary}</p><div>{body()}</div></article>'),
        page(
            f"<article><header><h1>{HEADLINE}</h1><p>{summary}</p></header><div>{body()}</div></article>",
            head=f'<meta name="description" content="{summary}">',
        ),
    ):
        article = parse_article(html)
        assert article.summary == summary
        assert (article.blocks[0].kind, article.blocks[0].text) == ("standfirst", summary)
        assert [block.text for block in article.blocks[1:]] == PARAGRAPHS


@pytest.mark.parametrize("end", ["...", "…"])
@pytest.mark.parametrize("between", ["", "<ul>" + "<li><a href=/x>Trade</a></li>" * 20 + "</ul>"])
def test_a_beginning_that_a_program_has_cut_is_no_standfirst(end: str, between: str) -> None:
    cut = f"<div class=excerpt>{PARAGRAPHS[0][:60]}{end}</div>"
    article = parse_article(page(f"<h1>{HEADLINE}</h1>{cut}{between}<article>{body()}</article>"))
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert article.summary is None


def test_what_the_metadata_does_not_give_as_text_is_furniture() -> None:
    extra = (
        "<p>Our shop sells pipes of all sizes to readers, now with a large discount until Sunday evening.</p>"
    )
    ld: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "articleBody": " ".join(PARAGRAPHS),
    }
    assert (
        kept(
            page(
                f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{extra}{body(PARAGRAPHS[2:])}</article>",
                ld=ld,
            )
        )
        == PARAGRAPHS
    )


def test_text_that_stands_only_in_json_ld() -> None:
    ld: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "articleBody": "\n\n".join(PARAGRAPHS),
    }
    article = parse_article(page('<div id="app"></div>', ld=ld))
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert article.found_by["blocks"] == "json-ld-body"


@pytest.mark.parametrize(
    ("between", "kinds"),
    [
        ("<h2>Relief</h2>", ["paragraph", "subhead", "paragraph"]),
        ("  \r\n  <H3 class='x'>Relief</h3>", ["paragraph", "subhead", "paragraph"]),
        ("<br> <br/>Relief</p>", ["paragraph", "paragraph", "paragraph"]),
        # A heading that has no end is none, and the next one of another level may have its own.
        ("</p><h2>The <h3>Relief</h3>", ["paragraph", "paragraph", "subhead", "paragraph"]),
        ("</p><h2>Relief</p>", ["paragraph", "paragraph", "paragraph"]),
    ],
)
def test_headings_in_a_text_that_stands_only_in_json_ld(between: str, kinds: list[str]) -> None:
    text = f"{' '.join(PARAGRAPHS[:2])}{between}{' '.join(PARAGRAPHS[2:])}"
    article = parse_article(page('<div id="app"></div>', ld={"@type": "NewsArticle", "articleBody": text}))
    assert [block.kind for block in article.blocks] == kinds
    assert "Relief" in article.text


def test_text_that_stands_only_in_the_state_of_a_script() -> None:
    import json

    state = {
        "props": {
            "pageProps": {
                "article": {"title": HEADLINE, "body": "".join(f"<p>{text}</p>" for text in PARAGRAPHS) * 3}
            }
        }
    }
    html = page(
        f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'
    )
    article = parse_article(html)
    assert article.blocks[0].text == PARAGRAPHS[0]
    assert article.found_by["blocks"] == "embedded-state"


def test_text_that_a_later_statement_of_a_script_assigns() -> None:
    import json

    parts = [{"type": "text", "content": text} for text in PARAGRAPHS]
    parts.insert(2, {"type": "header", "level": 3, "content": "Quotas stay"})
    state = json.dumps({"type": "story", "content_elements": [{"type": "image", "caption": "Pipes"}, *parts]})
    script = f'window.App=window.App||{{}};App.site="x";App.globalContent={state};App.version="1";'
    article = parse_article(page(f"<div id=app></div><script type=application/javascript>{script}</script>"))
    assert [block.text for block in article.blocks] == [*PARAGRAPHS[:2], "Quotas stay", *PARAGRAPHS[2:]]
    assert article.subheads == ("Quotas stay",)


@pytest.mark.parametrize(
    "text",
    [
        "Advertisement",
        "Lesen Sie auch: Zölle fallen",
        "Lire aussi : les droits baissent",
        "関連記事",
        "Sign up to our newsletter",
        "Photo: Ada Brown",
        "Comments (3)",
        "Iklan",
        "転載をご希望の方は、リンク先をご覧ください。",
        '[gallery ids="1,2"]',
        "READ | Wire rod quotas stay in place",
        "For more financial news, go to the front page of the Herald",
        "Listen 6 min",
        "来源：通商日报",
        "記者江佩珊／台中報導",
        "انتهای پیام/",
        "यह भी पढ़ें- तार की छड़ का कोटा बना रहेगा",
        "اقرأ أيضا: حصص الأسلاك باقية",
        "อ่านข่าวเศรษฐกิจได้ที่ herald.example",
    ],
)
def test_furniture_by_its_words(text: str) -> None:
    assert boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Share prices fell on Monday.",
        "Related industries suffered too, he said.",
        "Printing costs rose.",
        "By Monday the talks had failed.",
        "Comments from the minister were brief.",
        "Inquiry 02-751-1500",
        "[sic] was all he wrote.",
        "Read by three million people, the paper was closed.",
        "来源不明的钢管将被退回。",
        "For more than nine years news was scarce.",
    ],
)
def test_sentences_are_no_furniture(text: str) -> None:
    assert not boilerplate(text)
    assert not credit_line(text)


# --- small fields, classes, layouts ---


def test_small_fields() -> None:
    head = """<meta property="og:site_name" content="The Herald"><meta property="article:section" content="Trade">
    <meta name="keywords" content="steel, duties, Steel"><link rel="canonical" href="/pipes"><meta property="og:image" content="/p.jpg">"""
    article = parse_article(
        page(f"<h1>{HEADLINE}</h1>{body()}", head=head), url="https://herald.example/pipes?utm_source=x"
    )
    assert (article.site_name, article.section, article.tags, article.language) == (
        "The Herald",
        "Trade",
        ("steel", "duties"),
        "en",
    )
    assert article.canonical_url == "https://herald.example/pipes"
    assert article.lead_image == "https://herald.example/p.jpg"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(f"<article><h1>{HEADLINE}</h1>{body()}</article>", ld={"@type": "NewsArticle"}), "article"),
        (
            page(
                "<h1>Page not found</h1><p>The page you are looking for does not exist.</p>",
                title="404 - Page not found",
            ),
            "not_found",
        ),
        (page("<h1>Vaya</h1><p>Esta página no existe o ha cambiado de dirección.</p>"), "not_found"),
        (
            page(
                "<h1>Your privacy</h1><p>We and our partners store cookies. With your consent we use cookies for tracking. GDPR gives you rights.</p>"
            ),
            "consent",
        ),
        (
            page(
                "<h1>Trade</h1>"
                + "".join(
                    f"<h2><a href=/{i}>Story number {i} about duties on steel pipes</a></h2>"
                    for i in range(20)
                )
            ),
            "index",
        ),
        (
            page(
                f"<article><h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p><div>Subscribe to continue reading</div></article>",
                ld={"@type": "NewsArticle", "isAccessibleForFree": False},
            ),
            "teaser",
        ),
        (page("<h1>Gallery</h1>"), "other"),
    ],
)
def test_page_class(html: bytes, expected: str) -> None:
    article = parse_article(html)
    assert article.page_class == expected
    assert article.page_class_evidence


def test_a_layout_overrides_single_fields() -> None:
    layout = SiteLayout(
        "herald-2017", headline=".big", body=".text", subheads=".cross", remove=(".box",), authors=".who"
    )
    inner = f"<h1>The Herald</h1><div class=big>{HEADLINE}</div><div class=who>By Ada Brown</div><div class=text>{body(PARAGRAPHS[:2])}<div class=cross>Relief</div><div class=box>{PARAGRAPHS[0]} Boxed.</div>{body(PARAGRAPHS[2:])}</div>"
    article = parse_article(page(inner), layout=layout)
    assert article.headline == HEADLINE
    assert article.authors == ("Ada Brown",)
    assert article.subheads == ("Relief",)
    assert [block.text for block in article.blocks if block.kind == "paragraph"] == PARAGRAPHS
    assert article.found_by["headline"] == article.found_by["blocks"] == "layout"
    assert not [issue for issue in article.issues if issue.code == "profile-broken"]


@pytest.mark.parametrize("css", [".gone", "p[", "p::nonsense(", "a:b:c"])
def test_a_layout_that_matches_nothing_falls_back_and_says_so(css: str) -> None:
    article = parse_article(
        page(f"<article><h1>{HEADLINE}</h1>{body()}</article>"),
        layout=SiteLayout("old", headline=css, body=css),
    )
    assert article.headline == HEADLINE
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert [issue.code for issue in article.issues].count("profile-broken") == 2


def test_the_explanation_is_of_the_same_article() -> None:
    html = page(
        f"<article><h1>{HEADLINE}</h1>{body()}<p>Advertisement</p></article>",
        head='<meta name="author" content="Ada Brown">',
        title=f"{HEADLINE} | Herald",
    )
    explained = explain_article(html, fetched_at=datetime(2024, 3, 4, tzinfo=UTC))
    assert explained.article == parse_article(html, fetched_at=datetime(2024, 3, 4, tzinfo=UTC))
    assert [entry.won for entry in explained.fields["headline"]].count(True) == 1
    assert [
        entry.reason for entry in explained.fields["blocks"] if entry.value.endswith("Advertisement")
    ] == ["label"]
    assert explained.fields["authors"][1].won
