"""Who wrote it: texts cut into names, and which rule finds them; on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, body, page

from newsarchive.parse import parse_article
from newsarchive.parse.authors import cleaned

HERALD = frozenset(("herald",))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["By Ada Brown"], ("Ada Brown",)),
        (["Ada Brown and Carl Doe"], ("Ada Brown", "Carl Doe")),
        (["Von Ada Brown, Carl Doe und Eva Falk"], ("Ada Brown", "Carl Doe", "Eva Falk")),
        (["Ada Brown, Trade Correspondent"], ("Ada Brown",)),
        (["Ada Brown ada@herald.example"], ("Ada Brown",)),
        (["Ada Brown (@adab)"], ("Ada Brown",)),
        (["admin"], ()),
        (["Super User"], ()),
        (["User Admin"], ()),
        (["Related Reports"], ()),
        # The form beside it.
        (["Логин", "Пароль"], ()),
        (["Username", "Password"], ()),
        (["Required Fields"], ()),
        (["Write a Review"], ()),
        # The picture of a person; where it is filed.
        (["👤by Herald News Desk"], ("Herald News Desk",)),
        (["By Ada Brown Published in Front Page December 14, 2026 2:24 pm"], ("Ada Brown",)),
        # An agency behind a full name.
        (["By Ada Brown Reuters"], ("Ada Brown", "Reuters")),
        (["Ada M. Brown Bloomberg News"], ("Ada M. Brown", "Bloomberg News")),
        (["Ada Maria Lusa"], ("Ada Maria Lusa",)),
        (["✍🏻 Ada Brown"], ("Ada Brown",)),
        (["Related Digital"], ("Related Digital",)),
        (["Ada Brown The Associated Press"], ("Ada Brown", "The Associated Press")),
        (["By The Associated Press"], ("The Associated Press",)),
        (["By Michael R. Bloomberg"], ("Michael R. Bloomberg",)),
        (["https://herald.example/ada"], ()),
        (["Ada Brown", "ada brown"], ("Ada Brown",)),
        (["Ada Brown", "The Herald"], ("Ada Brown",)),
        (["The Herald"], ("The Herald",)),
        (["山田太郎、鈴木花子"], ("山田太郎", "鈴木花子")),
        # A post between two names belongs to the first; alone it is all there is.
        (["By Dr. Ada Brown, Chief Economist, and Carl Doe in Sfax"], ("Ada Brown", "Carl Doe")),
        (["Ada Brown, Redakteurin für Wirtschaft und Umwelt"], ("Ada Brown",)),
        (["Ada Brown, Head of Customs at Harbour Bank"], ("Ada Brown",)),
        (["Political Correspondent Ada Brown"], ("Ada Brown",)),
        (["Harbour Court Reporter"], ("Harbour Court Reporter",)),
        (["Ada Brown and Carl Doe, Herald staff writers"], ("Ada Brown", "Carl Doe")),
        # Who edited it did not write it.
        (["By Ada BrownEdited By: Carl Doe"], ("Ada Brown",)),
        (["By Ada Brown, edited by Carl Doe"], ("Ada Brown",)),
        (["Edited by Carl Doe"], ("Carl Doe",)),
        # Dates, before, behind and between.
        (["Ada Brown Monday, November 11, 2019, 10:28 am EST"], ("Ada Brown",)),
        (["2 November 2026 · Ada Brown"], ("Ada Brown",)),
        (["Ada Brown, Publié le 3 mars 2024 à 18h42"], ("Ada Brown",)),
        (["Ada Brown am 3. März 2024"], ("Ada Brown",)),
        (["Ada Brown 16 hours ago"], ("Ada Brown",)),
        (["20 Minuten"], ("20 Minuten",)),
        # Pictures have other authors.
        (["Ada Brown, Photo: Carl Doe/AFP"], ("Ada Brown",)),
        (["Text und Fotos: Ada Brown"], ("Ada Brown",)),
        (["Bài và ảnh: Thu Trang"], ("Thu Trang",)),
        (["Текст и фото: Лев Шубин"], ("Лев Шубин",)),
        # Posts right behind a name, degrees, whom it was written for, the sections that it is filed under.
        (["Ada Brown Senior Oslo Correspondent"], ("Ada Brown",)),
        (["Harbour Staff Writer"], ("Harbour Staff Writer",)),
        (["By Ada Brown, MA"], ("Ada Brown",)),
        (["Carl Doe, Special for HARBOUR TODAY"], ("Carl Doe",)),
        (["Ada Brown, Filed Under: Ports, Duties"], ("Ada Brown",)),
        (["By ADA BROWN, AP – 1 hr 4 mins ago"], ("ADA BROWN", "AP")),
        (["Autor/in: Ada Brown"], ("Ada Brown",)),
        # One letter is no name: a brand.
        (["Port & i"], ("Port & i",)),
        # The site, and where it is.
        (["Herald, Harbourtown, Norland"], ("Herald",)),
        # Outlets and agencies behind the name.
        (["Ada Brown The Herald"], ("Ada Brown",)),
        (["Ada Brown For Herald.example"], ("Ada Brown",)),
        (["Ada Brown - Herald Economy"], ("Ada Brown",)),
        (["Herald - Ada Brown"], ("Ada Brown",)),
        (["Herald - the Herald News Agency"], ("Herald",)),
        (["Ada Brown mit AFP"], ("Ada Brown",)),
        (["Ada Brown, with Kyodo"], ("Ada Brown",)),
        # Names that are words for "by" elsewhere.
        (["By Theo Brown"], ("Theo Brown",)),
        (["Theo TTXVN"], ("TTXVN",)),
        (["Di Wu, Ni Zhang"], ("Di Wu", "Ni Zhang")),
        (["Di Ada Brown"], ("Ada Brown",)),
        (["Ada Brown / Fena"], ("Ada Brown", "Fena")),
        (["Meridian, with reports by Ada Brown"], ("Meridian", "Ada Brown")),
        (["Kaynak: GHA / Ada Brown"], ("Ada Brown",)),
        (["Source: GHA"], ("GHA",)),
        (["Note 73 by Ada Brown"], ("Ada Brown",)),
        (["ByAda Brown"], ("Ada Brown",)),
        (["Byron Brown"], ("Byron Brown",)),
        (["Text von Ada Brown Illustration von Carl Doe"], ("Ada Brown",)),
        (["di Ada Brown e Carlo Neri"], ("Ada Brown", "Carlo Neri")),
        (["Ada Melo e Castro"], ("Ada Melo e Castro",)),
        (["Por Ada Brown, Herald"], ("Ada Brown",)),
        (["Autor: Ada Brown | 6 listopada 2026, 12:15 | Odsłon: 1204"], ("Ada Brown",)),
        (["מאת: יעל שגב | 5 בנובמבר 2026, 13:25"], ("יעל שגב",)),
        (["द्वारा: अनुराधा सक्सेना"], ("अनुराधा सक्सेना",)),
        (["Autorka: Anna Żuk"], ("Anna Żuk",)),
        (["Skrevet av Øystein Bråten"], ("Øystein Bråten",)),
        (["Szerző: Szűcs Ágnes"], ("Szűcs Ágnes",)),
        (["Kirjoittaja: Päivi Hämäläinen"], ("Päivi Hämäläinen",)),
        (["Γράφει ο Γιώργος Παπαδάκης"], ("Γιώργος Παπαδάκης",)),
        (["نویسنده: مهدی کاشانی"], ("مهدی کاشانی",)),
        (["Հեղինակ՝ Անահիտ Սարգսյան"], ("Անահիտ Սարգսյան",)),
        (["ผู้เขียน: สมชาย ใจดี"], ("สมชาย ใจดี",)),
        (["लेखक - अनघा कुलकर्णी"], ("अनघा कुलकर्णी",)),
        (["Texto de Ada Brown"], ("Ada Brown",)),
        (["Gülşah Öztürk tarafından"], ("Gülşah Öztürk",)),
        (["文/李文博"], ("李文博",)),
        (["撰文：李文博"], ("李文博",)),
        (["責任編輯：李文博"], ()),
        (["Źródło: PAP"], ("PAP",)),
        (["ΓΡΑΦΕΙ Η ΕΛΕΝΗ ΔΟΥΚΑ"], ("ΕΛΕΝΗ ΔΟΥΚΑ",)),
        (["Автор статьи: Лев Шубин"], ("Лев Шубин",)),
        (["به قلم سارا نوری"], ("سارا نوری",)),
        (["이하늘 선임기자"], ("이하늘",)),
        (["（记者 周雨桐）"], ("周雨桐",)),
        (["लेखक के बारे में"], ()),
        # A place ahead of the name, in a script without capitals.
        (["بيروت - هالة نصر"], ("هالة نصر",)),
        # Words for "by" that begin names as well stand ahead of a full name.
        (["de Ștefan Brânză"], ("Ștefan Brânză",)),
        (["Nga Pham"], ("Nga Pham",)),
        (["De Luca Maria"], ("De Luca Maria",)),
        (["Per Erik Hansson"], ("Per Erik Hansson",)),
        # Words for "and".
        (["Päivi Hämäläinen ja Jussi Ylä-Anttila"], ("Päivi Hämäläinen", "Jussi Ylä-Anttila")),
        (["Žydrūnas Čepulis ir Rūta Balčiūnaitė"], ("Žydrūnas Čepulis", "Rūta Balčiūnaitė")),
        (["अनुराधा सक्सेना और रमेश त्रिपाठी"], ("अनुराधा सक्सेना", "रमेश त्रिपाठी")),
        (["مهدی کاشانی و لیلا رستمی"], ("مهدی کاشانی", "لیلا رستمی")),
        # Dates between bars, in words that are not known.
        (["Autor: Ada Brown, sobota 17 października 2026"], ("Ada Brown",)),
        (["di Ada Brown | 3 ore fa"], ("Ada Brown",)),
        (["מאת יעל שגב | לפני 3 שעות"], ("יעל שגב",)),
        (["Piše: Ada Brown | jučer u 14:05 | 1204 pregleda"], ("Ada Brown",)),
        (["Reporting by Ada Brown; editing by Carl Doe"], ("Ada Brown",)),
        (["記者林宸誼／台中報導"], ("林宸誼",)),
        (["스포츠신문=선수민 기자"], ("선수민",)),
    ],
)
def test_author_texts_become_names(raw: list[str], expected: tuple[str, ...]) -> None:
    assert cleaned(raw, HERALD) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (["April"], ()),
        (["Tuesday"], ()),
        (["257 Articles"], ()),
        (["The suspect confessed"], ()),
        # A sentence about the writer.
        (["선수민", "경제부 선수민 기자입니다"], ("선수민",)),
        (["Thomas d’Ormesson"], ("Thomas d’Ormesson",)),
        (["Ludwig van der Meer"], ("Ludwig van der Meer",)),
        (["dpa"], ("dpa",)),
        (["By Ada Brown, Oslo"], ("Ada Brown",)),
        (["By Ada Brown, dpa"], ("Ada Brown", "dpa")),
        (["Reuters, Berlin"], ("Reuters",)),
        (["By Ada Brown and Carl Doe, wires"], ("Ada Brown", "Carl Doe")),
        (["Ada Brown", "Rural Reporter"], ("Ada Brown",)),
        (["Harbour Court Reporter"], ("Harbour Court Reporter",)),
        (["Meridian, Ada Brown"], ("Meridian", "Ada Brown")),
    ],
)
def test_printed_texts_must_look_like_names(raw: list[str], expected: tuple[str, ...]) -> None:
    assert cleaned(raw, HERALD, printed=True) == expected


def _ld(*authors: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "author": list(authors)}


PERSON = {"@type": "Person", "name": "Ada Brown"}
DESK = {"@type": "Organization", "name": "Harbour Wire"}


@pytest.mark.parametrize(
    ("inner", "head", "ld", "rule"),
    [
        ("", "", _ld(PERSON), "json-ld"),
        ("", '<meta name="author" content="Ada Brown">', None, "meta"),
        ("", '<meta property="mrf:authors" content="Ada Brown">', None, "meta"),
        ("", '<meta property="dable:author" content="Ada Brown">', None, "meta"),
        ('<span itemprop="author">Ada Brown</span>', "", None, "microdata"),
        ('<div class="byline">By Ada Brown</div>', "", None, "byline-element"),
        ("<address>Ada Brown</address>", "", None, "byline-element"),
        ("<div class=post-top><div class=authorname>Ada Brown</div></div>", "", None, "byline-element"),
        ("<p>By Ada Brown</p>", "", None, "byline-text"),
        ("<p><span>By</span><span>Ada Brown</span></p>", "", None, "byline-text"),
        ("<p>Posted <a rel=author href=/ada>Ada Brown</a> at noon</p>", "", None, "author-link"),
        ("<p>2 November 2026 · Ada Brown</p>", "", None, "dated-name"),
        (
            '<div><a href="/autor/ada-brown/">Ada Brown</a><span>3 nov 2026</span></div>',
            "",
            None,
            "author-page",
        ),
        ("<div><p>Herald - Ada Brown</p></div>", "", None, "behind-site"),
        ("<p>16 June 2026 | 10:32 | Redactado por Ada Brown</p>", "", None, "labelled"),
        ('<div><a href="/Writer/1207">Ada Brown</a> , Tuesday 3 Nov 2026</div>', "", None, "author-page"),
        # A place and a date, then the signature.
        (
            "<p>Santiago Bay - 3 November 2026</p><p>Posted <a rel=author>Ada Brown</a></p>",
            "",
            None,
            "author-link",
        ),
        # An organisation in the metadata, or a company that made the site, yields to a printed person.
        ('<div class="byline">By Ada Brown</div>', "", _ld(DESK), "byline-element"),
        ("<p>By Ada Brown</p>", '<meta name="author" content="Webworks GmbH">', None, "byline-text"),
        # The site itself yields as well.
        ("<p>By Ada Brown</p>", "", _ld({"@type": "Person", "name": "The Herald"}), "byline-text"),
        # So does an account that is named after the site.
        ("<p>By Ada Brown</p>", "", _ld({"@type": "Person", "name": "Herald Admin"}), "byline-text"),
        # A component that calls itself byline where class names are numbers.
        ('<div class=sc-1 data-testid="byline-new">Ada Brown</div>', "", _ld(DESK), "byline-element"),
        # A date that touches the name.
        ("<p><span>By Ada Brown</span><span>3 November 2026, 09:20</span></p>", "", None, "byline-text"),
        ("<p>Autorka: Ada Brown</p>", "", None, "byline-text"),
        ("<p>Skrevet av Ada Brown</p>", "", None, "byline-text"),
        ("<p>von unserem Redakteur Ada Brown</p>", "", None, "byline-text"),
        ("<p>17 Ekim 2026 Cumartesi 14:05 | Ada Brown, Staff Writer</p>", "", None, "dated-name"),
        # Two elements that touch are two texts.
        ("<div><span>Ada Brown</span><span>Published 3 Nov 2026, 09:20</span></div>", "", None, "dated-name"),
        (
            "<div><span>By Ada Brown</span><span>Saturday, October 17, 2026</span></div>",
            "",
            None,
            "byline-text",
        ),
        ('<p class="byline"><a>Ada Brown</a><a>View More Articles</a></p>', "", None, "byline-element"),
        ("<p>By</p><p>Ada Brown</p><p>All the news of the day</p>", "", None, "byline-text"),
        # A line of prose that begins like a byline is none.
        ("<p>By the end of the year</p><p>By Ada Brown</p>", "", None, "byline-text"),
    ],
)
def test_authors_by_rule(inner: str, head: str, ld: dict[str, object] | None, rule: str) -> None:
    article = parse_article(
        page(f"<h1>{HEADLINE}</h1>{inner}{body()}", head=head, ld=ld), url="https://herald.example/x"
    )
    assert (article.authors, article.found_by["authors"]) == (("Ada Brown",), rule)


@pytest.mark.parametrize(
    ("inner", "ld", "expected", "rule"),
    [
        # An agency beside a person in the metadata is an author too, not the site.
        ("", _ld(PERSON, DESK), ("Ada Brown", "Harbour Wire"), "json-ld"),
        # The metadata names one of the two that the byline names.
        ('<p class="byline">By Ada Brown and Carl Doe</p>', _ld(PERSON), ("Ada Brown", "Carl Doe"), "byline-names-more"),
        ("<p>By Ada Brown</p><p>By Carl Doe</p>", None, ("Ada Brown", "Carl Doe"), "byline-text"),
        # The byline names other people: the metadata decides.
        ('<p class="byline">By Carl Doe</p>', _ld(PERSON), ("Ada Brown",), "json-ld"),
        # Each author in an element of its own.
        (
            '<div><span class="author">Ada Brown</span> <span class="author">Carl Doe</span></div>',
            None, ("Ada Brown", "Carl Doe"), "byline-element",
        ),
        # Two links with a blank between them.
        (
            '<div class="byline">By <a>Ada Brown</a> <a>Carl Doe</a></div>',
            None, ("Ada Brown", "Carl Doe"), "byline-element",
        ),
        ('<div class="byline"><b>Ada</b> <i>Brown</i></div>', None, ("Ada Brown",), "byline-element"),
        ("<address>Ada Brown et Carl Doe</address>", _ld(PERSON), ("Ada Brown", "Carl Doe"), "byline-names-more"),
        ('<p class="byline">latest updates from the port</p>', _ld(DESK), ("Harbour Wire",), "json-ld-desk"),
    ],
)  # fmt: skip
def test_stated_and_printed(
    inner: str, ld: dict[str, object] | None, expected: tuple[str, ...], rule: str
) -> None:
    article = parse_article(page(f"<h1>{HEADLINE}</h1>{inner}{body()}", ld=ld))
    assert (article.authors, article.found_by["authors"]) == (expected, rule)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("記者 江佩珊／台中報導 2026/11/04 16:20", ("江佩珊",)),
        ("作者：记者王敬照", ("王敬照",)),
        ("通商社北港11月4日电（记者王敬照、江佩珊）", ("王敬照", "江佩珊")),
        ("선수민 기자 sun@herald.example", ("선수민",)),
        ("정덕현 칼럼니스트", ("정덕현",)),
        ("钢管关税（通商部・山田花子）", ("山田花子",)),
        ("5 November | By Ada Brown", ("Ada Brown",)),
        ("5 November | by people who know", ()),
        ("New Delhi | 5 November 2026", ()),
        ("5 November 2026 · São Paulo", ()),
        ("Source: GHA / Ada Brown", ("Ada Brown",)),
        ("김서연·박준호 기자", ("김서연", "박준호")),
        # What reporters learned, and what authors are owed.
        ("记者从海关获悉", ()),
        ("记者了解到，新关税下周生效", ()),
        ("作者权益受保护", ()),
        ("이 글 내용은 길다", ()),
        # The sign for "text" inside of a word labels nothing.
        ("岸田文雄政権", ()),
        ("작성자 : 정덕현 | 작성일 : 2005-10-18", ("정덕현",)),
        ("Posted on Wednesday, October 08, 2003 @ 14:22:10 CEST by Ada Brown", ("Ada Brown",)),
        ("Posted on Wednesday, October 08, 2003 @ 14:22:10 CEST by vidar (7 comments)", ("vidar",)),
        ("Posted on October 08, 2003, and read by many in the ministry since then", ()),
    ],
)
def test_names_behind_words_for_the_writer(line: str, expected: tuple[str, ...]) -> None:
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1><p>{line}</p>{body()}</article>"))
    assert article.authors == expected
    assert article.found_by.get("authors") == ("labelled" if expected else None)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ('<p style="text-align: right">Ada Brown</p>', ("Ada Brown",)),
        ('<p class="text-right"><b>Ada Brown</b></p>', ("Ada Brown",)),
        ("<p>— Ada Brown</p>", ("Ada Brown",)),
        ("<p>(Ada Brown)</p>", ("Ada Brown",)),
        ("<p><em>Ada Brown</em></p>", ("Ada Brown",)),
        ("<p>Herald-Redaktion</p>", ("Herald-Redaktion",)),
        # A bold line with text behind it is a subhead.
        (f"<p><b>Green Steel</b></p>{body()}", ()),
        # Nothing sets it apart, or it is a link to something else.
        ("<p>Ada Brown</p>", ()),
        ('<p style="text-align: right"><a href=/b>Green Steel</a></p>', ()),
        ("<p>（山口 健一）</p>", ("山口 健一",)),
        ("<p>（写真省略）</p>", ()),
    ],
)
def test_a_signature_below_the_text(last: str, expected: tuple[str, ...]) -> None:
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{body()}{last}</article>"))
    assert article.authors == expected
    assert article.found_by.get("authors") == ("signature" if expected else None)


BOLD = "<p><b>Ada Brown/Carl Doe</b></p>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"{BOLD}{body()}", ("Ada Brown", "Carl Doe")),
        # Below a standfirst in italics.
        (f"<p><em>… and pipes get cheaper</em></p>{BOLD}{body()}", ("Ada Brown", "Carl Doe")),
        # The site's own account is named at the headline.
        (f"<p>by <a class=x>The Herald</a><time>November 3</time></p>{BOLD}{body()}", ("Ada Brown", "Carl Doe")),
        # With subheads further down.
        (f"{BOLD}{body()}<p><b>Grey Steel</b></p>{body()}", ("Ada Brown", "Carl Doe")),
        # A subhead: its words stand in the text as well. A bold line within the text is one too.
        (f"<p><b>Green Steel</b></p>{body()}", ()),
        (f"{body()}{body()}{BOLD}{body()}", ()),
        # A picture's credit, and a line that is not all names.
        (f"<p>Ada Brown</p>{body()}", ()),
        (f"<p><b>Ada Brown saw it</b></p>{body()}", ()),
    ],
)  # fmt: skip
def test_names_in_bold_above_the_text(inner: str, expected: tuple[str, ...]) -> None:
    html = page(f"<h1>{HEADLINE}</h1><article>{inner}</article>")
    article = parse_article(html, url="https://herald.example/x")
    assert article.authors == expected
    assert article.found_by.get("authors") == ("opening-name" if expected else None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<li>Von: <span><a href=/b>Ada BROWN</a>, </span><span><a href=/d>Carl DOE</a></span></li>", ("Ada BROWN", "Carl DOE")),
        ("<p>Par : Ada Brown</p>", ("Ada Brown",)),
        # The page's tags, glued to the byline.
        ("<div>Par : Ada Brown| <span>+Trade Oslo</span><span>+Steel</span></div>", ("Ada Brown",)),
    ],
)  # fmt: skip
def test_a_colon_behind_the_word_for_by(line: str, expected: tuple[str, ...]) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1><ul>{line}</ul><div>{body()}</div></article>")
    assert parse_article(html).authors == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("<address class=name><a rel=author href=/d>Carl Doe</a></address>", ("Ada Brown", "Carl Doe")),
        # Something about the writer, not another one.
        ("<p class=role>Head of the Trade Desk</p>", ("Ada Brown",)),
        ("<p class=role>Senior Writer</p>", ("Ada Brown",)),
    ],
)
def test_bylines_in_one_box_beside_a_stated_author(second: str, expected: tuple[str, ...]) -> None:
    ld: dict[str, object] = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Brown"}}
    first = "<address class=name><a rel=author href=/b>Ada Brown</a></address>"
    box = f"<div class=bylines><div>{first}</div><div>{second}</div></div>"
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{box}{body()}</article>", ld=ld))
    assert article.authors == expected


@pytest.mark.parametrize(
    ("stated", "printed", "expected"),
    [
        # An account of the desk, and who wrote it.
        ("ABN", "<p>By Carl Doe</p>", ("Carl Doe",)),
        ("Online News Editor", "<p>By Carl Doe</p>", ("Carl Doe",)),
        ("Online News Editor", "", ("Online News Editor",)),
        # The agency that the page prints, not the company that made the site.
        ("Web Commerce GmbH", "<p>dpa am 25.01.2022</p>", ("dpa",)),
        ("Web Commerce GmbH", "", ()),
        ("facebook.com/herald", "<p>By Carl Doe</p>", ("Carl Doe",)),
        ("Ministry of Trade and Industry", "", ("Ministry of Trade and Industry",)),
        ("Landesanstalt für Wald und Forstwirtschaft", "", ("Landesanstalt für Wald und Forstwirtschaft",)),
        ("Carl Doe For Heraldonline", "", ("Carl Doe",)),
        ("Center for Strategic Studies", "", ("Center for Strategic Studies",)),
        ("Citizens for Tax Justice", "", ("Citizens for Tax Justice",)),
        ("Recueilli par Carl Doe", "", ("Carl Doe",)),
        # Who put the page in, of a paper that appears in another language.
        ("王敬照", "<p>By Carl Doe</p>", ("Carl Doe",)),
        ("王敬照", "", ("王敬照",)),
    ],
)
def test_a_stated_name_that_is_no_writers(stated: str, printed: str, expected: tuple[str, ...]) -> None:
    html = page(
        f"<article><h1>{HEADLINE}</h1>{printed}<div>{body()}</div></article>",
        head=f'<meta name="author" content="{stated}">',
    )
    assert parse_article(html).authors == expected


@pytest.mark.parametrize(
    "before",
    [
        "<aside><p>Quotas</p><p class=author>Fay Black</p></aside>",
        "<article class=teaser><h2>Quotas</h2><p class=author>Fay Black</p></article>",
    ],
)
def test_the_writer_of_a_teaser_above_wrote_something_else(before: str) -> None:
    html = page(f"{before}<article><h1>{HEADLINE}</h1><p>By Carl Doe</p><div>{body()}</div></article>")
    assert parse_article(html).authors == ("Carl Doe",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p>Posted by Carl Doe</p>", ("Carl Doe",)),
        ("<p>Author: Carl Doe</p>", ("Carl Doe",)),
        ("<p>Submitted by Carl Doe on Thu, 02/09/2012 - 14:22</p>", ("Carl Doe",)),
        (
            "<p>Posted By <u>Carl Doe</u> On May 12, 2010 @ 8:15 am In <u>Metals,Policy</u> | <u>2 Comments</u></p>",
            ("Carl Doe",),
        ),
        # His post touches the name behind a word for "by" that stands alone.
        (
            "<span>By</span><div><a class=x href=/a>Carl Doe</a><span class=label>Business Editor</span></div>",
            ("Carl Doe",),
        ),
        ("<p>Text &amp; Fotos:</p><p>Carl Doe</p>", ("Carl Doe",)),
        ("<p class=author>Veröffentlicht am</p><p class=author>Carl Doe</p>", ("Carl Doe",)),
    ],
)
def test_other_words_for_by(line: str, expected: tuple[str, ...]) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1>{line}<div>{body()}</div></article>")
    assert parse_article(html).authors == expected


def test_an_article_named_after_its_writer_is_no_byline() -> None:
    html = page(f"<article class='post author-carl-doe'><h1>Green and Grey</h1><div>{body()}</div></article>")
    assert parse_article(html).authors == ()


def test_readers_comments_name_no_author() -> None:
    comment = '<div class="comments"><p itemprop="author" class="author">Carl Doe</p><p>I agree.</p></div>'
    html = page(f"<article><h1>{HEADLINE}</h1>{body()[:200]}</article>{comment}")
    assert parse_article(html).authors == ()


@pytest.mark.parametrize(
    "inner",
    [
        # Somebody whom a sentence speaks of, on a site with a page for each.
        f'<p class="intro">The former head <a href="/people/ada-brown">Ada Brown</a> signed it.</p>{body()}',
        # Who is quoted.
        f"{body()}<blockquote><p>“A duty is a promise to those who come after us.”</p></blockquote><p>— Ada Brown</p>",
        f"{body()}<p>“A duty is a promise to those who come after us.”</p><p>— Ada Brown</p>",
        # Who made the site.
        f"{body()}<footer><p>© Herald | by Ada Brown</p></footer>",
        # Where the office is.
        f"{body()[:300]}</article><address>1 Harbor Road, Norland. Tel 555-0100</address>",
    ],
)
def test_who_is_named_and_wrote_nothing(inner: str) -> None:
    assert parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>")).authors == ()


def test_who_took_the_picture_did_not_write() -> None:
    picture = (
        '<div class="photo"><p class="figcaption">The port. / <span class="firma">CARL DOE</span></p></div>'
    )
    byline = '<div class="firma_comentarios"><span class="autor"><a href="/autor/ada">Ada Brown</a></span><a href="#c">Comments</a></div>'
    html = page(f"<h1>{HEADLINE}</h1>{picture}{byline}{body()}")
    assert parse_article(html).authors == ("Ada Brown",)
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{picture}{body()}")).authors == ()


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("(Reporting by Ada Brown; Editing by Carl Doe and Eva Falk)", ("Ada Brown",)),
        ("(Reporting by Ada Brown in Oslo and Carl Doe in Sfax; Writing by Eva Falk; Editing by Per Moe)", ("Ada Brown", "Carl Doe", "Eva Falk")),
        ("Reporting by Ada Brown, Editing by Carl Doe", ("Ada Brown",)),
        ("(Editing by Carl Doe)", ()),
        ("Reporting by the national broadcaster had shown that the firm knew of the risk.", ()),
    ],
)  # fmt: skip
def test_an_agency_names_its_reporters_in_the_last_line(last: str, expected: tuple[str, ...]) -> None:
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{body()}<p>{last}</p>")).authors == expected


def test_family_names_first_in_the_metadata() -> None:
    head = (
        '<meta name="DC.creator" content="Brown, A. M."><meta name="DC.creator" content="Jong, Michiel de">'
    )
    html = page(f"<h1>{HEADLINE}</h1>{body()}", head=head)
    assert parse_article(html).authors == ("A. M. Brown", "Michiel de Jong")


def test_one_family_name_first_is_told_by_how_the_page_prints_it() -> None:
    head = '<meta name="author" content="Brown, Ada">'
    own = f"<h1>{HEADLINE}</h1>{body()}<p>Ada Brown has written about trade for nine years.</p>"
    assert parse_article(page(own, head=head)).authors == ("Ada Brown",)
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{body()}", head=head)).authors == ("Brown", "Ada")


def test_an_article_in_a_list_is_another_one() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Quota on wire rod stays for another year",
        "url": "https://herald.example/other",
        "author": "Eva Falk",
        "datePublished": "2020-01-02T10:00:00Z",
    }
    ld: dict[str, object] = {"@type": "ItemList", "itemListElement": [other]}
    html = page(f"<article><h1>{HEADLINE}</h1>{body()}</article>", ld=ld)
    listed = parse_article(html, url="https://herald.example/pipes")
    assert (listed.authors, listed.published, listed.headline) == ((), None, HEADLINE)
    assert parse_article(html, url="https://herald.example/other").authors == ("Eva Falk",)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reuters | 5 November 2026", ("Reuters",)),
        ("Our Correspondent", ("Our Correspondent",)),
        ("Haber Merkezi", ("Haber Merkezi",)),
        ("БТА", ("БТА",)),
        # What a report tells.
        ("گزارش: صادرات فولاد دوباره بالا رفت", ()),
        ("از تهران تا بندر عباس", ()),
        # A place, and the section.
        ("New Delhi | 5 November", ()),
        ("San Rafael | 5 November 2026", ()),
        ("Trade Policy | 5 November 2026", ()),
        ("Press Release | 5 November 2026", ()),
    ],
)
def test_agencies_desks_and_places_at_the_headline(line: str, expected: tuple[str, ...]) -> None:
    menu = "<nav><ul><li><a href=/t>Trade Policy</a></li><li><a href=/p>Ports</a></li></ul></nav>"
    html = page(f"{menu}<article><h1>{HEADLINE}</h1><p>{line}</p><div>{body()}</div></article>")
    assert parse_article(html).authors == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Max Berg<br><a href=/o>The Other Paper</a><br>Thu, 14 May 2020 17:55 UTC", ("Max Berg",)),
        ("<span>Max Berg</span><p>14 May 2020</p>", ("Max Berg",)),
        # A label, a section of the menu, a place.
        ("Press Release<br>14 May 2020", ()),
        ("Trade Policy<br>14 May 2020", ()),
        ("New Delhi<br>14 May 2020", ()),
        # No date.
        ("Max Berg<br>A port in the north", ()),
    ],
)
def test_a_name_above_the_date(lines: str, expected: tuple[str, ...]) -> None:
    menu = "<ul><li><a href=/t>Trade Policy</a></li><li><a href=/r>Each press release</a></li></ul>"
    html = page(
        f"{menu}<article><h1>{HEADLINE}</h1><div><div>{lines}</div></div><div>{body()}</div></article>"
    )
    assert parse_article(html).authors == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By John Miller, Los Angeles", ("John Miller",)),
        ("By John Miller | Palma de Mallorca", ("John Miller",)),
        ("By John Miller, Eva Falk", ("John Miller", "Eva Falk")),
        ("Par <strong>ADA BROWN</strong>, <strong>EVA FALK</strong> Envoyées spéciales à Toulouse", ("ADA BROWN", "EVA FALK")),
    ],
)  # fmt: skip
def test_places_and_missions_behind_names(line: str, expected: tuple[str, ...]) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1><p class=author>{line}</p><div>{body()}</div></article>")
    assert parse_article(html).authors == expected


def test_a_byline_in_a_box_named_after_its_link_to_the_comments() -> None:
    box = "<div class=comments_datetime><p><span>By ADA BROWN</span> <span>10/ 5/11 09:19 PM ET</span></p></div>"
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{box}<div>{body()}</div>")).authors == ("ADA BROWN",)


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        (
            "<div class='hmedia related-media'><p class='contributor vcard'><span class=fn>AP</span></p></div>",
            (),
        ),
        ("<sub class=szerzo><a href=/m>MTI</a></sub>", ("MTI",)),
    ],
)
def test_names_of_classes_for_writers_and_pictures(box: str, expected: tuple[str, ...]) -> None:
    assert parse_article(page(f"<h1>{HEADLINE}</h1><div>{box}{body()}</div>")).authors == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("11.09.2011, 16:20 von Ada Brown", ("Ada Brown",)),
        ("11. September 2011, 16:20 Uhr von Ada Brown", ("Ada Brown",)),
        ("<small>11.09.2011 von adab</small>", ("adab",)),
        # Rights, and a sentence.
        ("© 1974-2025 by Herald Trade Ltd", ()),
        ("9 tons of pipes were sold by Ada Brown", ()),
    ],
)
def test_a_name_behind_the_date(line: str, expected: tuple[str, ...]) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1><p>{line}</p><div>{body()}</div></article>")
    assert parse_article(html).authors == expected


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        # A footer that is one line: name, date, and all the tags.
        (
            "<footer class=entry-footer><span class=byline><span class='author vcard'><a class='url fn n' href=/a>Ada Brown</a></span></span>"
            f"<span class=posted-on>20 March 2014</span> <span class=tags-links>{', '.join(f'<a href=/{n}>pipes {n}</a>' for n in range(30))}</span></footer>",
            ("Ada Brown",),
        ),
        ("<div class=dig-autoren>Von Ada Brown</div>", ("Ada Brown",)),
        ("<div class=author>Gastbeitrag von Ada Brown</div>", ("Ada Brown",)),
        # A label.
        ("<div class=author>相关文章</div>", ()),
    ],
)  # fmt: skip
def test_a_byline_right_below_the_text(below: str, expected: tuple[str, ...]) -> None:
    html = page(
        f"<article><h1>{HEADLINE}</h1><div class=entry-content>{body()}{body()}</div>{below}</article>"
    )
    assert parse_article(html).authors == expected


@pytest.mark.parametrize("name", ["Rechtsanwalt Dennis Berg", "RA Dennis Berg", "Dr. Dennis Berg"])
def test_titles_of_lawyers_are_no_names(name: str) -> None:
    assert cleaned([name], HERALD) == ("Dennis Berg",)


def test_the_name_of_a_site_may_have_a_number_in_it() -> None:
    assert cleaned(["Seite 12"], frozenset(("seite12",))) == ("Seite 12",)
    assert cleaned(["Seite 12 info@seite12.example"], frozenset(("seite12",))) == ("Seite",)


OTHER = '<{tag} class="item"><h2><a href="/x">Quotas on wire rod stay</a></h2><span class="byline">By Eva Falk</span></{tag}>'


@pytest.mark.parametrize("tag", ["li", "article"])
def test_writers_of_teasers_soon_behind_the_headline(tag: str) -> None:
    teasers = OTHER.format(tag=tag) * 3
    own = "<p>By Ada Brown</p>"
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{own}<div>{teasers}</div>{body()}")).authors == (
        "Ada Brown",
    )
    assert parse_article(page(f"<h1>{HEADLINE}</h1><div>{teasers}</div>{body()}")).authors == ()


def test_names_of_sections_in_a_menu_that_lead_to_pages_like_those_of_authors() -> None:
    items = "".join(f'<li><a href="/author/TV-{n}">Red Carpets</a></li>' for n in range(20))
    assert parse_article(page(f"<div><ul>{items}</ul></div><h1>{HEADLINE}</h1>{body()}")).authors == ()


def test_microdata_of_the_articles_that_follow() -> None:
    def by(name: str) -> str:
        return f'<span itemprop="author" itemscope><b itemprop="name">{name}</b></span>'

    own = f"<article><h1>{HEADLINE}</h1>{by('Ada Brown')}{body()}</article>"
    html = page(f"{own}<article><h2>Quotas on wire rod stay</h2>{by('Eva Falk')}<p>More.</p></article>")
    assert parse_article(html).authors == ("Ada Brown",)
    ahead = f"<article><h2>Quotas on wire rod stay</h2>{by('Eva Falk')}<p>More.</p></article>{own}"
    assert parse_article(page(ahead)).authors == ("Ada Brown",)
    # Where its own article names nobody, the first other one does; and only that one.
    bare = own.replace(by("Ada Brown"), "")
    later = f"<article><h2>Tariffs on wire rod go</h2>{by('Bob Green')}<p>More.</p></article>"
    both = f"<article><h2>Quotas on wire rod stay</h2>{by('Ada Brown')}{by('Eva Falk')}<p>More.</p></article>"
    assert parse_article(page(bare + both + later)).authors == ("Ada Brown", "Eva Falk")


def test_a_note_below_the_text_on_who_wrote_it() -> None:
    note = '<p><b><a href="/author/ada">Ada Brown</a></b> {} about trade, ports and pipes for the Herald.</p>'
    markup = f"<h1>{HEADLINE}</h1><article>{body()}</article><div id=authorinfobox>{{}}</div>"
    assert parse_article(page(markup.format(note.format("writes")))).authors == ("Ada Brown",)
    assert parse_article(page(markup.format(note.format("told us all")))).authors == ()


@pytest.mark.parametrize(
    "markup",
    [
        f"<header><h1>{HEADLINE}</h1></header><article><h2>What it means</h2><p>By Ada Brown</p>{body()}</article>",
        f"<h1>{HEADLINE}</h1><ul class=meta><li><h4>Author</h4><p class=author>Ada Brown</p></li></ul>{body()}",
        f"<ul>{'<li>Menu</li>' * 20}<li><div class=byline>By Ada Brown</div><h1>{HEADLINE}</h1>{body()}</li></ul>",
    ],
)
def test_boxes_of_the_pages_own_byline(markup: str) -> None:
    assert parse_article(page(markup)).authors == ("Ada Brown",)


def test_who_is_in_the_news_is_no_author_below_it() -> None:
    line = '<p><a href="/people/eva-falk">Eva Falk</a> is in Norland on Sunday and speaks about the port.</p>'
    article = parse_article(page(f"<h1>{HEADLINE}</h1><article>{body()}{line}</article>"))
    assert article.authors == ()
    assert article.blocks[-1].text.startswith("Eva Falk is in Norland")


@pytest.mark.parametrize(
    ("rel", "folder"), [("category tag", "c"), ("tag", "tag"), ("tag nofollow", "topics")]
)
def test_the_categories_in_the_box_of_a_byline_wrote_nothing(rel: str, folder: str) -> None:
    links = [
        f'<a href=/{folder}/{n} rel="{rel}">{name}</a>'
        for n, name in enumerate(("Iron Works", "Pipes Trade"))
    ]
    filed = f'<div class="entry-categories">{", ".join(links)}</div>'
    box = '<div class="entry-byline">{}<div class="entry-date">2 November 2026</div>{}</div>'
    name = '<div class="entry-author"><a href=/w/3>Ada Brown</a></div>'
    text = f"<h1>{HEADLINE}</h1>{{}}{body()}"
    assert parse_article(page(text.format(box.format("", filed)))).authors == ()
    assert parse_article(page(text.format(box.format(name, filed)))).authors == ("Ada Brown",)


@pytest.mark.parametrize(
    "box", ["<div class=post-author>{}</div>", "<p class=author>{}</p>", "<div class=byline>{}</div>"]
)
def test_a_program_that_calls_its_writers_tags(box: str) -> None:
    linked = box.format("<a href=/staff_name/ada-brown/ rel=tag>Ada Brown</a>")
    assert parse_article(page(f"<h1>{HEADLINE}</h1>{linked}{body()}")).authors == ("Ada Brown",)


def test_a_category_and_a_writer_in_one_line() -> None:
    line = "<div class=byline><a href=/tag/1 rel=tag>Iron and Steel</a> | Ada Brown</div>"
    assert "Ada Brown" in parse_article(page(f"<h1>{HEADLINE}</h1>{line}{body()}")).authors
