"""Which changes of a publisher are trivial: a row for each kind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsarchive.store.changes import Said, compare
from newsarchive.store.digests import spoken

TEXT = "Kenya will cut the duty on rice from 75 per cent to 35 per cent on Monday, the ministry announced."


def said(text: str = TEXT) -> Said:
    return Said("article", "Kenya cuts duty on rice", None, ("A. Writer",), (1, 2, 3), text, spoken(text))


@pytest.mark.parametrize(
    ("old", "new", "trivial"),
    [
        (TEXT, TEXT.replace(" ", "  "), True),
        (TEXT, TEXT.replace("Monday,", "Monday –"), True),
        ("“No,” he said.", '"No," he said.', True),
        (TEXT, TEXT.replace("ministry", "minsitry"), True),
        ("the labour of it", "the labor of it", True),
        (TEXT, TEXT.replace("35", "40"), False),
        (TEXT, TEXT.replace("will cut", "will not cut"), False),
        (TEXT, TEXT.replace("will cut", "will now cut"), False),
        (TEXT, TEXT.replace("Monday", "Sunday"), False),
        (TEXT, TEXT.replace("the duty", "the import duty"), False),
        ("It cost 3 million crowns.", "It cost 3 billion crowns.", False),
        ("The imports fell.", "The exports fell.", False),
        ("a legal duty", "a illegal duty", False),
        ("goods from Iran", "goods from Iraq", False),
        ("goods from Austria", "goods from Australia", False),
        ("It moved by -3 points.", "It moved by 3 points.", False),
        ("a rate of 1,5 here", "a rate of 1.5 here", False),
        ("It rose by 5%.", "It rose by 5.", False),
        ("It rose by 15 points.", "It rose by 1.5 points.", False),
        ("One. Two.", "Two. One.", False),
    ],
)
def test_a_changed_text(old: str, new: str, trivial: bool) -> None:
    assert compare(said(old), said(new)).is_trivial is trivial


@pytest.mark.parametrize(
    ("changes", "trivial"),
    [
        ({"headline": "KENYA CUTS DUTY ON RICE"}, True),
        ({"headline": "Kenya cuts dutty on rice"}, True),
        ({"headline": "Kenya raises duty on rice"}, False),
        ({"headline": "Kenya cuts duty on rice by 5%"}, False),
        ({"summary": "A summary where there was none."}, False),
        ({"authors": ("B. Writer",)}, False),
        ({"authors": ("A.  Writer",)}, True),
        ({"published": (2, 2, 3)}, False),
        ({"page_class": "teaser"}, False),
    ],
)
def test_a_changed_field(changes: dict[str, object], trivial: bool) -> None:
    assert compare(said(), replace(said(), **changes)).is_trivial is trivial  # type: ignore[arg-type]
