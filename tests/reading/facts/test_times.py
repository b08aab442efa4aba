"""Times in a message, against Saturday 22 November 2025."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heardback.reading.facts.times import find_times
from heardback.reading.facts.words import read_words

TODAY = date(2025, 11, 22)
IN_WORDS = {1: "one", 2: "two", 3: "three", 5: "five", 10: "ten", 12: "twelve", 21: "twenty one"}


def only_time(text: str):
    (time,) = find_times(read_words(text), TODAY)
    return time


@pytest.mark.parametrize(
    ("text", "way", "days"),
    [
        ("3 weeks ago", "ago", 21),
        ("3wks ago", "ago", 21),
        ("two months back", "ago", 60),
        ("a fortnight ago", "ago", 14),
        ("yesterday", "ago", 1),
        ("the day before yesterday", "ago", 2),
        ("last night", "ago", 1),
        ("last Thursday", "ago", 2),
        ("last week", "ago", 7),
        ("this morning", "day", 0),
        ("since Monday", "day", 5),
        ("on the 14th", "day", 8),
        ("on November 3rd", "day", 19),
        ("11 nov", "day", 11),
        ("mid October", "day", 38),
        ("a couple of weeks", "span", 14),
        ("a week and a half", "span", 10.5),
        ("over a month", "span", 31),
        ("almost a week", "span", 6),
        ("2-3 days", "span", 2.5),
        ("in a couple of days", "ahead", 2),
        ("within two weeks", "ahead", 14),
        ("a week from today", "ahead", 7),
        ("tomorrow", "ahead", 1),
        ("next week", "ahead", 7),
    ],
)
def test_a_time_is_read_with_its_way(text: str, way: str, days: float):
    time = only_time(text)
    assert (time.way, time.days) == (way, days)


def test_a_named_day_may_lie_ahead():
    assert only_time("by the end of next week").ahead == 7
    assert only_time("by Tuesday").ahead == 3


def test_the_day_that_the_person_says_it_is_counts_as_today():
    told, met = find_times(read_words("its thursday now, we met on monday"), TODAY)
    assert told.unit == "told_today"
    assert met.days == 3


@pytest.mark.parametrize("text", ["I sat there", "one lady", "the second interview", "sun shines"])
def test_what_is_no_time_is_not_read_as_one(text: str):
    assert find_times(read_words(text), TODAY) == ()


@settings(deadline=None)
@given(st.sampled_from(sorted(IN_WORDS)), st.sampled_from(["day", "week", "month"]))
def test_words_and_digits_say_the_same(number: int, unit: str):
    plural = "" if number == 1 else "s"
    words, digits = (only_time(f"{n} {unit}{plural} ago") for n in (IN_WORDS[number], number))
    assert words.days == digits.days
