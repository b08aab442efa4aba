"""The vocabulary of facts: what can be known about a case, and how to ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from heardback.advice.errors import FactValueError

FactType = Literal["yes_no", "count", "days", "choice", "choices"]
FactValue = bool | int | str | tuple[str, ...]
Facts = Mapping[str, FactValue]

TRUE_WORDS = frozenset({"true", "yes", "y", "1"})
FALSE_WORDS = frozenset({"false", "no", "n", "0"})


@dataclass(frozen=True)
class OfferedAnswer:
    """A button under a question: its label and the facts that pressing it tells."""

    label: str
    facts: tuple[tuple[str, FactValue], ...]


@dataclass(frozen=True)
class FactDefinition:
    """One fact of data/advice/facts.yml.

    Attributes:
        heard: how the fact is repeated; keys depend on the type (if_true, none, one, many).
        words: for choices, how each value is called.
        ask_in: the situations in which it is asked for; none named, in all.
        covers: facts that this one says too, so that they are not repeated beside it.
    """

    name: str
    type: FactType
    means: str
    heard: Mapping[str, str]
    values: tuple[str, ...] = ()
    words: Mapping[str, str] | None = None
    covers: tuple[str, ...] = ()
    ask_in: tuple[str, ...] = ()
    question: str = ""
    why: str = ""
    answers: tuple[OfferedAnswer, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether the fact is a whole number."""
        return self.type in ("count", "days")

    def checked(self, value: Any) -> FactValue:
        """Return `value` as a value of this fact.

        Raises:
            FactValueError: the value is of another kind, negative or not among the choices.
        """
        if self.type == "yes_no" and isinstance(value, bool):
            return value
        if self.is_number and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if self.type == "choice" and value in self.values:
            return str(value)
        if self.type == "choices" and isinstance(value, list | tuple):
            return self._checked_choices(value)
        message = f"{self.name} takes {self.expected()}, not {value!r}."
        raise FactValueError(message)

    def _checked_choices(self, value: list[Any] | tuple[Any, ...]) -> tuple[str, ...]:
        strange = [item for item in value if item not in self.values]
        if strange or not value:
            message = f"{self.name} takes {self.expected()}, not {list(value)!r}."
            raise FactValueError(message)
        return tuple(item for item in self.values if item in value)

    def expected(self) -> str:
        """Return what the fact takes, in words."""
        if self.type == "yes_no":
            return "true or false"
        if self.is_number:
            return "a whole number from 0 up"
        listed = ", ".join(self.values)
        return f"one of {listed}" if self.type == "choice" else f"some of {listed}"

    def parsed(self, text: str) -> FactValue:
        """Return the value that `text` writes, as in `contacts_made=3`.

        Raises:
            FactValueError: `text` writes no value of this fact.
        """
        plain = text.strip().lower()
        if self.type == "yes_no" and plain in TRUE_WORDS | FALSE_WORDS:
            return plain in TRUE_WORDS
        if self.is_number and plain.isdecimal():
            return int(plain)
        if self.type == "choice":
            return self.checked(plain)
        if self.type == "choices":
            return self.checked([part.strip() for part in plain.split(",") if part.strip()])
        message = f"{self.name} takes {self.expected()}, not “{text}”."
        raise FactValueError(message)

    def label(self, value: FactValue) -> str:
        """Return the fact as it is repeated to the person."""
        if isinstance(value, bool):
            return self.heard["if_true" if value else "if_false"]
        if isinstance(value, int):
            form = {0: "none", 1: "one"}.get(value, "many")
            return self.heard[form].replace("{n}", str(value))
        chosen = (value,) if isinstance(value, str) else value
        listed = join_words([(self.words or {}).get(item, item) for item in chosen])
        return self.heard["many"].replace("{list}", listed)


def join_words(words: list[str]) -> str:
    """Return `words` as one phrase: "a", "a and b", "a, b and c"."""
    if not words:
        return ""
    if len(words) == 1:
        return words[0]
    return f"{', '.join(words[:-1])} and {words[-1]}"
