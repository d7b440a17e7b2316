"""Words, tokens and fingerprints are made in bulk; here they are made one by one, and must be the same."""

from __future__ import annotations

import re
import unicodedata
from array import array
from zlib import crc32

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from newsarchive.store import search_tokens
from newsarchive.store.copies_compare import (
    SLOTS,
    Fingerprint,
    Shared,
    Told,
    fingerprint,
    fingerprint_of_line,
)
from newsarchive.store.digests import spoken, word_count
from newsarchive.store.search_tokens import token_line, token_texts

_ODD = [chr(code) for code in range(0x3100) if unicodedata.category(chr(code))[0] in "MZ"] + list("½¨ﾞ’–_ßİ")
words = some.text(some.characters(exclude_categories=("Cs",)) | some.sampled_from(_ODD), max_size=12)
texts = some.lists(words, max_size=12).map(" ".join)


@given(texts)
@example("Zölle auf Stahl: l’État, 25 % — «Überprüfung»")
@example("関税を引き下げる方針を固めた")
@example("a" * 70 + " é")
@example("Straße nach Ærø: „Þing“ søger 3 m² à ½ Preis, ª_é Ðe×f÷g")
def test_a_token_line_has_the_tokens_of_the_text(text: str) -> None:
    assert token_line(text).split() == token_texts(text)


@given(texts)
@example("Straße nach Ærø: „Þing“ søger 3 m² à ½ Preis, ª_é Ðe×f÷g µ¨a´b™")
@example("Straße nach Ærø: „Þing“ søger m a_é Ðe×f÷g ¨a´b")
def test_the_words_of_a_text_are_those_of_its_plain_spelling(text: str) -> None:
    plain = unicodedata.normalize("NFKC", search_tokens.plain_marks(text)).casefold()
    assert spoken(text).split() == re.findall(r"\w+", plain)


@given(texts)
@example("3 400 €\x85« oui »\x1f…\u3000e")
@example("関税を 5 引き")
def test_words_are_counted_between_spaces(text: str) -> None:
    spaced = re.sub(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]", r" x ", text)
    assert word_count(text) == len(spaced.split())


def runs(words: list[str], step: int) -> list[int]:
    triples = zip(words, words[step:], words[2 * step :], strict=False)
    factors = (0x3504F333, 0x5DB3D743, 0x1E3779B9)
    products = [[crc32(word.encode()) * by for word, by in zip(run, factors, strict=True)] for run in triples]
    return [one ^ two ^ three for one, two, three in products]


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("the duty on steel falls to 5 per cent and the duty on steel wire to 4", 1),
        ("one two three", 1),
        ("関税 税を を引 引き き下 下げ げる る", 2),
        (" ".join(f"row {n}" for n in range(9_000)), 1),
    ],
    ids=["sentence", "three words", "pairs", "very long"],
)
def test_shingles_are_the_runs_of_three_words(line: str, step: int) -> None:
    assert list(fingerprint_of_line(line).shingles) == runs(line.split(), step)


@pytest.mark.parametrize("line", ["", "steel", "steel duty", "関税 税を を引 引き"])
def test_a_text_without_a_run_has_no_shingle(line: str) -> None:
    assert fingerprint_of_line(line).sketch == ()


@pytest.mark.parametrize(("count", "times"), [(3, 1), (40, 1), (257, 1), (300, 1), (5000, 1), (60, 40)])
def test_a_sketch_has_the_smallest_shingle_of_each_slot(count: int, times: int) -> None:
    """Also of tables that say the same again and again: then few of many shingles are different ones."""
    one = fingerprint(" ".join([f"word{n}" for n in range(count)] * times))
    slots: dict[int, int] = {}
    for shingle in one.shingles:
        slots[shingle % SLOTS] = min(shingle, slots.get(shingle % SLOTS, shingle))
    assert len(one.shingles) == count * times - 2
    assert sorted(one.sketch) == sorted(slots.values())


def test_a_full_memory_of_words_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Cło na stal spadnie do 5 proc., powiedziała we wtorek ministra Łucja Wąż w Łodzi. " * 3
    wanted = fingerprint(text)
    monkeypatch.setattr(search_tokens, "_MOST_PIECES", 2)
    monkeypatch.setattr(search_tokens, "_LINES", lines := search_tokens._Lines())
    assert fingerprint(text) == wanted
    assert 0 < len(lines) <= 2


def test_furniture_is_what_three_others_have_who_are_no_copies() -> None:
    def told(*shingles: int) -> Fingerprint:
        return Fingerprint(array("q", shingles), frozenset(), ())

    text = Told(frozenset(range(100)), frozenset())
    others = {
        1: told(*range(30), *range(1000, 1100)),
        2: told(*range(20), *range(2000, 2100)),
        3: told(*range(10, 40), *range(3000, 3100)),
        4: told(*range(90)),  # a copy
        5: told(*range(5000, 5100)),  # has nothing in common
    }
    shared = Shared([text])
    shared.look(others)
    assert sorted(shared.found) == [1, 2, 3, 4]
    assert shared.furniture() == frozenset(range(10, 20))
    assert [shared.is_much(number) for number in (1, 2, 5, 6)] == [True, False, False, False]
