"""Dates in what readers never see: the data and calls of a page's scripts, and its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from zoneinfo import ZoneInfo

from newsarchive.parse.dates.reading import site_zone
from newsarchive.parse.dates.sources import Sources, Statement, Statements
from newsarchive.parse.page import Page

_STATE_VALUE = re.compile(
    r""":\s{0,4}\\?["']?(\d{4}-\d\d-\d\d(?:[T ][^"'\\,}<]{4,24})?|\d{10}(?:\d{3})?(?=[\s,}"'\\]))"""
)
"""A date, a time or a time stamp as the value of a key. Looked for first, because few values are dates."""


def _state_key(words: str) -> re.Pattern[str]:
    """A key that contains one of the words, at the end of the text before a value."""
    return re.compile(rf"""["'][\w.:-]{{0,24}}(?:{words})[\w.:-]{{0,24}}\\?["']\s{{0,4}}\Z""")


_PUBLISHED_KEY = r"[pP]ublish(?!er)|[pP]ublication|pub_?[dD]ate"
_CREATED_KEY = r"(?<!_)[cC]reat(?:ed|ion)|[pP]ost(?:ed|_?[dD]ate)|[fF]eatured|[iI]ssued|[rR]eleased|display_?[dD]ate|article_?[dD]ate|date_gmt"
_UPDATED_KEY = r"(?<!_)[uU]pdated|[mM]odified"
_STATE_KEY = _state_key(
    f"(?P<published>{_PUBLISHED_KEY})|(?P<updated>{_UPDATED_KEY})|(?P<created>{_CREATED_KEY})"
)


def embedded_published(sources: Sources) -> Statements:
    """A date of publication in a script's data (`__NEXT_DATA__`, data layers), first come first served."""
    return (
        Statement("published", text, machine=True) for key, text in sources.embedded if key == "published"
    )


def embedded_created(sources: Sources) -> Statements:
    """A date of making in a script's data."""
    return (Statement("published", text, machine=True) for key, text in sources.embedded if key == "created")


def embedded_updated(sources: Sources) -> Statements:
    """A date of the last change in a script's data."""
    return (Statement("updated", text, machine=True) for key, text in sources.embedded if key == "updated")


_CALLED = re.compile(r"""\s*[\w.]{1,40}\(\s*["'](?P<date>[^"'()<>]{8,40})["']\s*\)\s*;?\s*""")


_WRITTEN = re.compile(r"""\bdocument\.write(?:ln)?\(\s{0,4}(["'])(?P<date>[^"'<>]{8,80})\1\s{0,4}\)""")
_LONGEST_CALL, _LONGEST_WRITER = 120, 2_000


def printed_by_script(sources: Sources) -> Statements:
    """A date that a script prints where it stands: `showDate("2020/04/17 01:43:09")` and nothing else, or
    `document.write("…")`.
    """
    for script in sources.page.walked.scripts:
        text = script.content
        if len(text) < _LONGEST_CALL and (call := _CALLED.fullmatch(text)):
            yield Statement("published", call["date"], machine=True)
        elif len(text) < _LONGEST_WRITER and (written := _WRITTEN.search(text)):
            yield Statement(None, written["date"])


_KEY_REACH = 80
"""Characters before a value in which its key stands."""


def in_scripts(page: Page) -> Iterator[tuple[str, str]]:
    """The first dates in the page's scripts: published, updated or created, and the value."""
    for script in (*page.walked.data_scripts, *page.walked.scripts):
        text = script.content
        if not text:
            continue
        left = {"published": 3, "updated": 1, "created": 3}
        for match in _STATE_VALUE.finditer(text):
            named = _STATE_KEY.search(text, max(0, match.start() - _KEY_REACH), match.start())
            if named is None:
                continue
            key = next(name for name in left if named[name])
            if left[key]:
                left[key] -= 1
                yield key, match[1]
            elif not any(left.values()):
                break


_ZONE = re.compile(
    r"""ime_?[zZ]one\w{0,8}\\?["']\s?:\s?(?:\{[^{}]{0,40}:\s?)?\\?["']"""
    r"""((?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:\\{0,2}/[A-Z][A-Za-z_-]{1,20}){1,2})\\?["']"""
)


def stated_zone(page: Page) -> ZoneInfo | None:
    """The one time zone that the page's scripts name: `"timeZone":"America/New_York"`."""
    names = {
        match[1].replace("\\", "")
        for script in (*page.walked.data_scripts, *page.walked.scripts)
        for match in _ZONE.finditer(script.content)
    }
    return site_zone(names.pop()) if len(names) == 1 else None


_COMMENT = re.compile(rb"<!--(?=[^>]{0,300}?20\d\d)([^>]{6,506}+)(?<=--)>")
"""A comment without a tag in it that names a year near its beginning."""
_YEAR = re.compile(rb"20\d\d")
_BEFORE_YEAR, _BEHIND_YEAR = 300, 200
"""Bytes of a comment before and behind the year in it."""
_MOST_COMMENTS = 30


def html_comment(sources: Sources) -> Statements:
    """A date in an HTML comment, first those that call it the date; not when somebody changed the template."""
    comments = list(islice(_dated_comments(sources.page.decoded.utf8), _MOST_COMMENTS))
    for called in (True, False):
        for comment in comments:
            if called == bool(_CALLED_DATE.search(comment)) and (called or not _OF_TEMPLATE.search(comment)):
                yield Statement(None, comment.decode("utf-8", "replace"))


_CALLED_DATE = re.compile(rb"\b(?:date|time|published|created|modified|updated)\s*[:=]", re.I)
_OF_TEMPLATE = re.compile(
    rb"\b(?:modified|changed?|added|fix(?:ed)?|removed|version|bypass)\b|\.js\b|"
    + "修改|去掉|增加|更新模板".encode(),
    re.I,
)


def _dated_comments(data: bytes) -> Iterator[bytes]:
    """Short comments without a tag in them that name a year."""
    at = 0
    while match := _COMMENT.search(data, at):
        start, end = match.start(1), match.end(1) - len("--")
        if _YEAR.search(data, max(start, end - _BEHIND_YEAR - 4), min(end, start + _BEFORE_YEAR + 4)):
            yield data[start:end]
            at = match.end()
        else:
            at = start
