"""Feeds, sitemaps and pages: what they name, and what is said when they name nothing."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.fetch.discover import find_feeds, parse_feed, parse_sitemap, section_links, url_list
from newsarchive.urls import is_web_url

HOME = "https://news.example/"
FEED = "https://news.example/feed.xml"
MAP = "https://news.example/sitemap.xml"

RSS = """<?xml version="1.0"?><rss version="{version}"><channel><title>Harbour Post</title>
<link>https://news.example/</link>
<item><title>Steel quotas &amp; &lt;b&gt;duties&lt;/b&gt;</title>
<link>/steel?utm_source=rss#top</link><guid isPermaLink="false">42</guid>
<pubDate>Mon, 02 Jan 2017 10:00:00 +0100</pubDate></item>
<item><title>Grain</title><guid>https://news.example/grain</guid></item>
</channel></rss>"""

RSS_1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://news.example/">
<title>x</title></channel><item rdf:about="https://news.example/steel"><title>Steel</title>
<link>https://news.example/steel</link><dc:date>2017-01-02T10:00:00+01:00</dc:date></item></rdf:RDF>"""

ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/a/">
<title>x</title><entry><title type="html">Steel &amp;amp; tin</title><id>tag:news.example,2017:1</id>
<link rel="self" href="https://news.example/1.atom"/><link href="steel"/>
<published>2017-01-02T10:00:00+01:00</published><updated>2017-01-03T00:00:00Z</updated></entry></feed>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/steel", "title": "Steel", "date_published": "2017-01-02T10:00:00+01:00"},
            {"id": "https://news.example/grain"},
            {"id": 3},
            "nonsense",
        ],
    }
)

NINE = datetime(2017, 1, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize("version", ["0.91", "0.92", "2.0"])
def test_rss(version: str) -> None:
    feed = parse_feed(RSS.format(version=version).encode(), FEED, "application/rss+xml")
    assert [c.url for c in feed.candidates] == ["https://news.example/steel", "https://news.example/grain"]
    assert feed.candidates[0].title == "Steel quotas & duties"
    assert feed.candidates[0].published_at == NINE
    assert feed.candidates[0].found_in == FEED
    assert feed.problem is None and not feed.failed and feed.items == 2


def test_rss_1_and_its_dublin_core_date() -> None:
    feed = parse_feed(RSS_1.encode(), FEED)
    assert [c.url for c in feed.candidates] == ["https://news.example/steel"]
    assert (feed.candidates[0].published_at or feed.candidates[0].modified_at) == NINE


def test_atom_with_a_base() -> None:
    feed = parse_feed(ATOM.encode(), FEED)
    (one,) = feed.candidates
    assert one.url == "https://news.example/a/steel"
    assert one.published_at == NINE
    assert one.modified_at == datetime(2017, 1, 3, tzinfo=UTC)
    assert feed.kind == "atom10"


def test_json_feed() -> None:
    feed = parse_feed(JSON.encode(), FEED)
    assert [c.url for c in feed.candidates] == ["https://news.example/steel", "https://news.example/grain"]
    assert feed.candidates[0].published_at == NINE
    assert (feed.kind, feed.problem) == ("json", None)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_feeds_in_other_encodings(encoding: str) -> None:
    text = RSS.format(version="2.0").replace(
        'version="1.0"', 'version="1.0" encoding="utf-16"', encoding != "utf-8-sig"
    )
    text = text.replace("Grain", "Grüße aus 東京")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    feed = parse_feed(mark + text.encode(encoding), FEED)
    assert len(feed.candidates) == 2
    assert feed.candidates[1].title == "Grüße aus 東京"


EMPTY_BUT_SOUND = [
    b"<rss version='2.0'><channel><title>x</title></channel></rss>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>",
    b'{"version": "https://jsonfeed.org/version/1", "items": []}',
]

NO_FEED = [
    (b"", "empty answer"),
    (b"  \n", "empty answer"),
    (b"<!DOCTYPE html><html><head><title>x</title></head><p>Soon back</p></html>", "HTML"),
    (b"\xef\xbb\xbf\n<!-- a --><HTML><body>x", "HTML"),
    (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html xmlns='x'></html>", "HTML"),
    (b"Service unavailable", "not a feed"),
    (b"/etc/passwd", "not a feed"),
    (b"\x00\x01\x02\xff" * 100, "not a feed"),
    (b"<urlset xmlns='x'><url><loc>https://news.example/a</loc></url></urlset>", "not a feed"),
    (b'{"error": "no"}', "not a JSON Feed"),
    (b'["a"]', "not a JSON Feed"),
    (b'{"items": ', "not JSON"),
    (b"[" * 100_000, "not JSON"),
]


@pytest.mark.parametrize("body", EMPTY_BUT_SOUND)
def test_an_empty_feed_is_not_a_failed_one(body: bytes) -> None:
    feed = parse_feed(body, FEED)
    assert (feed.candidates, feed.problem, feed.failed) == ((), None, False)


@pytest.mark.parametrize(("body", "says"), NO_FEED)
def test_what_is_no_feed_says_so(body: bytes, says: str) -> None:
    feed = parse_feed(body, FEED)
    assert feed.failed and feed.candidates == ()
    assert says in (feed.problem or "")


def test_items_without_links_are_a_problem() -> None:
    feed = parse_feed(b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", FEED)
    assert "usable link" in (feed.problem or "")


def test_links_that_are_no_web_addresses_are_left_out() -> None:
    items = "".join(
        f"<item><link>{link}</link></item>" for link in ("javascript:x()", "file:///etc/passwd", "/good")
    )
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), FEED)
    assert [c.url for c in feed.candidates] == ["https://news.example/good"]


def test_a_feed_of_50_000_entries_is_read_up_to_the_limit() -> None:
    items = "".join(f"<item><link>https://news.example/{n}</link></item>" for n in range(50_000))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), FEED, limit=300)
    assert len(feed.candidates) == 300
    assert feed.candidates[0].url == "https://news.example/0"
    assert feed.problem == "only the first 300 items were read"


def test_exactly_the_limit_is_no_problem() -> None:
    items = "".join(f"<item><link>https://news.example/{n}</link></item>" for n in range(5))
    feed = parse_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), FEED, limit=5)
    assert len(feed.candidates) == 5 and feed.problem is None


BOMB = (
    "<!DOCTYPE x [<!ENTITY a0 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    + "<!ENTITY file SYSTEM 'file:///etc/passwd'>]>"
)


def test_entity_bombs_do_not_go_off_in_feeds() -> None:
    body = f"<?xml version='1.0'?>{BOMB}{RSS.format(version='2.0').partition('?>')[2]}"
    body = body.replace("Grain", "&a11;&file;Grain")
    feed = parse_feed(body.encode(), FEED)
    assert [c.url for c in feed.candidates] == ["https://news.example/steel", "https://news.example/grain"]
    assert len(feed.candidates[1].title or "") < 600
    assert "root:" not in (feed.candidates[1].title or "")


def test_control_characters_in_titles_are_taken_out() -> None:
    feed = parse_feed(json.dumps({"items": [{"url": "/a", "title": "a\x1b[31m\u202eb\n c"}]}).encode(), FEED)
    assert feed.candidates[0].title == "a [31m b c"


# --- sitemaps ---------------------------------------------------------------------------------------

URLSET = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/steel?a=1&amp;b=2 </loc><lastmod>2017-01-02</lastmod>
<image:image><image:loc>https://news.example/ship.jpg</image:loc><image:title>A ship</image:title>
</image:image></url>
<url><image:image><image:loc>https://news.example/other.jpg</image:loc></image:image>
<loc>https://news.example/grain</loc>
<news:news><news:publication><news:name>Post</news:name></news:publication>
<news:publication_date>2017-01-02T10:00:00+01:00</news:publication_date>
<news:title>Grain &amp; oil</news:title></news:news>
</url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/2017.xml</loc><lastmod>2017-06-01T00:00:00Z</lastmod></sitemap>
<sitemap><loc>https://news.example/sitemap.xml</loc></sitemap></sitemapindex>"""


def test_urlset_with_news_and_images() -> None:
    found = parse_sitemap(URLSET.encode(), MAP)
    assert [c.url for c in found.candidates] == [
        "https://news.example/steel?a=1&b=2",
        "https://news.example/grain",
    ]
    assert found.candidates[0].modified_at == datetime(2017, 1, 2, tzinfo=UTC)
    assert found.candidates[1].published_at == NINE
    assert found.candidates[1].title == "Grain & oil"
    assert (found.kind, found.problem) == ("urlset", None)


def test_index() -> None:
    found = parse_sitemap(INDEX.encode(), MAP)
    assert [link.url for link in found.sitemaps] == ["https://news.example/2017.xml", MAP]
    assert found.sitemaps[0].modified_at == datetime(2017, 6, 1, tzinfo=UTC)
    assert found.kind == "index" and not found.candidates


def test_text_gzip_and_feeds_in_a_sitemaps_place() -> None:
    text = b"https://news.example/a\r\nhttps://news.example/b\r\n"
    assert [c.url for c in parse_sitemap(text, MAP).candidates] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
    packed = parse_sitemap(gzip.compress(URLSET.encode()), MAP + ".gz")
    assert len(packed.candidates) == 2 and packed.problem is None
    assert len(parse_sitemap(ATOM.encode(), MAP).candidates) == 1
    assert parse_sitemap(RSS.format(version="2.0").encode(), MAP).kind == "rss20"


def test_entries_without_an_address_name_nothing() -> None:
    found = parse_sitemap(b"<urlset><url><loc/></url><url/><url><loc> </loc></url></urlset>", MAP)
    assert (found.candidates, found.kind, found.problem) == ((), "urlset", None)


def test_a_bare_ampersand_costs_nothing_else() -> None:
    broken = URLSET.replace("a=1&amp;b=2", "a=1&b=2")
    assert "https://news.example/grain" in [c.url for c in parse_sitemap(broken.encode(), MAP).candidates]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty answer"),
        (b"<!doctype html><p>x", "HTML"),
        (b"hello", "neither XML nor a list"),
        (b"<svg><path/></svg>", "<svg>"),
        (gzip.compress(b""), "empty answer"),
        (b"\x1f\x8b\x08\x00garbage", "gzip"),
        (b"<", "XML"),
    ],
)
def test_what_is_no_sitemap_says_so(body: bytes, says: str) -> None:
    found = parse_sitemap(body, MAP)
    assert found.failed and not found.candidates
    assert says in (found.problem or "")


def test_a_cut_gzip_gives_what_there_is_and_says_so() -> None:
    many = "".join(f"<url><loc>https://news.example/{n * 7919}</loc></url>" for n in range(5000))
    packed = gzip.compress(f"<urlset>{many}</urlset>".encode())
    found = parse_sitemap(packed[: len(packed) // 2], MAP)
    assert 0 < len(found.candidates) < 5000
    assert "cut" in (found.problem or "")


def test_a_gzip_bomb_is_cut() -> None:
    found = parse_sitemap(gzip.compress(b"<urlset>" + b" " * 80_000_000), MAP)
    assert not found.candidates
    assert "more than" in (found.problem or "")


def test_limits_on_the_number_of_urls() -> None:
    many = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(50))
    found = parse_sitemap(f"<urlset>{many}</urlset>".encode(), MAP, limit=10)
    assert len(found.candidates) == 10 and found.problem == "only the first 10 URLs were read"
    assert parse_sitemap(f"<urlset>{many}</urlset>".encode(), MAP, limit=50).problem is None


def test_entity_bombs_do_not_go_off_in_sitemaps() -> None:
    body = f"<?xml version='1.0'?>{BOMB}<urlset><url><loc>/a</loc><t>&a11;&file;</t></url></urlset>"
    assert [c.url for c in parse_sitemap(body.encode(), MAP).candidates] == ["https://news.example/a"]


def test_300_000_attributes_and_deep_nesting_are_no_trap() -> None:
    attributes = " ".join(f'a{n}=">"' for n in range(300_000))
    body = f"<urlset><url {attributes}><loc>https://news.example/a</loc></url></urlset>"
    assert len(parse_sitemap(body.encode(), MAP).candidates) == 1
    nested = "<url>" * 100_000 + "<loc>https://news.example/a</loc>"
    assert parse_sitemap(f"<urlset>{nested}".encode(), MAP).kind in ("urlset", None)


# --- pages --------------------------------------------------------------------------------------------

FRONT = """<!doctype html><html><head><base href="https://news.example/base/">
<link rel="stylesheet" href="x.css"><link rel="alternate" type="text/html" hreflang="fr" href="/fr">
<link rel="alternate" type="application/rss+xml" title="News" href="/feed?a=1&amp;b=2">
<LINK REL='alternate' TYPE='application/atom+xml; charset=utf-8' HREF='atom.xml'>
<link rel="alternate" type="application/rss+xml" href="/comments/feed">
<link rel="alternate" type="application/feed+json" href="javascript:x">
<!-- <link rel="alternate" type="application/rss+xml" href="/old"> --></head><body>
<nav><a href="/2017/01/02/quota-talks-end-without-result">Quota talks end without a result</a></nav>
<h2><a href="/2017/01/02/steel-duties-rise-again">Steel duties rise again</a></h2>
<a href="/2017/01/02/steel-duties-rise-again?utm_source=home"><img src="a.jpg"></a>
<a href="/economy/48213-grain-deal">Ministers sign a grain deal after long talks</a>
<article><a href="/korn">穀物協定が調印される見通し</a></article>
<a href="/tag/steel-and-other-metals-2017">All about steel and metals</a>
<a href="/about-us">About us and what we do</a>
<a href="/images/2017/01/map-of-ports.jpg">A map of all ports</a>
<a href="https://other.example/2017/01/02/a-story-of-another-site">A story of another site</a>
<a href="/">Home</a> <a href="#top">Top of this very long page</a>
<a href="mailto:x@news.example">Write to the editors now</a>
<script>document.write('<a href="/2017/01/02/made-by-a-script">Made by a script only</a>')</script>
<footer><h3><a href="/2016/12/12/terms-and-conditions-of-use">Terms and conditions of use</a></h3></footer>
</body></html>"""


def test_find_feeds() -> None:
    assert find_feeds(FRONT.encode(), HOME) == (
        "https://news.example/feed?a=1&b=2",
        "https://news.example/base/atom.xml",
    )


def test_comment_feeds_are_taken_when_there_are_no_others() -> None:
    page = b'<link rel=alternate type="application/rss+xml" href=/comments/feed>'
    assert find_feeds(page, HOME) == ("https://news.example/comments/feed",)


def test_section_links() -> None:
    found = section_links(FRONT.encode(), HOME)
    assert [c.url for c in found] == [
        "https://news.example/2017/01/02/steel-duties-rise-again",
        "https://news.example/economy/48213-grain-deal",
        "https://news.example/korn",
    ]
    assert found[0].title == "Steel duties rise again"
    assert len(section_links(FRONT.encode(), HOME, limit=2)) == 2


@pytest.mark.parametrize(
    "trap",
    [
        "<script>" * 300_000,
        "<!--" * 500_000,
        '<a x="' * 300_000,
        "<a " + "x=1 " * 500_000,
        "<a href='" + "/a" * 1_000_000,
        "\"<a x'\" '" * 200_000,
        "<a " + " ".join(f'a{n}=">"' for n in range(200_000)) + ">",
        "<h2><a href=/2017/01/02/x-y-z-w>" * 100_000,
    ],
)
def test_pages_that_want_our_time_do_not_get_it(trap: str) -> None:
    """Each of these holds up a matcher that looks back; the test's own time limit is the measure."""
    good = '<a href="/2017/01/02/steel-duties-rise-again">Steel duties rise again</a>'
    assert len(section_links((good + trap).encode(), HOME)) >= 1
    assert find_feeds(trap.encode(), HOME) == ()


def test_url_list() -> None:
    text = (
        "# list\nhttps://news.example/a\n\n  https://www.news.example/a/ \nnonsense\nhttps://news.example/b\n"
    )
    assert [c.url for c in url_list(text)] == ["https://news.example/a", "https://news.example/b"]


@given(
    body=st.binary(max_size=400),
    start=st.sampled_from(
        [
            b"",
            b"<rss version='2.0'><item><link>",
            b"<urlset><url><loc>",
            b'{"items": [{"url": ',
            b"\x1f\x8b",
            b"<a href=",
            b"<?xml version='1.0' encoding='",
        ]
    ),
)
def test_any_bytes_are_survived(body: bytes, start: bytes) -> None:
    for candidate in (
        *parse_feed(start + body, FEED).candidates,
        *parse_sitemap(start + body, MAP).candidates,
        *section_links(start + body, HOME),
    ):
        assert is_web_url(candidate.url)
    find_feeds(start + body, HOME)
