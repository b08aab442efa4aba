"""What the widget needs of facts.yml to let people put a fact right."""

from __future__ import annotations

import functools
from typing import Any

from heardback.advice.answer_parts import BUTTON_INTENTS
from heardback.advice.knowledge import Knowledge
from heardback.advice.loading import load_knowledge
from heardback.advice.vocabulary import FactDefinition

OTHER_INTENTS = ("inform", "dont_know", "outside", "go_on")


@functools.lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """Return every fact with its type and how its values are said."""
    return {name: _fact(fact) for name, fact in load_knowledge().facts.items()}


def _fact(fact: FactDefinition) -> dict[str, Any]:
    told: dict[str, Any] = {"type": fact.type, "heard": dict(fact.heard)}
    if fact.question:
        told["question"] = fact.question
    if fact.values:
        words = fact.words or {}
        told["values"] = {value: words.get(value, value) for value in fact.values}
    return told


def button_intents(knowledge: Knowledge) -> frozenset[str]:
    """Return the intents that a button of ours can carry."""
    return frozenset({*BUTTON_INTENTS.values(), *knowledge.situations, *OTHER_INTENTS})
