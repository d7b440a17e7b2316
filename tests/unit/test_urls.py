"""One article, one address: the spellings that must meet, and those that must not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsarchive.urls import (
    canonical_url,
    clean_url,
    host_of,
    is_web_url,
    join,
    origin_of,
    page_key,
    same_site,
    site_of,
)

CANONICAL = [
    ("HTTP://News.Example.COM/a", "http://news.example.com/a"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("http://example.com:80/a", "http://example.com/a"),
    ("http://example.com:8080/a", "http://example.com:8080/a"),
    ("http://example.com:/a", "http://example.com/a"),
    ("http://example.com./a", "http://example.com/a"),
    (" \n http://example.com/a\t ", "http://example.com/a"),
    ("http://exam\nple.com/a", "http://example.com/a"),
    ("http://example.com/a/./b/../c", "http://example.com/a/c"),
    ("http://example.com/../../a", "http://example.com/a"),
    ("http://example.com/a/%2e%2e/b", "http://example.com/b"),
    ("http://example.com/a/..", "http://example.com/"),
    ("http://example.com/a%7eb%2fc", "http://example.com/a~b%2Fc"),
    ("http://example.com/100%", "http://example.com/100%25"),
    ("http://example.com/%zz", "http://example.com/%25zz"),
    ("http://example.com/zölle", "http://example.com/z%C3%B6lle"),
    ("http://example.com/a b", "http://example.com/a%20b"),
    ("http://zölle.example/a", "http://xn--zlle-5qa.example/a"),
    ("http://example.com/a#comments", "http://example.com/a"),
    ("http://example.com/a?", "http://example.com/a"),
    ("http://example.com/a?&&x=1&", "http://example.com/a?x=1"),
    ("http://example.com/a?b=2&a=1&b=1", "http://example.com/a?a=1&b=2&b=1"),
    ("http://example.com/a?utm_source=rss&utm_medium=feed&id=7", "http://example.com/a?id=7"),
    ("http://example.com/a?UTM_Source=rss", "http://example.com/a"),
    ("http://example.com/a?fbclid=Iw&gclid=1&msclkid=2", "http://example.com/a"),
    ("http://example.com/a?ref=rss", "http://example.com/a"),
    ("http://example.com/a?ref=48213", "http://example.com/a?ref=48213"),
    ("http://example.com/a?from=twitter", "http://example.com/a"),
    ("http://example.com/a?from=2017-01-01", "http://example.com/a?from=2017-01-01"),
    ("http://example.com/a;jsessionid=0A1B?x=1", "http://example.com/a?x=1"),
    ("http://example.com/a?PHPSESSID=abc&x=1", "http://example.com/a?x=1"),
    ("http://example.com/a?sid=0123456789abcdef01234567", "http://example.com/a"),
    ("http://example.com/a?sid=44", "http://example.com/a?sid=44"),
    ("http://example.com/(S(abcdefghij0123456789abcd))/a.aspx", "http://example.com/a.aspx"),
    ("http://m.example.com/a", "http://example.com/a"),
    ("http://mobile.example.co.uk/a", "http://example.co.uk/a"),
    ("http://m.co.uk/a", "http://m.co.uk/a"),
    ("http://m.example/a", "http://m.example/a"),
    ("http://amp.example.com/a", "http://example.com/a"),
    ("http://example.com/amp/a", "http://example.com/a"),
    ("http://example.com/a/amp", "http://example.com/a"),
    ("http://example.com/a/amp/", "http://example.com/a/"),
    ("http://example.com/a.amp", "http://example.com/a"),
    ("http://example.com/a.amp.html", "http://example.com/a.html"),
    ("http://example.com/a?amp", "http://example.com/a"),
    ("http://example.com/a?amp=1&x=2", "http://example.com/a?x=2"),
    ("http://example.com/a?outputType=amp", "http://example.com/a"),
    ("http://example.com/amp", "http://example.com/amp"),
    ("http://example.com/camp", "http://example.com/camp"),
    ("http://example.com/champ/a", "http://example.com/champ/a"),
    ("https://www.google.com/amp/s/www.example.com/a/amp", "https://www.example.com/a"),
    ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/a", "https://www.example.com/a"),
    ("https://www-example-com.cdn.ampproject.org/v/www.example.com/a", "http://www.example.com/a"),
    ("http://user:secret@example.com/a", "http://example.com/a"),
    ("http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"),
    ("http:\\\\example.com\\a", "http://example.com/a"),
    ("mailto:desk@example.com", "mailto:desk@example.com"),
    ("javascript:void(0)", "javascript:void(0)"),
    ("http://[broken/a", "http://[broken/a"),
    ("http://example.com:99999/a", "http://example.com:99999/a"),
    ("", ""),
]


@pytest.mark.parametrize(("url", "wanted"), CANONICAL)
def test_canonical_url(url: str, wanted: str) -> None:
    assert canonical_url(url) == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.com/a", "https://www.example.com/a/"),
        ("http://m.example.com/a?utm_source=x", "https://www.example.com/a"),
        ("https://www.example.com/a?b=1&a=2", "http://example.com/a?a=2&b=1#top"),
        ("https://www.google.com/amp/s/www.example.com/a", "https://example.com/a"),
    ],
)
def test_two_spellings_of_one_page_share_a_key(one: str, other: str) -> None:
    assert page_key(one) == page_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.com/a", "http://example.com/A"),
        ("http://example.com/a?id=1", "http://example.com/a?id=2"),
        ("http://example.com/a", "http://example.org/a"),
        ("http://example.com/a", "http://example.com:8080/a"),
        ("http://www.com/a", "http://com/a"),
    ],
)
def test_two_pages_keep_two_keys(one: str, other: str) -> None:
    assert page_key(one) != page_key(other)


def test_clean_url_leaves_alone_what_a_server_may_need() -> None:
    url = "http://m.example.com/a/amp?b=2&a=1&PHPSESSID=x&utm_source=rss#top"
    assert clean_url(url) == "http://m.example.com/a/amp?b=2&a=1&PHPSESSID=x"
    assert clean_url("http://user:pw@example.com/") == "http://user:pw@example.com/"


def test_hosts_and_sites() -> None:
    assert host_of("HTTPS://User@News.Example.com:8443/a") == "news.example.com"
    assert host_of("http://[::1]/") == "::1"
    assert host_of("ftp://example.com/") is None
    assert origin_of("https://Example.com:443/a?b") == "https://example.com"
    assert origin_of("http://example.com:81/a") == "http://example.com:81"
    assert site_of("news.example.co.uk") == "example.co.uk"
    assert site_of("10.0.0.1") == "10.0.0.1"
    assert same_site("http://www.example.com/", "https://news.example.com/a")
    assert not same_site("http://www.example.com/", "https://example.org/")
    assert not is_web_url("//example.com/a")


@pytest.mark.parametrize(
    ("reference", "wanted"),
    [
        ("b", "https://example.com/x/b"),
        ("/b#c", "https://example.com/b"),
        ("//other.example.com/b", "https://other.example.com/b"),
        ("http://example.com/b?utm_source=x", "http://example.com/b"),
        ("?p=2", "https://example.com/x/a?p=2"),
        ("mailto:a@example.com", None),
        ("javascript:x()", None),
        ("http://[", None),
        ("//[::1", None),
        ("http://", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_join(reference: str, wanted: str | None) -> None:
    assert join("https://example.com/x/a", reference) == wanted


PIECES = """
    http:// https:// // / . .. ? # & = % %25 %2e %41 %zz ; : @ [ ] \\ amp /amp .amp m. www. amp. mobile.
    example com .com co.uk utm_source=x ref=rss ;jsessionid=1 (S(0123456789abcdef)) ö é 日本 ::1 :80 :443 :81
    google.com/amp/s/ x.cdn.ampproject.org/c/s/ ?amp=1 &amp m=1 a b ~ _ - + ,
"""
_pieces = st.sampled_from([*PIECES.split(), " ", "\t", "\n", "\ud800"])


@pytest.mark.parametrize("function", [clean_url, canonical_url, page_key])
@given(text=st.one_of(st.text(max_size=80), st.lists(_pieces, max_size=14).map("".join)), web=st.booleans())
@example(text="example.com/%%34%31", web=True)
@example(text="m.m.www.example.com//amp/amp/a.amp/amp", web=True)
def test_idempotent_on_any_text(function: object, text: str, web: bool) -> None:
    assert callable(function)
    once = function("http://" + text if web else text)
    assert function(once) == once


@given(base=st.lists(_pieces, max_size=8).map("".join), reference=st.lists(_pieces, max_size=8).map("".join))
def test_join_gives_a_clean_web_address_or_nothing(base: str, reference: str) -> None:
    joined = join("http://example.com/" + base, reference)
    assert joined is None or (is_web_url(joined) and clean_url(joined) == joined)
