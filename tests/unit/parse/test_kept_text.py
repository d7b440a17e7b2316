"""Text that only begins, is named or stands like furniture, and is none: every row was lost once."""

from __future__ import annotations

import html as entities
import json
import re

import pytest
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article

TEXT = [
    *PARAGRAPHS,
    *MORE,
    "Makers of tubes in the south fear that the new rates will drive prices down, and have asked for help from a fund.",
]


def texts(inner: str, **given: object) -> list[str]:
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", **given))  # type: ignore[arg-type]
    return [block.text for block in article.blocks]


def seen(markup: str) -> str:
    return entities.unescape(re.sub("<[^>]+>", "", markup))


IN_THE_MIDDLE = [
    # Labels and invitations that a sentence begins with.
    "Copyright claims have more than doubled since 2019, the office said on Monday.",
    "Empfohlen wird ein Zoll von zwei Prozent.",
    "Passend zum Treffen gab es neue Zahlen.",
    "Already a member of the union, Norland will host the talks in June.",
    "Like us on the coast, they fish for herring.",
    "More in: the north than anybody thought, the mayor says.",
    "Embed steel in concrete and it will last, engineers say.",
    "Photos by soldiers show that the wall has been hit twice since May.",
    "Story continued after the war, when the bridge was sold.",
    "Get ready for the wall, the mayor wrote in a newsletter.",
    "Get the harbour’s history told in a newsletter, and few will read it.",
    "Pictures of the harbour were first published November 29, 2026 and hang in the hall now.",
    "More about the quota was not known on Monday.",
    "More great mills are closing than ever, the makers say.",
    "You might like it or not, but the new duty will come next year.",
    "By signing the decree, the president ended nine years of quotas, and parliament was not asked.",
    "JavaScript is the most exported piece of software for the twelfth year in a row, a survey of 65,000 firms says.",
    "“Follow me,” the inspector said, and the crew of the ferry went to the upper deck.",
    "Image by image, investigators put together what happened at the customs post that night.",
    "An dieser Stelle befindet sich seit 1950 ein Zollhaus aus rotem Stein.",
    "Hier geht es zu wie auf einem Basar, sagt der Händler Mehmet Kaya am Morgen.",
    "This story is part of the firm's memory, says Ada Brown, who was nine at the time.",
    # Dates that are what the text speaks of, and lines like bylines.
    "Published in 1925, the tariff is now free to be printed by anybody.",
    "Veröffentlicht wurde die Studie 2019 in einer Zeitschrift für Handel.",
    "Vor 20 Jahren starb Johannes Rau in Berlin.",
    "1998–2005: Bundeskanzler",
    "2019: 45,3 Prozent",
    "6:4, 3:6, 7:5",
    "Der Vertrag endet am 31 Dezember 2026",
    "Duties fell to zero on 1 January 1995",
    "Quota is open until 30 June 2027",
    "Von Montag an gelten am Hafen neue Regeln:",
    "By Friday evening the ministry wants to have:",
    "Copyright holders will get nine per cent of what the platform earns.",
    "Loading docks stood empty.",
    "By signing in Oslo, the four states end a dispute that began in 1998.",
    "By submitting the papers late, the firm lost its right to appeal.",
    "A version of this article was struck down by judges in 2019.",
    "This post was first held by a woman in 1999.",
    "JavaScript is required at nine of ten firms that look for young programmers.",
    "Ayrıca okulların açılacağı gün de belli oldu.",
    "来源：知情人士透露，这批钢管产自北方。",
    "यह भी देखें कि गाँव में पानी कब आता है।",
    "شاهد المزيد من السكان السفينة وهي تغرق.",
    "推荐阅读书目由教育部公布，共九十种。",
    "อ่านต่อไม่ได้ เพราะเอกสารหายไปเก้าหน้า",
]


@pytest.mark.parametrize("line", IN_THE_MIDDLE)
def test_a_paragraph_in_the_middle_stays(line: str) -> None:
    assert line in texts(body([*TEXT[:4], line, *TEXT[4:]]))


@pytest.mark.parametrize(
    "line",
    [
        "He promised to write to the minister before the end of the week.",
        "More than 3,000 men are signing up for the customs service every year, the ministry said.",
        "He made the comments a day after lawmakers approved the budget.",
        "The author was arrested in 2019 and has been in prison since.",
        "Reporting by the national broadcaster had shown that the firm knew of the risk.",
        "Mehr aus der Not als aus Überzeugung stimmte die Partei am Ende zu.",
        "From July on, the firm will charge 12 euros a month for a subscription, two euros more than now.",
        "Mehr als 10.000 Händler haben den Kanal des Amtes abonniert.",
        "Print this money and prices will rise, the bank had warned.",
        "Contact with the ministry was lost in March, the makers of tubes said.",
        "The last entry in the table reads: pipes, 4.5 million tons.",
        "Issued by mistake, the permits were withdrawn on Friday.",
        "Los dos países suscribieron el acuerdo en mayo.",
        "El banco suscribió la mitad de los bonos, dijo la ministra.",
        "Investors who subscribe to the new bonds get four percent a year.",
        "Firms from both countries get access to the market next year.",
        "Kowalski reported from Warsaw that the mills had closed.",
        "Ballots with comments below the line will not count, the court ruled.",
        "The union reserves nothing, but the firms reserve the right to remove their offer.",
        "Comments are reviewed by the commission before the tariff is set, officials said.",
        "Three mills contributed reporting forms to the office for the first time.",
        "Sign in to access the customs system, the office told exporters, and pay.",
        # Letters, subscribers, comments and channels that news speak of.
        "The firm sends a newsletter to 9,000 mills each week.",
        "Laut einem Newsletter der Bank fallen die Zinsen erst 2027.",
        "I et nyhetsbrev skrev partiet at avgiften skal ned.",
        "Суд запретил рассылку писем от имени банка.",
        "About 9 million households subscribe to the service.",
        "Workers may sign up for free lessons in the harbour hall from June on.",
        "Some 90,000 users follow the minister on Telegram.",
        "She used to write to him every week from prison.",
        "Farmers get access to nine markets that were closed to them.",
        "He left a comment below the minister's photo and was fined 900 crowns.",
        "The firm warned clients in its WhatsApp channel.",
        "The states reserve the right to edit the text before they sign.",
        "His comments come a day before the budget is approved.",
        "Los comentarios del ministro llegaron tras ser aprobado el presupuesto.",
        "Neun Millionen Haushalte abonnieren den Dienst.",
        "Abonnements für Bus und Bahn werden im Mai um neun Euro teurer.",
        "Le nombre d'abonnements a baissé de neuf pour cent en mai.",
        "Más de nueve mil empresas suscribieron el acuerdo.",
        "Espera-se que o ministro assine o decreto até sexta-feira.",
        "Подписка на облигации начнётся в понедельник.",
        "Ab Montag kann sich jeder kostenlos testen lassen.",
        "Neun von zehn Gästen würden das Hotel weiterempfehlen.",
        "版权所有人要求赔偿九百万元。",
        "未经用户授权，平台不得收集信息。",
        "根据规定，媒体不得转载该信息。",
        "没有备案号的网站将被关闭。",
        "無断転載の被害は九億円に上る。",
        "저작권자를 찾지 못한 책이 구만 권이다.",
        "He left the paper in 2019 and now writes a newsletter with 40,000 readers.",
        "Anmeldungen sind bis Freitag möglich, per E-Mail an hafen@desk.example.",
        "La vente ouvrira lundi, réservée aux abonnés pendant deux jours.",
        # Sentences that begin like labels.
        "Die Autorin ist seit Mai in Haft, ihr Mann durfte sie bisher nicht besuchen.",
        "The author is a member of the banned union and has been in prison since May.",
        "Zu den Autoren der Studie gehören neun Forscher aus Oslo.",
        "Issued by mistake, the papers opened the gate to 400 tons of waste.",
        "Filed under seal in March, the suit was made public on Friday.",
        "Posted in Oslo since 2019, the ambassador was called home on Monday.",
        "Publié dans la nuit, le décret est entré en vigueur le lundi.",
        "Publicado en el boletín del lunes, el decreto vale por nueve años.",
        "Veröffentlicht in neun Sprachen, wurde das Buch vor allem in Polen gelesen.",
        "Powered by wind alone, the mill makes nine tons of wire a day.",
        "Copyright law is what the two firms have fought over since May.",
        "Der Beitrag wurde zum 1. Januar erhöht, im Juni veröffentlicht die Kasse neue Zahlen.",
        "Reporting by the paper led to two trials; one of them ended on Friday.",
        "Telefon: Nie mehr als zwei Minuten durften die Gefangenen sprechen.",
        "To contact the editor is forbidden to all officers by an order of 1998.",
        "He reported from Kyiv for nine years.",
        "Credits from the state bank went to three of the four yards.",
        "The town's history was first published March 4, 1925 in Leipzig.",
        "“We came here because our children want to learn more”",
    ],
)
def test_a_last_paragraph_stays(line: str) -> None:
    assert texts(body([*TEXT, line]))[-1] == line


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 Herald Media. All rights reserved.",
        "Already a member? Log in",
        "More from this section",
        "You may also like these reports",
        "By signing up you agree to our terms.",
        "JavaScript is disabled in your browser.",
        "Stand des Artikels: 26. Februar 2020, 12:30 Uhr.",
        "12.05.2024, 10:30",
        "12 May 2024 10:30",
        "19:02 (IST), Oct 02",
        "Photo by Ada Brown",
        "By Ada Brown",
        "Oslo, 9 June 2004",
        "Story Tools",
        "More in: Steel",
        "Like us on Facebook",
        "Copyright holder: Herald Media",
        "Loading comments…",
        "JavaScript is required to read this page.",
        "Ayrıca okuyun: Limanlarda grev",
        "来源：新华社",
        "推荐阅读：钢管关税下调",
        "यह भी पढ़ें: बंदरगाह पर हड़ताल",
        "Édition du jeudi 8 février 2001",
        "By Ada Brown<br>ada@herald.example<br>Published: 06/09/2005 04:22 am",
        "Story Continued Below",
        "[Embed]",
        "Get Trade Sheet, the Herald’s technology newsletter",
        "Chat with us in Messenger. Find out what happens in the world.",
    ],
)
def test_furniture_still_goes(line: str) -> None:
    assert texts(body([*TEXT[:4], line, *TEXT[4:]])) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter to get this every week.",
        "Write to the author at ada@herald.example",
        "The author is a professor of trade law.",
        "Reporting by Ada Brown; editing by Carl Dean",
        "Comments are moderated before they are approved.",
        "Let us know in the comments below.",
        "Issued by the Department of Trade",
        "Suscríbete a nuestro boletín y recibe lo mejor de la semana.",
        "Para suscribirse, escriba su correo.",
        "Subscribe to our morning briefing.",
        "Get access to all articles for one euro.",
        "Ada Brown and Per Moe contributed reporting from Oslo.",
        "Comments are reviewed before they are published.",
        "We reserve the right to delete any comments.",
        "Brown reported from Oslo, Norway.",
        "All content © 1999 The Herald and may not be used again without permission.",
        "[ <a href=/>Home</a> | <a href=/n>News</a> ]<br>© 2003 The Herald. All rights reserved.<br>Write to <a href=/m>us</a>",
        "[<a href=/>Home</a>] [<a href=/n>News</a>]",
        "Find this article at:<br>http://herald.example/business/1.html",
        "URL: http://herald.example/business/1.html",
        "Last modified: April 23, 1999",
        "(3 ottobre 2005)",
        "For more information contact:",
        "For further information please contact the secretariat at 555-0123.",
        "SOURCE Nordic Tubes ASA",
        "Suggested citation: Brown, Ada: Duties on pipes, Trade Blog, 2026/3/1",
        "Lire la suite sur le site du Herald",
        "Image illustrative : un port, par Ada Brown",
        "[Featured Image by Ada Brown/Herald Images]",
        "Herald Money (Oslo) First published November 29, 2026: 3:33 AM ET",
        "Before it is here, it is on the Herald Terminal. LEARN MORE",
        "Images: Pexels; Ada Brown, Carl Dean/Herald",
        "ol/cl/dm",
        "【<a href=/p>打印</a>】【<a href=/c>关闭</a>】",
        "通商政策局 担当者：田中、佐藤<br>電話：03-5555-0100",
        "Contact: Ada Brown, Media Relations, Department of Trade, +47 555 0100",
        "Ada Brown, +47 555 0100",
        "ada@herald.example (END)",
        "This website and its newspapers adhere to the code of the council of editors.",
        "For more stories like this, subscribe to The Desk.",
        "Email Ada Brown at ada@desk.example.",
        "Jetzt den Newsletter abonnieren und nichts mehr verpassen.",
        "Подписывайтесь на нас в соцсетях.",
        "Follow Ada Brown on Twitter.",
        "Los comentarios son moderados antes de publicarse.",
        "Kommentare werden moderiert.",
        "Die Autorin ist freie Journalistin in Berlin.",
        "Über den Autor: Max Brown schreibt über Handel.",
        "Reporting by Ada Brown in Oslo, additional reporting by Carl Dean.",
        "Ada Brown contributed reporting from Oslo. Carl Dean contributed research.",
        "To contact the editor responsible for this story: Carl Dean",
        "Posted in Trade, Steel",
        "Publicado en Economía",
        "Powered by WordPress",
        "This entry was posted in Trade and tagged steel.",
        "Dieser Beitrag wurde am 3. Mai von Ada unter Handel veröffentlicht.",
        "版权所有，未经授权不得转载。",
        "责任编辑：王小明",
        "記事・写真の無断転載を禁止します。",
        "저작권자 © 하버데스크, 무단전재 및 재배포 금지",
    ],
)
def test_a_tail_still_goes(line: str) -> None:
    assert texts(body([*TEXT, line])) == TEXT


SHORT = [
    "The two governments agreed on Monday to lower duties on steel pipes.",
    "Officials said that the new rates would apply from the first of March.",
    "Exporters welcomed the step, but several associations warned of the costs.",
    "A second round of talks is planned for May in Oslo, officials said.",
    "Buyers of pipes in the north have waited for the vote since spring.",
    "Their association counts sixty firms, which employ nine thousand people.",
    "It had asked both ministers for an answer in March, and again in June.",
    "Makers of tubes in the south fear that the new rates will drive prices down.",
]
"""A text of paragraphs that are as short as the lines of a wall."""


@pytest.mark.parametrize(
    "line",
    [
        "To continue reading the file, the lawyers need a permit from the minister.",
        "Den Preis gibt es nur mit Abo.",
        "La vente est réservée aux abonnés.",
        "Para continuar leyendo el acta, el juez pidió silencio.",
        "A venda é só para assinantes.",
        "Matchen visas endast för prenumeranter.",
        "Bilety są tylko dla prenumeratorów.",
        "Матчи будут доступны только по подписке.",
        "المباريات للمشتركين فقط.",
        "Tarif itu khusus untuk pelanggan.",
        "會員限定商品佔營業額三成。",
        "구독자 전용 매장이 서울에 문을 열었다.",
    ],
)
@pytest.mark.parametrize(
    "markup", ["<p>{}</p>", "<blockquote><p>{}</p></blockquote>", "<ul><li>Rates.</li><li>{}</li></ul>"]
)
def test_the_words_of_a_wall_inside_a_text_end_nothing(markup: str, line: str) -> None:
    inner = f"{body(SHORT[:4])}{markup.format(line)}{body(SHORT[4:])}"
    article = parse_article(
        page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", ld={"@type": "NewsArticle"})
    )
    found = [block.text for block in article.blocks]
    assert [text for text in found if text in SHORT] == SHORT
    assert line in found
    assert article.page_class == "article"


@pytest.mark.parametrize(
    "wall",
    [
        "<p>To continue reading, subscribe now.</p><p>Nine euros a month.</p>",
        "<div><p>La suite est réservée aux abonnés.</p><p>Il vous reste 60 % de cet article.</p></div>",
        "<p>Jetzt weiterlesen mit dem Abo.</p><p>Jederzeit kündbar.</p>",
    ],
)
def test_a_wall_below_short_paragraphs_still_ends_them(wall: str) -> None:
    assert texts(body(SHORT) + wall) == SHORT


@pytest.mark.parametrize("name", ["Nordic Tubes ASA", "Ministry of Trade"])
def test_what_a_release_says_of_its_sender_stays(name: str) -> None:
    about = f"{name} has its seat in the harbour and employs nine hundred people."
    head = f'<meta name="author" content="{name}">'
    assert texts(body([*TEXT, about]), head=head)[-1] == about


def test_a_notice_behind_the_last_paragraph_does_not_take_it_along() -> None:
    last = "Makers of tubes in the south fear that the new rates will drive prices down."
    assert texts(body([*TEXT, f"{last} (c) 2004 Herald Press"]))[-1].startswith(last)
    assert texts(body([*TEXT, f"{last}<br>(c) 2004 Herald Press"]))[-1].startswith(last)


SECTION = "The new rates will be two points lower than the old ones and will hold for nine years, the ministers said."


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ('<section id="career">', "</section>"),
        ('<section id="weather">', "</section>"),
        ('<section id="poll">', "</section>"),
        ('<div class="article image-left">', "</div>"),
        ('<div class="link list-item">', "</div>"),
        ('<div class="accordion">', "</div>"),
        ('<div class="overflow-hidden text-balance">', "</div>"),
        ("<details><summary>Why are there new rates?</summary>", "</details>"),
    ],
)
def test_a_section_of_the_text_stays(begin: str, end: str) -> None:
    inner = f"{body(TEXT[:5])}{begin}<p>{SECTION}</p>{end}{body(TEXT[5:])}"
    assert SECTION in texts(inner)


def test_names_of_services_in_a_list_and_in_headings_stay() -> None:
    services = ["Facebook", "WhatsApp", "Telegram", "Twitter"]
    items = "".join(f"<li>{name}</li>" for name in services)
    led_in = "The ministry will ask these services for duties from Monday on:"
    found = texts(f"{body(TEXT[:4])}<p>{led_in}</p><ul>{items}</ul>{body(TEXT[4:])}")
    assert [text for text in found if text in services] == services
    found = texts(f"{body(TEXT[:4])}<h3>Facebook</h3>{body(TEXT[4:6])}<h3>Twitter</h3>{body(TEXT[6:])}")
    assert [text for text in found if text in services] == ["Facebook", "Twitter"]


def test_an_answer_that_is_given_three_times_stays() -> None:
    talk = [
        "Did you see the order?",
        "No, I did not.",
        TEXT[1],
        "Did you sign it?",
        "No, I did not.",
        TEXT[2],
    ]
    lines = [TEXT[0], *talk, "Did you call anybody?", "No, I did not.", *TEXT[3:]]
    assert texts(body(lines)) == lines


def test_lists_and_tables_that_the_stated_text_leaves_out_stay() -> None:
    ld = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": " ".join(TEXT)}
    inner = (
        f"{body(TEXT[:5])}<ul><li>The wall of duties was nine years old.</li><li>It fell in two rounds.</li></ul>"
        f"<table><tr><td>Old rate</td><td>3 per cent</td></tr></table>{body(TEXT[5:])}"
    )
    found = texts(inner, ld=ld)
    assert "It fell in two rounds." in found
    assert "Old rate\t3 per cent" in found


def test_points_about_machines_are_no_summary_by_one() -> None:
    rule = "Pictures generated by AI must carry a mark that readers can see."
    points = f"<ul><li>{rule}</li><li>Firms must keep a list of their suppliers for ten years.</li></ul>"
    inner = f"{body(TEXT)}<section><h2>What the law says</h2>{points}</section>{body([SECTION])}"
    assert rule in texts(inner)


def test_sections_with_linked_headings_and_long_texts_are_no_teasers() -> None:
    long = [f"{text} {SECTION} {text} {SECTION}" for text in TEXT[:4]]
    sections = "".join(
        f'<section class="item"><h3><a href="/{at}">Port number {at}</a></h3><p>{text}</p></section>'
        for at, text in enumerate(long)
    )
    found = texts(body(TEXT[4:]) + sections)
    assert [text for text in found if text in long] == long


def test_paragraphs_with_a_picture_credit_below_are_no_caption() -> None:
    inner = f"{body(TEXT[:5])}<section><p>{SECTION}</p><p>The last rate is to fall in three years.</p><p>Photo: AFP</p></section>{body(TEXT[5:])}"
    assert SECTION in texts(inner)


def test_a_subhead_with_one_link_below_it_stays() -> None:
    linked = '<p><a href="/x">Graphic: how the rates have fallen since 1990</a></p>'
    assert "A rate for nine years" in texts(
        f"{body(TEXT[:4])}<h2>A rate for nine years</h2>{linked}{body(TEXT[4:])}"
    )


def test_the_last_number_of_a_table_stays() -> None:
    rows = "<tr><td>Pipes</td><td>5312</td></tr><tr><td>Wire rod</td><td>4521</td></tr>"
    assert texts(f"{body(TEXT)}<table>{rows}</table>")[-1] == "Wire rod\t4521"


HEADS = "<tr><th>Country<th>2004<th>2005</tr>"
NUMBERS = "<tr><td>Norland<td>41<td>52</tr><tr><td>Westmark<td>12<td>9</tr>"
BOARD = "<tr><th>Date<td>2011-09-14<th>Read<td>1432</tr><tr><th>By<td>Trade desk<th>Tel<td>555</tr>"


@pytest.mark.parametrize(
    ("table", "kept"),
    [
        (f"<thead>{HEADS}</thead><tbody>{NUMBERS}</tbody>", 3),
        (HEADS.replace("Country", "") + NUMBERS, 3),
        ("<tr><td>Country<td>Before<td>Now</tr>" + NUMBERS, 3),
        ("<tr><th>Country<th>Tons</tr><tr><td>Norland<td>41</tr><tr><td>Westmark<td>12</tr>", 3),
        # What a board says of its notice.
        (BOARD, 0),
        ("<tr><td>Desk<td>Trade</tr><tr><td>Date<td>2011-09-14</tr><tr><td>Read<td>1432</tr>", 0),
        (HEADS, 0),
    ],
)
def test_a_table_of_numbers_above_the_text_stays(table: str, kept: int) -> None:
    found = texts(f"<table>{table}</table>{body(TEXT)}")
    assert (found[kept:], sum("\t" in text for text in found)) == (TEXT, kept)


def test_lines_of_signs_alone_in_a_row_are_paragraphs() -> None:
    lines = [
        "诺兰贸易部星期二宣布，将冷轧钢的进口关税从百分之七点五提高到百分之十二，这是首次上调。",
        "新税率从下月一日起生效，并将在二百天后进行复审。",
        "进口商对此表示不满，钢铁用户协会认为汽车零部件厂商每年将增加九千万克朗的成本。",
    ]
    date = "2006年08月22日 09:15 来源：北岸晚报 作者：王小明 【大 中 小】【打印】【关闭】"
    assert texts(f"<table><tr><td>{date}</tr><tr><td>{'<br><br>'.join(lines)}</tr></table>") == lines


def test_the_last_abbreviation_of_a_list_stays() -> None:
    items = "".join(f"<li>{name}</li>" for name in ("Norland", "EU", "UK"))
    assert texts(f"{body(TEXT)}<ul>{items}</ul>")[-3:] == ["Norland", "EU", "UK"]


def test_hidden_words_go_where_they_stand() -> None:
    line = 'A wall of duties: the town needs a wall <span class="sr-only">wall</span> of duties, said the mayor in the evening.'
    found = texts(f"{body(TEXT[:4])}<p>{line}</p>{body(TEXT[4:])}")
    assert "A wall of duties: the town needs a wall of duties, said the mayor in the evening." in found


def test_a_leading_paragraph_of_embedded_data_is_no_advertisement() -> None:
    elements = [{"type": "lead", "text": SECTION}, *({"type": "paragraph", "text": text} for text in TEXT)]
    elements.insert(3, {"type": "AdSlot", "text": "Buy pipes here, at half of what they cost in spring."})
    state = json.dumps({"props": {"article": {"body": elements}}})
    html = f'<html><body><div id=app>x</div><script type="application/json">{state}</script></body></html>'
    assert [block.text for block in parse_article(html.encode()).blocks] == [SECTION, *TEXT]


def test_a_menu_at_the_top_of_a_page_weighs_nothing_against_its_end() -> None:
    menu = "".join(f"<a href=/{at}>Section {at}</a> " for at in range(14))
    end = "The last rate is to fall in three years, on the day of the union."
    html = (
        f"<html><body><nav>{menu}</nav><div id=a>{body(TEXT)}</div><div id=b><p>{end}</p></div></body></html>"
    )
    assert [block.text for block in parse_article(html.encode()).blocks] == [*TEXT, end]


def test_the_heading_of_a_section_that_opens_is_in_its_button() -> None:
    heading = (
        "<h3><button aria-expanded=true>How high will the <em>rates</em> be? <svg><path/></svg></button></h3>"
    )
    found = texts(f"{body(TEXT[:4])}{heading}<div>{body(TEXT[4:])}</div><button>Share</button>")
    assert found[4] == "How high will the rates be?"
    assert "Share" not in found


def test_the_state_that_angular_escapes_holds_the_text() -> None:
    state = json.dumps({"G.doc": {"body": {"title": HEADLINE, "htmlContent": body(TEXT)}}})
    escaped = state.replace("&", "&a;").replace('"', "&q;").replace("<", "&l;").replace(">", "&g;")
    script = f'<script id="serverApp-state" type="application/json">{escaped}</script>'
    html = f"<html><head><title>{HEADLINE}</title></head><body><app-root></app-root>{script}</body></html>"
    assert [block.text for block in parse_article(html.encode()).blocks] == TEXT


REVIEW = [
    ("Handelsblatt", "Makers of tubes wait for the quota"),
    ("Les Échos", "Paris asks for an exception for farms"),
    ("FAZ", "Who fills the new quota, and who pays for it?"),
]
"""Lines of a review of the press: the paper, and what it wrote."""


@pytest.mark.parametrize(
    ("line", "around"),
    [
        ('<p><b>{}:</b> <a href="https://{}.example/1">{}</a></p>', "{}"),
        ('<div class=line>{}: <a href="https://{}.example/1">{}</a></div>', "{}"),
        ('<li>{}: <a href="https://{}.example/1">{}</a></li>', "<ul>{}</ul>"),
    ],
)
@pytest.mark.parametrize(("host", "stay"), [("paper", True), ("desk", False)])
def test_lines_that_link_other_papers_are_a_review(line: str, around: str, host: str, stay: bool) -> None:
    lines = around.format("".join([line.format(paper, host, title) for paper, title in REVIEW]))
    html = page(f"<article><h1>{HEADLINE}</h1>{body(TEXT[:4])}{lines}{body(TEXT[4:])}</article>")
    found = [block.text for block in parse_article(html, url="https://www.desk.example/review").blocks]
    assert all((f"{paper}: {title}" in found) is stay for paper, title in REVIEW)


def test_an_address_in_the_middle_stays_and_names_no_writers() -> None:
    place = "Customs House, Quay Street 14, second floor, from 9 to 16 o’clock."
    html = page(
        f"<article><h1>{HEADLINE}</h1>{body(TEXT[:4])}<address>{place}</address>{body(TEXT[4:])}</article>"
    )
    article = parse_article(html)
    assert [block.text for block in article.blocks] == [*TEXT[:4], place, *TEXT[4:]]
    assert article.authors == ()


@pytest.mark.parametrize(
    "address",
    ["Export Association, Quay Street 14, ada@desk.example", "<p>Ada Brown</p><p>Head of Press</p>"],
)
def test_an_address_below_the_text_goes(address: str) -> None:
    assert texts(f"{body(TEXT)}<address>{address}</address>") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "5 November 2026",
        "Berlin, 15. Oktober 2026",
        "New Delhi | 5 November 2026",
        "Ada Brown",
        "Harbour Voice – Ada Brown",
        "Ada Brown, Oslo, 5 November 2026",
        "Ada Brown special to the Herald",
    ],
)
def test_lines_of_who_where_and_when_above_the_text_go(line: str) -> None:
    ld: dict[str, object] = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Brown"}}
    assert texts(f"<div><p>{line}</p>{body(TEXT)}</div>", ld=ld) == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "What the ports count since 1 October 2026",
        "Ada Brown went to the port and asked who pays.",
        "Ada Brown sprach mit dem Minister",
        "Why Ada Brown left the port",
    ],
)
def test_other_lines_above_the_text_stay(line: str) -> None:
    ld: dict[str, object] = {"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ada Brown"}}
    assert texts(f"<div><p>{line}</p>{body(TEXT)}</div>", ld=ld) == [line, *TEXT]


@pytest.mark.parametrize(("name", "stays"), [("col", True), ("promo", False)])
def test_a_button_in_a_box_of_the_texts_own_kind_belongs_to_it(name: str, stays: bool) -> None:
    lines = [
        "For small firms the old rules go on until June, and they may still send their papers by fax.",
        "Whoever wants to do so must tell the office before.",
    ]
    boxes = [body(TEXT[:4]), body(lines) + "<a class=btn href=/go>Jetzt anmelden</a>", body(TEXT[4:])]
    names = ["col", name, "col"]
    rows = [f"<div class={kind}>{inner}</div>" for kind, inner in zip(names, boxes, strict=True)]
    assert texts("".join(rows)) == ([*TEXT[:4], *lines, *TEXT[4:]] if stays else TEXT)


def test_a_last_paragraph_that_names_the_organisation_which_wrote_it_stays() -> None:
    last = "The Harbour Board asks both ministers to lower the rates on wire rod as well, before the end of the year."
    ld: dict[str, object] = {
        "@type": "NewsArticle",
        "author": {"@type": "Organization", "name": "Harbour Board"},
    }
    assert texts(body([*TEXT, last]), ld=ld)[-1] == last


@pytest.mark.parametrize(
    "line",
    ["(MTI)", "In Oslo: Ada Brown, (254) 555-0199, ada@desk.example", "Pressestelle, presse@desk.example"],
)
def test_contacts_and_agencies_at_the_end_go(line: str) -> None:
    assert texts(body([*TEXT, line])) == TEXT


def test_a_last_sentence_with_an_address_stays() -> None:
    line = "Objections can be sent to quota@desk.example until the end of the month, the office said."
    assert texts(body([*TEXT, line]))[-1] == line
    line = "박시영은 마지막 회를 병살타로 처리했다.부산=선수민 기자 sun@desk.example"
    assert texts(body([*TEXT, line]))[-1] == line


@pytest.mark.parametrize(
    "markup",
    [
        "<dl>"
        + "".join(f"<dt>Question {n} of the day?</dt><dd>{text}</dd>" for n, text in enumerate(TEXT))
        + "</dl>",
        "".join(
            f"<details><summary>Part {n}</summary><p>{text}</p></details>" for n, text in enumerate(TEXT)
        ),
        "<table>"
        + "".join(f"<tr><td>{n}.</td><td>{text}</td></tr>" for n, text in enumerate(TEXT))
        + "</table>",
        "".join(f"<h5>{text}</h5>" for text in TEXT),
    ],
)
def test_texts_in_other_elements_than_paragraphs_stay_whole(markup: str) -> None:
    assert "".join("".join(texts(markup)).split()) == "".join(seen(markup).split())


def test_a_cell_beside_the_text_in_a_table_that_lays_out_the_page_goes() -> None:
    html = f"<table><tr><td>Trade and customs</td><td>{body(TEXT)}</td></tr></table>"
    assert texts(html) == TEXT


@pytest.mark.parametrize(
    "line",
    ["Date: 5 November 2026", "Last modified: 6 November 2026", "zuletzt überarbeitet am 29. Mai 2019"],
)
def test_dates_with_a_label_go(line: str) -> None:
    assert texts(f"<div><p>{line}</p>{body(TEXT)}<p>{line}</p></div>") == TEXT


@pytest.mark.parametrize(
    "end",
    [
        "<h2>Contacts</h2><p>Press office<br>ada@desk.example</p><p>Date modified:</p><p>2026-10-19</p>",
        "<p>For more information, please visit: www.desk.example/pipes</p>",
        "<p>Media enquiries: Ada Brown, ada@desk.example</p><p>Issued by: Department of Trade</p>",
        "<h3>Log in to access this content.</h3><p>Not a subscriber? Request 30 days of free access.</p>",
    ],
)
def test_the_end_of_a_release_or_of_what_is_free_goes(end: str) -> None:
    assert texts(body(TEXT) + end) == TEXT


BIO = (
    "Eva Falk is the head of the desk for trade, and wrote “Nine Years of Pipes”. "
    + "She has covered ports. " * 9
)


@pytest.mark.parametrize(
    "heading", ["About the author", "Über den Autor", "À propos de l’auteur", "Об авторе"]
)
def test_a_heading_about_the_writer_and_what_stands_below_are_no_text(heading: str) -> None:
    assert texts(f"{body(TEXT)}<h3>{heading}</h3><p>{BIO}</p><p>She lives in Oslo.</p>") == TEXT
    assert len(texts(f"{body(TEXT[:2])}<h3>{heading}</h3>{body([*TEXT[2:], BIO])}")) == len(TEXT) + 2


def test_a_long_note_on_a_writer_who_is_named_is_no_text() -> None:
    head = '<meta name="author" content="Eva Falk">'
    assert texts(body([*TEXT, BIO]), head=head) == TEXT
    assert texts(body([*TEXT, BIO])) == [*TEXT, BIO.strip()]
    told = BIO.replace("is the head", "told the head")
    assert texts(body([*TEXT, told]), head=head) == [*TEXT, told.strip()]


def test_links_to_networks_in_the_news_stay() -> None:
    told = (
        '<a href="https://x.com/minister">X</a> and on <a href="https://facebook.com/minister">Facebook</a>'
    )
    line = f"The minister announced her resignation on {told} late on Tuesday."
    assert texts(body([*TEXT, line]))[-1] == seen(line)
    posts = "".join(
        f'<a href="https://facebook.com/a/posts/{n}">car</a>, <a href="https://tiktok.com/@a/video/{n}">pier</a> '
        for n in range(2)
    )
    assert len(texts(body([*TEXT, f"The storm was filmed from a {posts}"]))) == len(TEXT) + 1
    lines = "<br><br>".join(
        f'Agency <a href="/x{n}">report {n}</a> says that the port is open for class {n}.' for n in range(4)
    )
    box = f"<div>{told}<br><br>{'<br><br>'.join(TEXT)}<br><br>{lines}</div>"
    assert len(texts(box)) >= len(TEXT) + 4


def test_who_is_quoted_is_no_note_on_the_writer() -> None:
    head = '<meta name="author" content="Ada Brown">'
    line = (
        "Ada Brown is the third mayor of Norland to lose a vote. “We will fight on,” she said on the steps."
    )
    assert texts(body([*TEXT, line]), head=head) == [*TEXT, line]


@pytest.mark.parametrize("heading", ["About the writers", "About the author?"])
def test_a_section_on_writers_is_text(heading: str) -> None:
    assert len(texts(f"{body(TEXT[:4])}<h3>{heading}</h3>{body(TEXT[4:7])}")) == 8
