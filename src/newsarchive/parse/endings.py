"""Lines below a text that give themselves away by their words: contacts, who made it, where it is filed."""

from __future__ import annotations

import re

from newsarchive.parse.text import ends_sentence

# Patterns without re.I are matched against lower case: that is twice as fast.
_TAIL_START = re.compile(
    r"""\W*(?:(?:credits|textquelle)\s*:?\s|(?:der|die)\s+autor(?:in)?\s+(?:ist|lebt|arbeitet)\b|the\s+author\s+(?:(?:is|was)\s+(?:an?|the)|lives|works|teaches|writes)\b|(?:zu\s+den|zur|zum|über\s+(?:die|den))\s+autor|(?:gesamt|bewertung|rating)\W*\d[.,\d]*\W*$
    |issued\s+by\b(?=\s*:|.*[^.!?]$)|for\s+(?:more|further)\s+(?:information|news|details),?\s+(?:please\s+)?(?:visit|contact|call|go\s+to)\b
    |ihnen\s+hat\s+(?:der|dieser)\s+artikel|.{3,80}\sfrom\s.{3,40}\son\svimeo\W*$|(?:schlagw[oö]rter|kategorien?|categor(?:y|ies)|mitarbeit|redaktionelle\s+mitarbeit)\s*:|alle\s+angaben\s+ohne\s+gewähr|möchte(?:st\s+du|n\s+sie)\s+mehr\s+(?:über|zu)\s
    |der\s+beitrag\s+wurde\b.{0,80}(?:abgelegt|veröffentlicht)|lesen\s+sie\b.{0,100}\bauch\s|(?:plus,?\s+)?don['’]t\s+miss\b.{0,40}\bissue|read\s+more\s.{0,60}\b(?:here|pages?)\W*$|(?:reporting|editing|writing)\s+by\s(?:[^.;]{3,60}\W*$|.{3,200}(?:;|editing|writing|additional))|siehe\s+auch|mehr\s+aus\s+(?:dem|der)\s.{0,40}$
    |filed\s+under|posted\s+in|this\s+(?:entry|post)\s+was\s+(?:posted|published)|veröffentlicht\s+(?:unter|in)\s|(?:abgelegt|kategorisiert)\s+unter|dies(?:er\s+(?:beitrag|eintrag|artikel))\s+wurde\b.{0,80}(?:abgelegt|veröffentlicht)|von\s.{2,40}\sabgelegt\s+unter
    |(?:publié|classé)\s+dans|pubblicato\s+in\s|archiviato\s+in|publicado\s+en\s|geplaatst\s+in|kommentarfeed|trackback
    |schon\s+gelesen|(?:war|fandest\s+du)\s+(?:dieser|dieses|den|das)\b.{0,30}hilfreich|hat\s+(?:dir|euch)\s+(?:dieser|der)\s+artikel|was\s+this\s+(?:article|page)\s+helpful|did\s+you\s+(?:like|enjoy)\s+this|teilen\s+über|powered\s+by\s|see\s+also\s*:|sehen\s+sie\s+auch|ja\s?nein$
    |(?:featured\s+image|photo\s+source|image\s+source|bildquelle|titelbild|beitragsbild|geschrieben\s+von)\s*:|\(?copyright\b|this\s+document\s+is\s+subject\s+to\s+copyright)
    |appear(?:s|ed)\s+in\s+the\s.{0,40}\bprint\s+edition|\((?:updates?|adds|recasts|corrects)\s[^()]{3,200}\)$
    |(?:(?:con\s+información|com\s+informações)\s+d\w+|with\s+inputs?\s+from|mit\s+(?:informationen|material)\s+(?:von|der))\s[^,;:]{2,40}$|avec\s+(?:l['’])?(?:afp|reuters|agences?)\b.{0,20}$
    |(?:press?e?|media|medien)[\s-]?(?:contacts?|kontakte?|relations|officers?|office|stelle|(?:in|en)quir\w+|anfragen)\s*(?::.{0,80})?$|(?:phone|telephone|telefon|tel|fax|e-?mail)\s?[.:]
    |(?:quelle|fuente|fonte|źródło|zdroj|forrás|bron|kilde|källa|kaynak|источник|джерело)\s*:\s*\S.{0,60}$
    |this\s+(?:publication|article|alert|content|information|material)\s+(?:is|does|should|has\s+been|was|may)\b.{0,100}\b(?:(?:legal|investment|financial|professional)\s+advice|general\s+information\b.{0,20}\bonly)
    |to\s+contact\s+the\s+(?:reporters?|editors?|authors?|writers?)\b|read\s+or\s+share\s+this\s+story\s*:|[\w.+-]+@[\w-]+\.[\w.-]+\s*\(end\)|(?:follow|receive)\s\S+\s(?:on\s+(?:facebook|twitter)|updates)\b
    |[^\W\d_][\w’'-]+\sreported\sfrom\s(?!.*\bthat\b)[^.,;]{3,40}(?:,\s[^.,;]{3,20}){0,2}\.?$
    |(?:find\s+this\s+(?:article|story|page)\s+at|(?:article\s+|source\s+|short\s+|page\s+)?(?:url|permalink)(?:\s+to\s+(?:this\s+)?article)?)\s*:
    |contacts?\s*:|this\s+(?:website|newspaper)\s.{0,60}\badheres?\s+to\s
    |contributing:|tags?:\s|\(?catch\s+all\s+the\b.{0,80}\bnews\b|dieses\s+thema\s+im\s+programm""",
    re.X,
)
_TAIL_ANYWHERE = re.compile(
    r"""newsletter|nieuwsbrief|ny(?:het|hed)sbrev|hírlev|рассылк|by\s+signing\s+up|sign\s+up\s+(?:here|now|today|free|at\s|on\s|via\s|to\s+(?:our|receive|get|be)|for\s+(?:our|free|your|more|updates|alerts|the\s+.{0,40}(?:mail|briefing|alerts?|list|updates?)|\w+['’]s))|subscrib(?:e|ing)\b(?!\s+(?:to|for)\s+(?:\w+\s+){0,2}(?:bonds?|shares?|stocks?|notes|capital|views?|ideas?|theory|principles?)\b)|(?:your|our)\s+subscription|(?:for|our)\s+subscribers|already\s+a\s+subscriber|who['’]ve\s+subscribed|in\s+your\s+inbox|follow\s+[\w\s]{2,40}?(?:['’]s)?\s+on\s+(?:twitter|x|facebook|instagram|linkedin|telegram|threads|bluesky|tiktok|youtube|social|google|whatsapp|our)\b|follow\s+\w+['’]s\s+full\b|follow\s+(?:us\b|@|(?:him|her|them)\s+@)|listen\s+to\s+\w+\s+live|e-?mail\s+\w+\s.{0,40}@|write\s+to\s+(?:us\b|me\b|him\b|her\b|them\b|the\s+(?:author|editors?|writer|reporter|desk|newsroom)\b|.{1,60}@)|contact[\s:].{0,40}@|feedback\s+at\s.{0,60}@|get\s+access\s+to\b(?!\s+(?:[\w’'-]+\s+){0,2}(?:markets?|credits?|loans?|finance|funds?|ports?)\b)
    |unterstütz\w*\s+(?:unser|uns\b)|redaktionsnetzwerk|tried\s+this\s+recipe|comment(?:s|ing)?\s+below(?!\s+(?:the|an?)\b)|in\s+unserer\s.{0,20}(?:ausgabe|heft)\b.{0,120}bestell|folgt?\s+uns\b|(?:freuen|freue)\s.{0,20}über\s+jede\s+spende|iban\s?:?\s?[a-z]{2}\d\d\b.{0,120}\b(?:uns|unser|unsere|support\s+us)\b
    |mak(?:e|ing)\s+a\s+donation\b.{0,40}\b(?:us|it|our)\b|our\s+standards\s*:
    |whatsapp\s+channel|(?:channel|saluran|kanal)\s+whatsapp|join\s+(?:us|our\s+(?:channel|group)|the\s+(?:channel|group))\s+on\s+(?:telegram|whatsapp)
    |contributed\s+(?:to\s+this\s+(?:report|story|article)|reporting(?!\s\w{5}))|additional\s+reporting\s+by|comments\s+are\s+(?:filtered|screened|pre-?moderated|reviewed\b.{0,40}\b(?:publi[sc]|post|appear))|reserve\s+the\s+right\s+to\s+(?:remove|delete|edit)\b.{0,60}\b(?:comments?|posts?|contributions?|content|messages?|letters?|submissions?)\b
    |abonn(?:ez|ieren|ement)|s['’]abonner|suscr[ií]b(?:[ae]n?se|ete|ir[mts]e)\b|suscriba\s+a(?:qu[ií]|\s+nuestr\w+)\b|inscri(?:vez|va-se|bete)|iscriviti|assine\b|prenumerera|tegn\s+abonnement|подпи(?:шись|шитесь|сывай|сывайтесь|саться\s+на|ска\s+на|ску)|підпи(?:шись|шіться|суйтесь|суйся|сатися\s+на)|kostenlos\s+testen
    |ihre\s+meinung\s+ist|hat\s+ihnen\s+(?:dieser|der)\s+artikel|wie\s+hat\s+ihnen|unterstützen\s+sie\s+uns|weiterempfehlen|carta\s+semanal|sigue\s+toda\s+la\s+información
    |click\s+here\b|comments?\b.{0,80}\b(?:moderat(?:ed|ion|or)|(?:are|be|been|is)\s+approved)|kommentare?\b.{0,80}\b(?:moderiert|freigeschaltet)|coment[aá]rios?\b.{0,120}\b(?:moderad|aprovad|aprobad)|commentaires?\b.{0,80}\bmodér
    |on\s+the\s+\w+\s+news\s+app,\s|(?:tel|phone|telefon|fax)\b.{0,40}\d{3}.{0,60}@|(?:on|en|em|su|pe|auf|sur|på|op|в|у)\s+google\s+(?:news|noticias|actualités)\W*$|not\s+for\s+redistribution|no\s+redistribution|previous\s+(?:item|story|article)\s*:|next\s+(?:item|story|article)\s*:|(?:print|mail)\s+this\s+(?:article|page|post|story|item|entry)\b|artikel\s+wurde\s+ausgedruckt
    |réservée?s?\s+aux\s+abonnés|il\s+vous\s+reste\s+\d
    |版权所有|版權所有|责任?编辑?[:：]|責任?編輯[:：]|编辑[:：]|未经.{0,8}授权|未經.{0,8}授權|不得转载|(?:電話|电话|問い?合わ?せ先?)\s*[:：]|不得轉載|備案号|备案号|無断転載|무단\s*전재|재배포\s*금지|저작권자""",
    re.X,
)
"""Each alternative begins with a letter, so that a search passes over most places in a text at once."""
_CONTACT = re.compile(
    r"^\W*(?:[\w.+-]+@[\w-]+\.[\w.-]+(?:\s\(END\))?|[^\d.!?:]{3,60}\s\+\d[\d\s().-]{6,20}|@\w{2,30}|(?:https?://)?(?:www\.)?(?:twitter|x|facebook|instagram)\.com/\S+"
    r"|(?:[\uac00-\ud7a3]+\s?[=·/]\s?)?[\uac00-\ud7a3]{2,4}\s?(?:[\uac00-\ud7a3]{2,6})?(?:기자|특파원)\s?(?:=\s?)?(?:[\w.+-]+@[\w-]+\.[\w.-]+)?)\W*$",
    re.I,
)


def is_contact(text: str) -> bool:
    """Whether a line is an address to write to, or a name with a telephone number."""
    return _CONTACT.match(text) is not None


_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]", re.I)
_SIGN_OFF = re.compile(
    r"^[-–—]*\s?\(\s?(?:[a-zà-ÿ]{2,5}|[A-ZÀ-Þ]{2,5}|[\u0600-\u06ff]{2,8})(?:\s?[/,]\s?\w{2,12})*\s?\)$|^[a-z]{2,4}(?:/[a-z]{2,4}){1,3}$|^\d{3,6}$|^[A-Z]{2,3}$|^={2,3}\s?\w{2,12}$"
)
"""Initials of writers and agencies below a text, and numbers of editors: "(mma/dpa)", "SN"."""
_MAKERS = re.compile(
    r"""^(?:(?:bild|schluss|foto|end|video|audio|faktencheck)?redaktion|lektorat|übersetzung|faktencheck|audioversion|produktion|illustration(?:en)?
    |translat(?:ion|ed\s+by|or)|edit(?:ing|ed\s+by|or)|fact[- ]check(?:ing|ed\s+by|er)?|research|production|produced\s+by|copy[- ]edit(?:ing|or)?|design
    |traduc(?:tion|ción|ci[oó]n|tor)|traduzione|édition|edición|relecture|montage)
    \s*:\s*[^:.]{3,60}[,;|]\s*[^:.,]{3,40}:\s*\S.{0,250}$""",
    re.I | re.X,
)
"""Two and more of those who made an article, each with a name: "Translation: …, editing: …"."""
_MAX_TAIL = 420
_MAX_SENDER = 120


def _says_mail(text: str) -> bool:
    """Whether a text has an address to write to, and no sentence."""
    mail = None if ends_sentence(text) else _MAIL.search(text)
    return mail is not None and _STOP.search(text[: mail.start()]) is None


_STOP = re.compile(r"[^\W\d_]{4}[.!?。](?=\s|[^\x00-\x7f]|$)")
"""The end of a sentence, not of an abbreviation: "Tel."."""


def tail_line(text: str) -> str:
    """Why a piece at the end of a text is no part of it, or the empty string.

    Only for pieces behind which no text follows: inside a text the same words may well be news.
    """
    if len(text) > _MAX_TAIL:
        return ""
    if is_contact(text) or ("@" in text and _says_mail(text)):
        return "contact"
    if _SIGN_OFF.match(text) or _MAKERS.match(text):
        return "who made it"
    if text.startswith("SOURCE ") and len(text) <= _MAX_SENDER:
        return "tail"  # the sender of a press release
    small = text.lower().replace("\n", " ")
    return "tail" if _TAIL_START.match(small) or _TAIL_ANYWHERE.search(small) else ""
