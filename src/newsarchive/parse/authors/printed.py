"""Authors as a page prints them at the headline: bylines, links to authors, words for the writer."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from newsarchive.parse import marks as m
from newsarchive.parse.authors.in_text import is_of_common_words
from newsarchive.parse.authors.names import cut_names, looks_like_name, looks_like_person, squeezed
from newsarchive.parse.authors.places import is_place
from newsarchive.parse.authors.undated import undated
from newsarchive.parse.authors.words import AGENCY_ALONE, BYLINE, DESK_ALONE, SOURCE
from newsarchive.parse.blocks.small_boxes import small_box
from newsarchive.parse.body import Body
from newsarchive.parse.furniture import credit_line
from newsarchive.parse.marks import any_around, any_mark, marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.text import ends_sentence
from newsarchive.parse.titles import SECTIONS
from newsarchive.parse.tree import Element
from newsarchive.parse.walk import HEADINGS, Node, Run

_LONGEST = 160
_BEFORE, _BEHIND = 6, 30
"""So many runs of text before and behind the headline its byline may stand."""
_LONG_TEXT = 200
_PARAGRAPHS = 3
"""Behind so many paragraphs of text no byline of the headline's stands any more."""
_RIGHT_BELOW = 3
"""Runs behind the headline in which a byline begins whose box is named after the link to the comments in it."""
_MOST = 12
_CHILDREN = 40
_ONE_PLACE = 6
"""Elements further behind the first one name the writers of something else."""

_SIGN = r"\s*[:：/∕／|｜=＝]"
_NO_NAME = r"从從在获獲了注看发發采採走会會节節站来來见見问問调調手观觀团團协協证證们們联聯今近日昨梳查致就对對通以拨随隨表提按也还還进進根实實独獨多现現当當与與向"
"""What begins no name behind the word for a reporter: "记者从海关获悉", the reporter has learned."""
_LABELLED = re.compile(
    rf"(?:(?:(?:作者|撰文者?|기자명|작성자)(?:{_SIGN}|\s)|(?:執筆者?|著者|(?<![\u4e00-\u9fff])文){_SIGN})\s*(?:记者|記者)?|(?:记者|記者)(?:{_SIGN})?)"
    rf"\s*(?![{_NO_NAME}])"
    r"(?P<a>[\u4e00-\u9fff·]{2,5}(?:、[\u4e00-\u9fff·]{2,5})*(?:\s[\u4e00-\u9fff]{2,3}(?=\s|$)(?!\s[摄攝]))*|[\uac00-\ud7a3]{2,5})"
    r"(?=[\s　∕/／，,、;；）)】]|$)(?!\s?[摄攝](?:\W|$))"
    r"|(?P<b>[\uac00-\ud7a3]{2,5}(?:[·,]\s?[\uac00-\ud7a3]{2,5})*)\s+(?:(?:선임|수석|전문|인턴)?기자|특파원|칼럼니스트|논설위원|평론가)(?=\s|$)"
    r"|[（(][^（）()]{1,12}(?:部|班|記者|支局)[・･](?P<c>[\u3040-\u30ff\u4e00-\u9fff]{2,8})[）)]\s*$"
)
"""Names of scripts without spaces stand behind (or before) a word for the writer."""
_EAST = re.compile("[\u4e00-\u9fff\uac00-\ud7a3]")
_TOLD = re.compile(r"[向对對跟由告][\u4e00-\u9fff]{0,8}\Z")
"""Right before the word for a reporter: somebody told one something."""
_BLANK = re.compile(r"\s+")
_AFTER_BAR = re.compile(
    r"(?:^|[|·•]\s*)(?i:(?:redactado|escrito|publicado|scritto|written|posted|verfasst)\s+)?(?i:by|von|par|por|di|door|av|af)\s+(?P<name>[A-ZÀ-Þ][^|·•\d]{3,60})$"
)
_BEHIND_DATE = re.compile(
    r"^\s*(?i:posted|published|submitted|written|created|added)\s(?=\D{0,30}\d)[^|]{6,60}?\s(?i:by)\s+(?P<name>[^\W\d_][\w.'’ -]{1,40})(?:[|(·].*)?$"
)
"""Who posted it, behind the day: "Posted on Wednesday, October 08, 2003 by Ada Brown"."""
_DATE_AND_NAME = re.compile(
    r"^\W*(?P<date>(?=.{0,12}\d[./-]\d\d?[./-]\d|\d\d?\.?\s[^\W\d_]{3,12}\s\d{4})\d[^|©]{6,50}?)(?:\s(?:Uhr|h))?,?\s(?:by|von|par|por|door|av|af)\s+(?P<name>[^\W\d_][\w.'’ -]{1,40})$"
)
"""A day, perhaps a time, and who wrote it: "11.09.2011, 16:20 von Ada Brown"."""


def near(page: Page, headline: Run | None) -> list[Run]:
    """The runs around the headline, up to where the text is under way; no readers' comments."""
    at = headline.index if headline is not None else 0
    headings = _linked_headings(page, at)
    found: list[Run] = []
    paragraphs = 0
    known: dict[Node, bool] = {}
    pictures: dict[Node, bool] = {}

    def is_discussion(node: Node) -> bool:
        soon = 0 < node.first - at <= _RIGHT_BELOW and node.last - node.first <= _IN_BYLINE
        return _is_discussion(node) and not (soon and BYLINE.match(" ".join(node.text[:_LONGEST].split())))

    def is_caption(node: Node) -> bool:
        return bool(marks_of(node) & m.CAPTION) and not node.first <= at < node.last

    for run in page.runs[max(0, at - _BEFORE) : at + _BEHIND]:
        if run.index < at and headline is not None and _is_of_others(run.node, headline.index):
            continue
        if run.index > at and len(run.text) > _LONG_TEXT:
            paragraphs += 1
            if paragraphs > _PARAGRAPHS:
                break
        elif (
            len(run.text) <= _LONGEST
            and not any_around(run.node, known, is_discussion)
            and not any_around(run.node, pictures, is_caption)  # who took the picture
            and not (headings and run.index > at and _in_teaser(page, run.node, at, headings))
        ):
            found.append(run)
    return found


def _is_of_others(node: Node | None, headline: int) -> bool:
    """Whether an element stands in a column of the page, or in an article that does not hold the headline."""
    while node is not None:
        if node.tag in m.COLUMNS:
            return True
        if not node.first <= headline < node.last:
            is_long_list = node.tag in _LISTS and node.last - node.first > _IN_BYLINE
            if node.tag == "article" or is_long_list:
                return True
        node = node.parent
    return False


_LISTS = ("ul", "ol")


def _linked_headings(page: Page, at: int) -> list[int]:
    """The runs of the headings behind one that are links: the titles of other pages."""
    firsts = (node.first for node in page.nodes if node.tag in HEADINGS and at < node.first < node.last)
    return [first for first in firsts if page.runs[first].links * 2 >= page.runs[first].size]


def _in_teaser(page: Page, node: Node | None, at: int, headings: list[int]) -> bool:
    """Whether an element stands in an item of a list, or a small article, with the title of another page behind `at`."""
    for _ in range(_LEVELS):
        if node is None or node.last - node.first > _IN_BYLINE or node.first <= at < node.last:
            break
        if node.tag in _TEASERS and bisect_left(headings, node.first) < bisect_left(headings, node.last):
            return sum(run.size for run in page.runs[node.first : node.last]) <= _TEASER_SIZE
        node = node.parent
    return False


_TEASER_SIZE = 400
"""Characters of a teaser at most."""
_LEVELS = 6
_TEASERS = ("li", "article")


def _is_discussion(node: Node) -> bool:
    """Whether an element holds comments; a byline with a link to them does not."""
    marks = marks_of(node)
    return bool(marks & m.DISCUSSION) and not (marks & m.BYLINE and node.last - node.first <= _IN_BYLINE)


def byline_elements(runs: list[Run]) -> list[str]:
    """Texts of elements that call themselves byline or author."""
    inline: list[str] = []
    whole: list[str] = []
    first = None
    for run in runs:
        if first is not None and run.index > first + _ONE_PLACE:
            break
        inline.extend(
            _parted(inner)
            for size, inner in run.inner[-_MOST:]
            if size <= _LONGEST and inner.last - inner.first <= 1 and marks_of(inner) & m.BYLINE
        )
        node = run.node
        if run.links * 10 >= run.size * 9 and _is_of_subjects(node):
            continue
        for _ in range(3):
            if node.tag in _WHOLE or node.last - node.first > _IN_BYLINE:
                break  # the class of an article names its writer
            if marks_of(node) & m.BYLINE or _is_name_in_address(node, run.text):
                whole.append(_parted(run.node) if run.node.last - run.node.first == 1 else run.text)
                break
            if node.parent is None:
                break
            node = node.parent
        if first is None and (inline or whole):
            first = run.index
    return (inline or whole)[:_MOST]


def _is_of_subjects(node: Node) -> bool:
    """Whether the first link of an element leads to a category or a tag: the box of a byline may name them too.

    Some programs call their lists of writers tags as well.
    """
    link = next(iter(_links(node)), None)
    if link is None:
        return False
    kinds = (link.get("rel") or "").split()
    return "category" in kinds or ("tag" in kinds and _SUBJECT.search(link.get("href") or "") is not None)


_SUBJECT = re.compile(
    r"/(?:categor(?:y|ies|ia|ie)|kategorien?|rubri[ck]s?|tags?|topics?|themen?|sections?)/", re.I
)


def _is_name_in_address(node: Node, text: str) -> bool:
    """Whether an element is an `<address>` of one line that is full names; others say where somebody is."""
    if node.tag != "address" or node.last - node.first > 1 or _DIGIT.search(text):
        return False
    names = cut_names(text)
    return bool(names) and all(map(looks_like_person, names))


_WHOLE = frozenset(("article", "main", "body"))
_IN_BYLINE = 12
"""Runs in a box of bylines."""
_BETWEEN = re.compile(r"\x1f\s\x1f")
"""A blank, and nothing else, between two elements."""
_TOUCH = re.compile(r"([^\s\x1f])\x1f+(?=([^\s\x1f]))")
_SPACED = range(0x590, 0x2000)
"""Characters of scripts without capitals that write blanks."""


def _parted(element: Element) -> str:
    """The text of an element; where two elements inside touch, or are full names with a blank between, a bar parts them."""
    text = element.raw.text(deep=True, separator="\x1f", strip=False)
    if len(names := _BETWEEN.split(text)) > 1 and all(map(looks_like_person, names)):
        return " | ".join(names)
    return " ".join(_TOUCH.sub(_bar, text).replace("\x1f", "").split())


def _bar(touch: re.Match[str]) -> str:
    """What parts two elements that touch: a bar, but for where they may be two parts of one word."""
    last, first = touch.groups()
    parts = (
        first == "@"
        or (first.isdigit() and last.isalpha())
        or (first.isupper() and (last.islower() or ord(last) in _SPACED))
        or (ord(first) in _SPACED and ord(last) in _SPACED)
    )
    return f"{last} | " if parts else last


def _touching(run: Run) -> str:
    """The text of a run, parted where elements in it touch."""
    element = run.inner[-1][1] if run.inner and run.inner[-1][0] >= run.size else run.node
    return _parted(element) if element.last - element.first <= 1 else run.text


_ALONE = 40
"""Characters that a line of nothing but words for "by" does not reach."""
_BY_ALONE = re.compile(
    r"^\s*(?:(?:(?:written|words|text|story)\s+)?(?:by|von|par|por|di|door|av|af|autor(?:in)?)\s*:?"
    r"|(?:text|texte|texto|words)(?:\s*(?:&|und|and|et|y)\s*(?:fotos?|bild(?:er)?|photos?|pictures))?\s*:)\s*$",
    re.I,
)


_DATE_AT_NAME = re.compile(r"(?<=[a-zà-ÿ]{2})(?=\d{1,2}[\s./-])")
"""Where a date touches the name that stands in the element before it."""


def byline_text(runs: list[Run]) -> list[str]:
    """Short lines that begin with "By", and have names and no prose behind it; or "By", then lines of names."""
    found: list[str] = []
    first = behind_by = -1
    for run in runs:
        if found and run.index > first + _ONE_PLACE:
            break
        names: list[str] = []
        text = run.text
        begins = len(text) < 90 and BYLINE.match(text) is not None
        if begins or run.index == behind_by:
            text = _touching(run)
        if begins:
            text = _DATE_AT_NAME.sub(" | ", text)
            names = cut_names(text)
        elif run.index == behind_by:
            names = [name for name in cut_names(text) if looks_like_person(name)]
        if names and looks_like_name(names[0]):
            first = run.index if not found else first
            found.append(text)
        if (len(run.text) < _ALONE and _BY_ALONE.match(run.text)) or (names and run.index == behind_by):
            behind_by = run.index + 1
    return found


_WRITERS = r"authors?|autor(?:a|es|en)?|auteurs?|autori|redakteure?|contributors?|columnists?|journalists?|writers?|reporters?|yazar(?:lar)?|penulis|by"
_WRITER_PAGE = re.compile(rf"/(?:{_WRITERS})/[^/?#]+", re.I)
"""The address of somebody who writes; one of a person may be that of who is in the news."""
_AUTHOR_PAGE = re.compile(rf"/(?:{_WRITERS}|experts?|profiles?|people|staff)/[^/?#]+", re.I)


def links_to_authors(runs: list[Run]) -> list[str]:
    """The full names among the links near the headline that lead to the page of an author."""
    found = []
    for run in runs:
        if not run.links or run.node.last - run.node.first > _ONE_PLACE:
            continue
        if run.links * 2 < run.size and ends_sentence(run.text):
            continue  # somebody whom the text speaks of
        for link in _links(run.node):
            text = " ".join(link.text.split())
            if _AUTHOR_PAGE.search(link.get("href") or "") and looks_like_person(text):
                found.append(text)
    return found[:_MOST]


def _links(node: Node) -> list[Element]:
    """An element that is a link, else the first links among its children and their first children."""
    if node.tag == "a":
        return [node]
    found = []
    child = node.raw.child
    for _ in range(_CHILDREN):
        if child is None:
            break
        link = child if child.tag == "a" else child.child
        if link is not None and link.tag == "a":
            found.append(Element("a", link, link.attributes))
        child = child.next
    return found


def author_links(page: Page, headline: Run | None) -> list[str]:
    """Links near the headline that say they lead to the author."""
    at = headline.index if headline is not None else 0
    found: list[str] = []
    known: dict[Node, bool] = {}
    for rel, el, index in page.walked.rels:
        if len(found) == _MOST:
            break
        is_near = at - _BEFORE <= index <= at + _BEHIND and index < len(page.runs)
        if is_near and "author" in rel and not any_around(page.runs[index].node, known, _is_discussion):
            found.append(" ".join(el.text.split()))
    return found


def labelled(page: Page, runs: list[Run], body: Body | None = None) -> list[str]:
    """A name behind a word for the writer, in a short line near the headline or at the end of the text or page."""
    end = page.runs[max(body.node.first, body.node.last - _LAST) : body.node.last] if body is not None else []
    if found := _labelled([*runs, *end], eastern=True):
        return found
    headings = _linked_headings(page, -1)
    last = [run for run in page.runs[-40:] if not _in_teaser(page, run.node, -1, headings)]
    return _labelled([*runs, *last])


def _labelled(runs: list[Run], *, eastern: bool = False) -> list[str]:
    for run in runs:
        if len(run.text) > 120:
            continue
        found = _LABELLED.search(run.text) if not run.text.isascii() and _EAST.search(run.text) else None
        if found is not None and _TOLD.search(run.text, 0, found.start()) is None:
            return [_BLANK.sub("、", next(name for name in found.groups() if name))]
        if eastern:
            continue
        if (found := _AFTER_BAR.search(run.text)) and "©" not in run.text:
            return [found["name"]]
        if found := _BEHIND_DATE.match(run.text):
            return [found["name"]]
        if (found := _DATE_AND_NAME.match(run.text)) and credit_line(found["date"]) == "date line":
            return [found["name"]]
        if SOURCE.match(run.text):
            names = [name for name in cut_names(run.text) if looks_like_person(name)]
            if names:
                return names
    return []


_LAST = 8
"""Runs at the end of the text among which its writer may be named."""
_WORDS_OF_DATES = re.compile(r"\b(?:am|vom|le|on|from|der|den)\b")


def agency_line(runs: list[Run], headline: Run | None) -> list[str]:
    """A line soon below the headline that, a date aside, is nothing but the name of a news agency or desk."""
    for run in runs:
        if headline is None or not headline.index < run.index <= headline.index + 4 or len(run.text) > 40:
            continue
        if DESK_ALONE.fullmatch(run.text) and not any_mark(run.node, m.CAPTION):
            return [run.text]
        names = cut_names(_WORDS_OF_DATES.sub(" ", run.text))
        if len(names) == 1 and AGENCY_ALONE.fullmatch(names[0]) and not any_mark(run.node, m.CAPTION):
            return names
    return []


def byline_below(page: Page, body: Body | None) -> list[str]:
    """Texts of elements that call themselves byline or author right below the text, where magazines and blogs sign."""
    if body is None:
        return []
    known: dict[Node, bool] = {}

    def is_other(node: Node) -> bool:
        return node.tag in _OTHERS or bool(marks_of(node) & (m.DISCUSSION | m.CAPTION))

    end = body.node.last
    runs = page.runs[max(body.node.first, end - _AT_END) : end + _BELOW_END]
    return byline_elements([run for run in runs if not any_around(run.node, known, is_other)])


def bio_below(page: Page, body: Body | None) -> list[str]:
    """The name that a note right below the text begins with, as a link to the page of an author: "Ada Brown is …"."""
    if body is None:
        return []
    end = body.node.last
    for run in page.runs[max(body.node.first, end - _AT_END) : end + _BIO_WITHIN]:
        if run.links and not any_mark(run.node, m.DISCUSSION | m.CAPTION):
            for link in _links(run.node)[:1]:
                name = " ".join(link.text.split())
                says = run.text.startswith(name) and _SAYS_WHO.match(run.text, len(name))
                if says and looks_like_person(name) and _WRITER_PAGE.search(link.get("href") or ""):
                    return [name]
    return []


_BIO_WITHIN = 8
"""Runs behind the text in which a note on its writer begins."""
_SAYS_WHO = re.compile(
    r"\s(?:is|writes|covers|reports|works|ist|schreibt|arbeitet|est|écrit|es|escribe|è|scrive)\s"
)
_OTHERS = frozenset(("aside", "nav"))
_AT_END, _BELOW_END = 2, 4
"""So many runs before and behind the end of the text."""
_DASH = re.compile(r"\s+[-–—]\s+")
_DIGIT = re.compile(r"\d")


def behind_site(runs: list[Run], headline: Run | None, site_names: frozenset[str]) -> list[str]:
    """The name behind the site's and a dash, on a line of its own soon below the headline: "Herald - Ada Brown"."""
    for run in runs:
        if headline is None or not headline.index < run.index <= headline.index + 6 or len(run.text) > 60:
            continue
        site, *names = _DASH.split(run.text)
        if len(names) == 1 and squeezed(site) in site_names:
            name = names[0]
            if 2 <= len(name.split()) <= 4 and not _DIGIT.search(name) and not ends_sentence(name):
                return [name]
    return []


def above_date(page: Page, runs: list[Run], headline: Run | None) -> list[str]:
    """A full name on a line of its own at the headline, with the date on the next line but one in the same small box.

    Names of sections and labels are made of words that stand elsewhere on the page, in small letters or in its menu.
    """
    for run, behind in pairwise(runs):
        if headline is None or not headline.index < run.index <= headline.index + 4:
            continue
        box = small_box(run, _WITH_DATE)
        if box is None or not looks_like_person(run.text) or is_place(run.text) or run.links:
            continue
        dated = [
            other for other in runs if run.index < other.index <= run.index + 2 and other.index < box.last
        ]
        if behind.index >= box.last or not any(credit_line(other.text) == "date line" for other in dated):
            continue
        others = [other for other in page.runs if other is not run]
        if run.text not in {other.text for other in others} and not is_of_common_words(run, others):
            return [run.text]
    return []


_WITH_DATE = 6
"""Runs in a box of a name, a source and a date."""
_BAR = re.compile(r"[|·•]")
_DATED = 120
"""Characters that a line with a name and a date does not reach."""
_ASIDE = 24
"""Letters that may stand in it beside them: a post, a place."""


def dated_name(page: Page, runs: list[Run], headline: Run | None, site_names: frozenset[str]) -> list[str]:
    """A line at the headline that holds a date and full names or an agency, with a bar or dot between them.

    Before a comma or dash stands the place ("Oslo - 5 November"), before a bar only one that is known as such,
    or the section, which the menu above lists as well.
    """
    for run in runs:
        if headline is None or not headline.index - 2 <= run.index <= headline.index + 4:
            continue
        if len(run.text) >= _DATED or not any(char.isdigit() for char in run.text):
            continue
        line = _touching(run)
        if not _BAR.search(line) or (rest := undated(line)) == line:
            continue
        names = cut_names(line, site_names)
        for name in names:
            rest = rest.replace(name, "", 1)
        if not names or not all(map(_is_author, names)) or sum(map(str.isalpha, rest)) >= _ASIDE:
            continue
        if not any(squeezed(name) in site_names for name in names):
            above = {other.text for other in page.runs[: headline.index]}
            return [] if above.intersection(names) else names
    return []


def _is_author(name: str) -> bool:
    """Whether a text is a person's full name and no place or section, or the name of an agency or desk."""
    if is_place(name) or squeezed(name) in SECTIONS:
        return False
    return looks_like_person(name) or bool(AGENCY_ALONE.fullmatch(name) or DESK_ALONE.fullmatch(name))
