"""Which lines between headline and text are the standfirst, on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

SUMMARY = "Nine years of dispute end with lower duties on pipes, but not on wire rod."
OTHER = "Ministers want to speak about aluminium in May, when they meet in Oslo again."
DESCRIBED = f'<meta name="description" content="{SUMMARY}">'


def standfirst(between: str, head: str = "") -> list[str]:
    """The standfirst of a page with this between headline and text; the text must stay whole."""
    html = page(f"<article><h1>{HEADLINE}</h1>{between}<div>{body()}</div></article>", head=head)
    article = parse_article(html)
    lines = [block.text for block in article.blocks if block.kind == "standfirst"]
    assert [block.text for block in article.blocks if block.kind != "standfirst"] == PARAGRAPHS
    if lines:
        assert article.summary == "\n".join(lines)
    return lines


@pytest.mark.parametrize(
    ("between", "head", "expected"),
    [
        (f"<p class=standfirst>{SUMMARY}</p>", "", [SUMMARY]),
        (f"<p>{SUMMARY}</p>", DESCRIBED, [SUMMARY]),
        # The printed one begins with a place.
        (f"<p><span>Oslo.</span> <span>{SUMMARY}</span></p>", DESCRIBED, [f"Oslo. {SUMMARY}"]),
        # A heading that is a sentence; ahead of it a kicker, a byline.
        (f"<h2>{SUMMARY}</h2>", "", [SUMMARY]),
        (f"<h2>Steel</h2><p class=byline>By Ada Brown</p><h2>{SUMMARY}</h2>", "", [SUMMARY]),
        # When it was published and changed, in a box of the standfirst's name.
        (
            f"<p class=lede>December 6, 2026 — 6:22 PM EST December 7, 2026 — 1:55 PM EST</p><p class=lede>{SUMMARY}</p>",
            "",
            [SUMMARY],
        ),
        # Some points in a box of their own.
        (
            f"<div><h2 class=subtitle>{SUMMARY}</h2><h2 class=subtitle>{OTHER}</h2></div>",
            "",
            [SUMMARY, OTHER],
        ),
        (f"<ul class=summary><li>{SUMMARY}</li><li>{OTHER}</li></ul>", "", [SUMMARY, OTHER]),
        (
            f"<ul class=summary><li><h2>{SUMMARY}</h2></li><li><h2>{OTHER}</h2></li></ul>",
            "",
            [SUMMARY, OTHER],
        ),
        (
            f"<div class=KeyPoints-list><div><ul><li>{SUMMARY}</li><li>{OTHER}</li></ul></div></div>",
            "",
            [SUMMARY, OTHER],
        ),
        # What teasers of the article show, right below the headline.
        (f"<p class=news-teaser>{SUMMARY} {OTHER}</p>", "", [f"{SUMMARY} {OTHER}"]),
        # A description that agrees is worth more than a class; a box of bylines says nothing against it.
        (f"<p class=meta-description>21.4.2021, 16:41 Uhr</p><p>{SUMMARY}</p>", DESCRIBED, [SUMMARY]),
        (f"<div class=byline-social><p>{SUMMARY}</p></div>", DESCRIBED, [SUMMARY]),
        (f"<h2 class=sub-headline>{SUMMARY}</h2>", "", [SUMMARY]),
        (f"<h2 class=news_sub_title>{SUMMARY}</h2>", "", [SUMMARY]),
        # Points in lines of one element; ones that read like text are one.
        (
            "<h3 class=lead>Quotas are to stay<br>Exporters are content</h3>",
            "",
            ["Quotas are to stay", "Exporters are content"],
        ),
        (f"<div class=summary><b>{SUMMARY}<br>{OTHER}</b></div>", "", [f"{SUMMARY} {OTHER}"]),
        # The first of the points is the description.
        (f"<ul><li><b>{SUMMARY}</b></li><li><b>{OTHER}</b></li></ul>", DESCRIBED, [SUMMARY, OTHER]),
        # A sign of Chinese, Japanese or Korean says as much as three letters.
        ("<div class=lead>강관 관세 9년 만에 인하</div>", "", ["강관 관세 9년 만에 인하"]),
        (f"<div itemprop=description>{SUMMARY}</div>", "", [SUMMARY]),
        # A linked point leads to another article.
        (
            f"<div><h2 class=subtitle>{SUMMARY}</h2><h2 class=subtitle><a href=/x>{OTHER}</a></h2></div>",
            "",
            [SUMMARY],
        ),
    ],
)
def test_standfirst(between: str, head: str, expected: list[str]) -> None:
    assert standfirst(between, head) == expected


@pytest.mark.parametrize(
    "between",
    [
        "<h2>Steel and aluminium</h2>",
        f"<h2 class=caption>{SUMMARY}</h2>",
        f"<aside><h3>{SUMMARY}</h3></aside>",
        # The caption of a picture, whose credit stands below.
        f"<ul><li><img src=x><h2>{SUMMARY}</h2><p>Photo: Ada Brown, Herald</p></li></ul>",
        "<p class=summary>This AI generated summarization may have errors in it, so read on.</p>",
        "<p class=meta-description>21.4.2021, 16:41 Uhr</p>",
        f"<h2 class=lead>Trade | {HEADLINE}</h2>",
        f"<form><p class=description>{SUMMARY}</p><button>Subscribe</button></form>",
        f"<div class=teaser><p><a href=/1>One</a></p><p><a href=/2>Two</a></p><p><a href=/3>Three</a></p>"
        f"<p><a href=/4>Four</a></p><h3>{SUMMARY}</h3></div>",
    ],
)
def test_no_standfirst(between: str) -> None:
    assert standfirst(between) == []


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Duties on steel pipes are lowered by two governments.", True),
        # The headline, and what the site says of itself on each page.
        (HEADLINE, False),
        ("Breaking stories, sports results, weather forecasts and gossip from around the world.", False),
    ],
)
def test_a_stated_description_must_be_of_the_article(stated: str, expected: bool) -> None:
    head = f'<meta property="og:description" content="{stated}">'
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{body()}</article>", head=head))
    assert article.summary == (stated if expected else None)


def test_a_subhead_in_the_text_is_no_standfirst_for_its_class() -> None:
    inner = f"{body(PARAGRAPHS[:2])}<h3 class=subtitle>The quotas stay</h3>{body(PARAGRAPHS[2:])}"
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))
    assert article.subheads == ("The quotas stay",)


def test_behind_the_first_paragraph_stands_no_standfirst() -> None:
    inner = f"<div>{body(PARAGRAPHS[:2])}</div><div class=box_description><p>{PARAGRAPHS[2]}</p></div>{body(PARAGRAPHS[3:])}"
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>"))
    assert [block.kind for block in article.blocks] == ["paragraph"] * len(PARAGRAPHS)


def test_a_description_that_is_a_part_of_the_pages_title_says_nothing() -> None:
    head = '<meta name="description" content="Herald | 2026 News of the harbour">'
    title = f"Herald | 2026 News of the harbour - {HEADLINE}"
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{body()}</article>", head=head, title=title))
    assert article.summary is None


def test_the_first_paragraph_of_a_report_is_no_standfirst_for_its_dateline() -> None:
    first = f"OSLO (Herald) -- {PARAGRAPHS[0]}"
    head = f'<meta name="description" content="{PARAGRAPHS[0]}">'
    article = parse_article(
        page(f"<article><h1>{HEADLINE}</h1>{body([first, *PARAGRAPHS[1:]])}</article>", head=head)
    )
    assert {block.kind for block in article.blocks} == {"paragraph"}


@pytest.mark.parametrize(
    ("first", "cut", "expected"),
    [
        # A description that a program cut out of the first paragraph.
        (PARAGRAPHS[0], PARAGRAPHS[0][:70], []),
        (PARAGRAPHS[0], f"{PARAGRAPHS[0][:70]}...", []),
        (PARAGRAPHS[0], PARAGRAPHS[0], [PARAGRAPHS[0]]),
        (f"<b>{PARAGRAPHS[0]}</b>", f"{PARAGRAPHS[0][:70]}...", [PARAGRAPHS[0]]),
    ],
)
def test_a_paragraph_that_its_description_was_cut_out_of(first: str, cut: str, expected: list[str]) -> None:
    head = f'<meta name="description" content="{cut}">'
    html = page(
        f"<article><h1>{HEADLINE}</h1><div><p>{first}</p>{body(PARAGRAPHS[1:])}</div></article>", head=head
    )
    blocks = parse_article(html).blocks
    assert [block.text for block in blocks] == PARAGRAPHS
    assert [block.text for block in blocks if block.kind == "standfirst"] == expected


def test_a_line_called_description_in_the_middle_is_no_standfirst() -> None:
    section = f"<h4>Wire rod</h4><div class=description><p>{SUMMARY}</p></div>"
    html = page(
        f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{section}{body(PARAGRAPHS[2:])}</article>"
    )
    assert all(block.kind != "standfirst" for block in parse_article(html).blocks)


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        (f"<p>{SUMMARY}</p><p class=byline>By Ada Brown</p>", [SUMMARY]),
        (f"<p class=byline>By Ada Brown</p><div>{SUMMARY}</div>", [SUMMARY]),
        # Another box than the headline's; a caption by its credit; no sentence, or one that breaks off.
        (f"<div><p>{SUMMARY}</p></div>", []),
        (f"<p>{SUMMARY}</p><p>Photo: Ada Brown, Herald</p>", []),
        (f"<p>{SUMMARY.rstrip('.')}</p>", []),
        (f"<p>{SUMMARY.rstrip('.')} ...</p>", []),
    ],
)
def test_a_sentence_in_the_headlines_box_above_the_texts(between: str, expected: list[str]) -> None:
    text = f"<div class=article-body>{body()}{body(MORE)}</div>"
    article = parse_article(page(f"<div><h1>{HEADLINE}</h1>{between}{text}</div>"))
    assert [block.text for block in article.blocks if block.kind == "standfirst"] == expected
    assert [block.text for block in article.blocks if block.kind == "paragraph"] == PARAGRAPHS + MORE


def test_a_class_that_all_boxes_of_the_text_have_is_no_standfirsts() -> None:
    boxes = "".join(
        f"<div class=text-description>{body(part)}</div><h3>The quotas stay {n}</h3>"
        for n, part in enumerate((PARAGRAPHS[:3], PARAGRAPHS[3:], MORE))
    )
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1><h3>{SUMMARY}</h3>{boxes}</article>"))
    assert [block.text for block in article.blocks if block.kind == "standfirst"] == [SUMMARY]
    assert [block.text for block in article.blocks if block.kind == "paragraph"] == PARAGRAPHS + MORE


def test_a_form_around_the_whole_page_says_nothing() -> None:
    inner = f"<h1>{HEADLINE}</h1><h3 class=subtitle>{SUMMARY}</h3>{body()}{body()}{body()}"
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(9))
    article = parse_article(page(f"<form id=aspnetForm><ul>{menu}</ul>{inner}</form>"))
    assert article.summary == SUMMARY


def test_behind_a_paragraph_that_a_description_was_cut_out_of_nothing_is_standfirst() -> None:
    head = f'<meta name="description" content="{PARAGRAPHS[0][:70]}...">'
    note = f"<div class=description>{SUMMARY}</div>"
    html = page(
        f"<article><h1>{HEADLINE}</h1><div>{PARAGRAPHS[0]}<br><br>{note}{body(PARAGRAPHS[1:])}</div></article>",
        head=head,
    )
    assert all(block.kind != "standfirst" for block in parse_article(html).blocks)


@pytest.mark.parametrize(
    "box",
    [
        "<div class='image image--lead'><img src=x><span class=label>Fot. Ada Brown for the Herald and others</span></div>",
        "<div class=lead-image><img src=x><p>Pipes wait on the quay of the harbour in the north.</p></div>",
        "<div itemprop=video><p class=video-desc itemprop=description>Travellers speak about the duties at the airport of the north.</p></div>",
        "<div class=lede><div>Episode description:</div></div>",
    ],
)
def test_what_belongs_to_a_picture_or_film_is_no_standfirst(box: str) -> None:
    assert standfirst(box) == []


def test_a_heading_in_the_headlines_own_box_is_the_standfirst() -> None:
    html = page(f"<div class=headline><h1>{HEADLINE}</h1><h3>{SUMMARY}</h3></div><div>{body()}</div>")
    assert parse_article(html).summary == SUMMARY


def test_the_name_of_the_site_is_no_summary() -> None:
    head = '<meta property="og:site_name" content="Herald"><meta property="og:description" content="Herald">'
    html = page(f"<h1>{HEADLINE}</h1>{body()}", head=f'{head}<meta name=description content="{SUMMARY}">')
    assert parse_article(html).summary == SUMMARY


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        # An excerpt made by a program goes on with the next paragraph.
        (f"{PARAGRAPHS[0]} {PARAGRAPHS[1]}", []),
        (f"{PARAGRAPHS[0]} {PARAGRAPHS[1][:40]}...", []),
        (PARAGRAPHS[0], [PARAGRAPHS[0]]),
    ],
)
def test_a_description_that_goes_on_into_the_text_is_an_excerpt(
    description: str, expected: list[str]
) -> None:
    html = page(
        f"<article><h1>{HEADLINE}</h1><div>{body()}</div></article>",
        head=f'<meta name="description" content="{description}">',
    )
    assert [block.text for block in parse_article(html).blocks if block.kind == "standfirst"] == expected


def test_what_a_blog_says_of_itself_is_no_standfirst() -> None:
    tagline = "<div class=site-branding><h2 class=site-description itemprop=description>Trade, ports and travel blog of the north</h2></div>"
    article = parse_article(page(f"<h1>{HEADLINE}</h1>{tagline}<div>{body()}</div>"))
    assert article.summary is None
    assert [block.text for block in article.blocks] == PARAGRAPHS
