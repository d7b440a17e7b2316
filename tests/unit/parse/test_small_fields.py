"""Section, tags, language and picture, rule by rule, on invented pages."""

from __future__ import annotations

import json
from urllib.parse import urljoin

import pytest
from tests.unit.parse.pages import PARAGRAPHS, body, page

from newsarchive.parse import parse_article
from newsarchive.parse.labels import absolute
from newsarchive.parse.language import language_of_letters
from newsarchive.records import Article

HEADLINE = "<h1>Duties on steel pipes fall after nine years</h1>"
URL = "https://herald.example/trade/7"


def parsed(before: str = "", behind: str = "", head: str = "") -> Article:
    return parse_article(page(f"{before}{HEADLINE}{body()}{behind}", head=head), url=URL)


@pytest.mark.parametrize(
    ("before", "head", "expected", "rule"),
    [
        ("", '<meta property="article:section" content="Trade">', "Trade", "meta"),
        ('<span itemprop="articleSection">Trade</span>', "", "Trade", "microdata"),
        (
            "",
            '<script type="application/ld+json">{"@type":"NewsArticle","articleSection":"Trade,Ports"}</script>',
            "Trade",
            "json-ld",
        ),
        (
            '<ul class="breadcrumb"><li><a>Zur Startseite</a></li><li><a>Trade</a></li></ul>',
            "",
            "Trade",
            "printed-trail",
        ),
        ('<p><a rel="category tag" href="/c">Trade</a></p>', "", "Trade", "category-link"),
        ('<ul class="breadcrumb"><li><a>Home</a></li><li><a>Trade</a></li></ul>', "", "Trade", "printed-trail"),
        ('<div class="c-Breadcrumbs"><a>The Herald</a> &gt; <a>Trade</a> &gt; <a>Pipes</a></div>', "", "Trade", "printed-trail"),
        ('<div class="breadcrumb"><a>Trang chủ</a></div>', "", None, None),
        ('<div class="breadcrumb"><a>‹ Zurück</a><a>Trade</a></div>', "", "Trade", "printed-trail"),
        ('<div class="breadcrumb"><a>The Herald Home</a><a>Smart Home</a></div>', "", "Smart Home", "printed-trail"),
        # Of several the first; of an address its last step; a sentence is none.
        ("", '<meta property="article:section" content="Trade, Ports, Pipes">', "Trade", "meta"),
        ("", '<meta property="article:section" content="Food, Drinks, and Travel">', "Food, Drinks, and Travel", "meta"),
        ("", '<meta property="article:section" content="/world/middle_east/">', "middle east", "meta"),
        ("", '<meta property="article:section" content="/world%20news/">', "world news", "meta"),
        ('<ul class="breadcrumb"><li><a>Back Page</a></li></ul>', "", "Back Page", "printed-trail"),
        (f'<span itemprop="articleSection">{"What it says. " * 7}</span>', "", None, None),
    ],
)  # fmt: skip
def test_section(before: str, head: str, expected: str | None, rule: str | None) -> None:
    article = parsed(before, head=f'<meta property="og:site_name" content="The Herald">{head}')
    assert (article.section, article.found_by.get("section")) == (expected, rule)


@pytest.mark.parametrize(
    ("path", "links", "expected"),
    [
        ("trade/7", '<a href="/ports">Ports</a><a href="/trade">Trade talks</a>', "Trade talks"),
        ("trade/7", '<a href="https://herald.example/trade/">Trade talks:</a>', "Trade talks"),
        ("oekonomie/7", '<a href="/oekonomie">Ökonomie</a>', "Ökonomie"),
        ("social/7", '<a href="/social">Общество</a>', "Общество"),
        # What leads there, and is not its name; folders of a language or for all that there is.
        ("trade/7", '<a href="/trade">See all »</a><a href="/trade">World news</a>', None),
        ("english/7", '<a href="/english">English</a>', None),
        ("articles/7", '<a href="/articles">Articles</a>', None),
        ("premium/7", '<a href="/premium">Premium</a>', None),
        # One that says what the folder is called goes before others that lead there.
        ("trade/7", '<a href="/trade">More</a><a href="/trade/">Trade</a>', "Trade"),
        ("trade/ports/7", '<a href="/trade/ports">Ports</a><a href="/trade">Trade</a>', "Trade"),
        ("trade/ports/7", '<a href="/trade/ports">Ports</a>', "Ports"),
        # The front page, years, languages, other sites and pages, and what is too long.
        ("trade/7", '<a href="/trade">The Herald</a><a href="/trade">Home</a><a href="/trade">&gt;</a>', None),
        ("2024/trade/7", '<a href="/2024">2024</a><a href="/2024/trade">Trade</a>', None),
        ("en-us/7", '<a href="/en-us">News</a>', None),
        ("trade/7", '<a href="https://times.example/trade">Trade</a><a href="/x/trade">Ports</a><a href="/trade/7">Pipes</a>', None),
        ("trade/7", f'<a href="/trade">{"All of it " * 5}</a>', None),
        ("7", '<a href="/">News</a>', None),
    ],
)  # fmt: skip
def test_the_section_whose_folder_the_page_lies_in(path: str, links: str, expected: str | None) -> None:
    html = page(
        f"<nav>{links}</nav>{HEADLINE}{body()}", head='<meta property="og:site_name" content="The Herald">'
    )
    article = parse_article(html, url=f"https://herald.example/{path}")
    assert (article.section, article.found_by.get("section")) == (
        expected,
        "folder-link" if expected else None,
    )


PRINTED = "Duties on steel pipes fall after nine years"


@pytest.mark.parametrize(
    ("host", "title", "expected"),
    [
        ("herald.example", f"{PRINTED} | Herald", "Herald"),
        ("www.daily-herald.example", f"{PRINTED} - Trade - The Daily Herald", "The Daily Herald"),
        ("herald.example", f"Herald: {PRINTED}", "Herald"),
        ("herald.example", f"Herald » Blog Archive » {PRINTED}", "Herald"),
        ("herald.example", f"{PRINTED} (herald.example)", "herald.example"),
        ("tdht.example", f"{PRINTED} | The Daily Herald & Times", "The Daily Herald & Times"),
        ("pipeworksweekly.example", f"{PRINTED} | Pipe works", "Pipe works"),
        ("muenchen.example", f"{PRINTED} – München heute", "München heute"),
        # A section, a word of the headline, a name that the host does not have, or that many have.
        ("herald.example", f"{PRINTED} | Trade", None),
        ("herald.example", f"{PRINTED} | News", None),
        ("pipes.example", f"Pipes | {PRINTED}", None),
        ("herald.example", PRINTED, None),
        # The headline in other words, and sections of a site that is called after what it is about.
        ("steelorbis.example", "Steel pipes: duties fall after nine years", None),
        ("foodnavigator.example", f"{PRINTED} | Food Safety", None),
        ("tradewinds.example", f"{PRINTED} - Trade", None),
        ("blog.example", f"{PRINTED} | My blog", None),
        ("herald.example", f"{PRINTED} | {'The Herald of all who trade ' * 3}", None),
    ],
)
def test_the_site_named_in_the_title(host: str, title: str, expected: str | None) -> None:
    article = parse_article(page(f"{HEADLINE}{body()}", title=title), url=f"https://{host}/trade/7")
    assert (article.site_name, article.found_by.get("site_name")) == (expected, "title" if expected else None)


def test_an_address_is_no_name_of_a_site() -> None:
    head = '<meta property="og:site_name" content="https://herald.example"><meta name="application-name" content="Herald">'
    assert parsed(head=head).site_name == "Herald"


LINKS = '<a {} href="/t/1">pipes</a>, <a {} href="/t/2">steel</a>'


@pytest.mark.parametrize(
    ("behind", "head", "rule"),
    [
        ("", '<meta name="keywords" content="pipes, steel">', "meta-keywords"),
        ("", '<meta name="DC.subject" content="pipes; steel">', "meta-subject"),
        ("", '<meta property="og:article:tag" content="pipes"><meta property="og:article:tag" content="steel">', "meta-tags"),
        # Nor is a type of the vocabulary.
        (
            "",
            '<script type="application/ld+json">{"@type":"NewsArticle","keywords":["pipes","NewsArticle","steel"]}</script>',
            "json-ld",
        ),
        # The page's title is no subject.
        ("", '<title>Herald: pipes, steel</title><meta name="DC.subject" content="Herald: pipes, steel">', None),
        (f"<p>Filed under {LINKS.format('rel=tag', 'rel=tag')}.</p>", "", "tag-links"),
        # One that was cut.
        ("", '<meta name="keywords" content="pipes, steel, other metals and thei...">', "meta-keywords"),
        # With what a system writes before them.
        ("", '<meta name="keywords" content="Category: pipes, Section: News:steel">', "meta-keywords"),
        # Words of the headline, and a sentence, are made by programs; the headline is no tag.
        (
            f"<p>{LINKS.format('rel=tag', 'rel=tag')}</p>",
            '<meta name="keywords" content="duties, steel, pipes, fall, nine">',
            "tag-links",
        ),
        (
            f"<p>{LINKS.format('rel=tag', 'rel=tag')}</p>",
            '<meta name="keywords" content="The duties, which fell after nine ye...">',
            "tag-links",
        ),
        ("", '<meta name="keywords" content="pipes, which the court on the first day of the month let in, steel">', "meta-keywords"),
        ("", '<meta name="keywords" content="type:story, pipes, steel, 8f507083-bac4-423a-9015-2eb31e1bce50">', "meta-keywords"),
        (
            f"<p>{LINKS.format('rel=tag', 'rel=tag')}</p>",
            '<meta property="article:tag" content="Duties on steel pipes fall after nine years">',
            "tag-links",
        ),
        # A category is no tag.
        (f'<p><a rel="category tag">Trade</a> {LINKS.format("rel=tag", "rel=tag")}</p>', "", "tag-links"),
        (f'<ul class="article-tags">{LINKS.format("", "")}</ul>', "", "tag-box"),
        (f'<footer><aside class="tags">{LINKS.format("rel=tag", "rel=tag")}</aside></footer>', "", "tag-links"),
        (f'<div class="field--name-field-tags"><h3>Tags</h3>{LINKS.format("", "")}</div>', "", "tag-box"),
        # Tags of other articles, or of the whole site.
        (f'<div class="related-posts"><p>{LINKS.format("rel=tag", "rel=tag")}</p></div>', "", None),
        (f'<aside><p class="tags">{LINKS.format("", "")}</p></aside>', "", None),
        # The class of a whole post, which names its tags.
        (f'<div class="post tag-pipes">{LINKS.format("", "")}</div>', "", None),
    ],
)  # fmt: skip
def test_tags(behind: str, head: str, rule: str | None) -> None:
    article = parsed(behind=behind, head=head)
    assert (article.tags, article.found_by.get("tags")) == (("pipes", "steel") if rule else (), rule)


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["Duties", "Steel", "Pipes", "Nine"], ("Duties", "Steel", "Pipes", "Nine")),
        (["Topic: Star Wars: Episode IX"], ("Star Wars: Episode IX",)),
        (["Section: Pipes: live at 10:30"], ("Pipes: live at 10:30",)),
        (["re:publica", "NYSE:BA", "Elevated:false"], ("re:publica", "NYSE:BA")),
    ],
)
def test_tags_that_look_like_what_programs_note(stated: list[str], expected: tuple[str, ...]) -> None:
    head = "".join(f'<meta property="article:tag" content="{tag}">' for tag in stated)
    assert parsed(head=head).tags == expected


@pytest.mark.parametrize(
    ("picture", "head", "expected", "rule"),
    [
        ("", '<meta property="og:image" content="/p.jpg">', "p.jpg", "og-image"),
        ('<img itemprop="image" src="/p.jpg">', "", "p.jpg", "microdata"),
        ('<figure><img src="/p.jpg"></figure>', "", "p.jpg", "first-picture"),
        ('<img src="/blank.gif" data-src="/p.jpg">', "", "p.jpg", "first-picture"),
        # The site's logo stands for no article, nor do icons and portraits.
        ('<img src="/p.jpg">', '<meta property="og:image" content="/herald-logo.png">', "p.jpg", "first-picture"),
        # Nor a front page.
        ('<img src="/p.jpg">', '<meta property="og:image" content="/"><meta name="twitter:image" content="https://herald.example">', "p.jpg", "first-picture"),
        ('<img src="/ada.jpg" width="60"><img src="/p.jpg" width="600">', "", "p.jpg", "first-picture"),
        ('<img src="/p.jpg" width="²">', "", "p.jpg", "first-picture"),
        (f'<img src="/p.jpg" width="{"1" * 5_000}">', "", "p.jpg", "first-picture"),
        ('<img src="/share-button.png"><img src="data:image/png;base64,xx">', "", None, None),
    ],
)  # fmt: skip
def test_lead_image(picture: str, head: str, expected: str | None, rule: str | None) -> None:
    html = page(f"{HEADLINE}{picture}{body()}", head=head)
    article = parse_article(html, url=URL)
    address = f"https://herald.example/{expected}" if expected else None
    assert (article.lead_image, article.found_by.get("lead_image")) == (address, rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Пошлины на трубы снизили: было десять, стало пять. Этого ждали объединения.", "ru"),
        ("Мита на труби знизили: було десять, стало п’ять. Цього чекали її покупці.", "uk"),
        ("Митата върху тръбите бяха намалени. Търговците очакваха това от години.", "bg"),
        ("Царине на цеви снижене су. Трговци су то чекали; њихове залихе љуљају тржиште.", "sr"),
        ("تعرفهٔ لوله‌های فولادی پس از نه سال پایین آمد و گمرک چیزی نگفت", "fa"),
        ("خفضت الرسوم على الأنابيب بعد تسع سنوات من الانتظار", "ar"),
        ("钢管关税九年后下调，进口商表示欢迎。", "zh"),
        ("鋼管の関税が九年ぶりに引き下げられた。", "ja"),
        ("Les droits sur les tubes baissent.", None),
    ],
)
def test_language_by_letters(text: str, expected: str | None) -> None:
    assert language_of_letters(text) == expected


@pytest.mark.parametrize(
    ("html", "expected", "rule"),
    [
        ('<html lang="de-CH"><head><meta name="language" content="fr"></head>', "de-ch", "html-lang"),
        ('<html><head><meta http-equiv="content-language" content="fr-CH"></head>', "fr-ch", "meta"),
        ("<html><head></head>", "ru", "letters"),
    ],
)
def test_language(html: str, expected: str, rule: str) -> None:
    text = "<p>Пошлины на трубы снизили: было десять, стало пять. Этого ждали объединения.</p>"
    article = parse_article(f"{html}<body>{text}</body></html>".encode())
    assert (article.language, article.found_by["language"]) == (expected, rule)


STORY = {
    "title": "Duties on steel pipes fall",
    "byline": [{"name": "Ada Brown", "role": "Reporter"}],
    "section": {"name": "Trade", "slug": "trade"},
    "topics": [{"name": "pipes"}, {"name": "steel"}],
    "body": [{"type": "paragraph", "html": text * 3} for text in PARAGRAPHS],
}


@pytest.mark.parametrize(
    "story",
    [STORY, {**STORY, "body": None, "content": {"body": STORY["body"]}}, {**STORY, "byline": "By Ada Brown"}],
    ids=["beside the body", "around the body", "as a text"],
)
def test_fields_beside_a_body_in_a_scripts_state(story: dict[str, object]) -> None:
    state = json.dumps({"props": {"article": story, "nav": [{"label": "Ports"}]}})
    html = page(f'<div id="app"></div><script type="application/json">{state}</script>')
    article = parse_article(html, url=URL)
    assert (article.authors, article.section, article.tags) == (("Ada Brown",), "Trade", ("pipes", "steel"))
    assert {article.found_by[name] for name in ("authors", "section", "tags", "blocks")} == {"embedded-state"}


@pytest.mark.parametrize(
    "href",
    [
        "https://herald.example/trade/7",
        "https://herald.example/trade/../7?a=1&b=2",
        "http://herald.example:8080/a b",
        "https://herald.example",
        "HTTPS://herald.example/trade",
        "https://herald.example/trade;page=2?",
        "https://herald.example/trade/7#top",
        "//cdn.example/p.jpg",
        "/trade/7",
        "7?page=2",
        " https://herald.example/trade/7 ",
    ],
)
def test_an_absolute_address_is_the_joined_one(href: str) -> None:
    assert absolute(URL, href) == urljoin(URL, href.strip())


@pytest.mark.parametrize(
    "href",
    [None, "", "  ", "mailto:ada@herald.example", "javascript:void(0)", "https://[x", "/" + "x" * 5000],
)
def test_what_is_no_absolute_address(href: str | None) -> None:
    assert absolute(URL, href) is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/pictures/pipes-in-the-port.jpg", True),
        ("/pictures/Herald-LOGO.png", False),
        ("/pictures/comments.png", False),
        # Words inside others say nothing.
        ("/pictures/catalogo-de-tubos.jpg", True),
        ("/pictures/pipes.SVG?v=2", False),
        ("/pictures/pipes.gif.jpg", True),
    ],
)
def test_pictures_and_icons(address: str, expected: bool) -> None:
    article = parsed(head=f'<meta property="og:image" content="{address}">')
    assert (article.lead_image == f"https://herald.example{address}") is expected
