"""Fields of an article, rule by rule, on invented pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.unit.parse.pages import PARAGRAPHS, body, page

from newsarchive.parse import explain_article, parse_article
from newsarchive.parse.authors import cleaned
from newsarchive.parse.furniture import boilerplate, credit_line
from newsarchive.parse.headline import without_site
from newsarchive.records import SiteLayout

HEADLINE = "Duties on steel pipes fall after nine years"


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


# --- authors ---


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["By Ada Brown"], ("Ada Brown",)),
        (["Ada Brown and Carl Doe"], ("Ada Brown", "Carl Doe")),
        (["Von Ada Brown, Carl Doe und Eva Falk"], ("Ada Brown", "Carl Doe", "Eva Falk")),
        (["Ada Brown, Trade Correspondent"], ("Ada Brown",)),
        (["Ada Brown ada@herald.example"], ("Ada Brown",)),
        (["Ada Brown (@adab)"], ("Ada Brown",)),
        (["admin"], ()),
        (["https://herald.example/ada"], ()),
        (["Ada Brown", "ada brown"], ("Ada Brown",)),
        (["Ada Brown", "The Herald"], ("Ada Brown",)),
        (["The Herald"], ("The Herald",)),
        (["山田太郎、鈴木花子"], ("山田太郎", "鈴木花子")),
    ],
)
def test_author_texts_become_names(raw: list[str], expected: tuple[str, ...]) -> None:
    assert cleaned(raw, frozenset(("herald",))) == expected


@pytest.mark.parametrize(
    ("inner", "head", "ld", "rule"),
    [
        ("", "", {"@type": "NewsArticle", "author": [{"@type": "Person", "name": "Ada Brown"}]}, "json-ld"),
        ("", '<meta name="author" content="Ada Brown">', None, "meta"),
        ('<span itemprop="author">Ada Brown</span>', "", None, "microdata"),
        ('<div class="byline">By Ada Brown</div>', "", None, "byline-element"),
        ("<p>By Ada Brown</p>", "", None, "byline-text"),
    ],
)
def test_authors_by_rule(inner: str, head: str, ld: dict[str, object] | None, rule: str) -> None:
    article = parse_article(page(f"<h1>{HEADLINE}</h1>{inner}{body()}", head=head, ld=ld))
    assert article.authors == ("Ada Brown",)
    assert article.found_by["authors"] == rule


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
        '<p><a href="/x">Read the full story about the quotas on wire rod here</a></p>',
        "<p>Read more: quotas on wire rod stay in place, says minister</p>",
        "<p>Advertisement</p>",
        "<ul><li><a href=/1>Wire rod quotas stay</a></li><li><a href=/2>Steel makers complain</a></li></ul>",
        '<div style="display:none"><p>You have read all of your free articles for this month, dear reader.</p></div>',
        '<div class="newsletter-signup"><p>Get the trade briefing in your inbox every morning at six.</p></div>',
        '<h2>More from The Herald</h2><p><a href="/1">Wire rod quotas stay</a></p>',
        "<p>Published: 4 March 2024, 10:15</p>",
        '<div class="share-bar"><p>Share this article with your friends and colleagues now.</p></div>',
    ],
)
@pytest.mark.parametrize("at", [1, 4])
def test_furniture_is_no_text(junk: str, at: int) -> None:
    inner = body(PARAGRAPHS[:at]) + junk + body(PARAGRAPHS[at:])
    assert kept(page(f"<main><article><h1>{HEADLINE}</h1>{inner}</article></main>")) == PARAGRAPHS


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
