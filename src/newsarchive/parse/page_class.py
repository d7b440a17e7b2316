"""What kind of page it is, with what speaks for it."""

from __future__ import annotations

import re

from newsarchive.parse.jsonld import types
from newsarchive.parse.page import Page
from newsarchive.parse.text import weight
from newsarchive.parse.walk import Node
from newsarchive.records import Block, PageClass

_MISSING = r"(?:page|article|story|post|content|file|document|site|url|address|link)"
_NOT_FOUND = re.compile(
    rf"""(?:^|[|:–—-]\s*|\b(?:error|http|fehler|erreur)\s+)404(?=\s*(?:$|[|:–—!.(-]|error|not\b|page|file|seite|fehler|p[áa]gin|oops|страниц))
    |\b{_MISSING}\b.{{0,60}}?\b(?:not|(?:cannot|can['’]t|couldn['’]t|could\s+not)\s+be)\s+found|\b{_MISSING}\b.{{0,60}}?(?:no\s+longer\s+(?:available|exists?)|doesn['’]t\s+exist|does\s+not\s+exist)
    |(?:^|[|:–—-]\s)\s*(?:[^\s|–—-]+\s+){{0,2}}?(?:not\s+found|nicht\s+gefunden)\W*(?=$|[|–—])
    |\b(?:seite|artikel|inhalt|dokument)\b.{{0,40}}?\bnicht\s+gefunden|page\s+(?:introuvable|non\s+trouvée)|p[áa]gina\s+(?:no|não|non)\s+exist|pagina\s+non\s+trovata
    |\b(?:p[áa]gina|contenido|conteúdo|artículo|artigo|noticia|notícia)\b.{{0,40}}?\bn(?:o|ão)\s+(?:ha\s+sido\s+|fue\s+|foi\s+)?encontrad
    |pagina\s+niet\s+gevonden|siden\s+(?:finnes\s+ikke|blev\s+ikke\s+fundet)|sidan\s+hittades|(?:страниц|стать|материал|документ)\w*\b.{{0,40}}?\bне\s+найден
    |ページが見つかりません|页面不存在|(?:페이지|기사|문서).{{0,20}}찾을\s*수\s*없""",
    re.X | re.M,
)
"""Searched in small letters and line by line, like the patterns below: five times as fast as ignoring the case.

News are about what was not found and about 404 of something: a page is said to be missing by its name, or by a
line that says nothing else.
"""
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|gdpr|privacy\s+(?:policy|settings)|datenschutz|werbung\s+und\s+tracking|zustimm\w+|einwillig\w+|partners?\s+(?:store|process)|tracking|"
    r"consentement|consentimiento|consenso|samtykke|samtycke|toestemming|personali[sz]ed\s+ads)\b"
)
_PAYWALL = tuple(
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
_OTHER_TYPES = frozenset(
    ("videoobject", "imagegallery", "liveblogposting", "podcastepisode", "audioobject", "videogallery")
)
_INDEX_TYPES = frozenset(("collectionpage", "itemlist", "searchresultspage", "profilepage"))


SHORT_TEXT = 160
"""Characters: the teasers of a listing are shorter, an article has at least one paragraph that is longer."""


def page_class(page: Page, headline: str | None, blocks: list[Block]) -> tuple[PageClass, tuple[str, ...]]:
    """The class of a page and the evidence for it, the strongest first."""
    chars = _weight_of([block.text for block in blocks if block.kind != "subhead"])
    evidence: list[str] = [f"text {chars} characters in {len(blocks)} blocks"]
    head = f"{page.title or ''}\n{headline or ''}"
    og_type = (page.first_meta("og:type") or "").lower()
    is_article = bool(page.ld_articles) or "article" in og_type or _has_one_body(page)
    if page.ld_articles:
        evidence.append("json-ld article")
    if "article" in og_type:
        evidence.append(f"og:type {og_type}")
    if not is_article and chars < 1500 and (said := _first(_NOT_FOUND, head)):
        return "not_found", (f"title says {said!r}", *evidence)
    visible = "\n".join([run.text for run in page.runs])[:20_000] if chars < 2500 else ""
    if visible and not is_article:
        hits = len(_CONSENT.findall(visible.lower()))
        if hits >= 4 and hits * 250 > len(visible):
            return "consent", (f"{hits} words about consent in {len(visible)} characters", *evidence)
        if chars < 400 and (said := _first(_NOT_FOUND, visible[:3000])):
            return "not_found", (f"text says {said!r}", *evidence)
    if visible and (is_article or chars >= 140):
        locked = _says_locked(page)
        wall = _wall(page, visible) if locked or chars < 1200 else ""
        if wall or (locked and chars < 1200):
            return "teaser", (f"paywall: {wall!r}" if wall else "says it is not free", *evidence)
    if og_type.startswith("product") and not page.ld_articles:
        return "other", (f"og:type {og_type}", *evidence)
    if chars < 300 and not page.is_plain_text:
        kinds = _kinds(page)
        if kinds & _OTHER_TYPES or og_type.startswith(("video", "music")):
            return "other", ("video, gallery or live page", *evidence)
        return _without_text(page, kinds, evidence, is_article)
    if not is_article and (sign := _sign_of_listing(page, blocks, chars)):
        return "index", (sign, *evidence)
    if chars < 140:
        return "other", tuple(evidence)
    return "article", tuple(evidence)


def _has_one_body(page: Page) -> bool:
    """Whether microdata names one element of the page as the text of an article."""
    return sum(prop == "articleBody" for prop, _, _ in page.walked.itemprops) == 1


def _first(pattern: re.Pattern[str], text: str) -> str:
    """The first match of a pattern of small letters, as it is printed; empty when there is none."""
    match = pattern.search(text.lower())
    return _printed(text, match) if match else ""


def _wall(page: Page, visible: str) -> str:
    """The first notice of a wall in a text, as it is printed; empty when there is none.

    The header of every page of a site asks whether one is a subscriber: that is no notice.
    """
    found = _notice(visible)
    if not found:
        return ""
    outside = [run.text for run in page.runs if not _is_in_header(run.node)]
    return found if len(outside) == len(page.runs) else _notice("\n".join(outside)[:20_000])


def _notice(visible: str) -> str:
    folded = visible.lower()
    found = [match for word, pattern in _PAYWALL if word in folded and (match := pattern.search(folded))]
    return _printed(visible, min(found, key=lambda match: match.start())) if found else ""


def _is_in_header(node: Node | None) -> bool:
    """Whether an element stands in a header that is none of an article."""
    header = False
    while node is not None:
        if node.tag in ("article", "main"):
            return False
        header = header or node.tag in ("header", "nav")
        node = node.parent
    return header


def _printed(text: str, match: re.Match[str]) -> str:
    """What was matched in the small letters of a text; in those, where some letter has a longer small form."""
    return text[match.start() : match.end()] if len(text) == len(match.string) else match[0]


def _kinds(page: Page) -> frozenset[str]:
    return frozenset([kind for node in page.ld_nodes[:40] for kind in types(node)])


def _sign_of_listing(page: Page, blocks: list[Block], chars: int) -> str:
    """What shows that a page without a word about articles lists them; empty when nothing does."""
    if chars < 2500 and (share := _link_share(page)) > 0.6:
        return f"link text {share:.0%}"
    if max((len(block.text) for block in blocks), default=0) < SHORT_TEXT and (
        (linked := _linked_titles(page)) >= 5
    ):
        return f"{linked} linked titles, no text longer than {SHORT_TEXT} characters"
    return "json-ld list" if chars < 1500 and _kinds(page) & _INDEX_TYPES else ""


def _says_locked(page: Page) -> bool:
    """Whether the metadata says that the article is not free to read."""
    free = next(
        (node["isAccessibleForFree"] for node in page.ld_articles if "isAccessibleForFree" in node), None
    )
    tier = (page.first_meta("article:content_tier") or "").lower()
    return str(free).lower() in ("false", "0", "no") or tier in ("locked", "metered")


def _without_text(
    page: Page, kinds: frozenset[str], evidence: list[str], is_article: bool
) -> tuple[PageClass, tuple[str, ...]]:
    chars = int(evidence[0].split()[1])
    if is_article and chars >= 100:
        return "article", tuple(evidence)
    linked = _linked_titles(page)
    if not is_article and (linked >= 8 or kinds & _INDEX_TYPES):
        return "index", (f"{linked} linked titles", *evidence)
    return "other", tuple(evidence)


def _weight_of(texts: list[str]) -> int:
    """The weight of all texts together, those with other than ASCII letters looked through at once."""
    others = "".join([text for text in texts if not text.isascii()])
    return sum(map(len, texts)) - len(others) + weight(others)


def _linked_titles(page: Page) -> int:
    return sum(1 for run in page.runs if run.links * 10 >= run.size * 8 and len(run.text) > 25)


def _link_share(page: Page) -> float:
    total = sum(run.size for run in page.runs)
    return sum(run.links for run in page.runs) / total if total else 0.0
