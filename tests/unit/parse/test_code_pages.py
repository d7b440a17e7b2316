"""Pages in code pages that nobody names: the language of their words says which. The texts are invented."""

from __future__ import annotations

import pytest

from newsarchive.parse.code_pages import code_page_by_language
from newsarchive.parse.decode import decode

TEXTS = {
    "es": "El ministerio de la pesca dijo que no subirá los aranceles de las sardinas en el puerto de la Coruña, y que se lo había "
    "pedido la asociación por más de un año. «¿Y para qué?», preguntó su presidente: con una cuota como la de 1.ª clase no es para los barcos.",
    "hu": "A kikötő szövetsége szerint az új vám nem csak a hajók tulajdonosait sújtja, és hogy ez meg azt is jelenti, hogy a kőolaj "
    "drágább lesz. Az őszi ülésen egy külön bizottság volt, de a hűtőházak ügye nem került elő, és csak az időszaki bérlők szóltak.",
    "cs": "Ministerstvo v úterý řeklo, že se dovozní cla na trubky sníží o dvě procenta, ale že to neplatí pro dráty. V přístavu se na "
    "to podle sdružení čeká už od jara a lodě stojí na řece. Je to za rok první změna, o které se ve vládě mluvilo, a že by se k ní vrátila.",
    "sl": "Ministrstvo je v torek sporočilo, da se carine na cevi znižajo za dva odstotka, ki pa ne veljajo tudi za žico. Na to se v "
    "pristanišču po besedah združenja čaka od pomladi, in da bi se ladje tudi vrnile, je za podjetja še bolj pomembno kot cene od lani.",
    "pl": "Ministerstwo ogłosiło we wtorek, że cła na rury spadną o dwa procent, ale nie dla drutu. W porcie czeka się na to od wiosny, "
    "jak mówi związek, a statki stoją na rzece. To jest w tym roku pierwsza zmiana, do której się rząd przyznał, i że się przez nią żyje.",
    "ro": "Ministerul a spus că nu va mai mări taxele pe care le cere pentru țevi, în timp ce un grup de firme din port aşteaptă din "
    "primăvară. Este o schimbare la care guvernul nu s-a gândit pentru că, în acest an, a fost mai greu să se ştie ce vor cere şi alţii.",
    "tr": "Bakanlık borular için gümrük vergisini yüzde iki olarak düşüreceğini ve bu kararın bir yıl daha geçerli olacağını söyledi. "
    "İstanbul'da da bekleyen gemiler için çok geç olan bu adım ile ihracat ilkbahara kadar artacak gibi, ve bir de liman daha ucuz olacak.",
    "sv": "Ministeriet sade att tullen på rör inte ska höjas, och att det är för de små bolagen som den har sänkts med två procent. "
    "Det var en fråga om tid, säger en talesman för hamnen, men fartygen har väntat i ån till våren och av det blir ingen rik.",
    "is": "Ráðuneytið sagði að tollar á rör yrðu ekki hækkaðir um áramót og að það væri til bóta fyrir höfnina. Skipin bíða í firðinum "
    "við bæinn og það er ekki fyrir alla, sagði formaður félagsins, en með því að semja um þetta var það til hagsbóta fyrir þá sem á því lifa.",
    "et": "Ministeerium ütles, et torude tollid ei tõuse ja see on ka väikeste firmade mure, kes oma laevu ootavad. Sadamas on ka "
    "öeldud, et šokk oli suur, aga see ei ole veel kõik, mis tuleb, ning ta ei saa oma hindu muuta, kui ka mida žürii ei otsusta.",
    "fr": "Le ministère a dit que les droits sur les tubes ne sont pas relevés, et que c’est une bonne nouvelle pour le port. Des "
    "bateaux attendent dans le chenal : au cœur de l’été, il a été dit par un élu que la main-d’œuvre est à bout, mais qui le sait ?",
}


@pytest.mark.parametrize(
    ("language", "page"),
    [
        ("es", "cp1252"),
        ("hu", "cp1250"),
        ("hu", "iso8859-2"),
        ("cs", "cp1250"),
        ("cs", "iso8859-2"),
        ("sl", "cp1250"),
        ("sl", "iso8859-2"),
        ("pl", "cp1250"),
        ("pl", "iso8859-2"),
        ("tr", "cp1254"),
        ("sv", "cp1252"),
        ("is", "cp1252"),
        ("et", "cp1257"),
        ("fr", "cp1252"),
    ],
)
def test_a_text_in_a_code_page_that_nobody_names(language: str, page: str) -> None:
    text = TEXTS[language].replace("ț", "ţ")
    html = f"<html><script>var wait = 'of the and to in that is was for';</script><p>{text}</p></html>"
    decoded = decode(html.encode(page))
    assert text in decoded.utf8.decode()
    assert decoded.rule == "guess"


def test_romanian_has_the_letters_of_its_code_page() -> None:
    text = TEXTS["ro"].replace("ț", "ţ")
    assert code_page_by_language(*[text.encode("cp1250")] * 2) == "cp1250"


@pytest.mark.parametrize(
    "sample",
    [
        b"",
        b"\xe1\xe9",
        b"Only \xe9 few words",
        b"<p>" * 9_000,
        "Слова другой азбуки ".encode("cp1251") * 60,
        (TEXTS["cs"] + "ñãõ¤¥¦" * 40).encode("iso8859-2", "ignore") + b"\xf1\xe3\xf5\xa4" * 200,
    ],
    ids=["nothing", "two letters", "few words", "no words", "another alphabet", "no letters of the language"],
)
def test_where_the_language_or_its_letters_are_not_told(sample: bytes) -> None:
    assert code_page_by_language(sample, sample) is None


def test_letters_that_come_late_are_looked_at() -> None:
    english = (
        "<p>The terms of use say that the archive is for readers, and that it has been made with care.</p>"
    )
    for language, encoding in (("pl", "iso8859-2"), ("tr", "cp1254"), ("cs", "cp1250")):
        page = f"{english * 900}<p>{TEXTS[language]}</p>".encode(encoding)
        assert TEXTS[language] in decode(page).utf8.decode()
        assert code_page_by_language(page[:65536], b"") is None


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Міністерство знизить мито на труби, її перше рішення цього року є новиною для всіх, хто чекає", "koi8-u"),
        ("Министерство снизит пошлины на трубы, и это первая новость за год для всех, кто её ждёт", "iso8859-5"),
    ],
)  # fmt: skip
def test_cyrillic_in_older_code_pages(text: str, page: str) -> None:
    assert text in decode(f"<p>{text}</p>".encode(page)).utf8.decode()
