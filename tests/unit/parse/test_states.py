"""Articles that stand only in what a page's scripts would show, in the forms that frameworks send along."""

from __future__ import annotations

import json

import pytest
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

TEXT = PARAGRAPHS + MORE
HTML = body(TEXT)
HEAD = f'<meta property="og:title" content="{HEADLINE}"><meta property="og:description" content="{TEXT[0]}">'


def data(value: object, attributes: str = "") -> str:
    return f'<script type="application/json" {attributes}>{json.dumps(value)}</script>'


def pushed(*parts: str) -> str:
    """As Next's app router sends a stream along."""
    begin = "<script>(self.__next_f=self.__next_f||[]).push([0])</script>"
    return begin + "".join(f"<script>self.__next_f.push([1,{json.dumps(part)}])</script>" for part in parts)


LONG = f"3:T{len(HTML.encode()):x},{HTML}"
"""A long text in a row of its own, which others name."""
NAMING = (
    '4:["$","$L2",null,{"article":{"contentHtml":"$3","author":{"name":"Ada Brown"},"tags":["pipes"]}}]\n'
)
STREAM = '1:"$Sreact.fragment"\n2:I[123,["a"],"default"]\n' + LONG + NAMING
DEVALUED = [
    ["ShallowReactive", 1],
    {"data": 2, "state": 3},
    ["ShallowReactive", 4],
    ["Reactive", 5],
    {"article-1": 6},
    {},
    {"title": 7, "body": 8, "author": 9, "tags": 10},
    HEADLINE,
    HTML,
    {"name": 11},
    [12, 13],
    "Ada Brown",
    "pipes",
    "steel",
]
ELEMENTS = [
    {"data": 1},
    {"article": 2},
    {"blocks": 3},
    [*range(4, 4 + len(TEXT))],
    *[{"type": 4 + len(TEXT), "text": 5 + len(TEXT) + at} for at in range(len(TEXT))],
    "paragraph",
    *TEXT,
]
CALLED = json.dumps(HTML).replace("<", "\\x3C").replace("on Monday", "on\\ Monday")
ANSWER = {"status": 200, "headers": {}, "body": json.dumps({"article": {"title": HEADLINE, "html": HTML}})}


@pytest.mark.parametrize(
    "state",
    [
        pushed(STREAM),
        pushed(STREAM[:300], STREAM[300:]),
        pushed('4:["$","$L2",null,{"article":{"body":' + json.dumps(HTML) + "}}]\n"),
        data(DEVALUED, 'id="__NUXT_DATA__"'),
        data(ELEMENTS, 'id="__NUXT_DATA__"'),
        # Numbers that are nothing but numbers.
        data([{"id": 1}, {"title": HEADLINE, "body": HTML}]),
        # An answer that was fetched, as it came.
        data(ANSWER, "data-sveltekit-fetched"),
        f"<script>window.__remixContext = {json.dumps({'state': {'article': {'body': HTML}}})};</script>",
        # The ends of tags in braces.
        f"<script>window.__state = {json.dumps({'richText': {'text': HTML.replace('</p>', '{/p}')}})};</script>",
        # No JSON: a function that is called.
        f'<script>window.__NUXT__=(function(a){{return {{data:[{{title:a,body:{CALLED}}}]}}}}("x"));</script>',
    ],
)
def test_a_text_that_stands_only_in_a_state(state: str) -> None:
    article = parse_article(page(f"<div id=app></div>{state}", head=HEAD))
    assert [block.text for block in article.blocks] == TEXT
    assert article.found_by["blocks"] == "embedded-state"


def test_a_text_that_begins_and_ends_like_a_fetched_answer() -> None:
    state = data({"article": {"body": f"[row]{HTML}[/row]"}})
    article = parse_article(page(f"<div id=app></div>{state}", head=HEAD))
    assert [block.text for block in article.blocks if block.text in TEXT] == TEXT


@pytest.mark.parametrize("state", [pushed(STREAM), data(DEVALUED)])
def test_authors_and_tags_of_a_state(state: str) -> None:
    article = parse_article(page(f"<div id=app></div>{state}", head=HEAD))
    assert article.authors == ("Ada Brown",)
    assert article.tags[:1] == ("pipes",)


@pytest.mark.parametrize(
    "state",
    [
        # Text of something else in a script.
        f"<script>show({json.dumps(HTML)})</script>",
        # Broken off, or naming what is not there, itself, or more than there is.
        pushed(STREAM)[:-200],
        pushed('3:Tffffffff,<p>x\n4:{"body":"$3"}\n'),
        pushed("zz:", ""),
        data([{"body": 1}, [1, 1, 2, 99, -1, True], {"text": 0}] * 200),
        data([["Reactive", 99]] * 200),
    ],
)
def test_states_without_an_article(state: str) -> None:
    assert parse_article(page(f"<div id=app></div>{state}")).blocks == ()


def test_a_text_that_many_places_name_is_put_into_few() -> None:
    many = json.dumps([{"body": "$3"}] * 20_000)
    article = parse_article(page(f"<div id=app></div>{pushed(f'{LONG}4:{many}')}", head=HEAD))
    assert [block.text for block in article.blocks] == TEXT


def rich(node: str, children: str, words: str) -> list[dict[str, object]]:
    """The text as nodes of a rich text: a heading, paragraphs with a word apart in one, and a list of two."""

    def leaf(text: str) -> dict[str, object]:
        return {node: "text", words: text}

    def parent(kind: str, *inner: dict[str, object]) -> dict[str, object]:
        return {node: kind, children: list(inner)}

    first, last = TEXT[0][:30], TEXT[0][30:]
    paragraphs = [parent("paragraph", leaf(first), parent("link", leaf(last)))]
    paragraphs += [parent("paragraph", leaf(text)) for text in TEXT[1:]]
    items = parent("list", *(parent("list-item", parent("paragraph", leaf(line))) for line in POINTS))
    return [*paragraphs, parent("heading-2", leaf("What comes next")), items]


POINTS = ["Pipes of steel pay ten per cent from March.", "Wire rod stays under its quota until June."]
PORTABLE = [
    {
        "_type": "block",
        "style": "normal",
        "children": [{"_type": "span", "text": text[:20]}, {"_type": "span", "text": text[20:]}],
    }
    for text in TEXT
]
HAST = [{"type": "element", "tagName": "p", "children": [{"type": "text", "value": text}]} for text in TEXT]
OTHERS = [f"So the other report begins, which is longer: {text}" for text in TEXT]


@pytest.mark.parametrize(
    "body",
    [
        rich("nodeType", "content", "value"),  # Contentful
        {"nodeType": "document", "content": rich("nodeType", "content", "value")},
        {"type": "doc", "content": rich("type", "content", "text")},  # ProseMirror
        {"root": {"type": "root", "children": rich("type", "children", "text")}},  # Lexical
        {"type": "json", "json": rich("type", "children", "data")},
    ],
)
def test_a_rich_text_in_a_state(body: object) -> None:
    state = data(
        {"cache": {"Article:1": {"headline": HEADLINE, 'body({"for":"web"})': body}}}, 'id="__NEXT_DATA__"'
    )
    article = parse_article(page(f"<div id=app></div>{state}", head=HEAD))
    assert [block.text for block in article.blocks] == [*TEXT, "What comes next", *POINTS]
    assert [block.kind for block in article.blocks[-3:]] == ["subhead", "list_item", "list_item"]


@pytest.mark.parametrize("body", [PORTABLE, HAST])
def test_a_rich_text_of_styles_or_tags(body: object) -> None:
    article = parse_article(page(f"<div id=app></div>{data({'body': body})}", head=HEAD))
    assert [block.text for block in article.blocks] == TEXT


def test_of_several_bodies_in_a_state_that_of_the_pages_title() -> None:
    articles = {
        "a": {"headline": "Quotas on wire rod stay for now", "body": OTHERS},
        "b": {"headline": HEADLINE, "body": TEXT},
    }
    article = parse_article(page(f"<div id=app></div>{data(articles)}", head=HEAD))
    assert [block.text for block in article.blocks] == TEXT


def test_a_stated_text_without_its_breaks_is_parted_as_in_the_state() -> None:
    ld: dict[str, object] = {
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "articleBody": " ".join([*TEXT, *TEXT]),
    }
    articles = {"a": {"body": [*OTHERS, *OTHERS]}, "b": {"body": [*TEXT, *TEXT]}}
    article = parse_article(page(f"<div id=app></div>{data(articles)}", head=HEAD, ld=ld))
    assert [block.text for block in article.blocks] == [*TEXT, *TEXT]
    alone = parse_article(page(f"<div id=app></div>{data({'a': {'body': OTHERS}})}", head=HEAD, ld=ld))
    assert [block.text for block in alone.blocks] == [ld["articleBody"]]


def test_nodes_that_are_named_in_several_places_are_read_a_limited_number_of_times() -> None:
    """Two places for each of sixty nodes in each other are more than anybody reads."""
    nodes: list[object] = [{"body": 1}]
    for at in range(1, 121, 2):
        nodes += [[at + 1, at + 1], {"type": 121, "children": at + 2}]
    nodes.append("paragraph")
    article = parse_article(page(f"<div id=app></div>{data(nodes, 'id=__NUXT_DATA__')}", head=HEAD))
    assert article.headline == HEADLINE


def test_a_short_text_below_the_title_is_not_the_body() -> None:
    writer = {"bio": {"text": " ".join(TEXT[:2])}}
    state = {
        "article": {
            "headline": HEADLINE,
            "author": writer,
            "parts": {"main": {"more": {"body": [*TEXT, *TEXT]}}},
        }
    }
    article = parse_article(page(f"<div id=app></div>{data(state)}", head=HEAD))
    assert [block.text for block in article.blocks] == [*TEXT, *TEXT]


def test_what_is_no_text_in_a_rich_text() -> None:
    asides = [
        {
            "type": "element",
            "tagName": "script",
            "children": [{"type": "text", "value": "window.slot = window.slot || []; " * 4}],
        },
        {"type": "comment", "value": "The advertisement begins here, please do not remove this line."},
        {
            "type": "element",
            "tagName": "div",
            "children": [{"type": "link", "children": [{"text": f"Section {n}"}]} for n in range(9)],
        },
    ]
    box = {"type": "element", "tagName": "section", "children": HAST[2:]}
    article = parse_article(page(f"<div id=app></div>{data({'body': [*HAST[:2], *asides, box]})}", head=HEAD))
    assert [block.text for block in article.blocks] == TEXT


def test_a_level_that_is_no_number() -> None:
    nodes: list[object] = [
        {"body": 1},
        [2, 3],
        {"type": 4, "content": 5, "attrs": 6},
        {"type": 4, "content": 5},
        "heading",
    ]
    nodes += [[7], {"level": 8}, {"text": 9}, [10], TEXT[0], *([at + 1] for at in range(10, 3010)), "end"]
    assert (
        parse_article(page(f"<div id=app></div>{data(nodes, 'id=__NUXT_DATA__')}", head=HEAD)).headline
        == HEADLINE
    )
