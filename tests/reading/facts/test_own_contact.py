"""Days since the person's own last try."""

from datetime import date

import pytest

from heardback.reading.facts.read import read_facts

TODAY = date(2025, 11, 22)


def days(text: str):
    facts = {fact.name: fact.value for fact in read_facts(text, TODAY)}
    return facts.get("days_since_own_contact")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("emailed both yesterday", 1),
        ("left her a message this morning", 0),
        ("I called last week", 7),
        ("yesterday I emailed the manager", 1),
        ("interviewed on monday, emailed wednesday", 3),
        ("its been a week since I emailed", 7),
        ("emailed her, that was 3 days ago", 3),
    ],
)
def test_the_time_of_the_last_try_is_read(text: str, expected: int):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I called to ask about the interview I had last week",
        "should I email them tomorrow",
        "I emailed. They said by friday",
        "I have not called since monday",
        "I emailed a thank you note yesterday",
    ],
)
def test_other_times_are_not_taken_for_it(text: str):
    assert days(text) is None
