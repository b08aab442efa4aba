"""A time by which the employer would answer, and whether it has passed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from heardback.reading.facts.message import Message
from heardback.reading.facts.times import Time
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.result import FactReading

_THEY_SAID = word_set("promises", "they_said")
_WOULD = word_set("promises", "would")
_ANSWER = word_set("promises", "answer")
_GONE = word_set("promises", "gone")
_NOT_YET = word_set("promises", "not_yet")


_RECENT = 25
"""Days within which a day of the month that was promised is taken to be the one just past."""


@dataclass(frozen=True)
class Promise:
    """A named time: the word that names it, and how far ahead of the promise it lay."""

    index: int
    time: Time


def find_promise(message: Message) -> Promise | None:
    """Return the last time that the employer named to answer by, or None."""
    found = [
        Promise(index, time)
        for index, time in message.times.items()
        if _promised(message, index, time)
    ]
    return found[-1] if found else None


def _promised(message: Message, index: int, time: Time) -> bool:
    if time.unit in ("told_today", "minute"):
        return False
    if time.way == "ago" and time.unit not in ("weekday", "last_week", "day", "last_month"):
        return False
    first, _end = message.sentence_of(index)
    before = [message.norm(at) for at in range(max(first, index - 12), index)]
    _clause_first, clause_end = message.clause_of(index)
    after = {message.norm(at) for at in range(index + 1, min(index + 6, clause_end))}
    if "ago" in after or "if" in before[-8:] or {"should", "i"} <= set(before[-5:]):
        return False
    said = any(norm in _THEY_SAID for norm in before)
    would = any(norm in _WOULD for norm in before[-8:])
    answer = any(norm in _ANSWER for norm in before) or bool(after & _ANSWER)
    bound = (
        time.lead in ("by", "within", "in", "inside", "before", "end", "until")
        or time.way == "ahead"
    )
    if {"need", "needs", "must", "wants", "expires", "answer"} & set(before[-5:]) and not {
        "they",
        "said",
    } <= set(before):
        return False
    mine = any(norm in ("i", "we") for norm in before[-4:]) and not any(
        n in ("hear", "know", "told") for n in before[-4:]
    )
    if said and (
        bound
        or (would and answer)
        or (
            time.way == "span"
            and message.norm(index - 1)
            in (
                *_THEY_SAID,
                "me",
                "about",
                "take",
                "takes",
                "a",
                "another",
                "least",
                "to",
                "up",
                "us",
                "him",
                "her",
            )
        )
    ):
        return not mine
    if time.lead == "by" and any(norm in _WOULD for norm in before[-10:]) and not mine:
        return True
    if would and answer and (bound or time.way == "day") and not mine:
        return True
    return (
        said
        and time.way == "day"
        and message.norm(index - 1) in (*_THEY_SAID, "me", "by", "him", "her")
        and not mine
    )


def promise_facts(
    message: Message, elapsed: FactReading | None, cue: FactReading | None = None
) -> list[FactReading]:
    """Return promised_by, deadline_passed and days_to_promise, as far as the message says them.

    Args:
        message: the message.
        elapsed: days_since_contact, where the message says it.
        cue: promised_by as the cue files read it.
    """
    promise = find_promise(message)
    if promise is None:
        return _of_cue(message, cue) if cue and cue.value else []
    span = message.span(promise.index, promise.index + 1)
    facts = [FactReading("promised_by", True, *span)]
    passed = _passed(message, promise, elapsed)
    if passed is None:
        return facts
    facts.append(FactReading("deadline_passed", passed, *span))
    ahead = _days_ahead(promise)
    if not passed and ahead is not None:
        facts.append(FactReading("days_to_promise", ahead, *span))
    return facts


def _of_cue(message: Message, cue: FactReading) -> list[FactReading]:
    """Add to "decision in days" whether they are over: nothing has come of it."""
    later = {word.norm for word in message.words if word.start >= cue.start}
    return (
        [cue, replace(cue, name="deadline_passed")] if later & _GONE | later & {"answer"} else [cue]
    )


def _days_ahead(promise: Promise) -> int | None:
    time = promise.time
    if time.way == "day" and time.unit != "this_week":
        return round(time.ahead)
    return (
        round(time.days) if time.way == "ahead" and time.unit == "day" and time.days == 1 else None
    )


def _passed(message: Message, promise: Promise, elapsed: FactReading | None) -> bool | None:
    """Tell whether the named time is over, or None where nothing tells."""
    time = promise.time
    later = [message.norm(at) for at in range(promise.index + 1, len(message.words))]
    if time.way == "ago" or _that_was(message, promise.index):
        return True
    told = next((at for at, other in message.times.items() if other.unit == "told_today"), None)
    if told is not None and time.unit in ("weekday", "week_end"):
        return not (
            time.ahead <= 1
            or time.way == "ahead"
            or message.norm(told - 1) == "only"
            or (time.unit == "week_end" and time.ahead > 0)
        )
    if told is not None and time.unit == "date":
        return time.days <= _RECENT and time.days < time.ahead
    if elapsed is not None and time.way in ("span", "ahead") and time.days:
        return bool(elapsed.value > time.days)
    if set(later) & _GONE:
        return True
    if set(later) & _NOT_YET or time.unit == "today" or time.way == "ahead":
        return False
    return None


def _that_was(message: Message, index: int) -> bool:
    """Tell whether the message goes on "that was 3 weeks ago", "friday came and went"."""
    for at in range(index + 1, min(len(message.words), index + 25)):
        pair = (message.norm(at), message.norm(at + 1))
        if (
            pair
            in (
                ("that", "was"),
                ("came", "and"),
                ("come", "and"),
                ("has", "passed"),
                ("have", "passed"),
                ("been", "and"),
            )
            or message.norm(at) == "<ago>"
        ):
            return True
    return False
