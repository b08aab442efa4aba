"""Contacts told by a verb: "called twice", "tried ringing", "I email them every week"."""

from __future__ import annotations

from collections.abc import Sequence

from heardback.reading.facts import mood
from heardback.reading.facts.contact import VERBS, Contact, subject
from heardback.reading.facts.contact_ways import named_ways
from heardback.reading.facts.message import Message
from heardback.reading.facts.numbers import times_at
from heardback.reading.facts.vocabulary import word_lists, word_set, words_by_value

PRESENT = words_by_value("contacts", "present")
_PASSIVE = word_set("contacts", "passive")
_TRYING = word_set("contacts", "trying")
_THANKING = word_set("contacts", "thanking")
_CONTINUOUS = word_set("contacts", "continuous")
_OWN_MESSAGE = word_set("contacts", "own_message")
_QUESTION_WORDS = word_set("contacts", "question_words")
_UNCOUNTED = word_set("contacts", "uncounted")
_ASKED_OF = word_set("contacts", "asked_of")
_NEEDS = word_lists("contacts", "needs")
_SPOILT_BY = word_lists("contacts", "spoilt_by")
_OFTEN = {"once", "twice", "times", "again", "x"}
_ABOUT = {"about", "when", "where", "whether", "what"}
_COUNT_REACH = 10
_THANKS_REACH = 9
_AFTER = 3


def read_verb(
    message: Message, index: int, found: Sequence[Contact], *, for_another: bool
) -> Contact | None:
    """Return the contact that the verb at an index tells of, or None.

    Args:
        message: the message.
        index: index of the word.
        found: the contacts told before.
        for_another: somebody writes for a child, a partner or a friend.
    """
    known = _way_and_count(message, index, found)
    if known is None or not _fits(message, index):
        return None
    if not _by_person(message, index, for_another=for_another):
        return None
    way, count = known
    end, count = _how_often(message, index, count)
    stretch = range(index + 1, min(index + _THANKS_REACH, message.sentence_of(index)[1]))
    return Contact(
        index,
        end,
        frozenset({way}) if way else named_ways(message, index),
        count,
        negated=mood.negated(message, index),
        maybe="tried" not in _before(message, index) and mood.maybe(message, index),
        thanks=any(message.norm(at) in _THANKING for at in stretch),
    )


def _before(message: Message, index: int) -> list[str]:
    return [message.norm(index - step) for step in (1, 2, 3)]


def _way_and_count(
    message: Message, index: int, found: Sequence[Contact]
) -> tuple[str, int | None] | None:
    """Return the verb's way and how many tries it tells by itself; None where it tells none."""
    norm = message.norm(index)
    if norm in PRESENT and _is_habit(message, index, found):
        return None if message.norm(index + 1) == "in" else (PRESENT[norm], None)
    if norm == "asked" and _asked_after(message, index):
        return "", 1
    if norm not in VERBS:
        return None
    if not norm.endswith("ing"):
        return VERBS[norm], 1
    before = _before(message, index)
    if not _TRYING & set(before) and before[0] not in ("'m", "am", "been"):
        return None
    return VERBS[norm], (1 if "tried" in before else None)


def _is_habit(message: Message, index: int, found: Sequence[Contact]) -> bool:
    """Tell "I call and email every week" from "do I call"."""
    before, earlier = message.norm(index - 1), message.norm(index - 2)
    if before in ("i", "we"):
        return earlier not in _QUESTION_WORDS
    return before == "and" and bool(found) and found[-1].end == index - 1 and earlier in PRESENT


def _asked_after(message: Message, index: int) -> bool:
    """Tell "asked twice", "asked my manager about it" from "asked for my references"."""
    after = [message.norm(at) for at in range(index + 1, index + 6)]
    if after[0] in ("me", "us", "for", "to", "him", "if"):
        return after[:2] in (["for", "an"], ["for", "news"], ["if", "they"])
    about = _ABOUT & set(after) and after[0] in _ASKED_OF
    return bool(_OFTEN & set(after) or about)


def _fits(message: Message, index: int) -> bool:
    """Leave out "called off", "checked my phone", "dropped the ball"."""
    norm, after, then = (message.norm(index + step) for step in range(3))
    if norm in _NEEDS and after not in _NEEDS[norm]:
        return False
    if after in _SPOILT_BY.get(norm, ()):
        return norm in ("wrote", "written") and then in _OWN_MESSAGE
    if norm == "checked" and after == "on":
        return then != "my"
    return not (norm in ("called", "calling") and after == "in" and then in ("sick", "for"))


def _by_person(message: Message, index: int, *, for_another: bool) -> bool:
    """Tell whether the person did it: not the employer, not "was called", not "called me"."""
    who = subject(message, index, for_another=for_another)
    after = message.norm(index + 1)
    to_person = after in ("me", "us", "him") and (who == "" or not for_another)
    if who == "" and _tells_of_them(message, index):
        return False
    passive = message.norm(index - 1) in _PASSIVE and message.norm(index) not in _CONTINUOUS
    return who != "them" and not to_person and not passive


def _tells_of_them(message: Message, index: int) -> bool:
    """Tell "wrote later that she was stuck" from "wrote to ask"."""
    after = [message.norm(index + step) for step in (1, 2, 3)]
    while after and after[0] in ("later", "back", "that", "<span>"):
        after.pop(0)
    return len(after) < _AFTER and after[:1] in (["she"], ["he"], ["they"])


def _how_often(message: Message, index: int, count: int | None) -> tuple[int, int | None]:
    """Return the word after the contact's last, and how many tries it tells."""
    for at in range(index + 1, min(index + _COUNT_REACH, message.clause_of(index)[1])):
        if (times := times_at(message.words, at)) is not None:
            return times[1], times[0]
        norm = message.norm(at)
        if norm in _UNCOUNTED:
            return at + 1, None
        if norm in VERBS or norm in ("and", "or"):
            break
    return index + 1, count
