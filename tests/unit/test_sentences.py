"""What changed between two texts, as a reader would say it."""

from newsarchive.sentences import SentenceChange, compare_sentences, split_sentences

BEFORE = "The duty is 25 per cent. It starts in May. Traders wait.\nThe minister spoke on Monday."


def test_splits_at_sentence_ends_and_blocks() -> None:
    assert split_sentences(BEFORE) == [
        "The duty is 25 per cent.",
        "It starts in May.",
        "Traders wait.",
        "The minister spoke on Monday.",
    ]


def test_splits_scripts_without_spaces() -> None:
    assert split_sentences("関税は25%です。5月に始まります。") == ["関税は25%です。", "5月に始まります。"]


def test_a_changed_number_is_called_out() -> None:
    after = BEFORE.replace("25 per cent", "15 per cent")
    assert list(compare_sentences(BEFORE, after)) == [
        SentenceChange(
            "The duty is 25 per cent.", "The duty is 15 per cent.", (("25 per cent", "15 per cent"),)
        )
    ]


def test_new_and_lost_sentences() -> None:
    after = BEFORE.replace(" Traders wait.", "") + " Talks go on."
    assert list(compare_sentences(BEFORE, after)) == [
        SentenceChange("Traders wait.", None),
        SentenceChange(None, "Talks go on."),
    ]


def test_a_sentence_that_only_moved_is_no_change() -> None:
    assert list(compare_sentences("One. Two. Three.", "Three. One. Two.")) == []


def test_equal_texts() -> None:
    assert list(compare_sentences(BEFORE, BEFORE)) == []
