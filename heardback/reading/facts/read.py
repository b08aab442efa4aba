"""Reads the facts out of a message."""

from __future__ import annotations

from datetime import date

from heardback.reading.facts.contacts import contact_facts, find_contacts
from heardback.reading.facts.cues import load_cues, strongest
from heardback.reading.facts.elapsed import days_since
from heardback.reading.facts.message import read_message
from heardback.reading.facts.own_contact import days_since_own
from heardback.reading.facts.promises import promise_facts
from heardback.reading.result import FactReading


def read_facts(text: str, today: date) -> tuple[FactReading, ...]:
    """Return the facts that a message says or makes plain, in the order of the message.

    Args:
        text: what the person wrote; anything at all.
        today: the day it is read, against which "last Thursday" is counted.
    """
    message = read_message(text, today)
    if not message.words:
        return ()
    cued = strongest(message, load_cues().hits(message))
    retracted = [fact for fact in cued if fact.change == "retract"]
    read = [fact for fact in cued if fact.change != "retract"]
    for_another = any(fact.name == "asks_for_another" and fact.value for fact in read)
    contacts = find_contacts(message, for_another=for_another)
    elapsed = days_since(message, contacts)
    counted = contact_facts(message, contacts)
    own = days_since_own(message, contacts)
    counted += [fact for fact in (elapsed, own) if fact]
    counted += promise_facts(message, elapsed, _named(read, "promised_by"))
    named = {fact.name for fact in counted}
    facts = counted + [fact for fact in read if fact.name not in named]
    kept = [fact for fact in facts if not any(_taken_back(fact, other) for other in retracted)]
    return tuple(sorted(kept + retracted, key=lambda fact: (fact.start, fact.end, fact.name)))


def _named(facts: list[FactReading], name: str) -> FactReading | None:
    return next((fact for fact in facts if fact.name == name), None)


def _taken_back(fact: FactReading, retracted: FactReading) -> bool:
    """Tell whether a fact was read from the very words that take it back."""
    return fact.name == retracted.name and fact.start < retracted.end and retracted.start < fact.end
