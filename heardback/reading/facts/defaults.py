"""What a situation makes plain by itself: who waits after an interview has had one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from heardback.reading.facts.read import read_facts
from heardback.reading.result import FactReading

SURE = 0.5
"""From this probability on, a situation counts for what it makes plain."""

_ALWAYS: dict[str, dict[str, Any]] = {
    "interview_never_scheduled": {"interviews_done": 0},
    "internal_candidate_ignored": {"internal": True, "employed": True},
}
_AT_LEAST: dict[str, int] = {
    "no_callback_after_interview": 1,
    "second_interview_silence": 1,
    "offer_promised_no_call": 1,
}
_IF_NOT_SAID: dict[str, dict[str, Any]] = {
    "second_interview_silence": {"interviews_done": 2},
}


def read_with_situation(
    text: str, today: date, ranking: Sequence[tuple[str, float]]
) -> tuple[FactReading, ...]:
    """Return the facts of a message, with those that its situation makes plain.

    Args:
        text: what the person wrote.
        today: the day it is read.
        ranking: situations with their probability, best first.
    """
    facts = read_facts(text, today)
    if not ranking or ranking[0][1] < SURE or not text.strip():
        return facts
    return tuple(_completed(text, facts, ranking[0][0]))


def _completed(text: str, facts: Iterable[FactReading], situation: str) -> list[FactReading]:
    out = {fact.name: fact for fact in facts}
    whole = (len(text) - len(text.lstrip()), len(text.rstrip()))
    for name, value in _ALWAYS.get(situation, {}).items():
        if name not in out or out[name].value != value:
            out[name] = FactReading(name, value, *whole)
    for name, value in _IF_NOT_SAID.get(situation, {}).items():
        out.setdefault(name, FactReading(name, value, *whole))
    least = _AT_LEAST.get(situation, 0)
    done = out.get("interviews_done")
    if least and (done is None or done.value < least):
        out["interviews_done"] = FactReading("interviews_done", least, *whole)
    if situation == "reschedule_dropped" and (done is None or not _held(text)):
        out["interviews_done"] = FactReading("interviews_done", 0, *whole)
    if situation == "application_no_reply":
        out.pop("interviews_done", None)
    if situation == "no_callback_after_interview":
        out["interviews_done"] = FactReading("interviews_done", least, *whole)
    return sorted(out.values(), key=lambda fact: (fact.start, fact.end, fact.name))


def _held(text: str) -> bool:
    """Tell whether the interview took place after all: late, but seen."""
    low = text.lower()
    return (
        ("late" in low and "interview" in low)
        or "second" in low
        or "2nd" in low
        or "first round" in low
        or "final" in low
    )
