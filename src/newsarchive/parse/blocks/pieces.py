"""Pieces: blocks in the making, and what the rules about them need to know."""

from __future__ import annotations

from dataclasses import dataclass

from newsarchive.parse import marks as m
from newsarchive.parse.body import Body
from newsarchive.parse.marks import marks_of
from newsarchive.parse.text import ends_sentence, is_lighter, squash
from newsarchive.parse.walk import Node, Run

LINE_TAGS = frozenset(
    (
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "dd",
        "dt",
        "th",
        "span",
        "a",
        "strong",
        "b",
        "em",
    )
)


class Piece:
    """A block in the making: one or more runs that belong together."""

    __slots__ = ("bold", "dropped", "is_plain", "kind", "level", "links", "runs", "size", "text")

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.kind = "paragraph"
        self.level: int | None = None
        self.dropped = ""
        """Why it is not part of the text; empty when it is."""
        run = runs[0]
        self.is_plain = len(runs) == 1 and not run.inner
        """Whether it is one run without elements of a class in it."""
        if len(runs) == 1:
            self.text = run.text if self.is_plain else seen_text(run)
            """The words of all runs."""
            self.size = run.size
            """Characters as written, of all runs."""
            self.links = run.links
            """Of these, the ones inside links."""
            self.bold = run.bold
            """Of these, the ones in bold type."""
        else:
            self.text = " ".join(map(seen_text, runs))
            self.size = sum([run.size for run in runs])
            self.links = sum([run.links for run in runs])
            self.bold = sum([run.bold for run in runs])

    def keep_lines(self) -> None:
        """Make it preformatted text."""
        self.kind = "preformatted"
        self.text = "\n".join(map(seen_text, self.runs))


def seen_text(run: Run) -> str:
    """The text of a run without the words in it that are hidden or said by screen readers only."""
    text = run.text
    for size, node in run.inner[:MAX_INNER]:
        if size < run.size and (marks_of(node) & m.HIDDEN or _may_be_card(size, node, run)):
            hidden = squash(node.text)
            at = _place_of(hidden, node, text)
            before, after = text[:at], text[at + len(hidden) :]
            if at >= 0 and (marks_of(node) & m.HIDDEN or _is_card(node, before)):
                text = squash(f"{before} {after}" if before.endswith(" ") else f"{before}{after}")
    return text


def _place_of(words: str, node: Node, text: str) -> int:
    """Where the words of an element begin in the text of its run, by the words before it; -1 where they do not."""
    at = text.find(words) if words else -1
    if at >= 0 and text.find(words, at + 1) >= 0 and (raw := node.raw.prev) is not None:
        above = squash(raw.text_content or "")[-_ABOVE:]
        found = text.find(f"{above} {words}") if above else -1
        if found >= 0:
            return found + len(above) + 1
    return at


_ABOVE = 40
MAX_INNER = 200
"""Elements in a run that are looked at: each may take a look at all of its text."""
MIN_CARD = 3
"""Links in a card that is shown when the pointer is over a name."""


def _may_be_card(size: int, node: Node, run: Run) -> bool:
    return node.tag != "a" and run.links >= size >= MIN_CARD * 10


def _is_card(node: Node, before: str) -> bool:
    """Whether an element in a line begins with the words right before it, and is a list of links: more about a name."""
    links = [squash(link.text) for link in node.select("a")]
    return len(links) >= MIN_CARD and bool(links[0]) and before.endswith(links[0])


def label_of_link(piece: Piece) -> str:
    """The short label with a colon behind which all of a line is a link, the empty string where it is none.

    An address that is spelt out is cited.
    """
    text = piece.text
    end = text.find(": ", 0, MAX_LINK_LABEL)
    if end <= 0 or piece.links + SLACK < len(text) - end or "//" in text or "www." in text:
        return ""
    return text[:end]


MAX_LINK_LABEL = 30
SLACK = 3
"""Characters beside label and link: the colon, blanks, a stop."""


@dataclass(slots=True)
class Context:
    """What the rules about pieces need to know of the page."""

    body: Body
    headline_key: str
    headline_index: int
    """Index of the run that prints the headline, -1 where none does."""
    authors: frozenset[str] = frozenset()
    """Names of the page's authors, folded to compare."""
    by_people: bool = True
    """Whether they are people: an organisation that sends a release is named all over it."""
    removed: frozenset[int] = frozenset()
    subheads: frozenset[int] = frozenset()


def joined(runs: list[Run]) -> list[Piece]:
    """Runs parted by a single line break within one element become one piece."""
    groups: list[list[Run]] = []
    last: Run | None = None
    for run, behind in zip(runs, [*runs[1:], None], strict=False):
        if (
            last is not None
            and run.breaks == 1
            and (run.node is last.node or _inside(run.node, last.node))
            and not _is_new(last, run, behind)
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
        last = run
    return [Piece(group) for group in groups]


MAX_SUBHEAD = 80
"""Characters of a line between two long ones that is a subhead."""
POINTS = frozenset("•▪‣")
"""Signs ahead of a point, where a list is written as lines."""
SIGNS = frozenset("◆◇■□▲△▶▷●○◎★☆")
"""Signs ahead of a subhead, in papers of East Asia."""
MAX_SIGNED = 40


def is_signed_subhead(text: str) -> bool:
    """Whether a line that begins with a sign is as short as a subhead, and no sentence."""
    return 2 < len(text) <= MAX_SIGNED and text[0] not in text[1:] and not ends_sentence(text, True)


def _inside(node: Node, other: Node) -> bool:
    return node.parent is other or other.parent is node or node.parent is other.parent


def _is_new(last: Run, run: Run, behind: Run | None) -> bool:
    """Whether a line break parts two paragraphs (or a subhead from its text) instead of two lines."""
    if run.node.tag == "li":
        return False
    if run.text[0] in POINTS and run.text[1:2] == " ":
        return True
    if last.text[0] in SIGNS and is_signed_subhead(last.text) and not is_lighter(run.text, MAX_SUBHEAD + 1):
        return True
    size = len(run.text)
    if (
        len(last.text) > 120
        and size <= MAX_SUBHEAD
        and behind is not None
        and behind.breaks == 1
        and behind.node is run.node
        and len(behind.text) > 120
    ):
        return ends_sentence(last.text) and not ends_sentence(run.text, True)
    if (
        len(last.text) <= MAX_SUBHEAD
        and size > 120
        and last.breaks == 1
        and not ends_sentence(last.text, True)
    ):
        return last.node is run.node and last.node.tag not in LINE_TAGS - {"span"}
    if (
        last.bold >= last.size * 0.9
        and run.bold < run.size * 0.5
        and (len(last.text) < 120 or ends_sentence(last.text))
    ):
        return True  # what is asked, and the answer
    if last.node.tag in LINE_TAGS and last.node.tag != "span":
        return False
    return len(last.text) > 120 and len(run.text) > 60 and ends_sentence(last.text, True)
