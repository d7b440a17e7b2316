"""What pages say in the place of an article: that it is not there, that one must consent, or pay.

All patterns are searched in small letters and line by line: five times as fast as ignoring the case.
"""

from __future__ import annotations

import re

_MISSING = r"(?:page|article|story|post|content|file|document|site|url|address|link)"
NOT_FOUND = re.compile(
    rf"""(?:^|[|:–—-]\s*|\b(?:error|http|fehler|erreur)\s+)404(?=\s*(?:$|[|:–—!.(-]|error|not\b|page|file|seite|fehler|p[áa]gin|oops|страниц))
    |\b{_MISSING}\b.{{0,60}}?\b(?:not|(?:cannot|can['’]t|couldn['’]t|could\s+not)\s+be)\s+found|\b{_MISSING}\b.{{0,60}}?(?:no\s+longer\s+(?:available|exists?)|doesn['’]t\s+exist|does\s+not\s+exist)
    |(?:^|[|:–—-]\s)\s*(?:[^\s|–—-]+\s+){{0,2}}?(?:not\s+found|nicht\s+gefunden)\W*(?=$|[|–—])
    |\b(?:seite|artikel|inhalt|dokument)\b.{{0,40}}?\bnicht\s+gefunden|page\s+(?:introuvable|non\s+trouvée)|p[áa]gina\s+(?:no|não|non)\s+exist|pagina\s+non\s+trovata
    |\b(?:p[áa]gina|contenido|conteúdo|artículo|artigo|noticia|notícia)\b.{{0,40}}?\bn(?:o|ão)\s+(?:ha\s+sido\s+|fue\s+|foi\s+)?encontrad
    |pagina\s+niet\s+gevonden|siden\s+(?:finnes\s+ikke|blev\s+ikke\s+fundet)|sidan\s+hittades|(?:страниц|стать|материал|документ)\w*\b.{{0,40}}?\bне\s+найден
    |ページが見つかりません|页面不存在|(?:페이지|기사|문서).{{0,20}}찾을\s*수\s*없""",
    re.X | re.M,
)
"""News are about what was not found and about 404 of something: a page is said to be missing by its name, or by a
line that says nothing else.
"""
CONSENT = re.compile(
    r"(?<![a-z])cookies?(?![a-z])|\b(?:consent|gdpr|privacy\s+(?:policy|settings)|datenschutz|werbung\s+und\s+tracking|zustimm\w+|einwillig\w+|partners?\s+(?:store|process)|tracking|"
    r"consentement|consentimiento|consentimento|consenso|samtykke|samtycke|toestemming|personali[sz]ed\s+ads|zgod[aęy]|согласи[ея]|çerez\w*)\b|クッキー|쿠키"
)
TO_READERS = re.compile(
    r"\b(?:we|our|wir|unser\w*|nous|nos|notre|nosotros|nuestr\w+|usamos|utilizamos|noi|nostr[aeio]|utilizziamo|nós|noss\w+|wij|ons|onze|my|nasi|nasz\w*|vi|vår\w*|vore?s|мы|наш\w*|biz\w*)\b|当社|当サイト|本网站|당사"
)
"""How who asks for consent speaks of himself: an article about consent does not."""
PAYWALL = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("subscri", r"subscribe\s+(?:to|now\s+to)\s+(?:continue|read|keep)|subscribers?\s+only|not\s+(?:yet\s+)?a\s+subscriber\?|only\s+available\s+to\s+(?:paid\s+)?subscribers"),
        ("to read", r"(?:subscribe|subscription|sign\s+(?:in|up)|register|log\s?in)\b[^.]{0,80}\bto\s+read\s+(?:the\s+|this\s+)?(?:full|rest|entire|whole)\b"),
        ("continue", r"to\s+continue\s+reading|continue\s+reading\s+with"),
        ("already", r"already\s+a\s+(?:subscriber|member)(?=\s*(?:$|[?!.:,–-]|log|sign|click|jetzt))"),
        ("weiterlesen", r"weiterlesen\s+mit|jetzt\s+weiterlesen|möchten\s+sie\s+weiterlesen"),
        ("abonnent", r"ich\s+bin\s+(?:bereits\s+)?abonnent"),
        ("abo", r"(?:mit|nur\s+für)\s+(?:abo|abonnenten)|(?:kun\s+)?for\s+abonnenter"),
        ("artikel", r"plus[- ]artikel"),
        ("réserv", r"réservé\s+aux\s+abonnés|article\s+réservé"),
        ("reste", r"il\s+vous\s+reste\s+\d+"),
        ("exclusivo", r"contenido\s+exclusivo|exclusivo\s+para\s+(?:suscriptores|assinantes)"),
        ("suscriptores", r"solo\s+(?:para\s+)?suscriptores"),
        ("riservato", r"riservato\s+agli\s+abbonati"),
        ("有料", r"この記事は有料"),
        ("会員", r"会員限定"),
        ("残り", r"残り\s*\d+\s*文字"),
        ("阅读", r"(?:订阅|登录|付费|购买)后?.{0,4}(?:继续|可)?阅读(?:全文)?"),
        ("閱讀", r"(?:訂閱|登入|付費)後?.{0,4}(?:繼續|可)?閱讀(?:全文)?"),
        ("会员", r"(?:会员|用户)(?:专享|专属)|(?:仅限|成为)会员"),
        ("會員", r"會員(?:專享|專屬|限定)"),
        ("유료", r"유료\s*(?:회원|구독자?)\s*(?:전용|만|에게)"),
    )
)  # fmt: skip
"""What a notice of a wall says, behind a word without which it is not looked for."""
