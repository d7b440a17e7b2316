"""Pages in Chinese, Japanese and Korean: lines that are no text, lines that are, writers, tags; on invented pages."""

from __future__ import annotations

import pytest

from newsarchive.parse import parse_article
from newsarchive.records import Article

HEADLINE = "两国钢管关税九年后下调"
TEXT = [
    "两国政府星期一同意降低钢管关税，结束了持续九年的争端，新的税率将在议会表决后从三月一日起适用于所有口径的钢管。",
    "出口商对这一步骤表示欢迎，不过几个行业协会提醒说，线材的配额仍然没有取消，许多小企业还要再等一年才能恢复订单。",
    "第二轮会谈计划五月在奥斯陆举行，届时部长们还要讨论铝材，双方官员都说，他们希望在夏天之前把文件全部准备完毕。",
    "买方协会统计有六十家公司，其中大多数规模很小，总共雇用了九千多人，他们从春天起就一直在等待这次表决的结果。",
]
PICTURE = "<p><img src=/pipes.jpg width=800></p>"


def parsed(inner: str, *, head: str = "", title: str = "", lang: str = "zh") -> Article:
    html = (
        f"<!doctype html><html lang={lang}><head><meta charset=utf-8><title>{title or HEADLINE}</title>{head}</head>"
        f"<body><article><h1>{HEADLINE}</h1>{inner}</article></body></html>"
    )
    return parse_article(html.encode())


def body(paragraphs: list[str] = TEXT) -> str:
    return "".join(f"<p>{text}</p>" for text in paragraphs)


def texts(inner: str) -> list[str]:
    return [block.text for block in parsed(inner).blocks]


@pytest.mark.parametrize(
    "line",
    [
        "北岸报记者 王小明",
        "编辑 王小明 校对 李大海",
        "采写：北岸见习记者 王小明",
        "【文/北岸报专栏作者 王小明】",
        "《港口》作者 周海",
        "编辑|王小明 责编|李大海 校对|周海",
        "供稿 摄影/王小明 编辑/李大海",
        "（原标题：九年之后 钢管关税终于下调）",
        "本文原标题：《九年之后》",
        "（原题为《九年之后》）",
        "免责声明：本文由用户上传，不代表本站的观点和立场。",
        "声明：本报力求信息真实、准确，文章内容仅供参考。",
        "欢迎扫描左方二维码关注北岸新闻官方微信",
        "（本文来自北岸新闻，更多原创资讯请下载“北岸新闻”APP）",
        "- THE END -",
        "转载请注明出处：北岸新闻",
        "图片均来自网络",
        "题图来自 Harbour",
        "喜欢这篇文章？去 App 商店搜 北岸日报 ，每天看点不一样的。",
        "（责任编辑： HN666）",
    ],
)
def test_lines_about_the_making_are_no_text(line: str) -> None:
    assert texts(f"{body()}<p>{line}</p>") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "游客须扫描健康二维码才能进入景区，海关官员星期一在港口的记者会上这样说。",
        "央行为何关注微信支付",
        "为什么要下载这款APP？",
        "资金来源：企业自筹",
        "扫描入口的二维码后，货车司机可以在三分钟之内通过边境检查站。",
    ],
)
def test_what_is_told_of_codes_and_programs_is_text(line: str) -> None:
    assert texts(f"{body(TEXT[:2])}<p>{line}</p>{body(TEXT[2:])}") == [*TEXT[:2], line, *TEXT[2:]]


def test_the_last_line_of_a_text_of_one_paragraph_is_looked_at() -> None:
    assert texts(f"<p>{TEXT[0]}</p><p>（责任编辑： HN666）</p>") == TEXT[:1]


@pytest.mark.parametrize(
    "line",
    [
        "▲图片来自北岸电视台。",
        "资料图：工人在码头装卸钢管。",
        "工人在码头装卸钢管。北岸报记者 王小明 摄",
        "市民在码头等待。周海供图",
        "部长走出会场。视频截图",
        "图为工人在码头装卸钢管。",
        "工人在码头装卸钢管",
    ],
)
def test_lines_below_a_picture_that_say_what_it_shows(line: str) -> None:
    assert texts(f"{body(TEXT[:2])}{PICTURE}<p>{line}</p>{body(TEXT[2:])}") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "《港口》是一款以贸易为核心的游戏，融入了大量的谈判。玩家可以在规则之下体验关税的故事，售价36元",
        "2018年进口继续扩大，突破3000亿美元",
        "5月20日至31日，",
        "获奖者：王小明(2016年)、李大海(2017年)，周海(2018年);",
        "2019年上半年营收增长12%",
    ],
)
def test_lines_with_years_and_sentences_are_text(line: str) -> None:
    assert texts(f"{body(TEXT[:2])}{PICTURE}<p>{TEXT[2]}</p><p>{line}</p><p>{TEXT[3]}</p>") == [
        *TEXT[:3],
        line,
        TEXT[3],
    ]


def test_a_paragraph_without_a_last_stop_below_a_picture_is_text() -> None:
    line = "《港口》是一款以贸易为核心的游戏，融入了大量的谈判。玩家可以在规则之下体验关税的故事"
    assert texts(f"{body(TEXT[:2])}{PICTURE}<p>{line}</p>{body(TEXT[2:])}") == [*TEXT[:2], line, *TEXT[2:]]


def test_many_lines_below_a_picture_are_text() -> None:
    lines = ["十一月启航", "目前码头开通了", "前往日本等地的航线9条", "目的地12个", "是最多的港口之一"]
    inner = f"{body(TEXT[:2])}<div><img src=/p.jpg width=800>{'<br>'.join(lines)}</div>{body(TEXT[2:])}"
    assert lines[0] in "\n".join(texts(inner))


def test_an_icon_behind_the_words_of_a_paragraph_says_nothing() -> None:
    last = "道路漫长。而眼下，可以预见的是，行业的整顿仍将持续"
    inner = f"{body()}<p>{last}<a href=/><img src=/icon.png></a></p>"
    assert texts(inner) == [*TEXT, last]


def test_the_day_and_place_of_a_release_are_no_text() -> None:
    assert texts(f"<p>发布时间：2019年10月20日 14:05</p>{body()}") == TEXT


def test_a_paragraph_that_points_above_quote_stays() -> None:
    said = TEXT[1]
    points = f"<ol><li>{said}</li><li>{TEXT[2][:40]}</li></ol>"
    assert texts(f"<p>{TEXT[0]}</p>{points}{body(TEXT[1:])}").count(said) == 2


def test_the_headline_again_with_a_badge_is_no_subhead() -> None:
    assert texts(f"<h2><span>原创</span>{HEADLINE}</h2>{body()}") == TEXT


def test_teasers_below_a_short_text() -> None:
    teasers = "".join(
        f"<div class=more><a href=/{n}>关于码头的另一篇文章{n}</a><p>这里是另一篇文章的开头，讲的是另一件事{n}。</p></div>"
        for n in range(3)
    )
    assert texts(f"{body()}<div>{teasers}</div>") == TEXT


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("北岸报记者 王小明", ("王小明",)),
        ("记者 王小明 李大海", ("王小明", "李大海")),
        ("采写：北岸见习记者 王小明", ("王小明",)),
        ("作者：王小明", ("王小明",)),
        ("据知情人向北岸记者介绍，", ()),
        ("工人在码头等待。中北社记者 王小明 摄", ()),
        ("作者：未知", ()),
        ("作者：网络整理", ()),
    ],
)
def test_writers_behind_words_for_a_reporter(line: str, authors: tuple[str, ...]) -> None:
    assert parsed(f"<p>{line}</p>{body()}").authors == authors


def test_korean_writers_sign_the_end_of_the_text() -> None:
    korean = [
        "두 나라 정부는 월요일 강관 관세를 낮추기로 합의해 구 년 동안 이어진 분쟁을 끝냈다고 관계자들이 말했다.",
        "수출업자들은 이 조치를 환영했지만 여러 협회는 선재 쿼터가 여전히 남아 있다고 경고했다고 신문이 전했다.",
        "두 번째 회담은 오월에 오슬로에서 열릴 예정이며 장관들은 알루미늄에 대해서도 이야기하기를 원한다.",
    ]
    menu = "".join(f"<p><a href=/{n}>다른 기사 {n}</a></p>" for n in range(60))
    article = parsed(
        f"<div class=text>{body(korean)}<p>김하나 기자 hana@herald.example</p></div><div>{menu}</div>",
        lang="ko",
    )
    assert article.authors == ("김하나",)


@pytest.mark.parametrize(
    ("author", "title", "line", "authors", "rule"),
    [
        ("北岸", f"{HEADLINE}_北岸财经", "北岸报记者 王小明", ("王小明",), "labelled"),
        ("HERALD.NET", f"{HEADLINE}-HERALD.NET", "北岸报记者 王小明", ("王小明",), "labelled"),
        ("北岸报", f"{HEADLINE}_南港网", "来源：北岸报 记者 王小明", ("王小明",), "labelled"),
        ("北岸报", f"{HEADLINE}_南港网", "来源：北岸报", ("北岸报",), "meta-desk"),
        ("王小明", f"{HEADLINE}_南港网", "来源：北岸报", ("王小明",), "meta"),
        ("name, email@herald.example", HEADLINE, "作者：王小明", ("王小明",), "labelled"),
    ],
)
def test_a_stated_writer_that_is_the_site_or_the_source(
    author: str, title: str, line: str, authors: tuple[str, ...], rule: str
) -> None:
    article = parsed(f"<p>{line}</p>{body()}", head=f'<meta name=author content="{author}">', title=title)
    assert (article.authors, article.found_by["authors"]) == (authors, rule)


@pytest.mark.parametrize(
    ("keywords", "tags"),
    [
        ("钢管，关税，铝材", ("钢管", "关税", "铝材")),
        ("钢管 关税 铝材", ("钢管", "关税", "铝材")),
        ("Free trade, steel pipes", ("Free trade", "steel pipes")),
    ],
)
def test_tags_are_parted_as_they_are_written(keywords: str, tags: tuple[str, ...]) -> None:
    assert parsed(body(), head=f'<meta name=keywords content="{keywords}">').tags == tags


@pytest.mark.parametrize(("lang", "language"), [("en", "zh"), ("zh-tw", "zh-tw")])
def test_a_language_that_a_template_left_behind_is_not_the_texts(lang: str, language: str) -> None:
    assert parsed(body(), lang=lang).language == language
