"""The modal "Fix a fact": a typed field for each fact that was heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from heardback.advice.answer import HeardFact
from heardback.advice.errors import FactValueError
from heardback.advice.knowledge import Knowledge
from heardback.advice.vocabulary import FactDefinition, FactValue
from heardback.channels.slack import sentences
from heardback.channels.slack.blocks import LONGEST_LABEL, LONGEST_OPTION, Block, plain

FORM = "fix_facts"
INPUT = "value"
NOT_SAID = "not_said"
LARGEST = 10_000
LONGEST_HINT = 2_000
MOST_FIELDS = 95  # a modal takes 100 blocks


def fact_form(heard: Iterable[HeardFact], intro: str, knowledge: Knowledge, metadata: str) -> Block:
    """Return the modal that shows the facts as they were heard.

    Args:
        heard: the facts.
        intro: what is said on top.
        knowledge: how each fact is asked for and said.
        metadata: what is sent back with the form.
    """
    known = [fact for fact in heard if fact.name in knowledge.facts][:MOST_FIELDS]
    fields = [_field(knowledge.fact(fact.name), fact) for fact in known]
    return {
        "type": "modal",
        "callback_id": FORM,
        "private_metadata": metadata,
        "title": plain(sentences.FIX_TITLE, 24),
        "submit": plain(sentences.FIX_SUBMIT, 24),
        "close": plain("Close", 24),
        "blocks": [{"type": "section", "text": plain(intro, LONGEST_LABEL)}, *fields],
    }


def changed_facts(
    filled: Mapping[str, Any], before: Mapping[str, Any], knowledge: Knowledge
) -> dict[str, FactValue | None]:
    """Return the facts that the form puts right; None where one is taken back.

    Args:
        filled: what Slack sends for each field.
        before: the facts when the form was opened.
        knowledge: the vocabulary.
    """
    changed: dict[str, FactValue | None] = {}
    for name, state in filled.items():
        if name not in knowledge.facts or name not in before:
            continue
        value = _value(knowledge.fact(name), state)
        known = before[name]
        if value != (tuple(known) if isinstance(known, list) else known):
            changed[name] = value
    return changed


def faults(filled: Mapping[str, Any], knowledge: Knowledge) -> dict[str, str]:
    """Return for each field what is wrong with it, in the form Slack shows beside it."""
    found = {}
    for name, state in filled.items():
        if name in knowledge.facts and not _is_good(knowledge.fact(name), state):
            found[name] = f"This takes {knowledge.fact(name).expected()}."
    return found


def _is_good(definition: FactDefinition, state: Mapping[str, Any]) -> bool:
    try:
        _value(definition, state)
    except FactValueError:
        return False
    return True


def _field(definition: FactDefinition, fact: HeardFact) -> Block:
    hints = [sentences.IN_DAYS] if definition.type == "days" else []
    if definition.is_number or definition.type == "choices":
        hints.append(sentences.CLEAR_HINT)
    if fact.words:
        hints.append(sentences.READ_FROM.replace("{words}", fact.words))
    block: Block = {
        "type": "input",
        "block_id": definition.name,
        "optional": True,
        "label": plain(definition.question or definition.means, LONGEST_LABEL),
        "element": _element(definition, fact.value),
    }
    if hints:
        block["hint"] = plain(" ".join(hints), LONGEST_HINT)
    return block


def _element(definition: FactDefinition, value: Any) -> Block:
    if definition.is_number:
        return {
            "type": "number_input",
            "action_id": INPUT,
            "is_decimal_allowed": False,
            "min_value": "0",
            "max_value": str(LARGEST),
            "initial_value": str(value),
        }
    if definition.type == "choices":
        options = [*_options(definition)]
        chosen = [option for option in options if option["value"] in value]
        return {
            "type": "multi_static_select",
            "action_id": INPUT,
            "options": options,
            "initial_options": chosen,
        }
    options = [*_options(definition), _option(sentences.NOT_SAID, NOT_SAID)]
    written = str(value).lower() if isinstance(value, bool) else str(value)
    chosen_one = next(option for option in options if option["value"] in (written, NOT_SAID))
    return {
        "type": "static_select",
        "action_id": INPUT,
        "options": options,
        "initial_option": chosen_one,
    }


def _options(definition: FactDefinition) -> Iterator[Block]:
    if definition.type == "yes_no":
        for value in (True, False):
            yield _option(_capital(definition.label(value)), str(value).lower())
        return
    for item in definition.values:
        yield _option(_capital((definition.words or {}).get(item, item)), item)


def _option(title: str, value: str) -> Block:
    return {"text": plain(title, LONGEST_OPTION), "value": value}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(definition: FactDefinition, state: Mapping[str, Any]) -> FactValue | None:
    """Return the value of a field, or None where it was left empty.

    Raises:
        FactValueError: it is no value of the fact.
    """
    if definition.type == "choices":
        chosen = [option["value"] for option in state.get("selected_options") or []]
        return definition.checked(chosen) if chosen else None
    if definition.is_number:
        written = state.get("value")
        return definition.parsed(written) if written else None
    chosen_one = (state.get("selected_option") or {}).get("value", NOT_SAID)
    return None if chosen_one == NOT_SAID else definition.parsed(chosen_one)
