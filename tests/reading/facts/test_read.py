"""Whole messages."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heardback.reading.facts.read import read_facts
from heardback.reading.facts.words import read_words

TODAY = date(2025, 11, 22)
PIECES = st.sampled_from(
    ["called twice", "3 weeks ago", "not", "should I", "the 31st", "by friday", "HR said", ",", ".",
     "forget the call", "thank you note", "a couple of", "+", "\n", "🙂", "ואז", "\x00", "e-mailed"]
)  # fmt: skip


def changes(text: str) -> list:
    return [(fact.name, fact.change) for fact in read_facts(text, TODAY)]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300) | st.lists(PIECES, max_size=30).map(" ".join))
@example("")
@example("\u202e\u202d\ufeff")
@example("(" * 9000)
@example("😀" * 9000)
def test_any_text_is_read_and_every_span_is_part_of_it(text: str):
    for fact in read_facts(text, TODAY):
        assert text[fact.start : fact.end]
        assert 0 <= fact.start < fact.end <= len(text)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str):
    for word in read_words(text):
        assert 0 <= word.start <= word.end <= len(text)


def test_long_texts_are_read_in_bounded_time():
    import time

    read_facts("warm up", TODAY)
    start = time.perf_counter()
    read_facts("they said a week, called twice, 3 weeks ago. " * 3000, TODAY)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("text", ["I called again today", "sent another email"])
def test_one_more_is_added(text: str):
    assert ("contacts_made", "add") in changes(text)


@pytest.mark.parametrize("text", ["forget the call", "scratch that, I didn't email"])
def test_what_is_taken_back_is_retracted(text: str):
    assert ("contacts_made", "retract") in changes(text)
    assert ("contacts_made", "set") not in changes(text)


@pytest.mark.parametrize(
    ("said", "denied", "name"),
    [
        ("I sent a thank you note", "I have not sent a thank you note", "thank_you_sent"),
        ("I have another offer", "I do not have another offer", "other_offer"),
    ],
)
def test_a_not_turns_a_fact_over(said: str, denied: str, name: str):
    values = [{f.name: f.value for f in read_facts(text, TODAY)}[name] for text in (said, denied)]
    assert values == [True, False]
