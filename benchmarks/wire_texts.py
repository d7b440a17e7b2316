"""Invented wire stories, and what newsrooms do to them: material for the benchmarks."""

from __future__ import annotations

import random
import re

PLACES = "Valdora Norvia Kestrel Bay Ostmark Halvania Meridia Tamarind Coast Suland Brackmoor Ilvania Port Ferrow".split()
GOODS = ["steel coils", "frozen beef", "raw sugar", "basmati rice", "solar panels", "cotton yarn", "ceramic tiles",
         "palm oil", "copper cathodes", "dairy powder", "truck tyres", "black tea", "cement clinker", "fresh garlic",
         "soybean meal", "aluminium foil", "wheat flour", "lithium cells", "jute bags", "leather shoes"]  # fmt: skip
BODIES = ["the trade ministry", "the customs service", "the tariff commission", "the chamber of commerce",
          "the importers' league", "the growers' union", "the central bank", "the port authority",
          "the competition office", "the standards bureau"]  # fmt: skip
VERBS = [
    "said",
    "announced",
    "confirmed",
    "warned",
    "told reporters",
    "wrote in a notice",
    "explained",
    "insisted",
]
ACTIONS = ["raise the duty on {g} to {n} percent", "open a safeguard inquiry into imports of {g}",
           "extend the quota of {n} tonnes for {g} until {m}", "drop the surcharge on {g}",
           "ask the dispute panel to rule on {g}", "publish the list of licences for {g}",
           "suspend talks about {g} until {m}", "inspect {n} consignments of {g}",
           "grant a rebate of {n} percent on {g}", "seize {n} containers of mislabelled {g}"]  # fmt: skip
FRAMES = [
    "{B} {v} on {d} that it would {a}.",
    "The decision to {a} follows {n} complaints from mills in {p}, according to {b}.",
    "Traders in {p} {v2} that shipments worth {n} million crowns were waiting at the border.",
    '"Nobody in {p} was asked before they chose to {a}," {b} {v}.',
    "Officials from {p} and {p2} will meet in {m} to settle how to {a}.",
    "Prices of {g} in {p} rose by {n} percent in {m}, {b} {v}.",
    "A study for {b} put the cost of the plan to {a} at {n} million crowns a year.",
    "Under the agreement of {y}, {p} may {a} only after consulting {p2}.",
    "Exports of {g} from {p} reached {n} thousand tonnes in {y}, the highest since records began.",
    "{B} rejected the claim, and {v} that it had no plan to {a}.",
    "Shippers pointed to delays of {n} days at the terminal of {p}, where {g} are unloaded.",
    "Lawyers expect {p2} to appeal, since the rules of {y} forbid a partner to {a}.",
]
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
SYNONYMS = {
    "said": "stated", "announced": "declared", "confirmed": "acknowledged", "warned": "cautioned", "rose": "climbed",
    "raise": "increase", "percent": "per cent", "cost": "price", "chose": "decided", "waiting": "held up",
    "complaints": "protests", "settle": "agree", "rejected": "denied", "delays": "hold-ups", "expect": "foresee",
    "study": "report", "highest": "largest", "follows": "comes after", "reached": "hit", "may": "can",
    "officials": "negotiators", "traders": "dealers", "plan": "scheme", "forbid": "do not allow", "that": "",
}  # fmt: skip
FURNITURE = ["Sign up for our morning newsletter on trade and customs.", "Reporting by our foreign desk; editing in Norvia.",
             "This story was updated with comments from the ministry.", "(With agency reports)"]  # fmt: skip
BACKGROUND = ("The two sides have argued about market access since the agreement of 2011. "
              "Under its terms each may take safeguard measures for at most four years. "
              "The council of ministers reviews all measures every spring and reports to parliament. ")  # fmt: skip


def sentence(rng: random.Random, goods: str, place: str) -> str:
    body = rng.choice(BODIES)
    month, year = rng.choice(MONTHS), rng.randint(1995, 2026)
    action = rng.choice(ACTIONS).format(g=goods, n=rng.randint(2, 990), m=rng.choice(MONTHS))
    return rng.choice(FRAMES).format(
        B=body[0].upper() + body[1:], b=body, v=rng.choice(VERBS), v2=rng.choice(VERBS), d=rng.choice(DAYS),
        a=action, n=rng.randint(2, 990), p=place, p2=rng.choice(PLACES), m=month, y=year, g=goods,
    )  # fmt: skip


def story(rng: random.Random, sentences: int | None = None) -> list[str]:
    """The sentences of a story."""
    goods, place = rng.choice(GOODS), rng.choice(PLACES)
    told = [sentence(rng, goods, place) for _ in range(sentences or rng.randint(9, 22))]
    if rng.random() < 0.3:
        told.insert(rng.randint(3, len(told)), BACKGROUND)
    return told


def to_text(sentences: list[str]) -> str:
    """Paragraphs of two sentences."""
    return "\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))


def edited_words(rng: random.Random, sentences: list[str], share: float) -> list[str]:
    """House style: other words for some of the words, and here and there one more or less."""

    def word(match: re.Match[str]) -> str:
        found = match.group()
        if rng.random() < share and found.lower() in SYNONYMS:
            return SYNONYMS[found.lower()]
        return "" if rng.random() < share / 12 else found

    return [re.sub(r"[A-Za-z']+", word, text) for text in sentences]


def copied(rng: random.Random, sentences: list[str]) -> list[str]:
    """The story as another paper prints it: some of the edits, never all of them."""
    told = list(sentences)
    if rng.random() < 0.6:
        told = edited_words(rng, told, rng.uniform(0.1, 0.6))
    if rng.random() < 0.5:  # cut from the end, as subeditors do
        told = told[: max(5, int(len(told) * rng.uniform(0.45, 0.95)))]
    if rng.random() < 0.3:  # a sentence taken out in the middle
        told.pop(rng.randrange(1, len(told)))
    if rng.random() < 0.35:  # a new beginning of one's own
        told[0] = sentence(rng, rng.choice(GOODS), rng.choice(PLACES))
    if rng.random() < 0.3:  # local voices added
        told += [sentence(rng, rng.choice(GOODS), rng.choice(PLACES)) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.2:  # two paragraphs change places
        at = rng.randrange(1, len(told) - 1)
        told[at], told[at + 1] = told[at + 1], told[at]
    if rng.random() < 0.5:
        told.append(rng.choice(FURNITURE))
    return told


def follow_up(rng: random.Random, sentences: list[str]) -> list[str]:
    """Another story about the same affair: some old sentences as background."""
    kept = rng.sample(sentences, max(1, int(len(sentences) * rng.uniform(0.1, 0.3))))
    return story(rng, rng.randint(9, 18)) + kept + [BACKGROUND]


def same_template(rng: random.Random, sentences: list[str]) -> list[str]:
    """Next week's report of the same series: the words stay, the figures change."""
    return [re.sub(r"\d+", lambda _: str(rng.randint(2, 2026)), text) for text in sentences]


def same_topic(rng: random.Random, _sentences: list[str]) -> list[str]:
    """Another story of the same invented world."""
    return story(rng)
