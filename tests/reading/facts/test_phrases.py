"""The language of the cue files."""

import pytest

from heardback.reading.facts.phrases import PhraseBook, PhraseError, compile_phrase


def found(phrase: str, text: str, **lists: list[str]):
    named = {f"<{name}>": words for name, words in lists.items()}
    return list(PhraseBook([("it", compile_phrase(phrase, named))]).find(text.split()))


def test_words_stand_side_by_side():
    assert found("my boss", "so my boss said") == [("it", 1, 3)]
    assert found("my boss", "my old boss") == []


def test_one_of_several_words_or_runs_of_words():
    assert found("(laid off|sacked) in", "was laid off in may") == [("it", 1, 4)]
    assert found("(laid off|sacked) in", "was sacked in may") == [("it", 1, 3)]


def test_a_word_may_be_missing():
    assert found("my [old] boss", "my boss") == found("my [old] boss", "my boss")[:1]
    assert found("my [old] boss", "my old boss") == [("it", 0, 3)]


def test_a_gap_is_up_to_four_words_within_a_sentence():
    assert found("sent .. note", "sent her a short thank-you note")
    assert not found("sent .. note", "sent her a very short polite thank-you note")
    assert not found("sent .. note", "sent . a note")


def test_a_list_is_named():
    assert found("<kin> asked", "my wife asked", kin=["wife", "son"]) == [("it", 1, 3)]


@pytest.mark.parametrize("phrase", ["my <nobody>", "(my boss", ".. boss", "(a||b)"])
def test_a_wrong_phrase_is_named_in_the_error(phrase: str):
    with pytest.raises(PhraseError, match=r"boss|nobody|a"):
        compile_phrase(phrase, {})
