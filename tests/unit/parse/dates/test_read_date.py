"""The dates that newspapers print, one row for each shape and language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsarchive.parse.dates import read_date
from newsarchive.parse.dates.calendars import from_jalali

FETCHED = datetime(2018, 7, 16, 13, 39, tzinfo=UTC)

# text, instant in UTC, precision, zone basis
SHAPES = [
    ("Published at 12:00 pm October 17th, 2017", "2017-10-17T12:00", "minute", "unknown"),
    ("2017-10-17", "2017-10-17T00:00", "day", "unknown"),
    ("2017-10-17T12:00:00+06:00", "2017-10-17T06:00", "second", "explicit"),
    ("2017-10-17T12:00:00+0600", "2017-10-17T06:00", "second", "explicit"),
    ("2017-10-17T12:00:00.000Z", "2017-10-17T12:00", "second", "explicit"),
    ("2017-10-17T12:00:0Z", "2017-10-17T12:00", "second", "explicit"),
    ("2017-10-17T12:00Z", "2017-10-17T12:00", "minute", "explicit"),
    ("17.10.1712:00", "2017-10-17T00:00", "day", "unknown"),
    ("2017-10-17T12:00:00+06:00[Asia/Dhaka]", "2017-10-17T06:00", "second", "explicit"),
    ("2017-10-17 12:00:00 +0600", "2017-10-17T06:00", "second", "explicit"),
    ("2017-10-17 12:00:00 UTC", "2017-10-17T12:00", "second", "explicit"),
    ("Tue, 17 Oct 2017 12:00:00 +0600", "2017-10-17T06:00", "second", "explicit"),
    ("Tue, 17 Oct 2017 12:00:00 GMT", "2017-10-17T12:00", "second", "explicit"),
    (
        "Tue Oct 17 2017 12:00:00 GMT+0600 (Bangladesh Standard Time)",
        "2017-10-17T06:00",
        "second",
        "explicit",
    ),
    ("Tue Oct 17 12:00:00 +0000 2017", "2017-10-17T12:00", "second", "explicit"),
    ("20171017", "2017-10-17T00:00", "day", "unknown"),
    ("1508220000", "2017-10-17T06:00", "second", "explicit"),
    ("1508220000000", "2017-10-17T06:00", "second", "explicit"),
    ("17.10.2017", "2017-10-17T00:00", "day", "unknown"),
    ("17.10.17, 12:30", "2017-10-17T12:30", "minute", "unknown"),
    ("10/17/2017 5:30 PM EST", "2017-10-17T22:30", "minute", "explicit"),
    ("12:30 AM ET, Tue October 17, 2017", "2017-10-17T04:30", "minute", "explicit"),
    ("12:30, 17 October 2017", "2017-10-17T12:30", "minute", "unknown"),
    ("Oct 17, 2017 10.15am", "2017-10-17T10:15", "minute", "unknown"),
    ("17 October 2017 at 7 pm", "2017-10-17T19:00", "hour", "unknown"),
    ("17-Oct-17", "2017-10-17T00:00", "day", "unknown"),
    ("Oct. 17, '17", "2017-10-17T00:00", "day", "unknown"),
    ("17.X.2017", "2017-10-17T00:00", "day", "unknown"),
    ("17 XII 2017, 12:30", "2017-12-17T12:30", "minute", "unknown"),
    ("26 | 01 | 2017", "2017-01-26T00:00", "day", "unknown"),
    ("17 Oct, 2017 02:05 p. m. COT", "2017-10-17T19:05", "minute", "explicit"),
    ("17.10.2017 14:05 (TSİ)", "2017-10-17T11:05", "minute", "explicit"),
    ("17 октября 2017 14:05 по мск", "2017-10-17T11:05", "minute", "explicit"),
    ("2017-10-17 14:05 北京时间", "2017-10-17T06:05", "minute", "explicit"),
    ("14:05 بتوقيت غرينتش 17 أكتوبر 2017", "2017-10-17T14:05", "minute", "explicit"),
    # What may stand behind a year is not the beginning of a month's name.
    ("2017 May 12, 10:30", "2017-05-12T10:30", "minute", "unknown"),
    ("2017. március 12. 10:30", "2017-03-12T10:30", "minute", "unknown"),
    ("2017 mars 12", "2017-03-12T00:00", "day", "unknown"),
    ("Oct 17, 2017 at 4:30p", "2017-10-17T16:30", "minute", "unknown"),
    ("Oct 17, 2017 at 4:30a", "2017-10-17T04:30", "minute", "unknown"),
    ("Oct 17, 2017 4:30 a talk", "2017-10-17T04:30", "minute", "unknown"),
    ("17 تشرين الأول/أكتوبر 2017", "2017-10-17T00:00", "day", "unknown"),
    ("17 أكتوبر/ تشرين الأول 2017", "2017-10-17T00:00", "day", "unknown"),
    ("17 آب/اغسطس 2017، آخر تحديث 14:00 (GMT+0400)", "2017-08-17T10:00", "minute", "explicit"),
    ("October 17th, 2017 12:00 am", "2017-10-17T00:00", "minute", "unknown"),
]

LANGUAGES = [
    ("de", "17. Oktober 2017, 12.30 Uhr"),
    ("de", "Dienstag, 17. Okt. 2017 12:30"),
    ("fr", "Publié le 17 octobre 2017 à 12h30"),
    ("es", "17 de octubre de 2017 12:30"),
    ("pt", "17 de outubro de 2017 às 12h30"),
    ("it", "17 ottobre 2017, ore 12:30"),
    ("nl", "17 oktober 2017 12:30"),
    ("sv", "17 oktober 2017 kl. 12:30"),
    ("nb", "17. oktober 2017 kl. 12.30"),
    ("da", "17. okt. 2017 kl. 12:30"),
    ("fi", "17. lokakuuta 2017 klo 12.30"),
    ("et", "17. oktoober 2017 12:30"),
    ("lv", "2017. gada 17. oktobris 12:30"),
    ("lt", "2017 m. spalio 17 d. 12:30"),
    ("pl", "17 października 2017, 12:30"),
    ("cs", "17. října 2017 12:30"),
    ("sk", "17. októbra 2017 12:30"),
    ("sl", "17. oktobra 2017 ob 12:30"),
    ("hr", "17. listopada 2017. u 12:30"),
    ("sr", "17. октобра 2017. 12:30"),
    ("bg", "17 октомври 2017, 12:30"),
    ("ru", "17 октября 2017, 12:30"),
    ("uk", "17 жовтня 2017 р., 12:30"),
    ("ro", "17 octombrie 2017, 12:30"),
    ("hu", "2017. október 17. 12:30"),
    ("el", "17 Οκτωβρίου 2017, 12:30"),
    ("tr", "17 EKİM 2017 Salı 12:30"),
    ("ca", "17 d’octubre de 2017 12:30"),
    ("eu", "2017ko urriaren 17a 12:30"),
    ("id", "Selasa, 17 Oktober 2017 12:30"),
    ("ms", "17 Oktober 2017, 12:30"),
    ("sw", "17 Oktoba 2017 12:30"),
    ("vi", "17 tháng 10, 2017 12:30"),
    ("vi", "17 Thg10 2017 12:30"),
    ("vi", "Thứ ba, 17/10/2017, 12:30"),
    ("th", "17 ต.ค. 2560 12:30 น."),
    ("th", "วันที่ 17 ตุลาคม พ.ศ. 2560 เวลา 12:30 น."),
    ("th", "17 ต.ค. 60 | 12:30"),
    ("km", "ថ្ងៃទី១៧ ខែតុលា ឆ្នាំ២០១៧ 12:30"),
    ("gu", "17 ઓક્ટોબર 2017, 12:30"),
    ("so", "Talaado, Oktoobar 17, 2017 12:30"),
    ("mt", "17 ta' Ottubru 2017 12:30"),
    ("ps", "۲۵ تله ۱۳۹۶ ۱۲:۳۰"),
    ("ar", "١٧ أكتوبر ٢٠١٧ 12:30"),
    ("ar", "17 تشرين الأول 2017 12:30"),
    ("fa", "سه‌شنبه ۲۵ مهر ۱۳۹۶ - ۱۲:۳۰"),
    ("fa", "۱۳۹۶/۰۷/۲۵ ۱۲:۳۰"),
    ("he", "17 באוקטובר 2017 12:30"),
    ("ur", "17 اکتوبر 2017 12:30"),
    ("hi", "17 अक्टूबर 2017, 12:30"),
    ("hi", "१७ अक्टूबर २०१७, १२:३०"),
    ("bn", "১৭ অক্টোবর ২০১৭, ১২:৩০"),
    ("bn", "মঙ্গলবার, ১৭ অক্টোবর, ২০১৭ ১২:৩০ পিএম"),
    ("ta", "17 அக்டோபர் 2017 12:30"),
    ("ja", "2017年10月17日 12時30分"),
    ("ja", "平成29年10月17日 12:30"),
    ("zh", "2017年10月17日 12:30"),
    ("zh", "二〇一七年十月十七日 12:30"),
    ("zh-tw", "民國106年10月17日 12:30"),
    ("zh-tw", "106/10/17 12:30"),
    ("zh-tw", "106年10月17日 12:30"),
    ("ko", "2017년 10월 17일 오후 12:30"),
    ("ko", "2017.10.17 12:30"),
    ("mn", "2017 оны 10 сарын 17 12:30"),
    ("ka", "17 ოქტომბერი, 2017 12:30"),
    ("hy", "17 հոկտեմբերի, 2017 12:30"),
    ("kk", "17 қазан 2017, 12:30"),
]

AFTERNOON = [
    ("ko", "2017년 10월 17일 오후 2시 5분"),
    ("ms", "17 Oktober 2017, 2:05 petang"),
    ("hi", "17 अक्टूबर 2017, 2:05 दोपहर"),
    ("mr", "17 ऑक्टोबर 2017, 2:05 दुपारी"),
]

RELATIVE = [
    ("2 hours ago", "2018-07-16T11:00", "hour"),
    ("an hour ago", "2018-07-16T12:00", "hour"),
    ("5 mins ago", "2018-07-16T13:34", "minute"),
    ("3 days ago", "2018-07-13T00:00", "day"),
    ("vor 2 Stunden", "2018-07-16T11:00", "hour"),
    ("vor einem Tag", "2018-07-15T00:00", "day"),
    ("il y a 5 minutes", "2018-07-16T13:34", "minute"),
    ("hace 2 horas", "2018-07-16T11:00", "hour"),
    ("há 2 horas", "2018-07-16T11:00", "hour"),
    ("2 ore fa", "2018-07-16T11:00", "hour"),
    ("2 uur geleden", "2018-07-16T11:00", "hour"),
    ("för 2 timmar sedan", "2018-07-16T11:00", "hour"),
    ("2 godziny temu", "2018-07-16T11:00", "hour"),
    ("2 часа назад", "2018-07-16T11:00", "hour"),
    ("2 години тому", "2018-07-16T11:00", "hour"),
    ("2 saat önce", "2018-07-16T11:00", "hour"),
    ("2 jam yang lalu", "2018-07-16T11:00", "hour"),
    ("2 giờ trước", "2018-07-16T11:00", "hour"),
    ("منذ 2 ساعات", "2018-07-16T11:00", "hour"),
    ("۲ ساعت پیش", "2018-07-16T11:00", "hour"),
    ("২ ঘণ্টা আগে", "2018-07-16T11:00", "hour"),
    ("2 घंटे पहले", "2018-07-16T11:00", "hour"),
    ("2小时前", "2018-07-16T11:00", "hour"),
    ("2時間前", "2018-07-16T11:00", "hour"),
    ("2시간 전", "2018-07-16T11:00", "hour"),
    ("منذ ساعتين", "2018-07-16T11:00", "hour"),
    ("לפני שעה", "2018-07-16T12:00", "hour"),
    ("2 ชั่วโมงที่แล้ว", "2018-07-16T11:00", "hour"),
    ("pre 2 sata", "2018-07-16T11:00", "hour"),
    ("fa 2 hores", "2018-07-16T11:00", "hour"),
    ("2 órája", "2018-07-16T11:00", "hour"),
    ("prieš 2 valandas", "2018-07-16T11:00", "hour"),
    ("pirms 2 stundām", "2018-07-16T11:00", "hour"),
    ("fyrir 2 klukkustundum", "2018-07-16T11:00", "hour"),
    ("pred 2 urami", "2018-07-16T11:00", "hour"),
    ("2 orë më parë", "2018-07-16T11:00", "hour"),
    ("2 saat əvvəl", "2018-07-16T11:00", "hour"),
    ("2 сағат бұрын", "2018-07-16T11:00", "hour"),
    ("2 საათის წინ", "2018-07-16T11:00", "hour"),
    ("2 ժամ առաջ", "2018-07-16T11:00", "hour"),
    ("2 तासांपूर्वी", "2018-07-16T11:00", "hour"),
    ("2 மணி நேரம் முன்பு", "2018-07-16T11:00", "hour"),
    ("2 గంటల క్రితం", "2018-07-16T11:00", "hour"),
    ("2 മണിക്കൂർ മുമ്പ്", "2018-07-16T11:00", "hour"),
    ("2 કલાક પહેલા", "2018-07-16T11:00", "hour"),
    ("2 oras ang nakalipas", "2018-07-16T11:00", "hour"),
    ("вчора о 14:05", "2018-07-15T14:05", "minute"),
    ("dünən, 14:05", "2018-07-15T14:05", "minute"),
    ("yesterday 14:05", "2018-07-15T14:05", "minute"),
    ("gestern, 14:05 Uhr", "2018-07-15T14:05", "minute"),
    ("ayer", "2018-07-15T00:00", "day"),
]

NO_DATE = [
    "",
    "10 comments",
    "Last Update : 07:39 pm",
    "31.02.2017",
    # A day and a time of day, no year.
    "17.10. 14:05",
    # A year of three digits in no calendar of the page.
    "106/10/17 12:30",
    "2017-13-45",
    "version 1.2.30.4",
    "+49 30 123456",
    "1 of 12",
    "0000-00-00 00:00:00",
    "ISBN 978-3-16-148410-0",
    "99999999999999999999",
    "2 hours of music",
    "Faltan 2 horas para la boda",
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("text", "instant", "precision", "basis"), SHAPES)
def test_shape(text: str, instant: str, precision: str, basis: str) -> None:
    found = read_date(text, fetched_at=FETCHED)
    assert found is not None
    assert (found.instant, found.precision, found.zone_basis) == (utc(instant), precision, basis)


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_language(language: str, text: str) -> None:
    found = read_date(text, language=language, fetched_at=FETCHED)
    assert found is not None
    assert found.local == datetime(2017, 10, 17, 12, 30)


@pytest.mark.parametrize(("language", "text"), AFTERNOON)
def test_words_for_the_afternoon(language: str, text: str) -> None:
    found = read_date(text, language=language, fetched_at=FETCHED)
    assert found is not None
    assert found.local == datetime(2017, 10, 17, 14, 5)


# "listopad" is October in Croatian only, and a year of three digits is one in Taiwan.
@pytest.mark.parametrize(
    "text", [text for language, text in LANGUAGES if language != "hr" and text[:4] != "106/"]
)
def test_language_that_the_page_does_not_name(text: str) -> None:
    found = read_date(text, fetched_at=FETCHED)
    assert found is not None
    assert found.local == datetime(2017, 10, 17, 12, 30)


def test_listopad_is_november_where_the_page_is_not_croatian() -> None:
    found = read_date("17 listopada 2017", language="pl")
    assert found is not None
    assert found.day == date(2017, 11, 17)


@pytest.mark.parametrize(("text", "instant", "precision"), RELATIVE)
def test_relative_to_the_fetch(text: str, instant: str, precision: str) -> None:
    found = read_date(text, fetched_at=FETCHED)
    assert found is not None
    assert (found.instant, found.precision) == (utc(instant), precision)
    assert read_date(text) is None


@pytest.mark.parametrize("text", NO_DATE)
def test_no_date(text: str) -> None:
    assert read_date(text, fetched_at=FETCHED) is None


@pytest.mark.parametrize(
    ("text", "day_first", "language", "day"),
    [
        ("4/10/2017", None, None, date(2017, 4, 10)),
        ("4/10/2017", None, "en-us", date(2017, 4, 10)),
        ("4/10/2017", None, "fr", date(2017, 10, 4)),
        ("4/10/2017", True, "en", date(2017, 10, 4)),
        ("04.10.2017", None, "en", date(2017, 10, 4)),
        ("17/10/2017", False, "en-us", date(2017, 10, 17)),
        ("10/17/2017", True, "de", date(2017, 10, 17)),
        ("8/7/2018", True, "en", date(2018, 7, 8)),
        ("7/8/2018", True, "en", date(2018, 7, 8)),  # 7 August is later than the fetch
    ],
)
def test_order_of_day_and_month(text: str, day_first: bool | None, language: str | None, day: date) -> None:
    found = read_date(text, day_first=day_first, language=language, fetched_at=FETCHED)
    assert found is not None
    assert found.day == day


def test_the_sites_zone_counts_where_the_text_names_none() -> None:
    found = read_date("Published at 12:00 pm October 17th, 2017", timezone="Asia/Dhaka")
    assert found is not None
    assert found.instant == utc("2017-10-17T06:00")
    assert found.local == datetime(2017, 10, 17, 12)
    assert found.zone_basis == "site"
    assert found.text == "12:00 pm October 17th, 2017"


def test_a_printed_zone_beats_the_sites() -> None:
    found = read_date("2017-10-17 12:00 +02:00", timezone="Asia/Dhaka")
    assert found is not None
    assert found.instant == utc("2017-10-17T10:00")
    assert found.zone_basis == "explicit"


@pytest.mark.parametrize(
    ("zone", "instant", "basis"),
    [
        ("Asia/Dhaka", "2017-07-17T06:00", "explicit"),
        ("Europe/London", "2017-07-17T11:00", "explicit"),
        (None, "2017-07-17T12:00", "unknown"),
    ],
)
def test_bst_is_told_by_the_site(zone: str | None, instant: str, basis: str) -> None:
    found = read_date("17 July 2017 12:00 BST", timezone=zone)
    assert found is not None
    assert (found.instant, found.zone_basis) == (utc(instant), basis)


@pytest.mark.parametrize(
    ("language", "instant", "basis"),
    [
        ("hi", "2017-07-17T06:30", "explicit"),
        ("he-IL", "2017-07-17T09:00", "explicit"),
        ("en-IN", "2017-07-17T06:30", "explicit"),
        ("ta", "2017-07-17T06:30", "explicit"),
        ("en-IE", "2017-07-17T11:00", "explicit"),
        ("en", "2017-07-17T12:00", "unknown"),
    ],
)
def test_ist_is_told_by_the_language(language: str, instant: str, basis: str) -> None:
    found = read_date("17/07/2017 12:00 IST", language=language)
    assert found is not None
    assert (found.instant, found.zone_basis) == (utc(instant), basis)


@pytest.mark.parametrize(
    ("zone", "language", "hour"),
    [("Asia/Shanghai", None, 4), (None, "zh-CN", 4), ("America/Chicago", None, 18), (None, "en", 18)],
)
def test_cst_is_that_of_the_site(zone: str | None, language: str | None, hour: int) -> None:
    found = read_date("Tue Jan 17 12:00:00 CST 2017", timezone=zone, language=language)
    assert found is not None
    assert (found.instant.hour, found.zone_basis) == (hour, "explicit")


@pytest.mark.parametrize(
    ("name", "zone", "language", "instant"),
    [
        ("EST", None, "en-AU", "2017-01-17T01:00"),
        ("EST", "Australia/Melbourne", None, "2017-01-17T01:00"),
        ("CST", "Australia/Adelaide", "en", "2017-01-17T01:30"),
        ("PST", None, "en-PH", "2017-01-17T04:00"),
        ("PST", "Asia/Manila", "en", "2017-01-17T04:00"),
        ("PST", "Asia/Karachi", "en", "2017-01-17T07:00"),
        ("PST", None, "ur", "2017-01-17T07:00"),
        ("MST", None, "en-MY", "2017-01-17T04:00"),
        ("EST", None, "en", "2017-01-17T17:00"),
        ("EST", "America/New_York", "en-AU", "2017-01-17T17:00"),
        ("EST", "Asia/Tokyo", "en", "2017-01-17T17:00"),
    ],
)
def test_abbreviations_of_america_that_others_use(
    name: str, zone: str | None, language: str | None, instant: str
) -> None:
    found = read_date(f"17 January 2017 12:00 {name}", timezone=zone, language=language)
    assert found is not None
    assert (found.instant, found.zone_basis) == (utc(instant), "explicit")


def test_no_midnight_is_invented() -> None:
    found = read_date("October 17th, 2017", timezone="Asia/Dhaka")
    assert found is not None
    assert found.exact_instant is None
    assert found.instant == utc("2017-10-16T18:00")
    assert found.day == date(2017, 10, 17)


def test_a_day_without_a_year_is_the_last_one_before_the_fetch() -> None:
    assert [
        found.day for text in ("17 Oct", "16 July") if (found := read_date(text, fetched_at=FETCHED))
    ] == [
        date(2017, 10, 17),
        date(2018, 7, 16),
    ]


def test_an_unknown_zone_name_is_no_error() -> None:
    found = read_date("17 Oct 2017 12:00", timezone="Mars/Olympus")
    assert found is not None
    assert found.zone_basis == "unknown"


@pytest.mark.parametrize(
    ("jalali", "gregorian"),
    [
        ((1370, 1, 1), date(1991, 3, 21)),
        ((1396, 7, 25), date(2017, 10, 17)),
        ((1399, 12, 30), date(2021, 3, 20)),
        ((1403, 12, 30), date(2025, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
    ],
)
def test_jalali(jalali: tuple[int, int, int], gregorian: date) -> None:
    assert from_jalali(*jalali) == gregorian


@pytest.mark.parametrize("jalali", [(1400, 12, 30), (1396, 13, 1), (1396, 7, 31), (1200, 1, 1)])
def test_no_such_jalali_day(jalali: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError):
        from_jalali(*jalali)
