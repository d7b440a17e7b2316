"""Lines below a text that give themselves away by their words: contacts, who made it, where it is filed, how to subscribe."""

from __future__ import annotations

import re
from functools import lru_cache

from newsarchive.parse.reported import reports, to_readers
from newsarchive.parse.tag_lines import tags_of_line
from newsarchive.parse.text import ends_sentence

_TAIL_START = re.compile(
    r"""\W*(?:(?:credits|textquelle)\s*:|credits\s[^.]{3,80}$|(?:der|die)\s+autor(?:in)?\s+(?:ist|lebt|arbeitet)\b(?!.*\b(?:haft|gefängnis|exil|verhaftet|verschwunden|angeklagt|verurteilt|gestorben|tot|anwalts?|unbekannt)\b)|the\s+author\s+(?:(?:is|was)\s+(?:an?|the)|lives|works|teaches|writes)\b(?!.*\b(?:prison|jail|arrest(?:ed)?|court|charged|hiding|banned|threats?|died|killed)\b)|(?:zu\s+den|zur|zum|über\s+(?:die|den))\s+autor(?:in|en|innen)?(?:\s*[:|(–-]|\W*$|\s(?!de[rs]\b|eine[rs]\b).{3,40}\s(?:ist|sind|lebt|leben|arbeitet|schreibt|studierte)\b)|(?:gesamt|bewertung|rating)\W*\d[.,\d]*\W*$
    |for\s+(?:more|further)\s+(?:information|news|details),?\s+(?:please\s+)?(?:visit|contact|call|go\s+to)\b
    |ihnen\s+hat\s+(?:der|dieser)\s+artikel|.{3,80}\sfrom\s.{3,40}\son\svimeo\W*$|(?:schlagw[oö]rter|kategorien?|categor(?:y|ies)|mitarbeit|redaktionelle\s+mitarbeit)\s*:|alle\s+angaben\s+ohne\s+gewähr|möchte(?:st\s+du|n\s+sie)\s+mehr\s+(?:über|zu)\s
    |der\s+beitrag\s+wurde\s+(?:am|von|unter|in|zuerst|zuletzt|ursprünglich)\b.{0,80}(?:abgelegt|veröffentlicht)|lesen\s+sie\b.{0,100}\bauch\s|(?:plus,?\s+)?don['’]t\s+miss\b.{0,40}\bissue|read\s+more\s.{0,60}\b(?:here|pages?)\W*$|(?:reporting|editing|writing)\s+by\s(?:[^.;]{3,60}\W*$|.{3,200}(?:;.{0,60}\bby\b|(?:editing|writing|additional\s+reporting|translation)\s+by\b))|mehr\s+aus\s+(?:dem|der)\s.{0,40}$
    |this\s+(?:entry|post)\s+was\s+(?:posted|published)\s+(?:in|on|by|at)\b|dieser\s+(?:beitrag|eintrag|artikel)\s+wurde\s+(?:am|von|unter|in|zuerst|zuletzt|ursprünglich|erstmals)\b.{0,80}(?:abgelegt|veröffentlicht)|von\s.{2,40}\sabgelegt\s+unter
    |.{0,40}\bfirst\s+published\s+\w{3,9}\s\d{1,2},?\s\d{4}\W{1,3}\d{1,2}:\d\d.{0,12}$
    |suggested\s+citation\b|zitiervorschlag\b|kommentarfeed|trackback(?:s?\W*$|\s*:|-url)
    |(?:war|fandest\s+du)\s+(?:dieser|dieses|den|das)\b.{0,30}hilfreich|hat\s+(?:dir|euch)\s+(?:dieser|der)\s+artikel|was\s+this\s+(?:article|page)\s+helpful|did\s+you\s+(?:like|enjoy)\s+this|see\s+also\s*:|sehen\s+sie\s+auch|ja\s?nein$
    |featured\s+image\s+by\s|(?:featured\s+image|photo\s+source|image\s+source|bildquelle|titelbild|beitragsbild|geschrieben\s+von)\s*:|\(?copyright\s*(?:©|\(c\)|\d|:|by\b)|this\s+document\s+is\s+subject\s+to\s+copyright)
    |appear(?:s|ed)\s+in\s+the\s.{0,40}\bprint\s+edition|\((?:updates?|adds|recasts|corrects)\s[^()]{3,200}\)$
    |(?:(?:con\s+información|com\s+informações)\s+d\w+|with\s+inputs?\s+from|mit\s+(?:informationen|material)\s+(?:von|der))\s[^,;:]{2,40}$|avec\s+(?:l['’])?(?:afp|reuters|agences?)\b.{0,20}$
    |(?:press?e?|media|medien)[\s-]?(?:contacts?|kontakte?|relations|officers?|office|stelle|(?:in|en)quir\w+|anfragen)\s*(?::.{0,80})?$|(?:phone|telephone|telefon|tel|fax|e-?mail)\s?[.:](?=.{0,40}$|.*(?:@|\d[\d\s/().-]{4}\d))
    |(?:quelle|fuente|fonte|źródło|zdroj|forrás|bron|kilde|källa|kaynak|источник|джерело)\s*:\s*\S.{0,60}$
    |this\s+(?:publication|article|alert|content|information|material)\s+(?:is|does|should|has\s+been|was|may)\b.{0,100}\b(?:(?:legal|investment|financial|professional)\s+advice|general\s+information\b.{0,20}\bonly)
    |to\s+contact\s+the\s+(?:reporters?|editors?|authors?|writers?)(?:\s+(?:on|of|for|responsible|who|behind|directly)\b|\s*[,:(]|.{0,60}@|\W*$)|read\s+or\s+share\s+this\s+story\s*:|[\w.+-]+@[\w-]+\.[\w.-]+\s*\(end\)|(?:follow|receive)\s\S+\s(?:on\s+(?:facebook|twitter)|updates)\b
    |(?!(?:he|she|it|they|we|who)\s)[^\W\d_][\w’'-]+\sreported\sfrom\s(?!.*\s(?:for|since|during|until|that)\s)[^.,;]{3,40}(?:,\s[^.,;]{3,20}){0,2}\.?$
    |(?:find\s+this\s+(?:article|story|page)\s+at|(?:article\s+|source\s+|short\s+|page\s+)?(?:url|permalink)(?:\s+to\s+(?:this\s+)?article)?)\s*:
    |contacts?\s*:|for\s+(?:more|further)\s+information,?\s+(?:please\s+)?contact\b|this\s+(?:website|newspaper)\s.{0,60}\badheres?\s+to\s
    |contributing:|\(?catch\s+all\s+the\b.{0,80}\bnews\b|dieses\s+thema\s+im\s+programm\W*(?:$|:)
    |(?P<open>issued\s+by\b|filed\s+under|posted\s+in|veröffentlicht\s+(?:unter|in)\s|(?:abgelegt|kategorisiert)\s+unter|(?:publié|classé)\s+dans|pubblicato\s+in\s|archiviato\s+in|publicado\s+en\s|geplaatst\s+in|powered\s+by\s|siehe\s+auch|teilen\s+über|schon\s+gelesen|\(?copyright\b|tags?:\s)""",
    re.X,
)
_TAIL_ANYWHERE = re.compile(
    r"""by\s+signing\s+up\b.{0,60}\b(?:you|i)\b|sign\s+up\s+(?:here|to\s+our|for\s+(?:our|your))|(?:your|our)\s+subscription|our\s+subscribers|in\s+your\s+inbox|follow\s+(?:us\s+(?:on|at|@)|@|(?:him|her|them)\s+@|[\w\s]{2,40}?\s+on\s+our\b)|write\s+to\s+.{1,60}@|contact[\s:].{0,40}@|feedback\s+at\s.{0,60}@
    |unterstütz\w*\s+(?:unser\w*\s+(?:arbeit|journalis|redaktion|recherche)|uns\b.{0,60}\b(?:spende|abo|mit))|tried\s+this\s+recipe|in\s+unserer\s.{0,20}(?:ausgabe|heft)\b.{0,120}bestell|(?:freuen|freue)\s.{0,20}über\s+jede\s+spende|iban\s?:?\s?[a-z]{2}\d\d\b.{0,120}\b(?:uns|unser|unsere|support\s+us)\b
    |mak(?:e|ing)\s+a\s+donation\b.{0,40}\b(?:us|it|our)\b|our\s+standards\s*:|join\s+(?:us|our\s+(?:channel|group)|the\s+(?:channel|group))\s+on\s+(?:telegram|whatsapp)
    |contributed\s+(?:to\s+this\s+(?:report|story|article)(?!\s+of)|reporting(?=\W*$|[.,;]|\s+(?:to|from|for)\b))|additional\s+reporting\s+by(?!\s+(?:firms|banks|companies)\b)|comments?\s+(?:are|is|will\s+be|may\s+be|must\s+be|have\s+to\s+be)\b.{0,60}\b(?:filtered|screened|(?:pre-?)?moderat|approved)|coment[aá]rios\b.{0,80}\b(?:são|serão|son|serán)\b.{0,40}\b(?:moderad|aprovad|aprobad)|commentaires\s+(?:sont|seront)\b.{0,60}\bmodér
    |abonnez|s['’]abonner\s+(?:à|pour)|(?:suite|article|contenu|accès|lecture)\s[^.]{0,20}réservée?s?\s+aux\s+abonnés|suscr[ií]b(?:[ae]n?se|ete|ir[mts]e)\b|inscri(?:vez-vous|va-se|bete)|iscriviti|подпи(?:шись|шитесь|сывай|сывайтесь)|підпи(?:шись|шіться|суйтесь|суйся)
    |hat\s+ihnen\s+(?:dieser|der)\s+artikel|unterstützen\s+sie\s+uns|newsletter\s+abonnieren|carta\s+semanal|sigue\s+toda\s+la\s+información
    |comments\s+are\s+reviewed\b.{0,40}\b(?:publi[sc]|post|appear)|kommentare\s+(?:werden|sind)\b.{0,60}\b(?:moderiert|freigeschaltet)|kommentar\b.{0,60}\bfreigeschaltet
    |on\s+the\s+\w+\s+news\s+app,\s|(?:tel|phone|telefon|fax)\b.{0,40}\d{3}.{0,60}@|not\s+for\s+redistribution\W*$|no\s+redistribution\W*$|previous\s+(?:item|story|article)\s*:|next\s+(?:item|story|article)\s*:|artikel\s+wurde\s+ausgedruckt
    |责任?编辑?[:：]|責任?編輯[:：]|编辑[:：]\s?[^，,。]{1,16}(?:$|\s)|版权所有(?![者人方])|版權所有(?![者人方])|未[经經].{0,8}[授许許][权權可].{0,12}(?:[转轉][载載]|[复複][制製]|必究)|(?:不得|[请請]勿|禁止)[转轉][载載](?=\W*$|[，,。;；])|(?:電話|电话)\s*[:：](?=\D{0,12}\d|\s*$)|問い?合わ?せ先?\s*[:：](?!なし)|[備备]案号\s*[:：]|無断転載.{0,12}禁|무단\s*(?:전재|복제).{0,16}금지|저작권자\s*(?:[ⓒ©:|]|\(c\))""",
    re.X,
)
_TAIL_TO_READERS = re.compile(
    r"""e-?mail\s+\w+\s.{0,40}@|newsletter|nieuwsbrief|ny(?:het|hed)sbrev|hírlev|рассылк|sign\s+up\s+(?:now|today|free|at\s|on\s|via\s|to\s+(?:receive|get|be)|for\s+(?:free|more|updates|alerts|the\s+.{0,40}(?:mail|briefing|alerts?|list|updates?)|\w+['’]s))|subscrib(?:e|ing)\b|for\s+subscribers|already\s+a\s+subscriber|who['’]ve\s+subscribed|follow\s+[\w\s]{2,40}?(?:['’]s)?\s+on\s+(?:twitter|x|facebook|instagram|linkedin|telegram|threads|bluesky|tiktok|youtube|social|google|whatsapp)\b|follow\s+\w+['’]s\s+full\b|follow\s+us\b|listen\s+to\s+\w+\s+live|write\s+to\s+(?:us\b|me\b|him\b|her\b|them\b|the\s+(?:author|editors?|writer|reporter|desk|newsroom)\b)|get\s+access\s+to
    |unterstütz\w*\s+(?:unser|uns\b)|redaktionsnetzwerk|comment(?:s|ing)?\s+below|folgt?\s+uns\b|whatsapp\s+channel|(?:channel|saluran|kanal)\s+whatsapp|comments\s+are\s+reviewed|reserve\s+the\s+right\s+to\s+(?:remove|delete|edit)\b
    |abonn(?:ieren|ement)|s['’]abonner|suscr[ií]b|assine\b|prenumerera|tegn\s+abonnement|подпи(?:саться\s+на|ска\s+на|ску)|підписатися\s+на|kostenlos\s+testen
    |ihre\s+meinung\s+ist\s+(?:uns|gefragt)|wie\s+hat\s+ihnen\s+(?:der|dieser|das|dieses)\s+(?:artikel|beitrag|text|rezept)|kommentare?\b.{0,80}\bmoderiert|weiterempfehlen|click\s+here\b|comments?\b.{0,80}\b(?:moderat(?:ed|ion|or)|(?:are|be|been|is)\s+approved)|coment[aá]rios?\b.{0,120}\b(?:moderad|aprovad|aprobad)|commentaires?\b.{0,80}\bmodér
    |(?:on|en|em|su|pe|auf|sur|på|op|в|у)\s+google\s+(?:news|noticias|actualités)\W*$|not\s+for\s+redistribution|no\s+redistribution|(?:print|mail)\s+this\s+(?:article|page|post|story|item|entry)\b|(?<=[.!?]\s)learn\s+more\W*$
    |réservée?s?\s+aux\s+abonnés|il\s+vous\s+reste\s+\d""",
    re.X,
)
"""Each alternative begins with a letter, so that a search passes over most places in a text at once.

News speak of letters and subscribers as well: the words of the second pattern are furniture only where a text
turns to its readers, begins a clause with them, or is no sentence.
"""
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
MAX_TAIL = 420
_MAX_SENDER = 120
"""Characters of a line that names the sender of a press release."""


def _says_mail(text: str) -> bool:
    """Whether a text has an address to write to, and no sentence."""
    mail = None if ends_sentence(text) else _MAIL.search(text)
    return mail is not None and _STOP.search(text[: mail.start()]) is None


_STOP = re.compile(r"[^\W\d_]{4}[.!?。](?=\s|[^\x00-\x7f]|$)")
"""The end of a sentence, not of an abbreviation: "Tel."."""


@lru_cache(maxsize=256)
def tail_line(text: str) -> str:
    """Why a piece at the end of a text is no part of it, or the empty string.

    Only for pieces behind which no text follows: inside a text the same words may well be news. Remembered,
    because several rules ask about the last lines of a page.
    """
    if len(text) > MAX_TAIL:
        return ""
    if is_contact(text) or ("@" in text and _says_mail(text)):
        return "contact"
    if _SIGN_OFF.match(text) or _MAKERS.match(text):
        return "who made it"
    if text.startswith("SOURCE ") and len(text) <= _MAX_SENDER:
        return "tail"  # the sender of a press release
    if tags_of_line(text):
        return "tags"
    small = text.lower().replace("\n", " ")
    return "tail" if _says_tail(small) and not reports(text) else ""


def _says_tail(small: str) -> bool:
    """Whether a text in small letters has the words of what stands below an article."""
    found = _TAIL_START.match(small)
    if found and not (found["open"] and len(small) >= _SENTENCE and ends_sentence(small)):
        return True
    if _TAIL_ANYWHERE.search(small):
        return True
    found = _TAIL_TO_READERS.search(small)
    return found is not None and (not ends_sentence(small) or to_readers(small, found))


_SENTENCE = 40
"""Characters from which on a line that ends like a sentence is one."""
