"""A try to reach the employer, and who made it."""

from __future__ import annotations

from dataclasses import dataclass

from heardback.reading.facts.message import Message
from heardback.reading.facts.vocabulary import word_set, words_by_value

VERBS = words_by_value("contacts", "verbs")
"""Verbs that tell of a contact, and the way of each ("" where the verb names none)."""

_WRITER = {"i", "we", "ive", "ve"}
_THEY = word_set("contacts", "they")
_THEM = word_set("contacts", "them")
_KIN = word_set("contacts", "kin")
_ARTICLES = word_set("contacts", "articles")
_OBJECT_MARKS = word_set("contacts", "object_marks") | set(VERBS)
_FARTHEST_SUBJECT = 9


@dataclass(frozen=True)
class Contact:
    """One or several tries to reach the employer.

    Attributes:
        first: index of the first word that tells it.
        end: index of the word after the last.
        channels: the ways, as far as they are named.
        count: how many tries, None where the words leave it open ("every week").
        left_message: a message was left on a machine or with somebody.
        negated: it is said not to have been made.
        maybe: it is only thought of or asked about.
        thanks: it was a thank-you note.
        answered: the employer has had a word since.
    """

    first: int
    end: int
    channels: frozenset[str]
    count: int | None
    left_message: bool = False
    negated: bool = False
    maybe: bool = False
    thanks: bool = False
    answered: bool = False

    @property
    def made(self) -> bool:
        """Whether it really was made."""
        return not (self.negated or self.maybe)


def subject(message: Message, index: int, *, for_another: bool) -> str:
    """Return who does what the verb at an index says.

    Args:
        message: the message.
        index: index of the verb.
        for_another: "he" and "she" may be the one whom the message is written for.

    Returns:
        "me", "them", or "" where nobody is named before the verb.
    """
    first = max(message.sentence_of(index)[0], index - _FARTHEST_SUBJECT)
    for at in range(index - 1, first - 1, -1):
        norm = message.norm(at)
        if norm in _WRITER or norm in _KIN or (norm in ("she", "he") and for_another):
            return "me"
        if _ends_subject(norm, next_to_verb=at == index - 1):
            return ""
        if norm in _THEY or (norm in _THEM and not _is_object(message, at)):
            return "them"
    return ""


def _ends_subject(norm: str, *, next_to_verb: bool) -> bool:
    return norm in (",", ";", "-") or (norm in ("and", "but", "then", "so") and not next_to_verb)


def _is_object(message: Message, at: int) -> bool:
    """Tell "rang the manager" and "to the manager" from "the manager rang"."""
    while message.norm(at - 1) in _ARTICLES:
        at -= 1
    return message.norm(at - 1) in _OBJECT_MARKS
