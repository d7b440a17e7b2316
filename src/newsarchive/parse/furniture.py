"""Furniture that gives itself away by its words: invitations, credits, bare labels, in many languages."""

from __future__ import annotations

import re

from newsarchive.parse.furniture_east import EAST, dated_source, eastern
from newsarchive.parse.reported import reports
from newsarchive.parse.text import ends_sentence

# Patterns without re.I are matched against lower case: that is twice as fast.
_LABELS = re.compile(
    r"""^\W*(?:
    advertis(?:e?ment|ing)(?:\s+continues?\s+below)?|(?:story|article)\s+(?:continues\s+(?:below|after)|continued\s+below)\b.*|sponsored(?:\s+content)?|scroll\s+to\s+continue.*
    |anzeigen?|werbung|publicit[éeà]|publicida(?:d|de)|publicitate|hirdetés|mainos|oglas|reclame|advertentie|inzerce|διαφήμιση|quảng\s+cáo|إعلان|विज्ञापन|বিজ্ঞাপন|โฆษณา|pubblicit[àa]|реклама|reklam[ae]?|annonse?|annons|iklan|広告|광고
    |read\s+(?:more|also|next|full\s+story)|see\s+(?:also|more)|also\s+read|related(?:\s+(?:articles?|stories|content|topics|posts|coverage|reading|news))?|more\s+on\s+this(?:\s+story)?
    |recommended(?:\s+for\s+you)?|most\s+(?:read|popular|viewed)|trending(?:\s+now)?|top\s+stories|latest\s+news
    |lesen\s+sie\s+(?:auch|mehr|hier)|lies\s+auch|auch\s+interessant|mehr\s+zum\s+thema|weiterlesen|das\s+könnte\s+sie\s+auch\s+interessieren.*|mehr\s+dazu|zum\s+thema
    |lire\s+aussi|à\s+lire\s+aussi|lire\s+plus|voir\s+aussi|sur\s+le\s+même\s+(?:sujet|thème)
    |leer\s+(?:más|también)|lea\s+también|ver\s+más|noticias?\s+relacionadas?|te\s+puede\s+interesar|más\s+información|leia\s+(?:mais|também)|veja\s+(?:mais|também)|saiba\s+mais
    |leggi\s+anche|per\s+approfondire|les\s+(?:også|mer)|læs\s+(?:også|mere)|läs\s+(?:också|mer|även)|lees\s+(?:ook|meer|verder)|lue\s+(?:myös|lisää)
    |читайте\s+(?:также|по\s+теме).{0,40}|читайте\s+також.{0,40}|czytaj\s+(?:także|też|również|więcej)|čtěte\s+(?:také|více)|推薦|推荐|おすすめ|추천|関連記事|関連ニュース|あわせて読みたい|관련\s*기사|相关(?:新闻|阅读|文章)|延伸閱讀
    |share(?:\s+(?:this|on|via|with)\b.{0,40})?|teilen|versenden|partager|compartir|condividi|compartilhar|del|dela|поделиться|tweet|facebook|twitter|whatsapp|e-?mail|print|drucken|copy\s+link|link\s+copied.{0,30}|kopieren|save|bookmark
    |comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|kommentare?(?:\s*\(?\d+\)?)?|leave\s+a\s+(?:comment|reply).*|join\s+the\s+(?:conversation|discussion).*|view\s+comments.*|show\s+comments
    |(?:sign\s+up|subscribe|register|log\s*in|sign\s+in)(?:\s+(?:now|here|today))?|newsletter|jetzt\s+(?:abonnieren|testen|anmelden|registrieren|lesen)|abonnieren|s'abonner|suscríbete
    |tags?|topics?|themen|schlagworte|mots[- ]clés|temas|etiquetas|keywords|loading(?:\W*|\s+(?:comments?|more|video|player|content|articles?|stories|data|next|the)\b.{0,16})|close|schließen|menu|next|previous|back\s+to\s+top|nach\s+oben|play(?:\s+video)?|watch(?:\s+now)?|listen(?:\s+to\s+(?:this\s+)?article)?(?:\s+\d+\s*min(?:ute)?s?)?
    |©.{0,120}|\(?c\)\s+\d{4}.{0,80}|copyright(?:\s*(?:©|\(c\)|\d|:).{0,120})?|all\s+rights\s+reserved.{0,40}|riproduzione\s+riservata|tous\s+droits\s+réservés|alle\s+rechte\s+vorbehalten|(?:todos\s+)?(?:los\s+derechos|os\s+direitos)\s+reservados|(?:\d+\s*)?min(?:ute)?s?\.?\s+read|\d+\s+min\.?(?:\s+(?:lesezeit|read))?|lesezeit:?.{0,20}
    |article\s+content|this\s+content\s+is\s+reserved.*|sign\s+in\s+or\s+create.*|create\s+an?\s+(?:free\s+)?account.*|already\s+(?:have\s+an\s+account|a\s+(?:paying\s+)?(?:subscriber|member))(?:\s*[?!.:,–-]|\s+(?:log|sign|click)\b|$).*|(?:story|article)\s+tools|text\s+size|font\s+size|topics\s+in\s+this\s+article|recommended\s+videos?|v[ií]deos?\s+(?:recomendados?|relacionados?)|tell\s+us\s+what\s+you\s+think.*|häufig\s+gelesen|am\s+meisten\s+gelesen|plus\s+lus|कॉपी\s+लिंक
    |article\s+réservé\s+aux\s+abonnés|lecture\s+restreinte|(?:for|nur\s+für)\s+(?:subscribers|abonnenten)\s*(?:only)?
    |.{0,60}(?:リンク先|こちら)をご(?:覧|確認|参照)ください
    |imago|getty(?:\s+images)?|reuters|afp|dpa|ap\s+photo|picture\s+alliance.{0,40}
    |(?:start|end)\s+quote|(?:show|hide)\s+(?:thumbnails|captions?)|video\s+transcript|show\s+full\s+pr\s+text|\(?click\s+(?:the\s+)?image\s+.{0,40}
    |embed|ads?\s+by\s+\w+|jobs\s+by\s+\w+|additional\s+resources|also|pages?\s*:(?:\s*\d+)+|\(?sources?\)?
    |.{0,4}このニュースをシェア
    |(?P<open>copyright\s*(?:by\b|notice|holders?\b).{0,120}|more\s+in\s*:.{0,80}|(?:please\s+)?like\s+us\s+on\s.{0,40}|more\s+(?:stories|from|about|great)\b.{0,60}|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).*|empfohlen.{0,40}|passend\s+(?:zum|dazu).{0,40})
    )\W*$""",
    re.X,
)
_PICTURE_CREDIT = (
    r"(?:(?:file\s+)?photo|image|picture|(?:photos|images|pictures)(?=\s*[:：©])|foto|archivbild|foto\s+de\s+archivo|borítókép|bild|credit|fotos?|illustration|crédit(?:\s+photo)?|grafik|fotografía|imagen|фото|写真|사진)"
    r"\s*(?:credit|illustrative|à\s+la\s+une)?\s*(?:[:：]|©|by\s(?!(?:image|picture|photo|an?|the)\b))"
)
_POST = re.compile(
    r"https?://(?:www\.|m\.)?(?:instagram\.com/(?:p|reel|tv)/|(?:twitter|x)\.com/\w+/status/|youtube\.com/(?:watch|shorts)|youtu\.be/|facebook\.com/(?=\S+/(?:posts|videos)/)|tiktok\.com/@)\S*",
    re.I,
)
"""The address of a post or film, where a program was to show it."""


def is_post_address(text: str) -> bool:
    """Whether a line is nothing but the address of a post or film that should be shown there."""
    return _POST.fullmatch(text) is not None


_STARTS = re.compile(
    r"""^\W*(?:
    read(?:\s+(?:more|also|next)\s*[:|»>–-]|\s*[:|]\s)|mehr\s+lesen\s*:|baca\s+juga\b|simak\s+(?:juga\s*:|video\b)|also\s+read\s*[:|–-]|see\s+also\s*:|related\s*(?:stories|articles?|posts?|roundups?|links?)?\s*:|more\s*:\s|related\s+(?:story|article)\b.{0,3}[:|]|don['’]t\s+miss\s*[:.]|watch\s*:\s|listen\s*:\s
    |lesen\s+sie\s+(?:auch|hier|mehr)(?:\s*[:–]|\s+(?:zum|dazu))|lesen\s+sie\s+auch\b|auch\s+interessant\s*:|mehr\s+(?:zum\s+thema|dazu)\s*:|lesetipp\b|passend\s+dazu\s*:
    |(?:à\s+)?lire\s+aussi\b|voir\s+aussi\s*:|(?:lea|leer|lee)\s+también\b|leia\s+(?:também|mais)\s*:|leggi\s+anche\b|(?:les|læs|läs)\s+(?:også|också|även)\s*:|lees\s+ook\s*:|читайте\s+(?:также|також)\b|czytaj\s+(?:też|także|również)\b
    |"""
    + _PICTURE_CREDIT
    + r"""
    |(?:sign\s+up|subscribe)\s+(?:to|for|now)\b|follow\s+(?:us|me|@)\b|download\s+(?:the|our)\s+.{0,30}app|get\s+(?:the\s+)?(?:latest|our)\b.{0,60}(?:newsletter|inbox|email)|get\s.{1,60}\s(?:in|to)\s+your\s+inbox|get\s[^.!?]{3,60}\snewsletter[^\w.!?]*$|newsletter\s+sign-?\s?up|chat\s+with\s+us\s+(?:in|on|via)\b|lire\s+la\s+suite\s+(?:sur|de|dans)\b
    |(?:schrijf\s+(?:je|u)|meld\s+(?:je|deg)|tilmeld\s+dig|anmäl\s+dig)\s.{0,50}(?:nieuwsbrief|ny(?:het|hed)sbrev)|conforme\s+a\s+(?:los\s+criterios\s+de\s+)?the\s+trust\b|problems\s+viewing\s+this\s+page\b|a\s+version\s+of\s+this\s+(?:article|story|piece|post)\s+(?:(?:first\s+|originally\s+|also\s+)?(?:appear|ran)|was\s+(?:first|originally|also|publish|post|print|distribut|sent)|(?:first|originally|also)\s+was)
    |this\s+(?:article|story|post)\s+(?:first\s+|originally\s+)?appear(?:s|ed)\s+in\s+(?:print\b|the\s.{0,60}\b(?:edition|issue|section)\b)
    |click\s+here\s+(?:to|for)\b|by\s+(?:signing\s+(?:up|in)|clicking|submitting|subscribing)\b(?=.*\b(?:you|your|our|we|us|i)\b)|this\s+(?:article|story|post)\s+(?:was|is|has\s+been)\s+(?:originally\s+)?(?:published|first\s+(?:publish|appear|post|produc|print|report|writ|broadcast|sent|shared|r[au]n)|part\s+of\s+(?:an?|our|the)\s+(?:[\w’'-]+\s+){0,3}?(?:series|projects?|package|collaboration|partnership|newsletter|issue|edition|coverage|initiative))\b|this\s+(?:is\s+)?(?:an?\s+)?ai[- ]generated\s+summar|we\s+use\s+cookies\b|your\s+email\s+address\s+will\s+not\b
    |(?:xem|đọc)\s+thêm\s*:|ilgili\s+haber|bunlar\s+da\s+ilginizi|ayrıca\s+oku(?:yun(?:uz)?)?\b
    |empfohlener\s+(?:redaktioneller|externer)\s+inhalt|an\s+dieser\s+stelle\s+(?:finden\s+sie|befindet\s+sich\s+ein\w*\s+(?:\S+\s+){0,2}?(?:inhalt|element|video|post|tweet|beitrag|grafik|karte|umfrage))|externer\s+inhalt|ich\s+bin\s+(?:damit\s+)?einverstanden,?\s+dass
    |(?:please\s+)?enable\s+javascript|javascript\s+(?:must\b|is\s+(?:(?:disabled|not|turned|off|switched)\b|(?:required|needed)(?=\W*$|[.!,]|\s+(?:to|for|in\s+order)\b)))|hier\s+(?:klicken|geht(?:\s+es|['’]s)\s+(?:zu(?:m|r|\s+(?:unser|den|allen|mehr|weiteren))|weiter))|(?:folgen|abonnieren)\s+sie\s+(?:uns|unseren|den|jetzt)\b
    |il\s+vous\s+reste\s+[\d.,]+\s*%
    |(?:have\s+you\s+got|do\s+you\s+have)\s+a\s+(?:story|tip)|for\s+more\s+(?:news|stories|on\s+this|from|\w+\s+(?:news|stories),?\s+(?:go|visit|see|follow|click))\b|want\s+more\b|(?:if\s+you\s+)?(?:enjoyed|liked)\s+this\s+(?:article|story)
    )""",
    re.X,
)
_BYLINE = re.compile(
    r"^\W*(?:by|von|vom|par|por|av|af|door|oleh|de notre correspondante?)\s+[^\W\d_a-z](?:[^.!?]|(?<=\s[^\W\d_a-z])\.){3,70}(?<!:)$"
)
_DATE_LINE = re.compile(
    r"^\W*(?:stand|aktualisiert|veröffentlicht|publiziert|erstellt|published|updated|posted|last\s+(?:updated|modified|changed|revised)|(?:date|datum|fecha)\s*(?=:)|first\s+published|zuletzt\s+(?:ge|über|be|akt)\w+t\s+am|publié|mis\s+à\s+jour|modifié|"
    r"publicado|actualizado|pubblicat[oa]|aggiornat[oa]|publisert|oppdatert|publiceret|opdateret|publicerad|uppdaterad|gepubliceerd|bijgewerkt|опубликовано|обновлено)\b.{0,20}\d",
    re.I,
)


_DATE_LIKE = re.compile(
    r"\d[./-]\d{1,2}[./-]\d|(?:19|2[05])\d\d\D.*\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[:.]\d\d\b.*\D(?:19|2[05])\d\d"
    r"|\b\d{1,2}(?:st|nd|rd|th|[.º°])?\W+(?:[^\W\d_]+\W+){1,3}(?:19|2[05])\d\d|[^\W\d_]\W+\d{1,2}\W+(?:19|2[05])\d\d|\d\s?[月월]\s?\d{1,2}\s?[日일号]|\d\s?[日일]\s?(?:[^\W\d_]{1,2}\s?)?\d{1,2}\s?[:：時时点시]"
    r"|\b\d{1,2}:\d\d\b.*[^\W\d_]{3}"
)
"""A day with its year, a year with a time, a time with a word: years alone, scores and shares are news."""
_NO_DATE = re.compile(r"(?<!\d)(?:\d{3}|\d{5,})(?!\d)")
"""Groups of digits that no date has and telephone numbers have."""
_STAMP = re.compile(
    r"^\W*\d+\s*(?:min(?:ute)?s?|hours?|hrs?|days?)\s+ago|^\W*(?:vor|il\s+y\s+a|hace)\s+\d+\s+\w+|^(?=.*\b(?:19|2[05])\d\d\b).*\b\d{1,2}[:.]\d\d\b\D{0,6}$",
    re.I,
)
"""Times as a live page prints them above each entry."""
_DATE_AND_LENGTH = re.compile(
    r"[^.!?]{0,12}\d[^!?]{0,24}(?:19|2[05])\d\d\W+\d+[\s-]*[mM]in(?:ut\w*)?\.?(?:\s+\w+){0,3}\W*$"
)
"""A date, and how long the article takes to read: "August 4, 2026 · 3 min read"."""
_PLACE_AND_DAY = re.compile(
    r"(?P<place>[^\W\d_][^\d.,!?]{2,24}),?\s(?:\d{1,2}(?:st|nd|rd|th|[.º])?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?|[^\W\d_]{3,12}\.?\s\d{1,2},?\s)(?:19|20)\d\d\W*$"
)
"""Where and when, or which edition: "Oslo, 9 June 2004"."""
_AHEAD_OF_DAY = frozenset(
    "on in to am im bis seit zum since until till by from before after el dal fino".split()
)
"""Words that make a sentence or a heading of such a line: "The treaty ends on 9 June 2004"."""
_MACHINE = re.compile(
    r"""\b(?:AI|A\.I\.|KI|IA|ИИ|ChatGPT|GPT-\d|OpenAI|Gemini|Copilot)\b|[Aa]rtificial\s+intelligence|[Kk]ünstlich\w*\s+Intelligenz|[Ii]ntelligence\s+artificielle
    |[Ii]nteligencia\s+artificial|[Ii]nteligência\s+artificial|[Ii]ntelligenza\s+artificiale|[Kk]unstig\s+intelligens|[Kk]unstmatige\s+intelligentie|生成AI|人工知能|人工智能""",
    re.X,
)
_SHORTENED = re.compile(
    r"summar|zusammenfass|zusammengefasst|oppsummer|sammenfat|sammanfatt|samenvat|résum|resum|riassunt|sintesi|síntesis|podsumow|streszcz|yhteenve|要約|摘要|kurzfassung|key\s+points|generated",
    re.I,
)
MAX_NOTE = 250


def says_machine_made(text: str) -> bool:
    """Whether a note says that a machine wrote the summary that it stands at."""
    return len(text) <= MAX_NOTE and bool(_MACHINE.search(text)) and bool(_SHORTENED.search(text))


_CALL = re.compile(
    r"""^\W*(?:(?:jetzt|hier|gratis|kostenlos|free|try\s+it|start)\s+)?
    (?:bestellen|abonnieren|testen|herunterladen|anmelden|registrieren|subscribe|sign\s+up|s['’]abonner|abonnez-vous
    |suscr[ií]bete|iscriviti|abbonati|assine|prenumerera|abonner)
    (?:\s+(?:now|today|here|jetzt|gratis|kostenlos|free|hier|for\s+free))?\W*$
    |^\W*(?:start|try)\s.{0,20}(?:free\s+)?trial\W*$|^\W*je\s+crée\s+mon\s+compte.{0,20}$""",
    re.I | re.X,
)


MAX_CALL = 40


def is_call(text: str) -> bool:
    """Whether a text is that of a button to subscribe, order or try."""
    return len(text) <= MAX_CALL and bool(_CALL.match(text))


_LETTER = re.compile(r"newsletter|inbox|nieuwsbrief|ny(?:het|hed)sbrev|sign[\s-]?up", re.I)


def offers_letter(text: str) -> bool:
    """Whether an invitation is one to have a newsletter sent."""
    return _LETTER.search(text) is not None


MAX_BOILERPLATE = 400
_OPENING = '"“„«‘‚»「『'
"""How words that are quoted begin: they invite nobody."""


def boilerplate(text: str) -> str:
    """Why a text is furniture by its words, or the empty string. Long texts never are."""
    size = len(text)
    if size > MAX_BOILERPLATE:
        return ""
    small = text.lower()
    if (small[:1] >= EAST or small[1:2] >= EAST) and (why := eastern(text)):
        return "" if reports(text) else why
    if size <= 130 and (label := _LABELS.match(small)) and not (label["open"] and ends_sentence(text)):
        return "" if reports(text) else "label"
    if size <= 320 and text[0] not in _OPENING and _STARTS.match(small):
        return "" if reports(text) and not is_picture_credit(text) else "invitation"
    if "affiliate" in small and _AFFILIATE.search(small):
        return "invitation"
    if text.startswith("[") and _SHORTCODE.match(text):
        return "shortcode"
    if text.startswith(_MESSAGES) and _MESSAGE.match(text):
        return "message of a program"
    if text.startswith(_MARKS_ASIDE) and text.endswith(_ENDS_ASIDE) and _INVITES.search(small):
        return "invitation"
    return ""


_AFFILIATE = re.compile(
    r"affiliate\s+(?:links?|commissions?)\b.{0,160}\b(?:we|our|us)\b|\b(?:we|our|us)\b.{0,160}\baffiliate\s+(?:links?|commissions?)|^\W*(?:this|some)\b.{0,80}\baffiliate\s+links?\b"
)
"""What a site says of the shops that it links to."""
_MESSAGES = ("Strict Standards:", "Deprecated:", "Warning:", "Notice:", "Fatal error:")
_MESSAGE = re.compile(r"[\w ]+: .+ in /\S+ on line \d+$")
"""What PHP prints into a page."""
_MARKS_ASIDE = ("[", "+++")
_ENDS_ASIDE = ("]", "+++")
"""How a paragraph is set apart from the text: "[Read our live blog here]"."""
_INVITES = re.compile(
    r"(?:lesen|finden|abonnieren)\s+sie|findest\s+du|newsletter|news-?blog|live-?(?:blog|ticker)|\bread\s+(?:more|our|also)|sign\s+up|subscribe|à\s+lire|lire\s+aussi|leer\s+(?:más|también)"
)


_SHORTCODE = re.compile(r"\[(\w+)(?:\s+\w+=[^\[\]]+)+\](?:.*\[/\1\])?$")
"""What WordPress would have replaced: `[button link="…"]Text[/button]`."""


_DIGIT = re.compile(r"\d")


_OF_PICTURE = re.compile(rf"\W*{_PICTURE_CREDIT}", re.I)
_MAX_CREDIT = 120


def is_picture_credit(text: str) -> bool:
    """Whether a line says whose picture stands there: "Photo: …"."""
    return len(text) <= _MAX_CREDIT and bool(_OF_PICTURE.match(text))


_CREDIT_AT_END = re.compile(
    r"[.!?…)\]”\"']\s*(?:[\w/-]+\s)?(?:photos?|fotos?|fotó|images?|bild|picture|photograph|fot)\.?(?:\s+by\s|\s*[:：/]\s*)[^.!?]{2,50}$"
    r"|\b[A-Z]{2,4}\s(?:photo|foto|fotó|bild)\s*[:：/]\s*[^.!?]{2,50}$",
    re.I,
)


def ends_in_credit(text: str) -> bool:
    """Whether a text ends with whose picture it stands below: "Pipes at the harbour. Photo: Ada Brown"."""
    return _CREDIT_AT_END.search(text) is not None


_OF_SOURCE = re.compile(
    r"(?:sources?|quellen?|fuentes?|fontes?|fonti?|źródło|kilde|källa|bron|источник)\s*:\s*\S", re.I
)


def names_source(text: str) -> bool:
    """Whether a line says where the numbers of a graphic are from: "Source: …"."""
    return len(text) <= _MAX_CREDIT and _OF_SOURCE.match(text) is not None


_GLUED_BYLINE = re.compile(r"By[A-ZÀ-Þ][\w.'’-]+(?:\s[A-ZÀ-Þ][\w.'’-]*){1,2}$")
"""The word touches the name where two elements stand without a blank between them."""


def credit_line(text: str) -> str:
    """Whether a short line is a byline or says when it was published, or the empty string."""
    if _DIGIT.search(text) and _is_date_line(text):
        return "date line"
    if _GLUED_BYLINE.match(text):
        return "byline"
    by = text[:1].upper() + text[1:] if text else text
    return "byline" if _BYLINE.match(by[:1].lower() + by[1:]) and not ends_sentence(text) else ""


def _is_date_line(text: str) -> bool:
    if (_DATE_LINE.match(text) or (len(text) < 45 and _STAMP.match(text))) and not _says_more(text):
        return True
    if ("源" in text and dated_source(text)) or (len(text) < 60 and _says_where(text)):
        return True
    if len(text) < 60 and ("min" in text or "Min" in text) and _DATE_AND_LENGTH.match(text):
        return True
    if len(text) < _TWICE_DATED and _TWO_DATES.fullmatch(text):
        return True
    digits = sum([char.isdigit() for char in text])
    return (
        digits >= 5
        and digits * 4 >= len(text)
        and len(text) < 60
        and _DATE_LIKE.search(text) is not None
        and not _NO_DATE.search(text)
        and not ends_sentence(text)
        and not text.endswith(_HALF_STOPS)
        and (text.isascii() or len(_HAN.findall(text)) <= _BESIDE_DATE)
    )


_DATE_AND_TIME = r"[^\W\d_]{3,9}\.?\s\d{1,2},?\s(?:19|20)\d\d\W{1,6}\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s[A-Z]{2,5}\b)?"
_TWO_DATES = re.compile(rf"\W{{0,6}}{_DATE_AND_TIME}\W{{1,6}}{_DATE_AND_TIME}\W{{0,6}}", re.I)
"""When it was published and when changed, without a word between."""
_TWICE_DATED = 120
"""Characters that such a line does not reach."""
_HALF_STOPS = ("，", ",", "、", "：")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_BESIDE_DATE = 20
"""Chinese signs of a date, its label and a place; a line with more of them tells what happened that day."""


def _says_where(text: str) -> bool:
    """Whether a line is a place, or which edition it is, and a day."""
    found = _PLACE_AND_DAY.match(text)
    return found is not None and found["place"].lower().split()[-1] not in _AHEAD_OF_DAY


def _says_more(text: str) -> bool:
    """Whether a line with a date is a sentence: "Published in 1925, the novel is free to be printed."."""
    return ends_sentence(text) and sum([char.isdigit() for char in text]) * 8 < len(text)
