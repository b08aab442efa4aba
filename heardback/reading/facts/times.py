"""Times in a message: how long, how long ago, how far ahead, which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from heardback.reading.facts.durations import read_duration
from heardback.reading.facts.named_days import read_named_day, told_today
from heardback.reading.facts.time_words import Time, lead_of
from heardback.reading.facts.words import Word


def find_times(words: Sequence[Word], today: date) -> tuple[Time, ...]:
    """Return the times mentioned, in the order of the message."""
    today = told_today(words, today)
    found: list[Time] = []
    index = 0
    while index < len(words):
        time = read_duration(words, index) or read_named_day(words, index, today)
        if time is None:
            index += 1
            continue
        found.append(replace(time, lead=lead_of(words, time.first)))
        index = time.end
    return tuple(found)
