"""Days since the employer's last word: which of the times in a message counts."""

from __future__ import annotations

from dataclasses import dataclass

from heardback.reading.facts.contacts import Contact
from heardback.reading.facts.message import Message
from heardback.reading.facts.times import Time
from heardback.reading.result import FactReading

_SILENCE = {
    "nothing", "silence", "silent", "crickets", "waiting", "waited", "heard", "hear", "ghosted", "quiet", "zilch", "nada", "reply", "answer", "response", "word", "news",
    "still", "vanished", "contact", "peep", "wait", "gone", "since", "unanswered", "dark", "passed", "later", "update", "call", "sausage", "zip",
}  # fmt: skip
_EMPLOYER_WORD = {
    "interview", "interviewed", "interviews", "round", "said", "told", "promised", "spoke", "met", "offered", "offer", "screen", "screening",
    "invited", "wrote", "replied", "mail", "texted", "meeting", "talked", "chat", "zoom", "was", "finished", "trial",
}  # fmt: skip
_APPLIED = {"applied", "application", "sent", "submitted", "resume", "apply", "handed"}
_MINE = {"emailed", "called", "rang", "phoned", "left", "followed", "texted", "chased", "contacted", "messaged", "mailed"}
_AT_WORK = {"worked", "working", "work", "experience", "employed", "job", "years", "retired", "unemployed", "redundant", "laid", "fired", "age", "old", "lasted", "long", "notice", "temping", "temped", "college", "career", "married", "graduated", "contract", "internship"}
_PROMISE = {"would", "'d", "will", "'ll", "within", "by", "should", "might", "decision", "decide", "takes", "take", "expect", "could", "going", "start", "starts"}
_ITS_BEEN = {"been", "now", "it", "is", "'s", "its", "was", "that", "thats"}


_PAST = {
    "was", "were", "had", "did", "went", "interviewed", "met", "said", "told", "spoke", "since", "done", "finished", "applied", "sent", "heard", "called", "ended", "submitted",
    "last", "rang", "offered", "passed", "wrote", "emailed", "invited", "came", "happened", "closed", "saw", "talked", "got", "promised",
}  # fmt: skip
_OLDEST_DATE = 120
"""A day of the calendar further back is another year's or another story's."""


@dataclass(frozen=True)
class Candidate:
    """A time that may be the one, and how much speaks for it."""

    index: int
    days: float
    score: float


def days_since(message: Message, contacts: list[Contact]) -> FactReading | None:
    """Return days_since_contact, or None where no time in the message says it."""
    candidates = [c for index in message.times if (c := _candidate(message, index, contacts)) is not None]
    if not candidates:
        return None
    best = max(candidates, key=lambda c: (c.score, -c.days))
    if best.score < 1.0:
        return None
    return FactReading("days_since_contact", round(best.days), *message.span(best.index, best.index + 1))


def _candidate(message: Message, index: int, contacts: list[Contact]) -> Candidate | None:
    time = message.times[index]
    if time.unit == "told_today" or (time.unit in ("date", "month_name") and time.days > _OLDEST_DATE):
        return None
    if time.way == "ahead" or time.lead in ("by", "within", "until", "till", "til", "before", "next", "every", "per", "lasted", "took"):
        return None
    if time.unit in ("minute", "hour", "year") and time.way != "ago":
        return None
    if time.unit == "minute" and time.way == "ago":
        return Candidate(index, 0, 1.0)
    return Candidate(index, time.days, _score(message, index, time, contacts))


def _score(message: Message, index: int, time: Time, contacts: list[Contact]) -> float:
    first, end = message.clause_of(index)
    clause = {message.norm(at) for at in range(first, end)}
    near = {message.norm(at) for at in range(max(0, index - 7), min(len(message.words), index + 8))}
    before = [message.norm(index - step) for step in (1, 2, 3, 4)]
    after = [message.norm(index + step) for step in (1, 2, 3)]
    score = 0.0
    if time.way == "ago":
        score += 1.0
    if time.way == "day":
        score -= 0.0 if clause & _PAST or time.lead in ("since",) or time.days == 0 and time.unit == "today" else 1.0
        score -= 1.0 if time.unit.startswith("this_") or time.unit in ("weekend", "week_end", "month_end") else 0.0
    if clause & _SILENCE:
        score += 1.0
    elif near & _SILENCE:
        score += 0.5
    if clause & _EMPLOYER_WORD:
        score += 1.0
    if clause & _APPLIED:
        score += 0.5
    if time.way == "span":
        score += 1.5 if set(before[:3]) & {"been", "its", "'s"} and set(before) & {"it", "its", "that", "been", "'s"} else 0.0
        score += 1.0 if after[0] in ("now", "later", "on", "and", "since", "without", "of", ",", ".", "", "gone", "have", "has", "passed", "with", "in", "after") else 0.0
    if time.lead in ("since", "for") or set(before[:2]) & {"since"}:
        score += 1.0
    if before[0] in ("was", "'s", "were", "thats") and time.way == "ago":
        score += 1.5
    if any(c.first - 1 <= index <= c.end + 3 or 0 < c.first - index <= 3 for c in contacts if not c.maybe) and clause & (_MINE | {"email", "emails", "message", "messages", "mail", "sent", "wrote", "note", "asked", "written", "follow"}):
        score -= 2.5
    if clause & _AT_WORK and not clause & _SILENCE:
        score -= 2.0
    if clause & _PROMISE and time.way in ("span", "day"):
        score -= 2.0
    if set(before[:4]) & {"said", "told", "say", "says", "promised"} and time.way in ("span", "day"):
        score -= 1.5
    if time.unit == "year":
        score -= 2.0
    if time.way == "span" and after[0] in ("before", "after", "early", "old"):
        score -= 2.0
    if time.unit.startswith("this_"):
        score -= 2.0
    return score
