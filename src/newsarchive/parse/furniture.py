"""Furniture that gives itself away by its words: invitations, credits, bare labels, in many languages."""

from __future__ import annotations

import re

from newsarchive.parse.furniture_east import EAST, dated_source, eastern
from newsarchive.parse.reported import reports, to_readers
from newsarchive.parse.text import ends_sentence

# Patterns without re.I are matched against lower case: that is twice as fast.
_LABELS = re.compile(
    r"""^\W*(?:
    advertis(?:e?ment|ing)(?:\s+continues?\s+below)?|(?:story|article)\s+continues\s+(?:below|after)\b.*|sponsored(?:\s+content)?|scroll\s+to\s+continue.*
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
    |ads?\s+by\s+\w+|jobs\s+by\s+\w+|additional\s+resources|also|more\s+in\s*:.{0,80}|pages?\s*:(?:\s*\d+)+|\(?sources?\)?
    |(?:please\s+)?like\s+us\s+on\s.{0,40}|.{0,4}このニュースをシェア
    |(?P<open>copyright\s*(?:by\b|notice|holders?\b).{0,120}|more\s+(?:stories|from|about|great)\b.{0,60}|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).*|empfohlen.{0,40}|passend\s+(?:zum|dazu).{0,40})
    )\W*$""",
    re.X,
)
_PICTURE_CREDIT = (
    r"(?:(?:file\s+)?photo|image|picture|foto|archivbild|foto\s+de\s+archivo|borítókép|bild|credit|fotos?|illustration|crédit(?:\s+photo)?|grafik|fotografía|imagen|фото|写真|사진)"
    r"\s*(?:credit)?\s*(?:[:：]|©|by\s(?!(?:image|picture|photo|an?|the)\b))"
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
    |(?:sign\s+up|subscribe)\s+(?:to|for|now)\b|follow\s+(?:us|me|@)\b|download\s+(?:the|our)\s+.{0,30}app|get\s+(?:the\s+)?(?:latest|our)\b.{0,60}(?:newsletter|inbox|email)|get\s.{1,60}\s(?:in|to)\s+your\s+inbox|newsletter\s+sign-?\s?up
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
    r"^\W*(?:stand|aktualisiert|veröffentlicht|publiziert|erstellt|published|updated|posted|last\s+(?:updated|modified|changed|revised)|(?:date|datum|fecha)\s*(?=:)|first\s+published|publié|mis\s+à\s+jour|modifié|"
    r"publicado|actualizado|pubblicat[oa]|aggiornat[oa]|publisert|oppdatert|publiceret|opdateret|publicerad|uppdaterad|gepubliceerd|bijgewerkt|опубликовано|обновлено)\b.{0,20}\d",
    re.I,
)


_DATE_LIKE = re.compile(
    r"\d[./-]\d{1,2}[./-]\d|(?:19|2[05])\d\d\D.*\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[:.]\d\d\b.*\D(?:19|2[05])\d\d"
    r"|\b\d{1,2}(?:st|nd|rd|th|[.º°])?\W+(?:[^\W\d_]+\W+){1,3}(?:19|2[05])\d\d|[^\W\d_]\W+\d{1,2}\W+(?:19|2[05])\d\d|[年月日時년월일]"
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
    r"[^\W\d_][^\d.,!?]{2,24},?\s(?:\d{1,2}(?:st|nd|rd|th|[.º])?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?|[^\W\d_]{3,12}\.?\s\d{1,2},?\s)(?:19|20)\d\d\W*$"
)
"""Where and when, or which edition: "Oslo, 9 June 2004"."""
_TAIL_START = re.compile(
    r"""\W*(?:(?:credits|textquelle)\s*:|credits\s[^.]{3,80}$|(?:der|die)\s+autor(?:in)?\s+(?:ist|lebt|arbeitet)\b(?!.*\b(?:haft|gefängnis|exil|verhaftet|verschwunden|angeklagt|verurteilt|gestorben|tot|anwalts?|unbekannt)\b)|the\s+author\s+(?:(?:is|was)\s+(?:an?|the)|lives|works|teaches|writes)\b(?!.*\b(?:prison|jail|arrest(?:ed)?|court|charged|hiding|banned|threats?|died|killed)\b)|(?:zu\s+den|zur|zum|über\s+(?:die|den))\s+autor(?:in|en|innen)?(?:\s*[:|(–-]|\W*$|\s(?!de[rs]\b|eine[rs]\b).{3,40}\s(?:ist|sind|lebt|leben|arbeitet|schreibt|studierte)\b)|(?:gesamt|bewertung|rating)\W*\d[.,\d]*\W*$
    |for\s+(?:more|further)\s+(?:information|news|details),?\s+(?:please\s+)?(?:visit|contact|call|go\s+to)\b
    |ihnen\s+hat\s+(?:der|dieser)\s+artikel|.{3,80}\sfrom\s.{3,40}\son\svimeo\W*$|(?:schlagw[oö]rter|kategorien?|categor(?:y|ies)|mitarbeit|redaktionelle\s+mitarbeit)\s*:|alle\s+angaben\s+ohne\s+gewähr|möchte(?:st\s+du|n\s+sie)\s+mehr\s+(?:über|zu)\s
    |der\s+beitrag\s+wurde\s+(?:am|von|unter|in|zuerst|zuletzt|ursprünglich)\b.{0,80}(?:abgelegt|veröffentlicht)|lesen\s+sie\b.{0,100}\bauch\s|(?:plus,?\s+)?don['’]t\s+miss\b.{0,40}\bissue|read\s+more\s.{0,60}\b(?:here|pages?)\W*$|(?:reporting|editing|writing)\s+by\s(?:[^.;]{3,60}\W*$|.{3,200}(?:;.{0,60}\bby\b|(?:editing|writing|additional\s+reporting|translation)\s+by\b))|mehr\s+aus\s+(?:dem|der)\s.{0,40}$
    |this\s+(?:entry|post)\s+was\s+(?:posted|published)\s+(?:in|on|by|at)\b|dieser\s+(?:beitrag|eintrag|artikel)\s+wurde\s+(?:am|von|unter|in|zuerst|zuletzt|ursprünglich|erstmals)\b.{0,80}(?:abgelegt|veröffentlicht)|von\s.{2,40}\sabgelegt\s+unter
    |kommentarfeed|trackback(?:s?\W*$|\s*:|-url)
    |(?:war|fandest\s+du)\s+(?:dieser|dieses|den|das)\b.{0,30}hilfreich|hat\s+(?:dir|euch)\s+(?:dieser|der)\s+artikel|was\s+this\s+(?:article|page)\s+helpful|did\s+you\s+(?:like|enjoy)\s+this|see\s+also\s*:|sehen\s+sie\s+auch|ja\s?nein$
    |(?:featured\s+image|photo\s+source|image\s+source|bildquelle|titelbild|beitragsbild|geschrieben\s+von)\s*:|\(?copyright\s*(?:©|\(c\)|\d|:|by\b)|this\s+document\s+is\s+subject\s+to\s+copyright)
    |appear(?:s|ed)\s+in\s+the\s.{0,40}\bprint\s+edition|\((?:updates?|adds|recasts|corrects)\s[^()]{3,200}\)$
    |(?:(?:con\s+información|com\s+informações)\s+d\w+|with\s+inputs?\s+from|mit\s+(?:informationen|material)\s+(?:von|der))\s[^,;:]{2,40}$|avec\s+(?:l['’])?(?:afp|reuters|agences?)\b.{0,20}$
    |(?:press?e?|media|medien)[\s-]?(?:contacts?|kontakte?|relations|officers?|office|stelle|(?:in|en)quir\w+|anfragen)\s*(?::.{0,80})?$|(?:phone|telephone|telefon|tel|fax|e-?mail)\s?[.:](?=.{0,40}$|.*(?:@|\d[\d\s/().-]{4}\d))
    |(?:quelle|fuente|fonte|źródło|zdroj|forrás|bron|kilde|källa|kaynak|источник|джерело)\s*:\s*\S.{0,60}$
    |this\s+(?:publication|article|alert|content|information|material)\s+(?:is|does|should|has\s+been|was|may)\b.{0,100}\b(?:(?:legal|investment|financial|professional)\s+advice|general\s+information\b.{0,20}\bonly)
    |to\s+contact\s+the\s+(?:reporters?|editors?|authors?|writers?)(?:\s+(?:on|of|for|responsible|who|behind|directly)\b|\s*[,:(]|.{0,60}@|\W*$)|read\s+or\s+share\s+this\s+story\s*:|[\w.+-]+@[\w-]+\.[\w.-]+\s*\(end\)|(?:follow|receive)\s\S+\s(?:on\s+(?:facebook|twitter)|updates)\b
    |(?!(?:he|she|it|they|we|who)\s)[^\W\d_][\w’'-]+\sreported\sfrom\s(?!.*\s(?:for|since|during|until)\s)[^.,;]{3,40}(?:,\s[^.,;]{3,20}){0,2}\.?$
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
    |abonnez|s['’]abonner\s+(?:à|pour)|(?:suite|article|contenu|accès|lecture)\s[^.]{0,20}réservée?s?\s+aux\s+abonnés|suscríb(?:ete|ase)|inscri(?:vez-vous|va-se|bete)|iscriviti|подпи(?:шись|шитесь|сывай|сывайтесь)|підпи(?:шись|шіться|суйтесь|суйся)
    |hat\s+ihnen\s+(?:dieser|der)\s+artikel|unterstützen\s+sie\s+uns|newsletter\s+abonnieren|carta\s+semanal|sigue\s+toda\s+la\s+información
    |kommentare\s+(?:werden|sind)\b.{0,60}\b(?:moderiert|freigeschaltet)|kommentar\b.{0,60}\bfreigeschaltet
    |on\s+the\s+\w+\s+news\s+app,\s|(?:tel|phone|telefon|fax)\b.{0,40}\d{3}.{0,60}@|not\s+for\s+redistribution\W*$|no\s+redistribution\W*$|previous\s+(?:item|story|article)\s*:|next\s+(?:item|story|article)\s*:|artikel\s+wurde\s+ausgedruckt
    |责任?编辑?[:：]|責任?編輯[:：]|编辑[:：]\s?[^，,。]{1,16}(?:$|\s)|版权所有(?![者人方])|版權所有(?![者人方])|未[经經].{0,8}[授许許][权權可].{0,12}(?:[转轉][载載]|[复複][制製]|必究)|(?:不得|[请請]勿|禁止)[转轉][载載](?=\W*$|[，,。;；])|(?:電話|电话)\s*[:：](?=\D{0,12}\d|\s*$)|問い?合わ?せ先?\s*[:：](?!なし)|[備备]案号\s*[:：]|無断転載.{0,12}禁|무단\s*(?:전재|복제).{0,16}금지|저작권자\s*(?:[ⓒ©:|]|\(c\))""",
    re.X,
)
_TAIL_TO_READERS = re.compile(
    r"""e-?mail\s+\w+\s.{0,40}@|newsletter|nieuwsbrief|ny(?:het|hed)sbrev|hírlev|рассылк|sign\s+up\s+(?:now|today|free|at\s|on\s|via\s|to\s+(?:receive|get|be)|for\s+(?:free|more|updates|alerts|the\s+.{0,40}(?:mail|briefing|alerts?|list|updates?)|\w+['’]s))|subscrib(?:e|ing)\b|for\s+subscribers|already\s+a\s+subscriber|who['’]ve\s+subscribed|follow\s+[\w\s]{2,40}?(?:['’]s)?\s+on\s+(?:twitter|x|facebook|instagram|linkedin|telegram|threads|bluesky|tiktok|youtube|social|google|whatsapp)\b|follow\s+\w+['’]s\s+full\b|follow\s+us\b|listen\s+to\s+\w+\s+live|write\s+to\s+(?:us\b|me\b|him\b|her\b|them\b|the\s+(?:author|editors?|writer|reporter|desk|newsroom)\b)|get\s+access\s+to
    |unterstütz\w*\s+(?:unser|uns\b)|redaktionsnetzwerk|comment(?:s|ing)?\s+below|folgt?\s+uns\b|whatsapp\s+channel|(?:channel|saluran|kanal)\s+whatsapp|comments\s+are\s+reviewed|reserve\s+the\s+right\s+to\s+(?:remove|delete|edit)\b
    |abonn(?:ieren|ement)|s['’]abonner|suscr[ií]b|assine\b|prenumerera|tegn\s+abonnement|подпи(?:саться\s+на|ска\s+на|ску)|підписатися\s+на|kostenlos\s+testen
    |ihre\s+meinung\s+ist\s+(?:uns|gefragt)|wie\s+hat\s+ihnen\s+(?:der|dieser|das|dieses)\s+(?:artikel|beitrag|text|rezept)|kommentare?\b.{0,80}\bmoderiert|weiterempfehlen|click\s+here\b|comments?\b.{0,80}\b(?:moderat(?:ed|ion|or)|(?:are|be|been|is)\s+approved)|coment[aá]rios?\b.{0,120}\b(?:moderad|aprovad|aprobad)|commentaires?\b.{0,80}\bmodér
    |(?:on|en|em|su|pe|auf|sur|på|op|в|у)\s+google\s+(?:news|noticias|actualités)\W*$|not\s+for\s+redistribution|no\s+redistribution|(?:print|mail)\s+this\s+(?:article|page|post|story|item|entry)\b
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


_REST = re.compile(
    r"il\s+vous\s+reste\s+[\d.,]+\s*%|残り\s*[\d,]+\s*文字|you\s+have\s+\d+\s*%\s+of\s+this\s+article\s+left",
    re.I,
)


_FOR_MEMBERS = re.compile(
    r"(?:この|こちらの)記事は(?:有料)?会員(?:限定|専用)|(?:有料)?会員(?:登録すると|になると).{0,30}(?:読め|読み|お読み)|此文为.{0,20}(?:会员|用户)(?:专享|专属)|(?:本文|此文).{0,12}(?:订阅|付费)后.{0,6}阅读|本文為.{0,10}會員(?:專享|限定)"
)
"""How a wall begins: the article is one for members."""


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


def says_rest_is_missing(text: str) -> bool:
    """Whether a line says how much of the article is not shown: what follows it is none of it."""
    if len(text) > MAX_TAIL:
        return False
    if "%" in text or "残り" in text:
        return _REST.search(text) is not None and not reports(text)
    return text >= _FAR_EAST and _FOR_MEMBERS.match(text) is not None and not reports(text)


_FAR_EAST = "\u3000"
"""What begins with a sign of Chinese, Japanese or Korean is behind it."""


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
    if len(text) > MAX_TAIL:
        return ""
    if is_contact(text) or ("@" in text and _says_mail(text)):
        return "contact"
    if _SIGN_OFF.match(text) or _MAKERS.match(text):
        return "who made it"
    if text.startswith("SOURCE ") and len(text) <= _MAX_CREDIT:
        return "tail"  # the sender of a press release
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
    if text.startswith("[") and _SHORTCODE.match(text):
        return "shortcode"
    if text.startswith(_MESSAGES) and _MESSAGE.match(text):
        return "message of a program"
    if text.startswith(_MARKS_ASIDE) and text.endswith(_ENDS_ASIDE) and _INVITES.search(small):
        return "invitation"
    return ""


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
    if ("源" in text and dated_source(text)) or (len(text) < 60 and _PLACE_AND_DAY.match(text)):
        return True
    if len(text) < 60 and ("min" in text or "Min" in text) and _DATE_AND_LENGTH.match(text):
        return True
    digits = sum([char.isdigit() for char in text])
    return (
        digits >= 5
        and digits * 4 >= len(text)
        and len(text) < 60
        and _DATE_LIKE.search(text) is not None
        and not _NO_DATE.search(text)
        and not ends_sentence(text)
    )


def _says_more(text: str) -> bool:
    """Whether a line with a date is a sentence: "Published in 1925, the novel is free to be printed."."""
    return ends_sentence(text) and sum([char.isdigit() for char in text]) * 8 < len(text)
