"""A time by which the employer would answer, and whether it has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from heardback.reading.facts.message import Message
from heardback.reading.facts.numbers import number_at
from heardback.reading.facts.time_words import Time
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.result import FactReading

_THEY_SAID = word_set("promises", "they_said")
_WOULD = word_set("promises", "would")
_ANSWER = word_set("promises", "answer")
_GONE = word_set("promises", "gone")
_NOT_YET = word_set("promises", "not_yet")
_BOUNDS = word_set("promises", "bounds")
_OWN_NEED = word_set("promises", "own_need")
_BEFORE_SPAN = word_set("promises", "before_span") | _THEY_SAID
_BEFORE_DAY = word_set("promises", "before_day") | _THEY_SAID
_OVER = {
    ("that", "was"),
    ("came", "and"),
    ("come", "and"),
    ("has", "passed"),
    ("have", "passed"),
    ("been", "and"),
}
_PAST_DAYS = {"weekday", "last_week", "day", "last_month"}
_OVER_REACH = 25
_RECENT = 25
"""Days within which a promised day of the month is taken to be the one just past."""


@dataclass(frozen=True)
class Promise:
    """A time by which the employer would answer, and the word of the message that names it."""

    index: int
    time: Time


def find_promise(message: Message) -> Promise | None:
    """Return the last time that the employer named to answer by, or None."""
    named = [
        index
        for index, time in message.times.items()
        if _may_be_promised(time) and _is_promised(message, index, time)
    ]
    return Promise(named[-1], message.times[named[-1]]) if named else None


def _may_be_promised(time: Time) -> bool:
    if time.unit in ("told_today", "minute"):
        return False
    return time.way != "ago" or time.unit in _PAST_DAYS


def _is_promised(message: Message, index: int, time: Time) -> bool:
    first = max(message.sentence_of(index)[0], index - 12)
    before = [message.norm(at) for at in range(first, index)]
    after = {
        message.norm(at) for at in range(index + 1, min(index + 6, message.clause_of(index)[1]))
    }
    if "ago" in after or _is_own_plan(before):
        return False
    said = not _THEY_SAID.isdisjoint(before)
    would = not _WOULD.isdisjoint(before[-8:])
    answer = bool(_ANSWER & {*before, *after})
    if time.lead == "by" and not _WOULD.isdisjoint(before[-10:]):
        return True
    if would and answer and (said or _is_bound(time) or time.way == "day"):
        return True
    return said and (_is_bound(time) or _follows_saying(message.norm(index - 1), time))


def _is_own_plan(before: Sequence[str]) -> bool:
    """Tell "I must answer by Friday" and "if Friday …" from what the employer said."""
    if "if" in before[-8:] or {"should", "i"} <= set(before[-5:]):
        return True
    if _OWN_NEED & set(before[-5:]) and not {"they", "said"} <= set(before):
        return True
    near = set(before[-4:])
    return bool({"i", "we"} & near) and not {"hear", "know", "told"} & near


def _is_bound(time: Time) -> bool:
    return time.way == "ahead" or time.lead in _BOUNDS


def _follows_saying(before: str, time: Time) -> bool:
    """Tell whether the time stands right behind "said", "told me"."""
    return (time.way == "span" and before in _BEFORE_SPAN) or (
        time.way == "day" and before in _BEFORE_DAY
    )


def promise_facts(
    message: Message, elapsed: FactReading | None, cue: FactReading | None = None
) -> list[FactReading]:
    """Return promised_by, deadline_passed and how far off that is, as far as the message says them.

    Args:
        message: the message.
        elapsed: days_since_contact, where the message says it.
        cue: promised_by as the cue files read it.
    """
    promise = find_promise(message)
    if promise is None:
        return _of_cue(message, cue) if cue and cue.value else []
    named = FactReading("promised_by", True, *message.span(promise.index, promise.index + 1))  # noqa: FBT003
    passed = _passed(message, promise, elapsed)
    if passed is None:
        return [named]
    facts = [named, replace(named, name="deadline_passed", value=passed)]
    overdue = _days_overdue(message, promise, elapsed) if passed else None
    if overdue is not None:
        facts.append(replace(named, name="days_overdue", value=overdue))
    ahead = _days_ahead(promise.time)
    if not passed and ahead is not None:
        facts.append(replace(named, name="days_to_promise", value=ahead))
    return facts


def _of_cue(message: Message, cue: FactReading) -> list[FactReading]:
    """Add to "decision in days" whether they are over: nothing has come of it."""
    later = {word.norm for word in message.words if word.start >= cue.start}
    over = later & (_GONE | {"answer"})
    return [cue, replace(cue, name="deadline_passed")] if over else [cue]


def _days_ahead(time: Time) -> int | None:
    """Return how far off the promised time is, where it is counted from today."""
    if time.way == "day" and time.unit != "this_week":
        return round(time.ahead)
    tomorrow = time.way == "ahead" and time.unit == "day" and time.days == 1
    return 1 if tomorrow else None


def _days_overdue(message: Message, promise: Promise, elapsed: FactReading | None) -> int | None:
    """Return how long ago the promised time went by, where the message tells it."""
    time = promise.time
    if time.way == "ago" and time.unit not in ("last_week", "last_month"):
        return round(time.days)
    length = 0 if time.way == "day" else time.days
    later = [other for at, other in message.times.items() if at > promise.index]
    ago = next((other for other in later if other.way == "ago" and other.days >= length), None)
    if ago is not None and (time.way == "day" or time.days):
        return round(ago.days - length)
    if time.way == "day":
        fits = time.unit in ("weekday", "date") and time.days <= _RECENT
        return round(time.days) if fits else None
    reached = _day_reached(message, promise)
    if reached is None and elapsed is not None and time.days:
        reached = int(elapsed.value)
    return round(reached - time.days) if reached is not None and reached > time.days else None


def _told_following(message: Message) -> bool:
    """Tell whether today is told as "the following Wednesday"."""
    told = next((at for at, time in message.times.items() if time.unit == "told_today"), None)
    return told is not None and message.norm(told - 1) == "following"


def _day_reached(message: Message, promise: Promise) -> int | None:
    """Return the number of "day 14 now", counted like the promised days."""
    for at in range(promise.index + 1, len(message.words) - 1):
        number = number_at(message.words, at + 1) if message.norm(at) == "day" else None
        if number:
            return round(number[0])
    return None


def _passed(message: Message, promise: Promise, elapsed: FactReading | None) -> bool | None:
    """Tell whether the named time is over, or None where nothing tells."""
    time = promise.time
    if time.way == "ago" or _that_was(message, promise):
        return True
    length = time.days if time.way in ("span", "ahead") else 0
    reached = _day_reached(message, promise) if length else None
    if reached is not None:
        return reached > time.days
    against_today = _passed_today(message, time)
    if against_today is not None:
        return against_today
    if elapsed is not None and time.way in ("span", "ahead") and time.days:
        return bool(elapsed.value > time.days)
    later = {message.norm(at) for at in range(promise.index + 1, len(message.words))}
    if later & _GONE:
        return True
    coming = later & _NOT_YET or time.unit == "today" or time.way == "ahead"
    return False if coming else None


def _passed_today(message: Message, time: Time) -> bool | None:
    """Compare a promised day with the day that the person says it is."""
    told = next((at for at, other in message.times.items() if other.unit == "told_today"), None)
    if told is None or time.way != "day":
        return False if told is not None and time.unit == "weekday" else None
    if time.unit == "date":
        return time.days <= _RECENT and time.days < time.ahead
    if time.unit == "week_end":
        return time.ahead == 0
    if time.unit == "weekday":
        return _told_following(message) or (time.ahead > 1 and message.norm(told - 1) != "only")
    return None


def _that_was(message: Message, promise: Promise) -> bool:
    """Tell whether the message goes on "that was 3 weeks ago", "friday came and went"."""
    length = 0 if promise.time.way == "day" else promise.time.days
    end = min(len(message.words), promise.index + _OVER_REACH)
    for at in range(promise.index + 1, end):
        if message.norm(at) == "<ago>" and message.times[at].days >= length:
            return True
        if (message.norm(at), message.norm(at + 1)) in _OVER:
            return True
    return False
