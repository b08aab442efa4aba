"""Why this, why not that, what would change it: derived from the rules, never written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heardback.advice.choosing import Choice, choose, fits
from heardback.advice.knowledge import Entry, Knowledge, Situation
from heardback.advice.questions import outcomes
from heardback.advice.vocabulary import FactDefinition, Facts, FactValue, join_words

MOST_NAMED = 4
WORD = re.compile(r"[a-z']{3,}")
EVERYDAY = frozenset(
    {
        "the",
        "and",
        "you",
        "your",
        "why",
        "not",
        "just",
        "should",
        "shouldn't",
        "couldn't",
        "can",
        "can't",
        "what",
        "about",
        "them",
        "they",
        "him",
        "her",
        "with",
        "for",
        "that",
        "this",
        "would",
        "wouldn't",
        "could",
        "one",
        "once",
        "don't",
        "does",
        "how",
        "say",
        "was",
        "there",
        "then",
        "from",
        "again",
        "more",
        "than",
        "instead",
        "simply",
    }
)
SHORTEST_STEM = 3


@dataclass(frozen=True)
class Flip:
    """A fact that would change the next step, and the step it would lead to."""

    facts: tuple[tuple[str, FactValue], ...]
    entry: Entry


def facts_behind(knowledge: Knowledge, entry: Entry, facts: Facts) -> list[str]:
    """Return, in words, the known facts that the entry was chosen from."""
    return [
        knowledge.facts[condition.fact].label(facts[condition.fact])
        for condition in entry.when
        if condition.fact in facts
    ]


def facts_missing(knowledge: Knowledge, entry: Entry, facts: Facts) -> list[str]:
    """Return, in words, the conditions of the entry that do not hold."""
    return [
        condition.said(knowledge.facts[condition.fact])
        for condition in entry.when
        if not condition.holds(facts)
    ]


def held_back(situation: Situation, facts: Facts, choice: Choice) -> list[Entry]:
    """Return the steps that were not said, each wording once: overtaken ones first."""
    said = {entry.say for entry in choice.said}
    others = [*choice.overtaken, *(entry for entry in situation.entries if not fits(entry, facts))]
    unsaid = {
        entry.say: entry for entry in reversed(others) if entry.is_step and entry.say not in said
    }
    return list(reversed(unsaid.values()))


def asked_about(text: str, entries: list[Entry]) -> Entry | None:
    """Return the entry that a free question ("why not call her?") speaks of, or None."""
    wanted = _content(text)
    scored = [(len(wanted & _content(f"{entry.id} {entry.say}")), entry) for entry in entries]
    best = max(scored, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def flips(knowledge: Knowledge, situation: Situation, facts: Facts) -> list[Flip]:
    """Return facts, at most four, any one of which would change the next step, the nearest first.

    Nearest is a fact still unknown, then one that could be told otherwise.
    """
    current = choose(situation, facts).steps
    found: dict[str, Flip] = {}
    for definition in _by_nearness(knowledge, situation, facts):
        for answer, _ in outcomes(situation, facts, definition):
            if all(facts.get(name) == value for name, value in answer):
                continue
            steps = choose(situation, {**facts, **dict(answer)}).steps
            if steps and current and steps[0] != current[0] and steps[0].say != current[0].say:
                found.setdefault(steps[0].say, Flip(answer, steps[0]))
    return list(found.values())[:MOST_NAMED]


def told(knowledge: Knowledge, facts: tuple[tuple[str, FactValue], ...]) -> str:
    """Return facts as one phrase."""
    return join_words([knowledge.facts[name].label(value) for name, value in facts])


def _by_nearness(
    knowledge: Knowledge, situation: Situation, facts: Facts
) -> Iterator[FactDefinition]:
    tested = situation.facts_asked_about
    askable = [fact for fact in knowledge.facts.values() if fact.answers and fact.name in tested]
    yield from (fact for fact in askable if fact.name not in facts)
    yield from (fact for fact in askable if fact.name in facts)


def _content(text: str) -> set[str]:
    words = WORD.findall(text.lower().replace("_", " "))
    return {_stem(word) for word in words} - {_stem(word) for word in EVERYDAY}


def _stem(word: str) -> str:
    synonyms = {
        "ring": "call",
        "phone": "call",
        "ringing": "call",
        "mail": "email",
        "e-mail": "email",
    }
    plain = synonyms.get(word, word)
    for ending in ("ing", "ed", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain
