"""Where the article's text is: the container whose runs weigh most.

Every run gets a weight: running text counts for it, links and furniture against it. The weight of a
container is the sum over its runs, so junk between two halves of a text costs less than losing a
half, and a column of teasers costs more than it brings. Evidence that the page gives about itself
(JSON-LD `articleBody`, microdata, class names) moves the weights.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from newsarchive.parse import marks as m
from newsarchive.parse.containers import immune_nodes, large_nodes, paragraphs_of_text, with_alike
from newsarchive.parse.marks import any_around, marks_of
from newsarchive.parse.other_articles import other_articles, tells_of, without
from newsarchive.parse.page import Page
from newsarchive.parse.stated_text import StatedText, metadata_body
from newsarchive.parse.text import ends_sentence, plain
from newsarchive.parse.walk import HEADINGS, Node, Run

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Body:
    """The chosen container and what spoke for it."""

    node: Node
    rule: str
    stated: StatedText | None
    """The text that the page's metadata gives as its body, None without one."""
    immune: frozenset[Node] = frozenset()
    """Elements too full of text for their class names to make them furniture."""


ALL_BAD = m.DISCUSSION | m.FURNITURE | m.CAPTION | m.HIDDEN | m.DIALOG


MIN_TEXTY = 10
"""Characters below which nothing is a sentence, in any script."""


def is_text(run: Run) -> bool:
    """Whether a run reads like running text: long enough, or ending like a sentence."""
    text = run.text
    size = len(text)
    if size < MIN_TEXTY or run.links * 2 > run.size:
        return False
    if size < 80 and not text.isascii() and len(_CJK.findall(text)) * 3 > size:
        return size >= 25 or ends_sentence(text, True)
    return size >= 80 or (size >= 25 and ends_sentence(text, True))


def texty_before(runs: list[Run]) -> list[int]:
    """The characters of running text before each run, and last those of all."""
    raw = [0]
    total = 0
    known: dict[Node, bool] = {}
    for run in runs:
        if run.links * 2 <= run.size:  # most runs are links or short: told before the call
            size = len(run.text)
            if size >= MIN_TEXTY and is_text(run) and not is_notice(run.text):
                total += size
            else:
                node = run.node
                if node.last - node.first >= MIN_LINES and node.tag == "p":
                    if node not in known:
                        known[node] = is_of_lines(node, runs)
                    if known[node]:
                        total += size
        raw.append(total)
    return raw


_NOTICE = re.compile(
    r"(?:©|\(c\)|^\W*copyright\b)\W*(?:by\s+)?(?:\S+\s+){0,4}?(?:19|20)\d\d|all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|tous\s+droits\s+réservés"
    r"|todos\s+los\s+derechos\s+reservados|todos\s+os\s+direitos\s+reservados|tutti\s+i\s+diritti\s+riservati|все\s+права\s+(?:защищены|принадлежат)",
    re.I,
)
_MAX_NOTICE = 1_500


def is_notice(text: str) -> bool:
    """Whether a text is the publisher's notice of rights."""
    if len(text) > _MAX_NOTICE:
        return False
    # One of these is in every notice: looked for first, as that is much faster.
    if (
        "©" in text
        or "eserv" in text
        or "opyr" in text
        or "(c)" in text
        or "orbeh" in text
        or "права" in text
        or text.isupper()
    ):
        return _NOTICE.search(text) is not None
    return False


def is_of_lines(node: Node, runs: list[Run]) -> bool:
    """Whether a paragraph consists of lines, parted by line breaks, that are long as a whole: a list of dates, a poem."""
    lines = runs[node.first : node.last]
    return sum([line.size for line in lines]) >= MIN_LINES_SIZE and all(line.node is node for line in lines)


_LEAST_SHARE = 5
"""Of the running text outside of columns and comments, the part (one in so many) that the container holds at least."""
_MENU_WEIGHT = 100
"""What a menu weighs against its container; it counts with the run before it, as menus stand above texts."""
_LINES = frozenset(("p", "ul", "ol", "dl", "menu", "li"))
"""Elements that are a part of a text."""
MIN_LINES = 4
MIN_LINES_SIZE = 160


def figures_of_text(nodes: list[Node], runs: list[Run]) -> list[Node]:
    """The figures that are sections of the text: some alike, each with a heading and a good deal of text.

    Lists of places or steps are written so; a gallery has titles and captions, but not so long ones.
    """
    if [node.tag for node in nodes].count("figure") < _SECTIONS:
        return []
    found: dict[Node, int] = {}
    for node in nodes:
        if node.tag not in HEADINGS or node.first == node.last:
            continue
        box = node.parent
        for _ in range(_IN_FIGURE):
            if box is None or box.tag == "figure":
                break
            box = box.parent
        if (
            box is not None
            and box.tag == "figure"
            and box not in found
            and box.last - box.first <= _LINES_IN_FIGURE
        ):
            found[box] = sum([run.size - run.links for run in runs[box.first : box.last]])
    long = [figure for figure, size in found.items() if size >= _SECTION]
    return long if len(long) >= _SECTIONS and len(long) * 2 > len(found) else []


_IN_FIGURE = 4
"""Levels between a figure and the heading in it."""
_LINES_IN_FIGURE = 40
_SECTION = 120
_SECTIONS = 5


def _free_of_captions(figures: list[Node], nodes: list[Node]) -> None:
    """Take from figures, and from the captions in them, what their tags say."""
    free = set(figures)
    for node in nodes:
        if node in free or (node.parent in free and node.tag in ("figcaption", "div")):
            free.add(node)
            node.marks = marks_of(node) & ~m.CAPTION


def bad_nodes(nodes: list[Node], immune: frozenset[Node], others: set[Node]) -> set[Node]:
    """The elements that are furniture, by their own marks or by those of an element around them.

    `nodes` are in document order, so that what stands inside of furniture is not looked at. `others`
    are bad whatever their marks say.
    """
    bad = set(others)
    add = bad.add
    for node in nodes:
        if node.first == node.last:
            continue  # nothing in it
        if node.parent in bad:
            add(node)
        else:
            marks = node.marks
            if marks is None:
                marks = marks_of(node)
            if marks & ALL_BAD and (node not in immune or marks & m.DISCUSSION):
                add(node)
    return bad


def _is_beside(node: Node) -> bool:
    """Whether an element is a column beside the article, or holds readers' comments."""
    return node.tag in m.COLUMNS or bool(marks_of(node) & m.DISCUSSION)


def _weighed(
    runs: list[Run], raw: list[int], bad: set[Node], beside: dict[Node, bool], stated: StatedText | None
) -> tuple[list[float], int]:
    """What each run weighs, and the characters of running text outside of columns and comments.

    `beside` remembers which elements stand in those.
    """
    weights: list[float] = []
    said = 0
    for run, before, behind in zip(runs, raw, raw[1:], strict=False):
        size, node = len(run.text), run.node
        if node in bad:
            weight = -0.35 * (size if size < 300 else 300)
            if before < behind:
                if any_around(node, beside, _is_beside):
                    weight *= _KNOWN_APART
                else:
                    said += behind - before
        elif before < behind:
            said += behind - before
            weight = (size if node.tag == "p" else size * 0.8) - run.links
            if stated is not None:
                weight *= 2.0 if stated.says(run.text) else 0.3
        elif node.tag in HEADINGS:
            weight = -2.0
        else:
            weight = -0.5 * (size if size < 60 else 60) - 5
        weights.append(weight)
    return weights, said


_KNOWN_APART = 0.3
"""What running text in columns and comments weighs of what other furniture does: nobody takes it for the article's."""


def find_body(page: Page, headline: Run | None = None) -> Body | None:
    """The container of the article's text, or None where nothing on the page reads like text.

    `headline` is the run that prints the headline: what stands under another one is another article.
    """
    runs, nodes = page.runs, page.nodes
    if figures := figures_of_text(nodes, runs):
        _free_of_captions(figures, nodes)
    others = other_articles(nodes, runs, headline)
    said_before = texty_before(runs)
    raw = without(said_before, others)
    given = plain(metadata_body(page))
    if not raw[-1] and others and headline is not None and not given:
        # All of the text stands under other headlines: the first may tell what the headline says.
        first = min(others, key=lambda node: node.first)
        if tells_of(headline.text, runs[first.first : first.last]):
            others.discard(first)
            raw = without(said_before, others)
    total = raw[-1]
    if not total:
        return None
    large = large_nodes(runs, raw)
    immune = immune_nodes(large, raw).union(paragraphs_of_text(runs, raw))
    bad = bad_nodes(nodes, immune, others)
    stated = StatedText(given) if len(given) > 400 else None
    beside: dict[Node, bool] = {}
    weights, said = _weighed(runs, raw, bad, beside, stated)
    for at in page.walked.menus:
        if at:
            weights[at - 1] -= _MENU_WEIGHT
    least = (said or total) / _LEAST_SHARE
    sums = [0.0, *accumulate(weights)]
    props = {el.ident for prop, el, _ in page.walked.itemprops if "articleBody" in prop}
    best, best_score, rule = nodes[0], float("-inf"), "text-weight"
    for node in large:
        if (
            raw[node.last] - raw[node.first] < least
            or node.tag in _LINES
            or (said and node in bad and any_around(node, beside, _is_beside))
        ):
            continue
        score = sums[node.last] - sums[node.first]
        why = "text-weight"
        if score > 0:
            if props and node.ident in props:
                score *= 1.25
                why = "microdata"
            elif m.says_body(node):
                score *= 1.12
                why = "class-name"
            elif node.tag == "article":
                score *= 1.05
                why = "article-element"
            if stated is not None:
                why = "json-ld-alignment"
        if score >= best_score:
            best, best_score, rule = node, score, why
    if (named := _named_at_headline(best, nodes, raw, headline)) is not None:
        best, rule = named, "class-name"
    return Body(with_alike(best, nodes, raw, bad), rule, stated, immune)


def _named_at_headline(best: Node, nodes: list[Node], raw: list[int], headline: Run | None) -> Node | None:
    """The element that says it holds the text, soon behind the headline, where what weighs most stands at the side.

    A short text weighs less than a column of teasers, and than a standfirst in the header of its article.
    """
    if headline is None or not (best.tag == "header" or _is_at_the_side(best)):
        return None
    at = headline.index
    for node in nodes:
        if at < node.first <= at + _SOON and not node.first <= best.first < node.last and m.says_body(node):
            if marks_of(node) & m.CAPTION:
                continue  # "article-body-content-main-photo"
            if best.first <= at < best.last and node.first < best.last:
                continue  # in the header itself
            if raw[node.last] - raw[node.first] >= _LEAST_NAMED:
                return node
    return None


_SIDE = re.compile(
    r"(?:^|[\s_-])(?:side-?bar|(?:left|right|side)-?(?:bar|col|column|rail)|(?<!main-)(?<!center-)(?<!content-)rail)(?:$|[\s_-])",
    re.I,
)
_SOON = 20
"""Runs behind the headline in which its text begins: a standfirst, a byline and buttons may come first."""
_LEAST_NAMED = 80
"""Characters of running text in an element that says it holds the text."""


def _is_at_the_side(node: Node) -> bool:
    """Whether an element, or one of those close around it, is called a column beside the text."""
    at: Node | None = node
    for _ in range(3):
        if at is None or at.tag == "body":
            break
        if _SIDE.search(at.sig):
            return True
        at = at.parent
    return False
