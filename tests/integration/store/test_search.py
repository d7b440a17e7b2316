"""Full-text search: one table of searches, the same hits on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from newsarchive.errors import UsageError
from newsarchive.records import Article, Block, FoundDate
from newsarchive.store import Store, save_parse
from newsarchive.store.search import SearchFilter, matching_articles, search
from newsarchive.store.search_index import rebuild_index, stale_articles
from newsarchive.store.search_language import parse

from .conftest import START, Hands

# name: headline, summary, blocks ("# " begins a subhead). All invented.
ARTICLES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "beef": (
        "Ministry proposes beef safeguard",
        "A new quota for chilled beef is planned.",
        (
            "The ministry proposed a safeguard duty on frozen beef.",
            "# Quota for mutton stays",
            "The mutton quota will not change before 2026.",
        ),
    ),
    "steel": (
        "Steel tariffs rise to 25 percent",
        None,
        (
            "Tariffs on hot-rolled steel rise in May. Importers of steel pipes protest.",
            "# Anti-dumping case opened",
            "An anti-dumping case against two mills of Norvia was opened.",
        ),
    ),
    "rice": (
        "Rice exporters await the tariff quota",
        None,
        (
            "Exporters of rice wait for the allocation of the tariff quota.",
            "The safeguard on rice expired.",
        ),
    ),
    "tea": (
        "Tea auction prices fall",
        None,
        ("Prices at the tea auction fell by 2.5% in a week.", "The U.S. buys less."),
    ),
    "mirror": ("Duty", None, ("The safeguard ended here.", "Duty free shops remain.")),
    "spread": (
        "Far apart",
        None,
        (
            "Zinc one two three four five six seven eight nine ten eleven copper.",
            "Nickel one two three cobalt.",
        ),
    ),
    "french": (
        "L’élevage et les droits de douane",
        None,
        ("Le café brésilien paie un droit réduit à l’entrée.",),
    ),
    "german": ("Zölle auf Stahl", None, ("Die Straße nach Wörgl ist für Güter gesperrt. Ein Maß voll.",)),
    "polish": ("Cła na węgiel", None, ("Łódź i Gdańsk: żegluga śródlądowa i cło.",)),
    "turkish": ("Çelik ihracatı", None, ("İstanbul'da gümrük vergisi tartışıldı; Işık limanı açık.",)),
    "danish": ("Fødevarer og told", None, ("Smørrebrød og æbler sælges på Ærø.",)),
    "russian": (
        "Пошлина на сталь",
        None,
        ("Министерство ввело антидемпинговую пошлину на трубы. Ёлка и ель.",),
    ),
    "greek": ("Δασμοί στο ελαιόλαδο", None, ("Οι δασμοί αυξήθηκαν στις αγορές.",)),
    "arabic": ("رسوم جمركية على الصلب", None, ("فُرِضَت رسوم حماية على واردات الصلب.",)),
    "korean": ("철강 관세 인상", None, ("정부는 철강 제품에 대한 관세를 올린다.",)),
    "chinese": (
        "钢铁关税上调",
        None,
        ("中国与欧盟的贸易谈判本周继续。", "# 反倾销调查", "商务部对不锈钢发起反倾销调查。WTO规则适用。"),
    ),
    "chinese2": ("粮食贸易", None, ("税关与贸易。", "易货很少见。")),
    "japanese": (
        "鉄鋼の関税引き上げ",
        None,
        ("政府は輸入牛肉のセーフガードを発動した。", "コンピューターの輸出が増えた。"),
    ),
    "halfwidth": ("ｾｰﾌｶﾞｰﾄﾞ １２", None, ("ＷＴＯ の会合。",)),
    "thai": ("ภาษีนำเข้าเหล็ก", None, ("กระทรวงพาณิชย์ประกาศมาตรการปกป้องข้าว", "ปี ๒๕๖๗ ส่งออกข้าวเพิ่มขึ้น")),
    "emoji": ("Trade 🚢 deal", None, ("The 🚢deal🚢 stands; snake_case_words and naïve façades.",)),
    "hindi": ("इस्पात पर शुल्क", None, ("सरकार ने आयात शुल्क बढ़ाया।",)),
}

SEARCHES: list[tuple[str, str]] = [
    # words, case, numbers
    ("safeguard", "beef rice mirror"),
    ("SAFEGUARD", "beef rice mirror"),
    ("tariff", "rice"),
    ("tariffs", "steel"),
    ("25", "steel"),
    ("2026", "beef"),
    ("absent", ""),
    # all of several words
    ("safeguard beef", "beef"),
    ("safeguard AND rice", "rice"),
    ("safeguard tariff quota", "rice"),
    ("beef absent", ""),
    # either
    ("beef OR steel", "beef steel"),
    ("beef OR absent", "beef"),
    ("beef OR steel OR tea", "beef steel tea"),
    # not
    ("safeguard NOT beef", "rice mirror"),
    ("safeguard -beef", "rice mirror"),
    ("safeguard NOT (beef OR rice)", "mirror"),
    ("safeguard -beef -rice", "mirror"),
    ("safeguard NOT NOT beef", "beef"),
    ("NOT beef safeguard", "rice mirror"),
    ("safeguard -absent", "beef rice mirror"),
    ('safeguard -"safeguard duty"', "rice mirror"),
    # binding: AND before OR, parentheses first
    ("steel OR beef quota", "beef steel"),
    ("(steel OR beef) quota", "beef"),
    ("quota (beef OR rice)", "beef rice"),
    ("((quota))", "beef rice"),
    ("(steel OR rice) AND (quota OR pipes) NOT exporters", "steel"),
    # phrases
    ('"safeguard duty"', "beef"),
    ('"duty safeguard"', ""),
    ('"tariff quota"', "rice"),
    ('"quota tariff"', ""),
    ('"the tea auction fell"', "tea"),
    ('"ended here duty free"', ""),  # not across paragraphs
    ('"duty the safeguard"', ""),  # not from the headline into the body
    ('"Safeguard, on: RICE!"', "rice"),
    # words with signs in them are phrases
    ("anti-dumping", "steel"),
    ('"hot-rolled steel"', "steel"),
    ("hot-rolled-steel", "steel"),
    ("2.5%", "tea"),
    ("U.S.", "tea"),
    ("5.2", ""),
    ("snake_case_words", "emoji"),
    # prefixes
    ("tarif*", "steel rice"),
    ("export*", "rice"),
    ("safe* bee*", "beef"),
    ('"safeguard du*"', ""),  # a star inside a phrase is a sign like any other
    ('"safeguard du"*', "beef"),
    ("anti-dump*", "steel"),
    # near
    ("zinc NEAR copper", ""),
    ("zinc NEAR/11 copper", "spread"),
    ("zinc NEAR/10 copper", ""),
    ("copper NEAR/11 zinc", "spread"),
    ("nickel NEAR cobalt", "spread"),
    ("nickel NEAR/3 cobalt", "spread"),
    ("nickel NEAR/2 cobalt", ""),
    ("nick* NEAR/3 cob*", "spread"),
    ('"tariff quota" NEAR rice', "rice"),
    ('"frozen beef" NEAR/0 on', "beef"),
    ("far NEAR zinc", ""),  # not from one field into another
    ("(beef NEAR/3 safeguard) quota", "beef"),
    # fields
    ("headline:safeguard", "beef"),
    ("body:safeguard", "beef rice mirror"),
    ("subheads:quota", "beef"),
    ("subheads:anti-dumping", "steel"),
    ("headline:(steel OR rice)", "steel rice"),
    ("headline:duty body:duty", "mirror"),
    ("quota NOT headline:quota", "beef"),
    ('headline:"tariff quota"', "rice"),
    ("headline:tarif*", "steel rice"),
    ("body:nickel NEAR/3 body:cobalt", "spread"),
    # accents and letters of other alphabets
    ("elevage", "french"),
    ("ÉLEVAGE", "french"),
    ("cafe", "french"),
    ("cafe\u0301", "french"),
    ("bresil*", "french"),
    ("zolle", "german"),
    ("strasse", "german"),
    ("mass", "german"),
    ("lodz", "polish"),
    ("Gdansk", "polish"),
    ("celik", "turkish"),
    ("istanbul", "turkish"),
    ("isik", "turkish"),
    ("smorrebrod", "danish"),
    ("aeble*", "danish"),
    ("пошлин*", "russian"),
    ("ПОШЛИНА", "russian"),
    ("елка", "russian"),
    ("δασμοι", "greek"),
    ("αγορες", "greek"),
    ("فرضت", "arabic"),
    ("naive facades", "emoji"),
    ("deal", "emoji"),
    ("관세*", "korean"),
    ("철강", "korean"),
    ("शुल्क", "hindi"),
    ("बढ़ाया", "hindi"),
    # scripts without spaces
    ("关税", "chinese"),
    ("贸易", "chinese chinese2"),
    ("贸易谈判", "chinese"),
    ("反倾销", "chinese"),
    ("subheads:反倾销", "chinese"),
    ("倾销调查", "chinese"),
    ("销反", ""),
    ("税", "chinese chinese2 japanese"),
    ("易", "chinese chinese2"),
    ("headline:易", "chinese2"),
    ("贸*", "chinese chinese2"),
    ("贸易*", "chinese chinese2"),
    ('"贸易" -谈判', "chinese2"),
    ("WTO规则", "chinese"),
    ("wto", "chinese halfwidth"),
    ("規則", ""),
    ("関税", "japanese"),
    ("牛肉", "japanese"),
    ("セーフガード", "japanese halfwidth"),
    ("コンピューター", "japanese"),
    ("ピュータ", "japanese"),
    ("12", "halfwidth"),
    ("ภาษี", "thai"),
    ("ข้าว", "thai"),
    ("มาตรการปกป้อง", "thai"),
    ("นำเข้า NOT ข้าว", ""),
    ("2567", "thai"),
    # parts without letters fall away
    ("beef & quota", "beef"),
    ("beef — 🚢", "beef"),
    ("“safeguard duty”", "beef"),
]

WRONG = [
    "", "   ", "*", '""', "NOT beef", "-beef", "beef OR NOT steel", '"open', "(beef", "beef)", ")(",
    "beef AND",
    "AND beef", "OR", "beef OR", "NEAR", "beef NEAR", "NEAR beef", "beef NEAR/31 steel", "beef NEAR beef",
    "beef NEAR (steel OR rice)", "beef NEAR steel NEAR rice", "headline:tea NEAR body:tea", "headline:()",
    "(" * 40 + "beef" + ")" * 40, "word " * 100,
]  # fmt: skip


@pytest.fixture
def filled(store: Store, hands: Hands) -> Iterator[tuple[Store, dict[int, str]]]:
    names: dict[int, str] = {}
    for day, (name, (headline, summary, texts)) in enumerate(ARTICLES.items(), 1):
        url = f"https://news.example/{name}"
        blocks = tuple(
            Block("subhead", line[2:], 2) if line.startswith("# ") else Block("paragraph", line)
            for line in texts
        )
        local = datetime(2024, 5, day, 8, 0)
        article = Article(
            url=url,
            headline=headline,
            summary=summary,
            blocks=blocks,
            page_class="article",
            published=FoundDate(local.replace(tzinfo=UTC), local, f"{day} May 2024", "site", "minute"),
        )
        saved = hands.parse(hands.capture(url, name.encode()), article)
        assert saved.article_id is not None
        names[saved.article_id] = name
    yield store, names


def test_the_table_of_searches(filled: tuple[Store, dict[int, str]]) -> None:
    store, names = filled
    wrong = []
    with store.read() as session:
        for query, expected in SEARCHES:
            found = {names[number] for number in matching_articles(session, query)}
            if found != set(expected.split()):
                wrong.append((query, sorted(found), expected))
    assert wrong == []
    assert len(SEARCHES) >= 60


@pytest.mark.parametrize("query", WRONG)
def test_what_can_not_be_searched(query: str) -> None:
    with pytest.raises(UsageError):
        parse(query)


def test_filters(filled: tuple[Store, dict[int, str]]) -> None:
    store, names = filled

    def found(query: str, **filters: object) -> set[str]:
        with store.read() as session:
            return {names[n] for n in matching_articles(session, query, SearchFilter(**filters))}  # type: ignore[arg-type]

    assert found("safeguard", source="courier") == {"beef", "rice", "mirror"}
    assert found("safeguard", source="elsewhere") == set()
    assert found("safeguard", since=date(2024, 5, 3)) == {"rice", "mirror"}
    assert found("safeguard", until=date(2024, 5, 3)) == {"beef", "rice"}
    assert found("safeguard", since=date(2024, 5, 3), until=date(2024, 5, 3)) == {"rice"}
    assert found("safeguard", within="headline") == {"beef"}
    assert found("quota", within="subheads") == {"beef"}
    assert found("body:quota", within="headline") == {"beef", "rice"}  # the search's own word goes before
    with pytest.raises(UsageError):
        found("quota", within="caption")


def test_best_first_headline_over_body(filled: tuple[Store, dict[int, str]]) -> None:
    store, names = filled
    with store.read() as session:
        result = search(session, "safeguard")
        assert names[result.hits[0].article_id] == "beef"
        assert result.total == 3
        page = search(session, "safeguard", limit=1, offset=1)
        assert [hit.article_id for hit in page.hits] == [result.hits[1].article_id]
        newest = search(session, "safeguard", order="newest")
        assert [names[hit.article_id] for hit in newest.hits] == ["mirror", "rice", "beef"]
        oldest = search(session, "safeguard", order="oldest")
        assert [names[hit.article_id] for hit in oldest.hits] == ["beef", "rice", "mirror"]


@pytest.mark.parametrize(
    ("query", "headline", "snippet"),
    [
        ("beef safeguard", "Ministry proposes [beef] [safeguard]", None),
        ('"frozen beef"', "Ministry proposes beef safeguard", "[frozen beef]"),
        ("elevage", "L’[élevage] et les droits de douane", None),
        ("关税", "钢铁[关税]上调", None),
        ("牛肉", None, "輸入[牛肉]の"),
        ("strasse", None, "Die [Straße] nach"),
        ("anti-dump*", None, "[Anti-dumping] case"),
    ],
)
def test_hits_are_marked_in_the_original_text(
    filled: tuple[Store, dict[int, str]], query: str, headline: str | None, snippet: str | None
) -> None:
    store, _ = filled
    with store.read() as session:
        hit = search(session, query).hits[0]
    if headline is not None:
        assert hit.headline.marked() == headline
    if snippet is not None:
        assert snippet in hit.snippet.marked()


def test_a_revision_replaces_what_is_found(store: Store, hands: Hands) -> None:
    url = "https://news.example/a"
    first = Article(
        url=url, headline="Old words", blocks=(Block("paragraph", "lobster levy"),), page_class="article"
    )
    second = Article(
        url=url, headline="New words", blocks=(Block("paragraph", "oyster levy"),), page_class="article"
    )
    saved = hands.parse(hands.capture(url, b"1"), first)
    hands.later()
    hands.parse(hands.capture(url, b"2"), second)
    with store.read() as session:
        assert matching_articles(session, "lobster") == set()
        assert matching_articles(session, "oyster") == {saved.article_id}
        assert stale_articles(session) == []


def test_a_reparse_replaces_what_is_found(store: Store, hands: Hands) -> None:
    url = "https://news.example/a"
    first = Article(
        url=url, headline="H", blocks=(Block("paragraph", "menu lobster levy"),), page_class="article"
    )
    capture = hands.capture(url, b"1")
    hands.parse(capture, first, "1")
    hands.parse(
        capture,
        Article(
            url=url,
            headline="H",
            blocks=(Block("paragraph", "levy"),),
            page_class="article",
        ),
        "2",
    )
    with store.read() as session:
        assert matching_articles(session, "menu") == set()
        assert len(matching_articles(session, "levy")) == 1
        assert stale_articles(session) == []


def test_what_is_not_committed_is_not_found(store: Store, hands: Hands) -> None:
    url = "https://news.example/a"
    capture = hands.capture(url, b"1")
    article = Article(url=url, headline="Lobster", blocks=(Block("paragraph", "levy"),), page_class="article")
    with pytest.raises(RuntimeError), store.write() as session:
        save_parse(session, capture, article, parser_version="1", now=START)
        assert matching_articles(session, "lobster")
        raise RuntimeError("the power goes")
    with store.read() as session:
        assert matching_articles(session, "lobster") == set()
        assert session.scalar(text("SELECT count(*) FROM search_index")) == 0


def test_a_rebuild_finds_what_was_written_past_us(filled: tuple[Store, dict[int, str]]) -> None:
    store, names = filled
    with store.write() as session:
        session.execute(text("DELETE FROM search_index"))
    with store.write() as session:
        assert rebuild_index(session) == len(names)
        assert stale_articles(session) == []
    with store.read() as session:
        assert {names[n] for n in matching_articles(session, "safeguard")} == {"beef", "rice", "mirror"}
