"""Furniture that gives itself away by its words: invitations, credits, bare labels, in many languages."""

from __future__ import annotations

import re

from newsarchive.parse.text import ends_sentence

_LABELS = re.compile(
    r"""^\W*(?:
    advertis(?:e?ment|ing)(?:\s+continues?\s+below)?|(?:story|article)\s+continues\s+(?:below|after)\b.*|sponsored(?:\s+content)?|scroll\s+to\s+continue.*
    |anzeige|werbung|publicit[éeà]|publicidad|pubblicit[àa]|реклама|reklam[ae]?|annonse?|annons|広告|광고
    |read\s+(?:more|also|next|full\s+story)|see\s+(?:also|more)|also\s+read|related(?:\s+(?:articles?|stories|content|topics|posts))?|more\s+on\s+this(?:\s+story)?|more\s+(?:stories|from|about)\b.{0,60}
    |you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested).*|recommended(?:\s+for\s+you)?|most\s+(?:read|popular|viewed)|trending(?:\s+now)?|top\s+stories|latest\s+news
    |lesen\s+sie\s+(?:auch|mehr|hier)|lies\s+auch|auch\s+interessant|mehr\s+zum\s+thema|weiterlesen|das\s+könnte\s+sie\s+auch\s+interessieren.*|empfohlen.{0,40}|passend\s+(?:zum|dazu).{0,40}|mehr\s+dazu|zum\s+thema
    |lire\s+aussi|à\s+lire\s+aussi|lire\s+plus|voir\s+aussi|sur\s+le\s+même\s+(?:sujet|thème)
    |leer\s+(?:más|también)|lea\s+también|ver\s+más|noticias?\s+relacionadas?|te\s+puede\s+interesar|más\s+información|leia\s+(?:mais|também)|veja\s+(?:mais|também)|saiba\s+mais
    |leggi\s+anche|per\s+approfondire|les\s+(?:også|mer)|læs\s+(?:også|mere)|läs\s+(?:också|mer|även)|lees\s+(?:ook|meer|verder)|lue\s+(?:myös|lisää)
    |читайте\s+(?:также|по\s+теме).{0,40}|читайте\s+також.{0,40}|czytaj\s+(?:także|też|również|więcej)|čtěte\s+(?:také|více)|関連記事|関連ニュース|あわせて読みたい|관련\s*기사|相关(?:新闻|阅读|文章)|延伸閱讀
    |share(?:\s+(?:this|on|via|with)\b.{0,40})?|teilen|partager|compartir|condividi|compartilhar|del|dela|поделиться|tweet|facebook|twitter|whatsapp|e-?mail|print|drucken|copy\s+link|link\s+copied.{0,30}|kopieren|save|bookmark
    |comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|kommentare?(?:\s*\(?\d+\)?)?|leave\s+a\s+(?:comment|reply).*|join\s+the\s+(?:conversation|discussion).*|view\s+comments.*|show\s+comments
    |(?:sign\s+up|subscribe|register|log\s*in|sign\s+in)(?:\s+(?:now|here|today))?|newsletter|jetzt\s+(?:abonnieren|testen|anmelden|registrieren|lesen)|abonnieren|s'abonner|suscríbete
    |tags?|topics?|themen|schlagworte|mots[- ]clés|temas|etiquetas|keywords|loading.{0,20}|close|schließen|menu|next|previous|back\s+to\s+top|nach\s+oben|play(?:\s+video)?|watch(?:\s+now)?
    |©.{0,120}|\(?c\)\s+\d{4}.{0,80}|copyright\b.{0,120}|all\s+rights\s+reserved.{0,40}|(?:\d+\s*)?min(?:ute)?s?\.?\s+read|\d+\s+min\.?(?:\s+(?:lesezeit|read))?|lesezeit:?.{0,20}
    |article\s+content|this\s+content\s+is\s+reserved.*|sign\s+in\s+or\s+create.*|create\s+an?\s+(?:free\s+)?account.*|already\s+(?:have\s+an\s+account|a\s+(?:subscriber|member)).*|text\s+size|font\s+size|topics\s+in\s+this\s+article|recommended\s+videos?|more\s+great\b.{0,60}|tell\s+us\s+what\s+you\s+think.*|häufig\s+gelesen|am\s+meisten\s+gelesen|plus\s+lus|कॉपी\s+लिंक
    |imago|getty(?:\s+images)?|reuters|afp|dpa|ap\s+photo|picture\s+alliance.{0,40}
    )\W*$""",
    re.I | re.X,
)
_STARTS = re.compile(
    r"""^\W*(?:
    read\s+(?:more|also|next)\s*[:|»>–-]|also\s+read\s*[:|–-]|see\s+also\s*:|related\s*(?:stories|articles?|roundups?|links?)?\s*:|more\s*:\s|related\s+(?:story|article)\b.{0,3}[:|]|don['’]t\s+miss\s*[:.]|watch\s*:\s|listen\s*:\s
    |lesen\s+sie\s+(?:auch|hier|mehr)(?:\s*[:–]|\s+(?:zum|dazu))|lesen\s+sie\s+auch\b|auch\s+interessant\s*:|mehr\s+(?:zum\s+thema|dazu)\s*:|lesetipp\b|passend\s+dazu\s*:
    |(?:à\s+)?lire\s+aussi\b|voir\s+aussi\s*:|(?:lea|leer|lee)\s+también\b|leia\s+(?:também|mais)\s*:|leggi\s+anche\b|(?:les|læs|läs)\s+(?:også|också|även)\s*:|lees\s+ook\s*:|читайте\s+(?:также|також)\b|czytaj\s+(?:też|także|również)\b
    |(?:photo|image|picture|foto|bild|credit|fotos?|illustration|crédit(?:\s+photo)?|grafik|fotografía|imagen|фото|写真|사진)\s*(?:credit)?\s*(?::|©|by\s)
    |(?:sign\s+up|subscribe)\s+(?:to|for|now)\b|follow\s+(?:us|me|@)\b|download\s+(?:the|our)\s+.{0,30}app|get\s+(?:the\s+)?(?:latest|our)\b.{0,60}(?:newsletter|inbox|email)
    |click\s+here\s+(?:to|for)\b|by\s+(?:signing|clicking|submitting|subscribing)\b|this\s+(?:article|story|post)\s+(?:was|is|has\s+been)\s+(?:originally\s+)?(?:published|part\s+of|first)\b|we\s+use\s+cookies\b|your\s+email\s+address\s+will\s+not\b
    |empfohlener\s+(?:redaktioneller|externer)\s+inhalt|an\s+dieser\s+stelle\s+(?:finden\s+sie|befindet\s+sich)|externer\s+inhalt|ich\s+bin\s+(?:damit\s+)?einverstanden,?\s+dass
    |(?:please\s+)?enable\s+javascript|javascript\s+(?:is|must)\b|hier\s+(?:klicken|geht\s+es\s+zu|geht's)|(?:folgen|abonnieren)\s+sie\s+(?:uns|unseren|den|jetzt)\b
    |(?:have\s+you\s+got|do\s+you\s+have)\s+a\s+(?:story|tip)|for\s+more\s+(?:news|stories|on\s+this|from)\b|want\s+more\b|(?:if\s+you\s+)?(?:enjoyed|liked)\s+this\s+(?:article|story)
    )""",
    re.I | re.X,
)
_BYLINE = re.compile(
    r"^\W*(?:by|von|vom|par|por|av|af|door|oleh|de notre correspondante?)\s+[^\W\d_a-z][^.!?]{3,70}$"
)
_DATE_LINE = re.compile(
    r"^\W*(?:stand|aktualisiert|veröffentlicht|publiziert|erstellt|published|updated|posted|last\s+updated|first\s+published|publié|mis\s+à\s+jour|modifié|"
    r"publicado|actualizado|pubblicat[oa]|aggiornat[oa]|publisert|oppdatert|publiceret|opdateret|publicerad|uppdaterad|gepubliceerd|bijgewerkt|опубликовано|обновлено)\b.{0,20}\d",
    re.I,
)


def boilerplate(text: str) -> str:
    """Why a text is furniture by its words, or the empty string. Long texts never are."""
    size = len(text)
    if size > 400:
        return ""
    if size <= 130 and _LABELS.match(text):
        return "label"
    if size <= 320 and _STARTS.match(text):
        return "invitation"
    return ""


def credit_line(text: str) -> str:
    """Whether a short line is a byline or says when it was published, or the empty string."""
    if _DATE_LINE.match(text):
        return "date line"
    digits = sum(char.isdigit() for char in text)
    if digits >= 6 and digits * 4 > len(text) and not ends_sentence(text) and len(text) < 60:
        return "date line"
    by = text[:1].upper() + text[1:] if text else text
    return "byline" if _BYLINE.match(by[:1].lower() + by[1:]) and not ends_sentence(text) else ""
