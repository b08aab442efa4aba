"""The language of phrases."""

from __future__ import annotations

import pytest

from heardback.reading.phrases import PhraseError, PhraseIndex, PhraseReader, word_forms


def found(phrase: str, text: str, lists: dict[str, list[str]] | None = None):
    index = PhraseIndex(PhraseReader(lists), [("it", phrase)])
    words = text.split()
    return {" ".join(words[start:end]) for _, start, end in index.find(words)}


def test_a_word_stands_for_itself():
    assert found("call back", "they call back later") == {"call back"}


def test_one_of_several():
    assert found("(call|get back) soon", "i get back soon") == {"get back soon"}


def test_what_may_be_missing():
    assert found("second [phone] interview", "second interview or second phone interview") == {
        "second interview",
        "second phone interview",
    }


def test_words_of_any_kind_between():
    assert found("sent *2 resume", "i sent them my resume") == {"sent them my resume"}
    assert found("sent *2 resume", "i sent them all of my resume") == set()


def test_any_form_of_a_word():
    assert found("move~ it", "i moved it") == {"moved it"}
    assert {"tries", "tried", "trying"} <= word_forms("try")
    assert {"stopped", "stopping"} <= word_forms("stop")


def test_a_named_list():
    assert found("<who> called", "my old boss called", {"who": ["he", "old boss"]}) == {
        "old boss called"
    }


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(call", "close"),
        ("call)", "not opened"),
        ("* call", "begin and end"),
        ("[call]", "begin and end"),
        ("<nobody> called", "not there"),
    ],
)
def test_a_wrong_phrase_is_named(phrase: str, says: str):
    with pytest.raises(PhraseError, match=says):
        PhraseReader().paths(phrase)
