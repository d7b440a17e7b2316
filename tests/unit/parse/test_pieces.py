"""What is kept of repeated lines, labels, lists, tables and teasers, on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import HEADLINE, MORE, PARAGRAPHS, body, page

from newsarchive.parse import parse_article


def blocks(inner: str, **given: object) -> list[tuple[str, str]]:
    article = parse_article(page(f"<article><h1>{HEADLINE}</h1>{inner}</article>", **given))  # type: ignore[arg-type]
    return [(block.kind, block.text) for block in article.blocks]


def texts(inner: str) -> list[str]:
    return [text for _, text in blocks(inner)]


def test_who_speaks_in_an_interview_stays() -> None:
    talk = [line for text in PARAGRAPHS for line in ("Herald:", text, "Ada Brown:", f"Yes. {text}")]
    assert texts("".join(f"<p>{line}</p>" for line in [MORE[0], *talk])) == [MORE[0], *talk]


def test_a_question_that_is_asked_again_stays() -> None:
    talk = [line for text in PARAGRAPHS for line in ("And what comes then?", text)]
    assert texts("".join(f"<p>{line}</p>" for line in [MORE[0], *talk])) == [MORE[0], *talk]


def test_subheads_that_each_part_repeats_stay() -> None:
    inner = "".join(
        f"<h3>Pros</h3><p>{text}</p><h3>Cons</h3><p>{text.replace('the', 'our')}</p>"
        for text in PARAGRAPHS[:3]
    )
    assert [text for kind, text in blocks(inner) if kind == "subhead"] == ["Pros", "Cons"] * 3


def test_a_label_that_stands_thrice_is_no_text() -> None:
    inner = "".join(f"<p>{text}</p><p>In pictures</p>" for text in PARAGRAPHS)
    assert texts(inner) == PARAGRAPHS


@pytest.mark.parametrize("copies", [1, 2])
def test_an_item_that_two_lists_share_is_one_of_each_and_a_copied_list_is_none(copies: int) -> None:
    first = ["Rates fall to two per cent in March.", "The quota on wire rod stays as it is."]
    second = ["The quota on wire rod stays as it is.", "A third round is planned for the summer."]
    lists = [first, second if copies == 1 else first]
    inner = "".join(
        f"<p>{text}</p><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        for text, items in zip(PARAGRAPHS, lists, strict=False)
    )
    items = [text for kind, text in blocks(inner + body(PARAGRAPHS[2:])) if kind == "list_item"]
    assert items == (first + second if copies == 1 else first)


def test_terms_that_end_a_sentence_stay_although_they_are_linked() -> None:
    lead = "The new rates hold for pipes of every width that is traded between the two countries, which are"
    terms = ["Line pipe", "Drill pipe", "Casing"]
    inner = f"<p>{lead}</p><ul>{''.join(f'<li><a href=/g>{term}</a></li>' for term in terms)}</ul>"
    assert texts(body(PARAGRAPHS[:2]) + inner + body(PARAGRAPHS[2:])) == [
        *PARAGRAPHS[:2],
        lead,
        *terms,
        *PARAGRAPHS[2:],
    ]


def test_a_line_that_leads_to_links_goes_with_them() -> None:
    links = "<ul><li><a href=/a>The report of the ministry</a></li><li><a href=/b>The letter</a></li></ul>"
    assert texts(f"{body()}<p>All papers to read:</p>{links}") == PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("<b>Te puede interesar:</b> <a href=/1>Exporters of avocados wait at the bridge</a>", False),
        ("<b>Czytaj więcej:</b> <a href=/1>Exporters of avocados wait at the bridge</a>.", False),
        ("See more on: <a href=/1>Pipes</a>", False),
        ("<blockquote>MIRA: <a href=/1>Exporters of avocados wait at the bridge</a></blockquote>", False),
        # An address that is spelt out is cited; behind a link the text goes on.
        ("The report: <a href=https://ports.example/r>https://ports.example/r</a>", True),
        ("The ministry: <a href=/1>the quotas</a> stay as they are until the vote.", True),
    ],
)
def test_a_label_before_a_link_leads_elsewhere(line: str, stays: bool) -> None:
    inner = f"{body(PARAGRAPHS[:2])}<p>{line}</p>{body(PARAGRAPHS[2:])}"
    assert (len(texts(inner)) > len(PARAGRAPHS)) is stays


@pytest.mark.parametrize("word", ["Hirdetés", "Advertentie", "Publicidade", "Mainos"])
def test_a_label_of_advertisements_is_no_text(word: str) -> None:
    assert texts(f"{body(PARAGRAPHS[:2])}<div><span>{word}</span></div>{body(PARAGRAPHS[2:])}") == PARAGRAPHS


@pytest.mark.parametrize("line", ["August 4, 2026 · 3 min read", "4. August 2026 | 3 Min. Lesezeit"])
def test_a_date_and_how_long_it_takes_to_read_is_no_text(line: str) -> None:
    assert texts(f"{body(PARAGRAPHS[:1])}<div>{line}</div>{body(PARAGRAPHS[1:])}") == PARAGRAPHS


def test_no_cell_of_a_row_is_lost_for_its_words() -> None:
    table = "<table><tr><th>Tags</th><th>Tonnes</th></tr><tr><td>Share</td><td>12.5</td></tr></table>"
    rows = [text for kind, text in blocks(body() + table) if kind == "table_row"]
    assert rows == ["Tags\tTonnes", "Share\t12.5"]


def test_a_first_subhead_of_a_series_stays() -> None:
    parts = ("<h2 id=rates class='h n1'>The rates</h2>", "<h2 id=quotas class='h n2'>The quotas</h2>")
    inner = f"{parts[0]}{body(PARAGRAPHS[:2])}{parts[1]}{body(PARAGRAPHS[2:])}"
    assert [text for kind, text in blocks(f"<div>{inner}</div>") if kind == "subhead"] == [
        "The rates",
        "The quotas",
    ]


def test_a_subhead_above_a_shown_post_is_one_of_the_text_below_it() -> None:
    post = "<blockquote class=instagram-media><a href=https://www.instagram.com/p/x>See this post</a></blockquote>"
    inner = f"{body(PARAGRAPHS[:2])}<h2>The quotas</h2>{post}{body(PARAGRAPHS[2:])}"
    assert ("subhead", "The quotas") in blocks(inner)


def test_a_subhead_alone_in_a_box_of_links_is_none_of_the_text() -> None:
    links = "".join(
        f"<div class=related><a href=/{n}>Another article, number {n}</a></div>" for n in range(4)
    )
    inner = f"{body(PARAGRAPHS[:2])}<div><h2>Heard elsewhere</h2>{links}</div>{body(PARAGRAPHS[2:])}"
    assert texts(inner) == PARAGRAPHS


def test_a_named_place_in_a_heading_is_no_link() -> None:
    inner = f"{body(PARAGRAPHS[:2])}<h2><a name=quotas>The quotas</a></h2>{body(PARAGRAPHS[2:])}"
    assert ("subhead", "The quotas") in blocks(inner)


def test_teasers_of_a_linked_title_and_a_text_are_no_text() -> None:
    teasers = "".join(
        f"<div class='news n{at}'><h3><a href=/{at}>Another article, number {at}</a></h3><p>{text}</p></div>"
        for at, text in enumerate(MORE)
    )
    assert texts(f"<div>{body()}</div><div>{teasers}</div>") == PARAGRAPHS


def test_a_page_of_short_pieces_under_linked_titles_keeps_them() -> None:
    pieces = "".join(
        f"<div class=news><h3><a href=/{at}>Another article, number {at}</a></h3><p>{text}</p></div>"
        for at, text in enumerate(MORE)
    )
    assert texts(pieces) == MORE


@pytest.mark.parametrize("label", ["<p>Write to us at:</p>", "<p><b>RELATED INFORMATION</b></p>"])
def test_a_last_label_of_what_is_left_out_is_left_out(label: str) -> None:
    links = "<ul><li><a href=/a>The report of the ministry</a></li><li><a href=/b>The letter</a></li></ul>"
    assert texts(f"{body()}{label}<nav>{links}</nav>{links}") == PARAGRAPHS


@pytest.mark.parametrize(
    "aside",
    [
        "<p>[Read our live blog on the talks here]</p>",
        "<p>[Alle Entwicklungen finden Sie in unserem Newsblog.]</p>",
        "<p>+++ Alles Weitere lesen Sie in unserem Live-Ticker +++</p>",
        "<p>Strict Standards: Non-static method A::b() should not be called in /www/htdocs/a.php on line 12</p>",
        "<p>https://www.instagram.com/p/CMe36CjDPBh/</p>",
        "<p>Baca juga: Harga baja naik</p>",
        "<p>写真：ナルビクの港に積まれた鋼管</p>",
    ],
)
def test_what_is_set_apart_in_the_text_is_no_text(aside: str) -> None:
    assert texts(body(PARAGRAPHS[:2]) + aside + body(PARAGRAPHS[2:])) == PARAGRAPHS


@pytest.mark.parametrize(
    "last",
    [
        "The association counts nine thousand subscribers to the quota, more than in any year before.",
        "The ministry asked both to follow her example on the motorway to Oslo, and to wait.",
        "Президент подписал указ о пошлинах на трубы в понедельник, сообщило министерство.",
        "Після цього уряд зробив подання без підпису міністра, але парламент його відхилив.",
        "[The minister did not answer when she was asked, on Monday and again on Tuesday.]",
    ],
)
def test_a_last_sentence_with_such_words_is_text(last: str) -> None:
    assert texts(f"{body()}<p>{last}</p>") == [*PARAGRAPHS, last]


def test_quotes_that_the_metadata_leaves_out_stay() -> None:
    quote = "We have waited for nine years, and we would have waited for one more, said the minister."
    ld: dict[str, object] = {"@type": "NewsArticle", "articleBody": " ".join([*PARAGRAPHS, *MORE])}
    inner = f"{body(PARAGRAPHS)}<blockquote><p>{quote}</p></blockquote>{body(MORE)}"
    assert ("quote", quote) in blocks(inner, ld=ld)


def test_lines_of_a_text_without_paragraphs_keep_their_subheads() -> None:
    lines = [MORE[0] + " " + MORE[1], "The quotas stay", MORE[2] + " " + PARAGRAPHS[0]]
    assert texts(f"<div>{PARAGRAPHS[1]} {PARAGRAPHS[2]}<br>{'<br>'.join(lines)}</div>")[-2:] == lines[-2:]


@pytest.mark.parametrize("indent", ["\u3000\u3000", "&nbsp;&nbsp;"])
def test_lines_that_are_set_in_are_paragraphs(indent: str) -> None:
    lines = [
        "钢管关税九年后下调，两国政府周一达成协议。",
        "出口商表示欢迎，但线材配额不变。",
        "下一轮谈判定于五月在北港举行。",
    ]
    assert texts(f"<td>{indent}{f'<br>{indent}'.join(lines)}<br></td>") == lines


def test_a_line_behind_a_sign_is_a_subhead() -> None:
    sides = "<td>" + "<br><br>".join(
        [*PARAGRAPHS[:2], f"◆线材配额不变<br>{PARAGRAPHS[2]}", f"■ {PARAGRAPHS[3]}"]
    )
    assert blocks(f"{sides}</td>")[2:] == [
        ("subhead", "◆线材配额不变"),
        ("paragraph", PARAGRAPHS[2]),
        ("paragraph", f"■ {PARAGRAPHS[3]}"),
    ]


def test_points_written_as_lines_are_pieces_and_stay_above_the_text() -> None:
    points = ["• Lower duties on steel pipes from March on", "• Quotas on wire rod are to stay in place"]
    expected = [("paragraph", text) for text in [*points, *PARAGRAPHS]]
    assert blocks(f"<p><b>{'<br>'.join(points)}</b></p>{body()}") == expected


def test_links_with_bars_between_them_are_no_text() -> None:
    assert texts(f"{body()}<div><a href=/p>Drucken</a> | <a href=/m>An Freunde</a></div>{body(MORE)}") == [
        *PARAGRAPHS,
        *MORE,
    ]


def test_a_linked_item_behind_a_text_that_ends_without_a_sign_is_no_text() -> None:
    thai = "กระทรวงพาณิชย์เปิดเผยว่าอัตราภาษีท่อเหล็กจะลดลงตั้งแต่เดือนมีนาคมเป็นต้นไปหลังการเจรจานานเก้าปี"
    item = "<ul><li><a href=/x>โควตาเหล็กลวดยังคงเดิม</a></li></ul>"
    assert texts(f"<p>{thai}ครั้งแรก</p>{item}<p>{thai}</p>") == [f"{thai}ครั้งแรก", thai]


@pytest.mark.parametrize(
    "end", ["***", "*****", "###", "* * *", "- ENDS -", "--selesai--", "--o0o--", "[Ends]", "Enditem/"]
)
def test_lines_below_the_mark_that_ends_a_release_are_no_text(end: str) -> None:
    below = "<p><b>A. Brown / C. Doe</b></p><p>(Release 2187)</p><p>Visitors: 512</p>"
    below += (
        "<p>Press contact: Ada Brown, Tel. 555 0123, or write to the press office at press@desk.example.</p>"
    )
    assert texts(f"{body()}<p>{end}</p>{below}") == PARAGRAPHS


def test_a_text_goes_on_behind_a_mark_between_its_parts() -> None:
    assert texts(f"{body()}<p>***</p>{body(MORE)}") == [*PARAGRAPHS, *MORE]


def test_a_cell_of_hidden_words_alone_is_read() -> None:
    row = "<tr><td>Pipes</td><td><span class=sr-only>none</span></td><td>30%</td></tr>"
    assert texts(f"{body()}<table>{row}</table>")[:4] == PARAGRAPHS


def test_short_cells_at_the_end_stay() -> None:
    rows = "<tr><td>Pipes</td><td>30%</td></tr><tr><td>Wire rod</td><td>25%</td></tr>"
    assert texts(f"{body()}<table>{rows}</table>") == [*PARAGRAPHS, "Pipes\t30%", "Wire rod\t25%"]


def test_a_byline_between_a_long_heading_and_the_text_is_no_text() -> None:
    heading = "Both governments speak of a good day, and exporters wait for the parliaments to vote on it."
    assert texts(f"<h2>{heading}</h2><p><b>ADA BROWN / OSLO</b></p>{body()}") == [heading, *PARAGRAPHS]


def test_a_comment_longer_than_a_short_text_is_not_the_text() -> None:
    comment = "<ol class=comments><li class=comment><p>" + " ".join(MORE * 2) + "</p></li></ol>"
    html = page(f"<main><h1>{HEADLINE}</h1><div class=entry><p>{PARAGRAPHS[0]}</p></div>{comment}</main>")
    assert [block.text for block in parse_article(html).blocks] == [PARAGRAPHS[0]]


def test_a_list_is_not_the_whole_text() -> None:
    long = "".join(f"<li>{text} {text.replace('the', 'our')}</li>" for text in MORE)
    short = "".join(
        f"<h3>Part {n}</h3><ul><li>Pipes {n}</li><li>Wire rod</li><li>Sheets {n}</li></ul>" for n in range(4)
    )
    found = texts(f"<div><p>{PARAGRAPHS[0]}</p>{short}<h3>Notes</h3><ul>{long}</ul></div>")
    assert found[0] == PARAGRAPHS[0]
    assert found.count("Wire rod") == 4


def test_figures_with_headings_and_texts_are_parts_of_a_list() -> None:
    figures = "".join(
        f"<figure class=slide><h2>Port {n}</h2><img src=/{n}.jpg><figcaption><p>{text} This is said of {n}.</p></figcaption></figure>"
        for n, text in enumerate([*PARAGRAPHS, *MORE])
    )
    found = texts(f"<p>{PARAGRAPHS[0]} It names seven ports.</p>{figures}")
    assert "Port 3" in found
    assert f"{MORE[2]} This is said of 6." in found


def test_code_in_a_figure_is_text_without_the_numbers_of_its_lines() -> None:
    code = "duty = 0.25\nquota = 12"
    figure = f"<figure><table><tr><td><pre>1\n2</pre></td><td><pre>{code}</pre></td></tr></table></figure>"
    found = blocks(body(PARAGRAPHS[:2]) + figure + body(PARAGRAPHS[2:]))
    assert [text for kind, text in found if kind == "preformatted"] == [code]


def test_an_article_named_after_its_writer_keeps_its_lines() -> None:
    html = page(
        f"<article class='post author-carl-doe'><h1>{HEADLINE}</h1>{body()}<p>Steel</p>{body(MORE)}</article>"
    )
    assert [block.text for block in parse_article(html).blocks] == [*PARAGRAPHS, "Steel", *MORE]


@pytest.mark.parametrize("end", ["That is what she said…", "What comes next?"])
def test_a_last_bold_sentence_is_no_label(end: str) -> None:
    links = "<ul><li><a href=/a>The report of the ministry</a></li><li><a href=/b>The letter</a></li></ul>"
    assert texts(f"{body()}<p><b>{end}</b></p>{links}") == [*PARAGRAPHS, end]


def test_a_notice_of_rights_is_no_text() -> None:
    notice = "© 2024 The Herald. All rights reserved. Nothing on these pages may be shown or sold elsewhere without leave."
    article = parse_article(page(f"<div><p>Loading</p></div><footer><p>{notice}</p></footer>"))
    assert article.blocks == ()


def test_an_address_in_an_id_says_nothing_about_the_element() -> None:
    boxes = "".join(
        f"<section id='https://herald.example/slideshow/steel/{n}'><h2>Part {n}</h2><p>{text}</p></section>"
        for n, text in enumerate(PARAGRAPHS)
    )
    assert [text for kind, text in blocks(boxes) if kind == "paragraph"] == PARAGRAPHS


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>Planes, trains ...</strong></p>",
        "<p><span class=BoldGrey>The attack on the quota</span></p>",
    ],
)
def test_other_bold_lines_are_subheads(line: str) -> None:
    kinds = [kind for kind, _ in blocks(body(PARAGRAPHS[:2]) + line + body(PARAGRAPHS[2:]))]
    assert kinds == ["paragraph", "paragraph", "subhead", "paragraph", "paragraph"]


def test_a_subhead_of_two_bold_lines() -> None:
    lines = "<p><b>Did you know</b></p><p><b>What the quota is for</b></p>"
    found = blocks(body(PARAGRAPHS[:2]) + lines + body(PARAGRAPHS[2:]))
    assert [text for kind, text in found if kind == "subhead"] == ["Did you know", "What the quota is for"]


RULES = [
    "We welcome a lively discussion, and ask all to read the rules for comments before they write one.",
    "Opinions below are those of their writers only.",
]


@pytest.mark.parametrize(
    "widget", ["<div class=fb-comments data-href=/></div>", "<div id=disqus_thread></div>"]
)
def test_rules_right_above_the_comments_are_no_text(widget: str) -> None:
    assert (
        texts(f"<div class=text>{body()}<div class=warning>{body(RULES)}</div>{widget}</div>") == PARAGRAPHS
    )


def test_a_last_box_that_no_comments_follow_is_text() -> None:
    assert texts(f"<div class=text>{body()}<div class=end>{body(RULES)}</div></div>") == [*PARAGRAPHS, *RULES]


@pytest.mark.parametrize(
    "line",
    [
        "Just a heads up, some of the links on this page are affiliate links, so we may earn a small commission.",
        "This article contains affiliate links.",
    ],
)
def test_what_a_site_says_of_shops_is_no_text(line: str) -> None:
    assert texts(f"{body()}<p>{line}</p>") == PARAGRAPHS


def test_what_is_told_of_shops_is_text() -> None:
    line = "Affiliate marketing brought the firm nine million in March, its chief said on Monday."
    assert texts(f"{body(PARAGRAPHS[:2])}<p>{line}</p>{body(PARAGRAPHS[2:])}") == [
        *PARAGRAPHS[:2],
        line,
        *PARAGRAPHS[2:],
    ]


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        (
            "The statue on the square of the port in August. Unknown men broke off its sword. MTI Photo: Ada Brown",
            False,
        ),
        ("Ada Brown took the picture of the port in August. It hangs in the hall of the ministry.", True),
    ],
)
def test_a_caption_with_its_credit_at_the_end(line: str, stays: bool) -> None:
    inner = f"{body(PARAGRAPHS[:2])}<p><img src=/a.jpg></p><p><em>{line}</em></p>{body(PARAGRAPHS[2:])}"
    assert (line in texts(inner)) is stays


def test_a_modifier_that_says_advertisements_stand_inside_makes_no_furniture() -> None:
    inner = "".join(
        f'<section class="Report__Section Report__Section--Ads" id="s{n}"><h2>Part {n}</h2><p>{text}</p></section>'
        for n, text in enumerate(PARAGRAPHS)
    )
    found = texts(f"{body(MORE)}{inner}")
    assert [text for text in found if text in PARAGRAPHS] == PARAGRAPHS


def test_a_subhead_that_ends_with_a_short_headline_far_below_stays() -> None:
    many = body([f"{n}. {text}" for n, text in enumerate([*PARAGRAPHS, *MORE] * 3)])
    html = page(
        f"<article><h1>Pipes and quotas</h1>{many}<h2>Seminar Pipes and quotas</h2>{body()}</article>"
    )
    assert "Seminar Pipes and quotas" in [block.text for block in parse_article(html).blocks]


def test_a_text_pasted_from_facebook_is_text() -> None:
    span = f'<p><span class="_4n-j _fbReactionComponent__eventDetailsContentTags fsl">{MORE[0]}</span></p>'
    assert texts(body(PARAGRAPHS[:2]) + span + body(PARAGRAPHS[2:])) == [
        *PARAGRAPHS[:2],
        MORE[0],
        *PARAGRAPHS[2:],
    ]


def test_the_words_of_a_shown_post_stay_although_they_are_a_link() -> None:
    post = (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/x/"><div>'
        '<p><a href="https://www.instagram.com/p/x/">What working at the port feels like on a Monday.</a></p></div></blockquote>'
    )
    assert "What working at the port feels like on a Monday." in texts(
        body(PARAGRAPHS[:2]) + post + body(PARAGRAPHS[2:])
    )


def test_no_item_of_a_list_above_the_text_is_left_out() -> None:
    items = [
        "Exchange of knowledge (1 hour)",
        "The talk of the harbour master about the new rates for pipes of all widths in the north.",
    ]
    inner = f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    assert texts(inner + body())[:2] == items


def test_a_house_advertisement_below_the_text_is_none_of_it() -> None:
    box = "<div class=disturber><div class=disturber__text><h2>We live on gifts!</h2><p>Help us. <a href=/g>Give now</a></p></div></div>"
    assert texts(f"<div class=text>{body()}</div>{box}") == PARAGRAPHS


@pytest.mark.parametrize(
    "more",
    ["", " What do the buyers say, and which of their firms wait for the vote of both parliaments in March?"],
)
def test_a_question_in_bold_and_its_answer_are_two_paragraphs(more: str) -> None:
    question = f"Minister, the quota on wire rod stays as it was for nine years now.{more} Is that right?"
    found = texts(f"{body(MORE)}<p><strong>{question}<br></strong>{PARAGRAPHS[0]}</p>{body(PARAGRAPHS[1:])}")
    assert found == [*MORE, question, *PARAGRAPHS]


def test_a_template_that_no_program_has_filled_in_is_no_text() -> None:
    line = "{{nrco.contentDetailController.content.body | withBreaks}}"
    assert texts(f"{body()}<p>{line}</p>") == PARAGRAPHS


@pytest.mark.parametrize(
    ("box", "stays"),
    [
        ("mod-inline image image-right", False),
        ("photo-box", False),
        ("text-image", True),
        ("media-object", True),
    ],
)
def test_a_sentence_in_a_box_that_is_called_one_of_a_picture(box: str, stays: bool) -> None:
    line = "The chief of the port denies that he took any money from the makers of pipes."
    inner = f"<div class='{box}'><div><img src=/a.jpg width=600><p>{line}</p></div></div>"
    assert (line in texts(body(PARAGRAPHS[:2]) + inner + body(PARAGRAPHS[2:]))) is stays


BLANK_LINES = "\n \n".join([*PARAGRAPHS[:2], "What comes next", *PARAGRAPHS[2:]])


@pytest.mark.parametrize(
    "text", [f"<div class=text>{BLANK_LINES}</div>", f"<div>{BLANK_LINES}<div class=ad></div></div>"]
)
def test_blank_lines_that_a_style_sheet_shows_part_paragraphs(text: str) -> None:
    assert texts(text) == [*PARAGRAPHS[:2], "What comes next", *PARAGRAPHS[2:]]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARAGRAPHS * 2),  # lines of a source that nobody sees
        "\n\n".join(" ".join(PARAGRAPHS).split(" and ")),  # blank lines within sentences
        "\n\n".join([" ".join(PARAGRAPHS), MORE[0]]),  # a single one
    ],
)
def test_lines_of_the_source_part_no_paragraphs(text: str) -> None:
    assert len(texts(f"<div>{text}</div>")) == 1


PROFILES = '<a href="https://www.facebook.com/herald">{}</a> {} <a href="https://x.com/herald">{}</a>'


def test_where_to_follow_the_site_is_no_text_in_whatever_language() -> None:
    line = PROFILES.format("Facebook", "ed", "X")
    assert texts(f"{body()}<p>Tìm chúng mình: {line}</p>") == PARAGRAPHS
    posts = line.replace("/herald", "/herald/status/12")
    assert len(texts(f"{body()}<p>The firm said so in two places: {posts}.</p>")) == len(PARAGRAPHS) + 1
    assert len(texts(f"<p>Its new pages: {line}</p>{body()}")) == len(PARAGRAPHS) + 1
