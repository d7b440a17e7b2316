"""The language of a page: what it states, what its letters and its words tell, and which of them is believed."""

from __future__ import annotations

import pytest
from tests.unit.parse.pages import page

from newsarchive.parse import parse_article
from newsarchive.parse.language_words import FEWEST_WORDS, language_of_words

TEXTS = {
    "en": "The ministry said on Monday that the duty on pipes will be cut to two per cent, and that it was the first change in nine years. Traders in the port have asked for it since their stocks were full, but the unions would not hear of it, as they fear for the mills.",
    "de": "Das Ministerium hat am Montag gesagt, dass der Zoll auf Rohre auf zwei Prozent sinkt und dass es die erste Änderung seit neun Jahren ist. Die Händler im Hafen haben das gefordert, weil ihre Lager voll sind, aber die Gewerkschaften sind nicht dafür und sorgen sich um die Werke.",
    "fr": "Le ministère a dit lundi que le droit sur les tubes sera réduit à deux pour cent, et que c'est le premier changement en neuf ans. Les marchands du port ont demandé cela parce que leurs dépôts sont pleins, mais les syndicats ne sont pas pour, et ils ont peur pour les usines.",
    "es": "El ministerio dijo el lunes que el arancel a los tubos se reduce al dos por ciento y que es el primer cambio en nueve años. Los comerciantes del puerto lo pidieron porque sus depósitos están llenos, pero los sindicatos no lo quieren, y temen por las fábricas de la región.",
    "it": "Il ministero ha detto lunedì che il dazio sui tubi scende al due per cento e che è il primo cambio in nove anni. I mercanti del porto lo hanno chiesto perché i loro depositi sono pieni, ma i sindacati non sono d'accordo e temono per le fabbriche della regione.",
    "pt": "O ministério disse na segunda que a tarifa dos tubos cai para dois por cento e que é a primeira mudança em nove anos. Os comerciantes do porto pediram isso porque os seus depósitos estão cheios, mas os sindicatos não são a favor e temem pelas fábricas da região.",
    "nl": "Het ministerie zei op maandag dat het recht op buizen naar twee procent gaat en dat het de eerste verandering in negen jaar is. De handelaren in de haven hebben om die stap gevraagd, maar de bonden zijn er niet voor en zijn bang voor het werk van de fabrieken.",
    "sv": "Ministeriet sade på måndagen att tullen på rör ska sänkas till två procent och att det är den första ändringen på nio år. Handlarna i hamnen har bett om det för att lagren är fulla, men facken är inte för det och är rädda om jobben i verken som ligger där.",
    "da": "Ministeriet sagde på mandagen, at tolden på rør bliver sat ned til to procent, og at det er den første ændring på ni år. Handlerne i havnen har bedt om det, fordi lagrene er fulde, og det blev ikke nævnt, hvad der skal ske med værkerne, som ligger langt fra byen.",
    "no": "Departementet sa mandag at tollen på rør blir satt ned til to prosent, og at det er den første endringen på ni år. Handelsmennene i havnen har bedt om det fordi lagrene er fulle av rør, og det ble ikke sagt noe om å hjelpe verkene som ligger langt fra byen.",
    "fi": "Ministeriö sanoi, että putkien tulli laskee ja että se on ensimmäinen muutos. Kauppiaat ovat pyytäneet sitä, kun varastot ovat täynnä, mutta liitot ei ole sitä mieltä. Se on myös iso asia, joka koskee satamaa, ja oli aika, että se tehtiin. Hän ei ole huolissaan, mutta tehtaat ovat.",
    "pl": "Ministerstwo podało w poniedziałek, że cło na rury spadnie do dwóch procent i że jest to pierwsza zmiana od lat. Kupcy w porcie prosili o to, bo nie mają miejsca na składach, ale związki nie są za tym, jak mówią, i boją się o huty. To się nie zmieni przez rok, a po nim może.",
    "cs": "Ministerstvo v pondělí řeklo, že clo na trubky klesne na dvě procenta a že je to první změna za devět let. Obchodníci v přístavu o to žádali, ale odbory to nechtějí a bojí se o práci ve hutích, které jsou za městem. Podle nich se to na cenách neprojeví a do roka to bude jiné.",
    "sk": "Ministerstvo v pondelok povedalo, že clo na rúrky klesne na dve percentá a že je to prvá zmena za deväť rokov. Obchodníci v prístave o to žiadali, ale odbory to nechcú a boja sa o prácu vo hutách, ktoré sú za mestom. Podľa nich sa to na cenách neprejaví a do roka to bude iné.",
    "hu": "A minisztérium azt mondta hétfőn, hogy a csövek vámja két százalékra csökken, és hogy ez az első változás. A kereskedők ezt kérték, de a szakszervezet nem, és ez csak a kezdet volt. Az üzem meg van lepve, hogy egy ilyen lépés van, és azt nem is tudja, hogy ki kérte ezt.",
    "ro": "Ministerul a spus luni că taxa pe țevi scade la două la sută și că este prima schimbare din nouă ani. Negustorii din port au cerut asta pentru că au depozitele pline, dar sindicatele nu sunt de acord cu pasul și se tem pentru uzine. Un alt pas va fi la anul, mai spune el.",
    "sh": "Ministarstvo je reklo da se carina na cijevi smanjuje na dva posto i da je to prva promjena za devet godina. Trgovci u luci su to tražili, a sindikati ne bi da se to radi, što su i rekli. Oni se boje za posao, kao i gradovi u kojima su čeličane, koji od njih žive.",
    "tr": "Bakanlık pazartesi günü boruların vergisinin yüzde ikiye indiğini ve bunun dokuz yılda ilk olduğunu söyledi. Bu adım liman için çok iyi olarak görülüyor, ama sendikalar için daha kötü bir haber gibi. Yeni bir toplantı da olacak ve bu kadar olan bir şey daha var ki o da fiyat.",
    "id": "Kementerian pada Senin mengatakan bahwa bea untuk pipa akan turun dan itu adalah yang pertama dalam sembilan tahun. Para pedagang di pelabuhan meminta ini karena gudang tidak bisa menampung lagi, dan serikat tidak setuju dengan langkah itu karena takut akan pabrik yang ada di kota ini.",
    "vi": "Bộ cho biết vào thứ hai thuế ống thép sẽ được giảm và đây là lần đầu trong các năm qua. Những người bán ở cảng đã xin điều này khi kho của họ đầy, và không có một ai phản đối. Theo ông, giá sẽ như cũ, và các nhà máy ở đó không bị ảnh hưởng từ việc này.",
    "tl": "Sinabi ng ministro na ang buwis sa tubo ay ibababa at ito ang una sa siyam na taon. Hiningi ito ng mga negosyante para sa kanilang bodega, at hindi ito gusto ng mga unyon. Ang mga pabrika ay nasa lungsod na ito, at si Ada ang nagsabi kay Ben na ito ay mabuti nang kaunti.",
}


def html_of(text: str, lang: str = "", head: str = "") -> bytes:
    markup = page(f"<h1>Zzz</h1><p>{text}</p>", head=head)
    return markup.replace(b" lang=en", f" lang={lang}".encode() if lang else b"")


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_words(language: str) -> None:
    article = parse_article(html_of(TEXTS[language]))
    assert (article.language, article.found_by["language"]) == (language, "words")


def test_too_few_words_and_words_of_no_language_tell_nothing() -> None:
    english = TEXTS["en"].lower().split()
    assert language_of_words(english[:FEWEST_WORDS]) == "en"
    assert language_of_words(english[: FEWEST_WORDS - 1]) is None
    assert language_of_words([]) is None
    assert language_of_words([f"zq{number}" for number in range(500)]) is None
    # Norwegian and Danish alike.
    assert language_of_words("det er en og til for de som har".split() * 10) is None


@pytest.mark.parametrize(
    ("text", "lang", "head", "expected", "rule"),
    [
        ("de", "en", "", "de", "words"),
        ("de", "en-US", "", "de", "words"),
        ("fr", "en-GB", "", "fr", "words"),
        # What else is stated counts first, unless it was left as it was, too.
        ("es", "en", '<meta property="og:locale" content="es_MX">', "es-mx", "meta"),
        ("es", "en", '<meta property="og:locale" content="en_US">', "es", "words"),
        # English is English, and who states another language, or the English of a country, meant it.
        ("en", "en-US", "", "en-us", "html-lang"),
        ("de", "fr", "", "fr", "html-lang"),
        ("de", "en-IE", "", "en-ie", "html-lang"),
        ("en", "de", "", "de", "html-lang"),
    ],
)
def test_a_language_that_nobody_set_is_denied_by_the_words(
    text: str, lang: str, head: str, expected: str, rule: str
) -> None:
    article = parse_article(html_of(TEXTS[text], lang, head))
    assert (article.language, article.found_by["language"]) == (expected, rule)


def test_the_language_is_that_of_the_article_and_not_of_what_stands_above_it() -> None:
    notice = f"<div class=cookie-notice><p>{TEXTS['de']}</p></div>"
    markup = html_of(TEXTS["en"], "en-US").replace(b"<h1>", notice.encode() + b"<h1>")
    assert parse_article(markup).language == "en-us"


def test_the_order_of_day_and_month_is_that_of_the_template() -> None:
    markup = html_of(f"{TEXTS['es']}</p><p>{TEXTS['es']}", "en-US")
    published = parse_article(
        markup.replace(b"</h1>", b"</h1><p class=date>10/04/2017 3:15 PM</p>")
    ).published
    assert published is not None
    assert (published.day.month, published.day.day) == (10, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Mae y llywodraeth wedi dweud bod y dreth ar bibellau yn cael ei thorri i ddau y cant a bod hynny yn newid mawr. Mae masnachwyr y porthladd wedi gofyn am hyn, ac oedd yr undebau yn ei erbyn. Nid yw yn glir a fydd y gwaith yn yr ardal yn cael ei effeithio gan y newid o hyn ymlaen.",
        "a de la y " * 30,
        "la la la de de de y y y el el el " * 10,
    ],
)
def test_what_is_in_none_of_these_languages(text: str) -> None:
    assert language_of_words(text.lower().split()) in (None, "cy")


def test_a_page_of_plain_text() -> None:
    text = f"Zölle auf Rohre sinken\n\n{TEXTS['de']}\n"
    assert parse_article(text.encode(), is_plain_text=True).language == "de"
