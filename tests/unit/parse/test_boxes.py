"""Which boxes of a page are those of its text, on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

ABOUT = "The Herald Trade Desk is a service for customs brokers, with offices in Bergen, Oslo and Narvik."
OTHER = [
    "A dairy in the north of the island has stopped its exports of cheese after a strike in the harbour.",
    "The owners say that they have lost one million in a week, and that the milk is poured into the fields.",
    "Farmers met on Friday to speak about help from the government, which has not said a word so far.",
]
LINK = "<p><a href=/1>Quotas on wire rod stay in place, the minister says</a></p>"


def kept(inner: str) -> list[str]:
    return [block.text for block in parse_article(page(f"<main><h1>{HEADLINE}</h1>{inner}</main>")).blocks]


def boxed(paragraphs: list[str], name: str) -> str:
    """Paragraphs, each in a box of its own."""
    return "".join(f"<div class='{name}'><p>{text}</p></div>" for text in paragraphs)


@pytest.mark.parametrize(
    "behind",
    [
        f"<div class=about><p>{ABOUT} <a href=/desk>Write to the desk</a></p></div>",
        f"<section><div class=about><h3>The Herald</h3><p>{ABOUT}</p></div></section>",
        f"<div><p>{ABOUT} <a href=/desk>Write to the desk</a></p></div>",
        f"{LINK}<div class=story>{body(OTHER)}</div>",
        f"{LINK}{boxed(OTHER, 'story')}",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        f"<div class=text>{body()}</div>",
        boxed(PARAGRAPHS, "text"),
        "".join(f"<div class='text n{n}'><p>{text}</p></div>" for n, text in enumerate(PARAGRAPHS)),
    ],
)
def test_what_stands_in_other_boxes_behind_the_text_is_none_of_it(text: str, behind: str) -> None:
    assert kept(text + behind) == PARAGRAPHS


@pytest.mark.parametrize(
    "text",
    [
        # Boxes that differ by a number or a title only.
        "".join(f"<div class=p{n}x><p>{text}</p></div>" for n, text in enumerate(PARAGRAPHS)),
        "".join(
            f"<div class=the-duties-on-steel-pipes-fall-{word}><p>{text}</p></div>"
            for word, text in zip(("again", "soon", "twice", "at-last"), PARAGRAPHS, strict=True)
        ),
        "".join(f"<div class=text id=part-{n}><p>{text}</p></div>" for n, text in enumerate(PARAGRAPHS)),
        # Much text in another box, with nothing between.
        f"<div class=first>{body(PARAGRAPHS[:2])}</div><div class=second>{body(PARAGRAPHS[2:])}</div>",
        # A kind of boxes that stands among the text as well.
        f"{boxed(PARAGRAPHS[:1], 'a')}{boxed(PARAGRAPHS[1:2], 'b')}{boxed(PARAGRAPHS[2:3], 'a')}{LINK}{boxed(PARAGRAPHS[3:], 'b')}",
        # One piece that is a good part of all text.
        f"<div class=first>{body(PARAGRAPHS[:2])}</div>{LINK}<div class=second><p>{' '.join(PARAGRAPHS[2:])}</p></div>",
        # One paragraph without links, in a box of another class.
        f"<div class=text>{body(PARAGRAPHS[:3])}</div><div class=closing><p>{PARAGRAPHS[3]}</p></div>",
        f"{boxed(PARAGRAPHS[:3], 'part')}{LINK}<div class='part final'><p>{PARAGRAPHS[3]}</p></div>",
        # The text goes on around its first box.
        f"<div class=first>{body(PARAGRAPHS[:2])}</div>{LINK}{body(PARAGRAPHS[2:])}",
        # The other box stands inside of the text's own.
        f"<div class=text>{body(PARAGRAPHS[:3])}<div class=inner><p>{PARAGRAPHS[3]}</p></div></div>",
        # A list and a quotation are no boxes.
        f"{boxed(PARAGRAPHS[:3], 'text')}{LINK}<div class=text><ul class=points><li>{PARAGRAPHS[3]}</li></ul></div>",
        f"{boxed(PARAGRAPHS[:3], 'text')}{LINK}<div class=text><blockquote class=words><p>{PARAGRAPHS[3]}</p></blockquote></div>",
    ],
)
def test_a_text_that_goes_on_in_another_box(text: str) -> None:
    assert " ".join(kept(text)) == " ".join(PARAGRAPHS)


def test_a_box_that_the_metadata_gives_as_text_stays() -> None:
    text = [*PARAGRAPHS, ABOUT]
    html = page(
        f"<main><h1>{HEADLINE}</h1><div class=text>{body()}</div><div class=about><p>{ABOUT}</p></div></main>",
        ld={"@type": "NewsArticle", "articleBody": " ".join(text)},
    )
    assert [block.text for block in parse_article(html).blocks] == text


@pytest.mark.parametrize(
    ("box", "is_text"),
    [
        ("<div class=more><p>Also here: <a href=/1>Wire rod quotas stay in place</a></p></div>", False),
        (
            f"<div class=aside-note><p>{OTHER[0]} <a href=/1>How it came to the strike in the north</a></p></div>",
            True,
        ),
    ],
)
def test_a_box_among_the_text_that_is_mostly_links(box: str, is_text: bool) -> None:
    found = kept(f"<div class=text>{body(PARAGRAPHS[:2])}{box}{body(PARAGRAPHS[2:])}</div>")
    assert (len(found) > len(PARAGRAPHS)) == is_text


@pytest.mark.parametrize(
    "box",
    [
        # What a component is called: by its element, or where class names are numbers by an attribute.
        f"<app-share-bar><span>Send it</span><span>Keep it</span></app-share-bar><h-recommended-stories>{body(OTHER)}</h-recommended-stories>",
        f'<div class=css-1x data-testid="recommended-stories">{body(OTHER)}</div>',
        f'<div class=css-1x data-component="RelatedStories">{body(OTHER)}</div>',
        # A graphic that a script draws, and an offer whose button is passed over.
        "<div><h4>Duty on pipes</h4><p>Source: Harbour Office</p></div>",
        "<div><h4>Duty on pipes</h4><svg></svg><p>Quelle: Hafenamt</p></div>",
        "<div><p>Get the Herald in your inbox</p><p>Twice a week, free.</p><button>Sign up</button></div>",
        "<div><h3>VIDEO RECOMENDADO</h3><div>The harbour from above</div></div>",
        "<div><h3>NEWSLETTER SIGN-UP</h3><p>The Seven</p><p>Stories of the harbour, each day.</p></div>",
    ],
)
def test_boxes_of_components(box: str) -> None:
    inner = f"<div>{body(PARAGRAPHS[:2])}</div>{box}<div>{body(PARAGRAPHS[2:])}</div>"
    assert kept(f"<article>{inner}</article>") == PARAGRAPHS


def test_a_list_of_what_to_sign_up_for_is_text() -> None:
    items = ["Sign up for the list of firms at the harbour office.", "Pay the fee before the first of March."]
    box = f"<ol>{''.join(f'<li>{item}</li>' for item in items)}</ol>"
    assert kept(f"<article>{body(PARAGRAPHS[:2])}{box}{body(PARAGRAPHS[2:])}</article>") == [
        *PARAGRAPHS[:2],
        items[1],
        *PARAGRAPHS[2:],
    ]


@pytest.mark.parametrize("name", ["twitter-tweet", "instagram-media", "embedded-post"])
def test_a_post_of_a_network_is_a_quote(name: str) -> None:
    post = f"<blockquote class={name}><p>{OTHER[0]}</p></blockquote>"
    html = page(f"<article><h1>{HEADLINE}</h1>{body(PARAGRAPHS[:2])}{post}{body(PARAGRAPHS[2:])}</article>")
    assert ("quote", OTHER[0]) in [(block.kind, block.text) for block in parse_article(html).blocks]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        # A card over a name begins with the name and lists links.
        (
            "<a href=/a>Ada Brown</a><span class=card><span class=box><a href=/a>Ada Brown</a><a href=/1>Wire rod stays</a> "
            "<a href=/2>Steel makers complain</a> <a href=/3>More</a></span></span>",
            "Ada Brown",
        ),
        # Links that say something else are text.
        (
            "<a href=/a>Ada Brown</a> and <span class=names><a href=/b>Carl Green</a>, <a href=/c>Eva White</a> and <a href=/d>Ole Blue</a></span>",
            "Ada Brown and Carl Green, Eva White and Ole Blue",
        ),
    ],
)
def test_cards_over_names(inner: str, shown: str) -> None:
    line = "The minister, {}, said in Oslo that the duties would fall."
    found = kept(
        f"<article>{body(PARAGRAPHS[:2])}<p>{line.format(inner)}</p>{body(PARAGRAPHS[2:])}</article>"
    )
    assert found == [*PARAGRAPHS[:2], line.format(shown), *PARAGRAPHS[2:]]
