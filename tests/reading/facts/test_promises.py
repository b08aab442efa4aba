"""A time by which the employer would answer."""

from datetime import date

import pytest

from heardback.reading.facts.read import read_facts

TODAY = date(2025, 11, 22)


def values(text: str) -> dict:
    return {fact.name: fact.value for fact in read_facts(text, TODAY)}


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("they said they'd call by friday, its monday", True),
        ("they said they would decide by friday. its thursday", False),
        ("she promised an answer within a week, that was a month ago", True),
        ("he said he'd let me know in two weeks, the interview was yesterday", False),
        ("I was told I'd hear by the 10th. The 10th came and went", True),
        ("they said a week, its been three weeks", True),
    ],
)
def test_a_promise_and_whether_it_has_passed(text: str, passed: object):
    read = values(text)
    assert read["promised_by"] is True
    assert read["deadline_passed"] is passed


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the decision was due tuesday, it's thursday", 2),
        ("they said by friday and it's now monday", 3),
        ("she promised an answer by yesterday", 1),
        ("she said a week, that was a month ago", 23),
        ("They said they'd call Thursday. It's the following Wednesday.", 6),
        ("they said they'd decide by the following Tuesday. It's Thursday", 2),
        ("they said 10 days, this is day 14", 4),
        ("they said two weeks, the interview was 3 weeks ago", 7),
    ],
)
def test_days_since_a_promise_went_by(text: str, days: int):
    read = values(text)
    assert read["deadline_passed"] is True
    assert read["days_overdue"] == days


def test_nothing_is_overdue_before_its_day():
    assert "days_overdue" not in values("they said they'd decide by friday. its thursday")


def test_days_to_a_promise_that_lies_ahead():
    assert values("they said they'd call by tuesday, too early to ask?")["days_to_promise"] == 3


@pytest.mark.parametrize(
    "text", ["I must answer the other place by friday", "they will be in touch", "if by friday not"]
)
def test_what_the_employer_did_not_name_is_no_promise(text: str):
    assert values(text).get("promised_by") is not True
