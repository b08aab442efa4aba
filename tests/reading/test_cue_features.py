"""Cues as numbers."""

from __future__ import annotations

from heardback.reading.cue_features import WEIGHT, CueFeatures
from heardback.reading.cues import CueHit
from heardback.reading.words import read_sentences

SENTENCES = read_sentences("One. Two. Three?")
FEATURES = CueFeatures(["a", "b"])


def found(*hits: CueHit) -> dict[int, float]:
    vector = FEATURES.vector(SENTENCES, hits)
    return dict(zip(vector.places.tolist(), (vector.values / WEIGHT).tolist(), strict=True))


def test_a_negated_cue_has_its_own_place():
    plain = found(CueHit("b", negated=False, sentence=1, start=0, end=1))
    negated = found(CueHit("b", negated=True, sentence=1, start=0, end=1))
    assert plain.get(1) == 1
    assert negated.get(1) is None
    assert negated[3] == 1


def test_first_sentence_and_question_are_told_apart():
    first = found(CueHit("a", negated=False, sentence=0, start=0, end=1))
    last = found(CueHit("a", negated=False, sentence=2, start=0, end=1))
    assert (first.get(4), first.get(6)) == (None, 1)
    assert (last.get(4), last.get(6)) == (1, None)


def test_no_place_lies_outside():
    assert max(found(CueHit("b", negated=False, sentence=2, start=0, end=1))) < FEATURES.width
