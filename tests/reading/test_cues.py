"""Cues: what is found, what turns it round and what cancels it."""

from __future__ import annotations

import pytest

from heardback.reading.cue_files import CueFileError, all_cues, parse_cue_files
from heardback.reading.cues import CueFinder, cue_finder
from heardback.reading.phrases import PhraseError
from heardback.reading.words import read_sentences

FILE = """
cues:
- cue: called
  means: somebody called
  says: [called]
  unless: [called in sick]
- cue: no_word
  means: no word came
  says: [no word]
  negation: ignored
"""


def hits(text: str, finder: CueFinder | None = None):
    finder = finder or CueFinder(parse_cue_files({"a.yml": FILE}))
    return [(hit.name, hit.negated, hit.sentence) for hit in finder.find(read_sentences(text))]


def test_a_cue_is_found_in_its_sentence():
    assert hits("I waited. They called.") == [("called", False, 1)]


def test_a_negation_before_it_turns_a_cue():
    assert hits("They have not yet called.") == [("called", True, 0)]


def test_a_negation_of_another_sentence_does_not():
    assert hits("They did not. She called.") == [("called", False, 1)]


def test_a_cue_that_is_itself_a_negation_is_not_turned():
    assert hits("There was never no word.") == [("no_word", False, 0)]


def test_what_cancels_a_cue():
    assert hits("I called in sick.") == []


def test_a_hit_knows_its_words():
    text = "Nothing. Then they called me"
    hit = CueFinder(parse_cue_files({"a.yml": FILE})).find(read_sentences(text))[0]
    assert text[hit.start : hit.end] == "called"


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("cues: [{cue: a, says: [b]}]", "a.yml: the cue 'a'"),
        ("cues: [{cue: a, means: x, says: [b], wehn: c}]", "wehn"),
        ("cues: [{cue: a, means: x, says: [b], negation: maybe}]", "negation"),
        ("cues: [{cue: a, means: x, says: [b]}, {cue: a, means: y, says: [c]}]", "twice"),
    ],
)
def test_a_wrong_file_is_named(file: str, says: str):
    with pytest.raises(CueFileError, match=says):
        parse_cue_files({"a.yml": file})


def test_a_wrong_phrase_names_its_cue():
    with pytest.raises(PhraseError, match="In the cue 'a'"):
        CueFinder(parse_cue_files({"a.yml": "cues: [{cue: a, means: x, says: ['(b']}]"}))


def test_the_files_of_the_house_can_be_read():
    assert len(cue_finder().cues) == len(all_cues().cues) > 30


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I had to move my interview because of a fever", "they_moved_it"),
        ("the recruiter cancelled on me an hour before", "employer_moved_it"),
        ("nobody joined the call", "they_did_not_come"),
        ("my second interview was on Monday", "later_interview"),
        ("she told me the job is mine", "job_is_theirs"),
        ("it is an internal post", "inside_the_house"),
        ("I applied online in March", "applied"),
        ("I interviewed with them two weeks ago", "interview_held"),
        ("still no answer from anyone", "no_answer"),
    ],
)
def test_cues_of_the_house(text: str, cue: str):
    assert cue in {name for name, negated, _ in hits(text, cue_finder()) if not negated}


def test_an_application_that_was_not_made():
    assert ("applied", True, 0) in hits("I have not applied for it", cue_finder())
