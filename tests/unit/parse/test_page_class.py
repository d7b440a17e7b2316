"""What a page's own words say about its class, as they are printed; on invented pages."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import MORE, PARAGRAPHS, page

from newsarchive.parse import explain_article, parse_article

LOCKED = {"@type": "NewsArticle", "isAccessibleForFree": False}


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        ("Subscribe to continue", "Subscribe to continue"),
        ("SUBSCRIBERS ONLY", "SUBSCRIBERS ONLY"),
        ("This part is only available to paid subscribers.", "only available to paid subscribers"),
        ("Sign in to continue reading", "to continue reading"),
        ("Your subscription counts: to read the full story", "subscription counts: to read the full"),
        ("Continue reading with an account", "Continue reading with"),
        ("Already a member? Sign in", "Already a member"),
        ("Jetzt weiterlesen", "Jetzt weiterlesen"),
        ("Weiterlesen mit Plus", "Weiterlesen mit"),
        ("Möchten Sie weiterlesen?", "Möchten Sie weiterlesen"),
        ("Not a subscriber? Try a month.", "Not a subscriber?"),
        ("Ja. Ich bin Abonnent.", "Ich bin Abonnent"),
        ("Nur für Abonnenten", "Nur für Abonnenten"),
        ("Das ist ein Plus-Artikel", "Plus-Artikel"),
        ("Article réservé", "Article réservé"),
        ("Contenu RÉSERVÉ aux abonnés", "RÉSERVÉ aux abonnés"),
        ("Il vous reste 80 % à lire", "Il vous reste 80"),
        ("Contenido exclusivo", "Contenido exclusivo"),
        ("Exclusivo para assinantes", "Exclusivo para assinantes"),
        ("Solo para suscriptores", "Solo para suscriptores"),
        ("Riservato agli abbonati", "Riservato agli abbonati"),
        ("Kun for abonnenter", "Kun for abonnenter"),
        ("この記事は有料です", "この記事は有料"),
        ("会員限定", "会員限定"),
        ("残り 80 文字", "残り 80 文字"),
        ("订阅后继续阅读全文", "订阅后继续阅读全文"),
        ("此文为会员专享内容", "会员专享"),
        ("訂閱後閱讀全文", "訂閱後閱讀全文"),
        ("유료 회원 전용", "유료 회원 전용"),
        ("Create a free account to continue", "Create a free account to continue"),
        ("Become a member to read the full story", "Become a member to read the full"),
        ("You've reached your limit of free articles", "reached your limit of free articles"),
        ("Plus bestellen, um weiterzulesen", "um weiterzulesen"),
        ("Vous devez être abonné pour lire la suite", "être abonné pour lire"),
        ("Regístrate gratis para leer más", "Regístrate gratis para leer"),
        ("Zaloguj się, aby czytać dalej", "Zaloguj się, aby czytać"),
        ("Чтобы прочитать статью, оформите подписку", "Чтобы прочитать статью, оформите подписку"),
        ("Devamını okumak için üye olun", "okumak için üye"),
        ("ここから先は有料会員の方のみ", "有料会員の方"),
        ("구독자 전용 기사입니다", "구독자 전용"),
        ("Bereits Abonnent? Anmelden", "Bereits Abonnent?"),
        ("Nur mit Abo lesbar", "Nur mit Abo"),
        ("La suite est réservée à nos abonnés", "réservée à nos abonnés"),
        ("Para seguir leyendo, entra", "Para seguir leyendo"),
        ("Sei già abbonato? Accedi", "Sei già abbonato"),
        ("Assine para continuar lendo", "Assine para continuar"),
        ("Dit artikel is alleen voor abonnees", "alleen voor abonnees"),
        ("Tekst tylko dla prenumeratorów", "dla prenumeratorów"),
        ("Pozostało 82% artykułu", "Pozostało 82% artykułu"),
        ("Полный текст доступен только подписчикам", "доступен только подписчикам"),
        ("Bu içerik abonelere özeldir", "abonelere özel"),
        ("هذا المحتوى للمشتركين فقط", "للمشتركين فقط"),
        ("यह लेख केवल सदस्यों के लिए है", "केवल सदस्यों के लिए"),
        ("Artikel ini khusus untuk pelanggan", "khusus untuk pelanggan"),
        ("Đăng ký để đọc tiếp", "Đăng ký để đọc tiếp"),
        ("続きを読むには会員登録が必要です", "続きを読むには会員"),
        ("로그인 후 전문을 보실 수 있습니다", "로그인 후 전문"),
        # The first of two on the page.
        ("Already a subscriber? Subscribe to keep up", "Already a subscriber"),
    ],
)
def test_a_wall_is_quoted_as_printed(notice: str, said: str) -> None:
    html = page(f"<article><h1>Pipes</h1><p>{PARAGRAPHS[0]}</p><div>{notice}</div></article>", ld=LOCKED)
    article = parse_article(html)
    assert (article.page_class, article.page_class_evidence[0]) == ("teaser", f"paywall: {said!r}")


@pytest.mark.parametrize(
    "words",
    [
        "She subscribes to nothing, and wants to read full reports.",
        "They spoke about artikel seven and already agreed.",
        "The rest is exclusively for members.",
        "Sie fahren mit dem Boot.",
        "会员国代表在会上阅读了声明。",
        "两国明年将成为会员国。",
        "Norway is already a member.",
        "Kunden mit Abo zahlen weniger.",
        "Der Preis gilt nur für Abonnenten, die ein Jahr bleiben.",
        "El contenido exclusivo de las plataformas paga más.",
    ],
)
def test_words_of_walls_alone_are_no_wall(words: str) -> None:
    article = parse_article(
        page(
            f"<article><h1>Pipes</h1><p>{PARAGRAPHS[0]}</p><p>{words}</p></article>",
            ld={"@type": "NewsArticle"},
        )
    )
    assert article.page_class == "article"


@pytest.mark.parametrize(
    "notice",
    [
        "Subscribe to continue",
        "Dit artikel is alleen voor abonnees",
        "Полный текст доступен только подписчикам",
        "هذا المحتوى للمشتركين فقط",
        "이 기사는 유료 구독자 전용입니다",
    ],
)
def test_a_teaser_has_none_of_the_words_of_its_wall(notice: str) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])
    html = page(f"<article><h1>Pipes</h1>{text}<p>{notice}</p><p>Two pounds a week.</p></article>", ld=LOCKED)
    article = parse_article(html)
    assert (article.page_class, article.text) == ("teaser", "\n".join(PARAGRAPHS[:2]))


@pytest.mark.parametrize(
    ("title", "said"),
    [("Page Not Found", "Page Not Found"), ("SEITE NICHT GEFUNDEN", "SEITE NICHT GEFUNDEN")],
)
def test_a_page_that_was_not_found_is_quoted_as_printed(title: str, said: str) -> None:
    article = parse_article(page("<p>Try the search.</p>", title=title))
    assert (article.page_class, article.page_class_evidence[0]) == ("not_found", f"title says {said!r}")


def test_a_page_of_a_product_is_no_article() -> None:
    head = '<meta property="og:type" content="product">'
    article = parse_article(
        page(f"<h1>Pipes</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}", head=head)
    )
    assert article.page_class == "other"


def test_one_text_of_an_article_in_microdata_is_an_article_among_many_links() -> None:
    links = "".join(f"<li><a href=/{n}>Another article of the Herald, number {n}</a></li>" for n in range(40))
    inner = f"<h1>Pipes</h1><div itemprop=articleBody><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></div><ul>{links}</ul>"
    assert parse_article(page(inner)).page_class == "article"
    assert parse_article(page(inner.replace("itemprop=articleBody", ""))).page_class == "index"


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "Error 404",
        "404 - Page not found | Herald",
        "Not found",
        "The story is no longer available",
        "The page you asked for could not be found",
        "Página no encontrada",
        "Страница не найдена",
        "페이지를 찾을 수 없습니다",
        "Sorry, we can't find that page",
        "This article has expired",
        "Der Beitrag ist leider nicht mehr verfügbar",
        "Cette page n'existe plus",
        "La página que busca no existe",
        "L'articolo non è più disponibile",
        "Deze pagina bestaat niet meer",
        "Sidan finns inte",
        "Sivua ei löytynyt",
        "Nie znaleziono strony",
        "Страница была удалена",
        "Такой страницы нет",
        "Sayfa bulunamadı",
        "Halaman tidak ditemukan",
        "Không tìm thấy trang",
        "الصفحة غير موجودة",
        "पेज नहीं मिला",
        "পাতাটি খুঁজে পাওয়া যায়নি",
        "抱歉，该文章已被删除",
        "この記事の掲載は終了しました",
        "존재하지 않는 기사입니다",
    ],
)
def test_a_page_that_is_missing(title: str) -> None:
    assert parse_article(page("<p>Try the search.</p>", title=title)).page_class == "not_found"


def test_a_page_that_is_missing_was_never_published() -> None:
    inner = "<header>Monday, 30 November 2026</header><h1>Page not found</h1><p>Read what is new.</p>"
    article = parse_article(page(inner, title="Page not found"))
    assert (article.published, article.updated, article.found_by.get("published")) == (None, None, None)


@pytest.mark.parametrize(
    "title",
    [
        "Access to this page has been denied",
        "Herald - Are you a robot?",
        "Attention Required! | Shield",
        "503 Service Unavailable",
        "451: Unavailable due to legal reasons",
        "Wartungsarbeiten | Herald",
        "Доступ ограничен",
        "访问验证",
    ],
)
def test_who_is_not_let_in_reads_no_article(title: str) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert parse_article(page(f"<h1>{title}</h1>{text}", title=title)).page_class == "other"


@pytest.mark.parametrize(
    "title",
    [
        "Missing ship still not found after three weeks",
        "Airline orders 404 jets for summer",
        "Cheap pipes are no longer available",
        "Ships found, cargo not found",
        "범인을 찾을 수 없다",
        "Как стать удалённым сотрудником",
        "网传视频内容所述情况不存在",
        "网传文章内容不存在",
        "Access to the port denied to nine ships",
        "Maintenance of the canal starts in May",
    ],
)
def test_news_of_what_is_missing_are_an_article(title: str) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    article = parse_article(page(f"<h1>{title}</h1>{text}", title=title))
    assert article.page_class == "article"


def test_the_header_of_a_site_is_no_wall() -> None:
    head = '<meta property="og:type" content="article">'
    header = '<header><a href="/login">Already a subscriber? Log in</a></header>'
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    free = parse_article(page(f"{header}<article><h1>Pipes</h1>{text}</article>", head=head))
    assert free.page_class == "article"
    walled = parse_article(
        page(f"{header}<article><h1>Pipes</h1>{text}<div>Subscribe to continue</div></article>", head=head)
    )
    assert walled.page_class == "teaser"


ASKS = (
    "<p>We and our partners use cookies to show personalised ads. You can withdraw your consent in the privacy settings.</p>"
    "<p>With your consent our partners store cookies. Read our cookie policy and our privacy policy.</p>"
)
ABOUT_CONSENT = (
    "<p>Consent must be given before cookies are set, the court said, and consent by silence is none.</p>"
    "<p>The shop ran its cookies before the window opened, and its privacy policy was called a maze of cookies.</p>"
)


@pytest.mark.parametrize(
    ("inner", "head", "kind"),
    [
        (ASKS, "", "consent"),
        # The address that it stands in the way of may leave its own metadata.
        (ASKS, '<meta property="og:type" content="article">', "consent"),
        (f"<div class=cookie-bar>{ASKS}</div>", "", "consent"),
        (f"<h1>Pipes</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS[:3])}<div class=cookie-bar>{ASKS}</div>", "", "article"),
        (f"<h1>Consent</h1>{ABOUT_CONSENT}<p>{PARAGRAPHS[0]}</p>", "", "article"),
    ],
)  # fmt: skip
def test_what_asks_for_consent_is_no_article(inner: str, head: str, kind: str) -> None:
    assert parse_article(page(inner, head=head)).page_class == kind


LINKS = "".join(f"<li><a href=/{n}>Another article of the Herald, number {n}</a></li>" for n in range(9))
DATED = "<h1>Pipes</h1><div>12 November 2026</div>"
ENTRIES = "".join(f"<h2><a href=/{n}>An article of the Herald, number {n}</a></h2><p>{PARAGRAPHS[n % 4]} {PARAGRAPHS[0]}</p>" for n in range(6))  # fmt: skip
ROWS = "".join(f"<div>1{n} November 2026</div><div><a href=/{n}>An article of the Herald, number {n}</a></div><p>{PARAGRAPHS[n % 4]}</p>" for n in range(6))  # fmt: skip
SHORT = "".join(f"<p>{text[:100]}.</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        # Of one short paragraph, among many links.
        (f"{DATED}<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p><aside><ul>{LINKS}</ul></aside>", "article"),
        (f"{DATED}{SHORT}<ul>{LINKS}</ul>", "article"),
        # Without a date: the titles stand beside the text, or around it.
        (f"<h1>Pipes</h1><div class=article-body>{SHORT}</div><aside><ul>{LINKS}</ul></aside>", "article"),
        (f"<h1>Trade</h1>{ENTRIES}", "index"),
        (f"<h1>Trade</h1>{ROWS}", "index"),
        (f"<h1>Trade</h1><div>{ENTRIES}</div><ul>{LINKS}</ul>", "index"),
        ("<h1>贸易新闻</h1><ul>" + "".join(f"<li><a href=/{n}>铝材争端进入第{n}轮谈判了</a> 2026-11-1{n}</li>" for n in range(9)), "index"),
    ],
)  # fmt: skip
def test_a_list_is_of_titles_among_its_texts(inner: str, kind: str) -> None:
    assert parse_article(page(inner, title="Pipes")).page_class == kind


def test_a_list_that_calls_itself_an_article_and_a_collection() -> None:
    head = '<meta property="og:type" content="article">'
    assert parse_article(page(f"<h1>Trade</h1>{ENTRIES}", head=head)).page_class == "article"
    ld: dict[str, object] = {"@type": "CollectionPage"}
    assert parse_article(page(f"<h1>Trade</h1>{ENTRIES}", head=head, ld=ld)).page_class == "index"


@pytest.mark.parametrize(
    "beside",
    [
        "<p>She said that “subscribe to continue reading” was what every visitor of the site had seen since the spring, and that hardly anybody had done what it asked for, then or later.</p>",
        "<div style='display:none'><p>Subscribe to continue reading</p></div>",
        "<ul><li><span>Article réservé aux abonnés</span> <a href=/2>Duties on steel pipes fall in the north</a></li></ul>",
        "<ul><li><div>会員限定</div><a href=/2>渇水で艀が四日間足止め</a></li></ul>",
        "<p>有料会員になると会員限定の有料記事もお読みいただけます。</p>",
        "<p><a href=/2>More to read</a></p><p>Mit der Bahn in den Norden</p>",
    ],
)
def test_words_of_a_wall_beside_a_whole_article(beside: str) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = page(f"<h1>Pipes</h1>{text}{beside}", ld={"@type": "NewsArticle"})
    assert parse_article(html).page_class == "article"


def test_a_hidden_wall_counts_where_the_page_says_that_it_is_locked() -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    wall = "<div hidden>Subscribe to continue reading</div>"
    article = parse_article(page(f"<h1>Pipes</h1>{text}{wall}", ld=LOCKED))
    assert article.page_class_evidence[0] == "paywall: 'Subscribe to continue'"


def test_an_article_that_says_it_is_free_has_no_wall() -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    inner = f"<h1>Pipes</h1>{text}<p>Already a subscriber? Log in</p>"
    assert parse_article(page(inner, ld=LOCKED | {"isAccessibleForFree": True})).page_class == "article"
    assert parse_article(page(inner, ld={"@type": "NewsArticle"})).page_class == "teaser"


POSTS: list[object] = [{"@type": "BlogPosting", "headline": f"Post {n}", "datePublished": "2026-11-12"} for n in range(3)]  # fmt: skip


@pytest.mark.parametrize(
    ("ld", "kind"),
    [
        ({"@type": "Blog", "blogPost": POSTS}, "index"),
        ({"@type": "CollectionPage", "hasPart": POSTS}, "index"),
        # The blog of the one post that is shown.
        ({"@type": "Blog", "blogPost": POSTS[:1]}, "article"),
        ({"@type": "BlogPosting", "hasPart": POSTS}, "article"),
    ],
)
def test_articles_that_the_metadata_lists(ld: dict[str, object], kind: str) -> None:
    assert parse_article(page(f"<h1>Trade</h1>{ENTRIES}", ld=ld)).page_class == kind


def test_the_page_of_a_writer() -> None:
    entries = "".join(f"<h2><a href=/{n}>An article of the Herald, number {n}</a></h2><p>{PARAGRAPHS[n]}</p>" for n in range(3))  # fmt: skip
    head = '<meta property="og:type" content="profile">'
    assert parse_article(page(f"<h1>Ana Quill</h1>{entries}", head=head)).page_class == "index"


def test_a_wall_that_is_hidden_or_said_inside_a_text_does_not_end_it() -> None:
    for wall in (
        "<p>Norway says: subscribe to continue.</p>",
        "<div hidden><p>Subscribe to continue</p></div>",
    ):
        text = "".join(f"<p>{text}</p>" for text in [*PARAGRAPHS[1:], *MORE, *PARAGRAPHS[1:]])
        article = parse_article(page(f"<article><h1>Pipes</h1><p>{PARAGRAPHS[0]}</p>{wall}{text}</article>"))
        assert MORE[-1] in article.text


@pytest.mark.parametrize(
    "title", ["Artikel 50 existiert nicht mehr", "Error 404: the register that nobody finds"]
)
def test_a_text_with_its_date_is_not_missing(title: str) -> None:
    dated = f"<h1>{title}</h1><div>12 November 2026</div>"
    long = f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p>"
    assert parse_article(page(f"{dated}{long}", title=title)).page_class == "article"
    assert parse_article(page(f"{dated}<p>Try the search.</p>", title=title)).page_class == "not_found"


def test_the_date_of_a_missing_page_is_told_to_have_lost() -> None:
    dated = "<h1>Page not found</h1><div>Published 12 November 2026</div><p>Try the search.</p>"
    explained = explain_article(page(dated, title="Page not found"))
    assert (explained.article.page_class, explained.article.published) == ("not_found", None)
    first = explained.fields["published"][0]
    assert (first.won, first.reason) == (False, "a page of class not_found has no date of its own")
    assert not any(one.won for one in explained.fields["published"])


def test_a_text_with_its_date_is_let_in() -> None:
    dated = "<h1>One more step</h1><div>12 November 2026</div>"
    long = f"<p>{PARAGRAPHS[0]} {PARAGRAPHS[1]}</p>"
    assert parse_article(page(dated + long, title="One more step")).page_class == "article"
    assert (
        parse_article(page(f"{dated}<p>Type the letters.</p>", title="One more step")).page_class == "other"
    )


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Pipes", "The discount of the port is for members only, an official said on Monday."),
        ("会員限定の競売", "茶の競売組合は会員限定の競売を十二月に開くと発表した。"),
        ("Pipes", "The deal says that Iceland may become a member to read the full minutes of all that was said in May, an official joked."),
    ],
)  # fmt: skip
def test_a_sentence_of_the_text_is_no_wall(title: str, sentence: str) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
    for inner in (f"{text}<p>{sentence}</p>", f"<p>{sentence}</p>{text}"):
        article = parse_article(page(f"<h1>{title}</h1>{inner}", ld={"@type": "NewsArticle"}, title=title))
        assert (article.page_class, sentence in article.text) == ("article", True)


def test_a_consent_wall_of_many_words() -> None:
    inner = (
        "<div role=dialog><p>We and our 214 partners store and read information on your device, such as cookies, and process personal "
        "data, such as identifiers, for personalised advertising and the measurement of it, and for audience research.</p>"
        "<p>You may click to agree to our and our partners' processing as described above, or look at more detailed information.</p></div>"
    )
    assert parse_article(page(inner)).page_class == "consent"


@pytest.mark.parametrize(
    "url", ["https://herald.example", "https://herald.example/", "http://herald.example/index.html"]
)
def test_what_an_organisation_says_of_itself_on_its_front_page(url: str) -> None:
    markup = f"<h1>Pipes for the world</h1>{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}"
    assert parse_article(page(markup), url=url).page_class == "index"
    assert parse_article(page(markup), url="https://herald.example/pipes").page_class == "article"
    assert parse_article(page(markup), url="https://herald.example/index.html?id=12").page_class == "article"
    own: dict[str, object] = {"@type": "NewsArticle", "headline": "Pipes for the world"}
    assert parse_article(page(markup, ld=own), url=url).page_class == "article"
    long = markup + "".join(
        f"<p>In {year} {text}</p>" for year in range(2017, 2021) for text in [*PARAGRAPHS, *MORE]
    )
    assert parse_article(page(long), url=url).page_class == "article"


def test_a_front_page_of_much_text_has_titles_of_others() -> None:
    texts = "".join(f"<p>In {year} {text}</p>" for year in range(2017, 2020) for text in [*PARAGRAPHS, *MORE])
    titles = "".join(f"<li><a href=/{n}>Ministers met in Oslo for round {n} of the talks</a>" for n in "234")
    url = "https://herald.example/"
    assert 1500 < len(texts) < 5000
    assert parse_article(page(f"<h1>Pipes</h1>{texts}"), url=url).page_class == "article"
    listed = page(f"<h1>Pipes</h1>{texts}<ul>{titles}</ul>")
    article = parse_article(listed, url=url)
    assert (article.page_class, article.page_class_evidence[0]) == ("index", "address of a front page")
    assert parse_article(listed, url=f"{url}pipes").page_class == "article"
    dated = f"<h1>Pipes</h1><p>12 November 2026</p>{texts}<ul>{titles}</ul>"
    assert parse_article(page(dated), url=url).page_class == "article"
