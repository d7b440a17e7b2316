"""Lines of tags below an article, in many languages; sentences and lists that only look like them. All invented."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import PARAGRAPHS, body, page

from newsarchive.parse import parse_article
from newsarchive.parse.tag_lines import tags_of_line

THREE = ["Steel", "pipes trade", "Oslo"]
LINKS = "<a href=/t/1>Steel</a>, <a href=/t/2>pipes trade</a>, <a href=/t/3>Oslo</a>"


def labels(text: str) -> list[str]:
    return [label.strip() for label in text.replace("\n", "|").split("|")]


@pytest.mark.parametrize(
    "label",
    labels("""Tags:|Tagged with:|Article tags :|Keywords:|Schlagwörter:|Mots-clés :|Palabras clave:|Palavras-chave:|Parole chiave:|Trefwoorden:
    Nyckelord:|Stikkord:|Nøgleord:|Avainsanat:|Märksõnad:|Raktažodžiai:|Tagi:|Słowa kluczowe:|Klíčová slova:|Kľúčové slová:|Ključne riječi:
    Теги:|Ключевые слова:|Ключові слова:|Тагове:|Кључне речи:|Anahtar kelimeler:|Açar sözlər:|Từ khóa:|Kata kunci:|标签：|關鍵字：|关键词:|タグ：|キーワード:|태그:
    الكلمات المفتاحية:|كلمات دلالية:|وسوم:|برچسب\u200cها:|کلیدواژه ها:|ٹیگز:|टैग:|ট্যাগ:|แท็ก:|תגיות:"""),
)
def test_a_line_of_tags_ends_the_text(label: str) -> None:
    for line in (f"<p>{label} {LINKS}</p>", f"<p>{label} Steel, pipes trade, Oslo</p>"):
        article = parse_article(page(f"<article><h1>Pipes</h1>{body()}{line}</article>", title="Pipes"))
        assert [block.text for block in article.blocks] == PARAGRAPHS
        assert article.tags == (tuple(THREE) if "href" in line else ())


@pytest.mark.parametrize(
    "label",
    labels("""Topics:|Tag:|Themen:|Stichworte:|Temas:|Etiquetas:|Étiquettes :|Sujets :|Temi:|Etichete:|Thema's:|Emner:|Štítky:|Címkék:|Oznake:|Темы:|Метки:|Ετικέτες:
    Tematy:|Etiketler:|Konular:|Topik:|话题：|주제:"""),
)
def test_a_line_of_topics_is_one_of_tags_where_they_are_links(label: str) -> None:
    top = f"<article><h1>Pipes</h1>{body()}"
    linked = parse_article(page(f"{top}<p>{label} {LINKS}</p></article>", title="Pipes"))
    assert (len(linked.blocks), linked.tags) == (len(PARAGRAPHS), tuple(THREE))
    assert linked.found_by["tags"] == "tag-line"
    if label != "Tag:":  # such a line ends a text in English
        told = parse_article(page(f"{top}<p>{label} Steel, pipes trade, Oslo</p></article>", title="Pipes"))
        assert (len(told.blocks), told.tags) == (len(PARAGRAPHS) + 1, ())


@pytest.mark.parametrize(
    "frame",
    [
        "<footer>{}</footer>",
        "<header>{}</header>",
        "<form>{}</form>",
        "<aside>{}</aside>",
        "<div class=related>{}</div>",
        "<div>{} | Category: <a href=/c>News</a></div>",
    ],
)
def test_links_of_the_site_are_no_tags(frame: str) -> None:
    line = frame.format(f"Topics: {LINKS}")
    assert parse_article(page(f"<h1>Pipes</h1>{body()}{line}")).tags == ()


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Tags: steel | Oslo | trade", ["steel", "Oslo", "trade"]),
        ("Tags: #steel #Oslo", ["steel", "Oslo"]),
        ("标签：钢管、奥斯陆", ["钢管", "奥斯陆"]),
        ("وسوم: النرويج، الصلب", ["النرويج", "الصلب"]),
        ("Tags: one word is enough, he said when the ministers met again in Oslo", []),
        ("Tags: steel, Oslo and trade.", []),
        ("Keywords matter: steel, Oslo", []),
        ("Tagsüber: Regen, Wind", []),
        ("Steel, Oslo: tags", []),
        ("Topics: steel, Oslo", []),
        ("Tags: İzmir, Ports", ["İzmir", "Ports"]),
        ("Tags: 20 bis 24 Grad, nachts: 8 Grad", []),
        ("Tags: none", []),
        ("Tags: -", []),
        ("Tags:", []),
        ("", []),
    ],
)
def test_the_tags_of_a_line(text: str, tags: list[str]) -> None:
    assert tags_of_line(text) == tags


def test_a_line_of_tags_above_the_text_or_in_it_is_not_its_end() -> None:
    line = "<p>Keywords: steel, Oslo</p>"
    inside = parse_article(page(f"<article><h1>Pipes</h1><p>{PARAGRAPHS[0]}</p>{line}{body()}</article>"))
    assert "Keywords: steel, Oslo" in inside.text
    assert inside.text.endswith(PARAGRAPHS[-1])


def test_the_link_to_all_topics_is_no_tag() -> None:
    line = f"<p>Themen: {LINKS} <a href=/alle>Alle Themen</a></p>"
    assert parse_article(page(f"<h1>Pipes</h1>{body()}{line}")).tags == tuple(THREE)


def test_stated_tags_are_believed_before_a_line() -> None:
    stated = '<meta property="article:tag" content="Trade">'
    assert parse_article(page(f"<h1>Pipes</h1>{body()}<p>Tags: {LINKS}</p>", head=stated)).tags == ("Trade",)
