"""What pages say in the place of an article: that it is not there, that one must consent, or pay.

All patterns are searched in small letters and line by line: five times as fast as ignoring the case.
"""

from __future__ import annotations

import re

from newsarchive.parse.reported import reports

_MISSING = r"(?:page|article|story|post|content|file|document|site|url|address|link)"
NOT_FOUND = re.compile(
    rf"""(?:^|[|:–—-]\s*|\b(?:error|http|fehler|erreur)\s+)404(?=\s*(?:$|[|:–—!.(-]|error|not\b|page|file|seite|fehler|p[áa]gin|oops|страниц))
    |(?:^|[|:–—-]\s*)410(?=\s+gone)|\b{_MISSING}\b.{{0,60}}?\b(?:not|(?:cannot|can['’]t|couldn['’]t|could\s+not)\s+be)\s+found|\b{_MISSING}\b.{{0,60}}?(?:no\s+longer\s+(?:available|exists?)|doesn['’]t\s+exist|does\s+not\s+exist)
    |\b(?:can['’]t|can\s?not|couldn['’]t|could\s+not)\s+find\s+(?:that|the|this)\s+{_MISSING}\b|\bthis\s+{_MISSING}\s+has\s+(?:expired|been\s+removed)
    |(?:^|[|:–—-]\s)\s*(?:[^\s|–—-]+\s+){{0,2}}?(?:not\s+found|nicht\s+gefunden)\W*(?=$|[|–—])
    |\b(?:seite|artikel|inhalt|dokument|beitrag)\b.{{0,60}}?\b(?:nicht\s+(?:mehr\s+)?(?:gefunden|verfügbar|vorhanden)|existiert\s+(?:leider\s+)?nicht)
    |page\s+(?:introuvable|non\s+trouvée)|\b(?:page|article|contenu)\b.{{0,50}}?\b(?:n['’]existe\s+(?:pas|plus)|n['’]est\s+plus\s+(?:disponible|en\s+ligne)|est\s+introuvable)
    |\b(?:p[áa]gina|contenido|conteúdo|artículo|artigo|noticia|notícia)\b.{{0,40}}?\bn(?:o|ão)\s+(?:exist|est[áa]\s+(?:mais\s+)?dispon|(?:ha\s+sido\s+|fue\s+|foi\s+)?encontrad)
    |\b(?:pagina|articolo|contenuto)\b.{{0,40}}?\bnon\s+(?:esiste|trovat|(?:è\s+)?(?:più\s+)?disponibile)
    |\b(?:pagina|artikel)\b.{{0,40}}?\b(?:bestaat\s+niet|niet\s+(?:meer\s+)?(?:gevonden|beschikbaar))
    |\bsid(?:a|e)n\b.{{0,40}}?\b(?:finns\s+inte|fin(?:n|d)es\s+ikke|hittades|(?:kunne|blev|ble)\s+ikke\s+(?:findes|fundet|finnes|funnet)|kunde\s+inte\s+hittas)|\bsivua\s+ei\s+löyt
    |nie\s+znaleziono\s+(?:strony|artykułu)|\b(?:strona|artykuł)\b.{{0,40}}?\bnie\s+(?:istnieje|został[ao]?\s+znalezion)|stránka\b.{{0,30}}?\b(?:nenalezena|neexistuje)|\boldal\b.{{0,20}}?\bnem\s+található
    |(?:страниц|стать|материал|документ)\w*\b.{{0,40}}?\b(?:не\s+(?:найден|существует)|удал[её]н[ао]?\b)|\bстраницы\s+(?:\w+\s+)?нет(?=\W*$)|\bсторінк\w*\b.{{0,40}}?\bне\s+(?:знайден|існує)|\bσελίδα\b.{{0,30}}?\bδεν\s+(?:βρέθηκε|υπάρχει)
    |\b(?:sayfa|içerik)\b.{{0,40}}?\b(?:bulunamadı|mevcut\s+değil)|\bhaber\s+(?:bulunamadı|yayından\s+kaldırıl)|\bhalaman\b.{{0,40}}?\btidak\s+(?:dapat\s+)?(?:ditemukan|tersedia)
    |không\s+tìm\s+thấy\s+trang|\btrang\b.{{0,40}}?\bkhông\s+(?:tồn\s+tại|tìm\s+thấy)|ไม่พบหน้า
    |(?:الصفحة|المقال|المحتوى).{{0,40}}?(?:غير\s+(?:موجود|متاح)|لم\s+يتم\s+العثور)|لم\s+يتم\s+العثور\s+على\s+(?:الصفحة|المقال)|صفحه.{{0,30}}?(?:یافت|پیدا)\s+نشد
    |(?:पेज|पृष्ठ).{{0,30}}?(?:नहीं\s+मिला|उपलब्ध\s+नहीं)|(?:পাতা|পেজ|পৃষ্ঠা).{{0,40}}?পাও.{{1,3}}\s+যা.{{1,3}}নি
    |(?:ページ|記事)[はがも]?.{{0,12}}?(?:見つかりません|存在しません)|記事.{{0,12}}?(?:掲載|公開).{{0,5}}?終了
    |(?:页面|頁面|网页|網頁).{{0,12}}?(?:不存在|未找到|已被?(?:删除|刪除|移除))|(?:^|[该該此本的,，])(?:文章|内容|內容)(?:不存在|未找到|已被?(?:删除|刪除|移除)|已下[线線架])|找不到.{{0,8}}?(?:页面|頁面|网页|網頁|文章)
    |(?:페이지|기사|문서).{{0,20}}?찾을\s*수\s*없|(?:페이지|기사|문서)[가는이]?\s*(?:존재하지\s*않|삭제되었)|삭제된\s*(?:기사|페이지)입니다|존재하지\s*않는\s*(?:기사|페이지|문서)""",
    re.X | re.M,
)
"""News are about what was not found and about 404 of something: a page is said to be missing by its name, or by a
line that says nothing else.
"""
BARRED = re.compile(
    r"""(?:^|[|:–—-]\s)\s*(?:
    just\s+a\s+moment|attention\s+required|pardon\s+our\s+interruption|one\s+more\s+step|(?:sorry,?\s+)?you(?:['’]ve|\s+have)\s+been\s+blocked|access\s+(?:to\s+this\s+\w+\s+)?(?:has\s+been\s+|is\s+)?denied
    |(?:please\s+)?(?:verify|confirm)\s+(?:that\s+)?you\s+are\s+(?:an?\s+human|human|not\s+a\s+(?:ro)?bot)|are\s+you\s+(?:an?\s+)?(?:ro)?(?:bot|human)|(?:human|bot|security)\s+(?:verification|check)|(?:checking|verifying)\s+.{0,20}\b(?:browser|human|connection)\b.{0,20}
    |(?:(?:error\s+|http\s+)?(?:403|429|451|50[0234])\W+)?(?:forbidden|too\s+many\s+requests|unavailable\s+(?:due\s+to|for)\s+legal\s+reasons|(?:service\s+)?(?:temporarily\s+)?unavailable|bad\s+gateway|internal\s+server\s+error|gateway\s+time-?\s?out)
    |(?:site\s+|down\s+for\s+|under\s+|scheduled\s+)?maintenance|request\s+(?:blocked|rejected)|wartung(?:sarbeiten|smodus)?|zugriff\s+(?:verweigert|gesperrt)|sind\s+sie\s+ein\s+(?:mensch|roboter)|sicherheits(?:über)?prüfung
    |accès\s+(?:refusé|interdit|bloqué)|(?:site\s+)?en\s+maintenance|êtes-vous\s+un\s+(?:robot|humain)|acceso\s+denegado|en\s+mantenimiento|acesso\s+negado|em\s+manutenção|accesso\s+negato|toegang\s+geweigerd|odmowa\s+dostępu|erişim\s+engellendi
    |доступ\s+(?:ограничен|запрещ[её]н|закрыт)|(?:вы\s+|подтвердите,?\s+что\s.{0,40})не\s+робот|ведутся\s+технические\s+работы|安全验证|访问验证|人机验证|访问被(?:拒绝|阻断|拦截)|系统维护|アクセスが(?:拒否|制限)されました|(?:只今)?メンテナンス中(?:です)?|접근이\s+(?:거부|차단).{0,8}
    )\W*(?=$|[|–—])""",
    re.X | re.M,
)
"""A line that says nothing but that the reader was not let in: as a robot, or as the site is closed."""
CONSENT = re.compile(
    r"(?<![a-z])cookies?(?![a-z])|\b(?:consent|gdpr|privacy\s+(?:policy|settings)|datenschutz|werbung\s+und\s+tracking|zustimm\w+|einwillig\w+|partners?\s+(?:store|process)|tracking|"
    r"consentement|consentimiento|consentimento|consenso|samtykke|samtycke|toestemming|personali[sz]ed\s+(?:ads|advertising|content)|personal\s+data|personenbezogen\w*|données\s+personnelles|datos\s+personales|dados\s+pessoais|dati\s+personali|persoonsgegevens|"
    r"(?:our|unser\w*|nos|nuestros|nossos|nostri|onze|nasi)\s+(?:\d+\s+)?(?:partner[ns]?|partenaires|socios|parceiros|partnerzy)|zgod[aęy]|согласи[ея]|çerez\w*)\b|クッキー|쿠키"
)
TO_READERS = re.compile(
    r"\b(?:we|our|wir|unser\w*|nous|nos|notre|nosotros|nuestr\w+|usamos|utilizamos|noi|nostr[aeio]|utilizziamo|nós|noss\w+|wij|ons|onze|my|nasi|nasz\w*|vi|vår\w*|vore?s|мы|наш\w*|biz\w*)\b|当社|当サイト|本网站|당사"
)
"""How who asks for consent speaks of himself: an article about consent does not."""
PAYWALL = tuple(
    (word, re.compile(pattern))
    for word, pattern in (
        ("subscri", r"subscribe\s+(?:to|now\s+to)\s+(?:continue|read|keep|unlock)|subscribers?\s+only|not\s+(?:yet\s+)?a\s+subscriber\?|only\s+available\s+to\s+(?:paid\s+)?subscribers"),
        ("to read", r"(?:subscribe|subscription|sign\s+(?:in|up)|register|log\s?in|become\s+a\s+(?:member|subscriber))\b[^.]{0,80}\bto\s+read\s+(?:the\s+|this\s+)?(?:full|rest|entire|whole)\b"),
        ("continue", r"to\s+continue\s+reading|continue\s+reading\s+with|(?:sign\s+(?:in|up)|register|log\s?in)\s+to\s+continue(?=\s*(?:$|[.!:]))"),
        ("your", r"reached\s+your\s+.{0,24}\blimit\b.{0,12}\barticles|(?:used|read)\s+(?:all\s+)?(?:of\s+)?your\s+free\s+articles"),
        ("already", r"already\s+a\s+(?:subscriber(?=\s*(?:$|[?!.:,–-]|log|sign|click|jetzt))|member(?=\s*(?:\?|[.!:,–-]?\s*(?:log|sign|click))))"),
        ("weiterlesen", r"weiterlesen\s+mit|jetzt\s+weiterlesen|möchten\s+sie\s+weiterlesen"),
        ("weiterzulesen", r"\bum\s+weiterzulesen"),
        ("abonnent", r"ich\s+bin\s+(?:bereits\s+)?abonnent|(?:schon|bereits)\s+abonnent\w*\s*\?"),
        ("abo", r"(?:nur|exklusiv)\s+(?:mit|für)\s+abo\w*(?=\s*(?:$|[.!:|–-]|lesbar|zugänglich|verfügbar))|mit\s+(?:\w+\s+)?abo\s+(?:weiter)?lesen|(?:kun\s+)?for\s+abonnenter"),
        ("artikel", r"plus[- ]artikel"),
        ("réserv", r"réservée?s?\s+(?:aux|à\s+nos)\s+abonnés|article\s+réservé(?:\s+aux\s+abonnés)?"),
        ("pour", r"pour\s+lire\s+la\s+suite,?\s+(?:abonnez|connectez|inscrivez)|(?:être\s+abonnée?|(?:abonnez|connectez|inscrivez|identifiez)-vous)\s+pour\s+(?:lire|continuer|poursuivre)"),
        ("déjà", r"déjà\s+abonnée?\s*\?"),
        ("reste", r"il\s+vous\s+reste\s+\d+"),
        ("exclusivo", r"contenido\s+exclusivo(?=\s*(?:$|[.!:|]|para\s))|exclusivo\s+para\s+(?:suscriptores|assinantes)"),
        ("suscriptor", r"solo\s+(?:para\s+)?suscriptores|ya\s+eres\s+suscriptor"),
        ("leyendo", r"para\s+(?:seguir|continuar)\s+leyendo"),
        ("para leer", r"(?:suscr[ií]b(?:ete|ase)|reg[ií]str(?:ate|ese)|inici[ae]\s+sesión)\s.{0,20}para\s+leer"),
        ("assinante", r"já\s+é\s+assinante|(?:só|somente|apenas)\s+para\s+assinantes"),
        ("assine", r"assine\s+(?:já\s+|agora\s+)?para\s+(?:continuar|ler|seguir)"),
        ("abbonat", r"riservato\s+agli\s+abbonati|abbonati\s+per\s+(?:continuare|leggere)|sei\s+già\s+abbonato"),
        ("abonnee", r"(?:alleen|exclusief|enkel)\s+(?:beschikbaar\s+)?voor\s+abonnees|(?:al|bent\s+u|ben\s+je)\s+abonnee\?"),
        ("verder", r"lees\s+verder\s+met|wil(?:t\s+u|\s+je)\s+verder\s+lezen"),
        ("prenumer", r"dla\s+prenumeratorów|kup\s+prenumeratę|masz\s+już\s+prenumeratę|(?:bara|endast)\s+för\s+prenumeranter|redan\s+prenumerant"),
        ("zalog", r"tylko\s+dla\s+zalogowanych|zaloguj\s+się\b.{0,40}\baby\s+(?:prze)?czytać"),
        ("subskryb", r"dla\s+subskrybentów"),
        ("pozostało", r"pozostało\s+\d+\s*%\s+(?:artykułu|tekstu)"),
        ("tilaaj", r"(?:lukeminen|artikkeli|juttu)\s.{0,20}tilaajille|oletko\s+jo\s+tilaaja"),
        ("подписчик", r"(?:доступ\w*|только)\s+(?:только\s+)?(?:для\s+)?подписчик(?:ам|ов)"),
        ("подписк", r"оформите\s+подписку,?\s+чтобы|чтобы\s+(?:про|до)?читать\b.{0,40}\bоформите\s+подписку|доступ\w*\s+(?:только\s+)?по\s+подписке"),
        ("abone", r"abonelere\s+özel|zaten\s+abone\s+mi"),
        ("okumak", r"okumak\s+için\s+(?:abone|üye|giriş)"),
        ("للمشتركين", r"للمشتركين\s+فقط|حصري\s+للمشتركين"),
        ("القراءة", r"(?:اشترك|سج[\u0651]?ل)\b.{0,30}(?:لمتابعة|لمواصلة|لاستكمال)\s+القراءة"),
        ("सदस्य", r"केवल\s+सदस्यों\s+के\s+लिए|ने\s+के\s+लिए\s+सदस्यता\s+लें"),
        ("pelanggan", r"(?:khusus|hanya)\s+(?:untuk|bagi)\s+pelanggan"),
        ("langganan", r"berlangganan\s+untuk\s+(?:membaca|melanjutkan)|sudah\s+berlangganan\?"),
        ("dành riêng", r"dành\s+riêng\s+cho\s+(?:thuê\s+bao|thành\s+viên|hội\s+viên|độc\s+giả\s+(?:trả\s+phí|đăng\s+ký))"),
        ("để đọc", r"(?:đăng\s+(?:ký|nhập)|mua\s+gói).{0,20}để\s+đọc\s+tiếp"),
        ("account", r"create\s+(?:an?|your)\s+(?:free\s+)?account\s+to\s+(?:continue|read|keep)"),
        ("有料", r"この記事は有料|有料会員(?:限定|専用|の(?:方|み))"),
        ("会員", r"会員限定(?!の有料記事も)"),
        ("続き", r"続きを.{0,10}?には.{0,12}?(?:会員|登録|ログイン|購読)"),
        ("残り", r"残り\s*\d+\s*文字"),
        ("阅读", r"(?:订阅|登录|付费|购买)后?.{0,4}(?:继续|可)?阅读(?:全文)?"),
        ("閱讀", r"(?:訂閱|登入|付費)後?.{0,4}(?:繼續|可)?閱讀(?:全文)?"),
        ("会员", r"(?:会员|用户)(?:专享|专属)|(?:仅限|成为)会员(?!国)"),
        ("會員", r"會員(?:專享|專屬|限定)"),
        ("유료", r"유료\s*(?:회원|구독자?)\s*(?:전용|만|에게)"),
        ("로그인", r"로그인\s*(?:후|하시면|하면)\s.{0,12}(?:전문|이어|계속)"),
        ("회원", r"회원(?:만|에게만)\s.{0,6}(?:볼|읽을)\s*수\s*있"),
        ("구독", r"구독(?:하고|하시면|\s*후)\s.{0,10}(?:전문|이어|계속)|이미\s*구독|구독자\s*전용"),
        ("가입", r"가입\s*(?:후|하시면)\s.{0,10}(?:이용|전문|이어|계속|보실|읽)"),
    )
)  # fmt: skip
"""What a notice of a wall says, behind a word without which it is not looked for."""


def wall_notice(folded: str) -> re.Match[str] | None:
    """The first notice of a wall in a text of small letters."""
    found = [match for word, pattern in PAYWALL if word in folded and (match := pattern.search(folded))]
    return min(found, key=lambda match: match.start()) if found else None


_WALL = re.compile(
    r"""(?:jetzt\s+)?weiterlesen\s+mit\s|(?:subscribe|sign\s+in|register|log\s+in)\s+to\s+(?:continue|read|keep|unlock|(?:access|view)\s+(?:(?:the|this|our|all)\s+)?(?:full|rest|entire|articles?|story|stories|content|premium|exclusive))|not\s+(?:yet\s+)?a\s+subscriber\?
    |to\s+continue\s+reading
    |(?:the\s+rest\s+of\s+)?this\s+(?:article|story|content)\s+is\s+(?:only\s+)?(?:for|available\s+to)\s+(?:paid\s+)?(?:subscribers|members)
    |(?:cet\s+article|la\s+suite)\s+(?:de\s+cet\s+article\s+)?est\s+réservée?|(?:abonnez-vous|connectez-vous)\s+pour\s+(?:lire|continuer)
    |(?:suscríbete|regístrate|inicia\s+sesión)\s+para\s+(?:seguir|continuar|leer)|para\s+(?:seguir|continuar)\s+leyendo|(?:abbonati|registrati|accedi)\s+per\s+(?:continuare|leggere)
    |assine\s+para\s+(?:continuar|ler)|lees\s+verder\s+met\s|(?:tegn|køb|kjøp)\s+abonnement\s+for\s|logga\s+in\s+för\s+att\s+läsa""",
    re.X,
)
_MAX_WALL = 120


def is_all_notice(found: re.Match[str]) -> bool:
    """Whether a line says little else than a notice: other lines may be sentences of an article."""
    return (found.end() - found.start()) * 2 >= len(found.string) and not reports(found.string)


def begins_wall(text: str, apart: bool) -> bool:
    """Whether a line begins what stands in the place of the rest of an article: the words of a paywall.

    `apart`: it is no paragraph like those before it.
    """
    if len(text) > _MAX_WALL:
        return False
    folded = text.lower()
    found = _WALL.match(folded) or wall_notice(folded)
    return found is not None and (found.re is _WALL or apart or is_all_notice(found)) and not reports(text)


_REST = re.compile(
    r"il\s+vous\s+reste\s+[\d.,]+\s*%|残り\s*[\d,]+\s*文字|you\s+have\s+\d+\s*%\s+of\s+this\s+article\s+left",
    re.I,
)


_FOR_MEMBERS = re.compile(
    r"(?:この|こちらの)記事は(?:有料)?会員(?:限定|専用)|(?:有料)?会員(?:登録すると|になると).{0,30}(?:読め|読み|お読み)|此文为.{0,20}(?:会员|用户)(?:专享|专属)|(?:本文|此文).{0,12}(?:订阅|付费)后.{0,6}阅读|本文為.{0,10}會員(?:專享|限定)"
)
"""How a wall begins: the article is one for members."""
_MAX_REST = 420


def says_rest_is_missing(text: str) -> bool:
    """Whether a line says how much of the article is not shown: what follows it is none of it."""
    if len(text) > _MAX_REST:
        return False
    if "%" in text or "残り" in text:
        return _REST.search(text) is not None and not reports(text)
    return text >= _FAR_EAST and _FOR_MEMBERS.match(text) is not None and not reports(text)


_FAR_EAST = "\u3000"
"""What begins with a sign of Chinese, Japanese or Korean is behind it."""
