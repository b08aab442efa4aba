"""What a situation makes plain by itself: who waits after an interview has had one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from heardback.reading.facts.read import read_facts
from heardback.reading.facts.vocabulary import word_lists
from heardback.reading.result import OUTSIDE, FactChange, FactReading

SURE = 0.5
"""From this probability on, a situation counts for what it makes plain."""

_ONLY_IN = word_lists("situations", "only_in")

_LATE = re.compile(r"\b(late|second|2nd|final|first round)\b", re.IGNORECASE)
"""The interview that was to be moved took place after all, or an earlier one did."""


def read_with_situation(
    text: str, today: date, ranking: Sequence[tuple[str, float]]
) -> tuple[FactReading, ...]:
    """Return the facts of a message, with those that its situation makes plain.

    Those stand on no words of the message: they start and end at 0.

    Args:
        text: what the person wrote.
        today: the day it is read.
        ranking: situations with their probability, best first.
    """
    facts = read_facts(text, today)
    if not text.strip() or not ranking or ranking[0][1] < SURE:
        return facts
    return tuple(_completed(text, facts, ranking[0][0]))


def _completed(text: str, facts: Iterable[FactReading], situation: str) -> list[FactReading]:
    out = {(fact.name, fact.change): fact for fact in facts if _asked_about(fact, situation)}
    for name, value in _plain(text, out, situation).items():
        held = out.get((name, "set"))
        if held is None or held.value != value:
            out[name, "set"] = FactReading(name, value, 0, 0)
    if situation == "application_no_reply":
        out.pop(("interviews_done", "set"), None)
    ahead = out.get(("interview_ahead", "set"))
    if situation == "reschedule_dropped" and ahead is not None and ahead.value:
        out.pop(("days_since_contact", "set"), None)
    return sorted(out.values(), key=lambda fact: (fact.start, fact.end, fact.name))


def _asked_about(fact: FactReading, situation: str) -> bool:
    return situation == OUTSIDE or situation in _ONLY_IN.get(fact.name, {situation})


def _plain(
    text: str, facts: Mapping[tuple[str, FactChange], FactReading], situation: str
) -> dict[str, Any]:
    """Return the facts that the situation makes plain, given those that were read."""
    done = facts.get(("interviews_done", "set"))
    held = done.value if done else None
    plain: dict[str, dict[str, Any]] = {
        "internal_candidate_ignored": {"internal": True, "employed": True},
        "interview_never_scheduled": {"interviews_done": 0},
        "no_callback_after_interview": {"interviews_done": 1},
        "second_interview_silence": {"interviews_done": 2 if held is None else max(1, held)},
        "offer_promised_no_call": {"interviews_done": max(1, held or 1)},
    }
    if situation == "reschedule_dropped" and (held is None or not _LATE.search(text)):
        return {"interviews_done": 0}
    return plain.get(situation, {})
