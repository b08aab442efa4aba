"""N-grams and their weights."""

from __future__ import annotations

import numpy as np
import pytest

from heardback.reading.ngrams import NgramKind, NgramTable, NgramVectors

TEXTS = [[["they", "called"], ["then", "nothing"]], [["they", "wrote"]]]


def test_word_ngrams_stay_within_their_sentence():
    assert list(NgramKind("word", 2, 2).of(TEXTS[0])) == ["they called", "then nothing"]


def test_letter_ngrams_stay_within_their_word():
    assert list(NgramKind("letter", 3, 3).of([["no", "one"]])) == [
        " no",
        "no ",
        " on",
        "one",
        "ne ",
    ]


def test_kinds_stand_for_their_words():
    assert list(NgramKind("kind", 2, 2).of([["he", "emailed"]])) == ["<someone there> <contact>"]


def test_pairs_pass_over_words_that_say_nothing():
    assert list(NgramKind("pair").of([["offer", "is", "on", "the", "table"]])) == ["offer ~ tabl"]


def test_what_is_rare_weighs_more():
    table = NgramTable.learn(NgramKind("word"), TEXTS)
    rarity = dict(zip(table.ngrams, table.rarity.tolist(), strict=True))
    assert rarity["called"] > rarity["they"]


def test_what_is_seen_too_seldom_is_left_out():
    assert NgramTable.learn(NgramKind("word", seen_in=2), TEXTS).ngrams == ("they",)


def test_a_vector_has_the_length_of_its_kind():
    vector = NgramTable.learn(NgramKind("word", weight=2), TEXTS).vector(TEXTS[0])
    assert float(np.linalg.norm(vector.values)) == pytest.approx(2)


def test_doubt_makes_a_half_unknown_text_weaker():
    kinds = NgramKind("word"), NgramKind("word", doubt=1)
    plain, doubting = (NgramTable.learn(kind, TEXTS).vector([["they", "moo"]]) for kind in kinds)
    assert 0 < float(doubting.values[0]) < float(plain.values[0])


def test_a_text_of_which_nothing_is_known_is_empty():
    assert len(NgramTable.learn(NgramKind("word"), TEXTS).vector([["moo"]]).places) == 0


def test_tables_stand_side_by_side():
    vectors = NgramVectors.learn([NgramKind("word", 1, 1), NgramKind("word", 2, 2)], TEXTS)
    places = vectors.vector(TEXTS[0]).places
    assert vectors.width == 5 + 3
    assert sorted(places.tolist()) == [0, 1, 2, 3, 5, 6]
