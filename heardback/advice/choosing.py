"""Chooses the advice that fits the facts.

The rule is short enough to keep in mind: an entry fits when all its conditions hold; an entry named
in the `overrides` of one that fits is dropped; of the entries about the same thing the first that
fits is said; the order of the file is the order of the answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from heardback.advice.knowledge import Entry, Situation
from heardback.advice.vocabulary import Facts

FIRST_SIGHT_WORDS = 125
STEPS_SHOWN = 2
READINGS_SHOWN = 2


@dataclass(frozen=True)
class Choice:
    """What was chosen for a case.

    Attributes:
        comfort, readings, steps, donts: what is said at first sight.
        more: what fits as well, in the order of the file.
        overtaken: what fits too, but something about the same thing came first.
    """

    comfort: tuple[Entry, ...]
    readings: tuple[Entry, ...]
    steps: tuple[Entry, ...]
    donts: tuple[Entry, ...]
    more: tuple[Entry, ...]
    overtaken: tuple[Entry, ...]

    @property
    def first_sight(self) -> tuple[Entry, ...]:
        """What is said at first sight, in the order in which it is shown."""
        return self.comfort + self.readings + self.steps + self.donts

    @property
    def said(self) -> tuple[Entry, ...]:
        """Everything that can be said of the case, at first sight or on request."""
        return self.first_sight + self.more

    def guides(self) -> tuple[str, ...]:
        """Return the ids of what to do and not to do at first sight."""
        return tuple(entry.id for entry in self.steps + self.donts)


def fits(entry: Entry, facts: Facts) -> bool:
    """Tell whether all conditions of `entry` hold."""
    return all(condition.holds(facts) for condition in entry.when)


def choose(situation: Situation, facts: Facts) -> Choice:
    """Return the advice of `situation` for `facts`."""
    return choose_among([entry for entry in situation.entries if fits(entry, facts)])


def choose_among(fitting: list[Entry]) -> Choice:
    """Return the advice out of the entries that fit, in the order of the file."""
    overridden = {name for entry in fitting for name in entry.overrides}
    kept: list[Entry] = []
    overtaken: list[Entry] = []
    for entry in fitting:
        if entry.id in overridden or _about_taken(entry, kept):
            overtaken.append(entry)
        else:
            kept.append(entry)
    return _arranged(kept, tuple(overtaken))


def _about_taken(entry: Entry, kept: list[Entry]) -> bool:
    return bool(entry.about) and any(other.about == entry.about for other in kept)


def _arranged(kept: list[Entry], overtaken: tuple[Entry, ...]) -> Choice:
    comfort = [entry for entry in kept if entry.kind == "comfort"][:1]
    readings = [entry for entry in kept if entry.kind == "reading"][:READINGS_SHOWN]
    steps = [entry for entry in kept if entry.is_step and entry.about][:STEPS_SHOWN]
    donts = [entry for entry in kept if entry.kind == "dont"][:1]
    if _words(comfort + readings + steps + donts) > FIRST_SIGHT_WORDS:
        readings = readings[:1]
    shown = {entry.id for entry in comfort + readings + steps + donts}
    more = tuple(entry for entry in kept if entry.id not in shown)
    return Choice(tuple(comfort), tuple(readings), tuple(steps), tuple(donts), more, overtaken)


def _words(entries: list[Entry]) -> int:
    return sum(len(entry.say.split()) for entry in entries)
