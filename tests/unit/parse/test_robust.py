"""Any bytes give a record, and the same bytes the same record."""

from __future__ import annotations

import random

import pytest
from tests.unit.parse.pages import PARAGRAPHS, body, page

from newsarchive.parse import explain_article, parse_article

ARTICLE = page(
    f"<article><h1>Duties fall</h1>{body()}</article>",
    head='<meta name="author" content="Ada Brown">',
    ld={"@type": "NewsArticle", "headline": "Duties fall", "author": {"name": "Ada"}},
)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<", b"<html>", b"\x00" * 1000, b"\xff" * 1000, b"<p>" * 10_000, b"<a<b<c", b"<!--" + b"x" * 1000,
        b"<![CDATA[" * 100, b"&#x110000;&#xd800;&bogus;" * 100, b"<script>" * 500, b"<title>" + b"t" * 10_000,
        b"<frameset><frame src=x></frameset>", b"<?xml version='1.0'?><rss><channel><item/></channel></rss>",
        b"<p>a<?php x ?>b</p>", b"<html xmlns:x='y'><x:p>t</x:p></html>", b"<table><tr><td>" * 3000, b"<ul><li>" * 3000, b"<b><i><a>" * 3000,
    ],
)  # fmt: skip
def test_odd_bytes(data: bytes) -> None:
    assert parse_article(data).url == ""
    explain_article(data)


@pytest.mark.parametrize(
    "ld",
    [
        '{"@type":"NewsArticle","headline":{"a":1},"author":[[["x"]]],"keywords":{"b":[]},"articleSection":[{}],"image":[[]]}',
        '{"@type":"NewsArticle","headline":[],"author":null,"datePublished":[1,{}],"publisher":[[]],"inLanguage":5,"description":{}}',
        '{"@type":"BreadcrumbList","itemListElement":{"a":1}}',
        '{"@type":"BreadcrumbList","itemListElement":[1,null,{"item":"x"},{"item":{"name":[]}}]}',
        '{"@type":[1,null,{}],"@graph":"x"}',
        '{"@type":"NewsArticle","isAccessibleForFree":{},"articleBody":["x"],"url":5,"mainEntityOfPage":[],"image":{"url":{}}}',
        '{"@type":"NewsArticle","author":{"@id":["x"]},"creator":{"@id":{}}}',
    ],
)
def test_metadata_of_the_wrong_shape(ld: str) -> None:
    html = f'<html><head><script type="application/ld+json">{ld}</script></head><body><h1>Duties fall</h1>{body()}</body></html>'
    article = parse_article(html.encode(), url="https://herald.example/")
    assert [block.text for block in article.blocks] == PARAGRAPHS


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://[", "https://a.example:port/", "javascript:alert(1)", "//", "https://" + "a" * 5000],
)
def test_any_address(url: str) -> None:
    assert (
        parse_article(
            ARTICLE.replace(b"<title>", b"<link rel=canonical href='http://[x'><title>"), url=url
        ).headline
        == "Duties fall"
    )


def test_equal_bytes_give_equal_records() -> None:
    assert parse_article(ARTICLE) == parse_article(ARTICLE)


def test_mutated_pages() -> None:
    rng = random.Random(2024)
    for _ in range(150):
        data = bytearray(ARTICLE)
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(len(data))
            match rng.randrange(3):
                case 0:
                    data[at] = rng.randrange(256)
                case 1:
                    del data[at : at + rng.randrange(40)]
                case _:
                    data[at:at] = data[max(0, at - rng.randrange(60)) : at]
        parse_article(bytes(data), url="https://herald.example/1")
