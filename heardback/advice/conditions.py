"""Conditions of `when:`: a closed mapping, all of which must hold.

An unknown fact meets no condition but `known: false`. There is no expression language: "or" is a
second entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heardback.advice.vocabulary import FactDefinition, Facts, FactValue, join_words

KEYS = frozenset({"min", "max", "any_of", "none_of", "known"})


@dataclass(frozen=True)
class Condition:
    """What must hold of one fact: one kind of test, though `min` and `max` may go together."""

    fact: str
    equals: FactValue | None = None
    minimum: int | None = None
    maximum: int | None = None
    any_of: tuple[FactValue, ...] = ()
    none_of: tuple[FactValue, ...] = ()
    unknown: bool = False

    def holds(self, facts: Facts) -> bool:
        """Tell whether the condition holds of what is known."""
        value = facts.get(self.fact)
        if self.unknown or value is None:
            return self.unknown and value is None
        if self.equals is not None:
            return value == self.equals
        if self.minimum is not None or self.maximum is not None:
            return self._in_range(value)
        members = set(value) if isinstance(value, tuple) else {value}
        if self.any_of:
            return bool(members & set(self.any_of))
        return not members & set(self.none_of)

    def _in_range(self, value: FactValue) -> bool:
        if not isinstance(value, int):
            return False
        low = self.minimum is None or value >= self.minimum
        return low and (self.maximum is None or value <= self.maximum)

    def example(self, definition: FactDefinition) -> FactValue | None:
        """Return a value that meets the condition; None where the fact must be unknown."""
        if self.unknown:
            return None
        if self.equals is not None:
            return self.equals
        if definition.is_number:
            return self.minimum if self.minimum is not None else self.maximum
        if self.any_of:
            return tuple(map(str, self.any_of)) if definition.type == "choices" else self.any_of[0]
        left = tuple(item for item in definition.values if item not in self.none_of)
        return left[:1] if definition.type == "choices" else left[0]

    def said(self, definition: FactDefinition) -> str:
        """Return the condition in words, as a person would be told it."""
        if self.unknown:
            return "I did not know about this: " + definition.means.rstrip(".").lower()
        if self.equals is not None:
            return definition.label(self.equals)
        if definition.is_number:
            return self._range_said(definition)
        words = definition.words or {}
        wanted = self.any_of or self.none_of
        listed = join_words([words.get(str(item), str(item)) for item in wanted])
        phrase = definition.heard["many"].replace("{list}", listed)
        return phrase if self.any_of else f"not {phrase}"

    def _range_said(self, definition: FactDefinition) -> str:
        many = definition.heard["many"]
        if self.minimum is None:
            if self.maximum == 0:
                return definition.heard["none"]
            return many.replace("{n}", f"at most {self.maximum}")
        if self.maximum is None:
            return many.replace("{n}", f"{self.minimum} or more")
        if self.minimum == self.maximum:
            return definition.label(self.minimum)
        return many.replace("{n}", f"{self.minimum} to {self.maximum}")


class ConditionError(ValueError):
    """A condition is not of the closed form; the message says why and how to mend it."""


def parse_condition(definition: FactDefinition, written: Any) -> Condition:
    """Return the Condition that `written` (the value of one key of `when:`) stands for.

    Raises:
        ConditionError: it is not of the closed form, or does not fit the fact's type.
        FactValueError: a value is not one of this fact.
    """
    if not isinstance(written, Mapping):
        value = [written] if definition.type == "choices" and isinstance(written, str) else written
        return Condition(definition.name, equals=definition.checked(value))
    strange = sorted(set(written) - KEYS)
    if strange or not written:
        message = (
            f"{strange or 'nothing'} is no test; use {', '.join(sorted(KEYS))} or a plain value."
        )
        raise ConditionError(message)
    if "known" in written:
        return _unknown(definition, written)
    if "any_of" in written or "none_of" in written:
        return _membership(definition, written)
    return _range(definition, written)


def _unknown(definition: FactDefinition, written: Mapping[str, Any]) -> Condition:
    if len(written) > 1 or written["known"] is not False:
        message = "the only test of this kind is {known: false}, by itself."
        raise ConditionError(message)
    return Condition(definition.name, unknown=True)


def _membership(definition: FactDefinition, written: Mapping[str, Any]) -> Condition:
    if len(written) > 1 or definition.type not in ("choice", "choices"):
        message = "any_of and none_of stand by themselves, on a fact with choices."
        raise ConditionError(message)
    ((key, items),) = written.items()
    if not isinstance(items, list) or not items:
        message = f"{key} takes a list of values."
        raise ConditionError(message)
    strange = [item for item in items if item not in definition.values]
    if strange:
        message = (
            f"{strange[0]!r} is no value of {definition.name}; it takes {definition.expected()}."
        )
        raise ConditionError(message)
    if key == "any_of":
        return Condition(definition.name, any_of=tuple(items))
    return Condition(definition.name, none_of=tuple(items))


def _range(definition: FactDefinition, written: Mapping[str, Any]) -> Condition:
    if not definition.is_number:
        message = (
            f"min and max are for numbers, and {definition.name} takes {definition.expected()}."
        )
        raise ConditionError(message)
    for key, limit in written.items():
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 0:
            message = f"{key} takes a whole number from 0 up, not {limit!r}."
            raise ConditionError(message)
    low, high = written.get("min"), written.get("max")
    if low is not None and high is not None and low > high:
        message = f"min {low} is above max {high}, so it can never hold."
        raise ConditionError(message)
    return Condition(definition.name, minimum=low, maximum=high)
