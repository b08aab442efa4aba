"""Kinds of words."""

from __future__ import annotations

import pytest

from heardback.reading.word_kinds import kind_of, little_words


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("recruiter", "<someone there>"),
        ("three", "<number>"),
        ("12", "<number>"),
        ("waiting", "wait"),
        ("waited", "wait"),
        ("pass", "pass"),
        ("one", "<number>"),
        ("be", "be"),
    ],
)
def test_the_kind_of_a_word(word: str, kind: str):
    assert kind_of(word) == kind


def test_little_words_are_words_not_letters():
    assert {"the", "of"} <= little_words()
    assert "h" not in little_words()
