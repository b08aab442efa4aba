"""Days since the employer's last word."""

from datetime import date

import pytest

from heardback.reading.facts.read import read_facts

TODAY = date(2025, 11, 22)


def days(text: str):
    return next((f.value for f in read_facts(text, TODAY) if f.name == "days_since_contact"), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the interview was 3 weeks ago", 21),
        ("the interview was three weeks ago", 21),
        ("I interviewed yesterday", 1),
        ("its been over a month and nothing", 31),
        ("2 weeks of silence", 14),
        ("nothing since last Thursday", 2),
        ("I applied 10 days ago, no reply", 10),
        ("interview on monday, its friday now", 4),
        ("I've been employed for 5 years; my interview was 2 weeks ago", 14),
        ("she said she would decide within a week. That was a month ago", 30),
        ("the interviewer didn't ring today", 0),
        ("hours later she asks if monday works", 0),
        ("the call was supposed to be at 9.30, its 11 now", 0),
        ("interviewed 3 weeks ago and emailed them yesterday", 21),
    ],
)
def test_the_time_that_counts_is_chosen(text: str, expected: int):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I have worked here for 5 years",
        "they will decide in two weeks",
        "the interview lasted 45 minutes",
        "my notice period is a month",
        "they said a decision within a week",
    ],
)
def test_other_times_do_not_count(text: str):
    assert days(text) is None
