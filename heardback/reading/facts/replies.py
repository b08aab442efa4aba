"""Which contacts the employer has answered since: those do not count as unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heardback.reading.facts import mood
from heardback.reading.facts.contact import Contact
from heardback.reading.facts.message import Message
from heardback.reading.facts.vocabulary import word_set

_ANSWERS = word_set("contacts", "answers")
_GO_BETWEEN = word_set("contacts", "go_between")
_THEM = word_set("contacts", "them")
_KIN = word_set("contacts", "kin")
_SINCE_THEN = word_set("contacts", "since_then")
_NO_SPEAKER = {"it", "you", "who", "phone", "which", "that"}
_REPLY_REACH = 45
_SPEAKER_REACH = 6


def mark_answered(message: Message, contacts: Sequence[Contact]) -> list[Contact]:
    """Return the contacts, those marked that the employer's word or a "since then" lies after."""
    made = [contact for contact in contacts if contact.made]
    sinces = [contact for contact in made if _says_since(message, contact)]
    return [replace(c, answered=_is_answered(message, c, made, sinces)) for c in contacts]


def _is_answered(
    message: Message, contact: Contact, made: Sequence[Contact], sinces: Sequence[Contact]
) -> bool:
    following = next((c.first for c in made if c.first > contact.first), len(message.words))
    if _reply(message, contact.end, following):
        return True
    sentence = message.words[contact.first].sentence
    later = any(
        c.first > contact.first and message.words[c.first].sentence != sentence for c in sinces
    )
    return later and contact not in sinces


def _says_since(message: Message, contact: Contact) -> bool:
    first, end = message.sentence_of(contact.first)
    return any(
        message.norm(at) == "since" and message.norm(at + 1) in _SINCE_THEN
        for at in range(max(first, contact.first - 6), min(end, contact.end + 9))
    )


def _reply(message: Message, first: int, limit: int) -> bool:
    """Tell whether the employer answers between two words of the message."""
    for at in range(first, min(limit, first + _REPLY_REACH)):
        norm = message.norm(at)
        if norm in ("update", "edit"):
            return False
        if (_speaks(message, at) or _names_reply(message, at)) and not mood.negated(message, at):
            return True
    return False


def _speaks(message: Message, at: int) -> bool:
    """Tell whether the word is the employer's "said", "replied" - not the receptionist's."""
    if message.norm(at) not in _ANSWERS:
        return False
    start = max(message.sentence_of(at)[0], at - _SPEAKER_REACH)
    before = [message.norm(back) for back in range(at - 1, start - 1, -1)]
    who = next((word for word in before if word in _THEM | _GO_BETWEEN | _KIN), "")
    if who in _THEM and who not in _GO_BETWEEN | _NO_SPEAKER:
        return True
    return message.norm(at) == "told" and bool({"was", "were", "been"} & set(before[:2]))


def _names_reply(message: Message, at: int) -> bool:
    """Tell whether the words are like "got a reply: …"."""
    return (
        message.norm(at) in ("reply", "answer", "response")
        and message.norm(at - 1) in ("a", "got", "her", "his", "their")
        and message.norm(at + 1) in (":", "was", "said", "saying")
    )
