"""The page reader: what lxml must be kept from, and what is gathered once."""

from __future__ import annotations

import pytest

from newsarchive.parse import jsonld
from newsarchive.parse.guard import without_giant_tags
from newsarchive.parse.page import read_page
from newsarchive.parse.text import plain


def texts(html: str) -> list[str]:
    return [run.text for run in read_page(f"<html><body>{html}</body></html>".encode()).runs]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One <b>two</b> three</p><p>Four</p>", ["One two three", "Four"]),
        ("<div>Text<p>par</p>tail</div>", ["Text", "par", "tail"]),
        ("<p>One<br>Two<br><br>Three</p>", ["One", "Two", "Three"]),
        ("<p>A<script>x=1</script>B<style>p{}</style>C</p>", ["ABC"]),
        ("<a href=x><div>Card</div></a>", ["Card"]),
        ("<p>soft\xadhyphen and\u200bzero\xa0space</p>", ["softhyphen andzero space"]),
        ("<ruby>関税<rp>(</rp><rt>かんぜい</rt><rp>)</rp></ruby>が", ["関税(かんぜい)が"]),
        ("<pre>a\n  b</pre>", ["a\n  b"]),
        ("<p>One <x-link>two</x-link> three</p>", ["One two three"]),
        ("<p>One</p><x-card>Two</x-card>", ["One", "Two"]),
        ("<p><b>Rice</b> <i>duty</i></p>", ["Rice duty"]),
        ("<p><span><b>Rice</b> </span><i>duty</i></p>", ["Rice duty"]),
        ("<p><b>Rice</b><i> <u>duty</u></i></p>", ["Rice duty"]),
        ("<p><b>Rice</b> <img src=x><i>duty</i></p>", ["Rice duty"]),
        ("<p><b>Rice</b> <!-- x --><i>duty</i></p>", ["Rice duty"]),
        ("<p><b>Rice</b><img src=x> <i>duty</i></p>", ["Rice duty"]),
        ("<p><b>Rice</b>&nbsp;<i>duty</i></p>", ["Rice duty"]),
        ("<p><b>Rice</b> <span></span>duty</p>", ["Rice duty"]),
        ("<div> <b>Rice</b> <br> <i>duty</i> </div>", ["Rice", "duty"]),
        ("<div><b>Rice</b> <div>tax</div> <i>duty</i></div>", ["Rice", "tax", "duty"]),
        ("<pre><b>rice</b>   <b>5</b>\n</pre>", ["rice   5"]),
    ],
)
def test_runs_are_what_stands_between_two_block_boundaries(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


def test_a_run_counts_its_links_its_bold_text_and_its_breaks() -> None:
    first, second = read_page(
        b"<html><body><p>ab<a href=x>cde</a><b>fg</b><br><br>next</p></body></html>"
    ).runs
    assert (first.size, first.links, first.bold, first.breaks) == (7, 3, 2, 0)
    assert second.breaks == 2


def test_text_of_a_link_around_blocks_counts_as_linked() -> None:
    run = read_page(b"<html><body><a href=x><div><p>A whole card</p></div></a></body></html>").runs[0]
    assert run.links == run.size


def test_every_node_knows_its_runs() -> None:
    page = read_page(b"<html><body><p>a</p><div id=d><p>b</p><p>c</p></div><p>d</p></body></html>")
    node = next(node for node in page.nodes if "d" in node.sig)
    assert [run.text for run in page.runs[node.first : node.last]] == ["b", "c"]


@pytest.mark.parametrize(
    "html",
    [
        "<span class=x><p>One</p>&#8203;<i>&#8203;</i></span>",
        "<p>One</p><div><span class=x>&#8203;<i>&#8203;</i></span></div>",
        "<font class=x><p>One</p>\ufeff</font>",
        "<p>One</p><b class=x>&#8203;</b><p>Two</p>",
        "<p>One <b class=x>two<br></b></p><i class=y> <p>Three</p></i>",
    ],
)
def test_no_node_reaches_beyond_the_last_run(html: str) -> None:
    page = read_page(f"<html><body>{html}</body></html>".encode())
    inner = [node for run in page.runs for _, node in run.inner]
    assert all(node.first <= node.last <= len(page.runs) for node in [*page.nodes, *inner])
    assert all(run.node.first <= run.index < run.node.last for run in page.runs)


@pytest.mark.parametrize(
    ("html", "links", "bold"),
    [
        ("<b>Wall <strong>news</strong></b> here", 0, 9),
        ("<b>Wall <strong>and <i>cold</i></strong></b>", 0, 13),
        ("<b><strong>Wall <i>of</i></strong> stone</b>", 0, 13),
        ("<b>Wall <a href=x>news</a></b>", 4, 9),
        ("<a href=x>Wall <b>news</b> <i>of</i></a> here", 11, 4),
        ("<b>Wall <a href=x>of <strong>stone</strong></a> now</b>", 8, 17),
    ],
)
def test_text_in_two_bold_elements_counts_once(html: str, links: int, bold: int) -> None:
    run = read_page(f"<html><body><p>{html}</p></body></html>".encode()).runs[0]
    assert (run.links, run.bold) == (links, bold)


@pytest.mark.parametrize(
    ("attributes", "bold"),
    [
        ("class=bold", 8),
        ('class="sc-1 font-semibold"', 8),
        ('style="color: red; font-weight:700"', 8),
        ('style="FONT: bold 12px serif"', 8),
        ("class=boldface-note", 0),
        ('style="font-weight: 400"', 0),
        ('style="background: url(bold.png)"', 0),
    ],
)
def test_a_span_that_does_what_a_b_element_does(attributes: str, bold: int) -> None:
    (run,) = read_page(
        f"<html><body><p><span {attributes}>The year</span> ends</p></body></html>".encode()
    ).runs
    assert run.bold == bold


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<x-a><template shadowrootmode=open><p>One</p></template><p>Two</p></x-a>", ["One", "Two"]),
        ("<x-a><Template shadowrootmode='closed' id=b><p>One</p></TEMPLATE></x-a>", ["One"]),
        # What no script has taken out of a template is not shown.
        ("<template><p>One</p></template><p>Two</p>", ["Two"]),
        (
            "<x-a><template shadowrootmode=open><template><p>One</p></template><p>Two</p></template></x-a>Three",
            ["Two", "Three"],
        ),
        ("</template><x-a><template shadowrootmode=open>One", ["One"]),
    ],
)
def test_a_shadow_root_that_the_page_declares_is_shown(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("shown", "hidden", "expected"),
    [
        # A script would fetch the article.
        ("<p>Herald</p>", 30, 30),
        # A notice, or a copy of what is shown.
        ("<p>Herald</p>", 1, 0),
        ("<p>The quotas on wire rod stay in place until May.</p>" * 60, 30, 0),
    ],
)
def test_text_for_browsers_without_scripts(shown: str, hidden: int, expected: int) -> None:
    sentence = "The ministers want to speak about aluminium in May."
    html = f"<body>{shown}<div><noscript>{f'<p>{sentence}</p>' * hidden}</noscript></div></body>"
    assert [run.text for run in read_page(html.encode()).runs].count(sentence) == expected


def test_text_in_two_links_counts_once() -> None:
    table = "<table><tr><td>b <a href=/y>cc</a> d</td></tr></table>"
    runs = read_page(f"<html><body><a href=/x>aa {table}</a></body></html>".encode()).runs
    assert [(run.text, run.links) for run in runs] == [("aa", 3), ("b cc d", 6)]


@pytest.mark.parametrize(
    ("outer", "inner", "kept"), [(3, 4, ["Home", "Duties fall"]), (3, 20, ["Duties fall"])]
)
def test_a_menu_in_a_nav_makes_a_menu_of_it(outer: int, inner: int, kept: list[str]) -> None:
    links = "<a href=x></a>"
    html = f"<nav>{links * outer}<nav>{links * inner}<p>Home</p></nav></nav><p>Duties fall</p>"
    page = read_page(f"<html><body>{html}{'<p>Steel and rice</p>' * 80}</body></html>".encode())
    assert [run.text for run in page.runs[: len(kept)]] == kept


@pytest.mark.parametrize("script", ["null", "1", "true", "1e999", '"text"', "[null]", "[1, [2]]"])
def test_json_ld_without_an_object_holds_none(script: str) -> None:
    html = f'<html><head><script type="application/ld+json">{script}</script></head><p>x</p></html>'
    page = read_page(html.encode())
    assert (page.ld_nodes, [run.text for run in page.runs]) == ((), ["x"])


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('{"a": 1} -->  \n ; ', [{"a": 1}]),
        ('{"a": "x"\n  "b": [1]\n\n"c" : 2}', [{"a": "x", "b": [1], "c": 2}]),
        ('{"a": "x"   "b": 1}', []),
        ('{"a": [1 , ], }', [{"a": [1]}]),
    ],
)
def test_json_ld_that_is_repaired(script: str, expected: list[object]) -> None:
    assert jsonld.read_json(script) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a<b>b</b>c", "a b c"),
        ("a<!-- x -->b<!-- <i> -->c", "a b c"),
        ("a<!-- x --><!-- y", "a <!-- y"),
        ("a<!-- <!-- x -->b-->", "a b-->"),
        ("a <!--> b --> c", "a c"),
        ("a<!--" + "x" * 2_001 + "<!-- y -->b", "a<!--" + "x" * 2_001 + " b"),
        ("a < b <!-- x --> c>", "a < b c>"),
        ("a&amp;#" + "9" * 5_000 + ";b", "a\ufffdb"),
        ("a\ud800b\udc00", "ab"),
    ],
)
def test_a_metadata_value_as_text(value: str, expected: str) -> None:
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("script", "headline"),
    [
        ('{"@type":"NewsArticle","headline":"Tariffs"}', "Tariffs"),
        ('<!-- {"@type":"NewsArticle","headline":"Tariffs"} -->', "Tariffs"),
        ('{"@type":"NewsArticle","headline":"Tariffs",}', "Tariffs"),
        ('{"@type":"NewsArticle","headline":"Tariffs"};', "Tariffs"),
        ('{"@type":"NewsArticle","headline":"Tariffs","articleBody":"one\ntwo"}', "Tariffs"),
        ('{"@type":"NewsArticle","headline":"Tariffs","x":"a\\\'b"}', "Tariffs"),
        (
            '{"@graph":[{"@type":"WebSite"},{"@type":["Article","NewsArticle"],"headline":"Tariffs"}]}',
            "Tariffs",
        ),
        (
            '{"@type":"WebPage","mainEntity":{"@type":"http://schema.org/NewsArticle","headline":"Tariffs"}}',
            "Tariffs",
        ),
        ('{"@type":"WebSite"} {"@type":"NewsArticle","headline":"Tariffs"}', "Tariffs"),
        ('//<![CDATA[\n{"@type":"NewsArticle","headline":"Tariffs"}\n//]]>', "Tariffs"),
    ],
)
def test_json_ld_is_read_the_way_pages_write_it(script: str, headline: str) -> None:
    page = read_page(
        f'<html><head><script type="application/ld+json">{script}</script></head><p>x</p><p>y</p>'.encode()
    )
    assert page.ld_articles[0]["headline"] == headline


@pytest.mark.parametrize(
    "bomb",
    ["[" * 200_000, '{"a":' * 100_000, '[{"@type":"Article"}' * 5000, '{"n":' + "9" * 100_000 + "}", "{"],
)
def test_json_bombs_give_an_issue_and_no_exception(bomb: str) -> None:
    page = read_page(
        f'<html><head><script type="application/ld+json">{bomb}</script></head><body><p>x</p></body></html>'.encode()
    )
    assert "json-ld-broken" in [issue.code for issue in page.issues]


def test_nodes_are_bounded() -> None:
    assert len(list(jsonld.nodes([{"@type": "Article"}] * 20_000))) <= jsonld.MAX_NODES + 1


def test_own_article_comes_before_related_ones() -> None:
    script = """[{"@type":"NewsArticle","url":"https://a.example/2","headline":"Related"},
                 {"@type":"NewsArticle","url":"https://a.example/1","headline":"Own"}]"""
    html = (
        f'<html><head><script type="application/ld+json">{script}</script></head><body><p>x</p></body></html>'
    )
    assert read_page(html.encode(), url="https://a.example/1").ld_articles[0]["headline"] == "Own"


@pytest.mark.parametrize("value", ["1", '"1"', "'1'", '">"', '"</p>"'])
def test_giant_tags_lose_their_attributes(value: str) -> None:
    tag = "<p " + " ".join(f"a{i}={value}" for i in range(60_000)) + ">"
    data = f"<html><body>{tag}kept</p><p class=x>also</p></body></html>".encode()
    slim, count = without_giant_tags(data)
    assert count == 1
    assert slim == b"<html><body><p>kept</p><p class=x>also</p></body></html>"
    assert [run.text for run in read_page(data).runs] == ["kept", "also"]


@pytest.mark.parametrize(
    "ahead",
    [
        b"<!-- <script -->",
        b"<!-- <script --!>",
        b"<title><script></title>",
        b"<textarea><style></textarea>",
        b"<style><script></style>",
        b"<svg><style></svg>",
        b'<p title="<script>">',
        b"<script><style></script>",
    ],
)
def test_what_looks_like_a_script_hides_no_giant_tag(ahead: bytes) -> None:
    tag = b"<p " + b" ".join(b"a%d" % number for number in range(3000)) + b">"
    page = b"<html><body>" + ahead + tag + b"Duty " + b"and so on " * 60_000
    slim, count = without_giant_tags(page)
    assert count == 1
    assert slim == page.replace(tag, b"<p>")


@pytest.mark.parametrize("name", [b"script", b"style", b"textarea", b"iframe"])
def test_what_holds_no_tags_is_left_as_it_is(name: bytes) -> None:
    inside = b"a<b " + b" ".join(b"a%d" % number for number in range(3000)) + b">"
    page = b"<html><body><" + name + b">" + inside + b"</" + name + b">" + b"and so on " * 60_000
    assert without_giant_tags(page) == (page, 0)


def test_long_values_and_scripts_are_no_giant_tags() -> None:
    data = f'<html><img src="data:{"QUJD " * 60_000}"><script>if(a<b){{{"x=1 " * 60_000}}}</script><p>x</p></html>'.encode()
    assert without_giant_tags(data) == (data, 0)


def test_nesting_beyond_the_parsers_limit_loses_no_text() -> None:
    page = read_page(
        b"<html><body>" + b"<div>" * 100_000 + b"<p>deep down</p>" + b"</div>" * 100_000 + b"</body></html>"
    )
    assert [run.text for run in page.runs] == ["deep down"]
    assert "tree-cut" in [issue.code for issue in page.issues]


_FONTS = "".join(f"<p><font size={number}>duty {number}" for number in range(3_000))


@pytest.mark.parametrize(
    ("html", "issues"),
    [
        (_FONTS, ["tree-cut"]),
        (_FONTS.replace("<font size", "<I CLASS"), ["tree-cut"]),
        (_FONTS.replace("<font size=", '<b title=">" id='), ["tree-cut"]),
        # Alike, closed, and of an element that no paragraph hands on.
        ("".join(f"<p><font size=2>duty {number}" for number in range(3_000)), []),
        (_FONTS.replace("<p>", "</font><p>"), []),
        (_FONTS.replace("font", "span"), []),
    ],
)
def test_marks_of_type_that_are_never_closed(html: str, issues: list[str]) -> None:
    page = read_page(f"<html><body>{html}</body></html>".encode())
    assert [issue.code for issue in page.issues] == issues
    assert [run.text for run in page.runs] == [f"duty {number}" for number in range(3_000)]
    assert len(page.nodes) < 10_000


def test_few_marks_in_a_page_of_many_tags() -> None:
    marks = "".join(f"<{tag}>" * 3 for tag in "b big code em i s small strike strong tt u".split())
    page = read_page(f"<html><body>{marks}{'<p>x' * 100_000}</body></html>".encode())
    assert [issue.code for issue in page.issues] == ["tree-cut"]
    assert len(page.runs) == 100_000


def test_html_sent_as_plain_text_is_read_as_html() -> None:
    assert not read_page(
        b"<html><body><p>x</p><p>y</p></body></html>", content_type="text/plain"
    ).is_plain_text
    assert read_page(b"a < b and <c>\n\nplain words").is_plain_text
