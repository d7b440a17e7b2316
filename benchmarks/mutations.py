"""Broken pages for the parser: mutations of good ones, and hostile ones made from nothing.

Used by `benchmarks/fuzz_parser.py` (the long run) and by the tests (a short share of it).
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROSE = "The ministers met again and spoke about quotas for steel, about rice and about the price of tea. "

ARTICLE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quotas for steel stay - The Example</title>
<meta property="og:title" content="Quotas for steel stay"><meta property="article:published_time" content="2017-10-17T12:00:00+06:00">
<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"NewsArticle","headline":"Quotas for steel stay",
"datePublished":"2017-10-17T12:00:00+06:00","dateModified":"2017-10-18","author":[{{"@type":"Person","name":"Ann Example"}}],
"articleBody":"{PROSE}"}},{{"@type":"BreadcrumbList","itemListElement":[{{"@type":"ListItem","position":1,"name":"Trade"}}]}}]}}</script>
<script id="__NEXT_DATA__" type="application/json">{{"props":{{"published":"2017-10-17","body":["{PROSE}"]}}}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/trade">Trade</a></li></ul></nav>
<article><h1>Quotas for steel stay</h1><p class="byline">By Ann Example | <time datetime="2017-10-17T12:00:00+06:00">17 October 2017</time></p>
<p class="standfirst">Talks in Dhaka end without a result.</p><figure><img src="a.jpg"><figcaption>A port</figcaption></figure>
<p>{PROSE * 3}</p><h2>What was said</h2><p>{PROSE * 4}</p><blockquote><p>{PROSE}</p></blockquote>
<ul><li>{PROSE}</li><li>Steel &amp; rice</li></ul><table><tr><td>2016</td><td>4.5</td></tr></table><pre>a  b
c</pre></article><aside class="related"><a href="/x">Rice: more</a> <time>1 May 2018</time></aside>
<div class="comments"><p>A reader, 2 hours ago: {PROSE}</p></div><footer>Copyright 1999-2018</footer></body></html>"""

BREAKS = f"""<html><head><title>Rice duty</title></head><body bgcolor=white><table><tr><td width=600><font size=5><b>Rice duty falls</b></font>
<br>Published at 12:00 pm October 17th, 2017<br><br>{PROSE * 3}<br><br><b>Relationship test</b><br><br>{PROSE * 5}<br>&nbsp;<br>{PROSE}
<div><span>{PROSE}</span>{PROSE}</div></td><td>Monday, Jul 16, 2018<br>Last Update : 07:39 pm</td></tr></table></body></html>"""

PLAIN = (
    "\u2022 Monday, Jul 16, 2018\n\u2022 Last Update : 07:39 pm\n\nRice duty falls\n\n\u2022 Published at 12:00 pm October 17th, 2017\n"
    f"Rice duty falls\n{PROSE * 4}\n\nRelationship test\n\n{PROSE * 4}\n"
)

CHINESE = (
    "<html lang=zh><head><meta charset=gb2312><title>大米关税下调</title></head><body><h1>大米关税下调</h1>"
    "<div class=info>发布时间：2017年10月17日 12:00 来源：示例报</div><div id=content>"
    + "<p>部长们再次会面，谈到了钢铁配额、大米和茶叶的价格。会谈没有结果，下个月继续。</p>" * 6
    + "</div></body></html>"
)

PERSIAN = (
    "<html lang=fa dir=rtl><head><meta charset=utf-8><title>تعرفه برنج</title></head><body><h1>تعرفه برنج کاهش یافت</h1>"
    "<span class=date>سه‌شنبه ۲۵ مهر ۱۳۹۶ - ۱۲:۳۰</span>"
    + "<p>وزیران درباره سهمیه فولاد و قیمت برنج و چای گفتگو کردند.</p>" * 5
    + "</body></html>"
)

INVENTED: tuple[bytes, ...] = (
    ARTICLE.encode(),
    BREAKS.encode(),
    PLAIN.encode(),
    CHINESE.encode("gb18030"),
    PERSIAN.encode(),
    ARTICLE.encode("utf-16"),
)
"""Pages of many kinds, all invented."""

_TAG = re.compile(rb"<[^<>]{1,200}>")
_NUMBER = re.compile(rb"\d+")
_NASTY = (
    b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"&#x110000;", b"&#0;", b"&amp", b"<!--", b"-->", b"]]>", b"<![CDATA[", b"<", b">", b'"',
    b"</body></html>", b"</script>", b"<script>", b"<template>", b"<svg><p>", b"<math><mi>", b"<table><td>", b"<p" + b" a" * 50,
    b"<br>" * 50, b"<select><option>", b"<plaintext>", b"<textarea>", b"<frameset>", b"<base href=//[>", b"\r\n\t\x0b\x0c", b"\xe2\x80\xae",
    b"<time datetime='9999-99-99T99:99:99+99:99'>", b"<time datetime=99999999999999999999>", b"31 February 2017", b"17 Oct 0000",
    b'<script type="application/ld+json">{"@type":["NewsArticle",null,{}],"datePublished":{"@value":[]},"author":[[[]]],"headline":{}}</script>',
    b'<script type="application/ld+json">[[[[{"@graph":"x","@type":5}]]]]</script>', b"<meta content><meta name=date content=''>",
)  # fmt: skip

Mutation = Callable[[random.Random, bytes, bytes], bytes]


def _place(rng: random.Random, page: bytes) -> int:
    return rng.randrange(len(page) + 1)


def cut(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """The page ends early, as after a lost connection."""
    return page[: _place(rng, page)]


def hole(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """A piece is missing."""
    start = _place(rng, page)
    return page[:start] + page[start + rng.randrange(1, 2_000) :]


def splice(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """The head of one page, the tail of another."""
    return page[: _place(rng, page)] + other[_place(rng, other) :]


def flip(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(page)
    for _ in range(rng.randrange(1, 60)):
        if changed:
            changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def nest(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """A piece stands in many boxes; sometimes they are never closed."""
    start = _place(rng, page)
    end = min(len(page), start + rng.randrange(4_000))
    tag = rng.choice(
        [b"div", b"span", b"table><tr><td", b"ul><li", b"b", b"a", b"blockquote", b"p", b"section", b"font"]
    )
    depth = rng.choice([3, 30, 300, 3_000])
    close = b"" if rng.random() < 0.5 else b"".join(b"</" + t + b">" for t in tag.split(b"><")[::-1]) * depth
    return page[:start] + (b"<" + tag + b">") * depth + page[start:end] + close + page[end:]


def shuffle_tags(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """All tags are there, in another order."""
    tags = _TAG.findall(page)
    rng.shuffle(tags)
    following = iter(tags)
    return _TAG.sub(lambda match: next(following), page)


def drop_tags(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """Some tags are missing."""
    share = rng.random() * 0.5
    return _TAG.sub(lambda match: b"" if rng.random() < share else match[0], page)


def repeat(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """A piece stands there many times."""
    start = _place(rng, page)
    piece = page[start : start + rng.randrange(1, 1_000)]
    return page[:start] + piece * rng.randrange(2, 40) + page[start:]


def insert(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """Nasty pieces in nasty places."""
    for _ in range(rng.randrange(1, 6)):
        place = _place(rng, page)
        page = page[:place] + rng.choice(_NASTY) + page[place:]
    return page


def numbers(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """Other numbers: impossible days, years and zones."""
    values = [
        b"0",
        b"00",
        b"99",
        b"-1",
        b"2017",
        b"9999",
        b"10000",
        b"1" * 30,
        b"1e9",
        "\u0662\u0665".encode(),
        "\u0968".encode(),
        b"12:61",
    ]
    share = rng.random()
    return _NUMBER.sub(lambda match: rng.choice(values) if rng.random() < share else match[0], page)


def recode(rng: random.Random, page: bytes, other: bytes) -> bytes:
    """Another encoding than declared."""
    target = rng.choice(
        ["utf-16", "utf-16-be", "utf-32", "cp1252", "gb18030", "shift_jis", "utf-7", "latin-1"]
    )
    return page.decode("utf-8", "replace").encode(target, "replace")


MUTATIONS: tuple[Mutation, ...] = (
    cut, hole, splice, flip, nest, shuffle_tags, drop_tags, repeat, insert, numbers, recode,
)  # fmt: skip

_LARGEST = 600_000


def mutated(number: int, pages: tuple[bytes, ...]) -> tuple[bytes, str]:
    """The mutated page of a number, always the same, and what was done to make it."""
    rng = random.Random(number)
    page, other = rng.choice(pages), rng.choice(pages)
    names = []
    for _ in range(rng.randrange(1, 5)):
        mutation = rng.choice(MUTATIONS)
        page = mutation(rng, page, other)[:_LARGEST]
        names.append(mutation.__name__)
    return page, "+".join(names)


def pages_of(*folders: Path) -> tuple[bytes, ...]:
    """The invented pages, those of the project's fixtures, and those of other folders (also gzipped)."""
    found = list(INVENTED)
    for folder in folders:
        for path in sorted(folder.rglob("*.html*")):
            data = path.read_bytes()
            found.append(gzip.decompress(data) if path.suffix == ".gz" else data)
    return tuple(found)


@dataclass(frozen=True)
class Hostile:
    """A page that wants to break the parser, and what it may cost."""

    name: str
    make: Callable[[], bytes]
    issue: str | None = None
    """The issue that the record must carry."""
    seconds: float = 10.0
    megabytes: int = 1_500


def _hidden_attributes() -> bytes:
    tag = b"<p " + b" ".join(b"a%d" % number for number in range(100_000)) + b">"
    return ARTICLE.encode() + b"<!-- <script -->" + tag + b"x"


def _endless_title() -> bytes:
    title = " ".join(f"duty{number}" for number in range(300_000))
    heads = "".join(f"<h2>{title[start : start + 150]}</h2>" for start in range(0, 300_000, 150))
    return f"<html><head><title>{title}</title></head><body>{heads}<p>{PROSE}</p></body></html>".encode()


def _many_attributes() -> bytes:
    attributes = " ".join(f"a{number}=1" for number in range(1_000_000))
    return ARTICLE.replace("<article>", f"<article {attributes}>").encode()


def _stated_beside() -> bytes:
    stated = json.dumps({"@type": "NewsArticle", "articleBody": " ".join(map(str, range(300_000)))})
    paragraphs = "".join(f"<p>{number} {PROSE}</p>" for number in range(20_000))
    return _in_body(f'<script type="application/ld+json">{stated}</script>{paragraphs}')


def _quotes() -> bytes:
    return _in_body("".join(f"<blockquote>{n} {PROSE}</blockquote><p>{PROSE} {n}</p>" for n in range(20_000)))


def _large() -> bytes:
    paragraphs = "".join(
        f"<p>{number}. {PROSE * 3}</p>" for number in range(30 * 1024 * 1024 // (3 * len(PROSE) + 12))
    )
    return ARTICLE.replace("<h2>", paragraphs + "<h2>").encode()


def _deep(tag: str, depth: int) -> bytes:
    return ARTICLE.replace("<h2>", f"<{tag}>" * depth + PROSE + f"</{tag}>" * depth + "<h2>").encode()


def _json_bomb() -> bytes:
    return ARTICLE.replace('"@graph":[', '"x":' + "[" * 200_000 + "]" * 200_000 + ',"@graph":[').encode()


def _state_of_names() -> bytes:
    count = 100_000
    values = [{"body": 1}, *([1 + (at * 7 + step) % count for step in range(20)] for at in range(count))]
    return _alone(f'<script type="application/json">{json.dumps(values)}</script>')


def _stream_of_names() -> bytes:
    text = "<p>The quotas stay.</p>" * 5_000
    rows = f"3:T{len(text):x},{text}4:{json.dumps([{'body': '$3'}] * 50_000)}\n"
    return _alone(f"<script>self.__next_f.push([1,{json.dumps(rows)}])</script>")


def _alone(script: str) -> bytes:
    """A page without text: its data are looked through."""
    return f"<html><body><div id=app></div>{script}</body></html>".encode()


def _json_wide() -> bytes:
    nodes = json.dumps(
        [{"@type": "NewsArticle", "datePublished": "2017-10-17", "author": {"@type": "Person", "name": "x"}}]
        * 60_000
    )
    return ARTICLE.replace("</head>", f'<script type="application/ld+json">{nodes}</script></head>').encode()


def _paths_to_a_leaf() -> bytes:
    """Each of ten nodes names the next one three times, as lists of numbers can; the last has a text of 20 KB."""
    nodes: list[object] = [{"body": 1}]
    for at in range(1, 21, 2):
        nodes += [[at + 1] * 3, {"type": 22, "children": at + 2}]
    nodes += [[23], "paragraph", {"text": 24}, "Words of it. " * 1_600]
    return f"<html><body><div id=app></div><script type=application/json id=__NUXT_DATA__>{json.dumps(nodes)}</script>".encode()


def _in_body(text: str) -> bytes:
    return ARTICLE.replace("<h2>", text + "<h2>").encode()


def _in_data(body: str) -> bytes:
    """A page whose text stands in its data only."""
    stated = json.dumps({"@type": "NewsArticle", "articleBody": body}).replace("</", "<\\/")
    return (
        f'<html><body><div>x</div><script type="application/ld+json">{stated}</script></body></html>'.encode()
    )


def _in_head(text: str) -> bytes:
    return ARTICLE.replace("</head>", text + "</head>").encode()


def _heading(text: str) -> bytes:
    return ARTICLE.replace("<h2>", f"<h1>{text} steel</h1><h2>").replace("<h1>", "<h1 class=x>", 1).encode()


def _titled(title: str, head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body><h1>Quotas</h1><p>{PROSE}</p></body></html>".encode()


def _organisations() -> bytes:
    names = json.dumps([{"@type": "Organization", "name": f"The Herald {number}"} for number in range(5_000)])
    parts = " - ".join(f"quota{number}" for number in range(5_000))
    return _titled(parts, f'<script type="application/ld+json">{names}</script>')


def _row() -> bytes:
    return _in_body("<table><tr>" + "".join(f"<td>{n} {PROSE}</td>" for n in range(40_000)) + "</tr></table>")


HOSTILE: tuple[Hostile, ...] = (
    Hostile("30 MB of paragraphs", _large, seconds=30),
    Hostile("70 MB, more than is read", lambda: ARTICLE.encode() + b"<p>x</p>" * 9_000_000, "too-large", 30),
    Hostile("100,000 deep, div", lambda: _deep("div", 100_000), "tree-cut"),
    Hostile("100,000 deep, span", lambda: _deep("span", 100_000), "tree-cut"),
    Hostile("100,000 deep, b", lambda: _deep("b", 100_000), "tree-cut"),
    Hostile("100,000 deep, never closed", lambda: ARTICLE.encode() + b"<div>" * 100_000, "tree-cut"),
    Hostile("1,000,000 attributes in one tag", _many_attributes, "giant-tag"),
    Hostile("100,000 attributes behind what looks like a script", _hidden_attributes, "giant-tag"),
    Hostile("a title of 300,000 words and 2,000 headings", _endless_title),
    Hostile("8 MB on one line", lambda: _in_body("<p>" + PROSE * 85_000 + "</p>")),
    Hostile("8 MB without a space", lambda: _in_body("<p>" + "x" * 8_000_000 + "</p>")),
    Hostile("8 MB of digits", lambda: _in_body("<p>" + "2017" * 2_000_000 + "</p>")),
    Hostile("8 MB of dates", lambda: _in_body("<p>" + "17 Oct 2017, " * 600_000 + "</p>")),
    Hostile("200,000 time elements", lambda: _in_body("<time datetime='2017-10-17'>17 Oct</time>" * 200_000), seconds=20),
    Hostile("200,000 dated boxes", lambda: _in_body("<div class=date>17 Oct 2017</div>" * 200_000), seconds=20),
    Hostile("200,000 headings", lambda: _in_body("<h2>Quotas for steel</h2>" * 200_000), seconds=20),
    Hostile("100,000 lines of one paragraph", lambda: _in_body("<p>" + "Quotas for steel<br>" * 100_000 + "</p>")),
    Hostile("20,000 quotes", _quotes, seconds=20),
    Hostile("20,000 paragraphs beside another stated text", _stated_beside),
    Hostile("500,000 broken entities", lambda: _in_body("&#x110000;&#99999999999;&nope;&amp" * 125_000), seconds=20),
    Hostile("JSON-LD nested 200,000 deep", _json_bomb),
    Hostile("JSON-LD with 60,000 articles", _json_wide),
    Hostile("100,000 values that name one another", _state_of_names),
    Hostile("a stream in which 50,000 places name one text", _stream_of_names),
    Hostile("2,000 JSON-LD scripts", lambda: _in_body('<script type="application/ld+json">{"@type":"Article"}</script>' * 2_000)),
    Hostile("3 MB of NUL bytes", lambda: ARTICLE.encode().replace(b"<h2>", b"\0" * 3_000_000 + b"<h2>")),
    Hostile("4 MB of less-than signs", lambda: b"<" * 4_000_000),
    Hostile("4 MB of open comments", lambda: ARTICLE.encode() + b"<!--" * 1_000_000),
    Hostile("4 MB of open quotes", lambda: ARTICLE.encode() + b"<a b='" * 700_000),
    Hostile("4 MB of open scripts", lambda: ARTICLE.encode() + b"<script>" * 500_000),
    Hostile("4 MB of open drawings", lambda: ARTICLE.encode() + b"<svg><style>" * 330_000),
    Hostile("4 MB of random bytes", lambda: random.Random(1).randbytes(4_000_000)),
    Hostile("UTF-16 that says UTF-8", lambda: ARTICLE.encode("utf-16-le")),
    Hostile("UTF-8 that says Shift-JIS", lambda: ARTICLE.replace("utf-8", "shift_jis").encode()),
    Hostile("an unknown encoding", lambda: ARTICLE.replace("utf-8", "x-klingon").encode()),
    Hostile("12 MB of plain text on one line", (PROSE * 126_000).encode, seconds=20),
    Hostile("200,000 lines of plain text", (PLAIN * 20_000).encode, seconds=20),
    Hostile("20,000 lines of one plain paragraph", lambda: "\n".join(f"{PROSE[:70]}{n}" for n in range(20_000)).encode(), seconds=5),
    Hostile("200,000 spaces behind the end of a comment", lambda: _in_head('<script type="application/ld+json">{"a" -->' + " " * 200_000 + "x</script>"), "json-ld-broken", 2),
    Hostile("200,000 empty lines in broken data", lambda: _in_head('<script type="application/ld+json">x}' + "\n" * 200_000 + "x</script>"), "json-ld-broken", 2),
    Hostile("100,000 open headings in data", lambda: _in_data("<h2>" * 100_000 + PROSE * 9), seconds=5),
    Hostile("200,000 spaces in data", lambda: _in_data("a" + " " * 200_000 + PROSE * 9), seconds=2),
    Hostile("100,000 times the word data", f"<html><body><div>x</div><script>{'DATA' * 100_000}</script></body></html>".encode, seconds=2),
    Hostile("100,000 steps of one address", lambda: _in_body(f"<p>https://facebook.com/a{'/posts/' * 100_000} x</p>"), seconds=2),
    Hostile("100,000 colons in the title", lambda: _titled("：" * 100_000 + " x"), seconds=2),
    Hostile("5,000 parts of a title, 5,000 names of the site", _organisations, seconds=3),
    Hostile("250,000 open comments in a description", lambda: _in_head(f'<meta name=description content="{"&lt;!--" * 250_000}">'), seconds=3),
    Hostile("250,000 dated comments that are open", lambda: _in_body("<!--2020" * 250_000), seconds=3),
    Hostile("10,000 nested menus", lambda: _in_body("<nav>" * 10_000 + f"<p>{PROSE}</p>"), seconds=3),
    Hostile("10,000 headings in 10,000 boxes", lambda: _in_body("<div>" * 10_000 + "<h2>a b</h2>" * 10_000), seconds=5),
    Hostile("5,000 kickers in one heading", lambda: _heading("<span class=kicker>ab </span>" * 5_000), seconds=2),
    Hostile("10,000 headings that end trails", lambda: _in_body("<h1 class=breadcrumb>a</h1>" * 10_000), seconds=5),
    Hostile("8,000 items in 8,000 boxes and no list", lambda: _in_body("<div>" * 8_000 + f"<li>{PROSE}</li>" * 8_000), seconds=5),
    Hostile("8,000 links to authors in 8,000 boxes", lambda: b"<html><h1>Quotas</h1>" + b"<div>" * 8_000 + b"<a rel=author href=/x>12</a>" * 8_000, seconds=3),
    Hostile("10,000 companies as authors", lambda: _in_head("".join(f'<meta name=author content="Zq{n} GmbH">' for n in range(10_000))), seconds=3),
    Hostile("20,000 names in each other", lambda: b"<html><h1>Quotas</h1><div itemprop=author>" + b"<span itemprop=name>" * 20_000 + b"A B", seconds=5),
    Hostile("40,000 cells in one row", _row, seconds=10),
    Hostile("8,000 articles in each other", lambda: _in_body(f"<article><h1>Rice duty</h1><p>{PROSE}" * 8_000), seconds=3),
    Hostile("20,000 logos and a title that is never closed", lambda: _titled("quotas for " * 80_000) + b"<h1 class=logo>Rice</h1>" * 20_000, seconds=5),
    Hostile("20,000 dots between a date and its end", lambda: _in_body(f"<header><h1>Quotas</h1><p>Jan 1, 2020 10:00{'·' * 20_000} the wall.</p></header><p>{PROSE}</p>"), seconds=2),
    Hostile("3,000 lines with two links in one element", lambda: _in_body("<div>" + "<br><br>".join(f"{PROSE} <a href=/{n}>one</a> <a href=/b{n}>two</a>" for n in range(3_000)) + "</div>"), seconds=5),
    Hostile("a long leaf on 60,000 paths of a rich text", _paths_to_a_leaf, seconds=3),
    Hostile("3,000 fonts that are never closed", lambda: _in_body("".join(f"<p><font size={n}>x" for n in range(3_000))), "tree-cut", 2, 300),
    Hostile("18 marks of type around 200,000 paragraphs", lambda: _in_body("<b><i><u>" * 3 + "<s><tt><em>" * 3 + "<p>x" * 200_000), "tree-cut", 10),
    Hostile("a tag of 1 MB that is no element", lambda: _in_body(f"<x{'y' * 1_000_000} class=share><p>3 May 2024</p>"), seconds=2),
    Hostile("nothing", lambda: b""),
)  # fmt: skip
"""Budgets are for one core of a small machine; the worst is stated, not the usual."""
