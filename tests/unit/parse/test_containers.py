"""Where the text is on pages whose containers mislead: one form, boxes alike, comments, articles below articles."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

TEXT = [
    *PARAGRAPHS,
    *MORE,
    "Makers of tubes in the south fear that the new rates will drive prices down, and have asked for help from a fund.",
]
H1 = f"<h1>{HEADLINE}</h1>"


def texts(markup: str) -> list[str]:
    return [block.text for block in parse_article(page(markup)).blocks]


def classed(name: str, lines: list[str]) -> str:
    return "".join(f'<p class="{name}">{line}</p>' for line in lines)


@pytest.mark.parametrize("name", ["paragraph inline-placeholder", "story__promo-text", "meta-topic"])
def test_a_class_that_all_paragraphs_of_a_text_share_is_no_furniture(name: str) -> None:
    assert texts(f"{H1}<div>{classed(name, TEXT)}</div>") == TEXT


def test_teasers_that_share_a_class_are_furniture() -> None:
    cards = "".join(f'<div class="card"><p class="promo-text">{line}</p></div>' for line in TEXT)
    assert TEXT[-1] not in texts(f"<main>{H1}{body(TEXT[:2])}</main><div>{cards}</div>")


def test_a_form_around_the_whole_page_is_no_furniture() -> None:
    gallery = "".join(f'<div class="slide">{line} (Photo: Ada Brown)</div>' for line in TEXT[:2])
    inner = f'<div class="gallery">{gallery}</div><div class="story">{body(TEXT)}</div>'
    assert texts(f'<form id="aspnetForm">{H1}{inner}</form>') == TEXT


def test_a_form_beside_the_text_is_furniture() -> None:
    form = "<form><p>We keep what you write for two years, and show it to the editors of the page only.</p></form>"
    assert texts(f"<article>{H1}{body(TEXT)}{form}</article>") == TEXT


BETWEEN = [
    "",
    '<div class="photo"><img src="a.jpg"><p class="caption">A ship in the port of Norland.</p></div>',
    "<div><h4>Follow us</h4><p>Follow the desk for news of ports and duties.</p><p>List: reporters</p></div>",
]


@pytest.mark.parametrize("between", BETWEEN)
def test_a_first_paragraph_in_a_box_of_its_own_belongs_to_the_text(between: str) -> None:
    box = '<div class="articleBody">{}</div>'
    inner = box.format(body(TEXT[:1])) + between + box.format(body(TEXT[1:] * 2))
    found = texts(f"<div>{H1}{inner}</div>")
    assert found[0] == TEXT[0]
    assert TEXT[1] in found


def test_an_unknown_element_in_a_paragraph_is_a_part_of_it() -> None:
    marked = TEXT[1][:40] + '<ziffarticle id="7">' + TEXT[1][40:] + "</ziffarticle>"
    assert texts(f"<article>{H1}{body([TEXT[0], marked, *TEXT[2:]])}</article>") == TEXT


def test_an_unknown_element_around_paragraphs_is_a_box() -> None:
    assert texts(f"<article>{H1}<storybody>{body(TEXT)}</storybody></article>") == TEXT


def test_many_comments_below_a_text_do_not_make_a_box_in_it_the_text() -> None:
    box = f'<div class="inset"><h3>How the duty came about</h3>{body(MORE * 2)}</div>'
    comment = "<li><p>I have read this twice and still do not know who will pay for all of that.</p></li>"
    comments = f'<ul class="reader-comments">{comment * 60}</ul>'
    found = texts(f'<div class="text">{H1}{body(TEXT)}{box}{comments}</div>')
    assert found[: len(PARAGRAPHS)] == PARAGRAPHS
    assert not any("read this twice" in line for line in found)


def _article(at: int, heading: str, lines: list[str]) -> str:
    return f'<article class="list__item" id="story-{at}"><h2>{heading}</h2>{body(lines)}</article>'


def test_articles_of_one_kind_below_the_first_are_other_articles() -> None:
    others = [
        [f"In case {at} the court said: {line}" for line in (TEXT[0], TEXT[1], TEXT[2])] for at in range(12)
    ]
    below = "".join(
        _article(at, f"What the court said in case {at}", lines) for at, lines in enumerate(others)
    )
    assert texts(f"<main>{_article(99, HEADLINE, TEXT)}{below}</main>") == TEXT


def test_sections_of_a_text_that_are_articles_stay() -> None:
    section = '<article class="entry"><h3>{}</h3>{}</article>'
    sections = "".join(section.format(f"Part {at}", body(TEXT[:3])) for at in range(3))
    found = texts(f"<main><article>{H1}{body(TEXT)}</article></main><div>{sections}</div>")
    assert found[: len(TEXT)] == TEXT


def test_a_sentence_in_the_header_of_the_headline_is_the_standfirst() -> None:
    line = "Norland halves what it charges on steel tubes; makers in the south ask for help from a fund of their own."
    article = parse_article(page(f"<article><header>{H1}<p>{line}</p></header>{body(TEXT)}</article>"))
    assert [(block.kind, block.text) for block in article.blocks[:2]] == [
        ("standfirst", line),
        ("paragraph", TEXT[0]),
    ]


LAST = [
    "To contact the reporter on this story: Ada Brown in Oslo at abrown@paper.example",
    "To contact the editors responsible for this story: Per Moe at pmoe@paper.example",
    "Ellen Berg contributed reporting from Bergen.",
    "Daraghmeh reported from Ramallah, West Bank.",
    "Comments are filtered for language and registration is required. Readers may report what breaks our rules.",
    "Read or Share this story: https://paper.example/x",
    "Pages: 1 2 3 4",
    "(Source)",
    "Jobs by WorkFinder",
]


@pytest.mark.parametrize("line", LAST)
def test_last_lines_that_are_no_text(line: str) -> None:
    assert texts(f"<article>{H1}{body([*TEXT, line])}</article>") == TEXT


@pytest.mark.parametrize(
    "label", ["“Start Quote", "Show Thumbnails", "Like Us on Facebook", "Ads by Searcher", "ALSO:"]
)
def test_labels_in_the_middle_that_are_no_text(label: str) -> None:
    assert texts(f"<article>{H1}{body([*TEXT[:3], label, *TEXT[3:]])}</article>") == TEXT


def test_a_line_that_ends_in_a_pictures_credit_is_its_caption() -> None:
    picture = '<div><img src="a.jpg"></div><p>Ships wait at the port of Norland on Monday. <span class="credit">Ada Brown / AP</span></p>'
    assert texts(f"<article>{H1}{picture}{body(TEXT)}</article>") == TEXT


@pytest.mark.parametrize("name", ["paragraph inline-placeholder", "story__promo-text"])
def test_short_paragraphs_of_a_shared_class_stay(name: str) -> None:
    lines = [TEXT[0], "“Done,” she said.", *TEXT[1:4], "The others did not agree.", *TEXT[4:]]
    assert texts(f"{H1}<div>{classed(name, lines)}</div>") == lines


COLUMN = "".join(
    f"<div><h5>Guide {n}</h5><div class=feature>{line}</div></div>" for n, line in enumerate(MORE)
)


def test_a_short_text_beside_a_column_of_teasers() -> None:
    share = "".join(f"<p><a href=/s{n}>Share {n}</a></p>" for n in range(30))
    text = f"<div class=entry-content><div>{share}</div><div class=entry-content-textbox>{body(TEXT[:1])}</div></div>"
    assert (
        texts(f"{H1}<div class=post>{text}</div><div class=right-bar><div class=block>{COLUMN}</div></div>")
        == TEXT[:1]
    )


def test_a_standfirst_in_the_header_of_an_article_is_not_its_text() -> None:
    links = "".join(
        f"<p>- A reader sent <a href=/{n}>a link about pipes {n}</a> to the desk.</p>" for n in range(4)
    )
    header = f"<header>{H1}<p>{TEXT[0]} {TEXT[1]} {TEXT[2]}</p></header>"
    found = texts(
        f"<article><div class=post>{header}<div class='postBody txtWrap'><p>{TEXT[3]}</p>{links}</div></div></article>"
    )
    assert TEXT[3] in found
    assert "- A reader sent a link about pipes 3 to the desk." in found


@pytest.mark.parametrize(
    "name", ["node-comments-enabled", "cookies-not-set has-popup", "showing-comments gallery"]
)
def test_what_the_page_is_called_makes_no_furniture_of_all(name: str) -> None:
    html = page(f"<div>{H1}</div><div>{body(TEXT)}</div>").replace(
        b"<body>", f'<body class="{name}">'.encode()
    )
    assert [block.text for block in parse_article(html).blocks] == TEXT


def test_a_picture_that_is_called_a_part_of_the_body_is_not_the_text() -> None:
    caption = f"<figcaption>{MORE[0]}</figcaption>"
    picture = f'<figure class="article-body-main-photo">{caption}</figure>'
    rail = f'<main class="center-rail"><div class="article-content">{body(TEXT)}</div></main>'
    assert texts(f"<article>{H1}{picture}<div>{rail}</div></article>") == TEXT
    side = f'<aside class="left-rail"><p>{MORE[0]}</p></aside>'
    assert texts(f"<article>{H1}{picture}<div>{side}{rail}</div></article>") == TEXT


def test_a_text_under_a_second_headline_where_there_is_no_other() -> None:
    """What the bar on top shows when readers scroll is no article of its own."""
    own = f"<article class=story><h1>A pledge kept</h1>{body(TEXT)}</article>"
    more = f"<article class=story><h1>Quotas on wire rod stay</h1>{body([TEXT[0].replace('steel', 'iron')] * 4)}</article>"
    html = page(f"<header>{H1}</header>{own}{more}", title=HEADLINE)
    assert [block.text for block in parse_article(html).blocks] == TEXT


def test_the_next_article_is_not_the_text_of_a_page_that_has_none() -> None:
    film = f"<main>{H1}<div class=player></div></main>"
    other = [
        text.replace("steel", "rice").replace("pipes", "grain").replace("nine years", "a day")
        for text in TEXT
    ]
    more = f"<article><h1>Bank raises its rate to four per cent</h1>{body(other)}</article>"
    assert parse_article(page(f"{film}{more}", title=HEADLINE)).blocks == ()
