"""What newsrooms do to a wire story, done to the fixture articles; and stories that only look like copies."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

from benchmarks import wire_texts as wire

ROOT = Path(__file__).parents[1]
FOLDERS = (ROOT / "fixtures" / "pages", ROOT / "src" / "newsarchive" / "demo" / "site" / "pages")
MIN_CHARACTERS = 200
"""Shorter texts are not stories; a copy of them is not looked for."""

Text = list[str]
"""A story: its paragraphs, subheads and list items."""

SPELLINGS = {
    "per cent": "percent", "tonnes": "tons", "labour": "labor", "favour": "favor", "programme": "program",
    "centre": "center", "harbour": "harbor", "licence": "license", "cheque": "check", "grey": "gray",
    "colour": "color", "organisation": "organization", "mechanised": "mechanized", "aluminium": "aluminum",
    "travelled": "traveled", "cancelled": "canceled", "neighbour": "neighbor", "defence": "defense",
}  # fmt: skip
HOUSE_WORDS = {
    " said ": " says ", " told reporters": " said", " Monday": " on Monday", "government": "cabinet",
    "last year": "in the past year", " about ": " some ", " more than ": " over ", " minister": " trade minister",
    " and ": " as well as ", " but ": " though ", "spokesman": "spokesperson", "Nov ": "November ",
}  # fmt: skip
DATELINES = (
    "GENEVA, Nov 10 (Meridian) — ",
    "From our correspondent: ",
    "LONDON — ",
    "BRUSSELS (Agencies) - ",
)
LOCAL_VOICES = (
    "Importers in this city said that they had not been told when the first consignments would be affected.",
    "The chamber of commerce will hold a meeting for its members on Thursday evening in the old corn exchange.",
    "Two forwarding agents asked for more time, since the papers for goods at sea were made out weeks ago.",
    "A member of the port's council called for calm and promised an answer in writing before the month is out.",
)
SIGN_OFFS = (
    "(Reporting by our foreign desk; editing by Tom Ashdown)",
    "This story was not edited by our staff and was taken from a feed.",
    "With reports by Meridian",
)
BOILERPLATE = (
    "You are reading the trade service of this paper. Articles may be shared within your firm for your own work, "
    "but not sold or passed on to others. Corrections are printed at the end of the text. Readers who find a "
    "mistake write to the desk, which answers within two working days. Prices are those of the evening before, "
    "and are given without warranty."
)
TABLE_HEAD = [
    "Product | duty before | duty now | quota",
    "Note: rates in percent of the customs value, quotas in tonnes.",
]
GOODS = "rice onions garlic honey steel coils tyres shrimp jute cotton cement glass copper zinc beef wine cork".split()
SUBJECT_TWINS = (
    (
        "Millers in Mombasa have asked the treasury in Nairobi to explain how the lower duty on rice will be applied to "
        "cargo that is already afloat. Their association counted eleven ships. It wants a period of ninety days.",
        "The rate was changed last week. Since then no broker has been able to clear a sack, because the customs "
        "system still shows the old figure, a clerk at the port said.",
    ),
    (
        "A laboratory in Khulna has lost its licence to test shrimp for antibiotics. Inspectors found that samples had "
        "been mixed up in March. Four exporters must have their lots tested again in Chittagong.",
        "Buyers in Japan were told on Tuesday. The frozen food association called the decision late but right.",
    ),
    (
        "The jute mills of Narayanganj will close for a week because sacks pile up. Their owners blame the duty that "
        "the neighbour has charged since January, and the slow talks about it.",
        "Workers get half their pay. The union wants the state to buy the sacks for the rice harvest.",
    ),
    (
        "Beekeepers in Parana expect a smaller harvest after a cold spring. That could make honey dearer than the new "
        "duty does, a buyer in Santos said. He has stopped selling forward.",
        "Packers in three countries have cut their offers. The commission's questionnaire is due in January.",
    ),
    (
        "Sugar refiners on the Thames will run one shift less from December. They say that the quota for raw sugar is "
        "used up and that the next one opens only in January.",
        "A spokeswoman for the department said that the date of the quota had been known for a year.",
    ),
    (
        "Solar fitters in Bavaria fear for their orders. Glass from Malaysia is the cheapest that they can get, and the "
        "duty on it was confirmed this autumn.",
        "A court in Luxembourg will hear the case of one importer in spring. Until then he pays into a blocked account.",
    ),
)
"""Other stories on the subjects of fixture articles, as two paragraphs each."""


def fixture_stories() -> list[Text]:
    """The texts of the golden pages as a careful reader wrote them down, those long enough to be stories."""
    stories = []
    for folder in FOLDERS:
        for path in sorted(folder.rglob("expected.json")):
            blocks = json.loads(path.read_text(encoding="utf-8")).get("blocks") or []
            told = [block["text"] for block in blocks]
            if sum(map(len, told)) >= MIN_CHARACTERS:
                stories.append(told)
    return stories


# --- edits that leave it the same story ------------------------------------------------------------


def cut_from_the_end(rng: random.Random, told: Text) -> Text:
    """Subeditors cut from the end: at least two fifths of the text are left."""
    least, kept = 0.4 * sum(map(len, told)), []
    for paragraph in told:
        if sum(map(len, kept)) >= least and rng.random() < 0.4:
            break
        kept.append(paragraph)
    return kept


def other_dateline(rng: random.Random, told: Text) -> Text:
    """The dateline goes, or another comes."""
    first = re.sub(r"^[^—–]{3,40}[—–] ", "", told[0])
    return [rng.choice(DATELINES) + first, *told[1:]]


def inserted_paragraph(rng: random.Random, told: Text) -> Text:
    """Voices of one's own town, anywhere."""
    told = list(told)
    for voice in rng.sample(LOCAL_VOICES, rng.choice((1, 1, 2))):
        told.insert(rng.randint(1, len(told)), voice)
    return told


def other_spelling(rng: random.Random, told: Text) -> Text:
    """British to American, or the way back."""
    table = (
        SPELLINGS if rng.random() < 0.5 else {american: british for british, american in SPELLINGS.items()}
    )
    return [_replaced(paragraph, table) for paragraph in told]


def house_words(rng: random.Random, told: Text) -> Text:
    """Half of the words that the house style likes otherwise."""
    table = dict(rng.sample(sorted(HOUSE_WORDS.items()), len(HOUSE_WORDS) // 2))
    return [_replaced(paragraph, table) for paragraph in told]


def other_quotes(rng: random.Random, told: Text) -> Text:
    """Typographic quotes, dashes and spaces to typewriter ones, or the way back."""
    plain = str.maketrans(
        {"“": '"', "”": '"', "’": "'", "‘": "'", "—": "-", "–": "-", "\u00a0": " ", "…": "..."}
    )
    if rng.random() < 0.5:
        return [paragraph.translate(plain) for paragraph in told]
    return [re.sub(r'"([^"]*)"', r"“\1”", paragraph).replace("'", "’") for paragraph in told]


def merged_paragraphs(rng: random.Random, told: Text) -> Text:
    """Paragraphs run together, or parted after a sentence."""
    if rng.random() < 0.5:
        return [" ".join(told[at : at + 2]) for at in range(0, len(told), 2)]
    return [piece for paragraph in told for piece in re.split(r"(?<=[.。])\s+", paragraph, maxsplit=1)]


def lost_paragraph(rng: random.Random, told: Text) -> Text:
    """One from the middle is taken out."""
    at = rng.randrange(1, len(told)) if len(told) > 3 else len(told)
    return [*told[:at], *told[at + 1 :]]


def signed_off(rng: random.Random, told: Text) -> Text:
    """A line of the desk, and now and then the furniture of the site."""
    return [*told, rng.choice(SIGN_OFFS), *([BOILERPLATE] if rng.random() < 0.3 else [])]


COPY_EDITS: tuple[Callable[[random.Random, Text], Text], ...] = (
    cut_from_the_end,
    lost_paragraph,
    other_dateline,
    inserted_paragraph,
    other_spelling,
    house_words,
    other_quotes,
    merged_paragraphs,
    signed_off,
)


def copied(rng: random.Random, told: Text) -> Text:
    """A story as another paper prints it: one to five of the edits."""
    chosen = rng.sample(range(len(COPY_EDITS)), rng.randint(1, 5))
    for index in sorted(chosen):
        told = COPY_EDITS[index](rng, told)
    return told


# --- stories that look like copies and are none -----------------------------------------------------


def follow_up(rng: random.Random, told: Text) -> Text:
    """The next day's story: new text, with a fifth of the old one as background."""
    fresh = [*rng.choice(SUBJECT_TWINS), *wire.story(rng)]
    background, kept = 0.2 * min(sum(map(len, told)), sum(map(len, fresh))), []
    for paragraph in rng.sample(told, len(told)):
        if sum(map(len, kept)) + len(paragraph) <= background:
            kept.append(paragraph)
    return [*fresh, *kept]


def same_boilerplate(rng: random.Random, told: Text) -> Text:
    """Another story with the furniture of the same site."""
    return [*wire.story(rng), BOILERPLATE]


def same_template(rng: random.Random, told: Text) -> Text:
    """Next week's report of the series: the words stay, every figure is another."""
    if sum(len(re.findall(r"\d+", paragraph)) for paragraph in told) < 6:
        return same_boilerplate(rng, told)
    return [re.sub(r"\d+", lambda _: str(rng.randint(2, 9999)), paragraph) for paragraph in told]


def same_table(rng: random.Random, told: Text) -> Text:
    """Another table of the same form."""
    return table_note(rng)


def same_subject(rng: random.Random, told: Text) -> Text:
    """Another story about the same affair, in other words."""
    first, second = rng.sample(SUBJECT_TWINS, 2)
    return [*first, second[1], BOILERPLATE]


def short_piece(rng: random.Random, told: Text) -> Text:
    """A notice of a line: there are many of them, and they are all alike."""
    goods = rng.choice(GOODS)
    return [f"The ministry publishes the new rates for {goods} on Monday. The list is in the gazette."]


NO_COPIES: tuple[Callable[[random.Random, Text], Text], ...] = (
    follow_up,
    same_boilerplate,
    same_template,
    same_table,
    same_subject,
    short_piece,
)


def table_note(rng: random.Random) -> Text:
    """A table of duties as the gazette prints them: head and foot are always the same."""
    rows = [
        f"{goods} | {rng.randint(2, 60)} | {rng.randint(2, 60)} | {rng.randint(100, 90000)}"
        for goods in rng.sample(GOODS, rng.randint(8, 12))
    ]
    return [TABLE_HEAD[0], *rows, TABLE_HEAD[1]]


def _replaced(text: str, table: dict[str, str]) -> str:
    for one, other in table.items():
        text = text.replace(one, other)
    return text
