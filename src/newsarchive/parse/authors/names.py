"""Texts of bylines as names: cut apart, without "By", titles, addresses, dates and places."""

from __future__ import annotations

import re
from unicodedata import category

from newsarchive.parse.authors.places import is_place
from newsarchive.parse.authors.undated import is_date_word, undated, without_dates
from newsarchive.parse.authors.words import (
    AGENCIES,
    AGENCY,
    BEHIND,
    EAST_ALONE,
    EDITOR,
    LABEL_ALONE,
    LEADING,
    SOURCE,
)
from newsarchive.parse.text import key

MAX_AUTHORS = 30
MAX_TEXT = 400
MAX_NAME = 60
MAX_WORDS = 6

_CUT = re.compile(
    r"\s*(?:;|\||/|／|•|·|\n|、|，|\s&\s|\s\+\s|,\s*(?:and|und|et|y|e|og|och|en|i|и)\s|,"
    r"|\s(?:and|und|et|y|og|och|ve|και|и|та|with|mit|avec)\s|^(?:&|and|und|et|y|og|och)\s)\s*",
    re.I,
)
_SEGMENT = re.compile(r"\s*[,;|/／•·\n]\s*")
_NOISE = re.compile(r"\S+@\S+|https?://\S+|\(@?\w+\)|@\w+|\(.*?\)")
_WITH_AGENCY = re.compile(
    rf",?\s(?:with|mit|avec|con|com)\s+(?:mat[eé]rial\s+(?:von|der|from)\s+)?(?:[A-Z]{{2,6}}|dpa|{AGENCIES}|Bloomberg|agenturen|agenturmaterial|agences?|agenc(?:ies|ias|y))"
    r"(?:\s*(?:,|/|and|und|et|y)\s*(?:[A-Z]{2,6}|dpa))*\s*$"
)
"""The agency whose reports a writer used."""
_CREDIT = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|fotos?|bild(?:er)?|images?|pictures?|illustrations?|grafik|ảnh|фото)\s*(?:by\b|von\b|par\b|:|/)|©).*",
    re.I | re.S,
)
"""A picture's credit and all behind it."""
_ENVOYS = re.compile(r"(?<=\w)\s+(?:envoyée?s?\s+spécia\w+|enviad[oa]s?\s+especia\w+)\b.*", re.I | re.S)
"""What those who wrote it were there for, behind their names: "envoyés spéciaux à Toulouse"."""
_KIND_BY = re.compile(
    r"^(?:pressemitteilung|artikel|beitrag|gastbeitrag|kommentar|bericht|text)\s+von\s+(?=[^\W\d_])", re.I
)
"""What somebody wrote, and the word for by: "Gastbeitrag von Ada Brown"."""
_EDITED = re.compile(r"(?<=\S)\s*(?:(?<=[a-zà-ÿ])E|\b[Ee])dit(?:ed|ing)\s+[Bb]y\b.*", re.S)
"""Who edited it, behind those who wrote it; the words touch a name where two elements stand side by side."""
_AUTHORS_ALL = re.compile(r"^\s*(?:autor|redakteur|verfasser)[/:*]in(?:nen)?\s*:", re.I)
"""A word for writers of either sex, which a sign parts: "Autor/in:"."""
_FILED = re.compile(r"\bfiled\s+under\b.*", re.I | re.S)
"""The sections that an article is filed under, and all behind it."""
_CREDIT_WORDS = ("photo", "foto", "bild", "image", "picture", "illustration", "grafik", "ảnh", "фото", "©")
"""One of these is in every credit, and in all that names words and pictures."""
_WORDS_AND_PICTURES = re.compile(
    r"^\s*(?:text|texte|texto|testo|tekst|текст|bài|words|story)\s*(?:und|and|&|et|y|och|og|i|и|e|và|\+)\s*(?:photos?|fotos?|bild(?:er)?|pictures?|фото|ảnh)\s*(?:by\s|von\s|:)",
    re.I,
)
_ROLE_NOUN = (
    r"editor(?:in-chief)?|correspondent|reporter|writer|journalist|columnist|producer|contributor|analyst|economist|director|professor"
    r"|(?:chef)?redakteur(?:in)?|(?:\w+-)?korrespondent(?:in)?|journalistin|autorin|herausgeber(?:in)?|rédact(?:eur|rice)|journaliste|correspondante?"
    r"|repórter|jurnalis|enviad[oa]|envoyée?\s+spéciale?|ajakirjanik|сурвалжлагч|periodista|redactora?|corresponsal|redattore|redattrice|giornalista|inviat[oa]|redaktor|muhabiri?|penulis|kontribut[oe]r"
    r"|корреспондент|редактор|обозреватель|журналист|v\.i\.s\.d\.p"
)
_ROLE = re.compile(rf"(?<!\w)(?:(?:{_ROLE_NOUN})s?|editor-in-chief|bureau|v\.i\.s\.d\.p)(?!\w)", re.I)
_ROLE_AHEAD = re.compile(rf"^(?:[\w-]+\s+){{0,2}}(?i:{_ROLE_NOUN})\s+(?=[^\W\d_a-z][\w'’.-]+\s+[^\W\d_a-z])")
_ROLE_BEHIND = re.compile(
    r"^([^\W\d_a-z][\w'’.-]*\s[^\W\d_a-z][\w'’.-]*)\s(?i:senior|chief|deputy|foreign|special|political|national)\s"
    rf"(?:[^\W\d_]+\s){{0,2}}(?i:{_ROLE_NOUN})$"
)
"""A full name and a post behind it, with nothing between: "Ada Brown Senior Trade Correspondent"."""
_DASH = re.compile(r"\s+[-–—]+\s+|[-–—]+\s+(?=[A-ZÀ-Þ])")
_REFUSED = re.compile(
    r"""^(?:(?:(?:user|site|web|wp)\s?)?admin(?:istrator)?(?:\s+user)?|super\s+user|author|authors|editor|red|redaktion|redaction|rédaction|staff|news|user|guest|null|none|undefined|unknown|anonymous|
    autor|autorin|by|von|par|por|default|webmaster|system|root|n/a|\d+|team|この記事を書いた人|home|advertisement|(?:follow|folgen|suivre|seguir)(?:\s.*)?|about\s.*|über\s.*|à\s+propos.*|acerca\s.*|об\s+автор\w+|про\s+автор\w+|tentang\s.*|.*के\s+बारे\s+में|more|contact|facebook|twitter|linkedin|
    xing|youtube|instagram|whatsapp|telegram|pinterest|email|e-mail|sende\s+uns.*|please\s.*|loading|related(?:\s(?:reports?|articles?|stories|posts?|topics?|news|links?|content))?|updated|published|image|photo|artikel|article|note|mehr|share|rss|analysis|filed\s+under|(?:hrs?|mins?)(?:\s+ago)?|special\s+(?:for|to)(?:\s.*)?|(?:ma|md|m\.d\.|ph\.?d\.?|mba|mph|msc?|bs|bsc|rn|dds|jd|esq)\.?|comments?|(?:keine|no)\s+(?:comments?|kommentare?)|
    (?:view|see|show|read|more|alle|all|mehr|voir|ver|leer|weitere)\b.*\b(?:bio|profile|articles?|artikel|posts|stories|beiträge|meldungen|notas|artículos)|view\s+(?:bio|profile|all).*|
    name|(?:your|full|author|user)\s?name|log\s?in|password|passwort|benutzername|логин|пароль|required\s+fields?|write\s+a\s+review|firstname|发布于|關注|已?关注|订阅|未知|佚名|(?:相关|更多|热门|最新)\S*|匿名|网络整理|网络|转载|原创|taboola.*|outbrain.*|the\s+end|
    veröffentlicht|publiziert|posted|publié|publiée|publicado|geschrieben|erstellt|ca|min|(?:zur|zum|alle|weitere)\s.*|today|yesterday|heute|gestern|hoy|ayer|oggi|ieri|aujourd'hui|hier|dnes|včera|сегодня|вчера|vor|prije|before|am|um|on|at|le|last|.*\bsays?)$""",
    re.I | re.X,
)
_TITLES_AHEAD = re.compile(
    r"^(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx|Dott|Dra|Ing|Mag|Drs|Rechtsanw[aä]lt(?:in)?|RA(?:in)?)\.?\s+)+(?=[A-ZÀ-Þ])"
)
_PLACE = re.compile(r"\s+(?:in|IN|aus|à|en|da|from)\s+[A-ZÀ-Þ]\S+(?:\s[A-ZÀ-Þ]\S+)?$")
"""Where a correspondent writes from: "in Sfax", "aus Brüssel"."""
_OUTLET = re.compile(r"\s+(?i:for)\s+(?:(?i:the)\s+)?(?:\S+\.\S+|[A-Z]\w+(?:\s[A-Z]\w+){0,2})$")
"""The site that somebody writes for."""
_POST = re.compile(
    r"^(?:(?:chief|senior|deputy|political|economics?|trade|foreign|staff|associate|managing)\s+)*"
    r"(?:(?:economist|editor|correspondent|reporter|writer|columnist|analyst|producer|bureau\s+chief)$|(?:head|director|vice\s+president|partner|fellow|professor)\s+(?:of|at|for)\s)",
    re.I,
)
_HAN_LABEL = re.compile(
    r"^(?:本[报報])?(?:记者|記者|通讯员|作者)[:：\s]*|^(?:글|기자명)\s+|^[^=]{1,12}=(?=[가-힣])|(?:(?<=^[가-힣]{2})|(?<=^[가-힣]{3})|(?<=^[가-힣]{4}))(?:\s[가-힣]{1,6}){1,2}\s(?:기자|칼럼니스트|평론가|작가|교수)$|\s*(?:記者|(?:선임|수석|전문|인턴)?기자|특파원|논설위원|칼럼니스트)$"
)
_HAN_REPORT = re.compile(r"(?:報導|報道|报道|综合|綜合)$")
"""What stands behind a Chinese writer: "reporting from Taichung"."""
_HANGING = re.compile(r"\s+(?:published|posted|updated|am|um|vor|on|at|le|il|el|à|prije|den|op|vom)$", re.I)
"""A word that led to a date which is gone."""
_OF_PICTURES = ("So", "Sk", "Mn", "Cf")
"""Kinds of characters that small pictures are made of (Unicode's general categories)."""
_HAS_LETTER = re.compile(r"[^\W\d_]")
_EDGE = " \t,.;:|-–—·•*\"'“”„«»()（）〔〕【】"
_TRIM = " ,.;:|-–—"

_SMALL = re.compile(
    r"(?:de|la|del|di|da|do|dos|das|du|des|van|von|der|den|ter|ten|te|af|av|zu|zum|zur|bin|ibn|al|el|y|e|le|les|of|the|and|und|og"
    r"|dem|ben|binti?|abu|o|a)$|(?:d|l|al|el|o)['’‘-][^\W\d_]"
)
"""A word inside a name that begins with a small letter: "de", "van", "d'Ormesson"."""


def cleaned(raw: list[str], site_names: frozenset[str], *, printed: bool = False) -> tuple[str, ...]:
    """Names out of author texts: cut apart, stripped, each once.

    `printed` texts stand on the page, among whatever else stands there: only what looks like a
    name is taken. Names of the site go where others are named.
    """
    found: dict[str, str] = {}
    for text in raw[:MAX_AUTHORS]:
        # The site's name may have a number in it, which elsewhere is a date's.
        is_site = "@" not in text and squeezed(text) in site_names
        for name in [text.strip()] if is_site else cut_names(text, site_names):
            folded = key(name)
            if folded and folded not in found and (not printed or looks_like_name(name)):
                found[folded] = name
    names = list(found.values())
    if printed:
        names = _without_places(names)
        if len(names) > 1:  # the post of somebody who is named beside it
            names = [name for name in names if not _ROLE.search(name)] or names
            # A name with the beginning of a post that an "and" has cut: "Ada Brown Trade and industry reporter".
            names = [name for name in names if not any(name.startswith(f"{other} ") for other in names)]
    if len(names) > 1:
        people = [name for name in names if not _of_site(squeezed(name), site_names)]
        if people != names and people and not any(" " in name or AGENCY.fullmatch(name) for name in people):
            people = []  # the site, and where it is: "Herald, Hamburg, Germany"
        names = people or names[:1]
    return tuple(names[:MAX_AUTHORS])


def _without_places(names: list[str]) -> list[str]:
    """Printed names without the places and sections behind a full name or an agency: "By Ada Brown, Oslo", "… in Metals"."""
    sure = (at for at, name in enumerate(names) if looks_like_person(name) or AGENCY.fullmatch(name))
    first = next(sure, len(names))
    return names[: first + 1] + [
        name
        for name in names[first + 1 :]
        if (" " in name and not name.startswith(("In ", "in ")) and not is_place(name))
        or AGENCY.fullmatch(name)
        or name.upper() == name.lower()
    ]


def _of_site(name: str, site_names: frozenset[str]) -> bool:
    """Whether a name is the site's, or the beginning of it."""
    return name in site_names or (len(name) > 3 and any(site.startswith(name) for site in site_names))


def cut_names(text: str, site_names: frozenset[str] = frozenset()) -> list[str]:
    """One author text as names."""
    if len(text) > MAX_TEXT:
        return []
    source = SOURCE.match(text) is not None
    folded = text.lower()
    if any(word in folded for word in _CREDIT_WORDS):
        text = _CREDIT.sub("", _WORDS_AND_PICTURES.sub("", text))
    if "@" in text or "(" in text or "://" in text:
        text = _NOISE.sub(" ", text)
    if "spécia" in text or "especia" in text:
        text = _ENVOYS.sub("", text)
    if "dit" in text:
        text = _EDITED.sub("", text)
    if "/in" in folded or ":in" in folded or "*in" in folded:
        text = _AUTHORS_ALL.sub("", text)
    if "filed under" in folded:
        text = _FILED.sub("", text)
    text = _WITH_AGENCY.sub("", without_dates(undated(text)))
    names: list[str] = []
    posts: list[str] = []
    for segment in _SEGMENT.split(text):
        parts = [segment] if _is_one(segment) else _CUT.split(segment)
        if len(parts) > 1 and (
            _is_institution(segment) or any(len(part.strip(_EDGE)) == 1 for part in parts)
        ):
            parts = [segment]  # "Ministry of Trade and Industry", "Mac & i"
        pieces = [piece for part in parts for piece in _two_people(part)]
        parts = [name for piece in pieces if (name := _one_name(piece, site_names))]
        if not any(map(_ROLE.search, parts)):
            names += parts
        else:
            # "Editor for Trade and Customs" names one post, "Reporter and Ada Brown" a post and a person.
            names += [name for name in parts if looks_like_person(name) and not _ROLE.search(name)]
            posts += parts
    # A post beside a name is that person's; alone it is all there is.
    names = names or [_without_post(name) for name in posts]
    if source:
        # Whoever wrote it for the agency that is named as the source.
        names = [name for name in names if " " in name] or names
    return names


def _without_post(name: str) -> str:
    """A full name without the post that stands right behind it; a post alone as it is."""
    found = _ROLE_BEHIND.match(name)
    return name if found is None else found[1]


def _is_one(segment: str) -> bool:
    """Whether a text without a comma or bar is too short to hold a word for "and" between two others."""
    return (
        segment.count(" ") < 2
        and segment.isprintable()
        and not ("、" in segment or "，" in segment)
        and not segment.lower().startswith(_JOINING)
    )


_INSTITUTION = re.compile(
    r"\b(?:\w*ministeri\w+|ministry|ministère|department|institut\w*|\w*amt|\w*anstalt|universit\w+|\w*verband|agency|\w*agentur|cent(?:re|er)|\w*zentrum|council|committee"
    r"|commission|kommission|office|association|\w*kammer|chamber|federation|bureau|board|organi[sz]ation|authority|direction)\s.*(?<!\w)(?:for|of|für|der|des|pour|de|du|para|per|di|da)\s",
    re.I,
)
"""An institution, and the word behind which stands what it is for: "Ministry of Trade and Industry"."""


def _is_institution(segment: str) -> bool:
    return len(segment.split()) <= _INSTITUTION_WORDS and _INSTITUTION.search(segment) is not None


_INSTITUTION_WORDS = 9
_JOINING = ("&", "and ", "und ", "et ", "y ", "og ", "och ")
_BETWEEN = re.compile(
    r"\s(?:e|i|a|en|és|dan|și|ja|un|ir|và|eta|dhe|və|va|і|және|և|და|और|एवं|ও|و)\s(?=[^\W\d_a-z])"
)
"""A word for "and" that can also be a part of a name: "Melo e Castro"."""


_AGENCY_BEHIND = re.compile(
    r"^((?:By\s)?(?!By\b)[^\W\d_a-z][\w'’.-]+(?:\s[^\W\d_a-z][\w'’.-]*)??\s[^\W\d_a-z][\w'’-]+)\s(Reuters|Xinhua|Kyodo|Yonhap|Bloomberg\sNews|(?:The\s)?Associated\sPress|AFP|dpa)$"
)
"""A full name and the agency that she writes for, with nothing between. Others are family names as well."""
_TWO_FULL_NAMES = 5
"""Words of two full names and the word between them."""


def _two_people(part: str) -> list[str]:
    """A text parted at a short word for "and" between two full names, or ahead of the agency behind one."""
    if found := _AGENCY_BEHIND.match(part):
        return [found[1], found[2]]
    if len(part.split()) < _TWO_FULL_NAMES:
        return [part]
    pieces = _BETWEEN.split(part)
    return pieces if len(pieces) > 1 and all(len(piece.split()) > 1 for piece in pieces) else [part]


def _one_name(part: str, site_names: frozenset[str]) -> str:
    """One piece of a byline as a name, or the empty string."""
    pieces = _DASH.split(part)
    if len(pieces) > 1 and pieces[0].upper() == pieces[0].lower() and _is_place_ahead(*pieces[:2]):
        pieces = pieces[1:]
    alone = LABEL_ALONE if len(pieces) > 1 else EAST_ALONE
    last = pieces[-1]
    for piece in pieces:
        if piece.rstrip().endswith(":") or alone.fullmatch(piece) or EDITOR.match(piece):
            continue  # a label whose value was no name, or stands apart
        if piece is not last and (site := squeezed(piece)) in site_names and site not in squeezed(last):
            continue  # the paper that somebody writes for
        name = piece.strip(_EDGE)
        while name and not name[0].isalnum() and category(name[0]) in _OF_PICTURES:
            name = name[1:].lstrip()  # that of a person, in her colour
        if " by " in name:
            name = name.rpartition(" by ")[2]
        name = _KIND_BY.sub("", name)
        for _ in range(2):
            if (led := LEADING.match(f"{name} ")) is None:
                name = name.strip(_TRIM)
                break
            name = name[led.end() :].strip(_TRIM)
        if " " in name:
            name = _HANGING.sub("", name)
            if ahead := _ROLE_AHEAD.match(name):
                name = name[ahead.end() :]
        if not name.isascii():
            name = BEHIND.sub("", name)
            name = "" if _HAN_REPORT.search(name) else _HAN_LABEL.sub("", name)
        name = _HANGING.sub("", _without_outlet(_PLACE.sub("", _TITLES_AHEAD.sub("", name)))).strip(_TRIM)
        name = " ".join(_without_site(name, site_names).split())
        if (
            name
            and len(name) <= MAX_NAME
            and len(name.split()) <= MAX_WORDS
            and _HAS_LETTER.search(name)
            and not _REFUSED.match(name)
            and not _POST.match(name)
        ):
            return name
    return ""


def _is_place_ahead(first: str, second: str) -> bool:
    """Whether one word stands ahead of several, in a script without capitals: "بيروت - هالة نصر"."""
    return " " not in first.strip() and " " in second.strip()


def _without_outlet(name: str) -> str:
    """A person's name without the paper or site that she writes for; "Center for Trade" is a name."""
    found = _OUTLET.search(name)
    if found is None or not looks_like_person(name[: found.start()]) or _is_institution(name):
        return name
    return name[: found.start()]


def _without_site(name: str, site_names: frozenset[str]) -> str:
    """A name without the name of the site behind it."""
    words = name.split()
    for size in range(2, len(words) - 1):
        if squeezed(" ".join(words[size:])) in site_names:
            return " ".join(words[:size])
    return name


def looks_like_name(text: str) -> bool:
    """Whether a printed text can be the name of a person or desk: no word in it begins like prose."""
    words = text.split()
    if text[:1].isdigit() or (len(text) < 2 and text.isascii()) or is_date_word(text) or _SIGN.search(text):
        return False
    if text.endswith(_VERB_ENDS):
        return False
    small = [word for word in words if word[:1].islower() and not _SMALL.match(word)]
    return not small or (len(small) == len(words) <= 2)


_VERB_ENDS = ("니다", "です", "ます")
"""How a Korean or Japanese sentence ends: about the writer, in her box."""
_SIGN = re.compile(r"[+=#<>{}\[\]:@]")
"""A sign that no name has: lists of tags and marks of templates do."""


def looks_like_person(text: str) -> bool:
    """Whether a text is written like a person's full name: two to five words with capitals."""
    words = text.split()
    return (
        2 <= len(words) <= 5
        and all(word[:1].isupper() or _SMALL.match(word) for word in words)
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and not _NO_NAME.search(text)
    )


_NO_NAME = re.compile(r"[\d:!?]")


def squeezed(name: str) -> str:
    """A name as names of sites are compared: letters and digits only."""
    return "".join(char for char in key(name).removeprefix("the ") if char.isalnum())
