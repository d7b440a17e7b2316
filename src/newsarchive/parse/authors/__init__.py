"""Who wrote it: people or desks, cut apart, without "By", titles, addresses and dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsarchive.parse import marks as m
from newsarchive.parse.authors import in_text, printed, stated
from newsarchive.parse.authors.names import cleaned, looks_like_person, squeezed
from newsarchive.parse.authors.words import AGENCY
from newsarchive.parse.body import Body
from newsarchive.parse.marks import marks_of
from newsarchive.parse.page import Page
from newsarchive.parse.walk import Run

__all__ = ["author_offers", "cleaned"]

Names = tuple[str, ...]


def author_offers(
    page: Page, headline: Run | None, body: Body | None, site_names: frozenset[str]
) -> Iterator[tuple[str, Names]]:
    """What each rule takes for the authors, in the order of trust.

    People that the metadata names come first, then those that the page prints. An organisation in
    the metadata, or the site itself, is the author only where no person is printed.
    """
    desks: list[tuple[str, Names]] = []
    site: Names = ()
    runs = printed.near(page, headline)
    site_names = site_names | _on_the_tab(page.title or "")
    in_metadata: tuple[tuple[str, Callable[[], tuple[list[str], bool]]], ...] = (
        ("json-ld", lambda: stated.json_ld(page)),
        ("meta", lambda: stated.meta(page)),
        ("microdata", lambda: stated.microdata(page, headline)),
    )
    for rule, state in in_metadata:
        texts, is_desk = state()
        names = cleaned(texts, site_names)
        people = _not_the_site(names, site_names)
        if people and (
            is_desk
            or all(map(_is_desk, people))
            or _is_of_system(rule, people, headline)
            or _is_source(people, runs)
        ):
            desks.append((f"{rule}-desk", people))
            people = ()
        elif names and not people:
            site = site or names
        if people and (
            more := _more_in_line(people, runs, site_names) or _more_in_box(people, runs, site_names)
        ):
            yield "byline-names-more", more
        yield rule, people
    finders: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("byline-element", lambda: printed.byline_elements(runs)),
        ("byline-text", lambda: printed.byline_text(runs)),
        ("author-page", lambda: printed.links_to_authors(runs)),
        ("labelled", lambda: printed.labelled(page, runs, body)),
        ("dated-name", lambda: printed.dated_name(page, runs, headline, site_names)),
        ("above-date", lambda: printed.above_date(page, runs, headline)),
        ("behind-site", lambda: printed.behind_site(runs, headline, site_names)),
        ("reported-by", lambda: in_text.reported_by(page, body)),
        ("agency-line", lambda: printed.agency_line(runs, headline)),
        ("opening-name", lambda: in_text.opening_name(page, body)),
        ("signature", lambda: in_text.signature(page, body)),
        ("byline-below", lambda: printed.byline_below(page, body)),
        ("bio-below", lambda: printed.bio_below(page, body)),
        ("author-link", lambda: printed.author_links(page, headline)),
    )
    for rule, find in finders:
        names = cleaned(find(), site_names, printed=True)
        people = _not_the_site(names, site_names)
        if people and (desks or site):
            people = tuple(filter(_person_or_agency, people))
        elif names and not people:
            site = site or names
        yield rule, people
    yield from desks
    yield "site-as-author", site


def _not_the_site(names: Names, site_names: frozenset[str]) -> Names:
    return tuple(name for name in names if squeezed(name) not in site_names)


def _is_of_system(rule: str, people: Names, headline: Run | None) -> bool:
    """Whether a meta element names somebody in Chinese signs on a page in Latin letters: who put the page in."""
    return (
        rule == "meta"
        and headline is not None
        and headline.text.isascii()
        and all(map(_HAN_NAME.fullmatch, people))
    )


def _on_the_tab(title: str) -> frozenset[str]:
    """The site's name, and its beginnings, behind the last mark of a Chinese title: "…_Herald Business"."""
    if not _HAN.search(title) or (cut := _TAB_MARK.search(title)) is None:
        return frozenset()
    name = squeezed(cut["site"])
    return frozenset(name[:size] for size in range(_SHORTEST_SITE, len(name) + 1))


_HAN = re.compile("[\u4e00-\u9fff]")
_TAB_MARK = re.compile(r"[_-]\s*(?P<site>[^_\s-]{2,20})\s*$")
_SHORTEST_SITE = 2


def _is_source(people: Names, runs: list[Run]) -> bool:
    """Whether Chinese names are printed at the headline as those of the source that a report is taken from."""
    return all(map(_HAN.match, people)) and any(
        people[0] in run.text and (_SOURCE.search(run.text) or _is_called_source(run, people[0]))
        for run in runs
    )


_SOURCE = re.compile("[来來]源")


def _is_called_source(run: Run, name: str) -> bool:
    nodes = [run.node, *(node for _, node in run.inner)]
    return any("source" in node.sig and squeezed(node.text) == squeezed(name) for node in nodes)


_HAN_NAME = re.compile("[\u4e00-\u9fff·]{2,5}")


def _is_desk(name: str) -> bool:
    """Whether a stated name is that of a desk or an account of one: a printed person wrote it, where there is one."""
    return (name.isupper() and " " not in name and len(name) <= _ACRONYM) or _DESK_WORD.search(
        name
    ) is not None


_ACRONYM = 6
_DESK_WORD = re.compile(
    r"(?:admin|editor|editors|editorial|news|newsroom|desk|staff|online|redacci[oó]n|redaktion|rédaction|redazione)$",
    re.I,
)


def _person_or_agency(name: str) -> bool:
    return looks_like_person(name) or AGENCY.fullmatch(name) is not None or not name.isascii()


def _more_in_line(people: Names, runs: list[Run], site_names: frozenset[str]) -> Names:
    """The names in a printed byline that names all the stated people, and more."""
    named = [run for run in runs if people[0] in run.text and len(run.text) > len(people[0])]
    if all(_says_no_more(run.text, people) for run in named):
        return ()
    wanted = {name.casefold() for name in people}
    for text in dict.fromkeys([*printed.byline_elements(named), *printed.byline_text(named)]):
        if _says_no_more(text, people):
            continue
        names = _not_the_site(cleaned([text], site_names, printed=True), site_names)
        if wanted < {name.casefold() for name in names} and all(map(_person_or_agency, names)):
            return names
    return ()


_BY = frozenset(("by", "von", "par", "por"))
"""Words that are no name and may be all of a line beside the names."""


def _more_in_box(people: Names, runs: list[Run], site_names: frozenset[str]) -> Names:
    """The names that stand in elements of one kind in a box of bylines, where all the stated people are among them."""
    wanted = {name.casefold() for name in people}
    sizes = {len(name) for name in people}
    first = next((run for run in runs if len(run.text) in sizes and run.text.casefold() in wanted), None)
    box = first.node.parent if first is not None else None
    for _ in range(_LEVELS):
        if box is None or box.last - box.first > _IN_BOX:
            break
        if box.last - box.first > len(people) and marks_of(box) & m.BYLINE:
            inside = [run for run in runs if box.first <= run.index < box.last]
            texts = [run.text for run in inside]
            names = _not_the_site(cleaned(texts, site_names, printed=True), site_names)
            if (
                len(texts) == len(names)
                and wanted < {name.casefold() for name in names}
                and len({(run.node.tag, run.node.sig) for run in inside}) == 1
                and all(map(looks_like_person, texts))
            ):
                return names
        box = box.parent
    return ()


_LEVELS = 5
_IN_BOX = 6
"""Runs in a box of bylines."""


def _says_no_more(text: str, people: Names) -> bool:
    """Whether a line holds nothing but known names and words for "by"."""
    for name in people:
        text = text.replace(name, " ")
    return _BY.issuperset(text.lower().split())
