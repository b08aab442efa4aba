"""What a situation makes plain by itself."""

from datetime import date

import pytest

from heardback.reading.facts.defaults import read_with_situation

TODAY = date(2025, 11, 22)


def values(text: str, situation: str, share: float = 0.9) -> dict:
    facts = read_with_situation(text, TODAY, [(situation, share)])
    assert all(0 <= fact.start <= fact.end <= len(text) for fact in facts)
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


def test_what_the_situation_tells_shows_no_words():
    facts = read_with_situation("still nothing", TODAY, [("interview_never_scheduled", 0.9)])
    assert [(fact.start, fact.end) for fact in facts] == [(0, 0)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my car broke down", "reason_to_move"),
        ("we moved it to tomorrow", "new_time_agreed"),
        ("I apologised for being late", "warned_or_apologised"),
        ("my interview is tomorrow", "interview_ahead"),
    ],
)
def test_side_stories_of_another_situation_are_left_out(text: str, name: str):
    assert name in values(text, "reschedule_dropped")
    assert name not in values(text, "application_no_reply")
    assert name in values(text, "application_no_reply", 0.3)
