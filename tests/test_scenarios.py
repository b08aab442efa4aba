"""What is said to whom: every scenario of tests/scenarios/, and that they leave nothing out.

How a scenario is written stands at the top of tests/scenarios/common.yml. An entry of the advice
needs one scenario that expects it and one in which it is not said; an item of a source needs the
facts under which it applies, in tests/scenarios/every_item.yml.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from heardback.advice import drafting
from heardback.advice.answering import Adviser
from heardback.advice.case import Case
from heardback.advice.choosing import Choice, choose
from heardback.advice.errors import AdviceError, FactValueError
from heardback.advice.knowledge import Entry, Knowledge, Situation
from heardback.advice.loading import load_knowledge
from heardback.advice.vocabulary import FactValue
from heardback.advice.yaml_files import Fields, Reader

FOLDER = Path(__file__).parent / "scenarios"
ITEMS_FILE = "every_item.yml"
PARTS = ("first", "says", "never", "unsaid", "drafts", "declines")
OUR_OWN = "heardback_notes"
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Scenario:
    """Somebody's facts, and what must and must not be said to them.

    Attributes:
        says: entries that must be said, at first sight or under "What else helps?".
        first: entries that must be said at first sight.
        never: entries, or phrases of two words and more, that must not be said at first sight.
        unsaid: entries that must not be said at all.
        drafts: drafts that must be offered and written.
        declines: rules of budget.yml, each of which must decline a message to the employer.
    """

    name: str
    situation: str
    facts: Mapping[str, FactValue]
    says: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    declines: tuple[str, ...] = ()

    @property
    def expected(self) -> tuple[str, ...]:
        """All entries that must be said."""
        return self.first + self.says


@dataclass(frozen=True)
class ItemCase:
    """Facts under which an item of a source applies."""

    item: str
    situation: str
    facts: Mapping[str, FactValue]


# -- reading the files --


def read_scenarios(knowledge: Knowledge, folder: Path = FOLDER) -> list[Scenario]:
    """Return the scenarios of all files.

    Raises:
        AdviceError: something is wrong with a file; it names every problem.
    """
    reader = Reader(folder)
    found: list[Scenario] = []
    for path in sorted(folder.glob("*.yml")):
        if path.name != ITEMS_FILE:
            found.extend(_scenarios_of(reader, path.name, knowledge))
    if reader.problems:
        raise AdviceError(reader.problems)
    return found


def _scenarios_of(reader: Reader, file: str, knowledge: Knowledge) -> Iterator[Scenario]:
    top = Fields(reader, file, "", reader.mapping(file))
    default = top.text("situation", needed=False)
    for written in top.items("scenarios"):
        name = str(written.get("name", "")) if isinstance(written, Mapping) else ""
        yield from _scenario(Fields(reader, file, name, written), default, knowledge)
    top.done()


def _scenario(fields: Fields, default: str, knowledge: Knowledge) -> Iterator[Scenario]:
    name = fields.text("name")
    named = fields.texts("situations") or ((default,) if default else tuple(knowledge.situations))
    facts = read_facts(fields, knowledge)
    parts = {key: fields.texts(key) for key in PARTS}
    fields.done()
    if not any(parts.values()):
        fields.complain("it expects nothing.", f"Add one of {', '.join(PARTS)}.")
    _complain_of_names(fields, parts, knowledge)
    for situation in named:
        if situation in knowledge.situations:
            yield Scenario(name, situation, facts, **parts)
        else:
            remedy = f"Use one of {', '.join(knowledge.situations)}."
            fields.complain(f"there is no situation “{situation}”.", remedy)


def _complain_of_names(
    fields: Fields, parts: Mapping[str, tuple[str, ...]], knowledge: Knowledge
) -> None:
    entries = {
        entry.id for situation in knowledge.situations.values() for entry in situation.entries
    }
    rules = {rule.id for rule in knowledge.budget}
    phrases = {words for words in parts["never"] if " " in words}
    for keys, known, what in (
        (("says", "first", "never", "unsaid"), entries | phrases, "entry"),
        (("drafts",), set(knowledge.drafts), "draft"),
        (("declines",), rules, "rule of budget.yml"),
    ):
        for name in (name for key in keys for name in parts[key] if name not in known):
            fields.complain(
                f"there is no {what} “{name}”.", "Check the name; a phrase has two words at least."
            )


def read_facts(fields: Fields, knowledge: Knowledge) -> dict[str, FactValue]:
    """Return the facts that `facts:` writes."""
    facts: dict[str, FactValue] = {}
    for name, value in fields.mapping("facts").items():
        if name not in knowledge.facts:
            fields.complain(f"“{name}” is no fact.", "Use a name of data/advice/facts.yml.")
            continue
        try:
            facts[name] = knowledge.facts[name].checked(value)
        except FactValueError as error:
            fields.complain(str(error), "Mend it under `facts:`.")
    return facts


def read_items(knowledge: Knowledge) -> list[ItemCase]:
    """Return the facts under which each item applies."""
    reader = Reader(FOLDER)
    found = []
    for item, written in reader.mapping(ITEMS_FILE).items():
        fields = Fields(reader, ITEMS_FILE, item, written)
        fields.text("applies")
        situation, facts = (
            fields.choice("situation", knowledge.situations),
            read_facts(fields, knowledge),
        )
        found.append(ItemCase(item, situation, facts))
        fields.done()
    if reader.problems:
        raise AdviceError(reader.problems)
    return found


KNOWLEDGE = load_knowledge()
SCENARIOS = read_scenarios(KNOWLEDGE)
ITEMS = read_items(KNOWLEDGE)


# -- what a scenario expects --


def disappointments(scenario: Scenario, knowledge: Knowledge) -> list[str]:
    """Return in plain words what is not as the scenario expects."""
    choice = choose(knowledge.situation(scenario.situation), scenario.facts)
    said, shown = _ids(choice.said), _ids(choice.first_sight)
    text = " ".join(entry.say for entry in choice.first_sight).lower()
    phrases = [words for words in scenario.never if " " in words]
    wrong = [f"{one} should be said at first sight" for one in scenario.first if one not in shown]
    wrong += [f"{one} should be said" for one in scenario.says if one not in said]
    wrong += [f"{one} should not be said at first sight" for one in scenario.never if one in shown]
    wrong += [f"{one} should not be said at all" for one in scenario.unsaid if one in said]
    wrong += [f"“{words}” should not be said" for words in phrases if words.lower() in text]
    wrong += _wrong_drafts(scenario, knowledge, choice)
    return [*wrong, f"at first sight it says: {', '.join(shown)}"] if wrong else []


def _wrong_drafts(scenario: Scenario, knowledge: Knowledge, choice: Choice) -> list[str]:
    adviser = Adviser(knowledge, DAY)
    case = Case(situation=scenario.situation)
    for name, value in scenario.facts.items():
        case = case.with_fact(name, value)
    offered = {draft.id for draft in drafting.offered(knowledge, choice)}
    wrong = []
    for name in scenario.drafts:
        draft = adviser.show_draft(case, name).draft
        if name not in offered or draft is None or draft.id != name:
            wrong.append(f"the draft {name} should be offered and written")
    for rule in scenario.declines:
        answer = adviser.show_draft(case, "first_follow_up")
        if answer.draft is not None or [line.id for line in answer.more] != [rule]:
            wrong.append(f"{rule} should decline a message to the employer")
    return wrong


def _ids(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.id for entry in entries]


@pytest.mark.parametrize(
    "scenario", SCENARIOS, ids=[f"{one.situation}: {one.name}" for one in SCENARIOS]
)
def test_what_is_said(scenario: Scenario) -> None:
    wrong = disappointments(scenario, KNOWLEDGE)
    assert not wrong, "\n".join(wrong)


# -- that nothing is left out --


def not_expected(knowledge: Knowledge, scenarios: list[Scenario]) -> list[str]:
    """Return the entries that no scenario expects."""
    expected = {(one.situation, name) for one in scenarios for name in one.expected}
    anywhere = {name for _, name in expected}
    missing = []
    for situation in knowledge.situations.values():
        for entry in situation.entries:
            shared = _is_shared(knowledge, entry)
            if entry.id not in anywhere or not (shared or (situation.id, entry.id) in expected):
                missing.append(f"{situation.id}: {entry.id}")
    return missing


def always_said(knowledge: Knowledge, scenarios: list[Scenario]) -> list[str]:
    """Return the entries that could be left unsaid, but are said in every scenario of theirs."""
    unsaid: set[str] = set()
    for one in scenarios:
        situation = knowledge.situation(one.situation)
        unsaid |= set(_ids(situation.entries)) - set(_ids(choose(situation, one.facts).said))
    return [
        f"{situation.id}: {entry.id}"
        for situation in knowledge.situations.values()
        for entry in situation.entries
        if entry.id not in unsaid and _can_be_left_unsaid(situation, entry)
    ]


def _is_shared(knowledge: Knowledge, entry: Entry) -> bool:
    return sum(entry in situation.entries for situation in knowledge.situations.values()) > 1


def _can_be_left_unsaid(situation: Situation, entry: Entry) -> bool:
    """Tell whether any facts silence the entry: what helps everybody is always said."""
    overridden = any(entry.id in other.overrides for other in situation.entries)
    return bool(entry.when or entry.about or overridden)


def test_every_entry_is_expected_in_a_scenario() -> None:
    assert not not_expected(KNOWLEDGE, SCENARIOS)


def test_every_entry_is_left_unsaid_in_a_scenario() -> None:
    assert not always_said(KNOWLEDGE, SCENARIOS)


def test_a_missing_scenario_is_noticed() -> None:
    """Without its scenarios an entry is named, and one that is always said is too."""
    alone = [one for one in SCENARIOS if "sit_back" not in one.expected]
    assert any(line.endswith(": sit_back") for line in not_expected(KNOWLEDGE, alone))
    only = [one for one in SCENARIOS if "sit_back" in one.expected]
    assert any(line.endswith(": sit_back") for line in always_said(KNOWLEDGE, only))


@pytest.mark.parametrize("case", ITEMS, ids=[one.item for one in ITEMS])
def test_every_item_is_said_where_it_applies(case: ItemCase) -> None:
    """Each piece of the documents reaches the people it was meant for."""
    said = choose(KNOWLEDGE.situation(case.situation), case.facts).said
    assert [entry.id for entry in said if case.item in entry.cites]


def test_no_item_of_the_documents_is_forgotten() -> None:
    items = {reference for reference in KNOWLEDGE.items if not reference.startswith(OUR_OWN)}
    assert {one.item for one in ITEMS} == items
    assert len(items) == 77


# -- a wrong file --


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("scenarios:\n  - {name: a, first: [sit_bak]}", "there is no entry “sit_bak”"),
        ("scenarios:\n  - {name: a, never: [call]}", "there is no entry “call”"),
        ("scenarios:\n  - {name: a, drafts: [letter]}", "there is no draft “letter”"),
        ("scenarios:\n  - {name: a, declines: [never]}", "there is no rule of budget.yml “never”"),
        (
            "scenarios:\n  - {name: a, facts: {contacts: 3}, first: [sit_back]}",
            "“contacts” is no fact",
        ),
        (
            "scenarios:\n  - {name: a, facts: {contacts_made: x}, first: [sit_back]}",
            "a whole number",
        ),
        ("scenarios:\n  - {name: a, situations: [love], first: [sit_back]}", "no situation “love”"),
        ("scenarios:\n  - {name: a, frist: [sit_back]}", "`frist:` is not a field"),
        ("scenarios:\n  - {name: a, facts: {contacts_made: 3}}", "it expects nothing"),
        ("scenarios:\n  - {first: [sit_back]}", "`name:` is missing"),
        ("scenarios: []", "should be a list"),
    ],
)
def test_a_wrong_scenario_is_refused_in_plain_words(
    tmp_path: Path, written: str, complaint: str
) -> None:
    (tmp_path / "wrong.yml").write_text(written, encoding="utf-8")
    with pytest.raises(AdviceError) as caught:
        read_scenarios(KNOWLEDGE, tmp_path)
    assert complaint in str(caught.value)
    assert "wrong.yml" in str(caught.value)
