"""The knowledge base as it stands in memory: situations, entries, sources, drafts, disputes."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from heardback.advice.conditions import Condition
from heardback.advice.errors import UnknownNameError
from heardback.advice.vocabulary import FactDefinition

EntryKind = Literal["reading", "do", "dont", "draft", "prepare", "comfort", "story"]
Medium = Literal["email", "call", "spoken"]


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks in a source."""

    name: str
    role: str


@dataclass(frozen=True)
class Item:
    """One piece of advice in a source; `reference` is `source.item`."""

    reference: str
    voices: tuple[Voice, ...]
    kind: str
    where: str
    gist: str

    @property
    def spoken_by(self) -> str:
        """The names of those who say it."""
        return ", ".join(voice.name for voice in self.voices)


@dataclass(frozen=True)
class SourceDocument:
    """A column, an article, a thread."""

    id: str
    kind: str
    outlet: str
    title: str
    author: str
    date: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class DateRule:
    """When to act: `days` after what a days-fact tells, or on the next day of a kind.

    Attributes:
        fact: the days-fact counted from; "" where `next_day` is set.
        days: for a past fact (days since ...) the day that many days after it; for
            days_to_promise the day that many days after the promised one.
        next_day: "working_morning" or "monday".
    """

    fact: str = ""
    days: int = 0
    next_day: str = ""


@dataclass(frozen=True)
class Entry:
    """One piece of advice with its conditions.

    Attributes:
        about: of the entries about one thing, only the first that fits is said.
        overrides: ids of entries that are not said when this one is.
    """

    id: str
    kind: EntryKind
    say: str
    because: str
    cites: tuple[str, ...]
    when: tuple[Condition, ...] = ()
    about: str = ""
    draft: str = ""
    overrides: tuple[str, ...] = ()
    date: DateRule | None = None

    @property
    def is_step(self) -> bool:
        """Whether it is something to do."""
        return self.kind in ("do", "draft")


@dataclass(frozen=True)
class Situation:
    """One of the situations, with its advice in the order of the file.

    Attributes:
        comes_first: where these hold, it is this situation whatever else the story tells.
    """

    id: str
    title: str
    asks: str
    entries: tuple[Entry, ...]
    comes_first: tuple[Condition, ...] = ()

    @functools.cached_property
    def facts_asked_about(self) -> frozenset[str]:
        """The facts that some condition of it or of its entries speaks of."""
        conditions = [condition for entry in self.entries for condition in entry.when]
        return frozenset(condition.fact for condition in (*self.comes_first, *conditions))


@dataclass(frozen=True)
class DraftTemplate:
    """Words to send, with `[blanks]`; `fills` names the facts that can fill some of them."""

    id: str
    title: str
    medium: Medium
    subject: str
    body: str
    cites: tuple[str, ...]
    note: str
    to_employer: bool
    lifts_budget: bool = False
    fills: Mapping[str, str] | None = None


@dataclass(frozen=True)
class BudgetRule:
    """When enough tries have been made."""

    id: str
    when: tuple[Condition, ...]
    say: str
    instead: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class DisputeSide:
    """One side of a dispute, with those who hold it."""

    label: str
    say: str
    short: str
    cites: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """A question on which the sources disagree."""

    id: str
    question: str
    situations: tuple[str, ...]
    sides: tuple[DisputeSide, ...]
    facts: tuple[str, ...]
    decides: str
    decides_cites: tuple[str, ...]


@dataclass(frozen=True)
class HelpTopic:
    """A near miss, and the kind of help that fits it."""

    id: str
    name: str
    phrases: tuple[str, ...]
    help: str


@dataclass(frozen=True)
class Knowledge:
    """Everything that Heardback knows."""

    facts: Mapping[str, FactDefinition]
    sources: Mapping[str, SourceDocument]
    items: Mapping[str, Item]
    situations: Mapping[str, Situation]
    drafts: Mapping[str, DraftTemplate]
    budget: tuple[BudgetRule, ...]
    disputes: tuple[Dispute, ...]
    topics: tuple[HelpTopic, ...]
    words: Mapping[str, str]
    care: Mapping[str, tuple[str, ...]]

    def situation(self, name: str) -> Situation:
        """Return the situation called `name`.

        Raises:
            UnknownNameError: there is none.
        """
        if name not in self.situations:
            message = f"There is no situation “{name}”. There are: {', '.join(self.situations)}."
            raise UnknownNameError(message)
        return self.situations[name]

    def fact(self, name: str) -> FactDefinition:
        """Return the fact called `name`.

        Raises:
            UnknownNameError: there is none.
        """
        if name not in self.facts:
            message = f"There is no fact “{name}”. There are: {', '.join(self.facts)}."
            raise UnknownNameError(message)
        return self.facts[name]

    def source_of(self, reference: str) -> SourceDocument:
        """Return the document that the item `reference` stands in."""
        return self.sources[reference.split(".", maxsplit=1)[0]]
