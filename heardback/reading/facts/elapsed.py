"""Days since the employer's last word: which of the times in a message counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heardback.reading.facts.contact import Contact
from heardback.reading.facts.message import Message
from heardback.reading.facts.time_words import Time
from heardback.reading.facts.vocabulary import weights, word_set
from heardback.reading.result import FactReading

_WEIGHTS = weights("elapsed", "weights")
_ENOUGH = _WEIGHTS["enough"]
_SILENCE = word_set("elapsed", "silence")
_EMPLOYER_WORD = word_set("elapsed", "employer_word")
_INTERVIEW = word_set("elapsed", "interview")
_LENGTHS = word_set("elapsed", "lengths")
_APPLIED = word_set("elapsed", "applied")
_MINE = word_set("elapsed", "mine")
_AT_WORK = word_set("elapsed", "at_work")
_PROMISE = word_set("elapsed", "promise")
_PAST = word_set("elapsed", "past")
_GOES_ON = word_set("elapsed", "goes_on")
_OTHER_LEADS = word_set("elapsed", "other_leads")
_SAID = {"said", "told", "say", "says", "promised"}
_MISSED = word_set("elapsed", "missed")
_APPOINTMENT = word_set("elapsed", "appointment")
_NOT = word_set("mood", "not")
_ITS = {"its", "'s", "is", "it", "now"}
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm)?")
_NEAR = 7
_OLDEST_DATE = 120
"""A day of the calendar further back is another year's or another story's."""


@dataclass(frozen=True)
class Candidate:
    """A time that may be the one, and how much speaks for it."""

    index: int
    days: float
    score: float


def days_since(message: Message, contacts: Sequence[Contact]) -> FactReading | None:
    """Return days_since_contact, or None where no time in the message says it.

    Args:
        message: the message.
        contacts: the person's own tries, whose times do not count.
    """
    found = list(candidates(message, contacts))
    best = max(found, key=lambda candidate: (candidate.score, -candidate.days), default=None)
    if best is None or best.score < _ENOUGH:
        at = just_now(message)
        return FactReading("days_since_contact", 0, *message.span(at, at + 1)) if at else None
    span = message.span(best.index, best.index + 1)
    return FactReading("days_since_contact", round(best.days), *span)


def candidates(message: Message, contacts: Sequence[Contact]) -> Iterator[Candidate]:
    """Yield the times that may be the one."""
    for index, time in message.times.items():
        if _may_count(time):
            score = sum(_WEIGHTS[sign] for sign in signs(message, index, contacts))
            yield Candidate(index, 0 if time.unit == "minute" else time.days, score)


def just_now(message: Message) -> int | None:
    """Return the word that says it was today: "hours later", "didn't ring today", "11 now"."""
    if any(time.way == "ago" or time.unit == "told_today" for time in message.times.values()):
        return None
    for at in range(1, len(message.words)):
        norm, before = message.norm(at), message.norm(at - 1)
        today = at in message.times and message.times[at].unit == "today"
        if today and _missed(message, at):
            return at
        if norm == "later" and _hours(message, at - 1):
            return at
        if norm == "now" and _is_clock(before) and message.norm(at - 2) in _ITS:
            return at
    return None


def _missed(message: Message, at: int) -> bool:
    """Tell "the interviewer didn't ring today" from "I didn't hear today"."""
    first, end = message.clause_of(at)
    clause = [message.norm(index) for index in range(first, end)]
    return bool(_MISSED & set(clause) and _NOT & set(clause) and _APPOINTMENT & set(clause))


def _hours(message: Message, at: int) -> bool:
    time = message.times.get(at)
    return message.norm(at) == "hours" or (time is not None and time.unit in ("hour", "minute"))


def _is_clock(norm: str) -> bool:
    return norm in ("noon", "midday") or _CLOCK.fullmatch(norm) is not None


def _may_count(time: Time) -> bool:
    if time.unit == "told_today" or time.way == "ahead" or time.lead in _OTHER_LEADS:
        return False
    if time.unit in ("date", "month_name") and time.days > _OLDEST_DATE:
        return False
    return time.way == "ago" or time.unit not in ("minute", "hour", "year")


def signs(message: Message, index: int, contacts: Sequence[Contact]) -> Iterator[str]:
    """Yield what speaks for or against a time, as named in words/elapsed.yml."""
    time = message.times[index]
    first, end = message.clause_of(index)
    clause = {message.norm(at) for at in range(first, end)}
    yield time.way
    yield from _kind_signs(time, clause, told=_is_today_told(message))
    yield from _clause_signs(message, index, clause)
    yield from _neighbour_signs(message, index)
    if any(_tells_contact(contact, index) for contact in contacts) and clause & _MINE:
        yield "own_contact"


def _kind_signs(time: Time, clause: set[str], *, told: bool) -> Iterator[str]:
    named = time.unit in ("weekday", "date")
    if told and named:
        yield "today_told"
    elif time.way == "day" and not (clause & _PAST or time.lead == "since" or time.unit == "today"):
        yield "day_without_past"
    if time.unit in ("weekend", "week_end", "month_end") or time.unit.startswith("this_"):
        yield "vague_day"
    if time.unit in ("date", "month_name", "today", "year"):
        yield time.unit
    if time.lead in ("since", "for"):
        yield "since_or_for"


def _clause_signs(message: Message, index: int, clause: set[str]) -> Iterator[str]:
    near = range(max(0, index - _NEAR), min(len(message.words), index + _NEAR + 1))
    silent = bool(clause & _SILENCE)
    if silent:
        yield "silence_in_clause"
    elif any(message.norm(at) in _SILENCE for at in near):
        yield "silence_near"
    if clause & _EMPLOYER_WORD:
        yield "employer_word"
    if clause & _INTERVIEW:
        yield "interview"
    if clause & _APPLIED:
        yield "applied"
    if clause & _LENGTHS:
        yield "length"
    if clause & _AT_WORK and not silent:
        yield "at_work"
    if clause & _PROMISE and message.times[index].way in ("span", "day"):
        yield "promise"


def _neighbour_signs(message: Message, index: int) -> Iterator[str]:
    way = message.times[index].way
    before = [message.norm(index - step) for step in (1, 2, 3, 4)]
    after = message.norm(index + 1)
    if way == "span" and {"been", "its", "'s"} & set(before[:3]):
        yield "its_been"
    if way == "span" and after in _GOES_ON:
        yield "goes_on"
    if way == "span" and after in ("before", "after", "early", "old"):
        yield "before_or_after"
    if way == "ago" and before[0] in ("was", "'s", "were", "thats"):
        yield "that_was"
    if way in ("span", "day") and _SAID & set(before):
        yield "said"


def _is_today_told(message: Message) -> bool:
    return any(time.unit == "told_today" for time in message.times.values())


def _tells_contact(contact: Contact, index: int) -> bool:
    """Tell whether the time is one at which the person got in touch."""
    beside = contact.first - 1 <= index <= contact.end + 3
    return not contact.maybe and (beside or contact.first - index == 1)
