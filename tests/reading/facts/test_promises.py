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


def test_days_to_a_promise_that_lies_ahead():
    assert values("they said they'd call by tuesday, too early to ask?")["days_to_promise"] == 3


@pytest.mark.parametrize(
    "text", ["I must answer the other place by friday", "they will be in touch", "if by friday not"]
)
def test_what_the_employer_did_not_name_is_no_promise(text: str):
    assert values(text).get("promised_by") is not True
