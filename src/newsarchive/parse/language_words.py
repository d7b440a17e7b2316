"""Which language a text in Latin letters is in, told by the words that every text of a language is full of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_WORDS = {
    "en": "the of and to in that is was for with on as by at from his they this are have has been were which will would their but not its it be said who an or after more",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen zum war",
    "fr": "le la les de des et en un une du que est pour dans qui par sur au plus pas avec ce il sont ont aux été cette mais à",
    "es": "de la que el en y a los se del las un por con una su para es al lo como más pero sus ha",
    "it": "di che e la il un a per in una sono con non del si da le della i al dei nel alla più ha gli è",
    "pt": "de a o que e do da em um para com não uma os no na por mais as dos como mas foi ao é à",
    "ca": "de la que el i a en els les per un una amb es del al no com més però ha ser són",
    "gl": "de a o que e do da en un para con non unha os no na por máis as dos como pero foi ao é",
    "ro": "de și în a la cu pe care o nu din să este un mai pentru au ca",
    "nl": "de van het een en in is dat op te met voor zijn niet aan er om ook als door bij naar maar uit",
    "af": "die van en in is het nie dat vir om te op met wat sy hy aan ook",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var",
    "da": "og i at det er en på til af den for med de der som har ikke et om var fra blev bliver af efter hvad mod sig havde ned",
    "no": "og i at det er en på til av den for med de som har ikke et om var fra ble blir å av etter hva mot seg hadde noe nå ned",
    "is": "og að í á er til um sem við en með fyrir það var ekki",
    "fi": "ja on ei että se oli hän ovat mutta myös kun ole joka sen mukaan",
    "et": "ja on ei et see oli mis kui ka oma aga ning ta kes mida",
    "lv": "un ir ar no par kas uz ka arī lai bet pēc gada tas",
    "lt": "ir kad su į iš tai bet yra už dėl apie kaip jau po",
    "pl": "w i na z się do nie że jest to o od po jak ale przez dla",
    "cs": "a v se na je že to z do o i k za pro by ale ve jsou podle",
    "sk": "a v sa na je že to z do o i k za pre by ale vo sú podľa",
    "sl": "in je na se da so za od z v ki pa bi tudi kot",
    "sh": "i u je na se da su za od s o kao koji što ne bi",
    "sq": "të e në dhe i për me një nga që është si më u",
    "hu": "a az és hogy nem is egy de meg ez azt van volt csak",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi kadar",
    "id": "yang dan di untuk dengan ini dari pada tidak itu akan dalam adalah ke karena bisa",
    "ms": "yang dan di untuk dengan ini dari pada tidak itu akan dalam adalah ke kerana boleh",
    "tl": "ang ng sa na mga ay at si ni para kay nang hindi ito niya",
    "vi": "của và là có trong được cho các một không với người này đã ở những khi tại về từ đến ngày năm sẽ theo bị ra lại như",
    "sw": "ya na wa kwa katika ni za la kuwa hiyo huo",
    "eu": "eta da bat ez du dira izan den ere",
    "cy": "y yn yr i a ar mae wedi ei o am fod gan eu bod ac oedd",
    "fy": "de it fan en is yn dat in foar net op mei oan hat wurdt",
    "oc": "de la lo los las e que en dins per una es amb del al",
    "sc": "de sa su is in sos e chi non pro unu una cun",
    "ceb": "ang sa ug nga mga si kay ni sila usa kini",
    "yo": "ti ni o ati fun awon àwọn si wa pe ń lati náà ní àti",
    "ny": "ndi ku kwa a ya ndipo kuti wa pa za mu ake",
}
"""Some of the commonest words of each; Croatian, Serbian and Bosnian count as one (`sh`)."""
_COMMON = {name: frozenset(words.split()) for name, words in _WORDS.items()}
_ENGLISH = _COMMON["en"]
_BY_WORD: dict[str, list[str]] = {}
for _name, _own in _COMMON.items():
    for _word in _own:
        _BY_WORD.setdefault(_word, []).append(_name)

FEWEST_WORDS = 40
"""Words of a text from which on its language can be told."""
_SHARE = 0.12
"""Of a text's words so many are common ones; of names, lists and code fewer are."""
_DIFFERENT, _SHORT = 5, 2
"""Different common words that must be there, one of them longer than so many letters."""
_TIMES, _MORE = 2, 3
"""The words that a language has and the next likely one has not must be so many times theirs, and more."""


def language_of_words(words: Sequence[str]) -> str | None:
    """The language (ISO 639-1; `sh`) of a text that was cut into words, in lower case; None where it can't be told."""
    if len(words) < FEWEST_WORDS:
        return None
    least = _SHARE * len(words)
    if sum(map(_ENGLISH.__contains__, words)) >= 2 * least:
        return "en"
    said = Counter(word for word in words if word in _BY_WORD)
    sums: Counter[str] = Counter()
    for word, times in said.items():
        for name in _BY_WORD[word]:
            sums[name] += times
    ranked = [name for name, _ in sums.most_common(2)]
    if not ranked or sums[ranked[0]] < least:
        return None
    mine = _COMMON[ranked[0]]
    rivals = _COMMON[ranked[1]] if len(ranked) > 1 else frozenset()
    # A few words said again and again are no proof, nor are those of a letter or two, which all languages have.
    known = mine.intersection(said)
    if len(known) < _DIFFERENT or not any(len(word) > _SHORT for word in known):
        return None
    own = sum(said[word] for word in mine - rivals)
    other = sum(said[word] for word in rivals - mine)
    return ranked[0] if own >= other * _TIMES + _MORE else None
