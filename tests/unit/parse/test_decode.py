"""Bytes to text: every way in which a page says, or does not say, how it is encoded."""

from __future__ import annotations

import pytest

from newsarchive.parse.decode import decode

GERMAN = "Die Zölle auf Stahl fallen „bald“, sagte der Minister für Außenhandel. Größere Änderungen prüft er."
RUSSIAN = "Пошлины на сталь снизят, сообщил министр внешней торговли. Переговоры продолжатся в среду."
JAPANESE = (
    "鉄鋼の関税について、両国の閣僚は水曜日に協議を続けることで合意した。これまでの交渉は難航していた。"
)
CHINESE = "两国部长同意在星期三继续就钢铁关税进行谈判，这是我们的第三次会议，他们没有说明时间。"
TRADITIONAL = "兩國部長同意在星期三繼續就鋼鐵關稅進行談判，這是我們的第三次會議，他們沒有說明時間。"
KOREAN = "두 나라 장관은 수요일에 철강 관세 협상을 계속하기로 합의했다고 밝혔다."


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "content_type", "rule"),
    [
        (GERMAN, "utf-8", "", None, "utf-8-valid"),
        (GERMAN, "utf-8", "iso-8859-1", "text/html; charset=windows-1252", "utf-8-valid"),
        (GERMAN, "utf-8-sig", "iso-8859-1", None, "bom"),
        (GERMAN, "utf-16", "", None, "bom"),
        (GERMAN, "cp1252", "iso-8859-1", None, "meta"),
        (GERMAN, "cp1252", "", "text/html; charset=ISO-8859-1", "header"),
        (GERMAN, "cp1252", "utf-8", None, "guess"),
        (RUSSIAN, "cp1251", "windows-1251", None, "meta"),
        (RUSSIAN, "cp1251", "iso-8859-1", None, "guess"),
        (RUSSIAN, "koi8-r", "koi8-r", None, "meta"),
        (JAPANESE, "shift_jis", "x-sjis", None, "meta"),
        (JAPANESE, "shift_jis", "", None, "guess"),
        (JAPANESE, "euc_jp", "", None, "guess"),
        (JAPANESE, "iso2022_jp", "", None, "guess"),
        (CHINESE, "gb18030", "gb2312", None, "meta"),
        (CHINESE, "gb18030", "", None, "guess"),
        (TRADITIONAL, "big5", "", None, "guess"),
        (KOREAN, "cp949", "", None, "guess"),
        (KOREAN, "euc_kr", "ks_c_5601-1987", None, "meta"),
    ],
)
def test_text_survives_its_encoding(
    text: str, encoding: str, declared: str, content_type: str | None, rule: str
) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    found = decode(
        f"<html><head>{meta}</head><body><p>{text}\n</p></body></html>".encode(encoding), content_type
    )
    assert text in found.utf8.decode("utf-8")
    assert found.rule == rule
    assert found.replaced == 0


def test_a_few_broken_bytes_do_not_turn_a_utf8_page_into_something_else() -> None:
    found = decode((GERMAN * 20).encode() + b"\xff\xfe broken " + GERMAN.encode())
    assert found.encoding == "utf-8"
    assert GERMAN in found.utf8.decode()
    assert found.replaced == 2


def test_names_in_scripts_say_nothing_against_the_stated_encoding() -> None:
    # One line, as minified pages have it: the names of the script stand beside the words.
    script = "".join(
        f"getElementById('basketItem{n}').addEventListener('onClick',setLicenceState);" for n in range(40)
    )
    page = f"<meta charset=iso-8859-1><p>Zölle für Röhren sind verfügbar</p><script>{script}</script>"
    decoded = decode(page.encode("latin-1"))
    assert (decoded.encoding, decoded.rule) == ("cp1252", "meta")
    assert "Zölle für Röhren sind verfügbar" in decoded.utf8.decode()


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Il ministero porterà i dazi sull'acciaio dal 7,5 al 12 per cento, in più di un anno."),
        ("cp1252", "© La Gazette « Édition » du 8 février : les droits sur l'acier laminé à froid relevés"),
        ("cp1250", "Ministerstvo zvýší dovozní cla na ocel válcovanou za studena, oznámil v úterý náměstek"),
        ("cp1250", "Ministerstwo podniesie cła na stal walcowaną na zimno – wynika z dziennika urzędowego"),
        ("cp1254", "Bakanlık soğuk haddelenmiş çelikte ithalat vergisini yüzde 12'ye çıkaracağını açıkladı"),
        ("cp1257", "Ministerija antradienį paskelbė, kad padidins šaltai valcuoto plieno importo muitus"),
        ("cp1253", "Το υπουργείο Εμπορίου θα αυξήσει τους δασμούς στον χάλυβα σε 12 τοις εκατό"),
        ("cp1255", "משרד המסחר הודיע ביום שלישי כי יעלה את המכס על פלדה מ-7.5 ל-12 אחוזים."),
        ("cp1256", "أعلنت وزارة التجارة يوم الثلاثاء أنها سترفع الرسوم الجمركية على الصلب"),
        ("cp874", "กระทรวงพาณิชย์ประกาศเมื่อวันอังคารว่าจะขึ้นภาษีนำเข้าเหล็กแผ่นรีดเย็น"),
        ("cp1251", "МИНИСТЕРСТВО ТОРГОВЛИ ПОВЫШАЕТ ВВОЗНЫЕ ПОШЛИНЫ НА СТАЛЬ"),
        ("koi8-r", "Новая ставка начнет действовать с первого числа следующего месяца"),
    ],
)
def test_undeclared_text_is_read(encoding: str, text: str) -> None:
    assert text in decode(f"<html><body><p>{text}</p></body></html>".encode(encoding)).utf8.decode()


@pytest.mark.parametrize("label", ["hex", "rot13", "idna", "punycode", "no-such", "unicode_escape", ""])
def test_a_label_that_is_no_text_encoding_is_not_believed(label: str) -> None:
    assert decode(f'<meta charset="{label}"><p>Zölle'.encode("cp1252")).encoding == "cp1252"
