"""Sentences that report what somebody said: they are news, whatever other words they have in common with furniture."""

from __future__ import annotations

import re

from newsarchive.parse.text import ends_sentence

_SAID = re.compile(
    r"""\b(?:said|says|warned|argued|explained|announced|told|added\s+that|(?:court|judges?|jury|inquiry|tribunal|council)\s+(?:heard|found|ruled)|(?:judges?|police|ministry)\s+say
    |sagte[nt]?|sagt\s+(?:der|die|das|er|sie|es)|teilten?\s.{1,80}\smit(?=[\s.,])|hieß\s+es|erklärten?|warnten?|betonten?|kündigten?\s.{1,80}\san(?=[\s.,])|fragte
    |(?:a|ont|avait|avaient)\s+(?:dit|déclaré|expliqué|affirmé|annoncé|indiqué|rappelé|averti|ajouté|précisé)|a-t-(?:il|elle)|dit-(?:il|elle|on)|selon\s+l[ea]\s(?!charte|règl)
    |dij(?:o|eron)|afirm(?:ó|aron)|explic(?:ó|aron)|señal(?:ó|aron)|asegur(?:ó|aron)|advirti(?:ó|eron)|anunci(?:ó|aron)|inform(?:ó|aron)|según\s+(?:el|la)\s(?!norma)
    |diss(?:e|eram)|afirm(?:ou|aram)|explic(?:ou|aram)|anunci(?:ou|aram)|inform(?:ou|aram)|(?:ha|hanno|aveva)\s+(?:detto|spiegato|dichiarato|affermato|annunciato|aggiunto|ricordato)
    |zei|zeiden|zegt|aldus|meldde|meldt|verklaarde|sade|säger|uppgav|uppger|sagde|siger|oplyste|opplyste|opplyser|sier|powiedział[ai]?|poinformował[ai]?|oświadczył[ai]?|dodał[ai]?|zapowiedział[ai]?
    |(?:по)?сказал[аи]?|заявил[аи]?|сообщил[аи]?|рассказал[аи]?|отметил[аи]?|пояснил[аи]?|предупредил[аи]?|сказав|сказала|заявив|заявила|повідоми(?:в|ла|ли)|řekl[ai]?|uvedl[ai]?|mondta|közölte
    |dedi(?:ler)?|söyledi|belirtti|açıkladı|duyurdu|kata|ujar|tutur|nói|cho\s+biết)\b
    |(?<![\u0600-\u06ff])و?(?:قال|قالت|صرح|أعلن|أعلنت|أكد|أكدت)(?![\u0600-\u06ff])|ने\s+कहा|(?<![\u0600-\u06ff])گفت(?:ند)?(?![\u0600-\u06ff])
    |と[^。]{0,12}?(?:述べ|語っ|話し|話す|明らかにし|発表し|認めた)|[^传]说[。，]|表示[，。：]|称[。，]|指出[，。：]|裁定[，。]|(?:法院|法官)(?:认定|認定|裁定|认为|認為)|(?:고|했다고|다고)\s.{0,20}?(?:밝혔|말했|전했|판결했|강조했|설명했)다""",
    re.X,
)
MIN_REPORT = 20
"""Characters from which on a sentence can report something; signs of East Asia say more, and need fewer."""


def reports(text: str) -> bool:
    """Whether a text is a sentence that says what somebody said. Asked only of what is to be dropped for its words."""
    return (len(text) >= MIN_REPORT or not text.isascii()) and (
        ends_sentence(text) and _SAID.search(text.lower()) is not None
    )


_TO_READERS = re.compile(
    r"""\b(?:you|your|our|us|we|me|my|here|please|readers\s+(?:can|may|should|are\s+invited)|today['’]s|daily|weekly|(?<![@.-])\w+\.(?:com|org|net)|https?|www
    |sie|ihnen|ihre[mnrs]?|ihr|du|dir|dich|deine?\w*|euch|uns|unser\w*|wir|hier|vous|votre|vos|nous|notre|nos|ici
    |usted|ustedes|nuestr[oa]s?|nosotros|aquí|você|nosso|nossa|nossos|nossas|aqui|nostr[oaie]|clicca|je|jouw|jij|u|uw|onze|ons
    |dig|deg|dere|vår|vårt|våra|våre|vores|oss|här|twój|nasz\w*|nas|kliknij|вы|вас|вам|ваш\w*|наш\w*|нас|мы|нам|ви|bize|bizi|sizin|kami|anda|chúng\s+tôi|bạn)\b""",
    re.X,
)
_CLAUSE = ".!?:|,;–—-(…•*\n"
"""Signs behind which a clause begins."""
_NOUNS = (
    "abonnement",
    "подписка",
    "ihre",
    "whatsapp",
    "comment",
    "kommentar",
    "coment",
    "redaktion",
    "réserv",
    "for ",
)
"""How words begin that are no orders."""


def to_readers(small: str, found: re.Match[str]) -> bool:
    """Whether a text in small letters turns to its readers, or a clause of it begins with what was found, as with an order."""
    before = small[: found.start()].rstrip(" \t\"'“”„«»")
    begins = not before or before[-1] in _CLAUSE
    return (begins and not found[0].startswith(_NOUNS)) or _TO_READERS.search(small) is not None
