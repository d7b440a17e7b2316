"""robots.txt rules after RFC 9309 and the known behaviour of its reference implementation: one row each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.fetch.robots import MAX_ROBOTS_BYTES, RobotsRules, match_path, product_token

Rows = list[tuple[str, str, bool]]

TABLE: list[tuple[str, str | bytes, Rows]] = [
    ("an empty file allows all", "", [("bot", "/", True), ("bot", "/a?b=c", True)]),
    ("a page of HTML forbids nothing", "<!doctype html><p>No such page: sorry</p>", [("bot", "/a", True)]),
    (
        "one group",
        "User-agent: bot\nDisallow: /private\n",
        [
            ("bot", "/private", False),
            ("bot", "/private/", False),
            ("bot", "/private/page.html", False),
            ("bot", "/privately", False),
            ("bot", "/privat", True),
            ("bot", "/public/private", True),
            ("bot", "/Private", True),
            ("bot", "/", True),
            ("otherbot", "/private", True),
        ],
    ),
    ("all forbidden", "User-agent: *\nDisallow: /\n", [("bot", "/", False), ("bot", "/a", False)]),
    ("robots.txt itself is always allowed", "User-agent: *\nDisallow: /\n", [("bot", "/robots.txt", True)]),
    ("only the real robots.txt", "User-agent: *\nDisallow: /\n", [("bot", "/a/robots.txt", False)]),
    ("an empty Disallow allows all", "User-agent: *\nDisallow:\n", [("bot", "/a", True), ("bot", "/", True)]),
    ("an empty Allow allows nothing more", "User-agent: *\nDisallow: /\nAllow:\n", [("bot", "/a", False)]),
    (
        "rules before any group belong to nobody",
        "Disallow: /\nUser-agent: bot\nAllow: /a\n",
        [("bot", "/b", True), ("other", "/b", True)],
    ),
    ("no group, no rule", "Disallow: /\n", [("bot", "/a", True)]),
    # --- user agents -------------------------------------------------------------------------------
    (
        "agents compare without case",
        "User-agent: NewsArchive\nDisallow: /\n",
        [("newsarchive", "/a", False), ("NEWSARCHIVE", "/a", False), ("NewsArchive", "/a", False)],
    ),
    (
        "the product token of a long field is what counts",
        "User-agent: newsarchive\nDisallow: /\n",
        [
            ("newsarchive/1.0 (+https://example.org/about)", "/a", False),
            ("newsarchive-images/1.0", "/a", True),
            ("news", "/a", True),
            ("newsarchivex", "/a", True),
        ],
    ),
    (
        "a version in the file is ignored",
        "User-agent: bot/2.1\nDisallow: /\n",
        [("bot", "/a", False), ("bot/3", "/a", False)],
    ),
    (
        "only the first word of a multi-word line counts",
        "User-agent: bot for news\nDisallow: /\n",
        [("bot", "/a", False), ("news", "/a", True), ("for", "/a", True)],
    ),
    (
        "a star with words behind it is a star",
        "User-agent: * all of you\nDisallow: /\n",
        [("bot", "/a", False)],
    ),
    ("a star inside a word is none", "User-agent: *bot\nDisallow: /\n", [("bot", "/a", True)]),
    (
        "hyphens and underscores belong to the token",
        "User-agent: a-b_c\nDisallow: /\n",
        [("a-b_c", "/", False)],
    ),
    ("a token ends at a digit", "User-agent: bot2\nDisallow: /\n", [("bot", "/a", False)]),
    ("an empty user-agent names nobody", "User-agent:\nDisallow: /\n", [("bot", "/a", True)]),
    (
        "an own group replaces the star's",
        "User-agent: *\nDisallow: /\nUser-agent: bot\nDisallow: /a\n",
        [("bot", "/b", True), ("bot", "/a", False), ("other", "/b", False)],
    ),
    (
        "the own group wins wherever it stands",
        "User-agent: bot\nDisallow: /a\n\nUser-agent: *\nDisallow: /\n",
        [("bot", "/b", True), ("other", "/b", False)],
    ),
    (
        "an own group without rules allows all",
        "User-agent: *\nDisallow: /\n\nUser-agent: bot\n",
        [("bot", "/a", True), ("other", "/a", False)],
    ),
    (
        "an own group with an empty rule",
        "User-agent: bot\nDisallow:\n\nUser-agent: *\nDisallow: /\n",
        [("bot", "/a", True)],
    ),
    (
        "one group for several agents",
        "User-agent: a\nUser-agent: b\nDisallow: /x\n",
        [("a", "/x", False), ("b", "/x", False), ("c", "/x", True)],
    ),
    (
        "groups of one agent are merged",
        "User-agent: bot\nDisallow: /a\n\nUser-agent: other\nDisallow: /\n\nUser-agent: bot\nDisallow: /b\n",
        [("bot", "/a", False), ("bot", "/b", False), ("bot", "/c", True)],
    ),
    (
        "groups of the star are merged",
        "User-agent: *\nDisallow: /a\n\nUser-agent: x\nDisallow: /\n\nUser-agent: *\nDisallow: /b\n",
        [("bot", "/a", False), ("bot", "/b", False), ("bot", "/c", True)],
    ),
    (
        "the star's rules do not add to an own group",
        "User-agent: bot\nAllow: /\nUser-agent: *\nDisallow: /a\n",
        [("bot", "/a", True)],
    ),
    (
        "blank lines do not end a group",
        "User-agent: bot\n\nUser-agent: other\n\n\nDisallow: /x\n\nDisallow: /y\n",
        [("bot", "/x", False), ("other", "/x", False), ("bot", "/y", False)],
    ),
    (
        "a star among named agents",
        "User-agent: a\nUser-agent: *\nDisallow: /x\n",
        [("a", "/x", False), ("b", "/x", False)],
    ),
    # --- other lines ---------------------------------------------------------------------------------
    (
        "an unknown line between two agents does not part them",
        "User-agent: a\nHost: example.com\nUser-agent: b\nDisallow: /x\n",
        [("a", "/x", False), ("b", "/x", False)],
    ),
    (
        "a sitemap between two agents does not part them",
        "User-agent: a\nSitemap: https://example.com/s.xml\nUser-agent: b\nDisallow: /x\n",
        [("a", "/x", False), ("b", "/x", False)],
    ),
    (
        "a sitemap between rules does not end the group",
        "User-agent: a\nDisallow: /x\nSitemap: https://example.com/s.xml\nDisallow: /y\n",
        [("a", "/x", False), ("a", "/y", False)],
    ),
    (
        "a crawl delay between two agents does not part them",
        "User-agent: a\nCrawl-delay: 3\nUser-agent: b\nDisallow: /x\n",
        [("a", "/x", False), ("b", "/x", False)],
    ),
    ("noindex is no rule", "User-agent: *\nNoindex: /a\n", [("bot", "/a", True)]),
    (
        "nonsense lines are passed over",
        "User-agent: *\n:\n::\n???\nDisallow: /a\n=\n",
        [("bot", "/a", False)],
    ),
    # --- spelling of lines -----------------------------------------------------------------------------
    ("keys in capitals", "USER-AGENT: *\nDISALLOW: /a\n", [("bot", "/a", False), ("bot", "/b", True)]),
    (
        "keys in mixed case",
        "uSeR-aGeNt: *\ndIsAlLoW: /\naLLoW: /a\n",
        [("bot", "/a", True), ("bot", "/b", False)],
    ),
    ("no space after the colon", "User-agent:*\nDisallow:/a\n", [("bot", "/a", False)]),
    ("much space around", "  User-agent  :   *  \n\t Disallow \t:\t /a \t\n", [("bot", "/a", False)]),
    ("colons forgotten", "User-agent *\nDisallow /a\n", [("bot", "/a", False), ("bot", "/b", True)]),
    ("no colon and three words is no line", "User-agent: *\nDisallow /a /b\n", [("bot", "/a", True)]),
    (
        "a comment after a rule",
        "User-agent: * # all\nDisallow: /a # this\n",
        [("bot", "/a", False), ("bot", "/b", True)],
    ),
    ("a comment line", "# hello\nUser-agent: *\n# Disallow: /\nDisallow: /a\n", [("bot", "/b", True)]),
    (
        "a comment touching the value",
        "User-agent: *\nDisallow: /a#b\n",
        [("bot", "/a", False), ("bot", "/ac", False)],
    ),
    ("a whole value commented out", "User-agent: *\nDisallow: #/a\n", [("bot", "/a", True)]),
    ("useragent in one word", "Useragent: *\nDisallow: /a\n", [("bot", "/a", False)]),
    ("user agent in two words", "User agent: *\nDisallow: /a\n", [("bot", "/a", False)]),
    ("disalow", "User-agent: *\nDisalow: /a\n", [("bot", "/a", False)]),
    ("dissallow", "User-agent: *\nDissallow: /a\n", [("bot", "/a", False)]),
    ("dissalow", "User-agent: *\nDissalow: /a\n", [("bot", "/a", False)]),
    ("diasllow", "User-agent: *\nDiasllow: /a\n", [("bot", "/a", False)]),
    ("disallaw", "User-agent: *\nDisallaw: /a\n", [("bot", "/a", False)]),
    ("another word is no rule", "User-agent: *\nForbid: /a\nAlow: /\n", [("bot", "/a", True)]),
    ("line ends CR LF", "User-agent: *\r\nDisallow: /a\r\n", [("bot", "/a", False), ("bot", "/b", True)]),
    (
        "line ends CR",
        "User-agent: *\rDisallow: /a\rDisallow: /b",
        [("bot", "/a", False), ("bot", "/b", False)],
    ),
    ("line ends mixed", "User-agent: *\nDisallow: /a\r\nDisallow: /b\rDisallow: /c", [("bot", "/c", False)]),
    ("no line end at the end", "User-agent: *\nDisallow: /a", [("bot", "/a", False)]),
    ("a vertical tab is no line end", "User-agent: *\nDisallow: /a\x0bDisallow: /b\n", [("bot", "/b", True)]),
    ("a byte order mark", b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", [("bot", "/a", False)]),
    (
        "two of three octets of a byte order mark",
        b"\xef\xbbUser-agent: *\nDisallow: /a\n",
        [("bot", "/a", False)],
    ),
    ("one octet of a byte order mark", b"\xefUser-agent: *\nDisallow: /a\n", [("bot", "/a", False)]),
    (
        "a mark elsewhere spoils its line only",
        b"User-agent: *\n\xef\xbb\xbfDisallow: /a\nDisallow: /b\n",
        [("bot", "/a", True), ("bot", "/b", False)],
    ),
    (
        "NUL octets",
        b"User-agent: *\nDisallow: /a\0\n\0\0\nDisallow: /b",
        [("bot", "/a", False), ("bot", "/b", False)],
    ),
    (
        "octets that are not UTF-8",
        b"\xff\xfe\nUser-agent: *\nDisallow: /\xe4\n",
        [("bot", "/%E4", False), ("bot", "/a", True)],
    ),
    # --- which rule ------------------------------------------------------------------------------------
    (
        "the longest match decides",
        "User-agent: *\nDisallow: /x/\nAllow: /x/page\n",
        [("bot", "/x/page.html", True), ("bot", "/x/pag", False), ("bot", "/x/", False), ("bot", "/x", True)],
    ),
    (
        "in any order",
        "User-agent: *\nAllow: /x/page\nDisallow: /x/\n",
        [("bot", "/x/page.html", True), ("bot", "/x/other", False)],
    ),
    (
        "a longer Disallow beats a shorter Allow",
        "User-agent: *\nAllow: /x\nDisallow: /x/private\n",
        [("bot", "/x/private/1", False), ("bot", "/x/1", True)],
    ),
    (
        "at equal length Allow wins",
        "User-agent: *\nDisallow: /a\nAllow: /a\n",
        [("bot", "/a", True), ("bot", "/ab", True)],
    ),
    ("equal length, other order", "User-agent: *\nAllow: /a\nDisallow: /a\n", [("bot", "/a", True)]),
    ("Allow all, Disallow all", "User-agent: *\nDisallow: /\nAllow: /\n", [("bot", "/a", True)]),
    (
        "length counts stars",
        "User-agent: *\nAllow: /a\nDisallow: /*.html\n",
        [("bot", "/a.html", False), ("bot", "/a", True)],
    ),
    (
        "length counts the dollar",
        "User-agent: *\nDisallow: /a\nAllow: /a$\n",
        [("bot", "/a", True), ("bot", "/ab", False)],
    ),
    (
        "an index page allowed allows its folder",
        "User-agent: *\nDisallow: /\nAllow: /f/index.html\n",
        [
            ("bot", "/f/", True),
            ("bot", "/f/index.html", True),
            ("bot", "/f", False),
            ("bot", "/f/a", False),
            ("bot", "/", False),
        ],
    ),
    (
        "index.htm as well",
        "User-agent: *\nDisallow: /\nAllow: /f/index.htm\n",
        [("bot", "/f/", True), ("bot", "/f/x", False)],
    ),
    (
        "a forbidden index page leaves the folder",
        "User-agent: *\nDisallow: /f/index.html\n",
        [("bot", "/f/", True), ("bot", "/f/index.html", False)],
    ),
    # --- stars and dollars -------------------------------------------------------------------------------
    (
        "a star stands for anything",
        "User-agent: *\nDisallow: /a*c\n",
        [
            ("bot", "/ac", False),
            ("bot", "/abc", False),
            ("bot", "/a/b/c", False),
            ("bot", "/ab", True),
            ("bot", "/xac", True),
        ],
    ),
    (
        "a star at the end changes nothing",
        "User-agent: *\nDisallow: /a*\n",
        [("bot", "/a", False), ("bot", "/ab", False), ("bot", "/b", True)],
    ),
    (
        "a star at the start",
        "User-agent: *\nDisallow: *.pdf\n",
        [("bot", "/a/b.pdf", False), ("bot", "/a/b.pdf?x", False), ("bot", "/a", True)],
    ),
    ("a lone star", "User-agent: *\nDisallow: *\n", [("bot", "/", False), ("bot", "/a", False)]),
    (
        "stars in a row are one",
        "User-agent: *\nDisallow: /a***b\n",
        [("bot", "/ab", False), ("bot", "/a1b", False), ("bot", "/a", True)],
    ),
    (
        "several stars",
        "User-agent: *\nDisallow: /*/x/*/y\n",
        [("bot", "/1/x/2/y", False), ("bot", "/1/x/y", True)],
    ),
    (
        "a dollar ends the path",
        "User-agent: *\nDisallow: /a$\n",
        [("bot", "/a", False), ("bot", "/ab", True), ("bot", "/a/", True), ("bot", "/a?b", True)],
    ),
    (
        "star and dollar",
        "User-agent: *\nDisallow: /*.php$\n",
        [
            ("bot", "/a.php", False),
            ("bot", "/a/b.php", False),
            ("bot", "/a.php?x", True),
            ("bot", "/a.php5", True),
            ("bot", "/.php", False),
        ],
    ),
    (
        "the end must not overlap the start",
        "User-agent: *\nDisallow: /aba*aba$\n",
        [("bot", "/aba", True), ("bot", "/abaaba", False)],
    ),
    ("star, then nothing, then dollar", "User-agent: *\nDisallow: /a*$\n", [("bot", "/abc", False)]),
    ("only the front page", "User-agent: *\nDisallow: /$\n", [("bot", "/", False), ("bot", "/a", True)]),
    (
        "only the front page is allowed",
        "User-agent: *\nDisallow: /\nAllow: /$\n",
        [("bot", "/", True), ("bot", "/a", False)],
    ),
    (
        "a dollar inside is a letter",
        "User-agent: *\nDisallow: /a$b\n",
        [("bot", "/a$b", False), ("bot", "/a", True), ("bot", "/ab", True)],
    ),
    (
        "a dollar meant as such",
        "User-agent: *\nDisallow: /a%24\n",
        [("bot", "/a$", False), ("bot", "/a$b", False), ("bot", "/a", True)],
    ),
    (
        "a star meant as such",
        "User-agent: *\nDisallow: /a-%2A.html\n",
        [("bot", "/a-*.html", False), ("bot", "/a-b.html", True)],
    ),
    (
        "dots and brackets are letters",
        "User-agent: *\nDisallow: /a.b[c]+\n",
        [("bot", "/a.b[c]+", False), ("bot", "/axbc", True)],
    ),
    (
        "a rule without a slash matches no path",
        "User-agent: *\nDisallow: private\n",
        [("bot", "/private", True)],
    ),
    # --- queries and escapes ---------------------------------------------------------------------------
    (
        "queries are part of the path",
        "User-agent: *\nDisallow: /a?b=\n",
        [("bot", "/a?b=1", False), ("bot", "/a?c=1", True), ("bot", "/a", True)],
    ),
    (
        "any query",
        "User-agent: *\nDisallow: /*?\n",
        [("bot", "/a?b", False), ("bot", "/a?", False), ("bot", "/a", True)],
    ),
    (
        "parameters are part of the path",
        "User-agent: *\nDisallow: /a;s\n",
        [("bot", "/a;s=1", False), ("bot", "/a", True)],
    ),
    ("fragments are not", "User-agent: *\nDisallow: /*b\n", [("bot", "/a#b", True)]),
    ("no path is the front page", "User-agent: *\nDisallow: /$\n", [("bot", "", False), ("bot", "?a", True)]),
    ("query straight behind the host", "User-agent: *\nDisallow: /?a\n", [("bot", "?a=1", False)]),
    (
        "other scripts, escaped or not",
        "User-agent: *\nDisallow: /zölle/\nDisallow: /%E8%B2%BF\n",
        [
            ("bot", "/z%C3%B6lle/1", False),
            ("bot", "/zölle/1", False),
            ("bot", "/貿易", False),
            ("bot", "/%e8%b2%bf", False),
        ],
    ),
    (
        "escapes compare without case",
        "User-agent: *\nDisallow: /a%2fb\n",
        [("bot", "/a%2Fb", False), ("bot", "/a/b", True)],
    ),
    (
        "escaped letters are letters",
        "User-agent: *\nDisallow: /%62%61%7A\n",
        [("bot", "/baz", False), ("bot", "/%62az", False), ("bot", "/%42az", True)],
    ),
    (
        "an escaped tilde",
        "User-agent: *\nDisallow: /~joe\n",
        [("bot", "/%7Ejoe", False), ("bot", "/%7ejoe/x", False)],
    ),
    ("an escaped slash is no slash", "User-agent: *\nDisallow: /a/b\n", [("bot", "/a%2Fb", True)]),
    (
        "a space and its escape",
        "User-agent: *\nDisallow: /a b\n",
        [("bot", "/a%20b", False), ("bot", "/a", True)],
    ),
    (
        "a percent sign alone",
        "User-agent: *\nDisallow: /100%\n",
        [("bot", "/100%", False), ("bot", "/100", True)],
    ),
    (
        "a URL within a query",
        "User-agent: *\nDisallow: /go?u=http://x\n",
        [("bot", "/go?u=http://x/y", False), ("bot", "/go?u=https://x", True)],
    ),
    ("double slashes stay", "User-agent: *\nDisallow: //a\n", [("bot", "//a", False), ("bot", "/a", True)]),
    # --- size ------------------------------------------------------------------------------------------
    (
        "a long line is cut, not dropped",
        "User-agent: *\nDisallow: /" + "a" * 20_000 + "\n",
        [("bot", "/" + "a" * 20_000, False), ("bot", "/" + "a" * 15_000, True)],
    ),
    ("rules within 500 KiB count", "#" * 511_000 + "\nUser-agent: *\nDisallow: /a\n", [("bot", "/a", False)]),
    (
        "rules behind 500 KiB do not",
        "User-agent: *\n#" + "#" * MAX_ROBOTS_BYTES + "\nDisallow: /a\n",
        [("bot", "/a", True)],
    ),
    (
        "half a rule at the limit forbids nothing",
        "User-agent: *\n" + "#" * (MAX_ROBOTS_BYTES - 26) + "\nDisallow: /a-long-path\n",
        [("bot", "/", True), ("bot", "/a", True)],
    ),
]

ROWS = [
    pytest.param(text, agent, path, allowed, id=f"{number:03}-{name}")
    for number, (name, text, agent, path, allowed) in enumerate(
        (name, text, *row) for name, text, rows in TABLE for row in rows
    )
]


def test_the_table_is_as_long_as_promised() -> None:
    assert len(ROWS) >= 140


@pytest.mark.parametrize(("text", "agent", "path", "allowed"), ROWS)
def test_rule(text: str | bytes, agent: str, path: str, allowed: bool) -> None:
    rules = RobotsRules.parse(text if isinstance(text, bytes) else text.encode())
    assert rules.allowed(f"https://example.com{path}", agent) is allowed


@pytest.mark.parametrize(
    ("text", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 10\n", 10.0),
        ("User-agent: *\nCrawl-delay: 0.5\n", 0.5),
        ("User-agent: *\ncrawl-delay:2s\n", 2.0),
        ("User-agent: *\nCrawl-delay: 1\nDisallow: /a\nCrawl-delay: 3\n", 3.0),
        ("User-agent: bot\nCrawl-delay: 7\nUser-agent: *\nDisallow:\nCrawl-delay: 9\n", 9.0),
        ("User-agent: bot\nDisallow: /x\nCrawl-delay: 7\n\nUser-agent: *\nDisallow:\nCrawl-delay: 9\n", 7.0),
        ("User-agent: bot\nDisallow: /x\n\nUser-agent: *\nDisallow:\nCrawl-delay: 9\n", None),
        ("User-agent: *\nCrawl-delay: -1\n", None),
        ("User-agent: *\nCrawl-delay: nan\n", None),
        ("User-agent: *\nCrawl-delay: inf\n", None),
        ("User-agent: *\nCrawl-delay: soon\n", None),
        ("User-agent: *\nCrawl-delay:\n", None),
        ("Crawl-delay: 5\n", None),
        ("", None),
    ],
)
def test_crawl_delay(text: str, delay: float | None) -> None:
    assert RobotsRules.parse(text.encode()).crawl_delay("bot") == delay


def test_sitemaps_are_found_everywhere_and_once() -> None:
    text = b"""Sitemap: https://example.com/a.xml
User-agent: *
sitemap:https://example.com/b.xml # comment
Disallow: /
SITEMAP : https://example.com/a.xml
Site-map: /c.xml
Sitemap:
"""
    assert RobotsRules.parse(text).sitemaps == (
        "https://example.com/a.xml",
        "https://example.com/b.xml",
        "/c.xml",
    )


@pytest.mark.parametrize(
    ("agent", "token"),
    [("*", "*"), ("* x", "*"), ("Bot/1.0", "bot"), (" A-b_C d", "a-b_c"), ("", ""), ("1x", "")],
)
def test_product_token(agent: str, token: str) -> None:
    assert product_token(agent) == token


def test_stars_cost_no_time() -> None:
    """A backtracking matcher would need longer than the test may run."""
    text = b"User-agent: *\nDisallow: /" + b"*a" * 5000 + b"b$\n"
    assert RobotsRules.parse(text).allowed("https://example.com/" + "a" * 20_000, "bot")


@given(body=st.binary(max_size=300), path=st.text(max_size=60), agent=st.text(max_size=10))
def test_any_bytes_give_an_answer(body: bytes, path: str, agent: str) -> None:
    rules = RobotsRules.parse(b"User-agent: *\nDisallow: " + body)
    assert rules.allowed(f"https://example.com/{path}", agent) in (True, False)
    assert match_path(path).startswith("/")
    assert rules.crawl_delay(agent) is None or rules.groups
