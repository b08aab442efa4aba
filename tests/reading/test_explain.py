"""Why a message was read as it was."""

from __future__ import annotations

from heardback.reading.explain import explain
from heardback.reading.situation_model import SituationModel

TEXT = "I had my second interview in May.  Since then\nnothing. Should I call?"


def test_cues_stand_with_the_words_of_the_message(situation_model: SituationModel):
    cues = {cue.name: cue for cue in explain(TEXT, situation_model).cues}
    assert "second interview" in cues["later_interview"].words
    assert cues["later_interview"].means


def test_every_sentence_votes(situation_model: SituationModel):
    votes = explain(TEXT, situation_model).votes
    assert [vote.words for vote in votes] == [
        "I had my second interview in May",
        "Since then nothing",
        "Should I call",
    ]


def test_the_runner_up_is_the_second_of_the_ranking(situation_model: SituationModel):
    explanation = explain(TEXT, situation_model)
    assert explanation.ranking[0][0] == "second_interview_silence"
    assert explanation.runner_up == explanation.ranking[1]


def test_as_text(situation_model: SituationModel):
    text = explain(TEXT, situation_model).as_text()
    assert "second_interview_silence" in text
    assert '"Since then nothing"' in text


def test_an_empty_message_is_explained_too(situation_model: SituationModel):
    explanation = explain("", situation_model)
    assert explanation.cues == ()
    assert "none" in explanation.as_text()
