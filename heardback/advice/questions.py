"""Asks only what can change the advice.

Over the entries of a situation a missing fact is worth asking for only if two of its possible
answers lead to different things to do or not to do, given what is known. The one whose answers
split the advice most is asked; after three questions, or when none is left, no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heardback.advice.choosing import choose_among, fits
from heardback.advice.knowledge import Knowledge, Situation
from heardback.advice.vocabulary import FactDefinition, Facts, FactValue

MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Split:
    """How far the answers to a question part the advice: different outcomes, and how evenly."""

    fact: str
    outcomes: int
    largest: int  # answers that share the commonest outcome
    answers: int


def next_question(
    knowledge: Knowledge, situation: Situation, facts: Facts, asked: tuple[str, ...]
) -> FactDefinition | None:
    """Return the fact that is most worth asking for, or None where none is."""
    if len(asked) >= MOST_QUESTIONS:
        return None
    splits = [
        split
        for definition in _askable(knowledge, situation, facts)
        if definition.name not in asked
        and (split := _split(situation, facts, definition)).outcomes > 1
    ]
    if not splits:
        return None
    best = max(splits, key=lambda split: (split.outcomes, -split.largest / split.answers))
    return knowledge.facts[best.fact]


def outcomes(
    situation: Situation, facts: Facts, definition: FactDefinition
) -> Iterator[tuple[tuple[tuple[str, FactValue], ...], tuple[str, ...]]]:
    """Yield each offered answer's facts, with the ids of what to do and not to do under them."""
    told = {name for answer in definition.answers for name, _ in answer.facts}
    fixed = {
        entry.id: fits(entry, facts)
        for entry in situation.entries
        if not any(condition.fact in told for condition in entry.when)
    }
    for answer in definition.answers:
        known = {**facts, **dict(answer.facts)}
        fitting = [
            entry
            for entry in situation.entries
            if (fixed[entry.id] if entry.id in fixed else fits(entry, known))
        ]
        yield answer.facts, choose_among(fitting).guides()


def _askable(knowledge: Knowledge, situation: Situation, facts: Facts) -> Iterator[FactDefinition]:
    """Yield the facts with a question that some condition of the situation speaks of."""
    tested = situation.facts_asked_about
    for definition in knowledge.facts.values():
        if definition.ask_in and situation.id not in definition.ask_in:
            continue
        if definition.question and definition.name in tested and definition.name not in facts:
            told = {name for answer in definition.answers for name, _ in answer.facts}
            if not any(facts.get(name) is False for name in told):
                yield definition


def _split(situation: Situation, facts: Facts, definition: FactDefinition) -> Split:
    results = [guides for _, guides in outcomes(situation, facts, definition)]
    return Split(
        fact=definition.name,
        outcomes=len(set(results)),
        largest=max((results.count(result) for result in results), default=0),
        answers=len(results) or 1,
    )
