"""Days since the person's own last try: "emailed both yesterday", "left her a message Monday"."""

from __future__ import annotations

from collections.abc import Sequence

from heardback.reading.facts.contact import Contact
from heardback.reading.facts.message import Message
from heardback.reading.facts.time_words import Time
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.result import FactReading

_ELSEWHERE = word_set("own_contact", "elsewhere")
_OTHER_LEADS = word_set("own_contact", "other_leads")
_SPAN_LEADS = word_set("own_contact", "span_leads")
_PAST_DAYS = {"today", "weekday", "date", "weekend", "this_week"}
_BEHIND = 7
_BEFORE = 4
_LONGEST = 120


def days_since_own(message: Message, contacts: Sequence[Contact]) -> FactReading | None:
    """Return days_since_own_contact, or None where nothing tells when the last try was.

    Args:
        message: the message.
        contacts: the person's tries.
    """
    made = [contact for contact in contacts if contact.made and not contact.thanks]
    if not made:
        return None
    at = _time_of(message, made[-1], contacts)
    if at is None:
        return None
    days = round(message.times[at].days)
    return FactReading("days_since_own_contact", days, *message.span(at, at + 1))


def _time_of(message: Message, contact: Contact, contacts: Sequence[Contact]) -> int | None:
    """Return the index of the time that tells when a try was made, or None."""
    start, stop = message.sentence_of(contact.first)
    following = next((c.first for c in contacts if c.first > contact.first), stop)
    last = min(stop, following, contact.end + _BEHIND)
    clause = message.words[contact.end - 1].clause
    for at in range(contact.first, last):
        norm = message.norm(at)
        if at >= contact.end and norm in _ELSEWHERE:
            break
        if at not in message.times:
            continue
        near = message.words[at].clause == clause
        if _is_past(message.times[at]) and (near or message.norm(at - 1) in _SPAN_LEADS):
            return at
        if message.times[at].way == "span" and message.norm(at - 1) == "been":
            return at
    return _time_before(message, contact, start)


def _time_before(message: Message, contact: Contact, start: int) -> int | None:
    """Return the time of "yesterday I emailed", "a week since I called"."""
    clause = message.words[contact.first].clause
    for at in range(contact.first - 1, max(start, contact.first - _BEFORE) - 1, -1):
        if at in message.times:
            time = message.times[at]
            since = message.norm(at + 1) == "since"
            same = message.words[at].clause == clause or message.norm(at + 1) in ("i", "we")
            fits = (time.way == "span" and since) or (_is_past(time) and same)
            return at if fits and not _follows_other(message, at) else None
        if message.norm(at) in _ELSEWHERE:
            return None
    return None


def _follows_other(message: Message, at: int) -> bool:
    """Tell "had the interview monday, emailed": the day belongs to what stands before it."""
    return any(message.norm(at - step) in _ELSEWHERE - {","} for step in (1, 2, 3))


def _is_past(time: Time) -> bool:
    if time.lead in _OTHER_LEADS or time.days > _LONGEST:
        return False
    return time.way == "ago" or (time.way == "day" and time.unit in _PAST_DAYS)
