"""Lengths of time: "3 weeks ago", "in a couple of days", "over a month", "a week and a half"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heardback.reading.facts.numbers import number_at
from heardback.reading.facts.time_words import HEDGES, Time, lead_of, norm_at
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.facts.words import Word

UNIT_DAYS = {
    "minute": 0.0,
    "hour": 0.0,
    "day": 1.0,
    "night": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "year": 365.0,
}

_OVER = {"over", "more", "past"}
_UNDER = {"almost", "nearly", "under", "close"}
_WHOLE = {"full", "whole", "good", "solid", "further", "working"}
_WORK_WORDS = word_set("times", "work_words")
_PLUS = 0.15
"""What the "+" of "2+ weeks" adds, as a share of the number."""

_SMALL = 10
"""Only below this does a "+" say much."""

HALF = 0.5


def unit_of(norm: str) -> str:
    """Return the unit that a word names ("weeks" is "week"), or ""."""
    singular = norm.removesuffix("s")
    return singular if singular in UNIT_DAYS else ""


def read_duration(words: Sequence[Word], index: int) -> Time | None:
    """Return the length of time that starts at a word, or None."""
    amount = _amount(words, index)
    if amount is None:
        return None
    count, at = amount
    while norm_at(words, at) in _WORK_WORDS:
        at += 1
    unit = unit_of(norm_at(words, at))
    if not unit or (unit == "night" and count == 1):
        return None
    days, end = _with_tail(words, at + 1, count, unit)
    if count == int(count) and UNIT_DAYS[unit]:
        days += _hedge(words, index)
    return _with_way(words, Time(index, end, "span", days, unit=unit))


def _amount(words: Sequence[Word], index: int) -> tuple[float, int] | None:
    """Return how many units, and the word after the number."""
    norm, follower = norm_at(words, index), norm_at(words, index + 1)
    if number := number_at(words, index):
        return _number(words, index, *number)
    if norm in ("a", "an", "one") and unit_of(follower):
        return 1.0, index + 1
    whole = norm in ("a", "the", "one") and follower in _WHOLE
    if whole and unit_of(norm_at(words, index + 2)):
        return 1.0, index + 2
    if norm == "fortnight" and norm_at(words, index - 1) not in ("a", "last"):
        return 1.0, index
    return None


def _number(words: Sequence[Word], index: int, count: float, at: int) -> tuple[float, int]:
    if [norm_at(words, at + step) for step in range(3)] == ["and", "a", "half"]:
        return count + HALF, at + 3
    if count == HALF and norm_at(words, at) in ("a", "an"):
        at += 1
    more = _PLUS * count if words[index].norm.endswith("+") and count < _SMALL else 0.0
    return count + more, at


def _with_tail(words: Sequence[Word], at: int, count: float, unit: str) -> tuple[float, int]:
    """Take in what follows the unit: "and a half", "or so", "or two", "+"."""
    size = UNIT_DAYS[unit]
    tail = [norm_at(words, at + step) for step in range(3)]
    if tail == ["and", "a", "half"]:
        return (count + HALF) * size, at + 3
    if tail[:2] == ["or", "so"]:
        return count * size, at + 2
    if tail[:2] == ["or", "two"]:
        return 1.5 * count * size, at + 2
    if tail[0] == "+":
        return count * size + 1, at + 1
    return count * size, at


def _hedge(words: Sequence[Word], index: int) -> float:
    """Return the day that "over" adds and "almost" takes."""
    before = {norm_at(words, index - step) for step in (1, 2, 3)} & HEDGES
    over = norm_at(words, index - 1) in (*_OVER, "than")
    if over and before & _OVER and "the" not in before:
        return 1.0
    return -1.0 if before & _UNDER else 0.0


def _with_way(words: Sequence[Word], time: Time) -> Time:
    """Tell "3 weeks ago" and "within 3 weeks" from "3 weeks"."""
    follower, then = norm_at(words, time.end), norm_at(words, time.end + 1)
    back = follower == "back" and time.days >= 1 and then not in ("to", "with", "from", "and")
    if follower == "ago" or back:
        return replace(time, end=time.end + 1, way="ago")
    if follower in ("before", "after", "prior", "early") and time.unit != "week":
        return time
    if follower in ("from", "after") and then in ("now", "today", "tomorrow"):
        return replace(time, end=time.end + 2, way="ahead")
    before = {norm_at(words, time.first - 1), norm_at(words, time.first - 2)}
    if lead_of(words, time.first) in ("in", "within", "inside") and "last" not in before:
        return replace(time, way="ahead")
    return time
