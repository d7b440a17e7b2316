"""What the words in an element's class, id and tag say about it.

Publishers' developers write the same few hundred English words into class names, whatever language
the page is in, with a few of their own. Words are cut at hyphens, underscores and humps, so that
`related` counts in `article__related-links` and not in `unrelated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from newsarchive.parse.walk import HEADINGS, Node

FURNITURE = 1
"""Never part of an article's text, unless it holds most of the page's text."""
DISCUSSION = 2
"""Readers' comments: never part of the text, however long they are."""
CAPTION = 4
"""Belongs to a picture or film."""
STANDFIRST = 16
BYLINE = 32
HEADLINE = 64
SUBHEAD = 128
HIDDEN = 256
KICKER = 512
QUOTE = 1024
DIALOG = 2048
"""A window over the page (consent, sign-in): never part of the text, however long it is."""

_WORDS = {
    FURNITURE: """related relateds recommended recommend recommendation recommendations readmore read-more read-also alsoread
        share sharing shares sharebar social socials newsletter newsletters subscribe subscription subscriptions
        signup promo promos promotion promoted advert adverts advertisement advertising advertorial ad ads adslot
        anzeige anzeigen werbung publicite publicidad reklame reklama sponsored sponsor taboola outbrain cookie
        cookies consent gdpr banner popup modal overlay nav navi navbar navigation menu submenu breadcrumb breadcrumbs
        brotkrumen footer sidebar toolbar tags taglist tag-list keywords hashtags topics bio byline bylines credits
        copyright gallery galerie slideshow carousel slider swiper player playlist teasers trending popular mostread
        most-read mostviewed ticker login register paygate rating ratings pagination pager skip skiplink sr
        visuallyhidden screenreader screen-reader toc embed embedded tweet twitter instagram facebook whatsapp telegram
        tiktok pinterest poll quiz survey disclaimer timestamp metadata widget-area kicker eyebrow affiliate affiliates
        shop coupon donate donation donations spenden abo abos feedback follow bookmark bookmarks cta upsell piano
        noprint tooltip dropdown weather correspondents relacionadas relacionados noticias-relacionadas
        lire-aussi weiterlesen mehr-zum-thema similar jobs newsbox infobox-ad marketing-box authorbox author-box author-bio abbinder ansprechpartner
        imprint impressum syndication reprint licensing audio listen podcast plista storylist linklist link-list
        relatedarticles relatedposts related-content relatedstories entry-footer entry-meta post-meta postmeta
        article-meta article-tags article-footer jp-relatedposts sharedaddy addtoany addthis sharethis mailmunch
        optin opt-in teaser teasertext metadata metainfo meta dates date publishdate readtime reading-time lesedauer textauthor identity infobox factbox fact fakta faktaboks faktenkasten placeholder visually-hidden sr-only jump-label app-hint checkout popover toolbox career boxhead topline footnote voting leaderboard mpu skyscraper billboard interstitial inread outstream
        slidecount next-prev prev-next linkback ask-us cite ellipsis truncate line-clamp tools actions options utility
        herramientas strumenti compartir podobne czytaj-dalej continue-reading more-stories logo feedflare sociable
        sociallist sharebox sharetip fb-like like-button digg delicious print-box post-print no-print print-hide
        hide-print disturber stoerer next-post prev-post previous-post next-previous paging pagenum page-num polls""",
    DISCUSSION: """comment comments kommentar kommentare commentaires commenti comentarios disqus livefyre respond
        replies forum discussion discussions leserkommentare viafoura coral spotim conversation reacties komentarze
        komentari kommentit commentlist commentcontainer commentsection commentform usercomments""",
    CAPTION: """caption captions figcaption bildunterschrift legende leyenda credit photocredit imagecredit
        photo-credit image-credit bildnachweis bildtext wp-caption-text didascalia pie-foto piedefoto cutline
        photographer fotograf mediacaption imagecaption infotext media-info image-description img-description image-caption detail-img media-subtitle image-container wrapper-image article-image lightbox absatzbild legend bildinfo bild-info photo-caption image-info hmedia""",
    STANDFIRST: """standfirst sub-title sub-tit title-sub tit-sub sub-headline incipit strapline podtitle podtitul podnaslov perex dek deck lede intro vorspann anreisser subheadline subtitle subtitulo sottotitolo
        chapo chapeau entradilla bajada sumario sommario ingress underrubrik manchet lead leadtext leadin teasertext teaser-text
        excerpt summary introduction abstract untertitel deckline subline headline-sub dachzeile-text preamble sapo
        article-summary key-points keypoints article-description description occhiello catenaccio riassunto resume""",
    BYLINE: """byline bylines author authors autor autoren autores auteur auteurs autore writer reporter
        journalist journalists verfasser forfatter signature redakteur fuente firma contributor contributors
        authorname authornames authorinfo meta-by szerzo szerzok avtor avtori avtorji autorzy skribent kirjoittaja
        toimittaja yazar muhabir penulis tacgia periodista giornalista journaliste""",
    HEADLINE: "headline headlines title titel titulo titre titolo rubrik hed",
    SUBHEAD: """inter-titre inter-title zwischen-titel subhead subheading subheads subheader crosshead crossheading intertitle intertitre zwischentitel
        zwischenueberschrift ladillo cross-head sub-head sub-heading intertitulo mellemrubrik mellomtittel""",
    KICKER: "kicker pretitle eyebrow overline dachzeile topline spitzmarke antetitulo surtitre cintillo tagline roofline",
    HIDDEN: "visuallyhidden visually-hidden sr-only screenreader screen-reader hidden-text assistive-text tooltip vh",
    QUOTE: "pullquote blockquote quote zitat pull-quote citation",
}
_PARTS = re.compile(
    "newsletter|socialshar|slideshow|carousel|advert(?!i[sz]ing)|recommend|recirculation|inlinegallery|paywall-(?:offer|message)"
)
"""Parts of words that say furniture wherever they stand."""
_DIALOG_WORDS = frozenset(("cookie", "cookies", "gdpr", "modal", "popup", "consent"))
_PICTURES = frozenset(
    ("image", "images", "img", "photo", "photos", "picture", "video", "videos", "foto", "bild")
)
_BODY_SIG = re.compile(
    r"(?:article|story|artikel|post|entry|news|noticia|nota|articulo|single|detail|page|paragraph|td-post|editor|main)"
    r"[-_ ]*(?:__)?(?:body|content|text|copy|inhalt|cuerpo|corps|contents|paragraphs|wrapper-text|contenu)"
    r"|body[-_]?(?:text|copy|content)|rich[-_]?text|\bprose\b|bodytext|fliesstext|maintext|txt[-_]?body|texto[-_]?(?:noticia|nota)",
    re.I,
)
_TOKEN = re.compile(
    r"(?<![0-9A-Za-z])[a-z]++(?![0-9])|(?<=[a-z])[A-Z][a-z]++|(?<![A-Za-z0-9])[A-Z]++[a-z]*+(?![0-9])"
)
_BY_WORD: dict[str, int] = {}
for _mark, _list in _WORDS.items():
    for _word in _list.split():
        _BY_WORD[_word] = _BY_WORD.get(_word, 0) | _mark
_SECOND_WORDS = frozenset(word.partition("-")[2] for word in _BY_WORD if "-" in word)

_RESPONSIVE = re.compile(r"\b(?:sm|md|lg|xl|2xl|print):(?:block|flex|grid|inline)")
_SUBJECTS = frozenset(
    (
        "career",
        "jobs",
        "weather",
        "poll",
        "polls",
        "survey",
        "quiz",
        "shop",
        "donations",
        "legend",
        "audio",
        "identity",
    )
)
"""Words that as an id without a class are where a link to a section about them leads."""
_HIDING = frozenset(("hidden", "is-hidden", "u-hidden"))
_NEGATIONS = frozenset(("with", "has", "no", "without"))
"""What follows these words is beside or inside the element, not what it is."""
_HOLDS_ADS = re.compile(r"--(?:has-|with-)?[aA]ds?\b")
"""A modifier of BEM: advertisements stand inside, too."""
_SITES = ("site", "blog")
_NOT_OF_SITE = ~(STANDFIRST | HEADLINE)
_LAYOUT = frozenset(
    (
        "grid",
        "with",
        "has",
        "no",
        "without",
        "content",
        "main",
        "left",
        "right",
        "layout",
        "container",
        "columns",
    )
)
"""Beside these words, `sidebar` describes the page's columns."""

_BY_TAG = {
    "nav": FURNITURE, "footer": FURNITURE, "aside": FURNITURE, "figure": CAPTION, "figcaption": CAPTION,
    "form": FURNITURE, "label": FURNITURE, "time": FURNITURE, "caption": CAPTION, "menu": FURNITURE,
}  # fmt: skip
_ROLES = {
    "navigation": FURNITURE, "complementary": FURNITURE, "contentinfo": FURNITURE, "banner": FURNITURE,
    "dialog": FURNITURE | DIALOG, "alertdialog": FURNITURE | DIALOG, "tooltip": HIDDEN, "search": FURNITURE, "alert": FURNITURE,
}  # fmt: skip


_CUT = {code: " " for code in range(128) if not chr(code).isalnum()}


def _hyphens(name: str) -> int:
    """Single hyphens in a name: the double ones of BEM part block, element and modifier."""
    return name.replace("--", "").count("-")


_FREE_PARTS = ("teaser-content", "piano-inline-content", "node--promoted", "node-promoted")
"""Names that say nothing against it: the part of an article that is free to read; Drupal's "on the front page"."""
_SLUG_PARTS = 6
"""Hyphens in one name from which on it is a title turned into a name, and says nothing about the element."""


def _tokens(sig: str) -> list[str]:
    """The words of a class and id text, in lower case."""
    for free in _FREE_PARTS:
        if free in sig:
            sig = sig.replace(free, "")
    if "_fb" in sig:  # pasted from Facebook, with the names of its components
        sig = " ".join(name for name in sig.split() if not name.startswith("_fb"))
    if sig.count("-") >= _SLUG_PARTS:
        sig = " ".join(name for name in sig.split() if _hyphens(name) < _SLUG_PARTS)
    if sig.islower() and sig.isascii():  # no humps to cut at
        return [token for token in sig.translate(_CUT).split() if token.isalpha()]
    return [token.lower() for token in _TOKEN.findall(sig)]


@lru_cache(maxsize=32_768)
def signature_marks(sig: str) -> int:
    """The marks of a class and id text. Remembered, because the pages of a site repeat few signatures."""
    marks = 0
    if sig[:1] == " " and sig.strip().lower() in _SUBJECTS:
        return 0
    if "/" in sig:
        sig = " ".join(name for name in sig.split() if "/" not in name)  # an address says where it leads
    if "--" in sig:
        sig = _HOLDS_ADS.sub("", sig)
    tokens = _tokens(sig)
    before = ""
    for token in tokens:
        if token in _BY_WORD and before not in _NEGATIONS:
            # The title and the description of the site are on each of its pages.
            marks |= _BY_WORD[token] & (_NOT_OF_SITE if before in _SITES else -1)
        if (
            token in _SECOND_WORDS
            and (pair := _BY_WORD.get(f"{before}-{token}", 0))
            and _in_one(before, token, sig)
        ):
            marks |= pair
        before = token
    if marks & STANDFIRST and not _PICTURES.isdisjoint(tokens):
        marks &= ~STANDFIRST  # the picture or film that leads: "lead-image"
    if not _DIALOG_WORDS.isdisjoint(tokens):
        marks |= DIALOG
    if _PARTS.search(sig.lower()):
        marks |= FURNITURE
    if "hidden" in sig and not _HIDING.isdisjoint(sig.split()) and not _RESPONSIVE.search(sig):
        marks |= HIDDEN
    if (
        marks & FURNITURE
        and "sidebar" in tokens
        and not _LAYOUT.isdisjoint(tokens)
        and "footer" not in tokens
    ):
        marks &= ~FURNITURE
    return marks


def _in_one(word: str, other: str, sig: str) -> bool:
    """Whether two words stand in one name, and not at the end of one and the beginning of the next."""
    return any(word in name and other in name for name in sig.lower().split())


@lru_cache(maxsize=4096)
def names_picture(sig: str) -> bool:
    """Whether a class and id text has a word for a picture or film."""
    return not _PICTURES.isdisjoint(_tokens(sig))


def says_body(node: Node) -> bool:
    """Whether an element's class or id says that it holds an article's text."""
    return _names_body(node.sig) and not marks_of(node) & DISCUSSION


@lru_cache(maxsize=4096)
def _names_body(sig: str) -> bool:
    return _BODY_SIG.search(sig) is not None


def marks_of(node: Node) -> int:
    """The marks of an element: of its tag, role, visibility, class and id. Computed once."""
    if node.marks is None:
        tag = node.tag
        marks = _BY_TAG.get(tag, 0)
        if "-" in tag:
            # The name of a custom element says what a class name does.
            marks |= signature_marks(tag[:_LONGEST_NAME])
        if (attrs := node.attrs) and tag not in _WHOLE_PAGE:
            sig = node.sig
            if "id" in attrs and node.tag in HEADINGS and not (attrs["id"] or "").isalpha():
                sig = attrs.get("class") or ""  # made of the heading's words, for links to it
            if sig:
                marks |= signature_marks(sig)
            if len(attrs) > 1 or "class" not in attrs:
                more = _attribute_marks(attrs)
                if more & STANDFIRST and sig and (names_picture(sig) or _OF_SITE.search(sig)):
                    more &= ~STANDFIRST
                marks |= more
        node.marks = marks
    return node.marks


_WHOLE_PAGE = ("body", "html")
"""What these are called says of what kind the page is, and what it has: "node-comments-enabled"."""
_PROPERTIES = {
    "headline": HEADLINE,
    "description": STANDFIRST,
    "video": CAPTION,
}
"""What a property of schema.org says, also where no item is marked around it."""
_OF_SITE = re.compile(r"\b(?:site|blog)-(?:description|tagline|title)\b")
_COMPONENT = frozenset(("data-testid", "data-component", "data-qa", "data-cy", "data-test"))
"""Attributes in which programs that number their class names keep a component's own name."""
_LONGEST_NAME = 60


def _attribute_marks(attrs: Mapping[str, str | None]) -> int:
    """The marks of role, property and visibility, and of what a component is called where class names are numbers."""
    marks = _ROLES.get(attrs["role"] or "", 0) if "role" in attrs else 0
    if "itemprop" in attrs:
        marks |= _PROPERTIES.get(attrs["itemprop"] or "", 0)
    if not _COMPONENT.isdisjoint(attrs):
        for name in _COMPONENT.intersection(attrs):
            marks |= signature_marks((attrs[name] or "")[:_LONGEST_NAME])
    if (
        "hidden" in attrs
        or ("style" in attrs and "none" in (style := attrs["style"] or "") and "display" in style)
        or ("aria-hidden" in attrs and attrs["aria-hidden"] == "true")
    ):
        marks |= HIDDEN
    return marks


COLUMNS = frozenset(("aside", "nav", "footer"))
"""Elements of what stands beside an article."""


def any_around(node: Node, known: dict[Node, bool], says: Callable[[Node], bool]) -> bool:
    """Whether something is true of an element or of any that it stands in; `known` remembers it for each."""
    path: list[Node] = []
    at: Node | None = node
    while at is not None and at not in known:
        path.append(at)
        at = at.parent
    found = at is not None and known[at]
    for one in reversed(path):
        found = found or says(one)
        known[one] = found
    return found


def any_mark(node: Node | None, wanted: int) -> bool:
    """Whether an element, or any that it stands in, carries one of the wanted marks."""
    while node is not None:
        if marks_of(node) & wanted:
            return True
        node = node.parent
    return False
