"""A time by which the employer would answer, and whether it has passed."""

from __future__ import annotations

from dataclasses import dataclass

from heardback.reading.facts.message import Message
from heardback.reading.facts.times import Time
from heardback.reading.result import FactReading

_THEY_SAID = {"said", "says", "say", "told", "promised", "mentioned", "swore", "goes", "assured", "quoted", "wrote", "reckoned", "estimated"}
_WOULD = {"'d", "would", "will", "'ll", "should", "due", "supposed", "meant", "sposed", "expected", "expect", "was", "decision", "decide", "answer"}
_ANSWER = {
    "call", "hear", "decide", "decision", "know", "ring", "phone", "answer", "touch", "back", "email", "contact", "let", "offer", "contract", "reply",
    "result", "results", "news", "told", "letter", "paperwork", "schedule", "arrange", "text", "confirm", "notify", "details", "interview", "calling", "send", "write",
}  # fmt: skip
_GONE = {"passed", "gone", "went", "over", "ended", "nothing", "never", "silence", "crickets", "still", "zilch", "nada", "past", "rolled", "expired", "ago", "been", "missed", "later", "no", "nobody"}
_NOT_YET = {"only", "yet", "wait", "until", "till", "tomorrow", "early", "soon"}


@dataclass(frozen=True)
class Promise:
    """A named time: the word that names it, and how far ahead of the promise it lay."""

    index: int
    time: Time


def find_promise(message: Message) -> Promise | None:
    """Return the last time that the employer named to answer by, or None."""
    found = [Promise(index, time) for index, time in message.times.items() if _promised(message, index, time)]
    return found[-1] if found else None


def _promised(message: Message, index: int, time: Time) -> bool:
    if time.way == "ago" and time.unit not in ("weekday", "last_week", "day", "last_month"):
        return False
    first, end = message.sentence_of(index)
    before = [message.norm(at) for at in range(max(first, index - 12), index)]
    clause_first, clause_end = message.clause_of(index)
    after = {message.norm(at) for at in range(index + 1, min(index + 6, clause_end))}
    if "ago" in after or "if" in before[-8:] or {"should", "i"} <= set(before[-5:]):
        return False
    said = any(norm in _THEY_SAID for norm in before)
    would = any(norm in _WOULD for norm in before[-8:])
    answer = any(norm in _ANSWER for norm in before) or bool(after & _ANSWER)
    bound = time.lead in ("by", "within", "in", "inside", "before", "end", "until") or time.way == "ahead"
    mine = any(norm in ("i", "we") for norm in before[-4:]) and not any(n in ("hear", "know", "told") for n in before[-4:])
    if said and (bound or (would and answer) or time.way == "span" and message.norm(index - 1) in (*_THEY_SAID, "me", "about", "take", "takes", "a", "another", "least", "to", "up", "us", "him", "her")):
        return not mine
    if would and answer and (bound or time.way in ("day",)) and not mine:
        return True
    return said and time.way in ("day",) and message.norm(index - 1) in (*_THEY_SAID, "me", "by", "him", "her") and not mine


def promise_facts(message: Message, elapsed: FactReading | None) -> list[FactReading]:
    """Return promised_by, deadline_passed and days_to_promise, as far as the message says them."""
    promise = find_promise(message)
    if promise is None:
        return []
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


def _days_ahead(promise: Promise) -> int | None:
    time = promise.time
    if time.way == "day" and time.unit != "this_week":
        return round(time.ahead)
    return round(time.days) if time.way == "ahead" and time.unit in ("day",) and time.days == 1 else None


def _passed(message: Message, promise: Promise, elapsed: FactReading | None) -> bool | None:
    if promise.time.way == "ago":
        return True
    later = [message.norm(at) for at in range(promise.index + 1, len(message.words))]
    if elapsed is not None and promise.time.way in ("span", "ahead") and promise.time.days:
        return bool(elapsed.value > promise.time.days)
    if set(later) & _GONE:
        return True
    if set(later) & _NOT_YET:
        return False
    return None
