"""One mention of a time in a message, and the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from heardback.reading.facts.vocabulary import word_set
from heardback.reading.facts.words import Word

Way = Literal["ago", "ahead", "span", "day"]

HEDGES = word_set("times", "hedges")
"""Words that may stand between "within" or "since" and the time itself."""

_LEADS = word_set("times", "leads")


@dataclass(frozen=True)
class Time:
    """One mention of a time.

    Attributes:
        first: index of its first word.
        end: index of the word after it.
        way: "ago" and "ahead" are distances from today, "span" is a length, "day" may lie on
            either side.
        days: the distance or the length, in days.
        ahead: for a "day", how far off it is if it lies ahead (`days`: how long ago otherwise).
        unit: the unit or kind of day: "week", "weekday", "date" …
        lead: the word before it that says what it is: "since", "by", "within", "for" …
    """

    first: int
    end: int
    way: Way
    days: float
    ahead: float = 0.0
    unit: str = "day"
    lead: str = ""


def norm_at(words: Sequence[Word], index: int) -> str:
    """Return the word at an index, or "" beyond the ends."""
    return words[index].norm if 0 <= index < len(words) else ""


def lead_of(words: Sequence[Word], first: int) -> str:
    """Return the "since", "by", "within" that a time hangs on, or ""."""
    index = first - 1
    while index >= 0 and words[index].norm in HEDGES:
        index -= 1
    if index < 0 or words[index].sentence != words[first].sentence:
        return ""
    return words[index].norm if words[index].norm in _LEADS else ""
