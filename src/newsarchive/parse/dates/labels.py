"""The words that stand before dates, and the names of places where other pages' dates stand."""

from __future__ import annotations

import re

from newsarchive.parse.dates.weekdays import WEEKDAYS

_PUBLISHED_WORDS = (
    "published publish publi pubdate posted post issued released added created submitted written "
    "first_published originally date datum erstellungsdatum veröffentlichungsdatum fecha data publié "
    "publiée paru posté créé mis_en_ligne veröffentlicht erschienen erstellt publiziert online_seit "
    "verfasst eingestellt geschrieben publicado publicada publicación posteado pubblicato pubblicata "
    "gepubliceerd geplaatst publicerad publicerat publisert offentliggjort udgivet julkaistu "
    "opublikowano dodano data_publikacji zveřejněno publikováno vydáno vloženo uverejnené publikované "
    "objavljeno objavil objavljen опубликовано опубликована размещено опубліковано публикувана "
    "публикувано објављено yayınlanma yayınlandı yayın giriş eklenme đăng ngày_đăng dipublikasikan "
    "tayang diterbitkan প্রকাশ প্রকাশিত प्रकाशित पब्लिश نشر النشر "
    "نُشر انتشار منتشر شائع 发布 發布 发表 發表 "
    "公開 掲載 配信 投稿 発表 입력 등록 게시 "
    "승인 작성 เผยแพร่ โพสต์ δημοσίευση δημοσιεύτηκε δημοσιεύθηκε publicat "
    "publicată postat közzétéve megjelent publicēts publicēta paskelbta avaldatud פורסם "
    "uploaded filed aired first_aired online_since hochgeladen freigegeben gesendet ausgestrahlt diffusé "
    "diffusée rédigé ajouté ajoutée subido creado creada escrito escrita postado postada criado criada "
    "inserito inserita scritto caricato aangemaakt gemaakt verschenen skapad postad inlagd oprettet skrevet "
    "lagt_ut opprettet luotu lisätty utworzono utworzony dodany dodana zamieszczono vytvořeno přidáno "
    "vytvorené pridané vložené objavljena postavljeno kreirano létrehozva feltöltve adăugat adăugată scris "
    "создано создана добавлено добавлена размещена выложено створено додано додана розміщено създадена "
    "добавена eklendi yayımlandı yayımlanma oluşturulma xuất_bản diposting dipublikasi terbit diunggah "
    "ανάρτηση αναρτήθηκε καταχωρήθηκε lisatud loodud pievienots įkelta gepost argitaratua publicada_el "
    "تاریخ تاريخ أضيف הועלה נכתב 刊登 刊發 上传 上傳 登録 作成 기사등록 등록일 ลงวันที่ "
    "birt publikuota zverejnené zverejnený апублікавана апублікавано објавено dərc_olunub жарияланды "
    "հրապարակվել_է გამოქვეყნდა publikuar gepubliseer publizéiert imechapishwa foilsithe cyhoeddwyd ippubblikat "
    "publicării اشاعت خپور வெளியீடு பதிவு_செய்த_நாள் ప్రచురణ ಪ್ರಕಟ ಪ್ರಕಟಣೆ പ്രസിദ്ധീകരിച്ചത് પ્રકાશિત ਪ੍ਰਕਾਸ਼ਿਤ ផ្សាយ disiarkan"
)
_UPDATED_WORDS = (
    "updated update modified edited revised reviewed last_changed last_edit last_update changed "
    "mis_à_jour mise_à_jour modifié modifiée actualisé aktualisiert aktualisierung geändert "
    "bearbeitet überarbeitet letzte_änderung stand zuletzt lastmod actualizado actualizada "
    "actualización modificado atualizado atualizada aggiornato aggiornamento ultima_modifica modifica "
    "bijgewerkt gewijzigd uppdaterad uppdaterat oppdatert opdateret päivitetty zaktualizowano "
    "aktualizacja aktualizováno aktualizované ažurirano posodobljeno обновлено изменено оновлено "
    "обновена ажурирано güncelleme güncellendi son_güncelleme cập_nhật diperbarui আপডেট सर्वশেষ अपडेट "
    "अद्यतन تحديث به‌روز بروزرسانی 更新 修改 編集 最終更新 수정 최종수정 แก้ไข อัปเดต ενημέρωση ενημερώθηκε "
    "actualizat frissítve módosítva עודכן "
    "amended editiert redigiert korrigiert angepasst modificada editado editada alterado alterada modificato "
    "modificata aggiornata aangepast ändrad ändrat redigerad ændret redigeret endret muokattu zmieniono "
    "zmodyfikowano edytowano upraveno změněno upravené zmenené izmijenjeno izmenjeno modificat frissült "
    "изменена редактировано отредактировано змінено відредаговано променена değiştirilme düzenlenme diubah "
    "muudetud uuendatud atjaunots pakeista atnaujinta eguneratua 修订 修訂 改訂 ปรับปรุง "
    "actualização التحديث עדכון 업데이트 izmjena uppfært به‌روزرسانی به_روزرسانی به_روز_رسانی اپ_ڈیٹ اپڈیٹ अपडेटेड संशोधित अद्ययावत dikemas_kini dikemaskini "
    "kemas_kini actualitzat përditësuar yenilənib жаңартылды обновено изменето абноўлена թարմացվել_է განახლდა "
    "diweddarwyd bygewerk opgedateer aktualiséiert actualizării புதுப்பிக்கப்பட்டது అప్డేట్ ನವೀಕರಿಸಲಾಗಿದೆ അപ്‌ഡേറ്റ് અપડેટ"
)
_NO_LABELS = "edited_by edited_and_published_by 編集部 編集長 編集者 編集委員"
"""Words that hold a label and are none: somebody edits."""
_OTHER_WORDS = (
    "copyright © all_rights deadline born died expires geboren gestorben comment comments antwort "
    "antworten reply replies wrote sagt schrieb says retrieved accessed abgerufen besucht joined "
    "member_since registered registriert valid gültig until since seit established founded gegründet "
    "current_time currently heute_ist aktuelles_datum aktuelles_datum_und_uhrzeit today current_date "
    "event veranstaltung update_of_this_server update_of_this_site site_last_updated "
    "site_last_modified site_updated webupdate_of_this_server update_of_this_site site_last_updated "
    "site_last_modified site_updated page_generated printed printed_on gedruckt gedruckt_am ausdruck_vom imprimé_le stampato_il impreso_el opening_hours next nächste "
    "due_by due as_of photo_taken einsendeschluss anmeldeschluss frist bis foto_vom bild_vom date_limite échéance "
    "jusqu'au plazo hasta vence scadenza prazo até sluttdatum sista_dag termin срок до son_başvuru الموعد_النهائي "
    "अंतिम_तिथि batas_akhir hạn_chót 締切 〆切 截止 截止日期 마감"
)


_SPACELESS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_TOKEN = re.compile(r"©|[^\s:,.;()|·•/–—\-\"'«»<>\[\]!?]+")


def _vocabulary() -> tuple[dict[tuple[str, ...], str], tuple[tuple[str, str], ...]]:
    """Words of spaced scripts as tuples, and those of the other scripts as strings."""
    spaced: dict[tuple[str, ...], str] = {}
    spaceless: list[tuple[str, str]] = []
    for kind, listing in (
        ("", _NO_LABELS),
        ("other", _OTHER_WORDS),
        ("published", _PUBLISHED_WORDS),
        ("updated", _UPDATED_WORDS),
    ):
        for word in listing.casefold().split():
            if _SPACELESS.search(word):
                spaceless.append((word, kind))
            else:
                spaced[tuple(word.split("_"))] = kind
    return spaced, tuple(spaceless)


_SPACED, _SPACELESS_WORDS = _vocabulary()


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase in sorted(_SPACED, key=len, reverse=True):
        table.setdefault(phrase[-1], []).append((phrase, _SPACED[phrase]))
    return table


_BY_LAST_WORD = _by_last_word()
"""The labels that end with a word, the longest first."""


OTHER_ARTICLES = re.compile(
    r"comment|kommentar|disqus|respond\b|related|recommend|recirc|calendar|clock|(?:current|today|server|now)-?(?:time|date)|(?:time|date)-?(?:now|today)|weather|wetter|\bevent|newsletter|most-?(?:read|viewed|popular)|trending|tweet|instagram|fb-post|meistgelesen"
    r"|popular|\bwm-ipp|(?<!node-)(?<!node--)promo|archive-|footer-nav",
    re.IGNORECASE,
)
"""Classes, ids and tags under which a page shows other things than its own article."""
PERHAPS_OTHER = re.compile(
    r"\bnav\b|navbar|\bmenu|breadcrumb|teaser|recent|latest|\baside\b|pagination|read-?more|ticker|more-|carousel|slider|playlist|side-?bar|widget",
    re.IGNORECASE,
)
"""The same, but an article's own head is often called so as well."""
FOOT = re.compile(
    r"(?<!article-)(?<!entry-)(?<!post-)(?:footer|foot\b)|copyright|imprint|impressum", re.IGNORECASE
)
FRAME = re.compile(r"footer|foot\b|\bheader\b|top-?bar|masthead", re.IGNORECASE)
"""Classes, ids and tags of the page's frame: a date there counts only with a label.

At the page's foot even a label says little: sites print there when they were last changed as a whole.
"""
DATE_CLASS = re.compile(
    r"(?<!up)(?<!candi)(?<!man)(?<!vali)dat(?:e|um)(?!a)|\bdata\b|(?<!sen)(?<!mul)(?<!cen)(?<!some)time(?!line)|publish|published|pub-?dat|post-?(?:ed|info|meta)|fecha|byline|meta|info",
    re.IGNORECASE,
)
"""Classes, ids and tags that speak of a date."""


_FIRST_WORDS = frozenset(words[0] for words, kind in _SPACED.items() if kind not in ("", "other"))
_SPACELESS_LABELS = tuple(word for word, kind in _SPACELESS_WORDS if kind not in ("", "other"))


def has_label(text: str) -> bool:
    """Whether any word for a publication or a change stands in a text: a quick look before its dates are read."""
    folded = text.casefold()
    if not _FIRST_WORDS.isdisjoint(_TOKEN.findall(folded)):
        return True
    return not text.isascii() and any(word in folded for word in _SPACELESS_LABELS)


_REACH = 12
"""So many words (in scripts without spaces: characters) before a date can be its label."""


def field_of(label: str) -> str | None:
    """What the last label word of a text says that the date behind it is: published, updated, other."""
    folded = label.casefold()
    kind = _by_tokens(folded)
    if not label.isascii() and _SPACELESS.search(label):
        place = -1
        for word, meaning in _SPACELESS_WORDS:
            end = folded.rfind(word, max(0, len(folded) - _REACH)) + len(word)
            if end >= len(word) and end > place:
                place, kind = end, meaning or None
    return kind


def _by_tokens(folded: str) -> str | None:
    tokens = _TOKEN.findall(folded)
    for end in range(len(tokens), max(0, len(tokens) - _REACH), -1):
        for phrase, kind in _BY_LAST_WORD.get(tokens[end - 1], ()):
            if len(phrase) == 1 or tuple(tokens[max(0, end - len(phrase)) : end]) == phrase:
                return kind or None
    return None


def is_in_sentence(text: str, start: int, end: int) -> bool:
    """Whether a date in a text stands among words of prose: "Neue Zölle gelten ab 1. Januar 2025".

    They begin with small letters, no sign parts them from the date, and none is a label or goes with dates.
    """
    around = [*_PARTING.split(text[:start])[-1].split(), *_PARTING.split(text[end:])[0].split()]
    prose = [word for word in around if word[0].islower() and word.strip(".") not in _WITH_DATES]
    return len(prose) >= _PROSE and not has_label(" ".join(around))


_PROSE = 2
_PARTING = re.compile(r"[|·•/,:;()\[\]–—]|\s-\s")
_WITH_DATES = frozenset(
    """on at in by from the of st nd rd th am pm h um uhr von vom den der am min mins minutes read le la à par el de del
    los las por em às il di da alle ore kl klo klokken klockan den op te om uur door på av af w o dne dnia godz godzinie r g ve г в от
    v hodin hod óra órakor ora ura časa heures heure horas""".split()
) | {name for name in WEEKDAYS if len(name) > 3}
"""Words, none of them a label, that stand at dates on their own lines; short names of days are words of prose too."""
