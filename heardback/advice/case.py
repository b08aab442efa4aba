"""A case: what one person told in one conversation. Plain data that travels in one slot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from heardback.advice.errors import FactValueError
from heardback.advice.knowledge import Knowledge
from heardback.advice.vocabulary import FactValue
from heardback.reading.result import FactReading

DENIAL = re.compile(
    r"not|n['\N{RIGHT SINGLE QUOTATION MARK}]?t\b|never|\bno\b|\bnone\b", re.IGNORECASE
)


@dataclass(frozen=True)
class LedgerLine:
    """A fact, the words it was read from, and the turn in which it was told."""

    value: FactValue
    words: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Case:
    """Everything known in a conversation.

    Attributes:
        ledger: the facts by name, each with its words.
        asked: the facts that were asked for, in order.
        pending: the fact that was asked for last and is not answered yet.
        said: ids of the entries last said at first sight.
        turn: how many messages were taken in.
        candidates: situations between which the person was asked to choose.
    """

    situation: str = ""
    ledger: tuple[tuple[str, LedgerLine], ...] = ()
    asked: tuple[str, ...] = ()
    pending: str = ""
    said: tuple[str, ...] = ()
    turn: int = 0
    candidates: tuple[str, ...] = ()

    @property
    def told(self) -> dict[str, FactValue]:
        """The facts that were told, without their words."""
        return {name: line.value for name, line in self.ledger}

    @property
    def facts(self) -> dict[str, FactValue]:
        """The facts that were told, and those that follow from them."""
        told = self.told
        return {**_implied(told), **told}

    def line(self, name: str) -> LedgerLine | None:
        """Return the ledger's line on the fact `name`."""
        return dict(self.ledger).get(name)

    def with_fact(self, name: str, value: FactValue, words: str = "") -> Case:
        """Return the case with the fact `name` set."""
        ledger = dict(self.ledger)
        ledger[name] = LedgerLine(value, words, self.turn)
        return replace(self, ledger=tuple(ledger.items()))

    def without_fact(self, name: str) -> Case:
        """Return the case without the fact `name`."""
        return replace(self, ledger=tuple(line for line in self.ledger if line[0] != name))

    def to_dict(self) -> dict[str, Any]:
        """Return the case as JSON-ready data."""
        data = asdict(self)
        data["ledger"] = {name: asdict(line) for name, line in self.ledger}
        return data

    @classmethod
    def from_dict(cls, data: dict[str, Any] | None) -> Case:
        """Return the case that `to_dict` made `data` of; an empty case for None."""
        if not data:
            return cls()
        ledger = tuple(
            (name, LedgerLine(_frozen(line["value"]), line["words"], line["turn"]))
            for name, line in data["ledger"].items()
        )
        fields = {**data, "ledger": ledger}
        for name in ("asked", "said", "candidates"):
            fields[name] = tuple(fields[name])
        return cls(**fields)


@dataclass(frozen=True)
class Change:
    """What taking in a message did to the ledger."""

    told: tuple[str, ...] = ()
    taken_back: tuple[tuple[str, FactValue], ...] = ()


def take_in(
    case: Case, readings: Iterable[FactReading], text: str, knowledge: Knowledge
) -> tuple[Case, Change]:
    """Return the case with what was read in one message, and what changed.

    A value that is not one of its fact is left out: the reading layer may know more than the
    vocabulary, and a payload may be hand-made.
    """
    case = replace(case, turn=case.turn + 1)
    told: list[str] = []
    taken_back: list[tuple[str, FactValue]] = []
    for reading in readings:
        if reading.name not in knowledge.facts:
            continue
        if reading.change == "retract":
            if reading.name in case.told:
                taken_back.append((reading.name, case.told[reading.name]))
            case = _without(case, reading)
            continue
        if _is_only_supposed(case, reading, text):
            continue
        value = _new_value(case, reading, knowledge)
        if value is None:
            continue
        if case.told.get(reading.name) != value:
            told.append(reading.name)
        case = case.with_fact(reading.name, value, text[reading.start : reading.end])
    return _consistent(case, told), Change(tuple(told), tuple(taken_back))


def _is_only_supposed(case: Case, reading: FactReading, text: str) -> bool:
    """Tell whether the reading should not stand against what was told before.

    That is so of what no words say (the reading layer fills in what a situation makes plain), and
    of "not been in touch yet" read from a question such as "should I call?".
    """
    if not text or text.startswith("/"):
        return False
    if reading.start == reading.end:
        return bool(case.situation) or reading.name in case.told
    asked_not_told = reading.value == 0 and not DENIAL.search(text[reading.start : reading.end])
    return reading.name == "contacts_made" and asked_not_told and bool(case.told.get(reading.name))


def _without(case: Case, reading: FactReading) -> Case:
    """Return the case without the fact, or without those of its choices that were named."""
    line, named = case.line(reading.name), reading.value
    if line is None or not isinstance(line.value, tuple) or not isinstance(named, list | tuple):
        return case.without_fact(reading.name)
    left = tuple(item for item in line.value if item not in named)
    return (
        case.with_fact(reading.name, left, line.words) if left else case.without_fact(reading.name)
    )


def _new_value(case: Case, reading: FactReading, knowledge: Knowledge) -> FactValue | None:
    try:
        value = knowledge.fact(reading.name).checked(reading.value)
    except FactValueError:
        return None
    known = case.told.get(reading.name)
    if reading.change != "add" or known is None:
        return value
    if isinstance(known, tuple) and isinstance(value, tuple):
        return knowledge.fact(reading.name).checked([*known, *value])
    if isinstance(known, int) and isinstance(value, int):
        return known + value
    return value


def _consistent(case: Case, told: list[str]) -> Case:
    """Drop what newly told facts have made untrue, so that the ledger never contradicts itself."""
    facts = case.told
    if "promised_by" in told and facts.get("promised_by") is False:
        for name in ("deadline_passed", "days_to_promise", "days_overdue"):
            case = case.without_fact(name)
    if facts.get("deadline_passed") is True or "days_overdue" in told:
        case = case.without_fact("days_to_promise")
    if facts.get("deadline_passed") is False or "days_to_promise" in told:
        case = case.without_fact("days_overdue")
    if facts.get("contacts_made") == 0:
        for name in ("channel_used", "messages_left", "days_since_own_contact"):
            if name not in told:
                case = case.without_fact(name)
    return case


def _frozen(value: Any) -> FactValue:
    return tuple(value) if isinstance(value, list) else value


def _implied(told: dict[str, FactValue]) -> dict[str, FactValue]:
    """Return what follows from the facts told: a day that is ahead or over was named."""
    implied: dict[str, FactValue] = {}
    if "days_to_promise" in told:
        implied["deadline_passed"] = False
    if told.get("days_overdue"):
        implied["deadline_passed"] = True
    if implied or "deadline_passed" in told:
        implied["promised_by"] = True
    return implied
