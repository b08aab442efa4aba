"""What was read in one message: the seam between the reading and the advising layer."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

FactChange = Literal["set", "add", "retract"]
Danger = Literal["", "dark", "explicit"]

OUTSIDE = "outside"


@dataclass(frozen=True)
class FactReading:
    """One fact, and the words it was read from.

    Attributes:
        name: as in data/advice/facts.yml.
        value: bool, int (counts, days), str (choice) or list of str (choices).
        start: offset in the message of the first character of the words.
        end: offset one past their last character.
        change: "set" replaces what was known, "add" is added to a count ("I called again"),
            "retract" takes the fact back ("forget the call").
    """

    name: str
    value: Any
    start: int
    end: int
    change: FactChange = "set"


@dataclass(frozen=True)
class Reading:
    """One message, read.

    Attributes:
        intent: what the person does with this message: a situation, a question, small talk.
        ranking: every situation and `outside` with its probability, best first.
        candidates: the situations that it may be: one where the reading is sure enough to act, two
            or three to ask between, none where it is outside.
        facts: the facts read, in the order of the message.
        details: what a pressed button carried besides facts, such as the draft it asks for.
        danger: "dark" for dark thoughts, "explicit" where somebody speaks of harming themselves.
    """

    text: str
    intent: str
    ranking: tuple[tuple[str, float], ...] = ()
    candidates: tuple[str, ...] = ()
    facts: tuple[FactReading, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    danger: Danger = ""

    @property
    def is_button(self) -> bool:
        """Whether a button was pressed instead of a message typed."""
        return self.text.startswith("/")

    def probability(self, situation: str) -> float:
        """Return how probable `situation` is; 0 where it was not ranked."""
        return dict(self.ranking).get(situation, 0.0)

    def detail(self, name: str) -> str:
        """Return what a pressed button carried under `name`, or ""."""
        return dict(self.details).get(name, "")


DETAILS = frozenset({"draft", "entry", "dispute", "after"})
DETAILS_OF_BUTTON = re.compile(r"\{.*\}\Z", re.DOTALL)


def from_parse(parse: dict[str, Any]) -> Reading:
    """Return the Reading held in a Rasa parse result (`tracker.latest_message`)."""
    text = parse.get("text") or ""
    intent = (parse.get("intent") or {}).get("name") or OUTSIDE
    told = _pressed(text)
    return Reading(
        text=text,
        intent=intent,
        ranking=tuple((name, float(p)) for name, p in parse.get("situation_ranking") or []),
        candidates=_candidates(parse.get("decision"), intent),
        facts=_pressed_facts(told) if told is not None else _typed_facts(parse),
        details=tuple(
            (name, str(value)) for name, value in (told or {}).items() if name in DETAILS
        ),
        danger=parse.get("danger") or "",
    )


def _candidates(decision: dict[str, Any] | None, intent: str) -> tuple[str, ...]:
    if not decision:
        return () if intent == OUTSIDE else (intent,)
    if "act" in decision:
        return (decision["act"],)
    return tuple(decision.get("choose") or ())


def _pressed(text: str) -> Mapping[str, Any] | None:
    """Return what a pressed button tells, or None for a typed message.

    Rasa's own entities of a payload have lost lists and nulls, so the payload is read again.
    """
    if not text.startswith("/"):
        return None
    found = DETAILS_OF_BUTTON.search(text)
    try:
        told = json.loads(found[0]) if found else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _pressed_facts(told: Mapping[str, Any]) -> tuple[FactReading, ...]:
    return tuple(
        FactReading(name, value, 0, 0, "retract" if value is None else "set")
        for name, value in told.items()
        if name not in DETAILS
    )


def _typed_facts(parse: Mapping[str, Any]) -> tuple[FactReading, ...]:
    return tuple(_fact(entity) for entity in parse.get("entities") or [])


def _fact(entity: dict[str, Any]) -> FactReading:
    return FactReading(
        name=entity["entity"],
        value=entity.get("value"),
        start=int(entity.get("start") or 0),
        end=int(entity.get("end") or 0),
        change=entity.get("role") or "set",
    )
