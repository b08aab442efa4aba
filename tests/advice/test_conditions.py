"""Conditions: a closed mapping, and an unknown fact that meets only `known: false`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heardback.advice.conditions import Condition, ConditionError, parse_condition
from heardback.advice.errors import FactValueError
from heardback.advice.knowledge import Knowledge


def parse(knowledge: Knowledge, fact: str, written: Any) -> Condition:
    return parse_condition(knowledge.facts[fact], written)


@pytest.mark.parametrize(
    ("fact", "written", "meeting", "failing"),
    [
        ("employed", True, True, False),
        ("contacts_made", 2, 2, 3),
        ("contacts_made", {"min": 2}, 2, 1),
        ("contacts_made", {"max": 1}, 1, 2),
        ("contacts_made", {"min": 1, "max": 2}, 2, 3),
        ("reason_to_move", "work", "work", "health"),
        ("reason_to_move", {"any_of": ["work", "family"]}, "family", "health"),
        ("channel_used", {"any_of": ["phone"]}, ("email", "phone"), ("email",)),
        ("channel_used", {"none_of": ["phone"]}, ("email",), ("email", "phone")),
    ],
)
def test_each_kind_of_test(
    knowledge: Knowledge, fact: str, written: Any, meeting: Any, failing: Any
) -> None:
    """A value that meets the test holds, another does not, and an unknown one never does."""
    condition = parse(knowledge, fact, written)
    assert condition.holds({fact: meeting})
    assert not condition.holds({fact: failing})
    assert not condition.holds({})


def test_known_false_holds_of_the_unknown_alone(knowledge: Knowledge) -> None:
    """`known: false` holds while the fact is unknown, whatever value it has later."""
    condition = parse(knowledge, "employed", {"known": False})
    assert condition.holds({})
    assert not condition.holds({"employed": True})
    assert not condition.holds({"employed": False})


@pytest.mark.parametrize(
    ("fact", "written", "said"),
    [
        ("employed", {"min": 1}, "min and max are for numbers"),
        ("contacts_made", {"over": 3}, "is no test"),
        ("contacts_made", {}, "is no test"),
        ("contacts_made", {"min": 3, "max": 1}, "can never hold"),
        ("contacts_made", {"min": -1}, "from 0 up"),
        ("contacts_made", {"any_of": [1]}, "on a fact with choices"),
        ("channel_used", {"any_of": ["pigeon"]}, "pigeon"),
        ("employed", {"known": True}, "known: false"),
    ],
)
def test_what_is_not_of_the_form_is_refused(
    knowledge: Knowledge, fact: str, written: Any, said: str
) -> None:
    """Anything else is refused with words that name the way out."""
    with pytest.raises(ConditionError, match=said):
        parse(knowledge, fact, written)


def test_a_value_of_another_type_is_refused(knowledge: Knowledge) -> None:
    """A yes/no fact takes no number, a count no text."""
    with pytest.raises(FactValueError, match="true or false"):
        parse(knowledge, "employed", 1)
    with pytest.raises(FactValueError, match="whole number"):
        parse(knowledge, "contacts_made", "two")


@given(low=st.integers(0, 50), width=st.integers(0, 50), value=st.integers(0, 120))
def test_a_range_is_closed_at_both_ends(
    knowledge: Knowledge, low: int, width: int, value: int
) -> None:
    """Both min and max belong to the range."""
    condition = parse(knowledge, "days_since_contact", {"min": low, "max": low + width})
    assert condition.holds({"days_since_contact": value}) == (low <= value <= low + width)


def test_an_example_meets_its_condition(knowledge: Knowledge) -> None:
    """For every condition of the advice there is a value that meets it."""
    conditions = {
        condition
        for situation in knowledge.situations.values()
        for entry in situation.entries
        for condition in entry.when
    }
    assert conditions
    for condition in conditions:
        example = condition.example(knowledge.facts[condition.fact])
        facts = {} if example is None else {condition.fact: example}
        assert condition.holds(facts), condition
