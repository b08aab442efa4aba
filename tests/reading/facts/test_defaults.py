"""What a situation makes plain by itself."""

from datetime import date

import pytest

from heardback.reading.facts.defaults import read_with_situation

TODAY = date(2025, 11, 22)


def values(text: str, situation: str, share: float = 0.9) -> dict:
    facts = read_with_situation(text, TODAY, [(situation, share)])
    assert all(text[fact.start : fact.end] for fact in facts)
    return {fact.name: fact.value for fact in facts}


@pytest.mark.parametrize(
    ("situation", "name", "value"),
    [
        ("interview_never_scheduled", "interviews_done", 0),
        ("no_callback_after_interview", "interviews_done", 1),
        ("second_interview_silence", "interviews_done", 2),
        ("internal_candidate_ignored", "internal", True),
        ("internal_candidate_ignored", "employed", True),
    ],
)
def test_the_situation_tells(situation: str, name: str, value: object):
    assert values("still nothing", situation)[name] == value


def test_a_doubtful_situation_tells_nothing():
    assert values("still nothing", "interview_never_scheduled", 0.3) == {}


def test_outside_tells_nothing():
    assert values("still nothing", "outside") == {}
