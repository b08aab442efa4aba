"""Checks that the parts of the knowledge base fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from heardback.advice.conditions import Condition
from heardback.advice.errors import Problem
from heardback.advice.knowledge import Entry, Knowledge, Situation
from heardback.advice.vocabulary import FactDefinition

LONGEST_SAY = 45  # words; about 120 words are shown at first sight, in four or five entries


def check(knowledge: Knowledge) -> list[Problem]:
    """Return everything that does not fit together, empty where all is well."""
    problems = [*_check_citations(knowledge), *_check_fact_names(knowledge)]
    for situation in knowledge.situations.values():
        problems.extend(_check_situation(knowledge, situation))
    return list(dict.fromkeys(problems))


def _check_citations(knowledge: Knowledge) -> Iterator[Problem]:
    for file, name, cites in _citing(knowledge):
        for cite in cites:
            if cite not in knowledge.items:
                remedy = "Write source.item, as it stands in a file of sources/."
                yield Problem(file, name, f"it cites “{cite}”, which no source has.", remedy)
        if not cites:
            yield Problem(file, name, "it cites nothing.", "Name at least one source item.")


def _citing(knowledge: Knowledge) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for situation in knowledge.situations.values():
        for entry in situation.entries:
            yield _file(situation), entry.id, entry.cites
    for draft in knowledge.drafts.values():
        yield f"drafts/{draft.id}.txt", "", draft.cites
    for rule in knowledge.budget:
        yield "budget.yml", rule.id, rule.cites
    for dispute in knowledge.disputes:
        for side in dispute.sides:
            yield "disputes.yml", f"{dispute.id}, {side.label}", side.cites


def _check_fact_names(knowledge: Knowledge) -> Iterator[Problem]:
    for file, name, facts in _naming_facts(knowledge):
        for fact in facts:
            if fact not in knowledge.facts:
                yield Problem(file, name, f"“{fact}” is no fact.", "Use a name of facts.yml.")
    for dispute in knowledge.disputes:
        for situation in dispute.situations:
            if situation not in knowledge.situations:
                what = f"“{situation}” is no situation."
                yield Problem("disputes.yml", dispute.id, what, "Name a file of situations/.")


def _naming_facts(knowledge: Knowledge) -> Iterator[tuple[str, str, Iterable[str]]]:
    for definition in knowledge.facts.values():
        yield "facts.yml", definition.name, definition.covers
    for draft in knowledge.drafts.values():
        yield f"drafts/{draft.id}.txt", "fills", (draft.fills or {}).values()
    for dispute in knowledge.disputes:
        yield "disputes.yml", dispute.id, dispute.facts


def _check_situation(knowledge: Knowledge, situation: Situation) -> Iterator[Problem]:
    file = _file(situation)
    for name, times in Counter(entry.id for entry in situation.entries).items():
        if times > 1:
            yield Problem(
                file, name, f"the id stands {times} times.", "Give each entry an id of its own."
            )
    ids = {entry.id for entry in situation.entries}
    for entry in situation.entries:
        yield from _check_entry(knowledge, file, entry, ids)
    yield from _check_reach(situation)
    if not any(entry.is_step and not entry.when for entry in situation.entries):
        remedy = "End with a step that has no `when:`, so that some answer always exists."
        yield Problem(file, "", "no step holds without conditions.", remedy)


def _check_entry(knowledge: Knowledge, file: str, entry: Entry, ids: set[str]) -> Iterator[Problem]:
    if entry.draft and entry.draft not in knowledge.drafts:
        remedy = f"Add drafts/{entry.draft}.txt, or name one that is there."
        yield Problem(file, entry.id, f"there is no draft “{entry.draft}”.", remedy)
    if entry.kind == "draft" and not entry.draft:
        yield Problem(file, entry.id, "its kind is draft, but it names none.", "Add `draft: ...`.")
    for other in entry.overrides:
        if other not in ids:
            yield Problem(
                file, entry.id, f"it overrides “{other}”, which is not here.", "Check the name."
            )
    if len(entry.say.split()) > LONGEST_SAY:
        remedy = "Say less, or put the rest under `because:`."
        yield Problem(file, entry.id, f"`say:` is longer than {LONGEST_SAY} words.", remedy)
    rule = entry.date
    if rule and rule.fact and knowledge.facts.get(rule.fact, _NO_FACT).type != "days":
        yield Problem(
            file, entry.id, f"its date counts from “{rule.fact}”.", "Name a fact in days."
        )


def _check_reach(situation: Situation) -> Iterator[Problem]:
    """Find entries that can never be said, since an earlier one about the same thing always is."""
    for position, entry in enumerate(situation.entries):
        if not entry.about:
            continue
        for earlier in situation.entries[:position]:
            if earlier.about == entry.about and _covers(earlier.when, entry.when):
                what = (
                    f"it is never said: {earlier.id} comes first and fits whenever this one does."
                )
                yield Problem(_file(situation), entry.id, what, "Move it up, or narrow the other.")
                break


def _covers(wide: Iterable[Condition], narrow: Iterable[Condition]) -> bool:
    by_fact = {condition.fact: condition for condition in narrow}
    return all(
        condition.fact in by_fact and _implies(by_fact[condition.fact], condition)
        for condition in wide
    )


def _implies(narrow: Condition, wide: Condition) -> bool:
    if narrow == wide:
        return True
    if wide.minimum is None and wide.maximum is None:
        return bool(wide.any_of) and _members(narrow) <= set(wide.any_of)
    low = narrow.minimum if narrow.equals is None else narrow.equals
    high = narrow.maximum if narrow.equals is None else narrow.equals
    above = wide.minimum is None or (isinstance(low, int) and low >= wide.minimum)
    below = wide.maximum is None or (isinstance(high, int) and high <= wide.maximum)
    return above and below and not narrow.unknown


def _members(condition: Condition) -> set[object]:
    if condition.any_of:
        return set(condition.any_of)
    return {condition.equals if condition.equals is not None else object()}


def _file(situation: Situation) -> str:
    return f"situations/{situation.id}.yml"


_NO_FACT = FactDefinition("", "yes_no", "", {})
