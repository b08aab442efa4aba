"""Contacts told by a thing: "left two messages", "one email, no answer", "HR ignores my emails"."""

from __future__ import annotations

from collections.abc import Sequence

from heardback.reading.facts import mood
from heardback.reading.facts.contact import Contact, subject
from heardback.reading.facts.contact_ways import named_ways
from heardback.reading.facts.message import Message
from heardback.reading.facts.numbers import number_at
from heardback.reading.facts.vocabulary import word_set, words_by_value

THINGS = words_by_value("contacts", "things")
_SENT = word_set("contacts", "sent")
_LEFT = {"left", "leave", "leaving"}
_LEAVABLE = {"message", "messages", "voicemail", "voicemails", "note"}
_BEFORE_THING = word_set("contacts", "before_thing")
_OPENERS = word_set("contacts", "openers")
_LEFT_LYING = word_set("contacts", "left_lying")
_THEIRS = word_set("contacts", "theirs")
_LOST = word_set("contacts", "lost")
_UNRETURNED = word_set("contacts", "unreturned")
_AFTER_COUNTED = word_set("contacts", "unanswered")
_AFTER_LONE = word_set("contacts", "after_lone")
_MESSAGE_KINDS = {
    "text": "text",
    "linkedin": "linkedin",
    "phone": "voicemail",
    "voice": "voicemail",
    "email": "email",
}
_OPENING_PAIRS = {
    ("spite", "of"),
    ("face", "of"),
    ("apart", "from"),
    ("aside", "from"),
    ("but", "for"),
    ("after", "my"),
}
_NOT_SENT = {",", "but", ";", "said", "got", "received"}


def read_thing(
    message: Message, index: int, found: Sequence[Contact], *, for_another: bool
) -> Contact | None:
    """Return the contact that the thing at an index tells of, or None.

    Args:
        message: the message.
        index: index of the word.
        found: the contacts told before.
        for_another: somebody writes for a child, a partner or a friend.
    """
    norm = message.norm(index)
    if norm not in THINGS or (norm == "follow" and message.norm(index + 1) not in ("up", "ups")):
        return None
    first, count = _counted(message, index)
    verb = _sending_verb(message, first)
    if verb is None:
        if not _is_own(message, first, index, found):
            return None
    elif subject(message, verb, for_another=for_another) == "them":
        return None
    left = verb is not None and message.norm(verb) in _LEFT
    if left and norm not in _LEAVABLE:
        return None
    return _contact(message, index, first, verb, count)


def _contact(
    message: Message, index: int, first: int, verb: int | None, count: int | None
) -> Contact:
    begin = first if verb is None else verb
    left = verb is not None and message.norm(verb) in _LEFT
    way = _way(message, index, left=left, sent=verb is not None)
    stretch = range(max(0, begin - 2), min(index + 7, message.sentence_of(index)[1]))
    none = message.norm(first - 1) in ("no", "any")
    return Contact(
        begin,
        index + (2 if message.norm(index) == "follow" else 1),
        frozenset({way}) if way else named_ways(message, index),
        count,
        left_message=left,
        negated=none or (verb is not None and mood.negated(message, begin)),
        maybe=mood.maybe(message, begin) or _only_thought_of(message, verb),
        thanks=any(message.norm(at) in ("thank", "thanks") for at in stretch),
    )


def _only_thought_of(message: Message, verb: int | None) -> bool:
    """Tell "leave a message?" from "I leave a message every week"."""
    if verb is None or message.norm(verb) not in ("leave", "send", "sending"):
        return False
    return message.norm(verb - 1) not in ("i", "we")


def _way(message: Message, index: int, *, left: bool, sent: bool) -> str:
    norm = message.norm(index)
    if left and norm != "note":
        return "voicemail"
    if norm in ("message", "messages"):
        return _MESSAGE_KINDS.get(message.norm(index - 1), "")
    if sent and THINGS[norm] == "":
        nearby = {message.norm(at) for at in range(max(0, index - 12), index)}
        return "" if "linkedin" in nearby or named_ways(message, index) else "email"
    return THINGS[norm]


def _counted(message: Message, index: int) -> tuple[int, int | None]:
    """Return where the words of a thing begin and how many it is: "two more emails"."""
    first = index
    while index - first < 4:  # noqa: PLR2004 - as many words stand before a thing at the most
        before = message.norm(first - 1)
        number = number_at(message.words, first - 1) if first else None
        if before not in _BEFORE_THING and not number:
            break
        first -= 1
        if number and number[1] <= index:
            return first, round(number[0])
        if before == "both":
            return first, 2
    plural = message.norm(index).endswith("s") or message.norm(index + 1) == "ups"
    return first, (None if plural else 1)


def _sending_verb(message: Message, first: int) -> int | None:
    """Return the "left", "sent", "made" before a thing, also over "left her a message"."""
    start = max(message.sentence_of(first)[0], first - 4)
    for at in range(first - 1, start - 1, -1):
        norm = message.norm(at)
        if norm in _LEFT or norm in _SENT:
            return at
        if norm in _NOT_SENT:
            return None
    return None


def _is_own(message: Message, first: int, index: int, found: Sequence[Contact]) -> bool:
    """Tell whether an unattached "two emails" is the person's own."""
    before = {message.norm(first - step) for step in (1, 2, 3)}
    after = {message.norm(at) for at in range(index + 1, index + 6)}
    if message.norm(index + 1) == "from":
        return message.norm(index + 2) in ("me", "my")
    mine = "my" in {message.norm(at) for at in range(first - 1, index)} or "both" in (
        message.norm(first),
        message.norm(index - 1),
    )
    if mine and (before & _LEFT_LYING or after & _UNRETURNED):
        return True
    if message.norm(first - 1) in ("ignores", "ignored", "ignoring"):
        return True
    return message.norm(index + 1) not in _THEIRS and _stands_alone(message, first, index, found)


def _stands_alone(message: Message, first: int, index: int, found: Sequence[Contact]) -> bool:
    """Tell whether "two emails", "one follow up" stands where a person lists their own tries."""
    before = message.norm(first - 1)
    follows = bool(found) and found[-1].end >= first - 2
    listed = follows and before in ("and", ",", "plus")
    pair = (message.norm(first - 2), before)
    if first == index or not (
        before in _OPENERS or before in THINGS or listed or pair in _OPENING_PAIRS
    ):
        return False
    if number_at(message.words, first) is not None:
        return True
    if message.norm(first) not in ("one", "a", "another"):
        return False
    after = {message.norm(at) for at in range(index + 1, index + 6)}
    lone = message.norm(first) != "a" and (
        message.norm(index + 1) in _AFTER_LONE | {"up"} or message.norm(index) == "reminder"
    )
    return follows or lone or bool(after & _LOST)
