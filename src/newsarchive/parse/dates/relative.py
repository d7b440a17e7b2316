"""Dates told from the moment of looking: "2 hours ago", "hace 3 días", "ayer 14:05", "2시간 전".

The moment of looking is the time of the fetch.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from newsarchive.parse.dates.clock import clock_after, to_minute
from newsarchive.parse.dates.fold import fold
from newsarchive.parse.dates.labels import has_label
from newsarchive.parse.dates.months import key
from newsarchive.records import FoundDate, Precision, ZoneBasis

_UNITS: dict[str, str] = {
    "second": (
        "second seconds sec secs sekunde sekunden seconde secondes segundo segundos secondo secondi "
        "sekund sekunder sekuntia sekundy секунд секунды секунду saniye detik giây δευτερόλεπτα שניות "
        "ثانية ثوان ثانیه সেকেন্ড सेकंड วินาที 秒 초"
    ),
    "minute": (
        "minute minutes min mins minuten minuut minuto minutos minuti minut minuter minutter minuutti "
        "minuuttia minutit minutes minuty minutę minut minuta minuto perc minuto минут минуты минуту "
        "хвилин хвилини хвилину минута минути dakika dk menit phút λεπτα λεπτά דקות דקה دقيقة دقائق "
        "دقیقه منٹ মিনিট मिनट मिनिट นาที 分 分钟 分鐘 分前 분"
        " mínútum mínútu minūtēm minūtes minūtē minutės minutes minučių minuti minut minutama minuta minutë dəqiqə минут минуте daqiqa минутын წუთის րոպե मिनिटां मिनिटांपूर्वी நிமிடங்கள் நிமிடங்களுக்கு నిమిషాల ನಿಮಿಷಗಳ മിനിറ്റ് മിനിറ്റുകൾ મિનિટ ਮਿੰਟ minuto minuut minutu munud នាទី မိနစ် မိနစ်"
    ),
    "hour": (
        "hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur timme timmar time "
        "timer tunti tuntia tundi godzina godziny godzin hodina hodiny hodin hodinami godz sat sata "
        "sati óra órája óraja час часа часов години годин годину saat sa jam giờ ώρα ώρες שעות שעה "
        "ساعة ساعات ساعت گھنٹے ঘণ্টা ঘন্টা घंटे घंटा घण्टे तास ชั่วโมง 小时 小時 個小時 时间 時間 시간"
        " hores klukkustundum klukkustund klukkutíma tímum stundām stundas stundu valandas valandų valandą ura uri ure urami orë saat сағат soat цагийн საათის ժամ घण्टा घण्टे तासां तासांपूर्वी மணிநேரம் மணி மணிநேரத்திற்கு గంటల గంట ಗಂಟೆಗಳ ಗಂಟೆ മണിക്കൂർ કલાક ਘੰਟੇ ਘੰਟਾ oras ordu awr saa гадзіны гадзін часа сати сата urë ម៉ោង နာရီ ຊົ່ວໂມງ"
    ),
    "day": (
        "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage "
        "päivä päivää päev päeva dzień dni den dny dnů dneva dana dan nap napja день дня дней дні "
        "днів ден дни gün hari ngày μέρα μέρες ημέρες יום ימים يوم أيام روز دن দিন दिन दिवस วัน 天 日 일"
        " dies dögum degi dienām dienas dienu dieną dni dnevi dnevoma ditë күн kun өдрийн დღის օր दिवसांपूर्वी நாட்கள் நாட்களுக்கு రోజుల ದಿನಗಳ ദിവസം દિવસ ਦਿਨ araw egun niwrnod diwrnod dae siku дзён дня дана ថ្ងៃ ရက်"
    ),
    "week": (
        "week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka "
        "veckor uke uker uge uger viikko viikkoa tydzień tygodnie tygodni týden týdny týdnů nedelja "
        "tjedan tjedna hét hete неделя неделю недели недель тиждень тижні тижнів hafta minggu tuần "
        "εβδομάδα εβδομάδες שבוע שבועות أسبوع أسابيع هفته ہفتے সপ্তাহ सप्ताह हफ्ते สัปดาห์ 周 週間 주"
        " vikum viku nedēļām nedēļas savaites savaičių javë həftə апта hafta viikkoa linggo aste wythnos wiki тыдні седмици недела આઠવાડિયા ਹਫ਼ਤੇ"
    ),
    "month": (
        "month months monat monate monaten mois mes meses mese mesi mês maand maanden månad månader "
        "måned måneder kuukausi kuukautta miesiąc miesiące miesięcy měsíc měsíce měsíců hónap hónapja "
        "месяц месяца месяцев місяць місяці місяців ay bulan tháng μήνα μήνες חודש חודשים شهر أشهر "
        "ماه مہینے মাস महीने เดือน 个月 個月 か月 ヶ月 개월"
    ),
    "year": (
        "year years jahr jahre jahren an ans año años ano anos anno anni jaar år vuosi vuotta rok "
        "lata lat roky let éve год года лет рік роки років yıl tahun năm χρόνο χρόνια שנה שנים سنة "
        "سنوات سال বছর साल वर्ष ปี 年 년"
    ),
}
_UNIT_OF = {key(word): unit for unit, words in _UNITS.items() for word in words.split()}
_SECONDS = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
    "month": 2_629_746,
    "year": 31_556_952,
}
_PRECISION: dict[str, Precision] = {
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "day",
    "month": "month",
    "year": "year",
}

_AGO_WORDS = (
    "ago vor il_y_a hace há atrás fa geleden sedan siden för for sitten tagasi temu před pred "
    "prije пре преди назад тому ezelőtt önce lalu yang_lalu trước πριν acum în_urmă לפני منذ قبل "
    "مضت پیش پہلے আগে पहले पूर्वी अगोदर ที่แล้ว ก่อน nakon atpakaļ prieš pirms fyrir duela dela pre "
    "më_parë əvvəl бұрын oldin өмнө წინ առաջ अगाडि पूर्वी முன்பு முன் క్రితం ಹಿಂದೆ മുമ്പ് മുൻപ് પહેલા પહેલાં ਪਹਿਲਾਂ "
    "nakalipas gelede yn_ôl пред таму hai មុន órája napja perce hete hónapja"
)
_AGO = rf"(?<!\w)(?:{'|'.join(_AGO_WORDS.split()).replace('_', ' ')})(?!\w)|前|전|ที่แล้ว"
_ONE = r"an?|one|einer?|einem|une?|una?|uno|um|uma|een|en|et|ett"
_AMOUNT = re.compile(
    rf"(?<![\d.,:/])(?P<n>\d{{1,3}}|(?<!\w)(?:{_ONE})(?=\s))\s?(?P<unit>[^\s\d.,;:()|<>·•-]{{1,14}})",
    re.IGNORECASE,
)
_MARK = re.compile(_AGO, re.IGNORECASE)
_UNNUMBERED = {
    key(word): (unit, count)
    for count, listing in (
        (1, "second:ثانية minute:دقيقة,דקה hour:ساعة,שעה day:يوم,יום week:أسبوع,שבוע month:شهر,חודש"),
        (2, "minute:دقيقتين hour:ساعتين,שעתיים day:يومين,יומיים week:أسبوعين,שבועיים month:شهرين,חודשיים"),
    )
    for unit, words in (entry.split(":") for entry in listing.split())
    for word in words.split(",")
}
"""Arabic and Hebrew count one and two without a number: "two hours ago" is منذ ساعتين."""
_WITHOUT_NUMBER = re.compile(r"(?<!\w)(?:منذ|قبل|לפני)\s+(?P<unit>[^\W\d_]{3,10})(?!\w)")
_EAST = re.compile(
    r"(?P<n>\d{1,3})\s?(?P<unit>秒|分钟|分鐘|分|小时|小時|個小時|時間|天|日|周|週間|个月|個月|か月|ヶ月|年|초|분|시간|일|주|개월|년|นาที|ชั่วโมง|วัน|สัปดาห์|เดือน|ปี)"
    r"(?:之)?\s?(?:前|전|ที่แล้ว|ที่ผ่านมา|ก่อน)"
)

_TODAY = (
    "today heute aujourd'hui hoy hoje oggi vandaag idag i dag tänään täna dzisiaj dziś dnes danas "
    "днес сегодня сьогодні ma bugün astăzi azi hari ini hôm nay σήμερα היום اليوم امروز آج আজ आज "
    "วันนี้ 今天 今日 오늘 avui šodien šiandien данас бүгін bugün сёння sot დღეს այսօր இன்று నేడు ಇಂದು ഇന്ന് આજે vandag í dag"
)
_YESTERDAY = (
    "yesterday gestern hier ayer ontem ieri gisteren igår i går eilen eile wczoraj včera jučer juče "
    "вчера вчора tegnap dün kemarin hôm qua χθες אתמול أمس دیروز گزشتہ گতকাল গতকাল कल เมื่อวานนี้ "
    "เมื่อวาน 昨天 昨日 어제 ahir vakar včeraj јуче кеше dünən semalam учора dje გუშინ երեկ நேற்று నిన్న ನಿನ್ನೆ "
    "ഇന്നലെ ગઈકાલે onte atzo gister kahapon í gær"
)
_TWO_WORDS = ("i dag", "i går", "hari ini", "hôm nay", "hôm qua", "í dag", "í gær")


def _words(listing: str) -> str:
    singles = listing
    several = [phrase for phrase in _TWO_WORDS if phrase in listing]
    for phrase in several:
        singles = singles.replace(phrase, " ")
    return "|".join(re.escape(word) for word in sorted([*several, *singles.split()], key=len, reverse=True))


_DAY_WORD = re.compile(
    rf"^\W{{0,3}}(?:[^\d:]{{0,24}}?[\s:])?(?:(?P<today>{_words(_TODAY)})|(?P<yesterday>{_words(_YESTERDAY)}))(?!\w)",
    re.IGNORECASE,
)


def relative_date(text: str, fetched_at: datetime | None, site: ZoneInfo | None) -> FoundDate | None:
    """The date of a short text that counts back from the fetch, or None.

    A count of hours gives the hour, a count of days the day, and so on: no finer than printed.
    """
    if fetched_at is None or len(text) > 120:
        return None
    folded = fold(text)
    return _counted(text, folded, fetched_at, site) or _day_word(text, folded, fetched_at, site)


class _Count(NamedTuple):
    """A count back in a folded text."""

    number: int
    unit: str
    start: int
    """Where the number (or the word that says one or two) stands."""
    first: int
    last: int
    """Where the number and the word for "ago" begin and end, whichever comes first."""


def _count_in(folded: str) -> _Count | None:
    match = _EAST.search(folded)
    if match is not None and (unit := _UNIT_OF.get(key(match["unit"]))) is not None:
        return _Count(int(match["n"]), unit, match.start(), *match.span())
    amounts = [
        (amount, known)
        for amount in _AMOUNT.finditer(folded)
        if (known := _UNIT_OF.get(key(amount["unit"]))) is not None
    ]
    # Most texts count nothing, and the words for "ago" are many.
    mark = _MARK.search(folded) if amounts else None
    if mark is not None:
        for match, unit in amounts:
            if abs(match.start() - mark.end()) <= _BESIDE or abs(mark.start() - match.end()) <= _BESIDE:
                number = int(match["n"]) if match["n"].isdigit() else 1
                first, last = min(match.start(), mark.start()), max(match.end(), mark.end())
                return _Count(number, unit, match.start(), first, last)
        return None
    if folded.isascii() or (match := _WITHOUT_NUMBER.search(folded)) is None:
        return None
    told = _UNNUMBERED.get(key(match["unit"]))
    return _Count(told[1], told[0], match.start(), *match.span()) if told else None


_BESIDE = 12
"""Characters between a number and the word for "ago"."""


def stands_alone(text: str) -> bool:
    """Whether a text is a count back from the moment of looking and, a label aside, nothing else.

    "20 years ago" may as well be the name of a column.
    """
    folded = fold(text)
    if (count := _count_in(folded)) is not None:
        return count.unit != "year" and _is_label(folded[: count.first]) and _is_label(folded[count.last :])
    match = _DAY_WORD.match(folded)
    clock = clock_after(folded, match.end()) if match else None
    if match is None or clock is None:
        return False
    return _is_label(folded[: match.start(match.lastgroup or 0)]) and not _WORD.search(folded, clock.end)


def _is_label(text: str) -> bool:
    return _WORD.search(_MARK.sub("", text)) is None or has_label(text)


_WORD = re.compile(r"\w")


def _counted(text: str, folded: str, fetched_at: datetime, site: ZoneInfo | None) -> FoundDate | None:
    count = _count_in(folded)
    if count is None:
        return None
    moment = fetched_at.astimezone(UTC) - timedelta(seconds=count.number * _SECONDS[count.unit])
    return _made(text[count.start :].strip(), moment, _PRECISION[count.unit], site)


def _made(text: str, moment: datetime, precision: Precision, site: ZoneInfo | None) -> FoundDate:
    """Cut to what was printed, in the wall clock of the site."""
    local = moment.astimezone(site or UTC)
    if precision == "minute":
        local = to_minute(local)
    elif precision == "hour":
        local = local.replace(minute=0, second=0, microsecond=0)
    elif precision != "second":
        local = local.replace(hour=0, minute=0, second=0, microsecond=0)
        local = local.replace(day=1) if precision in ("month", "year") else local
        local = local.replace(month=1) if precision == "year" else local
    basis: ZoneBasis = (
        "explicit" if precision in ("second", "minute", "hour") else "site" if site else "unknown"
    )
    return FoundDate(local.astimezone(UTC), local.replace(tzinfo=None), text, basis, precision)


def _day_word(text: str, folded: str, fetched_at: datetime, site: ZoneInfo | None) -> FoundDate | None:
    match = _DAY_WORD.match(folded)
    if match is None:
        return None
    local = fetched_at.astimezone(site or UTC)
    if match["yesterday"]:
        local -= timedelta(days=1)
    local = local.replace(hour=0, minute=0, second=0, microsecond=0)
    clock = clock_after(folded, match.end())
    basis: ZoneBasis = "site" if site else "unknown"
    if clock is None:
        return _made(text.strip(), local, "day", site)
    local = local.replace(hour=clock.hour, minute=clock.minute or 0)
    return FoundDate(
        local.astimezone(UTC),
        local.replace(tzinfo=None),
        text.strip(),
        basis,
        "minute" if clock.minute is not None else "hour",
    )
