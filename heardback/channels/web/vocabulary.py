"""What the widget needs of facts.yml to let people put a fact right."""

from __future__ import annotations

import functools
from typing import Any

from heardback.advice.loading import load_knowledge
from heardback.advice.vocabulary import FactDefinition


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
