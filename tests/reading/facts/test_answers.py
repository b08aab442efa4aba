"""Replies to a question about one fact."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.reading.facts.answers import read_answer

TODAY = date(2025, 11, 22)


@pytest.mark.parametrize(
    ("text", "name", "kind", "value"),
    [
        ("twice", "contacts_made", "count", 2),
        ("a couple of times", "contacts_made", "count", 2),
        ("none", "contacts_made", "count", 0),
        ("nope, not yet", "contacts_made", "count", 0),
        ("just the one", "interviews_done", "count", 1),
        ("3", "interviews_done", "count", 3),
        ("three weeks ago", "days_since_contact", "days", 21),
        ("about 10 days", "days_since_contact", "days", 10),
        ("10", "days_since_contact", "days", 10),
        ("yesterday", "days_since_contact", "days", 1),
        ("last tuesday", "days_since_contact", "days", 4),
        ("nope not yet", "thank_you_sent", "yes_no", False),
        ("yes I did", "thank_you_sent", "yes_no", True),
        ("no they didnt", "promised_by", "yes_no", False),
        ("it has", "deadline_passed", "yes_no", True),
        ("not yet", "deadline_passed", "yes_no", False),
        ("no, by phone", "channel_used", "choices", ["phone"]),
        ("by text and linkedin", "channel_used", "choices", ["text", "linkedin"]),
        ("my kid had a fever", "reason_to_move", "choice", "family"),
    ],
)
def test_a_short_reply_is_read(text: str, name: str, kind: str, value: object):
    answer = read_answer(text, name, kind, TODAY)
    assert answer is not None
    assert answer.value == value
    assert text[answer.start : answer.end]


@pytest.mark.parametrize("kind", ["yes_no", "count", "days", "choice", "choices"])
@pytest.mark.parametrize("text", ["idk", "not sure", "no idea", "", "🙂"])
def test_a_reply_that_says_nothing_is_no_answer(text: str, kind: str):
    assert read_answer(text, "contacts_made", kind, TODAY) is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["yes_no", "count", "days", "choice", "choices"]))
def test_any_reply_is_read_without_failing(text: str, kind: str):
    answer = read_answer(text, "channel_used", kind, TODAY)
    assert answer is None or text[answer.start : answer.end]
