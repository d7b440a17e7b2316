"""The standfirst: the sentence or two between headline and text that sum the article up."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive.parse import marks as m
from newsarchive.parse.blocks import Piece
from newsarchive.parse.furniture import boilerplate, credit_line, is_picture_credit, says_machine_made
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import CUT, ends_sentence, is_lighter, key, plain, words
from newsarchive.parse.titles import forms, letters_of
from newsarchive.parse.walk import HEADINGS, INLINE, Node, Run

MAX_LENGTH = 900


def stated_summaries(page: Page, title: str) -> Iterator[tuple[str, str]]:
    """The descriptions that the metadata gives, but for those that only say the headline, the page's title or the site's."""
    names = (title, page.first_meta("og:title") or "", *(el.content for el in page.walked.titles[:1]))
    known = {forms(name)[1] for name in (*names, page.first_meta("og:site_name") or "")}
    on_tab = letters_of(key(names[-1])) if len(names) == 3 else ""
    for rule, text in _descriptions(page):
        letters = letters_of(key(text))
        if letters not in known and not (len(letters) >= _LONG_HEADLINE and letters in on_tab):
            yield rule, text


def says_of(description: str, texts: list[str]) -> bool:
    """Whether a description has a word or two in common with an article's texts.

    Many sites describe themselves on each of their pages. Words count by their first letters: their ends
    differ by grammar. Scripts without spaces have no such words, and what they describe is taken as it is.
    """
    stated = words(description)
    telling = {word[:_TELLING] for word in stated if len(word) >= _TELLING}
    if len(telling) < _ENOUGH or len(description) > _LONG_WORDS * len(stated):
        return True
    said: set[str] = set()
    for text in texts:
        said.update([word[:_TELLING] for word in words(text)])
        if len(telling & said) >= _COMMON:
            return True
    return len(said) < _SAID


_SAID = 60
"""Different words of an article by which a description can be judged."""
_LONG_WORDS = 14
"""Characters for each word from which on a script has no spaces."""
_TELLING, _ENOUGH, _COMMON = 5, 5, 2
"""Letters of a word that tells what a text is about; how many such a description has, and shares with its article."""


def _descriptions(page: Page) -> Iterator[tuple[str, str]]:
    for node in page.ld_articles[:1]:
        yield "json-ld", plain(node.get("description"))
    yield "og-description", page.first_meta("og:description") or ""
    yield "meta-description", page.first_meta("description", "twitter:description") or ""


Found = tuple[list[Run], str]
"""Runs of the page, and the rule that knew them."""
_NOTHING: Found = ([], "")


def find_standfirst(page: Page, title: str, headline: Run | None, pieces: list[Piece], begins: int) -> Found:
    """The run (or the few) that is the standfirst, and the rule that knew it.

    Looked for between the headline and the first run of the text: a run that says what the metadata
    gives as description, one whose element calls itself standfirst, or a heading that is a sentence.
    Then in the text itself, likewise. `title` is the headline, `pieces` are those of the text, whose box
    begins with run `begins`.
    """
    if not pieces:
        return _NOTHING
    first = pieces[0].runs[0]
    above = headline is not None and headline.index < first.index
    begin = headline.index + 1 if headline is not None and above else max(0, first.index - _AHEAD)
    own = forms(title)[1]
    before = [run for run in page.runs[begin : first.index] if not _says(run.text, own)]
    stated = [
        key(value)
        for value in dict.fromkeys([value for _, value in stated_summaries(page, title)])
        if not is_lighter(value, _STATED + 1)
    ]
    found = _before_text(before, stated)
    if not found[0] and above:
        found = _beside_heading(before or [first], headline) or _heading_below(before, headline)
        if not found[0] and not stated:
            found = _sentence_below([run for run in before if run.index < begins], headline)
    if not found[0]:
        after = headline.index if headline else -1
        found = _in_text([piece.runs[0] for piece in pieces[:_POINTS] if piece.runs[0].index > after], stated)
        if found[1] == "class-name" and _is_resumed(found[0], pieces):
            found = _NOTHING
    if not found[0] and pieces[0].kind == "subhead" and _is_sentence(pieces[0].text):
        found = _with_next([piece.runs[0] for piece in pieces[:_POINTS]], 0), "heading-above-text"
    if found[0] and found[0][0].index >= first.index and len(found[0]) * 2 > len(pieces):
        found = found[0][:1], found[1]  # the text itself is made of such elements
    if found[1] == "class-name":
        for piece in pieces[:_POINTS]:
            if 1 < len(piece.runs) <= _POINTS and found[0][-1] is piece.runs[0]:
                return [*found[0], *piece.runs[1:]], found[1]
    return found


def _with_next(runs: list[Run], at: int) -> list[Run]:
    """A run, and those that go with it: a standfirst of some points.

    They stand behind it in elements of the same kind in the same small box, or are lines of one small element.
    """
    node = _point(runs[at])
    found = [runs[at]]
    box = node.parent
    in_box = box is not None and box.last - box.first <= _POINTS
    in_lines = node.last - node.first <= _POINTS and (
        node.tag in HEADINGS or bool(marks_of(node) & m.STANDFIRST)
    )
    for run in runs[at + 1 :]:
        other = _point(run)
        if other is node:
            if not in_lines:
                break
        elif not in_box or other.parent is not box or (other.tag, other.sig) != (node.tag, node.sig):
            break
        if _possible(run, _own_marks(run)):
            found.append(run)
    return found


def _point(run: Run) -> Node:
    """The element of a line: not the one that sets it in bold type; where a list item holds nothing else, the item."""
    node = run.node
    if node.tag in INLINE and node.parent is not None:
        node = node.parent
    outer = node.parent
    return outer if outer is not None and outer.tag == "li" and outer.last - outer.first == 1 else node


def _says(text: str, headline: str) -> bool:
    """Whether a line holds all the letters of the headline in their order: it prints the headline again."""
    return _LONG_HEADLINE <= len(headline) <= len(text) and headline in letters_of(key(text))


_LONG_HEADLINE = 15
"""Letters of a headline that a standfirst repeats by no chance."""


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) or len(text) > _LONG_HEADING


_LONG_HEADING = 80
"""Characters that a subhead does not have."""


def _before_text(runs: list[Run], stated: list[str]) -> Found:
    """What says the same as the description, whatever box it stands in; else what its element calls so."""
    named: int | None = None
    for at, run in enumerate(runs):
        text = run.text
        if len(text) > MAX_LENGTH or is_lighter(text, MIN_NAMED):
            continue
        marks = _own_marks(run)
        if (
            stated
            and not is_lighter(text, _STATED + 1)
            and _is_stated(text, stated, 0.8 if marks & _UNFIT else 0.0)
        ):
            unfit = _own_marks(run, 1) & _UNFIT or _in_form(run.node)
            if not unfit and _possible(run, m.STANDFIRST):
                return _with_next(runs, at), "described"
        if not (marks & m.STANDFIRST or (at < _SOON and _is_teaser(run))) or marks & _UNFIT:
            continue
        if text.endswith(CUT) or text[:1].islower() or credit_line(text) or _in_form(run.node):
            continue
        whole = not is_lighter(text, _WHOLE) or ends_sentence(text)
        if _possible(run, marks) and (named is None or (whole and len(runs[named].text) < _WHOLE)):
            named = at
    return _NOTHING if named is None else (_with_next(runs, named), "class-name")


def _is_stated(text: str, stated: list[str], whole: float) -> bool:
    """Whether a printed text is a stated one, of which it must have that share of the length."""
    folded = key(text)
    return any(len(text) >= whole * len(value) and _agrees(folded, value, dated=True) for value in stated)


_STATED = 30
"""Characters of a description that a printed text agrees with by no chance."""
_UNFIT = m.CAPTION | m.BYLINE | m.HIDDEN
_WHOLE = 40
"""Characters from which on a standfirst says something."""


def _is_teaser(run: Run) -> bool:
    """Whether a paragraph below the headline is what teasers of the article show."""
    text = run.text
    return "teaser" in run.node.sig.lower() and len(text) >= 80 and not run.links and ends_sentence(text)


def _in_form(node: Node | None) -> bool:
    """Whether an element stands in a form: to subscribe, to sign in. Some systems have one around the whole page."""
    for _ in range(4):
        if node is None or node.tag == "form":
            break
        node = node.parent
    return node is not None and node.tag == "form" and node.last - node.first <= _FORM_RUNS


_FORM_RUNS = 12
"""Runs of a form that is filled in."""


def _heading_below(runs: list[Run], headline: Run | None) -> Found:
    """A heading as long as a sentence, soon behind the headline."""
    unfit = _UNFIT | m.FURNITURE | m.DISCUSSION
    for at, run in enumerate(runs[:_SOON]):
        if run.node.tag in HEADINGS and len(run.text) >= _SENTENCE and not _is_credited(runs, at):
            marks = _own_marks(run)
            if not marks & unfit and not _is_in_another_headline(run, headline) and _possible(run, marks):
                return _with_next(runs, at), "heading-below-headline"
    return _NOTHING


def _is_in_another_headline(run: Run, headline: Run | None) -> bool:
    """Whether a run stands in an element called headline that does not hold the headline as well."""
    node: Node | None = run.node
    for _ in range(3):
        if node is None:
            break
        if marks_of(node) & m.HEADLINE and not (headline and node.first <= headline.index < node.last):
            return True
        node = node.parent
    return False


def _beside_heading(runs: list[Run], headline: Run | None) -> Found | None:
    """A paragraph that is a sentence, right behind the headline in the same header (HTML, 4.3.7 and 4.3.8)."""
    box = headline.node.parent if headline is not None else None
    if box is None or box.tag not in ("header", "hgroup") or not runs:
        return None
    run = runs[0]
    if (
        run.node.tag != "p"
        or run.node.parent is not box
        or len(run.text) < _SENTENCE
        or run.links * 2 > run.size
    ):
        return None
    if not ends_sentence(run.text) or _own_marks(run) & (_UNFIT | m.FURNITURE) or credit_line(run.text):
        return None
    return _with_next(runs, 0), "below-headline"


def _sentence_below(runs: list[Run], headline: Run | None) -> Found:
    """A paragraph that is a sentence, soon behind the headline in the same box, where the text stands in another.

    For pages whose metadata describes nothing: elsewhere it may be a line about the page.
    """
    box = headline.node.parent if headline is not None else None
    unfit = _UNFIT | m.FURNITURE | m.DISCUSSION
    for at, run in enumerate(runs[:_SOON]):
        if run.node.parent is not box or run.node.tag not in ("p", "div") or len(run.text) < _SENTENCE:
            continue
        if not ends_sentence(run.text) or run.text.endswith(CUT):
            continue
        if credit_line(run.text) or _is_credited(runs, at):
            continue
        if not _own_marks(run) & unfit and _possible(run, 0):
            return _with_next(runs, at), "below-headline"
    return _NOTHING


def _is_credited(runs: list[Run], at: int) -> bool:
    """Whether the line behind says whose picture stands there: what is set above it is the picture's caption."""
    return at + 1 < len(runs) and is_picture_credit(runs[at + 1].text)


def _in_text(runs: list[Run], stated: list[str]) -> Found:
    for at, run in enumerate(runs):
        if at and runs[at - 1].node.tag == "p" and ends_sentence(runs[at - 1].text):
            break  # the text has begun
        if is_lighter(run.text, MIN_NAMED) or (at and run.node.tag in HEADINGS):
            continue
        marks = _own_marks(run)
        named = bool(marks & m.STANDFIRST)
        agrees = not named and at == 0 and _is_described(run, stated, _next_alike(runs, at))
        if (named or agrees) and _possible(run, marks):
            if named:
                return _with_next(runs, at), "class-name"
            return (_with_next(runs, at) if run.node.tag == "li" else [run]), "described"
        if at == 0 and any(_agrees(key(run.text), value) for value in stated):
            break  # so has it where a description was cut out of its first paragraph
    return _NOTHING


def _is_resumed(runs: list[Run], pieces: list[Piece]) -> bool:
    """Whether the text goes on, further down, in elements named like those of the standfirst: all its boxes are.

    The piece right behind it may be one more line of the standfirst.
    """
    name = _name_of(runs[0])
    behind = [piece for piece in pieces if piece.runs[0].index > runs[-1].index and not piece.dropped]
    return name is not None and any(_name_of(piece.runs[0]) == name for piece in behind[1:])


def _name_of(run: Run) -> tuple[str, str] | None:
    """Tag, class and id of the element around a run that calls itself standfirst."""
    node: Node | None = run.node
    while node is not None and node.tag not in ("article", "main", "body"):
        if marks_of(node) & m.STANDFIRST:
            return node.tag, node.sig
        node = node.parent
    return None


def _next_alike(runs: list[Run], at: int) -> str:
    """The paragraph behind one, where it is of the same kind: beside it, with the same class."""
    if at + 1 == len(runs):
        return ""
    node, behind = runs[at].node, runs[at + 1].node
    alike = node.parent is behind.parent and (node.tag, node.sig) == (behind.tag, behind.sig)
    return runs[at + 1].text if alike and node.tag != "li" else ""


def _is_described(run: Run, stated: list[str], behind: str) -> bool:
    """Whether the first run of a text is a stated description, and not the paragraph that one was cut out of.

    A description that breaks off in it says nothing of a run in plain type; one that goes on with the text behind it
    is an excerpt of both.
    """
    text, is_bold = key(run.text), run.bold * 10 >= run.size * 9
    beginning = key(behind)[:_GOES_ON]
    if len(beginning) == _GOES_ON and not is_bold:
        stated = [value for value in stated if beginning not in value[len(text) :]]
    return any(_agrees(text, value) and (is_bold or len(text) <= len(value) + _MORE) for value in stated)


_GOES_ON = 20
"""Characters with which a description goes on into the next paragraph."""
_MORE = 10
"""Characters by which a printed text may be longer than its description: a stop, a word for who wrote it."""
_AHEAD = 8
"""So many runs before the text are looked at where the headline does not stand above it."""
_POINTS = 6
"""Runs in a box of the points of a standfirst."""
_SOON = 4
"""So many runs behind the headline stands the heading that goes with it: kicker, byline, date may come first."""
_SENTENCE = 60
"""Characters from which on a heading says more than a label."""
MIN_NAMED = 15
"""Characters of a standfirst whose element says that it is one."""


def _possible(run: Run, marks: int) -> bool:
    size = len(run.text)
    if size < _WHOLE and run.text.endswith((":", "：")):
        return False  # a label
    if (
        size < 40
        and marks & m.STANDFIRST
        and run.links * 2 < run.size
        and not is_lighter(run.text, MIN_NAMED)
    ):
        return not boilerplate(run.text)
    dense = not run.text.isascii() and size >= 15
    return (
        (size >= 40 or dense)
        and size <= MAX_LENGTH
        and run.links * 2 < run.size
        and not boilerplate(run.text)
        and not says_machine_made(run.text)
    )


def _own_marks(run: Run, levels: int = 3) -> int:
    """The marks of a run's element, of so many small ones around it, and of inline ones that hold all of it."""
    node: Node | None = run.node
    marks = 0
    for size, inner in run.inner:
        if size * 10 >= run.size * 9:
            marks |= marks_of(inner)
    for _ in range(levels + (run.node.tag == "li")):
        if node is None or node.last - node.first > 4 or node.tag in ("article", "main", "body"):
            break
        marks |= marks_of(node)
        node = node.parent
    return marks


_DATELINE = 40
"""Characters of a place (and an agency) that a printed standfirst may begin with, and its description does not."""


def _agrees(text: str, value: str, dated: bool = False) -> bool:
    """Whether a printed text and a stated description are the same, one of them perhaps cut.

    With `dated`, the printed one may begin with a dateline. Not so in the text: there a dateline begins a report.
    """
    cut = value.rstrip(" .…")
    return not is_lighter(cut, _STATED + 1) and (
        cut[:120] in text[: 120 + (_DATELINE if dated else 0)]
        or (len(text) > 40 and value.startswith(text.rstrip(" .…")))
    )
