"""How often and by which ways a person tried to reach the employer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from heardback.reading.facts.contact import Contact
from heardback.reading.facts.contact_things import read_thing
from heardback.reading.facts.contact_verbs import read_verb
from heardback.reading.facts.message import Message
from heardback.reading.facts.replies import mark_answered
from heardback.reading.facts.vocabulary import word_set
from heardback.reading.result import FactChange, FactReading

_OFTEN = word_set("contacts", "often")
_PERIODS = word_set("contacts", "periods")
_OFTEN_REACH = 8
MOST_CONTACTS = 60
"""Tries that are looked at in one message; nobody tells more."""

_PART_LINKS = word_set("contacts", "part_links")
_FARTHEST_PART = 7


def find_contacts(message: Message, *, for_another: bool = False) -> list[Contact]:
    """Return every try to reach the employer, those only thought of among them.

    Args:
        message: the message.
        for_another: somebody writes for a child, a partner or a friend: "he called" is a try too.
    """
    found: list[Contact] = []
    index = 0
    while index < len(message.words) and len(found) < MOST_CONTACTS:
        contact = read_verb(message, index, found, for_another=for_another) or read_thing(
            message, index, found, for_another=for_another
        )
        index += 1
        if contact is not None:
            _add(message, found, contact)
            index = max(index, contact.end)
    return mark_answered(message, found)


def _add(message: Message, found: list[Contact], contact: Contact) -> None:
    if found and _is_part(message, found[-1], contact):
        found[-1] = _joined(found[-1], contact)
    else:
        found.append(contact)


def _joined(first: Contact, second: Contact) -> Contact:
    return replace(
        first,
        end=second.end,
        channels=first.channels | second.channels,
        count=max(first.count or 0, second.count or 0) or None,
        left_message=first.left_message or second.left_message,
        thanks=first.thanks or second.thanks,
    )


def _is_part(message: Message, last: Contact, new: Contact) -> bool:
    """Tell whether "called and left a message" is one try, told in two parts."""
    between = {message.norm(at) for at in range(last.end, new.first)}
    apart = message.words[last.first].sentence != message.words[new.first].sentence
    if apart or new.first - last.end > _FARTHEST_PART:
        return False
    if (last.negated, last.maybe) != (new.negated, new.maybe):
        return False
    if _leaves_message(last, new):
        single = new.count == last.count == 1
        return not {"also", "plus"} & between and ("," not in between or single)
    names_way = not last.channels and bool(new.channels)
    return names_way and between <= _PART_LINKS and "and" not in between


def _leaves_message(last: Contact, new: Contact) -> bool:
    return (
        new.left_message
        and not last.left_message
        and "phone" in last.channels
        and (new.count or 1) <= (last.count or 1)
    )


def contact_facts(message: Message, contacts: Sequence[Contact]) -> list[FactReading]:
    """Return contacts_made, channel_used and messages_left, as far as the message says them."""
    counted = [contact for contact in contacts if contact.made and not contact.thanks]
    if not counted:
        none = next((contact for contact in contacts if not contact.thanks), None)
        return [_reading(message, "contacts_made", 0, none)] if none else []
    facts = _number_made(message, counted)
    channels = sorted(frozenset[str]().union(*(contact.channels for contact in counted)))
    if channels:
        named = next(contact for contact in counted if contact.channels)
        facts.append(_reading(message, "channel_used", channels, named))
    facts += _frequency(message, counted)
    left = [contact for contact in counted if contact.left_message]
    if left and (number := _total(left)) is not None:
        facts.append(_reading(message, "messages_left", number, left[0]))
    return facts


def _frequency(message: Message, counted: Sequence[Contact]) -> list[FactReading]:
    """Return tried_many_times ("I ring every week") and several_a_day ("called 3 times a day")."""
    many = next((contact for contact in counted if _is_often(message, contact)), None)
    several = next((contact for contact in counted if _is_daily(message, contact)), None)
    often = many or several
    named = (("tried_many_times", often), ("several_a_day", several))
    return [_reading(message, name, value=True, contact=told) for name, told in named if told]


def _is_often(message: Message, contact: Contact) -> bool:
    if message.norm(contact.first - 1) in ("keep", "kept", "keeps"):
        return True
    first, _ = message.clause_of(contact.first)
    _, end = message.clause_of(contact.end - 1)
    stretch = range(max(first, contact.first - 4), min(end, contact.end + _OFTEN_REACH))
    norms = [message.norm(at) for at in stretch]
    after_every = norms[norms.index("every") + 1 :][:2] if "every" in norms else []
    return bool(_OFTEN & set(norms) or _PERIODS & set(after_every))


def _is_daily(message: Message, contact: Contact) -> bool:
    """Tell "called twice a day" from "called twice in a day or so"."""
    stop = min(message.sentence_of(contact.first)[1], contact.end + 3)
    for at in range(contact.first, stop):
        time = message.times.get(at)
        if time and (time.way, time.unit, time.days) == ("span", "day", 1.0):
            before = message.norm(at - 1)
            return before == "twice" or (before in ("times", "x") and message.norm(at - 2) != "one")
    return False


def _number_made(message: Message, counted: Sequence[Contact]) -> list[FactReading]:
    waiting = [contact for contact in counted if not contact.answered]
    if not waiting:
        return []
    number = _total(waiting)
    if number is None:
        return []
    once_more = all(_once_more(message, contact) for contact in waiting)
    change: FactChange = "add" if once_more else "set"
    return [_reading(message, "contacts_made", number, waiting[0], change)]


def _total(contacts: Sequence[Contact]) -> int | None:
    """Return how many tries, None where one is left open that no counted one of its way covers."""
    counted = [contact for contact in contacts if contact.count is not None]
    ways = frozenset[str]().union(*(contact.channels for contact in counted))
    open_ones = [contact for contact in contacts if contact.count is None]
    if not counted or any(not contact.channels <= ways for contact in open_ones):
        return None
    return sum(contact.count or 0 for contact in counted)


def _reading(
    message: Message, name: str, value: object, contact: Contact, change: FactChange = "set"
) -> FactReading:
    return FactReading(name, value, *message.span(contact.first, contact.end), change)


def _once_more(message: Message, contact: Contact) -> bool:
    """Tell whether the contact is told as one more: "called again", "another email"."""
    stop = min(contact.end + 3, message.clause_of(contact.end - 1)[1])
    words = [message.norm(at) for at in range(max(0, contact.first - 1), stop)]
    return bool({"again", "another"} & set(words)) or "one more" in " ".join(words)
